//! What can be wrong with a design whose every value is allowed: a grid that does not fill the page,
//! furniture outside it, letters that cannot be told from their ground.

use super::model::{Design, FolioPlace, PageDesign, Rgb, Role};
use crate::base::{Code, Diagnostic, Length, Span};
use crate::manifest::node::Node;

/// What is left below the last line may be so much: less than the eye sees.
const UNSEEN: Length = Length::pt(1.0);
/// Nothing but pictures stands nearer to the edge: the knife of a bindery is not more exact.
const KNIFE: Length = Length::mm(5.0);
/// Least contrast of letters and ground (WCAG 2.2, success criterion 1.4.3).
const TEXT_CONTRAST: f64 = 4.5;
/// The same for large letters: 18 pt, or 14 pt in bold.
const LARGE_CONTRAST: f64 = 3.0;
/// From this size on letters are large.
const LARGE: Length = Length::pt(18.0);
/// White paper.
const PAPER: Rgb = Rgb { red: 255, green: 255, blue: 255 };

/// Where the values of a design stand: in its own file, or in that of a design it extends.
#[derive(Clone, Copy, Debug)]
pub struct Places<'n>(pub &'n Node);

impl Places<'_> {
    /// The place of `keys`, or of as many of them as there are.
    pub fn of(self, keys: &[&str]) -> Span {
        let mut node = self.0;
        for key in keys {
            match node.get(key) {
                Some(inner) => node = inner,
                None => break,
            }
        }
        node.span
    }
}

/// Everything that is doubtful about `design` and can be seen without its fonts.
pub fn review(design: &Design, places: Places) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    problems.extend(grid(&design.page, places));
    furniture(design, places, &mut problems);
    inks(design, places, &mut problems);
    cover(design, places, &mut problems);
    problems
}

/// The type area must be a whole number of lines high.
fn grid(page: &PageDesign, places: Places) -> Option<Diagnostic> {
    let height = page.type_area().height;
    let lines = height / page.grid;
    let rest = height - page.grid * lines.floor();
    // A hundredth of a line forgives the rounding of millimetres to points.
    if rest < UNSEEN || page.grid - rest < page.grid * 0.01 {
        return None;
    }
    let bottom = |lines: f64| page.trim.height - page.top - page.grid * lines;
    let (fewer, more) = (lines.floor(), lines.ceil());
    let message =
        format!("the type area is {lines:.2} lines high; {rest} stay empty on every page");
    let hint = format!(
        "`bottom: {:.2}mm` makes it {fewer} lines, `bottom: {:.2}mm` {more}",
        bottom(fewer).to_mm(),
        bottom(more).to_mm()
    );
    Some(Diagnostic::new(Code::DesignGrid, message).at(places.of(&["page", "bottom"])).hint(hint))
}

/// Heads and page numbers must stand on the paper.
fn furniture(design: &Design, places: Places, problems: &mut Vec<Diagnostic>) {
    let running = &design.running;
    let head_used = running.head || running.folio == FolioPlace::HeadOuter;
    // Capitals and tall letters reach about so far above the baseline.
    let top = design.page.top - running.head_distance - design.style(Role::RunningHead).size * 0.8;
    if head_used && top < KNIFE {
        let message = format!("the running head stands {top} from the upper edge of the page");
        let hint = format!(
            "make `page.top` greater or `head-distance` smaller; keep {} mm",
            KNIFE.to_mm().round()
        );
        problems.push(
            Diagnostic::new(Code::DesignFurniture, message)
                .at(places.of(&["running", "head-distance"]))
                .hint(hint),
        );
    }
    let foot_used = running.folio != FolioPlace::HeadOuter;
    let foot = design.page.bottom - running.folio_distance;
    if foot_used && foot < KNIFE {
        let message = format!("the page number stands {foot} from the lower edge of the page");
        let hint = format!(
            "make `page.bottom` greater or `folio-distance` smaller; keep {} mm",
            KNIFE.to_mm().round()
        );
        problems.push(
            Diagnostic::new(Code::DesignFurniture, message)
                .at(places.of(&["running", "folio-distance"]))
                .hint(hint),
        );
    }
}

/// Gray letters must be dark enough for their size.
fn inks(design: &Design, places: Places, problems: &mut Vec<Diagnostic>) {
    for (role, name) in Role::ALL {
        let style = design.style(*role);
        let level = ((1.0 - style.ink) * 255.0).round() as u8;
        let contrast = contrast(Rgb { red: level, green: level, blue: level }, PAPER);
        let least = if style.size >= LARGE { LARGE_CONTRAST } else { TEXT_CONTRAST };
        if contrast < least {
            let message = format!(
                "`{name}` is too pale: contrast {contrast:.1} : 1, and {least} : 1 is the least"
            );
            problems.push(
                Diagnostic::new(Code::DesignContrast, message)
                    .at(places.of(&["styles", name, "ink"]))
                    .hint("make `ink` greater; 1 is black"),
            );
        }
    }
}

/// The drawn cover: letters and ornaments against the ground.
fn cover(design: &Design, places: Places, problems: &mut Vec<Diagnostic>) {
    let cover = &design.cover;
    let checks = [("ink", cover.ink, TEXT_CONTRAST), ("accent", cover.accent, LARGE_CONTRAST)];
    for (key, colour, least) in checks {
        let contrast = contrast(colour, cover.ground);
        if contrast < least {
            let message = format!(
                "`cover.{key}` hardly differs from `cover.ground`: contrast {contrast:.1} : 1, and \
                 {least} : 1 is the least"
            );
            problems.push(
                Diagnostic::new(Code::DesignContrast, message)
                    .at(places.of(&["cover", key]))
                    .hint("make one of them lighter and the other darker"),
            );
        }
    }
}

/// Contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance (WCAG 2.2).
fn luminance(Rgb { red, green, blue }: Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { power_2_4((part + 0.055) / 1.055) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// `base` to the power of 2.4, for a base from 0 to 1: its square times the fifth root of its square.
/// Newton's steps give the same bits everywhere, which a library's power does not.
fn power_2_4(base: f64) -> f64 {
    let square = base * base;
    let mut root = 1.0_f64;
    // From 1 the steps fall towards the root; the darkest part that comes here needs 20.
    for _ in 0..40 {
        let fourth = root * root * root * root;
        root -= (fourth * root - square) / (5.0 * fourth);
    }
    square * root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let gray = |level| Rgb { red: level, green: level, blue: level };
        assert!((contrast(gray(0), PAPER) - 21.0).abs() < 1e-9);
        assert!((contrast(PAPER, PAPER) - 1.0).abs() < 1e-9);
        assert!((power_2_4(0.5) - 0.189_464_570_813_799_8).abs() < 1e-12);
        // #767676 is the lightest gray that passes on white.
        assert!(contrast(gray(0x76), PAPER) > 4.5 && contrast(gray(0x77), PAPER) < 4.5);
    }
}
