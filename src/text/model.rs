//! What goes into the text room and what comes out of it.
//!
//! In: [`StyledText`], one paragraph of characters with styles. Out: [`Line`]s of [`Piece`]s. A piece
//! is a shaped word (or part of one, or a space) at its place on the line; the shaped word itself is
//! shared by every occurrence in the book.

use std::ops::Range;
use std::sync::Arc;

use super::kashida::JointCell;
use crate::base::{Direction, Em, Length, Span};
use crate::design::model::{Align, FamilyUse, Kashida, Weight};
use crate::document::NoteId;
use crate::font::library::FaceId;

/// One paragraph of characters with styles.
#[derive(Clone, Debug, Default)]
pub struct StyledText {
    /// The characters, in reading order. U+2028 forces a line end; U+FFFC stands for an object.
    pub text: String,
    /// Styles: adjoining byte ranges that cover the text.
    pub runs: Vec<StyledRun>,
    /// Anchors that leave no ink, each with the byte before which it stands, in order.
    pub anchors: Vec<(usize, String)>,
}

/// A stretch of one style.
#[derive(Clone, Debug)]
pub struct StyledRun {
    /// Bytes of `StyledText::text`.
    pub range: Range<usize>,
    /// How they look.
    pub style: Arc<TextStyle>,
    /// Where they were written (for generated text: where its cause was written).
    pub span: Span,
}

/// How characters look and what they do.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// Family.
    pub family: FamilyUse,
    /// Weight.
    pub weight: Weight,
    /// Type size.
    pub size: Length,
    /// How far the baseline is raised (negative: lowered).
    pub rise: Length,
    /// Ink, from 0 (white) to 1 (black).
    pub ink: f64,
    /// Language tag of the text when it differs from the paragraph's.
    pub lang: Option<String>,
    /// Direction forced on the run as an isolate: code and `dir=` spans. `None`: found by UAX #9.
    pub direction: Option<Direction>,
    /// Where a click leads.
    pub link: Option<LinkDestination>,
    /// The footnote whose mark this run is.
    pub note: Option<NoteId>,
    /// Name of the anchor that stands at the run's beginning.
    pub anchor: Option<String>,
    /// The object that the run's single U+FFFC stands for.
    pub object: Option<InlineObject>,
    /// Line through the middle of the letters.
    pub strike: bool,
}

/// Where a click leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkDestination {
    /// An anchor of the book.
    Internal(String),
    /// An address.
    External(String),
}

/// An image that stands in a line like a letter.
#[derive(Clone, Debug, PartialEq)]
pub struct InlineObject {
    /// Key in `Book::images`.
    pub image: String,
    /// What a reader who cannot see it is told.
    pub alt: String,
    /// Width on the page.
    pub width: Length,
    /// Height on the page, standing on the baseline.
    pub height: Length,
}

/// How a paragraph is broken into lines.
#[derive(Clone, Debug)]
pub struct ParagraphFormat {
    /// Base direction: from the language of the text, never from its first letter.
    pub direction: Direction,
    /// Width of the lines.
    pub measure: Length,
    /// Alignment; the last line of a justified paragraph stands at the start side.
    pub align: Align,
    /// Indent of the first line (negative: hanging).
    pub first_indent: Length,
    /// Share by which a word space may shrink at most.
    pub space_shrink: f64,
    /// Share by which a word space may stretch before the line counts as loose.
    pub space_stretch: f64,
    /// How far small marks stand outside the edges of justified lines: a share of what they may.
    pub hang: f64,
    /// Last lines shorter than this are avoided.
    pub runt: Em,
    /// Widest that a word space is made, as a multiple of its natural width. A line that needs more
    /// is left ragged, with natural spaces: it was broken before something that cannot be broken.
    pub space_widest: f64,
    /// How far kashidas may help.
    pub kashida: Kashida,
}

/// The widths between which a text can be set.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Extent {
    /// Of its widest part that cannot be broken: no line can be narrower without overflowing.
    pub narrowest: Length,
    /// Of its widest line when only U+2028 ends lines, with natural spaces.
    pub natural: Length,
}

/// A paragraph broken into lines.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// Its lines, from the top.
    pub lines: Vec<Line>,
}

/// One line, set.
///
/// The texts of a paragraph's pieces, line after line, are its whole text in reading order, but for
/// bidirectional controls, which only steer the order; U+2028 comes as a space, an object as no text.
/// The space at which a line was broken is the line's last piece, of no width, at the end edge, so
/// that a writer finds a space between the last word of a line and the first of the next one (and
/// none where a word or an address was broken).
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Pieces in reading order (not in order of place).
    pub pieces: Vec<Piece>,
    /// Distance from the left edge of the measure to the left edge of the leftmost piece.
    pub left: Length,
    /// From there to the right edge of the rightmost piece.
    pub width: Length,
    /// Highest ascent above the baseline.
    pub ascent: Length,
    /// Lowest descent below the baseline (positive).
    pub descent: Length,
    /// Footnotes whose marks stand in this line, in reading order.
    pub notes: Vec<NoteId>,
    /// Anchors that stand in this line.
    pub anchors: Vec<String>,
    /// How the spaces were set: natural width × this (1 when not justified).
    pub space_ratio: f64,
    /// How its spaces would have to be set to fill the measure: more than `space_ratio` where it was
    /// left ragged, less in a line that has few spaces or is loose beside something wide that cannot
    /// be broken: it explains itself.
    pub needed_ratio: f64,
    /// By how much the line is wider than its measure; zero when it fits.
    pub overfull: Length,
    /// Whether it ends inside a word that no line can hold, cut between two letters.
    pub cut: bool,
    /// Where its text was written.
    pub span: Span,
}

/// A word, a part of one, a space or an object at its place on a line.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is made of; an object has one empty run.
    pub run: Arc<ShapedRun>,
    /// Distance of its left edge from the left edge of the measure. The glyphs of the run begin
    /// here and advance to the right, in both directions of writing.
    pub x: Length,
    /// Its width as set: differs from the natural advance for a stretched space.
    pub width: Length,
    /// Style.
    pub style: Arc<TextStyle>,
    /// Where it was written.
    pub span: Span,
}

/// Glyphs of one face and one direction for one stretch of text, in units of the face. Shared by
/// all its occurrences at all sizes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapedRun {
    /// The face.
    pub face: FaceId,
    /// The characters, in reading order, without bidirectional controls. Empty for an object.
    pub text: Box<str>,
    /// Whether it runs from right to left.
    pub rtl: bool,
    /// Glyphs from left to right.
    pub glyphs: Box<[Glyph]>,
    /// Sum of the advances, in units of the face.
    pub advance: i32,
    /// The glyphs of the kashida that lengthens it. They have no text of their own: their cluster
    /// is that of the letter before them.
    pub kashida: Option<Range<usize>>,
    /// Where it could be lengthened, once somebody asked.
    pub(super) joint: JointCell,
}

impl ShapedRun {
    /// A run without kashida.
    pub fn new(face: FaceId, text: Box<str>, rtl: bool, glyphs: Box<[Glyph]>) -> Self {
        let advance = glyphs.iter().map(|glyph| glyph.advance).sum();
        ShapedRun { face, text, rtl, glyphs, advance, kashida: None, joint: JointCell::default() }
    }
}

/// A glyph at its place, in units of the face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Glyph index in the face.
    pub id: u16,
    /// Byte offset in `ShapedRun::text` of its cluster's first character (monotone).
    pub cluster: u32,
    /// Advance to the right.
    pub advance: i32,
    /// Shift to the right without advance.
    pub x_offset: i32,
    /// Shift upwards.
    pub y_offset: i32,
}
