//! From documents to the book: parts, numbers, contents, anchors, images.

mod anchors;
pub mod book;
pub mod captions;
mod colophon;
mod contents;
mod drafts;
pub mod glossary;
mod images;
pub mod index;
mod labels;
mod lines;
mod links;
mod notes;
mod record;
mod references;
mod sources;
#[cfg(test)]
mod tests;
mod title;

use std::collections::BTreeMap;

pub use book::{
    Anchor, BodyItem, Book, Chapter, ColophonLine, ContentsEntry, ContentsLevel, Footnote, Part,
    Piece, RecordEntry,
};

use captions::Captions;
use index::Index;

use crate::base::{Code, Diagnostic, Sources, Span, Warned};
use crate::collect::{Collection, Image};
use crate::document::Document;
use crate::manifest::BookPlan;
use crate::wording::Words;
use drafts::Drafts;

/// Puts the documents together: every number, anchor, link target and entry of the contents is
/// fixed here; only page numbers stay open.
///
/// `documents` are the imported files of `collection`, in its order; `images` those that they name,
/// by their path relative to the manifest's folder.
///
/// # Errors
/// All problems found, when any of them stops the build: an id that stands twice, a link that leads
/// nowhere or to a forbidden address, a book without a chapter.
pub fn assemble(
    plan: &BookPlan,
    collection: &Collection,
    sources: &Sources,
    documents: Vec<Document>,
    images: BTreeMap<String, Image>,
) -> Result<Warned<Book>, Vec<Diagnostic>> {
    let lang = &plan.metadata.lang.value;
    let mut diagnostics = Vec::new();
    let mut drafts = Drafts::collect(plan, collection, sources, documents);
    if drafts.has_no_body() {
        return Err(vec![empty_book(plan)]);
    }
    diagnostics.extend(drafts.without_sources.map(sources::none));
    diagnostics.extend(drafts.without_notes.map(notes::none));
    sources::fill(&mut drafts, lang);
    labels::number(&mut drafts, lang);
    glossary::prepare(&mut drafts, lang);
    let mut registry = anchors::assign(&mut drafts, &mut diagnostics);
    let numbering = plan.metadata.numbering;
    let captions = captions::number(&mut drafts, lang, numbering, &mut registry);
    diagnostics.extend(captions.missing(collection));
    links::resolve(&mut drafts, &registry, lang, &mut diagnostics);
    glossary::link(&mut drafts, &registry, &mut diagnostics);
    notes::number(&mut drafts, lang, plan.notes.numbering(), &mut diagnostics);
    images::name(&mut drafts);
    let indexes = index::make(&drafts, lang, &mut registry, &mut diagnostics);
    if crate::base::diag::has_errors(&diagnostics) {
        return Err(diagnostics);
    }
    Ok(Warned {
        value: finish(plan, drafts, registry.into_anchors(), images, (captions, indexes)),
        diagnostics,
    })
}

/// Folds the flat list of drafts into front matter, parts, chapters and back matter.
fn finish(
    plan: &BookPlan,
    drafts: Drafts,
    anchors: BTreeMap<String, Anchor>,
    images: BTreeMap<String, Image>,
    (captions, indexes): (Captions, BTreeMap<String, Index>),
) -> Book {
    let book_lang = &plan.metadata.lang.value;
    let sources = sources::addresses(&drafts);
    let (mut front, body, mut back) = drafts.fold(plan, &captions, indexes);
    for pieces in [&mut front, &mut back] {
        pieces.retain(|piece| !captions.leaves_empty(piece));
    }
    let contents = contents::contents(&front, &body, &back, Words::of(book_lang));
    Book {
        name: plan.name.clone(),
        metadata: plan.metadata.clone(),
        print: plan.print.clone(),
        notes: plan.notes,
        binding: plan.print.binding.unwrap_or(book_lang.direction()),
        front,
        body,
        back,
        contents,
        captions,
        anchors,
        images,
        sources,
    }
}

fn empty_book(plan: &BookPlan) -> Diagnostic {
    Diagnostic::new(Code::BookEmpty, "the book contains no document")
        .at(Span::start_of(plan.manifest))
        .hint("name a document below `contents:`, for example `- {file: chapter.md}`")
}
