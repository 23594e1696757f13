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
use self::paragraphs::Role;
use super::clean::clean;
use super::report::Report;
use crate::base::{Source, SourceId, Warned};
use crate::document::Document;

/// Imports `source`, which is file `id` of its run.
pub fn import(source: &Source, id: SourceId) -> Warned<Document> {
    let mut report = Report::default();
    let cleaned = clean(&source.text, id, &mut report);
    let mut paragraphs = paragraphs::read(&cleaned.text);

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

    let mut builder = Builder::new(id, &cleaned, report);
    cut_paragraphs::report(&paragraphs, &mut builder);
    let meta = builder.meta(&head, &paragraphs);
    let blocks = builder.blocks(&paragraphs);
    let document = Document { source: id, meta, blocks, notes: Vec::new() };
    Warned { value: document, diagnostics: builder.report.finish() }
}
