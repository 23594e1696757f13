//! Footnotes at the foot of the page: laid once per chapter, then handed out to pages.
//!
//! The rules, in the order in which they give way: a note begins on the page of its mark; notes
//! keep their order; a note that would take more than the design's share of the page is split, at
//! least two lines on either side; what is left over comes first on the next page.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use super::flow::{Flow, Place, RunIn};
use super::frame::{Column, Frame};
use super::grid;
use super::paged::{ContentKind, Item};
use super::setting::Scope;
use super::styled::character_style;
use crate::assembly::Footnote;
use crate::base::{Diagnostic, Direction, Length, Size};
use crate::design::model::{NoteDesign, Role};
use crate::document::{Block, BlockKind, Inline, InlineKind, NoteId};
use crate::text::model::{LinkDestination, TextStyle};

/// Fewest lines of a split note on either page.
const LINES_TOGETHER: usize = 2;

/// A line of a note.
#[derive(Clone, Debug)]
struct NoteLine {
    frame: Frame,
    /// Space above it when it is not the first line of the notes on its page.
    gap: Length,
    /// Which line of its note it is, from 0.
    index: usize,
    /// How many lines its note has.
    count: usize,
}

impl NoteLine {
    fn extent(&self) -> Length {
        self.gap + self.frame.height
    }
}

/// A note with the notes whose marks stand in its own text.
#[derive(Clone, Debug)]
struct Note {
    lines: Vec<NoteLine>,
    /// Height of all lines.
    height: Length,
    /// Height of the lines that must stand on the page of the mark.
    beginning: Length,
    /// Notes to this note.
    nested: Vec<NoteId>,
}

/// The notes of a chapter, and those of them that wait for room at the foot of a page.
#[derive(Debug)]
pub struct Notes<'a> {
    design: &'a NoteDesign,
    area: Size,
    direction: Direction,
    ink: f64,
    /// Notes whose marks are not on a page yet.
    texts: BTreeMap<NoteId, Note>,
    /// Lines whose marks are on this page or an earlier one.
    waiting: VecDeque<NoteLine>,
    waiting_height: Length,
}

/// How much room the notes of a page ask for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Demand {
    /// All of them whole.
    whole: Length,
    /// As little as may be: every note begun, all but the last one whole.
    least: Length,
}

impl<'a> Notes<'a> {
    /// Lays the notes of a chapter; their blocks are numbered from `first_block`.
    pub fn lay(
        scope: &Scope<'a>,
        first_block: u32,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Notes<'a>, u32) {
        let design = scope.setting.design;
        let mut next_block = first_block;
        let mut texts = BTreeMap::new();
        for footnote in scope.notes {
            let mut flow = Flow::new(scope);
            flow.next_block = next_block;
            flow.note(footnote);
            let (frames, noticed, blocks) = flow.finish();
            diagnostics.extend(noticed);
            next_block = blocks;
            texts.insert(footnote.id, Note::of(frames));
        }
        let notes = Notes {
            design: &design.notes,
            area: scope.setting.area,
            direction: scope.direction,
            ink: design.style(Role::NoteText).ink,
            texts,
            waiting: VecDeque::new(),
            waiting_height: Length::ZERO,
        };
        (notes, next_block)
    }

    /// Whether `frame` holds the mark of a note that is not on a page yet.
    pub fn is_called_in(&self, frame: &Frame) -> bool {
        frame.notes.iter().any(|id| self.texts.contains_key(id))
    }

    /// Whether no line waits for room.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// What the lines left over from earlier pages ask for.
    pub fn demand(&self) -> Demand {
        let least = self.waiting.front().map_or(Length::ZERO, NoteLine::extent);
        Demand { whole: self.waiting_height, least }
    }

    /// The demand when the mark of `id` comes onto the page as well. Marks inside notes count with
    /// the note that they stand in.
    pub fn with(&self, demand: Demand, id: NoteId) -> Demand {
        let Some(note) = self.texts.get(&id) else { return demand };
        let mut demand =
            Demand { whole: demand.whole + note.height, least: demand.whole + note.beginning };
        // Notes to this note may wait for the next page: only the whole grows.
        let nested = note.nested.iter().filter_map(|id| self.texts.get(id));
        demand.whole += nested.map(|note| note.height).sum();
        demand
    }

    /// Height of the foot of a page with this demand, with its rule and spaces.
    pub fn height(&self, demand: Demand) -> Length {
        if demand.whole <= Length::ZERO {
            return Length::ZERO;
        }
        let share = self.area.height * self.design.page_share;
        self.overhead() + demand.whole.min(share).max(demand.least)
    }

    /// Space above the rule, the rule, and the space below it.
    fn overhead(&self) -> Length {
        self.design.space_above + self.design.rule_thickness + self.design.space_below
    }

    /// The mark of `id` stands on this page: its lines wait for room now, and after them those of
    /// the notes to it.
    pub fn call(&mut self, id: NoteId) {
        let mut calls = VecDeque::from([id]);
        while let Some(id) = calls.pop_front() {
            let Some(note) = self.texts.remove(&id) else { continue };
            self.waiting_height += note.height;
            self.waiting.extend(note.lines);
            calls.extend(note.nested);
        }
    }

    /// Calls all notes whose marks never came onto a page, so that no word is lost.
    pub fn call_rest(&mut self) {
        while let Some((id, _)) = self.texts.first_key_value() {
            self.call(*id);
        }
    }

