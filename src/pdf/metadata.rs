//! What the document says about itself.

use krilla::metadata::{DateTime, Metadata, TextDirection};

use crate::assembly::Book;
use crate::base::stamp::Stamp;

/// Title, people, language, direction, dates, and an identifier that stays the same from build to
/// build.
pub fn metadata(book: &Book, stamp: Stamp) -> Metadata {
    let said = &book.metadata;
    let program = concat!("nashr ", env!("CARGO_PKG_VERSION"));
    let direction = if book.direction().is_rtl() {
        TextDirection::RightToLeft
    } else {
        TextDirection::LeftToRight
    };
    let mut metadata = Metadata::new()
        .title(title(book))
        .authors(authors(book))
        .keywords(said.subjects.iter().map(|subject| subject.value.clone()).collect())
        .language(book.lang().tag().to_owned())
        .text_direction(direction)
        .document_id(said.identifier.clone())
        .creator(program.to_owned())
        .producer(program.to_owned())
        .creation_date(date(stamp));
    if let Some(description) = &said.description {
        metadata = metadata.description(description.value.clone());
    }
    metadata
}

fn title(book: &Book) -> String {
    let title = &book.metadata.title.value;
    match &book.metadata.subtitle {
        Some(subtitle) => format!("{title}: {}", subtitle.value),
        None => title.clone(),
    }
}

/// The authors; without any, everybody who had a part in the book.
fn authors(book: &Book) -> Vec<String> {
    let people = &book.metadata.contributors;
    let named = |role: Option<&str>| -> Vec<String> {
        let people = people.iter().filter(|person| role.is_none_or(|r| person.role.value == r));
        people.map(|person| person.name.value.clone()).collect()
    };
    let authors = named(Some("aut"));
    if authors.is_empty() { named(None) } else { authors }
}

fn date(stamp: Stamp) -> DateTime {
    DateTime::new(stamp.year)
        .month(stamp.month)
        .day(stamp.day)
        .hour(stamp.hour)
        .minute(stamp.minute)
        .second(stamp.second)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}
