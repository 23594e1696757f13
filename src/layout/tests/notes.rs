//! Footnotes at the foot of the page.

use super::fixture::*;
use crate::assembly::Book;
use crate::assembly::Chapter;
use crate::base::{Code, Length, Span, Warned};
use crate::design::Design;
use crate::design::model::{LatinMarks, NoteNumbering, NotePlace, RunTogether};
use crate::document::{BlockKind, NoteId, VerseForm};
use crate::layout::dump;
use crate::layout::paged::{ContentKind, Item, Page, Paged, PartOf};
use crate::manifest::plan::NotesPlan;
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

/// The pages of a chapter whose notes are numbered page by page.
fn by_page(chapter: Chapter, change: impl FnOnce(&mut Design)) -> Paged {
    let mut design = design();
    change(&mut design);
    let paged = laid_in(&numbered(book(vec![chapter]), NoteNumbering::Page), &design);
    assert_eq!(paged.diagnostics, []);
    paged.value
}

fn numbered(mut book: Book, numbering: NoteNumbering) -> Book {
    book.notes.numbering = Some(numbering);
    book
}

/// Raised words on a page: the marks in the text, and those before the notes.
pub fn marks_on(page: &Page) -> (Vec<String>, Vec<String>) {
    let mut marks: (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for item in &page.items {
        let Item::Text { line, part: PartOf::Content { .. }, .. } = item else { continue };
        let mut last = None;
        for piece in line.pieces.iter().filter(|piece| piece.style.rise > Length::ZERO) {
            let of_text = piece.style.note.is_some();
            let of_note = piece.style.anchor.as_ref().is_some_and(|name| name.contains(".note."));
            let list = match (of_text, of_note) {
                (true, _) => &mut marks.0,
                (_, true) => &mut marks.1,
                _ => continue,
            };
            let style = std::sync::Arc::as_ptr(&piece.style);
            match list.last_mut().filter(|_| last == Some(style)) {
                Some(mark) => mark.push_str(&piece.run.text),
                None => list.push(piece.run.text.to_string()),
            }
            last = Some(style);
        }
    }
    marks
}

fn digits(count: usize) -> Vec<String> {
    (1..=count).map(|number| DigitStyle::Persian.write(number)).collect()
}

#[test]
fn each_page_numbers_its_notes_from_one() {
    let blocks: Vec<_> =
        (0..60).map(|n| paragraph(&format!("{} پایان^{n}.", prose(n % 4 + 1)))).collect();
    let texts: Vec<String> = (0..60).map(|n| format!("یادداشت {}", prose(n % 3 + 1))).collect();
    let paged = by_page(with_notes(blocks, &texts), |_| {});
    assert!(paged.pages.len() > 5);
    let mut called = 0;
    for page in &paged.pages {
        let (text, notes) = marks_on(page);
        assert_eq!(text, digits(text.len()));
        assert_eq!(notes, text, "every note begins on the page of its mark");
        called += text.len();
    }
    assert_eq!(called, 60);
}

#[test]
fn fifty_marks_on_a_line_have_numbers_of_two_digits_and_room() {
    let marks: Vec<String> = (0..50).map(|n| format!("آ^{n}")).collect();
    let texts: Vec<String> = (0..50).map(|n| format!("ش{n}")).collect();
    let chapter = with_notes(vec![paragraph(&marks.join(" ")), paragraph(&prose(20))], &texts);
    let paged = by_page(chapter, |design| design.notes.run_together = RunTogether::All);
    let (text, notes) = marks_on(&paged.pages[0]);
    assert_eq!(text, digits(50));
    assert_eq!(notes, digits(50));
    for line in content(&paged) {
        assert!(line.left > 54.9 && line.right < 365.1, "{} {}", line.left, line.right);
    }
}

#[test]
fn a_line_keeps_its_edges_when_its_marks_get_their_numbers() {
    let blocks: Vec<_> = (0..40).map(|n| paragraph(&format!("باران^{n} {}", prose(4)))).collect();
    let texts: Vec<String> = (0..40).map(|_| "کوتاه".to_owned()).collect();
    let chapter = with_notes(blocks, &texts);
    let plain = laid(&book(vec![chapter.clone()]));
    let paged = by_page(chapter, |_| {});
    for (before, after) in content(&plain).iter().zip(content(&paged)) {
        let is_full = before.right - before.left > 280.0;
        let moved = (before.left - after.left).abs().max((before.right - after.right).abs());
        assert!(!is_full || moved < 0.05, "{moved} {}", after.text);
    }
    assert!(plain.pages.len().abs_diff(paged.pages.len()) <= 1);
}

#[test]
fn a_second_mark_says_on_which_page_the_note_stands() {
    let mut chapter = with_notes(
        vec![paragraph("نخست^0 و باز^0."), paragraph(&prose(60))],
        &["پانوشت".to_owned()],
    );
    let mut again = words("دور^0 از آن.");
    let places =
        [Span::new(crate::base::SourceId(0), 7, 8), Span::new(crate::base::SourceId(0), 9, 9)];
    for (inline, place) in again.iter_mut().skip(1).zip(places) {
        inline.span = place;
    }
    chapter.blocks.push(block(BlockKind::Paragraph(again)));
    let paged = by_page(chapter, |_| {});
    let marks: Vec<Vec<String>> = paged.pages.iter().map(|page| marks_on(page).0).collect();
    assert_eq!(marks.first().unwrap(), &["۱", "۱"]);
    assert_eq!(marks.last().unwrap(), &["۱،\u{A0}ص\u{A0}۱"]);
}

#[test]
fn a_note_to_a_note_is_numbered_behind_it() {
    let texts = ["نخست با یادداشتی^1 در آن", "درونی", "سوم"].map(str::to_owned);
    let chapter = with_notes(vec![paragraph("متن^0 و متن^2.")], &texts);
    let paged = by_page(chapter, |_| {});
    let (text, notes) = marks_on(&paged.pages[0]);
    // The mark inside the first note is read behind those of the text.
    assert_eq!(text, ["۱", "۳", "۲"]);
    assert_eq!(notes, ["۱", "۲", "۳"]);
}

#[test]
fn symbols_and_latin_numbers_stand_for_notes() {
    let texts = ["نخست", "Heidegger", "سوم", "Kant"].map(str::to_owned);
    let mut chapter = with_notes(vec![paragraph("متن^0 و^1 و^2 و^3.")], &texts);
    chapter.notes[1].latin = true;
    chapter.notes[3].latin = true;
    let shown = |change: fn(&mut Design)| marks_on(&by_page(chapter.clone(), change).pages[0]);
    let list = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let both = |text: &str, notes: &str| (list(text), list(notes));
    assert_eq!(shown(|_| {}), both("۱ ۲ ۳ ۴", "۱ ۲ ۳ ۴"));
    assert_eq!(
        shown(|design| design.notes.latin_marks = LatinMarks::Note),
        both("۱ ۲ ۳ ۴", "۱ 2 ۳ 4")
    );
    assert_eq!(
        shown(|design| design.notes.latin_marks = LatinMarks::Own),
        both("۱ 1 ۲ 2", "۱ 1 ۲ 2")
    );
    assert_eq!(
        shown(|design| design.notes.symbols = ["*", "†"].map(str::to_owned).to_vec()),
        both("* † ** ††", "* † ** ††")
    );
}

#[test]
fn short_notes_share_a_line() {
    let names = [
        "Heidegger",
        "Immanuel Kant",
        "یادداشتی به فارسی",
        "Georg Wilhelm Friedrich Hegel",
        "Nietzsche",
        "Aristotle",
    ];
    let texts = names.map(str::to_owned);
    let mut chapter = with_notes(vec![paragraph("متن^0 و^1 و^2 و^3 و^4 و^5.")], &texts);
    for note in &mut chapter.notes {
        note.latin = note.blocks != [paragraph("یادداشتی به فارسی")];
    }
    let mut golden = String::new();
    for together in [RunTogether::Latin, RunTogether::All] {
        let paged = by_page(chapter.clone(), |design| design.notes.run_together = together);
        golden.push_str(&dump::pages(&paged));
    }
    insta::assert_snapshot!(golden);
}

#[test]
fn the_rule_above_a_note_that_goes_on_is_another_one() {
    let chapter = with_notes(vec![paragraph("متن^0."), paragraph(&prose(60))], &[prose(60)]);
    let paged = by_page(chapter, |_| {});
    let rules: Vec<f64> = paged
        .pages
        .iter()
        .filter_map(|page| {
            page.items.iter().find_map(|item| match item {
                Item::Fill { size, .. } => Some(size.width.to_pt()),
                _ => None,
            })
        })
        .collect();
    assert!(rules.len() >= 2);
    let rules: Vec<i64> = rules.iter().map(|rule| rule.round() as i64).collect();
    assert_eq!(rules[0], 80);
    assert!(rules[1..].iter().all(|rule| *rule == 150), "{rules:?}");
}

#[test]
fn a_table_s_head_calls_its_note_once() {
    let rows = vec![["خانه", "خانه"].as_slice(); 60];
    let table = super::blocks::table(&["سر^0 و^1", "ستون"], &rows);
    let texts = ["پانوشت", "دوم"].map(str::to_owned);
    let chapter = with_notes(vec![block(BlockKind::Table(table))], &texts);
    let paged = by_page(chapter, |_| {});
    assert!(paged.pages.len() >= 3);
    assert_eq!(marks_on(&paged.pages[0]).0, ["۱", "۲"]);
    assert_eq!(note_pages(&paged), [[0], [0]]);
    for page in &paged.pages[1..] {
        let head = page.items.iter().find_map(|item| match item {
            Item::Text { line, part: PartOf::Furniture, .. } if dump::text(line).contains("سر") => {
                Some(dump::text(line))
            }
            _ => None,
        });
        assert_eq!(head.as_deref().map(str::trim), Some("سر و"));
    }
}

#[test]
fn notes_of_a_chapter_stand_at_its_end_below_a_heading() {
    let texts = ["پانوشت نخست.", "See Kant."].map(str::to_owned);
    let mut chapter = with_notes(vec![paragraph("متن^0 و^1.")], &texts);
    chapter.notes[1].latin = true;
    let mut book = book(vec![chapter]);
    book.notes = NotesPlan { numbering: None, place: Some(NotePlace::Chapter) };
    let paged = laid(&book);
    assert!(paged.anchors.contains_key("c001.note.1"));
    insta::assert_snapshot!(dump::pages(&paged));
}
