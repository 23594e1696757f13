//! The straight line through all stages, and many books side by side.

pub mod catalogue;
mod designing;
mod locking;
mod provenance;
mod shard;
mod showing;
mod verifying;

pub use designing::{SpecimenJob, review_design, specimen, specimen_project};
pub use locking::{LockJob, differences, lock};
pub use shard::Shard;
pub use showing::Show;
pub use verifying::{VerifyJob, verify};

use std::collections::BTreeSet;
use std::fmt;
use std::io::{Cursor, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::assembly::{self, Book};
use crate::base::diag::has_errors;
use crate::base::{Code, Diagnostic, Digest, Source, SourceId, Sources, Span, Stamp, Warned};
use crate::collect::{self, Collection, ProjectFont};
use crate::design::{self, Design};
use crate::document::Document;
use crate::epub;
use crate::font::{FontFile, FontLibrary, FontPlan};
use crate::import;
use crate::layout::{self, Paged};
use crate::manifest::node::Node;
use crate::manifest::plan::OutputKind;
use crate::manifest::{self, BookPlan};
use crate::pdf;
use crate::select;
use crate::storage::{BuildRecord, Cache, Committed, ManifestName, OutputFolder, ProjectRoot};
use crate::text::Typesetter;

/// What is to be built.
#[derive(Debug)]
pub struct Job {
    /// The manifest, or a folder with a `book.yaml`.
    pub manifest: PathBuf,
    /// Only these of the manifest's outputs; all when empty.
    pub only: Vec<OutputKind>,
    /// What is shown beside the outputs, when they are written.
    pub show: Option<Show>,
    /// Where the outputs go; `None`: everything is done but nothing written.
    pub delivery: Option<Delivery>,
    /// The moment that the outputs carry.
    pub stamp: Stamp,
    /// Whether the book must be as its lock says.
    pub locked: bool,
    /// What earlier runs kept.
    pub cache: Arc<Cache>,
}

/// Where the outputs go.
#[derive(Debug)]
pub struct Delivery {
    /// The output folder.
    pub folder: Destination,
    /// Whether files that nashr did not make are replaced.
    pub force: bool,
}

/// The output folder.
#[derive(Debug)]
pub enum Destination {
    /// Opened for this book, once its manifest was read.
    Named(PathBuf),
    /// Open already, for all books of this run.
    Shared(OutputFolder),
}

impl Destination {
    fn open(&self) -> Result<Warned<OutputFolder>, Diagnostic> {
        match self {
            Destination::Named(path) => OutputFolder::open(path),
            Destination::Shared(folder) => Ok(Warned::clean(folder.share())),
        }
    }
}

/// What was made.
#[derive(Debug, Default)]
pub struct Made {
    /// The outputs in their places; `build.json` is not counted.
    pub outputs: Vec<Committed>,
    /// How many documents the book has.
    pub documents: usize,
    /// How many images.
    pub images: usize,
}

impl Made {
    /// What the book has, in a line.
    pub fn summary(&self) -> String {
        format!("documents: {}, images: {}", self.documents, self.images)
    }
}

/// What is being done, for people who wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress<'a> {
    /// The manifest is read.
    Manifest,
    /// The documents are found and read.
    Collecting,
    /// So many documents are imported.
    Importing(usize),
    /// The book is put together.
    Assembling,
    /// An output is made, of the book with this stem.
    Making(OutputKind, &'a str),
}

impl fmt::Display for Progress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Progress::Manifest => f.write_str("reading the manifest"),
            Progress::Collecting => f.write_str("reading the documents"),
            Progress::Importing(1) => f.write_str("importing 1 document"),
            Progress::Importing(count) => write!(f, "importing {count} documents"),
            Progress::Assembling => f.write_str("putting the book together"),
            Progress::Making(kind, stem) => write!(f, "making {}", kind.file_name(stem)),
        }
    }
}

/// Builds the book of `job`. The files that were read are added to `sources`, so that problems can
/// be shown in them; every problem that was found is in the list, and there is a result when none
/// of them is an error.
pub fn run(
    job: &Job,
    sources: &mut Sources,
    progress: &dyn Fn(Progress),
) -> (Option<Made>, Vec<Diagnostic>) {
    let mut noticed = Noticed::default();
    let made = line(job, sources, progress, &mut noticed);
    let made = noticed.keep(made);
    (made, each_once(noticed.0))
}

/// What two outputs find in the same text is said once.
fn each_once(mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    problems.retain(|problem| seen.insert((problem.span, problem.code, problem.message.clone())));
    problems
}

