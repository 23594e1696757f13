//! Documents that were imported before. What import makes depends on nothing but the bytes of the
//! file and of the one beside it, the format and the importers themselves, so an import of the same
//! bytes is kept and used again, whatever the file is called.

use super::import_file;
use crate::base::{Digest, SourceId, Sources, Warned, limits};
use crate::collect::{Format, SourceFile};
use crate::document::Document;
use crate::storage::cache::{Cache, CacheKey, Namespace};

/// The version of the importers: that of the program, and a fingerprint of the sources of all rooms
/// that take part (`build.rs`), so that no change of them can be forgotten.
pub const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "-", env!("NASHR_IMPORTERS"));

/// What is kept: the numbers that the files had in the run that imported the document, and the
/// document with everything that was noticed.
type Kept<D> = (Vec<SourceId>, D);

/// Imports `file`, or takes what `cache` kept of it; `None` when it is not in `sources`.
pub fn import_or_recall(
    file: &SourceFile,
    sources: &Sources,
    cache: &Cache,
) -> Option<Warned<Document>> {
    let source = sources.get(file.id)?;
    if source.text.len() < limits::KEPT_BYTES || !cache.is_kept() {
        return import_file(file, sources);
    }
    let key = key(file, sources);
    if let Some(document) = cache.get(Namespace::Documents, &key, |entry| read(entry, file)) {
        return Some(document);
    }
    let document = import_file(file, sources)?;
    let kept: Kept<&Warned<Document>> = (numbers(file), &document);
    if let Ok(entry) = postcard::to_allocvec(&kept) {
        cache.put(Namespace::Documents, &key, &entry);
    }
    Some(document)
}

/// Everything that decides what import makes of `file`.
fn key(file: &SourceFile, sources: &Sources) -> CacheKey {
    let format = match file.format {
        Format::Markdown => "markdown",
        Format::Plain => "plain",
    };
    let kind = format!("{:?}", file.kind);
    let side_car = file.side_car.and_then(|id| sources.get(id));
    let side_car = side_car.map(|source| Digest::of(source.text.as_bytes()));
    let side_car = side_car.as_ref().map_or(&[][..], |digest| digest.bytes());
    CacheKey::of(&[
        VERSION.as_bytes(),
        format.as_bytes(),
        kind.as_bytes(),
        file.digest.bytes(),
        side_car,
    ])
}

/// The numbers of the files that places in the document are in.
fn numbers(file: &SourceFile) -> Vec<SourceId> {
    [file.id].into_iter().chain(file.side_car).collect()
}

/// The document in `entry`, as that of `file` in this run.
fn read(entry: &[u8], file: &SourceFile) -> Option<Warned<Document>> {
    let (then, mut document): Kept<Warned<Document>> = postcard::from_bytes(entry).ok()?;
    let now = numbers(file);
    if then.len() != now.len() {
        return None;
    }
    document.renumber(&|old| {
        let at = then.iter().position(|then| *then == old).unwrap_or_default();
        now[at]
    });
    Some(document)
}
