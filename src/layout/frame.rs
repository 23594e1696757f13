//! Frames: the vertical boxes that a chapter is made of before it is cut into pages.
//!
//! A frame is never split. What stands in it is placed from its own top edge and from the left edge
//! of the type area; the page builder only moves it down and, at the very end, in from the margin.

use std::sync::Arc;

use super::paged::{Item, PartOf};
use crate::base::{Direction, Length, Size, Span};
use crate::design::model::Style;
use crate::document::NoteId;
use crate::text::model::Line;

/// Ink of naskh above the baseline, in em: the stroke of ک and the alef with its madda.
const INK_ABOVE: f64 = 0.8;
/// Ink below the baseline, in em: the bowls of ی and ن, the tail of م.
const INK_BELOW: f64 = 0.45;

/// A vertical box.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// What stands in it, in reading order.
    pub items: Vec<Item>,
    /// Its height.
    pub height: Length,
    /// Space above it; adjoining spaces do not add up, the larger counts. Dropped at a page's top.
    pub before: Length,
    /// Space below it.
    pub after: Length,
    /// Whether its top falls on the baseline grid.
    pub on_grid: bool,
    /// Whether a page may end below it.
    pub hold: Hold,
    /// What it costs to end a page below it even where it may end: in the unit of the page builder.
    pub penalty: f64,
    /// Which of the spaces around it may be stretched so that its page reaches the foot.
    pub elastic: Elastic,
    /// What it is, as far as the page builder treats it in a way of its own.
    pub kind: FrameKind,
    /// Whether it goes on beside-one-another with the frame above it: the next lines of the cells of
    /// a row. What of such frames stands on one page is read block by block.
    pub joins: bool,
    /// Footnotes whose marks stand in it, in reading order.
    pub notes: Vec<NoteId>,
    /// Anchors that stand in it, with their distance from its top.
    pub anchors: Vec<(String, Length)>,
    /// The section that begins with it.
    pub section: Option<Arc<Section>>,
    /// What is set again above it when a page begins with it: the head of a table.
    pub repeat: Option<Arc<Frame>>,
    /// The smallest share of its height to which its image may be scaled so that it fits on the
    /// page that it begins on; `None` for everything but images.
    pub shrink: Option<f64>,
    /// Where its content was written.
    pub span: Span,
}

/// The title of a section, for running heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its words.
    pub title: String,
    /// Where they are written.
    pub span: Span,
}

/// Which of the spaces around a frame may be stretched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Elastic {
    /// That above it.
    pub above: bool,
    /// That below it.
    pub below: bool,
}

/// Frames that the page builder knows apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FrameKind {
    /// Any other.
    #[default]
    Plain,
    /// The white above the opening of a chapter.
    Drop,
    /// A row of a table.
    Row,
}

/// How strongly a frame holds on to the next one. The page builder ends a page at the weakest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// A page may end here.
    #[default]
    Free,
    /// A page should not end here: it would leave a widow, an orphan or a lonely question.
    Avoid,
    /// What follows belongs to it: a heading, a picture and its caption.
    Keep,
}

impl Frame {
    /// White space that stays even at the top of a page: the drop of a chapter opening.
    pub fn space(height: Length) -> Frame {
        Frame { height, hold: Hold::Keep, kind: FrameKind::Drop, ..Frame::default() }
    }

    /// A line of text of `style`, standing in `column`.
    pub fn line(line: Line, style: &Style, column: Column, part: PartOf) -> Frame {
        let mut frame = Frame { notes: line.notes.clone(), span: line.span, ..Frame::default() };
        let baseline = baseline(style) + object_excess(&line, baseline(style));
        frame.height = style.leading + (baseline - self::baseline(style));
        frame.anchors = line.anchors.iter().map(|name| (name.clone(), Length::ZERO)).collect();
        frame.items.push(Item::Text { line: Arc::new(line), x: column.left, baseline, part });
        frame
    }

    /// A horizontal rule over the whole of `column`.
    pub fn rule(column: Column, thickness: Length, ink: f64) -> Frame {
        let size = Size { width: column.width, height: thickness };
        let fill = Item::Fill { x: column.left, y: Length::ZERO, size, ink };
        Frame { items: vec![fill], height: thickness, ..Frame::default() }
    }

