//! A chapter as one endless column, and where its frames would stand on a page that begins anywhere
//! in it.

use crate::base::{Length, Size};
use crate::layout::footnote::Notes;
use crate::layout::frame::{Frame, FrameKind, Hold};
use crate::layout::grid;
use crate::layout::setting::Setting;

/// Overlap that is mere rounding.
pub const ROUNDING: Length = Length::pt(0.001);
/// By how much a gap between two rows of a table may grow so that the table ends at the page's foot.
pub const ROW_GIVE: Length = Length::pt(1.5);
/// How many lines a space takes up, and the white above the opening of a chapter.
const LINES: u32 = 1;
const LINES_OF_DROP: u32 = 2;

/// A chapter on its way from frames to pages.
pub struct Galley<'a> {
    /// What stands in the column.
    pub frames: Vec<Frame>,
    /// What may move to the top of a page or to a page of its own, in the order of the text.
    pub floats: Vec<Float>,
    /// The notes to all this.
    pub notes: Notes<'a>,
    /// The type area.
    pub area: Size,
    /// Distance of body lines.
    pub grid: Length,
}

/// A figure that does not stand where it was written.
#[derive(Clone, Debug)]
pub struct Float {
    /// The figure with its caption.
    pub frame: Frame,
    /// It was written before the frame with this index.
    pub mention: usize,
    /// Whether it has a page for itself.
    pub alone: bool,
}

/// A place where a page may begin: everything before it is on earlier pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The first frame.
    pub frame: usize,
    /// The first line of notes.
    pub note: usize,
    /// The first float.
    pub float: usize,
}

/// A way to end a page: its last frame, and what is known about a page that ends with it.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The first frame of the next page.
    pub end: usize,
    /// Where its last frame ends.
    pub bottom: Length,
    /// How many lines its spaces can take up.
    pub joints: u32,
    /// What the spaces of a page that ends off the grid can take up beyond whole lines: the last
    /// frames need not end on a line. `None` when the last frame stands on the grid.
    pub give: Option<Length>,
    /// Share of its size to which an image on the page is scaled; 1 for none.
    pub scale: f64,
}

/// Where a frame stands on a page.
#[derive(Clone, Copy, Debug)]
pub struct Stand {
    /// The frame.
    pub at: usize,
    /// Its top.
    pub top: Length,
    /// Share of its height that it is set in: less than 1 for an image that did not fit.
    pub scale: f64,
}

impl<'a> Galley<'a> {
    /// The galley of a chapter.
    pub fn new(
        frames: Vec<Frame>,
        floats: Vec<Float>,
        mut notes: Notes<'a>,
        setting: &Setting,
    ) -> Galley<'a> {
        notes.line_up(&frames);
        Galley { frames, floats, notes, area: setting.area, grid: setting.design.page.grid }
    }

    /// What is left when all is set.
    pub fn end(&self) -> Place {
        let frame = self.frames.len();
        Place { frame, note: self.notes.called(frame), float: self.floats.len() }
    }

    /// How many floats are written before frame `frame`.
    pub fn written_before(&self, frame: usize) -> usize {
        self.floats.partition_point(|float| float.mention <= frame)
    }

    /// Height of the first `count` floats from `float` at the top of a page, with the space below
    /// them: whole lines.
    pub fn head(&self, float: usize, count: usize) -> Length {
        let floats = &self.floats[float..float + count];
        let heights: Length = floats.iter().map(|float| float.frame.height + float.space()).sum();
        grid::next_line(heights, self.grid)
    }

    /// The ends that a page beginning at `start` below `floats` floats may have: every one that
    /// leaves it no fuller than the type area, and at least one frame.
    pub fn rows(&self, start: Place, floats: usize, rows: &mut Vec<Row>) {
        rows.clear();
        let mut walk = Walk::new(self, start, floats);
        while let Some((_, row)) = walk.next_frame() {
            if row.bottom > self.area.height + ROUNDING && !rows.is_empty() {
                return;
            }
            rows.push(row);
            if row.bottom > self.area.height + ROUNDING {
                return;
            }
        }
    }

    /// Where the frames up to `end` stand on a page beginning at `start`, before any space is
    /// stretched, and the row that it ends with.
    pub fn stands(&self, start: Place, floats: usize, end: usize) -> (Vec<Stand>, Option<Row>) {
        let mut walk = Walk::new(self, start, floats);
        let mut stands = Vec::with_capacity(end - start.frame);
        let mut last = None;
        while walk.at < end
            && let Some((stand, row)) = walk.next_frame()
        {
            stands.push(stand);
            last = Some(row);
        }
        (stands, last)
    }

    /// Whether the space above frame `at` may be stretched.
    pub fn is_elastic(&self, at: usize) -> bool {
        let (above, below) = (&self.frames[at - 1], &self.frames[at]);
        if above.kind == FrameKind::Drop {
            return true;
        }
        (above.elastic.below || below.elastic.above)
            && above.hold != Hold::Keep
            && grid::gap(above, below) > Length::ZERO
    }

    /// Whether a run of frames that may move ends with frame `at`, which stands on the grid. A
    /// heading goes with what follows it.
    pub fn closes_run(&self, at: usize) -> bool {
        self.frames[at].on_grid && self.frames[at].hold != Hold::Keep
    }

    /// How many whole lines the space above frame `at` takes up if it is elastic.
    pub fn lines_above(&self, at: usize) -> u32 {
        if self.frames[at - 1].kind == FrameKind::Drop { LINES_OF_DROP } else { LINES }
    }

    /// Whether the gap above frame `at` is one between rows of a table.
    pub fn is_between_rows(&self, at: usize) -> bool {
        let (above, below) = (&self.frames[at - 1], &self.frames[at]);
        let is_row = |frame: &Frame| frame.kind == FrameKind::Row && !frame.on_grid;
        is_row(above) && is_row(below)
    }

    /// How far below the head of a page frames beginning with `start` stand so that the text after
    /// them comes onto the grid, and how much is taken from the last space between them and the text.
    ///
    /// Space above a heading is dropped at a page's head, so what was left over for whole lines is
    /// missing. A little more than whole lines is taken from the space below; else a heading moves
    /// down, because it must not stand apart from its text, and anything else leaves the space below
    /// it.
    fn settled_head(&self, start: usize, top: Length) -> (Length, Option<(usize, Length)>) {
        let (mut text, mut bottom) = (start, top);
        // No further than the page: a long table has thousands of frames off the grid.
        while let Some([above, next]) = self.frames.get(text..text + 2)
            && !above.on_grid
            && bottom <= self.area.height
        {
            bottom += above.height + grid::gap(above, next);
            text += 1;
        }
        let is_met = self.frames.get(text).is_some_and(|frame| frame.on_grid);
        if text == start || !is_met || bottom > self.area.height {
            return (Length::ZERO, None);
        }
        let below = grid::gap(&self.frames[text - 1], &self.frames[text]);
        let surplus = grid::surplus(bottom, self.grid);
        if surplus > Length::ZERO && surplus <= below.min(self.grid * grid::SQUEEZE) {
            return (Length::ZERO, Some((text, surplus)));
        }
        let belongs = self.frames[text - 1].hold == Hold::Keep;
        let missing = if surplus > Length::ZERO { self.grid - surplus } else { Length::ZERO };
        (if belongs { missing } else { Length::ZERO }, None)
    }
}

