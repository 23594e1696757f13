//! Tables (GFM), with a caption in the paragraph after them (`: …` or `Table: …`, as in Pandoc).

use comrak::Node;
use comrak::nodes::{NodeTable, NodeValue, TableAlignment};

use super::context::Context;
use crate::base::{Code, Diagnostic};
use crate::document::inline::plain_text;
use crate::document::{Alignment, Cell, Inline, InlineKind, Row, Table};
use crate::import::cut;
use crate::persian::digits::is_digit;

impl<'a> Context<'a> {
    /// The table at `node`, still without a caption.
    pub fn table(&mut self, node: Node<'a>, table: &NodeTable) -> Table {
        let mut columns: Vec<Alignment> =
            table.alignments.iter().map(|column| alignment(*column)).collect();
        let (mut head, mut body) = (Vec::new(), Vec::new());
        for row in node.children() {
            let is_head = matches!(row.data().value, NodeValue::TableRow(true));
            let row = self.row(row);
            if is_head { head.push(row) } else { body.push(row) }
        }
        for (at, column) in columns.iter_mut().enumerate() {
            let is_free = table.alignments[at] == TableAlignment::None;
            if is_free && is_of_numbers(body.iter().filter_map(|row: &Row| row.cells.get(at))) {
                *column = Alignment::Number;
            }
        }
        Table { caption: Vec::new(), columns, head, body }
    }

    fn row(&mut self, node: Node<'a>) -> Row {
        let cells = node.children().map(|cell| {
            let position = cell.data().sourcepos;
            let span = self.places.span(position);
            self.places.enter_cell(position);
            let content = self.inlines(cell, 0);
            self.places.leave_cell();
            Cell { content, span }
        });
        let row = Row { cells: cells.collect(), span: self.span(node) };
        self.report_surplus(node);
        row
    }

    /// GFM drops cells beyond the last column; words must not be lost without a word.
    fn report_surplus(&mut self, row: Node<'a>) {
        let Some(last) = row.last_child() else { return };
        let end = self.places.range(last.data().sourcepos).end;
        let row = self.places.range(row.data().sourcepos);
        let surplus = self.places.text(end.min(row.end)..row.end);
        if !surplus.trim_matches(['|', ' ', '\t']).is_empty() {
            self.report.add(
                Diagnostic::new(Code::TableRow, "this row has more cells than the table's head")
                    .at(self.places.span_of(end..row.end))
                    .hint("add a column to the first row and to the line of dashes, or write `\\|` for a sign"),
            );
        }
    }
}

/// Whether the cells of a column hold numbers and nothing else; some may be empty or have a dash.
fn is_of_numbers<'c>(cells: impl Iterator<Item = &'c Cell>) -> bool {
    let mut numbers = 0;
    for cell in cells {
        let words = plain_text(&cell.content);
        let words = words.trim();
        if is_number(words) {
            numbers += 1;
        } else if !matches!(words, "" | "-" | "–" | "—" | "…") {
            return false;
        }
    }
    numbers > 0
}

/// Whether `words` are one number: a sign, digits with what groups and parts them, a percent sign.
fn is_number(words: &str) -> bool {
    let words = words.trim_start_matches(['-', '+', '\u{2212}', '±']);
    let words = words.trim_end_matches(['%', '٪', '‰', '؉', ' ']);
    words.starts_with(is_digit)
        && words.ends_with(is_digit)
        && words.chars().all(|c| is_digit(c) || matches!(c, '٬' | ',' | '٫' | '.' | '\u{202F}'))
}

/// The caption that a paragraph after a table holds, without its mark.
pub fn caption(paragraph: &[Inline]) -> Option<Vec<Inline>> {
    let (first, rest) = paragraph.split_first()?;
    let InlineKind::Text(text) = &first.kind else { return None };
    let words = text.strip_prefix("Table:").or_else(|| text.strip_prefix(": "))?;
    let first = cut::part(text, first.span, text.len() - words.len(), text.len());
    let content = std::iter::once(first).chain(rest.iter().cloned()).collect();
    Some(cut::trimmed(content))
}

/// The colon is read in the direction of the text: `:---` is the side where reading starts.
const fn alignment(column: TableAlignment) -> Alignment {
    match column {
        TableAlignment::None | TableAlignment::Left => Alignment::Start,
        TableAlignment::Center => Alignment::Center,
        TableAlignment::Right => Alignment::End,
    }
}
