//! Letters: how they join, which are the same letter in two codes, which script they are of.

use icu_properties::props::JoiningType;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

/// Joining types of Unicode (property `Joining_Type`, UAX #44).
const JOINING: CodePointMapDataBorrowed<'static, JoiningType> =
    CodePointMapData::<JoiningType>::new();

/// How a character joins its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Joining {
    /// Joins the letter before and the letter after: «ب», «س».
    Dual,
    /// Joins only the letter before: «ا», «د», «ر», «و».
    Right,
    /// Makes its neighbours join: tatweel, ZWJ.
    Causing,
    /// Stands on another letter and is skipped when letters join: vowel marks.
    Transparent,
    /// Joins nothing: Latin, digits, spaces, ZWNJ.
    None,
}

/// How `c` joins.
pub fn joining(c: char) -> Joining {
    match JOINING.get(c) {
        JoiningType::DualJoining => Joining::Dual,
        // Left-joining letters exist only in scripts that nashr does not set.
        JoiningType::RightJoining => Joining::Right,
        JoiningType::JoinCausing => Joining::Causing,
        JoiningType::Transparent => Joining::Transparent,
        _ => Joining::None,
    }
}

/// Whether a letter reaches out to the one after it.
pub fn joins_next(c: char) -> bool {
    matches!(joining(c), Joining::Dual | Joining::Causing)
}

/// Whether a letter reaches back to the one before it.
pub fn joins_previous(c: char) -> bool {
    matches!(joining(c), Joining::Dual | Joining::Right | Joining::Causing)
}

/// The Persian code of a letter that Arabic keyboards write with another one: «ي» and «ى» become
/// «ی», «ك» becomes «ک». Other characters stay.
///
/// This is for comparing (search, ids, order). What an author wrote is changed only by the
/// editorial rules, and never in Arabic passages.
pub const fn fold(c: char) -> char {
    match c {
        '\u{064A}' | '\u{0649}' => '\u{06CC}',
        '\u{0643}' => '\u{06A9}',
        _ => c,
    }
}

/// `text` as it is compared: letters folded, tatweel and vowel marks dropped, small letters.
pub fn comparable(text: &str) -> String {
    text.chars()
        .filter(|c| *c != TATWEEL && !is_mark(*c))
        .map(fold)
        .flat_map(char::to_lowercase)
        .collect()
}

/// The letter stretcher (kashida).
pub const TATWEEL: char = '\u{0640}';

/// Whether `c` is a vowel mark or another sign that stands on an Arabic letter.
pub const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{0610}'..='\u{061A}'
            | '\u{064B}'..='\u{065F}'
            | '\u{0670}'
            | '\u{06D6}'..='\u{06DC}'
            | '\u{06DF}'..='\u{06E4}'
            | '\u{06E7}'
            | '\u{06E8}'
            | '\u{06EA}'..='\u{06ED}'
            | '\u{08CA}'..='\u{08FF}'
    )
}

/// Whether `c` is a letter of the Arabic script (its presentation forms included).
pub fn is_arabic_letter(c: char) -> bool {
    let in_blocks = matches!(
        c,
        '\u{0600}'..='\u{06FF}'
            | '\u{0750}'..='\u{077F}'
            | '\u{0870}'..='\u{08FF}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}'
    );
    in_blocks && c.is_alphabetic() && !is_mark(c)
}

/// Whether `c` is a letter of a script that runs from left to right: Latin, Greek, Cyrillic and
/// their like, of which nashr's books hold names, addresses and references.
pub fn is_ltr_letter(c: char) -> bool {
    c.is_alphabetic()
        && (c < '\u{0590}' || matches!(c, '\u{1E00}'..='\u{1FFF}' | '\u{2C60}'..='\u{2C7F}'))
}

/// Whether more letters of `texts` run from left to right than are Arabic; how a footnote is found
/// to be in Latin script. Text without letters is not.
pub fn mostly_ltr<'a>(texts: impl IntoIterator<Item = &'a str>) -> bool {
    let (mut ltr, mut arabic) = (0_usize, 0_usize);
    for c in texts.into_iter().flat_map(str::chars) {
        ltr += usize::from(is_ltr_letter(c));
        arabic += usize::from(is_arabic_letter(c));
    }
    ltr > arabic
}

/// Whether more letters of `texts` are Arabic or Hebrew than run from left to right.
pub fn mostly_rtl<'a>(texts: impl IntoIterator<Item = &'a str>) -> bool {
    let (mut ltr, mut rtl) = (0_usize, 0_usize);
    for c in texts.into_iter().flat_map(str::chars) {
        ltr += usize::from(is_ltr_letter(c));
        rtl += usize::from(is_arabic_letter(c) || is_hebrew_letter(c));
    }
    rtl > ltr
}

/// Whether `c` is a Hebrew letter.
fn is_hebrew_letter(c: char) -> bool {
    matches!(c, '\u{05D0}'..='\u{05F2}' | '\u{FB1D}'..='\u{FB4F}') && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_join_as_unicode_says() {
        assert!("بپتسعکگلهی".chars().all(|c| joining(c) == Joining::Dual));
        assert!("اآدذرزژوؤ".chars().all(|c| joining(c) == Joining::Right));
        assert_eq!(joining(TATWEEL), Joining::Causing);
        assert_eq!(joining('\u{064E}'), Joining::Transparent);
        assert!("ء\u{200C} a۳".chars().all(|c| joining(c) == Joining::None));
        assert!(joins_next('ب') && !joins_next('د') && joins_previous('د'));
    }

    #[test]
    fn two_codes_of_one_letter_compare_alike() {
        assert_eq!(comparable("كتابي"), comparable("کتابی"));
        assert_eq!(comparable("کـتابِ"), "کتاب");
        assert_eq!(comparable("Rust"), "rust");
    }

    #[test]
    fn majority_of_letters() {
        assert!(mostly_ltr(["The Unicode Standard, ", "پیوست ۹"]));
        assert!(!mostly_ltr(["نسخهٔ دوم Unicode"]));
        assert!(!mostly_ltr(["۱۲، ۱۳"]));
        assert!(mostly_ltr(["Дом"]));
    }
}
