//! `nashr lock`: the lock of a book.

use super::args::LockOptions;
use super::book::{form, progress, project_folder};
use super::report::Report;
use super::status::Status;
use super::terminal::Terminal;
use crate::base::Sources;
use crate::pipeline::{self, LockJob};

/// Writes the lock and prints its path.
pub(super) fn lock(options: &LockOptions, terminal: Terminal) -> Status {
    let update = options.update.clone().filter(|document| !document.is_empty());
    let job = LockJob { manifest: options.manifest.clone(), update };
    let mut sources = Sources::default();
    let shown = progress(&options.report, terminal);
    let (written, diagnostics) = pipeline::lock(&job, &mut sources, &shown);
    terminal.end_progress();
    let folder = project_folder(&options.manifest);
    let report = Report::new(&sources, &folder, form(&options.report, terminal));
    terminal.messages(&report.render(&diagnostics));
    if let Some(path) = written.filter(|_| !options.report.quiet) {
        terminal.data(&format!("{}\n", path.display()));
    }
    Status::of(&diagnostics)
}
