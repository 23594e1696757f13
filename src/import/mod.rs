//! From files to documents.
//!
//! Both importers are pure functions of a source: no file is read, nothing is printed, nothing
//! panics on odd content. What is wrong with a document is said in its diagnostics; the value can
//! be used all the same, so that later stages find their problems in the same run.
//!
//! ```text
//! source ─► clean ─┬─► markdown: front matter, prepare, comrak, blocks and inlines, notes, headings
//!                  └─► plain: lines, head of the document, verse, dialogue, paragraphs
//! ```

mod address;
mod clean;
mod cut;
mod edited;
pub mod kept;
mod markdown;
mod plain;
mod report;
mod speaker;

use crate::base::{Source, SourceId, Sources, Warned};
use crate::collect::{Format, SourceFile};
use crate::document::{Document, DocumentKind, DocumentMeta, Person};
use crate::manifest::query::Kind;

/// Imports `source`, which is file `id` of its run.
pub fn import(source: &Source, id: SourceId, format: Format) -> Warned<Document> {
    match format {
        Format::Markdown => markdown::import(source, id),
        Format::Plain => plain::import(source, id),
    }
}

/// Imports `file` with what the file beside it and the manifest say about it; `None` when it is not
/// in `sources`.
pub fn import_file(file: &SourceFile, sources: &Sources) -> Option<Warned<Document>> {
    let source = sources.get(file.id)?;
    let side_car = file.side_car.and_then(|id| Some(side_car(sources.get(id)?, id)));
    let mut document = match &side_car {
        Some(side_car) if file.format == Format::Plain => {
            plain::import_beside(source, file.id, &side_car.value)
        }
        _ => import(source, file.id, file.format),
    };
    document.diagnostics.extend(side_car.into_iter().flat_map(|side_car| side_car.diagnostics));
    if let Some(kind) = file.kind {
        document.value.meta.kind = Some(document_kind(kind));
    }
    Some(document)
}

/// What a document says about itself, without the rest of it: for collections of thousands. Of
/// Markdown only the `head` of the file is read, which is what [`head`] gives.
pub fn meta(source: &Source, id: SourceId, format: Format) -> Warned<DocumentMeta> {
    match format {
        Format::Markdown => markdown::meta(source, id),
        Format::Plain => plain::meta(source, id),
    }
}

/// The part of `text` that [`meta`] needs, in bytes from the beginning.
pub fn head(text: &str, format: Format) -> usize {
    match format {
        Format::Markdown => markdown::head(text),
        Format::Plain => text.len(),
    }
}

/// Reads the file beside a plain text: YAML with the keys of front matter.
pub fn side_car(source: &Source, id: SourceId) -> Warned<DocumentMeta> {
    markdown::side_car(source, id)
}

/// What `text` shows about itself, where `side_car` says nothing else. A role that the side-car
/// names anybody for is its own.
pub fn prefer(side_car: &DocumentMeta, text: DocumentMeta) -> DocumentMeta {
    let told = side_car.clone();
    let either = |told: Vec<_>, shown: Vec<_>| if told.is_empty() { shown } else { told };
    let in_side_car = |person: &Person| told.people.iter().any(|other| other.role == person.role);
    let shown = text.people.into_iter().filter(|person| !in_side_car(person));
    let people = shown.collect::<Vec<_>>();
    DocumentMeta {
        title: either(told.title, text.title),
        subtitle: either(told.subtitle, text.subtitle),
        people: told.people.into_iter().chain(people).collect(),
        date: told.date.or(text.date),
        tags: if told.tags.is_empty() { text.tags } else { told.tags },
        lang: told.lang.or(text.lang),
        source: told.source.or(text.source),
        rights: told.rights.or(text.rights),
        summary: told.summary.or(text.summary),
        kind: told.kind.or(text.kind),
        id: told.id.or(text.id),
    }
}

/// The same kind in the words of a document.
pub const fn document_kind(kind: Kind) -> DocumentKind {
    match kind {
        Kind::Article => DocumentKind::Article,
        Kind::Interview => DocumentKind::Interview,
        Kind::Poem => DocumentKind::Poem,
        Kind::Letter => DocumentKind::Letter,
        Kind::Story => DocumentKind::Story,
        Kind::Other => DocumentKind::Other,
    }
}
