//! The lines of a page: marked for the structure, drawn in reading order.

use std::collections::BTreeMap;
use std::sync::Arc;

use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::codes::SLIVER;
use super::faces::{DrawnFace, FaceCode};
use super::links::LinkArea;
use super::page::{PageWriter, draw_rectangle, fill, in_artifact, points};
use super::places::location;
use super::tags::LinkId;
use super::turns::{RLM, Turn, turns};
use crate::base::{Length, Size};
use crate::font::FaceId;
use crate::layout::paged::{ContentKind, PartOf};
use crate::text::model::{Line, LinkDestination, Piece, TextStyle};

/// Height of the line that strikes words out, above the baseline: the middle of the low letters of
/// Persian and Latin, in em.
const STRIKE_HEIGHT: f64 = 0.22;
/// Its thickness, in em: that of the thin strokes of text faces.
const STRIKE_THICKNESS: f64 = 0.05;

/// Down the page, in em, from each code to the next: nothing that could be seen, and enough for the
/// PDF library to show every code by an operator of its own. PDFium sorts what one operator shows
/// from left to right, which turns right-to-left words round.
const OWN_OPERATOR: f32 = 1e-12;

/// What the open marked-content sequence is.
#[derive(Clone, Debug, PartialEq)]
enum Mark {
    Furniture,
    Words {
        block: u32,
        kind: ContentKind,
        lang: Option<String>,
    },
    /// A link gets a sequence of its own on every line.
    Link {
        block: u32,
        kind: ContentKind,
        lang: Option<String>,
        target: LinkDestination,
    },
}

/// Writes lines; keeps one sequence of marked content open over the lines of a block.
pub struct LineWriter<'l> {
    open: Option<Mark>,
    /// Baseline and left edge of the last line of content, when it does not end in a space.
    unspaced: Option<(Length, Length)>,
    stretch: Stretch,
    links: &'l mut Vec<LinkArea>,
}

impl<'l> LineWriter<'l> {
    /// A writer that adds the links it meets to `links`.
    pub fn new(links: &'l mut Vec<LinkArea>) -> Self {
        LineWriter { open: None, unspaced: None, stretch: Stretch::default(), links }
    }

    /// Ends the open sequence of marked content.
    pub fn close(&mut self, surface: &mut Surface<'_>) {
        if self.open.take().is_some() {
            surface.end_tagged();
        }
    }

    /// Draws a line whose measure begins at `x`.
    pub fn write(
        &mut self,
        surface: &mut Surface<'_>,
        writer: &mut PageWriter<'_>,
        line: &Line,
        (x, baseline): (Length, Length),
        part: PartOf,
    ) {
        // A link on the line before ends there.
        if matches!(self.open, Some(Mark::Link { .. })) {
            self.close(surface);
        }
        let gap = self.gap_before(line, (x, baseline), part);
        let place = LinePlace { line, turns: turns(&line.pieces), gap, x, baseline };
        let mut first = 0;
        for segment in line.pieces.chunk_by(same_segment) {
            self.segment(surface, writer, (first, segment), &place, part);
            first += segment.len();
        }
        self.strike(surface, line, &place);
    }

    /// Where a line that stands beside the last one (a page number beside its title, a hemistich, a
    /// cell) is parted from it by a space: the left edge of the space's box on the page.
    fn gap_before(
        &mut self,
        line: &Line,
        (x, baseline): (Length, Length),
        part: PartOf,
    ) -> Option<Length> {
        if part == PartOf::Furniture {
            return None;
        }
        let (left, right) = (x + line.left, x + line.left + line.width);
        let last = line.pieces.iter().rev().find_map(|piece| piece.run.text.chars().next_back());
        let unspaced = last.filter(|c| !c.is_whitespace()).map(|_| (baseline, left));
        let (before, before_left) = std::mem::replace(&mut self.unspaced, unspaced)?;
        let size = line.pieces.first()?.style.size;
        let gap = if before_left >= right { right } else { left - size * SLIVER };
        (before == baseline).then_some(gap)
    }

    /// Pieces with one link and one language; `first` is the number of the first one in the line.
    fn segment(
        &mut self,
        surface: &mut Surface<'_>,
        writer: &mut PageWriter<'_>,
        (first, pieces): (usize, &[Piece]),
        place: &LinePlace<'_>,
        part: PartOf,
    ) {
        let style = &pieces[0].style;
        let link = self.mark(surface, writer, style, part);
        if let Some(target) = &style.link {
            self.links.push(place.link_area(pieces, target, link));
        }
        for (index, piece) in pieces.iter().enumerate() {
            if let Some(object) = &piece.style.object {
                self.stretch.flush(surface);
                let size = Size { width: object.width, height: object.height };
                let corner = (place.x + piece.x, place.baseline - piece.style.rise - object.height);
                self.object(surface, writer, piece, (corner, size), part);
            } else {
                let is_first = first + index == 0;
                let gap = place.gap.filter(|_| is_first);
                self.piece(surface, writer, piece, place, gap);
                place.turns_after(first + index, |turn| self.turn(turn, piece, place.x));
            }
            if let PartOf::Content { block, kind: ContentKind::Heading(_) } = part {
                writer.structure.add_heading_words(block, &piece.run.text);
            }
        }
        self.stretch.flush(surface);
    }

