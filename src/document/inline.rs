//! Inlines: what stands beside one another in a line.

use serde::{Deserialize, Serialize};

use super::block::Attributes;
use crate::base::{Span, Spanned};

/// An inline and its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it was written.
    pub span: Span,
}

impl Inline {
    /// `kind` as written at `span`.
    pub const fn new(kind: InlineKind, span: Span) -> Self {
        Inline { kind, span }
    }
}

/// Index of a footnote: in `Document::notes` after import, in `Chapter::notes` after assembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NoteId(pub u32);

/// The kinds of inlines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum InlineKind {
    /// Words. Runs of white space in the source are one space; ZWNJ and ZWJ are kept.
    Text(String),
    /// Emphasis: bold or a colour in Persian, never a false slant.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Words struck out.
    Strike(Vec<Inline>),
    /// Raised, as in «۳۲م».
    Superscript(Vec<Inline>),
    /// Lowered, as in chemical formulas.
    Subscript(Vec<Inline>),
    /// Code or literal text: left to right, in the code font.
    Code(String),
    /// A link.
    Link(Link),
    /// An image within a line of text.
    Image {
        /// Path as written, relative to the document.
        path: Spanned<String>,
        /// What a reader who cannot see it is told.
        alt: String,
    },
    /// A footnote mark.
    NoteRef(NoteId),
    /// The number of the page on which another place of the book stands; made by assembly.
    PageRef(PageRef),
    /// A forced line end.
    LineBreak,
    /// Words with attributes: `[متن]{lang=en}`, `[واژه]{.index}`.
    Span {
        /// What is attached.
        attributes: Attributes,
        /// The words.
        content: Vec<Inline>,
    },
}

/// A link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads.
    pub target: LinkTarget,
    /// Its words. Empty for `[](#id)`: assembly fills in the name of the target.
    pub content: Vec<Inline>,
}

/// The number of a page, which only layout knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRef {
    /// The anchor of the place.
    pub anchor: String,
    /// Words before the number, printed only with it: «ص ».
    pub before: String,
    /// What stands for words and number where there are no pages: the name of the place, or nothing
    /// when it stands beside the reference already.
    pub name: String,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LinkTarget {
    /// As written (`#id`, `other.md#id`, `https://…`): import produces only this.
    Written(Spanned<String>),
    /// An address outside the book (http, https, mailto), as assembly accepted it.
    External(String),
    /// An anchor of the book ([`crate::assembly::Anchor`] name).
    Internal(String),
}

/// The plain words of `inlines`, without marks of footnotes and images; what headings give to the
/// outline and the navigation.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    collect_text(inlines, &mut text);
    text
}

fn collect_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) => text.push_str(words),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strike(content)
            | InlineKind::Superscript(content)
            | InlineKind::Subscript(content)
            | InlineKind::Span { content, .. }
            | InlineKind::Link(Link { content, .. }) => collect_text(content, text),
            InlineKind::PageRef(page) => text.push_str(&page.name),
            InlineKind::LineBreak => text.push(' '),
            InlineKind::Image { .. } | InlineKind::NoteRef(_) => {}
        }
    }
}
