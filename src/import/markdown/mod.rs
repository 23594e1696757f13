//! Markdown: CommonMark with tables, footnotes, struck, raised and lowered text as GFM and Pandoc
//! write them, and the fenced divs and bracketed spans of Pandoc. `docs/markdown.md` shows all.
//!
//! comrak reads the Markdown. Its positions are bytes and exact on Persian text with ZWNJ (the
//! property tests compare every text run with its source), with one exception that
//! `places` corrects: `\|` in table cells. The step `prepare` rewrites beforehand what comrak
//! would read otherwise than Pandoc does, and knows the way back to the source.

mod attributes;
mod blocks;
mod context;
mod dialogue;
mod div;
mod front;
mod headings;
mod inlines;
mod line;
mod notes;
mod places;
mod prepare;
mod table;
mod text_run;
mod verse;

use comrak::{Arena, Options, parse_document};

use self::context::Context;
use super::clean::clean;
use super::report::Report;
use crate::base::{Code, Diagnostic, Source, SourceId, Span, Warned, limits};
use crate::document::Document;

/// Imports `source`, which is file `id` of its run.
pub fn import(source: &Source, id: SourceId) -> Warned<Document> {
    let mut report = Report::default();
    let cleaned = clean(&source.text, id, &mut report);
    let front = front::read(source, id, &cleaned, &mut report);
    let prepared = prepare::prepare(&cleaned, front.body, id, &mut report);

    let arena = Arena::new();
    let root = parse_document(&arena, &prepared.text.text, &options());
    let mut context = Context::new(id, &cleaned, &prepared, root, report);
    let mut blocks = context.blocks(root, 0);
    let notes = context.notes();

    let mut meta = front.meta;
    headings::settle(&mut meta, &mut blocks);
    let document = Document { source: id, meta, blocks, notes };
    Warned { value: document, diagnostics: context.report.finish() }
}

/// What comrak understands beside CommonMark.
fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.superscript = true;
    options.extension.subscript = true;
    options.extension.block_directive = true;
    // Notes without a mark, and second notes of one name, are to be found and reported.
    options.parse.leave_footnote_definitions = true;
    // `\[` must not open a bracketed span.
    options.parse.escaped_char_spans = true;
    options
}

/// The one error for nesting beyond [`limits::NESTING`].
fn too_deep(span: Span) -> Diagnostic {
    let message = format!("nested deeper than {} levels; the rest is left out", limits::NESTING);
    Diagnostic::new(Code::NestingTooDeep, message)
        .at(span)
        .hint("look for a long run of `>`, `-` or `:::` at the beginning of the lines")
}
