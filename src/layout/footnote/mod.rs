//! Footnotes at the foot of the page: laid once per chapter, then handed out to pages.
//!
//! The rules, in the order in which they give way: a note begins on the page of its mark; notes
//! keep their order; a note that would take more than the design's share of the page is split, at
//! least two lines on either side; what is left over comes first on the next page.

//!
//! Where notes are numbered page by page, their numbers are known when the pages are made: the
//! marks are set with the width of one number and get their own in their place (`by_page`).

mod by_page;
mod exchange;
mod foot;
mod marks;
mod packing;
mod sequence;
mod text;

pub use by_page::number;
pub use exchange::without_marks;
pub use marks::Marks;
pub use sequence::{Foot, Notes};
