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
/// Columns before the place when the beginning of a line is cut away.
const COLUMNS_BEFORE: usize = 30;
/// Columns kept for the place and what follows it.
const COLUMNS_AFTER: usize = 24;
/// Characters that are looked at on either side of the place; more than columns, because marks
/// above and below letters have no width.
const SHOWN_CHARACTERS: usize = 4 * SHOWN_COLUMNS;

/// LRM (UAX #9 §2.6): a strong character without a picture.
const LEFT_TO_RIGHT: &str = "\u{200E}";

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
    // A line whose first letter is Persian would turn round on a terminal that orders both ways.
    let lead = if report.form.isolated { LEFT_TO_RIGHT } else { "" };
    format!("{lead}  {number} {bar} {line}\n  {gutter} {bar} {space}{marks}\n")
}

/// The part of the line around the place as it is shown, the columns before the place in it, and
/// the columns of the place (at least one). Only what may be shown is looked at: a line can have
/// millions of characters.
fn window(place: &Place) -> (String, usize, usize) {
    let line = place.source.line(place.start.line);
    let line_start = place.source.line_start(place.start.line);
    let at = |offset: u32| line.floor_char_boundary((offset as usize).saturating_sub(line_start));
    let first = at(place.span.start);
    let end = at(place.span.end).max(first);

    let before = before_place(&line[..first]);
    let from = first - bytes(&before);
    let mut columns = before.iter().map(|c| width(*c)).sum::<usize>();
    let after = fitting(line[first..].chars(), SHOWN_COLUMNS - columns);
    let to = first + bytes(&after);
    let marked = line[first..end.min(to)].chars().map(width).sum::<usize>();

    let mut text: String = line[from..to].chars().map(visible::character).collect();
    if from > 0 {
        text.insert(0, '…');
        columns += 1;
    }
    if to < line.len() {
        text.push('…');
    }
    (text.trim_end().to_owned(), columns, marked.max(1))
}

/// The characters before the place that are shown: all of them when they fit beside the place, else
/// only the last few.
fn before_place(text: &str) -> Vec<char> {
    let all = fitting(text.chars(), SHOWN_COLUMNS - COLUMNS_AFTER);
    if bytes(&all) == text.len() {
        return all;
    }
    let mut last = fitting(text.chars().rev(), COLUMNS_BEFORE);
    last.reverse();
    last
}

/// As many characters as fit into `columns`. Characters without width do not go on forever.
fn fitting(characters: impl Iterator<Item = char>, columns: usize) -> Vec<char> {
    let mut used = 0;
    let fits = |c: &char| {
        used += width(*c);
        used <= columns
    };
    characters.take(SHOWN_CHARACTERS).take_while(fits).collect()
}

fn bytes(characters: &[char]) -> usize {
    characters.iter().map(|c| c.len_utf8()).sum()
}

/// Columns of a character as it is shown.
fn width(c: char) -> usize {
    visible::character(c).width()
}

fn paint(report: &Report, text: &str, color: &str) -> String {
    if report.form.colored { format!("{color}{text}{PLAIN}") } else { text.to_owned() }
}
