//! What the book offers to readers who cannot see it, found out from its content (EPUB
//! Accessibility 1.1 §2.2 "Package metadata"; epub.md, points 43 to 45). Nothing is claimed that was
//! not looked at.

use crate::assembly::book::{Book, Chapter, Piece};
use crate::collect::ImageFormat;
use crate::document::visit::{children, each_block, each_inlines};
use crate::document::{BlockKind, Inline, InlineKind};
use crate::wording::Words;

/// What was found in the content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// Pictures that say something.
    pub pictures: usize,
    /// Pictures among them that no words describe.
    pub undescribed: usize,
    /// Footnotes.
    pub notes: usize,
    /// Pictures of a format that can move; whether one flashes is not known.
    pub moving: usize,
    /// Whether there is an index.
    pub index: bool,
}

impl Access {
    /// Looks at every picture and note of `book`. The cover does not count: what it shows is also in
    /// the metadata.
    pub fn of(book: &Book) -> Access {
        let mut access = Access::default();
        book.chapters().for_each(|chapter| access.chapter(chapter));
        access.index = book.front.iter().chain(&book.back).any(|it| matches!(it, Piece::Index(_)));
        let is_gif = |path: &String| book.images[path].format == ImageFormat::Gif;
        access.moving = book.images.keys().filter(|path| is_gif(path)).count();
        access
    }

    fn chapter(&mut self, chapter: &Chapter) {
        self.notes += chapter.notes.len();
        self.inlines(&chapter.title);
        self.inlines(&chapter.subtitle);
        let notes = chapter.notes.iter().map(|note| &note.blocks);
        for blocks in std::iter::once(&chapter.blocks).chain(notes) {
            each_block(blocks, &mut |block| {
                if let BlockKind::Figure(figure) = &block.kind {
                    self.picture(&figure.alt, block.attributes.has_class("decorative"));
                }
            });
            each_inlines(blocks, &mut |inlines| self.inlines(inlines));
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Image { alt, .. } => self.picture(alt, false),
                InlineKind::Span { attributes, .. } if attributes.has_class("decorative") => {}
                _ => self.inlines(children(inline)),
            }
        }
    }

    fn picture(&mut self, alt: &str, is_decorative: bool) {
        if !is_decorative {
            self.pictures += 1;
            self.undescribed += usize::from(alt.trim().is_empty());
        }
    }

    /// The values of `schema:` properties, in the order in which they are written.
    pub fn properties(self) -> Vec<(&'static str, &'static str)> {
        let mut properties = vec![("accessMode", "textual")];
        if self.pictures > 0 {
            properties.push(("accessMode", "visual"));
            properties.push(("accessModeSufficient", "textual,visual"));
        }
        if self.undescribed == 0 {
            properties.push(("accessModeSufficient", "textual"));
        }
        let features = ["tableOfContents", "readingOrder", "structuralNavigation"];
        properties.extend(features.map(|feature| ("accessibilityFeature", feature)));
        properties.push(("accessibilityFeature", "displayTransformability"));
        if self.index {
            properties.push(("accessibilityFeature", "index"));
        }
        if self.pictures > 0 && self.undescribed == 0 {
            properties.push(("accessibilityFeature", "alternativeText"));
        }
        let hazard = if self.moving == 0 { "none" } else { "unknown" };
        properties.push(("accessibilityHazard", hazard));
        properties
    }

    /// The same in sentences for people.
    pub fn summary(self, words: &Words) -> String {
        let words = &words.reader;
        let pictures = match (self.pictures, self.undescribed) {
            (0, _) => None,
            (_, 0) => Some(words.described),
            _ => Some(words.undescribed),
        };
        let notes = (self.notes > 0).then_some(words.linked_notes);
        [Some(words.access), pictures, notes].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}
