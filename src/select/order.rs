//! The order of the documents of a query, and their groups.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::Card;
use super::card::Name;
use crate::base::{Lang, Spanned};
use crate::document::DocumentKind;
use crate::manifest::query::{Group, GroupKey, OneOrMore, Query, SortBy, SortField};
use crate::persian::order::{Alphabet, natural_path};
use crate::persian::{Calendar, DigitStyle};

/// Compares two documents by `keys`, then by path. Documents that have nothing to compare come last
/// in both directions. Two documents are equal only if they are the same.
pub fn compare(a: &Card, b: &Card, keys: &[SortBy], alphabet: &Alphabet) -> Ordering {
    keys.iter()
        .map(|key| by_key(a, b, *key, alphabet))
        .find(|ordering| *ordering != Ordering::Equal)
        .unwrap_or_else(|| natural_path(&a.path, &b.path))
}

fn by_key(a: &Card, b: &Card, key: SortBy, alphabet: &Alphabet) -> Ordering {
    let text = |a: &String, b: &String| alphabet.compare(a, b);
    let down = key.descending;
    match key.field {
        SortField::Path => ranked(Some(&a.path), Some(&b.path), down, |a, b| natural_path(a, b)),
        SortField::Title => ranked(title(a), title(b), down, text),
        SortField::Date => ranked(a.date.as_ref(), b.date.as_ref(), down, Ord::cmp),
        SortField::Author => ranked(name(a), name(b), down, text),
        SortField::Kind => ranked(a.kind.as_ref(), b.kind.as_ref(), down, Ord::cmp),
        SortField::Length => ranked(Some(&a.words), Some(&b.words), down, Ord::cmp),
    }
}

fn name(card: &Card) -> Option<&String> {
    card.authors().next().map(|name| &name.text)
}

fn title(card: &Card) -> Option<&String> {
    Some(&card.title).filter(|title| !title.is_empty())
}

/// What is there before what is not; the former compared.
fn ranked<T>(
    a: Option<&T>,
    b: Option<&T>,
    descending: bool,
    compare: impl Fn(&T, &T) -> Ordering,
) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if descending => compare(b, a),
        (Some(a), Some(b)) => compare(a, b),
        _ => b.is_some().cmp(&a.is_some()),
    }
}

/// Documents that belong together, by their places in the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Title of the part; `None` when the query has no groups.
    pub title: Option<String>,
    /// Its documents, in order.
    pub documents: Vec<usize>,
}

/// What a document is grouped by; its order is that of the parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Year(i32),
    Kind(DocumentKind),
    /// Rank in alphabetical order.
    Name(usize),
}

/// How groups are made.
#[derive(Clone, Copy, Debug)]
pub struct Grouping<'q> {
    /// The query.
    pub query: &'q Query,
    /// Its `group`.
    pub group: &'q Group,
    /// Calendar of the collection.
    pub calendar: Calendar,
    /// Language of the book.
    pub lang: &'q Lang,
}

