//! Order: how Persian readers look things up, and how people number their files.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use icu_normalizer::DecomposingNormalizerBorrowed;

use super::digits::{DigitStyle, digit_value};
use super::letters::fold;
use crate::base::Lang;

/// An alphabetical order (Unicode collation with the language's tailoring from CLDR).
///
/// For `fa`: «و» before «ه», ZWNJ ignored, «ك» with «ک», «ي» with «ی», Latin after Persian.
#[derive(Debug)]
pub struct Alphabet {
    /// The collator; `None` only if the data for no language at all could be loaded.
    collator: Option<CollatorBorrowed<'static>>,
    /// Whether the Arabic script comes before Latin.
    arabic_first: bool,
    /// Whether letters that Arabic and Persian code differently are headed as in Arabic.
    arabic: bool,
    digits: DigitStyle,
}

impl Alphabet {
    /// The order of `lang`; of the root collation for a language without one of its own.
    pub fn of(lang: &Lang) -> Alphabet {
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Tertiary);
        let locale: Locale = lang.tag().parse().unwrap_or(Locale::UNKNOWN);
        let collator = Collator::try_new((&locale).into(), options)
            .or_else(|_| Collator::try_new((&Locale::UNKNOWN).into(), options))
            .ok();
        let arabic = lang.primary() == "ar";
        let (arabic_first, digits) = (lang.direction().is_rtl(), DigitStyle::of(lang));
        Alphabet { collator, arabic_first, arabic, digits }
    }

    /// Compares two titles. Never equal unless the two are the same text: ties are broken by code
    /// points, so that a sorted list is the same on every machine.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let by_script =
            if self.arabic_first { script_rank(a).cmp(&script_rank(b)) } else { Ordering::Equal };
        let by_alphabet = |collator: &CollatorBorrowed<'_>| collator.compare(a, b);
        by_script
            .then_with(|| self.collator.as_ref().map_or(Ordering::Equal, by_alphabet))
            .then_with(|| a.cmp(b))
    }

    /// The letter under which `text` stands in an index: «آ» and «ا» apart in Persian, hamza with
    /// its seat, accents left out, «۰–۹» for digits; empty when there is neither letter nor digit.
    pub fn heading(&self, text: &str) -> String {
        let Some(first) = text.chars().find(|c| c.is_alphanumeric()) else {
            return String::new();
        };
        if digit_value(first).is_some() {
            return self.digits.convert("0–9");
        }
        if super::letters::is_arabic_letter(first) {
            return self.seat(first).to_string();
        }
        let nfd = DecomposingNormalizerBorrowed::new_nfd();
        let base = nfd.normalize_iter(std::iter::once(first)).next().unwrap_or(first);
        base.to_uppercase().collect()
    }

    /// The letter without what the alphabet does not count.
    fn seat(&self, letter: char) -> char {
        let plain = match letter {
            'أ' | 'إ' | 'ٱ' => 'ا',
            'ؤ' => 'و',
            'ئ' => 'ی',
            'ة' | 'ۀ' | 'ە' | 'ۂ' => 'ه',
            'آ' if self.arabic => 'ا',
            _ => letter,
        };
        match (self.arabic, fold(plain)) {
            (true, 'ی') => 'ي',
            (true, 'ک') => 'ك',
            (_, folded) => folded,
        }
    }
}

/// In a right-to-left index digits come first, then the Arabic script, then all others. The data
/// of CLDR keeps Latin before Arabic for some languages, so the first letter decides here.
fn script_rank(text: &str) -> u8 {
    match text.chars().find(|c| c.is_alphanumeric()) {
        Some(c) if digit_value(c).is_some() => 0,
        Some(c) if super::letters::is_arabic_letter(c) => 1,
        Some(_) => 2,
        None => 0,
    }
}

/// Compares two paths part by part, runs of digits (of any family) as numbers: `2.md` before
/// `10.md`, `a/z.md` before `a-b/c.md`. Numbers of equal value: the shorter spelling first. Other
/// characters in code point order. Never equal unless the two are the same.
pub fn natural_path(a: &str, b: &str) -> Ordering {
    let by_parts = |a: &str, b: &str| {
        let (mut left, mut right) = (a.split('/'), b.split('/'));
        loop {
            match (left.next(), right.next()) {
                (None, None) => return Ordering::Equal,
                (None, Some(_)) => return Ordering::Less,
                (Some(_), None) => return Ordering::Greater,
                (Some(a), Some(b)) => match natural(a, b) {
                    Ordering::Equal => {}
                    unequal => return unequal,
                },
            }
        }
    };
    by_parts(a, b).then_with(|| a.len().cmp(&b.len())).then_with(|| a.cmp(b))
}

