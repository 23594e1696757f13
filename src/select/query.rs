//! A query of the manifest and its answer.

use super::condition::{Setting, Tests};
use super::order::{self, Grouping, Part};
use super::{Index, near};
use crate::base::{Code, Diagnostic, Span, Spanned, Warned};
use crate::manifest::BookPlan;
use crate::manifest::query::{Condition, OneOrMore, Query};
use crate::manifest::read::suggest;
use crate::manifest::values::PathText;
use crate::persian::order::Alphabet;

/// What a query selects, and what became of every document.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The documents in their order, in parts when the query has groups (else there is one part
    /// without a title). Numbers are places in the index.
    pub parts: Vec<Part>,
    /// What became of each document of the index.
    pub fates: Vec<Fate>,
}

/// What became of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is selected.
    In {
        /// Its place in the order, from 1.
        place: usize,
        /// The part it stands in.
        part: Option<String>,
    },
    /// It does not match; the first condition that does not hold, in words.
    NoMatch(String),
    /// It matches and is left out by `drop`, for this reason.
    Dropped(String),
    /// It matches and comes after as many as `limit` allows.
    OverLimit(u64),
    /// It matches and belongs to no group.
    NoGroup,
}

impl Answer {
    /// The selected documents in order.
    pub fn documents(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().flat_map(|part| part.documents.iter().copied())
    }

    /// How many are selected.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.documents.len()).sum()
    }

    /// Whether none is selected.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Answers the query `query`, called `name`, of `plan`. The answer can be shown even when something
/// is wrong with it.
pub fn run(
    name: &Spanned<String>,
    query: &Query,
    plan: &BookPlan,
    index: &Index,
) -> Warned<Answer> {
    let everything = Condition::default();
    let condition = query.condition.as_ref().unwrap_or(&everything);
    let tests = match Tests::new(condition) {
        Ok(tests) => tests,
        Err(diagnostics) => return Warned { value: Answer::default(), diagnostics },
    };
    let lang = &plan.metadata.lang.value;
    let mut run = Run {
        name,
        query,
        index,
        tests,
        setting: Setting { lang: lang.tag(), calendar: plan.collection.calendar },
        alphabet: Alphabet::of(lang),
        problems: near::unknown_names(condition, &index.cards),
    };
    let mut fates = run.matches();
    let dropped = run.drop(&mut fates);
    let (first, last) = run.pins(&fates);
    let mut chosen = run.sorted(&fates);
    order::pin(&mut chosen, &first, &last);
    let chosen = run.limited(chosen, &mut fates, |at| first.contains(&at) || last.contains(&at));
    let parts = match &query.group {
        None => vec![Part { title: None, documents: chosen }],
        Some(group) => {
            let calendar = plan.collection.calendar;
            let grouping = Grouping { query, group, calendar, lang };
            run.group(&grouping, &chosen, &mut fates)
        }
    };
    number(&parts, &mut fates);
    let answer = Answer { parts, fates };
    run.check_count(&answer, dropped);
    Warned { value: answer, diagnostics: run.problems }
}

/// A query while it is answered.
struct Run<'a> {
    name: &'a Spanned<String>,
    query: &'a Query,
    index: &'a Index,
    tests: Tests,
    setting: Setting<'a>,
    alphabet: Alphabet,
    problems: Vec<Diagnostic>,
}

/// The fate of a document that is still in, before it has its place.
const STILL_IN: Fate = Fate::In { place: 0, part: None };

