//! Columns: frames are filled into columns side by side, and those of the last page end level.

use super::frame::{Frame, Hold, stack};
use super::grid;
use super::page::Sheet;
use crate::base::{Direction, Length, Size};

/// Share of a column below which it is too empty to end at a better place.
const EMPTIEST: f64 = 0.6;
/// Overlap that is mere rounding.
const ROUNDING: Length = Length::pt(0.001);

/// How the type area is parted.
#[derive(Clone, Copy, Debug)]
pub struct Grille {
    /// The type area.
    pub area: Size,
    /// Number of columns.
    pub count: usize,
    /// Space between two columns.
    pub gap: Length,
    /// The side on which the first column stands is that where reading starts.
    pub direction: Direction,
    /// Distance of lines: columns are levelled in such steps.
    pub step: Length,
}

impl Grille {
    /// Width of a column.
    pub fn width(&self) -> Length {
        (self.area.width - self.gap * (self.count - 1) as f64) / self.count as f64
    }

    /// Left edge of column `at`, counted in reading order.
    fn left(&self, at: usize) -> Length {
        let from_start = (self.width() + self.gap) * at as f64;
        if self.direction.is_rtl() {
            self.area.width - from_start - self.width()
        } else {
            from_start
        }
    }
}

/// Cuts `frames`, which are as wide as a column and stand at its left edge, into pages. `title`
/// stands above the columns of the first page; `head` gives what stands at the head of a later page
/// that begins with the frame of this index.
pub fn build(
    title: Vec<Frame>,
    frames: Vec<Frame>,
    grille: &Grille,
    page_grid: Length,
    mut head: impl FnMut(usize) -> Option<Frame>,
) -> Vec<Sheet> {
    let mut filler = Filler { frames, grille };
    let mut top = Length::ZERO;
    let mut groups = Vec::new();
    if !title.is_empty() {
        let after = title.last().map_or(Length::ZERO, |frame| frame.after);
        let whole = stack(title);
        top = grid::next_line(whole.height + after, page_grid);
        groups.push((whole, Length::ZERO));
    }
    let mut sheets = Vec::new();
    let mut start = 0;
    while start < filler.frames.len() {
        let head = if start > 0 { head(start) } else { None };
        let ends = filler.page(start, grille.area.height - top, head.as_ref());
        groups.extend(filler.take(start, &ends, top, head));
        start = ends.last().copied().unwrap_or(filler.frames.len());
        sheets.push(Sheet::of_groups(std::mem::take(&mut groups)));
        top = Length::ZERO;
    }
    if !groups.is_empty() {
        sheets.push(Sheet::of_groups(groups));
    }
    sheets
}

/// Frames on their way into columns.
struct Filler<'g> {
    frames: Vec<Frame>,
    grille: &'g Grille,
}

