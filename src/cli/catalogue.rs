//! `nashr build` and `nashr check` for all books below a folder.

use std::sync::atomic::{AtomicBool, Ordering};

use super::args::{MessageFormat, ReportOptions};
use super::book::{self, Order};
use super::report::{Findings, Report, Said};
use super::status::Status;
use super::table::{Column, table};
use super::terminal::Terminal;
use crate::base::diag::has_errors;
use crate::base::{Diagnostic, Severity, Sources, Stamp, Warned};
use crate::pipeline::catalogue::{Book, Catalogue, side_by_side};
use crate::pipeline::{self, Delivery, Destination, Made};
use crate::storage::OutputFolder;

/// How one book ended.
struct Outcome {
    status: Status,
    said: Said,
    errors: usize,
    warnings: usize,
    made: Option<Made>,
}

/// A line of the table: a book that was begun, or one that was not.
type Row = (usize, Option<Outcome>);

/// Builds the books, or their share that is asked for, side by side; then prints what became of
/// each. The status is the highest of all.
pub(super) fn run(found: Warned<Catalogue>, order: &Order, terminal: Terminal) -> Status {
    let mut problems = Vec::new();
    let mut catalogue = found.unpack(&mut problems);
    if let Some(shard) = order.options.catalogue.shard {
        catalogue.keep_shard(shard);
    }
    let prepared = prepare(order, &mut problems);
    let form = book::form(&order.options.report, terminal);
    let mut findings = Findings::new(form);
    hear(Report::new(&Sources::default(), "", form).say(&problems), &mut findings, terminal);

    let rows = prepared.map(|(stamp, folder)| {
        let stopped = AtomicBool::new(false);
        Run { catalogue: &catalogue, order, stamp, folder, stopped, terminal }.all(&mut findings)
    });
    terminal.end_progress();
    let of_the_cache = Report::new(&Sources::default(), "", form).say(&order.cache.finish());
    hear(of_the_cache, &mut findings, terminal);
    terminal.messages(&findings.render());
    let rows = rows.unwrap_or_default();
    if is_for_people(&order.options.report) && !has_errors(&problems) {
        terminal.messages(&summary(&catalogue.books, &rows, order.out.is_some()));
    }
    let statuses = rows.iter().filter_map(|(_, outcome)| Some(outcome.as_ref()?.status));
    statuses.fold(Status::of(&problems), Status::max)
}

/// Prints what can be said at once, and keeps the rest for the report on all books.
fn hear(said: Said, findings: &mut Findings, terminal: Terminal) {
    match said {
        Said::Now(text) => terminal.messages(&text),
        Said::Later(others) => findings.append(others),
    }
}

/// What all books have in common: the moment that the outputs carry, and the open output folder,
/// if something is to be written.
fn prepare(order: &Order, problems: &mut Vec<Diagnostic>) -> Option<(Stamp, Option<OutputFolder>)> {
    let stamp = book::stamp().map_err(|problem| problems.push(problem)).ok()?;
    let Some(out) = &order.out else { return Some((stamp, None)) };
    let opened = OutputFolder::open(out).map_err(|problem| problems.push(problem)).ok()?;
    Some((stamp, Some(opened.unpack(problems))))
}

/// The books, and what all of them have in common.
struct Run<'a> {
    catalogue: &'a Catalogue,
    order: &'a Order<'a>,
    stamp: Stamp,
    folder: Option<OutputFolder>,
    /// Whether no further book is begun.
    stopped: AtomicBool,
    terminal: Terminal,
}

impl Run<'_> {
    /// Builds the books, as many at a time as there are threads, and prints what is said about
    /// each as soon as all before it are done.
    fn all(self, findings: &mut Findings) -> Vec<Row> {
        let mut rows = Vec::with_capacity(self.catalogue.books.len());
        let begin = |at| self.begin(at);
        side_by_side(self.catalogue.books.len(), rayon::current_num_threads(), begin, |at, end| {
            let mut outcome = end.unwrap_or_else(|_| Some(self.end(Outcome::bug())));
            if let Some(outcome) = &mut outcome {
                self.terminal.end_progress();
                hear(std::mem::take(&mut outcome.said), findings, self.terminal);
                outcome.announce(&self.order.options.report, self.terminal);
            }
            rows.push((at, outcome));
        });
        rows
    }

    /// Builds one book, unless no further one is to be begun.
    fn begin(&self, at: usize) -> Option<Outcome> {
        let is_wanted = !self.stopped.load(Ordering::Relaxed);
        is_wanted.then(|| self.end(self.build(at)))
    }

    /// Takes note of an end that is to be the last.
    fn end(&self, outcome: Outcome) -> Outcome {
        let is_last = self.order.options.catalogue.fail_fast && outcome.status != Status::Success;
        self.stopped.fetch_or(is_last, Ordering::Relaxed);
        outcome
    }

    /// Builds one book and renders what is to be said about it, so that its texts need not be kept.
    fn build(&self, at: usize) -> Outcome {
        let (options, one) = (&self.order.options.report, &self.catalogue.books[at]);
        show_progress(at, self.catalogue.books.len(), one, options, self.terminal);
        let mut sources = Sources::default();
        let refusal = one.refusal(&mut sources);
        let below = if refusal.is_some() { &self.catalogue.folder } else { &one.argument };
        let (made, problems) = if let Some(problem) = refusal {
            (None, vec![problem])
        } else {
            let folder = self.folder.as_ref().map(|folder| Destination::Shared(folder.share()));
            let delivery = folder.map(|folder| Delivery { folder, force: self.order.force });
            let job = self.order.job(&one.argument, delivery, self.stamp);
            pipeline::run(&job, &mut sources, &|_| ())
        };
        let below = book::project_folder(below);
        let report = Report::new(&sources, &below, book::form(options, self.terminal));
        Outcome {
            status: Status::of(&problems),
            said: report.say(&problems),
            errors: count(&problems, Severity::Error),
            warnings: count(&problems, Severity::Warning),
            made,
        }
    }
}

