//! Hemistichs of one width below one another, in the middle: quatrains (رباعی, دوبیتی).

use super::labels::Numbers;
use super::{BEYTS_TOGETHER, Measured, widths};
use crate::design::model::{Align, Style};
use crate::document::Verse;
use crate::layout::flow::{Flow, Place, aligned, hold_lines};
use crate::layout::frame::{Column, Frame};

impl Flow<'_> {
    /// The beyts of a poem, each as two lines that are never parted, and the edges of the poem.
    pub(super) fn stacked(
        &mut self,
        verse: &Verse,
        style: &Style,
        place: &Place,
    ) -> (Vec<Vec<Frame>>, Column) {
        let style = &aligned(style, Align::Start);
        let measured = self.measured(verse, style, place);
        let widest = widths(&measured, |hemistich| hemistich.natural).last().copied();
        let width = widest.unwrap_or_default().min(place.column.width);
        let left = place.column.left + (place.column.width - width) / 2.0;
        let column = Column { left, width };
        let mut numbers = Numbers::of_couplets(verse, self.scope.setting);
        let mut stanzas = Vec::with_capacity(measured.len());
        for stanza in &measured {
            let mut frames: Vec<Frame> = Vec::with_capacity(stanza.len());
            for line in stanza {
                match line {
                    Measured::Couplet { first, second } => {
                        let mut lines = self.hemistich_frames(first, column, style, place);
                        lines.extend(self.hemistich_frames(second, column, style, place));
                        let mut beyt = self.together(lines);
                        numbers.number(&mut beyt, column, None, place, self.scope.setting);
                        frames.extend(beyt);
                    }
                    Measured::Single(single) => frames.extend(self.refrain(single, style, place)),
                }
            }
            hold_lines(&mut frames, BEYTS_TOGETHER, BEYTS_TOGETHER);
            stanzas.push(frames);
        }
        (stanzas, column)
    }
}
