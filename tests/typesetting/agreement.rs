//! The shaper against its successor: harfrust must give the same glyphs and advances for every word
//! of a generated list, in every embedded face. The day they differ is the day to choose.

use harfrust::{Font, ShaperFont};
use nashr::design::model::{FamilyUse, FontDesign};
use nashr::font::{FontFace, FontPlan};
use nashr::text::{ShapedRun, TextStyle, Typesetter};

use crate::peer::{Look, Manner, glyphs, looks};
use crate::prose::{Dice, word};
use crate::support::{FONTS, aligned, style, styled};

/// Persian letters, one of each joining form and dot place first.
const LETTERS: &str = "ابدرسطعفکلمنوهیگجصپتثچحخذزژشضظغقآأؤئةيك";
const MARKS: &str = "\u{64e}\u{650}\u{64f}\u{651}\u{64b}\u{64d}\u{652}\u{670}\u{654}";

/// All pairs of letters, all triples of the first sixteen, words with marks, generated and Latin
/// words, numbers.
fn words() -> Vec<String> {
    let letters: Vec<char> = LETTERS.chars().collect();
    let mut words = Vec::new();
    for a in &letters {
        words.extend(letters.iter().map(|b| format!("{a}{b}")));
    }
    let few = &letters[..16];
    for a in few {
        for b in few {
            words.extend(few.iter().map(|c| format!("{a}{b}{c}")));
        }
    }
    for a in &letters {
        words.extend(MARKS.chars().map(|mark| format!("{a}{mark}ل{mark}\u{651}{a}")));
        words.extend(
            ["\u{200c}", "\u{200d}", "ـ"].map(|between| format!("{a}{between}{a}ه{between}")),
        );
    }
    let mut dice = Dice::new(3);
    words.extend((0..3_000).map(|_| word(&mut dice)));
    let phrases = "الله لله بسم محمد «سلام» (نامه) آن‌ها؟ چرا! ۱۲۳۴۵۶۷۸۹۰ ۱۲٫۵ ۵۰٪ ١٢٣ صلى ﷺ office \
                   fluffy AVATAR Typography naïve façade C++ x=y 0123456789 https://example.org/";
    words.extend(phrases.split_whitespace().map(str::to_owned));
    words
}

/// The face's style in a plan where it stands first: family and weight.
fn setting_for(face: &FontFace) -> (FontPlan, TextStyle) {
    let style = TextStyle { family: FamilyUse::Code, weight: face.weight, ..style() };
    let fonts = FontDesign {
        body: "Vazirmatn".into(),
        heading: "Vazirmatn".into(),
        code: face.family.clone(),
        latin: None,
        fallback: Vec::new(),
    };
    let lang = nashr::base::Lang::parse("fa").unwrap();
    (FontPlan::of(&fonts, &FONTS, &lang).unwrap(), style)
}

/// The manner in which the typesetter shapes `run`.
fn manner(run: &ShapedRun) -> Manner<'static> {
    let latin = run.text.chars().any(|c| c.is_ascii_alphabetic());
    let ascii = !run.rtl && run.text.is_ascii();
    Manner { rtl: run.rtl, script: if latin || ascii { "Latn" } else { "Arab" }, lang: "fa" }
}

#[test]
fn both_shapers_shape_alike() {
    let words = words();
    assert!(words.len() > 9_000);
    for face in FONTS.faces() {
        let (plan, style) = setting_for(face);
        let typesetter = Typesetter::new(&FONTS, &plan);
        let font = Font::new(face.bytes.to_vec(), 0).unwrap();
        let font = ShaperFont::new(&font);
        let mut compared = 0;
        for word in &words {
            let text = styled(&[(word.as_str(), style.clone())]);
            let format = aligned(nashr::design::model::Align::Start, 1e6);
            for line in typesetter.paragraph(&text, &format).lines {
                for run in line.pieces.iter().map(|piece| &piece.run) {
                    // A word with a character that the face lacks is drawn by another face.
                    if run.face != face.id || *run.text != **word {
                        continue;
                    }
                    let ours: Vec<Look> = looks(run).collect();
                    let theirs = glyphs(&font, &run.text, manner(run));
                    assert_eq!(ours, theirs, "{word} in {}", face.family);
                    compared += 1;
                }
            }
        }
        assert!(compared > 8_000, "{} compared {compared} words only", face.family);
    }
}
