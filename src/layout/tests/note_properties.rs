//! What holds for the notes of every chapter.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;

use super::fixture::*;
use super::notes::{marks_on, note_pages, notes};
use crate::assembly::{Book, Chapter};
use crate::base::{Code, Warned};
use crate::design::Design;
use crate::design::model::{LatinMarks, NoteNumbering, RunTogether};
use crate::document::{Block, NoteId};
use crate::layout::dump;
use crate::layout::paged::{ContentKind, Paged};

/// Paragraphs, each with some sentences and marks; the length of each note in sentences; and whether
/// it is a Latin one.
type Case = Vec<(usize, Vec<(usize, bool)>)>;

fn case() -> impl Strategy<Value = Case> {
    let notes = prop::collection::vec((0_usize..30, any::<bool>()), 0..6);
    prop::collection::vec((1_usize..9, notes), 1..16)
}

fn chapter_of(case: &Case) -> Chapter {
    let mut blocks: Vec<Block> = Vec::new();
    let mut texts: Vec<(String, bool)> = Vec::new();
    for (sentences, notes) in case {
        let mut text = prose(*sentences);
        for (length, latin) in notes {
            let _ = write!(text, " نشانه^{}", texts.len());
            texts.push(match latin {
                true => (format!("Note {} {}", texts.len(), "of words ".repeat(*length)), true),
                false => (format!("شمارهٔ {} {}", texts.len(), prose(*length)), false),
            });
        }
        blocks.push(paragraph(&text));
    }
    let words: Vec<String> = texts.iter().map(|(text, _)| text.trim().to_owned()).collect();
    let mut notes = notes(&words);
    for (note, (_, latin)) in notes.iter_mut().zip(texts) {
        note.latin = latin;
    }
    Chapter { notes, ..chapter("c001", "عنوان", blocks) }
}

fn by_page(chapter: Chapter) -> Book {
    let mut book = book(vec![chapter]);
    book.notes.numbering = Some(NoteNumbering::Page);
    book
}

/// How many lines of each note stand on each page, in order.
fn pieces(paged: &Paged) -> Vec<Vec<usize>> {
    let count =
        |pages: Vec<usize>| pages.chunk_by(|one, next| one == next).map(<[usize]>::len).collect();
    note_pages(paged).into_iter().map(count).collect()
}

/// Words without numbers: those of marks depend on the page.
fn plain(words: &[String]) -> String {
    words.concat().replace(char::is_numeric, "")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn notes_are_whole_in_order_and_begin_with_their_marks(
        case in case(),
        together in prop::sample::select(vec![RunTogether::None, RunTogether::Latin, RunTogether::All]),
        latin in prop::sample::select(vec![LatinMarks::Book, LatinMarks::Note, LatinMarks::Own]),
        share in 0.1..0.6_f64,
    ) {
        let chapter = chapter_of(&case);
        let mut design: Design = design();
        design.notes.run_together = together;
        design.notes.latin_marks = latin;
        design.notes.page_share = share;
        let book = by_page(chapter.clone());
        let Warned { value: paged, diagnostics } = laid_in(&book, &design);

        // None is lost, and their words are in order.
        let written: Vec<String> = chapter.notes.iter().flat_map(|note| written_words(&note.blocks)).collect();
        prop_assert_eq!(plain(&shown_words(&paged, |kind| kind == ContentKind::Note)), plain(&written));
        let starts: Vec<usize> = note_pages(&paged).iter().map(|pages| pages[0]).collect();
        prop_assert!(starts.is_sorted());

        // Each begins on the page of its mark, unless that is told.
        let late = diagnostics.iter().filter(|told| told.code == Code::NoteLate).count();
        prop_assert_eq!(late, diagnostics.len());
        let marks: BTreeMap<NoteId, usize> = mark_pages(&paged);
        let apart = marks.iter().filter(|(id, page)| starts[id.0 as usize] != **page).count();
        prop_assert_eq!(apart, late);

        // A note that is split has two lines on either side.
        if late == 0 {
            for pieces in pieces(&paged).into_iter().filter(|pieces| pieces.len() > 1) {
                prop_assert!(pieces.iter().all(|lines| *lines >= 2), "{:?}", pieces);
            }
        }

        // Every page counts from one, in the text and at its foot.
        for page in &paged.pages {
            let (text, _) = marks_on(page);
            let apart = latin == LatinMarks::Own;
            let mut latin_marks: Vec<&String> = text.iter().filter(|mark| mark.is_ascii()).collect();
            let own: Vec<&String> = text.iter().filter(|mark| !mark.is_ascii()).collect();
            let expected: Vec<String> =
                (1..=own.len()).map(|n| crate::persian::DigitStyle::Persian.write(n)).collect();
            prop_assert!(apart || latin_marks.is_empty());
            prop_assert_eq!(own, expected.iter().collect::<Vec<_>>());
            let expected: Vec<String> = (1..=latin_marks.len()).map(|n| n.to_string()).collect();
            prop_assert_eq!(std::mem::take(&mut latin_marks), expected.iter().collect::<Vec<_>>());
        }

        // Lines stay in their measure.
        for line in content(&paged) {
            let left = if line.page % 2 == 0 { 55.0 } else { 65.0 };
            prop_assert!(line.left > left - 0.05 && line.right < left + 300.05, "{}", line.text);
        }

        // The same again.
        prop_assert_eq!(dump::pages(&laid_in(&book, &design).value), dump::pages(&paged));
    }
}
