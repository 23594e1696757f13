//! The footnotes of a chapter, at its end: reading systems that know them show each one beside its
//! mark (EPUB 3.3 Structural Semantics, `footnote`; epub.md, point 36).

use super::block::leading_paragraph;
use super::inline::{mark_id, note_id};
use super::text::Text;
use super::xml::Tag;
use crate::assembly::book::Footnote;

impl Text<'_> {
    /// The section with the notes; nothing when there are none.
    pub fn endnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let tag = Tag::new("section").class("notes").means("endnotes", "doc-endnotes");
        self.markup.open(tag.with("aria-label", self.shared.words.reader.notes)).newline();
        let notes = self.notes;
        for (index, note) in notes.iter().enumerate() {
            self.note(index, note);
        }
        self.markup.close_line();
    }

    /// A note; its number leads back to its mark. A note in another script runs its own way.
    fn note(&mut self, index: usize, note: &Footnote) {
        let outer = self.direction;
        let mut tag = Tag::new("aside")
            .class("note-text")
            .id(Some(&note_id(index)))
            .means("footnote", "doc-footnote");
        self.direction = note.direction(outer);
        if self.direction != outer {
            tag = tag.with("dir", self.direction.html());
        }
        self.markup.open(tag).newline();
        if let Some((content, attributes, rest)) = leading_paragraph(&note.blocks) {
            self.element("p", "", attributes, |text| {
                text.back_link(index, note);
                text.markup.text(" ");
                text.inlines(content);
            });
            self.blocks(rest);
        } else {
            self.markup.open(Tag::new("p"));
            self.back_link(index, note);
            self.markup.close_line();
            self.blocks(&note.blocks);
        }
        self.markup.close_line();
        self.direction = outer;
    }

    fn back_link(&mut self, index: usize, note: &Footnote) {
        let label = format!("{} {}", self.shared.words.reader.back, note.mark);
        let tag = Tag::new("a")
            .class("note-number")
            .with("href", &format!("#{}", mark_id(index, 1)))
            .with("role", "doc-backlink")
            .with("aria-label", &label);
        self.markup.leaf(tag, &note.mark);
    }
}
