//! Builds with a cold cache, a warm one and none; and caches that are broken in every way.
#![expect(clippy::disallowed_methods, reason = "tests make and damage their own files")]

use std::fs;
use std::path::{Path, PathBuf};

use super::support::{Project, skip};

const BUILD: &[&str] = &["build", "book.yaml"];

/// Two documents long enough to be kept, with a warning in one of them.
fn book() -> Project {
    let text = "می‌رود و می‌آید و باز می‌رود. ".repeat(40);
    Project::new()
        .file("a.md", format!("# یکم\n\n{text}[^1]\n\n[^1]: یادداشت\n"))
        .file("b.md", format!("# دوم\n\n{text}<b>\n"))
        .file(
            "book.yaml",
            "schema: 1\nbook: {title: کتاب}\ncontents: [{glob: \"*.md\"}]\noutputs: [{epub: {}}]\n",
        )
}

const SHORT: &[&str] = &["build", "book.yaml", "--message-format", "short"];
const WARNING: &str = "b.md:3:1201: warning[IMP-RAW-HTML]: raw HTML is kept as text, letter by letter \
(hint: use the Markdown form, or write `\\<` when the sign itself is meant)\n";
const DAMAGED: &str = "warning[ENV-CACHE]: 2 entries of the cache `kept` were damaged and are made again \
(hint: the outputs are complete; if it happens again, check the disk)\n";
const UNUSABLE: &str = "warning[ENV-CACHE]: the cache `kept` cannot be used: a file is in its place \
(hint: the outputs are complete; make room, name another folder in NASHR_CACHE, or build with `--no-cache`)\n";

fn outputs(project: &Project) -> Vec<Vec<u8>> {
    ["dist/book.epub", "dist/build.json"]
        .map(|name| fs::read(project.path(name)).expect("an output"))
        .into()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(entries(&path));
        } else if path.file_name().is_some_and(|name| name.len() == 64) {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The same outputs and the same messages.
#[test]
fn cold_warm_and_none_give_the_same() {
    let without = book().run(SHORT).stderr(WARNING).status(0);
    let expected = outputs(&without);
    let cold = book().env("NASHR_CACHE", "kept").run(SHORT).stderr(WARNING).status(0);
    assert_eq!(outputs(&cold), expected);
    assert_eq!(entries(&cold.path("kept")).len(), 2);
    let warm = cold.run(SHORT).stderr(WARNING).status(0);
    assert_eq!(outputs(&warm), expected);
    let changed = warm.file("a.md", "# یکم\n\nدیگر.\n").run(SHORT).stderr(WARNING).status(0);
    assert_ne!(outputs(&changed), expected);
    assert_eq!(entries(&changed.path("kept")).len(), 2, "a short document is not kept");
}

#[test]
fn without_a_place_or_on_request_nothing_is_kept() {
    let cache = ["build", "book.yaml", "--no-cache"];
    let project = book().env("NASHR_CACHE", "kept").run(&cache).status(0);
    assert!(!project.path("kept").exists());
}

#[test]
fn the_cache_of_the_user_is_found() {
    let project = book();
    let home = project.path("home").display().to_string();
    let project = project.env("HOME", &home).run(BUILD).status(0);
    assert_eq!(entries(&project.path("home/.cache/nashr")).len(), 2);
}

#[test]
fn damaged_and_swapped_entries_are_made_again_with_one_warning() {
    let project = book().env("NASHR_CACHE", "kept").run(BUILD).status(0);
    let expected = outputs(&project);
    let [a, b] = &entries(&project.path("kept"))[..] else { panic!("two entries") };
    let (first, second) = (fs::read(a).expect("an entry"), fs::read(b).expect("an entry"));
    fs::write(a, &second).expect("an entry");
    fs::write(b, &first[..first.len() / 2]).expect("an entry");
    let project = project.run(SHORT).stderr(&format!("{WARNING}{DAMAGED}")).status(0);
    assert_eq!(outputs(&project), expected);
    let project = project.run(SHORT).stderr(WARNING).status(0);
    assert_eq!((fs::read(a).expect("an entry"), fs::read(b).expect("an entry")), (first, second));
    drop(project);
}

#[test]
fn a_cache_that_cannot_be_written_only_warns() {
    let project = book().file("kept", "a file").env("NASHR_CACHE", "kept");
    let project = project.run(SHORT).stderr(&format!("{WARNING}{UNUSABLE}")).status(0);
    assert_eq!(outputs(&project), outputs(&book().run(BUILD).status(0)));
}

/// A disk without room: every write fails as `strace` tells the system to.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_only_warns() {
    let works = std::process::Command::new("strace").args(["-o", "/dev/null", "true"]).status();
    if !works.is_ok_and(|status| status.success()) {
        return skip("strace does not work here");
    }
    let expected = outputs(&book().run(BUILD).status(0));
    let project = book().env("NASHR_CACHE", "kept");
    // The folder of the cache cannot be made: the first folder that this build makes.
    let fault = "-einject=mkdir,mkdirat:error=ENOSPC";
    let mut child = project.traced(fault, &["build", "book.yaml", "--out", "."]);
    let status = child.wait().expect("it ends");
    assert!(status.success(), "{status}");
    let made = ["book.epub", "build.json"].map(|name| fs::read(project.path(name)).expect("made"));
    assert_eq!(made.to_vec(), expected);
}

#[test]
fn clean_removes_what_is_asked_for() {
    let project = book().env("NASHR_CACHE", "kept").run(BUILD).status(0);
    let project = project.run(&["clean"]).stderr("removed 0 entries, 0 KiB\n").status(0);
    assert_eq!(entries(&project.path("kept")).len(), 2);
    let project = project.run(&["clean", "--all"]).stderr_has("removed 2 entries, ").status(0);
    assert_eq!(entries(&project.path("kept")).len(), 0);
    Project::new().run(&["clean"]).stderr("removed 0 entries, 0 KiB\n").stdout("").status(0);
}

/// Many books of one run share the cache, and processes too.
#[test]
fn books_side_by_side_share_it() {
    let text = "متن ".repeat(400);
    let mut project = Project::new().env("NASHR_CACHE", "kept");
    for book in 0..8 {
        let manifest =
            "schema: 1\nbook: {title: کتاب}\ncontents: [{file: a.md}]\noutputs: [{epub: {}}]\n";
        project = project.file(&format!("books/{book}/book.yaml"), manifest);
        project = project.file(&format!("books/{book}/a.md"), &text);
    }
    let children: Vec<_> =
        ["one", "two"].map(|out| project.start(&["build", "books", "--out", out])).into();
    for mut child in children {
        assert!(child.wait().expect("it ends").success());
    }
    let read = |name: &str| fs::read(project.path(name)).expect("an output");
    assert_eq!(read("one/0.epub"), read("two/0.epub"));
    assert_eq!(entries(&project.path("kept")).len(), 1);
}
