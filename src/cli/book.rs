//! `nashr build` and `nashr check`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{BuildOptions, CheckOptions, MessageFormat, ReportOptions, ShowName};
use super::report::{Form, Report};
use super::status::Status;
use super::terminal::Terminal;
use super::{cache, catalogue, settings};
use crate::base::{Diagnostic, Sources, Stamp};
use crate::manifest::plan::OutputKind;
use crate::pipeline::catalogue::Catalogue;
use crate::pipeline::{self, Delivery, Destination, Job, Made, Progress, Show};
use crate::storage::Cache;

/// What the command line asks for, of one book or of many.
pub(super) struct Order<'a> {
    pub(super) options: &'a CheckOptions,
    /// Only these of the manifests' outputs; all when empty.
    only: Vec<OutputKind>,
    /// What is shown beside the outputs.
    show: Option<Show>,
    /// The output folder; `None`: nothing is written.
    pub(super) out: Option<PathBuf>,
    /// Whether files that nashr did not make are replaced.
    pub(super) force: bool,
    /// What earlier runs kept.
    pub(super) cache: Arc<Cache>,
}

impl Order<'_> {
    /// The order for one book.
    pub(super) fn job(&self, manifest: &Path, delivery: Option<Delivery>, stamp: Stamp) -> Job {
        Job {
            manifest: manifest.to_owned(),
            only: self.only.clone(),
            show: self.show,
            delivery,
            stamp,
            locked: self.options.locked,
            cache: Arc::clone(&self.cache),
        }
    }
}

/// Builds what is named and prints the paths of what was made.
pub(super) fn build(options: &BuildOptions, terminal: Terminal) -> Status {
    let Some(only) = options.only.iter().map(|output| output.kind()).collect() else {
        terminal.messages(
            "error: this version makes no press edition yet\nhint: `--only epub,screen`\n",
        );
        return Status::Usage;
    };
    let out = Some(settings::out(options.out.as_deref()).0);
    let cache = opened_cache(&options.book);
    let show = options.show.map(ShowName::show);
    let force = options.force;
    run(&Order { options: &options.book, only, show, out, force, cache }, terminal)
}

/// Does everything but writing.
pub(super) fn check(options: &CheckOptions, terminal: Terminal) -> Status {
    let cache = opened_cache(options);
    run(&Order { options, only: Vec::new(), show: None, out: None, force: false, cache }, terminal)
}

fn opened_cache(options: &CheckOptions) -> Arc<Cache> {
    Arc::new(cache::open(!options.no_cache))
}

/// One book, or all books below a folder.
fn run(order: &Order, terminal: Terminal) -> Status {
    let options = order.options;
    match Catalogue::find(&options.manifest) {
        Ok(Some(found)) => catalogue::run(found, order, terminal),
        Ok(None) if options.catalogue.shard.is_some() => {
            terminal.messages(NOTHING_TO_SHARE);
            Status::Usage
        }
        Ok(None) => one(order, terminal),
        Err(problem) => {
            report(&Sources::default(), std::slice::from_ref(&problem), options, terminal);
            Status::of(&[problem])
        }
    }
}

/// `--shard` with one book.
const NOTHING_TO_SHARE: &str = "error: `--shard` divides the books below a folder, and this is one book\n\
hint: name the folder that holds the books, or leave `--shard` out\n";

fn one(order: &Order, terminal: Terminal) -> Status {
    let options = order.options;
    let mut sources = Sources::default();
    let (made, mut diagnostics) = match stamp() {
        Err(problem) => (None, vec![problem]),
        Ok(stamp) => {
            let folder = order.out.clone().map(Destination::Named);
            let delivery = folder.map(|folder| Delivery { folder, force: order.force });
            let job = order.job(&options.manifest, delivery, stamp);
            let shown = progress(&options.report, terminal);
            pipeline::run(&job, &mut sources, &shown)
        }
    };
    diagnostics.extend(order.cache.finish());
    terminal.end_progress();
    report(&sources, &diagnostics, options, terminal);
    if let Some(made) = made {
        announce(&made, &options.report, terminal);
    }
    Status::of(&diagnostics)
}

fn report(sources: &Sources, problems: &[Diagnostic], options: &CheckOptions, terminal: Terminal) {
    let folder = project_folder(&options.manifest);
    let report = Report::new(sources, &folder, form(&options.report, terminal));
    terminal.messages(&report.render(problems));
}

/// The moment that the outputs carry, from the environment.
pub(super) fn stamp() -> Result<Stamp, Diagnostic> {
    let value = std::env::var_os("SOURCE_DATE_EPOCH");
    Stamp::from_epoch(value.map(|value| value.to_string_lossy().into_owned()).as_deref())
}

/// Shows each stage: in passing on a terminal, on a line of its own with `--verbose`.
pub(super) fn progress(options: &ReportOptions, terminal: Terminal) -> impl Fn(Progress) {
    move |stage| {
        if options.verbose && options.message_format != MessageFormat::Sarif {
            terminal.end_progress();
            terminal.messages(&format!("{stage}\n"));
        } else if !options.quiet && options.message_format == MessageFormat::Human {
            terminal.progress(&stage.to_string());
        }
    }
}

/// Prints what was made: the paths as data, the rest as messages.
pub(super) fn announce(made: &Made, options: &ReportOptions, terminal: Terminal) {
    if options.verbose && options.message_format != MessageFormat::Sarif {
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
