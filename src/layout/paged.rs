//! Finished pages: everything at its place. The PDF writer reads only this (and the fonts and
//! images that it names).
//!
//! Coordinates: from the top left corner of the trimmed page, to the right and down.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Length, Size, Span};
use crate::text::model::Line;

/// A book laid out.
#[derive(Clone, Debug, Default)]
pub struct Paged {
    /// Its pages in reading order.
    pub pages: Vec<Page>,
    /// Where every anchor came to stand.
    pub anchors: BTreeMap<String, Destination>,
    /// The outline, nested.
    pub outline: Vec<OutlineEntry>,
}

/// Where an anchor came to stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Destination {
    /// Index into `Paged::pages`.
    pub page: usize,
    /// Top of what it names.
    pub y: Length,
}

/// An entry of the outline (bookmarks).
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// Its words.
    pub title: String,
    /// Where it leads: the top of the heading.
    pub destination: Destination,
    /// Entries below it.
    pub children: Vec<OutlineEntry>,
}

/// The two sides of a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The side read first: pages 1, 3, 5. On the left of a right-bound spread.
    Recto,
    /// The other side: pages 2, 4, 6.
    Verso,
}

impl Side {
    /// The side that follows.
    #[must_use]
    pub const fn other(self) -> Side {
        match self {
            Side::Recto => Side::Verso,
            Side::Verso => Side::Recto,
        }
    }
}

/// How pages are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// Not at all: the leaf with the name of God.
    None,
    /// Front matter: «الف»، «ب»، … (typography.md §6).
    Alphabetic,
    /// The text: «۱»، «۲»، …
    Decimal,
}

/// A finished page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Trimmed size.
    pub size: Size,
    /// Which side of the leaf.
    pub side: Side,
    /// Sequence that its number belongs to.
    pub numbering: Numbering,
    /// Its number in that sequence, from 1 (counted even where no folio is shown).
    pub number: usize,
    /// Its number as printed and as shown by readers: «۱۲», «الف».
    pub label: String,
    /// What stands on it, in reading order; furniture last.
    pub items: Vec<Item>,
}

/// Something at its place on a page.
#[derive(Clone, Debug)]
pub enum Item {
    /// A line of text.
    Text {
        /// The line; its pieces are placed relative to `x`.
        line: Arc<Line>,
        /// Left edge of the measure.
        x: Length,
        /// The baseline.
        baseline: Length,
        /// What it is part of.
        part: PartOf,
    },
    /// A filled rectangle: rules, leaders' lines, grounds.
    Fill {
        /// Left edge.
        x: Length,
        /// Top edge.
        y: Length,
        /// Extent.
        size: Size,
        /// Ink, from 0 (white) to 1 (black).
        ink: f64,
    },
    /// An image.
    Image {
        /// Key in `Book::images`.
        image: String,
        /// What a reader who cannot see it is told; empty for an ornament.
        alt: String,
        /// Left edge.
        x: Length,
        /// Top edge.
        y: Length,
        /// Extent.
        size: Size,
        /// Where it was written.
        span: Span,
    },
}

/// What a line is part of, for the structure of the PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOf {
    /// The text, a footnote, a title: content.
    Content {
        /// Number of the block in the book's order: lines of one block share it over page ends.
        block: u32,
        /// Kind of the block.
        kind: ContentKind,
    },
    /// A running head, a folio, a leader: furniture that is not read aloud.
    Furniture,
}

/// Kinds of content blocks, as the structure of the PDF tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentKind {
    /// A paragraph or another block of running text.
    Paragraph,
    /// A heading; 1 is a chapter's or part's title.
    Heading(u8),
    /// A list item.
    ListItem,
    /// A block quote.
    Quote,
    /// A line of verse.
    Verse,
    /// A cell of a table.
    Cell,
    /// A caption.
    Caption,
    /// A footnote.
    Note,
    /// Code.
    Code,
    /// An entry of the contents.
    TocEntry,
}
