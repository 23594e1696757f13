//! Other words for a mark on a line that is set: the line keeps its width, and nothing else moves by
//! more than a reader can see.

use std::ops::Range;
use std::sync::Arc;

use super::super::setting::shift;
use crate::base::Length;
use crate::text::model::{Line, Piece};

/// By how much, as a share of their width, the spaces of a line may give way to another mark: a
/// second digit on a line of ten words. With more the paragraph should be set again.
const UNSEEN: f64 = 0.12;
/// How narrow the spaces become at most when nothing else is left.
const NARROWEST: f64 = 0.4;
/// A line that is shorter than its measure by less than this is full.
const FULL: Length = Length::pt(0.5);

/// Puts `label`, a line of its own, in the place of pieces `range` of `line`. Gives back by how much
/// the line has become wider.
pub(super) fn exchange(line: &mut Line, range: Range<usize>, label: Line) -> Length {
    let old = &line.pieces[range.clone()];
    let left = old.iter().map(|piece| piece.x).reduce(Length::min).unwrap_or_default();
    let right = old.iter().map(|piece| piece.x + piece.width).reduce(Length::max);
    let right = right.unwrap_or_default();
    let grown = label.width - (right - left);
    let span = old.first().map(|piece| piece.span).unwrap_or_default();
    // Pieces without width stand at the end edge: their order in reading tells the side.
    for (at, piece) in line.pieces.iter_mut().enumerate() {
        if !range.contains(&at) && piece.x + piece.width / 2.0 >= right {
            piece.x += grown;
        }
    }
    let new = label.pieces.into_iter().map(|piece| Piece { x: piece.x + left, span, ..piece });
    line.pieces.splice(range, new);
    line.width += grown;
    grown
}

/// Brings a line that has become wider by `grown` back between its edges. `room` is what its measure
/// leaves free at the end side. Whether that is possible without being seen; `must`: it is done in
/// any case.
pub(super) fn refit(line: &mut Line, grown: Length, room: Length, rtl: bool, must: bool) -> bool {
    let spaces: Length = line.pieces.iter().filter(|p| is_space(p)).map(|p| p.width).sum();
    let is_free = room > FULL && grown <= room;
    if is_free || spaces <= Length::ZERO {
        // The start edge stays where it is.
        if rtl {
            shift(line, -grown);
        }
        return is_free || must || grown.abs() < FULL;
    }
    let share = grown / spaces;
    if share.abs() > UNSEEN && !must {
        return false;
    }
    respace(line, (1.0 - share).max(NARROWEST));
    true
}

/// Makes the spaces of `line` `ratio` times as wide; its left edge stays.
fn respace(line: &mut Line, ratio: f64) {
    let mut order: Vec<usize> = (0..line.pieces.len()).collect();
    order.sort_by(|a, b| line.pieces[*a].x.to_pt().total_cmp(&line.pieces[*b].x.to_pt()));
    let mut moved = Length::ZERO;
    for at in order {
        let piece = &mut line.pieces[at];
        piece.x += moved;
        if is_space(piece) {
            moved += piece.width * (ratio - 1.0);
            piece.width = piece.width * ratio;
        }
    }
    line.width += moved;
    line.space_ratio *= ratio;
}

fn is_space(piece: &Piece) -> bool {
    piece.width > Length::ZERO && !piece.run.text.is_empty() && piece.run.text.trim().is_empty()
}

/// The line without marks of notes and what parts them, for a copy that calls no notes: the head of
/// a table on its later pages.
pub fn without_marks(line: &mut Arc<Line>) {
    let is_mark = |piece: &Piece| piece.style.note.is_some();
    if !line.pieces.iter().any(is_mark) {
        return;
    }
    let line = Arc::make_mut(line);
    let marks: Vec<Length> =
        line.pieces.iter().filter(|p| is_mark(p)).map(|piece| piece.style.rise).collect();
    // A comma between two marks is raised as they are.
    line.pieces.retain(|piece| !is_mark(piece) && !marks.contains(&piece.style.rise));
    line.notes.clear();
}
