//! A face cut down to a text sets that text exactly as the whole face does.

use std::fmt::Write as _;

use harfrust::{Buffer, Font, ShapeOptions, ShaperFont, shape};

use crate::epub::fonts::subset;
use crate::font::FontLibrary;

/// Texts that need the joining, mark and ligature rules of Persian, Arabic and Latin.
const TEXTS: [&str; 8] = [
    "شبی ماه بر طاق دکّان نشست، ز هر گوشه‌ای رشتهٔ نور بست",
    "لا لأ لإ لآ الله می‌روم خانه‌ای کتابِ خوب پیچ‌وتاب گژدهم",
    "بِسْمِ اللّٰهِ الرَّحْمٰنِ الرَّحِیمِ إِنَّا أَنْزَلْنَاهُ",
    "۱۴۰۳/۰۲/۲۳ ٪۵۰ ۳٫۱۴ ۱۲٬۵۰۰ (ص ۱۲–۱۵) «گفت؟» ه‍. ق",
    "ك ي ة ؤ ئ ء ژ چ پ گ ک ی ۀ هٔ ـعـ",
    "office fluff AVATAR Tokyo 1984, “quoted” — naïve café",
    "fn main() { println!(\"{} -> {}\", a != b, x <= 2); }",
    "U+0639 HarfBuzz C++ https://example.org/a?b=c&d=e#f",
];

/// Glyphs as a reader sees them: outline, advance, offset.
type Seen = Vec<(String, i32, i32, i32)>;

fn set(bytes: &[u8], text: &str) -> Seen {
    let font = Font::new(bytes.to_vec(), 0).expect("a font");
    let face = ttf_parser::Face::parse(bytes, 0).expect("a face");
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    shape(&ShaperFont::new(&font), &mut buffer, ShapeOptions::new()).expect("shaped");
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    glyphs
        .map(|(glyph, at)| {
            let mut outline = Outline::default();
            let id = ttf_parser::GlyphId(u16::try_from(glyph.glyph_id).expect("a glyph"));
            face.outline_glyph(id, &mut outline);
            (outline.0, at.x_advance, at.x_offset, at.y_offset)
        })
        .collect()
}

#[derive(Default)]
struct Outline(String);

impl ttf_parser::OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.0, "M{x} {y}");
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.0, "L{x} {y}");
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let _ = write!(self.0, "Q{x1} {y1} {x} {y}");
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let _ = write!(self.0, "C{x1} {y1} {x2} {y2} {x} {y}");
    }
    fn close(&mut self) {
        self.0 += "Z";
    }
}

#[test]
fn a_subset_sets_text_as_the_whole_face_does() {
    let library = FontLibrary::new(Vec::new()).value;
    for face in library.faces() {
        for text in TEXTS {
            let cut = subset(&face.bytes, text.chars()).expect("a subset");
            assert!(cut.len() < face.bytes.len() / 2, "{} is not cut down", face.family);
            assert_eq!(set(&cut, text), set(&face.bytes, text), "{}: {text}", face.family);
        }
    }
}

#[test]
fn subsets_are_the_same_every_time_and_keep_the_licence() {
    let library = FontLibrary::new(Vec::new()).value;
    for face in library.faces() {
        let cut = subset(&face.bytes, TEXTS[0].chars()).expect("a subset");
        assert_eq!(Some(&cut), subset(&face.bytes, TEXTS[0].chars()).as_ref());
        let cut = ttf_parser::Face::parse(&cut, 0).expect("a face");
        let names: Vec<u16> = cut.names().into_iter().map(|name| name.name_id).collect();
        assert!(names.contains(&13), "{}: {names:?}", face.family);
    }
}
