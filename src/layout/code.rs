//! Code: left to right, line by line as it was written; long lines go on below, indented, after a
//! sign; numbers stand before the lines and are no part of them.

use std::sync::Arc;

use super::flow::{Flow, Place, aligned};
use super::frame::{Column, Frame, Hold};
use super::paged::{ContentKind, Item, PartOf};
use super::styled::character_style;
use crate::base::{Direction, Em, Length, Span};
use crate::design::model::{Align, FamilyUse, Role, Style};
use crate::document::Attributes;
use crate::persian::digits::parse_number;
use crate::text::model::{Line, TextStyle};

/// By how much the rest of a line that was too long stands in further than its beginning.
const TURNOVER: Em = Em(2.0);
/// Space between the numbers and the code, and around the sign of a line that goes on.
const GAP: Em = Em(1.0);
/// Where everything in code begins.
const DIRECTION: Direction = Direction::LeftToRight;

impl Flow<'_> {
    /// A code block.
    pub(super) fn code(&mut self, text: &str, attributes: &Attributes, span: Span, place: &Place) {
        let style = aligned(self.style(Role::Code), Align::Start);
        let design = &self.scope.setting.design.code;
        let lines: Vec<&str> = text.split('\n').collect();
        let numbers = if design.numbers || attributes.has_class("numbers") {
            self.line_numbers(first_number(attributes), lines.len(), span)
        } else {
            Vec::new()
        };
        let widest = numbers.iter().map(|line| line.width).fold(Length::ZERO, Length::max);
        let before = if numbers.is_empty() { Length::ZERO } else { widest + GAP.at(style.size) };
        let outer = place.column.indent(DIRECTION, style.start_indent, style.end_indent);
        let column = outer.indent(DIRECTION, before, Length::ZERO);
        let part = self.new_block(ContentKind::Code);
        let characters = Arc::new(TextStyle { family: FamilyUse::Code, ..character_style(&style) });
        let advance = self.code_words("0", &characters, span).width;
        let sign = self.code_words(&design.turn_over, &characters, span);
        let mut numbers = numbers.into_iter();
        let mut frames = Vec::new();
        for line in lines {
            let line = expand_tabs(line, design.tab.max(1));
            let mut set = if line.trim().is_empty() {
                vec![Frame { height: style.leading, span, ..Frame::default() }]
            } else {
                let text = super::setting::plain(&line, &characters, span);
                let turnover = turnover(&line, advance, &style, column);
                let inner = column.indent(DIRECTION, turnover, Length::ZERO);
                let mut format = self.scope.setting.format(&style, DIRECTION, inner.width);
                format.first_indent = column.left - inner.left;
                let mut set = self.lines(&text, &style, &format, part, inner);
                for turned in set.iter_mut().skip(1) {
                    let x = inner.left - (advance / 2.0 + sign.width);
                    beside(turned, &sign, x, &style);
                }
                set
            };
            let last = set.len().saturating_sub(1);
            set[..last].iter_mut().for_each(|frame| frame.hold = Hold::Avoid);
            if let (Some(number), Some(first)) = (numbers.next(), set.first_mut()) {
                let x = outer.left + widest - number.width;
                beside(first, &number, x, &style);
            }
            frames.append(&mut set);
        }
        let paragraph = &self.scope.setting.design.paragraph;
        super::flow::hold_lines(&mut frames, paragraph.orphans, paragraph.widows);
        self.push_block(frames, &style);
        self.opens = false;
    }

    /// The numbers of `count` lines. Code has Latin digits in every language.
    fn line_numbers(&self, first: usize, count: usize, span: Span) -> Vec<Line> {
        let style = self.style(Role::CodeNumber);
        let style = Arc::new(character_style(style));
        (first..first + count).map(|it| self.code_words(&it.to_string(), &style, span)).collect()
    }

    fn code_words(&self, words: &str, style: &Arc<TextStyle>, span: Span) -> Line {
        self.scope.setting.natural(&super::setting::plain(words, style, span), DIRECTION)
    }
}

/// Puts `words` into a line of code as furniture, its left edge at `x`.
fn beside(frame: &mut Frame, words: &Line, x: Length, style: &Style) {
    let baseline = frame.first_baseline().unwrap_or_else(|| super::frame::baseline(style));
    let line = Arc::new(words.clone());
    frame.items.push(Item::Text { line, x, baseline, part: PartOf::Furniture });
}

/// The number of the first line: that of `start=`, else 1.
fn first_number(attributes: &Attributes) -> usize {
    let start = attributes.others.iter().find(|(key, _)| key == "start");
    let number = start.and_then(|(_, value)| parse_number(value));
    // A line number beyond this is a mistake; the sum with the lines must not overflow.
    number.and_then(|number| u32::try_from(number).ok()).map_or(1, |number| number as usize)
}

/// How far the rest of a line stands in: further than the line itself, but not past the middle.
fn turnover(line: &str, advance: Length, style: &Style, column: Column) -> Length {
    let spaces = line.len() - line.trim_start_matches(' ').len();
    (advance * spaces as f64 + TURNOVER.at(style.size)).min(column.width / 2.0)
}

/// `line` with tabs as spaces up to the next tab stop, one every `tab` columns.
fn expand_tabs(line: &str, tab: usize) -> String {
    let mut expanded = String::with_capacity(line.len());
    let mut column = 0;
    for c in line.chars() {
        let width = if c == '\t' { tab - column % tab } else { 1 };
        match c {
            '\t' => expanded.extend(std::iter::repeat_n(' ', width)),
            _ => expanded.push(c),
        }
        column += width;
    }
    expanded
}
