//! The manifest as it is written: one type for each mapping of the YAML. The comments here are the
//! descriptions in `templates/book.schema.json`, which editors show.

use schemars::JsonSchema;

use super::imprint::{FipaFile, ImprintFile};
use super::numbering::NumberingFile;
use super::pieces::{RoleFile, WrittenFile};
use super::query::{FieldName, Kind, OneOrMore, Queries};
use super::read::{choice, record};
use super::values::{Identifier, Isbn, LangTag, PathText, Role, Trim};
use crate::base::{Span, Spanned};

record! {
    /// A book: which documents it gathers, what it says about itself, what is made of it.
    #[schemars(title = "Manifest of nashr, version 1")]
    ManifestFile as "" {
        /// Version of the manifest format: 1.
        #[schemars(extend("enum" = [1]))]
        "schema" schema: Spanned<u64>,
        /// Files over which this one is laid, relative to it; later ones win over earlier ones.
        "defaults" defaults: Option<Vec<PathText>>,
        /// What the book says about itself.
        "book" book: BookFile,
        /// Where the documents are.
        "collection" collection: Option<CollectionFile>,
        /// Named queries: which documents of the collection belong together.
        "select" select: Option<Queries>,
        /// What the book contains, in order.
        "contents" contents: Contents,
        /// What to make; an EPUB and a PDF for the screen when absent.
        "outputs" outputs: Option<Outputs>,
    }
    strangers {
        "books" => Later "write one manifest for each book",
        "title" => Instead "`title` belongs below `book:`",
        "subtitle" => Instead "`subtitle` belongs below `book:`",
        "lang" => Instead "`lang` belongs below `book:`",
        "contributors" => Instead "`contributors` belongs below `book:`",
        "author" => Instead "write `contributors: [{name: …, role: aut}]` below `book:`",
        "publisher" => Instead "`publisher` belongs below `book:`",
        "isbn" => Instead "`isbn` belongs below `book:`",
        "design" => Instead "`design` belongs below `book:`",
        "print" => Instead "`print` belongs below `book:`",
        "cover" => Instead "`cover` belongs below `book:`",
        "root" => Instead "`root` belongs below `collection:`",
        "chapters" => Instead "list the chapters below `contents:`",
    }
}

record! {
    /// What the book says about itself.
    BookFile as "book" {
        /// Stable identifier of the e-book, such as `urn:uuid:…`; derived when absent.
        "id" id: Option<Identifier>,
        /// Main title.
        "title" title: Spanned<String>,
        /// Subtitle.
        "subtitle" subtitle: Option<Spanned<String>>,
        /// Main language as a BCP 47 tag; `fa` when absent.
        "lang" lang: Option<LangTag>,
        /// People and bodies, in the order in which they are named.
        "contributors" contributors: Option<Vec<ContributorFile>>,
        /// Publisher.
        "publisher" publisher: Option<Spanned<String>>,
        /// Date of publication, in either calendar, as it should be shown.
        "date" date: Option<Spanned<String>>,
        /// Whose rights.
        "rights" rights: Option<Spanned<String>>,
        /// What the book is about, a paragraph.
        "description" description: Option<Spanned<String>>,
        /// Subjects.
        "subjects" subjects: Option<Vec<Spanned<String>>>,
        /// The series to which the book belongs.
        "series" series: Option<SeriesFile>,
        /// Edition statement («چاپ نخست»).
        "edition" edition: Option<Spanned<String>>,
        /// ISBN of the e-book.
        "isbn" isbn: Option<Isbn>,
        /// Where the publisher is found.
        "imprint" imprint: Option<ImprintFile>,
        /// The record of the national library (فیپا); what is not given is made from the rest.
        "fipa" fipa: Option<FipaFile>,
        /// How figures, tables and the pages before the text are numbered.
        "numbering" numbering: Option<NumberingFile>,
        /// How footnotes are numbered and where they stand; as the design has it when absent.
        "notes" notes: Option<NotesFile>,
        /// Picture for the cover, relative to this file; drawn from the title when absent.
        "cover" cover: Option<PathText>,
        /// Name of the design; `classic` when absent.
        "design" design: Option<Spanned<String>>,
        /// The printed form.
        "print" print: Option<PrintFile>,
    }
    strangers {
        "author" => Instead "write `contributors: [{name: …, role: aut}]`",
        "authors" => Instead "write `contributors: [{name: …, role: aut}]`",
        "translator" => Instead "write `contributors: [{name: …, role: trl}]`",
        "editor" => Instead "write `contributors: [{name: …, role: edt}]`",
        "language" => Instead "write `lang: fa`",
        "identifier" => Instead "write `id: …`",
        "keywords" => Instead "write `subjects: […]`",
        "trim" => Instead "`trim` belongs below `print:`",
        "binding" => Instead "`binding` belongs below `print:`",
        "contents" => Instead "`contents` stands beside `book:`, not below it",
        "outputs" => Instead "`outputs` stands beside `book:`, not below it",
    }
}

