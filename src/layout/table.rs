//! Tables: columns as wide as their words, in reading order from the start side, the head repeated
//! on every page.

use std::sync::Arc;

use super::flow::{Flow, Place, aligned, hold_lines};
use super::footnote::without_marks;
use super::frame::{Column, Frame, FrameKind, Hold, stack};
use super::paged::{ContentKind, Item, PartOf};
use crate::base::{Length, Size};
use crate::design::model::{Align, Role, Style};
use crate::document::{Alignment, Cell, Row, Table};
use crate::text::model::{Extent, StyledText};

/// Rows that are not left alone at a page's foot or head.
const ROWS_TOGETHER: usize = 2;
/// Largest share of the measure that goes to the spaces between columns, however many they are.
const MOST_GAPS: f64 = 0.4;
/// Share of the design's space between columns that is left when words need the room.
const NARROW_GAP: f64 = 0.6;
/// Smallest type, as a share of the design's, in which a table is set to keep its words whole.
const SMALL_TYPE: f64 = 0.8;
/// More than a sum of widths is off by rounding, which would break a line that just fits.
const ROUNDING: Length = Length::pt(0.01);
/// Tallest head, as a share of the type area, that is repeated on every page.
const WHOLE_HEAD: f64 = 0.3;
/// Tallest row, as a share of the type area, that is kept whole.
const WHOLE_ROW: f64 = 0.5;

/// A cell ready to be set.
struct Composed {
    text: StyledText,
    extent: Extent,
}

/// The cells of a table, and the styles that they are composed in.
struct Cells {
    head: Vec<Vec<Composed>>,
    body: Vec<Vec<Composed>>,
    head_style: Style,
    cell_style: Style,
}

impl Cells {
    /// How wide each of the `count` columns may be.
    fn extents(&self, count: usize) -> Vec<Extent> {
        let mut extents = vec![Extent::default(); count];
        for row in self.head.iter().chain(&self.body) {
            for (extent, cell) in extents.iter_mut().zip(row) {
                extent.narrowest = extent.narrowest.max(cell.extent.narrowest);
                extent.natural = extent.natural.max(cell.extent.natural);
            }
        }
        extents
    }
}

/// The space between columns: the design's, unless there are so many columns that it would take up
/// the measure.
fn gap(wanted: Length, columns: usize, place: &Place) -> Length {
    wanted.min(place.column.width * MOST_GAPS / columns as f64)
}

/// What the spaces between columns leave of the measure.
fn room(gap: Length, columns: usize, place: &Place) -> Length {
    place.column.width - gap * (columns - 1) as f64
}

impl Flow<'_> {
    /// A table.
    pub(super) fn table(&mut self, table: &Table, place: &Place) {
        if table.columns.is_empty() {
            return;
        }
        let mut cells = self.cells(table, 1.0, place);
        let count = table.columns.len();
        let padding = self.scope.setting.design.table.padding_inline;
        let mut gap = gap(padding * 2.0, count, place);
        let narrowest: Length = cells.extents(count).iter().map(|extent| extent.narrowest).sum();
        if narrowest > room(gap, count, place) {
            // Before a word is cut, the space between columns gives way, and a little of the type.
            gap = gap * NARROW_GAP;
            let scale = (room(gap, count, place) / narrowest).clamp(SMALL_TYPE, 1.0);
            cells = self.cells(table, scale, place);
        }
        let columns = columns(&table.columns, &cells.extents(count), gap, place);
        let spaces = Style {
            space_before: cells.cell_style.space_before.max(cells.cell_style.leading / 2.0),
            space_after: cells.cell_style.space_after.max(cells.cell_style.leading / 2.0),
            ..cells.cell_style.clone()
        };
        self.spaced(&spaces, |flow| {
            flow.table_caption(table, place);
            flow.table_rows(table, &cells, &columns, place);
        });
        self.opens = false;
    }

    fn table_rows(
        &mut self,
        table: &Table,
        cells: &Cells,
        columns: &[(Column, Align)],
        place: &Place,
    ) {
        let mut set = |rows: &[Row], cells: &[Vec<Composed>], style: &Style| -> Vec<Frame> {
            let rows = rows.iter().zip(cells);
            rows.flat_map(|(row, cells)| self.row(row, cells, columns, style, place)).collect()
        };
        let head = set(&table.head, &cells.head, &cells.head_style);
        let mut rows = set(&table.body, &cells.body, &cells.cell_style);
        let whole = spanned(columns);
        let repeat = self.push_head(head, whole);
        self.rules_between(&mut rows, whole);
        hold_lines(&mut rows, ROWS_TOGETHER, ROWS_TOGETHER);
        for mut row in rows {
            row.repeat.clone_from(&repeat);
            row.kind = FrameKind::Row;
            self.push(row);
        }
    }

    fn table_caption(&mut self, table: &Table, place: &Place) {
        if table.caption.is_empty() {
            return;
        }
        let style = self.style(Role::TableCaption);
        let text = self.compose(&table.caption, style, place);
        self.set(&text, style, ContentKind::Caption, place);
        self.hold_last(Hold::Keep);
    }

    /// All cells, in type of `scale` times the design's size.
    fn cells(&mut self, table: &Table, scale: f64, place: &Place) -> Cells {
        let style = |style: &Style| Style { size: style.size * scale, ..style.clone() };
        let head_style = style(self.style(Role::TableHead));
        let cell_style = style(self.style(Role::TableCell));
        let head = self.composed(&table.head, &head_style, place);
        let body = self.composed(&table.body, &cell_style, place);
        Cells { head, body, head_style, cell_style }
    }

    fn composed(&mut self, rows: &[Row], style: &Style, place: &Place) -> Vec<Vec<Composed>> {
        let cell = |flow: &mut Self, cell: &Cell| {
            let text = flow.compose(&cell.content, style, place);
            let extent = flow.scope.setting.typesetter.extent(&text, place.direction);
            Composed { text, extent }
        };
        rows.iter().map(|row| row.cells.iter().map(|each| cell(self, each)).collect()).collect()
    }

    /// A row as one frame; one that is too tall for a page as several.
    fn row(
        &mut self,
        row: &Row,
        cells: &[Composed],
        columns: &[(Column, Align)],
        style: &Style,
        place: &Place,
    ) -> Vec<Frame> {
        let design = &self.scope.setting.design.table;
        let mut set = Vec::with_capacity(cells.len());
        let mut most = 1;
        for (cell, (column, align)) in cells.iter().zip(columns) {
            let style = aligned(style, *align);
            let part = self.new_block(ContentKind::Cell);
            let format = self.scope.setting.format(&style, place.direction, column.width);
            let lines = self.lines(&cell.text, &style, &format, part, *column);
            most = most.max(lines.len());
            set.push(lines.into_iter());
        }
        let tallest = self.scope.setting.area.height * WHOLE_ROW;
        let lines_in_slice = ((tallest / style.leading).floor() as usize).max(1);
        let slices = most.div_ceil(lines_in_slice);
        let mut slice_frames = Vec::with_capacity(slices);
        for slice in 0..slices {
            let range = slice * lines_in_slice..((slice + 1) * lines_in_slice).min(most);
            let lines = range.len();
            let parts = set.iter_mut().map(|cell| cell.take(lines).collect());
            let mut frame = beside(parts.collect());
            frame.height = frame.height.max(style.leading * lines as f64);
            frame.span = row.span;
            slice_frames.push(frame);
        }
        if let [first, ..] = &mut slice_frames[..] {
            *first = padded(std::mem::take(first), design.padding_block, Length::ZERO);
        }
        if let [.., last] = &mut slice_frames[..] {
            *last = padded(std::mem::take(last), Length::ZERO, design.padding_block);
        }
        slice_frames
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

    /// Puts a rule below every row: thin ones between rows, a stronger one at the end.
    fn rules_between(&self, rows: &mut [Frame], whole: Column) {
        let design = &self.scope.setting.design.table;
        let ink = self.style(Role::TableCell).ink;
        let count = rows.len();
        for (at, row) in (1..).zip(rows) {
            let thickness = if at == count { design.rule } else { design.row_rule };
            if thickness > Length::ZERO {
                let size = Size { width: whole.width, height: thickness };
                row.items.push(Item::Fill { x: whole.left, y: row.height, size, ink });
                row.height += thickness;
            }
        }
    }
}

