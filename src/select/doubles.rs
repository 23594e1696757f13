//! Documents that may be one text twice.

use std::collections::BTreeMap;

use super::Card;
use crate::base::{Code, Diagnostic, Source, Sources, Span};
use crate::persian::names::name_key;

/// Most other documents that one message names.
const NAMED: usize = 5;

/// A warning for each text, and for each title, that several of `cards` share. Two documents with
/// the same text are not reported for their title again.
pub(super) fn find<'c>(
    cards: impl Iterator<Item = &'c Card>,
    sources: &mut Sources,
) -> Vec<Diagnostic> {
    let cards: Vec<&Card> = cards.collect();
    let mut by_text: BTreeMap<_, Vec<&Card>> = BTreeMap::new();
    let mut by_title: BTreeMap<String, Vec<&Card>> = BTreeMap::new();
    for card in cards.iter().filter(|card| card.words > 0) {
        by_text.entry(card.text_digest).or_default().push(card);
    }
    for same in by_text.values() {
        let first = same[0];
        if !first.title.is_empty() {
            by_title.entry(name_key(&first.title)).or_default().push(first);
        }
    }
    let texts = by_text.values().filter(|same| same.len() > 1);
    let mut found: Vec<(String, Diagnostic)> = texts
        .map(|same| {
            let message = "have the same text".to_owned();
            double(same, Code::SameText, &message, sources)
        })
        .collect();
    for same in by_title.values_mut().filter(|same| same.len() > 1) {
        same.sort_by(|a, b| a.path.cmp(&b.path));
        let message = format!("have the same title `{}`", same[0].title);
        found.push(double(same, Code::SameTitle, &message, sources));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.into_iter().map(|(_, problem)| problem).collect()
}

/// The warning at the second document; it names the first, and some of the others.
fn double(
    same: &[&Card],
    code: Code,
    message: &str,
    sources: &mut Sources,
) -> (String, Diagnostic) {
    let (first, second) = (same[0], same[1]);
    let others = same.iter().take(NAMED).map(|card| format!("`{}`", card.path)).collect::<Vec<_>>();
    let more = same.len() - others.len();
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let mut place = |card: &Card| Span::start_of(sources.add(Source::new(card.file.as_str(), "")));
    let problem = Diagnostic::new(code, format!("{}{more} {message}", others.join(", ")))
        .at(place(second))
        .label(place(first), "this is the first")
        .hint("delete one, or leave it out with `drop` and a reason");
    (second.path.clone(), problem)
}
