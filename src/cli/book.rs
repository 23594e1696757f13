//! `nashr build` and `nashr check`.

use std::path::Path;

use super::args::{BuildOptions, CheckOptions, MessageFormat, ReportOptions};
use super::report::{Form, Report};
use super::status::Status;
use super::terminal::Terminal;
use crate::base::{Diagnostic, Sources, Stamp};
use crate::pipeline::{self, Delivery, Job, Made, Progress};

/// Builds a book and prints the paths of what was made.
pub(super) fn build(options: &BuildOptions, terminal: Terminal) -> Status {
    let delivery = Delivery { folder: options.out.clone(), force: options.force };
    let Some(only) = options.only.iter().map(|output| output.kind()).collect() else {
        terminal.messages(
            "error: this version makes no press edition yet\nhint: `--only epub,screen`\n",
        );
        return Status::Usage;
    };
    run(&options.book, only, Some(delivery), terminal)
}

/// Does everything but writing.
pub(super) fn check(options: &CheckOptions, terminal: Terminal) -> Status {
    run(options, Vec::new(), None, terminal)
}

fn run(
    options: &CheckOptions,
    only: Vec<crate::manifest::plan::OutputKind>,
    delivery: Option<Delivery>,
    terminal: Terminal,
) -> Status {
    let mut sources = Sources::default();
    let (made, diagnostics) = match stamp() {
        Err(problem) => (None, vec![problem]),
        Ok(stamp) => {
            let job = Job { manifest: options.manifest.clone(), only, delivery, stamp };
            let shown = progress(&options.report, terminal);
            pipeline::run(&job, &mut sources, &shown)
        }
    };
    terminal.end_progress();
    let folder = project_folder(&options.manifest);
    let report = Report::new(&sources, &folder, form(&options.report, terminal));
    terminal.messages(&report.render(&diagnostics));
    if let Some(made) = made {
        announce(&made, &options.report, terminal);
    }
    Status::of(&diagnostics)
}

/// The moment that the outputs carry, from the environment.
fn stamp() -> Result<Stamp, Diagnostic> {
    let value = std::env::var_os("SOURCE_DATE_EPOCH");
    Stamp::from_epoch(value.map(|value| value.to_string_lossy().into_owned()).as_deref())
}

/// Shows each stage: in passing on a terminal, on a line of its own with `--verbose`.
fn progress(options: &ReportOptions, terminal: Terminal) -> impl Fn(Progress) {
    move |stage| {
        if options.verbose {
            terminal.end_progress();
            terminal.messages(&format!("{stage}\n"));
        } else if !options.quiet && options.message_format == MessageFormat::Human {
            terminal.progress(&stage.to_string());
        }
    }
}

/// Prints what was made: the paths as data, the rest as messages.
fn announce(made: &Made, options: &ReportOptions, terminal: Terminal) {
    if options.verbose {
        terminal.messages(&format!("{}\n", made.summary()));
    }
    if !options.quiet {
        let paths = made.outputs.iter().map(|output| format!("{}\n", output.path.display()));
        terminal.data(&paths.collect::<String>());
    }
}

/// The form of the report that is asked for.
pub(super) fn form(options: &ReportOptions, terminal: Terminal) -> Form {
    Form { format: options.message_format, errors_only: options.quiet, ..Form::human(terminal) }
}

/// The folder that paths in messages are below, as named on the command line.
pub(super) fn project_folder(manifest: &Path) -> String {
    let folder = if manifest.is_dir() { Some(manifest) } else { manifest.parent() };
    folder.map(|folder| folder.display().to_string()).unwrap_or_default()
}
