//! Poems: couplets in two columns of one width, free verse line by line (typography.md §5).

mod free;
mod labels;
mod stacked;
mod width;

use self::labels::Numbers;
use super::flow::{Flow, Place, aligned, hold_lines};
use super::frame::{Column, Frame, stack};
use super::grid;
use super::paged::{ContentKind, Item};
use crate::base::{Code, Diagnostic, Em, Length, Span};
use crate::design::model::{Align, Role, Style};
use crate::document::{Inline, Verse, VerseForm, VerseLine};
use crate::text::model::{ParagraphFormat, Piece, StyledText};

/// How far the second of two hemistichs that stand below one another stands in, at least and at
/// most.
const STEP: (Em, Em) = (Em(2.0), Em(4.0));
/// Share of the design's gap that is left between columns when a poem needs the room.
const NARROW_GAP: f64 = 0.6;
/// Smallest type, as a share of the design's, in which a poem is set to keep its columns: 13.5 pt
/// become 11.6 pt, hardly less than the footnotes' size.
const SMALL_TYPE: f64 = 0.86;
/// Share of its beyts that a poem set in columns must have room for; the others go on two lines
/// each. With fewer in columns the poem would look like two poems.
const MOST: f64 = 0.66;
/// The widest a word space of a hemistich is made, as a multiple of its natural width. With spaces
/// alone half of the hemistichs of a ghazal need 2.3, nine of ten 4 (typography.md §5), with kashidas
/// hardly one 3. What needs more than this is no short hemistich but another metre (مستزاد): it keeps
/// its own width.
const WIDEST_SPACE: f64 = 8.0;
/// How much further than in running text the word spaces of a hemistich give way, as a multiple of
/// the design's shrink, before its beyt leaves the columns of its poem: a third of a space becomes
/// half of one. A single tight line is seen less than a single beyt on two lines.
const TIGHT: f64 = 1.5;
/// Beyts that are not left alone at a page's foot or head.
const BEYTS_TOGETHER: usize = 2;
/// Tallest beyt, as a share of the type area, that is kept whole.
const WHOLE_BEYT: f64 = 0.5;
/// Forgives the rounding of sums.
const ROUNDING: Length = Length::pt(0.01);

/// A line of a poem of couplets, measured.
enum Measured<'a> {
    Couplet { first: Hemistich<'a>, second: Hemistich<'a> },
    Single(Hemistich<'a>),
}

/// A hemistich and its widths.
struct Hemistich<'a> {
    content: &'a [Inline],
    text: StyledText,
    /// On one line with natural spaces.
    natural: Length,
    /// With spaces as narrow as running text may have them.
    narrowest: Length,
    /// With spaces as narrow as a beyt may have them that would leave the columns otherwise.
    tightest: Length,
}

/// Two places for hemistichs of one width, at the two edges of the poem.
#[derive(Clone, Copy)]
struct Columns {
    /// The whole poem.
    poem: Column,
    /// Width of each hemistich.
    width: Length,
}

impl Columns {
    fn new(around: Column, width: Length, between: Length) -> Columns {
        let total = width + between;
        let left = around.left + (around.width - total) / 2.0;
        Columns { poem: Column { left, width: total }, width }
    }
}

impl Columns {
    /// The place of a first hemistich.
    fn near(&self, place: &Place) -> Column {
        let left = self.poem.place(place.direction, Length::ZERO, self.width);
        Column { left, width: self.width }
    }

    /// The place of a second hemistich.
    fn far(&self, place: &Place) -> Column {
        let from_start = self.poem.width - self.width;
        let left = self.poem.place(place.direction, from_start, self.width);
        Column { left, width: self.width }
    }
}

/// How the beyts of a poem are set.
struct Geometry {
    /// Hemistichs side by side; `None` when too many are too wide for that.
    beside: Option<Columns>,
    /// Hemistichs below one another, the second one at the far edge: between the edges of the poem
    /// where they have room there.
    below: Columns,
    /// Type size, as a share of the design's.
    scale: f64,
}

impl Geometry {
    /// The edges of the poem.
    fn poem(&self) -> Column {
        self.beside.unwrap_or(self.below).poem
    }

    /// The columns in which a beyt stands side by side; `None` when it is too wide for them.
    fn columns_for(&self, first: &Hemistich, second: &Hemistich) -> Option<Columns> {
        let wider = first.tightest.max(second.tightest);
        self.beside.filter(|columns| wider <= columns.width + ROUNDING)
    }

