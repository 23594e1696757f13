//! Runs of the other direction: Latin words in Persian text, Persian words in Latin text.
//!
//! The bidirectional algorithm (UAX #9) does not know that `C++` is one name, so in a Persian
//! sentence its plus signs would wander to the other side. Each such run gets an element of its own
//! with `dir`, which isolates it (HTML, "The dir attribute"; epub.md, point 34). The same runs are
//! isolated on the printed page.

use std::ops::Range;

use unicode_bidi::{BidiClass, bidi_class};

use super::xml::{Markup, Tag};
use crate::base::Direction;
use crate::text::left_to_right_runs;

/// The byte ranges of `text` that run against `base`, in order, apart from one another.
pub fn runs(text: &str, base: Direction) -> Vec<Range<usize>> {
    match base {
        Direction::RightToLeft => left_to_right_runs(text),
        Direction::LeftToRight => right_to_left_runs(text),
    }
}

/// Writes `words`, which stand in text of direction `base`, with runs of the other one isolated.
pub fn write(markup: &mut Markup, words: &str, base: Direction) {
    let other = match base {
        Direction::RightToLeft => Direction::LeftToRight,
        Direction::LeftToRight => Direction::RightToLeft,
    };
    let mut at = 0;
    for run in runs(words, base) {
        markup.text(&words[at..run.start]);
        markup.leaf(Tag::new("span").with("dir", other.html()), &words[run.clone()]);
        at = run.end;
    }
    markup.text(&words[at..]);
}

/// From each first right-to-left letter to the last one before a Latin letter.
fn right_to_left_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    for (at, c) in text.char_indices() {
        match bidi_class(c) {
            BidiClass::L => is_open = false,
            BidiClass::R | BidiClass::AL => {
                let end = at + c.len_utf8();
                match runs.last_mut().filter(|_| is_open) {
                    Some(run) => run.end = end,
                    None => runs.push(at..end),
                }
                is_open = true;
            }
            // Vowel marks and digits that touch the run.
            BidiClass::NSM | BidiClass::AN => {
                if let Some(run) = runs.last_mut().filter(|run| is_open && run.end == at) {
                    run.end = at + c.len_utf8();
                }
            }
            _ => {}
        }
    }
    runs
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
        insta::assert_snapshot!(rtl("بی‌لاتین ۱۲۳ 2024-05-12 −۵ ۱۲-۱۵"), @"بی‌لاتین ۱۲۳ ⟦2024-05-12⟧ ⟦−۵⟧ ۱۲-۱۵");
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
