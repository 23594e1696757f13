//! Words that a face draws differently side by side. Every line must look as if it had been shaped
//! as a whole: compared with harfrust, line by line, at several measures.

use harfrust::{Font, ShaperFont};
use nashr::base::{Direction, Em, Lang};
use nashr::design::model::{Align, FamilyUse, FontDesign, LatinScale, Weight};
use nashr::font::{FontFile, FontLibrary, FontPlan};
use nashr::text::{Line, ParagraphFormat, TextStyle, Typesetter};
use write_fonts::FontBuilder;
use write_fonts::read::FontRef;
use write_fonts::types::Tag;

use crate::peer::{Look, Manner, glyphs, looks};
use crate::prose::{Dice, paragraph};
use crate::support::{FONTS, aligned, justified, line_text, style, text, whole_text};

/// Vazirmatn with nothing but a `kern` table for positions: «ه» at the end of a word and «ک» and «گ»
/// at the beginning of one come nearer to the space between them.
pub fn kerning_font() -> Vec<u8> {
    let bytes = &FONTS.find("Vazirmatn", Weight::Regular).unwrap().bytes;
    let font = Font::new(bytes.to_vec(), 0).unwrap();
    let font = ShaperFont::new(&font);
    let manner = Manner { rtl: true, script: "Arab", lang: "fa" };
    let shaped = |text: &str| glyphs(&font, text, manner);
    // The leftmost glyph is the last letter, the rightmost the first.
    let heh = shaped("به")[0].0;
    let [kaf, gaf] = ["کا", "گا"].map(|word| shaped(word).last().unwrap().0);
    let space = shaped(" ")[0].0;
    // `kern` sees glyphs from left to right, whichever way they are read.
    let mut pairs: Vec<(u16, u16, i16)> =
        vec![(space, heh, -120), (kaf, space, -90), (gaf, space, -70)];
    pairs.sort_unstable();
    // Version 0, one subtable: version 0, length, horizontal (1); then format 0: count, search
    // fields, pairs (OpenType specification, `kern`).
    let count = pairs.len() as u16;
    let mut kern: Vec<u16> = vec![0, 1, 0, 14 + 6 * count, 1, count, 12, 1, 6 * count - 12];
    for (left, right, value) in pairs {
        kern.extend([left, right, value as u16]);
    }
    let kern: Vec<u8> = kern.into_iter().flat_map(u16::to_be_bytes).collect();
    let font = FontRef::new(bytes).unwrap();
    let mut builder = FontBuilder::new();
    builder.add_raw(Tag::new(b"kern"), kern);
    for record in font.table_directory().table_records() {
        let tag = record.tag();
        if tag != Tag::new(b"GPOS") {
            builder.add_raw(tag, font.table_data(tag).unwrap().as_bytes().to_vec());
        }
    }
    builder.build()
}

fn plan(library: &FontLibrary) -> FontPlan {
    let fonts = FontDesign {
        body: "Vazirmatn".into(),
        heading: "Vazirmatn".into(),
        code: "Vazir Code".into(),
        latin: None,
        latin_scale: LatinScale::Share(1.0),
        latin_shift: Em(0.0),
        fallback: Vec::new(),
    };
    FontPlan::of(&fonts, library, &Lang::parse("fa").unwrap()).unwrap()
}

/// The glyphs of a line from left to right, without the space at which it was broken.
fn seen(line: &Line) -> Vec<Look> {
    let mut pieces: Vec<_> =
        line.pieces.iter().filter(|piece| piece.width > nashr::base::Length::ZERO).collect();
    pieces.sort_by(|a, b| a.x.partial_cmp(&b.x).unwrap());
    pieces.iter().flat_map(|piece| looks(&piece.run)).collect()
}

/// Sets `words` at many measures; every line looks like its text shaped as a whole.
fn check(library: &FontLibrary, words: &str, direction: Direction) {
    let plan = plan(library);
    let typesetter = Typesetter::new(library, &plan);
    let face = library.face(plan.chain(FamilyUse::Body, Weight::Regular)[0]);
    let font = Font::new(face.bytes.to_vec(), 0).unwrap();
    let font = ShaperFont::new(&font);
    let rtl = direction.is_rtl();
    let manner = Manner { rtl, script: if rtl { "Arab" } else { "Latn" }, lang: "fa" };
    for measure in [150.0, 200.0, 333.0, 1e6] {
        let format = ParagraphFormat { direction, ..justified(measure) };
        let set = typesetter.paragraph(&text(words), &format);
        assert_eq!(whole_text(&set), words);
        for line in &set.lines {
            let written = line_text(line);
            assert_eq!(seen(line), glyphs(&font, written.trim(), manner), "{written}");
            let end = line.pieces.iter().map(|p| (p.x + p.width).to_pt()).fold(0.0, f64::max);
            assert!(end <= measure + 1e-6, "{written} leaves its measure");
        }
    }
}

#[test]
fn a_face_that_kerns_across_spaces_is_set_as_if_by_lines() {
    let file = FontFile { path: "fonts/kerning.ttf".into(), bytes: kerning_font() };
    let library = FontLibrary::new(vec![file]).value;
    assert_eq!(library.find("Vazirmatn", Weight::Regular).unwrap().origin, "fonts/kerning.ttf");
    check(&library, "خانه کوچک که گفته کسی به کوه گاه راه کرد", Direction::RightToLeft);
    let face = Font::new(kerning_font(), 0).unwrap();
    let face = ShaperFont::new(&face);
    let manner = Manner { rtl: true, script: "Arab", lang: "fa" };
    let [whole, after, space, before] =
        ["به کا", "کا", " ", "به"].map(|text| glyphs(&face, text, manner));
    assert_ne!(whole, [after, space, before].concat(), "the font must kern");
    // A chain of words, each of which meets the next in a risky pair.
    check(&library, "گفته ".repeat(60).trim_end(), Direction::RightToLeft);
    let mut dice = Dice::new(11);
    for _ in 0..12 {
        check(&library, &paragraph(&mut dice, 120), Direction::RightToLeft);
    }
}

#[test]
fn the_shipped_faces_are_set_as_if_by_lines() {
    // Vazirmatn kerns a Latin T with the space before it.
    check(&FONTS, "Of Text and Type, in The Times: A To Z and So They Say", Direction::LeftToRight);
    let mut dice = Dice::new(12);
    for _ in 0..12 {
        check(&FONTS, &paragraph(&mut dice, 120), Direction::RightToLeft);
    }
}

#[test]
fn a_style_inside_a_unit_stays_where_it_was_written() {
    use crate::support::styled;
    let file = FontFile { path: "fonts/kerning.ttf".into(), bytes: kerning_font() };
    let library = FontLibrary::new(vec![file]).value;
    let plan = plan(&library);
    let typesetter = Typesetter::new(&library, &plan);
    let grey = TextStyle { ink: 0.5, ..style() };
    let words = styled(&[("خانه کو", style()), ("چک", grey)]);
    for measure in [1e6, 60.0] {
        let set = typesetter.paragraph(&words, &aligned(Align::Start, measure));
        assert_eq!(set.lines.len(), if measure > 100.0 { 1 } else { 2 });
        assert_eq!(whole_text(&set), words.text);
        let pieces = set.lines.iter().flat_map(|line| &line.pieces);
        let grey: String =
            pieces.filter(|piece| piece.style.ink < 1.0).map(|piece| &*piece.run.text).collect();
        assert_eq!(grey, "چک");
    }
}
