//! Lengths on the page, in PostScript points, and lengths relative to the type size.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// Points in one inch (PostScript point; ISO 32000-1 §8.3.2.3 default user space).
const POINTS_PER_INCH: f64 = 72.0;
/// Millimetres in one inch.
const MILLIMETRES_PER_INCH: f64 = 25.4;

/// A length on the page, kept in PostScript points (1/72 inch).
///
/// Only `+ - * /` are ever applied, which IEEE 754 defines exactly, so the same book has the same
/// lengths on every machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Length(f64);

impl Length {
    /// No length at all.
    pub const ZERO: Length = Length(0.0);

    /// A length of `points` PostScript points.
    pub const fn pt(points: f64) -> Self {
        Length(points)
    }

    /// A length of `millimetres`.
    pub const fn mm(millimetres: f64) -> Self {
        Length(millimetres * POINTS_PER_INCH / MILLIMETRES_PER_INCH)
    }

    /// The length in PostScript points.
    pub const fn to_pt(self) -> f64 {
        self.0
    }

    /// The length in millimetres.
    pub const fn to_mm(self) -> f64 {
        self.0 * MILLIMETRES_PER_INCH / POINTS_PER_INCH
    }

    /// The larger of two lengths.
    #[must_use]
    pub fn max(self, other: Length) -> Length {
        if other > self { other } else { self }
    }

    /// The smaller of two lengths.
    #[must_use]
    pub fn min(self, other: Length) -> Length {
        if other < self { other } else { self }
    }

    /// The length without its sign.
    #[must_use]
    pub const fn abs(self) -> Length {
        Length(self.0.abs())
    }

    /// Reads `14mm`, `1.5cm`, `11pt` or `0.5in`. `None` when the unit is missing or unknown.
    pub fn parse(text: &str) -> Option<Length> {
        let (number, unit) = split_unit(text)?;
        match unit {
            "pt" => Some(Length::pt(number)),
            "mm" => Some(Length::mm(number)),
            "cm" => Some(Length::mm(number * 10.0)),
            "in" => Some(Length::pt(number * POINTS_PER_INCH)),
            _ => None,
        }
    }
}

/// Splits `14mm` into 14 and `mm`; the number must be finite.
fn split_unit(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))?;
    let number: f64 = text[..end].parse().ok()?;
    number.is_finite().then(|| (number, text[end..].trim()))
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}pt", self.0)
    }
}

impl Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Length) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Length;
    fn sub(self, other: Length) -> Length {
        Length(self.0 - other.0)
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Length) {
        self.0 -= other.0;
    }
}

impl Neg for Length {
    type Output = Length;
    fn neg(self) -> Length {
        Length(-self.0)
    }
}

impl Mul<f64> for Length {
    type Output = Length;
    fn mul(self, factor: f64) -> Length {
        Length(self.0 * factor)
    }
}

impl Div<f64> for Length {
    type Output = Length;
    fn div(self, divisor: f64) -> Length {
        Length(self.0 / divisor)
    }
}

impl Div for Length {
    type Output = f64;
    fn div(self, other: Length) -> f64 {
        self.0 / other.0
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Add::add)
    }
}

/// A length relative to the type size it stands in: 1 em is the size of the type.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Em(pub f64);

impl Em {
    /// The length at type size `size`.
    pub fn at(self, size: Length) -> Length {
        size * self.0
    }

    /// Reads `1.2em`. `None` when the unit is missing or another one.
    pub fn parse(text: &str) -> Option<Em> {
        match split_unit(text)? {
            (number, "em") => Some(Em(number)),
            _ => None,
        }
    }
}

/// Width and height of a page, an image or a box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Extent along the line direction's axis (horizontal).
    pub width: Length,
    /// Extent down the page (vertical).
    pub height: Length,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_agree() {
        assert_eq!(Length::parse("25.4mm"), Some(Length::pt(72.0)));
        assert_eq!(Length::parse("2.54cm"), Some(Length::pt(72.0)));
        assert_eq!(Length::parse(" 1in "), Some(Length::pt(72.0)));
        assert_eq!(Length::parse("-3pt"), Some(Length::pt(-3.0)));
        assert!((Length::mm(148.0).to_mm() - 148.0).abs() < 1e-9);
    }

    #[test]
    fn a_length_needs_its_unit() {
        assert_eq!(Length::parse("14"), None);
        assert_eq!(Length::parse("14furlongs"), None);
        assert_eq!(Length::parse("mm"), None);
        assert_eq!(Em::parse("14mm"), None);
        assert_eq!(Em::parse("1.25em"), Some(Em(1.25)));
    }
}
