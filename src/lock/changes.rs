//! What changed between two editions, as a list: for people, for the preface, for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Change, Kind, What};
use crate::base::Lang;
use crate::persian::DigitStyle;

/// Forms of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListForm {
    /// A line a change, for the terminal.
    Text,
    /// A Markdown list in the book's language, for its preface: documents only.
    Markdown,
    /// One JSON array.
    Json,
}

/// The list of `changes` in a book in `lang`; nothing (or an empty array) when nothing changed.
pub fn list(changes: &[Change], form: ListForm, lang: &str) -> String {
    match form {
        ListForm::Text => changes.iter().map(text).collect(),
        ListForm::Markdown => markdown(changes, lang),
        ListForm::Json => json(changes),
    }
}

/// `+ document a.md «title»`.
fn text(change: &Change) -> String {
    let mut line = format!("{} {}", sign(&change.what), change.kind.name());
    if !change.name.is_empty() {
        let _ = write!(line, " {}", change.name);
    }
    if !change.title.is_empty() {
        let _ = write!(line, " «{}»", change.title);
    }
    let _ = match &change.what {
        What::Changed { before, after } if before != after && change.kind == Kind::Document => {
            write!(line, " (was «{before}»)")
        }
        What::Changed { before, after } if before != after => write!(line, " {before} → {after}"),
        What::Moved { before, after } => write!(line, " ({before} → {after})"),
        What::Renamed { before } => write!(line, " (was {before})"),
        _ => Ok(()),
    };
    line + "\n"
}

const fn sign(what: &What) -> char {
    match what {
        What::Added => '+',
        What::Removed => '-',
        What::Changed { .. } => '~',
        What::Moved { .. } => '↕',
        What::Renamed { .. } => '=',
    }
}

/// A change in JSON.
#[derive(Serialize)]
struct Entry<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

fn json(changes: &[Change]) -> String {
    let entries: Vec<Entry> = changes.iter().map(entry).collect();
    // Texts always have a form in JSON.
    serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n"
}

fn entry(change: &Change) -> Entry<'_> {
    let (word, before, after) = match &change.what {
        What::Added => ("added", None, None),
        What::Removed => ("removed", None, None),
        What::Changed { before, after } if before == after => ("changed", None, None),
        What::Changed { before, after } => ("changed", Some(before.clone()), Some(after.clone())),
        What::Moved { before, after } => {
            ("moved", Some(before.to_string()), Some(after.to_string()))
        }
        What::Renamed { before } => ("renamed", Some(before.clone()), None),
    };
    let Change { kind, name, title, .. } = change;
    Entry { kind: kind.name(), name, title, change: word, before, after }
}

/// The words of the list in one language.
struct Words {
    added: &'static str,
    changed: &'static str,
    moved: &'static str,
    removed: &'static str,
    /// A title and the one before it.
    formerly: fn(&str, &str) -> String,
    /// A title, and the place before and after.
    place: fn(&str, &str, &str) -> String,
}

const PERSIAN: Words = Words {
    added: "افزوده\u{200C}ها",
    changed: "بازنگری\u{200C}شده\u{200C}ها",
    moved: "جابه\u{200C}جاشده\u{200C}ها",
    removed: "کنار گذاشته\u{200C}ها",
    formerly: |title, before| format!("{title} (پیش\u{200C}تر: {before})"),
    place: |title, before, after| format!("{title} (از جای {before} به {after})"),
};
const ENGLISH: Words = Words {
    added: "Added",
    changed: "Revised",
    moved: "Moved",
    removed: "Removed",
    formerly: |title, before| format!("{title} (formerly {before})"),
    place: |title, before, after| format!("{title} (from place {before} to {after})"),
};

/// Below a line for each sort of change, the titles as a list.
fn markdown(changes: &[Change], lang: &str) -> String {
    let lang = Lang::parse(lang);
    let is_rtl = lang.as_ref().is_some_and(|lang| lang.direction().is_rtl());
    let words = if is_rtl { &PERSIAN } else { &ENGLISH };
    let digits = lang.as_ref().map_or(DigitStyle::Latin, DigitStyle::of);
    let items = |wanted: fn(&What) -> bool| -> Vec<String> {
        let documents = changes.iter().filter(|change| change.kind == Kind::Document);
        documents.filter(|one| wanted(&one.what)).map(|one| item(one, words, digits)).collect()
    };
    let groups = [
        (words.added, items(|what| matches!(what, What::Added))),
        (words.changed, items(|what| matches!(what, What::Changed { .. }))),
        (words.moved, items(|what| matches!(what, What::Moved { .. }))),
        (words.removed, items(|what| matches!(what, What::Removed))),
    ];
    let filled = groups.iter().filter(|(_, items)| !items.is_empty());
    let written = filled.map(|(name, items)| format!("**{name}**\n\n{}", items.concat()));
    written.collect::<Vec<_>>().join("\n")
}

fn item(change: &Change, words: &Words, digits: DigitStyle) -> String {
    let title = escaped(&change.title);
    let words = match &change.what {
        What::Changed { before, after } if before != after => {
            (words.formerly)(&title, &escaped(before))
        }
        What::Moved { before, after } => {
            (words.place)(&title, &digits.write(*before), &digits.write(*after))
        }
        _ => title,
    };
    format!("- {words}\n")
}

/// `title` with the signs that mean something in Markdown taken literally.
fn escaped(title: &str) -> String {
    let mut text = String::with_capacity(title.len());
    for c in title.chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '#' | '~' | '&') {
            text.push('\\');
        }
        text.push(if c.is_control() { ' ' } else { c });
    }
    text
}
