//! Problems without the texts in which they stand: what a report needs that is written once, for
//! all books of a run.

use super::{Form, Report, github, sarif};
use crate::base::{Code, Diagnostic, Position, Severity, Span};
use crate::cli::args::MessageFormat;

/// A problem with its places.
#[derive(Clone, Debug)]
pub struct Finding {
    pub(super) code: Code,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) hint: Option<String>,
    pub(super) site: Option<Site>,
    /// Further places, each with what is to be seen there.
    pub(super) related: Vec<(Option<Site>, String)>,
}

/// A place in a file that exists outside the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Site {
    /// The path as it is shown.
    pub(super) path: String,
    pub(super) start: Position,
    /// After the last character.
    pub(super) end: Position,
    /// Whether the problem concerns the file as a whole.
    pub(super) is_whole_file: bool,
}

impl Finding {
    fn new(report: &Report, problem: &Diagnostic) -> Self {
        let related = problem.labels.iter();
        Finding {
            code: problem.code,
            severity: problem.severity,
            message: problem.message.clone(),
            hint: problem.hint.clone(),
            site: problem.span.and_then(|span| site(report, span)),
            related: related.map(|label| (site(report, label.span), label.text.clone())).collect(),
        }
    }
}

fn site(report: &Report, span: Span) -> Option<Site> {
    let place = report.place(span)?;
    let is_embedded = place.source.path.starts_with("nashr:");
    (!is_embedded).then_some(Site {
        is_whole_file: span.start == 0 && span.end == 0,
        path: place.path,
        start: place.start,
        end: place.end,
    })
}

/// What a report says about one of several books.
#[derive(Clone, Debug)]
pub enum Said {
    /// What can be printed as soon as the books before it are done.
    Now(String),
    /// What belongs into the one report at the end.
    Later(Findings),
}

impl Default for Said {
    fn default() -> Self {
        Said::Now(String::new())
    }
}

/// The findings of a run.
#[derive(Clone, Debug)]
pub struct Findings {
    form: Form,
    kept: Vec<Finding>,
    /// How many errors, warnings and notes there were, kept or not.
    counts: [usize; 3],
}

impl Findings {
    /// Nothing found yet.
    pub fn new(form: Form) -> Self {
        Findings { form, kept: Vec::new(), counts: [0; 3] }
    }

    /// Takes in the problems of one book, in the order of their places. What will not be written is
    /// only counted.
    pub fn add(&mut self, report: &Report, problems: &[Diagnostic]) {
        for problem in report.wanted(problems) {
            let count = &mut self.counts[rank(problem.severity)];
            *count += 1;
            if self.form.format == MessageFormat::Sarif || *count <= github::SHOWN {
                self.kept.push(Finding::new(report, problem));
            }
        }
    }

    /// Takes in what was found in another book.
    pub fn append(&mut self, other: Findings) {
        for (mine, its) in self.counts.iter_mut().zip(other.counts) {
            *mine += its;
        }
        self.kept.extend(other.kept);
    }

    /// The report on all of them; nothing in a form that has no such report.
    pub fn render(&self) -> String {
        match self.form.format {
            MessageFormat::Sarif => sarif::render(&self.kept),
            MessageFormat::Github => github::render(&self.kept, self.counts),
            _ => String::new(),
        }
    }
}

/// Place of a severity, the worst first.
pub(super) fn rank(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    }
}
