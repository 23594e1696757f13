//! Sets the chosen lines: widths of the spaces, order of the pieces, places.

use super::galley::{Atom, AtomKind, Galley};
use super::hang::{Edge, Hanger};
use super::itemize::sub_span;
use super::kashida::Stretcher;
use super::line::{Chosen, ROUNDING};
use super::model::{Line, ParagraphFormat, Piece, StyledText, TextStyle};
use crate::base::{Length, Span};
use crate::design::model::Align;
use crate::font::FontLibrary;

/// Share of the measure from which something that cannot be broken is wide: addresses are, and words
/// of Persian are not.
const WIDE_SHARE: f64 = 0.25;
/// Fewest spaces of a line that can be expected to look even.
const FEWEST_SPACES: usize = 4;
/// The widest a word space is made before something wide, as a multiple of its natural width: a
/// ragged line explains itself there, and spaces would gape.
const WIDEST_BEFORE_WIDE: f64 = 1.75;

/// Sets every line of the paragraph.
pub(super) fn lines(
    text: &StyledText,
    galley: &Galley,
    chosen: &[Chosen],
    format: &ParagraphFormat,
    fonts: &FontLibrary,
    stretcher: Option<&Stretcher<'_, '_>>,
) -> Vec<Line> {
    let mut events = Events::of(text);
    chosen
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let indent = if index == 0 { format.first_indent.to_pt() } else { 0.0 };
            let setter = Setter { text, format, fonts, stretcher, indent };
            let mut set = setter.line(galley, *line);
            let next = galley.atoms.get(line.end).map_or(usize::MAX, |atom| atom.start);
            events.before(next, &mut set);
            set
        })
        .collect()
}

/// Anchors and footnote marks by the byte at which they stand.
struct Events<'t> {
    text: &'t StyledText,
    next: usize,
    next_anchor: usize,
}

impl<'t> Events<'t> {
    fn of(text: &'t StyledText) -> Self {
        Events { text, next: 0, next_anchor: 0 }
    }

    /// Hands those that stand before byte `end` to `line`.
    fn before(&mut self, end: usize, line: &mut Line) {
        let runs = &self.text.runs;
        while let Some(run) = runs.get(self.next).filter(|run| run.range.start < end) {
            line.anchors.extend(run.style.anchor.clone());
            let is_first = self.next == 0 || runs[self.next - 1].style.note != run.style.note;
            line.notes.extend(run.style.note.filter(|_| is_first));
            self.next += 1;
        }
        let anchors = &self.text.anchors;
        while let Some((_, name)) = anchors.get(self.next_anchor).filter(|(at, _)| *at < end) {
            line.anchors.push(name.clone());
            self.next_anchor += 1;
        }
    }
}

struct Setter<'a> {
    text: &'a StyledText,
    format: &'a ParagraphFormat,
    fonts: &'a FontLibrary,
    /// Lengthens words, where the format wants that.
    stretcher: Option<&'a Stretcher<'a, 'a>>,
    /// Indent of this line, in points.
    indent: f64,
}

