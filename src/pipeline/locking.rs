//! `nashr lock`, and the refusal of a stale lock.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::provenance::{Told, chapter_title};
use super::{Job, Noticed, Progress, Ready, each_once, prepare};
use crate::assembly::{Book, Chapter};
use crate::base::{Code, Diagnostic, Digest, Source, Sources, Span, Stamp, limits};
use crate::collect;
use crate::font::FontFace;
use crate::lock::stale::{self, Shown};
use crate::lock::{self, Change, Content, Kind, Lock, LockText, LockedDocument, Places, What};
use crate::manifest::read::suggest;
use crate::storage::record::BuiltDocument;
use crate::storage::{Cache, ManifestName, ProjectPath, ProjectRoot};

/// A lock that is to be written.
#[derive(Debug)]
pub struct LockJob {
    /// The manifest, or a folder with a `book.yaml`.
    pub manifest: PathBuf,
    /// Renew the line of this document only; everything else must be as the lock says.
    pub update: Option<String>,
}

/// Writes the lock of a book beside its manifest, and gives its path. What is said about it is as
/// in [`super::run`].
pub fn lock(
    job: &LockJob,
    sources: &mut Sources,
    progress: &dyn Fn(Progress),
) -> (Option<PathBuf>, Vec<Diagnostic>) {
    let mut noticed = Noticed::default();
    let written = write(job, sources, progress, &mut noticed);
    let written = noticed.keep(written);
    (written, each_once(noticed.0))
}

fn write(
    job: &LockJob,
    sources: &mut Sources,
    progress: &dyn Fn(Progress),
    noticed: &mut Noticed,
) -> Result<PathBuf, Vec<Diagnostic>> {
    let (root, name) = ProjectRoot::of_manifest(&job.manifest).map_err(|p| vec![p])?;
    let file = lock_name(&name).map_err(|p| vec![p])?;
    // Held from here on, so that what is written last is of the state that was read last.
    let place = root.write_beside(&file).map_err(|p| vec![p])?;
    let book = Job {
        manifest: job.manifest.clone(),
        only: Vec::new(),
        show: None,
        delivery: None,
        stamp: Stamp::from_epoch(None).map_err(|p| vec![p])?,
        locked: false,
        // A lock is written seldom, and what it says should rest on nothing but the files.
        cache: Arc::new(Cache::none()),
    };
    let ready = prepare(&book, sources, progress, noticed)?;
    noticed.stop_at_errors()?;
    let new = ready.lock(sources);
    match &job.update {
        Some(document) => {
            let old = ready.read_lock(&file, &job.manifest, sources)?;
            only_this(document, &old, &new, &ready, &job.manifest, sources)?;
        }
        None => replaceable(&ready, &file)?,
    }
    noticed.0.extend(ready.project.root.changed());
    noticed.stop_at_errors()?;
    place.replace(lock::text::write(&new).as_bytes()).map_err(|p| vec![p])?;
    Ok(root.below(&file))
}

/// The lock of `book.yaml` is `book.lock`.
fn lock_name(manifest: &ManifestName) -> Result<ProjectPath, Diagnostic> {
    let stem = manifest.file.rsplit_once('.').map_or(manifest.file.as_str(), |(stem, _)| stem);
    let name = format!("{stem}.lock");
    if name == manifest.file {
        let message = format!("the manifest `{name}` has the name that its lock should have");
        return Err(
            Diagnostic::new(Code::ManifestMissing, message).hint(format!("call it `{stem}.yaml`"))
        );
    }
    ProjectPath::parse(&name)
}

/// Makes sure that the file in the lock's place may be replaced: a lock, damaged or not, but neither
/// that of a newer program nor anything else.
fn replaceable(ready: &Ready, file: &ProjectPath) -> Result<(), Vec<Diagnostic>> {
    if !ready.project.root.has_file(file) {
        return Ok(());
    }
    let bytes = ready.project.root.read_aside(file, limits::SOURCE_BYTES).map_err(|p| vec![p])?;
    let text = String::from_utf8_lossy(&bytes);
    if !lock::text::is_lock(&text) {
        let message = format!("`{file}` is in the way: nashr did not make it");
        return Err(vec![Diagnostic::new(Code::OutputIsInput, message).hint("move the file away")]);
    }
    let mut sources = Sources::default();
    let id = sources.add(Source::new(file.as_str(), text.as_ref()));
    let read = sources.get(id).map(|source| lock::text::read(source, id));
    let newer = read.and_then(Result::err).into_iter().flatten().find(|problem| {
        // A lock of a newer program may say more than this one could write.
        problem.code == Code::LockVersion
    });
    newer.map_or(Ok(()), |problem| Err(vec![Diagnostic { span: None, ..problem }]))
}

