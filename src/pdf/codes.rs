//! Character codes: which glyph of a run stands for which characters, in reading order.
//!
//! Readers of PDFs believe the order of the codes far more than the ActualText around them (pdf.md,
//! «Text that comes out right»). So the codes of a right-to-left word are written from its right
//! end, each at its own place, and every code stands for its own characters. This is the place
//! where the exact recipe will cut a cluster into one code a character.

use std::ops::Range;

use crate::text::model::{Glyph, ShapedRun};

/// A glyph and the characters that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunCode {
    /// The glyph.
    pub glyph: Glyph,
    /// Its left edge, in units of the face from the run's left edge.
    pub left: i32,
    /// Bytes of the run's text.
    pub text: Range<usize>,
}

/// The codes of `run` in reading order. Their texts follow one another and are all of the run's
/// text; two codes share one text only where a font draws one character in several pieces.
pub fn codes(run: &ShapedRun) -> Vec<RunCode> {
    let mut placed: Vec<(Glyph, i32)> = run
        .glyphs
        .iter()
        .scan(0, |pen, glyph| {
            let left = *pen;
            *pen += glyph.advance;
            Some((*glyph, left))
        })
        .collect();
    if run.rtl {
        placed.reverse();
    }
    let mut codes = Vec::with_capacity(placed.len());
    let mut begin = 0;
    let mut clusters = placed.chunk_by(|(a, _), (b, _)| a.cluster == b.cluster).peekable();
    while let Some(cluster) = clusters.next() {
        let next = clusters.peek().map_or(run.text.len(), |next| next[0].0.cluster as usize);
        // Clusters are monotone; a font that breaks this must not break the writer.
        let end = next.clamp(begin, run.text.len());
        share(&run.text, begin..end, cluster, &mut codes);
        begin = end;
    }
    codes
}

/// Shares the characters of a cluster among its glyphs: one each in their order (a letter, then
/// its marks), the rest to the last one.
fn share(text: &str, range: Range<usize>, cluster: &[(Glyph, i32)], codes: &mut Vec<RunCode>) {
    let Some(characters) = text.get(range.clone()) else { return };
    let mut ends: Vec<usize> =
        characters.char_indices().map(|(at, c)| range.start + at + c.len_utf8()).collect();
    // As many cuts as there are glyphs: what is too much goes into the last piece.
    if ends.len() > cluster.len() {
        ends.drain(cluster.len() - 1..ends.len() - 1);
    }
    let mut begin = range.start;
    for (index, (glyph, left)) in cluster.iter().enumerate() {
        let piece = match ends.get(index) {
            Some(&end) => std::mem::replace(&mut begin, end)..end,
            // More glyphs than characters: this one belongs to the last character, too.
            None => codes.last().map_or(begin..begin, |code: &RunCode| code.text.clone()),
        };
        codes.push(RunCode { glyph: *glyph, left: *left, text: piece });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::FaceId;

    /// Glyphs as (id, cluster) from left to right, each 10 units wide.
    fn shown(text: &str, rtl: bool, glyphs: &[(u16, u32)]) -> Vec<(u16, i32, String)> {
        let glyph = |&(id, cluster): &(u16, u32)| Glyph {
            id,
            cluster,
            advance: 10,
            x_offset: 0,
            y_offset: 0,
        };
        let glyphs: Box<[Glyph]> = glyphs.iter().map(glyph).collect();
        let advance = 10 * glyphs.len() as i32;
        let run = ShapedRun { face: FaceId(0), text: text.into(), rtl, glyphs, advance };
        codes(&run)
            .into_iter()
            .map(|code| (code.glyph.id, code.left, text[code.text].to_owned()))
            .collect()
    }

    fn code(id: u16, left: i32, text: &str) -> (u16, i32, String) {
        (id, left, text.to_owned())
    }

    #[test]
    fn a_right_to_left_word_begins_at_its_right_end() {
        // «باد»: د, ا, ب from the left.
        assert_eq!(
            shown("باد", true, &[(3, 4), (2, 2), (1, 0)]),
            [code(1, 20, "ب"), code(2, 10, "ا"), code(3, 0, "د")]
        );
        assert_eq!(shown("ab", false, &[(1, 0), (2, 1)]), [code(1, 0, "a"), code(2, 10, "b")]);
    }

    #[test]
    fn a_ligature_is_one_code_and_a_marked_letter_two() {
        assert_eq!(shown("لا", true, &[(9, 0)]), [code(9, 0, "لا")]);
        // The mark stands left of its letter in the run, and after it in reading.
        assert_eq!(shown("بِ", true, &[(5, 0), (1, 0)]), [code(1, 10, "ب"), code(5, 0, "ِ")]);
    }

    #[test]
    fn glyphs_and_characters_of_a_cluster_need_not_be_as_many() {
        assert_eq!(shown("لِا", true, &[(5, 0), (9, 0)]), [code(9, 10, "ل"), code(5, 0, "ِا")]);
        assert_eq!(shown("پ", true, &[(5, 0), (1, 0)]), [code(1, 10, "پ"), code(5, 0, "پ")]);
    }

    #[test]
    fn clusters_out_of_order_lose_no_character() {
        let texts: String =
            shown("abc", false, &[(1, 2), (2, 0), (3, 1)]).into_iter().map(|c| c.2).collect();
        assert_eq!(texts, "abc");
    }

    #[test]
    fn a_run_without_glyphs_has_no_codes() {
        assert_eq!(shown("", true, &[]), []);
    }
}
