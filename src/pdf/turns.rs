//! Where the direction of a line turns: direction marks that keep readers from guessing.
//!
//! A reader sees codes and places, not directions. At the end of a left-to-right run inside
//! right-to-left text, what is neither (spaces, stops, brackets) could belong to either side; an
//! invisible mark says to which (pdf.md, recipe, 5 and 6).

use unicode_bidi::{BidiClass, bidi_class};

use crate::base::Length;
use crate::text::model::Piece;

/// A direction mark that follows a piece.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// The piece after whose codes it stands.
    pub after: usize,
    /// U+200E or U+200F.
    pub mark: char,
    /// The edge of the left-to-right run where it stands: the right one for U+200E, whose box
    /// begins there; the left one for U+200F, whose box ends there.
    pub edge: Length,
}

/// The right-to-left mark.
pub const RLM: char = '\u{200F}';
/// The left-to-right mark.
pub const LRM: char = '\u{200E}';

/// The marks of a line, in reading order. A line that is all left-to-right has none.
pub fn turns(pieces: &[Piece]) -> Vec<Turn> {
    let mut turns = Vec::new();
    if pieces.iter().all(|piece| !piece.run.rtl) {
        return turns;
    }
    let mut first = 0;
    for run in pieces.chunk_by(|a, b| a.run.rtl == b.run.rtl) {
        let after = first + run.len() - 1;
        first = after + 1;
        if run[0].run.rtl {
            continue;
        }
        let last = run.iter().rev().find_map(|piece| piece.run.text.chars().next_back());
        let next = pieces[first..].iter().find_map(|piece| piece.run.text.chars().next());
        if last.is_some_and(is_open) {
            let rights = run.iter().map(|piece| piece.x + piece.width);
            let edge = rights.reduce(Length::max).unwrap_or_default();
            turns.push(Turn { after, mark: LRM, edge });
        }
        if last.is_some() && next.is_none_or(|c| !is_rtl_letter(c)) {
            let edge = run.iter().map(|piece| piece.x).reduce(Length::min).unwrap_or_default();
            turns.push(Turn { after, mark: RLM, edge });
        }
    }
    turns
}

/// Whether a character at the end of a left-to-right run could be read as part of what follows.
fn is_open(c: char) -> bool {
    let is_part_of_number = matches!(bidi_class(c), BidiClass::CS | BidiClass::ES | BidiClass::ET);
    !c.is_alphanumeric() && !is_part_of_number
}

fn is_rtl_letter(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::Span;
    use crate::design::model::{FamilyUse, Weight};
    use crate::font::FaceId;
    use crate::text::TextStyle;
    use crate::text::model::ShapedRun;

    /// Pieces of 10 points each, from the right; those with a Latin letter or a digit run from left
    /// to right. The marks that follow each piece, with their edges.
    fn shown(texts: &[&str]) -> String {
        let pieces: Vec<Piece> = texts
            .iter()
            .enumerate()
            .map(|(index, text)| piece(text, 100.0 - 10.0 * index as f64))
            .collect();
        let show = |turn: Turn| {
            let name = if turn.mark == LRM { "lrm" } else { "rlm" };
            format!("{}: {name} at {}", texts[turn.after], turn.edge.to_pt())
        };
        turns(&pieces).into_iter().map(show).collect::<Vec<_>>().join("; ")
    }

    fn piece(text: &str, x: f64) -> Piece {
        let rtl = !text.contains(|c: char| c.is_ascii_alphanumeric() || ('۰'..='۹').contains(&c));
        let run = ShapedRun::new(FaceId(0), text.into(), rtl, Box::default());
        Piece {
            run: Arc::new(run),
            x: Length::pt(x),
            width: Length::pt(10.0),
            style: Arc::new(TextStyle {
                family: FamilyUse::Body,
                weight: Weight::Regular,
                size: Length::pt(10.0),
                rise: Length::ZERO,
                ink: 1.0,
                lang: None,
                direction: None,
                link: None,
                note: None,
                anchor: None,
                object: None,
                strike: false,
            }),
            span: Span::default(),
        }
    }

    #[test]
    fn marks_stand_where_neutrals_follow() {
        assert_eq!(shown(&["با", " ", "Rust", "نوشتم"]), "");
        assert_eq!(shown(&["با", " ", "Rust", " ", "نوشتم"]), "Rust: rlm at 80");
        assert_eq!(shown(&["با", " ", "C++", " "]), "C++: rlm at 80");
        assert_eq!(shown(&["نک", " ", "(see)", "نوشتم"]), "(see): lrm at 90");
        assert_eq!(shown(&["سال", " ", "۱۴۰۳", "."]), "۱۴۰۳: rlm at 80");
    }

    #[test]
    fn several_pieces_are_one_run() {
        assert_eq!(shown(&["با", "a1", "b2", "c3", " "]), "c3: rlm at 70");
    }

    #[test]
    fn a_line_from_left_to_right_needs_none() {
        assert_eq!(shown(&["one", "two."]), "");
    }
}
