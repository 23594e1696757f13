//! The document model: pure data, the same for every input format and both outputs.
//!
//! Every block and inline carries the [`Span`] of its source, so that a problem found as late as
//! in the PDF writer still points at a line of the author's text.

pub mod block;
pub mod dump;
pub mod inline;
pub mod meta;
mod renumber;
pub mod text;
pub mod visit;

pub use block::{
    Alignment, Attributes, Block, BlockKind, Cell, Definition, Dialogue, DivRole, Figure, ListItem,
    ListKind, MediaSize, Row, Stanza, Table, Turn, TurnKind, Verse, VerseForm, VerseLine,
};
pub use inline::{Inline, InlineKind, Link, LinkTarget, NoteId, PageRef};
pub use meta::{DocumentKind, DocumentMeta, Person, SourceReference};

use serde::{Deserialize, Serialize};

use crate::base::{SourceId, Span, Spanned};

/// One imported document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The file it came from.
    pub source: SourceId,
    /// What its front matter (or its first lines, for plain text) says about it.
    pub meta: DocumentMeta,
    /// Its blocks, without the title (which is in `meta`).
    pub blocks: Vec<Block>,
    /// Its footnotes, in the order of their first marks. [`InlineKind::NoteRef`] holds an index.
    pub notes: Vec<Note>,
}

/// The text of a footnote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The name in the source, without `[^` and `]`.
    pub name: Spanned<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// The whole definition.
    pub span: Span,
}
