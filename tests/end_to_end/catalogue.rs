//! Many books below one folder.

use std::collections::BTreeMap;

use super::support::Project;

fn manifest(title: &str, file: &str) -> String {
    format!(
        "schema: 1\nbook: {{title: {title}, lang: fa}}\ncontents: [{{file: {file}}}]\noutputs: [{{epub: {{}}}}]\n"
    )
}

/// A catalogue of a book in a folder, one beside it, one deeper, and files that are no manifests.
fn three_books() -> Project {
    Project::new()
        .file("books/alef/book.yaml", manifest("الف", "text.md"))
        .file("books/alef/text.md", "# یک\n\nمتن.\n")
        .file("books/alef/text.yaml", "title: یادداشت\n")
        .file("books/be.yaml", manifest("ب", "alef/text.md"))
        .file("books/shelf/پ/book.yaml", manifest("پ", "text.md"))
        .file("books/shelf/پ/text.md", "# سه\n\nمتن.\n")
        .file("books/.hidden/book.yaml", "not seen")
}

#[test]
fn every_book_is_built_and_a_table_says_so() {
    three_books()
        .run(&["build", "books"])
        .stdout(
            "
            dist/alef.epub
            dist/be.epub
            dist/پ.epub
            ",
        )
        .stderr(
            "
            book  status  documents  warnings  outputs
            alef  built           1         0  alef.epub
            be    built           1         0  be.epub
            پ     built           1         0  پ.epub
            3 books: 3 built
            ",
        )
        .status(0)
        .run(&["check", "books/"])
        .stdout("")
        .stderr(
            "
            book  status  documents  warnings
            alef  good            1         0
            be    good            1         0
            پ     good            1         0
            3 books: 3 good
            ",
        )
        .status(0)
        .run(&["build", "books", "--quiet"])
        .stdout("")
        .stderr("")
        .status(0);
}

#[test]
fn a_failing_book_stops_no_other() {
    let project = three_books()
        .file("books/alef/text.md", "# یک\n\nبی‌پانوشت[^۱].\n")
        .file("books/be.yaml", "schema: 1\nbook: [\n")
        .env("RAYON_NUM_THREADS", "2")
        .run(&["build", "books", "--message-format", "short"])
        .stdout("dist/پ.epub")
        .stderr(
            "
            books/alef/text.md:3:10: error[IMP-NOTE-WITHOUT-TEXT]: the note `[^۱]` has no text (hint: write `[^۱]: …` in a paragraph of its own in this document)
            books/be.yaml:2:7: error[MAN-SYNTAX]: a bracket is opened and never closed (hint: close it with `]` or `}`)
            book  status   documents  warnings  outputs
            alef  1 error          -         0
            be    1 error          -         0
            پ     built            1         0  پ.epub
            3 books: 1 built, 2 failed
            ",
        )
        .status(2);
    let record = String::from_utf8(project.tree()["dist/build.json"].clone()).unwrap();
    assert!(record.contains("\"پ\": {") && !record.contains("\"alef\": {"), "{record}");
}

#[test]
fn a_stale_lock_stops_its_own_book() {
    three_books()
        .run(&["lock", "books/alef", "--quiet"])
        .status(0)
        .run(&["lock", "books/shelf/پ", "--quiet"])
        .status(0)
        .file("books/shelf/پ/text.md", "# سه\n\nدیگر.\n")
        .run(&["build", "books", "--locked", "--message-format", "short"])
        .stdout("dist/alef.epub")
        .stderr(
            "
            books/be.yaml:1:1: error[LCK-MISSING]: the book has no lock `be.lock` (hint: write it with `nashr lock books/be.yaml`)
            books/shelf/پ/book.lock:5:1: error[LCK-STALE]: the document `text.md` («سه») was changed since the lock was written (hint: if it is right, renew its line: `nashr lock books/shelf/پ --update text.md`)
            book  status   documents  warnings  outputs
            alef  built            1         0  alef.epub
            be    1 error          -         0
            پ     1 error          -         0
            3 books: 1 built, 2 failed
            ",
        )
        .status(4);
}

#[test]
fn no_further_book_is_begun_with_fail_fast() {
    three_books()
        .file("books/be.yaml", manifest("ب", "missing.md"))
        .env("RAYON_NUM_THREADS", "1")
        .run(&["build", "books", "--fail-fast", "--message-format", "short"])
        .stdout("dist/alef.epub")
        .stderr(
            "
            books/be.yaml:3:19: error[COL-FILE-MISSING]: there is no file `missing.md` (hint: check the spelling; paths are relative to the folder of the file that names them)
            book  status     documents  warnings  outputs
            alef  built              1         0  alef.epub
            be    1 error            -         0
            پ     not begun          -         -
            3 books: 1 built, 1 failed, 1 not begun
            ",
        )
        .status(1);
}

