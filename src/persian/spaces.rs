//! Spaces and joiners: the ZWNJ (نیم‌فاصله) and its kin.

use super::letters::{Joining, joining, joins_next, joins_previous};

/// Zero width non-joiner: parts two letters without a space («می‌رود»).
pub const ZWNJ: char = '\u{200C}';
/// Zero width joiner: makes a letter join where no neighbour does («ه‍»).
pub const ZWJ: char = '\u{200D}';
/// No-break space.
pub const NBSP: char = '\u{00A0}';
/// Narrow no-break space.
pub const NARROW_NBSP: char = '\u{202F}';

/// Whether `c` is ZWNJ or ZWJ.
pub const fn is_joiner(c: char) -> bool {
    matches!(c, ZWNJ | ZWJ)
}

/// Whether a line may be broken at `c` and justification may stretch it: the plain space only.
pub const fn is_word_space(c: char) -> bool {
    c == ' '
}

/// Whether `c` is a space that keeps its neighbours on one line.
pub const fn is_no_break_space(c: char) -> bool {
    matches!(c, NBSP | NARROW_NBSP)
}

/// Whether a ZWNJ between `before` and `after` changes what is seen: only where the two letters
/// would join. (Elsewhere it still parts words for search, so nobody removes it for that reason.)
pub fn zwnj_shows(before: char, after: char) -> bool {
    joins_next(before) && joins_previous(after)
}

/// `text` without ZWNJ and ZWJ: for comparing, never for output.
pub fn without_joiners(text: &str) -> String {
    text.chars().filter(|c| !is_joiner(*c)).collect()
}

/// The last character before `at` (a byte offset) that takes part in joining: marks are skipped.
pub fn base_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().rev().find(|c| joining(*c) != Joining::Transparent)
}

/// `text` with every run of white space as one space and none at the ends. ZWNJ is not white
/// space; no-break spaces are kept as they are.
pub fn collapse(text: &str) -> String {
    let breaks = |c: char| c.is_whitespace() && !is_no_break_space(c);
    text.split(breaks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zwnj_shows_only_between_letters_that_join() {
        assert!(zwnj_shows('ی', 'ر'));
        assert!(!zwnj_shows('ر', 'ه'));
        assert!(!zwnj_shows('ه', ' '));
    }

    #[test]
    fn marks_are_skipped_when_looking_for_the_letter() {
        let text = "خانِه";
        assert_eq!(base_before(text, text.find('ه').unwrap()), Some('ن'));
        assert_eq!(base_before(text, 0), None);
    }

    #[test]
    fn white_space_collapses_and_joiners_stay() {
        assert_eq!(collapse(" می\u{200C}رود \t\n خانه "), "می\u{200C}رود خانه");
        assert_eq!(collapse("ص\u{A0}۱۲"), "ص\u{A0}۱۲");
        assert_eq!(without_joiners("می\u{200C}رود"), "میرود");
    }
}
