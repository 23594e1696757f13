//! What a document says about itself.

use serde::{Deserialize, Serialize};

use super::inline::Inline;
use crate::base::Spanned;

/// The front matter of a document, or what plain text shows in its first and last lines.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentMeta {
    /// Title; the chapter's heading. When absent, assembly falls back to the first heading or the
    /// file name.
    pub title: Vec<Inline>,
    /// Subtitle.
    pub subtitle: Vec<Inline>,
    /// Authors, translators and others, in the order written.
    pub people: Vec<Person>,
    /// The date as written («۱۱ اسفند ۱۳۹۸», 1398-12-11, 2020-03-04).
    pub date: Option<Spanned<String>>,
    /// Subject tags.
    pub tags: Vec<Spanned<String>>,
    /// Language of the document, when it differs from the book's.
    pub lang: Option<Spanned<String>>,
    /// Where the text was first published.
    pub source: Option<SourceReference>,
    /// Whose rights.
    pub rights: Option<String>,
    /// One paragraph on the content.
    pub summary: Option<String>,
    /// What sort of text it is.
    pub kind: Option<DocumentKind>,
    /// The author's id for the document: target of `[](#id)` and name in the EPUB's anchors.
    pub id: Option<Spanned<String>>,
}

/// A person and what they did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name as shown.
    pub name: Spanned<String>,
    /// MARC relator code: `aut`, `trl`, `edt`, …
    pub role: String,
}

/// Where a document was first published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceReference {
    /// Address.
    pub url: Option<Spanned<String>>,
    /// Publisher or site.
    pub publisher: Option<String>,
    /// Date of access, as written.
    pub accessed: Option<String>,
}

/// Sorts of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DocumentKind {
    /// An essay or article.
    Article,
    /// Questions and answers.
    Interview,
    /// Verse.
    Poem,
    /// A letter.
    Letter,
    /// A story.
    Story,
    /// Something else.
    Other,
}
