//! The documents of a book, read and in order.

use crate::base::{Digest, SourceId, Span, Spanned};

/// Everything the contents of a manifest name, found and read.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// The documents, each once, in the order of the book.
    pub files: Vec<SourceFile>,
    /// The contents, with globs resolved to documents.
    pub contents: Vec<CollectedEntry>,
}

/// A document's file; its text is in `Sources`.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its number in `Sources` (its path there is relative to the manifest's folder).
    pub id: SourceId,
    /// How to import it.
    pub format: Format,
    /// Digest of its bytes as read.
    pub digest: Digest,
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

/// A piece of front or back matter.
#[derive(Clone, Debug)]
pub enum CollectedPiece {
    /// The title alone.
    HalfTitle,
    /// The title page.
    Title,
    /// The colophon.
    Colophon,
    /// The contents.
    Toc,
    /// A document.
    Document(CollectedDocument),
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
    /// Its entry in the manifest.
    pub span: Span,
}
