//! Diagnostics as people and programs read them.

mod finding;
mod github;
mod human;
mod json;
mod repository;
mod sarif;
pub(super) mod visible;

use std::borrow::Cow;
use std::collections::BTreeSet;

pub use finding::{Finding, Findings, Said};

use super::args::MessageFormat;
use super::terminal::Terminal;
use crate::base::{Diagnostic, Position, Severity, Source, Sources, Span, limits};

/// How a report looks.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// For people, editors, programs or forges.
    pub format: MessageFormat,
    /// Whether to colour it.
    pub colored: bool,
    /// Whether to put quoted words between directional isolates (UAX #9), for terminals.
    pub isolated: bool,
    /// Whether to leave out warnings and notes.
    pub errors_only: bool,
}

impl Form {
    /// What a person at `terminal` gets when nothing else is asked for.
    pub fn human(terminal: Terminal) -> Self {
        Form {
            format: MessageFormat::Human,
            colored: terminal.colored,
            isolated: terminal.interactive,
            errors_only: false,
        }
    }
}

/// Renders diagnostics.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    sources: &'a Sources,
    /// Folder of the project as named on the command line; empty for the current one.
    folder: &'a str,
    form: Form,
}

impl<'a> Report<'a> {
    /// A report on problems in `sources`, whose paths are shown below `folder`.
    pub fn new(sources: &'a Sources, folder: &'a str, form: Form) -> Self {
        Report { sources, folder, form }
    }

    /// The whole report: problems by file and place, then those without a place; for people, not
    /// more than [`limits::SHOWN_DIAGNOSTICS`], errors first, and a summary.
    pub fn render(&self, diagnostics: &[Diagnostic]) -> String {
        match self.say(diagnostics) {
            Said::Now(text) => text,
            Said::Later(findings) => findings.render(),
        }
    }

    /// The report on one of several books: rendered, unless its form makes one report of all.
    pub fn say(&self, diagnostics: &[Diagnostic]) -> Said {
        if !self.form.format.is_one_report() {
            return Said::Now(self.text(diagnostics));
        }
        let mut findings = Findings::new(self.form);
        findings.add(self, diagnostics);
        Said::Later(findings)
    }

    fn text(&self, diagnostics: &[Diagnostic]) -> String {
        let wanted = self.wanted(diagnostics);
        let shown = self.select(&wanted);
        let mut parts: Vec<String> = shown.iter().map(|problem| self.one(problem)).collect();
        if self.form.format != MessageFormat::Json && wanted.len() > shown.len() {
            parts.push(format!("and {} more\n", wanted.len() - shown.len()));
        }
        if self.form.format == MessageFormat::Human {
            parts.push(summary(&wanted));
        }
        parts.concat()
    }

    /// Those that are reported at all, by file and place.
    fn wanted<'d>(&self, diagnostics: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
        let mut wanted: Vec<&Diagnostic> = diagnostics
            .iter()
            .filter(|problem| problem.is_error() || !self.form.errors_only)
            .collect();
        wanted.sort_by_key(|problem| (problem.span.is_none(), problem.span));
        wanted
    }

    /// Those that are shown in full, still in their order.
    fn select<'d>(&self, wanted: &[&'d Diagnostic]) -> Vec<&'d Diagnostic> {
        if self.form.format == MessageFormat::Json || wanted.len() <= limits::SHOWN_DIAGNOSTICS {
            return wanted.to_vec();
        }
        let mut ranked: Vec<usize> = (0..wanted.len()).collect();
        ranked.sort_by_key(|at| (std::cmp::Reverse(wanted[*at].severity), *at));
        let kept: BTreeSet<usize> = ranked.into_iter().take(limits::SHOWN_DIAGNOSTICS).collect();
        kept.into_iter().map(|at| wanted[at]).collect()
    }

    fn one(&self, problem: &Diagnostic) -> String {
        match self.form.format {
            MessageFormat::Human => human::render(self, problem),
            MessageFormat::Json => json::render(self, problem),
            _ => self.short(problem),
        }
    }

    /// `path:line:column: error[CODE]: message (hint: …)`.
    fn short(&self, problem: &Diagnostic) -> String {
        let hint = problem.hint.as_deref().map(|hint| format!(" (hint: {})", self.hint(hint)));
        format!(
            "{}{}[{}]: {}{}\n",
            self.prefix(problem.span),
            word(problem.severity),
            problem.code,
            self.message(&problem.message),
            hint.unwrap_or_default()
        )
    }

    /// `path:line:column: `, or nothing without a place.
    fn prefix(&self, span: Option<Span>) -> String {
        let Some(place) = span.and_then(|span| self.place(span)) else { return String::new() };
        let Position { line, column } = place.start;
        format!("{}:{line}:{column}: ", visible::copied(&place.path))
    }

    fn place(&self, span: Span) -> Option<Place<'a>> {
        let source = self.sources.get(span.source)?;
        let is_embedded = source.path.starts_with("nashr:");
        let path = if is_embedded || self.folder.is_empty() || self.folder == "." {
            source.path.clone()
        } else {
            format!("{}/{}", self.folder.trim_end_matches('/'), source.path)
        };
        let (start, end) =
            (source.position(span.start as usize), source.position(span.end as usize));
        Some(Place { source, path, span, start, end })
    }

    fn message(&self, text: &str) -> String {
        let text = visible::message(&shortened(text));
        if self.form.isolated { visible::isolate(&text) } else { text }
    }

    fn hint(&self, text: &str) -> String {
        let text = visible::copied(&shortened(text));
        if self.form.isolated { visible::isolate(&text) } else { text }
    }
}

/// A place as it is shown.
struct Place<'a> {
    source: &'a Source,
    path: String,
    span: Span,
    start: Position,
    end: Position,
}

/// Longest message that is shown whole, in characters: the longest hints have about 200, and what
/// they quote is rarely as long again.
const SHOWN_CHARACTERS: usize = 500;

/// The beginning of a text that quotes something endless.
fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(SHOWN_CHARACTERS) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// The severity in a word.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// `2 errors, 1 warning`; nothing when there is nothing to count.
fn summary(problems: &[&Diagnostic]) -> String {
    let count = |severity| problems.iter().filter(|p| p.severity == severity).count();
    let parts =
        [counted(count(Severity::Error), "error"), counted(count(Severity::Warning), "warning")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("{}\n", parts.join(", ")) }
}

/// `1 error`, `2 errors`; nothing for none.
fn counted(count: usize, word: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{count} {word}s")),
    }
}

#[cfg(test)]
mod tests;