/// What changed from the lock `old` to the lock `new`, both named on a command line, and the
/// language of the newer book. The locks are added to `sources` under the names they were given.
///
/// # Errors
/// `LCK-MISSING` for a file that cannot be read; all that is wrong with both locks.
pub fn differences(
    old: &Path,
    new: &Path,
    sources: &mut Sources,
) -> Result<(Vec<Change>, String), Vec<Diagnostic>> {
    match (named_lock(old, sources), named_lock(new, sources)) {
        (Ok(old), Ok(new)) => Ok((lock::compare(&old, &new), new.lang)),
        (old, new) => Err([old.err(), new.err()].into_iter().flatten().flatten().collect()),
    }
}

/// The lock at `path`, which may be anywhere.
fn named_lock(path: &Path, sources: &mut Sources) -> Result<Lock, Vec<Diagnostic>> {
    let shown = path.display().to_string();
    let missing = |problem: Diagnostic| {
        let message = format!("the lock `{shown}` cannot be read: {}", problem.message);
        vec![Diagnostic::new(Code::LockMissing, message).hint("name the locks of two editions")]
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let read = ProjectRoot::open(folder).and_then(|root| {
        let file = ProjectPath::parse(&name.unwrap_or_default())?;
        root.read_aside(&file, limits::SOURCE_BYTES)
    });
    let bytes = read.map_err(missing)?;
    let text = collect::decode(bytes, &shown)
        .map_err(|problem| vec![Diagnostic { code: Code::LockDamaged, ..problem }])?;
    let source = Source::new(shown, text);
    let id = sources.add(source.clone());
    lock::text::read(&source, id).map(|read| read.lock)
}

/// Refuses a lock that is not that of the book as it is.
pub(super) fn check(
    ready: &Ready,
    manifest: &Path,
    sources: &mut Sources,
) -> Result<(), Vec<Diagnostic>> {
    let file = lock_name(&ready.project.name).map_err(|p| vec![p])?;
    let old = ready.read_lock(&file, manifest, sources)?;
    let changes = lock::compare(&old.lock, &ready.lock(sources));
    if changes.is_empty() { Ok(()) } else { Err(ready.stale(&changes, &old, manifest, sources)) }
}

/// Refuses if anything but `document` differs from the old lock.
fn only_this(
    document: &str,
    old: &LockText,
    new: &Lock,
    ready: &Ready,
    manifest: &Path,
    sources: &Sources,
) -> Result<(), Vec<Diagnostic>> {
    let names = || old.lock.documents.iter().chain(&new.documents).map(|one| one.path.as_str());
    if !names().any(|name| name == document) {
        let hint = match suggest(document, names()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "name it as the lock does, relative to the manifest's folder".to_owned(),
        };
        let message = format!("neither the book nor its lock has a document `{document}`");
        return Err(vec![
            Diagnostic::new(Code::LockNoDocument, message)
                .at(Span::start_of(ready.project.manifest))
                .hint(hint),
        ]);
    }
    let mut others = lock::compare(&old.lock, new);
    others.retain(|change| {
        let renamed = matches!(&change.what, What::Renamed { before } if before == document);
        !(change.kind == Kind::Document && (change.name == document || renamed))
    });
    if others.is_empty() { Ok(()) } else { Err(ready.stale(&others, old, manifest, sources)) }
}

impl Ready {
    /// The lock of the book as it is.
    pub(super) fn lock(&self, sources: &Sources) -> Lock {
        let inputs = self.project.root.inputs();
        let digest = |name: &str| inputs.get(name).map(Digest::to_string).unwrap_or_default();
        let edition = &self.edition;
        let manifest = &self.project.name.file;
        let faces = edition.fonts.faces();
        Lock {
            tool: lock::TOOL.to_owned(),
            title: edition.book.metadata.title.value.clone(),
            lang: edition.book.lang().tag().to_owned(),
            manifest: Content {
                name: manifest.clone(),
                sha256: self.manifest_digest(digest(manifest), sources),
            },
            design: self.locked_design(sources),
            outputs: self.plan.outputs.iter().map(|one| one.kind.name().to_owned()).collect(),
            documents: locked_documents(&edition.book, &self.told),
            images: locked_images(&edition.book),
            fonts: faces.into_iter().map(|id| locked_font(edition.library.face(id))).collect(),
        }
    }

    /// The digest of the manifest, and of the files that it builds on if there are any.
    fn manifest_digest(&self, own: String, sources: &Sources) -> String {
        if self.defaults.is_empty() {
            return own;
        }
        let mut text = own;
        for source in self.defaults.iter().filter_map(|id| sources.get(*id)) {
            text.extend(["\0", &source.path, "\0", &source.text]);
        }
        Digest::of(text.as_bytes()).to_string()
    }

    /// The digest of all files of the design: its own and those of the designs that it extends.
    fn locked_design(&self, sources: &Sources) -> Content {
        let mut text = String::new();
        for source in self.design_files.iter().filter_map(|id| sources.get(*id)) {
            text.extend([&source.path, "\0", &source.text, "\0"]);
        }
        text.push_str(&self.edition.design.epub_css);
        let name = self.plan.design.value.clone();
        Content { name, sha256: Digest::of(text.as_bytes()).to_string() }
    }

    /// Reads the lock of the book; `manifest` is as it was named on the command line.
    fn read_lock(
        &self,
        file: &ProjectPath,
        manifest: &Path,
        sources: &mut Sources,
    ) -> Result<LockText, Vec<Diagnostic>> {
        let start = Span::start_of(self.project.manifest);
        if !self.project.root.has_file(file) {
            let message = format!("the book has no lock `{file}`");
            return Err(vec![
                Diagnostic::new(Code::LockMissing, message)
                    .at(start)
                    .hint(format!("write it with `{}`", command(manifest))),
            ]);
        }
        let read = self.project.root.read_aside(file, limits::SOURCE_BYTES);
        let bytes = read.map_err(|p| vec![p.or_at(start)])?;
        let text = collect::decode(bytes, file.as_str()).map_err(|problem| {
            let damaged = Diagnostic { code: Code::LockDamaged, ..problem };
            vec![damaged.at(start).hint(format!("write it anew with `{}`", command(manifest)))]
        })?;
        let source = Source::new(file.as_str(), text);
        let id = sources.add(source.clone());
        lock::text::read(&source, id)
    }

    /// Differences between the lock and the book, as problems.
    fn stale(
        &self,
        changes: &[Change],
        old: &LockText,
        manifest: &Path,
        sources: &Sources,
    ) -> Vec<Diagnostic> {
        let shown = Shown {
            lock: &old.places,
            manifest: &self.places(sources),
            start: Span::start_of(self.project.manifest),
            command: &command(manifest),
        };
        stale::problems(changes, shown)
    }

    /// Where the manifest names what the book holds.
    fn places(&self, sources: &Sources) -> Places {
        let mut places = Places::new();
        for (file, span) in self.collection.named() {
            let id = self.collection.files.get(file).map(|file| file.id);
            if let Some(source) = id.and_then(|id| sources.get(id)) {
                places.insert((Kind::Document, source.path.clone()), span);
            }
        }
        for output in &self.plan.outputs {
            places.insert((Kind::Output, output.kind.name().to_owned()), output.span);
        }
        for (path, image) in &self.edition.book.images {
            places.insert((Kind::Image, path.clone()), image.span);
        }
        places.insert((Kind::Design, String::new()), self.plan.design.span);
        places
    }
}

/// The lines of all chapters that a document stands behind, in reading order.
fn locked_documents(book: &Book, told: &Told) -> Vec<LockedDocument> {
    let line = |chapter: &Chapter| {
        let BuiltDocument { path, sha256, side_car, .. } = told.get(&chapter.source)?.clone();
        Some(LockedDocument { path, title: chapter_title(chapter), sha256, side_car })
    };
    book.chapters().filter_map(line).collect()
}

fn locked_images(book: &Book) -> BTreeMap<String, String> {
    book.images.iter().map(|(path, image)| (path.clone(), image.digest.to_string())).collect()
}

/// The digest of a face under its path, or its name when the program brings it along.
fn locked_font(face: &FontFace) -> (String, String) {
    let name = if face.is_embedded() {
        format!("nashr:{} {}", face.family, face.weight_class)
    } else {
        face.origin.clone()
    };
    (name, Digest::of(&face.bytes).to_string())
}

/// What renews the lock, to be typed.
fn command(manifest: &Path) -> String {
    format!("nashr lock {}", manifest.display())
}
