//! Images: from the path as written to the path that names them in the book.

use super::drafts::{Draft, Drafts};
use crate::collect::resolve_beside;
use crate::document::visit::{each_block_mut, each_inline_mut, each_inlines_mut};
use crate::document::{Block, BlockKind, Inline, InlineKind};

/// Gives every image of every chapter its key in `Book::images`: its path relative to the
/// manifest's folder. A path that leaves the project was reported when the images were read.
pub fn name(drafts: &mut Drafts) {
    for draft in &mut drafts.chapters {
        let Draft { chapter, path, .. } = draft;
        name_in_inlines(&mut chapter.title, path);
        name_in_inlines(&mut chapter.subtitle, path);
        name_in_blocks(&mut chapter.blocks, path);
        chapter.notes.iter_mut().for_each(|note| name_in_blocks(&mut note.blocks, path));
    }
}

fn name_in_blocks(blocks: &mut [Block], document: &str) {
    each_block_mut(blocks, &mut |block| {
        if let BlockKind::Figure(figure) = &mut block.kind {
            rename(&mut figure.path.value, document);
        }
    });
    each_inlines_mut(blocks, &mut |inlines| name_in_inlines(inlines, document));
}

fn name_in_inlines(inlines: &mut [Inline], document: &str) {
    each_inline_mut(inlines, &mut |inline| {
        if let InlineKind::Image { path, .. } = &mut inline.kind {
            rename(&mut path.value, document);
        }
    });
}

fn rename(path: &mut String, document: &str) {
    if let Some(key) = resolve_beside(document, path) {
        *path = key;
    }
}
