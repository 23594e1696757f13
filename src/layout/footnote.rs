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
    /// How many of them must stand on the page of the mark.
    begin: usize,
    /// Notes to this note.
    nested: Vec<NoteId>,
}

/// The notes of a chapter.
///
/// All questions are asked of places in one sequence, the lines of all notes in the order in which
/// they are set: that of their marks, a note to a note after the note. Whoever cuts the pages keeps
/// the place up to which notes are set; nothing here changes while page ends are tried.
#[derive(Debug)]
pub struct Notes<'a> {
    design: &'a NoteDesign,
    area: Size,
    direction: Direction,
    ink: f64,
    /// Notes before they are lined up.
    texts: BTreeMap<NoteId, Note>,
    /// The lines of all notes.
    lines: Vec<NoteLine>,
    /// Extent of all lines before each of `lines`, and of all of them.
    extents: Vec<Length>,
    /// For each number of frames what their marks call.
    calls: Vec<Calls>,
}

/// What the marks of the frames up to one call: places in the sequence of lines.
#[derive(Clone, Copy, Debug, Default)]
struct Calls {
    /// Behind the last line of all these notes.
    all: usize,
    /// Behind what must stand on the page of the last mark: the notes before its own whole, and the
    /// beginning of this. Notes to it may wait.
    begun: usize,
}

/// What notes a page takes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Foot {
    /// The first line that is left for the next page.
    pub until: usize,
    /// Height of the foot with its rule and spaces; zero without lines.
    pub height: Length,
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
            lines: Vec::new(),
            extents: vec![Length::ZERO],
            calls: vec![Calls::default()],
        };
        (notes, next_block)
    }

    /// Puts the lines of the notes into the order of their marks in `frames`. Notes whose marks
    /// stand nowhere come last, so that no word is lost.
    pub fn line_up(&mut self, frames: &[Frame]) {
        for frame in frames {
            let mut calls = self.calls.last().copied().unwrap_or_default();
            for id in &frame.notes {
                if let Some(note) = self.texts.get(id) {
                    calls.begun = self.lines.len() + note.begin;
                    self.call(*id);
                }
            }
            calls.all = self.lines.len();
            self.calls.push(calls);
        }
        while let Some((id, _)) = self.texts.first_key_value() {
            self.call(*id);
        }
    }

    /// Adds the lines of `id`, and after them those of the notes to it.
    fn call(&mut self, id: NoteId) {
        let mut calls = VecDeque::from([id]);
        while let Some(id) = calls.pop_front() {
            let Some(note) = self.texts.remove(&id) else { continue };
            for line in note.lines {
                self.extents.push(self.extents[self.lines.len()] + line.extent());
                self.lines.push(line);
            }
            calls.extend(note.nested);
        }
    }

    /// Behind the last line of the notes whose marks stand in the first `frames` frames; of all
    /// notes when these are all frames.
    pub fn called(&self, frames: usize) -> usize {
        if frames + 1 >= self.calls.len() { self.lines.len() } else { self.calls[frames].all }
    }

    /// Room that a page asks for at its foot when lines up to `from` are set on earlier pages and it
    /// ends with frame `frames`: all that is called if the design's share of the page suffices, at
    /// least every note begun and all but the last one whole.
    pub fn height(&self, from: usize, frames: usize) -> Length {
        let all = self.calls[frames].all;
        if all <= from {
            return Length::ZERO;
        }
        let begun = self.calls[frames].begun.max(from + 1);
        let share = self.area.height * self.design.page_share;
        self.overhead() + self.extent(from, all).min(share).max(self.extent(from, begun))
    }

    /// Height of lines `from..until` below one another on one page.
    fn extent(&self, from: usize, until: usize) -> Length {
        self.extents[until] - self.extents[from] - self.lines[from].gap
    }

    /// Space above the rule, the rule, and the space below it.
    fn overhead(&self) -> Length {
        self.design.space_above + self.design.rule_thickness + self.design.space_below
    }

    /// As many of the lines `from..called` as stand in `room`. `must_move` takes one line in any
    /// case, so that every page makes progress.
    pub fn fill(&self, from: usize, called: usize, room: Length, must_move: bool) -> Foot {
        // A thousandth of a point forgives the rounding of sums.
        let room = room - self.overhead() + Length::pt(0.001);
        let fits = |until: &usize| self.extent(from, *until) <= room;
        let mut until = (from + 1..=called).take_while(fits).last().unwrap_or(from);
        if until == from && must_move && from < called {
            until = from + 1;
        }
        until = self.without_lonely_line(from, until);
        if until == from {
            return Foot { until, height: Length::ZERO };
        }
        Foot { until, height: self.overhead() + self.extent(from, until) }
    }

    /// One line fewer when only the last one of its note would go over to the next page.
    fn without_lonely_line(&self, from: usize, until: usize) -> usize {
        let lonely = self.lines.get(until).is_some_and(|next| next.index + 1 == next.count);
        let spare = until - from > LINES_TOGETHER && self.lines[until - 1].index >= LINES_TOGETHER;
        if lonely && spare { until - 1 } else { until }
    }

    /// The foot of a page: lines `from..until`, the last of which ends at `bottom`.
    pub fn foot(&mut self, from: usize, until: usize, bottom: Length) -> Vec<Frame> {
        if from >= until {
            return Vec::new();
        }
        let mut y = bottom - self.extent(from, until);
        let mut frames = vec![self.rule(y)];
        for (at, line) in self.lines[from..until].iter_mut().enumerate() {
            y += if at == 0 { Length::ZERO } else { line.gap };
            let frame = std::mem::take(&mut line.frame);
            let height = frame.height;
            frames.push(moved(frame, y));
            y += height;
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
        Note { begin, lines, nested }
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
