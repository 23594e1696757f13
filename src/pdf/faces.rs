//! Faces as the PDF library takes them: each loaded once, and embedded once as a subset.

use std::collections::BTreeMap;
use std::sync::Arc;

use krilla::text::Font;
use ttf_parser::GlyphId;

use crate::base::{Code, Diagnostic};
use crate::font::{FaceId, FontFace, FontLibrary};

/// A face ready for drawing.
pub struct DrawnFace {
    /// The face for the library.
    pub font: Font,
    /// Glyph units in one em.
    pub units_per_em: f64,
    /// The glyph of the space, which shapers put in the place of invisible characters.
    space: Option<u16>,
    /// Glyphs of the face's own for invisible characters, where they are without ink.
    invisible: BTreeMap<char, u16>,
}

/// Invisible characters that Persian text carries: ZWNJ, ZWJ.
const INVISIBLE: [char; 2] = ['\u{200C}', '\u{200D}'];

impl DrawnFace {
    fn load(face: &FontFace) -> Option<DrawnFace> {
        let data: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(Arc::clone(&face.bytes));
        let font = Font::new(data.into(), 0)?;
        let tables = ttf_parser::Face::parse(&face.bytes, 0).ok()?;
        let empty = |glyph: &GlyphId| tables.glyph_bounding_box(*glyph).is_none();
        let invisible = INVISIBLE
            .iter()
            .filter_map(|c| Some((*c, tables.glyph_index(*c).filter(empty)?.0)))
            .collect();
        Some(DrawnFace {
            font,
            units_per_em: f64::from(face.units_per_em),
            space: tables.glyph_index(' ').map(|glyph| glyph.0),
            invisible,
        })
    }

    /// The glyph that stands for `text`. A shaper draws ZWNJ with the glyph of the space; with the
    /// face's own glyph for it, each of the two glyphs stands for one character alone, and readers
    /// that know nothing of replacement texts find both.
    pub fn glyph_for(&self, glyph: u16, text: &str) -> u16 {
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(c), None) if Some(glyph) == self.space => {
                self.invisible.get(&c).copied().unwrap_or(glyph)
            }
            _ => glyph,
        }
    }
}

/// The faces that pages use, loaded at their first use.
pub struct Faces<'a> {
    library: &'a FontLibrary,
    loaded: BTreeMap<FaceId, Option<DrawnFace>>,
}

impl<'a> Faces<'a> {
    /// The faces of `library`, none loaded yet.
    pub fn new(library: &'a FontLibrary) -> Self {
        Faces { library, loaded: BTreeMap::new() }
    }

    /// Face `id`; a face that cannot be loaded is reported once and gives `None`.
    pub fn face(&mut self, id: FaceId, problems: &mut Vec<Diagnostic>) -> Option<&DrawnFace> {
        self.loaded
            .entry(id)
            .or_insert_with(|| {
                let face = self.library.face(id);
                let drawn = DrawnFace::load(face);
                if drawn.is_none() {
                    problems.push(unusable(face));
                }
                drawn
            })
            .as_ref()
    }
}

fn unusable(face: &FontFace) -> Diagnostic {
    let name = format!("{} ({})", face.family, face.origin);
    Diagnostic::new(Code::PdfRefused, format!("the font {name} cannot be embedded in a PDF"))
        .hint("use another copy of the font, or another font")
}
