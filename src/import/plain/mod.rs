//! Plain text.

use super::clean::clean;
use super::report::Report;
use crate::base::{Source, SourceId, Span, Warned};
use crate::document::{Block, BlockKind, Document, DocumentMeta, Inline, InlineKind};

/// Imports `source`, which is file `id` of its run.
pub fn import(source: &Source, id: SourceId) -> Warned<Document> {
    let mut report = Report::default();
    let cleaned = clean(&source.text, id, &mut report);
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in cleaned.text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        let words = line.trim();
        at += line.len();
        if !words.is_empty() {
            let (start, end) = cleaned.origin_range(start, start + words.len());
            let span = Span::new(id, start, end);
            let words = Inline::new(InlineKind::Text(words.replace('\t', " ")), span);
            blocks.push(Block::new(BlockKind::Paragraph(vec![words]), span));
        }
    }
    let document =
        Document { source: id, meta: DocumentMeta::default(), blocks, notes: Vec::new() };
    Warned { value: document, diagnostics: report.finish() }
}
