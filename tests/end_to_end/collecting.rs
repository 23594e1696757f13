//! Documents that are not there, or not what they should be.

use super::support::{Project, skip};

const CHECK: &[&str] = &["check", "book.yaml"];

fn one(name: &str, bytes: impl AsRef<[u8]>) -> Project {
    Project::new().file(name, bytes).book(&format!("  - {{file: {name}}}"))
}

#[test]
fn a_missing_file() {
    Project::new()
        .file("chapter.md", "متن")
        .book("  - {file: chpater.md}\n  - {file: nothing-like-it.txt}")
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:12: error[COL-FILE-MISSING]: there is no file `chpater.md`
              4 |   - {file: chpater.md}
                |            ^^^^^^^^^^
            hint: did you mean `chapter.md`?
            book.yaml:5:12: error[COL-FILE-MISSING]: there is no file `nothing-like-it.txt`
              5 |   - {file: nothing-like-it.txt}
                |            ^^^^^^^^^^^^^^^^^^^
            hint: check the spelling; paths are relative to the folder of the file that names them
            2 errors
            ",
        )
        .status(1);
}

/// Tests may run as root, who may read everything, so the file is unreadable by its nature.
#[test]
fn an_unreadable_file() {
    Project::new()
        .folder("a.md")
        .book("  - {file: a.md}")
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:12: error[COL-FILE-UNREADABLE]: `a.md` is a folder, not an ordinary file
              4 |   - {file: a.md}
                |            ^^^^
            hint: name a file
            1 error
            ",
        )
        .status(1);
}

#[cfg(unix)]
#[test]
fn a_file_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let project = one("a.md", "متن");
    std::fs::set_permissions(project.path("a.md"), PermissionsExt::from_mode(0o0)).unwrap();
    if std::fs::File::open(project.path("a.md")).is_ok() {
        return skip("this user may read everything");
    }
    project
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:12: error[COL-FILE-UNREADABLE]: `a.md` cannot be read: permission denied
              4 |   - {file: a.md}
                |            ^^^^
            hint: give yourself permission to read it
            1 error
            ",
        )
        .status(1);
}

#[test]
fn a_binary_file() {
    one("a.md", b"PK\x03\x04\x14\x00\x06\x00\x08")
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:12: error[COL-FILE-BINARY]: `a.md` is not text: it has a NUL byte at offset 5
              4 |   - {file: a.md}
                |            ^^^^
            hint: it seems to be a word processor's file (or another ZIP); export it as Markdown or plain text
            1 error
            ",
        )
        .status(1);
}

/// The file takes no room on the disk: it is one large hole.
#[test]
fn a_file_that_is_too_large() {
    let project = one("a.md", "");
    let file = std::fs::File::options().write(true).open(project.path("a.md")).unwrap();
    file.set_len(10 << 30).unwrap();
    project
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:12: error[COL-FILE-TOO-LARGE]: `a.md` has more than 64 MiB, the most that is read of its kind
              4 |   - {file: a.md}
                |            ^^^^
            hint: split the file, or make it smaller
            1 error
            ",
        )
        .status(1);
}

#[test]
fn a_utf16_file() {
    let bytes: Vec<u8> = "\u{FEFF}سلام".encode_utf16().flat_map(u16::to_le_bytes).collect();
    one("a.txt", bytes)
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:12: error[COL-FILE-ENCODING]: `a.txt` is not UTF-8: byte 0xFF at offset 0 (line 1)
              4 |   - {file: a.txt}
                |            ^^^^^
            hint: it seems to be UTF-16; convert it: iconv -f UTF-16 -t UTF-8 'a.txt' > new.txt, and check the letters
            1 error
            ",
        )
        .status(1);
}

#[test]
fn a_windows_1256_file() {
    // «سلام، خوبی؟»
    one("a.txt", b"\xD3\xE1\xC7\xE3\xA1 \xCE\xE6\xC8\xED\xBF\n")
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:12: error[COL-FILE-ENCODING]: `a.txt` is not UTF-8: byte 0xD3 at offset 0 (line 1)
              4 |   - {file: a.txt}
                |            ^^^^^
            hint: it seems to be WINDOWS-1256; convert it: iconv -f WINDOWS-1256 -t UTF-8 'a.txt' > new.txt, and check the letters
            1 error
            ",
        )
        .status(1);
}

