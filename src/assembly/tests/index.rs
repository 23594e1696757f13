//! Marks go in; the index comes out in its golden form.

use super::case::{Case, Draft};
use crate::assembly::Piece;
use crate::base::{Code, Span};
use crate::collect::{CollectedEntry, CollectedPiece};
use crate::document::{Attributes, BlockKind, Inline, InlineKind};
use crate::manifest::plan::IndexPiece;

/// `words | class key=value …`, the values without spaces; a `~` in them is one.
fn mark(draft: &mut Draft, written: &str) -> Inline {
    let (words, options) = written.split_once('|').unwrap_or((written, ""));
    let mut attributes = Attributes { classes: vec!["index".into()], ..Attributes::default() };
    for option in options.split_whitespace() {
        match option.split_once('=') {
            Some((key, value)) => attributes.others.push((key.into(), value.replace('~', " "))),
            None => attributes.classes.push(option.into()),
        }
    }
    let words = words.trim();
    let content = if words.is_empty() { Vec::new() } else { vec![draft.text(words)] };
    Inline::new(InlineKind::Span { attributes, content }, draft.span())
}

/// The index of a book with a chapter for each list of marks.
fn index(lang: &str, chapters: &[&[&str]]) -> String {
    let mut case = Case::new(lang);
    for (at, marks) in chapters.iter().enumerate() {
        case.chapter(&format!("{at}.md"), |draft| {
            let content = marks.iter().map(|written| mark(draft, written)).collect();
            draft.block(BlockKind::Paragraph(content), None);
        });
    }
    let piece = IndexPiece { name: None, title: None, span: Span::default() };
    case.contents.push(CollectedEntry::Back(vec![CollectedPiece::Index(piece)]));
    match case.assemble().expect("a book").back.as_slice() {
        [Piece::Index(index)] => index.dump(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn terms_come_together_and_stand_in_order() {
    let dump = index(
        "fa",
        &[
            &["وام", "هوا", "كتاب", "Zebra", "کتاب", "۱۲", "آب", "اثر", "می\u{200C}روم"],
            &["میروم", "کتابِ| term=کتاب", "éclair", "باغ| sort=آآ", "سرو", "سرو| sub=سایهٔ~سرو"],
        ],
    );
    insta::assert_snapshot!(dump);
}

#[test]
fn passages_parts_and_leads() {
    let dump = index(
        "fa",
        &[
            &["|start term=سفر", "درخت| sub=چنار", "|end term=سفر", "| term=شجر see=درخت،~چنار"],
            &[
                "باغ| see-also=درخت؛~سفر",
                "گیاه| see=باغ",
                "گیاه",
                "|start term=سفر",
                "|end term=سفر",
            ],
        ],
    );
    insta::assert_snapshot!(dump);
}

#[test]
fn an_english_index() {
    let dump = index("en", &[&["Tree", "apple", "Éclair", "tree| sub=oak", "42", "خانه"]]);
    insta::assert_snapshot!(dump);
}

#[test]
fn a_heading_is_marked_as_a_whole_and_stands_in_the_order_of_the_text() {
    let mut case = Case::new("fa");
    case.chapter("a.md", |draft| {
        let content = vec![mark(draft, "بید")];
        draft.block(BlockKind::Paragraph(content), None).heading(1, "بید", Some("willow"));
        draft.document.blocks[1].attributes.classes.push("index".into());
        let content = vec![mark(draft, "بید")];
        draft.block(BlockKind::Paragraph(content), None);
    });
    let piece = IndexPiece { name: None, title: None, span: Span::default() };
    case.contents.push(CollectedEntry::Back(vec![CollectedPiece::Index(piece)]));
    let book = case.assemble().expect("a book");
    let [Piece::Index(index)] = book.back.as_slice() else { panic!("{:?}", book.back) };
    let places = &index.groups[0].entries[0].places;
    let anchors: Vec<&str> = places.iter().map(|place| place.first.as_str()).collect();
    assert_eq!(anchors, ["c001x1", "c001-willow", "c001x2"]);
}

#[test]
fn every_fault_has_its_code() {
    let mut case = Case::new("fa");
    case.chapter("a.md", |draft| {
        let marks = ["", "الف| trem=x"].map(|written| mark(draft, written));
        draft.block(BlockKind::Paragraph(marks.into()), None);
    });
    let problems = case.assemble().expect_err("two errors");
    assert_eq!(problems.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::IndexMark; 2]);
}