/// The stages in their order. Before the long work of typesetting all must be well.
fn line(
    job: &Job,
    sources: &mut Sources,
    progress: &dyn Fn(Progress),
    noticed: &mut Noticed,
) -> Result<Made, Vec<Diagnostic>> {
    let ready = prepare(job, sources, progress, noticed)?;
    if job.locked {
        noticed.keep(locking::check(&ready, &job.manifest, sources));
    }
    noticed.stop_at_errors()?;

    // Only a build that is written needs a record.
    let record = match ready.folder {
        Some(_) => ready.record(sources),
        None => BuildRecord::default(),
    };
    let Ready { project, kinds, folder, edition, mut made, .. } = ready;
    made.outputs = match folder {
        Some(folder) => {
            let wanted = (&kinds[..], job.show);
            edition.deliver(wanted, folder, &project.root, record, progress, noticed)?
        }
        None => edition.rehearse(&kinds, progress, noticed)?,
    };
    Ok(made)
}

/// A book that is put together; only its outputs are still to be made.
struct Ready {
    project: Project,
    plan: BookPlan,
    collection: Collection,
    /// What is told of each document.
    told: provenance::Told,
    /// The files that the manifest builds on, as they stand in `Sources`.
    defaults: Vec<SourceId>,
    /// The files of the design, as they stand in `Sources`.
    design_files: Vec<SourceId>,
    kinds: Vec<OutputKind>,
    folder: Option<OutputFolder>,
    edition: Edition,
    made: Made,
}

/// The stages up to the whole book. A problem of one stage does not keep the next from looking for
/// its own as long as there is something to look at.
fn prepare(
    job: &Job,
    sources: &mut Sources,
    progress: &dyn Fn(Progress),
    noticed: &mut Noticed,
) -> Result<Ready, Vec<Diagnostic>> {
    progress(Progress::Manifest);
    let project = Project::open(&job.manifest, sources)?;
    let plan = noticed.take(project.plan(sources)?);
    let defaults = (project.manifest.0 + 1..sources.len() as u32).map(SourceId).collect();
    let kinds = chosen(&plan, &job.only)?;
    let folder = job.delivery.as_ref().map(|to| open_folder(to, noticed)).transpose()?;

    progress(Progress::Collecting);
    let mut plan = noticed.take(select::resolve(plan, &project.root, sources));
    let mut collection = noticed.take(collect::collect(&plan, &project.root, sources));
    let is_complete = !noticed.has_errors();

    progress(Progress::Importing(collection.files.len()));
    let documents = import_all(&collection, sources, &job.cache, noticed);
    collect::sort(&plan, &mut collection, &documents);
    let told = provenance::tell(&collection, &documents, sources, &noticed.0);
    let images = noticed.take(collect::images(&plan, &documents, &project.root, sources));
    let library = read_fonts(&project.root, noticed);
    let first_of_design = sources.len() as u32;
    let design = noticed.keep(design::load(&plan.design, &project.root, sources));
    if let (Some(folder), Some(to)) = (&folder, &job.delivery) {
        let mut names: Vec<String> = kinds.iter().map(|kind| kind.file_name(&plan.name)).collect();
        names.extend(job.show.map(|show| show.file_name(&plan.name)));
        noticed.keep(folder.claim(&names, &project.root, to.force));
    }
    if !is_complete {
        return Err(Vec::new());
    }

    progress(Progress::Assembling);
    let made = Made { documents: documents.len(), images: images.len(), ..Made::default() };
    if let Some(design) = &design {
        plan.notes = plan.notes.or(design.notes.numbering, design.notes.place);
    }
    let book = noticed.keep(assembly::assemble(&plan, &collection, sources, documents, images));
    let book = book.map(|book| noticed.take(book));
    let lang = &plan.metadata.lang.value;
    let fonts = design.as_ref().and_then(|d| noticed.keep(FontPlan::resolve(d, &library, lang)));
    let (Some(book), Some(design), Some(fonts)) = (book, design, fonts) else {
        return Err(Vec::new());
    };
    let edition =
        Edition { book, design, library, fonts, stamp: job.stamp, pages: OnceLock::new() };
    let design_files = (first_of_design..sources.len() as u32).map(SourceId).collect();
    Ok(Ready {
        project,
        plan,
        collection,
        told,
        defaults,
        design_files,
        kinds,
        folder,
        edition,
        made,
    })
}

/// Everything noticed so far.
#[derive(Default)]
struct Noticed(Vec<Diagnostic>);

impl Noticed {
    /// Notes what a stage has to say; its value can be used.
    fn take<T>(&mut self, result: Warned<T>) -> T {
        result.unpack(&mut self.0)
    }

    /// Notes what is wrong and goes on without the value.
    fn keep<T>(&mut self, result: Result<T, Vec<Diagnostic>>) -> Option<T> {
        result.map_err(|problems| self.0.extend(problems)).ok()
    }

