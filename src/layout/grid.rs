//! The baseline grid: lines of running text stand at multiples of the grid from the top of the type
//! area, so that facing pages and the two sides of a leaf agree.

use super::frame::Frame;
use crate::base::Length;
use crate::design::model::Style;

/// Differences below this are rounding: a thousandth of a point.
const ROUNDING: f64 = 0.001;
/// By how much of a grid line the space around a heading or a quote may be made smaller, rather
/// than nearly a whole line larger, to bring the next line onto the grid.
pub const SQUEEZE: f64 = 0.25;

/// Whether lines of `style` can stand on the grid: their leading is the grid's, and so are the
/// spaces around them.
pub fn fits(style: &Style, grid: Length) -> bool {
    let whole = |length: Length| {
        let lines = length / grid;
        (lines - lines.round()).abs() * grid.to_pt() < ROUNDING
    };
    whole(style.leading)
        && (style.leading - grid).abs().to_pt() < ROUNDING
        && whole(style.space_before)
        && whole(style.space_after)
}

/// The first grid line at or below `y`.
pub fn next_line(y: Length, grid: Length) -> Length {
    let lines = ((y - Length::pt(ROUNDING)) / grid).ceil().max(0.0);
    grid * lines
}

/// How far `y` is below the last grid line; zero on a line.
pub fn surplus(y: Length, grid: Length) -> Length {
    let surplus = grid - (next_line(y, grid) - y);
    if surplus >= grid - Length::pt(ROUNDING) { Length::ZERO } else { surplus.max(Length::ZERO) }
}

/// The space between two frames that follow one another.
pub fn gap(above: &Frame, below: &Frame) -> Length {
    above.after.max(below.before)
}

/// Makes each run of frames off the grid (a heading, a quote, a table) take up whole lines together
/// with the spaces around it. What is left over goes to the widest space of the run, which for a
/// heading is the one above it, so that it stays near its text.
pub fn settle(frames: &mut [Frame], grid: Length) {
    let mut start = 0;
    while start < frames.len() {
        let end = frames[start..].iter().position(|frame| frame.on_grid);
        let end = end.map_or(frames.len(), |length| start + length);
        if start > 0 && start < end && end < frames.len() {
            settle_run(&mut frames[start - 1..=end], grid);
        }
        start = end + 1;
    }
}

/// `run` is a run of frames off the grid between two that stand on it.
fn settle_run(run: &mut [Frame], grid: Length) {
    let inner = &run[1..run.len() - 1];
    let heights: Length = inner.iter().map(|frame| frame.height).sum();
    let gaps: Length = run.windows(2).map(|pair| gap(&pair[0], &pair[1])).sum();
    let lines = (heights + gaps) / grid;
    let (at, widest) = widest_gap(run);
    let surplus = lines - lines.floor();
    let missing = if surplus * grid.to_pt() < ROUNDING {
        return;
    } else if surplus < SQUEEZE && widest > grid * (2.0 * surplus) {
        -surplus
    } else {
        1.0 - surplus
    };
    let (above, below) = run.split_at_mut(at + 1);
    let width = widest + grid * missing;
    below[0].before = width;
    above[at].after = above[at].after.min(width);
}

/// The widest space in the run, the first one among equals, and the index of the frame above it.
fn widest_gap(run: &[Frame]) -> (usize, Length) {
    let mut widest = (0, Length::pt(-1.0));
    for (at, pair) in run.windows(2).enumerate() {
        let gap = gap(&pair[0], &pair[1]);
        if gap > widest.1 {
            widest = (at, gap);
        }
    }
    widest
}