/// Columns with the alignment of their cells, `gap` apart. The table stands in the middle.
fn columns(
    alignments: &[Alignment],
    extents: &[Extent],
    gap: Length,
    place: &Place,
) -> Vec<(Column, Align)> {
    let widths = widths(extents, room(gap, alignments.len(), place));
    let gaps = gap * (alignments.len() - 1) as f64;
    let total = widths.iter().copied().sum::<Length>() + gaps;
    let table =
        Column { left: place.column.left + (place.column.width - total) / 2.0, width: total };
    let mut from_start = Length::ZERO;
    let mut columns = Vec::with_capacity(widths.len());
    for (width, alignment) in widths.into_iter().zip(alignments) {
        let left = table.place(place.direction, from_start, width);
        from_start += width + gap;
        let align = match alignment {
            Alignment::Start | Alignment::Number => Align::Start,
            Alignment::Center => Align::Center,
            Alignment::End => Align::End,
        };
        columns.push((Column { left, width }, align));
    }
    columns
}

/// Widths of columns in `room`: all that they want if that fits; else their widest words and a fair
/// share of the rest; else the widest columns give way until all fit, and words are broken.
fn widths(extents: &[Extent], room: Length) -> Vec<Length> {
    let narrowest: Length = extents.iter().map(|extent| extent.narrowest).sum();
    let natural: Length = extents.iter().map(|extent| extent.natural).sum();
    let share = match () {
        () if natural <= room => 1.0,
        () if narrowest <= room => (room - narrowest) / (natural - narrowest),
        () => {
            let cap = common_cap(extents, room);
            return extents.iter().map(|extent| extent.narrowest.min(cap)).collect();
        }
    };
    let width =
        |extent: &Extent| extent.narrowest + (extent.natural - extent.narrowest) * share + ROUNDING;
    extents.iter().map(width).collect()
}

/// The width to which the widest columns must be cut so that the sum is `room`.
fn common_cap(extents: &[Extent], room: Length) -> Length {
    let mut sorted: Vec<Length> = extents.iter().map(|extent| extent.narrowest).collect();
    sorted.sort_by(|a, b| a.to_pt().total_cmp(&b.to_pt()));
    let mut rest = room;
    for (at, width) in sorted.iter().enumerate() {
        let share = rest / (sorted.len() - at) as f64;
        if *width > share {
            return share;
        }
        rest -= *width;
    }
    room
}

/// The column that spans the whole table: the rules reach from the edge of the first column to that
/// of the last one.
fn spanned(columns: &[(Column, Align)]) -> Column {
    let left = columns.iter().map(|(column, _)| column.left).reduce(Length::min);
    let right = columns.iter().map(|(column, _)| column.left + column.width).reduce(Length::max);
    let left = left.unwrap_or_default();
    Column { left, width: right.unwrap_or_default() - left }
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