impl Setter<'_> {
    fn line(&self, galley: &Galley, chosen: Chosen) -> Line {
        let visible = &galley.atoms[chosen.start..chosen.visible_end];
        let hanging = &galley.atoms[chosen.visible_end..chosen.end];
        let (start, end) = self.overhangs(visible, chosen.is_last);
        let available = self.format.measure.to_pt() - self.indent + start + end;
        let space: f64 = spaces(visible).map(|atom| atom.width).sum();
        let lengthened = self.lengthened(galley, visible, available, space, chosen.is_last);
        let filled = lengthened.as_deref().unwrap_or(visible);
        let needed = self.space_ratio(available - width_of(filled), space, chosen.is_last);
        // Kashidas in a line that stays ragged would be for nothing.
        let is_wide = |from| self.widest_part(galley, from, chosen.end) > WIDE_SHARE;
        let is_open = needed > WIDEST_BEFORE_WIDE;
        let is_ragged = needed > self.widest_space(is_open && is_wide(chosen.end));
        let has_few = spaces(visible).count() < FEWEST_SPACES;
        let is_excused = is_open && (has_few || is_wide(chosen.start));
        let visible = if is_ragged { visible } else { filled };
        let ratio = if is_ragged { 1.0 } else { needed };
        let natural = width_of(visible);
        let width = natural + space * (ratio - 1.0);
        let left = self.left(available, width) - if self.is_rtl() { end } else { start };

        let mut pieces = self.pieces(visible, left, ratio);
        let end_edge = if self.is_rtl() { left } else { left + width };
        pieces.extend(hanging.iter().map(|atom| self.piece(atom, end_edge, 0.0)));
        let (ascent, descent) = self.extent(&galley.atoms[chosen.start..chosen.end]);
        let overfull = width - available;
        Line {
            span: whole_span(&pieces),
            pieces,
            left: Length::pt(left),
            width: Length::pt(width),
            ascent,
            descent,
            notes: Vec::new(),
            anchors: Vec::new(),
            space_ratio: ratio,
            needed_ratio: if is_excused { ratio.min(WIDEST_BEFORE_WIDE) } else { needed },
            cut: chosen.cut,
            overfull: Length::pt(if overfull > ROUNDING { overfull } else { 0.0 }),
        }
    }

    fn is_rtl(&self) -> bool {
        self.format.direction.is_rtl()
    }

    /// By how much the marks at the start and at the end of a line stand outside the measure; at
    /// the end only where the line reaches it.
    fn overhangs(&self, visible: &[Atom], is_last: bool) -> (f64, f64) {
        let Some(hanger) = Hanger::of(self.format) else { return (0.0, 0.0) };
        let out = |atom: Option<&Atom>, edge| atom.map_or(0.0, |atom| hanger.overhang(atom, edge));
        let end = if is_last { 0.0 } else { out(visible.last(), Edge::End) };
        (out(visible.first(), Edge::Start), end)
    }

    /// The widest that the spaces of a line are made before it is left ragged.
    fn widest_space(&self, before_wide: bool) -> f64 {
        let widest = self.format.space_widest;
        if before_wide && widest.is_finite() { WIDEST_BEFORE_WIDE } else { widest }
    }

    /// The widest of what cannot be broken from the atom `from` on, up to the first that begins with
    /// the atom `to` or after it, as a share of the measure.
    fn widest_part(&self, galley: &Galley, from: usize, to: usize) -> f64 {
        let first = galley.seams.partition_point(|seam| seam.atom <= from);
        let ends = galley.seams[first..].iter().map(|seam| seam.atom).chain([galley.atoms.len()]);
        let (mut begin, mut widest) = (from, 0.0_f64);
        for end in ends {
            widest = widest.max(galley.atoms.get(begin..end).map_or(0.0, width_of));
            if begin >= to {
                break;
            }
            begin = end;
        }
        widest / self.format.measure.to_pt()
    }

    /// The atoms of a line with kashidas, when it needs them and may have them.
    fn lengthened(
        &self,
        galley: &Galley,
        atoms: &[Atom],
        available: f64,
        space: f64,
        is_last: bool,
    ) -> Option<Vec<Atom>> {
        let stretcher = self.stretcher.filter(|_| !is_last)?;
        stretcher.lengthen(atoms, &galley.words, available - width_of(atoms), space)
    }

    /// Factor on the natural width of the spaces of a line that lacks `lack` points.
    fn space_ratio(&self, lack: f64, space: f64, is_last: bool) -> f64 {
        let stays = self.format.align != Align::Justify || (is_last && lack > 0.0);
        if stays || space <= 0.0 {
            return 1.0;
        }
        (1.0 + lack / space).max(1.0 - self.format.space_shrink)
    }

    /// Left edge of a line of `width` in the measure.
    fn left(&self, available: f64, width: f64) -> f64 {
        let rest = available - width;
        let from_start = match self.format.align {
            Align::Justify | Align::Start => 0.0,
            Align::Center => rest / 2.0,
            Align::End => rest,
        };
        if self.is_rtl() { rest - from_start } else { self.indent + from_start }
    }

    /// The visible pieces in reading order, at their places.
    fn pieces(&self, atoms: &[Atom], left: f64, ratio: f64) -> Vec<Piece> {
        let width = |atom: &Atom| match atom.kind {
            AtomKind::Space => atom.width * ratio,
            _ => atom.width,
        };
        let mut places = vec![0.0; atoms.len()];
        let mut x = left;
        for index in visual_order(atoms) {
            places[index] = x;
            x += width(&atoms[index]);
        }
        atoms.iter().zip(places).map(|(atom, x)| self.piece(atom, x, width(atom))).collect()
    }

    fn piece(&self, atom: &Atom, x: f64, width: f64) -> Piece {
        let run = &self.text.runs[atom.styled];
        let end = (atom.start + atom.run.text.len()).min(run.range.end);
        Piece {
            run: atom.run.clone(),
            x: Length::pt(x),
            width: Length::pt(width),
            style: run.style.clone(),
            span: sub_span(run, atom.start..end),
        }
    }

    /// Highest ascent and lowest descent of the line's faces and objects.
    fn extent(&self, atoms: &[Atom]) -> (Length, Length) {
        let mut previous = None;
        let (mut ascent, mut descent) = (None::<Length>, None::<Length>);
        for atom in atoms {
            // Most atoms look like the one before them.
            if previous.replace((atom.styled, atom.run.face)) == Some((atom.styled, atom.run.face))
            {
                continue;
            }
            let style = &self.text.runs[atom.styled].style;
            let (up, down) = self.own_extent(atom, style);
            ascent = Some(ascent.map_or(up + style.rise, |a| a.max(up + style.rise)));
            descent = Some(descent.map_or(down - style.rise, |d| d.max(down - style.rise)));
        }
        (ascent.unwrap_or_default(), descent.unwrap_or_default())
    }

    /// Ascent and descent of one atom, from its own baseline.
    fn own_extent(&self, atom: &Atom, style: &TextStyle) -> (Length, Length) {
        if let Some(object) = &style.object {
            return (object.height, Length::ZERO);
        }
        let face = self.fonts.face(atom.run.face);
        let up = face.scale(i32::from(face.ascent), style.size);
        (up, face.scale(-i32::from(face.descent), style.size))
    }
}

