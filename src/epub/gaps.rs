//! Characters that no font of the book has. On paper they would print as empty boxes; in an e-book
//! they come from whatever font the reading system has, so they are refused there too.

use super::charset::CharSet;
use super::cover::one_run;
use crate::assembly::book::{Book, Chapter};
use crate::base::Span;
use crate::design::Design;
use crate::design::model::Role;
use crate::document::visit::{each_block, each_inline, each_inlines};
use crate::document::{Block, BlockKind, Inline, InlineKind};
use crate::font::{FontLibrary, FontPlan};
use crate::text::Typesetter;

/// Lets the typesetter look at every text of the book with a character that no face of `plan` has,
/// so that it reports each of them at its place. `chars` are those of the book and of its style sheet: most books stop here.
pub fn look_for(
    book: &Book,
    design: &Design,
    (library, plan): (&FontLibrary, &FontPlan),
    typesetter: &Typesetter<'_>,
    chars: &CharSet,
) {
    let faces = plan.faces();
    let has = |c: char| faces.iter().any(|face| library.face(*face).coverage.has(c));
    let suspects: Vec<char> = chars.iter().filter(|c| !has(*c)).collect();
    if suspects.is_empty() {
        return;
    }
    let mut look = |text: &str, role: Role, span: Span| {
        if text.contains(suspects.as_slice()) {
            let style = design.style(role);
            typesetter.extent(&one_run(text, style, style.size, span), book.direction());
        }
    };
    for chapter in book.chapters() {
        each_text(chapter, &mut look);
        each_sign(chapter, design, &mut look);
    }
}

/// Calls `on_text` for every piece of text of a chapter with the role whose fonts it is set in.
fn each_text(chapter: &Chapter, on_text: &mut impl FnMut(&str, Role, Span)) {
    of_inlines(&chapter.title, on_text);
    of_inlines(&chapter.subtitle, on_text);
    of_blocks(&chapter.blocks, on_text);
    for note in &chapter.notes {
        of_blocks(&note.blocks, on_text);
    }
}

/// The same for the signs that the design adds to a chapter.
fn each_sign(chapter: &Chapter, design: &Design, on_text: &mut impl FnMut(&str, Role, Span)) {
    let design = &design.chapter;
    if let Some(sign) = design.ornament_at(design.ornament_place) {
        on_text(sign, Role::ChapterOrnament, chapter.title_span());
    }
    each_block(&chapter.blocks, &mut |block| {
        if let BlockKind::ThematicBreak = &block.kind {
            on_text(&design.thematic_break, Role::ThematicBreak, block.span);
        }
    });
}

fn of_blocks(blocks: &[Block], on_text: &mut impl FnMut(&str, Role, Span)) {
    each_inlines(blocks, &mut |inlines| of_inlines(inlines, on_text));
    each_block(blocks, &mut |block| {
        if let BlockKind::Code { text, .. } = &block.kind {
            on_text(text, Role::Code, block.span);
        }
    });
}

fn of_inlines(inlines: &[Inline], on_text: &mut impl FnMut(&str, Role, Span)) {
    each_inline(inlines, &mut |inline| match &inline.kind {
        InlineKind::Text(text) => on_text(text, Role::Body, inline.span),
        InlineKind::Code(text) => on_text(text, Role::Code, inline.span),
        _ => {}
    });
}
