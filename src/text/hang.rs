//! Hanging punctuation: small marks stand a little outside the measure, so that the edges of a
//! justified column look straight.
//!
//! A full stop at the end of a line has little ink, so a column that is straight to the letter looks
//! dented beside it. The design says how much of the shares below is used (`paragraph.hang`).

use super::galley::{Atom, AtomKind};
use super::model::ParagraphFormat;
use crate::base::Direction;
use crate::design::model::Align;

/// An edge of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// Where reading starts.
    Start,
    /// Where it ends.
    End,
}

/// How far a mark hangs out at the most, as a share of its own width: the less ink it has and the
/// lower that stands, the further.
fn share(c: char) -> f64 {
    match c {
        '.' | ',' | '،' | '۔' | '-' | '\u{2010}' | '\u{2011}' | 'ـ' => 0.7,
        '؛' | ';' | ':' | '“' | '”' | '‘' | '’' | '"' | '\'' | '«' | '»' | '‹' | '›' => {
            0.5
        }
        '–' | '—' | '…' | '*' => 0.3,
        '!' | '؟' | '?' | '(' | ')' | '[' | ']' => 0.2,
        _ => 0.0,
    }
}

/// Hangs out marks at the edges of a paragraph's lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hanger {
    /// Share of the table that is used.
    share: f64,
    rtl: bool,
}

impl Hanger {
    /// For paragraphs of `format`; `None` when nothing hangs: ragged lines have no edge to keep.
    pub fn of(format: &ParagraphFormat) -> Option<Hanger> {
        let hangs = format.hang > 0.0 && format.align == Align::Justify;
        let rtl = format.direction == Direction::RightToLeft;
        hangs.then_some(Hanger { share: format.hang, rtl })
    }

    /// By how many points the mark at `edge` of `atom` stands out.
    pub fn overhang(&self, atom: &Atom, edge: Edge) -> f64 {
        // What runs against the paragraph has its end elsewhere.
        if atom.kind != AtomKind::Word || atom.run.rtl != self.rtl || atom.run.advance == 0 {
            return 0.0;
        }
        let text = &atom.run.text;
        let found = match edge {
            Edge::Start => text.char_indices().next(),
            Edge::End => text.char_indices().next_back(),
        };
        let Some((at, c)) = found else { return 0.0 };
        let share = share(c) * self.share;
        // A mark alone is not hung out: an ellipsis or a dash that stands for words.
        if share <= 0.0 || text.len() == c.len_utf8() {
            return 0.0;
        }
        let of_mark = |glyph: &&super::model::Glyph| glyph.cluster as usize == at;
        let advance: i32 = atom.run.glyphs.iter().filter(of_mark).map(|glyph| glyph.advance).sum();
        atom.width * f64::from(advance) / f64::from(atom.run.advance) * share
    }
}