#[test]
fn two_books_may_not_have_one_name() {
    three_books()
        .file("books/Alef.yaml", manifest("الف", "alef/text.md"))
        .run(&["build", "books"])
        .stdout(
            "
            dist/be.epub
            dist/پ.epub
            ",
        )
        .stderr(
            "
            books/Alef.yaml:1:1: error[MAN-SAME-NAME]: two books are called `Alef`
            books/alef/book.yaml:1:1: note: the other one
            hint: rename one: outputs are called after the manifest, or after the folder of a `book.yaml`
            1 error
            books/alef/book.yaml:1:1: error[MAN-SAME-NAME]: two books are called `alef`
            books/Alef.yaml:1:1: note: the other one
            hint: rename one: outputs are called after the manifest, or after the folder of a `book.yaml`
            1 error
            book  status   documents  warnings  outputs
            Alef  1 error          -         0
            alef  1 error          -         0
            be    built            1         0  be.epub
            پ     built            1         0  پ.epub
            4 books: 2 built, 2 failed
            ",
        )
        .status(2);
}

#[test]
fn a_folder_is_not_made_for_nothing() {
    let project = Project::new()
        .file("books/a/book.yaml", "")
        .file("books/b.yaml", "schema: 1\n")
        .run(&["build", "books", "--message-format", "short"])
        .stdout("")
        .stderr_has("2 books: 2 failed\n")
        .status(2);
    assert!(!project.path("dist").exists());
}

/// The files below `folder`, by their names in it.
fn below(project: &Project, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let files = project.tree().into_iter();
    files.filter_map(|(path, bytes)| Some((path.strip_prefix(folder)?.to_owned(), bytes))).collect()
}

/// Side by side, one by one, in shares: the same files, and the same `build.json`.
#[test]
fn the_bytes_do_not_depend_on_the_company() {
    let project = three_books()
        .env("RAYON_NUM_THREADS", "3")
        .run(&["build", "books", "--out", "together", "--quiet"])
        .status(0)
        .run(&["build", "books/alef", "--out", "alone", "--quiet"])
        .status(0)
        .run(&["build", "books/be.yaml", "--out", "alone", "--quiet"])
        .status(0)
        .run(&["build", "books/shelf/پ", "--out", "alone", "--quiet"])
        .status(0)
        .run(&["build", "books", "--out", "shares", "--shard", "1/3", "--quiet"])
        .status(0)
        .run(&["build", "books", "--out", "shares", "--shard", "۲/۳", "--quiet"])
        .status(0)
        .run(&["build", "books", "--out", "shares", "--shard", "3/3", "--quiet"])
        .status(0);
    let together = below(&project, "together/");
    assert_eq!(together.len(), 4);
    assert!(together == below(&project, "alone/"), "one by one");
    assert!(together == below(&project, "shares/"), "in shares");
}

#[test]
fn shares_are_numbers() {
    for (share, why) in [
        ("0/4", "the shares of 4 are numbered from 1 to 4"),
        ("5/4", "the shares of 4 are numbered from 1 to 4"),
        ("1/0", "there can be 1 to 1000000 shares"),
        ("a/b", "write two numbers, the share and how many there are: `1/4`, `2/4`, …"),
    ] {
        three_books()
            .run(&["build", "books", "--shard", share])
            .stdout("")
            .stderr(&format!(
                "error: invalid value '{share}' for '--shard <I/N>': {why}\n\nFor more information, try '--help'.\n"
            ))
            .status(2);
    }
    three_books()
        .run(&["check", "books/alef", "--shard", "1/2"])
        .stderr(
            "
            error: `--shard` divides the books below a folder, and this is one book
            hint: name the folder that holds the books, or leave `--shard` out
            ",
        )
        .status(2);
    Project::new()
        .file("books/a/book.yaml", manifest("الف", "a.md"))
        .run(&["check", "books", "--shard", "2/3"])
        .stderr("no book of the catalogue is in this share")
        .status(0);
}

#[test]
fn what_concerns_all_books_is_said_once() {
    let project = three_books()
        .env("SOURCE_DATE_EPOCH", "soon")
        .run(&["build", "books", "--message-format", "short"])
        .stdout("")
        .stderr("error[ENV-SOURCE-DATE-EPOCH]: SOURCE_DATE_EPOCH is `soon`, not a number of seconds since 1970 (hint: set it to a whole number, for example `git log -1 --format=%ct`, or unset it)")
        .status(3)
        .env("SOURCE_DATE_EPOCH", "0")
        .file("dist", "")
        .run(&["build", "books", "--message-format", "short"])
        .stderr("error[ENV-OUTPUT-UNWRITABLE]: the output folder `dist` cannot be made: a file is in its place (hint: choose another folder with `--out`)")
        .status(3);
    assert_eq!(project.tree()["dist"], b"");
}

