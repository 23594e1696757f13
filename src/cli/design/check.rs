//! `nashr design check [NAME|PATH]`.

use std::path::{Path, PathBuf};

use super::{refuse, shown};
use crate::base::{Code, Diagnostic, Sources};
use crate::cli::args::DesignCheckOptions;
use crate::cli::book::form;
use crate::cli::report::Report;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::design::load::of_project;
use crate::pipeline;
use crate::storage::ProjectRoot;

/// Reports all problems of a design, or of all designs of a project.
pub(super) fn check(options: &DesignCheckOptions, terminal: Terminal) -> Status {
    let (folder, names) = match asked(options) {
        Ok(asked) => asked,
        Err(problem) => return refuse(problem, terminal),
    };
    let mut sources = Sources::default();
    let mut problems: Vec<Diagnostic> = Vec::new();
    for name in &names {
        for problem in pipeline::review_design(&folder, name, &mut sources) {
            // Two designs that extend a third one share its problems.
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
    let shown = shown(&folder);
    let report = Report::new(&sources, &shown, form(&options.report, terminal));
    terminal.messages(&report.render(&problems));
    Status::of(&problems)
}

/// The folder beside which the designs are, and their names.
fn asked(options: &DesignCheckOptions) -> Result<(PathBuf, Vec<String>), Diagnostic> {
    let folder = options.place.folder();
    match &options.design {
        Some(path) if path.contains(['/', '\\']) => of_path(Path::new(path)),
        Some(name) => Ok((folder, vec![name.clone()])),
        None => {
            let names = of_project(&ProjectRoot::open(&folder)?);
            if names.is_empty() {
                let message = "there is no folder `templates` with designs here".to_owned();
                return Err(Diagnostic::new(Code::DesignMissing, message).hint(
                    "name a design: `nashr design check classic`; `nashr design list` shows them",
                ));
            }
            Ok((folder, names))
        }
    }
}

/// The design whose folder or `design.yaml` is at `path`: it is in a folder `templates`.
fn of_path(path: &Path) -> Result<(PathBuf, Vec<String>), Diagnostic> {
    let own = if path.file_name().is_some_and(|name| name == "design.yaml") {
        path.parent()
    } else {
        Some(path)
    };
    let found = own.and_then(|own| {
        let name = own.file_name()?.to_str()?.to_owned();
        let templates = own.parent().filter(|folder| folder.ends_with("templates"))?;
        let folder = templates.parent()?;
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Some((folder.to_owned(), vec![name]))
    });
    found.ok_or_else(|| {
        let message = format!("`{}` is no design", path.display());
        Diagnostic::new(Code::DesignMissing, message)
            .hint("a design is a folder `templates/NAME` with a file `design.yaml`")
    })
}
