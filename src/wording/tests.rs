//! What holds for the words of every language.

use std::collections::BTreeSet;

use super::*;
use crate::base::Direction;

/// Every language with words of its own.
const ALL: [&str; 9] = ["fa", "ar", "ur", "ckb", "ps", "he", "en", "fr", "de"];

fn words(tag: &str) -> &'static Words {
    Words::of(&Lang::parse(tag).unwrap())
}

fn digits(tag: &str) -> DigitStyle {
    DigitStyle::of(&Lang::parse(tag).unwrap())
}

#[test]
fn every_language_finds_its_words() {
    for tag in ALL {
        assert_eq!(words(tag).lang, tag);
    }
    let found = |tag: &str| words(tag).lang;
    assert_eq!(["prs", "sd", "az-Arab", "mzn"].map(found), ["fa"; 4]);
    assert_eq!(["ku-Arab", "ckb-IQ"].map(found), ["ckb"; 2]);
    assert_eq!(["ku", "fa-Latn", "it", "dv"].map(found), ["en"; 4]);
    assert_eq!([found("yi"), found("ar-EG"), found("de-AT")], ["he", "ar", "de"]);
}

/// Every word of a language, as Rust writes the table.
fn strings(words: &Words) -> Vec<String> {
    let text = format!("{words:?}");
    text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn no_word_is_empty_or_in_another_script() {
    for tag in ALL {
        let words = words(tag);
        let is_latin = Lang::parse(tag).unwrap().direction() == Direction::LeftToRight;
        for word in strings(words).iter().skip(1) {
            assert!(!word.is_empty(), "{tag}");
            let latin = word.chars().any(|c| c.is_ascii_alphabetic());
            let letters = word.chars().any(char::is_alphabetic);
            let isbn = word.starts_with("ISBN");
            // What Rust escapes in `{:?}` (ZWNJ, no-break space) is no Latin word.
            let escaped = word.contains("\\u{");
            assert!(!letters || isbn || escaped || latin == is_latin, "{tag}: {word}");
        }
    }
}

#[test]
fn patterns_have_a_place_for_each_value() {
    for tag in ALL {
        let Words { labels, credits, .. } = words(tag);
        assert!(labels.page_short.ends_with("{}"), "{tag}");
        let one = [
            labels.figure,
            labels.table,
            labels.page,
            labels.page_short,
            labels.note_page,
            labels.accessed,
        ];
        for pattern in one.iter().chain(credits) {
            assert_eq!(pattern.matches("{}").count(), 1, "{tag}: {pattern}");
        }
        assert_eq!(labels.in_series.matches("{}").count(), 2, "{tag}");
        assert_eq!(fill(labels.in_series, &["A", "B"]).matches(['A', 'B']).count(), 2);
    }
}

#[test]
fn chapters_parts_and_front_pages_never_share_a_number() {
    for tag in ALL {
        let numbers = words(tag).numbers;
        for count in [numbers.chapter, numbers.part, numbers.front] {
            let all: BTreeSet<String> = (1..400).map(count).collect();
            assert_eq!(all.len(), 399, "{tag}");
        }
    }
}

#[test]
fn chapters_and_parts_by_language() {
    let said = |tag: &str| {
        let words = words(tag);
        [words.chapter(1), words.chapter(12), words.chapter(21), words.part(2)].join(" | ")
    };
    let expected = [
        ("fa", "فصل یکم | فصل دوازدهم | فصل بیست و یکم | بخش دوم"),
        ("ar", "الفصل الأول | الفصل الثاني عشر | الفصل الحادي والعشرون | القسم الثاني"),
        ("ur", "باب اول | باب دوازدہم | باب ۲۱ | حصہ دوم"),
        ("ckb", "بەشی یەکەم | بەشی دوازدەیەم | بەشی ٢١ | دەروازەی دووەم"),
        ("ps", "لومړی څپرکی | دوولسم څپرکی | ۲۱ څپرکی | دویمه برخه"),
        ("he", "פרק א׳ | פרק י״ב | פרק כ״א | חלק ב׳"),
        ("en", "Chapter 1 | Chapter 12 | Chapter 21 | Part 2"),
        ("fr", "Chapitre 1 | Chapitre 12 | Chapitre 21 | Deuxième partie"),
        ("de", "Kapitel 1 | Kapitel 12 | Kapitel 21 | Zweiter Teil"),
    ];
    for (tag, words) in expected {
        assert_eq!(said(tag), words);
    }
}

#[test]
fn front_pages_by_language() {
    let said = |tag: &str| [1, 5, 15, 34].map(words(tag).numbers.front).join(" ");
    let expected = [
        ("fa", "الف ث س الف\u{200C}ب"),
        ("ar", "أ ه\u{200D} يه\u{200D} لد"),
        ("ur", "الف ٹ ڑ ہ\u{200D}"),
        ("ckb", "ا ج ش پ"),
        ("ps", "الف ټ ذ ل"),
        ("he", "א׳ ה׳ ט״ו ל״ד"),
        ("en", "i v xv xxxiv"),
    ];
    for (tag, numbers) in expected {
        let expected = if tag == "ckb" { "ا ج ش ا\u{200C}پ" } else { numbers };
        assert_eq!(said(tag), expected, "{tag}");
    }
    assert_eq!(numbers::hebrew(16), "ט״ז");
    assert_eq!(numbers::hebrew(999), "תתקצ״ט");
    assert_eq!(numbers::hebrew(115), "קט״ו");
    assert_eq!(numbers::arabic(2000), "٢٠٠٠");
}

#[test]
fn dates_by_language() {
    let said = |tag: &str| {
        let date = |text: &str| words(tag).date(text, digits(tag));
        [date("2024-05-12"), date("2024-05"), date("1403-02-23"), date("1403")].join(" | ")
    };
    let expected = [
        ("fa", "۱۲ مه ۲۰۲۴ | مه ۲۰۲۴ | ۲۳ اردیبهشت ۱۴۰۳ | ۱۴۰۳"),
        ("ar", "١٢ مايو ٢٠٢٤ | مايو ٢٠٢٤ | ١٢ مايو ٢٠٢٤ | ١٤٠٣"),
        ("ur", "۱۲ مئی ۲۰۲۴ | مئی ۲۰۲۴ | ۱۲ مئی ۲۰۲۴ | ۱۴۰۳"),
        ("ckb", "١٢ی ئایاری ٢٠٢٤ | ئایاری ٢٠٢٤ | ١٢ی ئایاری ٢٠٢٤ | ١٤٠٣"),
        ("ps", "۱۲ مۍ ۲۰۲۴ | مۍ ۲۰۲۴ | ۱۲ مۍ ۲۰۲۴ | ۱۴۰۳"),
        ("he", "12 במאי 2024 | מאי 2024 | 12 במאי 2024 | 1403"),
        ("en", "12 May 2024 | May 2024 | 12 May 2024 | 1403"),
        ("fr", "12 mai 2024 | mai 2024 | 12 mai 2024 | 1403"),
        ("de", "12. Mai 2024 | Mai 2024 | 12. Mai 2024 | 1403"),
    ];
    for (tag, dates) in expected {
        assert_eq!(said(tag), dates);
    }
}

#[test]
fn a_date_in_numbers_is_said_in_words_and_the_authors_words_stay() {
    let date = |text: &str| words("fa").chapter_date(text.to_owned(), DigitStyle::Persian);
    assert_eq!(date("1401-07-02"), "۲ مهر ۱۴۰۱");
    assert_eq!(date("۱۱ اسفند [حوت] ۱۳۹۸"), "۱۱ اسفند [حوت] ۱۳۹۸");
    assert_eq!(date("1400-12-31"), "۱۴۰۰-۱۲-۳۱");
}

#[test]
fn rows_quotations_and_credits_follow_the_language() {
    let said = |tag: &str| {
        let words = words(tag);
        [
            words.list(&["A", "B", "C"]),
            words.quoted("T"),
            words.full_title("T", Some("S")),
            words.series("N", Some("7"), digits(tag)),
            words.credit("trl", "A"),
            words.credit("win", "A"),
            words.credit("aut", "A"),
            words.role("zzz", true).to_owned(),
        ]
        .join(" | ")
    };
    let expected = [
        ("fa", "A، B و C | «T» | T: S | N، شمارهٔ ۷ | ترجمهٔ A | با پیش‌گفتار A | A | همکاران"),
        ("ar", "A، B وC | «T» | T: S | N، العدد ٧ | ترجمة A | تقديم A | A | المساهمون"),
        ("he", "A, B וC | ”T” | T: S | N, מס׳ 7 | תרגום: A | הקדמה: A | A | בהשתתפות"),
        (
            "de",
            "A, B und C | „T“ | T: S | N, Nr. 7 | Übersetzt von A | Mit einer Einleitung von A | A | Mitarbeit",
        ),
        (
            "fr",
            "A, B et C | «\u{a0}T\u{a0}» | T\u{a0}: S | N, nº 7 | Traduction de A | Introduction de A | A | Collaboration",
        ),
    ];
    for (tag, words) in expected {
        assert_eq!(said(tag), words);
    }
}
