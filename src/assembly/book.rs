//! The book: everything decided but the page numbers. Both outputs are made from this value.

use std::collections::BTreeMap;

use super::captions::Captions;
use super::index::Index;
use crate::base::{Direction, Lang, SourceId, Span, Spanned};
use crate::collect::Image;
use crate::document::{Block, DocumentKind, Inline, NoteId, Person};
use crate::manifest::plan::{Frontispiece, Metadata, NotesPlan, PieceRole, Print};
use crate::wording::CaptionKind;

/// A complete book.
#[derive(Clone, Debug)]
pub struct Book {
    /// Stem of the output files.
    pub name: String,
    /// Title, people, identifiers.
    pub metadata: Metadata,
    /// The printed form.
    pub print: Print,
    /// How notes are numbered and where they stand, decided.
    pub notes: NotesPlan,
    /// Side of the spine, decided: from the manifest, else from the language.
    pub binding: Direction,
    /// Front matter, in order; before the pages that are numbered from 1.
    pub front: Vec<Piece>,
    /// The text.
    pub body: Vec<BodyItem>,
    /// Back matter.
    pub back: Vec<Piece>,
    /// The contents: parts, chapters and their sections, in reading order, nested.
    pub contents: Vec<ContentsEntry>,
    /// The figures and tables that have captions.
    pub captions: Captions,
    /// Every anchor that a link may name, by name.
    pub anchors: BTreeMap<String, Anchor>,
    /// Every image, by the path relative to the project that names it in the model
    /// (`Figure::path` and `InlineKind::Image::path` hold this key after assembly).
    pub images: BTreeMap<String, Image>,
    /// Where its documents were first published: addresses, or names where there is no address;
    /// each once, in reading order.
    pub sources: Vec<String>,
}

impl Book {
    /// Main language.
    pub fn lang(&self) -> &Lang {
        &self.metadata.lang.value
    }

    /// Base direction of its text.
    pub fn direction(&self) -> Direction {
        self.lang().direction()
    }

    /// Every chapter of front, body and back, in reading order.
    pub fn chapters(&self) -> impl Iterator<Item = &Chapter> {
        let front = self.front.iter().filter_map(Piece::chapter);
        let body = self.body.iter().flat_map(BodyItem::chapters);
        let back = self.back.iter().filter_map(Piece::chapter);
        front.chain(body).chain(back)
    }
}

/// A piece of front or back matter.
#[derive(Clone, Debug)]
pub enum Piece {
    /// The name of God: its words, and their place in the manifest.
    NameOfGod(Spanned<String>),
    /// An empty page.
    Blank,
    /// A picture opposite the title page.
    Frontispiece(Frontispiece),
    /// The list of figures or of tables.
    Captions(CaptionKind),
    /// The title alone.
    HalfTitle,
    /// The title page.
    Title,
    /// The colophon (شناسنامه): its lines as label and value, in order.
    Colophon(Vec<ColophonLine>),
    /// The contents.
    Toc,
    /// An index.
    Index(Box<Index>),
    /// A document.
    Chapter(Box<Chapter>),
}

impl Piece {
    /// The document, if this is one.
    pub fn chapter(&self) -> Option<&Chapter> {
        match self {
            Piece::Chapter(chapter) => Some(chapter),
            _ => None,
        }
    }
}

/// A line of the colophon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColophonLine {
    /// A label and its value: «ناشر» and the name.
    Field {
        /// The label, in the book's language, without a colon.
        label: String,
        /// The value.
        value: String,
    },
    /// A label whose value is the number of pages, which only layout knows.
    PageCount {
        /// The label.
        label: String,
    },
    /// A free line, for example the rights.
    Text(String),
    /// An entry of the national library's record.
    Recorded(RecordEntry),
}

/// An entry of the record that a national library makes of a book (فیپا).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordEntry {
    /// The label, without a colon.
    pub label: String,
    /// One value or several.
    pub values: Vec<String>,
    /// Whether `{}` in the first value stands for the number of pages, which only layout knows.
    pub counts_pages: bool,
}

/// A part, or a chapter outside all parts.
#[derive(Clone, Debug)]
pub enum BodyItem {
    /// A part with its chapters.
    Part(Part),
    /// A chapter.
    Chapter(Box<Chapter>),
}