#[test]
fn a_byte_order_mark_is_no_problem() {
    Project::new()
        .file("a.md", "\u{FEFF}---\ntitle: عنوان\n---\n\nمتن\n")
        .file("b.txt", "\u{FEFF}عنوان\n\nمتن\n")
        .file(
            "book.yaml",
            "\u{FEFF}schema: 1\nbook: {title: ک, lang: fa}\ncontents:\n  - {file: a.md}\n  - {file: b.txt}\n",
        )
        .run(CHECK)
        .stderr("")
        .status(0);
}

#[test]
fn a_document_without_text() {
    Project::new()
        .file("a.md", "---\ntitle: عنوان\n---\n\n")
        .file("b.txt", " \n\n")
        .book("  - {file: a.md}\n  - {file: b.txt}")
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:12: error[COL-DOCUMENT-EMPTY]: `a.md` has no text
              4 |   - {file: a.md}
                |            ^^^^
            hint: write it, or remove it from the contents
            book.yaml:5:12: error[COL-DOCUMENT-EMPTY]: `b.txt` has no text
              5 |   - {file: b.txt}
                |            ^^^^^
            hint: write it, or remove it from the contents
            2 errors
            ",
        )
        .status(1);
}

#[test]
fn a_book_without_documents() {
    Project::new()
        .book("  - front: [title, toc]")
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:3: error[MAN-NO-CONTENTS]: the manifest names no document
              4 |   - front: [title, toc]
                |   ^^^^^^^^^^^^^^^^^^^^^
            hint: write `- {file: chapter.md}` or `- {glob: \"*.md\"}` below `contents:`
            1 error
            ",
        )
        .status(2);
}

