//! Footnotes at the foot of the page.

use super::fixture::*;
use crate::assembly::Chapter;
use crate::base::{Code, Warned};
use crate::document::{BlockKind, NoteId, VerseForm};
use crate::layout::dump;
use crate::layout::paged::{ContentKind, Paged};
use crate::persian::digits::DigitStyle;

/// Notes 0.., each with this text and its number in it.
pub fn notes(texts: &[String]) -> Vec<crate::assembly::Footnote> {
    let mark = |id: usize| DigitStyle::Persian.write(id + 1);
    texts.iter().enumerate().map(|(id, text)| note(id as u32, &mark(id), text)).collect()
}

fn with_notes(blocks: Vec<crate::document::Block>, texts: &[String]) -> Chapter {
    Chapter { notes: notes(texts), ..chapter("c001", "عنوان", blocks) }
}

/// For each note in order: the pages on which its lines stand.
pub fn note_pages(paged: &Paged) -> Vec<Vec<usize>> {
    let mut pages: Vec<(u32, Vec<usize>)> = Vec::new();
    for line in content(paged).into_iter().filter(|line| line.kind == ContentKind::Note) {
        match pages.last_mut() {
            Some((block, of_note)) if *block == line.block => of_note.push(line.page),
            _ => pages.push((line.block, vec![line.page])),
        }
    }
    pages.into_iter().map(|(_, pages)| pages).collect()
}

#[test]
fn a_note_stands_at_the_foot_with_its_rule_on_the_right() {
    let chapter = with_notes(
        vec![paragraph("متن^0 و متن دیگر^1 و Rust^2.")],
        &["پانوشت نخست.".to_owned(), "پانوشت دوم.".to_owned(), "سوم".to_owned()],
    );
    insta::assert_snapshot!(dump::pages(&laid(&book(vec![chapter]))));
}

#[test]
fn a_latin_note_is_set_from_left_to_right() {
    let mut chapter = with_notes(vec![paragraph("متن^0.")], &["See p. 12.".to_owned()]);
    chapter.notes[0].latin = true;
    let paged = laid(&book(vec![chapter]));
    let lines = content(&paged);
    let note = lines.iter().find(|line| line.kind == ContentKind::Note).expect("the note");
    assert!((note.left - 55.0).abs() < 0.01, "{}", note.left);
}

#[test]
fn every_note_begins_on_the_page_of_its_mark() {
    for length in [1, 4, 12] {
        let blocks: Vec<_> =
            (0..30).map(|n| paragraph(&format!("{} پایان^{n}.", prose(n % 7 + 1)))).collect();
        let texts: Vec<String> =
            (0..30).map(|n| format!("پانوشت {n}: {}", prose(length))).collect();
        let paged = laid(&book(vec![with_notes(blocks, &texts)]));
        let pages = note_pages(&paged);
        assert_eq!(pages.len(), 30);
        for (id, page) in mark_pages(&paged) {
            assert_eq!(pages[id.0 as usize][0], page, "note {} of length {length}", id.0);
        }
    }
}

#[test]
fn a_note_longer_than_its_share_is_split_with_two_lines_on_either_side() {
    let blocks: Vec<_> = (0..12)
        .map(|n| {
            let mark = if n == 2 { "^0" } else { "" };
            paragraph(&format!("{}{mark}", prose(12)))
        })
        .collect();
    let paged = laid(&book(vec![with_notes(blocks, &[prose(60)])]));
    let pages = &note_pages(&paged)[0];
    let first = pages.iter().filter(|page| **page == pages[0]).count();
    let last = pages.iter().filter(|page| Some(*page) == pages.last()).count();
    assert!(pages.first() < pages.last());
    assert!(first >= 2 && last >= 2, "{pages:?}");
    // Room that the lines of text leave free, rather than begin a paragraph with one line, is given to
    // the note.
    assert!(first * 13 <= 450 / 4 + 2 * 18, "{first} lines are more than the share");
}

#[test]
fn notes_in_headings_verse_and_tables_are_kept() {
    let blocks = vec![
        heading(1, "عنوان^0"),
        paragraph(&prose(5)),
        verse(VerseForm::Couplets, &[&["مصراع نخست^1 / مصراع دوم^2"], &["تک‌مصراع^3"]]),
        block(BlockKind::Table(super::blocks::table(&["سر^4", "ستون"], &[&["خانه^5", "خانه"]]))),
    ];
    let texts: Vec<String> = (0..6).map(|n| format!("پانوشت {n}")).collect();
    let paged = laid(&book(vec![with_notes(blocks, &texts)]));
    let marks: Vec<u32> = mark_pages(&paged).keys().map(|id| id.0).collect();
    assert_eq!(marks, [0, 1, 2, 3, 4, 5]);
    assert_eq!(note_pages(&paged).len(), 6);
}

#[test]
fn a_line_with_two_long_notes_loses_neither() {
    let chapter = with_notes(vec![paragraph("متن^0 و^1.")], &[prose(150), prose(40)]);
    let Warned { value: paged, diagnostics } = laid_in(&book(vec![chapter]), &design());
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, Code::NoteLate);
    let pages = note_pages(&paged);
    assert_eq!(pages.len(), 2);
    assert!(mark_pages(&paged)[&NoteId(1)] <= pages[1][0]);
}

#[test]
fn a_note_to_a_title_and_a_note_to_a_note_are_kept() {
    let mut chapter = with_notes(
        vec![paragraph("متن^1.")],
        &["به عنوان".to_owned(), "با یادداشتی^2 در آن".to_owned(), "درونی".to_owned()],
    );
    chapter.title = words("عنوان^0");
    let paged = laid(&book(vec![chapter]));
    let notes: Vec<String> = content(&paged)
        .into_iter()
        .filter(|line| line.kind == ContentKind::Note)
        .map(|line| line.text)
        .collect();
    assert_eq!(notes, ["۱ به عنوان", "۲ با یادداشتی۳ در آن", "۳ درونی"]);
}

#[test]
fn a_note_without_a_mark_is_not_lost() {
    let chapter = with_notes(vec![paragraph("متن.")], &["بی‌نشانه".to_owned()]);
    let paged = laid(&book(vec![chapter]));
    assert_eq!(note_pages(&paged).len(), 1);
}

#[test]
fn marks_and_notes_lead_to_one_another() {
    let chapter = with_notes(vec![paragraph("متن^0.")], &["پانوشت".to_owned()]);
    let paged = laid(&book(vec![chapter]));
    let (mark, note) = (paged.anchors["c001.mark.0"], paged.anchors["c001.note.0"]);
    assert!(mark.page == note.page && mark.y < note.y);
}