#[test]
fn books_are_listed_for_people_programs_and_jobs() {
    three_books()
        .run(&["list", "books"])
        .stdout(
            "
            book  manifest
            alef  alef/book.yaml
            be    be.yaml
            پ     shelf/پ/book.yaml
            ",
        )
        .stderr("")
        .status(0)
        .run(&["list", "books/", "--format", "json"])
        .stdout(
            r#"
            [
              {
                "manifest": "alef/book.yaml",
                "name": "alef",
                "path": "books/alef"
              },
              {
                "manifest": "be.yaml",
                "name": "be",
                "path": "books/be.yaml"
              },
              {
                "manifest": "shelf/پ/book.yaml",
                "name": "پ",
                "path": "books/shelf/پ"
              }
            ]
            "#,
        )
        .status(0)
        .run(&["list", "books", "--format", "github-matrix"])
        .stdout(r#"{"include":[{"manifest":"alef/book.yaml","name":"alef","path":"books/alef"},{"manifest":"be.yaml","name":"be","path":"books/be.yaml"},{"manifest":"shelf/پ/book.yaml","name":"پ","path":"books/shelf/پ"}]}"#)
        .status(0)
        .run(&["list", "books", "--format", "github-matrix", "--shards", "4"])
        .stdout(r#"{"include":[{"books":1,"shard":"3/4"},{"books":2,"shard":"4/4"}]}"#)
        .status(0);
}

/// A file that a manifest builds on is no book of its own.
#[test]
fn defaults_are_no_books() {
    three_books()
        .file("books/alef/house.yaml", "schema: 1\ndefaults: [deep/other.yaml]\n")
        .file("books/alef/deep/other.yaml", "schema: 1\n")
        .file("books/alef/book.yaml", "schema: 1\ndefaults: [house.yaml]\n")
        .run(&["list", "books"])
        .stdout(
            "
            book  manifest
            alef  alef/book.yaml
            be    be.yaml
            پ     shelf/پ/book.yaml
            ",
        )
        .status(0);
}

#[test]
fn a_list_that_cannot_be_made() {
    three_books()
        .run(&["list", "books/alef", "--format", "github-matrix"])
        .stdout("")
        .stderr(
            "
            error: a matrix is made of several books, and this is one
            hint: name the folder above the folders with a `book.yaml`
            ",
        )
        .status(2)
        .run(&["list", "books", "--shards", "4"])
        .stderr(
            "
            error: `--shards` makes a matrix of jobs
            hint: add `--format github-matrix`, or leave `--shards` out
            ",
        )
        .status(2)
        .file("books/Be/book.yaml", manifest("ب", "text.md"))
        .run(&["list", "books", "--format", "github-matrix", "--message-format", "short"])
        .stdout("")
        .stderr(
            "
            books/Be/book.yaml:1:1: error[MAN-SAME-NAME]: two books are called `Be` (hint: rename one: outputs are called after the manifest, or after the folder of a `book.yaml`)
            books/be.yaml:1:1: error[MAN-SAME-NAME]: two books are called `be` (hint: rename one: outputs are called after the manifest, or after the folder of a `book.yaml`)
            ",
        )
        .status(2);
    let many = (0..257).fold(Project::new(), |project, number| {
        project.file(&format!("books/{number}.yaml"), "schema: 1")
    });
    many.run(&["list", "books", "--format", "github-matrix"])
        .stdout("")
        .stderr(
            "
            error: GitHub makes at most 256 jobs of a matrix, and these are 257 books
            hint: add `--shards N` for a matrix of N shares
            ",
        )
        .status(2);
}

/// One report for all books, the worst first.
#[test]
fn forges_get_one_report() {
    let project = three_books()
        .file("books/alef/text.md", "# یک\n\n![](a.png)\n")
        .copy(std::path::Path::new("books/sample/images/girih.png"), "books/alef/a.png")
        .file("books/be.yaml", manifest("ب", "missing.md"));
    let project = project
        .run(&["build", "books", "--message-format", "github"])
        .stdout(
            "
            dist/alef.epub
            dist/پ.epub
            ",
        )
        .stderr(
            "
            ::error file=books/be.yaml,line=3,col=19,endColumn=28,title=COL-FILE-MISSING::there is no file `missing.md`%0Ahint: check the spelling; paths are relative to the folder of the file that names them
            ::warning file=books/alef/text.md,line=3,col=5,endColumn=9,title=IMG-ALT::the image `a.png` has no description%0Ahint: write what is to be seen between the brackets, or mark an ornament: `![](a.png){.decorative}`
            1 error, 1 warning
            book  status   documents  warnings  outputs
            alef  built            1         1  alef.epub
            be    1 error          -         0
            پ     built            1         0  پ.epub
            3 books: 2 built, 1 failed
            ",
        )
        .status(1);
    project
        .env("GITHUB_WORKSPACE", "/")
        .run(&["check", "books", "--message-format", "sarif"])
        .stdout("")
        .stderr_has("/books/be.yaml\",\n")
        .stderr_has("\"ruleId\": \"IMG-ALT\"")
        .status(1);
}
