//! `nashr verify`: makes a book once more, and says where it comes out otherwise.

use std::io::Cursor;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Job, Noticed, Progress, Ready, each_once, locking, prepare, provenance};
use crate::base::{Code, Diagnostic, Digest, Sources, Span, Stamp};
use crate::manifest::plan::OutputKind;
use crate::storage::Cache;
use crate::storage::built::Built;
use crate::storage::record::BuildRecord;

/// A book to be verified.
#[derive(Debug)]
pub struct VerifyJob {
    /// The manifest, or a folder with a `book.yaml`.
    pub manifest: PathBuf,
    /// The folder with the outputs and their `build.json`.
    pub folder: PathBuf,
}

/// Makes the outputs of a book once more, without writing them, and compares them with what its
/// `build.json` says and with the files beside it. Gives the files that are as they should be.
pub fn verify(
    job: &VerifyJob,
    sources: &mut Sources,
    progress: &dyn Fn(Progress),
) -> (Vec<PathBuf>, Vec<Diagnostic>) {
    let mut noticed = Noticed::default();
    let same = compare(job, sources, progress, &mut noticed);
    let same = noticed.keep(same).unwrap_or_default();
    (same, each_once(noticed.0))
}

fn compare(
    job: &VerifyJob,
    sources: &mut Sources,
    progress: &dyn Fn(Progress),
    noticed: &mut Noticed,
) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    let book = Job {
        manifest: job.manifest.clone(),
        only: Vec::new(),
        show: None,
        delivery: None,
        stamp: Stamp::from_epoch(None).map_err(|p| vec![p])?,
        locked: true,
        // Everything is made anew: a damaged cache must not vouch for itself.
        cache: Arc::new(Cache::none()),
    };
    let mut ready = prepare(&book, sources, progress, noticed)?;
    noticed.stop_at_errors()?;
    locking::check(&ready, &job.manifest, sources)?;

    let start = Span::start_of(ready.project.manifest);
    let built = Built::open(&job.folder).map_err(|p| vec![p.or_at(start)])?;
    let Some(record) = built.record(&ready.edition.book.name) else {
        return Err(vec![unbuilt(job).at(start)]);
    };
    // The same moment as then, whatever the environment says today.
    let Some(stamp) = provenance::moment(&record.moment) else {
        return Err(vec![unbuilt(job).at(start)]);
    };
    ready.edition.stamp = stamp;
    let same = match before_outputs(record, &ready, sources) {
        Some(problem) => Err(vec![problem]),
        None => outputs(record, &ready, &built, progress, noticed),
    };
    // Last, because the outputs are not made once an error is known.
    noticed.0.extend(on_disk(record, &built).into_iter().map(|problem| problem.at(start)));
    let same = same?;
    noticed.stop_at_errors()?;
    Ok(same)
}

/// Files that are no longer as the record says.
fn on_disk(record: &BuildRecord, built: &Built) -> Vec<Diagnostic> {
    let differing = record.outputs.iter().filter_map(|(name, output)| {
        let path = built.path(name);
        let message = match built.digest(name) {
            Some(digest) if digest.to_string() == output.sha256 => return None,
            Some(_) => format!("`{}` was changed since it was built", path.display()),
            None => format!("`{}` is not there or cannot be read", path.display()),
        };
        Some(Diagnostic::new(Code::VerifyFile, message).hint("build the book again"))
    });
    differing.collect()
}

/// The first stage before the outputs that comes out otherwise than it was recorded.
fn before_outputs(record: &BuildRecord, ready: &Ready, sources: &Sources) -> Option<Diagnostic> {
    let now = ready.record(sources);
    let start = Span::start_of(ready.project.manifest);
    let at = |stage: &str, what: String| Some(stage_differs(stage, &what).at(start));
    if record.tool != now.tool {
        return at("program", format!("it was {}, and this is {}", record.tool, now.tool));
    }
    if record.stages.inputs != now.stages.inputs {
        return at("inputs", changed_input(record, &now));
    }
    if record.stages.documents != now.stages.documents {
        let mut pairs = record.documents.iter().zip(&now.documents);
        let path = pairs.find(|(old, new)| old.imported != new.imported).map(|(_, new)| &new.path);
        let path = path.map_or("a document", |path| path.as_str());
        return at("documents", format!("`{path}` is imported otherwise"));
    }
    if record.stages.book != now.stages.book {
        return at("book", "the documents are put together otherwise".to_owned());
    }
    None
}

/// Which input is not what it was: the first document, else something that is no document.
fn changed_input(record: &BuildRecord, now: &BuildRecord) -> String {
    let documents = |record: &BuildRecord| -> Vec<(String, String, Option<String>)> {
        let documents = record.documents.iter().cloned();
        documents.map(|one| (one.path, one.sha256, one.side_car)).collect()
    };
    let same = |(old, new): &(_, _)| old == new;
    let (old, new) = (documents(record), documents(now));
    let first = old.iter().zip(&new).take_while(same).count();
    match (old.get(first), new.get(first)) {
        (Some((old, ..)), Some((new, ..))) if old == new => format!("`{new}` was changed"),
        (Some((old, ..)), Some((new, ..))) => format!("`{new}` stands where `{old}` was"),
        (Some((old, ..)), None) => format!("`{old}` is missing"),
        (None, Some((new, ..))) => format!("`{new}` was added"),
        (None, None) => "the manifest, the design, a font or an image was changed".to_owned(),
    }
}

/// Makes every recorded output again; gives those that are the same, byte for byte.
fn outputs(
    record: &BuildRecord,
    ready: &Ready,
    built: &Built,
    progress: &dyn Fn(Progress),
    noticed: &mut Noticed,
) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    let start = Span::start_of(ready.project.manifest);
    let edition = &ready.edition;
    let (mut same, mut differing) = (Vec::new(), Vec::new());
    for kind in &ready.kinds {
        let name = kind.file_name(&edition.book.name);
        let Some(output) = record.outputs.get(&name) else { continue };
        progress(Progress::Making(*kind, &edition.book.name));
        let mut bytes = Cursor::new(Vec::new());
        edition.write(*kind, &mut bytes, noticed)?;
        if Digest::of(bytes.get_ref()).to_string() == output.sha256 {
            same.push(built.path(&name));
            continue;
        }
        let pages = edition.pages.get().map(Digest::to_string);
        let stage = match kind {
            OutputKind::Screen if pages != record.stages.pages => "pages",
            _ => "output",
        };
        differing.push(stage_differs(stage, &format!("`{name}` has other bytes")).at(start));
    }
    if differing.is_empty() { Ok(same) } else { Err(differing) }
}

fn stage_differs(stage: &str, what: &str) -> Diagnostic {
    let message =
        format!("the book is not what was built; it differs first in the {stage}: {what}");
    Diagnostic::new(Code::VerifyStage, message).hint(match stage {
        "program" => "verify with the version that built it, or build again",
        "inputs" => "verify with the files that it was built from, or build again",
        _ => "the same inputs should give the same bytes: please report it; then build again",
    })
}

fn unbuilt(job: &VerifyJob) -> Diagnostic {
    let message = format!("`{}` has no record of a build of this book", job.folder.display());
    Diagnostic::new(Code::VerifyUnbuilt, message)
        .hint(format!("build it: `nashr build {} --locked`", job.manifest.display()))
}
