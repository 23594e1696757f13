//! Code: left to right, line by line as it was written; long lines go on below, indented.

use super::flow::{Flow, Place, aligned};
use super::frame::{Column, Frame, Hold};
use super::paged::ContentKind;
use crate::base::{Direction, Em, Length, Span};
use crate::design::model::{Align, FamilyUse, Role, Style};

/// Columns between tab stops, as most editors show them.
const TAB: usize = 4;
/// By how much the rest of a line that was too long stands in further than its beginning.
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
        let digit = super::setting::plain("0", &characters, span);
        let advance = self.scope.setting.typesetter.extent(&digit, direction).natural;
        let mut frames = Vec::new();
        for line in text.split('\n') {
            let line = expand_tabs(line);
            if line.trim().is_empty() {
                frames.push(Frame { height: style.leading, span, ..Frame::default() });
                continue;
            }
            let text = super::setting::plain(&line, &characters, span);
            let turnover = turnover(&line, advance, &style, column);
            let inner = column.indent(direction, turnover, Length::ZERO);
            let mut format = self.scope.setting.format(&style, direction, inner.width);
            format.first_indent = column.left - inner.left;
            let mut lines = self.lines(&text, &style, &format, part, inner);
            let last = lines.len().saturating_sub(1);
            lines[..last].iter_mut().for_each(|frame| frame.hold = Hold::Avoid);
            frames.append(&mut lines);
        }
        let paragraph = &self.scope.setting.design.paragraph;
        super::flow::hold_lines(&mut frames, paragraph.orphans, paragraph.widows);
        self.push_block(frames, &style);
        self.opens = false;
    }
}

/// How far the rest of a line stands in: further than the line itself, but not past the middle.
fn turnover(line: &str, advance: Length, style: &Style, column: Column) -> Length {
    let spaces = line.len() - line.trim_start_matches(' ').len();
    (advance * spaces as f64 + TURNOVER.at(style.size)).min(column.width / 2.0)
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
