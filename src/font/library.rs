//! The fonts of a run: those embedded in the program and those of the book.

use std::sync::Arc;

use crate::design::model::Weight;

/// Number of a face in a [`FontLibrary`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// One face: one file, one weight.
#[derive(Clone, Debug)]
pub struct FontFace {
    /// Its number.
    pub id: FaceId,
    /// Family name as designs name it (the typographic family of the `name` table).
    pub family: String,
    /// Weight.
    pub weight: Weight,
    /// The whole file (TrueType or OpenType).
    pub bytes: Arc<[u8]>,
    /// Where it comes from, for people: `embedded` or the path in the project.
    pub origin: String,
    /// Glyph units in one em.
    pub units_per_em: u16,
    /// Typographic ascent in glyph units (hhea, or OS/2 when it asks so).
    pub ascent: i16,
    /// Typographic descent in glyph units, negative.
    pub descent: i16,
}