impl Grouping<'_> {
    /// `documents` in their groups, and those that belong to none. Groups are in the order of their
    /// years, names or kinds; descending when the first key of the order is.
    pub fn part(
        &self,
        documents: &[usize],
        cards: &[Card],
        alphabet: &Alphabet,
    ) -> (Vec<Part>, Vec<usize>) {
        let ranks = self.ranks(documents, cards, alphabet);
        let mut groups: BTreeMap<Key, Part> = BTreeMap::new();
        let mut homeless = Vec::new();
        for at in documents {
            let Some((key, name)) = self.key(&cards[*at], &ranks) else {
                homeless.push(*at);
                continue;
            };
            let title = || Some(self.title(&name));
            let group =
                groups.entry(key).or_insert_with(|| Part { title: title(), documents: Vec::new() });
            group.documents.push(*at);
        }
        let mut parts: Vec<Part> = groups.into_values().collect();
        if self.is_descending() {
            parts.reverse();
        }
        if let (Some(other), false) = (&self.group.other, homeless.is_empty()) {
            let documents = std::mem::take(&mut homeless);
            parts.push(Part { title: Some(other.value.clone()), documents });
        }
        (parts, homeless)
    }

    /// Whether the order begins with what the groups are made by, downwards.
    fn is_descending(&self) -> bool {
        let first = self.query.sort.as_ref().and_then(|keys| keys.0.first());
        let by = match self.group.by {
            GroupKey::Year | GroupKey::JalaliYear => SortField::Date,
            GroupKey::Author => SortField::Author,
            GroupKey::Kind => SortField::Kind,
            GroupKey::Tag => return false,
        };
        first.is_some_and(|key| key.descending && key.field == by)
    }

    /// The alphabetical ranks of the names that groups are made by, by their keys.
    fn ranks(
        &self,
        documents: &[usize],
        cards: &[Card],
        alphabet: &Alphabet,
    ) -> BTreeMap<String, usize> {
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for at in documents {
            if let Some(name) = self.name(&cards[*at]) {
                names.entry(&name.key).or_insert(&name.text);
            }
        }
        let mut names: Vec<(&str, &str)> = names.into_iter().collect();
        names.sort_by(|a, b| alphabet.compare(a.1, b.1));
        names.into_iter().enumerate().map(|(rank, (key, _))| (key.to_owned(), rank)).collect()
    }

    /// The name that a document is grouped by.
    fn name<'c>(&self, card: &'c Card) -> Option<&'c Name> {
        match self.group.by {
            GroupKey::Author => card.authors().next(),
            GroupKey::Tag => card.tags.iter().find(|tag| self.parts_tags(&tag.key)),
            GroupKey::Year | GroupKey::JalaliYear | GroupKey::Kind => None,
        }
    }

    /// Whether a tag can tell documents of the query apart: it is one of those of which `where`
    /// wants any, or else none that `where` asks of all.
    fn parts_tags(&self, key: &str) -> bool {
        let tags = self.query.condition.as_ref().and_then(|condition| condition.tags.as_ref());
        let is_in = |names: &OneOrMore<Spanned<String>>| {
            names.0.iter().any(|name| Name::new(&name.value).key == key)
        };
        match tags {
            None => true,
            Some(tags) => match &tags.any {
                Some(any) if any.0.len() > 1 => is_in(any),
                any => !any.as_ref().is_some_and(is_in) && !tags.all.as_ref().is_some_and(is_in),
            },
        }
    }

    fn key(&self, card: &Card, ranks: &BTreeMap<String, usize>) -> Option<(Key, String)> {
        let year = |calendar| {
            let year = card.year_in(calendar)?;
            Some((Key::Year(year), DigitStyle::of(self.lang).convert(&year.to_string())))
        };
        match self.group.by {
            GroupKey::Year => year(self.calendar),
            GroupKey::JalaliYear => year(Calendar::Jalali),
            GroupKey::Kind => {
                card.kind.map(|kind| (Key::Kind(kind), self.kind_title(kind).to_owned()))
            }
            GroupKey::Author | GroupKey::Tag => {
                let name = self.name(card)?;
                Some((Key::Name(*ranks.get(&name.key)?), name.text.clone()))
            }
        }
    }

    fn is_persian(&self) -> bool {
        self.lang.primary() == "fa"
    }

    /// The title of the group called `name`.
    fn title(&self, name: &str) -> String {
        let placeholder = self.group.by.placeholder();
        let is_year = matches!(self.group.by, GroupKey::Year | GroupKey::JalaliYear);
        match &self.group.title {
            Some(title) => title.value.replace(placeholder, name),
            None if is_year && self.is_persian() => format!("سال {name}"),
            None => name.to_owned(),
        }
    }

    const fn plural(kind: DocumentKind) -> (&'static str, &'static str) {
        match kind {
            DocumentKind::Article => ("مقاله‌ها", "Articles"),
            DocumentKind::Interview => ("گفت‌وگوها", "Interviews"),
            DocumentKind::Poem => ("شعرها", "Poems"),
            DocumentKind::Letter => ("نامه‌ها", "Letters"),
            DocumentKind::Story => ("داستان‌ها", "Stories"),
            DocumentKind::Other => ("نوشته‌های دیگر", "Other writings"),
        }
    }

    fn kind_title(&self, kind: DocumentKind) -> &'static str {
        let (persian, english) = Self::plural(kind);
        if self.is_persian() { persian } else { english }
    }
}

/// `documents` with `first` before and `last` after all others, which keep their order.
pub fn pin(documents: &mut [usize], first: &[usize], last: &[usize]) {
    let place = |list: &[usize], at: usize| list.iter().position(|other| *other == at);
    documents.sort_by_key(|at| match (place(first, *at), place(last, *at)) {
        (Some(place), _) => (0, place),
        (None, None) => (1, 0),
        (None, Some(place)) => (2, place),
    });
}

/// The documents that a limit keeps: those that are pinned, and of the others the first, so that
/// there are at most `limit`.
pub fn cut(documents: &[usize], is_pinned: impl Fn(usize) -> bool, limit: usize) -> Vec<usize> {
    let pinned = documents.iter().filter(|at| is_pinned(**at)).count();
    let mut free = limit.saturating_sub(pinned);
    let mut kept = documents.to_vec();
    kept.retain(|at| {
        if is_pinned(*at) {
            return true;
        }
        let keeps = free > 0;
        free = free.saturating_sub(1);
        keeps
    });
    kept
}

/// The documents that are nearest to being selected first: `faults` counts what does not hold.
pub(super) fn nearest(mut candidates: Vec<(usize, usize)>, count: usize) -> Vec<usize> {
    candidates.sort_by_key(|(at, faults)| (*faults, *at));
    candidates.into_iter().take(count).map(|(at, _)| at).collect()
}
