//! What a space holds together: an abbreviation and its number, a number and its unit, initials.
//!
//! Some of it no line may part; some a careful compositor keeps together where the line allows it.

use crate::persian::calendar::is_month;

/// How firmly a space holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    /// Not at all.
    Free,
    /// A line ends here only for want of a better place.
    Loose,
    /// Never.
    Fast,
}

/// Abbreviations that stay with the number after them: page, volume, number.
const BEFORE_NUMBER: [&str; 24] = [
    "ص", "صص", "ص.", "صص.", "ج", "ج.", "ش", "ش.", "س", "س.", "ف.", "ب.", "پ.", "p.", "pp.", "vol.",
    "no.", "nos.", "ch.", "fig.", "sec.", "v.", "S.", "Bd.",
];
/// Whole words of the same kind.
const COUNTED: [&str; 26] = [
    "صفحه",
    "صفحهٔ",
    "صفحۀ",
    "صفحات",
    "جلد",
    "شماره",
    "شمارهٔ",
    "شمارۀ",
    "فصل",
    "بخش",
    "باب",
    "بند",
    "مادهٔ",
    "ماده",
    "اصل",
    "شکل",
    "جدول",
    "تصویر",
    "نمودار",
    "سورهٔ",
    "آیهٔ",
    "سطر",
    "بیت",
    "page",
    "chapter",
    "figure",
];
/// Units that stay with the number before them, and the eras of years.
const AFTER_NUMBER: [&str; 58] = [
    "کیلومتر",
    "متر",
    "سانتی‌متر",
    "سانتیمتر",
    "میلی‌متر",
    "میلیمتر",
    "کیلوگرم",
    "کیلو",
    "گرم",
    "میلی‌گرم",
    "تن",
    "لیتر",
    "هکتار",
    "درجه",
    "درصد",
    "تومان",
    "ریال",
    "دلار",
    "یورو",
    "پوند",
    "فرسخ",
    "فرسنگ",
    "ق.م",
    "ق.م.",
    "ب.م",
    "ب.م.",
    "م.",
    "ق.",
    "ش.",
    "ه‍.ش",
    "ه‍.ش.",
    "ه‍.ق",
    "ه‍.ق.",
    "ه.ش",
    "ه.ش.",
    "ه.ق",
    "ه.ق.",
    "هـ.ش",
    "هـ.ق",
    "هجری",
    "میلادی",
    "شمسی",
    "قمری",
    "km",
    "m",
    "cm",
    "mm",
    "kg",
    "g",
    "mg",
    "km/h",
    "l",
    "Hz",
    "GB",
    "MB",
    "kB",
    "°C",
    "°F",
];
/// What leads to something that is named after it: «نک.», «ر.ک.».
const REFERENCES: [&str; 10] =
    ["نک", "نک.", "نگ.", "رک", "رک.", "ر.ک", "ر.ک.", "cf.", "ibid.,", "همان،"];
/// Signs of arithmetic that stand between spaces.
const OPERATORS: &str = "+−×÷=<>±≈≤≥";

/// How the space between the words `before` and `after` ties them; `earlier` is the word before both.
pub(super) fn tie(earlier: &str, before: &str, after: &str) -> Tie {
    let begins_number = after.starts_with(is_number);
    let bare = before.trim_start_matches(['(', '«', '[', '“', '"']);
    let ends_number = ends_in_number(bare);
    let (numbered, unit) = (begins_number, trimmed(after));
    if numbered && BEFORE_NUMBER.contains(&bare) {
        return Tie::Fast;
    }
    if ends_number && AFTER_NUMBER.contains(&unit) {
        return Tie::Fast;
    }
    if REFERENCES.contains(&bare) {
        return Tie::Loose;
    }
    let is_era = || ends_in_number(earlier) && AFTER_NUMBER.contains(&trimmed(bare));
    let begins_name = || after.starts_with(char::is_alphabetic);
    if bare.ends_with('.') && is_initial(bare) && !is_era() && begins_name() {
        return Tie::Fast;
    }
    let is_operator = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(|c| OPERATORS.contains(c)) && chars.next().is_none()
    };
    let loose = (numbered && COUNTED.contains(&bare))
        || (ends_number && is_month(without_ezafe(unit)))
        || (numbered && is_month(without_ezafe(bare)))
        || is_operator(before)
        || is_operator(after);
    if loose { Tie::Loose } else { Tie::Free }
}