impl Run<'_> {
    /// What `where` says to each document.
    fn matches(&self) -> Vec<Fate> {
        let fate = |card| self.tests.fault(card, self.setting).map_or(STILL_IN, Fate::NoMatch);
        self.index.cards.iter().map(fate).collect()
    }

    /// Leaves out what `drop` names; gives how many that are.
    fn drop(&mut self, fates: &mut [Fate]) -> usize {
        let mut count = 0;
        for dropped in self.query.drop.iter().flatten() {
            let Some(at) = self.find(&dropped.file, "drop") else { continue };
            if let Fate::NoMatch(why) = &fates[at] {
                let path = &dropped.file.0;
                let message = format!("`{}` is dropped, but is not selected anyway", path.value);
                let problem = Diagnostic::new(Code::QueryDrop, message).at(path.span);
                self.problems.push(problem.hint(format!("delete the entry: {why}")));
            } else {
                fates[at] = Fate::Dropped(dropped.why.value.clone());
                count += 1;
            }
        }
        count
    }

    /// The documents that are pinned first and last.
    fn pins(&mut self, fates: &[Fate]) -> (Vec<usize>, Vec<usize>) {
        let Some(pin) = &self.query.pin else { return Default::default() };
        (self.pinned(pin.first.as_ref(), fates), self.pinned(pin.last.as_ref(), fates))
    }

    fn pinned(&mut self, paths: Option<&OneOrMore<PathText>>, fates: &[Fate]) -> Vec<usize> {
        let mut pinned = Vec::new();
        for path in paths.into_iter().flat_map(|paths| &paths.0) {
            let Some(at) = self.find(path, "pin") else { continue };
            if let Fate::NoMatch(why) = &fates[at] {
                let message = format!("`{}` is pinned, but not selected: {why}", path.0.value);
                let problem = Diagnostic::new(Code::QueryPin, message).at(path.0.span);
                let hint = "change `where` so that it matches, or delete the pin";
                self.problems.push(problem.hint(hint));
            } else {
                pinned.push(at);
            }
        }
        pinned
    }

    /// The document that the manifest calls `path`.
    fn find(&mut self, path: &PathText, key: &str) -> Option<usize> {
        let path = &path.0;
        let found = self.index.find(path.value.trim_start_matches("./"));
        if found.is_none() {
            let names = self.index.cards.iter().map(|card| card.path.as_str());
            let hint = match suggest(&path.value, names) {
                Some(similar) => format!("did you mean `{similar}`?"),
                None => {
                    "paths are relative to the collection's root; `nashr list` shows what there is"
                        .to_owned()
                }
            };
            let message =
                format!("`{key}` names `{}`, which the collection does not have", path.value);
            let problem = Diagnostic::new(Code::QueryUnknownDocument, message).at(path.span);
            self.problems.push(problem.hint(hint));
        }
        found
    }

    /// Those that are still in, in order.
    fn sorted(&self, fates: &[Fate]) -> Vec<usize> {
        let is_in = |at: &usize| fates[*at] == STILL_IN;
        let mut chosen: Vec<usize> = (0..fates.len()).filter(is_in).collect();
        let keys = self.query.sort.as_ref().map_or(&[][..], |keys| &keys.0);
        let cards = &self.index.cards;
        chosen.sort_by(|a, b| order::compare(&cards[*a], &cards[*b], keys, &self.alphabet));
        chosen
    }

    fn limited(
        &self,
        chosen: Vec<usize>,
        fates: &mut [Fate],
        is_pinned: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let Some(limit) = &self.query.limit else { return chosen };
        let kept = order::cut(&chosen, is_pinned, limit.value as usize);
        for at in chosen {
            fates[at] = Fate::OverLimit(limit.value);
        }
        for at in &kept {
            fates[*at] = STILL_IN;
        }
        kept
    }

    fn group(
        &mut self,
        grouping: &Grouping<'_>,
        chosen: &[usize],
        fates: &mut [Fate],
    ) -> Vec<Part> {
        let (parts, homeless) = grouping.part(chosen, &self.index.cards, &self.alphabet);
        for at in &homeless {
            fates[*at] = Fate::NoGroup;
        }
        if !homeless.is_empty() {
            let problem = self.homeless(grouping.group.span, &homeless);
            self.problems.push(problem);
        }
        parts
    }

    fn homeless(&self, span: Span, homeless: &[usize]) -> Diagnostic {
        let message = match homeless {
            [one] => format!("`{}` belongs to no group", self.index.cards[*one].path),
            [one, others @ ..] => format!(
                "{} documents belong to no group, among them `{}`",
                others.len() + 1,
                self.index.cards[*one].path
            ),
            [] => String::new(),
        };
        Diagnostic::new(Code::QueryGroup, message)
            .at(span)
            .hint("add to them what `group` asks for, or write `group: {by: …, other: …}` with the title of a part for them")
    }

    /// Whether there are as many as expected, and any at all.
    fn check_count(&mut self, answer: &Answer, dropped: usize) {
        let count = answer.len();
        let expect = self.query.expect.as_ref();
        let min = expect.and_then(|expect| expect.min.as_ref());
        let max = expect.and_then(|expect| expect.max.as_ref());
        let may_be_empty = min.is_some_and(|min| min.value == 0);
        let name = &self.name.value;
        let all = self.index.cards.len();
        let problem = match (min, max) {
            (Some(min), _) if (count as u64) < min.value => Diagnostic::new(
                Code::QueryCount,
                format!("`{name}` selects {} of {all}, fewer than {}", documents(count), min.value),
            )
            .at(min.span),
            (_, Some(max)) if count as u64 > max.value => Diagnostic::new(
                Code::QueryCount,
                format!("`{name}` selects {} of {all}, more than {}", documents(count), max.value),
            )
            .at(max.span),
            _ if count == 0 && !may_be_empty => Diagnostic::new(
                Code::QueryEmpty,
                format!("`{name}` selects none of {}", documents(all)),
            )
            .at(self.name.span),
            _ => return,
        };
        let is_more = max.is_some_and(|max| count as u64 > max.value);
        let hint = if is_more { self.last(answer) } else { self.near(answer, dropped) };
        self.problems.push(problem.hint(hint));
    }

    /// The documents at the end of too many.
    fn last(&self, answer: &Answer) -> String {
        let paths: Vec<String> = answer
            .documents()
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .take(3)
            .map(|at| format!("`{}`", self.index.cards[at].path))
            .collect();
        format!("the last are {}; narrow the query, or change `expect`", paths.join(", "))
    }

    /// The documents that are nearly selected.
    fn near(&self, answer: &Answer, dropped: usize) -> String {
        let is_out = |at: &usize| matches!(answer.fates[*at], Fate::NoMatch(_));
        let out = (0..answer.fates.len()).filter(is_out);
        let near = near::near_misses(&self.index.cards, out, &self.tests, self.setting);
        let dropped = if dropped == 0 { String::new() } else { format!("{dropped} are dropped; ") };
        match near {
            Some(near) => format!("{dropped}nearest: {near}; `nashr select --explain` says more"),
            None => format!("{dropped}`nashr list` shows the documents of the collection"),
        }
    }
}

/// Gives the selected documents their places.
fn number(parts: &[Part], fates: &mut [Fate]) {
    let documents =
        parts.iter().flat_map(|part| part.documents.iter().map(|at| (*at, &part.title)));
    for (place, (at, title)) in documents.enumerate() {
        fates[at] = Fate::In { place: place + 1, part: title.clone() };
    }
}

fn documents(count: usize) -> String {
    if count == 1 { "1 document".to_owned() } else { format!("{count} documents") }
}
