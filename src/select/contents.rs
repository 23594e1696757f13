//! The contents of a plan, with every query answered.

use super::query::{self, Answer};
use super::{Index, doubles, index};
use crate::base::{Code, Diagnostic, Sources, Spanned, Warned};
use crate::manifest::BookPlan;
use crate::manifest::plan::{Entry, FileEntry};
use crate::manifest::query::Kind;
use crate::storage::ProjectRoot;

/// `plan` with files and parts in place of the queries that its contents name. Without such an entry
/// the collection is not read at all.
///
/// Reported are the problems of the collection ([`index::read`]) that are errors, those of the
/// queries, and documents of the book that have the same text or title.
pub fn resolve(mut plan: BookPlan, root: &ProjectRoot, sources: &mut Sources) -> Warned<BookPlan> {
    if !plan.contents.iter().any(names_a_query) {
        return Warned::clean(plan);
    }
    let read = index::read(&plan, root, sources);
    // Warnings come again, with those of the text, when a document of the book is imported.
    let mut problems: Vec<Diagnostic> =
        read.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
    let mut filler =
        Filler { plan: &plan, index: &read.value, chosen: Vec::new(), problems: Vec::new() };
    let contents = filler.entries(&plan.contents);
    let Filler { mut chosen, problems: found, .. } = filler;
    problems.extend(found);
    chosen.sort_unstable();
    chosen.dedup();
    let chosen = chosen.into_iter().map(|at| &read.value.cards[at]);
    problems.extend(doubles::find(chosen, sources));
    plan.contents = contents;
    Warned { value: plan, diagnostics: problems }
}

fn names_a_query(entry: &Entry) -> bool {
    match entry {
        Entry::From { .. } => true,
        Entry::Part { entries, .. } => entries.iter().any(names_a_query),
        _ => false,
    }
}

struct Filler<'a> {
    plan: &'a BookPlan,
    index: &'a Index,
    /// The documents of all queries.
    chosen: Vec<usize>,
    problems: Vec<Diagnostic>,
}

/// An entry that names a query.
#[derive(Clone, Copy)]
struct Wanted<'e> {
    query: &'e Spanned<String>,
    kind: Option<Kind>,
    numbered: Option<bool>,
}

impl Filler<'_> {
    fn entries(&mut self, entries: &[Entry]) -> Vec<Entry> {
        let mut filled = Vec::with_capacity(entries.len());
        for entry in entries {
            match entry {
                Entry::From { query, kind, numbered } => {
                    let wanted = Wanted { query, kind: *kind, numbered: *numbered };
                    filled.extend(self.top(wanted));
                }
                Entry::Part { title, entries, span } => {
                    let (title, span) = (title.clone(), *span);
                    filled.push(Entry::Part { title, entries: self.inner(entries), span });
                }
                other => filled.push(other.clone()),
            }
        }
        filled
    }

    /// A query at the top: its groups are parts.
    fn top(&mut self, wanted: Wanted<'_>) -> Vec<Entry> {
        let answer = self.answer(wanted);
        let mut entries = Vec::new();
        for part in answer.parts {
            let files = part.documents.into_iter().map(|at| self.file(at, wanted));
            match part.title {
                None => entries.extend(files),
                Some(title) => entries.push(Entry::Part {
                    title: Spanned::new(title, wanted.query.span),
                    entries: files.collect(),
                    span: wanted.query.span,
                }),
            }
        }
        entries
    }

    /// The entries of a part: the groups of a query give only the order.
    fn inner(&mut self, entries: &[Entry]) -> Vec<Entry> {
        let mut filled = Vec::with_capacity(entries.len());
        for entry in entries {
            let Entry::From { query, kind, numbered } = entry else {
                filled.push(entry.clone());
                continue;
            };
            let wanted = Wanted { query, kind: *kind, numbered: *numbered };
            let answer = self.answer(wanted);
            if answer.parts.iter().any(|part| part.title.is_some()) {
                self.problems.push(groups_in_part(query));
            }
            filled.extend(answer.documents().map(|at| self.file(at, wanted)));
        }
        filled
    }

    fn answer(&mut self, wanted: Wanted<'_>) -> Answer {
        let Some((name, query)) = self.plan.queries.get(&wanted.query.value) else {
            // The manifest has refused names that it does not know.
            return Answer::default();
        };
        let answer = query::run(name, query, self.plan, self.index).unpack(&mut self.problems);
        self.chosen.extend(answer.documents());
        answer
    }

    fn file(&self, at: usize, wanted: Wanted<'_>) -> Entry {
        Entry::File(FileEntry {
            path: Spanned::new(self.index.cards[at].path.clone(), wanted.query.span),
            title: None,
            numbered: wanted.numbered,
            kind: wanted.kind,
            role: None,
        })
    }
}

fn groups_in_part(query: &Spanned<String>) -> Diagnostic {
    let message =
        format!("the groups of `{}` have no titles here, because parts hold no parts", query.value);
    Diagnostic::new(Code::QueryGroupsInPart, message).at(query.span).hint(format!(
        "write `{{from: {}}}` as an entry of its own, or delete `group`",
        query.value
    ))
}
