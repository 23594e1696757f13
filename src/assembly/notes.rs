//! Footnotes: in the order of their marks, numbered by chapters or through the book. Numbers that
//! begin on every page are given by layout; an EPUB, which has no pages, shows those of chapters.

use std::collections::{BTreeMap, BTreeSet};

use super::drafts::Drafts;
use super::{Chapter, Footnote};
use crate::base::{Code, Diagnostic, Lang, Span};
use crate::document::visit::{each_inline, each_inline_mut, each_inlines, each_inlines_mut};
use crate::document::{Block, Inline, InlineKind, NoteId};
use crate::manifest::plan::NoteNumbering;
use crate::persian::DigitStyle;
use crate::persian::letters::{mostly_ltr, mostly_rtl};

/// Numbers the notes in the digits of their chapter, from one in every chapter or through the book, and puts
/// them in the order of their first marks: in the title, the subtitle, then the text (headings,
/// tables and verse included). A note to a note follows the note that it belongs to, so that the
/// numbers at the foot of a page rise. A note with two marks has one number.
///
/// Only layout knows pages: where notes are numbered page by page, these numbers are the e-book's.
pub fn number(
    drafts: &mut Drafts,
    lang: &Lang,
    numbering: NoteNumbering,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut counter = Counter::default();
    for draft in &mut drafts.chapters {
        let digits = DigitStyle::of(draft.chapter.lang.as_ref().unwrap_or(lang));
        if numbering != NoteNumbering::Book {
            counter = Counter::default();
        }
        let order = order_of_marks(&draft.chapter);
        report_unmarked(&draft.chapter, &order, diagnostics);
        renumber(&mut draft.chapter, &order, digits, &mut counter);
    }
}

/// How many notes were numbered.
#[derive(Default)]
struct Counter {
    all: usize,
    /// Those in a Latin script, and the others.
    apart: [usize; 2],
}

/// A note's old number and the place of its first mark.
type Marked = (NoteId, Span);

/// The notes in the order of first marks.
fn order_of_marks(chapter: &Chapter) -> Vec<Marked> {
    let mut marks =
        Marks { notes: &chapter.notes, order: Vec::new(), seen: vec![false; chapter.notes.len()] };
    marks.inlines(&chapter.title);
    marks.inlines(&chapter.subtitle);
    each_inlines(&chapter.blocks, &mut |inlines| marks.inlines(inlines));
    marks.order
}

/// The marks met so far.
struct Marks<'a> {
    notes: &'a [Footnote],
    order: Vec<Marked>,
    seen: Vec<bool>,
}

impl Marks<'_> {
    /// The marks in a piece of the text, each followed by those in its note.
    fn inlines(&mut self, inlines: &[Inline]) {
        each_inline(inlines, &mut |inline| {
            let mut next = self.order.len();
            self.mark(inline);
            while let Some(&(NoteId(old), _)) = self.order.get(next) {
                let notes = self.notes;
                each_inlines(&notes[old as usize].blocks, &mut |inlines| {
                    each_inline(inlines, &mut |inline| self.mark(inline));
                });
                next += 1;
            }
        });
    }

    fn mark(&mut self, inline: &Inline) {
        let InlineKind::NoteRef(id) = inline.kind else { return };
        if let Some(seen) = self.seen.get_mut(id.0 as usize).filter(|seen| !**seen) {
            *seen = true;
            self.order.push((id, inline.span));
        }
    }
}

/// What is said about a book without notes whose manifest gives them a place; it is left out.
pub fn none(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NoNotes, "no document of the book has notes")
        .at(span)
        .hint("take `notes` out of the contents")
}

/// A note whose only mark stood in a title that the manifest replaces would appear nowhere.
/// (Import has reported the notes that never had a mark and gives none of them to assembly.)
fn report_unmarked(chapter: &Chapter, order: &[Marked], diagnostics: &mut Vec<Diagnostic>) {
    let marked: BTreeSet<NoteId> = order.iter().map(|(id, _)| *id).collect();
    let unmarked = chapter.notes.iter().filter(|note| !marked.contains(&note.id));
    diagnostics.extend(unmarked.map(|note| {
        Diagnostic::new(Code::NoteWithoutMark, "no mark refers to this footnote")
            .at(note.span)
            .hint("its mark may have stood in a title that the manifest replaces; put it elsewhere")
    }));
}

fn renumber(chapter: &mut Chapter, order: &[Marked], digits: DigitStyle, counter: &mut Counter) {
    let new_ids: BTreeMap<NoteId, NoteId> =
        order.iter().enumerate().map(|(new, (old, _))| (*old, NoteId(new as u32))).collect();
    let mut old_notes: Vec<Option<Footnote>> = chapter.notes.drain(..).map(Some).collect();
    chapter.notes = order
        .iter()
        .enumerate()
        .filter_map(|(new, (old, first_mark))| {
            let note = old_notes[old.0 as usize].take()?;
            let words = words_of(&note.blocks);
            let (latin, rtl) = (is_latin(&words), is_rtl(&words));
            counter.all += 1;
            counter.apart[usize::from(latin)] += 1;
            Some(Footnote {
                id: NoteId(new as u32),
                number: counter.all,
                number_apart: counter.apart[usize::from(latin)],
                mark: digits.write(counter.all),
                first_mark: *first_mark,
                latin,
                rtl,
                ..note
            })
        })
        .collect();

    let mut rename = |inlines: &mut Vec<Inline>| {
        each_inline_mut(inlines, &mut |inline| {
            if let InlineKind::NoteRef(id) = &mut inline.kind {
                *id = new_ids.get(id).copied().unwrap_or(*id);
            }
        });
    };
    rename(&mut chapter.title);
    rename(&mut chapter.subtitle);
    each_inlines_mut(&mut chapter.blocks, &mut rename);
    for note in &mut chapter.notes {
        each_inlines_mut(&mut note.blocks, &mut rename);
    }
}

/// Whether a note is set from left to right: its first word, its last one and most of its letters
/// are. Addresses and code do not count, so that a Persian sentence that cites a long address stays
/// Persian; so does one that leads to a long Latin title («بنگرید به …»), or that follows one.
fn is_latin(words: &[&str]) -> bool {
    let is_ltr = |word: Option<&&str>| word.is_some_and(|word| mostly_ltr([*word]));
    is_ltr(words.first()) && is_ltr(words.last()) && mostly_ltr(words.iter().copied())
}

/// The same for a note that is set from right to left in a chapter that is not.
fn is_rtl(words: &[&str]) -> bool {
    let is_rtl = |word: Option<&&str>| word.is_some_and(|word| mostly_rtl([*word]));
    is_rtl(words.first()) && is_rtl(words.last()) && mostly_rtl(words.iter().copied())
}

/// The words of a note that have letters, without addresses and code.
fn words_of(blocks: &[Block]) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    each_inlines(blocks, &mut |inlines| {
        each_inline(inlines, &mut |inline| {
            if let InlineKind::Text(text) = &inline.kind {
                words.extend(text.split_whitespace().filter(|word| !is_address(word)));
            }
        });
    });
    words.retain(|word| word.chars().any(char::is_alphabetic));
    words
}

fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains('@') || word.contains("www.")
}
