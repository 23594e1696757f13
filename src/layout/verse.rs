//! Poems: couplets in two columns of one width, free verse line by line (typography.md §5).

use super::flow::{Flow, Place, aligned, hold_lines};
use super::frame::{Column, Frame, Hold, stack};
use super::grid;
use super::paged::ContentKind;
use super::setting::shift;
use crate::base::{Em, Length};
use crate::design::model::{Align, Role, Style};
use crate::document::{Inline, Verse, VerseForm, VerseLine};
use crate::text::model::{Line, Piece, StyledText};

/// Indent of the rest of a line of free verse that was too long for the measure.
const TURNOVER: Em = Em(2.0);
/// How far a hemistich on a line of its own stands in from the edge of the poem.
const BROKEN_INDENT: Em = Em(2.0);
/// The widest a word space of a hemistich is made, as a multiple of its natural width. Half of the
/// hemistichs of a ghazal need 2.3, nine of ten 4 (typography.md §5); what lies beyond stays ragged.
const WIDEST_SPACE: f64 = 4.0;
/// Beyts that are not left alone at a page's foot or head.
const BEYTS_TOGETHER: usize = 2;

/// A line of a poem of couplets, measured.
enum Measured<'a> {
    Couplet { first: Hemistich<'a>, second: Hemistich<'a> },
    Single(Hemistich<'a>),
}

/// A hemistich and its natural width.
struct Hemistich<'a> {
    content: &'a [Inline],
    text: StyledText,
    width: Length,
}

/// The geometry of a poem of couplets.
struct Columns {
    /// The whole poem.
    poem: Column,
    /// Width of each of its two columns.
    width: Length,
}

