//! How high lines of notes are when they stand below one another.

use super::sequence::NoteLine;
use crate::base::Length;

/// Lines of notes on a page, counted one by one.
#[derive(Clone, Copy, Debug)]
pub struct Packing {
    height: Length,
    is_empty: bool,
}

impl Packing {
    /// No line yet.
    pub const fn new() -> Packing {
        Packing { height: Length::ZERO, is_empty: true }
    }

    /// Height of the lines, without the space above the first one.
    pub const fn height(&self) -> Length {
        self.height
    }

    /// Adds the next line.
    pub(super) fn add(&mut self, line: &NoteLine) {
        let gap = if self.is_empty { Length::ZERO } else { line.gap };
        self.height += gap + line.frame.height;
        self.is_empty = false;
    }
}
