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
mod definitions;
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
use crate::document::{Document, DocumentMeta};

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

/// The front matter of `source`, which need not hold more of the file than [`head`] of it.
pub fn meta(source: &Source, id: SourceId) -> Warned<DocumentMeta> {
    let mut report = Report::default();
    // What is unprintable is told when the document itself is imported.
    let cleaned = clean(&source.text, id, &mut Report::default());
    let front = front::read(source, id, &cleaned, &mut report);
    let mut meta = front.meta;
    if meta.title.is_empty() {
        meta.title = headings::first_line(&cleaned, front.body, id);
    }
    Warned { value: meta, diagnostics: report.finish() }
}

/// Length in bytes of the front matter and the first line below it; of the first two lines when
/// there is no front matter that ends.
pub fn head(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let mut length = first.len();
    if first.trim_start_matches('\u{FEFF}').trim_end() != "---" {
        // The first line with words may be the title.
        let blank = |line: &&str| line.trim().is_empty();
        return if blank(&first) { length + first_words(lines) } else { length };
    }
    for line in lines.by_ref() {
        length += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return length + first_words(lines);
        }
    }
    first.len() + text[first.len()..].split_inclusive('\n').next().map_or(0, str::len)
}

/// Length in bytes of the blank lines and the first line with words.
fn first_words<'t>(lines: impl Iterator<Item = &'t str>) -> usize {
    let mut length = 0;
    for line in lines {
        length += line.len();
        if !line.trim().is_empty() {
            break;
        }
    }
    length
}

/// Reads a file that is front matter and nothing else.
pub fn side_car(source: &Source, id: SourceId) -> Warned<DocumentMeta> {
    let mut report = Report::default();
    let meta = front::read_whole(source, id, &mut report);
    Warned { value: meta, diagnostics: report.finish() }
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
    options.extension.tasklist = true;
    options.extension.description_lists = true;
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
