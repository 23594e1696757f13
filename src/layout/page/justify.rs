//! Vertical justification: pages that the text does not fill are filled by the spaces around
//! headings, figures, tables and quotes. Each takes up a whole line, so what follows is on the grid
//! again; the leading never changes. Only what stands at the foot without being on the grid moves
//! by less than a line, so that it ends where the page ends.

use super::cost::{SAME, taken_up};
use super::galley::{Galley, ROW_GIVE, Row, Stand};
use crate::base::Length;
use crate::layout::frame::FrameKind;
use crate::layout::grid;

/// A run of frames off the grid, or the one space between two frames on it: what may take up a
/// line. Frames `first..=last`, of which the last is on the grid unless the page ends before.
struct Joint {
    first: usize,
    last: usize,
    /// The spaces that stretch: each above the frame with this index.
    spaces: Vec<usize>,
    /// How many lines they take up.
    lines: u32,
    /// Their natural height.
    natural: Length,
}

/// Moves `stands` down so that the page that ends with `row` is filled by `room`, as far as its
/// spaces allow.
///
/// `flush`: the text ends at the foot of the page; above notes it need not.
pub fn fill(galley: &Galley, stands: &mut [Stand], row: &Row, room: Length, flush: bool) {
    let (lines, left) = taken_up(galley, row, room, flush);
    let rest = room - galley.grid * f64::from(lines) - left;
    let joints = joints(galley, stands);
    let (closed, open): (Vec<Joint>, Vec<Joint>) =
        joints.into_iter().partition(|joint| galley.closes_run(joint.last));
    let mut widest: Vec<&Joint> = closed.iter().filter(|joint| joint.lines > 0).collect();
    // The widest spaces first: there a line more is seen least. Then once more from the first.
    widest.sort_by(|a, b| b.natural.to_pt().total_cmp(&a.natural.to_pt()));
    let once = widest.iter();
    let again = widest.iter().filter(|joint| joint.lines > 1);
    for joint in once.chain(again).take(lines as usize) {
        stretch(stands, joint, galley.grid);
    }
    if rest > SAME
        && let Some(foot) = open.last()
    {
        if foot.spaces.is_empty() {
            part_rows(galley, stands, foot, rest);
        } else {
            stretch(stands, foot, rest);
        }
    }
}

/// The places of a page where space may be added.
fn joints(galley: &Galley, stands: &[Stand]) -> Vec<Joint> {
    let mut joints = Vec::new();
    let mut joint = new_joint(stands[0].at);
    for stand in &stands[1..] {
        let at = stand.at;
        joint.last = at;
        if galley.is_elastic(at) {
            joint.spaces.push(at);
            let above = &galley.frames[at - 1];
            let drop = if above.kind == FrameKind::Drop { above.height } else { Length::ZERO };
            joint.lines = joint.lines.max(galley.lines_above(at));
            joint.natural += grid::gap(above, &galley.frames[at]) + drop;
        }
        if galley.closes_run(at) {
            joints.push(std::mem::replace(&mut joint, new_joint(at)));
        }
    }
    if joint.last > joint.first {
        joints.push(joint);
    }
    joints
}

fn new_joint(at: usize) -> Joint {
    Joint { first: at, last: at, spaces: Vec::new(), lines: 0, natural: Length::ZERO }
}

/// Gives `more` to the spaces of `joint`, in equal parts, and moves down what follows.
fn stretch(stands: &mut [Stand], joint: &Joint, more: Length) {
    let each = more / joint.spaces.len() as f64;
    for stand in stands {
        let above = joint.spaces.iter().filter(|space| **space <= stand.at).count();
        stand.top += each * above as f64;
    }
}

/// Gives `more` to the gaps between the rows at the foot of a page.
fn part_rows(galley: &Galley, stands: &mut [Stand], foot: &Joint, more: Length) {
    let gaps: Vec<usize> =
        (foot.first + 1..=foot.last).filter(|at| galley.is_between_rows(*at)).collect();
    let each = (more / gaps.len().max(1) as f64).min(ROW_GIVE);
    for stand in stands {
        let above = gaps.iter().filter(|gap| **gap <= stand.at).count();
        stand.top += each * above as f64;
    }
}