    /// Ends the build if anything so far is an error.
    fn stop_at_errors(&self) -> Result<(), Vec<Diagnostic>> {
        if self.has_errors() { Err(Vec::new()) } else { Ok(()) }
    }

    fn has_errors(&self) -> bool {
        has_errors(&self.0)
    }
}

/// Where the book stands.
struct Project {
    root: ProjectRoot,
    name: ManifestName,
    manifest: SourceId,
}

impl Project {
    /// Opens the manifest's folder and reads the manifest's text.
    fn open(manifest: &Path, sources: &mut Sources) -> Result<Self, Vec<Diagnostic>> {
        let (root, name) = ProjectRoot::of_manifest(manifest).map_err(|p| vec![p])?;
        let text = collect::manifest(&root, &name.file).map_err(|p| vec![p])?;
        let manifest = sources.add(Source::new(name.file.as_str(), text));
        Ok(Project { root, name, manifest })
    }

    /// Reads the manifest and the files that it builds on.
    fn plan(&self, sources: &mut Sources) -> Result<Warned<BookPlan>, Vec<Diagnostic>> {
        let text = |path: &_| collect::defaults(&self.root, path);
        manifest::read(sources, self.manifest, &self.name.stem, &text)
    }
}

/// The outputs to make: those of the manifest, or the `only` among them that are asked for.
fn chosen(plan: &BookPlan, only: &[OutputKind]) -> Result<Vec<OutputKind>, Vec<Diagnostic>> {
    let kinds: Vec<OutputKind> = plan.outputs.iter().map(|output| output.kind).collect();
    let missing = only.iter().find(|kind| !kinds.contains(kind));
    match missing {
        Some(kind) => Err(vec![not_planned(plan, *kind)]),
        None if only.is_empty() => Ok(kinds),
        None => Ok(kinds.into_iter().filter(|kind| only.contains(kind)).collect()),
    }
}

fn not_planned(plan: &BookPlan, kind: OutputKind) -> Diagnostic {
    let message = format!("the manifest names no output `{}`", kind.name());
    Diagnostic::new(Code::ManifestValue, message)
        .at(Span::start_of(plan.manifest))
        .hint("add it below `outputs:`, or leave it out of `--only`")
}

fn open_folder(to: &Delivery, noticed: &mut Noticed) -> Result<OutputFolder, Vec<Diagnostic>> {
    to.folder.open().map(|opened| noticed.take(opened)).map_err(|p| vec![p])
}

/// Imports all documents, in parallel; they and what is said about them are in the order of the
/// collection.
fn import_all(
    collection: &Collection,
    sources: &Sources,
    cache: &Cache,
    noticed: &mut Noticed,
) -> Vec<Document> {
    let import_one = |file| import::kept::import_or_recall(file, sources, cache);
    let imported: Vec<_> = collection.files.par_iter().filter_map(import_one).collect();
    imported.into_iter().map(|document| noticed.take(document)).collect()
}

/// The faces embedded in the program and those of the book.
fn read_fonts(root: &ProjectRoot, noticed: &mut Noticed) -> FontLibrary {
    let files = noticed.take(collect::fonts(root)).into_iter();
    let files = files.map(|ProjectFont { path, bytes }| FontFile { path, bytes });
    noticed.take(FontLibrary::new(files.collect()))
}

/// A book on pages that are not written.
#[derive(Debug)]
pub struct LaidBook {
    /// The book.
    pub book: Book,
    /// Its design.
    pub design: Design,
    /// Its pages.
    pub paged: Paged,
}

/// The pages of the book of `job`, for tests of designs and for tools that look at pages; nothing is
/// written. There are pages when no problem is an error.
pub fn pages(job: &Job, sources: &mut Sources) -> (Option<LaidBook>, Vec<Diagnostic>) {
    let mut noticed = Noticed::default();
    let mut lay = || {
        let Ready { edition, .. } = prepare(job, sources, &|_| {}, &mut noticed)?;
        let Edition { book, design, library, fonts, .. } = edition;
        let typesetter = Typesetter::new(&library, &fonts);
        let paged = noticed.take(layout::paginate(&book, &design, &typesetter));
        noticed.0.extend(typesetter.missing());
        noticed.stop_at_errors()?;
        Ok(LaidBook { book, design, paged })
    };
    let laid = lay();
    let laid = noticed.keep(laid);
    (laid, noticed.0)
}

/// The faces embedded in the program, and those of the book at `manifest` when one is named.
pub fn fonts(manifest: Option<&Path>) -> (Option<FontLibrary>, Vec<Diagnostic>) {
    let mut noticed = Noticed::default();
    let library = match manifest.map(ProjectRoot::of_manifest).transpose() {
        Ok(Some((root, _))) => Some(read_fonts(&root, &mut noticed)),
        Ok(None) => Some(noticed.take(FontLibrary::new(Vec::new()))),
        Err(problem) => {
            noticed.0.push(problem);
            None
        }
    };
    (library, noticed.0)
}

