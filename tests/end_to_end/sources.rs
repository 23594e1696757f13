//! The list of sources, in the EPUB and in its metadata.

use std::fs::File;
use std::io::Read as _;

use super::support::Project;

const MANIFEST: &str = "schema: 1\nbook: {title: کتاب, lang: fa}\ncontents:\n  - {file: a.md}\n  \
                        - {file: b.md}\n  - {file: c.md}\n  - back: [sources]\n";

fn article(source: &str) -> String {
    format!("---\ntitle: باغ\nauthor: نگار وراق\n{source}\n---\n\nمتن.\n")
}

fn three(first: &str, second: &str) -> Project {
    Project::new()
        .file("a.md", article(first))
        .file("b.md", article(second))
        .file("c.md", "# بی نشانی\n\nمتن.\n")
        .file("book.yaml", MANIFEST)
}

/// A file of the EPUB.
fn entry(project: &Project, name: &str) -> String {
    let file = File::open(project.path("dist/book.epub")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let path = names.iter().find(|path| path.ends_with(name)).expect("the file");
    let mut text = String::new();
    archive.by_name(path).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn sources_stand_after_the_text_and_in_the_metadata() {
    let web =
        "source: {url: \"https://example.org/bagh/\", publisher: نشر نمونه, accessed: 1401-07-02}";
    let project = three(web, "source: {publisher: دفتر کهن}");
    let project = project.run(&["build", "book.yaml"]).stderr("").status(0);
    let list = entry(&project, "/b01.xhtml");
    assert!(list.contains("منابع"), "{list}");
    assert!(
        list.contains("نگار وراق، «باغ»، نشر نمونه، <a href=\"https://example.org/bagh/\">"),
        "{list}"
    );
    assert!(list.contains(" (دسترسی: ۲ مهر ۱۴۰۱)"), "{list}");
    assert!(list.contains("نگار وراق، «باغ»، دفتر کهن"), "{list}");
    assert!(!list.contains("بی نشانی"), "{list}");
    let package = entry(&project, ".opf");
    assert!(package.contains("<dc:source>https://example.org/bagh/</dc:source>"), "{package}");
    assert!(package.contains("<dc:source>دفتر کهن</dc:source>"), "{package}");
    assert!(entry(&project, "nav.xhtml").contains(">منابع</a>"), "not in the contents");
}

#[test]
fn an_empty_list_of_sources_is_left_out() {
    let project = three("tags: [ب]", "tags: [ب]")
        .run(&["build", "book.yaml"])
        .stderr(
            "
            book.yaml:7:12: warning[DOC-NO-SOURCES]: no document of the book names its source
              7 |   - back: [sources]
                |            ^^^^^^^
            hint: write `source: {url: …, publisher: …, accessed: …}` into their front matter
            1 warning
            ",
        )
        .status(0);
    assert!(!entry(&project, "nav.xhtml").contains("منابع"));
}

/// Only what a reader can follow becomes a link.
#[test]
fn an_address_that_no_book_may_carry_is_no_link() {
    let project = three("source: {url: \"javascript:alert(1)\"}", "tags: [ب]");
    let project = project.run(&["build", "book.yaml"]).stderr("").status(0);
    let list = entry(&project, "/b01.xhtml");
    assert!(list.contains("javascript:alert(1)") && !list.contains("href=\"javascript"), "{list}");
}
