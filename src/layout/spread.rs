//! Facing pages: a verso and the recto beside it end on the same line where that costs no more than
//! a line or two.

use super::frame::{Frame, Hold};
use super::page::Builder;
use crate::base::Length;

/// Most lines by which a page is made shorter so that it ends with the page it faces.
const GIVEN_UP: f64 = 2.0;
/// Bottoms that differ by less look the same.
const SAME: Length = Length::pt(1.0);

/// Better ends for the verso of frames `start..end` and for the recto after it, when they would end
/// on different lines and can be made to agree.
///
/// The last page of a chapter may end where it likes. Pages with notes reach the foot of the type
/// area in any case, and pages with images are already fitted to their place: both stay as they are.
pub fn balanced(builder: &mut Builder, start: usize, end: usize) -> Option<(usize, usize)> {
    if !is_plain(builder, start, end) {
        return None;
    }
    let recto_end = plain_end(builder, end)?;
    let (verso_bottom, recto_bottom) =
        (bottom(builder, start, end), bottom(builder, end, recto_end));
    if (verso_bottom - recto_bottom).abs() < SAME {
        return None;
    }
    for verso in ends(builder, start, end) {
        let Some(latest) = plain_end(builder, verso) else { continue };
        let line = bottom(builder, start, verso);
        let recto = ends(builder, verso, latest)
            .into_iter()
            .find(|recto| (bottom(builder, verso, *recto) - line).abs() < SAME);
        if let Some(recto) = recto {
            return Some((verso, recto));
        }
    }
    None
}

/// The end of the page that begins with `start`, if it is a plain page and not the chapter's last.
fn plain_end(builder: &mut Builder, start: usize) -> Option<usize> {
    // An image may be scaled while the end is looked for: look only where there is none.
    let height = builder.area.height;
    let mut heights = Length::ZERO;
    let near = builder.frames[start..].iter().take_while(|frame| {
        heights += frame.height;
        heights <= height
    });
    let near = near.count() + 1;
    let reach = (start + near).min(builder.frames.len());
    if builder.frames[start..reach].iter().any(|frame| frame.shrink.is_some()) {
        return None;
    }
    let end = builder.page_end(start);
    (end > start && end < builder.frames.len() && is_plain(builder, start, end)).then_some(end)
}

/// Whether neither notes nor images stand on the page of frames `start..end`.
fn is_plain(builder: &Builder, start: usize, end: usize) -> bool {
    let is_plain = |frame: &Frame| frame.shrink.is_none() && frame.notes.is_empty();
    builder.noted == builder.notes.called(start) && builder.frames[start..end].iter().all(is_plain)
}

/// Where the page of frames `start..end` ends on paper.
fn bottom(builder: &Builder, start: usize, end: usize) -> Length {
    (start..end)
        .fold(Length::ZERO, |bottom, at| builder.top(start, at, bottom) + builder.frames[at].height)
}

/// The free ends of a page that begins with `start`, from `end` upwards, that leave at most
/// [`GIVEN_UP`] lines of the type area empty.
fn ends(builder: &Builder, start: usize, end: usize) -> Vec<usize> {
    let least = builder.area.height - builder.grid * GIVEN_UP - SAME;
    let mut bottom = Length::ZERO;
    let mut ends = Vec::new();
    for at in start..end {
        bottom = builder.top(start, at, bottom) + builder.frames[at].height;
        if bottom >= least && builder.frames[at].hold == Hold::Free {
            ends.push(at + 1);
        }
    }
    ends.reverse();
    ends
}
