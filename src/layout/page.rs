//! The page builder: cuts the frames of a chapter into pages.
//!
//! It fills a page line by line and ends it at the last place where a page may end: without widows,
//! orphans, headings or questions at the foot. Only where that would leave much of the page white
//! does a weaker rule give way.

use super::footnote::Notes;
use super::frame::{Frame, Hold};
use super::grid;
use super::paged::{Item, Side};
use super::setting::Setting;
use super::spread;
use crate::base::{Code, Diagnostic, Length, Size, Span};
use crate::document::NoteId;

/// Share of the type area below which a page is too empty to end at a better place: a widow is the
/// smaller evil. A heading with its lines, or an aside that is kept whole, takes up less than the rest.
const EMPTIEST: f64 = 0.7;
/// Overlap that is mere rounding.
const ROUNDING: Length = Length::pt(0.001);

/// A page without its margins: places are relative to the top left corner of the type area.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What stands on it, in reading order, furniture last.
    pub items: Vec<Item>,
    /// Anchors and their height on the page.
    pub anchors: Vec<(String, Length)>,
    /// Footnotes whose marks stand on it, in the order of the marks; those inside notes last.
    pub marks: Vec<NoteId>,
}

impl Sheet {
    fn add(&mut self, frame: Frame, top: Length) {
        self.items.extend(frame.items.into_iter().map(|item| item.moved(Length::ZERO, top)));
        self.marks.extend(frame.notes);
        self.anchors.extend(frame.anchors.into_iter().map(|(name, y)| (name, top + y)));
    }

    /// A sheet with groups of content, each at its own height.
    pub fn of_groups(groups: Vec<(Frame, Length)>) -> Sheet {
        let mut sheet = Sheet::default();
        for (group, top) in groups {
            sheet.add(group, top);
        }
        sheet.finished()
    }

    fn finished(mut self) -> Sheet {
        let (furniture, content): (Vec<_>, Vec<_>) =
            self.items.into_iter().partition(Item::is_furniture);
        self.items = content;
        self.items.extend(furniture);
        self
    }
}

/// Cuts `frames` into pages, of which the first is on side `first`.
pub fn build(
    frames: Vec<Frame>,
    mut notes: Notes,
    setting: &Setting,
    first: Side,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Sheet> {
    let grid = setting.design.page.grid;
    notes.line_up(&frames);
    let mut builder = Builder { frames, notes, noted: 0, area: setting.area, grid };
    let mut sheets = Vec::new();
    let mut start = 0;
    // The end of a recto that was chosen together with the verso facing it.
    let mut facing = None;
    let mut side = first;
    while start < builder.frames.len() || builder.noted < builder.notes.called(start) {
        let mut end = facing.take().unwrap_or_else(|| builder.page_end(start));
        if side == Side::Verso
            && let Some((verso, recto)) = spread::balanced(&mut builder, start, end)
        {
            (end, facing) = (verso, Some(recto));
        }
        side = side.other();
        sheets.push(builder.page(start, end, diagnostics));
        start = end;
    }
    sheets
}

/// A chapter on its way from frames to pages.
pub struct Builder<'a> {
    /// The chapter.
    pub frames: Vec<Frame>,
    /// Its notes.
    pub notes: Notes<'a>,
    /// Up to which of their lines they are on pages.
    pub noted: usize,
    /// The type area.
    pub area: Size,
    /// Distance of body lines.
    pub grid: Length,
}

/// A place where the page may end: before frame `end`, when the page is filled to `filled`.
#[derive(Clone, Copy)]
struct Cut {
    end: usize,
    filled: Length,
}

