//! Numbers that begin with one on every page.
//!
//! Which notes stand on a page is known when the pages of a chapter are made; until then every mark
//! is as wide as number one. Now each mark gets its own number in its place. Digits are mostly of
//! one width, and what a second digit needs is taken from the spaces of its line. Only where that
//! would be seen is the chapter laid again with the numbers that were found.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::page::Sheet;
use super::super::paged::Item;
use super::super::setting::{Scope, plain};
use super::exchange::{exchange, refit};
use super::marks::Marks;
use crate::assembly::Footnote;
use crate::base::{Length, Span};
use crate::design::model::{LatinMarks, NoteNumbering};
use crate::document::NoteId;
use crate::text::model::{Line, Piece};
use crate::wording::Words;

/// Gives the marks on `sheets`, the pages of a chapter, the numbers that they have there, where
/// notes are numbered page by page. When some of them need so much room that their lines should be
/// broken anew, gives back the marks with which to lay the chapter again, unless `must`.
pub fn number(scope: &Scope, sheets: &mut [Sheet], must: bool) -> Option<Marks> {
    if scope.foot_notes().is_empty() || scope.setting.book.notes.numbering() != NoteNumbering::Page
    {
        return None;
    }
    let mut numberer = Numberer::new(scope, must);
    for (at, sheet) in sheets.iter().enumerate() {
        numberer.count(at, &sheet.items);
    }
    let mut settled = true;
    for (at, sheet) in sheets.iter_mut().enumerate() {
        for item in &mut sheet.items {
            if let Item::Text { line, x, .. } = item {
                settled &= numberer.line(at, line, *x);
            }
        }
    }
    (!settled).then_some(numberer.marks)
}

struct Numberer<'s, 'a> {
    scope: &'s Scope<'a>,
    must: bool,
    notes: BTreeMap<NoteId, &'a Footnote>,
    /// With what the anchors of the texts of notes begin.
    note_anchor: String,
    /// The sheet on which each note is called.
    sheets: BTreeMap<NoteId, usize>,
    marks: Marks,
}

impl<'s, 'a> Numberer<'s, 'a> {
    fn new(scope: &'s Scope<'a>, must: bool) -> Self {
        Numberer {
            scope,
            must,
            notes: scope.foot_notes().iter().map(|note| (note.id, note)).collect(),
            note_anchor: format!("{}.note.", scope.anchor),
            sheets: BTreeMap::new(),
            marks: Marks::first(scope.setting, scope.lang(), scope.foot_notes()),
        }
    }

    /// Numbers the notes whose first marks stand on `sheet`, in the order of their texts.
    fn count(&mut self, sheet: usize, items: &[Item]) {
        let marks = items.iter().flat_map(|item| match item {
            Item::Text { line, .. } => &line.notes[..],
            _ => &[],
        });
        let is_new = |id: &&NoteId| !self.sheets.contains_key(id) && self.notes.contains_key(id);
        let mut new: Vec<NoteId> = marks.filter(is_new).copied().collect();
        // Assembly numbers notes in the order in which their texts stand.
        new.sort_unstable();
        new.dedup();
        let setting = self.scope.setting;
        let apart = setting.design.notes.latin_marks == LatinMarks::Own;
        let mut counts = [0; 2];
        for id in new {
            let note = self.notes[&id];
            let count = &mut counts[usize::from(apart && note.latin)];
            *count += 1;
            self.marks.set(setting, self.scope.lang(), note, *count);
            self.sheets.insert(id, sheet);
        }
    }

    /// Renews the marks on a line of `sheet` whose measure begins at `x`; whether they have room.
    fn line(&mut self, sheet: usize, line: &mut Arc<Line>, x: Length) -> bool {
        let is_noted = !line.notes.is_empty()
            || line.anchors.iter().any(|anchor| anchor.starts_with(&self.note_anchor));
        if !is_noted {
            return true;
        }
        let rtl = self.rtl(line);
        let measure = self.scope.setting.area.width - x;
        let room = if rtl { line.left } else { measure - line.left - line.width };
        let mut grown = Length::ZERO;
        let mut at = 0;
        while at < line.pieces.len() {
            let style = Arc::clone(&line.pieces[at].style);
            let is_same = |piece: &&Piece| Arc::ptr_eq(&piece.style, &style);
            let end = at + line.pieces[at..].iter().take_while(is_same).count();
            let Some(words) = self.words(sheet, &line.pieces[at]) else {
                at = end;
                continue;
            };
            let old: String = line.pieces[at..end].iter().map(|piece| &*piece.run.text).collect();
            if old == words {
                at = end;
                continue;
            }
            let text = plain(&words, &style, line.pieces[at].span);
            let label = self.scope.setting.natural(&text, self.scope.direction);
            let line = Arc::make_mut(line);
            let count = label.pieces.len();
            grown += exchange(line, at..end, label);
            at += count;
        }
        if grown.abs() < Length::pt(0.01) {
            return true;
        }
        refit(Arc::make_mut(line), grown, room, rtl, self.must)
    }

    /// What the mark or the number that begins with `piece` should say; `None` for other words.
    fn words(&mut self, sheet: usize, piece: &Piece) -> Option<String> {
        if let Some(id) = piece.style.note {
            return self.mark(sheet, id, piece.span);
        }
        let anchor = piece.style.anchor.as_ref()?;
        let id = NoteId(anchor.strip_prefix(&self.note_anchor)?.parse().ok()?);
        Some(self.marks.before_note(id).to_owned())
    }

    /// The mark of `id` at `place` on `sheet`. On another page than that of the note it says where
    /// the note stands: «۲، ص ۱۲».
    fn mark(&mut self, sheet: usize, id: NoteId, place: Span) -> Option<String> {
        let number = self.marks.in_text(id, Span::default())?.to_owned();
        if self.sheets.get(&id) == Some(&sheet) {
            return Some(number);
        }
        let setting = self.scope.setting;
        let label = self.scope.pages.label(&self.scope.mark_anchor(id));
        let unknown = setting.digits().write(0);
        let words = Words::of(setting.book.lang());
        let page = words.labels.page_short.replace("{}", label.unwrap_or(&unknown));
        // Nothing may part it.
        let words = format!("{number}{}{page}", words.marks.comma).replace(' ', "\u{A0}");
        self.marks.say_again(id, place, words.clone());
        Some(words)
    }

    /// Whether `line` is set from right to left: a note in a Latin script is not.
    fn rtl(&self, line: &Line) -> bool {
        let number = line.anchors.iter().find_map(|anchor| anchor.strip_prefix(&self.note_anchor));
        let id = number.and_then(|number| number.parse().ok()).map(NoteId);
        let note = id.and_then(|id| self.notes.get(&id));
        note.map_or(self.scope.direction, |note| note.direction(self.scope.direction)).is_rtl()
    }
}
