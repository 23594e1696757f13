//! The notes of a chapter, at its end: reading systems that know footnotes show each one beside its
//! mark (EPUB 3.3 Structural Semantics, `footnote`; epub.md, point 36). Where the book has its notes
//! at the end of chapters or of the book, they are a text to be read in its place.

use std::collections::BTreeSet;

use super::block::leading_paragraph;
use super::inline::{mark_id, note_id};
use super::names;
use super::text::Text;
use super::xml::Tag;
use crate::assembly::book::{Book, Chapter, Footnote, Piece};
use crate::document::inline::plain_text;
use crate::document::visit::{each_inline, each_inlines};
use crate::document::{Inline, InlineKind, NoteId};
use crate::manifest::plan::{NotePlace, PieceRole};

/// The file in which the notes of all chapters stand, if they do not stand with their chapters.
pub fn file(book: &Book) -> Option<String> {
    let chapters = book.front.iter().chain(&book.back).filter_map(Piece::chapter);
    let mut notes = chapters.filter(|chapter| chapter.role == Some(PieceRole::Notes));
    notes.next().map(|chapter| names::text_file(&chapter.anchor))
}

impl Text<'_> {
    /// The section with the notes; nothing when there are none.
    pub fn endnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let tag = Tag::new("section").class("notes").means("endnotes", "doc-endnotes");
        self.markup.open(tag.with("aria-label", self.shared.words.reader.notes)).newline();
        if self.shared.book.notes.place() == NotePlace::Chapter {
            self.heading_of_notes(self.shared.words.pieces.notes);
        }
        let notes = self.notes;
        for (index, note) in notes.iter().enumerate() {
            let back = format!("#{}", mark_id(index, 1));
            self.note(index, note, &back);
        }
        self.markup.close_line();
    }

    /// The notes of all chapters, below the titles of the chapters.
    pub fn notes_of_book(&mut self) {
        let shared = self.shared;
        for chapter in shared.book.chapters().filter(|chapter| !chapter.notes.is_empty()) {
            self.notes = &chapter.notes;
            self.marks = vec![0; chapter.notes.len()];
            self.chapter = &chapter.anchor;
            self.markup.open(Tag::new("section").class("notes")).newline();
            let mut title = plain_text(&chapter.title);
            if let Some(label) = &chapter.label {
                title = format!("{label}{} {title}", shared.words.marks.colon);
            }
            self.heading_of_notes(&title);
            let in_text = marked_in_text(chapter);
            for (index, note) in chapter.notes.iter().enumerate() {
                let back = if in_text.contains(&note.id) {
                    format!("{}#{}", names::text_file(&chapter.anchor), mark_id(index, 1))
                } else {
                    format!("#{}", self.mark_id(index, 1))
                };
                self.note(index, note, &back);
            }
            self.markup.close_line();
        }
    }

    fn heading_of_notes(&mut self, title: &str) {
        self.markup.open(Tag::new("h2").class("heading-1"));
        self.words(title);
        self.markup.close_line();
    }

    /// Where a mark leads: the text of note `index`.
    pub fn note_address(&self, index: usize) -> String {
        match &self.notes_file {
            Some(file) if file != self.file => format!("{file}#{}", self.note_id(index)),
            _ => format!("#{}", self.note_id(index)),
        }
    }

    fn note_id(&self, index: usize) -> String {
        match self.notes_file {
            Some(_) => format!("{}.{}", self.chapter, note_id(index)),
            None => note_id(index),
        }
    }

    /// Id of the `count`-th mark of note `index`, unique in the file that is written.
    pub fn mark_id(&self, index: usize, count: u32) -> String {
        match &self.notes_file {
            Some(file) if file == self.file => {
                format!("{}.{}", self.chapter, mark_id(index, count))
            }
            _ => mark_id(index, count),
        }
    }

    /// A note; its number leads back to its mark, at `back`. A note runs as its own words do. What
    /// reading systems may hide until it is asked for is an `aside`.
    fn note(&mut self, index: usize, note: &Footnote, back: &str) {
        let outer = self.direction;
        let id = self.note_id(index);
        let named = |name| Tag::new(name).class("note-text").id(Some(&id));
        let mut tag = match self.shared.book.notes.place() {
            NotePlace::Foot => named("aside").means("footnote", "doc-footnote"),
            NotePlace::Chapter | NotePlace::Book => named("div").with("epub:type", "endnote"),
        };
        self.direction = note.direction(outer);
        if self.direction != outer {
            tag = tag.with("dir", self.direction.html());
        }
        self.markup.open(tag).newline();
        if let Some((content, attributes, rest)) = leading_paragraph(&note.blocks) {
            self.element("p", "", attributes, |text| {
                text.back_link(note, back);
                text.markup.text(" ");
                text.inlines(content);
            });
            self.blocks(rest);
        } else {
            self.markup.open(Tag::new("p"));
            self.back_link(note, back);
            self.markup.close_line();
            self.blocks(&note.blocks);
        }
        self.markup.close_line();
        self.direction = outer;
    }

    fn back_link(&mut self, note: &Footnote, back: &str) {
        let label = format!("{} {}", self.shared.words.reader.back, note.mark);
        let tag = Tag::new("a")
            .class("note-number")
            .with("href", back)
            .with("role", "doc-backlink")
            .with("aria-label", &label);
        self.markup.leaf(tag, &note.mark);
    }
}

/// The notes of a chapter whose marks stand in its text; those of the others stand in notes.
fn marked_in_text(chapter: &Chapter) -> BTreeSet<NoteId> {
    let mut marked = BTreeSet::new();
    let mut note = |inlines: &[Inline]| {
        each_inline(inlines, &mut |inline| {
            if let InlineKind::NoteRef(id) = inline.kind {
                marked.insert(id);
            }
        });
    };
    note(&chapter.title);
    note(&chapter.subtitle);
    each_inlines(&chapter.blocks, &mut note);
    marked
}
