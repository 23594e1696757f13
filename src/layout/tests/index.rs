//! Pages of the index, in their golden form.

use super::fixture::{book, chapter, laid, paragraph, with_id};
use crate::assembly::Piece;
use crate::assembly::index::{Index, IndexEntry, IndexGroup, IndexLead, IndexPlace};
use crate::base::Span;
use crate::layout::dump;
use crate::layout::paged::{Item, Page, Paged};

fn entry(term: &str, anchors: &[&str]) -> IndexEntry {
    let place = |anchor: &&str| IndexPlace {
        first: (*anchor).to_owned(),
        last: None,
        chapter: "c001".to_owned(),
        in_note: false,
    };
    IndexEntry {
        term: term.to_owned(),
        anchor: format!("b01-{term}"),
        places: anchors.iter().map(place).collect(),
        see: Vec::new(),
        see_also: Vec::new(),
        children: Vec::new(),
        span: Span::default(),
    }
}

fn group(letter: &str, entries: Vec<IndexEntry>) -> IndexGroup {
    IndexGroup { letter: letter.to_owned(), entries }
}

/// A book of one chapter whose paragraphs are `p0`, `p1`, …, about two on a page, with this index.
fn with_index(paragraphs: usize, groups: Vec<IndexGroup>) -> Paged {
    let words = "و باد از کوچه می‌گذشت و برگ‌های زرد را با خود می‌برد. ".repeat(9);
    let blocks = (0..paragraphs).map(|at| with_id(paragraph(&words), &format!("p{at}")));
    let mut book = book(vec![chapter("c001", "داستان", blocks.collect())]);
    let (anchor, title) = ("b01".to_owned(), "نمایه".to_owned());
    let index = Index { anchor, title, groups, span: Span::default() };
    book.back = vec![Piece::Index(Box::new(index))];
    laid(&book)
}

fn index_pages(paged: &Paged) -> Vec<&Page> {
    let first = paged.anchors["b01"].page;
    paged.pages[first..].iter().collect()
}

#[test]
fn terms_stand_in_two_columns_from_the_right() {
    let lead = |words: &str, entry: &str| IndexLead {
        words: words.to_owned(),
        entry: Some(entry.to_owned()),
    };
    let tree = IndexEntry {
        see_also: vec![lead("سرو", "b01-سرو")],
        children: vec![entry("برگ", &["p1"]), entry("ریشه", &["p2"])],
        ..entry("درخت", &["p0", "p1", "p2", "p3", "p4", "p5", "p9"])
    };
    let bush =
        IndexEntry { see: vec![lead("درخت", "b01-درخت")], ..entry("درختچه", &[]) };
    let paged = with_index(
        12,
        vec![
            group("آ", vec![entry("آب", &["p0"])]),
            group("د", vec![tree, bush]),
            group("س", vec![entry("سرو", &["p3", "p3"])]),
            group("T", vec![entry("Tree", &["p11"])]),
        ],
    );
    let pages = index_pages(&paged);
    assert_eq!(pages.len(), 1);
    insta::assert_snapshot!(dump::page(pages[0]));
}

#[test]
fn a_page_that_begins_inside_an_entry_says_whose_parts_they_are() {
    let parts = (0..90).map(|at| entry(&format!("بخش{at}"), &["p0"])).collect();
    let tree = IndexEntry { children: parts, ..entry("درخت", &["p0"]) };
    let paged = with_index(1, vec![group("د", vec![tree])]);
    let pages = index_pages(&paged);
    assert_eq!(pages.len(), 2);
    let texts = |page: &Page| -> Vec<String> {
        let text = |item: &Item| match item {
            Item::Text { line, .. } => Some(dump::text(line)),
            _ => None,
        };
        page.items.iter().filter_map(text).collect()
    };
    assert!(!texts(pages[0]).iter().any(|line| line.contains("ادامه")));
    assert_eq!(texts(pages[1]).iter().filter(|line| *line == "درخت (ادامه)").count(), 1);
    let all: Vec<String> = pages.iter().flat_map(|page| texts(page)).collect();
    for at in 0..90 {
        let part = format!("بخش{at}، ");
        assert_eq!(all.iter().filter(|line| line.starts_with(&part)).count(), 1, "{part}");
    }
}

#[test]
fn an_index_of_ten_thousand_places_is_whole() {
    let entries: Vec<IndexEntry> =
        (0..2_000).map(|at| entry(&format!("واژه{at}"), &["p0", "p1", "p2", "p4", "p6"])).collect();
    let paged = with_index(8, vec![group("و", entries)]);
    let pages = index_pages(&paged);
    let lines = pages.iter().flat_map(|page| &page.items);
    let terms = lines.filter(|item| match item {
        Item::Text { line, .. } => dump::text(line).starts_with("واژه"),
        _ => false,
    });
    assert_eq!(terms.count(), 2_000);
}
