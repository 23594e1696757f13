//! Pages as text, for golden tests and for looking.
//!
//! ```text
//! == ۳ recto ==
//!   86.2 right 341.6 paragraph  نخستین سطر
//! ```

use std::fmt::Write;

use super::paged::{ContentKind, Item, Page, Paged, PartOf, Side};
use crate::text::model::Line;

/// Every page with its label and side, and its lines with the height of their baselines and their
/// left and right edges in points.
pub fn pages(paged: &Paged) -> String {
    paged.pages.iter().map(page).collect()
}

/// One page.
pub fn page(page: &Page) -> String {
    let side = match page.side {
        Side::Recto => "recto",
        Side::Verso => "verso",
    };
    let mut dump = format!("== {} {side} ==\n", page.label);
    for item in &page.items {
        dump.push_str(&self::item(item));
    }
    dump
}

fn item(item: &Item) -> String {
    let mut dump = String::new();
    let written = match item {
        Item::Text { line, x, baseline, part } => {
            let (left, right) = (*x + line.left, *x + line.left + line.width);
            writeln!(
                dump,
                "{:7.1} {:6.1}–{:.1} {}: {}",
                baseline.to_pt(),
                left.to_pt(),
                right.to_pt(),
                name(*part),
                text(line)
            )
        }
        Item::Fill { x, y, size, .. } => writeln!(
            dump,
            "{:7.1} {:6.1}–{:.1} fill {:.2}",
            y.to_pt(),
            x.to_pt(),
            (*x + size.width).to_pt(),
            size.height.to_pt()
        ),
        Item::Image { image, x, y, size, .. } => writeln!(
            dump,
            "{:7.1} {:6.1}–{:.1} image {image} {:.1} high",
            y.to_pt(),
            x.to_pt(),
            (*x + size.width).to_pt(),
            size.height.to_pt()
        ),
    };
    debug_assert!(written.is_ok(), "writing to a string cannot fail");
    dump
}

fn name(part: PartOf) -> String {
    match part {
        PartOf::Furniture => "furniture".to_owned(),
        PartOf::Content { kind: ContentKind::Heading(level), .. } => format!("heading {level}"),
        PartOf::Content { kind, .. } => format!("{kind:?}").to_lowercase(),
    }
}

/// The characters of a line in reading order.
pub fn text(line: &Line) -> String {
    line.pieces.iter().map(|piece| &*piece.run.text).collect()
}
