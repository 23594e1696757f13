//! The order of a glob's documents, where it depends on what the documents say.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{CollectedDocument, CollectedEntry, Collection};
use crate::base::Span;
use crate::document::inline::plain_text;
use crate::document::{Document, DocumentMeta};
use crate::manifest::BookPlan;
use crate::manifest::plan::{Entry, SortKey};
use crate::persian::CivilDate;
use crate::persian::order::Alphabet;

/// Puts the documents of every glob with `sort: title` or `sort: date` in that order. It comes after
/// import, which alone knows the title and date of a document in every format; `documents` are in
/// the order of `collection.files`. Ties keep the order of paths.
pub fn sort(plan: &BookPlan, collection: &mut Collection, documents: &[Document]) {
    let keys = sort_keys(&plan.contents);
    let alphabet = Alphabet::of(&plan.metadata.lang.value);
    // The documents of each glob, by the glob's place in the manifest; in order of path.
    let mut runs: BTreeMap<Span, Vec<usize>> = BTreeMap::new();
    each_document(&mut collection.contents, &mut |document| {
        if keys.contains_key(&document.span) {
            runs.entry(document.span).or_default().push(document.file);
        }
    });
    for (span, run) in &mut runs {
        let compare = |a: &usize, b: &usize| -> Ordering {
            let meta = |file: &usize| documents.get(*file).map(|document| &document.meta);
            match (meta(a), meta(b)) {
                (Some(a), Some(b)) if keys[span] == SortKey::Date => by_date(a, b),
                (Some(a), Some(b)) => alphabet.compare(&title(a), &title(b)),
                _ => Ordering::Equal,
            }
        };
        run.sort_by(compare);
        // Filled in from the end.
        run.reverse();
    }
    each_document(&mut collection.contents, &mut |document| {
        if let Some(file) = runs.get_mut(&document.span).and_then(Vec::pop) {
            document.file = file;
        }
    });
}

/// The globs whose order is not that of paths, by their place.
fn sort_keys(entries: &[Entry]) -> BTreeMap<Span, SortKey> {
    let mut keys = BTreeMap::new();
    for entry in entries {
        match entry {
            Entry::Part { entries, .. } => keys.extend(sort_keys(entries)),
            Entry::Glob { pattern, sort, .. } if *sort != SortKey::Path => {
                keys.insert(pattern.span, *sort);
            }
            _ => {}
        }
    }
    keys
}

/// Calls `on_document` for every document of the text, in order. (Front and back matter name single
/// files.)
fn each_document(
    contents: &mut [CollectedEntry],
    on_document: &mut impl FnMut(&mut CollectedDocument),
) {
    for entry in contents {
        match entry {
            CollectedEntry::Part { documents, .. } => {
                documents.iter_mut().for_each(&mut *on_document);
            }
            CollectedEntry::Document(document) => on_document(document),
            CollectedEntry::Front(_) | CollectedEntry::Back(_) => {}
        }
    }
}

fn title(meta: &DocumentMeta) -> String {
    plain_text(&meta.title)
}

/// Earlier before later; documents without a date (or with one that cannot be read) last.
fn by_date(a: &DocumentMeta, b: &DocumentMeta) -> Ordering {
    let date = |meta: &DocumentMeta| CivilDate::parse(&meta.date.as_ref()?.value).ok();
    match (date(a), date(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
