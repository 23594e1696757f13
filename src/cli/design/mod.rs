//! `nashr design`: designs by themselves.

mod check;
mod list;
mod new;
mod specimen;

use std::path::{Path, PathBuf};

use super::args::{Beside, DesignCommand};
use super::report::{Form, Report};
use super::status::Status;
use super::terminal::Terminal;
use crate::base::{Diagnostic, Sources};

/// Runs one of the commands.
pub(super) fn design(command: &DesignCommand, terminal: Terminal) -> Status {
    match command {
        DesignCommand::List(options) => list::list(options, terminal),
        DesignCommand::New(options) => new::new(options, terminal),
        DesignCommand::Check(options) => check::check(options, terminal),
        DesignCommand::Specimen(options) => specimen::specimen(options, terminal),
    }
}

impl Beside {
    /// The folder in which `templates` and `fonts` are.
    fn folder(&self) -> PathBuf {
        if self.beside.is_dir() {
            return self.beside.clone();
        }
        let parent = self.beside.parent().filter(|parent| !parent.as_os_str().is_empty());
        parent.unwrap_or(Path::new(".")).to_owned()
    }
}

/// A folder as paths in messages begin with it: nothing for the current one.
fn shown(folder: &Path) -> String {
    if folder == Path::new(".") { String::new() } else { folder.display().to_string() }
}

/// Reports one problem that has nothing to do with a file, and ends.
fn refuse(problem: Diagnostic, terminal: Terminal) -> Status {
    let problems = [problem];
    let sources = Sources::default();
    terminal.messages(&Report::new(&sources, "", Form::human(terminal)).render(&problems));
    Status::of(&problems)
}
