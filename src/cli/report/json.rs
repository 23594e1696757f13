//! A problem as one line of JSON, for programs. Text is as it is in the source, escaped only where
//! JSON demands it; lines and columns are counted from 1, offsets are bytes of the decoded text.

use serde::Serialize;

use super::{Report, word};
use crate::base::{Diagnostic, Span};

#[derive(Serialize)]
struct Problem<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<Label<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
}

#[derive(Serialize)]
struct Place {
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Label<'a> {
    text: &'a str,
    #[serde(flatten)]
    place: Option<Place>,
}

pub(super) fn render(report: &Report, problem: &Diagnostic) -> String {
    let json = serde_json::to_string(&Problem {
        code: problem.code.id(),
        severity: word(problem.severity),
        message: &problem.message,
        place: problem.span.and_then(|span| place(report, span)),
        labels: labels(report, &problem.labels),
        hint: problem.hint.as_deref(),
    });
    // Texts and numbers under fixed names: there is nothing that JSON could not carry.
    json.map_or_else(|_| String::new(), |json| json + "\n")
}

fn labels<'a>(report: &Report, labels: &'a [crate::base::Label]) -> Vec<Label<'a>> {
    labels.iter().map(|one| Label { text: &one.text, place: place(report, one.span) }).collect()
}

fn place(report: &Report, span: Span) -> Option<Place> {
    let place = report.place(span)?;
    Some(Place {
        path: place.path,
        line: place.start.line,
        column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
        start: span.start,
        end: span.end,
    })
}
