//! Blocks that stand together in a look of their own: quotes, letters, mottos, asides; and the breaks
//! between blocks.

use std::sync::Arc;

use super::flow::{Blank, Flow, Place, base_style};
use super::frame::{Column, Frame, Hold};
use super::grid;
use super::paged::{ContentKind, Item, PartOf};
use crate::base::{Length, Size, Span};
use crate::design::model::{AsideDesign, AsideFrame, Role};
use crate::document::{Attributes, Block, DivRole, Inline};

/// Tallest aside, as a share of the type area, that is kept on one page.
const WHOLE_ASIDE: f64 = 0.3;

impl Flow<'_> {
    /// A paragraph of the author's, in the look that its classes ask for.
    pub(super) fn author_paragraph(
        &mut self,
        content: &[Inline],
        attributes: &Attributes,
        place: &Place,
    ) {
        let Some(role) = named_part(attributes, place) else {
            return self.paragraph(content, place);
        };
        let style = self.style(role);
        let inner = Place { kind: place.kind, ..place.inside(role, style) };
        self.opens = true;
        if matches!(role, Role::QuoteSource | Role::EpigraphSource) {
            self.hold_last(Hold::Keep);
        }
        self.spaced(style, |flow| flow.paragraph(content, &inner));
        self.opens = false;
    }

    /// Blocks in the look of `role`, indented and spaced as a whole.
    pub(super) fn enclosed(&mut self, role: Role, blocks: &[Block], place: &Place) {
        let style = self.style(role);
        let inner = Place { kind: enclosed_kind(role, place.kind), ..place.inside(role, style) };
        self.opens = true;
        let start = self.frames.len();
        self.spaced(style, |flow| flow.blocks(blocks, &inner));
        if !grid::fits(style, self.scope.setting.design.page.grid) {
            // What it holds stands as far from the text around it as the rest of it would.
            self.frames[start..].iter_mut().for_each(|frame| frame.on_grid = false);
        }
        self.opens = false;
    }

    pub(super) fn division(
        &mut self,
        role: DivRole,
        attributes: &Attributes,
        blocks: &[Block],
        place: &Place,
    ) {
        match role {
            DivRole::Plain => match named_part(attributes, place) {
                Some(part) => {
                    if matches!(part, Role::QuoteSource | Role::EpigraphSource) {
                        self.hold_last(Hold::Keep);
                    }
                    self.enclosed(part, blocks, place);
                }
                None => self.blocks(blocks, place),
            },
            DivRole::Letter => self.enclosed(Role::Letter, blocks, place),
            DivRole::Epigraph => self.enclosed(Role::Epigraph, blocks, place),
            DivRole::Dedication => self.enclosed(Role::Dedication, blocks, place),
            DivRole::Signature => self.enclosed(Role::Signature, blocks, place),
            DivRole::Aside => self.aside(blocks, place),
        }
        if matches!(role, DivRole::Epigraph | DivRole::Dedication) {
            self.opens = true;
        }
    }

    /// A remark between two rules, in a box or on a ground.
    fn aside(&mut self, blocks: &[Block], place: &Place) {
        let style = self.style(Role::Aside);
        let inner = place.inside(Role::Aside, style);
        let design = &self.scope.setting.design.aside;
        // The rules, or the edges of the ground, stand half a line away from the words.
        let rule = match design.frame {
            AsideFrame::None => Frame::default(),
            AsideFrame::Rules | AsideFrame::Box => {
                Frame::rule(place.column, design.rule, style.ink)
            }
        };
        let has_edges = design.frame != AsideFrame::None || design.ground > 0.0;
        let gap = if has_edges { style.leading / 2.0 - rule.height } else { Length::ZERO };
        let start = self.frames.len();
        self.spaced(style, |flow| {
            flow.push(Frame { hold: Hold::Keep, after: gap, ..rule.clone() });
            flow.opens = true;
            flow.blocks(blocks, &inner);
            flow.hold_last(Hold::Keep);
            flow.push(Frame { before: gap, ..rule });
        });
        // Its lines keep their distance from the rules rather than the grid.
        let frames = &mut self.frames[start..];
        let height: Length = frames.iter().map(|frame| frame.height).sum();
        let is_short = height <= self.scope.setting.area.height * WHOLE_ASIDE;
        let last = frames.len() - 1;
        for (at, frame) in frames.iter_mut().enumerate() {
            frame.on_grid = false;
            if is_short && at < last {
                frame.hold = frame.hold.max(Hold::Avoid);
            }
        }
        if design.frame == AsideFrame::Box || design.ground > 0.0 {
            without_gaps(frames);
            for frame in frames {
                frame_sides(frame, design, place.column, style.ink);
            }
        }
        self.opens = false;
    }

    /// The ornament between two scenes, or a blank line.
    pub(super) fn thematic_break(&mut self, span: Span, place: &Place) {
        let design = &self.scope.setting.design.chapter;
        let style = self.style(Role::ThematicBreak);
        let is_blank = design.thematic_break.trim().is_empty();
        let ornament = if is_blank { &design.thematic_break_edge } else { &design.thematic_break };
        let text = super::setting::plain(ornament, &base_style(style, place), span);
        if is_blank {
            let format = self.scope.setting.format(style, place.direction, place.column.width);
            let lines = self.lines(&text, style, &format, PartOf::Furniture, place.column);
            let at_top = Arc::new(super::frame::stack(lines));
            self.blank = Some(Blank { height: style.leading, at_top });
        } else {
            self.set_as(&text, style, PartOf::Furniture, place);
            self.hold_last(Hold::Avoid);
        }
        self.opens = true;
    }
}

