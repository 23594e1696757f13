//! The command line itself.

use super::support::Project;

#[test]
fn usage_is_an_error_of_its_own() {
    Project::new()
        .run(&["bulid", "book.yaml"])
        .stderr(
            "
            error: unrecognized subcommand 'bulid'

              tip: a similar subcommand exists: 'build'

            Usage: nashr <COMMAND>

            For more information, try '--help'.
            ",
        )
        .status(2);
    Project::new()
        .run(&["build", "book.yaml", "--only", "press"])
        .stderr(
            "
            error: this version makes no press edition yet
            hint: `--only epub,screen`
            ",
        )
        .status(2);
    Project::new().run(&["--version"]).stdout("nashr 0.1.0").stderr("").status(0);
}

#[test]
fn a_manifest_that_is_not_there() {
    Project::new()
        .run(&["build", "bok.yaml"])
        .stderr(
            "
            error[MAN-MISSING]: there is no manifest `bok.yaml`
            hint: name a manifest, or a folder with a `book.yaml`; `nashr new NAME` begins a book
            1 error
            ",
        )
        .status(2);
    Project::new()
        .folder("empty")
        .run(&["check", "empty"])
        .stderr(
            "
            error[MAN-MISSING]: there is no file `book.yaml`
            hint: name a manifest, or a folder with a `book.yaml`
            1 error
            ",
        )
        .status(2);
}

#[test]
fn a_manifest_in_another_encoding() {
    Project::new()
        .file("book.yaml", b"title: \xD3\xE1\xC7\xE3\n")
        .run(&["check", "book.yaml"])
        .stderr(
            "
            error[MAN-SYNTAX]: `book.yaml` is not UTF-8: byte 0xD3 at offset 7 (line 1)
            hint: it seems to be WINDOWS-1256; convert it: iconv -f WINDOWS-1256 -t UTF-8 'book.yaml' > new.txt, and check the letters
            1 error
            ",
        )
        .status(2);
}

#[test]
fn an_empty_manifest() {
    Project::new()
        .file("book.yaml", "\n")
        .run(&["check", "book.yaml"])
        .stderr(
            "
            book.yaml:1:1: error[MAN-EMPTY]: the manifest is empty
            hint: `nashr new NAME` writes a manifest that builds
            1 error
            ",
        )
        .status(2);
}

/// Paths in messages can be opened from where the program was started.
#[test]
fn messages_name_paths_from_here() {
    Project::new()
        .file("books/one/book.yaml", "schema: 1\nbook: {title: ک, lang: fa}\ncontents: [{file: a.md}]\n")
        .run(&["check", "books/one", "--message-format", "short"])
        .stderr("books/one/book.yaml:3:19: error[COL-FILE-MISSING]: there is no file `a.md` (hint: check the spelling; paths are relative to the folder of the file that names them)")
        .status(1);
}

#[test]
fn messages_as_json() {
    Project::new()
        .book("  - {file: a.md}")
        .run(&["check", "book.yaml", "--message-format", "json"])
        .stderr(r#"{"code":"COL-FILE-MISSING","severity":"error","message":"there is no file `a.md`","path":"book.yaml","line":4,"column":12,"end_line":4,"end_column":16,"start":65,"end":69,"hint":"check the spelling; paths are relative to the folder of the file that names them"}"#)
        .status(1);
}

#[test]
fn codes_are_explained() {
    Project::new()
        .run(&["explain", "col-file-encoding"])
        .stdout(
            "
            COL-FILE-ENCODING (error)

            A text file is not UTF-8. The hint names the encoding that it seems to have.
            Convert it, for example with `iconv -f WINDOWS-1256 -t UTF-8`. nashr never guesses silently.
            ",
        )
        .stderr("")
        .status(0);
    Project::new()
        .run(&["explain", "COL-FILE-MISING"])
        .stdout("")
        .stderr(
            "
            error: there is no code `COL-FILE-MISING`
            hint: did you mean `COL-FILE-MISSING`?
            ",
        )
        .status(2);
}

/// `nashr explain | head -1`: a reader that has seen enough is no error.
#[test]
fn a_closed_pipe_is_no_error() {
    Project::new().run_into_closed_pipe(&["explain"]).stderr("").status(0);
}

#[test]
fn the_fonts_are_listed() {
    let project = Project::new().run(&["fonts"]).stdout_has("Vazirmatn\n  400").status(0);
    let font = include_bytes!("../../fonts/vazirmatn/Vazirmatn-Regular.ttf");
    project
        .file("book.yaml", "")
        .file("fonts/mine.ttf", font)
        .run(&["fonts", "book.yaml"])
        .stdout_has("fonts/mine.ttf  joins Arabic letters  Persian letters 44/44")
        .stderr("")
        .status(0);
}

#[test]
fn a_new_book_has_no_problem() {
    let project = Project::new().run(&["new", "کتاب"]).stdout("کتاب").status(0);
    let project = project.run(&["check", "کتاب"]).stdout("").stderr("").status(0);
    project
        .run(&["new", "کتاب"])
        .stdout("")
        .stderr(
            "
            error[ENV-OUTPUT-IS-INPUT]: `کتاب` exists already
            hint: choose another name
            1 error
            ",
        )
        .status(3);
}

#[test]
fn a_bad_date_of_the_build() {
    Project::new()
        .file("a.md", "متن")
        .book("  - {file: a.md}")
        .env("SOURCE_DATE_EPOCH", "yesterday")
        .run(&["check", "book.yaml"])
        .stderr(
            "
            error[ENV-SOURCE-DATE-EPOCH]: SOURCE_DATE_EPOCH is `yesterday`, not a number of seconds since 1970
            hint: set it to a whole number, for example `git log -1 --format=%ct`, or unset it
            1 error
            ",
        )
        .status(3);
}
