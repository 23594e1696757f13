//! A page without its margins.

use std::sync::Arc;

use crate::base::Length;
use crate::layout::frame::{Frame, Section};
use crate::layout::paged::Item;

/// A page without its margins: places are relative to the top left corner of the type area.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What stands on it, in reading order, furniture last.
    pub items: Vec<Item>,
    /// Anchors and their height on the page.
    pub anchors: Vec<(String, Length)>,
    /// Sections that begin on it.
    pub sections: Vec<Arc<Section>>,
    /// Where the items of the frame begin that later frames may join.
    joined: usize,
}

impl Sheet {
    /// Puts what stands in `frame` on the page, its top at `top`.
    pub fn add(&mut self, frame: Frame, top: Length) {
        if !frame.joins {
            self.joined = self.items.len();
        }
        self.items.extend(frame.items.into_iter().map(|item| item.moved(Length::ZERO, top)));
        if frame.joins {
            // Blocks are numbered in reading order; the sort is stable and finds most in place.
            self.items[self.joined..].sort_by_key(Item::block);
        }
        self.sections.extend(frame.section);
        self.anchors.extend(frame.anchors.into_iter().map(|(name, y)| (name, top + y)));
    }

    /// A sheet with groups of content, each at its own height.
    pub fn of_groups(groups: Vec<(Frame, Length)>) -> Sheet {
        let mut sheet = Sheet::default();
        for (group, top) in groups {
            sheet.add(group, top);
        }
        sheet.finished()
    }

    /// The sheet with its furniture last.
    pub fn finished(mut self) -> Sheet {
        let (furniture, content): (Vec<_>, Vec<_>) =
            self.items.into_iter().partition(Item::is_furniture);
        self.items = content;
        self.items.extend(furniture);
        self
    }
}
