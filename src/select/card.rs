//! What is kept of a document for selection.

use crate::base::{Digest, Spanned};
use crate::collect::Format;
use crate::document::inline::plain_text;
use crate::document::{DocumentKind, DocumentMeta};
use crate::persian::names::name_key;
use crate::persian::{Calendar, CivilDate};
use crate::storage::ProjectPath;

/// A document as selection sees it: what it says about itself, its length and its digest, without
/// its text.
#[derive(Clone, Debug)]
pub struct Card {
    /// Path relative to the manifest's folder.
    pub file: ProjectPath,
    /// Path relative to the collection's root, by which the manifest names it.
    pub path: String,
    /// How it is imported.
    pub format: Format,
    /// Title; empty when it has none.
    pub title: String,
    /// Everybody who had a part in it.
    pub people: Vec<Named>,
    /// Its tags.
    pub tags: Vec<Name>,
    /// Its date as written.
    pub written_date: Option<String>,
    /// Its date, when it can be read and exists.
    pub date: Option<CivilDate>,
    /// Its language as written.
    pub lang: Option<String>,
    /// What sort of text it is.
    pub kind: Option<DocumentKind>,
    /// Address of the first publication.
    pub url: Option<String>,
    /// Publisher of the first publication.
    pub publisher: Option<Name>,
    /// Whose rights.
    pub rights: Option<String>,
    /// Whether it has a summary.
    pub has_summary: bool,
    /// Its own id.
    pub id: Option<String>,
    /// Its length in words.
    pub words: usize,
    /// Digest of its bytes, together with those of the file that speaks for it: as in the lock.
    pub digest: Digest,
    /// Digest of its text without the front matter: of equal texts only one belongs in a book.
    pub text_digest: Digest,
}

/// A name with its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As written.
    pub text: String,
    /// As compared.
    pub key: String,
}

/// A person and what they did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Who.
    pub name: Name,
    /// MARC relator code.
    pub role: String,
}

impl Name {
    /// `text` with its key.
    pub fn new(text: &str) -> Self {
        let text = text.trim();
        Name { text: text.to_owned(), key: name_key(text) }
    }
}

impl Card {
    /// The card of a document that says `meta` about itself.
    pub(super) fn new(place: FilePlace, meta: &DocumentMeta, text: Measured) -> Self {
        let people = meta
            .people
            .iter()
            .map(|person| Named { name: Name::new(&person.name.value), role: person.role.clone() });
        let source = meta.source.as_ref();
        let value = |text: &Option<Spanned<String>>| {
            text.as_ref().map(|text| text.value.trim().to_owned()).filter(|text| !text.is_empty())
        };
        let written_date = value(&meta.date);
        Card {
            file: place.file,
            path: place.path,
            format: place.format,
            title: plain_text(&meta.title).trim().to_owned(),
            people: people.collect(),
            tags: meta.tags.iter().map(|tag| Name::new(&tag.value)).collect(),
            date: written_date.as_deref().and_then(|date| CivilDate::parse(date).ok()),
            written_date,
            lang: value(&meta.lang),
            kind: meta.kind,
            url: source.and_then(|source| value(&source.url)),
            publisher: source.and_then(|source| source.publisher.as_deref()).map(Name::new),
            rights: meta.rights.clone(),
            has_summary: meta.summary.is_some(),
            id: value(&meta.id),
            words: text.words,
            digest: text.digest,
            text_digest: text.text_digest,
        }
    }

    /// Those who have the role `role`, in the order in which they are named.
    pub fn people_as<'c>(&'c self, role: &'static str) -> impl Iterator<Item = &'c Name> {
        self.people.iter().filter(move |person| person.role == role).map(|person| &person.name)
    }

    /// Its authors.
    pub fn authors(&self) -> impl Iterator<Item = &Name> {
        self.people_as("aut")
    }

    /// Its translators.
    pub fn translators(&self) -> impl Iterator<Item = &Name> {
        self.people_as("trl")
    }

    /// Its date in the digits of `calendar`: `1398-12-14`.
    pub fn date_in(&self, calendar: Calendar) -> Option<String> {
        self.date.map(|date| date.to_calendar(calendar).numeric())
    }

    /// The year of its date in `calendar`.
    pub fn year_in(&self, calendar: Calendar) -> Option<i32> {
        self.date.map(|date| date.to_calendar(calendar).year())
    }
}

/// Where a document is.
pub(super) struct FilePlace {
    pub(super) file: ProjectPath,
    pub(super) path: String,
    pub(super) format: Format,
}

/// What is measured of a document's bytes.
#[derive(Clone, Copy)]
pub(super) struct Measured {
    pub(super) words: usize,
    pub(super) digest: Digest,
    pub(super) text_digest: Digest,
}
