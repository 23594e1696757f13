//! The three families of decimal digits that meet in Persian books.

use crate::base::Lang;

/// A family of decimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DigitStyle {
    /// ۰–۹, U+06F0 to U+06F9: Persian, Dari, Urdu, Pashto. Class EN in UAX #9.
    Persian,
    /// ٠–٩, U+0660 to U+0669: Arabic. Class AN in UAX #9.
    ArabicIndic,
    /// 0–9.
    Latin,
}

impl DigitStyle {
    /// The family in which generated numbers are written in a book of this language. A text in
    /// another script than the Arabic one gets Latin digits.
    pub fn of(lang: &Lang) -> DigitStyle {
        if !lang.direction().is_rtl() {
            return DigitStyle::Latin;
        }
        match lang.primary().as_str() {
            "ar" | "ckb" | "ku" | "sd" => DigitStyle::ArabicIndic,
            "he" | "yi" | "dv" | "syr" | "nqo" | "ug" => DigitStyle::Latin,
            _ => DigitStyle::Persian,
        }
    }

    /// The digit of value `value` (0 to 9; larger values count modulo ten).
    pub fn digit(self, value: u32) -> char {
        let zero = match self {
            DigitStyle::Persian => 0x06F0,
            DigitStyle::ArabicIndic => 0x0660,
            DigitStyle::Latin => 0x30,
        };
        char::from_u32(zero + value % 10).unwrap_or('0')
    }

    /// `number` in these digits, without separators.
    pub fn write(self, number: usize) -> String {
        self.convert(&number.to_string())
    }

    /// `text` with every decimal digit of any of the three families in these digits.
    pub fn convert(self, text: &str) -> String {
        text.chars().map(|c| digit_value(c).map_or(c, |value| self.digit(value))).collect()
    }
}

/// The value of a decimal digit of any of the three families.
pub fn digit_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - 0x30),
        '\u{0660}'..='\u{0669}' => Some(c as u32 - 0x0660),
        '\u{06F0}'..='\u{06F9}' => Some(c as u32 - 0x06F0),
        _ => None,
    }
}

/// Whether `c` is a decimal digit of any of the three families.
pub fn is_digit(c: char) -> bool {
    digit_value(c).is_some()
}

/// Reads a whole number written in any of the three families, even mixed, with `٬` (U+066C) or
/// nothing between thousands. `None` when anything else stands in `text`, nothing does, or the
/// number needs more than 64 bits.
pub fn parse_number(text: &str) -> Option<u64> {
    let digits: Vec<u32> =
        text.chars().filter(|c| *c != '\u{066C}').map(digit_value).collect::<Option<_>>()?;
    if digits.is_empty() {
        return None;
    }
    digits
        .iter()
        .try_fold(0_u64, |number, digit| number.checked_mul(10)?.checked_add(u64::from(*digit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_family_is_written_and_read() {
        assert_eq!(DigitStyle::Persian.write(1403), "۱۴۰۳");
        assert_eq!(DigitStyle::ArabicIndic.write(1403), "١٤٠٣");
        assert_eq!(DigitStyle::Latin.convert("ص ۱۲ و ٣"), "ص 12 و 3");
        for text in ["1403", "۱۴۰۳", "١٤٠٣", "۱۴0٣", "۱٬۴۰۳"] {
            assert_eq!(parse_number(text), Some(1403), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "٬", "۱۲م", "-۳", "۱٫۵", "99999999999999999999"] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    #[test]
    fn the_language_chooses_the_family() {
        let of = |tag| Lang::parse(tag).map(|lang| DigitStyle::of(&lang));
        assert_eq!(of("fa"), Some(DigitStyle::Persian));
        assert_eq!(of("fa-AF"), Some(DigitStyle::Persian));
        assert_eq!(of("ar"), Some(DigitStyle::ArabicIndic));
        assert_eq!(of("fa-Latn"), Some(DigitStyle::Latin));
        assert_eq!(of("en"), Some(DigitStyle::Latin));
        assert_eq!(of("he"), Some(DigitStyle::Latin));
        assert_eq!(of("ckb"), Some(DigitStyle::ArabicIndic));
        assert_eq!(["ur", "ps"].map(of), [Some(DigitStyle::Persian); 2]);
    }
}
