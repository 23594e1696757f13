//! Which face of a chain draws a cluster.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

use crate::font::{FaceId, FontLibrary};

/// Chooses faces by what they cover.
pub(super) struct Fallback<'f> {
    library: &'f FontLibrary,
}

impl<'f> Fallback<'f> {
    /// A choice among the faces of `library`.
    pub fn new(library: &'f FontLibrary) -> Self {
        Fallback { library }
    }

    /// Whether `face` can draw all of `text`, as it stands.
    pub fn covers(&self, face: FaceId, text: &str) -> bool {
        text.chars().all(|c| self.has(face, c))
    }

    /// The first face of `chain` that can draw `cluster`, as it stands or in a canonically equivalent
    /// form (the shaper composes and decomposes by itself); if there is none, the first that has its
    /// first character; if there is none of that either, the first face.
    pub fn choose(&self, chain: &[FaceId], cluster: &str) -> FaceId {
        let draws = |face: &&FaceId| self.draws(**face, cluster);
        let begins = |face: &&FaceId| cluster.chars().next().is_some_and(|c| self.has(**face, c));
        chain.iter().find(draws).or_else(|| chain.iter().find(begins)).copied().unwrap_or(chain[0])
    }

    /// The characters of `cluster` that `face` cannot draw, with their offsets.
    pub fn missing(&self, face: FaceId, cluster: &str) -> Vec<(usize, char)> {
        if self.draws(face, cluster) {
            return Vec::new();
        }
        cluster.char_indices().filter(|(_, c)| !self.has(face, *c)).collect()
    }

    /// Whether `face` can draw all of `text`, as it stands or in a canonically equivalent form.
    pub fn draws(&self, face: FaceId, cluster: &str) -> bool {
        self.covers(face, cluster)
            || self.covers(face, &DecomposingNormalizerBorrowed::new_nfd().normalize(cluster))
            || self.covers(face, &ComposingNormalizerBorrowed::new_nfc().normalize(cluster))
    }

    /// Whether `face` has `c`, or needs no glyph for it.
    fn has(&self, face: FaceId, c: char) -> bool {
        let coverage = &self.library.face(face).coverage;
        coverage.has(c)
            || is_ignorable(c)
            // The shaper makes fixed spaces of the ordinary one, and one hyphen of the other.
            || (is_fixed_space(c) && coverage.has(' '))
            || (c == '\u{2011}' && coverage.has('\u{2010}'))
    }
}

/// Characters that are never drawn, so that no font needs to have them (Unicode property
/// Default_Ignorable_Code_Point, without the Hangul fillers and the plane of tags).
fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}

/// Spaces of a fixed width.
fn is_fixed_space(c: char) -> bool {
    matches!(c, '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Marks, embeddings, overrides and isolates of UAX #9.
pub(super) fn is_bidi_control(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}