record! {
    /// How footnotes are numbered and where they stand.
    NotesFile as "notes" {
        /// Through what they are numbered; the design decides when absent.
        "numbering" numbering: Option<NoteNumberingFile>,
        /// Where their texts stand; the design decides when absent.
        "place" place: Option<NotePlaceFile>,
    }
}

choice! {
    /// Through what footnotes are numbered.
    NoteNumberingFile {
        /// Each page begins with one; an EPUB numbers by chapters.
        "page" Page,
        /// Each chapter begins with one.
        "chapter" Chapter,
        /// One sequence through the book.
        "book" Book,
    }
}

choice! {
    /// Where the texts of notes stand.
    NotePlaceFile {
        /// At the foot of the page.
        "foot" Foot,
        /// At the end of the chapter.
        "chapter" Chapter,
    }
}

record! {
    /// A person or body and their part in the book.
    ContributorFile as "contributors" {
        /// The name as shown.
        "name" name: Spanned<String>,
        /// MARC relator code: `aut` author, `trl` translator, `edt` editor, `ill` illustrator, …;
        /// `aut` when absent.
        "role" role: Option<Role>,
        /// The name as filed («فردوسی، ابوالقاسم»).
        "file-as" file_as: Option<Spanned<String>>,
    }
}

record! {
    /// A series.
    SeriesFile as "series" {
        /// Its name.
        "name" name: Spanned<String>,
        /// Number of the book in it.
        "number" number: Option<Spanned<String>>,
    }
}

record! {
    /// The printed form of the book.
    PrintFile as "print" {
        /// Size of a page after trimming: a name (`roqi`, `vaziri`, `a5`, …) or `width × height`;
        /// the design decides when absent.
        "trim" trim: Option<Trim>,
        /// Side of the spine; from the language when absent.
        "binding" binding: Option<BindingFile>,
        /// ISBN of the printed book.
        "isbn" isbn: Option<Isbn>,
        /// How many copies are printed.
        "run" run: Option<Spanned<String>>,
        /// What a copy costs, with the currency.
        "price" price: Option<Spanned<String>>,
    }
    strangers {
        "paper" => Later "delete it; the drawn cover has no spine yet",
    }
}

choice! {
    /// Side of the spine.
    BindingFile {
        /// As Persian books.
        "right" Right,
        /// As English books.
        "left" Left,
    }
}

record! {
    /// Where the documents are.
    CollectionFile as "collection" {
        /// Their folder, relative to this file; its own folder when absent.
        "root" root: Option<PathText>,
        /// Patterns of the documents that queries look at; all Markdown and text files when absent.
        "include" include: Option<OneOrMore<PathText>>,
        /// Patterns of what they leave out all the same.
        "exclude" exclude: Option<OneOrMore<PathText>>,
        /// What every document must say about itself.
        "require" require: Option<OneOrMore<FieldName>>,
        /// The calendar in which dates are shown and years are counted; `jalali` when absent.
        "calendar" calendar: Option<CalendarFile>,
    }
}

choice! {
    /// A calendar.
    CalendarFile {
        /// Solar Hijri.
        "jalali" Jalali,
        /// Gregorian.
        "gregorian" Gregorian,
    }
}

/// What the book contains, in order. An empty key counts as an empty list, which is reported as a
/// book without documents.
#[derive(Clone, Debug, JsonSchema)]
pub struct Contents(pub Vec<EntryFile>);

/// One entry of the contents.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(untagged)]
pub enum EntryFile {
    /// A document.
    File(FileFile),
    /// All documents that match a pattern.
    Glob(GlobFile),
    /// The documents of a query.
    From(FromFile),
    /// A part of the book.
    Part(PartFile),
    /// What stands before the text.
    Front(FrontFile),
    /// What stands after the text.
    Back(BackFile),
}

record! {
    /// A document.
    FileFile as "file" {
        /// Its path, relative to the collection's root.
        "file" file: PathText,
        /// A title that replaces the document's own.
        "title" title: Option<Spanned<String>>,
        /// Whether it counts in the numbering of chapters. When absent, only in a single work.
        "numbered" numbered: Option<Spanned<bool>>,
    }
}

record! {
    /// All documents that match a pattern and are not named elsewhere.
    GlobFile as "glob" {
        /// The pattern, relative to the collection's root: `*.md`, `**/*.txt`.
        "glob" glob: PathText,
        /// Their order; by path when absent.
        "sort" sort: Option<SortFile>,
        /// Whether they count in the numbering of chapters. When absent, only in a single work.
        "numbered" numbered: Option<Spanned<bool>>,
    }
}

record! {
    /// The documents of a query; its groups become parts.
    FromFile as "from" {
        /// The name of a query below `select:`.
        "from" from: Spanned<String>,
        /// What sort of text the documents are, instead of what they say themselves.
        "as" kind: Option<Kind>,
        /// Whether they count in the numbering of chapters.
        "numbered" numbered: Option<Spanned<bool>>,
    }
}

choice! {
    /// Order of the documents of a pattern.
    SortFile {
        /// By path; digits as numbers (`2.md` before `10.md`).
        "path" Path,
        /// By title, in Persian order.
        "title" Title,
        /// By the date of the front matter; documents without one come last.
        "date" Date,
    }
}

