//! The documents of a book, read and in order.

use crate::base::{Digest, SourceId, Span, Spanned};
use crate::manifest::plan::{Frontispiece, IndexPiece, PieceRole, WrittenPiece};
use crate::manifest::query::Kind;

/// Everything the contents of a manifest name, found and read.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// The documents, each once, in the order of the book.
    pub files: Vec<SourceFile>,
    /// The contents, with globs resolved to documents.
    pub contents: Vec<CollectedEntry>,
}

impl Collection {
    /// Every document with the place in the manifest that names it: its index into `files`, and the
    /// place; in the order of the contents.
    pub fn named(&self) -> impl Iterator<Item = (usize, Span)> {
        self.contents.iter().flat_map(CollectedEntry::documents).map(|one| (one.file, one.span))
    }
}

/// A document's file; its text is in `Sources`.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its number in `Sources` (its path there is relative to the manifest's folder).
    pub id: SourceId,
    /// How to import it.
    pub format: Format,
    /// Digest of its bytes as read, together with those of the file that speaks for it.
    pub digest: Digest,
    /// The file beside a plain text that speaks for it (`NAME.yaml`), in `Sources`.
    pub side_car: Option<SourceId>,
    /// What sort of text the manifest says it is, instead of what it says itself.
    pub kind: Option<Kind>,
}

/// Formats of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// `.md`, `.markdown`.
    Markdown,
    /// `.txt`.
    Plain,
}

/// An entry of the contents with its documents.
#[derive(Clone, Debug)]
pub enum CollectedEntry {
    /// Front matter.
    Front(Vec<CollectedPiece>),
    /// Back matter.
    Back(Vec<CollectedPiece>),
    /// A part.
    Part {
        /// Title as written.
        title: Spanned<String>,
        /// Its documents.
        documents: Vec<CollectedDocument>,
        /// The entry in the manifest.
        span: Span,
    },
    /// A document outside all parts.
    Document(CollectedDocument),
}

impl CollectedEntry {
    /// The pieces of front or back matter; none of another entry.
    pub fn pieces(&self) -> &[CollectedPiece] {
        match self {
            CollectedEntry::Front(pieces) | CollectedEntry::Back(pieces) => pieces,
            CollectedEntry::Part { .. } | CollectedEntry::Document(_) => &[],
        }
    }

    /// The documents inside, in order.
    fn documents(&self) -> Vec<&CollectedDocument> {
        match self {
            CollectedEntry::Front(pieces) | CollectedEntry::Back(pieces) => {
                pieces.iter().filter_map(CollectedPiece::document).collect()
            }
            CollectedEntry::Part { documents, .. } => documents.iter().collect(),
            CollectedEntry::Document(document) => vec![document],
        }
    }
}

/// A piece of front or back matter.
#[derive(Clone, Debug)]
pub enum CollectedPiece {
    /// The name of God: its words, when the manifest chooses them.
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
    /// The title alone.
    HalfTitle,
    /// The title page.
    Title,
    /// The colophon.
    Colophon,
    /// The contents.
    Toc,
    /// The list of sources, and its place in the manifest.
    Sources(Span),
    /// The notes of all chapters, and its place in the manifest.
    Notes(Span),
    /// An index.
    Index(IndexPiece),
    /// A document.
    Document(CollectedDocument),
}

impl CollectedPiece {
    /// The document, if this is one.
    fn document(&self) -> Option<&CollectedDocument> {
        match self {
            CollectedPiece::Document(document) => Some(document),
            _ => None,
        }
    }
}

/// A document in its place in the contents.
#[derive(Clone, Debug)]
pub struct CollectedDocument {
    /// Index into `Collection::files` (and into the imported documents).
    pub file: usize,
    /// Title from the manifest, instead of the document's own.
    pub title: Option<Spanned<String>>,
    /// Whether it counts in the numbering of chapters; `None`: assembly decides.
    pub numbered: Option<bool>,
    /// What it is among the pieces before and after the text.
    pub role: Option<PieceRole>,
    /// Its entry in the manifest.
    pub span: Span,
}
