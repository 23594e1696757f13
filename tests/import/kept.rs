//! What the cache gives back is what import would make, in a run where the files have other numbers.
#![expect(clippy::disallowed_methods, reason = "a test reads and damages its own files")]

use std::fs;
use std::path::{Path, PathBuf};

use nashr::base::{Digest, Source, SourceId, Sources, Warned};
use nashr::collect::{Format, SourceFile};
use nashr::document::Document;
use nashr::import::{import, import_file, kept};
use nashr::manifest::query::Kind;
use nashr::storage::Cache;
use proptest::prelude::*;
use tempfile::TempDir;

/// Long enough to be kept.
const PADDING: &str = "متنی که دراز است تا نگه داشته شود. ";

/// A run in which `text` is the file with the number `before`.
fn run(text: &str, format: Format, before: u32, cache: &Cache) -> Warned<Document> {
    let mut sources = Sources::default();
    for _ in 0..before {
        sources.add(Source::new("other.md", "other"));
    }
    let id = sources.add(Source::new(format!("{before}.md"), text));
    let digest = Digest::of(text.as_bytes());
    let file = SourceFile { id, format, digest, side_car: None, kind: None };
    kept::import_or_recall(&file, &sources, cache).expect("the file is there")
}

fn cache(folder: &TempDir) -> Cache {
    Cache::new(folder.path(), kept::VERSION)
}

fn fresh(text: &str, format: Format, id: u32) -> Warned<Document> {
    import(&Source::new("fresh.md", text), SourceId(id), format)
}

/// Imported, kept and taken back under another number, all three are the same.
fn comes_back(text: &str, format: Format) {
    let folder = tempfile::tempdir().expect("a folder");
    let cold = cache(&folder);
    assert_eq!(run(text, format, 2, &cold), fresh(text, format, 2));
    assert!(cold.finish().is_empty());
    let warm = cache(&folder);
    assert_eq!(run(text, format, 5, &warm), fresh(text, format, 5));
    assert!(warm.finish().is_empty());
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a listing") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(entries(&path));
        } else if path.file_name().is_some_and(|name| name.len() == 64) {
            files.push(path);
        }
    }
    files
}

/// All forms of Markdown that there are, with everything that is said about them.
#[test]
fn every_golden_case_comes_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, format) in [
        ("tests/import/markdown.cases", Format::Markdown),
        ("tests/import/notes.cases", Format::Markdown),
        ("tests/import/divs.cases", Format::Markdown),
        ("tests/import/front.cases", Format::Markdown),
        ("tests/import/plain.cases", Format::Plain),
        ("docs/markdown.md", Format::Markdown),
    ] {
        let written = fs::read_to_string(root.join(path)).expect("a readable file");
        for case in written.split("######## ") {
            let source = case.split_once('\n').map_or(case, |(_, source)| source);
            let source = source.split("======== document\n").next().unwrap_or(source);
            comes_back(&format!("{source}\n\n{}\n", PADDING.repeat(20)), format);
        }
    }
}

#[test]
fn the_name_of_the_file_does_not_count_and_its_format_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!("# عنوان\n\n{}", PADDING.repeat(20));
    for format in [Format::Markdown, Format::Plain] {
        for before in [0, 3] {
            let cache = cache(&folder);
            assert_eq!(run(&text, format, before, &cache), fresh(&text, format, before));
            cache.finish();
        }
    }
    assert_eq!(entries(folder.path()).len(), 2);
}

/// What the file beside a text says, and what the manifest says, are part of what is kept; places
/// in the file beside it come back into that file.
#[test]
fn side_cars_count_and_get_their_places_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!("عنوان\n\n{}", PADDING.repeat(20));
    let mut seen = Vec::new();
    let side_cars = ["title: یکم\n", "title: دوم\ntags: [الف]\nmood: x\n"];
    for (before, side_car, kind) in
        [(0, 0, None), (3, 0, None), (0, 1, None), (5, 1, None), (2, 1, Some(Kind::Poem))]
    {
        let cache = cache(&folder);
        let mut sources = Sources::default();
        // In every other run the file beside the text has the lower number.
        let beside = Source::new("a.yaml", side_cars[side_car]);
        let early = (before % 2 == 0).then(|| sources.add(beside.clone()));
        for _ in 0..before {
            sources.add(Source::new("other.md", "other"));
        }
        let id = sources.add(Source::new("a.txt", text.as_str()));
        let side_car = Some(early.unwrap_or_else(|| sources.add(beside)));
        let digest = Digest::of(text.as_bytes());
        let file = SourceFile { id, format: Format::Plain, digest, side_car, kind };
        let found = kept::import_or_recall(&file, &sources, &cache);
        assert_eq!(found, import_file(&file, &sources));
        assert!(cache.finish().is_empty());
        seen.push(entries(folder.path()).len());
    }
    assert_eq!(seen, [1, 1, 2, 2, 3]);
}

#[test]
fn a_damaged_document_is_imported_again_and_kept_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = PADDING.repeat(20);
    run(&text, Format::Plain, 0, &cache(&folder));
    for path in entries(folder.path()) {
        let mut bytes = fs::read(&path).expect("an entry");
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        fs::write(&path, bytes).expect("an entry");
    }
    let damaged = cache(&folder);
    assert_eq!(run(&text, Format::Plain, 1, &damaged), fresh(&text, Format::Plain, 1));
    assert_eq!(damaged.finish().len(), 1);
    let mended = cache(&folder);
    assert_eq!(run(&text, Format::Plain, 2, &mended), fresh(&text, Format::Plain, 2));
    assert!(mended.finish().is_empty());
}

#[test]
fn another_version_starts_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = PADDING.repeat(20);
    run(&text, Format::Plain, 0, &cache(&folder));
    let newer = Cache::new(folder.path(), "another");
    assert_eq!(newer.clean(false).expect("it can be removed").entries, 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_comes_back(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "# الف", "\n\n", "\n", "متن می‌رود", " / ", "::: verse\n", ":::\n", "| a | b |\n|---|---|\n",
            "[^1]", "[^1]: یادداشت\n", "![alt](a.png \"t\")", "[x](#y)", "**", "*", "- ", "> ", "{#id .c}",
            "`code`", "<b>", "---\ntitle: ت\ntags: [ی]\n---\n", "نام: سخن\n",
        ]), 0..60)
    ) {
        let text = format!("{}\n\n{}", pieces.concat(), PADDING.repeat(20));
        comes_back(&text, Format::Markdown);
        comes_back(&text, Format::Plain);
    }
}