/// Lets the spaces between frames be part of the frames, so that what is drawn beside or below them
/// is not interrupted.
fn without_gaps(frames: &mut [Frame]) {
    for at in 1..frames.len() {
        let gap = grid::gap(&frames[at - 1], &frames[at]);
        frames[at - 1].after = Length::ZERO;
        let frame = &mut frames[at];
        frame.before = Length::ZERO;
        frame.height += gap;
        let items = std::mem::take(&mut frame.items);
        frame.items = items.into_iter().map(|item| item.moved(Length::ZERO, gap)).collect();
        frame.anchors.iter_mut().for_each(|(_, y)| *y += gap);
    }
}

/// Puts the ground below a frame of an aside, and the rules at its sides.
fn frame_sides(frame: &mut Frame, design: &AsideDesign, column: Column, ink: f64) {
    let height = frame.height;
    let fill = |x: Length, width: Length, ink: f64| Item::Fill {
        x,
        y: Length::ZERO,
        size: Size { width, height },
        ink,
    };
    let mut drawn = Vec::new();
    if design.ground > 0.0 {
        drawn.push(fill(column.left, column.width, design.ground));
    }
    if design.frame == AsideFrame::Box {
        drawn.push(fill(column.left, design.rule, ink));
        drawn.push(fill(column.left + column.width - design.rule, design.rule, ink));
    }
    frame.items.splice(0..0, drawn);
}

/// The role of a part of a letter, or of the source of a quotation, that a class names.
fn named_part(attributes: &Attributes, place: &Place) -> Option<Role> {
    let is = |class| attributes.has_class(class);
    match () {
        () if is("recipient") => Some(Role::LetterRecipient),
        () if is("salutation") => Some(Role::LetterSalutation),
        () if is("date") => Some(Role::LetterDate),
        () if is("signature") => Some(Role::Signature),
        () if is("source") && place.role == Role::Epigraph => Some(Role::EpigraphSource),
        () if is("source") => Some(Role::QuoteSource),
        () => None,
    }
}

fn enclosed_kind(role: Role, around: ContentKind) -> ContentKind {
    match (role, around) {
        (_, ContentKind::Note) => ContentKind::Note,
        (Role::Quote, _) | (_, ContentKind::Quote) => ContentKind::Quote,
        _ => ContentKind::Paragraph,
    }
}
