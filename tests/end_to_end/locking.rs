//! The lock: what it holds, what is refused because of it, and who may write it.

use super::support::Project;

const LOCK: &[&str] = &["lock", "book.yaml"];
const CHECK: &[&str] = &["check", "book.yaml", "--locked"];

/// Three documents by a pattern, and a manifest that makes an EPUB only.
fn three() -> Project {
    let manifest = "schema: 1\nbook: {title: کتاب, lang: fa}\ncontents:\n  - {glob: \"*.md\"}\n\
                    outputs: [{epub: {}}]\n";
    Project::new()
        .file("a.md", "# باغ\n\nمتن یک.\n")
        .file("b.md", "# خانه\n\nمتن دو.\n")
        .file("c.md", "# راه\n\nمتن سه.\n")
        .file("book.yaml", manifest)
}

fn locked() -> Project {
    three().run(LOCK).stdout("book.lock").stderr("").status(0)
}

fn text(project: &Project) -> String {
    String::from_utf8(project.tree().remove("book.lock").unwrap()).unwrap()
}

#[test]
fn the_form_of_a_lock() {
    let text = text(&locked());
    // The design and the fonts are those of the program, whose digests change with it.
    let (ours, theirs): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| !line.contains(r#""design""#) && !line.contains(r#""font""#));
    assert_eq!(
        ours,
        [
            r#"{"kind":"lock","format":1,"tool":"nashr 0.1.0","title":"کتاب","lang":"fa"}"#,
            r#"{"kind":"manifest","path":"book.yaml","sha256":"a40417405475e4b079d60c51f34beb9765a3c3a9f248d397442c3f6df64ae796"}"#,
            r#"{"kind":"output","name":"epub"}"#,
            r#"{"kind":"document","path":"a.md","title":"باغ","sha256":"54283c471d354f64623311fd097e357f93ab7987ce8b423714b9d78be3366696"}"#,
            r#"{"kind":"document","path":"b.md","title":"خانه","sha256":"cfaa4487f3226040e86af048ee4a6dbcd4df4a598d784958ee5ef58fa922a0d5"}"#,
            r#"{"kind":"document","path":"c.md","title":"راه","sha256":"5cb8bce3c4735e9d8607cfb6fed2cdd94093b11b962602185a3baed0490c8c76"}"#,
            r#"{"kind":"end","lines":13}"#,
        ]
    );
    assert!(theirs[0].starts_with(r#"{"kind":"design","name":"classic","sha256":""#), "{theirs:?}");
    assert!(theirs[1..].iter().all(|font| font.starts_with(r#"{"kind":"font","name":"nashr:"#)));
}

#[test]
fn a_lock_is_written_again_as_it_was_and_building_does_not_change_it() {
    let project = locked();
    let first = text(&project);
    let project = project.run(CHECK).stdout("").stderr("").status(0);
    let build = &["build", "book.yaml", "--locked"];
    let project = project.run(build).stdout("dist/book.epub").stderr("").status(0);
    let project = project.run(LOCK).stderr("").status(0);
    assert_eq!(text(&project), first);
    assert!(project.tree().keys().all(|name| !name.starts_with('.')), "a hidden file is left");
}

#[test]
fn a_book_without_a_lock() {
    three()
        .run(CHECK)
        .stderr(
            "
            book.yaml:1:1: error[LCK-MISSING]: the book has no lock `book.lock`
            hint: write it with `nashr lock book.yaml`
            1 error
            ",
        )
        .status(4);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a document that goes away")]
fn a_stale_lock_says_what_was_changed() {
    let project = locked();
    std::fs::remove_file(project.path("b.md")).unwrap();
    project
        .file("a.md", "# بوستان\n\nمتن.\n")
        .file("d.md", "# دریا\n\nمتن.\n")
        .run(&["build", "book.yaml", "--locked", "--message-format", "short"])
        .stdout("")
        .stderr(
            "
            book.yaml:4:12: error[LCK-STALE]: the document `d.md` («دریا») was added and is not in the lock (hint: if it is right, renew the lock: `nashr lock book.yaml`)
            book.lock:5:1: error[LCK-STALE]: the document `a.md` («بوستان») was changed since the lock was written; its title was «باغ» (hint: if it is right, renew its line: `nashr lock book.yaml --update a.md`)
            book.lock:6:1: error[LCK-STALE]: the document `b.md` («خانه») was removed and is still in the lock (hint: if it is right, renew the lock: `nashr lock book.yaml`)
            ",
        )
        .status(4);
}

#[test]
fn a_document_that_was_moved_or_renamed() {
    let manifest = "schema: 1\nbook: {title: کتاب, lang: fa}\ncontents:\n  - {file: c.md}\n  \
                    - {file: a.md}\n  - {file: house.md}\noutputs: [{pdf: {}}]\n";
    let project = locked().file("house.md", "# خانه\n\nمتن دو.\n").file("book.yaml", manifest);
    project
        .run(CHECK)
        .stderr(
            "
            book.yaml:7:11: error[LCK-STALE]: the output `screen` was added and is not in the lock
              7 | outputs: [{pdf: {}}]
                |           ^^^^^^^^^
            hint: if it is right, renew the lock: `nashr lock book.yaml`
            book.lock:2:1: error[LCK-STALE]: the manifest was changed since the lock was written
              2 | {\"kind\":\"manifest\",\"path\":\"book.yaml\",\"sha256\":\"a40417405475e4b079d60c51f34beb9765a3c3a9…
                | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            hint: if it is right, renew the lock: `nashr lock book.yaml`
            book.lock:4:1: error[LCK-STALE]: the output `epub` was removed and is still in the lock
              4 | {\"kind\":\"output\",\"name\":\"epub\"}
                | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            hint: if it is right, renew the lock: `nashr lock book.yaml`
            book.lock:6:1: error[LCK-STALE]: the document `house.md` («خانه») was called `b.md`
              6 | {\"kind\":\"document\",\"path\":\"b.md\",\"title\":\"خانه\",\"sha256\":\"cfaa4487f3226040e86af048ee4a6d…
                | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            book.yaml:6:12: note: its new name comes from here
              6 |   - {file: house.md}
                |            --------
            hint: if it is right, renew the lock: `nashr lock book.yaml`
            book.lock:7:1: error[LCK-STALE]: the document `c.md` («راه») was moved: it is document 1 now, and was 3
              7 | {\"kind\":\"document\",\"path\":\"c.md\",\"title\":\"راه\",\"sha256\":\"5cb8bce3c4735e9d8607cfb6fed2cdd…
                | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            book.yaml:4:12: note: it is named here
              4 |   - {file: c.md}
                |            ----
            hint: if it is right, renew the lock: `nashr lock book.yaml`
            5 errors
            ",
        )
        .status(4);
}

#[test]
fn one_document_is_renewed() {
    let project = locked().file("b.md", "# خانه\n\nمتن دیگر.\n");
    let before = text(&project);
    let project = project.run(&["lock", "book.yaml", "--update", "b.md"]).stderr("").status(0);
    let after = text(&project);
    let changed: Vec<_> = before.lines().zip(after.lines()).filter(|(a, b)| a != b).collect();
    assert_eq!(changed.len(), 1);
    let project = project.run(CHECK).stderr("").status(0);

    let project = project.file("a.md", "# باغ\n\nتازه.\n").file("b.md", "# خانه\n\nتازه.\n");
    let project = project
        .run(&["lock", "book.yaml", "--update", "b.md", "--message-format", "short"])
        .stderr("book.lock:5:1: error[LCK-STALE]: the document `a.md` («باغ») was changed since the lock was written (hint: if it is right, renew its line: `nashr lock book.yaml --update a.md`)")
        .status(4);
    assert_eq!(text(&project), after);
    project
        .run(&["lock", "book.yaml", "--update", "bb.md"])
        .stderr(
            "
            book.yaml:1:1: error[LCK-NO-DOCUMENT]: neither the book nor its lock has a document `bb.md`
            hint: did you mean `b.md`?
            1 error
            ",
        )
        .status(4);
}

#[test]
fn a_lock_of_a_newer_program() {
    let lock = "{\"kind\":\"lock\",\"format\":2,\"tool\":\"nashr 9.0.0\",\"more\":true}\nnew\n";
    let project = three().file("book.lock", lock);
    let project = project
        .run(CHECK)
        .stderr(
            "
            book.lock:1:1: error[LCK-VERSION]: the lock has form 2, and this nashr knows none after 1
              1 | {\"kind\":\"lock\",\"format\":2,\"tool\":\"nashr 9.0.0\",\"more\":true}
                | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            hint: use the nashr that wrote it, or a newer one; or delete it and run `nashr lock`
            1 error
            ",
        )
        .status(4);
    let project = project.run(LOCK).stdout("").status(4);
    assert_eq!(text(&project), lock);
}

/// Wherever a lock is cut off, it is refused, and `nashr lock` mends it.
#[test]
fn a_half_written_lock() {
    let project = locked();
    let whole = text(&project);
    let cut = whole.lines().take(6).collect::<Vec<_>>().join("\n");
    let project = project.file("book.lock", cut + "\n");
    let project = project
        .run(CHECK)
        .stderr(
            "
            book.lock:7:1: error[LCK-DAMAGED]: the lock is cut off: its last line is missing
              7 | 
                | ^
            hint: write it anew with `nashr lock`, or take it from your version control
            1 error
            ",
        )
        .status(4);
    let half = whole.lines().take(1).chain(["{\"kind\":\"document\",\"pa"]).collect::<Vec<_>>();
    let project = project
        .file("book.lock", half.join("\n"))
        .run(CHECK)
        .stderr(
            "
            book.lock:2:1: error[LCK-DAMAGED]: this line of the lock cannot be read: EOF while parsing a string
              2 | {\"kind\":\"document\",\"pa
                | ^^^^^^^^^^^^^^^^^^^^^^
            hint: write it anew with `nashr lock`, or take it from your version control
            book.lock:2:23: error[LCK-DAMAGED]: the lock is cut off: its last line is missing
              2 | {\"kind\":\"document\",\"pa
                |                       ^
            hint: write it anew with `nashr lock`, or take it from your version control
            2 errors
            ",
        )
        .status(4);
    let project = project.run(LOCK).stderr("").status(0);
    assert_eq!(text(&project), whole);
}

#[test]
fn a_damaged_lock() {
    let project = locked();
    let whole = text(&project);
    let lines: Vec<&str> = whole.lines().collect();
    let digest = &lines[5][lines[5].find("sha256").unwrap() + 9..][..64];
    let damaged = [
        lines[..5].join("\n"),
        "<<<<<<< HEAD".to_owned(),
        lines[5].replace(digest, "0"),
        lines[4].to_owned(),
        lines[6..].join("\n"),
    ];
    let project = project.file("book.lock", damaged.join("\n") + "\n");
    project
        .run(&["check", "book.yaml", "--locked", "--message-format", "short"])
        .stderr(
            "
            book.lock:6:1: error[LCK-DAMAGED]: this line of the lock cannot be read: expected value (hint: write it anew with `nashr lock`, or take it from your version control)
            book.lock:7:1: error[LCK-DAMAGED]: this line of the lock has no SHA-256 digest of 64 digits (hint: write it anew with `nashr lock`, or take it from your version control)
            book.lock:8:1: error[LCK-DAMAGED]: the document `a.md` stands twice in the lock (hint: write it anew with `nashr lock`, or take it from your version control)
            book.lock:15:1: error[LCK-DAMAGED]: the lock should have 13 lines and has 15 (hint: write it anew with `nashr lock`, or take it from your version control)
            ",
        )
        .status(4);
}

#[test]
fn a_file_in_the_place_of_the_lock() {
    let project = three().file("book.lock", "my padlock's number\n");
    let before = project.tree();
    let project = project
        .run(LOCK)
        .stderr(
            "
            error[ENV-OUTPUT-IS-INPUT]: `book.lock` is in the way: nashr did not make it
            hint: move the file away
            1 error
            ",
        )
        .status(3);
    assert_eq!(project.tree(), before);
}

#[test]
fn two_processes_lock_one_book() {
    let project = three().file(".nashr.lock", "4242\n");
    let lock = std::fs::File::open(project.path(".nashr.lock")).unwrap();
    lock.lock().unwrap();
    project
        .run(LOCK)
        .stderr(
            "
            error[ENV-OUTPUT-LOCKED]: another nashr (process 4242) is writing to `.`
            hint: wait until it has finished, and try again
            1 error
            ",
        )
        .status(3);
}

/// Many at once: each writes the whole lock or gives way, and the lock is whole in the end.
#[test]
fn eight_processes_at_once() {
    let expected = text(&locked());
    let project = three();
    let runs: Vec<_> = (0..8).map(|_| project.start(LOCK)).collect();
    let ends: Vec<i32> =
        runs.into_iter().map(|mut run| run.wait().unwrap().code().unwrap()).collect();
    assert!(ends.iter().all(|end| matches!(end, 0 | 3)) && ends.contains(&0), "{ends:?}");
    assert_eq!(text(&project), expected);
    assert!(project.tree().keys().all(|name| !name.starts_with('.')), "a hidden file is left");
}

#[test]
fn a_book_with_errors_is_not_locked() {
    let project = locked().file("a.md", "متن[^1]\n");
    let before = project.tree();
    let project = project.run(LOCK).stdout("").status(1);
    assert_eq!(project.tree(), before);
}

/// Two editions: one document removed, one added, one revised under another title, one moved.
fn editions() -> Project {
    let lock = |documents: &[(&str, &str, char)]| {
        let sha = |c: char| c.to_string().repeat(64);
        let mut lines = vec![
            r#"{"kind":"lock","format":1,"tool":"nashr 0.1.0","title":"کتاب","lang":"fa"}"#
                .to_owned(),
            format!(r#"{{"kind":"manifest","path":"book.yaml","sha256":"{}"}}"#, sha('a')),
            format!(r#"{{"kind":"design","name":"classic","sha256":"{}"}}"#, sha('b')),
        ];
        lines.extend(documents.iter().map(|(path, title, digest)| {
            let sha256 = sha(*digest);
            format!(
                r#"{{"kind":"document","path":"{path}","title":"{title}","sha256":"{sha256}"}}"#
            )
        }));
        lines.push(format!(r#"{{"kind":"end","lines":{}}}"#, lines.len() + 1));
        lines.join("\n") + "\n"
    };
    let old = lock(&[("a.md", "باغ", '1'), ("b.md", "خانه", '2'), ("c.md", "راه", '3')]);
    let new = lock(&[("c.md", "راه", '3'), ("a.md", "باغ*", '4'), ("d.md", "دریا", '5')]);
    Project::new().file("1/book.lock", old).file("2.lock", new)
}

#[test]
fn what_changed_between_two_editions() {
    let project = editions()
        .run(&["diff", "1/book.lock", "2.lock"])
        .stdout(
            "
            - document b.md «خانه»
            ↕ document c.md «راه» (3 → 1)
            ~ document a.md «باغ*» (was «باغ»)
            + document d.md «دریا»
            ",
        )
        .stderr("")
        .status(0);
    let project = project
        .run(&["diff", "1/book.lock", "2.lock", "--format", "markdown"])
        .stdout(
            "
            **افزوده\u{200C}ها**

            - دریا

            **بازنگری\u{200C}شده\u{200C}ها**

            - باغ\\* (پیش\u{200C}تر: باغ)

            **جابه\u{200C}جاشده\u{200C}ها**

            - راه (از جای ۳ به ۱)

            **کنار گذاشته\u{200C}ها**

            - خانه
            ",
        )
        .status(0);
    let project = project
        .run(&["diff", "1/book.lock", "2.lock", "--format", "json"])
        .stdout_has(
            r#"{
    "kind": "document",
    "name": "c.md",
    "title": "راه",
    "change": "moved",
    "before": "3",
    "after": "1"
  }"#,
        )
        .status(0);
    project.run(&["diff", "2.lock", "2.lock"]).stdout("").stderr("").status(0);
}

#[test]
fn locks_that_cannot_be_compared() {
    editions()
        .file("3.lock", "{}\n")
        .run(&["diff", "4.lock", "3.lock"])
        .stdout("")
        .stderr(
            "
            3.lock:1:1: error[LCK-DAMAGED]: the file does not begin as a lock does
            hint: write it anew with `nashr lock`, or take it from your version control
            error[LCK-MISSING]: the lock `4.lock` cannot be read: there is no file `4.lock`
            hint: name the locks of two editions
            2 errors
            ",
        )
        .status(4);
}

/// What a file beside a plain text says of it is part of the book.
#[test]
fn a_changed_side_car() {
    Project::new()
        .file("a.txt", "متن یک.\n")
        .file("a.yaml", "title: باغ\nauthor: نگار وراق\n")
        .book("  - {file: a.txt}")
        .run(&["lock", "book.yaml"])
        .stderr("")
        .status(0)
        .file("a.yaml", "title: باغ\nauthor: یاشار سطری\n")
        .run(&["check", "book.yaml", "--locked"])
        .stderr_has("error[LCK-STALE]: the document `a.txt` («باغ») was changed since the lock was written\n")
        .status(4);
}
