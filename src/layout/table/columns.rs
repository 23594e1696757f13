//! How wide the columns of a table are, and where they stand.

use super::{Cells, align, spanned};
use crate::base::Length;
use crate::design::model::Align;
use crate::document::Alignment;
use crate::layout::flow::Place;
use crate::layout::frame::Column;
use crate::text::model::Extent;

/// Largest share of the measure that goes to the spaces between columns, however many they are.
const MOST_GAPS: f64 = 0.4;
/// More than a sum of widths is off by rounding, which would break a line that just fits.
pub(super) const ROUNDING: Length = Length::pt(0.01);

/// The columns of a table, in reading order.
pub(super) struct Columns {
    /// Where they stand.
    pub places: Vec<Column>,
    /// How their cells stand in them.
    pub aligns: Vec<Align>,
    /// For a column of numbers: where the units end on the right, and the widest number's edges.
    pub numbers: Vec<Option<Numbers>>,
    /// From the first column to the last.
    pub whole: Column,
}

/// Where the numbers of a column stand: units below units.
#[derive(Clone, Copy)]
pub(super) struct Numbers {
    /// The edges within which all of them stand.
    pub block: Column,
    /// The widest part after the units.
    pub tail: Length,
}

impl Columns {
    /// Columns `gap` apart. The table stands in the middle.
    pub fn of(alignments: &[Alignment], cells: &Cells, gap: Length, place: &Place) -> Columns {
        let extents = extents(cells, alignments);
        let widths = widths(&extents, room(gap, alignments.len(), place));
        let gaps = gap * (alignments.len() - 1) as f64;
        let total = widths.iter().copied().sum::<Length>() + gaps;
        let table =
            Column { left: place.column.left + (place.column.width - total) / 2.0, width: total };
        let mut from_start = Length::ZERO;
        let mut places = Vec::with_capacity(widths.len());
        for width in widths {
            places.push(Column { left: table.place(place.direction, from_start, width), width });
            from_start += width + gap;
        }
        let numbers = places.iter().enumerate().map(|(at, column)| numbers(cells, at, *column));
        Columns {
            numbers: numbers.collect(),
            whole: spanned(&places),
            aligns: alignments.iter().map(|alignment| align(*alignment)).collect(),
            places,
        }
    }
}

/// Where the numbers of column `at` stand: in the middle of `column` as a whole.
fn numbers(cells: &Cells, at: usize, column: Column) -> Option<Numbers> {
    let (units, tail) = number_extent(cells, at)?;
    let width = (units + tail + ROUNDING).min(column.width);
    let left = column.left + (column.width - width) / 2.0;
    Some(Numbers { block: Column { left, width }, tail })
}

/// The widest number of column `at`, up to its units and after them; `None` without numbers.
fn number_extent(cells: &Cells, at: usize) -> Option<(Length, Length)> {
    let numbers = cells.body.iter().filter_map(|row| {
        let cell = row.get(at)?;
        let tail = cell.tail?;
        Some((cell.extent.natural - tail, tail))
    });
    numbers.reduce(|a, b| (a.0.max(b.0), a.1.max(b.1)))
}

/// How wide each of the columns may be.
fn extents(cells: &Cells, alignments: &[Alignment]) -> Vec<Extent> {
    let mut extents = vec![Extent::default(); alignments.len()];
    for row in cells.rows() {
        for (extent, cell) in extents.iter_mut().zip(row) {
            extent.narrowest = extent.narrowest.max(cell.extent.narrowest);
            extent.natural = extent.natural.max(cell.extent.natural);
        }
    }
    for (at, extent) in extents.iter_mut().enumerate() {
        if let Some((units, tail)) = number_extent(cells, at) {
            // Numbers do not turn over.
            extent.narrowest = extent.narrowest.max(units + tail);
            extent.natural = extent.natural.max(units + tail);
        }
    }
    extents
}

/// What the widest words of all columns need.
pub(super) fn narrowest(cells: &Cells, alignments: &[Alignment]) -> Length {
    extents(cells, alignments).iter().map(|extent| extent.narrowest).sum()
}

/// The space between columns: the design's, unless there are so many columns that it would take up
/// the measure.
pub(super) fn gap(wanted: Length, columns: usize, place: &Place) -> Length {
    wanted.min(place.column.width * MOST_GAPS / columns as f64)
}

/// What the spaces between columns leave of the measure.
pub(super) fn room(gap: Length, columns: usize, place: &Place) -> Length {
    place.column.width - gap * (columns - 1) as f64
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
