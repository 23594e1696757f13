//! Nothing is lost: every word of the sources is in the EPUB and in the PDF, in order.
//!
//! The books are built by the program itself and read back by libraries that had no part in
//! writing them. Other words may stand between (a footnote at the page's foot, a number); none may
//! be missing, changed or out of order.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test stands outside the house and its rooms"
)]

mod epub;
mod indexing;
mod pdf;
mod references;

use std::path::{Path, PathBuf};
use std::process::Command;

use nashr::base::{Source, SourceId};
use nashr::collect::Format;
use nashr::document::{Document, text};
use nashr::persian::letters::TATWEEL;

/// A book on disk that a test builds.
struct Case {
    name: &'static str,
    manifest: PathBuf,
    /// Its documents, in the order of the book.
    documents: Vec<PathBuf>,
    /// Words of plain text stand in the outputs exactly as in the file, which Markdown's cannot.
    plain: bool,
}

/// A built book, read back.
struct Built {
    epub: String,
    pdf: String,
}

#[test]
fn the_sample_book_keeps_every_word() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("books/sample");
    let case = Case {
        name: "sample",
        manifest: folder.clone(),
        documents: files_in(&folder, "md"),
        plain: false,
    };
    check(&case);
}

#[test]
fn the_seeds_keep_every_word() {
    shared_book("seeds", "txt", true);
}

#[test]
fn a_real_book_keeps_every_word() {
    shared_book("corpus/bikezen", "md", false);
}

/// Builds all documents of a folder that is not part of this repository.
fn shared_book(folder: &'static str, ending: &str, plain: bool) {
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(folder);
    if !documents.is_dir() {
        eprintln!("SKIPPED: ../shared/{folder} is absent");
        return;
    }
    let project = scratch(folder);
    let copies = project.join("texts");
    std::fs::create_dir_all(&copies).expect("a scratch folder");
    let mut inputs = Vec::new();
    for file in files_in(&documents, ending) {
        let copy = copies.join(file.file_name().expect("a file name"));
        std::fs::copy(&file, &copy).expect("a copy");
        inputs.push(copy);
    }
    let manifest = project.join("book.yaml");
    let yaml = format!(
        "schema: 1\nbook: {{title: آزمون, lang: fa}}\ncollection: {{root: texts}}\n\
         contents: [{{glob: \"*.{ending}\"}}]\n"
    );
    std::fs::write(&manifest, yaml).expect("a manifest");
    check(&Case { name: folder, manifest, documents: inputs, plain });
}

fn check(case: &Case) {
    let built = build(case);
    let imported: Vec<(Source, Document)> =
        case.documents.iter().map(|path| import(path)).collect();
    let running = join(imported.iter().map(|(_, document)| without_notes(document)));
    let notes = join(imported.iter().map(|(_, document)| notes_of(document)));
    for (output, found) in [("EPUB", &built.epub), ("PDF", &built.pdf)] {
        let invented = invented_tatweel(&imported, found);
        assert!(invented.is_none(), "{} {output}: «{}»", case.name, invented.unwrap_or_default());
        for (part, wanted) in [("text", &running), ("notes", &notes)] {
            let missing = text::first_missing(wanted, found);
            assert!(missing.is_none(), "{} {output} {part}: {}", case.name, place(missing, wanted));
        }
        if case.plain {
            let wanted = join(imported.iter().map(|(source, _)| source.text.to_string()));
            let missing = text::first_missing(&wanted, found);
            assert!(missing.is_none(), "{} {output}: {}", case.name, place(missing, &wanted));
        }
    }
}

/// Builds the book with the program and reads both outputs.
fn build(case: &Case) -> Built {
    let out = scratch(&format!("{}-dist", case.name));
    let output = Command::new(env!("CARGO_BIN_EXE_nashr"))
        .args(["build", "--quiet", "--no-cache", "--out"])
        .arg(&out)
        .arg(&case.manifest)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |ending: &str| {
        let file = files_in(&out, ending).pop().unwrap_or_else(|| panic!("no .{ending} output"));
        std::fs::read(file).expect("an output")
    };
    Built {
        epub: epub::documents(&read("epub")).join("\n"),
        pdf: pdf::pages(&read("pdf")).join("\n"),
    }
}

/// A word with a tatweel that no source has: kashidas are ink and no text.
fn invented_tatweel<'f>(imported: &[(Source, Document)], found: &'f str) -> Option<&'f str> {
    let mut words = text::words(found).filter(|word| word.contains(TATWEEL));
    words.find(|word| !imported.iter().any(|(source, _)| source.text.contains(word)))
}

fn import(path: &Path) -> (Source, Document) {
    let content = std::fs::read_to_string(path).expect("a document");
    let format = if path.extension().is_some_and(|ending| ending == "txt") {
        Format::Plain
    } else {
        Format::Markdown
    };
    let source = Source::new(path.display().to_string(), content.trim_start_matches('\u{FEFF}'));
    let document = nashr::import::import(&source, SourceId(0), format).value;
    (source, document)
}

/// The running text. A date in numbers only is shown in words, so it is left out here.
fn without_notes(document: &Document) -> String {
    let mut document = Document { notes: Vec::new(), ..document.clone() };
    document.meta.date.take_if(|date| !date.value.chars().any(char::is_alphabetic));
    text::of_document(&document)
}

fn notes_of(document: &Document) -> String {
    join(document.notes.iter().map(|note| text::of_blocks(&note.blocks)))
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("\n")
}

/// The missing word with its neighbours.
fn place(missing: Option<(usize, &str)>, wanted: &str) -> String {
    let Some((index, word)) = missing else { return String::new() };
    let around: Vec<&str> = text::words(wanted).skip(index.saturating_sub(4)).take(9).collect();
    format!("word {index} «{word}» is missing in «{}»", around.join(" "))
}

/// The files of `folder` with this ending, in order of their names.
fn files_in(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|fault| panic!("{}: {fault}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|found| found == ending));
    files.sort();
    files
}

/// An empty folder for one test.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conservation").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the old scratch folder goes");
    }
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    folder
}