fn width_of(atoms: &[Atom]) -> f64 {
    atoms.iter().map(|atom| atom.width).sum()
}

fn spaces(atoms: &[Atom]) -> impl Iterator<Item = &Atom> {
    atoms.iter().filter(|atom| atom.kind == AtomKind::Space)
}

/// Indices of `atoms` from left to right: rule L2 of UAX #9. Atoms with a fence of a lower level
/// between them are no run.
fn visual_order(atoms: &[Atom]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..atoms.len()).collect();
    let highest = atoms.iter().map(|atom| atom.level).max().unwrap_or(0);
    let lowest_odd = atoms.iter().map(|atom| atom.level.min(atom.fence) | 1).min().unwrap_or(1);
    for level in (lowest_odd..=highest).rev() {
        // What a higher level turned round stays inside its own places, so the run of atoms
        // `from..to` fills the places `from..to`.
        let mut from = 0;
        while from < atoms.len() {
            let goes_on = |atom: &&Atom| atom.level >= level && atom.fence >= level;
            let is_run = atoms[from].level >= level;
            let to = from + 1 + atoms[from + 1..].iter().take_while(goes_on).count();
            if is_run {
                order[from..to].reverse();
            }
            from = if is_run { to } else { from + 1 };
        }
    }
    order
}

/// The smallest span over pieces of one file.
fn whole_span(pieces: &[Piece]) -> Span {
    let mut spans = pieces.iter().map(|piece| piece.span);
    let Some(first) = spans.next() else { return Span::default() };
    spans
        .fold(first, |whole, span| if span.source == whole.source { whole.to(span) } else { whole })
}
