//! Designs by themselves: what is wrong with one, and how it looks.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::{Delivery, Destination, Job, Made, Noticed, Progress, read_fonts, run};
use crate::base::{Code, Diagnostic, Lang, Source, Sources, Span, Spanned, Stamp, limits};
use crate::design::load::is_name;
use crate::design::review::Places;
use crate::design::{self, review};
use crate::font::{self, FontPlan};
use crate::storage::scaffold::TemporaryProject;
use crate::storage::{Cache, ProjectPath, ProjectRoot};

/// The book that touches every role: a manifest, its texts and pictures.
static SPECIMEN: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates/specimen");
/// The specimen's manifest.
const SPECIMEN_MANIFEST: &str = "book.yaml";
/// Its line that names the design.
const SPECIMEN_DESIGN: &str = "design: classic";
/// Folders of a project that designs live in and need.
const FOLDERS: [&str; 2] = ["templates", "fonts"];

/// Everything that is wrong or doubtful about the design `name` of the project in `folder` (or of
/// the program). Its files are added to `sources`.
pub fn review_design(folder: &Path, name: &str, sources: &mut Sources) -> Vec<Diagnostic> {
    let mut noticed = Noticed::default();
    let reviewed = reviewed(folder, name, sources, &mut noticed);
    noticed.keep(reviewed);
    noticed.0
}

fn reviewed(
    folder: &Path,
    name: &str,
    sources: &mut Sources,
    noticed: &mut Noticed,
) -> Result<(), Vec<Diagnostic>> {
    let root = ProjectRoot::open(folder).map_err(|problem| vec![problem])?;
    let library = read_fonts(&root, noticed);
    // The name stands on the command line, which no message can point into.
    let asked = sources.add(Source::new("", name));
    let spanned = Spanned::new(name.to_owned(), Span::new(asked, 0, name.len()));
    let (design, file) =
        design::load_located(&spanned, &root, sources).map_err(|mut problems| {
            for problem in &mut problems {
                problem.span = problem.span.filter(|span| span.source != asked);
                problem.labels.retain(|label| label.span.source != asked);
            }
            problems
        })?;
    let places = Places(&file);
    noticed.0.extend(review::review(&design, places));
    let persian = Lang::parse("fa").ok_or_else(Vec::new)?;
    let plan = FontPlan::resolve(&design, &library, &persian).map_err(|problems| {
        let located = |problem: Diagnostic| problem.or_at(places.of(&["fonts"]));
        problems.into_iter().map(located).collect::<Vec<_>>()
    })?;
    noticed.0.extend(font::review::review(&design, &library, &plan, places));
    Ok(())
}

/// What is asked of a specimen.
#[derive(Debug)]
pub struct SpecimenJob {
    /// The folder with `templates/` and `fonts/`, if there are any.
    pub folder: PathBuf,
    /// The design.
    pub design: String,
    /// Where the outputs go.
    pub out: PathBuf,
    /// The moment that they carry.
    pub stamp: Stamp,
}

/// Builds the specimen book in the design of `job`: `specimen-DESIGN.epub` and its PDF.
pub fn specimen(
    job: &SpecimenJob,
    sources: &mut Sources,
    progress: &dyn Fn(Progress),
) -> (Option<Made>, Vec<Diagnostic>) {
    let project = match specimen_project(&job.folder, &job.design) {
        Ok(project) => project,
        Err(problem) => return (None, vec![problem]),
    };
    let delivery = Delivery { folder: Destination::Named(job.out.clone()), force: false };
    let job = Job {
        manifest: project.path().join(manifest_name(&job.design)),
        only: Vec::new(),
        delivery: Some(delivery),
        stamp: job.stamp,
        locked: false,
        show: None,
        cache: Arc::new(Cache::none()),
    };
    run(&job, sources, progress)
}

/// The specimen book on disk, with the designs and fonts of `folder` beside it. It lives as long as
/// the value.
///
/// # Errors
/// A name that no design can have; a folder that cannot be read; a fault of the disk.
pub fn specimen_project(folder: &Path, design: &str) -> Result<TemporaryProject, Diagnostic> {
    if !is_name(design) {
        let message = format!("there is no design `{design}`");
        return Err(Diagnostic::new(Code::DesignMissing, message)
            .hint("`nashr design list` names those that there are"));
    }
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    gather(&SPECIMEN, &mut files);
    for (name, content) in &mut files {
        if name == SPECIMEN_MANIFEST {
            let text = String::from_utf8_lossy(content);
            let named = text.replacen(SPECIMEN_DESIGN, &format!("design: \"{design}\""), 1);
            (*name, *content) = (manifest_name(design), named.into_bytes());
        }
    }
    let root = ProjectRoot::open(folder)?;
    for folder in FOLDERS {
        let folder = ProjectPath::parse(folder)?;
        if !root.has_folder(&folder) {
            continue;
        }
        for file in root.list(&folder)?.value {
            files.push((file.as_str().to_owned(), root.read(&file, limits::FONT_BYTES)?));
        }
    }
    TemporaryProject::new(&files)
}

fn manifest_name(design: &str) -> String {
    format!("specimen-{design}.yaml")
}

fn gather(folder: &Dir<'_>, files: &mut Vec<(String, Vec<u8>)>) {
    for file in folder.files() {
        let name = file.path().to_string_lossy().into_owned();
        files.push((name, file.contents().to_vec()));
    }
    for folder in folder.dirs() {
        gather(folder, files);
    }
}
