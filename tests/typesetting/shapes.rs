//! The shapes of words: joins, ligatures, marks, half-spaces.

use std::fmt::Write;

use nashr::base::Direction;
use nashr::design::model::{Align, Weight};
use nashr::text::{Line, TextStyle, Typesetter};
use ttf_parser::{Face, GlyphId};

use crate::agreement::setting_for;
use crate::support::{FONTS, aligned, one_line, style, styled, text};

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

/// Words that a Persian, Arabic or Urdu text may hold; rows that begin with `#` explain.
const WORDS: &str = include_str!("words.txt");

fn words() -> impl Iterator<Item = &'static str> {
    WORDS.lines().filter(|row| !row.is_empty() && !row.starts_with('#'))
}

/// What each shipped face makes of each word. Parts that another face draws are named.
#[test]
fn goldens() {
    for face in FONTS.faces() {
        let (plan, style) = setting_for(face);
        let typesetter = Typesetter::new(&FONTS, &plan);
        let format = aligned(Align::Start, 1e5);
        let mut table = String::new();
        for word in words() {
            let set = typesetter.paragraph(&styled(&[(word, style.clone())]), &format);
            let others = set.lines[0].pieces.iter().filter(|piece| piece.run.face != face.id);
            let others: Vec<&str> =
                others.map(|piece| FONTS.face(piece.run.face).family.as_str()).collect();
            let note =
                if others.is_empty() { String::new() } else { format!(" ({})", others.join(", ")) };
            writeln!(table, "{word}{note}: {}", glyphs(&set.lines[0])).unwrap();
        }
        let weight = if face.weight == Weight::Bold { "bold" } else { "regular" };
        let name = format!("{} {weight}", face.family).to_lowercase().replace(' ', "_");
        insta::assert_snapshot!(name, table);
    }
}

/// Nothing in the table is a box or a dotted circle, in any face: the chain has every character.
#[test]
fn no_word_shows_a_box_or_a_dotted_circle() {
    for face in FONTS.faces() {
        let (plan, style) = setting_for(face);
        let typesetter = Typesetter::new(&FONTS, &plan);
        for word in words() {
            let set = typesetter
                .paragraph(&styled(&[(word, style.clone())]), &aligned(Align::Start, 1e5));
            for run in set.lines[0].pieces.iter().map(|piece| &piece.run) {
                let face = Face::parse(&FONTS.face(run.face).bytes, 0).unwrap();
                let circle = face.glyph_index('\u{25cc}').map_or(0, |glyph| glyph.0);
                assert!(run.glyphs.iter().all(|g| g.id != 0 && g.id != circle), "{word}");
            }
        }
        assert_eq!(typesetter.missing(), []);
    }
}

