//! Numbers of pages before the text, in the letters of each language.

use crate::persian::DigitStyle;
use crate::persian::numbering::abjad;

/// The letters of the Urdu alphabet that number pages; a bare «ہ» looks like a digit, so it joins.
const URDU: [&str; 35] = [
    "الف",
    "ب",
    "پ",
    "ت",
    "ٹ",
    "ث",
    "ج",
    "چ",
    "ح",
    "خ",
    "د",
    "ڈ",
    "ذ",
    "ر",
    "ڑ",
    "ز",
    "ژ",
    "س",
    "ش",
    "ص",
    "ض",
    "ط",
    "ظ",
    "ع",
    "غ",
    "ف",
    "ق",
    "ک",
    "گ",
    "ل",
    "م",
    "ن",
    "و",
    "ہ\u{200D}",
    "ی",
];
/// The letters of Central Kurdish that number pages, without the vowel ە, which looks like a digit.
const KURDISH: [&str; 31] = [
    "ا",
    "ب",
    "پ",
    "ت",
    "ج",
    "چ",
    "ح",
    "خ",
    "د",
    "ر",
    "ڕ",
    "ز",
    "ژ",
    "س",
    "ش",
    "ع",
    "غ",
    "ف",
    "ڤ",
    "ق",
    "ک",
    "گ",
    "ل",
    "ڵ",
    "م",
    "ن",
    "و",
    "ۆ",
    "ه\u{200D}",
    "ی",
    "ێ",
];
/// The letters of Pashto that number pages.
const PASHTO: [&str; 40] = [
    "الف",
    "ب",
    "پ",
    "ت",
    "ټ",
    "ث",
    "ج",
    "ځ",
    "چ",
    "څ",
    "ح",
    "خ",
    "د",
    "ډ",
    "ذ",
    "ر",
    "ړ",
    "ز",
    "ژ",
    "ږ",
    "س",
    "ش",
    "ښ",
    "ص",
    "ض",
    "ط",
    "ظ",
    "ع",
    "غ",
    "ف",
    "ق",
    "ک",
    "ګ",
    "ل",
    "م",
    "ن",
    "ڼ",
    "و",
    "ه\u{200D}",
    "ی",
];

/// Urdu: «الف», «ب», «پ», «ت», «ٹ», …
pub fn urdu(number: usize) -> String {
    in_alphabet(&URDU, number)
}

/// Central Kurdish: «ا», «ب», «پ», …
pub fn kurdish(number: usize) -> String {
    in_alphabet(&KURDISH, number)
}

/// Pashto: «الف», «ب», «پ», «ت», «ټ», …
pub fn pashto(number: usize) -> String {
    in_alphabet(&PASHTO, number)
}

/// `number` in the letters of an alphabet: after the last one come pairs, kept apart by ZWNJ. Zero
/// gives nothing.
fn in_alphabet(alphabet: &[&str], mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(alphabet[number % alphabet.len()]);
        number /= alphabet.len();
    }
    letters.reverse();
    letters.join("\u{200C}")
}

/// Arabic, in the order of the abjad: «أ», «ب», «ج», «د», …, «يا»; from 2000 on in digits.
pub fn arabic(number: usize) -> String {
    if number == 1 {
        return "أ".to_owned();
    }
    if number >= 2000 {
        return DigitStyle::ArabicIndic.write(number);
    }
    abjad(number).replace('ک', "ك").replace('ی', "ي")
}

/// Hebrew letters with their values, largest first.
const HEBREW: [(usize, char); 22] = [
    (400, 'ת'),
    (300, 'ש'),
    (200, 'ר'),
    (100, 'ק'),
    (90, 'צ'),
    (80, 'פ'),
    (70, 'ע'),
    (60, 'ס'),
    (50, 'נ'),
    (40, 'מ'),
    (30, 'ל'),
    (20, 'כ'),
    (10, 'י'),
    (9, 'ט'),
    (8, 'ח'),
    (7, 'ז'),
    (6, 'ו'),
    (5, 'ה'),
    (4, 'ד'),
    (3, 'ג'),
    (2, 'ב'),
    (1, 'א'),
];

/// Hebrew, with geresh or gershayim: «א׳», «ט״ו», «כ״א»; fifteen and sixteen avoid the letters of
/// the Name. From 1000 on in digits.
pub fn hebrew(number: usize) -> String {
    if !(1..1000).contains(&number) {
        return number.to_string();
    }
    let mut letters: Vec<char> = Vec::new();
    let mut rest = number;
    for (value, letter) in HEBREW {
        // 15 and 16 are nine and six, nine and seven.
        let value = if value == 10 && matches!(rest, 15 | 16) { 9 } else { value };
        let letter = if value == 9 { 'ט' } else { letter };
        while rest >= value {
            letters.push(letter);
            rest -= value;
        }
    }
    match letters.pop() {
        Some(last) if letters.is_empty() => format!("{last}\u{05F3}"),
        Some(last) => letters.into_iter().chain(['\u{05F4}', last]).collect(),
        None => String::new(),
    }
}

/// Small roman letters: «iii», «xiv».
pub fn roman(mut number: usize) -> String {
    const VALUES: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut letters = String::new();
    for (value, letter) in VALUES {
        letters.extend(std::iter::repeat_n(letter, number / value));
        number %= value;
    }
    letters
}
