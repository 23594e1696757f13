//! The numbers of pages.

use super::lay::Laid;
use super::units::{Matter, Unit};
use crate::layout::paged::{Numbering, Side};
use crate::layout::setting::Setting;
use crate::manifest::plan::FrontNumbers;
use crate::persian::numbering::{abjad, alphabetic};
use crate::wording::Words;
use crate::wording::numbers::roman;

/// A page before it has its margins.
pub struct Leaf {
    /// Which sheet of which unit; `None`: a blank page.
    pub sheet: Option<(usize, usize)>,
    /// Which side of the leaf.
    pub side: Side,
    /// Sequence that its number belongs to.
    pub numbering: Numbering,
    /// Its number in that sequence, from 1.
    pub number: usize,
    /// Its number as printed.
    pub label: String,
}

/// The side of the page with this index.
pub fn side_of(index: usize) -> Side {
    if index.is_multiple_of(2) { Side::Recto } else { Side::Verso }
}

/// Pages in order, with blank ones where a recto is asked for, sides and numbers.
pub fn leaves(setting: &Setting, units: &[Unit], laid: &[Laid]) -> Vec<Leaf> {
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut counts = [0_usize; 3];
    let is_continuous = setting.book.metadata.numbering.front == FrontNumbers::Continuous;
    let mut add = |leaves: &mut Vec<Leaf>, sheet, matter: Matter| {
        let matter = if is_continuous { Matter::Text } else { matter };
        counts[matter as usize] += 1;
        let number = counts[matter as usize];
        let side = side_of(leaves.len());
        let (numbering, label) = match matter {
            Matter::Unnumbered => (Numbering::None, String::new()),
            Matter::Front => (Numbering::Alphabetic, front_label(setting, number)),
            Matter::Text => (Numbering::Decimal, setting.digits().write(number)),
        };
        leaves.push(Leaf { sheet, side, numbering, number, label });
    };
    let mut previous = None;
    for (at, (unit, laid)) in units.iter().zip(laid).enumerate() {
        if unit.wants_blank(leaves.len()) {
            add(&mut leaves, None, previous.unwrap_or(unit.matter));
        }
        for sheet in 0..laid.sheets.len() {
            add(&mut leaves, Some((at, sheet)), unit.matter);
        }
        previous = Some(unit.matter);
    }
    leaves
}

/// The label of front page `number`: «الف», «ب»; small roman numbers in an English book.
fn front_label(setting: &Setting, number: usize) -> String {
    match setting.book.metadata.numbering.front {
        FrontNumbers::Alphabetic => alphabetic(number),
        FrontNumbers::Abjad => abjad(number),
        FrontNumbers::Roman => roman(number),
        FrontNumbers::Usual | FrontNumbers::Continuous => {
            (Words::of(setting.book.lang()).numbers.front)(number)
        }
    }
}
