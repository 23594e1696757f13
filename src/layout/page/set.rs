//! Puts on a page what the plan gave it.

use super::cost::SAME;
use super::galley::{Galley, Place, ROUNDING};
use super::justify;
use super::plan::{Cut, Kind};
use super::sheet::Sheet;
use crate::base::{Code, Diagnostic, Length, Size, Span};
use crate::layout::frame::Frame;
use crate::layout::paged::{Item, PartOf};

/// The page of `cut`.
pub fn page(galley: &mut Galley, cut: Cut, diagnostics: &mut Vec<Diagnostic>) -> Sheet {
    let mut sheet = Sheet::default();
    match cut.kind {
        Kind::Text { floats, last } => {
            let stretches = !last;
            text(galley, &cut, floats, stretches, &mut sheet, diagnostics);
        }
        Kind::Floats => float_page(galley, cut.start, cut.end, &mut sheet),
        Kind::Notes => {}
    }
    let (start, end) = (cut.start.frame, cut.end.frame);
    diagnostics.extend(galley.notes.late(cut.start.note, cut.end.note, start, end).map(late));
    for frame in galley.notes.foot(cut.start.note, cut.end.note, cut.depth) {
        sheet.add(frame, Length::ZERO);
    }
    sheet.finished()
}

/// The text of a page with the figures at its head.
fn text(
    galley: &mut Galley,
    cut: &Cut,
    floats: usize,
    stretches: bool,
    sheet: &mut Sheet,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (start, end) = (cut.start.frame, cut.end.frame);
    let (mut stands, row) = galley.stands(cut.start, floats, end);
    let Some(row) = row else { return };
    if stretches {
        let called = galley.notes.called(end);
        let foot = galley.notes.fill(cut.start.note, called, cut.depth - row.bottom, false);
        let room = cut.depth - row.bottom - foot.height;
        if room > SAME {
            let flush = foot.height <= Length::ZERO;
            justify::fill(galley, &mut stands, &row, room, flush);
        }
    }
    if let Some(repeat) = galley.frames[start].repeat.clone() {
        sheet.add(Frame::clone(&repeat), galley.head(cut.start.float, floats));
    }
    let mut figures = figures_at_head(galley, cut, floats);
    for stand in stands {
        while let Some((_, figure, top)) = figures.pop_if(|(at, ..)| *at <= stand.at) {
            sheet.add(figure, top);
        }
        let frame = &mut galley.frames[stand.at];
        if stand.top + frame.height * stand.scale > galley.area.height + ROUNDING {
            diagnostics.push(too_large(frame));
        }
        if stand.scale < 1.0 {
            scale(frame, stand.scale);
        }
        let taken = Frame {
            items: std::mem::take(&mut frame.items),
            anchors: std::mem::take(&mut frame.anchors),
            notes: std::mem::take(&mut frame.notes),
            section: frame.section.take(),
            joins: frame.joins,
            ..Frame::default()
        };
        sheet.add(taken, stand.top);
    }
    for (_, figure, top) in figures.into_iter().rev() {
        sheet.add(figure, top);
    }
}

/// The figures at the head of a page, the last one first, each with its top and the frame that it is
/// read before: the one that it was written before, else the first one that begins a block.
fn figures_at_head(galley: &mut Galley, cut: &Cut, floats: usize) -> Vec<(usize, Frame, Length)> {
    let (start, end) = (cut.start.frame, cut.end.frame);
    let mut figures = Vec::with_capacity(floats);
    let mut top = Length::ZERO;
    let first_block = block(&galley.frames[start]);
    let begins = (start + 1..end).find(|at| block(&galley.frames[*at]) != first_block);
    for float in &mut galley.floats[cut.start.float..cut.start.float + floats] {
        let place = if float.mention < start { begins.unwrap_or(end) } else { float.mention };
        let below = top + float.frame.height + float.space();
        figures.push((place, std::mem::take(&mut float.frame), top));
        top = below;
    }
    figures.reverse();
    figures
}

/// The block that a frame is part of.
fn block(frame: &Frame) -> Option<u32> {
    frame.items.iter().find_map(|item| match item {
        Item::Text { part: PartOf::Content { block, .. }, .. } => Some(*block),
        _ => None,
    })
}

/// Figures alone, in the middle of the page.
fn float_page(galley: &mut Galley, start: Place, end: Place, sheet: &mut Sheet) {
    let floats = &mut galley.floats[start.float..end.float];
    let heights: Length = floats.iter().map(|float| float.frame.height + float.space()).sum();
    let spare = galley.area.height - heights;
    let mut top = (spare / 2.0).max(Length::ZERO);
    for float in floats {
        let frame = std::mem::take(&mut float.frame);
        let below = top + frame.height + frame.after.max(frame.before);
        sheet.add(frame, top);
        top = below;
    }
}

/// Scales the image in `frame`, which stays in the middle of its column.
fn scale(frame: &mut Frame, share: f64) {
    frame.height = frame.height * share;
    for item in &mut frame.items {
        if let Item::Image { x, size, .. } = item {
            *x += size.width * ((1.0 - share) / 2.0);
            *size = Size { width: size.width * share, height: size.height * share };
        }
    }
}

fn late(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NoteLate, "this note begins on a later page than its mark stands on")
        .at(span)
        .hint("shorten the notes of that line, or spread their marks over several lines")
}

fn too_large(frame: &Frame) -> Diagnostic {
    Diagnostic::new(Code::TooLargeForPage, "this does not fit on one page")
        .at(frame.span)
        .hint("shorten it, or choose a larger page or smaller type")
}
