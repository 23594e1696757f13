//! Tables: columns as wide as their words, in reading order from the start side, the head repeated
//! on every page. Where the words need more room than there is, the spaces between the columns give
//! way, then a little of the type size; then words are cut, and that is reported.

mod columns;
mod numbers;
mod rows;

use self::columns::{Columns, gap, room};
use super::flow::{Flow, Place};
use super::frame::{Column, Hold};
use super::paged::ContentKind;
use crate::base::{Code, Diagnostic, Length, Span};
use crate::design::model::{Align, Role, Style};
use crate::document::{Alignment, Cell, Row, Table};
use crate::text::model::{Extent, StyledText};

/// Share of the design's space between columns that is left when words need the room.
const NARROW_GAP: f64 = 0.6;

/// A cell ready to be set.
struct Composed {
    text: StyledText,
    extent: Extent,
    /// Of a number in a column of numbers: the width of what follows its units.
    tail: Option<Length>,
}

/// The cells of a table, and the styles that they are composed in.
struct Cells {
    head: Vec<Vec<Composed>>,
    body: Vec<Vec<Composed>>,
    head_style: Style,
    cell_style: Style,
}

impl Cells {
    fn rows(&self) -> impl Iterator<Item = &Vec<Composed>> {
        self.head.iter().chain(&self.body)
    }
}

impl Flow<'_> {
    /// A table, written at `span`.
    pub(super) fn table(&mut self, table: &Table, span: Span, place: &Place) {
        if table.columns.is_empty() {
            return;
        }
        let count = table.columns.len();
        let design = &self.scope.setting.design.table;
        let mut cells = self.cells(table, 1.0, place);
        let mut gap = gap(design.padding_inline * 2.0, count, place);
        let narrowest = columns::narrowest(&cells, &table.columns);
        if narrowest > room(gap, count, place) {
            gap = gap * NARROW_GAP;
            let scale = (room(gap, count, place) / narrowest).clamp(design.smallest_type, 1.0);
            cells = self.cells(table, scale, place);
        }
        let missing = columns::narrowest(&cells, &table.columns) - room(gap, count, place);
        let columns = Columns::of(&table.columns, &cells, gap, place);
        let spaces = Style {
            space_before: cells.cell_style.space_before.max(cells.cell_style.leading / 2.0),
            space_after: cells.cell_style.space_after.max(cells.cell_style.leading / 2.0),
            ..cells.cell_style.clone()
        };
        self.spaced(&spaces, |flow| {
            flow.table_caption(table, place);
            let noticed = flow.diagnostics.len();
            flow.table_rows(table, &cells, &columns, place);
            if missing > columns::ROUNDING * count as f64 {
                // One word on the table says more than one on each word that was cut.
                flow.diagnostics.truncate(noticed);
                flow.diagnostics.push(too_wide(missing, count, span));
            }
        });
        self.opens = false;
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
        let head = self.composed(&table.head, &[], &head_style, place);
        let body = self.composed(&table.body, &table.columns, &cell_style, place);
        Cells { head, body, head_style, cell_style }
    }

    /// The cells of `rows`; numbers are looked for in those columns of `alignments` that hold them.
    fn composed(
        &mut self,
        rows: &[Row],
        alignments: &[Alignment],
        style: &Style,
        place: &Place,
    ) -> Vec<Vec<Composed>> {
        let mut cell = |(at, cell): (usize, &Cell)| {
            let text = self.compose(&cell.content, style, place);
            let typesetter = self.scope.setting.typesetter;
            let extent = typesetter.extent(&text, place.direction);
            let is_number = alignments.get(at) == Some(&Alignment::Number);
            let units = if is_number { numbers::units(&text) } else { None };
            let tail = units
                .map(|units| extent.natural - typesetter.extent(&units, place.direction).natural);
            Composed { text, extent, tail }
        };
        let row = |row: &Row| row.cells.iter().enumerate().map(&mut cell).collect();
        rows.iter().map(row).collect()
    }
}

/// How the cells of a column stand.
const fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::Start => Align::Start,
        // What is no number among numbers, and their heading.
        Alignment::Center | Alignment::Number => Align::Center,
        Alignment::End => Align::End,
    }
}

/// The column that spans the whole table: the rules reach from the edge of the first column to that
/// of the last one.
fn spanned(columns: &[Column]) -> Column {
    let left = columns.iter().map(|column| column.left).reduce(Length::min);
    let right = columns.iter().map(|column| column.left + column.width).reduce(Length::max);
    let left = left.unwrap_or_default();
    Column { left, width: right.unwrap_or_default() - left }
}

fn too_wide(missing: Length, columns: usize, span: Span) -> Diagnostic {
    let millimetres = missing.to_mm();
    let message = format!(
        "the words of this table of {columns} columns need {millimetres:.0} mm more than the page \
         has; words were cut"
    );
    Diagnostic::new(Code::TooLargeForPage, message)
        .at(span)
        .hint("give it fewer columns, shorter words, or make rows of its columns")
}
