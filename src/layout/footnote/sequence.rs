//! The notes of a chapter as one sequence of lines, and what a page asks about them.
//!
//! Notes keep their order and lines are never set twice, so that the feet of all pages are adjoining
//! stretches of one sequence, and the state of the notes at a page end is a single place in it.
//! Every question is answered without changing anything: a page builder may try as many page ends
//! as it likes. A question costs at most as much time as there are note lines on the page.

use std::collections::BTreeMap;

use super::super::flow::Flow;
use super::super::frame::{self, Frame};
use super::super::grid;
use super::super::setting::{Scope, Setting};
use super::packing::{Packing, Short};
use crate::base::{Diagnostic, Direction, Length, Size, Span};
use crate::design::model::{NoteDesign, Role};
use crate::document::NoteId;

/// Fewest lines of a split note on either page.
const LINES_TOGETHER: usize = 2;
/// Forgives the rounding of sums.
const ROUNDING: Length = Length::pt(0.001);

/// A line of a note.
#[derive(Clone, Debug)]
pub(super) struct NoteLine {
    pub frame: Frame,
    /// Space above it when it is not the first line of the notes on its page.
    pub gap: Length,
    /// Whether a page may end above it.
    pub may_end: bool,
    /// Whether it is the first one of its note.
    pub begins: bool,
    /// Whether its note may share a line with its neighbours.
    pub short: Option<Short>,
}

/// A note before its place in the sequence is known.
#[derive(Debug)]
struct Waiting {
    frames: Vec<Frame>,
    short: Option<Short>,
    span: Span,
}

/// A note in the sequence.
#[derive(Clone, Copy, Debug)]
struct Begun {
    /// Its first line.
    start: usize,
    /// The line of its mark, when that stands in another note.
    mark: Option<usize>,
    span: Span,
}

/// The notes of a chapter.
///
/// All questions are asked of places in one sequence, the lines of all notes in the order in which
/// they are set: that of their marks, a note to a note after the note. Whoever cuts the pages keeps
/// the place up to which notes are set; nothing here changes while page ends are tried.
#[derive(Debug)]
pub struct Notes<'a> {
    pub(super) design: &'a NoteDesign,
    pub(super) area: Size,
    pub(super) direction: Direction,
    pub(super) ink: f64,
    /// By how much the last line of the notes stands above the foot of the type area, so that its
    /// baseline is that of the last line of a full page without notes.
    pub(super) lift: Length,
    /// Notes before they are lined up: for each [`NoteId`] its text.
    waiting: Vec<Option<Waiting>>,
    ids: BTreeMap<NoteId, usize>,
    /// The lines of all notes.
    pub(super) lines: Vec<NoteLine>,
    /// The notes in the same order.
    begun: Vec<Begun>,
    /// For each number of frames what their marks call.
    calls: Vec<Calls>,
}

/// What the marks of the frames up to one call: places in the sequence of lines.
#[derive(Clone, Copy, Debug, Default)]
struct Calls {
    /// Behind the last line of all these notes.
    all: usize,
    /// Behind what must stand on the page of the last mark: the notes before its own whole, and the
    /// beginning of this.
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

/// # Questions of the page builder
impl Notes<'_> {
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
        let whole = self.overhead() + self.extent(from, all);
        let least = self.overhead() + self.extent(from, self.begun(from, frames));
        whole.min(self.share()).max(least)
    }

    /// Behind the last line that must stand on a page that ends with frame `frames` when lines up
    /// to `from` are set before: every note begun, all but the last one whole.
    pub fn begun(&self, from: usize, frames: usize) -> usize {
        let calls = self.calls[frames];
        if calls.all <= from { from } else { calls.begun.max(from + 1) }
    }

    /// Height of the foot of a page whose notes take up all that the design gives them.
    pub fn share(&self) -> Length {
        self.overhead() + self.area.height * self.design.page_share
    }

    /// As many of the lines `from..called` as stand in `room`, with their rule and spaces, and end
    /// where a note may be split. `must_move` takes one line in any case, so that every page makes
    /// progress.
    pub fn fill(&self, from: usize, called: usize, room: Length, must_move: bool) -> Foot {
        let room = room - self.overhead() + ROUNDING;
        let mut packing = self.packing();
        let (mut until, mut fitting) = (from, from);
        for (at, line) in self.lines[..called].iter().enumerate().skip(from) {
            packing.add(line);
            if packing.height() > room {
                break;
            }
            fitting = at + 1;
            let may_end = fitting == called || self.lines[fitting].may_end;
            until = if may_end { fitting } else { until };
        }
        if until == from && must_move {
            until = fitting.max((from + 1).min(called));
        } else if until == from && fitting > from && self.lines[from].begins {
            // Better a note that is split at a poor place than one that begins on another page.
            until = fitting;
        }
        if until == from {
            return Foot { until, height: Length::ZERO };
        }
        Foot { until, height: self.overhead() + self.extent(from, until) }
    }

    /// The notes that begin behind line `until` though their marks stand on the page of frames
    /// `start..end` and of note lines `from..until`.
    pub fn late(
        &self,
        from: usize,
        until: usize,
        start: usize,
        end: usize,
    ) -> impl Iterator<Item = Span> {
        let called = self.calls[start].all..self.calls[end].all;
        let first = self.begun.partition_point(|note| note.start < until);
        let waiting = self.begun[first..].iter().take_while(move |note| note.start < called.end);
        let late = waiting.filter(move |note| match note.mark {
            Some(mark) => (from..until).contains(&mark),
            None => called.start <= note.start,
        });
        late.map(|note| note.span)
    }

    /// Height of lines `from..until` below one another on one page.
    pub(super) fn extent(&self, from: usize, until: usize) -> Length {
        // What is higher than two pages is never compared with anything.
        let enough = self.area.height * 2.0;
        let mut packing = self.packing();
        for line in &self.lines[from..until] {
            packing.add(line);
            if packing.height() > enough {
                break;
            }
        }
        packing.height()
    }

    /// No line counted yet.
    pub(super) const fn packing(&self) -> Packing {
        Packing::new(self.area.width, self.design.run_gap)
    }

    /// Space above the rule, the rule, the space below it, and the space below the last line.
    fn overhead(&self) -> Length {
        let design = self.design;
        design.space_above + design.rule_thickness + design.space_below + self.lift
    }
}

