//! The other shaper: harfrust, the successor of the one that nashr uses.

use harfrust::{Buffer, ClusterLevel, Direction, ShapeOptions, ShaperFont, shape};
use nashr::text::ShapedRun;

/// A glyph as both shapers give it: number, advance, offsets.
pub type Look = (u16, i32, i32, i32);

/// What decides how a text is shaped.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    pub rtl: bool,
    pub script: &'a str,
    pub lang: &'a str,
}

/// `text` in glyphs, from left to right.
pub fn glyphs(font: &ShaperFont<'_, '_>, text: &str, manner: Manner<'_>) -> Vec<Look> {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
    buffer.set_direction(if manner.rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.set_script(Some(manner.script.parse().unwrap()));
    buffer.set_language(Some(manner.lang.parse().unwrap()));
    shape(font, &mut buffer, ShapeOptions::new()).unwrap();
    let infos = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    let look = |(info, place): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| {
        (info.glyph_id as u16, place.x_advance, place.x_offset, place.y_offset)
    };
    infos.map(look).collect()
}

/// The glyphs of `run` in the same form.
pub fn looks(run: &ShapedRun) -> impl Iterator<Item = Look> {
    run.glyphs.iter().map(|g| (g.id, g.advance, g.x_offset, g.y_offset))
}
