//! `nashr design specimen [NAME]`.

use super::shown;
use crate::base::Sources;
use crate::cli::args::SpecimenOptions;
use crate::cli::book::{announce, form, progress, stamp};
use crate::cli::report::Report;
use crate::cli::settings;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::pipeline::{self, SpecimenJob};

/// Builds the specimen book in a design and prints the paths of what was made.
pub(super) fn specimen(options: &SpecimenOptions, terminal: Terminal) -> Status {
    let folder = options.place.folder();
    let mut sources = Sources::default();
    let (made, problems) = match stamp() {
        Err(problem) => (None, vec![problem]),
        Ok(stamp) => {
            let job = SpecimenJob {
                folder: folder.clone(),
                design: options.design.clone(),
                out: settings::out(options.out.as_deref()).0,
                stamp,
            };
            pipeline::specimen(&job, &mut sources, &progress(&options.report, terminal))
        }
    };
    terminal.end_progress();
    let shown = shown(&folder);
    let report = Report::new(&sources, &shown, form(&options.report, terminal));
    terminal.messages(&report.render(&problems));
    if let Some(made) = made {
        announce(&made, &options.report, terminal);
    }
    Status::of(&problems)
}
