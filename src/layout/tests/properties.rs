//! What holds for every book: nothing is lost, nothing leaves the type area.

use proptest::prelude::*;

use super::fixture::*;
use super::notes::{note_pages, notes};
use crate::assembly::Chapter;
use crate::base::{Direction, Lang, Length, Size, Span};
use crate::document::{Block, BlockKind, Definition, DivRole, ListKind, VerseForm};
use crate::layout::paged::{ContentKind, Item, Paged, PartOf, Side};

/// A block of a random kind, with `size` sentences or lines.
fn any_block() -> impl Strategy<Value = (u8, usize)> {
    (0_u8..12, 1_usize..14)
}

fn build((kind, size): (u8, usize)) -> Block {
    let text = prose(size);
    match kind {
        0 => heading(1, "عنوان بخش"),
        1 => list(ListKind::Bullet, vec![vec![paragraph(&text)], vec![paragraph("کوتاه")]]),
        2 => block(BlockKind::Quote(vec![paragraph(&text)])),
        3 => {
            let line = "ای باد که از کوی نگار آمده‌ای / چون بوی گل از صبح بهار آمده‌ای";
            verse(VerseForm::Couplets, &[&vec![line; size]])
        }
        4 => verse(VerseForm::Free, &[&["سطر نخست", &text], &["سطر سوم"]]),
        5 => block(BlockKind::Table(super::blocks::table(
            &["سر", "ستون"],
            &vec![["خانه", text.as_str()].as_slice(); size],
        ))),
        6 => {
            let line = "شب بود و باران / کوچه خالی";
            verse(VerseForm::Stacked, &[&vec![line; size]])
        }
        7 => block(BlockKind::Definitions(vec![Definition {
            term: words("اصطلاح"),
            details: vec![vec![paragraph(&text)], vec![paragraph("دیگر")]],
            span: Span::default(),
        }])),
        8 => block(BlockKind::Division {
            role: DivRole::Aside,
            blocks: vec![paragraph(&text), with_class(paragraph("کسی"), "source")],
        }),
        _ => paragraph(&text),
    }
}

/// Paragraphs with notes between the blocks: note `n` has `lengths[n]` sentences.
fn noted(blocks: Vec<(u8, usize)>, lengths: &[usize]) -> Chapter {
    let mut content: Vec<Block> = Vec::new();
    let mut next = 0;
    for built in blocks.into_iter().map(build) {
        content.push(built);
        if next < lengths.len() {
            content.push(paragraph(&format!("{} نشانه^{next} و دنباله", prose(2))));
            next += 1;
        }
    }
    let texts: Vec<String> = lengths[..next]
        .iter()
        .enumerate()
        .map(|(n, length)| format!("شمارهٔ {n} {}", prose(*length)))
        .collect();
    Chapter { notes: notes(&texts), ..chapter("c001", "عنوان", content) }
}

fn assert_nothing_is_lost(chapter: &Chapter, paged: &Paged) {
    let is_text = |kind| kind != ContentKind::Note && kind != ContentKind::Heading(1);
    let shown = shown_words(paged, is_text);
    let written = written_words(&chapter.blocks);
    // A footnote's mark stands against its word on the page.
    let plain =
        |words: Vec<String>| words.join(" ").replace(|c: char| ('۰'..='۹').contains(&c), "");
    assert_eq!(plain(shown), plain(written));
}

fn assert_notes_follow_their_marks(chapter: &Chapter, paged: &Paged) {
    let pages = note_pages(paged);
    assert_eq!(pages.len(), chapter.notes.len());
    for (id, mark) in mark_pages(paged) {
        let of_note = &pages[id.0 as usize];
        assert!(mark <= of_note[0]);
        assert!(of_note.is_sorted());
    }
    let firsts: Vec<usize> = pages.iter().map(|pages| pages[0]).collect();
    assert!(firsts.is_sorted());
    let note_words = shown_words(paged, |kind| kind == ContentKind::Note);
    let written: Vec<String> = chapter
        .notes
        .iter()
        .flat_map(|note| std::iter::once(note.mark.clone()).chain(written_words(&note.blocks)))
        .collect();
    assert_eq!(note_words, written);
}