/// # Laying
impl<'a> Notes<'a> {
    /// Lays the notes of a chapter; their blocks are numbered from `first_block`. Gives back the
    /// number of the next block.
    pub fn lay(
        scope: &Scope<'a>,
        first_block: u32,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Notes<'a>, u32) {
        let design = scope.setting.design;
        let mut next_block = first_block;
        let mut waiting = Vec::with_capacity(scope.foot_notes().len());
        for footnote in scope.foot_notes() {
            let mut flow = Flow::new(scope);
            flow.next_block = next_block;
            flow.note(footnote);
            let (frames, noticed, blocks) = flow.finish();
            diagnostics.extend(noticed);
            next_block = blocks;
            let short = Short::of(&frames, footnote, scope);
            waiting.push(Some(Waiting { frames, short, span: footnote.span }));
        }
        let ids = scope.foot_notes().iter().enumerate().map(|(index, note)| (note.id, index));
        let notes = Notes {
            design: &design.notes,
            area: scope.setting.area,
            direction: scope.direction,
            ink: design.style(Role::NoteText).ink,
            lift: lift(scope.setting),
            waiting,
            ids: ids.collect(),
            lines: Vec::new(),
            begun: Vec::new(),
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
                let start = self.lines.len();
                if self.call(*id) {
                    let rest = &self.lines[start + 1..];
                    let end = rest.iter().position(|line| line.may_end);
                    calls.begun = end.map_or(self.lines.len(), |end| start + 1 + end);
                }
            }
            calls.all = self.lines.len();
            self.calls.push(calls);
        }
        let rest: Vec<NoteId> = self.ids.keys().copied().collect();
        for id in rest {
            self.call(id);
        }
    }

    /// Adds the lines of `id`, and after them those of the notes to it, unless they are there.
    fn call(&mut self, id: NoteId) -> bool {
        let before = self.begun.len();
        // Marks with the line on which they stand.
        let mut marks = vec![(id, self.lines.len())];
        let mut next = 0;
        // Behind the lines that are known to stay together.
        let mut together = 0;
        while let Some(&(id, mark)) = marks.get(next) {
            next += 1;
            let index = self.ids.get(&id);
            let Some(note) = index.and_then(|index| self.waiting[*index].take()) else { continue };
            let start = self.lines.len();
            let in_note = (next > 1).then_some(mark);
            self.begun.push(Begun { start, mark: in_note, span: note.span });
            self.add(note.frames, note.short);
            // The line of a mark and the beginning of its note stand on one page.
            let end = (start + 1).min(self.lines.len());
            let parted = (mark + 1).max(together);
            self.lines[parted.min(end)..end].iter_mut().for_each(|line| line.may_end = false);
            together = end;
            let inner = self.lines[start..].iter().zip(start..);
            marks.extend(
                inner.flat_map(|(line, at)| line.frame.notes.iter().map(move |inner| (*inner, at))),
            );
        }
        self.begun.len() > before
    }

    /// Adds the lines of a note.
    fn add(&mut self, frames: Vec<Frame>, short: Option<Short>) {
        let count = frames.len();
        for (above, mut frame) in frames.into_iter().enumerate() {
            let previous = self.lines.last().map(|line| &line.frame);
            let gap = previous.map_or(frame.before, |previous| grid::gap(previous, &frame));
            frame.on_grid = false;
            let may_end = may_end(above, count);
            self.lines.push(NoteLine { frame, gap, may_end, begins: above == 0, short });
        }
    }
}

/// By how much higher the last line of notes stands than its box asks for.
fn lift(setting: &Setting) -> Length {
    let depth = |role| {
        let style = setting.design.style(role);
        style.leading - frame::baseline(style)
    };
    (depth(Role::Body) - depth(Role::NoteText)).max(Length::ZERO)
}

/// Whether a page may end after `above` lines of a note of `count` lines. A note of three lines is
/// not worth splitting: it would leave a lonely line.
fn may_end(above: usize, count: usize) -> bool {
    above == 0 || (above >= LINES_TOGETHER && count - above >= LINES_TOGETHER)
}
