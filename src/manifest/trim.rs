//! Sizes of books.

use super::read::suggest;
use super::values::Understood;
use crate::base::{Length, Size};
use crate::persian::DigitStyle;

/// Trim sizes of Iranian book production, in millimetres, with the names under which they are
/// accepted; the first name is the one that messages use. Sources disagree by some millimetres;
/// these are the commoner figures (typography.md §6), and ISO 216 for the A series.
const PRESETS: &[(&[&str], f64, f64)] = &[
    (&["roqi", "roqei", "raqaei", "roghei", "رقعی"], 145.0, 210.0),
    (&["vaziri", "وزیری"], 170.0, 235.0),
    (&["jibi", "جیبی"], 100.0, 145.0),
    (&["paltoi", "palto-i", "paltoei", "پالتویی", "پالتوئی"], 105.0, 210.0),
    (&["kheshti", "خشتی"], 215.0, 220.0),
    (&["rahli", "rahli-kuchak", "رحلی", "رحلی کوچک"], 210.0, 285.0),
    (&["rahli-bozorg", "رحلی بزرگ"], 240.0, 330.0),
    (&["a4"], 210.0, 297.0),
    (&["a5"], 148.0, 210.0),
    (&["a6"], 105.0, 148.0),
];

/// Shortest side of a page: below it no margin leaves room for a word.
const SHORTEST: Length = Length::mm(60.0);
/// Longest side of a page: that of A2, beyond which nothing is bound as a book.
const LONGEST: Length = Length::mm(594.0);

/// The size that `text` names: a preset, or `width × height` (also with `x` or `*`; the unit may
/// stand once, at the end). Persian digits are read too.
///
/// # Errors
/// What is wrong, and a hint.
pub(super) fn parse(text: &str) -> Understood<Size> {
    let name = text.trim().to_lowercase().replace(['_', '\u{200C}'], "-");
    if let Some((_, width, height)) = PRESETS.iter().find(|(names, ..)| names.contains(&&*name)) {
        return Ok(Size { width: Length::mm(*width), height: Length::mm(*height) });
    }
    let size = measured(text).ok_or_else(|| unknown(text))?;
    for side in [size.width, size.height] {
        if side < SHORTEST || side > LONGEST {
            let message = format!("a page cannot measure {:.0} mm", side.to_mm());
            let (from, to) = (SHORTEST.to_mm(), LONGEST.to_mm());
            return Err((message, format!("both sides must be from {from:.0} to {to:.0} mm")));
        }
    }
    Ok(size)
}

/// Reads `148mm × 210mm`.
fn measured(text: &str) -> Option<Size> {
    let text = DigitStyle::Latin.convert(text).replace('٫', ".");
    let text = text.replace("میلی\u{200C}متر", "mm").replace("سانتی\u{200C}متر", "cm");
    let (width, height) = text.split_once(['×', 'x', 'X', '*'])?;
    let height = height.trim();
    let unit = height.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
    let width =
        Length::parse(width).or_else(|| Length::parse(&format!("{}{unit}", width.trim())))?;
    Some(Size { width, height: Length::parse(height)? })
}

fn unknown(text: &str) -> (String, String) {
    let names = PRESETS.iter().flat_map(|(names, ..)| names.iter().copied());
    let first: Vec<&str> = PRESETS.iter().map(|(names, ..)| names[0]).collect();
    let hint = match suggest(text, names) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("accepted: {}, or a size such as `148mm × 210mm`", first.join(", ")),
    };
    (format!("`{text}` is not a size of a book"), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mm(text: &str) -> Result<String, (String, String)> {
        parse(text).map(|size| format!("{:.1}×{:.1}", size.width.to_mm(), size.height.to_mm()))
    }

    #[test]
    fn names_and_sizes_are_read() {
        for (text, size) in [
            ("roqi", "145.0×210.0"),
            ("رقعی", "145.0×210.0"),
            ("وزیری", "170.0×235.0"),
            ("رحلی بزرگ", "240.0×330.0"),
            ("A5", "148.0×210.0"),
            ("Palto-i", "105.0×210.0"),
            ("148mm × 210mm", "148.0×210.0"),
            ("14.5x21cm", "145.0×210.0"),
            ("۱۴٫۵ × ۲۱ سانتی‌متر", "145.0×210.0"),
            ("6in*9in", "152.4×228.6"),
        ] {
            assert_eq!(mm(text).as_deref(), Ok(size), "{text}");
        }
    }

    #[test]
    fn other_sizes_are_refused_with_advice() {
        let hint = |text| parse(text).unwrap_err().1;
        assert_eq!(hint("vazirri"), "did you mean `vaziri`?");
        assert!(hint("148 × 210").starts_with("accepted: roqi, "));
        assert!(hint("folio").starts_with("accepted: roqi, "));
        assert_eq!(hint("10mm × 210mm"), "both sides must be from 60 to 594 mm");
        assert_eq!(hint("148mm × 2100mm"), "both sides must be from 60 to 594 mm");
    }
}
