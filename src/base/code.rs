//! The stable ids of everything the program can complain about.
//!
//! The documentation of each code is what `nashr explain CODE` prints, so it is written for the
//! person who met the message: when it happens, and what to do.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Severity;

/// Declares the codes: `Variant = "ID", severity;` with the explanation as its doc comment.
macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $variant:ident = $id:literal, $severity:ident; )+) => {
        /// A stable message id; written as such, because a number would change with the list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "&'static str", try_from = "&str")]
        pub enum Code {
            $( $(#[doc = $doc])+ $variant, )+
        }

        impl Code {
            /// Every code, in the order of the pipeline.
            pub const ALL: &'static [Code] = &[ $(Code::$variant,)+ ];

            /// The id as printed: `MAN-UNKNOWN-KEY`.
            pub const fn id(self) -> &'static str {
                match self { $( Code::$variant => $id, )+ }
            }

            /// The severity that problems of this code have.
            pub const fn severity(self) -> Severity {
                match self { $( Code::$variant => Severity::$severity, )+ }
            }

            /// What `nashr explain` prints: the documentation, one source line a line.
            pub const fn explanation(self) -> &'static [&'static str] {
                match self { $( Code::$variant => &[ $($doc,)+ ], )+ }
            }
        }
    };
}

codes! {
    /// The manifest that the command line names does not exist or cannot be opened.
    /// Name a manifest (`nashr build book.yaml`) or a folder with a `book.yaml` in it.
    ManifestMissing = "MAN-MISSING", Error;
    /// The manifest is not valid YAML, or uses YAML that a manifest may not use (anchors, aliases,
    /// tags, several documents, nesting beyond 32 levels).
    /// Mend the line that is shown. Check the indentation, and quote a value that contains `: `.
    ManifestSyntax = "MAN-SYNTAX", Error;
    /// The manifest has no content.
    /// Start from `nashr new NAME`, which writes a manifest that builds.
    ManifestEmpty = "MAN-EMPTY", Error;
    /// A key that the schema does not know, usually a typing error.
    /// Use the suggested key. Keys that begin with `x-` are free for your own notes.
    ManifestUnknownKey = "MAN-UNKNOWN-KEY", Error;
    /// One key is written twice in the same mapping, so it is not clear which value counts.
    /// Remove one of the two.
    ManifestDuplicateKey = "MAN-DUPLICATE-KEY", Error;
    /// A value has another type than its key wants, for example a list where a text is wanted.
    /// See `templates/book.schema.json` for the type of every key.
    ManifestType = "MAN-TYPE", Error;
    /// A required key is missing.
    /// Every manifest needs `schema`, `book.title` and `contents`.
    ManifestMissingKey = "MAN-MISSING-KEY", Error;
    /// A value has the right type but cannot be used: an unknown trim size, a malformed ISBN or
    /// language tag, a length without its unit.
    /// The message names what is accepted.
    ManifestValue = "MAN-VALUE", Error;
    /// `schema:` names a version of the manifest that this program does not know.
    /// Use `schema: 1`, or a newer nashr.
    ManifestVersion = "MAN-VERSION", Error;
    /// A bidirectional control or another invisible character stands in a key, a path or an id,
    /// where it could make one name look like another, or a text of the manifest contains a control
    /// character or an override of direction.
    /// Delete the character; retype the value.
    ManifestControl = "MAN-CONTROL", Error;
    /// Files that name one another below `defaults:` form a circle.
    /// Remove the name that closes it. A file of defaults cannot build on itself.
    ManifestDefaultsCycle = "MAN-DEFAULTS-CYCLE", Error;
    /// The manifest lists no document.
    /// Add `{file: chapter.md}` or `{glob: "*.md"}` below `contents:`.
    ManifestNoContents = "MAN-NO-CONTENTS", Error;
    /// Two books of a catalogue have the same name, so the outputs of one would replace those of
    /// the other. Upper and lower case do not tell them apart.
    /// Rename a manifest, or the folder of a `book.yaml`, or build the two into different folders.
    ManifestSameName = "MAN-SAME-NAME", Error;

    /// A path leaves the project: it is absolute, contains `..`, a drive letter or a backslash, or
    /// goes through a link to the outside.
    /// Put the file below the folder of the manifest and name it relative to it.
    PathEscape = "COL-PATH-ESCAPE", Error;
    /// A file that the manifest or a document names does not exist.
    /// Paths are relative to the collection's root (or to the document, for images).
    FileMissing = "COL-FILE-MISSING", Error;
    /// A file exists but cannot be read, or is not an ordinary file.
    /// Check its permissions. Folders, pipes and devices are not read.
    FileUnreadable = "COL-FILE-UNREADABLE", Error;
    /// A file is larger than what nashr reads of its kind.
    /// Split the document, or make the image smaller.
    FileTooLarge = "COL-FILE-TOO-LARGE", Error;
    /// A text file is not UTF-8. The hint names the encoding that it seems to have.
    /// Convert it, for example with `iconv -f WINDOWS-1256 -t UTF-8`. nashr never guesses silently.
    FileEncoding = "COL-FILE-ENCODING", Error;
    /// A file that should be text contains NUL bytes: it is binary.
    /// Export the document as Markdown or plain text.
    FileBinary = "COL-FILE-BINARY", Error;
    /// A document has no text.
    /// Remove it from the contents, or write it.
    DocumentEmpty = "COL-DOCUMENT-EMPTY", Error;
    /// A glob matches no file.
    /// Check the pattern and the collection's root.
    GlobEmpty = "COL-GLOB-EMPTY", Error;
    /// The file's ending names a format that nashr does not import.
    /// Markdown (`.md`, `.markdown`) and plain text (`.txt`) are read.
    FormatUnknown = "COL-FORMAT-UNKNOWN", Error;
    /// One document stands twice in the contents.
    /// Remove one of the two entries, or let a glob and a file entry not overlap.
    DocumentTwice = "COL-DOCUMENT-TWICE", Error;
    /// The whole book contains no document, or more than nashr accepts.
    BookEmpty = "COL-BOOK-EMPTY", Error;

    /// A document gives a date that does not exist («۳۱ اسفند ۱۴۰۰») or is none.
    /// Write a day, a month or a year, in either calendar and any digits. What cannot be said so
    /// belongs under a key of your own, such as `x-date`.
    DocumentDate = "COL-DATE", Error;
    /// A document lacks a field that `collection.require` names.
    /// Add it to the front matter, or to the YAML file beside a plain text.
    FieldMissing = "COL-FIELD-MISSING", Error;
    /// Two documents have the same text.
    /// Delete one of them, or leave it out with `drop`.
    SameText = "COL-SAME-TEXT", Warning;
    /// Two documents have the same title, so they may be one text twice.
    /// Look at both; delete one, or leave it out with `drop`.
    SameTitle = "COL-SAME-TITLE", Warning;

    /// A query selects no document.
    /// `nashr select BOOK NAME --explain` says for every document why it is out.
    QueryEmpty = "SEL-EMPTY", Error;
    /// A query selects fewer or more documents than `expect` says.
    /// `nashr select BOOK NAME --explain` says for every document why it is in or out. Change the
    /// query, or `expect` when the collection has grown.
    QueryCount = "SEL-EXPECT", Error;
    /// `pin` or `drop` names a document that the collection does not have.
    /// Paths are relative to the collection's root.
    QueryUnknownDocument = "SEL-UNKNOWN-DOCUMENT", Error;
    /// `pin` names a document that the query does not select.
    /// Change the query so that it matches, or delete the pin.
    QueryPin = "SEL-PIN", Error;
    /// `drop` names a document that the query does not match anyway.
    /// Delete the entry.
    QueryDrop = "SEL-DROP", Warning;
    /// A document belongs to none of the groups of a query: it has no date, author, tag or kind.
    /// Add what is missing to the document, or name the part for such documents with `group.other`.
    QueryGroup = "SEL-GROUP", Error;
    /// A query asks for a tag or a person that no document of the collection has.
    /// Check the spelling; `nashr list BOOK` shows what there is.
    QueryUnknownName = "SEL-UNKNOWN-NAME", Warning;
    /// The groups of a query have no titles of their own inside a part, because parts hold no parts.
    /// Write the query as an entry of its own below `contents:`, or delete `group`.
    QueryGroupsInPart = "SEL-GROUPS-IN-PART", Warning;

    /// The front matter of a document cannot be read, has an unknown key or a value of a wrong type.
    /// It is YAML between two lines `---` at the very top.
    FrontMatter = "IMP-FRONT-MATTER", Error;
    /// A key of the front matter that nashr does not know; it is ignored.
    /// Use a known key, or begin it with `x-`.
    FrontMatterKey = "IMP-FRONT-MATTER-KEY", Warning;
    /// Bidirectional override characters (U+202A to U+202E) were removed from the text. They force
    /// a direction by hand, break copying and can hide what is really written.
    /// Nothing to do: nashr orders mixed text by itself. Use `[text]{dir=ltr}` for a special case.
    BidiControl = "IMP-BIDI-CONTROL", Warning;
    /// Control characters that no book can print were removed from the text.
    ControlCharacter = "IMP-CONTROL-CHARACTER", Warning;
    /// A letter carries so many combining marks that they cannot be told apart; they are set one
    /// above the other all the same. Usually the text was damaged by a program.
    MarksOnMarks = "IMP-MARKS", Warning;
    /// Quotes, lists or divs are nested deeper than nashr accepts (64 levels).
    /// Printed books nest four or five deep; the document is probably damaged.
    NestingTooDeep = "IMP-NESTING", Error;
    /// A fenced div `:::` is not closed, or closed without being opened.
    DivUnbalanced = "IMP-DIV-UNBALANCED", Error;
    /// A div has a name that nashr does not know; its content is kept as ordinary text.
    DivUnknown = "IMP-DIV-UNKNOWN", Warning;
    /// Raw HTML in Markdown. It is never passed on: the text is kept as it is written.
    /// Use the Markdown forms instead; `docs/markdown.md` shows them.
    RawHtml = "IMP-RAW-HTML", Warning;
    /// A mark `[^name]` has no footnote text.
    /// Write `[^name]: the text` anywhere in the same document.
    NoteWithoutText = "IMP-NOTE-WITHOUT-TEXT", Error;
    /// A footnote text has no mark that refers to it, so it would appear nowhere.
    /// Put `[^name]` where the note belongs, or delete the text.
    NoteWithoutMark = "IMP-NOTE-WITHOUT-MARK", Error;
    /// A footnote text is defined twice in one document; it is not clear which counts.
    NoteTwice = "IMP-NOTE-TWICE", Error;
    /// A footnote refers to itself, directly or through others.
    NoteCycle = "IMP-NOTE-CYCLE", Error;
    /// A table row has more cells than the head of its table, so there is no place for them.
    /// Add a column to the head and to the line of dashes, or write `\|` where the sign is meant.
    TableRow = "IMP-TABLE-ROW", Error;
    /// A verse line could not be split into two hemistichs where its neighbours could.
    /// Part the hemistichs by ` / `, or mark the poem `{.free}`.
    VerseLine = "IMP-VERSE-LINE", Warning;
    /// Litter of a PDF page (a running head, a site name, a mail address, initials) was found in a
    /// plain text document. It is kept; delete it from the source if it does not belong to the text.
    PageLitter = "IMP-PAGE-LITTER", Warning;
    /// A paragraph seems to be cut in two, as by the end of a PDF page. The two parts stay apart.
    /// Join them in the source.
    SplitParagraph = "IMP-SPLIT-PARAGRAPH", Warning;

    /// An image that the text names cannot be found.
    ImageMissing = "IMG-MISSING", Error;
    /// An image file is not a PNG, JPEG, GIF or WebP image, or its content belies its ending, or
    /// it is damaged.
    ImageFormat = "IMG-FORMAT", Error;
    /// An image has more pixels than nashr decodes.
    ImageTooLarge = "IMG-TOO-LARGE", Error;
    /// An image has no description, so a reader who cannot see it learns nothing.
    /// Write it between the brackets: `![what is to be seen](file.png)`. For a mere ornament write
    /// `![](file.png){.decorative}`.
    ImageAlt = "IMG-ALT", Warning;
    /// An image points to the network. nashr never fetches anything.
    /// Save it in the project and name the file.
    ImageRemote = "IMG-REMOTE", Error;

    /// Two places of the book carry one id, so a link to it would be ambiguous.
    IdTwice = "DOC-ID-TWICE", Error;
    /// A link points to an id or a document that the book does not contain.
    LinkDangling = "DOC-LINK-DANGLING", Error;
    /// A reference asks its target for what it has not, or for what nashr does not know.
    /// `[](#id){show=page}` prints the page, `show=number` the number («فصل سوم», «شکل ۲»),
    /// `show=full` title or number and page, `show=title` the title. Only chapters, parts, figures
    /// and tables with a number have one; an address outside the book has none of these.
    LinkShow = "DOC-LINK-SHOW", Error;
    /// A link uses an address that a book should not carry (`javascript:`, `data:`, `file:`).
    LinkScheme = "DOC-LINK-SCHEME", Error;
    /// The contents ask for a list of sources, and no document of the book names one.
    /// Write `source: {url: …, publisher: …, accessed: …}` into the documents' front matter, or
    /// take `sources` out of the contents.
    NoSources = "DOC-NO-SOURCES", Warning;
    /// The contents give the notes a place, and no document of the book has notes.
    /// Take `notes` out of the contents, or write notes: `متن[^نام]` and below `[^نام]: یادداشت`.
    NoNotes = "DOC-NO-NOTES", Warning;
    /// The contents ask for a list of figures or of tables, and none of the book has a caption.
    /// Write captions, or take the list out of the contents.
    NoCaptions = "DOC-NO-CAPTIONS", Warning;
    /// Words marked as a term (`[…]{.term}`) have no entry in the glossary of the book.
    /// Write the entry, or name the entry in its own form: `[قلم‌ها]{.term of=قلم}`.
    TermUnknown = "DOC-TERM-UNKNOWN", Warning;

    /// The design does not exist, or one of its files cannot be read.
    DesignMissing = "DSN-MISSING", Error;
    /// `design.yaml` has a syntax error, an unknown key or a value that cannot be used.
    DesignValue = "DSN-VALUE", Error;
    /// Designs extend each other in a circle.
    DesignCycle = "DSN-CYCLE", Error;
    /// The height of the type area is no whole number of lines: below the last line of every page
    /// stays a strip that belongs to nothing.
    /// Change `page.bottom` or `page.top` as the hint says.
    DesignGrid = "DSN-GRID", Warning;
    /// A running head or a page number stands outside the page, or so near its edge that the knife
    /// may take it.
    DesignFurniture = "DSN-FURNITURE", Warning;
    /// Lines are so close that the letters of one reach into those of the next.
    /// Give the role a greater `leading`, or smaller type.
    DesignLeading = "DSN-LEADING", Warning;
    /// Letters and their ground differ too little in brightness (WCAG 2.2, 1.4.3 and 1.4.11).
    DesignContrast = "DSN-CONTRAST", Warning;
    /// Type is too small to be read in print by people with ordinary eyes.
    DesignSize = "DSN-SIZE", Warning;
    /// A family that a design names lacks letters or digits of Persian; another one draws them, and
    /// the two look different within one word.
    DesignCoverage = "DSN-COVERAGE", Warning;

    /// A font family that the design or the manifest names was not found.
    /// `nashr fonts` lists what there is. Put font files in the folder `fonts` beside the manifest.
    FontMissing = "FNT-MISSING", Error;
    /// A font file cannot be read: it is damaged or of an unknown kind.
    FontDamaged = "FNT-DAMAGED", Error;
    /// The font has no Arabic shaping rules (no `GSUB` table for the script `arab`), so its letters
    /// would not join.
    /// Choose another font for this role.
    FontNoArabic = "FNT-NO-ARABIC", Error;
    /// The font forbids embedding (OS/2 `fsType`, restricted licence).
    /// Ask its maker for another licence, or choose another font.
    FontRestricted = "FNT-RESTRICTED", Error;
    /// No font of the book has this character, so it would print as an empty box.
    /// Name a font that has it in the design's `fallback`, or put one in the folder `fonts`.
    CharacterMissing = "FNT-CHARACTER-MISSING", Error;

    /// A mark for the index that says nothing: it names no term, or has a key that is none.
    /// `[واژه]{.index}` marks words; `[]{.index term="…"}` marks a place without words. The keys are
    /// `term`, `sub`, `see`, `see-also`, `sort` and `name`.
    IndexMark = "IDX-MARK", Error;
    /// A passage that was marked for the index begins and never ends, or ends and never began.
    /// Both marks need the same term: `[]{.index .start term="…"}` and `[]{.index .end term="…"}`.
    IndexRange = "IDX-RANGE", Warning;
    /// An entry of the index leads to another one that is not there or says nothing.
    /// Spell it as it is marked elsewhere, or mark a place for it.
    IndexBlind = "IDX-BLIND", Warning;
    /// Words are marked for an index that the book does not have.
    /// Add `index` to the pieces of `back`, for a named one `{index: NAME}`.
    IndexUnused = "IDX-UNUSED", Warning;
    /// The book asks for an index, and nothing is marked for it; it is left out.
    IndexEmpty = "IDX-EMPTY", Warning;

    /// A line is wider than its measure because something in it cannot be broken, or a word that no
    /// line can hold was cut between two letters.
    /// Shorten it, or allow a break in it with U+200B (zero-width space).
    LineOverfull = "LAY-OVERFULL", Warning;
    /// A paragraph has lines whose word spaces are more than twice as wide as they should be, or that
    /// were left ragged because three times would not have been enough: something wide in them
    /// cannot be broken, and kashidas, where the design has them, were not enough.
    /// Change a word or their order, allow a break in a long word with U+200B (zero-width space), or
    /// raise `kashida` in the design. `nashr build --show justification` shows such lines on the page.
    LineLoose = "LAY-LOOSE", Warning;
    /// Something is larger than the page and was made smaller or cut into pieces.
    TooLargeForPage = "LAY-TOO-LARGE", Warning;
    /// The `width` or `height` of an image is neither a share (`60%`) nor a length (`80mm`), so the
    /// image has its own size.
    ImageSize = "LAY-IMAGE-SIZE", Warning;
    /// The marks of one line call more notes than a page can begin: some begin on a later page.
    /// Shorten the notes, spread their marks over several lines, or put the notes at the end of the
    /// chapter.
    NoteLate = "LAY-NOTE-LATE", Warning;
    /// Page numbers did not settle in five passes; some references may be off by one page. A number
    /// takes room itself, and here it moves the very place that it names to and fro. The message
    /// lists each such place with its page after every pass: reword the sentence before it.
    Unstable = "LAY-UNSTABLE", Warning;

    /// The PDF writer refused something that the edition's standard forbids.
    PdfRefused = "PDF-REFUSED", Error;
    /// The EPUB could not be written.
    EpubRefused = "EPB-REFUSED", Error;

    /// The book has no lock, and `--locked` or `nashr verify` needs one.
    /// `nashr lock MANIFEST` writes it; keep it in version control beside the manifest.
    LockMissing = "LCK-MISSING", Error;
    /// The lock cannot be read: it was cut off, edited by hand, or merged by a version control system.
    /// Write it anew with `nashr lock`, or take the last good one from version control.
    LockDamaged = "LCK-DAMAGED", Error;
    /// The lock has a form that this program does not know yet.
    /// Use the nashr that wrote it, or a newer one.
    LockVersion = "LCK-VERSION", Error;
    /// The book is not as it was when its lock was written.
    /// If the change is right, renew the lock with `nashr lock`, or only the line of one document
    /// with `--update DOC`.
    LockStale = "LCK-STALE", Error;
    /// The document that `--update` names is neither in the book nor in its lock.
    /// Name it as the lock does: its path relative to the manifest's folder.
    LockNoDocument = "LCK-NO-DOCUMENT", Error;

    /// The output folder has no record (`build.json`) of a build of this book that can be compared.
    /// Build the book, or name the right folder with `--out`.
    VerifyUnbuilt = "VER-UNBUILT", Error;
    /// Made once more, the book comes out otherwise than `build.json` says. The message names the
    /// first stage that differs: program, inputs, documents, book, pages or output.
    VerifyStage = "VER-STAGE", Error;
    /// An output is missing, or is no longer as it was built.
    VerifyFile = "VER-FILE", Error;

    /// The output folder cannot be written.
    OutputUnwritable = "ENV-OUTPUT-UNWRITABLE", Error;
    /// An output would overwrite an input, or a file that nashr did not make.
    OutputIsInput = "ENV-OUTPUT-IS-INPUT", Error;
    /// A file of the book was changed while the book was built, so the outputs would be of two
    /// states of it. Nothing was written.
    /// Build again when the file is saved.
    InputChanged = "ENV-INPUT-CHANGED", Error;
    /// Another nashr works on the same output folder.
    OutputLocked = "ENV-OUTPUT-LOCKED", Error;
    /// An earlier build was killed while it put its outputs in place, so they may be of two builds.
    /// Nothing to do: this build replaces them.
    OutputInterrupted = "ENV-OUTPUT-INTERRUPTED", Warning;
    /// The disk is full, or reading or writing failed for another reason of the machine.
    Io = "ENV-IO", Error;
    /// The cache cannot be used: its folder cannot be written, its disk is full, or entries in it
    /// were damaged. The book is built all the same, only slower.
    /// Make room or `nashr clean`, name another folder in `NASHR_CACHE`, or build with `--no-cache`.
    Cache = "ENV-CACHE", Warning;
    /// `SOURCE_DATE_EPOCH` is not a whole number of seconds since 1970.
    SourceDateEpoch = "ENV-SOURCE-DATE-EPOCH", Error;
}