fn show_progress(at: usize, of: usize, one: &Book, options: &ReportOptions, terminal: Terminal) {
    let text = format!("book {} of {of}: {}", at + 1, one.name);
    if options.verbose && options.message_format != MessageFormat::Sarif {
        terminal.end_progress();
        terminal.messages(&format!("{text}\n"));
    } else if !options.quiet && options.message_format == MessageFormat::Human {
        terminal.progress(&text);
    }
}

fn count(problems: &[Diagnostic], severity: Severity) -> usize {
    problems.iter().filter(|problem| problem.severity == severity).count()
}

/// Whether the report is read by people rather than by programs, and not cut down to errors.
fn is_for_people(options: &ReportOptions) -> bool {
    !matches!(options.message_format, MessageFormat::Json | MessageFormat::Sarif) && !options.quiet
}

impl Outcome {
    /// A book on which the program failed; the message of the panic is printed already.
    fn bug() -> Self {
        Outcome { status: Status::Bug, said: Said::default(), errors: 0, warnings: 0, made: None }
    }

    /// Prints the paths of what was made.
    fn announce(&self, options: &ReportOptions, terminal: Terminal) {
        if let Some(made) = &self.made {
            book::announce(made, options, terminal);
        }
    }

    /// The end in a word.
    fn word(&self, is_written: bool) -> String {
        match (self.status, self.errors) {
            (Status::Bug, _) => "bug in nashr".to_owned(),
            (Status::Success, _) if is_written => "built".to_owned(),
            (Status::Success, _) => "good".to_owned(),
            (_, 1) => "1 error".to_owned(),
            (_, errors) => format!("{errors} errors"),
        }
    }

    fn outputs(&self) -> String {
        let outputs = self.made.iter().flat_map(|made| &made.outputs);
        let names = outputs.filter_map(|output| output.path.file_name());
        names.map(|name| name.to_string_lossy().into_owned()).collect::<Vec<_>>().join(", ")
    }
}

/// A table with a line for every book, and a line that counts them.
fn summary(books: &[Book], rows: &[Row], is_written: bool) -> String {
    let cells = rows.iter().map(|(at, outcome)| {
        let name = super::report::visible::copied(&books[*at].name);
        let Some(outcome) = outcome else {
            return vec![
                name,
                "not begun".to_owned(),
                "-".to_owned(),
                "-".to_owned(),
                String::new(),
            ];
        };
        let documents = outcome.made.as_ref().map(|made| made.documents.to_string());
        vec![
            name,
            outcome.word(is_written),
            documents.unwrap_or_else(|| "-".to_owned()),
            outcome.warnings.to_string(),
            outcome.outputs(),
        ]
    });
    let heads = [
        Column::text("book"),
        Column::text("status"),
        Column::number("documents"),
        Column::number("warnings"),
        Column::text("outputs"),
    ];
    let heads = if is_written { &heads[..] } else { &heads[..4] };
    let table = if rows.is_empty() { String::new() } else { table(heads, cells) };
    format!("{table}{}\n", totals(rows, is_written))
}

/// `3 books: 2 built, 1 failed`.
fn totals(rows: &[Row], is_written: bool) -> String {
    let good = rows.iter().filter(|(_, o)| o.as_ref().is_some_and(|o| o.status == Status::Success));
    let good = good.count();
    let not_begun = rows.iter().filter(|(_, outcome)| outcome.is_none()).count();
    let failed = rows.len() - good - not_begun;
    let books = match rows.len() {
        0 => return "no book of the catalogue is in this share".to_owned(),
        1 => "1 book".to_owned(),
        count => format!("{count} books"),
    };
    let counts = [
        (good, if is_written { "built" } else { "good" }),
        (failed, "failed"),
        (not_begun, "not begun"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, word)| format!("{count} {word}")).collect();
    format!("{books}: {}", counts.join(", "))
}
