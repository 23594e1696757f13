//! Plain text.

use super::clean::clean;
use super::report::Report;
use crate::base::{Source, SourceId, Warned};
use crate::document::{Document, DocumentMeta};

/// Imports `source`, which is file `id` of its run.
pub fn import(source: &Source, id: SourceId) -> Warned<Document> {
    let mut report = Report::default();
    let _cleaned = clean(&source.text, id, &mut report);
    let document =
        Document { source: id, meta: DocumentMeta::default(), blocks: Vec::new(), notes: Vec::new() };
    Warned { value: document, diagnostics: report.finish() }
}