    /// The foot of a page: as many waiting lines as stand in `room`, at the bottom of the type
    /// area. `must_move` takes one line in any case, so that every page makes progress.
    pub fn foot(&mut self, room: Length, must_move: bool) -> Vec<Frame> {
        let lines = self.take(room - self.overhead(), must_move);
        if lines.is_empty() {
            return Vec::new();
        }
        let first_gap = lines[0].gap;
        let height: Length = lines.iter().map(NoteLine::extent).sum::<Length>() - first_gap;
        let mut y = self.area.height - height;
        let mut frames = vec![self.rule(y)];
        for (at, line) in lines.into_iter().enumerate() {
            y += if at == 0 { Length::ZERO } else { line.gap };
            let line_height = line.frame.height;
            frames.push(moved(line.frame, y));
            y += line_height;
        }
        frames
    }

    /// The rule above notes that begin at `y`: at the side where reading starts.
    fn rule(&self, y: Length) -> Frame {
        let whole = Column { left: Length::ZERO, width: self.area.width };
        let width = self.design.rule_length.min(self.area.width);
        let thickness = self.design.rule_thickness;
        let left = whole.place(self.direction, Length::ZERO, width);
        let rule = Frame::rule(Column { left, width }, thickness, self.ink);
        moved(rule, y - self.design.space_below - thickness)
    }

    fn take(&mut self, room: Length, must_move: bool) -> Vec<NoteLine> {
        // A thousandth of a point forgives the rounding of sums.
        let room = room + Length::pt(0.001);
        let mut taken: Vec<NoteLine> = Vec::new();
        let mut used = Length::ZERO;
        while let Some(line) = self.waiting.front() {
            let extent = if taken.is_empty() { line.frame.height } else { line.extent() };
            if used + extent > room && !(must_move && taken.is_empty()) {
                break;
            }
            used += extent;
            taken.extend(self.waiting.pop_front());
        }
        self.avoid_lonely_line(&mut taken);
        let heights: Length = taken.iter().map(NoteLine::extent).sum();
        self.waiting_height =
            if self.waiting.is_empty() { Length::ZERO } else { self.waiting_height - heights };
        taken
    }

    /// Gives a line back when only the last one of its note would go over to the next page.
    fn avoid_lonely_line(&mut self, taken: &mut Vec<NoteLine>) {
        let lonely = self.waiting.front().is_some_and(|next| next.index + 1 == next.count);
        let spare = taken.last().is_some_and(|last| last.index >= LINES_TOGETHER)
            && taken.len() > LINES_TOGETHER;
        if lonely
            && spare
            && let Some(line) = taken.pop()
        {
            self.waiting.push_front(line);
        }
    }
}

impl Note {
    fn of(frames: Vec<Frame>) -> Note {
        let count = frames.len();
        let nested = frames.iter().flat_map(|frame| frame.notes.iter().copied()).collect();
        let mut lines: Vec<NoteLine> = Vec::with_capacity(count);
        for (index, mut frame) in frames.into_iter().enumerate() {
            let gap = lines.last().map_or(frame.before, |line| grid::gap(&line.frame, &frame));
            frame.on_grid = false;
            lines.push(NoteLine { frame, gap, index, count });
        }
        // A note of three lines is not worth splitting: it would leave a lonely line.
        let begin = if count < 2 * LINES_TOGETHER { count } else { LINES_TOGETHER };
        Note {
            height: lines.iter().map(NoteLine::extent).sum(),
            beginning: lines.iter().take(begin).map(NoteLine::extent).sum(),
            lines,
            nested,
        }
    }
}

impl Flow<'_> {
    /// The text of a note, begun by its mark.
    fn note(&mut self, footnote: &Footnote) {
        let style = self.style(Role::NoteText);
        let direction = if footnote.latin { Direction::LeftToRight } else { self.scope.direction };
        let whole = Column { left: Length::ZERO, width: self.scope.setting.area.width };
        let place = Place {
            role: Role::NoteText,
            kind: ContentKind::Note,
            column: whole.indent(direction, style.start_indent, style.end_indent),
            direction,
            spaced: false,
            ..Place::body(self.scope)
        };
        let text = character_style(style);
        let mark = TextStyle {
            direction: Some(direction),
            link: Some(LinkDestination::Internal(self.scope.mark_anchor(footnote.id))),
            anchor: Some(self.scope.note_anchor(footnote.id)),
            ..self.scope.mark_style(&text)
        };
        let word =
            |words: &str| vec![Inline::new(InlineKind::Text(words.to_owned()), footnote.span)];
        self.run_in.push(RunIn { words: word(&footnote.mark), style: Arc::new(mark) });
        self.run_in.push(RunIn { words: word(" "), style: Arc::new(text) });
        let begins_with_words =
            matches!(footnote.blocks.first(), Some(Block { kind: BlockKind::Paragraph(_), .. }));
        self.spaced(style, |flow| {
            if !begins_with_words {
                flow.paragraph(&[], &place);
            }
            flow.blocks(&footnote.blocks, &place);
        });
    }
}

/// `frame` with everything in it moved down.
fn moved(mut frame: Frame, down: Length) -> Frame {
    let items: Vec<Item> =
        frame.items.drain(..).map(|item| item.moved(Length::ZERO, down)).collect();
    frame.anchors.iter_mut().for_each(|(_, y)| *y += down);
    Frame { items, ..frame }
}
