//! The foot of a page: the rule and the lines of the notes, at the bottom of the type area.

use super::super::frame::{Column, Frame};
use super::super::paged::Item;
use super::packing::Packing;
use super::sequence::Notes;
use crate::base::Length;

impl Notes<'_> {
    /// The foot of a page: lines `from..until` below their rule, the last of them at the foot of a
    /// type area that ends at `bottom`. They are taken out of the sequence.
    pub fn foot(&mut self, from: usize, until: usize, bottom: Length) -> Vec<Frame> {
        if from >= until {
            return Vec::new();
        }
        let top = bottom - self.lift - self.extent(from, until);
        let mut frames = vec![self.rule(top)];
        let mut packing = Packing::new();
        for line in &mut self.lines[from..until] {
            packing.add(line);
            let frame = std::mem::take(&mut line.frame);
            let y = top + packing.height() - frame.height;
            frames.push(moved(frame, y));
        }
        frames
    }

    /// The rule above notes that begin at `y`: at the side where reading starts.
    fn rule(&self, y: Length) -> Frame {
        let whole = Column { left: Length::ZERO, width: self.area.width };
        let width = self.design.rule_length.min(self.area.width);
        let thickness = self.design.rule_thickness;
        let left = whole.place(self.direction, Length::ZERO, width);
        let rule = Frame::rule(Column { left, width }, thickness, self.ink);
        moved(rule, y - self.design.space_below - thickness)
    }
}

/// `frame` with everything in it moved down.
fn moved(mut frame: Frame, down: Length) -> Frame {
    let items: Vec<Item> =
        frame.items.drain(..).map(|item| item.moved(Length::ZERO, down)).collect();
    frame.anchors.iter_mut().for_each(|(_, y)| *y += down);
    Frame { items, ..frame }
}
