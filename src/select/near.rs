//! What a query that surprises probably meant: documents that are nearly selected, names that nobody
//! has.

use std::collections::{BTreeMap, BTreeSet};

use super::card::{Card, Name};
use super::condition::{Field, Setting, Tests};
use super::order::nearest;
use crate::base::{Code, Diagnostic, Spanned};
use crate::manifest::query::{Condition, Names};
use crate::manifest::read::suggest;

/// How many documents are named.
const NAMED: usize = 3;

/// The documents that miss by the least, with what they miss: "`a.md` (it has no date)".
pub(super) fn near_misses(
    cards: &[Card],
    out: impl Iterator<Item = usize>,
    tests: &Tests,
    setting: Setting<'_>,
) -> Option<String> {
    let count = |at: usize| (at, tests.count_faults(&cards[at], setting));
    let candidates: Vec<(usize, usize)> =
        out.map(count).filter(|(_, faults)| *faults > 0).collect();
    let named = nearest(candidates, NAMED).into_iter().map(|at| {
        let why = tests.fault(&cards[at], setting).unwrap_or_default();
        format!("`{}` ({why})", cards[at].path)
    });
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| named.join(", "))
}

/// A warning for every tag and person that `condition` asks for and no document has.
pub(super) fn unknown_names(condition: &Condition, cards: &[Card]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    look_up(condition, cards, &mut BTreeMap::new(), &mut problems);
    problems
}

/// The names that documents have, by their keys, for each field that was asked for.
type Known = BTreeMap<&'static str, BTreeMap<String, String>>;

fn look_up(condition: &Condition, cards: &[Card], known: &mut Known, out: &mut Vec<Diagnostic>) {
    let fields = [
        (Field::Tags, &condition.tags),
        (Field::Author, &condition.author),
        (Field::Translator, &condition.translator),
    ];
    for (field, names) in fields {
        let Some(names) = names else { continue };
        let known = known.entry(field.word()).or_insert_with(|| names_of(field, cards));
        out.extend(asked(names).filter_map(|name| unknown(name, field, known)));
    }
    let lists = [&condition.all, &condition.any].into_iter().flatten().flat_map(|list| &list.0);
    for inner in lists.chain(condition.not.as_deref()) {
        look_up(inner, cards, known, out);
    }
}

fn names_of(field: Field, cards: &[Card]) -> BTreeMap<String, String> {
    let names = cards.iter().flat_map(|card| field.of(card));
    names.map(|name| (name.key.clone(), name.text.clone())).collect()
}

fn asked(names: &Names) -> impl Iterator<Item = &Spanned<String>> {
    [&names.any, &names.all, &names.none].into_iter().flatten().flat_map(|list| &list.0)
}

fn unknown(
    name: &Spanned<String>,
    field: Field,
    known: &BTreeMap<String, String>,
) -> Option<Diagnostic> {
    let key = Name::new(&name.value).key;
    if known.contains_key(&key) {
        return None;
    }
    let word = field.word();
    let hint = if let Some(similar) = suggest(&key, known.keys().map(String::as_str)) {
        format!("did you mean `{}`?", known[similar])
    } else if known.is_empty() {
        format!("no document has any {word}")
    } else {
        let some: BTreeSet<&str> = known.values().map(String::as_str).take(5).collect();
        let some: Vec<String> = some.into_iter().map(|name| format!("`{name}`")).collect();
        format!("there are, among others: {}", some.join(", "))
    };
    let message = format!("no document has the {word} `{}`", name.value);
    Some(Diagnostic::new(Code::QueryUnknownName, message).at(name.span).hint(hint))
}
