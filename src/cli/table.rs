//! Tables for people, aligned by the width of their characters.

use unicode_width::UnicodeWidthStr;

/// A column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    head: &'static str,
    /// Whether its cells stand at its right edge.
    is_number: bool,
}

impl Column {
    /// A column of words.
    pub(super) const fn text(head: &'static str) -> Self {
        Column { head, is_number: false }
    }

    /// A column of numbers.
    pub(super) const fn number(head: &'static str) -> Self {
        Column { head, is_number: true }
    }
}

/// The table with its head. Cells beyond the last column are left out.
pub(super) fn table(columns: &[Column], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let heads = columns.iter().map(|column| column.head.to_owned()).collect();
    let rows: Vec<Vec<String>> = std::iter::once(heads).chain(rows).collect();
    let width = |at: usize| rows.iter().filter_map(|row| Some(row.get(at)?.width())).max();
    let widths: Vec<usize> = (0..columns.len()).map(|at| width(at).unwrap_or_default()).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(columns).zip(&widths);
        let cells = cells.map(|((cell, column), width)| padded(cell, *column, *width));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

fn padded(cell: &str, column: Column, width: usize) -> String {
    let space = " ".repeat(width.saturating_sub(cell.width()));
    if column.is_number { space + cell } else { cell.to_owned() + &space }
}
