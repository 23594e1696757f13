//! Numbers as words and letters: «سوم», «الثالث», «پ», «ج».

use super::digits::DigitStyle;

/// Joins the numbers of a compound: «بیست و یکم».
const AND: &str = " و ";

/// One to nineteen as cardinals; place 0 is unused.
const ONES: [&str; 20] = [
    "",
    "یک",
    "دو",
    "سه",
    "چهار",
    "پنج",
    "شش",
    "هفت",
    "هشت",
    "نه",
    "ده",
    "یازده",
    "دوازده",
    "سیزده",
    "چهارده",
    "پانزده",
    "شانزده",
    "هفده",
    "هجده",
    "نوزده",
];
/// The tens as cardinals; places 0 and 1 are unused.
const TENS: [&str; 10] = ["", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"];
/// The hundreds as cardinals.
const HUNDREDS: [&str; 10] =
    ["", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"];

/// The cardinal words of a number below a thousand, largest first.
fn words_below_thousand(number: usize) -> Vec<&'static str> {
    let (hundreds, rest) = (number / 100, number % 100);
    let (tens, ones) = if rest < 20 { (0, rest) } else { (rest / 10, rest % 10) };
    [HUNDREDS[hundreds], TENS[tens], ONES[ones]]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect()
}

/// A whole number in Persian words: «دویست و سی و پنج». Above 999,999 in Persian digits.
pub fn cardinal(number: usize) -> String {
    if number == 0 {
        return "صفر".to_owned();
    }
    if number >= 1_000_000 {
        return DigitStyle::Persian.write(number);
    }
    let (thousands, rest) = (number / 1000, number % 1000);
    let mut words: Vec<String> = Vec::new();
    match thousands {
        0 => {}
        // «هزار», not «یک هزار».
        1 => words.push("هزار".to_owned()),
        _ => words.push(format!("{} هزار", words_below_thousand(thousands).join(AND))),
    }
    words.extend(words_below_thousand(rest).into_iter().map(str::to_owned));
    words.join(AND)
}

/// The Persian ordinal of `number`: «یکم», «دوم», «سی‌ام», «نود و نهم». Above 999,999 in digits
/// with «‌ام».
///
/// The first is «یکم» rather than «اول» (an Arabic loan) or «نخست» (which stands before its noun):
/// it is the only one of the three that compounds, so «فصل یکم … فصل بیست و یکم» is one series.
pub fn ordinal(number: usize) -> String {
    let words = cardinal(number);
    if number >= 1_000_000 {
        return format!("{words}\u{200C}ام");
    }
    // «دوم», «سوم» keep no trace of the cardinal's last vowel letter; «سی» takes «‌ام».
    if let Some(stem) = words.strip_suffix("سه") {
        format!("{stem}سوم")
    } else if words.ends_with("سی") {
        format!("{words}\u{200C}ام")
    } else {
        format!("{words}م")
    }
}

/// One to ten as Arabic masculine ordinals with the article.
const ARABIC_ONES: [&str; 11] = [
    "",
    "الأول",
    "الثاني",
    "الثالث",
    "الرابع",
    "الخامس",
    "السادس",
    "السابع",
    "الثامن",
    "التاسع",
    "العاشر",
];
/// The Arabic tens as ordinals.
const ARABIC_TENS: [&str; 10] = [
    "",
    "",
    "العشرون",
    "الثلاثون",
    "الأربعون",
    "الخمسون",
    "الستون",
    "السبعون",
    "الثمانون",
    "التسعون",
];

/// The Arabic masculine ordinal of `number` with its article («الثالث», «الحادي والعشرون»); in
/// Arabic digits above 99.
pub fn arabic_ordinal(number: usize) -> String {
    let ones = if number % 10 == 1 { "الحادي" } else { ARABIC_ONES[number % 10] };
    match number {
        1..=10 => ARABIC_ONES[number].to_owned(),
        11..=19 => format!("{ones} عشر"),
        20..=99 if number.is_multiple_of(10) => ARABIC_TENS[number / 10].to_owned(),
        21..=99 => format!("{ones} و{}", ARABIC_TENS[number / 10]),
        _ => DigitStyle::ArabicIndic.write(number),
    }
}

/// The 32 letters in the order of the Persian alphabet. «ه‍» carries a ZWJ, as printers write it,
/// because a bare «ه» looks like the digit ۵.
const ALPHABET: [&str; 32] = [
    "الف",
    "ب",
    "پ",
    "ت",
    "ث",
    "ج",
    "چ",
    "ح",
    "خ",
    "د",
    "ذ",
    "ر",
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
    "ه\u{200D}",
    "ی",
];

/// The alphabetic number of front matter pages: «الف», «ب», «پ», … «ی», then «الف‌الف», «الف‌ب», …
/// (typography.md §6; letters kept apart by ZWNJ). Zero gives nothing.
pub fn alphabetic(mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(ALPHABET[number % ALPHABET.len()]);
        number /= ALPHABET.len();
    }
    letters.reverse();
    letters.join("\u{200C}")
}

