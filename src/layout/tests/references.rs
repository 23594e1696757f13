//! Page numbers in the text: true when they settle, told when they cannot.

use super::fixture::{book, chapter, design, inline, laid, laid_in, paragraph, with_id};
use crate::assembly::{Book, Piece};
use crate::base::{Code, Diagnostic};
use crate::document::{Block, BlockKind, InlineKind, PageRef};
use crate::layout::dump;
use crate::layout::paged::{Item, Paged};

/// «ص …، » so many times, each the page of `anchor`.
fn references(anchor: &str, count: usize) -> Block {
    let page = PageRef { anchor: anchor.into(), before: "ص\u{A0}".into(), name: String::new() };
    let reference =
        || [InlineKind::PageRef(page.clone()), InlineKind::Text("، ".to_owned())].map(inline);
    super::fixture::block(BlockKind::Paragraph((0..count).flat_map(|_| reference()).collect()))
}

fn lines(count: usize) -> impl Iterator<Item = Block> {
    (0..count).map(|_| paragraph("سطری کوتاه."))
}

fn text(paged: &Paged) -> String {
    let items = paged.pages.iter().flat_map(|page| &page.items);
    let text = |item: &Item| match item {
        Item::Text { line, .. } => Some(dump::text(line)),
        _ => None,
    };
    items.filter_map(text).collect()
}

#[test]
fn a_reference_says_the_page_of_a_place_behind_it_and_before_it() {
    let blocks = [references("late", 1), with_id(paragraph("اینجا."), "early")].into_iter();
    let blocks = blocks.chain(lines(60));
    let blocks = blocks.chain([with_id(paragraph("آنجا."), "late"), references("early", 1)]);
    let paged = laid(&book(vec![chapter("c001", "راه", blocks.collect())]));
    let label = |anchor: &str| paged.pages[paged.anchors[anchor].page].label.clone();
    let (early, late) = (label("early"), label("late"));
    assert_ne!(early, late);
    let text = text(&paged);
    for label in [early, late] {
        assert!(text.contains(&format!("ص\u{A0}{label}، ")), "{label} is not in {text}");
    }
}

/// A chapter before the text, whose pages are «الف» and «ب». It names its own place a hundred
/// times, and «الف» is wider than «ب»: on the first page the place is driven to the second one, on
/// the second one it is drawn back.
fn restless(lines_before: usize) -> Book {
    let blocks = [references("place", 100)].into_iter().chain(lines(lines_before));
    let blocks = blocks.chain([with_id(paragraph("اینجا."), "place")]).chain(lines(20));
    let front = chapter("f01", "پیش", blocks.collect());
    let mut book = book(vec![chapter("c001", "متن", vec![paragraph("پایان.")])]);
    book.front = vec![Piece::Chapter(Box::new(front))];
    book
}

#[test]
fn a_number_that_moves_its_own_place_to_and_fro_is_told_with_every_pass() {
    let told = |lines| laid_in(&restless(lines), &design()).diagnostics;
    let unstable = |told: &Vec<Diagnostic>| told.iter().any(|it| it.code == Code::Unstable);
    let found = (0..20).map(told).find(unstable).expect("one of the places is restless");
    let warning = found.iter().find(|it| it.code == Code::Unstable).expect("the warning");
    assert_eq!(
        warning.message,
        "page numbers did not settle in 5 passes: place on pages ب, الف, ب, الف, ب"
    );
}
