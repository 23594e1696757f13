//! Words, emphasis, links, images in lines, footnote marks.

use super::text::{Text, classes};
use super::xml::Tag;
use super::{foreign, names};
use crate::document::{Attributes, Inline, InlineKind, Link, LinkTarget, NoteId};

impl Text<'_> {
    /// Writes inlines one after another.
    pub fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(words) => self.words(words),
            InlineKind::Emphasis(content) => self.wrapped("em", content),
            InlineKind::Strong(content) => self.wrapped("strong", content),
            InlineKind::Strike(content) => self.wrapped("s", content),
            InlineKind::Superscript(content) => self.wrapped("sup", content),
            InlineKind::Subscript(content) => self.wrapped("sub", content),
            InlineKind::Code(text) => {
                self.markup.leaf(Tag::new("code").with("dir", "ltr"), text);
            }
            InlineKind::Link(link) => self.link(link),
            InlineKind::Image { path, alt } => self.image(&path.value, alt, "inline-image"),
            InlineKind::NoteRef(id) => self.note_mark(*id),
            InlineKind::LineBreak => {
                self.markup.empty(&Tag::new("br")).newline();
            }
            InlineKind::Span { attributes, content } => self.span(attributes, content),
        }
    }

    fn wrapped(&mut self, element: &'static str, content: &[Inline]) {
        self.markup.open(Tag::new(element));
        self.inlines(content);
        self.markup.close();
    }

    /// Writes words, with runs of the other direction isolated.
    pub fn words(&mut self, words: &str) {
        foreign::write(&mut self.markup, words, self.direction);
    }

    fn span(&mut self, attributes: &Attributes, content: &[Inline]) {
        let class = classes("", attributes);
        let tag = Tag::new("span").with_some("class", class.as_deref());
        self.within(tag, attributes, |text| text.inlines(content));
    }

    fn link(&mut self, link: &Link) {
        let address = match &link.target {
            LinkTarget::External(url) => Some(super::url::percent_encoded(url)),
            LinkTarget::Internal(anchor) => names::address(self.shared.book, anchor, self.file),
            // Assembly leaves none of these; words without a target are still the author's words.
            LinkTarget::Written(_) => None,
        };
        match address {
            Some(address) => {
                self.markup.open(Tag::new("a").with("href", &address));
                self.inlines(&link.content);
                self.markup.close();
            }
            None => self.inlines(&link.content),
        }
    }

    /// Writes an image; assembly has made sure that the book has it.
    pub fn image(&mut self, path: &str, alt: &str, class: &str) {
        let Some(image) = self.shared.book.images.get(path) else { return };
        let tag = Tag::new("img")
            .with("src", &names::image_file(image))
            .with("alt", alt)
            .class(class)
            .with("width", &image.width.to_string())
            .with("height", &image.height.to_string());
        self.markup.empty(&tag);
    }

    /// Writes the mark of a footnote, linked to it (EPUB 3.3 Structural Semantics, `noteref`).
    fn note_mark(&mut self, id: NoteId) {
        let index = id.0 as usize;
        let Some(note) = self.notes.get(index) else { return };
        self.marks[index] += 1;
        let label = format!("{} {}", self.shared.words.note, note.mark);
        // `dir` isolates the mark: after a number its digits would join that number.
        let tag = Tag::new("sup").class("note-mark").with("dir", self.direction.html());
        self.markup.open(tag).leaf(
            Tag::new("a")
                .id(Some(&mark_id(index, self.marks[index])))
                .with("href", &format!("#{}", note_id(index)))
                .means("noteref", "doc-noteref")
                .with("aria-label", &label),
            &note.mark,
        );
        self.markup.close();
    }
}

/// Id of note `index` (from 0) of a file. Anchors of a book contain no dot, so these never collide.
pub fn note_id(index: usize) -> String {
    format!("note.{}", index + 1)
}

/// Id of the mark of note `index` that is its `count`-th (from 1).
pub fn mark_id(index: usize, count: u32) -> String {
    match count {
        1 => format!("mark.{}", index + 1),
        _ => format!("mark.{}.{count}", index + 1),
    }
}
