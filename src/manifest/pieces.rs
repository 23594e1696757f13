//! Pieces before and after the text that are more than a word: as they are written in the manifest.

use schemars::JsonSchema;

use super::query::OneOrMore;
use super::read::{choice, record};
use super::values::PathText;
use crate::base::Spanned;

/// A piece whose words stand in the manifest.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(untagged)]
pub enum WrittenFile {
    /// The name of God in other words.
    NameOfGod(NameOfGodFile),
    /// To whom the book is dedicated.
    Dedication(DedicationFile),
    /// A motto.
    Epigraph(EpigraphFile),
    /// A picture opposite the title page.
    Frontispiece(FrontispieceFile),
}

record! {
    /// The name of God on a leaf of its own, in these words.
    NameOfGodFile as "name-of-god" {
        /// The words: «به نام خداوند جان و خرد».
        "name-of-god" words: Spanned<String>,
    }
}

record! {
    /// To whom the book is dedicated, on a leaf of its own.
    DedicationFile as "dedication" {
        /// Its lines.
        "dedication" lines: OneOrMore<Spanned<String>>,
    }
}

record! {
    /// A motto on a leaf of its own.
    EpigraphFile as "epigraph" {
        /// Its lines.
        "epigraph" lines: OneOrMore<Spanned<String>>,
        /// Who said it, or where it stands.
        "source" source: Option<Spanned<String>>,
    }
}

record! {
    /// A picture on the page opposite the title page.
    FrontispieceFile as "frontispiece" {
        /// Its path, relative to the manifest.
        "frontispiece" picture: PathText,
        /// What a reader who cannot see it is told.
        "alt" alt: Spanned<String>,
        /// Words below it.
        "caption" caption: Option<Spanned<String>>,
    }
}

choice! {
    /// What a document before or after the text is.
    RoleFile {
        /// To whom the book is dedicated: a leaf without a heading.
        "dedication" Dedication,
        /// A motto: a leaf without a heading.
        "epigraph" Epigraph,
        /// A preface by someone else.
        "foreword" Foreword,
        /// A preface by the author or translator.
        "preface" Preface,
        /// An introduction to the subject.
        "introduction" Introduction,
        /// A note of the publisher.
        "publisher-note" PublisherNote,
        /// Thanks.
        "acknowledgments" Acknowledgments,
        /// An afterword.
        "afterword" Afterword,
        /// An appendix.
        "appendix" Appendix,
        /// A glossary.
        "glossary" Glossary,
        /// A list of books.
        "bibliography" Bibliography,
        /// About the author.
        "about-author" AboutAuthor,
    }
}