#[test]
fn an_unknown_format_and_a_document_twice() {
    Project::new()
        .file("a.docx", "x")
        .file("b.md", "متن")
        .book("  - {file: a.docx}\n  - {file: b.md}\n  - {glob: \"*.md\"}\n  - {glob: \"x/*.md\"}")
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:12: error[COL-FORMAT-UNKNOWN]: `a.docx` ends in `.docx`, a format that is not imported
              4 |   - {file: a.docx}
                |            ^^^^^^
            hint: Markdown (`.md`, `.markdown`) and plain text (`.txt`) are imported
            book.yaml:6:12: error[COL-DOCUMENT-TWICE]: `b.md` stands twice in the contents
              6 |   - {glob: \"*.md\"}
                |            ^^^^^^
            book.yaml:5:12: note: it stands here first
              5 |   - {file: b.md}
                |            ----
            hint: remove one of the two, or narrow the pattern
            book.yaml:7:12: error[COL-GLOB-EMPTY]: no file matches `x/*.md`
              7 |   - {glob: \"x/*.md\"}
                |            ^^^^^^^^
            hint: the pattern is relative to the manifest's folder; `*` stays in one folder, `**/*.md` goes into all
            3 errors
            ",
        )
        .status(1);
}

#[test]
fn a_path_that_leaves_the_project() {
    Project::new()
        .book("  - {file: ../secret.md}\n  - {file: /etc/passwd}\n  - {file: 'a\\..\\b.md'}\n  - {file: ~/a.md}\n  - {glob: ../*.md}")
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:12: error[COL-PATH-ESCAPE]: the path `../secret.md` leaves the project: it contains `..`
              4 |   - {file: ../secret.md}
                |            ^^^^^^^^^^^^
            hint: put the file below the manifest's folder and write its path with `/`, for example `texts/one.md`
            book.yaml:5:12: error[COL-PATH-ESCAPE]: the path `/etc/passwd` leaves the project: it is absolute
              5 |   - {file: /etc/passwd}
                |            ^^^^^^^^^^^
            hint: put the file below the manifest's folder and write its path with `/`, for example `texts/one.md`
            book.yaml:6:12: error[COL-PATH-ESCAPE]: the path `a\\..\\b.md` leaves the project: it contains a backslash
              6 |   - {file: 'a\\..\\b.md'}
                |            ^^^^^^^^^^^
            hint: put the file below the manifest's folder and write its path with `/`, for example `texts/one.md`
            book.yaml:7:12: error[COL-PATH-ESCAPE]: the path `~/a.md` leaves the project: it begins with `~`
              7 |   - {file: ~/a.md}
                |            ^^^^^^
            hint: put the file below the manifest's folder and write its path with `/`, for example `texts/one.md`
            book.yaml:8:12: error[COL-PATH-ESCAPE]: the path `../*.md` leaves the project: it contains `..`
              8 |   - {glob: ../*.md}
                |            ^^^^^^^
            hint: put the file below the manifest's folder and write its path with `/`, for example `texts/one.md`
            5 errors
            ",
        )
        .status(1);
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_project() {
    Project::new()
        .link("a.md", "/etc/hostname")
        .book("  - {file: a.md}")
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:12: error[COL-PATH-ESCAPE]: `a.md` is a link that leaves the project, to `/etc/hostname`
              4 |   - {file: a.md}
                |            ^^^^
            hint: copy the file into the project instead of linking to it
            1 error
            ",
        )
        .status(1);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_read() {
    let project = Project::new().book("  - {file: a.md}");
    let made = std::process::Command::new("mkfifo").arg(project.path("a.md")).status();
    if !made.is_ok_and(|status| status.success()) {
        return skip("there is no mkfifo");
    }
    project
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:12: error[COL-FILE-UNREADABLE]: `a.md` is a pipe, a socket or a device, not an ordinary file
              4 |   - {file: a.md}
                |            ^^^^
            hint: name a file
            1 error
            ",
        )
        .status(1);
}

#[test]
fn a_bidirectional_control_in_a_path() {
    Project::new()
        .book("  - {file: \"a\u{202E}dm.md\"}")
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:12: error[MAN-CONTROL]: `file` contains the invisible character U+202E
              4 |   - {file: \"a<U+202E>dm.md\"}
                |            ^^^^^^^^^^^^^^^^
            hint: delete it; text in two directions is put in order without it
            1 error
            ",
        )
        .status(2);
}

#[test]
fn problems_of_all_documents_come_together() {
    Project::new()
        .file("a.md", "یک[^1]\n")
        .file("b.md", "دو[^1]\n")
        .book("  - {file: a.md}\n  - {file: missing.md}\n  - {file: b.md}")
        .run(&["check", "book.yaml", "--message-format", "short"])
        .stderr(
            "
            book.yaml:5:12: error[COL-FILE-MISSING]: there is no file `missing.md` (hint: check the spelling; paths are relative to the folder of the file that names them)
            a.md:1:3: error[IMP-NOTE-WITHOUT-TEXT]: the note `[^1]` has no text (hint: write `[^1]: …` in a paragraph of its own in this document)
            b.md:1:3: error[IMP-NOTE-WITHOUT-TEXT]: the note `[^1]` has no text (hint: write `[^1]: …` in a paragraph of its own in this document)
            ",
        )
        .status(1);
}

#[test]
fn a_collection_has_its_own_folder() {
    let project = Project::new()
        .file("texts/a.md", "متن")
        .file("texts/2.md", "دو")
        .file("texts/10.md", "ده")
        .file("book.yaml", "schema: 1\nbook: {title: ک, lang: fa}\ncollection: {root: texts}\ncontents: [{glob: \"*.md\"}]\n");
    project.run(CHECK).stderr("").status(0);
    Project::new()
        .file("book.yaml", "schema: 1\nbook: {title: ک, lang: fa}\ncollection: {root: txets}\ncontents: [{glob: \"*.md\"}]\n")
        .run(CHECK)
        .stderr(
            "
            book.yaml:3:20: error[COL-FILE-MISSING]: there is no folder `txets`
              3 | collection: {root: txets}
                |                    ^^^^^
            hint: `collection.root` is relative to the manifest's folder
            1 error
            ",
        )
        .status(1);
}