    /// The baseline of the first line of text in it, if there is one.
    pub fn first_baseline(&self) -> Option<Length> {
        self.items.iter().find_map(|item| match item {
            Item::Text { baseline, .. } => Some(*baseline),
            Item::Fill { .. } | Item::Image { .. } => None,
        })
    }
}

/// Distance from the top of a line's box to its baseline: the ink stands in the middle of the box.
///
/// It depends on the style alone, never on the letters of the line, so that all lines of one style
/// stand at equal distances.
pub fn baseline(style: &Style) -> Length {
    let spare = style.leading - style.size * (INK_ABOVE + INK_BELOW);
    spare / 2.0 + style.size * INK_ABOVE
}

/// By how much an image standing in the line rises above the line's box.
fn object_excess(line: &Line, baseline: Length) -> Length {
    let objects = line.pieces.iter().filter_map(|piece| piece.style.object.as_ref());
    objects.map(|object| object.height - baseline).fold(Length::ZERO, Length::max)
}

/// A column of text inside the type area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Distance of its left edge from the left edge of the type area.
    pub left: Length,
    /// Its width: the measure.
    pub width: Length,
}

/// The narrowest measure that indents may leave, so that deeply nested text still has room for a
/// word: 6 em of body type.
const NARROWEST: Length = Length::pt(60.0);

impl Column {
    /// The column that remains after an indent at the start side and one at the end side. Indents
    /// give way before the measure becomes too narrow for words.
    #[must_use]
    pub fn indent(self, direction: Direction, start: Length, end: Length) -> Column {
        let room = (self.width - NARROWEST).max(Length::ZERO);
        let wanted = start + end;
        let share = if wanted > room { room / wanted } else { 1.0 };
        let (start, end) = (start * share, end * share);
        let left = if direction.is_rtl() { end } else { start };
        Column { left: self.left + left, width: self.width - start - end }
    }

    /// Left edge of a box of `width` that stands at distance `from_start` from the start side.
    pub fn place(self, direction: Direction, from_start: Length, width: Length) -> Length {
        if direction.is_rtl() {
            self.left + self.width - from_start - width
        } else {
            self.left + from_start
        }
    }
}

impl Item {
    /// The same item, moved to the right and down.
    #[must_use]
    pub fn moved(mut self, right: Length, down: Length) -> Item {
        match &mut self {
            Item::Text { x, baseline, .. } => {
                *x += right;
                *baseline += down;
            }
            Item::Fill { x, y, .. } | Item::Image { x, y, .. } => {
                *x += right;
                *y += down;
            }
        }
        self
    }

    /// The number of the block that it is part of; furniture is part of none and comes last.
    pub fn block(&self) -> u32 {
        match self {
            Item::Text { part: PartOf::Content { block, .. }, .. } => *block,
            _ => u32::MAX,
        }
    }

    /// Whether it is furniture, which comes last on a page.
    pub fn is_furniture(&self) -> bool {
        matches!(self, Item::Text { part: PartOf::Furniture, .. } | Item::Fill { .. })
    }
}

/// `frames` below one another as one box that is never split.
pub fn stack(frames: Vec<Frame>) -> Frame {
    let mut whole = Frame::default();
    let mut previous_after = None;
    for frame in frames {
        let gap = if let Some(after) = previous_after {
            frame.before.max(after)
        } else {
            (whole.before, whole.on_grid, whole.span) = (frame.before, frame.on_grid, frame.span);
            whole.elastic.above = frame.elastic.above;
            Length::ZERO
        };
        let top = whole.height + gap;
        whole.items.extend(frame.items.into_iter().map(|item| item.moved(Length::ZERO, top)));
        whole.anchors.extend(frame.anchors.into_iter().map(|(name, y)| (name, top + y)));
        whole.notes.extend(frame.notes);
        whole.height = top + frame.height;
        (whole.after, whole.elastic.below) = (frame.after, frame.elastic.below);
        previous_after = Some(frame.after);
    }
    whole
}
