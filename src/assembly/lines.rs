//! Words of the manifest as blocks: a dedication, a motto; and what pieces are called.

use crate::base::{Span, Spanned};
use crate::document::{Attributes, Block, BlockKind, DivRole, Inline, InlineKind};
use crate::manifest::plan::{PieceRole, WrittenPiece};
use crate::wording::Words;

/// What a piece is called that has no title of its own.
pub const fn title(role: PieceRole, words: &Words) -> &'static str {
    let matter = &words.matter;
    match role {
        PieceRole::Dedication => matter.dedication,
        PieceRole::Epigraph => matter.epigraph,
        PieceRole::Foreword => matter.foreword,
        PieceRole::Preface => matter.preface,
        PieceRole::Introduction => matter.introduction,
        PieceRole::PublisherNote => matter.publisher_note,
        PieceRole::Acknowledgments => matter.acknowledgments,
        PieceRole::Afterword => matter.afterword,
        PieceRole::Appendix => matter.appendix,
        PieceRole::Glossary => words.pieces.glossary,
        PieceRole::Bibliography => matter.bibliography,
        PieceRole::Notes => words.pieces.notes,
        PieceRole::AboutAuthor => matter.about_author,
    }
}

/// The lines of `piece` in one paragraph, its source in another below.
pub fn blocks(piece: &WrittenPiece) -> Vec<Block> {
    let Some(first) = piece.lines.first() else { return Vec::new() };
    let mut blocks = vec![paragraph(&piece.lines, first.span)];
    blocks.extend(piece.source.as_ref().map(|source| {
        let words = vec![paragraph(std::slice::from_ref(source), source.span)];
        division(DivRole::Signature, words, source.span)
    }));
    blocks
}

/// `lines` below one another.
fn paragraph(lines: &[Spanned<String>], span: Span) -> Block {
    let mut words = Vec::with_capacity(lines.len() * 2);
    for line in lines {
        if !words.is_empty() {
            words.push(Inline::new(InlineKind::LineBreak, line.span));
        }
        words.push(Inline::new(InlineKind::Text(line.value.clone()), line.span));
    }
    Block::new(BlockKind::Paragraph(words), span)
}

fn division(role: DivRole, blocks: Vec<Block>, span: Span) -> Block {
    let attributes = Attributes::default();
    Block { kind: BlockKind::Division { role, blocks }, attributes, span }
}

/// A document that is a dedication or a motto as a whole may also be marked as one with a div;
/// the page gives it that look already.
pub fn unmark(blocks: &mut [Block]) {
    let [Block { kind: BlockKind::Division { role, .. }, .. }] = blocks else { return };
    if matches!(role, DivRole::Dedication | DivRole::Epigraph) {
        *role = DivRole::Plain;
    }
}
