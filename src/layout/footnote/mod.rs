//! Footnotes at the foot of the page: laid once per chapter, then handed out to pages.
//!
//! The rules, in the order in which they give way: a note begins on the page of its mark; notes
//! keep their order; a note that would take more than the design's share of the page is split, at
//! least two lines on either side; what is left over comes first on the next page.

mod foot;
mod packing;
mod sequence;
mod text;

pub use sequence::{Foot, Notes};
