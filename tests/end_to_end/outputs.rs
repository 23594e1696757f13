//! The output folder: what may not be written, and that nothing partial ever is.

use super::support::Project;

const BUILD: &[&str] = &["build", "book.yaml"];

fn small() -> Project {
    Project::new().file("a.md", "متن\n").book("  - {file: a.md}")
}

#[test]
fn a_folder_that_cannot_be_made() {
    small()
        .file("dist", "a file")
        .run(BUILD)
        .stderr(
            "
            error[ENV-OUTPUT-UNWRITABLE]: the output folder `dist` cannot be made: a file is in its place
            hint: choose another folder with `--out`
            1 error
            ",
        )
        .status(3);
    small()
        .file("here", "a file")
        .run(&["build", "book.yaml", "--out", "here/dist"])
        .stderr(
            "
            error[ENV-OUTPUT-UNWRITABLE]: the output folder `here/dist` cannot be made: a part of the path is not a folder
            hint: choose another folder with `--out`
            1 error
            ",
        )
        .status(3);
}

#[test]
fn a_locked_folder() {
    let project = small().file("dist/.nashr.lock", "4242\n");
    let lock = std::fs::File::open(project.path("dist/.nashr.lock")).unwrap();
    lock.lock().unwrap();
    project
        .run(BUILD)
        .stderr(
            "
            error[ENV-OUTPUT-LOCKED]: another nashr (process 4242) is writing to `dist`
            hint: wait until it has finished, or choose another folder with `--out`
            1 error
            ",
        )
        .status(3);
}

#[test]
fn a_file_that_nashr_did_not_make() {
    let project = small().file("dist/book.epub", "by hand").folder("dist/book.screen.pdf");
    let before = project.tree();
    let project = project
        .run(BUILD)
        .stderr(
            "
            error[ENV-OUTPUT-IS-INPUT]: `dist/book.epub` is in the way: nashr did not make it, or it was changed since
            hint: move the file away, or build with `--force` to replace it
            error[ENV-OUTPUT-UNWRITABLE]: the output `dist/book.screen.pdf` cannot be written: a folder is in its place
            hint: remove the folder, or choose another one with `--out`
            2 errors
            ",
        )
        .status(3);
    assert_eq!(project.tree(), before);
}

/// YAML can be written as JSON, so a manifest may be called `build.json`, as the record is.
#[test]
fn an_output_that_is_an_input() {
    let json =
        r#"{"schema": 1, "book": {"title": "ک", "lang": "fa"}, "contents": [{"file": "a.md"}]}"#;
    let project = Project::new().file("a.md", "متن").file("build.json", json);
    let before = project.tree();
    let project = project
        .run(&["build", "build.json", "--out", ".", "--force"])
        .stderr(
            "
            error[ENV-OUTPUT-IS-INPUT]: the output `./build.json` would overwrite an input of the book
            hint: choose another folder with `--out`
            1 error
            ",
        )
        .status(3);
    assert_eq!(project.tree(), before);
}

#[test]
fn errors_leave_no_trace() {
    let project = small().file("a.md", "متن[^1]\n");
    let before = project.tree();
    let project = project.run(BUILD).status(1);
    assert_eq!(project.tree(), before);
}

/// What an output folder holds, by name.
fn outputs(project: &Project, folder: &str) -> Vec<(String, Vec<u8>)> {
    let prefix = format!("{folder}/");
    let files = project.tree().into_iter();
    files
        .filter_map(|(path, bytes)| Some((path.strip_prefix(&prefix)?.to_owned(), bytes)))
        .collect()
}

