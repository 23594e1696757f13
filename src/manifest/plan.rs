//! The resolved manifest: what later stages read. Every value that a later stage may complain about
//! keeps its place in the YAML.

use super::query::{FieldName, Kind, Queries};
use crate::base::{Direction, Lang, Size, SourceId, Span, Spanned};
use crate::persian::Calendar;

/// A book as the manifest orders it, with every default filled in.
#[derive(Clone, Debug)]
pub struct BookPlan {
    /// Stem of the output files: the manifest's file name without its ending (its folder's name
    /// when the file is `book.yaml` inside a folder that was named on the command line).
    pub name: String,
    /// The manifest itself.
    pub manifest: SourceId,
    /// Title, people, identifiers.
    pub metadata: Metadata,
    /// The printed form.
    pub print: Print,
    /// How footnotes are numbered and where they stand.
    pub notes: NotesPlan,
    /// Name of the design.
    pub design: Spanned<String>,
    /// Folder of the documents, relative to the manifest's folder (empty: that folder itself).
    pub root: Spanned<String>,
    /// Which documents below `root` queries look at, and what they must say.
    pub collection: CollectionPlan,
    /// The named queries.
    pub queries: Queries,
    /// What the book contains, in order.
    pub contents: Vec<Entry>,
    /// What to make.
    pub outputs: Vec<Output>,
}

/// The documents that queries look at.
#[derive(Clone, Debug)]
pub struct CollectionPlan {
    /// Patterns relative to the root; every Markdown and text file when empty.
    pub include: Vec<Spanned<String>>,
    /// Patterns of what is left out all the same.
    pub exclude: Vec<Spanned<String>>,
    /// What every document must say about itself.
    pub require: Vec<FieldName>,
    /// The calendar in which dates are shown and years are counted.
    pub calendar: Calendar,
}

impl Default for CollectionPlan {
    fn default() -> Self {
        CollectionPlan {
            include: Vec::new(),
            exclude: Vec::new(),
            require: Vec::new(),
            calendar: Calendar::Jalali,
        }
    }
}

/// Everything that is said about the book as a whole.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// Main title.
    pub title: Spanned<String>,
    /// Subtitle.
    pub subtitle: Option<Spanned<String>>,
    /// People in the order of the manifest.
    pub contributors: Vec<Contributor>,
    /// Main language.
    pub lang: Spanned<Lang>,
    /// Stable identifier: as given (`urn:…`), else from the ISBN, else a UUIDv5 of the book's
    /// name, title and first contributor (epub.md, point 4).
    pub identifier: String,
    /// ISBN-13 of the e-book as digits only, check digit verified.
    pub isbn: Option<Spanned<String>>,
    /// Publisher.
    pub publisher: Option<Spanned<String>>,
    /// Publication date as written in the manifest.
    pub date: Option<Spanned<String>>,
    /// Whose rights.
    pub rights: Option<Spanned<String>>,
    /// What the book is about, a paragraph.
    pub description: Option<Spanned<String>>,
    /// Subjects.
    pub subjects: Vec<Spanned<String>>,
    /// The series the book belongs to.
    pub series: Option<Series>,
    /// Edition statement («چاپ نخست»).
    pub edition: Option<Spanned<String>>,
    /// Where the publisher is found.
    pub imprint: Imprint,
    /// The record of the national library (فیپا).
    pub fipa: Option<Fipa>,
    /// How figures, tables and the front pages are numbered.
    pub numbering: Numbering,
    /// Path of a cover picture, relative to the manifest's folder; drawn from the title when absent.
    pub cover: Option<Spanned<String>>,
}

/// How footnotes are numbered and where they stand, as far as it is decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotesPlan {
    /// Through what they are numbered; `None`: the design decides.
    pub numbering: Option<NoteNumbering>,
    /// Where their texts stand; `None`: the design decides.
    pub place: Option<NotePlace>,
}

impl NotesPlan {
    /// The plan when a design asks for `numbering` and `place` where the manifest does not.
    #[must_use]
    pub fn or(self, numbering: NoteNumbering, place: NotePlace) -> NotesPlan {
        NotesPlan {
            numbering: self.numbering.or(Some(numbering)),
            place: self.place.or(Some(place)),
        }
    }

    /// Where the texts of notes stand.
    pub fn place(self) -> NotePlace {
        self.place.unwrap_or_default()
    }

    /// Through what notes are numbered: notes that do not stand on the page of their mark cannot be
    /// numbered by pages, and are numbered by chapters.
    pub fn numbering(self) -> NoteNumbering {
        match self.numbering.unwrap_or_default() {
            NoteNumbering::Page if self.place() != NotePlace::Foot => NoteNumbering::Chapter,
            numbering => numbering,
        }
    }
}

/// Through what footnotes are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteNumbering {
    /// Each page begins with one, as Persian books have it; an e-book, which has no pages, numbers
    /// by chapters.
    #[default]
    Page,
    /// Each chapter begins with one.
    Chapter,
    /// One sequence through the book.
    Book,
}

