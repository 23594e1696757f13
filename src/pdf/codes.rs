//! Character codes: one code a character, in reading order, each in a box of its own.
//!
//! Readers of PDFs rebuild words from the order and the places of codes, and most of them believe
//! neither ActualText nor codes that stand for several characters (pdf.md, «Text that comes out
//! right»). So a cluster of glyphs is cut into as many boxes as it has characters, side by side in
//! reading order; the whole drawing hangs on the box of the last character, and the others are
//! empty. Vowel marks and ZWNJ get a sliver of their letter's box.

use std::ops::Range;

use crate::persian::letters::is_mark;
use crate::persian::spaces::is_joiner;
use crate::text::model::{Glyph, ShapedRun};

/// Width of the box of a mark or a ZWNJ, in em: wide enough that readers see a place of its own,
/// narrow enough that they see no gap.
pub const SLIVER: f64 = 0.02;

/// A glyph of a drawing; places in units of the face, from the left edge of the code's box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// The glyph in the face.
    pub glyph: u16,
    /// Shift to the right.
    pub x: i32,
    /// Shift upwards.
    pub y: i32,
}

/// A character and its box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Bytes of the run's text.
    pub text: Range<usize>,
    /// Left edge of the box, in units of the face from the run's left edge.
    pub left: i32,
    /// Width of the box.
    pub width: i32,
    /// What is drawn. Empty for all characters of a cluster but the last one.
    pub parts: Vec<Part>,
}

/// The codes of `run` in reading order; together they are all of its text and draw all of its
/// glyphs. `sliver` is [`SLIVER`] in units of the face.
pub fn codes(run: &ShapedRun, sliver: i32) -> Vec<Code> {
    let mut codes = Vec::with_capacity(run.text.len() / 2);
    for cluster in clusters(run) {
        cluster.cut(&run.text, run.rtl, sliver, &mut codes);
    }
    codes
}

/// Glyphs that cannot be told apart by characters, and the marks that stand on them.
#[derive(Debug)]
struct Cluster {
    text: Range<usize>,
    left: i32,
    width: i32,
    /// Places from the run's left edge.
    parts: Vec<Part>,
}

/// The clusters of `run` in reading order. What is only marks and joiners belongs to the cluster
/// before it, so that it can have a share of its box.
fn clusters(run: &ShapedRun) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let placed = placed(run);
    let mut groups = placed.chunk_by(|(a, _), (b, _)| a.cluster == b.cluster).peekable();
    let mut begin = 0;
    while let Some(group) = groups.next() {
        let next = groups.peek().map_or(run.text.len(), |next| next[0].0.cluster as usize);
        // Clusters are monotone; a font that breaks this must not break the writer.
        let end = run.text.ceil_char_boundary(next.clamp(begin, run.text.len()));
        let cluster = Cluster::of(group, begin..end);
        begin = end;
        let slight = run.text[cluster.text.clone()].chars().all(is_slight);
        match clusters.last_mut().filter(|_| slight) {
            Some(letter) => letter.take(cluster),
            None => clusters.push(cluster),
        }
    }
    clusters
}

/// The glyphs in reading order, each with its left edge.
fn placed(run: &ShapedRun) -> Vec<(Glyph, i32)> {
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
    placed
}

/// Whether a character has no width of its own: vowel marks, ZWNJ, ZWJ.
fn is_slight(c: char) -> bool {
    is_mark(c) || is_joiner(c) || matches!(c, '\u{0300}'..='\u{036F}')
}

impl Cluster {
    fn of(group: &[(Glyph, i32)], text: Range<usize>) -> Cluster {
        let part = |(glyph, left): &(Glyph, i32)| Part {
            glyph: glyph.id,
            x: left + glyph.x_offset,
            y: glyph.y_offset,
        };
        Cluster {
            text,
            left: group.iter().map(|(_, left)| *left).min().unwrap_or_default(),
            width: group.iter().map(|(glyph, _)| glyph.advance).sum::<i32>().max(0),
            parts: group.iter().map(part).collect(),
        }
    }

    /// Takes the marks that stand on it.
    fn take(&mut self, marks: Cluster) {
        self.text.end = marks.text.end;
        self.left = self.left.min(marks.left);
        self.width += marks.width;
        self.parts.extend(marks.parts);
    }

    /// Cuts the cluster into the boxes of its characters.
    fn cut(self, text: &str, rtl: bool, sliver: i32, codes: &mut Vec<Code>) {
        let characters: Vec<(usize, char)> = text[self.text.clone()].char_indices().collect();
        let widths = self.widths(&characters, sliver);
        let mut pen = if rtl { self.left + widths.iter().sum::<i32>() } else { self.left };
        for (index, ((at, c), width)) in characters.iter().zip(&widths).enumerate() {
            let left = if rtl { pen - width } else { pen };
            pen = if rtl { left } else { pen + width };
            let start = self.text.start + at;
            let is_last = index + 1 == characters.len();
            let own = |part: &Part| Part { x: part.x - left, ..*part };
            codes.push(Code {
                text: start..start + c.len_utf8(),
                left,
                width: *width,
                parts: if is_last { self.parts.iter().map(own).collect() } else { Vec::new() },
            });
        }
    }

