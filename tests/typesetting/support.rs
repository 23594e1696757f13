//! What the tests of the text room share: fonts, styles, and a short way to write a paragraph.

use std::sync::{Arc, LazyLock};

use nashr::base::{Direction, Em, Lang, Length, SourceId, Span};
use nashr::design::model::{Align, FamilyUse, FontDesign, Kashida, LatinScale, Weight};
use nashr::font::{FontLibrary, FontPlan};
use nashr::text::model::StyledRun;
use nashr::text::{Line, Paragraph, ParagraphFormat, StyledText, TextStyle, Typesetter};

/// The embedded faces.
pub static FONTS: LazyLock<FontLibrary> = LazyLock::new(|| FontLibrary::new(Vec::new()).value);

/// A plan as Persian designs have it: naskh for the body, sans for headings.
pub static PLAN: LazyLock<FontPlan> = LazyLock::new(|| plan("Scheherazade New"));

/// A plan with `body` for the body.
pub fn plan(body: &str) -> FontPlan {
    let fonts = FontDesign {
        body: body.into(),
        heading: "Vazirmatn".into(),
        code: "Vazir Code".into(),
        latin: None,
        latin_scale: LatinScale::Share(1.0),
        latin_shift: Em(0.0),
        fallback: vec!["Vazirmatn".into()],
    };
    FontPlan::of(&fonts, &FONTS, &Lang::parse("fa").unwrap()).unwrap()
}

/// A typesetter with nothing in its cache.
pub fn typesetter() -> Typesetter<'static> {
    Typesetter::new(&FONTS, &PLAN)
}

/// Upright body type of 14 points.
pub fn style() -> TextStyle {
    TextStyle {
        family: FamilyUse::Body,
        weight: Weight::Regular,
        size: Length::pt(14.0),
        rise: Length::ZERO,
        ink: 1.0,
        lang: None,
        direction: None,
        link: None,
        note: None,
        anchor: None,
        object: None,
        strike: false,
    }
}

/// A paragraph of one style, written at the beginning of a file.
pub fn text(words: &str) -> StyledText {
    styled(&[(words, style())])
}

/// A paragraph of several styles.
pub fn styled(parts: &[(&str, TextStyle)]) -> StyledText {
    let mut text = StyledText::default();
    for (words, style) in parts {
        let range = text.text.len()..text.text.len() + words.len();
        text.text.push_str(words);
        let span = Span::new(SourceId(0), range.start, range.end);
        text.runs.push(StyledRun { range, style: Arc::new(style.clone()), span });
    }
    text
}

/// Justified right-to-left lines of `measure` points.
pub fn justified(measure: f64) -> ParagraphFormat {
    ParagraphFormat {
        direction: Direction::RightToLeft,
        measure: Length::pt(measure),
        align: Align::Justify,
        first_indent: Length::ZERO,
        space_shrink: 0.25,
        space_stretch: 0.5,
        hang: 0.0,
        space_widest: f64::INFINITY,
        runt: Em(4.0),
        kashida: Kashida::Off,
    }
}

/// The same with another alignment.
pub fn aligned(align: Align, measure: f64) -> ParagraphFormat {
    ParagraphFormat { align, ..justified(measure) }
}

/// `words` set on one line.
pub fn one_line(words: &StyledText, direction: Direction) -> Line {
    let format = ParagraphFormat { direction, ..aligned(Align::Start, 100_000.0) };
    let mut paragraph = typesetter().paragraph(words, &format);
    assert_eq!(paragraph.lines.len(), 1);
    paragraph.lines.remove(0)
}

/// The texts of a paragraph's pieces, joined.
pub fn whole_text(paragraph: &Paragraph) -> String {
    paragraph.lines.iter().map(line_text).collect()
}

/// The texts of a line's pieces, joined.
pub fn line_text(line: &Line) -> String {
    line.pieces.iter().map(|piece| &*piece.run.text).collect()
}
