//! The rows of a table: cells beside one another, rules between rows, tall rows over page ends.

use std::sync::Arc;

use super::columns::{Columns, Numbers};
use super::{Cells, Composed};
use crate::base::{Direction, Length, Size};
use crate::design::model::{Align, Role, Style};
use crate::document::{Row, Table};
use crate::layout::flow::{Flow, Place, aligned, hold_lines};
use crate::layout::footnote::without_marks;
use crate::layout::frame::{Column, Frame, FrameKind, Hold, stack};
use crate::layout::paged::{ContentKind, Item, PartOf};

/// Rows that are not left alone at a page's foot or head.
const ROWS_TOGETHER: usize = 2;
/// Tallest head, as a share of the type area, that is repeated on every page.
const WHOLE_HEAD: f64 = 0.3;
/// Tallest row, as a share of the type area, that is kept whole.
const WHOLE_ROW: f64 = 0.3;

impl Flow<'_> {
    pub(super) fn table_rows(
        &mut self,
        table: &Table,
        cells: &Cells,
        columns: &Columns,
        place: &Place,
    ) {
        let head = table.head.iter().zip(&cells.head);
        let head = head
            .flat_map(|(row, cells_of)| self.row(row, cells_of, columns, &cells.head_style, place))
            .collect();
        let repeat = self.push_head(head, columns.whole);
        let count = table.body.len();
        let mut rows: Vec<Frame> = Vec::with_capacity(count);
        let mut whole_rows = true;
        for (at, (row, cells_of)) in (1..).zip(table.body.iter().zip(&cells.body)) {
            let mut lines = self.row(row, cells_of, columns, &cells.cell_style, place);
            whole_rows &= lines.len() == 1;
            let paragraph = &self.scope.setting.design.paragraph;
            hold_lines(&mut lines, paragraph.orphans, paragraph.widows);
            if let Some(last) = lines.last_mut() {
                self.rule_below(last, at == count, columns.whole);
            }
            rows.append(&mut lines);
        }
        if whole_rows {
            hold_lines(&mut rows, ROWS_TOGETHER, ROWS_TOGETHER);
        }
        for mut row in rows {
            row.repeat.clone_from(&repeat);
            // The lines of a tall row keep their distance; rows may be moved apart.
            row.kind = if row.joins { FrameKind::Plain } else { FrameKind::Row };
            self.push(row);
        }
    }

    /// A row as one frame; one that is too tall for that as one for each line of its cells.
    fn row(
        &mut self,
        row: &Row,
        cells: &[Composed],
        columns: &Columns,
        style: &Style,
        place: &Place,
    ) -> Vec<Frame> {
        let mut set = Vec::with_capacity(cells.len());
        for (at, cell) in cells.iter().enumerate() {
            let (Some(column), Some(align)) = (columns.places.get(at), columns.aligns.get(at))
            else {
                break;
            };
            let numbers = cell.tail.zip(columns.numbers.get(at).copied().flatten());
            let (column, align) = match numbers {
                Some((tail, numbers)) => units_below_units(tail, numbers, place.direction),
                None => (*column, *align),
            };
            let style = aligned(style, align);
            let part = self.new_block(ContentKind::Cell);
            let format = self.scope.setting.format(&style, place.direction, column.width);
            set.push(self.lines(&cell.text, &style, &format, part, column));
        }
        let height = |lines: &Vec<Frame>| lines.iter().map(|line| line.height).sum::<Length>();
        let tallest = set.iter().map(height).fold(Length::ZERO, Length::max);
        let padding = self.scope.setting.design.table.padding_block;
        let whole = tallest <= self.scope.setting.area.height * WHOLE_ROW;
        let mut frames = if whole { vec![beside(set)] } else { line_by_line(set) };
        for frame in &mut frames {
            frame.height = frame.height.max(style.leading);
            frame.span = row.span;
        }
        if let [first, ..] = &mut frames[..] {
            *first = padded(std::mem::take(first), padding, Length::ZERO);
        }
        if let [.., last] = &mut frames[..] {
            *last = padded(std::mem::take(last), Length::ZERO, padding);
        }
        frames
    }

    /// Adds the head; gives it as it is repeated on later pages, unless it is too tall for that.
    fn push_head(&mut self, rows: Vec<Frame>, whole: Column) -> Option<Arc<Frame>> {
        let height: Length = rows.iter().map(|row| row.height).sum();
        if height > self.scope.setting.area.height * WHOLE_HEAD {
            for row in rows {
                self.push(row);
            }
            return None;
        }
        let head = self.table_head(rows, whole);
        let repeat = as_furniture(&head);
        self.push(head);
        Some(Arc::new(repeat))
    }

    /// The head with its rules above and below; without head rows only the rule above.
    fn table_head(&self, rows: Vec<Frame>, whole: Column) -> Frame {
        let rule = self.scope.setting.design.table.rule;
        let ink = self.style(Role::TableCell).ink;
        let mut frames = vec![Frame::rule(whole, rule, ink)];
        if !rows.is_empty() {
            frames.extend(rows);
            frames.push(Frame::rule(whole, rule, ink));
        }
        Frame { hold: Hold::Keep, ..stack(frames) }
    }

    /// Puts a rule below a row: a thin one between rows, a stronger one at the end.
    fn rule_below(&self, row: &mut Frame, is_last: bool, whole: Column) {
        let design = &self.scope.setting.design.table;
        let thickness = if is_last { design.rule } else { design.row_rule };
        if thickness > Length::ZERO {
            let size = Size { width: whole.width, height: thickness };
            let ink = self.style(Role::TableCell).ink;
            row.items.push(Item::Fill { x: whole.left, y: row.height, size, ink });
            row.height += thickness;
        }
    }
}

