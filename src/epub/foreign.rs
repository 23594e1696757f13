//! Runs of the other direction: Latin words in Persian text, Persian words in Latin text.
//!
//! The bidirectional algorithm (UAX #9) does not know that `C++` is one name, so in a Persian
//! sentence its plus signs would wander to the other side. Each such run gets an element of its own
//! with `dir`, which isolates it (HTML, "The dir attribute"; epub.md, point 34).

use std::ops::Range;

use unicode_bidi::{BidiClass, bidi_class};

use crate::base::Direction;

/// The byte ranges of `text` that run against `base`, in order, apart from one another.
pub fn runs(text: &str, base: Direction) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(strong) = find_strong(text, at, base) {
        let from = found.last().map_or(0, |run| run.end);
        let start = if base.is_rtl() { latin_start(text, from, strong) } else { strong };
        let end = if base.is_rtl() { latin_end(text, strong) } else { rtl_end(text, strong) };
        found.push(start..end);
        at = end;
    }
    found
}

/// Where the first character from `at` on stands that is strong against `base`.
fn find_strong(text: &str, at: usize, base: Direction) -> Option<usize> {
    let against = |c: char| if base.is_rtl() { is_latin(c) } else { is_rtl(c) };
    text[at..].find(against).map(|offset| at + offset)
}

/// A letter that runs from left to right.
fn is_latin(c: char) -> bool {
    bidi_class(c) == BidiClass::L
}

/// A letter that runs from right to left.
fn is_rtl(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// Whether a Latin run cannot go over `c`: right-to-left letters, and the digits and punctuation of
/// the Arabic script, which belong to the Persian sentence.
fn ends_latin(c: char) -> bool {
    is_rtl(c) || matches!(c, '\u{0600}'..='\u{06FF}' | '«' | '»' | '\n')
}

/// Signs that belong to the word they are written against: `C++`, `C#`, `tr9/`, `50%`.
fn clings(c: char) -> bool {
    matches!(c, '+' | '#' | '%' | '/' | '_' | '\'' | '’' | '°' | '&' | '=' | '*' | '~' | '$' | '@')
}

/// Signs that a Latin word may begin with: `.NET`, `#include`, `/usr`, `3D`.
fn leads(c: char) -> bool {
    clings(c) || c.is_ascii_digit() || matches!(c, '.' | '-' | '\\')
}

/// The beginning of the Latin run whose first letter is at `strong`: digits and signs before it are
/// taken in when they stand against it and nothing Persian stands against them.
fn latin_start(text: &str, from: usize, strong: usize) -> usize {
    let before = &text[from..strong];
    let attached = before.trim_end_matches(leads);
    let is_apart = attached
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '«' | '"' | '“' | '،'));
    if is_apart && (from == 0 || !attached.is_empty()) { from + attached.len() } else { strong }
}

/// The end of the Latin run whose first letter is at `strong`: the last letter or digit before
/// something Persian, with the signs and closing brackets that belong to it.
fn latin_end(text: &str, strong: usize) -> usize {
    let mut end = strong;
    let mut open = Vec::new();
    for (offset, c) in text[strong..].char_indices() {
        let at = strong + offset;
        let belongs = match c {
            c if ends_latin(c) => break,
            '(' | '[' | '{' | '<' => {
                open.push(closing(c));
                false
            }
            ')' | ']' | '}' | '>' => {
                let matches = open.last() == Some(&c);
                if matches {
                    open.pop();
                }
                matches
            }
            c => is_latin(c) || c.is_ascii_digit() || (at == end && clings(c)),
        };
        if belongs {
            end = at + c.len_utf8();
        }
    }
    unmatched(text, strong, end)
}

/// The bracket that closes `c`.
fn closing(c: char) -> char {
    match c {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        _ => '>',
    }
}