/// A letter that the face lacks takes its whole joined word along, marks and all: no seam of two
/// designs inside it. What stands beside the word stays.
#[test]
fn a_word_is_of_one_face() {
    let (plan, style) = setting_for(FONTS.find("Vazirmatn", Weight::Regular).unwrap());
    let typesetter = Typesetter::new(&FONTS, &plan);
    let faces = |word: &str| -> Vec<(String, &str)> {
        let set =
            typesetter.paragraph(&styled(&[(word, style.clone())]), &aligned(Align::Start, 1e5));
        let pieces = &set.lines[0].pieces;
        pieces
            .iter()
            .map(|p| (p.run.text.to_string(), FONTS.face(p.run.face).family.as_str()))
            .collect()
    };
    let piece = |text: &str, face| (text.to_owned(), face);
    assert_eq!(
        faces("«عَلَیۡهِمۗ»"),
        [piece("«", "Vazirmatn"), piece("عَلَیۡهِمۗ", "Scheherazade New"), piece("»", "Vazirmatn")]
    );
    assert_eq!(faces("می‌رود"), [piece("می‌رود", "Vazirmatn")]);
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
fn a_mark_is_of_the_weight_of_its_letter() {
    let bold = TextStyle { weight: Weight::Bold, ink: 0.5, ..style() };
    let whole = one_line(&text("پِدَر"), Direction::RightToLeft);
    let split = styled(&[("پ", style()), ("\u{650}", bold.clone()), ("دَر", style())]);
    let split = one_line(&split, Direction::RightToLeft);
    // The mark, of no width, begins where its letter begins: their order does not matter.
    let sorted = |line: &Line| {
        let mut ids = ids(line);
        ids.sort_unstable();
        ids
    };
    assert_eq!(sorted(&split), sorted(&whole));
    // Its colour is its own.
    let mark = split.pieces.iter().find(|piece| &*piece.run.text == "\u{650}").unwrap();
    assert_eq!(mark.style.ink.to_bits(), bold.ink.to_bits());
}

#[test]
fn a_lam_alef_is_of_one_weight() {
    let bold = TextStyle { weight: Weight::Bold, ..style() };
    for word in ["ل|ا", "ل\u{64e}|ا", "ک|لا", "سل|ام"] {
        let (before, after) = word.split_once('|').unwrap();
        let split = styled(&[(before, style()), (after, bold.clone())]);
        let split = one_line(&split, Direction::RightToLeft);
        let texts: String = split.pieces.iter().map(|piece| &*piece.run.text).collect();
        assert_eq!(texts, word.replace('|', ""));
        let regular = FONTS.find("Scheherazade New", Weight::Regular).unwrap();
        let first = &split.pieces[0].run;
        assert_eq!(first.face, regular.id);
        let alef = split.pieces.iter().find(|piece| piece.run.text.contains('ا')).unwrap();
        assert_eq!(alef.run.face == regular.id, word != "ک|لا", "{word}");
    }
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
    use nashr::base::{Em, Lang, Length};
    use nashr::design::model::{FontDesign, LatinScale};
    use nashr::font::FontPlan;

    let fonts = FontDesign {
        body: "Scheherazade New".into(),
        heading: "Scheherazade New".into(),
        code: "Vazir Code".into(),
        latin: Some("Vazirmatn".into()),
        latin_scale: LatinScale::Share(1.0),
        latin_shift: Em(0.0),
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

#[test]
fn latin_words_are_of_the_size_that_the_design_asks_for() {
    use nashr::base::{Em, Lang, Length};
    use nashr::design::model::{FontDesign, LatinScale};
    use nashr::font::FontPlan;

    let set = |latin: Option<&str>, latin_scale, lang: &str| {
        let fonts = FontDesign {
            body: "Scheherazade New".into(),
            heading: "Scheherazade New".into(),
            code: "Vazir Code".into(),
            latin: latin.map(str::to_owned),
            latin_scale,
            latin_shift: Em(0.05),
            fallback: Vec::new(),
        };
        let plan = FontPlan::of(&fonts, &FONTS, &Lang::parse(lang).unwrap()).unwrap();
        let words = styled(&[("شهر Par", style()), ("is ۱۲", TextStyle { ink: 0.5, ..style() })]);
        let set = Typesetter::new(&FONTS, &plan).paragraph(&words, &aligned(Align::Start, 1e4));
        let piece = |p: &nashr::text::Piece| {
            (p.run.text.to_string(), p.style.size.to_pt(), p.style.rise.to_pt(), p.style.ink)
        };
        let pieces = set.lines[0].pieces.iter().filter(|piece| piece.width > Length::ZERO);
        pieces.map(piece).filter(|(text, ..)| text != " ").collect::<Vec<_>>()
    };
    let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    let half = set(Some("Vazirmatn"), LatinScale::Share(0.5), "fa");
    let texts: Vec<&str> = half.iter().map(|(text, ..)| text.as_str()).collect();
    assert_eq!(texts, ["شهر", "Par", "is", "۱۲"]);
    let sizes = [(14.0, 0.0, 1.0), (7.0, 0.7, 1.0), (7.0, 0.7, 0.5), (14.0, 0.0, 0.5)];
    for ((_, size, rise, ink), expected) in half.iter().zip(sizes) {
        assert!(near(*size, expected.0) && near(*rise, expected.1) && near(*ink, expected.2));
    }
    // The small letters of Vazirmatn as high as those of Scheherazade New.
    let height = |family| {
        let face = FONTS.find(family, Weight::Regular).unwrap();
        f64::from(face.x_height.unwrap()) / f64::from(face.units_per_em)
    };
    let matched = set(Some("Vazirmatn"), LatinScale::XHeight, "fa");
    assert!(near(matched[1].1 * height("Vazirmatn"), 14.0 * height("Scheherazade New")));
    assert!(matched[1].1 < 14.0);
    // A book that runs from left to right is its own measure.
    assert!(near(set(None, LatinScale::Share(0.5), "en")[1].1, 14.0));
}
