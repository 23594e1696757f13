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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Digest, Source, SourceId, Sources, Spanned};
    use crate::collect::{Format, SourceFile};
    use crate::document::{Inline, InlineKind};

    const MANIFEST: &str = "schema: 1
book: {title: ک, lang: fa}
contents:
  - {file: first.md}
  - part: بخش
    contents:
      - {glob: \"a/*.md\", sort: SORT}
  - {glob: \"b/*.md\"}
";

    fn document(title: &str, date: Option<&str>) -> Document {
        let span = Span::default();
        let meta = DocumentMeta {
            title: vec![Inline::new(InlineKind::Text(title.to_owned()), span)],
            date: date.map(|date| Spanned::new(date.to_owned(), span)),
            ..DocumentMeta::default()
        };
        Document { source: SourceId(0), meta, blocks: Vec::new(), notes: Vec::new() }
    }

    /// The titles in the order of the contents after sorting by `key`. The files are, by path: one
    /// document, four of the first glob, two of the second.
    fn sorted(key: &str, documents: &[Document]) -> Vec<String> {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("book.yaml", MANIFEST.replace("SORT", key)));
        let plan =
            crate::manifest::read(&mut sources, id, "book", &|_| unreachable!()).unwrap().value;
        let [.., Entry::Part { entries, title, span }, Entry::Glob { pattern: second, .. }] =
            plan.contents.as_slice()
        else {
            panic!("another manifest");
        };
        let Entry::Glob { pattern: first, .. } = &entries[0] else { panic!("no glob") };
        let entry = |file: usize, span: Span| CollectedDocument {
            file,
            title: None,
            numbered: None,
            role: None,
            span,
        };
        let alone = |file, span| CollectedEntry::Document(entry(file, span));
        let file = SourceFile {
            id,
            format: Format::Markdown,
            digest: Digest::of(b""),
            side_car: None,
            kind: None,
        };
        let mut collection = Collection {
            files: vec![file; documents.len()],
            contents: vec![
                alone(0, Span::default()),
                CollectedEntry::Part {
                    title: title.clone(),
                    documents: (1..5).map(|file| entry(file, first.span)).collect(),
                    span: *span,
                },
                alone(5, second.span),
                alone(6, second.span),
            ],
        };
        sort(&plan, &mut collection, documents);
        let mut titles = Vec::new();
        each_document(&mut collection.contents, &mut |one| {
            titles.push(plain_text(&documents[one.file].meta.title));
        });
        titles
    }

    #[test]
    fn titles_in_persian_order() {
        let titles = ["ی", "هنر", "کتاب", "گل", "واژه", "ب", "آ"];
        let documents: Vec<_> = titles.iter().map(|title| document(title, None)).collect();
        assert_eq!(sorted("title", &documents), ["ی", "کتاب", "گل", "واژه", "هنر", "ب", "آ"]);
        assert_eq!(sorted("path", &documents), titles);
    }

    #[test]
    fn dates_of_both_calendars_and_none() {
        let documents = [
            document("0", None),
            document("none", None),
            document("1399", Some("۱ فروردین ۱۳۹۹")),
            document("odd", Some("پارسال")),
            document("2020", Some("2020-03-04")),
            document("5", None),
            document("6", Some("1300-01-01")),
        ];
        let expected = ["0", "2020", "1399", "none", "odd", "5", "6"];
        assert_eq!(sorted("date", &documents), expected);
    }
}
