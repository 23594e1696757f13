//! `nashr verify`: whether a book still comes out as it was built.

use super::args::VerifyOptions;
use super::book::{form, progress, project_folder};
use super::report::Report;
use super::settings;
use super::status::Status;
use super::terminal::Terminal;
use crate::base::Sources;
use crate::pipeline::{self, VerifyJob};

/// Prints the paths of the outputs that came out the same, byte for byte.
pub(super) fn verify(options: &VerifyOptions, terminal: Terminal) -> Status {
    let (folder, _) = settings::out(options.out.as_deref());
    let job = VerifyJob { manifest: options.manifest.clone(), folder };
    let mut sources = Sources::default();
    let shown = progress(&options.report, terminal);
    let (same, diagnostics) = pipeline::verify(&job, &mut sources, &shown);
    terminal.end_progress();
    let folder = project_folder(&options.manifest);
    let report = Report::new(&sources, &folder, form(&options.report, terminal));
    terminal.messages(&report.render(&diagnostics));
    if !options.report.quiet {
        let lines = same.iter().map(|path| format!("{}\n", path.display()));
        terminal.data(&lines.collect::<String>());
    }
    Status::of(&diagnostics)
}
