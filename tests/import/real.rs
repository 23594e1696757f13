//! Real documents, when they are there: nothing of them is lost.
#![expect(clippy::print_stderr, reason = "what is skipped must be said")]
#![expect(clippy::disallowed_methods, reason = "a test reads its own files")]

use std::path::PathBuf;

use nashr::base::{Source, SourceId};
use nashr::collect::Format;
use nashr::document::dump::dump;
use nashr::document::text::{first_missing, of_document};
use nashr::import::import;

/// The files of a folder beside the project, in order; nothing, said aloud, when it is absent.
fn files(folder: &str) -> Vec<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(folder);
    let Ok(entries) = std::fs::read_dir(&path) else {
        eprintln!("SKIPPED: ../shared/{folder} is absent");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

fn check(path: &PathBuf, format: Format, words_of_the_author: impl Fn(&str) -> String) {
    let text = std::fs::read_to_string(path).expect("a readable document");
    let source = Source::new(path.display().to_string(), text.as_str());
    let imported = import(&source, SourceId(0), format);
    if std::env::var_os("NASHR_SHOW").is_some() {
        eprintln!("{}", dump(&imported.value, None));
        for notice in &imported.diagnostics {
            let at = notice.span.map(|span| source.position(span.start as usize));
            eprintln!("{at:?} {} {}", notice.code, notice.message);
        }
    }
    let found = of_document(&imported.value);
    let wanted = words_of_the_author(&text);
    assert_eq!(first_missing(&wanted, &found), None, "{}", path.display());
    assert!(imported.diagnostics.iter().all(|notice| !notice.is_error()));
}

#[test]
fn plain_text_seeds() {
    for path in files("seeds") {
        check(&path, Format::Plain, str::to_owned);
    }
}

#[test]
fn a_book_in_markdown() {
    for path in files("corpus/bikezen") {
        check(&path, Format::Markdown, without_numbers_of_lists_and_addresses);
    }
}

/// Marks of Markdown that have letters: list numbers, addresses of links.
fn without_numbers_of_lists_and_addresses(text: &str) -> String {
    let mut words = String::new();
    for line in text.lines() {
        let digits = line.len() - line.trim_start_matches(|it: char| it.is_ascii_digit()).len();
        let numbered = digits > 0 && line[digits..].starts_with(". ");
        let mut rest = if numbered { &line[digits..] } else { line };
        while let Some(at) = rest.find("](") {
            words.push_str(&rest[..at]);
            rest = rest[at..].split_once(')').map_or("", |(_, after)| after);
        }
        words.push_str(rest);
        words.push('\n');
    }
    words
}