/// Letters of the abjad with their values, largest first.
const ABJAD: [(usize, &str); 28] = [
    (1000, "غ"),
    (900, "ظ"),
    (800, "ض"),
    (700, "ذ"),
    (600, "خ"),
    (500, "ث"),
    (400, "ت"),
    (300, "ش"),
    (200, "ر"),
    (100, "ق"),
    (90, "ص"),
    (80, "ف"),
    (70, "ع"),
    (60, "س"),
    (50, "ن"),
    (40, "م"),
    (30, "ل"),
    (20, "ک"),
    (10, "ی"),
    (9, "ط"),
    (8, "ح"),
    (7, "ز"),
    (6, "و"),
    (5, "ه"),
    (4, "د"),
    (3, "ج"),
    (2, "ب"),
    (1, "ا"),
];

/// `number` in abjad letters, 1 to 1999 («ا», «ب», «ج», … «یا», «غظصط»); other numbers in Persian
/// digits. A final «ه» carries a ZWJ, because it looks like the digit ۵.
pub fn abjad(number: usize) -> String {
    if !(1..2000).contains(&number) {
        return DigitStyle::Persian.write(number);
    }
    let mut rest = number;
    let mut letters = String::new();
    for (value, letter) in ABJAD {
        if rest >= value {
            letters.push_str(letter);
            rest -= value;
        }
    }
    if letters.ends_with('ه') {
        letters.push('\u{200D}');
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persian_ordinals() {
        let expected = [
            (1, "یکم"),
            (2, "دوم"),
            (3, "سوم"),
            (4, "چهارم"),
            (10, "دهم"),
            (13, "سیزدهم"),
            (18, "هجدهم"),
            (20, "بیستم"),
            (21, "بیست و یکم"),
            (23, "بیست و سوم"),
            (30, "سی\u{200C}ام"),
            (33, "سی و سوم"),
            (99, "نود و نهم"),
            (100, "صدم"),
            (130, "صد و سی\u{200C}ام"),
            (203, "دویست و سوم"),
            (1000, "هزارم"),
            (1403, "هزار و چهارصد و سوم"),
            (30_000, "سی هزارم"),
            (1_000_000, "۱۰۰۰۰۰۰\u{200C}ام"),
        ];
        for (number, words) in expected {
            assert_eq!(ordinal(number), words);
        }
    }

    #[test]
    fn persian_cardinals() {
        assert_eq!(cardinal(0), "صفر");
        assert_eq!(cardinal(235), "دویست و سی و پنج");
        assert_eq!(cardinal(2_001), "دو هزار و یک");
    }

    #[test]
    fn ordinals_below_a_thousand_differ() {
        let all: std::collections::BTreeSet<String> = (1..1000).map(ordinal).collect();
        assert_eq!(all.len(), 999);
        assert!(all.iter().all(|word| word.ends_with('م')));
    }

    #[test]
    fn arabic_ordinals() {
        let expected = [
            (1, "الأول"),
            (2, "الثاني"),
            (11, "الحادي عشر"),
            (12, "الثاني عشر"),
            (20, "العشرون"),
            (21, "الحادي والعشرون"),
            (99, "التاسع والتسعون"),
            (100, "١٠٠"),
        ];
        for (number, words) in expected {
            assert_eq!(arabic_ordinal(number), words);
        }
    }

    #[test]
    fn letters_as_numbers() {
        assert_eq!(alphabetic(0), "");
        assert_eq!(alphabetic(1), "الف");
        assert_eq!(alphabetic(3), "پ");
        assert_eq!(alphabetic(31), "ه\u{200D}");
        assert_eq!(alphabetic(32), "ی");
        assert_eq!(alphabetic(33), "الف\u{200C}الف");
        assert_eq!(alphabetic(65), "ب\u{200C}الف");
        let all: std::collections::BTreeSet<String> = (1..2000).map(alphabetic).collect();
        assert_eq!(all.len(), 1999);
    }

    #[test]
    fn abjad_values() {
        let expected = [
            (1, "ا"),
            (5, "ه\u{200D}"),
            (11, "یا"),
            (16, "یو"),
            (25, "که\u{200D}"),
            (400, "ت"),
            (1999, "غظصط"),
            (2000, "۲۰۰۰"),
        ];
        for (number, letters) in expected {
            assert_eq!(abjad(number), letters);
        }
    }
}