impl Filler<'_> {
    /// Where the columns of a page end that begins with frame `start`. Those of the last page are
    /// as short as they can be, so that they end level.
    fn page(&self, start: usize, height: Length, head: Option<&Frame>) -> Vec<usize> {
        let full = self.fill(start, height, head);
        if full.last() != Some(&self.frames.len()) {
            return full;
        }
        let heights: Length = self.frames[start..].iter().map(|frame| frame.height).sum();
        let step = self.grille.step.max(Length::pt(1.0));
        let mut tried = heights / self.grille.count as f64;
        while tried < height {
            let level = self.fill(start, tried, head);
            if level.last() == Some(&self.frames.len()) {
                return level;
            }
            tried += step;
        }
        full
    }

    /// Fills columns of `height` from frame `start` on and gives their ends.
    fn fill(&self, start: usize, height: Length, head: Option<&Frame>) -> Vec<usize> {
        let mut ends = Vec::with_capacity(self.grille.count);
        let mut from = start;
        for column in 0..self.grille.count {
            let taken = head.filter(|_| column == 0).map_or(Length::ZERO, |head| head.height);
            from = self.column(from, height - taken);
            ends.push(from);
        }
        ends
    }

    /// The end of a column of `height` that begins with frame `start`.
    fn column(&self, start: usize, height: Length) -> usize {
        let mut cuts: [Option<(usize, Length)>; 3] = [None; 3];
        let mut bottom = Length::ZERO;
        for at in start..self.frames.len() {
            if at > start {
                bottom += grid::gap(&self.frames[at - 1], &self.frames[at]);
            }
            bottom += self.frames[at].height;
            if bottom > height + ROUNDING {
                let good = cuts[..=Hold::Avoid as usize].iter().flatten();
                let mut good = good.filter(|(_, filled)| *filled >= height * EMPTIEST);
                let cut = good.next().or_else(|| cuts.iter().flatten().next());
                return cut.map_or(start + 1, |(end, _)| *end);
            }
            cuts[self.frames[at].hold as usize] = Some((at + 1, bottom));
        }
        self.frames.len()
    }

    /// The columns of a page at their places, below `top`.
    fn take(
        &mut self,
        start: usize,
        ends: &[usize],
        top: Length,
        head: Option<Frame>,
    ) -> Vec<(Frame, Length)> {
        let mut groups = Vec::with_capacity(ends.len());
        let mut from = start;
        let mut head = head;
        for (column, end) in ends.iter().enumerate() {
            let mut frames: Vec<Frame> = head.take().into_iter().collect();
            frames.extend(self.frames[from..*end].iter_mut().map(std::mem::take));
            if let Some(first) = frames.first_mut() {
                first.before = Length::ZERO;
            }
            let mut column_frame = stack(frames);
            let left = self.grille.left(column);
            let items = std::mem::take(&mut column_frame.items);
            column_frame.items =
                items.into_iter().map(|item| item.moved(left, Length::ZERO)).collect();
            groups.push((column_frame, top));
            from = *end;
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRILLE: Grille = Grille {
        area: Size { width: Length::pt(220.0), height: Length::pt(100.0) },
        count: 2,
        gap: Length::pt(20.0),
        direction: Direction::RightToLeft,
        step: Length::pt(10.0),
    };

    /// So many lines of ten points; the height of each column of each page, in lines.
    fn columns(count: usize, hold: impl Fn(usize) -> Hold) -> Vec<Vec<usize>> {
        let line = |at| Frame {
            height: Length::pt(10.0),
            hold: hold(at),
            anchors: vec![(at.to_string(), Length::ZERO)],
            ..Frame::default()
        };
        let filler = Filler { frames: (0..count).map(line).collect(), grille: &GRILLE };
        let mut pages = Vec::new();
        let mut start = 0;
        while start < count {
            let ends = filler.page(start, GRILLE.area.height, None);
            let mut from = start;
            pages.push(ends.iter().map(|end| *end - std::mem::replace(&mut from, *end)).collect());
            start = *ends.last().unwrap();
        }
        pages
    }

    #[test]
    fn full_pages_are_full_and_the_last_one_ends_level() {
        let free = |_| Hold::Free;
        assert_eq!(columns(20, free), [[10, 10]]);
        assert_eq!(columns(29, free), [[10, 10], [5, 4]]);
        assert_eq!(columns(7, free), [[4, 3]]);
        assert_eq!(columns(1, free), [[1, 0]]);
    }

    #[test]
    fn what_belongs_together_stays_together() {
        // A letter before every third line holds on to it.
        let letters = |at: usize| if at.is_multiple_of(3) { Hold::Keep } else { Hold::Free };
        assert_eq!(columns(22, letters), [[9, 9], [2, 2]]);
        // Nothing but holds: the column is cut all the same.
        assert_eq!(columns(25, |_| Hold::Keep)[0], [10, 10]);
    }

    #[test]
    fn the_first_column_stands_where_reading_starts() {
        assert_eq!((GRILLE.left(0), GRILLE.left(1)), (Length::pt(120.0), Length::ZERO));
        let ltr = Grille { direction: Direction::LeftToRight, ..GRILLE };
        assert_eq!((ltr.left(0), ltr.left(1)), (Length::ZERO, Length::pt(120.0)));
    }
}