    /// Opens the marked content that words of this style need, unless it is open already. Gives the
    /// link that was begun.
    fn mark(
        &mut self,
        surface: &mut Surface<'_>,
        writer: &mut PageWriter<'_>,
        style: &TextStyle,
        part: PartOf,
    ) -> Option<LinkId> {
        let wanted = mark_of(style, part);
        if self.open.as_ref() == Some(&wanted) && !matches!(wanted, Mark::Link { .. }) {
            return None;
        }
        self.close(surface);
        let tagged = |surface: &mut Surface<'_>, lang: Option<&str>| {
            let span = SpanTag::empty().with_lang(lang);
            surface.start_tagged(lang.map_or(ContentTag::Other, |_| ContentTag::Span(span)))
        };
        let link = match &wanted {
            Mark::Furniture => {
                let artifact = Artifact::with_kind(ArtifactType::PaginationOther);
                surface.start_tagged(ContentTag::Artifact(artifact));
                None
            }
            Mark::Words { block, kind, lang } => {
                let words = tagged(surface, lang.as_deref());
                writer.structure.add_words(*block, *kind, words);
                None
            }
            Mark::Link { block, kind, lang, .. } => {
                let words = tagged(surface, lang.as_deref());
                Some(writer.structure.add_link(*block, *kind, words))
            }
        };
        self.open = Some(wanted);
        link
    }

    /// Adds the codes of a piece to the stretch of its look, after a space at `gap`.
    fn piece(
        &mut self,
        surface: &mut Surface<'_>,
        writer: &PageWriter<'_>,
        piece: &Piece,
        place: &LinePlace<'_>,
        gap: Option<Length>,
    ) {
        let Some((face, codes)) = writer.faces.codes(&piece.run) else { return };
        let look = Look {
            face: piece.run.face,
            size: piece.style.size,
            ink: piece.style.ink,
            baseline: place.baseline - piece.style.rise,
        };
        self.stretch.begin(surface, look, face);
        if let Some(gap) = gap {
            self.stretch.sliver(' ', piece, gap);
        }
        self.stretch.add(piece, place.x, face, codes);
    }

    /// Adds a direction mark after `piece`.
    fn turn(&mut self, turn: &Turn, piece: &Piece, x: Length) {
        let outside = if turn.mark == RLM { piece.style.size * SLIVER } else { Length::ZERO };
        self.stretch.sliver(turn.mark, piece, x + turn.edge - outside);
    }

    /// Draws an image that stands in the line, with a mark of its own.
    fn object(
        &mut self,
        surface: &mut Surface<'_>,
        writer: &mut PageWriter<'_>,
        piece: &Piece,
        (corner, size): ((Length, Length), Size),
        part: PartOf,
    ) {
        let Some(object) = &piece.style.object else { return };
        self.close(surface);
        let PageWriter { images, structure, problems, .. } = writer;
        let mut draw = |surface: &mut Surface<'_>| {
            images.draw(surface, &object.image, corner, size, piece.span, problems);
        };
        match part {
            PartOf::Content { block, kind } if !object.alt.is_empty() => {
                let image = surface.start_tagged(ContentTag::Other);
                draw(surface);
                surface.end_tagged();
                structure.add_inline_figure(block, kind, image, &object.alt);
            }
            _ => in_artifact(surface, draw),
        }
    }

    /// Strikes out what is to be struck out, when the words are drawn.
    fn strike(&mut self, surface: &mut Surface<'_>, line: &Line, place: &LinePlace<'_>) {
        let struck = |piece: &&Piece| piece.style.strike && piece.width > Length::ZERO;
        for piece in line.pieces.iter().filter(struck) {
            self.close(surface);
            let em = piece.style.size;
            let middle = place.baseline - piece.style.rise - em * STRIKE_HEIGHT;
            let size = Size { width: piece.width, height: em * STRIKE_THICKNESS };
            let corner = (place.x + piece.x, middle - size.height / 2.0);
            in_artifact(surface, |surface| {
                draw_rectangle(surface, corner, size, piece.style.ink);
            });
        }
    }
}

fn same_segment(a: &Piece, b: &Piece) -> bool {
    Arc::ptr_eq(&a.style, &b.style)
        || (a.style.link == b.style.link && a.style.lang == b.style.lang)
}

fn mark_of(style: &TextStyle, part: PartOf) -> Mark {
    let PartOf::Content { block, kind } = part else { return Mark::Furniture };
    let lang = style.lang.clone();
    match &style.link {
        Some(target) => Mark::Link { block, kind, lang, target: target.clone() },
        None => Mark::Words { block, kind, lang },
    }
}