impl Code {
    /// The code with this id (in any case); `None` when there is none.
    pub fn from_id(id: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }

    /// Whether the fault lies in the environment (disk, permission, lock), which has its own exit
    /// status.
    pub fn is_environment(self) -> bool {
        self.id().starts_with("ENV-")
    }

    /// Whether the fault lies in the lock, which has its own exit status.
    pub fn is_lock(self) -> bool {
        self.id().starts_with("LCK-")
    }

    /// Whether the fault lies in the manifest, which has its own exit status.
    pub fn is_manifest(self) -> bool {
        self.id().starts_with("MAN-")
    }
}

impl From<Code> for &'static str {
    fn from(code: Code) -> Self {
        code.id()
    }
}

impl TryFrom<&str> for Code {
    type Error = &'static str;

    fn try_from(id: &str) -> Result<Self, Self::Error> {
        Code::from_id(id).ok_or("no message has this id")
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_are_unique_and_found_again() {
        let ids: BTreeSet<&str> = Code::ALL.iter().map(|code| code.id()).collect();
        assert_eq!(ids.len(), Code::ALL.len());
        for code in Code::ALL {
            assert_eq!(Code::from_id(&code.id().to_lowercase()), Some(*code));
            assert!(!code.explanation().is_empty());
        }
    }
}
