//! What `build.json` says of a build, and whether the book still comes out that way.

use super::support::Project;

const BUILD: &[&str] = &["build", "book.yaml", "--locked"];
const VERIFY: &[&str] = &["verify", "book.yaml"];

const ARTICLE: &str = "---\ntitle: باغ\nauthor: نگار وراق\ntranslator: یاشار سطری\ndate: 1400-01-02\n\
    source: {url: \"https://example.org/bagh\", publisher: نشر نمونه, accessed: 1401-07-02}\n\
    rights: آزاد\n---\n\nمتن\u{202E} یک.\n";

fn built() -> Project {
    Project::new()
        .file("a.md", ARTICLE)
        .file("b.md", "# خانه\n\nمتن دو.\n")
        .book("  - {glob: \"*.md\"}")
        .run(&["lock", "book.yaml"])
        .status(0)
        .run(BUILD)
        .status(0)
}

fn record(project: &Project) -> String {
    String::from_utf8(project.tree().remove("dist/build.json").unwrap()).unwrap()
}

#[test]
fn where_each_document_comes_from() {
    let record = record(&built());
    let digest = |after: &str| {
        let rest = &record[record.find(after).unwrap() + after.len()..];
        rest.split('"').next().unwrap().to_owned()
    };
    let documents = &record[record.find("\"documents\": [").unwrap()..];
    let documents = &documents[..documents.find("\"stages\"").unwrap()];
    let expected = format!(
        r#""documents": [
        {{
          "path": "a.md",
          "title": "باغ",
          "sha256": "{}",
          "people": [
            {{
              "name": "نگار وراق",
              "role": "aut"
            }},
            {{
              "name": "یاشار سطری",
              "role": "trl"
            }}
          ],
          "date": "1400-01-02",
          "source": {{
            "url": "https://example.org/bagh",
            "publisher": "نشر نمونه",
            "accessed": "1401-07-02"
          }},
          "rights": "آزاد",
          "edits": [
            "IMP-BIDI-CONTROL"
          ],
          "imported": "{}"
        }},"#,
        digest("\"a.md\": \""),
        digest("\"imported\": \""),
    );
    assert!(documents.starts_with(&expected), "{documents}\nshould begin\n{expected}");
}

#[test]
fn a_book_comes_out_the_same() {
    let project = built();
    let before = project.tree();
    let project = project
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .run(VERIFY)
        .stdout(
            "
            dist/book.epub
            dist/book.screen.pdf
            ",
        )
        .status(0);
    assert_eq!(project.tree(), before);
}

#[test]
fn there_is_nothing_to_compare() {
    let project = Project::new().file("a.md", "متن.").book("  - {file: a.md}");
    let project = project
        .run(VERIFY)
        .stderr(
            "
            book.yaml:1:1: error[LCK-MISSING]: the book has no lock `book.lock`
            hint: write it with `nashr lock book.yaml`
            1 error
            ",
        )
        .status(4);
    let project = project.run(&["lock", "book.yaml"]).status(0);
    let project = project
        .run(VERIFY)
        .stderr(
            "
            book.yaml:1:1: error[VER-UNBUILT]: there is no folder `dist`
            hint: build the book, or name the folder of its outputs with `--out`
            1 error
            ",
        )
        .status(1);
    project
        .file("dist/build.json", "{\"format\": 1, \"bo")
        .run(VERIFY)
        .stderr(
            "
            book.yaml:1:1: error[VER-UNBUILT]: `dist` has no record of a build of this book
            hint: build it: `nashr build book.yaml --locked`
            1 error
            ",
        )
        .status(1);
}

/// A changed document is refused by the lock; with a new lock it differs from what was built.
#[test]
fn the_first_stage_that_differs() {
    let project = built().file("b.md", "# خانه\n\nمتن سه.\n");
    let project = project.run(VERIFY).stderr_has("LCK-STALE").status(4);
    let project = project.run(&["lock", "book.yaml"]).status(0);
    project
        .run(VERIFY)
        .stdout("")
        .stderr_has("book.yaml:1:1: error[VER-STAGE]: the book is not what was built; it differs first in the inputs: `b.md` was changed\nhint: verify with the files that it was built from, or build again\n")
        .status(1);
}

/// The record as another program, another importer, another assembly, another layout would have
/// left it.
#[test]
fn every_stage_is_told_apart() {
    let project = built();
    let record = record(&project);
    let changed = |record: &str, name: &str| {
        let value = &record[record.find(&format!("\"{name}\": \"")).unwrap() + name.len() + 5..];
        record.replace(value.split('"').next().unwrap(), &"0".repeat(64))
    };
    let other = |name: &str| changed(&record, name);
    let outputs = &record[record.find("\"book.epub\"").unwrap()..];
    let epub = outputs.split('"').nth(5).unwrap();
    let screen = outputs[outputs.find("book.screen.pdf").unwrap()..].split('"').nth(4).unwrap();
    let stages = [
        (
            record.replace("\"nashr 0.1.0\"", "\"nashr 0.0.9\""),
            "program: it was nashr 0.0.9, and this is nashr 0.1.0",
        ),
        (other("inputs"), "inputs: the manifest, the design, a font or an image was changed"),
        (changed(&other("imported"), "documents"), "documents: `a.md` is imported otherwise"),
        (other("book"), "book: the documents are put together otherwise"),
        (other("pages").replace(screen, "0"), "pages: `book.screen.pdf` has other bytes"),
        (record.replace(screen, "0"), "output: `book.screen.pdf` has other bytes"),
        (record.replace(epub, "0"), "output: `book.epub` has other bytes"),
    ];
    stages.into_iter().fold(project, |project, (record, what)| {
        let said = format!(
            "error[VER-STAGE]: the book is not what was built; it differs first in the {what}\n"
        );
        project.file("dist/build.json", record).run(VERIFY).stderr_has(&said).status(1)
    });
}

#[test]
#[expect(clippy::disallowed_methods, reason = "an output that goes away")]
fn outputs_that_were_changed_or_are_gone() {
    let project = built().file("a.md", ARTICLE.replace('\u{202E}', ""));
    let project = project.run(&["lock", "book.yaml"]).status(0).run(BUILD).status(0);
    std::fs::remove_file(project.path("dist/book.epub")).unwrap();
    project
        .file("dist/book.screen.pdf", "%PDF-")
        .run(VERIFY)
        .stdout("")
        .stderr(
            "
            book.yaml:1:1: error[VER-FILE]: `dist/book.epub` is not there or cannot be read
            hint: build the book again
            book.yaml:1:1: error[VER-FILE]: `dist/book.screen.pdf` was changed since it was built
            hint: build the book again
            2 errors
            ",
        )
        .status(1);
}