    /// Widths of the boxes, in reading order: slivers for marks, the rest shared by the letters.
    fn widths(&self, characters: &[(usize, char)], sliver: i32) -> Vec<i32> {
        let slight = characters.iter().filter(|(_, c)| is_slight(*c)).count() as i32;
        let letters = characters.len() as i32 - slight;
        if letters == 0 {
            // A mark without its letter: no box is without width.
            return vec![(self.width / slight.max(1)).max(sliver); characters.len()];
        }
        // In narrow clusters the slivers take at most half of the width.
        let sliver = sliver.min(self.width / (2 * characters.len() as i32));
        let mut rest = self.width - slight * sliver;
        let mut letters_left = letters;
        let mut width_of = |c: char| {
            if is_slight(c) {
                return sliver;
            }
            let width = rest / letters_left;
            rest -= width;
            letters_left -= 1;
            width
        };
        characters.iter().map(|(_, c)| width_of(*c)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::FaceId;

    fn run(text: &str, rtl: bool, glyphs: &[(u16, u32, i32)]) -> ShapedRun {
        let glyph = |&(id, cluster, advance): &(u16, u32, i32)| Glyph {
            id,
            cluster,
            advance,
            x_offset: 0,
            y_offset: 0,
        };
        let glyphs = glyphs.iter().map(glyph).collect();
        ShapedRun::new(FaceId(0), text.into(), rtl, glyphs)
    }

    /// Codes as «character left+width glyph@x …», one a line. Glyphs are given as (id, cluster,
    /// advance) from left to right.
    fn shown(text: &str, rtl: bool, glyphs: &[(u16, u32, i32)]) -> String {
        let show = |code: Code| {
            let parts: Vec<String> =
                code.parts.iter().map(|part| format!(" {}@{}", part.glyph, part.x)).collect();
            let text = text[code.text].escape_unicode().to_string().replace("\\u", "");
            format!("{text} {}+{}{}", code.left, code.width, parts.concat())
        };
        codes(&run(text, rtl, glyphs), 20).into_iter().map(show).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_right_to_left_word_begins_at_its_right_end() {
        // «باد»: د, ا, ب from the left.
        insta::assert_snapshot!(shown("باد", true, &[(3, 4, 300), (2, 2, 100), (1, 0, 400)]), @r"
            {628} 400+400 1@0
            {627} 300+100 2@0
            {62f} 0+300 3@0
            ");
        insta::assert_snapshot!(shown("ab", false, &[(1, 0, 500), (2, 1, 600)]), @r"
            {61} 0+500 1@0
            {62} 500+600 2@0
            ");
    }

    #[test]
    fn a_ligature_is_cut_into_the_boxes_of_its_letters() {
        insta::assert_snapshot!(shown("لا", true, &[(9, 0, 601)]), @r"
            {644} 301+300
            {627} 0+301 9@0
            ");
        insta::assert_snapshot!(shown("fi", false, &[(9, 0, 600)]), @r"
            {66} 0+300
            {69} 300+300 9@-300
            ");
    }

    #[test]
    fn marks_and_joiners_take_slivers_of_their_letter() {
        // «بِ» with the mark as a cluster of its own, then «ه» with ZWNJ.
        insta::assert_snapshot!(shown("بِ", true, &[(5, 2, 0), (1, 0, 400)]), @r"
            {628} 20+380
            {650} 0+20 1@0 5@0
            ");
        insta::assert_snapshot!(
            shown("ه\u{200C}ا", true, &[(2, 5, 100), (7, 2, 0), (1, 0, 400)]), @r"
            {647} 120+380
            {200c} 100+20 1@0 7@0
            {627} 0+100 2@0
            "
        );
    }

    #[test]
    fn a_letter_drawn_in_two_pieces_is_one_code() {
        insta::assert_snapshot!(shown("آ", true, &[(5, 0, 0), (1, 0, 200)]), @r"
            {622} 0+200 1@0 5@0
            ");
    }

    #[test]
    fn a_mark_alone_has_a_box() {
        insta::assert_snapshot!(shown("ِ", true, &[(5, 0, 0)]), @r"
            {650} 0+20 5@0
            ");
    }

    #[test]
    fn no_text_no_codes() {
        assert_eq!(codes(&run("", true, &[]), 20), []);
    }

    #[test]
    fn clusters_out_of_order_lose_no_character() {
        let word = run("abc", false, &[(1, 2, 500), (2, 0, 500), (3, 1, 500)]);
        let texts: String =
            codes(&word, 20).iter().map(|code| &word.text[code.text.clone()]).collect();
        assert_eq!(texts, "abc");
    }
}
