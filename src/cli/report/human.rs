//! A problem with the line of the source in which it stands.
//!
//! ```text
//! book.yaml:9:12: error[COL-FILE-MISSING]: there is no file `chpater.md`
//!   9 |   - {file: chpater.md}
//!     |            ^^^^^^^^^^
//! hint: did you mean `chapter.md`?
//! ```

use unicode_width::UnicodeWidthStr;

use super::{Place, Report, visible, word};
use crate::base::{Diagnostic, Severity, Span};

/// Columns of a source line that are shown at most; the rest is cut away around the place.
const SHOWN_COLUMNS: usize = 88;
/// Columns kept before the place when a line is cut.
const COLUMNS_BEFORE: usize = 30;

/// Colours (ECMA-48 SGR): bold red, yellow and blue, plain cyan.
const RED: &str = "\x1B[1;31m";
const YELLOW: &str = "\x1B[1;33m";
const BLUE: &str = "\x1B[1;34m";
const CYAN: &str = "\x1B[36m";
const PLAIN: &str = "\x1B[0m";

/// The problem, its further places and its hint.
pub(super) fn render(report: &Report, problem: &Diagnostic) -> String {
    let color = match problem.severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Note => BLUE,
    };
    let paint = |text: &str, color: &str| paint(report, text, color);
    let head = paint(&format!("{}[{}]", word(problem.severity), problem.code), color);
    let message = report.message(&problem.message);
    let mut parts = vec![
        format!("{}{head}: {message}\n", report.prefix(problem.span)),
        excerpt(report, problem.span, '^', color),
    ];
    for label in &problem.labels {
        let (place, head) = (report.prefix(Some(label.span)), paint("note", BLUE));
        parts.push(format!("{place}{head}: {}\n", report.message(&label.text)));
        parts.push(excerpt(report, Some(label.span), '-', BLUE));
    }
    if let Some(hint) = &problem.hint {
        parts.push(format!("{}: {}\n", paint("hint", CYAN), report.hint(hint)));
    }
    parts.concat()
}

/// The line of the source and below it a line of `mark`s; nothing for the beginning of a file,
/// which stands for the file as a whole.
fn excerpt(report: &Report, span: Option<Span>, mark: char, color: &str) -> String {
    let Some(place) = span.and_then(|span| report.place(span)) else { return String::new() };
    if place.span.start == 0 && place.span.end == 0 {
        return String::new();
    }
    let number = place.start.line.to_string();
    let gutter = " ".repeat(number.len());
    let (line, before, marked) = window(&place);
    let marks = paint(report, &mark.to_string().repeat(marked), color);
    let bar = paint(report, "|", BLUE);
    let space = " ".repeat(before);
    format!("  {number} {bar} {line}\n  {gutter} {bar} {space}{marks}\n")
}

/// The part of the line around the place as it is shown, the columns before the place in it, and
/// the columns of the place (at least one).
fn window(place: &Place) -> (String, usize, usize) {
    let line = place.source.line(place.start.line);
    let shown: Vec<String> = line.chars().map(visible::character).collect();
    let first = (place.start.column - 1).min(shown.len());
    let end = if place.end.line == place.start.line { place.end.column - 1 } else { shown.len() };
    let end = end.clamp(first, shown.len());

    let from = start_of_window(&shown, first);
    let to = end_of_window(&shown, from);
    let mut text = String::new();
    let mut before = width(&shown[from..first]);
    if from > 0 {
        text.push('…');
        before += 1;
    }
    text.extend(shown[from..to].iter().map(String::as_str));
    if to < shown.len() {
        text.push('…');
    }
    let marked = width(&shown[first..end.clamp(first, to.max(first))]);
    (text.trim_end().to_owned(), before, marked.max(1))
}

/// The first character that is shown: the beginning, unless the place lies far behind it.
fn start_of_window(shown: &[String], place: usize) -> usize {
    if width(shown) <= SHOWN_COLUMNS || width(&shown[..place]) <= COLUMNS_BEFORE {
        return 0;
    }
    let mut columns = 0;
    let near = shown[..place].iter().rev().take_while(|c| {
        columns += c.width();
        columns <= COLUMNS_BEFORE
    });
    place - near.count()
}

fn end_of_window(shown: &[String], from: usize) -> usize {
    let mut columns = 0;
    let fits = shown[from..].iter().take_while(|c| {
        columns += c.width();
        columns <= SHOWN_COLUMNS
    });
    from + fits.count()
}

fn width(shown: &[String]) -> usize {
    shown.iter().map(|c| c.width()).sum()
}

fn paint(report: &Report, text: &str, color: &str) -> String {
    if report.form.colored { format!("{color}{text}{PLAIN}") } else { text.to_owned() }
}
