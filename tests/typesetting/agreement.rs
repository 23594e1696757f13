//! The shaper against its successor: harfrust must give the same glyphs, advances and offsets for
//! every word of generated texts in five languages, in every embedded face. The day they differ is
//! the day to choose.

use harfrust::{Font, ShaperFont};
use nashr::base::{Direction, Em};
use nashr::design::model::{Align, FamilyUse, FontDesign, LatinScale};
use nashr::font::{FontFace, FontPlan};
use nashr::text::{ParagraphFormat, ShapedRun, TextStyle, Typesetter};

use crate::peer::{Look, Manner, glyphs, looks};
use crate::prose::{Dice, word};
use crate::support::{FONTS, aligned, style, styled};

/// A language with its letters.
struct Tongue {
    lang: &'static str,
    letters: &'static str,
}

const TONGUES: [Tongue; 5] = [
    Tongue {
        lang: "fa", letters: "اابدرسطعفکلمنوهیگجصپتثچحخذزژشضظغقآأؤئۀء"
    },
    Tongue {
        lang: "ar", letters: "اابدرسطعفكلمنوهيجصتثحخذزشضظغقآأإؤئةىءٱ"
    },
    Tongue {
        lang: "ur", letters: "اابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہھۂۃءیئےۓ"
    },
    Tongue {
        lang: "ckb", letters: "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنهەوۆیێ"
    },
    Tongue {
        lang: "en",
        letters: "aabcdeefghiijklmnoopqrsttuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéïçñß",
    },
];
/// Vowel marks, small alef, hamza and madda above; signs of the Quran.
const MARKS: &str = "\u{64e}\u{650}\u{64f}\u{651}\u{64b}\u{64d}\u{64c}\u{652}\u{670}\u{654}\u{653}\u{6e1}\u{6d6}\u{6da}";
const BETWEEN: &str = "\u{200c}\u{200d}\u{640}";
const BEFORE: &str = "«([“";
const AFTER: &str = "،.؛:؟!»)]…”٪";
const NUMBERS: [&str; 8] = ["۱۲۳", "۱۴۰۳/۰۲/۰۵", "۳٫۱۴", "۱٬۰۰۰", "١٢٣", "2024", "1,000.5", "۵۰٪"];
/// Words of the corpus in each language.
const WORDS: usize = 5_000;

impl Tongue {
    /// The generated text: words of one to nine letters, some with marks, joiners between letters,
    /// punctuation around them; a number now and then. The same for the same language.
    fn words(&self) -> Vec<String> {
        let mut dice = Dice::new(self.lang.len() as u64 + 17);
        let letters: Vec<char> = self.letters.chars().collect();
        (0..WORDS).map(|_| self.word(&mut dice, &letters)).collect()
    }

    fn word(&self, dice: &mut Dice, letters: &[char]) -> String {
        if dice.roll(20) == 0 {
            return NUMBERS[dice.roll(NUMBERS.len())].to_owned();
        }
        if self.lang == "fa" && dice.roll(3) == 0 {
            return word(dice);
        }
        let arabic = self.lang != "en";
        let one =
            |dice: &mut Dice, of: &str| of.chars().nth(dice.roll(of.chars().count())).unwrap();
        let vocalised = arabic && dice.roll(4) == 0;
        let mut word = String::new();
        if dice.roll(12) == 0 {
            word.push(one(dice, BEFORE));
        }
        for _ in 0..=dice.roll(9) {
            word.push(letters[dice.roll(letters.len())]);
            if vocalised && dice.roll(2) == 0 {
                word.push(one(dice, MARKS));
            }
            if arabic && dice.roll(14) == 0 {
                word.push(one(dice, BETWEEN));
            }
        }
        if dice.roll(8) == 0 {
            word.push(one(dice, AFTER));
        }
        word
    }

    fn direction(&self) -> Direction {
        if self.lang == "en" { Direction::LeftToRight } else { Direction::RightToLeft }
    }
}

/// The face's style in a plan where it stands first: family and weight.
pub fn setting_for(face: &FontFace) -> (FontPlan, TextStyle) {
    let style = TextStyle { family: FamilyUse::Code, weight: face.weight, ..style() };
    let fonts = FontDesign {
        body: "Vazirmatn".into(),
        heading: "Vazirmatn".into(),
        code: face.family.clone(),
        latin: None,
        latin_scale: LatinScale::Share(1.0),
        latin_shift: Em(0.0),
        fallback: vec!["Scheherazade New".into()],
    };
    let lang = nashr::base::Lang::parse("fa").unwrap();
    (FontPlan::of(&fonts, &FONTS, &lang).unwrap(), style)
}

/// The manner in which the typesetter shapes `run`.
fn manner(run: &ShapedRun) -> Manner<'static> {
    let latin = run.text.chars().any(|c| c.is_alphabetic() && c < '\u{250}');
    let ascii = !run.rtl && run.text.is_ascii();
    Manner { rtl: run.rtl, script: if latin || ascii { "Latn" } else { "Arab" }, lang: "fa" }
}

#[test]
fn both_shapers_shape_alike() {
    for face in FONTS.faces() {
        let (plan, style) = setting_for(face);
        let typesetter = Typesetter::new(&FONTS, &plan);
        let font = Font::new(face.bytes.to_vec(), 0).unwrap();
        let font = ShaperFont::new(&font);
        for tongue in &TONGUES {
            let style = TextStyle { lang: Some(tongue.lang.to_owned()), ..style.clone() };
            let format =
                ParagraphFormat { direction: tongue.direction(), ..aligned(Align::Start, 1e7) };
            let mut compared = 0;
            for words in tongue.words().chunks(100) {
                // Each on a line of its own: side by side, some faces draw words differently.
                let line = words.join("\u{2028}");
                let text = styled(&[(line.as_str(), style.clone())]);
                for line in typesetter.paragraph(&text, &format).lines {
                    // A word with a character that the face lacks is drawn by another face, at
                    // least in part; words of two directions are in parts, too.
                    let whole = |run: &ShapedRun| words.iter().any(|word| **word == *run.text);
                    for run in line.pieces.iter().map(|piece| &piece.run) {
                        if run.face != face.id || !whole(run) {
                            continue;
                        }
                        let ours: Vec<Look> = looks(run).collect();
                        let manner = Manner { lang: tongue.lang, ..manner(run) };
                        let theirs = glyphs(&font, &run.text, manner);
                        assert_eq!(ours, theirs, "{} in {}", run.text, face.family);
                        compared += 1;
                    }
                }
            }
            // The code face has no letters of Urdu and Kurdish.
            let expected = if face.family == "Vazir Code" { WORDS / 8 } else { WORDS / 2 };
            assert!(compared > expected, "{} {}: {compared}", face.family, tongue.lang);
        }
    }
}
