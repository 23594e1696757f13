//! Giving the places in a document to other files: a document that was kept between two runs comes
//! back into a run where its files have other numbers.
//!
//! Every structure is taken apart by all its fields, so that a new one with a place in it cannot be
//! forgotten here.

use super::{
    Attributes, Block, BlockKind, Cell, Definition, Dialogue, Document, DocumentMeta, Figure,
    Inline, InlineKind, Link, LinkTarget, ListItem, Note, Person, Row, SourceReference, Stanza,
    Table, Turn, Verse, VerseLine,
};
use crate::base::{Diagnostic, Label, SourceId, Span, Spanned, Warned};

/// From the old number of a file to the new one.
type Numbers<'a> = &'a dyn Fn(SourceId) -> SourceId;

impl Warned<Document> {
    /// Gives every place in the document, and in what is said about it, the file number that
    /// `numbers` has for its old one.
    pub fn renumber(&mut self, numbers: Numbers) {
        let Warned { value: Document { source, meta: about, blocks: body, notes }, diagnostics } =
            self;
        *source = numbers(*source);
        meta(about, numbers);
        blocks(body, numbers);
        for Note { name, blocks: body, span } in notes {
            text(name, numbers);
            blocks(body, numbers);
            place(span, numbers);
        }
        for Diagnostic { code: _, severity: _, message: _, span, labels, hint: _ } in diagnostics {
            if let Some(span) = span {
                place(span, numbers);
            }
            for Label { span, text: _ } in labels {
                place(span, numbers);
            }
        }
    }
}

fn place(span: &mut Span, numbers: Numbers) {
    span.source = numbers(span.source);
}

fn text(text: &mut Spanned<String>, numbers: Numbers) {
    place(&mut text.span, numbers);
}

fn texts<'a>(texts: impl IntoIterator<Item = &'a mut Spanned<String>>, numbers: Numbers) {
    texts.into_iter().for_each(|it| text(it, numbers));
}

fn meta(about: &mut DocumentMeta, numbers: Numbers) {
    let DocumentMeta {
        title,
        subtitle,
        people,
        date,
        tags,
        lang,
        source,
        rights: _,
        summary: _,
        kind: _,
        id,
    } = about;
    inlines(title, numbers);
    inlines(subtitle, numbers);
    for Person { name, role: _ } in people {
        text(name, numbers);
    }
    texts(date, numbers);
    texts(tags, numbers);
    texts(lang, numbers);
    if let Some(SourceReference { url, publisher: _, accessed: _ }) = source {
        texts(url, numbers);
    }
    texts(id, numbers);
}

fn blocks(body: &mut [Block], numbers: Numbers) {
    for Block { kind, attributes: given, span } in body {
        block(kind, numbers);
        attributes(given, numbers);
        place(span, numbers);
    }
}

fn block(kind: &mut BlockKind, numbers: Numbers) {
    match kind {
        BlockKind::Paragraph(content) | BlockKind::Heading { level: _, content } => {
            inlines(content, numbers);
        }
        BlockKind::List { kind: _, tight: _, items } => {
            for ListItem { blocks: body, task: _, span } in items {
                blocks(body, numbers);
                place(span, numbers);
            }
        }
        BlockKind::Definitions(definitions) => {
            for Definition { term, details, span } in definitions {
                inlines(term, numbers);
                for body in details {
                    blocks(body, numbers);
                }
                place(span, numbers);
            }
        }
        BlockKind::Quote(body) | BlockKind::Division { role: _, blocks: body } => {
            blocks(body, numbers);
        }
        BlockKind::Table(Table { caption, columns: _, head, body }) => {
            inlines(caption, numbers);
            rows(head, numbers);
            rows(body, numbers);
        }
        BlockKind::Figure(Figure { path, alt: _, caption }) => {
            text(path, numbers);
            inlines(caption, numbers);
        }
        BlockKind::Verse(Verse { form: _, title, poet, numbers: _, stanzas }) => {
            inlines(title, numbers);
            inlines(poet, numbers);
            for Stanza { lines, span } in stanzas {
                for it in lines {
                    line(it, numbers);
                }
                place(span, numbers);
            }
        }
        BlockKind::Dialogue(Dialogue { turns }) => {
            for Turn { kind: _, speaker, blocks: body, span } in turns {
                inlines(speaker, numbers);
                blocks(body, numbers);
                place(span, numbers);
            }
        }
        BlockKind::Code { language: _, text: _ } | BlockKind::ThematicBreak => {}
    }
}

fn rows(rows: &mut [Row], numbers: Numbers) {
    for Row { cells, span } in rows {
        for Cell { content, span } in cells {
            inlines(content, numbers);
            place(span, numbers);
        }
        place(span, numbers);
    }
}

fn line(line: &mut VerseLine, numbers: Numbers) {
    match line {
        VerseLine::Couplet { first, second, span } => {
            inlines(first, numbers);
            inlines(second, numbers);
            place(span, numbers);
        }
        VerseLine::Single { content, indent: _, span } => {
            inlines(content, numbers);
            place(span, numbers);
        }
    }
}

fn attributes(given: &mut Attributes, numbers: Numbers) {
    let Attributes { id, classes: _, lang, others: _ } = given;
    texts(id, numbers);
    texts(lang, numbers);
}

fn inlines(content: &mut [Inline], numbers: Numbers) {
    for Inline { kind, span } in content {
        inline(kind, numbers);
        place(span, numbers);
    }
}

fn inline(kind: &mut InlineKind, numbers: Numbers) {
    match kind {
        InlineKind::Emphasis(content)
        | InlineKind::Strong(content)
        | InlineKind::Strike(content)
        | InlineKind::Superscript(content)
        | InlineKind::Subscript(content) => inlines(content, numbers),
        InlineKind::Link(Link { target, content }) => {
            if let LinkTarget::Written(address) = target {
                text(address, numbers);
            }
            inlines(content, numbers);
        }
        InlineKind::Image { path, alt: _ } => text(path, numbers),
        InlineKind::Span { attributes: given, content } => {
            attributes(given, numbers);
            inlines(content, numbers);
        }
        InlineKind::Text(_)
        | InlineKind::Code(_)
        | InlineKind::NoteRef(_)
        | InlineKind::PageRef(_)
        | InlineKind::LineBreak => {}
    }
}