    /// The space between the hemistichs of a beyt, when they stand side by side.
    fn gap_beside(&self, first: &Hemistich, second: &Hemistich) -> Option<Column> {
        let columns = self.columns_for(first, second)?;
        let width = columns.poem.width - columns.width * 2.0;
        Some(Column { left: columns.poem.left + columns.width, width })
    }
}

impl Flow<'_> {
    /// A poem.
    pub(super) fn verse(&mut self, verse: &Verse, place: &Place) {
        let role = match verse.form {
            VerseForm::Couplets | VerseForm::Stacked => Role::VerseHemistich,
            VerseForm::Free | VerseForm::Stairs => Role::VerseLine,
        };
        let style = &self.verse_style(role, place);
        let column = place.column.indent(place.direction, style.start_indent, style.end_indent);
        let kind = if place.kind == ContentKind::Note { place.kind } else { ContentKind::Verse };
        let inner = Place { role, kind, column, spaced: false, ..place.clone() };
        self.spaced(style, |flow| {
            flow.verse_title(verse, place);
            let (stanzas, poem) = match verse.form {
                VerseForm::Couplets => flow.couplets(verse, style, &inner),
                VerseForm::Stacked => flow.stacked(verse, style, &inner),
                VerseForm::Free | VerseForm::Stairs => {
                    (flow.free_verse(verse, style, &inner), inner.column)
                }
            };
            for (at, mut stanza) in stanzas.into_iter().enumerate() {
                if let (1.., Some(first)) = (at, stanza.first_mut()) {
                    first.before = first.before.max(flow.scope.setting.design.verse.stanza_space);
                }
                for frame in stanza {
                    flow.push(frame);
                }
            }
            flow.verse_poet(verse, poem, &inner);
        });
        self.opens = true;
    }

    /// The style of a poem at `place`: in a footnote, in the type of the note and close to its text.
    fn verse_style(&self, role: Role, place: &Place) -> Style {
        let style = self.style(role);
        if place.kind != ContentKind::Note {
            return style.clone();
        }
        let note = self.style(place.role);
        Style {
            size: note.size,
            leading: note.leading,
            space_before: Length::ZERO,
            space_after: Length::ZERO,
            ..style.clone()
        }
    }

    /// The stanzas of a poem in columns, and its edges.
    fn couplets(
        &mut self,
        verse: &Verse,
        style: &Style,
        place: &Place,
    ) -> (Vec<Vec<Frame>>, Column) {
        let style = &aligned(style, Align::Start);
        let mut stanzas = self.measured(verse, style, place);
        let geometry = self.geometry(&stanzas, style, place);
        if geometry.scale < 1.0 {
            let smaller = Style { size: style.size * geometry.scale, ..style.clone() };
            stanzas = self.measured(verse, &smaller, place);
        }
        let mut numbers = Numbers::of_couplets(verse, self.scope.setting);
        let mut set = Vec::with_capacity(stanzas.len());
        for stanza in &stanzas {
            let mut frames: Vec<Frame> = Vec::with_capacity(stanza.len());
            for line in stanza {
                match line {
                    Measured::Couplet { first, second } => {
                        let mut beyt = self.couplet(first, second, &geometry, style, place);
                        let gap = geometry.gap_beside(first, second);
                        numbers.number(&mut beyt, geometry.poem(), gap, place, self.scope.setting);
                        frames.extend(beyt);
                    }
                    Measured::Single(single) => frames.extend(self.refrain(single, style, place)),
                }
            }
            hold_lines(&mut frames, BEYTS_TOGETHER, BEYTS_TOGETHER);
            set.push(frames);
        }
        (set, geometry.poem())
    }

    /// The poem with its hemistichs composed in `style` and measured.
    fn measured<'v>(
        &mut self,
        verse: &'v Verse,
        style: &Style,
        place: &Place,
    ) -> Vec<Vec<Measured<'v>>> {
        let mut hemistich = |content: &'v [Inline]| {
            let text = self.compose(content, style, place);
            self.hemistich(content, text, place)
        };
        let mut measured = |line: &'v VerseLine| match line {
            VerseLine::Couplet { first, second, .. } => {
                Measured::Couplet { first: hemistich(first), second: hemistich(second) }
            }
            VerseLine::Single { content, .. } => Measured::Single(hemistich(content)),
        };
        let stanzas = verse.stanzas.iter();
        stanzas.map(|stanza| stanza.lines.iter().map(&mut measured).collect()).collect()
    }

    fn hemistich<'v>(
        &self,
        content: &'v [Inline],
        text: StyledText,
        place: &Place,
    ) -> Hemistich<'v> {
        let setting = self.scope.setting;
        let natural = setting.typesetter.extent(&text, place.direction).natural;
        let mut give = Length::ZERO;
        if natural <= place.column.width * 2.0 {
            let line = setting.natural(&text, place.direction);
            let spaces = line.pieces.iter().filter(|piece| is_space(piece));
            let shrink = setting.design.paragraph.space_shrink;
            give = spaces.map(|space| space.width).sum::<Length>() * shrink;
        }
        Hemistich {
            content,
            text,
            natural,
            narrowest: natural - give,
            tightest: natural - give * TIGHT,
        }
    }

    /// One width for the whole poem: its widest hemistich. When that is too wide for the design's
    /// columns, the gap and the word spaces give way first, then a little of the type size, then
    /// more of the spaces, then the beyts that are too wide leave the columns, each by itself; only
    /// when most of them are, the columns go.
    fn geometry(&self, stanzas: &[Vec<Measured>], style: &Style, place: &Place) -> Geometry {
        let verse = &self.scope.setting.design.verse;
        let measure = place.column.width;
        let widest = widths(stanzas, |hemistich| hemistich.natural).last().copied();
        let widest = widest.unwrap_or_default();
        let below = below_one_another(place.column, widest, style);
        let room = |gap: Length| ((measure - gap) / 2.0).min(measure * verse.column_share);
        let beside = |width, gap| Some(Columns::new(place.column, width, width + gap));
        let roomy = room(verse.gap);
        if widest <= roomy {
            let common = self.scope.setting.verse_width(roomy);
            return Geometry { beside: beside(widest.max(common), verse.gap), below, scale: 1.0 };
        }
        let gap = verse.gap * NARROW_GAP;
        let room = room(gap);
        let narrowest = widths(stanzas, |hemistich| hemistich.narrowest);
        let tightest = widths(stanzas, |hemistich| hemistich.tightest);
        let needed = [narrowest.last(), tightest.last()].into_iter().flatten();
        let all = needed.map(|needed| (room / *needed).min(1.0)).find(|it| *it >= SMALL_TYPE);
        let fitting = |scale: f64| tightest.iter().filter(|it| **it * scale <= room).count();
        let most = if is_mosammat(stanzas) { 1.0 } else { MOST };
        let most = (tightest.len() as f64 * most).ceil() as usize;
        let scale = all.or_else(|| [1.0, SMALL_TYPE].into_iter().find(|it| fitting(*it) >= most));
        let Some(scale) = scale else { return Geometry { beside: None, below, scale: 1.0 } };
        // The widest of those that stay in the columns.
        let inside =
            widths(
                stanzas,
                |it| if it.tightest * scale <= room { it.natural } else { Length::ZERO },
            );
        let width = (inside.last().copied().unwrap_or_default() * scale).min(room);
        let columns = beside(width, gap);
        let least = STEP.0.at(style.size);
        let below = match columns {
            Some(columns) if widest * scale <= columns.poem.width - least => {
                Columns { width: widest * scale, ..columns }
            }
            _ => below,
        };
        Geometry { beside: columns, below, scale }
    }

    /// A beyt: on one line when both hemistichs fit their columns, else on two.
    fn couplet(
        &mut self,
        first: &Hemistich,
        second: &Hemistich,
        geometry: &Geometry,
        style: &Style,
        place: &Place,
    ) -> Vec<Frame> {
        let beside = geometry.columns_for(first, second);
        let columns = beside.unwrap_or(geometry.below);
        let mut frames = self.hemistich_frames(first, columns.near(place), style, place);
        let second = self.hemistich_frames(second, columns.far(place), style, place);
        if beside.is_some() {
            frames.extend(second);
            return vec![abreast(frames)];
        }
        // What stands below stands at the far edge even when its spaces do not reach.
        frames.extend(second.into_iter().map(|frame| flush_with_end(frame, &columns, place)));
        self.together(frames)
    }

    /// A hemistich spread over its column; wrapped when that is too narrow for it.
    fn hemistich_frames(
        &mut self,
        hemistich: &Hemistich,
        column: Column,
        style: &Style,
        place: &Place,
    ) -> Vec<Frame> {
        if hemistich.tightest > column.width + ROUNDING {
            let lines = self.own_lines(&hemistich.text, style, column, place);
            if let [first, _, ..] = &lines[..] {
                self.diagnostics.push(turned(first.span));
            }
            return lines;
        }
        let setting = self.scope.setting;
        let format = ParagraphFormat {
            first_indent: Length::ZERO,
            space_shrink: setting.design.paragraph.space_shrink * TIGHT,
            space_widest: WIDEST_SPACE,
            ..setting.format(style, place.direction, column.width)
        };
        let line = setting.typesetter.single_line(&hemistich.text, &format);
        let part = self.new_block(place.kind);
        let on_grid = grid::fits(style, self.scope.setting.design.page.grid);
        vec![Frame { on_grid, ..Frame::line(line, style, column, part) }]
    }

    /// A line that stands alone among couplets: in the middle.
    fn refrain(&mut self, single: &Hemistich, style: &Style, place: &Place) -> Vec<Frame> {
        let centred = aligned(style, Align::Center);
        let text = self.compose(single.content, &centred, place);
        let lines = self.own_lines(&text, &centred, place.column, place);
        self.together(lines)
    }

    /// Lines that are never parted, unless there are so many that no page could hold them.
    fn together(&self, lines: Vec<Frame>) -> Vec<Frame> {
        let height: Length = lines.iter().map(|line| line.height).sum();
        let tallest = self.scope.setting.area.height * WHOLE_BEYT;
        if height > tallest { lines } else { vec![stack(lines)] }
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
}

