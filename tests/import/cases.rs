//! Golden cases.
#![expect(clippy::disallowed_methods, reason = "a test reads and writes its own files")]

use std::fmt::Write as _;
use std::path::Path;

use nashr::base::{Diagnostic, Source, SourceId, Span};
use nashr::collect::Format;
use nashr::document::dump::dump;
use nashr::import::import;

/// Begins a case; its name follows, and `(places)` when places are to be shown.
const CASE: &str = "######## ";
/// Begins the expected result.
const RESULT: &str = "======== document\n";
/// Begins the expected notices.
const NOTICES: &str = "======== notices\n";

#[test]
fn markdown() {
    check("tests/import/markdown.cases", Format::Markdown);
}

#[test]
fn notes() {
    check("tests/import/notes.cases", Format::Markdown);
}

#[test]
fn divs() {
    check("tests/import/divs.cases", Format::Markdown);
}

#[test]
fn front_matter() {
    check("tests/import/front.cases", Format::Markdown);
}

#[test]
fn plain() {
    check("tests/import/plain.cases", Format::Plain);
}

fn check(path: &str, format: Format) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let written = std::fs::read_to_string(&path).expect("the file of cases is there");
    let mut found = String::new();
    let mut failed = Vec::new();
    for case in written.split(CASE).skip(1) {
        let (name, rest) = case.split_once('\n').expect("a case has a name");
        let source = rest.split(RESULT).next().unwrap_or(rest);
        let result = run(name, source, format);
        if format!("{name}\n{result}") != case {
            failed.push(format!("{name}\n{result}"));
        }
        let _ = write!(found, "{CASE}{name}\n{result}");
    }
    if std::env::var_os("NASHR_UPDATE_CASES").is_some() {
        std::fs::write(&path, found).expect("the file of cases can be written");
    } else {
        assert!(failed.is_empty(), "{} cases differ:\n\n{}", failed.len(), failed.join("\n"));
    }
}

/// The source, the document and the notices as they stand in a file of cases.
fn run(name: &str, text: &str, format: Format) -> String {
    let source = Source::new("case", unescaped(text.strip_suffix('\n').unwrap_or(text)));
    let imported = import(&source, SourceId(0), format);
    let places = name.ends_with("(places)").then_some(&source);
    let mut result = format!("{text}{RESULT}{}", dump(&imported.value, places));
    if !imported.diagnostics.is_empty() {
        result.push_str(NOTICES);
        for diagnostic in &imported.diagnostics {
            notice(diagnostic, &source, &mut result);
        }
    }
    result.push('\n');
    result
}

/// Characters that are not seen in an editor are written as `⟨202E⟩` in the cases.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('⟨');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('⟩').expect("a closing ⟩");
        let code = u32::from_str_radix(code, 16).expect("a code point in hexadecimal digits");
        plain.push(char::from_u32(code).expect("a code point"));
        plain.push_str(rest);
    }
    plain
}

fn notice(diagnostic: &Diagnostic, source: &Source, out: &mut String) {
    let place = |span: Span| {
        let start = source.position(span.start as usize);
        let end = source.position(span.end as usize);
        format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column)
    };
    let at = diagnostic.span.map_or("nowhere".to_owned(), place);
    let severity = format!("{:?}", diagnostic.severity).to_lowercase();
    let _ = writeln!(out, "{at} {severity}[{}] {}", diagnostic.code, diagnostic.message);
    for label in &diagnostic.labels {
        let _ = writeln!(out, "  {} {}", place(label.span), label.text);
    }
    if let Some(hint) = &diagnostic.hint {
        let _ = writeln!(out, "  hint: {hint}");
    }
}
