//! The manifest from the outside: `tests/manifest/cases.txt` holds manifests and, below each one,
//! everything that is said about it; `templates/book.schema.json` is what the types say.
//!
//! With `NASHR_UPDATE_GOLDEN=1` both files are written anew, to be read before they are committed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use nashr::base::{Code, Diagnostic, Source, Sources, Span};
use nashr::manifest::plan::{BookPlan, Entry, FileEntry, Piece};

/// What begins a case, an expected line, and its continuation.
const CASE: &str = "### ";
const RESULT: &str = ">>> ";
const DETAIL: &str = "    ";

struct Case<'t> {
    name: &'t str,
    yaml: String,
}

/// The cases of the file, without their results.
fn cases(text: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    let mut in_result = false;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix(CASE) {
            cases.push(Case { name, yaml: String::new() });
            in_result = false;
        } else if line.starts_with(RESULT) {
            in_result = true;
        } else if let (false, Some(case)) = (in_result, cases.last_mut()) {
            case.yaml.push_str(line);
            case.yaml.push('\n');
        }
    }
    cases
}

fn read(yaml: &str) -> (Sources, Result<BookPlan, Vec<Diagnostic>>) {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("book.yaml", yaml));
    let plan = nashr::manifest::read(&sources, id, "book").map(|plan| plan.value);
    (sources, plan)
}

/// What is said about a manifest, as the file holds it.
fn result(yaml: &str) -> String {
    let (sources, plan) = read(yaml);
    let mut out = String::new();
    match plan {
        Ok(plan) => {
            let _ = writeln!(out, "{RESULT}ok: {}", contents(&plan.contents));
        }
        Err(problems) => problems.iter().for_each(|problem| report(&sources, problem, &mut out)),
    }
    out
}

fn report(sources: &Sources, problem: &Diagnostic, out: &mut String) {
    let place = |span: Span| {
        let at = sources.get(span.source).unwrap().position(span.start as usize);
        format!("{}:{}", at.line, at.column)
    };
    let span = problem.span.expect("every problem of a manifest has a place");
    let hint = problem.hint.as_deref().expect("every problem of a manifest has a hint");
    let (code, message) = (problem.code, &problem.message);
    let _ = writeln!(out, "{RESULT}{} {code} {message}\n{DETAIL}= {hint}", place(span));
    for label in &problem.labels {
        let _ = writeln!(out, "{DETAIL}{} {}", place(label.span), label.text);
    }
}

/// The contents in one line: `front(title, toc) a.md part«…»(b.md)`.
fn contents(entries: &[Entry]) -> String {
    entries.iter().map(entry).collect::<Vec<_>>().join(" ")
}

fn entry(entry: &Entry) -> String {
    match entry {
        Entry::Front(all) => format!("front({})", pieces(all)),
        Entry::Back(all) => format!("back({})", pieces(all)),
        Entry::Part { title, entries, .. } => {
            format!("part«{}»({})", title.value, contents(entries))
        }
        Entry::File(one) => file(one),
        Entry::Glob { pattern, sort, numbered } => {
            format!("{}[{sort:?}]{}", pattern.value, if *numbered { "" } else { "-" })
        }
    }
}

fn file(file: &FileEntry) -> String {
    let title = file.title.as_ref().map_or(String::new(), |title| format!("«{}»", title.value));
    format!("{}{title}{}", file.path.value, if file.numbered { "" } else { "-" })
}

fn pieces(pieces: &[Piece]) -> String {
    let name = |piece: &Piece| match piece {
        Piece::HalfTitle => "half-title".to_owned(),
        Piece::Title => "title".to_owned(),
        Piece::Colophon => "colophon".to_owned(),
        Piece::Toc => "toc".to_owned(),
        Piece::Document(document) => file(document),
    };
    pieces.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn file_in_repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[expect(clippy::disallowed_methods, reason = "tests read and renew their golden files")]
fn compare_or_update(path: &str, actual: &str) {
    let path = file_in_repository(path);
    if std::env::var_os("NASHR_UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, actual).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    let difference = expected.lines().zip(actual.lines()).find(|(old, new)| old != new);
    assert!(
        expected == actual,
        "{} is out of date; first difference: {difference:#?}\n\
         run again with NASHR_UPDATE_GOLDEN=1 and read what changed",
        path.display()
    );
}

const CASES: &str = include_str!("manifest/cases.txt");

#[test]
fn every_manifest_gets_what_is_written_below_it() {
    let mut actual = String::new();
    for case in cases(CASES) {
        let _ = writeln!(actual, "{CASE}{}\n{}{}", case.name, case.yaml, result(&case.yaml));
    }
    compare_or_update("tests/manifest/cases.txt", actual.trim_end_matches('\n'));
}

#[test]
fn every_code_has_a_case_and_a_near_miss() {
    let mut met = BTreeSet::new();
    let mut missed = BTreeSet::new();
    for case in cases(CASES) {
        match read(&case.yaml).1 {
            Err(problems) => met.extend(problems.iter().map(|problem| problem.code.id())),
            Ok(_) => missed.extend(
                case.name.strip_prefix("near miss: ").and_then(|name| name.split(' ').next()),
            ),
        }
    }
    // A manifest that is not there is the command line's business.
    let read = |code: &&Code| code.is_manifest() && **code != Code::ManifestMissing;
    for code in Code::ALL.iter().filter(read) {
        assert!(met.contains(code.id()), "no case triggers {code}");
        assert!(missed.contains(code.id()), "no case named `near miss: {code} …` is ok");
    }
}

#[test]
fn the_schema_in_the_repository_is_that_of_the_types() {
    compare_or_update("templates/book.schema.json", &nashr::manifest::json_schema());
}
