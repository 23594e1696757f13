//! What the marks of notes say.

use std::collections::BTreeMap;

use super::super::setting::Setting;
use crate::assembly::Footnote;
use crate::base::{Lang, Span};
use crate::design::model::{LatinMarks, NoteNumbering};
use crate::document::NoteId;
use crate::persian::digits::DigitStyle;

/// The marks of the notes of a chapter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    labels: BTreeMap<NoteId, Label>,
    /// The second and later marks of a note that say more than its number, by their places.
    again: BTreeMap<(NoteId, Span), String>,
}

/// What stands for one note.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Label {
    in_text: String,
    before_note: String,
}

impl Marks {
    /// The marks of a chapter in `lang` as they are set first: where notes are numbered page by page all are number one,
    /// for digits are mostly of one width.
    pub fn first(setting: &Setting, lang: &Lang, notes: &[Footnote]) -> Marks {
        let mut marks = Marks::default();
        let own = setting.design.notes.latin_marks == LatinMarks::Own;
        for note in notes {
            let number = match setting.book.notes.numbering() {
                NoteNumbering::Page => 1,
                _ if own => note.number_apart,
                _ => note.number,
            };
            marks.set(setting, lang, note, number);
        }
        marks
    }

    /// The mark of `id` that is written at `place`; `None` for a note that there is not.
    pub fn in_text(&self, id: NoteId, place: Span) -> Option<&str> {
        let again = self.again.get(&(id, place));
        again.or_else(|| self.labels.get(&id).map(|label| &label.in_text)).map(String::as_str)
    }

    /// What stands before the text of note `id`.
    pub fn before_note(&self, id: NoteId) -> &str {
        self.labels.get(&id).map_or("", |label| &label.before_note)
    }

    /// Gives `note` a number.
    pub(super) fn set(&mut self, setting: &Setting, lang: &Lang, note: &Footnote, number: usize) {
        let design = &setting.design.notes;
        let latin = DigitStyle::Latin.write(number);
        let plain =
            symbol(&design.symbols, number).unwrap_or_else(|| DigitStyle::of(lang).write(number));
        let apart = note.latin && lang.direction().is_rtl();
        let (in_text, before_note) = match design.latin_marks {
            LatinMarks::Own if apart => (latin.clone(), latin),
            LatinMarks::Note if apart && design.symbols.is_empty() => (plain, latin),
            _ => (plain.clone(), plain),
        };
        self.labels.insert(note.id, Label { in_text, before_note });
    }

    /// Lets the mark of `id` at `place` say `words`.
    pub(super) fn say_again(&mut self, id: NoteId, place: Span, words: String) {
        self.again.insert((id, place), words);
    }
}

/// Mark `number` (from 1) of a sequence of symbols; behind the last one each comes twice, then three
/// times, as printers do it. `None` when there are no symbols.
fn symbol(symbols: &[String], number: usize) -> Option<String> {
    let at = number.checked_sub(1)?;
    let turn = at.checked_div(symbols.len())?;
    Some(symbols[at % symbols.len()].repeat(turn + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_come_doubled_behind_the_last_one() {
        let symbols = ["٭", "†", "‡"].map(str::to_owned);
        let marks: Vec<String> = (1..=7).filter_map(|n| symbol(&symbols, n)).collect();
        assert_eq!(marks, ["٭", "†", "‡", "٭٭", "††", "‡‡", "٭٭٭"]);
        assert_eq!(symbol(&[], 1), None);
        assert_eq!(symbol(&symbols, 0), None);
    }
}
