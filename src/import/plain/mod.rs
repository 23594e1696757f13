//! Plain text: paragraphs, and what authors show by the look of their lines (titles, credits,
//! dates, couplets, speakers, questions), as far as it is certain.
//!
//! Nothing is left out: a line that went to the metadata stays in the text too, unless the head of
//! the chapter prints it at the very same place. What is not certain is a paragraph. Every rule
//! stands in a file of its own with what it takes as certain.

mod build;
mod couplets;
mod cut_paragraphs;
mod head;
mod heading;
mod litter;
mod paragraphs;
mod poem;
mod speakers;
mod tail;
mod wrapping;

use self::build::Builder;
use self::paragraphs::{Paragraph, Role};
use super::clean::clean;
use super::prefer;
use super::report::Report;
use crate::base::{Source, SourceId, Warned};
use crate::document::inline::plain_text;
use crate::document::{Document, DocumentMeta};

/// Imports `source`, which is file `id` of its run.
pub fn import(source: &Source, id: SourceId) -> Warned<Document> {
    import_beside(source, id, &DocumentMeta::default())
}

/// Imports `source`, for which `side_car` speaks.
pub fn import_beside(source: &Source, id: SourceId, side_car: &DocumentMeta) -> Warned<Document> {
    let mut report = Report::default();
    let cleaned = clean(&source.text, id, &mut report);
    let Looks { mut paragraphs, head } = look(&cleaned.text);
    let mut builder = Builder::new(id, &cleaned, report);
    cut_paragraphs::report(&paragraphs, &mut builder);
    let shown = builder.meta(&head, &paragraphs);
    let meta = prefer(side_car, shown.clone());
    if !prints_the_same(&meta, &shown) {
        keep_head(&mut paragraphs);
    }
    let blocks = builder.blocks(&paragraphs);
    let document = Document { source: id, meta, blocks, notes: Vec::new() };
    Warned { value: document, diagnostics: builder.report.finish() }
}

/// What `source` shows about itself.
pub fn meta(source: &Source, id: SourceId) -> Warned<DocumentMeta> {
    // What is unprintable is told when the document itself is imported.
    let cleaned = clean(&source.text, id, &mut Report::default());
    let Looks { paragraphs, head } = look(&cleaned.text);
    Warned::clean(Builder::new(id, &cleaned, Report::default()).meta(&head, &paragraphs))
}

/// What the look of the lines shows.
struct Looks<'t> {
    paragraphs: Vec<Paragraph<'t>>,
    head: head::Head,
}

fn look(text: &str) -> Looks<'_> {
    let mut paragraphs = paragraphs::read(text);
    couplets::find(&mut paragraphs);
    let head = head::read(&mut paragraphs);
    litter::find(&mut paragraphs);
    tail::find(&mut paragraphs);
    speakers::find(&mut paragraphs);
    poem::find(&mut paragraphs);
    heading::find(&mut paragraphs);
    if head.is_interview && !paragraphs.iter().any(|it| matches!(it.role, Role::Turn { .. })) {
        speakers::find_questions(&mut paragraphs);
    }
    Looks { paragraphs, head }
}

/// Whether the head of the chapter prints with `meta` what it would print with `shown`.
fn prints_the_same(meta: &DocumentMeta, shown: &DocumentMeta) -> bool {
    let people = |meta: &DocumentMeta| -> Vec<(String, String)> {
        let people = meta.people.iter();
        people.map(|person| (person.name.value.clone(), person.role.clone())).collect()
    };
    let date = |meta: &DocumentMeta| meta.date.as_ref().map(|date| date.value.clone());
    plain_text(&meta.title) == plain_text(&shown.title)
        && people(meta) == people(shown)
        && date(meta) == date(shown)
}

/// The head of the chapter prints something else: the lines stay in the text, so that no word of
/// the author is lost.
fn keep_head(paragraphs: &mut [Paragraph<'_>]) {
    for paragraph in paragraphs.iter_mut().filter(|it| it.role == Role::InHead) {
        paragraph.role = Role::Credit;
    }
}
