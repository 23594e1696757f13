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
mod markdown;
mod plain;
mod report;
mod speaker;

use crate::base::{Source, SourceId, Warned};
use crate::collect::Format;
use crate::document::Document;

/// Imports `source`, which is file `id` of its run.
pub fn import(source: &Source, id: SourceId, format: Format) -> Warned<Document> {
    match format {
        Format::Markdown => markdown::import(source, id),
        Format::Plain => plain::import(source, id),
    }
}