/// Whether `word` leads on to the word `after`, so that no line of a title or of other text that is not
/// justified should part them: after a conjunction, a preposition, the first part of a name.
pub(super) fn leads_on(word: &str, after: &str) -> bool {
    /// Bytes of the longest word of the list below.
    const LONGEST: usize = 16;
    if after == "را" {
        return true;
    }
    // Ezafe, where it is written.
    if word.ends_with(['\u{654}', '\u{650}', 'ۀ']) || word.ends_with("\u{200c}های") {
        return true;
    }
    word.len() <= LONGEST
        && matches!(
            word,
            "و" | "یا"
                | "که"
                | "در"
                | "از"
                | "به"
                | "با"
                | "بر"
                | "تا"
                | "برای"
                | "بی"
                | "این"
                | "آن"
                | "یک"
                | "هر"
                | "هیچ"
                | "نه"
                | "اگر"
                | "چون"
                | "مگر"
                | "اما"
                | "ولی"
                | "دربارهٔ"
                | "نزد"
                | "پیش"
                | "زیر"
                | "روی"
                | "میان"
                | "بین"
                | "بدون"
                | "جز"
                | "ای"
                | "آقای"
                | "خانم"
                | "دکتر"
                | "مهندس"
                | "استاد"
                | "حاج"
                | "سید"
                | "میرزا"
                | "شیخ"
                | "ملا"
                | "امام"
                | "حضرت"
                | "ابن"
                | "بن"
                | "ابو"
                | "A"
                | "An"
                | "The"
                | "a"
                | "an"
                | "the"
                | "of"
                | "and"
                | "or"
                | "in"
                | "on"
                | "to"
                | "for"
                | "by"
                | "with"
                | "from"
                | "at"
                | "Dr."
                | "Mr."
                | "Mrs."
                | "في"
                | "من"
                | "إلى"
                | "على"
                | "عن"
                | "أو"
                | "اور"
                | "کا"
                | "کی"
                | "کے"
        )
}

/// Whether `c` is a number. Letters of the Arabic block, which nearly all words begin and end with,
/// are told from digits without a table.
fn is_number(c: char) -> bool {
    match c {
        '0'..='9' | '٠'..='٩' | '۰'..='۹' => true,
        '\0'..='\u{7f}' | '\u{600}'..='\u{6ff}' => false,
        c => c.is_numeric(),
    }
}

fn ends_in_number(word: &str) -> bool {
    word.chars().next_back().is_some_and(is_number)
}

/// `word` without the punctuation after it. An abbreviation keeps its full stop.
fn trimmed(word: &str) -> &str {
    let bare = word.trim_end_matches(['،', '؛', ':', '؟', '!', ')', '»', ']', ',', ';', '…']);
    if AFTER_NUMBER.contains(&bare) { bare } else { bare.trim_end_matches('.') }
}

/// `word` without the sign that ties it to the next word.
fn without_ezafe(word: &str) -> &str {
    word.trim_end_matches(['\u{654}', '\u{650}'])
}

/// Whether `word` is an initial or a row of them: «م.», «ا.ع.», "J.R.". Half-spaces and ZWJ are
/// part of it («ه‍.»).
fn is_initial(word: &str) -> bool {
    let mut letters = 0;
    let mut after_letter = false;
    for c in word.chars() {
        match c {
            '\u{200c}' | '\u{200d}' => {}
            '.' if after_letter => after_letter = false,
            c if c.is_alphabetic() && !after_letter => {
                letters += 1;
                after_letter = true;
            }
            _ => return false,
        }
    }
    letters > 0 && !after_letter
}
