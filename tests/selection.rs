//! Selection over the library: one index, many queries, always the same answer.

use std::path::{Path, PathBuf};

use nashr::base::{Code, Source, Sources};
use nashr::manifest::query::{SortBy, SortField};
use nashr::persian::order::Alphabet;
use nashr::pipeline::{self, Library};
use nashr::select::{Index, order, query};
use proptest::prelude::*;

#[path = "support/collection.rs"]
mod collection;

fn library(folder: &Path) -> (Library, Vec<nashr::base::Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let (library, problems) = pipeline::library(&folder.join("book.yaml"), &mut sources);
    (library.expect("a collection"), problems, sources)
}

/// The paths that the query `talks` selects, in order, with the titles of the parts.
fn selected(library: &Library) -> Vec<(Option<String>, Vec<String>)> {
    let (name, talks) = library.plan.queries.get("talks").expect("a query");
    let answer = query::run(name, talks, &library.plan, &library.index);
    assert_eq!(answer.diagnostics, []);
    let path = |at: &usize| library.index.cards[*at].path.clone();
    let part = |part: order::Part| (part.title, part.documents.iter().map(path).collect());
    answer.value.parts.into_iter().map(part).collect()
}

#[test]
fn one_broken_document_among_many() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let broken = collection::write(folder.path(), 1_500, Some(777)).expect("a broken document");
    let (library, problems, sources) = library(folder.path());
    assert_eq!(library.index.cards.len(), 1_499);
    let [problem] = problems.as_slice() else { panic!("{problems:?}") };
    assert_eq!(problem.code, Code::FrontMatter);
    let span = problem.span.expect("a place");
    let source = sources.get(span.source).expect("a file");
    assert_eq!(
        (source.path.as_str(), source.position(span.start as usize).line),
        (broken.as_str(), 3)
    );
    // Of the whole collection only the head of the broken document is kept.
    assert_eq!(sources.len(), 2);
    assert!(source.text.lines().count() <= 6, "{}", source.text);

    let parts = selected(&library);
    let titles: Vec<&str> = parts.iter().filter_map(|(title, _)| title.as_deref()).collect();
    assert_eq!(titles, ["سال ۱۳۹۸", "سال ۱۳۹۹", "سال ۱۴۰۰", "سال ۱۴۰۱", "سال ۱۴۰۲"]);
    assert!(parts.iter().all(|(_, documents)| !documents.is_empty()));
}

/// The answer depends neither on the threads nor on the order in which files were made.
#[test]
fn the_answer_is_always_the_same() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    collection::write(folder.path(), 600, None);
    let first = selected(&library(folder.path()).0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let alone = pool.install(|| selected(&library(folder.path()).0));
    assert_eq!(first, alone);
    assert!(!first.is_empty());
}

/// A card from front matter.
fn cards(fronts: &[String]) -> Index {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(
        &folder.path().join("book.yaml"),
        "schema: 1\nbook: {title: x}\ncontents: [{file: a.md}]\n",
    );
    for (at, front) in fronts.iter().enumerate() {
        write(&folder.path().join(format!("{at}.md")), &format!("---\n{front}\n---\n\nمتن\n"));
    }
    library(folder.path()).0.index
}

#[expect(clippy::disallowed_methods, reason = "tests make their own files")]
fn write(path: &PathBuf, text: &str) {
    std::fs::write(path, text).expect("a file");
}

fn front() -> impl Strategy<Value = String> {
    let title = prop::sample::select(vec!["", "title: ب", "title: آ", "title: Z", "title: كتاب"]);
    let date = prop::sample::select(vec!["", "date: 1398", "date: 1398-01-01", "date: 2019-03-21"]);
    let author = prop::sample::select(vec!["", "author: ی", "author: ي", "author: [ب, آ]"]);
    let kind = prop::sample::select(vec!["", "kind: poem", "kind: letter"]);
    (title, date, author, kind).prop_map(|all| [all.0, all.1, all.2, all.3, "x-a: b"].join("\n"))
}

fn keys() -> impl Strategy<Value = Vec<SortBy>> {
    let fields = vec![
        SortField::Path,
        SortField::Title,
        SortField::Date,
        SortField::Author,
        SortField::Kind,
        SortField::Length,
    ];
    let key = (prop::sample::select(fields), any::<bool>());
    prop::collection::vec(key.prop_map(|(field, descending)| SortBy { field, descending }), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The order is total: any shuffling of the documents gives the same list, and of two documents
    /// one comes first.
    #[test]
    fn the_order_is_total(fronts in prop::collection::vec(front(), 2..9), keys in keys(), turn in 0_usize..9) {
        let index = cards(&fronts);
        let alphabet = Alphabet::of(&nashr::base::Lang::parse("fa").unwrap());
        let compare = |a: &usize, b: &usize| {
            order::compare(&index.cards[*a], &index.cards[*b], &keys, &alphabet)
        };
        let mut sorted: Vec<usize> = (0..fronts.len()).collect();
        sorted.sort_by(compare);
        let mut turned: Vec<usize> = (0..fronts.len()).rev().collect();
        turned.rotate_left(turn % fronts.len());
        turned.sort_by(compare);
        prop_assert_eq!(&sorted, &turned);
        for (at, a) in sorted.iter().enumerate() {
            for b in &sorted[at + 1..] {
                prop_assert_eq!(compare(a, b), std::cmp::Ordering::Less);
                prop_assert_eq!(compare(b, a), std::cmp::Ordering::Greater);
            }
        }
    }

    /// What is pinned stands at its end; the others keep their order; a limit keeps the pinned ones.
    #[test]
    fn pins_and_limits(count in 1_usize..20, first in 0_usize..20, last in 0_usize..20, limit in 1_usize..25) {
        prop_assume!(first < count && last < count && first != last);
        let mut documents: Vec<usize> = (0..count).collect();
        order::pin(&mut documents, &[first], &[last]);
        prop_assert_eq!(documents.first(), Some(&first));
        prop_assert_eq!(documents.last(), Some(&last));
        prop_assert!(documents[1..count - 1].is_sorted());
        let kept = order::cut(&documents, |at| at == first || at == last, limit);
        prop_assert_eq!(kept.len(), limit.clamp(2, count.max(2)));
        prop_assert!(kept.contains(&first) && kept.contains(&last));
    }
}

/// No manifest and no front matter makes selection panic.
#[test]
fn an_empty_collection_answers_too() {
    let mut sources = Sources::default();
    let yaml = "schema: 1\nbook: {title: x}\nselect: {a: {sort: [title, -date], group: author, limit: 3}}\ncontents: [{from: a}]\n";
    let id = sources.add(Source::new("book.yaml", yaml));
    let plan = nashr::manifest::read(&mut sources, id, "book", &|_| unreachable!()).unwrap().value;
    let (name, query) = &plan.queries.0[0];
    let answer = query::run(name, query, &plan, &Index::default());
    let codes: Vec<Code> = answer.diagnostics.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::QueryEmpty]);
}