/// Whether couplets and single hemistichs make up stanzas together (مسمط): their pattern is seen
/// only when all stanzas are set alike.
fn is_mosammat(stanzas: &[Vec<Measured>]) -> bool {
    let is_couplet = |line: &Measured| matches!(line, Measured::Couplet { .. });
    stanzas.iter().any(|stanza| stanza.iter().any(is_couplet) && !stanza.iter().all(is_couplet))
}

fn turned(span: Span) -> Diagnostic {
    let message = "this hemistich is wider than the page and goes on in a second line";
    Diagnostic::new(Code::LineOverfull, message)
        .at(span)
        .hint("part the couplet with ` / ` where it belongs, or mark the poem `{.free}`")
}

/// Widths that the couplets ask for, the narrowest first.
fn widths(stanzas: &[Vec<Measured>], width: impl Fn(&Hemistich) -> Length) -> Vec<Length> {
    let couplet = |line: &Measured| match line {
        Measured::Couplet { first, second } => Some(width(first).max(width(second))),
        Measured::Single(_) => None,
    };
    let mut widths: Vec<Length> = stanzas.iter().flatten().filter_map(couplet).collect();
    widths.sort_by(|a, b| a.to_pt().total_cmp(&b.to_pt()));
    widths
}

/// Places for hemistichs below one another: as wide as the widest of them, the second one a step
/// in, the whole in the middle of `column`.
fn below_one_another(column: Column, widest: Length, style: &Style) -> Columns {
    let (least, most) = (STEP.0.at(style.size), STEP.1.at(style.size));
    let width = widest.min(column.width - least);
    Columns::new(column, width, (column.width - width).min(most))
}

/// The line moved to the end edge of its poem.
fn flush_with_end(mut frame: Frame, columns: &Columns, place: &Place) -> Frame {
    for item in &mut frame.items {
        if let Item::Text { line, x, .. } = item {
            let end =
                columns.poem.place(place.direction, columns.poem.width - line.width, line.width);
            *x = end - line.left;
        }
    }
    frame
}

/// Frames of one line each beside one another.
fn abreast(frames: Vec<Frame>) -> Frame {
    let mut line = Frame::default();
    for frame in frames {
        line.height = line.height.max(frame.height);
        line.on_grid = frame.on_grid;
        line.span = frame.span;
        line.items.extend(frame.items);
        line.notes.extend(frame.notes);
        line.anchors.extend(frame.anchors);
    }
    line
}

fn is_space(piece: &Piece) -> bool {
    piece.width > Length::ZERO && !piece.run.text.is_empty() && piece.run.text.trim().is_empty()
}
