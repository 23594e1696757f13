//! Texts that no honest book has must still be set, in time that grows with their length.

use std::time::{Duration, Instant};

use nashr::base::{Code, Em, Lang};
use nashr::design::model::{Align, FamilyUse, FontDesign, LatinScale, Weight};
use nashr::font::{FontFile, FontLibrary, FontPlan};
use nashr::text::{TextStyle, Typesetter};

use crate::prose::Dice;
use crate::support::{FONTS, aligned, justified, style, styled, text, typesetter, whole_text};

/// Far above what these texts need even unoptimised on a busy machine, far below what a quadratic
/// step would take.
const PATIENCE: Duration = Duration::from_secs(20);

fn check(words: &str) {
    let begin = Instant::now();
    let set = typesetter().paragraph(&text(words), &justified(300.0));
    assert!(whole_text(&set) == words.replace('\u{2028}', " "));
    assert!(begin.elapsed() < PATIENCE, "{:?}", begin.elapsed());
}

#[test]
fn a_hundred_kilobytes_without_a_space() {
    check(&"نویسنده".repeat(8_000));
    check(&"abcdefgh".repeat(12_500));
    check(&"۱۲۳۴".repeat(12_500));
}

#[test]
fn thousands_of_marks_on_one_letter() {
    check(&format!("ب{}", "\u{64e}".repeat(35_000)));
    check(&"\u{651}".repeat(35_000));
}

#[test]
fn thousands_of_brackets_signs_and_spaces() {
    check(&"(".repeat(30_000));
    check(&"a(".repeat(30_000));
    check(&"a)b".repeat(30_000));
    check(&"+۱ ".repeat(30_000));
    check(&" ".repeat(100_000));
    check(&"\u{2028}".repeat(30_000));
    check(&"http://a ".repeat(10_000));
    check(&format!("http://{}", "a/".repeat(30_000)));
    check(&"—".repeat(30_000));
}

#[test]
fn thousands_of_words_on_one_line() {
    let words = text(&"واژه ".repeat(20_000));
    let begin = Instant::now();
    let set = typesetter().paragraph(&words, &aligned(Align::Start, 1e7));
    assert_eq!(set.lines.len(), 1);
    assert!(begin.elapsed() < PATIENCE, "{:?}", begin.elapsed());
}

#[test]
fn thousands_of_styles_in_one_word() {
    let grey = TextStyle { ink: 0.5, ..style() };
    let parts: Vec<(&str, TextStyle)> = (0..20_000)
        .map(|index| ("ن", if index % 2 == 0 { style() } else { grey.clone() }))
        .collect();
    let begin = Instant::now();
    let set = typesetter().paragraph(&styled(&parts), &justified(300.0));
    assert_eq!(whole_text(&set).chars().count(), 20_000);
    assert!(begin.elapsed() < PATIENCE, "{:?}", begin.elapsed());
}

#[test]
fn a_measure_of_nothing() {
    for measure in [0.0, -50.0] {
        let set = typesetter().paragraph(&text("سه واژهٔ کوتاه"), &aligned(Align::Justify, measure));
        assert_eq!(whole_text(&set), "سه واژهٔ کوتاه");
    }
}

#[test]
fn missing_characters_are_reported_once_at_their_first_place() {
    let typesetter = typesetter();
    let words = "یک 漢字 دو 漢 سه \u{1F600} ب\u{20DD}";
    typesetter.paragraph(&text(words), &justified(300.0));
    typesetter.paragraph(&text(words), &justified(300.0));
    let missing = typesetter.missing();
    let found: Vec<(&str, &str)> =
        missing.iter().map(|d| (d.message.as_str(), &words[d.span.unwrap().range()])).collect();
    assert_eq!(
        found,
        [
            ("no font has the character \"漢\" U+6F22 of the Han script", "漢"),
            ("no font has the character \"😀\" U+1F600", "😀"),
            ("no font has the character \"\u{20DD}\" U+20DD", "\u{20DD}"),
        ]
    );
    assert!(missing.iter().all(|d| d.code == Code::CharacterMissing && d.hint.is_some()));
}

#[test]
fn a_character_of_another_face_is_borrowed() {
    // The code face has no Quranic marks; the chain ends with the body's face, which has.
    let code = TextStyle { family: FamilyUse::Code, ..style() };
    let typesetter = typesetter();
    let set = typesetter.paragraph(&styled(&[("الف\u{6d6}", code)]), &justified(300.0));
    let pieces = &set.lines[0].pieces;
    assert_eq!(typesetter.missing(), []);
    assert_eq!(pieces.len(), 1, "the letters that the marked one joins go with it");
    assert_ne!(FONTS.face(pieces[0].run.face).family, "Vazir Code");
}

/// A font whose bytes were spoilt is refused, or sets what it can: it never ends the program.
#[test]
fn spoilt_fonts_do_no_harm() {
    let sound = FONTS.find("Vazirmatn", Weight::Regular).unwrap();
    let fonts = FontDesign {
        body: "Vazirmatn".into(),
        heading: "Vazirmatn".into(),
        code: "Vazirmatn".into(),
        latin: None,
        latin_scale: LatinScale::Share(1.0),
        latin_shift: Em(0.0),
        fallback: Vec::new(),
    };
    let mut dice = Dice::new(11);
    let mut set = 0;
    for _ in 0..60 {
        let mut bytes = sound.bytes.to_vec();
        // Behind the table directory: a spoilt directory is found at once.
        for _ in 0..40 {
            let at = 400 + dice.roll(bytes.len() - 400);
            bytes[at] = dice.roll(256) as u8;
        }
        let library = FontLibrary::new(vec![FontFile { path: "v.ttf".into(), bytes }]).value;
        let Ok(plan) = FontPlan::of(&fonts, &library, &Lang::parse("fa").unwrap()) else {
            continue;
        };
        let typesetter = Typesetter::new(&library, &plan);
        let words = "مُحَمَّد می‌رود (کتاب) «سلام» لا Windows ۱۲٫۵";
        let paragraph = typesetter.paragraph(&text(words), &justified(100.0));
        assert_eq!(whole_text(&paragraph), words);
        set += 1;
    }
    assert!(set > 30);
}
