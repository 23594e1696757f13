//! Code: left to right, line by line as it was written; long lines go on below, indented.

use super::flow::{Flow, Place, aligned};
use super::frame::{Frame, Hold};
use super::paged::ContentKind;
use crate::base::{Direction, Em, Span};
use crate::design::model::{Align, FamilyUse, Role};

/// Columns between tab stops, as most editors show them.
const TAB: usize = 4;
/// Indent of the rest of a line that was too long.
const TURNOVER: Em = Em(2.0);

impl Flow<'_> {
    /// A code block.
    pub(super) fn code(&mut self, text: &str, span: Span, place: &Place) {
        let role = self.style(Role::Code);
        let style = aligned(role, Align::Start);
        let direction = Direction::LeftToRight;
        let column = place.column.indent(direction, style.start_indent, style.end_indent);
        let part = self.new_block(ContentKind::Code);
        let characters = std::sync::Arc::new(crate::text::model::TextStyle {
            family: FamilyUse::Code,
            ..super::styled::character_style(&style)
        });
        let turnover = TURNOVER.at(style.size);
        let mut format = self.scope.setting.format(&style, direction, column.width);
        format.first_indent = -turnover;
        format.measure = column.width - turnover;
        let inner = column.indent(direction, turnover, crate::base::Length::ZERO);
        let mut frames = Vec::new();
        for line in text.split('\n') {
            let line = expand_tabs(line);
            if line.trim().is_empty() {
                frames.push(Frame { height: style.leading, span, ..Frame::default() });
                continue;
            }
            let text = super::setting::plain(&line, &characters, span);
            let mut lines = self.lines(&text, &style, &format, part, inner);
            let last = lines.len() - 1;
            lines[..last].iter_mut().for_each(|frame| frame.hold = Hold::Avoid);
            frames.append(&mut lines);
        }
        let paragraph = &self.scope.setting.design.paragraph;
        super::flow::hold_lines(&mut frames, paragraph.orphans, paragraph.widows);
        self.push_block(frames, &style);
        self.opens = false;
    }
}

/// `line` with tabs as spaces up to the next tab stop.
fn expand_tabs(line: &str) -> String {
    let mut expanded = String::with_capacity(line.len());
    let mut column = 0;
    for c in line.chars() {
        let width = if c == '\t' { TAB - column % TAB } else { 1 };
        match c {
            '\t' => expanded.extend(std::iter::repeat_n(' ', width)),
            _ => expanded.push(c),
        }
        column += width;
    }
    expanded
}
