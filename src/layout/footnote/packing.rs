//! How high lines of notes are when they stand below one another, short notes side by side.

use super::super::frame::Frame;
use super::super::paged::Item;
use super::super::setting::Scope;
use super::sequence::NoteLine;
use crate::assembly::Footnote;
use crate::base::{Direction, Length};
use crate::design::model::RunTogether;

/// Widest note that shares a line with another one, as a share of the measure: two of them and the
/// space between them fill it.
const WIDEST: f64 = 0.45;

/// What is known about a note that may share a line with its neighbours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Short {
    /// Its width.
    width: Length,
    /// Its direction; a line holds notes of one.
    pub direction: Direction,
}

impl Short {
    /// What there is to know about a note of these lines, if the design lets it share a line: it has
    /// one line of text and takes up less than half of the measure.
    pub fn of(frames: &[Frame], note: &Footnote, scope: &Scope) -> Option<Short> {
        let shares = match scope.setting.design.notes.run_together {
            RunTogether::None => false,
            RunTogether::Latin => note.latin,
            RunTogether::All => true,
        };
        let [Frame { items, .. }] = frames else { return None };
        let [Item::Text { line, .. }] = &items[..] else { return None };
        let fits = line.width <= scope.setting.area.width * WIDEST;
        let direction = note.direction(scope.direction);
        (shares && fits).then_some(Short { width: line.width, direction })
    }
}

/// Lines of notes on a page, counted one by one.
#[derive(Clone, Copy, Debug)]
pub struct Packing {
    measure: Length,
    gap: Length,
    height: Length,
    is_empty: bool,
    /// The last line, if another short note may join it: how much of it is taken.
    row: Option<Short>,
}

impl Packing {
    /// No line yet; `gap` is the space between notes that share a line of `measure`.
    pub const fn new(measure: Length, gap: Length) -> Packing {
        Packing { measure, gap, height: Length::ZERO, is_empty: true, row: None }
    }

    /// Height of the lines, without the space above the first one.
    pub const fn height(&self) -> Length {
        self.height
    }

    /// Adds the next line of the sequence. Gives back how far from the start side it stands.
    pub(super) fn add(&mut self, line: &NoteLine) -> Length {
        if let (Some(row), Some(short)) = (self.row, line.short) {
            let start = row.width + self.gap;
            if row.direction == short.direction && start + short.width <= self.measure {
                self.row = Some(Short { width: start + short.width, ..short });
                return start;
            }
        }
        let space = if self.is_empty { Length::ZERO } else { line.gap };
        self.height += space + line.frame.height;
        self.is_empty = false;
        self.row = line.short;
        Length::ZERO
    }
}