impl Flow<'_> {
    /// A poem.
    pub(super) fn verse(&mut self, verse: &Verse, place: &Place) {
        let role = match verse.form {
            VerseForm::Couplets => Role::VerseHemistich,
            VerseForm::Free => Role::VerseLine,
        };
        let style = self.style(role);
        let column = place.column.indent(place.direction, style.start_indent, style.end_indent);
        let kind = if place.kind == ContentKind::Note { place.kind } else { ContentKind::Verse };
        let place = Place { role, kind, column, spaced: false, ..place.clone() };
        let stanzas = match verse.form {
            VerseForm::Couplets => self.couplets(verse, style, &place),
            VerseForm::Free => self.free_verse(verse, style, &place),
        };
        self.spaced(style, |flow| {
            for (at, mut stanza) in stanzas.into_iter().enumerate() {
                if let (1.., Some(first)) = (at, stanza.first_mut()) {
                    first.before = first.before.max(flow.scope.setting.design.verse.stanza_space);
                }
                for frame in stanza {
                    flow.push(frame);
                }
            }
        });
        self.opens = true;
    }

    fn couplets(&mut self, verse: &Verse, style: &Style, place: &Place) -> Vec<Vec<Frame>> {
        let style = &aligned(style, Align::Start);
        let stanzas: Vec<Vec<Measured>> = verse
            .stanzas
            .iter()
            .map(|stanza| {
                stanza.lines.iter().map(|line| self.measured(line, style, place)).collect()
            })
            .collect();
        let columns = self.columns(stanzas.iter().flatten(), place);
        stanzas
            .into_iter()
            .map(|stanza| {
                let mut frames: Vec<Frame> = stanza
                    .into_iter()
                    .map(|line| match line {
                        Measured::Couplet { first, second } => {
                            self.couplet(&first, &second, &columns, style, place)
                        }
                        Measured::Single(single) => self.refrain(&single, style, place),
                    })
                    .collect();
                hold_lines(&mut frames, BEYTS_TOGETHER, BEYTS_TOGETHER);
                frames
            })
            .collect()
    }

    fn measured<'v>(&mut self, line: &'v VerseLine, style: &Style, place: &Place) -> Measured<'v> {
        match line {
            VerseLine::Couplet { first, second, .. } => Measured::Couplet {
                first: self.hemistich(first, style, place),
                second: self.hemistich(second, style, place),
            },
            VerseLine::Single { content, .. } => {
                Measured::Single(self.hemistich(content, style, place))
            }
        }
    }

    fn hemistich<'v>(
        &mut self,
        content: &'v [Inline],
        style: &Style,
        place: &Place,
    ) -> Hemistich<'v> {
        let text = self.compose(content, style, place);
        let width = self.scope.setting.typesetter.extent(&text, place.direction).natural;
        Hemistich { content, text, width }
    }

    /// The common width of the poem's columns: its widest hemistich, as far as the design lets a
    /// column grow.
    fn columns<'m>(&self, lines: impl Iterator<Item = &'m Measured<'m>>, place: &Place) -> Columns {
        let verse = &self.scope.setting.design.verse;
        let room = (place.column.width - verse.gap) / 2.0;
        let widest_allowed = room.min(place.column.width * verse.column_share);
        let widest = lines
            .map(|line| match line {
                Measured::Couplet { first, second } => first.width.max(second.width),
                Measured::Single(_) => Length::ZERO,
            })
            .fold(Length::ZERO, Length::max);
        let width = widest.min(widest_allowed);
        let total = width * 2.0 + verse.gap;
        let poem =
            Column { left: place.column.left + (place.column.width - total) / 2.0, width: total };
        Columns { poem, width }
    }

    /// A beyt: on one line when both hemistichs fit their columns, else on two.
    fn couplet(
        &mut self,
        first: &Hemistich,
        second: &Hemistich,
        columns: &Columns,
        style: &Style,
        place: &Place,
    ) -> Frame {
        // A hundredth of a point forgives the rounding of sums.
        let room = columns.width + Length::pt(0.01);
        if first.width > room || second.width > room {
            return self.broken_couplet(first, second, style, place);
        }
        let far = columns.poem.width - columns.width;
        let mut frame = self.hemistich_frame(first, columns, Length::ZERO, style, place);
        let second = self.hemistich_frame(second, columns, far, style, place);
        frame.height = frame.height.max(second.height);
        frame.items.extend(second.items);
        frame.notes.extend(second.notes);
        frame.anchors.extend(second.anchors);
        frame.on_grid = grid::fits(style, self.scope.setting.design.page.grid);
        frame
    }

    /// A hemistich spread over its column, which begins `from_start` of the poem's edge.
    fn hemistich_frame(
        &mut self,
        hemistich: &Hemistich,
        columns: &Columns,
        from_start: Length,
        style: &Style,
        place: &Place,
    ) -> Frame {
        let left = columns.poem.place(place.direction, from_start, columns.width);
        let mut line = self.scope.setting.natural(&hemistich.text, place.direction);
        spread(&mut line, columns.width);
        if place.direction.is_rtl() {
            let rest = columns.width - line.width;
            shift(&mut line, rest);
        }
        let part = self.new_block(place.kind);
        Frame::line(line, style, Column { left, width: columns.width }, part)
    }

    /// A beyt whose hemistichs are too wide to stand side by side: the second below the first,
    /// indented; both wrapped when even the measure is too narrow.
    fn broken_couplet(
        &mut self,
        first: &Hemistich,
        second: &Hemistich,
        style: &Style,
        place: &Place,
    ) -> Frame {
        let indent = BROKEN_INDENT.at(style.size);
        let near = place.column.indent(place.direction, Length::ZERO, indent);
        let far = place.column.indent(place.direction, indent, Length::ZERO);
        let end = aligned(style, Align::End);
        let mut frames = self.own_lines(&first.text, style, near, place);
        frames.extend(self.own_lines(&second.text, &end, far, place));
        stack(frames)
    }

    /// A line that stands alone among couplets: in the middle.
    fn refrain(&mut self, single: &Hemistich, style: &Style, place: &Place) -> Frame {
        let centred = aligned(style, Align::Center);
        let text = self.compose(single.content, &centred, place);
        stack(self.own_lines(&text, &centred, place.column, place))
    }

    /// The lines of a text set in `column`, as a block of its own.
    fn own_lines(
        &mut self,
        text: &StyledText,
        style: &Style,
        column: Column,
        place: &Place,
    ) -> Vec<Frame> {
        let part = self.new_block(place.kind);
        let format = self.scope.setting.format(style, place.direction, column.width);
        self.lines(text, style, &format, part, column)
    }

    fn free_verse(&mut self, verse: &Verse, style: &Style, place: &Place) -> Vec<Vec<Frame>> {
        let turnover = TURNOVER.at(style.size);
        let column = place.column.indent(place.direction, turnover, Length::ZERO);
        let style = &Style { first_indent: -turnover, ..aligned(style, Align::Start) };
        let paragraph = &self.scope.setting.design.paragraph;
        let stanzas = verse.stanzas.iter().map(|stanza| {
            let mut frames = Vec::new();
            let mut turned = Vec::new();
            for line in &stanza.lines {
                for content in hemistichs(line) {
                    let text = self.compose(content, style, place);
                    let lines = self.own_lines(&text, style, column, place);
                    turned.extend((1..=lines.len()).map(|at| at < lines.len()));
                    frames.extend(lines);
                }
            }
            hold_lines(&mut frames, paragraph.orphans, paragraph.widows);
            for (frame, turned) in frames.iter_mut().zip(turned) {
                frame.hold = if turned { frame.hold.max(Hold::Avoid) } else { frame.hold };
            }
            frames
        });
        stanzas.collect()
    }
}

/// The runs of words of a line, in reading order.
fn hemistichs(line: &VerseLine) -> Vec<&[Inline]> {
    match line {
        VerseLine::Couplet { first, second, .. } => vec![first, second],
        VerseLine::Single { content, .. } => vec![content],
    }
}

/// Widens the word spaces of `line` until it is `width` wide, each up to [`WIDEST_SPACE`]. Kashidas
/// will take most of this upon themselves once the paragraph setter has places for them.
pub fn spread(line: &mut Line, width: Length) {
    let spaces = line.pieces.iter().filter(|piece| is_space(piece)).count();
    if spaces == 0 || line.width >= width {
        return;
    }
    let wanted = (width - line.width) / spaces as f64;
    let mut order: Vec<usize> = (0..line.pieces.len()).collect();
    order.sort_by(|&a, &b| line.pieces[a].x.to_pt().total_cmp(&line.pieces[b].x.to_pt()));
    let (mut moved, mut ratio) = (Length::ZERO, 1.0_f64);
    for at in order {
        let piece = &mut line.pieces[at];
        piece.x += moved;
        if is_space(piece) {
            let natural = piece.width;
            let extra = wanted.min(natural * (WIDEST_SPACE - 1.0));
            piece.width += extra;
            moved += extra;
            ratio = ratio.max(piece.width / natural);
        }
    }
    line.width += moved;
    line.space_ratio = ratio;
}

fn is_space(piece: &Piece) -> bool {
    piece.width > Length::ZERO && !piece.run.text.is_empty() && piece.run.text.trim().is_empty()
}