fn assert_inside_the_type_area(paged: &Paged) {
    for page in &paged.pages {
        let left = if page.side == Side::Recto { 55.0 } else { 65.0 };
        for item in &page.items {
            let Item::Text { line, x, baseline, part: PartOf::Content { .. } } = item else {
                continue;
            };
            let (from, to) = ((*x + line.left).to_pt(), (*x + line.left + line.width).to_pt());
            assert!(from > left - 0.05 && to < left + 300.05, "{from} {to}");
            assert!(baseline.to_pt() > 70.0 && baseline.to_pt() < 70.0 + 450.0);
        }
        assert_no_overlap(page);
    }
}

/// Lines of text and lines of notes do not meet.
fn assert_no_overlap(page: &crate::layout::Page) {
    let heights = |notes: bool| {
        page.items.iter().filter_map(move |item| match item {
            Item::Text { baseline, part: PartOf::Content { kind, .. }, .. }
                if (*kind == ContentKind::Note) == notes =>
            {
                Some(baseline.to_pt())
            }
            _ => None,
        })
    };
    let text = heights(false).fold(f64::NEG_INFINITY, f64::max);
    let notes = heights(true).fold(f64::INFINITY, f64::min);
    assert!(text < notes, "text at {text} below notes at {notes}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_and_every_note_is_on_the_pages(
        blocks in prop::collection::vec(any_block(), 1..30),
        lengths in prop::collection::vec(1_usize..40, 0..20),
    ) {
        let chapter = noted(blocks, &lengths);
        let paged = laid(&book(vec![chapter.clone()]));
        assert_nothing_is_lost(&chapter, &paged);
        assert_notes_follow_their_marks(&chapter, &paged);
        assert_inside_the_type_area(&paged);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the page, the design's rules and the direction: pages end, and nothing is lost.
    #[test]
    fn no_design_loses_a_word(
        blocks in prop::collection::vec(any_block(), 1..12),
        lengths in prop::collection::vec(1_usize..40, 0..8),
        (width, height) in (60.0..700.0_f64, 60.0..900.0_f64),
        (orphans, widows) in (0_usize..6, 0_usize..6),
        (share, drop) in (0.0..1.5_f64, 0.0..400.0_f64),
        english in any::<bool>(),
    ) {
        let chapter = noted(blocks, &lengths);
        let mut book = book(vec![chapter.clone()]);
        book.print.trim = Some(Size { width: Length::pt(width), height: Length::pt(height) });
        if english {
            book.metadata.lang.value = Lang::parse("en").expect("a language");
            book.binding = Direction::LeftToRight;
        }
        let mut design = design();
        (design.paragraph.orphans, design.paragraph.widows) = (orphans, widows);
        design.notes.page_share = share;
        design.chapter.drop = Length::pt(drop);
        let paged = laid_in(&book, &design).value;
        let letters = |words: Vec<String>| words.concat().replace(char::is_numeric, "");
        let is_text = |kind| kind != ContentKind::Note && kind != ContentKind::Heading(1);
        let mut shown: Vec<char> = letters(shown_words(&paged, is_text)).chars().collect();
        let mut written: Vec<char> = letters(written_words(&chapter.blocks)).chars().collect();
        // A row taller than half a page is set slice by slice, so the order is not compared here.
        shown.sort_unstable();
        written.sort_unstable();
        prop_assert_eq!(shown, written);
        let notes = letters(shown_words(&paged, |kind| kind == ContentKind::Note));
        let texts = chapter.notes.iter().flat_map(|note| written_words(&note.blocks)).collect();
        prop_assert_eq!(notes, letters(texts));
    }
}

#[test]
fn ten_thousand_notes_stay_linear() {
    let paragraphs = (0..10_000).map(|n| paragraph(&format!("واژه^{n} و چند واژهٔ دیگر.")));
    let texts: Vec<String> = (0..10_000).map(|n| format!("پانوشت {n}")).collect();
    let chapter =
        Chapter { notes: notes(&texts), ..chapter("c001", "عنوان", paragraphs.collect()) };
    let started = std::time::Instant::now();
    let paged = laid(&book(vec![chapter.clone()]));
    assert_notes_follow_their_marks(&chapter, &paged);
    // A quadratic step would take minutes; this takes a second or two without optimisation.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
