//! The shapes of words: joins, ligatures, marks, half-spaces.

use std::fmt::Write;

use nashr::base::Direction;
use nashr::design::model::{FamilyUse, Weight};
use nashr::text::{Line, TextStyle};
use ttf_parser::{Face, GlyphId};

use crate::support::{FONTS, one_line, style, styled, text};

/// The pieces of a line: glyph names with cluster and advance, from left to right.
fn glyphs(line: &Line) -> String {
    let mut out = String::new();
    for piece in &line.pieces {
        let face = Face::parse(&FONTS.face(piece.run.face).bytes, 0).unwrap();
        for glyph in &piece.run.glyphs {
            let name = face.glyph_name(GlyphId(glyph.id)).unwrap_or("?");
            write!(out, "{name}@{}+{} ", glyph.cluster, glyph.advance).unwrap();
        }
        out.push_str("| ");
    }
    out.trim_end_matches([' ', '|']).to_owned()
}

fn shape(words: &str) -> String {
    glyphs(&one_line(&text(words), Direction::RightToLeft))
}

fn heading(words: &str) -> String {
    let heading = TextStyle { family: FamilyUse::Heading, ..style() };
    glyphs(&one_line(&styled(&[(words, heading)]), Direction::RightToLeft))
}

#[test]
fn goldens() {
    let rows = ["سلام", "می‌رود", "ها", "مُحَمَّد", "۱۲٫۵", "(الف)", "نامهٔ", "لله", "AB"];
    let table = |shape: &dyn Fn(&str) -> String| {
        rows.map(|word| format!("{word}: {}", shape(word))).join("\n")
    };
    insta::assert_snapshot!("scheherazade_new", table(&shape));
    insta::assert_snapshot!("vazirmatn", table(&heading));
}

/// Ids of the glyphs of a line, from left to right over all pieces.
fn ids(line: &Line) -> Vec<u16> {
    let mut pieces: Vec<_> = line.pieces.iter().collect();
    pieces.sort_by(|a, b| a.x.partial_cmp(&b.x).unwrap());
    pieces.iter().flat_map(|piece| piece.run.glyphs.iter().map(|glyph| glyph.id)).collect()
}

#[test]
fn a_colour_inside_a_word_leaves_its_joins() {
    let grey = TextStyle { ink: 0.5, ..style() };
    let whole = one_line(&text("کتابخانه"), Direction::RightToLeft);
    let parts = styled(&[("کتا", style()), ("بخا", grey), ("نه", style())]);
    let split = one_line(&parts, Direction::RightToLeft);
    assert_eq!(split.pieces.len(), 3);
    assert_eq!(ids(&split), ids(&whole));
    assert!((split.width - whole.width).abs().to_pt() < 1e-9);
    assert_eq!(&*split.pieces[1].run.text, "بخا");
    assert_eq!(split.pieces[1].style.ink.to_bits(), 0.5_f64.to_bits());
}

#[test]
fn a_size_inside_a_word_leaves_its_joins() {
    use nashr::base::Length;
    let large = TextStyle { size: Length::pt(20.0), ..style() };
    let whole = one_line(&text("کتابخانه"), Direction::RightToLeft);
    let split = one_line(&styled(&[("کتا", style()), ("بخانه", large)]), Direction::RightToLeft);
    assert_eq!(ids(&split), ids(&whole));
}

#[test]
fn a_weight_inside_a_word_leaves_its_joins() {
    let bold = TextStyle { weight: Weight::Bold, ..style() };
    let regular = one_line(&text("سنگ"), Direction::RightToLeft);
    let all_bold = one_line(&styled(&[("سنگ", bold.clone())]), Direction::RightToLeft);
    let mixed = one_line(&styled(&[("س", style()), ("نگ", bold)]), Direction::RightToLeft);
    // From left to right: gaf, noon, seen.
    let (regular, all_bold, mixed) = (ids(&regular), ids(&all_bold), ids(&mixed));
    assert_eq!(mixed[2], regular[2], "seen is initial, as in the whole word");
    assert_eq!(mixed[..2], all_bold[..2], "noon is medial, gaf final, as in the whole word");
}

#[test]
fn a_style_that_ends_inside_a_ligature_moves_to_its_end() {
    let grey = TextStyle { ink: 0.5, ..style() };
    let whole = one_line(&text("سلام"), Direction::RightToLeft);
    let split = one_line(&styled(&[("سل", style()), ("ام", grey)]), Direction::RightToLeft);
    assert_eq!(ids(&split), ids(&whole));
    let texts: String = split.pieces.iter().map(|piece| &*piece.run.text).collect();
    assert_eq!(texts, "سلام");
}

#[test]
fn a_control_inside_a_word_leaves_its_joins() {
    let whole = one_line(&text("سنگ"), Direction::RightToLeft);
    let split = one_line(&text("سن\u{200f}گ"), Direction::RightToLeft);
    assert_eq!(ids(&split), ids(&whole));
}

#[test]
fn a_half_space_parts_letters_and_stays_in_the_text() {
    let line = one_line(&text("می‌رود"), Direction::RightToLeft);
    assert_eq!(&*line.pieces[0].run.text, "می\u{200c}رود");
    let joined = one_line(&text("میرود"), Direction::RightToLeft);
    assert_ne!(ids(&line).first(), None);
    assert_ne!(ids(&line), ids(&joined));
}

#[test]
fn latin_words_take_the_latin_family_of_the_design() {
    use nashr::base::{Lang, Length};
    use nashr::design::model::FontDesign;
    use nashr::font::FontPlan;
    use nashr::text::Typesetter;

    let fonts = FontDesign {
        body: "Scheherazade New".into(),
        heading: "Scheherazade New".into(),
        code: "Vazir Code".into(),
        latin: Some("Vazirmatn".into()),
        fallback: Vec::new(),
    };
    let plan = FontPlan::of(&fonts, &FONTS, &Lang::parse("fa").unwrap()).unwrap();
    let format = crate::support::justified(1_000.0);
    let words = text("شهر Paris 11 و ۱۲");
    let line = Typesetter::new(&FONTS, &plan).paragraph(&words, &format).lines.remove(0);
    let faces: Vec<(&str, &str)> = line
        .pieces
        .iter()
        .filter(|piece| piece.width > Length::ZERO && &*piece.run.text != " ")
        .map(|piece| (&*piece.run.text, FONTS.face(piece.run.face).family.as_str()))
        .collect();
    let (naskh, sans) = ("Scheherazade New", "Vazirmatn");
    assert_eq!(faces, [("شهر", naskh), ("Paris", sans), ("11", sans), ("و", naskh), ("۱۲", naskh)]);
}
