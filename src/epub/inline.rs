//! Words, emphasis, links, images in lines, footnote marks.

use unicode_bidi::{BidiClass, bidi_class};

use super::text::{Text, classes};
use super::xml::Tag;
use super::{foreign, names};
use crate::base::Direction;
use crate::document::inline::plain_text;
use crate::document::{Attributes, Inline, InlineKind, Link, LinkTarget, NoteId, PageRef};

impl Text<'_> {
    /// Writes inlines one after another.
    pub fn inlines(&mut self, mut inlines: &[Inline]) {
        while let Some((first, after)) = inlines.split_first() {
            inlines = if let InlineKind::Text(words) = &first.kind {
                self.words_and_scripts(words, after)
            } else {
                self.inline(first);
                after
            };
        }
    }

    /// Writes `words` and what follows them as far as it is one formula with their end (`H~2~O`,
    /// `m^2^`): isolated one by one, its parts would change places. Gives back what is left.
    fn words_and_scripts<'i>(
        &mut self,
        mut words: &'i str,
        mut after: &'i [Inline],
    ) -> &'i [Inline] {
        while let Some(start) = self.formula(words, after) {
            self.words(&words[..start]);
            self.markup.open(Tag::new("span").with("dir", "ltr"));
            let outer = std::mem::replace(&mut self.direction, Direction::LeftToRight);
            self.markup.text(&words[start..]);
            words = "";
            while let Some((next, rest)) = after.split_first().filter(|_| words.is_empty()) {
                match &next.kind {
                    InlineKind::Text(text) => {
                        let run = foreign::runs(text, outer).first().cloned();
                        let end = run.filter(|run| run.start == 0).map_or(0, |run| run.end);
                        self.markup.text(&text[..end]);
                        words = &text[end..];
                    }
                    _ if is_latin_script(next) => self.inline(next),
                    _ => break,
                }
                after = rest;
            }
            self.direction = outer;
            self.markup.close();
        }
        self.words(words);
        after
    }

    /// Where in `words` a formula begins that goes on in a raised or lowered part behind them.
    fn formula(&self, words: &str, after: &[Inline]) -> Option<usize> {
        let goes_on = self.direction.is_rtl() && after.first().is_some_and(is_latin_script);
        let run = foreign::runs(words, self.direction).pop().filter(|_| goes_on)?;
        (run.end == words.len()).then_some(run.start)
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
            InlineKind::Image { path, alt } => self.image(&path.value, alt, "inline-image", None),
            InlineKind::NoteRef(id) => self.note_mark(*id),
            InlineKind::PageRef(page) => self.page_number(page),
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

    /// The number of the page in the printed book, where it is known; else the name of the place.
    fn page_number(&mut self, page: &PageRef) {
        match self.shared.printed.and_then(|printed| printed.get(&page.anchor)) {
            Some(number) => self.words(&format!("{}{number}", page.before)),
            None => self.words(&page.name),
        }
    }

    /// Writes an image; assembly has made sure that the book has it.
    pub fn image(&mut self, path: &str, alt: &str, class: &str, style: Option<&str>) {
        let Some(image) = self.shared.book.images.get(path) else { return };
        let tag = Tag::new("img")
            .with("src", &names::image_file(image))
            .with("alt", alt)
            .class(class)
            .with_some("style", style)
            .with("width", &image.width.to_string())
            .with("height", &image.height.to_string());
        self.markup.empty(&tag);
    }

    /// Writes the mark of a footnote, linked to it (EPUB 3.3 Structural Semantics, `noteref`).
    fn note_mark(&mut self, id: NoteId) {
        let index = id.0 as usize;
        let Some(note) = self.notes.get(index) else { return };
        self.marks[index] += 1;
        let label = format!("{} {}", self.shared.words.reader.note, note.mark);
        // `dir` isolates the mark: after a number its digits would join that number.
        let tag = Tag::new("sup").class("note-mark").with("dir", self.direction.html());
        let (mark, target) = (self.mark_id(index, self.marks[index]), self.note_address(index));
        self.markup.open(tag).leaf(
            Tag::new("a")
                .id(Some(&mark))
                .with("href", &target)
                .means("noteref", "doc-noteref")
                .with("aria-label", &label),
            &note.mark,
        );
        self.markup.close();
    }
}

/// Whether `inline` is raised or lowered, and nothing in it runs from right to left.
fn is_latin_script(inline: &Inline) -> bool {
    let (InlineKind::Superscript(content) | InlineKind::Subscript(content)) = &inline.kind else {
        return false;
    };
    plain_text(content)
        .chars()
        .all(|c| !matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN))
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
