//! The page builder: cuts the frames of a chapter into pages.
//!
//! All places where pages may end are weighed together ([`plan`]): the ends that cost least over the
//! whole chapter are taken, not the latest ones that each page has room for. What costs how much is
//! said in one table ([`cost`]): widows, orphans, headings and questions at the foot, facing pages
//! that end on different lines, notes that are split, figures far from their place, a last page that
//! is nearly empty. Where the text of a page does not reach its foot, the spaces around headings,
//! figures and quotes give way by whole lines ([`justify`]), so that the lines stay on the grid;
//! where that does not help, both pages of a spread end a line early.

mod cost;
mod galley;
mod justify;
mod plan;
mod set;
mod sheet;

pub use cost::inside_paragraph;
pub use galley::{Float, Galley};
pub use sheet::Sheet;

use super::footnote::Notes;
use super::frame::Frame;
use super::paged::Side;
use super::setting::Setting;
use crate::base::Diagnostic;

/// Cuts `frames` into pages, of which the first is on side `first`.
pub fn build(
    frames: Vec<Frame>,
    notes: Notes,
    setting: &Setting,
    first: Side,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Sheet> {
    chapter(frames, Vec::new(), notes, setting, first, diagnostics)
}

/// The same for a chapter with figures that find their own places.
pub fn chapter(
    frames: Vec<Frame>,
    floats: Vec<Float>,
    notes: Notes,
    setting: &Setting,
    first: Side,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Sheet> {
    let mut galley = Galley::new(frames, floats, notes, setting);
    let cuts = plan::plan(&galley, first);
    cuts.into_iter().map(|cut| set::page(&mut galley, cut, diagnostics)).collect()
}
