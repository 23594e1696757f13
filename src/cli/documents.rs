//! `nashr list MANIFEST`: the documents of a collection.

use serde::Serialize;

use super::args::{Filters, ListFormat, ListOptions};
use super::book::{form, project_folder};
use super::report::{Report, visible};
use super::status::Status;
use super::table::{Column, table};
use super::terminal::Terminal;
use crate::base::{Sources, Span, Spanned};
use crate::manifest::query::{Condition, DateRange, Names, OneOrMore};
use crate::manifest::values::DateText;
use crate::persian::{Calendar, CivilDate};
use crate::pipeline;
use crate::select::Card;
use crate::select::condition::{Setting, Tests, kind_word};

/// Lists the documents that the options do not filter out.
pub(super) fn list(options: &ListOptions, terminal: Terminal) -> Status {
    let mut sources = Sources::default();
    let (library, mut diagnostics) = pipeline::library(&options.folder, &mut sources);
    if let Some(library) = &library {
        diagnostics.extend(library.index.doubles(&mut sources));
    }
    let folder = project_folder(&options.folder);
    let report = Report::new(&sources, &folder, form(&options.report, terminal));
    terminal.messages(&report.render(&diagnostics));
    if let Some(library) = library {
        let collection = &library.plan.collection;
        let lang = library.plan.metadata.lang.value.tag();
        let setting = Setting { lang, calendar: collection.calendar };
        // There are no patterns among these conditions, so none is malformed.
        let tests = Tests::new(&condition(&options.filters)).unwrap_or_default();
        let cards = library.index.cards.iter().filter(|card| tests.hold(card, setting));
        let cards: Vec<&Card> = cards.collect();
        terminal.data(&match options.format {
            ListFormat::Table | ListFormat::GithubMatrix => {
                lines(&cards, collection.calendar, terminal.shows_data)
            }
            ListFormat::Json => json(&cards),
        });
    }
    Status::of(&diagnostics)
}

/// The filters as a condition of the manifest, which they mean.
fn condition(options: &Filters) -> Condition {
    let text = |text: &String| Spanned::new(text.clone(), Span::default());
    let names = |names: Vec<Spanned<String>>| {
        (!names.is_empty()).then(|| Names { all: Some(OneOrMore(names)), ..Names::default() })
    };
    let date =
        |date: Option<CivilDate>| date.map(|date| DateText(Spanned::new(date, Span::default())));
    let kinds: Vec<_> = options.kind.iter().map(|kind| kind.kind()).collect();
    Condition {
        tags: names(options.tag.iter().map(text).collect()),
        author: names(options.author.iter().map(text).collect()),
        date: Some(DateRange { from: date(options.from), to: date(options.to) }),
        kind: (!kinds.is_empty()).then_some(OneOrMore(kinds)),
        ..Condition::default()
    }
}

/// A document a line: date in both calendars, kind, words, path, authors and title. What can be in
/// Persian stands last, so that it cannot disturb the columns; on a terminal each text is isolated.
fn lines(cards: &[&Card], calendar: Calendar, isolated: bool) -> String {
    let (own, other) = (Column::text("jalali"), Column::text("gregorian"));
    let dates = match calendar {
        Calendar::Jalali => [(Calendar::Jalali, own), (Calendar::Gregorian, other)],
        Calendar::Gregorian => [(Calendar::Gregorian, other), (Calendar::Jalali, own)],
    };
    let text = |text: &str| {
        let text = shown(text);
        if isolated { format!("\u{2068}{text}\u{2069}") } else { text }
    };
    let or_dash = |text: String| if text.is_empty() { "-".to_owned() } else { text };
    let row = |card: &&Card| {
        let date = |calendar| card.date_in(calendar).unwrap_or_else(|| "-".to_owned());
        let authors: Vec<&str> = card.authors().map(|name| name.text.as_str()).collect();
        vec![
            date(dates[0].0),
            date(dates[1].0),
            card.kind.map_or("-", kind_word).to_owned(),
            card.words.to_string(),
            text(&card.path),
            text(&or_dash(authors.join("، "))),
            text(&or_dash(card.title.clone())),
        ]
    };
    let columns = [
        dates[0].1,
        dates[1].1,
        Column::text("kind"),
        Column::number("words"),
        Column::text("path"),
        Column::text("authors"),
        Column::text("title"),
    ];
    table(&columns, cards.iter().map(row))
}

/// Text as data for people: nothing in it can move the cursor.
fn shown(text: &str) -> String {
    visible::copied(text)
}

/// A document as programs read it.
#[derive(Serialize)]
struct Entry<'c> {
    path: &'c str,
    title: Option<&'c str>,
    authors: Vec<&'c str>,
    translators: Vec<&'c str>,
    date: Option<Date<'c>>,
    tags: Vec<&'c str>,
    kind: Option<&'static str>,
    lang: Option<&'c str>,
    url: Option<&'c str>,
    publisher: Option<&'c str>,
    words: usize,
    digest: String,
}

/// A date as written and in both calendars.
#[derive(Serialize)]
struct Date<'c> {
    written: &'c str,
    jalali: Option<String>,
    gregorian: Option<String>,
}

fn json(cards: &[&Card]) -> String {
    let entries: Vec<Entry<'_>> = cards.iter().map(|card| entry(card)).collect();
    let mut text = serde_json::to_string_pretty(&entries).unwrap_or_default();
    text.push('\n');
    text
}

fn entry(card: &Card) -> Entry<'_> {
    Entry {
        path: &card.path,
        title: Some(card.title.as_str()).filter(|title| !title.is_empty()),
        authors: card.authors().map(|name| name.text.as_str()).collect(),
        translators: card.translators().map(|name| name.text.as_str()).collect(),
        date: card.written_date.as_deref().map(|written| Date {
            written,
            jalali: card.date_in(Calendar::Jalali),
            gregorian: card.date_in(Calendar::Gregorian),
        }),
        tags: card.tags.iter().map(|tag| tag.text.as_str()).collect(),
        kind: card.kind.map(kind_word),
        lang: card.lang.as_deref(),
        url: card.url.as_deref(),
        publisher: card.publisher.as_ref().map(|name| name.text.as_str()),
        words: card.words,
        digest: card.digest.to_string(),
    }
}