/// The manifest at `manifest` with everything that it builds on; every value knows its place.
///
/// # Errors
/// All problems of the manifest and of the files that it names below `defaults`.
pub fn config(manifest: &Path, sources: &mut Sources) -> Result<Node, Vec<Diagnostic>> {
    let project = Project::open(manifest, sources)?;
    let text = |path: &_| collect::defaults(&project.root, path);
    manifest::resolved(sources, project.manifest, &project.name.stem, &text)
}

/// A collection with the manifest that describes it.
#[derive(Debug)]
pub struct Library {
    /// The manifest.
    pub plan: BookPlan,
    /// A card for each document of the collection.
    pub index: select::Index,
}

/// Reads the collection of the manifest at `manifest`: the front matter of its documents and nothing
/// else of the book. Documents with problems are reported; the others are in the index.
pub fn library(manifest: &Path, sources: &mut Sources) -> (Option<Library>, Vec<Diagnostic>) {
    let mut noticed = Noticed::default();
    let mut read = || {
        let project = Project::open(manifest, sources)?;
        let plan = noticed.take(project.plan(sources)?);
        let index = noticed.take(select::index::read(&plan, &project.root, sources));
        Ok(Library { plan, index })
    };
    let library = read();
    let library = noticed.keep(library);
    (library, noticed.0)
}

/// Everything that outputs are made from.
struct Edition {
    book: Book,
    design: Design,
    library: FontLibrary,
    fonts: FontPlan,
    stamp: Stamp,
    /// Digest of the pages, once they were made.
    pages: OnceLock<Digest>,
}

impl Edition {
    /// Makes the outputs and puts them in place.
    fn deliver(
        &self,
        (kinds, show): (&[OutputKind], Option<Show>),
        mut folder: OutputFolder,
        root: &ProjectRoot,
        mut record: BuildRecord,
        progress: &dyn Fn(Progress),
        noticed: &mut Noticed,
    ) -> Result<Vec<Committed>, Vec<Diagnostic>> {
        for kind in kinds {
            progress(Progress::Making(*kind, &self.book.name));
            let name = kind.file_name(&self.book.name);
            let staged = folder.stage(&name, |file| self.write(*kind, file, noticed));
            noticed.keep(staged);
        }
        if let Some(show) = show {
            let name = show.file_name(&self.book.name);
            let staged = folder.stage(&name, |file| self.show(show, file, noticed));
            noticed.keep(staged);
        }
        noticed.0.extend(root.changed());
        noticed.stop_at_errors()?;
        // Not those of the environment: the record depends on nothing but the book.
        let warnings = noticed.0.iter().filter(|problem| !problem.code.is_environment()).count();
        record.stages.pages = self.pages.get().map(Digest::to_string);
        let outputs = folder.commit(&self.book.name, record.of(root.inputs(), warnings))?;
        Ok(outputs.into_iter().filter(|output| !output.is_record()).collect())
    }

    /// Makes the outputs, to find what is wrong with them, and keeps none.
    fn rehearse(
        &self,
        kinds: &[OutputKind],
        progress: &dyn Fn(Progress),
        noticed: &mut Noticed,
    ) -> Result<Vec<Committed>, Vec<Diagnostic>> {
        for kind in kinds {
            progress(Progress::Making(*kind, &self.book.name));
            let made = self.write(*kind, &mut Cursor::new(Vec::new()), noticed);
            noticed.keep(made);
        }
        noticed.stop_at_errors()?;
        Ok(Vec::new())
    }

    /// Writes one output.
    fn write(
        &self,
        kind: OutputKind,
        out: &mut (impl Write + Seek),
        noticed: &mut Noticed,
    ) -> Result<(), Vec<Diagnostic>> {
        let Edition { book, design, library, fonts, stamp, pages } = self;
        match kind {
            OutputKind::Epub => epub::write(book, design, library, fonts, stamp, out),
            OutputKind::Screen => {
                let typesetter = Typesetter::new(library, fonts);
                let paged = noticed.take(layout::paginate(book, design, &typesetter));
                noticed.0.extend(typesetter.missing());
                noticed.stop_at_errors()?;
                pages.get_or_init(|| Digest::of(layout::dump::pages(&paged).as_bytes()));
                let pdf = pdf::screen(book, &paged, library, stamp)?;
                out.write_all(&pdf).map_err(|error| vec![unwritten(&error)])
            }
        }
    }
}

/// A fault while writing; the output folder knows more about it and says that instead.
fn unwritten(error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(Code::Io, format!("the output could not be written: {error}"))
}