/// The place of a number with so much after its units: its right edge is so far from that of the
/// widest one as it lacks of that one's tail. Numbers run from left to right in every script.
fn units_below_units(tail: Length, numbers: Numbers, direction: Direction) -> (Column, Align) {
    let width = numbers.block.width - (numbers.tail - tail);
    let right = if direction.is_rtl() { Align::Start } else { Align::End };
    (Column { left: numbers.block.left, width }, right)
}

/// Cells beside one another, in reading order.
fn beside(cells: Vec<Vec<Frame>>) -> Frame {
    let mut row = Frame::default();
    for cell in cells.into_iter().map(stack) {
        row.height = row.height.max(cell.height);
        row.items.extend(cell.items);
        row.notes.extend(cell.notes);
        row.anchors.extend(cell.anchors);
    }
    row
}

/// The same, one frame for each line: a page may end between two of them. The page builder puts
/// those that come to stand on one page in the order of the cells again.
fn line_by_line(cells: Vec<Vec<Frame>>) -> Vec<Frame> {
    let count = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut cells: Vec<_> = cells.into_iter().map(Vec::into_iter).collect();
    let mut frames: Vec<Frame> = Vec::with_capacity(count);
    for at in 0..count {
        let line = cells.iter_mut().map(|cell| cell.next().into_iter().collect()).collect();
        frames.push(Frame { joins: at > 0, ..beside(line) });
    }
    frames
}

/// `frame` with space inside its box.
fn padded(mut frame: Frame, above: Length, below: Length) -> Frame {
    let items = std::mem::take(&mut frame.items);
    frame.items = items.into_iter().map(|item| item.moved(Length::ZERO, above)).collect();
    frame.height += above + below;
    frame
}

/// The head as it is set again on later pages: not read aloud a second time.
fn as_furniture(head: &Frame) -> Frame {
    let mut copy = head.clone();
    for item in &mut copy.items {
        if let Item::Text { line, part, .. } = item {
            *part = PartOf::Furniture;
            without_marks(line);
        }
    }
    Frame { notes: Vec::new(), anchors: Vec::new(), ..copy }
}
