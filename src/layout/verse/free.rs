//! Free verse: lines as they are, further in where the author put them further in.

use super::labels::Numbers;
use crate::base::{Em, Length};
use crate::design::model::{Align, Style};
use crate::document::{Inline, Verse, VerseForm, VerseLine};
use crate::layout::flow::{Flow, Place, aligned, hold_lines};
use crate::layout::frame::{Frame, Hold};

/// Indent of the rest of a line of free verse that was too long for the measure.
const TURNOVER: Em = Em(2.0);
/// How far a line may stand in, as a share of the measure: words must still find room.
const FURTHEST: f64 = 0.7;
/// Space between the end of a step and the beginning of the next one, where that stands below.
const STEP_GAP: Em = Em(0.25);

impl Flow<'_> {
    /// The lines of a poem, stanza by stanza.
    pub(super) fn free_verse(
        &mut self,
        verse: &Verse,
        style: &Style,
        place: &Place,
    ) -> Vec<Vec<Frame>> {
        let style = &aligned(style, Align::Start);
        let mut numbers = Numbers::of_lines(verse);
        let stanzas = verse.stanzas.iter();
        stanzas
            .map(|stanza| self.stanza(&stanza.lines, verse.form, &mut numbers, style, place))
            .collect()
    }

    fn stanza(
        &mut self,
        lines: &[VerseLine],
        form: VerseForm,
        numbers: &mut Numbers,
        style: &Style,
        place: &Place,
    ) -> Vec<Frame> {
        let paragraph = &self.scope.setting.design.paragraph;
        let mut frames = Vec::new();
        // Where a page should not end: inside a line that turns over, and before a further step.
        let mut joined = Vec::new();
        let mut end_above = Length::ZERO;
        for line in lines {
            let spaces = indent(line);
            for content in hemistichs(line) {
                let text = self.compose(content, style, place);
                let width = self.scope.setting.typesetter.extent(&text, place.direction).natural;
                let is_step = form == VerseForm::Stairs && spaces > 0 && !frames.is_empty();
                let indent = if is_step {
                    // Below the end of the line above; where that leaves too little room, at the
                    // end of the measure.
                    end_above.min(place.column.width - width).max(Length::ZERO)
                } else {
                    self.scope.setting.design.verse.step * f64::from(spaces)
                };
                let indent = indent.min(place.column.width * FURTHEST);
                end_above = indent + width + STEP_GAP.at(style.size);
                if let Some(above) = joined.last_mut().filter(|_| is_step) {
                    *above = true;
                }
                let turnover = if width + indent > place.column.width {
                    TURNOVER.at(style.size)
                } else {
                    Length::ZERO
                };
                let column = place.column.indent(place.direction, indent + turnover, Length::ZERO);
                let style = Style { first_indent: -turnover, ..style.clone() };
                let mut lines = self.own_lines(&text, &style, column, place);
                numbers.number(&mut lines, place.column, None, place, self.scope.setting);
                joined.extend((1..=lines.len()).map(|at| at < lines.len()));
                frames.extend(lines);
            }
        }
        hold_lines(&mut frames, paragraph.orphans, paragraph.widows);
        for (frame, joined) in frames.iter_mut().zip(joined) {
            frame.hold = if joined { frame.hold.max(Hold::Avoid) } else { frame.hold };
        }
        frames
    }
}

fn indent(line: &VerseLine) -> u16 {
    match line {
        VerseLine::Couplet { .. } => 0,
        VerseLine::Single { indent, .. } => *indent,
    }
}

/// The runs of words of a line, in reading order.
fn hemistichs(line: &VerseLine) -> Vec<&[Inline]> {
    match line {
        VerseLine::Couplet { first, second, .. } => vec![first, second],
        VerseLine::Single { content, .. } => vec![content],
    }
}