/// Where the texts of notes stand in print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NotePlace {
    /// At the foot of the page of their mark.
    #[default]
    Foot,
    /// At the end of their chapter.
    Chapter,
    /// At the end of the book.
    Book,
}

/// What in the book is numbered, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbering {
    /// Figures that have a caption.
    pub figures: CaptionNumbers,
    /// Tables that have a caption.
    pub tables: CaptionNumbers,
    /// The pages before the text.
    pub front: FrontNumbers,
}

/// How the pages before the text are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FrontNumbers {
    /// As books in its language do: «الف»، «ب»، «پ»; i, ii, iii.
    #[default]
    Usual,
    /// In the letters of the Persian alphabet: «الف»، «ب»، «پ».
    Alphabetic,
    /// In abjad: «ا»، «ب»، «ج»، «د».
    Abjad,
    /// In small roman numbers.
    Roman,
    /// In one sequence with the text.
    Continuous,
}

/// Where the publisher is found.
#[derive(Clone, Debug, Default)]
pub struct Imprint {
    /// The town.
    pub place: Option<Spanned<String>>,
    /// Postal address.
    pub address: Option<Spanned<String>>,
    /// Telephone number.
    pub phone: Option<Spanned<String>>,
    /// Web site.
    pub website: Option<Spanned<String>>,
    /// E-mail address.
    pub email: Option<Spanned<String>>,
}

/// The record that a national library makes of a book before it is printed. What is not given is
/// made from the rest of the manifest.
#[derive(Clone, Debug, Default)]
pub struct Fipa {
    /// Main entry: «سطری، یاشار، ۱۳۵۰ -».
    pub heading: Option<Spanned<String>>,
    /// Title and people: «عنوان / نویسنده؛ مترجم».
    pub title: Option<Spanned<String>>,
    /// Place, publisher, year.
    pub publication: Option<Spanned<String>>,
    /// What stands behind the number of pages: «مصور؛ ۲۱×۱۴ س‌م.».
    pub physical: Option<Spanned<String>>,
    /// Series.
    pub series: Option<Spanned<String>>,
    /// What sort of record it is.
    pub status: Option<Spanned<String>>,
    /// Notes.
    pub notes: Vec<Spanned<String>>,
    /// Subjects.
    pub subjects: Vec<Spanned<String>>,
    /// The other people.
    pub added: Vec<Spanned<String>>,
    /// Number in the classification of the Library of Congress.
    pub congress: Option<Spanned<String>>,
    /// Number in Dewey's classification.
    pub dewey: Option<Spanned<String>>,
    /// Number in the national bibliography.
    pub national: Option<Spanned<String>>,
}

/// How figures or tables are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaptionNumbers {
    /// Through the whole book: «شکل ۳».
    #[default]
    Book,
    /// Through each numbered chapter, after its number: «شکل ۲–۳».
    Chapter,
    /// Not at all.
    Off,
}

/// A person or body and their part in the book.
#[derive(Clone, Debug)]
pub struct Contributor {
    /// The name as shown.
    pub name: Spanned<String>,
    /// MARC relator code (`aut`, `trl`, `edt`, `ill`, …; <https://id.loc.gov/vocabulary/relators>).
    pub role: Spanned<String>,
    /// The name as filed («فردوسی، ابوالقاسم»).
    pub file_as: Option<Spanned<String>>,
}

/// A series.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name.
    pub name: Spanned<String>,
    /// The book's number in it, as written.
    pub number: Option<Spanned<String>>,
}

/// The printed form of the book.
#[derive(Clone, Debug, Default)]
pub struct Print {
    /// Size of a page after trimming; `None`: the design decides.
    pub trim: Option<Size>,
    /// Side of the spine; `None`: from the language (right for right-to-left books).
    pub binding: Option<Direction>,
    /// ISBN-13 of the printed book as digits only, check digit verified.
    pub isbn: Option<Spanned<String>>,
    /// How many copies are printed.
    pub run: Option<Spanned<String>>,
    /// What a copy costs, with the currency.
    pub price: Option<Spanned<String>>,
}

/// One entry of the contents.
#[derive(Clone, Debug)]
pub enum Entry {
    /// Generated pieces and documents before the text.
    Front(Vec<Piece>),
    /// Generated pieces and documents after the text.
    Back(Vec<Piece>),
    /// The documents of a query; its groups are parts. The room `select` puts parts and files in
    /// its place.
    From {
        /// Name of the query.
        query: Spanned<String>,
        /// What sort of text the documents are, instead of what they say themselves.
        kind: Option<Kind>,
        /// Whether they appear in the numbering of chapters; `None`: assembly decides.
        numbered: Option<bool>,
    },
    /// A part with its own title and entries (only files, globs and queries inside).
    Part {
        /// Title as written.
        title: Spanned<String>,
        /// What it contains.
        entries: Vec<Entry>,
        /// The whole entry.
        span: Span,
    },
    /// One document.
    File(FileEntry),
    /// All documents that match a pattern.
    Glob {
        /// The pattern, relative to the collection's root.
        pattern: Spanned<String>,
        /// Their order.
        sort: SortKey,
        /// Whether they appear in the numbering of chapters; `None`: assembly decides.
        numbered: Option<bool>,
    },
}

