//! `nashr diff OLD.lock NEW.lock`: what changed between two editions.

use super::args::{DiffFormat, DiffOptions};
use super::book::form;
use super::report::Report;
use super::status::Status;
use super::terminal::Terminal;
use crate::base::Sources;
use crate::lock::ListForm;
use crate::lock::changes::list;
use crate::pipeline;

/// Prints the list of changes; that there are some is no error.
pub(super) fn diff(options: &DiffOptions, terminal: Terminal) -> Status {
    let mut sources = Sources::default();
    match pipeline::differences(&options.old, &options.new, &mut sources) {
        Ok((changes, lang)) => {
            let form = match options.format {
                DiffFormat::Text => ListForm::Text,
                DiffFormat::Markdown => ListForm::Markdown,
                DiffFormat::Json => ListForm::Json,
            };
            terminal.data(&list(&changes, form, &lang));
            Status::Success
        }
        Err(problems) => {
            let report = Report::new(&sources, "", form(&options.report, terminal));
            terminal.messages(&report.render(&problems));
            Status::of(&problems)
        }
    }
}