/// Compares two names with runs of digits as numbers.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let ((first, left_rest), (second, right_rest)) = (next_token(left), next_token(right));
        let ordering = match (first, second) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(first), Some(second)) => first.compare(second),
        };
        if ordering != Ordering::Equal {
            return ordering;
        }
        (left, right) = (left_rest, right_rest);
    }
}

/// A character, or a whole run of digits.
#[derive(Clone, Copy)]
enum Token<'a> {
    Number(&'a str),
    Character(char),
}

impl Token<'_> {
    fn compare(self, other: Self) -> Ordering {
        match (self, other) {
            (Token::Number(a), Token::Number(b)) => compare_numbers(a, b),
            (Token::Number(_), Token::Character(_)) => Ordering::Less,
            (Token::Character(_), Token::Number(_)) => Ordering::Greater,
            (Token::Character(a), Token::Character(b)) => a.cmp(&b),
        }
    }
}

fn next_token(text: &str) -> (Option<Token<'_>>, &str) {
    let Some(first) = text.chars().next() else { return (None, "") };
    if digit_value(first).is_none() {
        return (Some(Token::Character(first)), &text[first.len_utf8()..]);
    }
    let end = text.find(|c| digit_value(c).is_none()).unwrap_or(text.len());
    (Some(Token::Number(&text[..end])), &text[end..])
}

/// Compares digit runs of any length by value.
fn compare_numbers(a: &str, b: &str) -> Ordering {
    let values = |text: &str| -> Vec<u32> {
        text.chars().filter_map(digit_value).skip_while(|value| *value == 0).collect()
    };
    let (a, b) = (values(a), values(b));
    a.len().cmp(&b.len()).then_with(|| a.cmp(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(tag: &str, mut words: Vec<&str>) -> Vec<String> {
        let alphabet = Alphabet::of(&Lang::parse(tag).unwrap());
        words.sort_by(|a, b| alphabet.compare(a, b));
        words.into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn persian_order() {
        let order = ["آب", "اسب", "پا", "پاک", "ژاله", "کار", "كارد", "گل", "وام", "هوا", "یاد"];
        let mut shuffled = order.to_vec();
        shuffled.reverse();
        assert_eq!(sorted("fa", shuffled), order);
    }

    #[test]
    fn zwnj_does_not_count_and_latin_comes_last() {
        assert_eq!(
            sorted("fa", vec!["Zebra", "یاد", "می\u{200C}روم", "میز", "می\u{200C}آید", "alpha"]),
            ["می\u{200C}آید", "می\u{200C}روم", "میز", "یاد", "alpha", "Zebra"],
        );
    }

    #[test]
    fn words_stand_under_their_letters_and_letters_in_one_piece() {
        let alphabet = Alphabet::of(&Lang::parse("fa").unwrap());
        let headed = |words: &[&str]| -> Vec<String> {
            words.iter().map(|word| alphabet.heading(word)).collect()
        };
        assert_eq!(
            headed(&["«آب»", "أثر", "ئیدن", "كتاب", "ۀ", "éclair", "zebra", "۱۲", "2", "—"]),
            ["آ", "ا", "ی", "ک", "ه", "E", "Z", "۰–۹", "۰–۹", ""]
        );
        let words =
            vec!["اب", "آش", "اثر", "آب", "ازل", "آیین", "أمل", "إسم", "یاد", "كار", "کتاب"];
        let sorted = sorted("fa", words);
        let mut letters: Vec<String> = sorted.iter().map(|word| alphabet.heading(word)).collect();
        letters.dedup();
        assert_eq!(letters, ["آ", "ا", "ک", "ی"], "{sorted:?}");
        let arabic = Alphabet::of(&Lang::parse("ar").unwrap());
        assert_eq!(["آب", "كتاب", "یوم"].map(|word| arabic.heading(word)), ["ا", "ك", "ي"]);
    }

    #[test]
    fn numbers_in_paths_count_as_numbers() {
        let mut paths =
            vec!["b/1.md", "10.md", "2.md", "a-b/1.md", "a/10.md", "a/9.md", "۳.md", "02.md"];
        paths.sort_by(|a, b| natural_path(a, b));
        assert_eq!(
            paths,
            ["2.md", "02.md", "۳.md", "10.md", "a/9.md", "a/10.md", "a-b/1.md", "b/1.md"]
        );
    }

    #[test]
    fn an_order_for_every_language() {
        assert_eq!(sorted("en", vec!["b", "ا", "A"]), ["A", "b", "ا"]);
        assert_eq!(sorted("tlh", vec!["b", "a"]), ["a", "b"]);
    }
}
