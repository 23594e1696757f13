//! `nashr new NAME`: a small book to begin with.

use include_dir::{Dir, include_dir};

use super::args::NewOptions;
use super::report::{Form, Report};
use super::status::Status;
use super::terminal::Terminal;
use crate::base::Sources;
use crate::storage::scaffold::create_project;

/// The files of a new book.
static TEMPLATE: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates/new");

/// Writes the new book's folder and says how to go on.
pub(super) fn new(options: &NewOptions, terminal: Terminal) -> Status {
    let mut files = Vec::new();
    gather(&TEMPLATE, &mut files);
    if let Err(problem) = create_project(&options.name, &files) {
        let sources = Sources::default();
        let report = Report::new(&sources, "", Form::human(terminal));
        let problems = [problem];
        terminal.messages(&report.render(&problems));
        return Status::of(&problems);
    }
    let name = options.name.display();
    terminal.data(&format!("{name}\n"));
    terminal.messages(&format!("hint: build it with `nashr build {name}`\n"));
    Status::Success
}

/// All files of the template with their paths in it.
fn gather<'a>(folder: &'a Dir<'a>, files: &mut Vec<(&'a str, &'a [u8])>) {
    for file in folder.files() {
        files.extend(file.path().to_str().map(|path| (path, file.contents())));
    }
    for folder in folder.dirs() {
        gather(folder, files);
    }
}
