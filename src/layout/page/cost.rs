//! What is wrong with a page, in one currency. The unit is nothing but a unit; what counts is what
//! is worse than what, and how many small evils make a great one.

use super::galley::{Galley, Row};
use crate::base::Length;
use crate::layout::footnote::Foot;
use crate::layout::frame::Hold;
use crate::text::model::Line;

/// Lines by which both pages of a spread may be shorter than the type area.
pub const SHORTEST: usize = 3;
/// Bottoms that differ by less look the same.
pub const SAME: Length = Length::pt(1.0);

/// A page ends with a widow, an orphan, a lonely question. Worse than eight lines of white.
pub const AVOIDED: f64 = 1000.0;
/// A page ends inside a word that no line can hold,
const CUT_WORD: f64 = 400.0;
/// inside an address or another word that may be broken,
const BROKEN_WORD: f64 = 60.0;
/// inside a paragraph of so few lines,
const FEW_LINES: usize = 4;
const SHORT_PARAGRAPH: f64 = 15.0;
/// before the two last lines of a paragraph of which the last one is very short.
const RUNT: f64 = 20.0;
/// A page ends with a heading, or between an image and its caption: never, as long as a page has
/// any other end.
const KEPT: f64 = 30_000.0;
/// A page ends on another line than the one it faces,
const UNLEVEL: f64 = 100.0;
/// and so many lines earlier: times their square.
const WHITE: f64 = 14.0;
/// Both pages of a spread end this many lines early.
const SHORT: [f64; SHORTEST + 1] = [0.0, 5.0, 20.0, 45.0];
/// Spaces take up a line more, times the square of the lines.
const STRETCHED: f64 = 10.0;
/// A note goes over to the next page,
pub const SPLIT: f64 = 150.0;
/// and has more or less than its share of the page, in lines. A little more is better than a split.
const OFF_SHARE: f64 = 40.0;
/// White between the text and the notes: times the square of the lines after the first.
const HOLLOW: f64 = 6.0;
/// Most lines that the space above the last block of a page takes up when the block does not stand
/// on the grid.
const MOST_GIVE: f64 = 1.5;
/// An image is made smaller: times what it loses.
const SCALED: f64 = 200.0;
/// A figure stands a page further from its place.
const FAR: f64 = 60.0;
/// The last page of a chapter has fewer than [`LAST_LINES`] lines, and each of those that it lacks.
const NEARLY_EMPTY: (f64, f64) = (300.0, 100.0);
/// Fewest lines on the last page of a chapter: fewer look forgotten.
const LAST_LINES: f64 = 4.0;

/// What a page is measured by.
#[derive(Clone, Copy)]
pub struct Aim {
    /// Lines by which the page and the one that it faces are shorter than the type area.
    pub short: usize,
    /// Whether another page faces it.
    pub faced: bool,
}

/// Cost of a page that ends with `row` and has `foot` below its text.
pub fn page(galley: &Galley, row: &Row, foot: &Foot, called: usize, from: usize, aim: Aim) -> f64 {
    let ends = &galley.frames[row.end - 1];
    let mut cost = ends.penalty + held(ends.hold) + (1.0 - row.scale) * SCALED;
    cost += SHORT[aim.short];
    let depth = galley.area.height - galley.grid * aim.short as f64;
    let room = depth - row.bottom - foot.height;
    cost += if foot.height > Length::ZERO {
        hollow(galley, row, room) + notes(galley, foot, called, from)
    } else {
        level(galley, row, room, aim)
    };
    cost
}

/// What it costs to end a page below each of the lines of a paragraph, beyond what their [`Hold`]
/// says. `runt` is the shortest last line that is not avoided.
pub fn inside_paragraph(lines: &[Line], runt: Length) -> Vec<f64> {
    let mut costs: Vec<f64> = lines.iter().map(below).collect();
    let Some((last, inner)) = costs.split_last_mut() else { return costs };
    *last = 0.0;
    if lines.len() <= FEW_LINES {
        for cost in inner.iter_mut() {
            *cost += SHORT_PARAGRAPH;
        }
    }
    let ends_short = lines.last().is_some_and(|line| line.width < runt);
    if let [.., above, _] = inner
        && ends_short
    {
        *above += RUNT;
    }
    costs
}

/// What it costs to turn the page below a line that the paragraph goes on after.
fn below(line: &Line) -> f64 {
    if line.cut {
        return CUT_WORD;
    }
    let text = line.pieces.last().map_or("", |piece| &*piece.run.text);
    // A line that was broken between words keeps the space.
    if text.is_empty() || text.ends_with(char::is_whitespace) { 0.0 } else { BROKEN_WORD }
}

fn held(hold: Hold) -> f64 {
    match hold {
        Hold::Free => 0.0,
        Hold::Avoid => AVOIDED,
        Hold::Keep => KEPT,
    }
}

/// Cost of `room` that the text leaves empty above the foot of its page.
fn level(galley: &Galley, row: &Row, room: Length, aim: Aim) -> f64 {
    let (stretched, left) = taken_up(galley, row, room, true);
    let stretch = STRETCHED * f64::from(stretched * stretched);
    if left <= SAME {
        return stretch;
    }
    let lines = left / galley.grid;
    let unlevel = if aim.faced { UNLEVEL } else { UNLEVEL / 2.0 };
    stretch + unlevel + WHITE * lines * lines
}

/// Cost of `room` between the text and the notes.
fn hollow(galley: &Galley, row: &Row, room: Length) -> f64 {
    let (stretched, left) = taken_up(galley, row, room, false);
    let lines = (left / galley.grid - 1.0).max(0.0);
    STRETCHED * f64::from(stretched * stretched) + HOLLOW * lines * lines
}

fn notes(galley: &Galley, foot: &Foot, called: usize, from: usize) -> f64 {
    if foot.until == from {
        return SPLIT;
    }
    let over = (foot.height - galley.notes.share()) / galley.grid;
    if foot.until < called { SPLIT + OFF_SHARE * over.abs() } else { OFF_SHARE * over.max(0.0) }
}

/// How many whole lines the spaces of a page take up so that it is filled by `room`, and what is
/// left empty all the same. `flush`: the last frame is to end at the foot of the page.
pub fn taken_up(galley: &Galley, row: &Row, room: Length, flush: bool) -> (u32, Length) {
    let whole = ((room + SAME) / galley.grid).floor().clamp(0.0, f64::from(row.joints));
    let left = room - galley.grid * whole;
    // What ends off the grid moves down by less than a line as well.
    let give = row.give.unwrap_or(Length::ZERO);
    let give = if give >= galley.grid { galley.grid * MOST_GIVE } else { give };
    if flush && left > SAME && left <= give {
        return (whole as u32, Length::ZERO);
    }
    (whole as u32, left.max(Length::ZERO))
}

/// Cost of a last page of a chapter that is filled to `bottom`, if it has any other page.
pub fn last(galley: &Galley, bottom: Length) -> f64 {
    let lines = bottom / galley.grid;
    if lines + 0.1 >= LAST_LINES {
        return 0.0;
    }
    NEARLY_EMPTY.0 + NEARLY_EMPTY.1 * (LAST_LINES - lines)
}

/// Cost of the end of a page after which `floats` figures wait that were written before it.
pub fn waiting(floats: usize) -> f64 {
    FAR * floats as f64
}