impl Builder<'_> {
    /// The end of the page that begins with frame `start`.
    pub fn page_end(&mut self, start: usize) -> usize {
        let mut cuts: [Option<Cut>; 3] = [None; 3];
        let mut bottom = Length::ZERO;
        for at in start..self.frames.len() {
            let top = self.top(start, at, bottom);
            let foot = self.notes.height(self.noted, at + 1);
            if at > start {
                self.shrink_to(at, self.area.height - top - foot);
            }
            bottom = top + self.frames[at].height;
            let filled = bottom + foot;
            if filled > self.area.height + ROUNDING {
                return self.best(start, cuts);
            }
            cuts[self.frames[at].hold as usize] = Some(Cut { end: at + 1, filled });
        }
        self.frames.len()
    }

    /// The latest cut of the best kind that does not leave the page too empty.
    fn best(&self, start: usize, cuts: [Option<Cut>; 3]) -> usize {
        let enough = self.area.height * EMPTIEST;
        let full = cuts[..=Hold::Avoid as usize].iter().flatten().find(|cut| cut.filled >= enough);
        if let Some(cut) = full.or_else(|| cuts.iter().flatten().next()) {
            return cut.end;
        }
        // Nothing fits. Notes left over from the page before get this page for themselves; without
        // them the frame is larger than a page and must stand on one all the same.
        if self.noted == self.notes.called(start) { start + 1 } else { start }
    }

    /// Top of frame `at` on the page that begins with `start`, when the frame above ends at
    /// `bottom`.
    pub fn top(&self, start: usize, at: usize, bottom: Length) -> Length {
        let frame = &self.frames[at];
        let top = if at == start {
            frame.repeat.as_ref().map_or(Length::ZERO, |repeat| repeat.height)
        } else {
            bottom + grid::gap(&self.frames[at - 1], frame)
        };
        if frame.on_grid { grid::next_line(top, self.grid) } else { top }
    }

    /// Makes the image in frame `at` smaller, within its limit, if only so it fits into `room`
    /// together with the caption that it keeps.
    fn shrink_to(&mut self, at: usize, room: Length) {
        let Some(least) = self.frames[at].shrink else { return };
        let mut room = room;
        let mut below = at;
        while self.frames[below].hold == Hold::Keep && below + 1 < self.frames.len() {
            room -= grid::gap(&self.frames[below], &self.frames[below + 1]);
            room -= self.frames[below + 1].height;
            below += 1;
        }
        let frame = &mut self.frames[at];
        let share = room / frame.height;
        if share < 1.0 && share >= least {
            scale(frame, share);
        }
    }

    /// The page of frames `start..end`, with its notes.
    fn page(&mut self, start: usize, end: usize, diagnostics: &mut Vec<Diagnostic>) -> Sheet {
        let mut sheet = Sheet::default();
        let mut bottom = Length::ZERO;
        if let Some(repeat) =
            self.frames.get(start).filter(|_| start < end).and_then(|frame| frame.repeat.clone())
        {
            sheet.add(Frame::clone(&repeat), Length::ZERO);
        }
        for at in start..end {
            let top = self.top(start, at, bottom);
            bottom = top + self.frames[at].height;
            let frame = &mut self.frames[at];
            if bottom > self.area.height + ROUNDING {
                diagnostics.push(too_large(frame));
            }
            let taken = Frame {
                items: std::mem::take(&mut frame.items),
                anchors: std::mem::take(&mut frame.anchors),
                ..Frame::default()
            };
            sheet.add(taken, top);
        }
        let called = self.notes.called(end);
        let foot = self.notes.fill(self.noted, called, self.area.height - bottom, start == end);
        diagnostics.extend(self.notes.late(foot.until, start, end).map(late));
        for frame in self.notes.foot(self.noted, foot.until, self.area.height) {
            sheet.add(frame, Length::ZERO);
        }
        self.noted = foot.until;
        sheet.finished()
    }
}

/// Scales the image in `frame`, which stays in the middle of its column.
fn scale(frame: &mut Frame, share: f64) {
    frame.height = frame.height * share;
    for item in &mut frame.items {
        if let Item::Image { x, size, .. } = item {
            *x += size.width * ((1.0 - share) / 2.0);
            *size = Size { width: size.width * share, height: size.height * share };
        }
    }
}

fn late(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NoteLate, "this note begins on a later page than its mark stands on")
        .at(span)
        .hint("shorten the notes of that line, or spread their marks over several lines")
}

fn too_large(frame: &Frame) -> Diagnostic {
    Diagnostic::new(Code::TooLargeForPage, "this does not fit on one page")
        .at(frame.span)
        .hint("shorten it, or choose a larger page or smaller type")
}