fn names(project: &Project, folder: &str) -> Vec<String> {
    outputs(project, folder).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_book_is_built() {
    let project = small()
        .run(BUILD)
        .stdout(
            "
            dist/book.epub
            dist/book.screen.pdf
            ",
        )
        .stderr("")
        .status(0);
    assert_eq!(names(&project, "dist"), ["book.epub", "book.screen.pdf", "build.json"]);
    let built = outputs(&project, "dist");
    assert!(built[0].1.starts_with(b"PK") && built[1].1.starts_with(b"%PDF-"));
}

/// A folder named instead of a manifest gives its name to the outputs.
#[test]
fn a_folder_is_built_under_its_name() {
    let manifest = "schema: 1\nbook: {title: ک, lang: fa}\ncontents: [{file: a.md}]\n";
    let project =
        Project::new().file("books/one/a.md", "متن").file("books/one/book.yaml", manifest);
    let project = project.run(&["build", "books/one", "--out", "out/new"]).stderr("").status(0);
    assert_eq!(names(&project, "out/new"), ["build.json", "one.epub", "one.screen.pdf"]);
}

/// Neither the folder, nor the environment, nor the number of threads change a byte.
#[test]
fn the_same_book_has_the_same_bytes() {
    let text = "## عنوان\n\nمتن با پانوشت[^1] و English.\n\n[^1]: پانوشت.\n";
    let build = |environment: &[(&str, &str)], out: &str| {
        let files =
            (0..20).fold(Project::new(), |project, n| project.file(&format!("{n}.md"), text));
        let project = files.book("  - {glob: \"*.md\"}");
        let project =
            environment.iter().fold(project, |project, (name, value)| project.env(name, value));
        outputs(&project.run(&["build", "book.yaml", "--out", out]).stderr("").status(0), out)
    };
    let epoch = ("SOURCE_DATE_EPOCH", "1700000000");
    let one = build(&[epoch, ("TZ", "Asia/Tehran"), ("RAYON_NUM_THREADS", "1")], "a");
    let other = build(&[epoch, ("LANG", "fa_IR.UTF-8"), ("RAYON_NUM_THREADS", "7")], "b/c");
    assert_eq!(one.len(), 3);
    assert!(one == other, "the bytes differ");
    assert!(one != build(&[("SOURCE_DATE_EPOCH", "1")], "a"), "the date of the build is not used");
}

#[test]
fn a_book_is_built_again_in_place() {
    let project = small().run(BUILD).status(0);
    let first = outputs(&project, "dist");
    let project = project.run(BUILD).stderr("").status(0);
    assert!(outputs(&project, "dist") == first, "a second build changed something");
    let project = project.file("a.md", "متن دیگر\n").run(BUILD).stderr("").status(0);
    assert!(outputs(&project, "dist") != first, "a changed book was not built");
}

#[test]
fn only_some_outputs() {
    let project =
        small().run(&["build", "book.yaml", "--only", "epub"]).stdout("dist/book.epub").status(0);
    assert_eq!(names(&project, "dist"), ["book.epub", "build.json"]);
    // The other output joins; the first stays known and can be replaced without `--force`.
    let project = project.run(&["build", "book.yaml", "--only", "screen"]).stderr("").status(0);
    let project = project.file("a.md", "متن دیگر\n").run(BUILD).stderr("").status(0);
    assert_eq!(names(&project, "dist"), ["book.epub", "book.screen.pdf", "build.json"]);
    project
        .file("book.yaml", "schema: 1\nbook: {title: ک, lang: fa}\ncontents: [{file: a.md}]\noutputs: [{epub: {}}]\n")
        .run(&["build", "book.yaml", "--only", "screen"])
        .stderr(
            "
            book.yaml:1:1: error[MAN-VALUE]: the manifest names no output `screen`
            hint: add it below `outputs:`, or leave it out of `--only`
            1 error
            ",
        )
        .status(2);
}

#[test]
fn two_books_share_a_folder() {
    let other = "schema: 1\nbook: {title: ک, lang: fa}\ncontents: [{file: a.md}]\n";
    let project = small().file("other.yaml", other).run(BUILD).status(0);
    let project = project.run(&["build", "other.yaml"]).stderr("").status(0);
    let project = project.run(BUILD).stderr("").status(0);
    assert_eq!(
        names(&project, "dist"),
        ["book.epub", "book.screen.pdf", "build.json", "other.epub", "other.screen.pdf"]
    );
}

#[test]
fn force_replaces_what_is_in_the_way() {
    let project = small().file("dist/book.epub", "by hand");
    let project = project.run(&["build", "book.yaml", "--force"]).stderr("").status(0);
    assert!(outputs(&project, "dist")[0].1.starts_with(b"PK"));
}

/// A book with an error leaves the last good outputs as they are.
#[test]
fn old_outputs_survive_an_error() {
    let project = small().run(BUILD).status(0);
    let before = outputs(&project, "dist");
    let project = project.file("a.md", "متن[^1]\n").run(BUILD).status(1);
    assert!(outputs(&project, "dist") == before, "an output was touched");
}

/// Several at once: each one ends well or says that the folder is locked, and what remains is whole.
#[test]
fn builds_at_once_do_not_mix() {
    let project = small();
    let alone = outputs(&small().run(BUILD).status(0), "dist");
    let statuses: Vec<i32> = std::thread::scope(|scope| {
        let start = || project.start(BUILD).wait().expect("an end").code().unwrap_or(-1);
        let running: Vec<_> = (0..6).map(|_| scope.spawn(start)).collect();
        running.into_iter().map(|thread| thread.join().expect("a status")).collect()
    });
    assert!(statuses.iter().all(|status| matches!(status, 0 | 3)), "{statuses:?}");
    assert!(statuses.contains(&0), "{statuses:?}");
    assert!(outputs(&project, "dist") == alone, "the outputs are not those of a single build");
}

/// Whether `strace` can be used here; says so if not.
#[cfg(target_os = "linux")]
fn can_inject_faults() -> bool {
    let works = std::process::Command::new("strace").args(["-o", "/dev/null", "true"]).status();
    let works = works.is_ok_and(|status| status.success());
    if !works {
        super::support::skip("strace cannot be used here");
    }
    works
}

/// Killed between the renames of two outputs: the next build says so, and mends it.
#[cfg(target_os = "linux")]
#[test]
fn a_build_that_was_killed_half_way_is_reported() {
    if !can_inject_faults() {
        return;
    }
    let project = small().run(BUILD).status(0).file("a.md", "متن دیگر\n");
    assert!(
        !project.traced("--inject=/rename:signal=KILL:when=2", BUILD).wait().unwrap().success()
    );
    let project = project
        .run(BUILD)
        .stderr(
            "
            warning[ENV-OUTPUT-INTERRUPTED]: an earlier build into `dist` was interrupted; its outputs may be of two builds
            1 warning
            ",
        )
        .status(0);
    project.run(BUILD).stderr("").status(0);
}

/// An input that is saved while the book is built: nothing is put in place.
#[cfg(target_os = "linux")]
#[test]
fn an_input_that_changes_meanwhile() {
    if !can_inject_faults() {
        return;
    }
    let project = small().run(BUILD).status(0).file("a.md", "متن دیگر\n");
    let before = outputs(&project, "dist");
    // The first output waits three seconds on its way to the disk; in that time the text is saved.
    let mut running = project.traced("--inject=fsync:delay_enter=3000000:when=1", BUILD);
    while !project.path("dist/.book.epub.nashr-tmp").exists() {
        assert!(running.try_wait().unwrap().is_none(), "the build ended early");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let project = project.file("a.md", "و باز متنی دیگر\n");
    assert_eq!(running.wait().unwrap().code(), Some(3));
    assert!(outputs(&project, "dist") == before, "an output was touched");
}

/// Killed at every step of putting outputs in place: what is there is old or new, never a part, and
/// the next build clears up and goes on.
#[cfg(target_os = "linux")]
#[test]
fn a_killed_build_leaves_nothing_partial() {
    if !can_inject_faults() {
        return;
    }
    let old = outputs(&small().run(BUILD).status(0), "dist");
    let new = outputs(&small().file("a.md", "متن دیگر\n").run(BUILD).status(0), "dist");
    for step in [
        "fsync:signal=KILL:when=1",
        "fsync:signal=KILL:when=3",
        "/rename:signal=KILL:when=1",
        "/rename:signal=KILL:when=2",
        "/rename:signal=KILL:when=3",
    ] {
        let project = small().run(BUILD).status(0).file("a.md", "متن دیگر\n");
        let killed = project.traced(&format!("--inject={step}"), BUILD).wait().unwrap();
        assert!(!killed.success(), "{step} was not reached");
        for (name, bytes) in outputs(&project, "dist") {
            let whole = old.iter().chain(&new).any(|(n, b)| *n == name && *b == bytes);
            assert!(whole || name.starts_with('.'), "{step}: {name} is partial");
        }
        let project = project.run(BUILD).status(0);
        assert!(outputs(&project, "dist") == new, "{step}: the next build did not clear up");
    }
}

/// The disk is full at some write: status 3, the old outputs untouched, nothing left behind.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_changes_nothing() {
    if !can_inject_faults() {
        return;
    }
    let project = small().run(BUILD).status(0).file("a.md", "متن دیگر\n");
    let before = outputs(&project, "dist");
    for fault in ["fsync:error=ENOSPC:when=1", "fsync:error=EIO:when=2", "/rename:error=EIO:when=1"]
    {
        let status = project.traced(&format!("--inject={fault}"), BUILD).wait().unwrap();
        assert_eq!(status.code(), Some(3), "{fault}");
        let after = outputs(&project, "dist");
        let after: Vec<_> = after.into_iter().filter(|(name, _)| !name.starts_with('.')).collect();
        assert!(after == before, "{fault}: an output was touched");
    }
}