/// `end` moved before a bracket that the run opens but does not close: the closing one stands in
/// the Persian sentence, and both must be mirrored alike.
fn unmatched(text: &str, start: usize, end: usize) -> usize {
    let mut open: Vec<(char, usize)> = Vec::new();
    for (offset, c) in text[start..end].char_indices() {
        match c {
            '(' | '[' | '{' => open.push((closing(c), start + offset)),
            ')' | ']' | '}' if open.last().is_some_and(|(close, _)| *close == c) => {
                open.pop();
            }
            _ => {}
        }
    }
    match open.first() {
        Some(&(_, at)) => start + text[start..at].trim_end().len(),
        None => end,
    }
}

/// The end of the right-to-left run that begins at `strong`, inside Latin text.
fn rtl_end(text: &str, strong: usize) -> usize {
    let mut end = strong;
    for (offset, c) in text[strong..].char_indices() {
        match bidi_class(c) {
            BidiClass::L => break,
            BidiClass::R | BidiClass::AL | BidiClass::AN | BidiClass::NSM => {
                end = strong + offset + c.len_utf8();
            }
            _ if matches!(c, '\u{0600}'..='\u{06FF}') => end = strong + offset + c.len_utf8(),
            _ => {}
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `text` with its runs in braces.
    fn marked(text: &str, base: Direction) -> String {
        let mut out = String::new();
        let mut at = 0;
        for run in runs(text, base) {
            out.extend([&text[at..run.start], "⟦", &text[run.clone()], "⟧"]);
            at = run.end;
        }
        out + &text[at..]
    }

    #[test]
    fn latin_words_keep_what_belongs_to_them() {
        let rtl = |text| marked(text, Direction::RightToLeft);
        insta::assert_snapshot!(rtl("این برنامه را با C++ نوشته‌ام، نه با C#."), @"این برنامه را با ⟦C++⟧ نوشته‌ام، نه با ⟦C#⟧.");
        insta::assert_snapshot!(rtl("کتابخانهٔ HarfBuzz (که نامش را) و AT&T Inc. و main.rs (۳۰ سطر)"), @"کتابخانهٔ ⟦HarfBuzz⟧ (که نامش را) و ⟦AT&T Inc⟧. و ⟦main.rs⟧ (۳۰ سطر)");
        insta::assert_snapshot!(rtl("نشانی https://www.unicode.org/reports/tr14/ است"), @"نشانی ⟦https://www.unicode.org/reports/tr14/⟧ است");
        insta::assert_snapshot!(rtl("نسخهٔ OpenType 1.9.1، و ۱۰–۲۰ و 3D و ‎.NET"), @"نسخهٔ ⟦OpenType 1.9.1⟧، و ۱۰–۲۰ و ⟦3D⟧ و ⟦\u{200e}.NET⟧");
        insta::assert_snapshot!(rtl("تابع f(x) و (Knuth، ۱۹۸۱) و Foo (نام"), @"تابع ⟦f(x)⟧ و (⟦Knuth⟧، ۱۹۸۱) و ⟦Foo⟧ (نام");
        insta::assert_snapshot!(rtl("بی‌لاتین ۱۲۳ 2024-05-12"), @"بی‌لاتین ۱۲۳ 2024-05-12");
        insta::assert_snapshot!(rtl("Donald Knuth, TeX (1978)."), @"⟦Donald Knuth, TeX (1978)⟧.");
    }

    #[test]
    fn persian_words_in_latin_text() {
        let ltr = |text| marked(text, Direction::LeftToRight);
        insta::assert_snapshot!(ltr("The word «کتابِ خوب» means a good book, ۱۲."), @"The word «⟦کتابِ خوب⟧» means a good book, ۱۲.");
    }

    proptest! {
        #[test]
        fn runs_are_apart_and_in_order(text in "[ab1+().# 《کب۱،»]{0,40}") {
            for base in [Direction::RightToLeft, Direction::LeftToRight] {
                let mut at = 0;
                for run in runs(&text, base) {
                    prop_assert!(run.start >= at && run.end > run.start);
                    prop_assert!(text.is_char_boundary(run.start) && text.is_char_boundary(run.end));
                    at = run.end;
                }
            }
        }
    }
}
