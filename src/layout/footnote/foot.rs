//! The foot of a page: the rule and the lines of the notes, at the bottom of the type area.

use super::super::frame::{Column, Frame};
use super::super::paged::Item;
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
        let continued = !self.lines[from].begins;
        let mut frames = vec![self.rule(top, continued)];
        let mut packing = self.packing();
        for line in &mut self.lines[from..until] {
            let start = packing.add(line);
            let runs_left = line.short.is_some_and(|short| short.direction.is_rtl());
            let frame = std::mem::take(&mut line.frame);
            let y = top + packing.height() - frame.height;
            frames.push(moved(frame, if runs_left { -start } else { start }, y));
        }
        frames
    }

    /// The rule above notes that begin at `y`: at the side where reading starts. Above a note that
    /// goes on from the page before it has another length.
    fn rule(&self, y: Length, continued: bool) -> Frame {
        let design = self.design;
        let whole = Column { left: Length::ZERO, width: self.area.width };
        let length = if continued { design.continued_rule_length } else { design.rule_length };
        let width = length.min(self.area.width);
        let left = whole.place(self.direction, Length::ZERO, width);
        let rule = Frame::rule(Column { left, width }, design.rule_thickness, self.ink);
        moved(rule, Length::ZERO, y - design.space_below - design.rule_thickness)
    }
}

/// `frame` with everything in it moved to the right and down.
fn moved(mut frame: Frame, right: Length, down: Length) -> Frame {
    let items: Vec<Item> = frame.items.drain(..).map(|item| item.moved(right, down)).collect();
    frame.anchors.iter_mut().for_each(|(_, y)| *y += down);
    Frame { items, ..frame }
}