impl Float {
    /// Space below it.
    pub fn space(&self) -> Length {
        self.frame.after.max(self.frame.before)
    }
}

/// A walk down a page, frame by frame.
struct Walk<'g, 'a> {
    galley: &'g Galley<'a>,
    start: Place,
    /// The next frame.
    at: usize,
    bottom: Length,
    /// A space to be made smaller: above which frame, and by how much.
    squeeze: Option<(usize, Length)>,
    joints: u32,
    /// How many lines the spaces since the last frame on the grid take up.
    lines: u32,
    /// What the spaces since the last frame on the grid can take up.
    give: Length,
    scale: f64,
}

impl<'g, 'a> Walk<'g, 'a> {
    fn new(galley: &'g Galley<'a>, start: Place, floats: usize) -> Walk<'g, 'a> {
        let head = if floats > 0 { galley.head(start.float, floats) } else { Length::ZERO };
        let repeat = galley.frames.get(start.frame).and_then(|frame| frame.repeat.as_ref());
        let head = head + repeat.map_or(Length::ZERO, |repeat| repeat.height);
        let (down, squeeze) = galley.settled_head(start.frame, head);
        Walk {
            galley,
            start,
            at: start.frame,
            bottom: head + down,
            squeeze,
            joints: 0,
            lines: 0,
            give: Length::ZERO,
            scale: 1.0,
        }
    }

    fn next_frame(&mut self) -> Option<(Stand, Row)> {
        let at = self.at;
        let frame = self.galley.frames.get(at)?;
        let top = self.top(frame);
        let scale = self.fitting_scale(at, top);
        self.scale = self.scale.min(scale);
        self.bottom = top + frame.height * scale;
        self.at += 1;
        if at > self.start.frame {
            self.count_gap(at);
        }
        let give = if frame.on_grid { None } else { Some(self.give) };
        let row =
            Row { end: self.at, bottom: self.bottom, joints: self.joints, give, scale: self.scale };
        Some((Stand { at, top, scale }, row))
    }

    fn top(&self, frame: &Frame) -> Length {
        let mut top = self.bottom;
        if self.at > self.start.frame {
            top += grid::gap(&self.galley.frames[self.at - 1], frame);
        }
        if let Some((at, by)) = self.squeeze
            && at == self.at
        {
            top -= by;
        }
        if frame.on_grid { grid::next_line(top, self.galley.grid) } else { top }
    }

    /// Notes what the space above frame `at` can take up.
    fn count_gap(&mut self, at: usize) {
        if self.galley.is_elastic(at) {
            self.give = self.galley.grid;
            self.lines = self.lines.max(self.galley.lines_above(at));
        } else if self.galley.is_between_rows(at) && self.give < self.galley.grid {
            self.give += ROW_GIVE;
        }
        if self.galley.closes_run(at) {
            self.joints += self.lines;
            (self.lines, self.give) = (0, Length::ZERO);
        }
    }

    /// The share of its size to which the image in frame `at` is scaled, within its limit, if only
    /// so it fits together with the caption that it keeps.
    fn fitting_scale(&self, at: usize, top: Length) -> f64 {
        let frames = &self.galley.frames;
        let Some(least) = frames[at].shrink else { return 1.0 };
        if at == self.start.frame && self.start.float == 0 && top <= Length::ZERO {
            return 1.0;
        }
        let foot = self.galley.notes.height(self.start.note, at + 1);
        let mut room = self.galley.area.height - top - foot;
        let mut below = at;
        while frames[below].hold == Hold::Keep && below + 1 < frames.len() {
            room -= grid::gap(&frames[below], &frames[below + 1]);
            room -= frames[below + 1].height;
            below += 1;
        }
        let share = room / frames[at].height;
        if share < 1.0 && share >= least { share } else { 1.0 }
    }
}