impl BodyItem {
    /// The chapters inside.
    pub fn chapters(&self) -> impl Iterator<Item = &Chapter> {
        let (part, alone) = match self {
            BodyItem::Part(part) => (part.chapters.as_slice(), None),
            BodyItem::Chapter(chapter) => (&[][..], Some(chapter.as_ref())),
        };
        part.iter().chain(alone)
    }
}

/// A part.
#[derive(Clone, Debug)]
pub struct Part {
    /// Anchor of its opening page.
    pub anchor: String,
    /// Label with its ordinal, in the book's language: «بخش یکم».
    pub label: String,
    /// Title.
    pub title: String,
    /// Its chapters.
    pub chapters: Vec<Chapter>,
    /// Its place in the manifest.
    pub span: Span,
}

/// A chapter: one document with its place in the book.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// Anchor of its beginning; also the stem of its file in the EPUB. ASCII: `c001`, `f01`.
    pub anchor: String,
    /// Label with its ordinal («فصل سوم») when it is numbered.
    pub label: Option<String>,
    /// Title; never empty.
    pub title: Vec<Inline>,
    /// Subtitle; may be empty.
    pub subtitle: Vec<Inline>,
    /// Authors, translators and others who are named at its head.
    pub people: Vec<Person>,
    /// The date for the head of the chapter: as written, or in words when it was in numbers only.
    pub date: Option<String>,
    /// What sort of text it is.
    pub kind: Option<DocumentKind>,
    /// What it is among the pieces before and after the text.
    pub role: Option<PieceRole>,
    /// Language of the text when it differs from the book's.
    pub lang: Option<Lang>,
    /// The text. Its attributes' ids are anchors now: ASCII, unique in the book.
    pub blocks: Vec<Block>,
    /// Its footnotes in the order of their marks; `InlineKind::NoteRef` holds an index.
    pub notes: Vec<Footnote>,
    /// The file it came from.
    pub source: SourceId,
}

impl Chapter {
    /// Where its title is written: the beginning of its file when it has none of its own.
    pub fn title_span(&self) -> Span {
        self.title.last().map_or(Span::start_of(self.source), |words| words.span)
    }
}

/// A footnote with its number.
#[derive(Clone, Debug)]
pub struct Footnote {
    /// Which, within the chapter.
    pub id: NoteId,
    /// Its number in the chapter or in the book, from 1.
    pub number: usize,
    /// Its number when notes in a Latin script are numbered apart from the others.
    pub number_apart: usize,
    /// Its mark, in the digits of the chapter: «۱۲». Print may number page by page instead.
    pub mark: String,
    /// Where its first mark stands; other marks send the reader back to the note.
    pub first_mark: Span,
    /// The text.
    pub blocks: Vec<Block>,
    /// Whether the text is in a Latin script, so that the note is set left to right.
    pub latin: bool,
    /// Whether the text is in the Arabic or the Hebrew script, so that the note is set right to left
    /// in a chapter that is not.
    pub rtl: bool,
    /// The definition in the source.
    pub span: Span,
}

impl Footnote {
    /// Base direction of the note in a chapter of direction `around`.
    pub fn direction(&self, around: Direction) -> Direction {
        match around {
            Direction::RightToLeft if self.latin => Direction::LeftToRight,
            Direction::LeftToRight if self.rtl => Direction::RightToLeft,
            _ => around,
        }
    }
}

/// A place that a link may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Anchor of the chapter or part it is in.
    pub chapter: String,
    /// Its title, for links without words of their own and for the outline.
    pub title: String,
    /// What it is called by its number: «فصل سوم», «بخش یکم», «شکل ۳»; absent when it has none.
    pub label: Option<String>,
}

/// An entry of the contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsEntry {
    /// Part, chapter or a section's level.
    pub level: ContentsLevel,
    /// «بخش یکم», «فصل سوم»; absent where nothing is numbered.
    pub label: Option<String>,
    /// Title as plain words.
    pub title: String,
    /// Author to be named with the title in an anthology; absent when all chapters share one.
    pub author: Option<String>,
    /// Where it leads.
    pub anchor: String,
    /// Where its title is written.
    pub span: Span,
    /// Entries below.
    pub children: Vec<ContentsEntry>,
}

/// Rank of an entry of the contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContentsLevel {
    /// A part.
    Part,
    /// A chapter, or a document of the front or back matter.
    Chapter,
    /// A section: 1 for the headings directly below the chapter's title.
    Section(u8),
}