impl Entry {
    /// The pieces of front or back matter; none of another entry.
    pub fn pieces(&self) -> &[Piece] {
        match self {
            Entry::Front(pieces) | Entry::Back(pieces) => pieces,
            _ => &[],
        }
    }
}

/// A document named in the contents.
#[derive(Clone, Debug)]
pub struct FileEntry {
    /// Path relative to the collection's root.
    pub path: Spanned<String>,
    /// A title that replaces the document's own.
    pub title: Option<Spanned<String>>,
    /// Whether it appears in the numbering of chapters; `None`: assembly decides.
    pub numbered: Option<bool>,
    /// What sort of text it is, instead of what it says itself.
    pub kind: Option<Kind>,
    /// What it is among the pieces before and after the text.
    pub role: Option<PieceRole>,
}

/// A piece of the front or back matter.
#[derive(Clone, Debug)]
pub enum Piece {
    /// The name of God, on an unnumbered leaf: its words, when the manifest chooses them.
    NameOfGod(Option<Spanned<String>>),
    /// An empty page.
    Blank,
    /// A picture opposite the title page.
    Frontispiece(Frontispiece),
    /// A dedication or a motto, whose words stand in the manifest.
    Written(WrittenPiece),
    /// The figures that have captions, and its place in the manifest.
    Figures(Span),
    /// The tables that have captions, and its place in the manifest.
    Tables(Span),
    /// The title alone, on a leaf of its own.
    HalfTitle,
    /// The title page.
    Title,
    /// The colophon (شناسنامه), generated from the metadata.
    Colophon,
    /// Contents with page numbers.
    Toc,
    /// Where the documents were first published («منابع»), and its place in the manifest.
    Sources(Span),
    /// The notes of all chapters, and its place in the manifest.
    Notes(Span),
    /// An index.
    Index(IndexPiece),
    /// A document without a number.
    Document(FileEntry),
}

/// An index («نمایه») of marked words.
#[derive(Clone, Debug)]
pub struct IndexPiece {
    /// Its name; the main index has none.
    pub name: Option<Spanned<String>>,
    /// A title that replaces the usual one.
    pub title: Option<Spanned<String>>,
    /// Its place in the manifest.
    pub span: Span,
}

/// A picture opposite the title page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontispiece {
    /// Its path, relative to the manifest's folder: its key in `Book::images`.
    pub picture: Spanned<String>,
    /// What a reader who cannot see it is told.
    pub alt: String,
    /// Words below it.
    pub caption: Option<Spanned<String>>,
}

/// A piece whose words stand in the manifest.
#[derive(Clone, Debug)]
pub struct WrittenPiece {
    /// What it is.
    pub role: PieceRole,
    /// Its lines.
    pub lines: Vec<Spanned<String>>,
    /// Who said it, or where it stands.
    pub source: Option<Spanned<String>>,
}

/// What a document before or after the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceRole {
    /// To whom the book is dedicated: a leaf of its own, without a heading.
    Dedication,
    /// A motto: a leaf of its own, without a heading.
    Epigraph,
    /// A preface by someone else.
    Foreword,
    /// A preface by the author or translator.
    Preface,
    /// An introduction to the subject.
    Introduction,
    /// A note of the publisher.
    PublisherNote,
    /// Thanks.
    Acknowledgments,
    /// An afterword.
    Afterword,
    /// An appendix.
    Appendix,
    /// A glossary.
    Glossary,
    /// A list of books, or where the texts come from.
    Bibliography,
    /// About the author.
    AboutAuthor,
    /// The notes of all chapters.
    Notes,
}

impl PieceRole {
    /// Whether it is a leaf of its own without a heading, which no contents list.
    pub const fn is_leaf(self) -> bool {
        matches!(self, PieceRole::Dedication | PieceRole::Epigraph)
    }
}

/// Order of the documents of a glob.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// By path, in code point order of its parts; digits as numbers (`2.md` before `10.md`).
    #[default]
    Path,
    /// By title, in Persian collation; ties by path.
    Title,
    /// By date of the front matter; documents without one last; ties by path.
    Date,
}

/// Something to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// What.
    pub kind: OutputKind,
    /// Its entry in the manifest.
    pub span: Span,
}

/// Kinds of outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutputKind {
    /// EPUB 3.3: `NAME.epub`.
    Epub,
    /// PDF for reading: `NAME.screen.pdf`.
    Screen,
}

impl OutputKind {
    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            OutputKind::Epub => "epub",
            OutputKind::Screen => "screen",
        }
    }

    /// The name of its file, for a book whose outputs have the stem `stem`.
    pub fn file_name(self, stem: &str) -> String {
        match self {
            OutputKind::Epub => format!("{stem}.epub"),
            OutputKind::Screen => format!("{stem}.screen.pdf"),
        }
    }
}