record! {
    /// A part of the book, with a title leaf of its own.
    PartFile as "part" {
        /// Its title.
        "part" part: Spanned<String>,
        /// Its documents.
        "contents" contents: Option<Vec<PartEntryFile>>,
        /// A query whose documents it has, instead of `contents`.
        "from" from: Option<Spanned<String>>,
        /// What sort of text the documents of the query are.
        "as" kind: Option<Kind>,
    }
    strangers {
        "title" => Instead "the title of a part stands after `part:`",
        "file" => Instead "list the documents of the part below `contents:`",
    }
}

/// An entry inside a part.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(untagged)]
pub enum PartEntryFile {
    /// A document.
    File(FileFile),
    /// All documents that match a pattern.
    Glob(GlobFile),
    /// The documents of a query.
    From(FromFile),
}

record! {
    /// What stands before the text. Without such an entry a book has a title page, a colophon and
    /// a table of contents.
    FrontFile as "front" {
        /// The pieces, in order.
        "front" front: Vec<PieceFile>,
    }
}

record! {
    /// What stands after the text.
    BackFile as "back" {
        /// The pieces, in order.
        "back" back: Vec<PieceFile>,
    }
}

/// A piece before or after the text.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(untagged)]
pub enum PieceFile {
    /// A piece that is generated.
    Generated(Generated),
    /// A piece whose words stand here.
    Written(WrittenFile),
    /// A document, without a number.
    Document(PieceDocument),
    /// An index of its own.
    Index(PieceIndex),
}

record! {
    /// An index of the words that are marked with `[…]{.index name=NAME}`.
    PieceIndex as "index" {
        /// Its name.
        "index" index: Spanned<String>,
        /// Its title; the name when there is none.
        "title" title: Option<Spanned<String>>,
    }
}

record! {
    /// A document before or after the text.
    PieceDocument as "file" {
        /// Its path, relative to the collection's root.
        "file" file: PathText,
        /// A title that replaces the document's own.
        "title" title: Option<Spanned<String>>,
        /// What it is: a preface, a dedication, …
        "as" role: Option<RoleFile>,
    }
    strangers {
        "numbered" => Instead "delete it: what stands before and after the text has no number",
    }
}

/// A generated piece and its place.
#[derive(Clone, Debug)]
pub struct Generated {
    /// Which.
    pub kind: PieceKind,
    /// Where it is written.
    pub span: Span,
}

choice! {
    /// Pieces that are generated.
    PieceKind {
        /// The name of God, on an unnumbered leaf of its own.
        "name-of-god" NameOfGod,
        /// An empty page.
        "blank" Blank,
        /// The title alone, on a leaf of its own.
        "half-title" HalfTitle,
        /// The title page.
        "title" Title,
        /// The colophon (شناسنامه).
        "colophon" Colophon,
        /// The table of contents.
        "toc" Toc,
        /// The figures that have captions, with their pages.
        "list-of-figures" Figures,
        /// The tables that have captions, with their pages.
        "list-of-tables" Tables,
        /// The sources (منابع): where the documents were first published, from their front matter.
        "sources" Sources,
        /// The index (نمایه) of the words that are marked with `[…]{.index}`.
        "index" Index,
        /// The notes of all chapters (یادداشت‌ها), instead of footnotes.
        "notes" Notes,
    }
}

/// What to make, each once.
#[derive(Clone, Debug, JsonSchema)]
pub struct Outputs(pub Vec<OutputFile>);

/// Something to make.
#[derive(Clone, Debug)]
pub struct OutputFile {
    /// What.
    pub kind: OutputKindFile,
    /// The whole entry.
    pub span: Span,
}

/// Kinds of outputs.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(untagged)]
pub enum OutputKindFile {
    /// An EPUB 3.
    Epub(EpubFile),
    /// A PDF.
    Pdf(PdfFile),
}

record! {
    /// An EPUB 3: `NAME.epub`.
    #[schemars(extend("required" = ["epub"]))]
    EpubFile as "outputs" {
        /// Its options.
        "epub" epub: Option<EpubOptions>,
    }
}

record! {
    /// A PDF: `NAME.screen.pdf`.
    #[schemars(extend("required" = ["pdf"]))]
    PdfFile as "outputs" {
        /// Its options.
        "pdf" pdf: Option<PdfOptions>,
    }
}

record! {
    /// Options of an EPUB; there are none yet.
    EpubOptions as "epub" {}
    strangers {
        "accessibility" => Later "delete it; nashr claims only what it can compute from the content",
        "page-list" => Later "delete it",
    }
}

record! {
    /// Options of a PDF.
    PdfOptions as "pdf" {
        /// For what it is made; `screen` when absent.
        "edition" edition: Option<EditionFile>,
    }
    strangers {
        "bleed" => Later "delete it; the screen edition has no bleed",
        "marks" => Later "delete it; the screen edition has no printer's marks",
        "profile" => Later "delete it; the screen edition is sRGB",
    }
}

choice! {
    /// For what a PDF is made.
    EditionFile {
        /// Reading on a screen: links, outline, one page after the other.
        "screen" Screen,
    }
    later {
        "press" => "use `screen`",
    }
}
