//! Figures and tables that leave their place in the text for the head of a page, or have a page to
//! themselves. They keep their order and never stand on a page before the one where they are written.

use super::flow::{Flow, Place};
use super::frame::{Frame, Hold, stack};
use super::page::Float;
use super::paged::ContentKind;
use crate::base::Length;
use crate::design::model::{FloatPlace, Role};
use crate::document::Attributes;

/// Tallest figure, as a share of the type area, that stands at the head of a page with text below
/// it; a taller one has its page to itself.
const TALLEST_AT_HEAD: f64 = 0.6;

/// Where a figure or a table with these attributes stands: where its class says, else `otherwise`.
fn wanted(attributes: &Attributes, otherwise: FloatPlace) -> FloatPlace {
    let of_class = |class: &String| match class.as_str() {
        "here" => Some(FloatPlace::Here),
        "top" => Some(FloatPlace::Top),
        "page" => Some(FloatPlace::Page),
        _ => None,
    };
    attributes.classes.iter().find_map(of_class).unwrap_or(otherwise)
}

impl Flow<'_> {
    /// Lays a figure or a table with `lay`, where `attributes` or the design want it.
    ///
    /// Only what stands in the running text itself may leave its place, and only without footnotes:
    /// their marks would come out of order.
    pub(super) fn floated(
        &mut self,
        attributes: &Attributes,
        otherwise: FloatPlace,
        place: &Place,
        lay: impl FnOnce(&mut Self),
    ) {
        let wanted = wanted(attributes, otherwise);
        let is_running_text = place.role == Role::Body
            && place.kind == ContentKind::Paragraph
            && place.depth == 0
            && place.spaced;
        let opens = self.opens;
        let start = self.frames.len();
        lay(self);
        let laid = &self.frames[start..];
        let height = extent(laid);
        let area = self.scope.setting.area.height;
        let has_notes = laid.iter().any(|frame| !frame.notes.is_empty());
        let stays = wanted == FloatPlace::Here || !is_running_text || has_notes;
        if stays || laid.is_empty() || height > area {
            return;
        }
        let space = laid.iter().map(|frame| frame.before).next().unwrap_or_default();
        let grid = self.scope.setting.design.page.grid;
        let mut frame = stack(self.frames.split_off(start));
        (frame.on_grid, frame.hold) = (false, Hold::Free);
        frame.before = Length::ZERO;
        frame.after = frame.after.max(space).max(grid);
        let alone = wanted == FloatPlace::Page || height > area * TALLEST_AT_HEAD;
        self.floats.push(Float { frame, mention: start, alone });
        // The text goes on as if nothing stood here.
        self.opens = opens;
    }
}

/// Height of frames below one another.
fn extent(frames: &[Frame]) -> Length {
    let gaps: Length = frames.windows(2).map(|pair| super::grid::gap(&pair[0], &pair[1])).sum();
    gaps + frames.iter().map(|frame| frame.height).sum::<Length>()
}