/// A line at its place on the page.
struct LinePlace<'a> {
    line: &'a Line,
    /// Its direction marks.
    turns: Vec<Turn>,
    /// Where a space parts it from the line beside it.
    gap: Option<Length>,
    /// Left edge of its measure.
    x: Length,
    baseline: Length,
}

impl LinePlace<'_> {
    /// The direction marks that follow piece `index`.
    fn turns_after(&self, index: usize, write: impl FnMut(&Turn)) {
        self.turns.iter().filter(|turn| turn.after == index).for_each(write);
    }

    /// The rectangle around `pieces`, from the line's highest letter to its lowest.
    fn link_area(
        &self,
        pieces: &[Piece],
        target: &LinkDestination,
        link: Option<LinkId>,
    ) -> LinkArea {
        let lefts = pieces.iter().map(|piece| piece.x);
        let rights = pieces.iter().map(|piece| piece.x + piece.width);
        let left = lefts.reduce(Length::min).unwrap_or_default();
        let right = rights.reduce(Length::max).unwrap_or_default();
        LinkArea {
            target: target.clone(),
            link,
            left: self.x + left,
            right: self.x + right,
            top: self.baseline - self.line.ascent,
            bottom: self.baseline + self.line.descent,
            words: pieces.iter().map(|piece| &*piece.run.text).collect(),
            span: pieces[0].span,
        }
    }
}

/// What the library must be told anew when it changes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Look {
    face: FaceId,
    size: Length,
    ink: f64,
    baseline: Length,
}

/// A glyph at its place, with its characters in the stretch's text.
#[derive(Clone, Debug)]
struct Code {
    glyph: u16,
    /// Left edge on the page.
    x: Length,
    /// How far it is raised, in em.
    raised: f32,
    text: std::ops::Range<usize>,
    location: Option<krilla::surface::Location>,
    /// Its own advance, in em.
    advance: f32,
}

/// Codes of one look that follow one another in reading order. The buffers are used again.
#[derive(Default)]
struct Stretch {
    look: Option<(Look, Font)>,
    /// Glyphs of the unseen characters in the look's face.
    slivers: BTreeMap<char, u16>,
    text: String,
    codes: Vec<Code>,
    glyphs: Vec<KrillaGlyph>,
}

impl Stretch {
    /// Makes sure that what is added has this look.
    fn begin(&mut self, surface: &mut Surface<'_>, look: Look, face: &DrawnFace) {
        if self.look.as_ref().is_none_or(|(open, _)| *open != look) {
            self.flush(surface);
            self.look = Some((look, face.font.clone()));
            self.slivers.clone_from(&face.slivers);
        }
    }

    /// Adds the codes of a piece.
    fn add(&mut self, piece: &Piece, x: Length, face: &DrawnFace, codes: &[FaceCode]) {
        let run = &piece.run;
        let size = piece.style.size;
        let base = self.text.len();
        self.text.push_str(&run.text);
        let location = location(piece.span);
        let em = |units: i32| f64::from(units) / face.units_per_em;
        // A space at the end of a line has no width; drawn from the line's edge outwards, it covers
        // no letter.
        let outside = if run.rtl && piece.width == Length::ZERO { em(run.advance) } else { 0.0 };
        for code in codes {
            self.codes.push(Code {
                glyph: code.glyph,
                x: x + piece.x + size * (em(code.left) - outside),
                raised: em(code.raised) as f32,
                text: base + code.text.start..base + code.text.end,
                location,
                advance: em(code.width) as f32,
            });
        }
    }

    /// Adds a character that is not seen, with the style of `piece`, its box beginning at `x`.
    fn sliver(&mut self, c: char, piece: &Piece, x: Length) {
        let Some(&glyph) = self.slivers.get(&c) else { return };
        let start = self.text.len();
        self.text.push(c);
        self.codes.push(Code {
            glyph,
            x,
            raised: 0.0,
            text: start..self.text.len(),
            location: location(piece.span),
            advance: SLIVER as f32,
        });
    }

    /// Draws what was added. Each code's advance leads to the place of the next one, backwards in
    /// right-to-left words.
    fn flush(&mut self, surface: &mut Surface<'_>) {
        let Some((look, font)) = self.look.take() else { return };
        let size = points(look.size);
        if let Some(first) = self.codes.first().filter(|_| size > 0.0) {
            let start = Point::from_xy(points(first.x), points(look.baseline));
            self.glyphs.clear();
            for (index, code) in self.codes.iter().enumerate() {
                let advance = self
                    .codes
                    .get(index + 1)
                    .map_or(code.advance, |next| ((next.x - code.x) / look.size) as f32);
                self.glyphs.push(KrillaGlyph::new(
                    GlyphId::new(u32::from(code.glyph)),
                    advance,
                    0.0,
                    code.raised,
                    OWN_OPERATOR,
                    code.text.clone(),
                    code.location,
                ));
            }
            surface.set_fill(Some(fill(look.ink)));
            surface.draw_glyphs(start, &self.glyphs, font, &self.text, size, false);
        }
        self.text.clear();
        self.codes.clear();
    }
}
