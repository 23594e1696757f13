//! The title, and the levels of the headings below it.

use crate::base::{SourceId, Span};
use crate::document::inline::plain_text;
use crate::document::visit::{each_block, each_block_mut};
use crate::document::{Block, BlockKind, DocumentMeta, Inline, InlineKind};
use crate::import::edited::Edited;

/// Deepest level of a heading.
const DEEPEST: u8 = 6;

/// Takes the title from a heading of level 1 at the very beginning, unless the front matter has
/// one (then only a heading with the same words goes). The highest level that remains becomes 1.
pub fn settle(meta: &mut DocumentMeta, blocks: &mut Vec<Block>) {
    if let Some(Block { kind: BlockKind::Heading { level: 1, content }, attributes, .. }) =
        blocks.first()
    {
        let same = plain_text(content).trim() == plain_text(&meta.title).trim();
        if meta.title.is_empty() || same {
            if meta.title.is_empty() {
                meta.title.clone_from(content);
            }
            if meta.id.is_none() {
                meta.id.clone_from(&attributes.id);
            }
            blocks.remove(0);
        }
    }
    relevel(blocks);
}

/// The title in the first line with words below `body`, when it is written as `# title`: what
/// [`settle`] would find, for those who read no further. Signs of Markdown in it stay.
pub fn first_line(cleaned: &Edited, body: usize, id: SourceId) -> Vec<Inline> {
    let mut at = body;
    for line in cleaned.text[body..].split_inclusive('\n') {
        if line.trim().is_empty() {
            at += line.len();
            continue;
        }
        let Some(title) = line.strip_prefix("# ") else { break };
        let title = title.trim_end().trim_end_matches('#');
        let title = title.rsplit_once('{').map_or(title, |(title, _)| title).trim();
        let (start, end) = cleaned.origin_range(at, at + line.trim_end().len());
        let text = InlineKind::Text(title.to_owned());
        return vec![Inline::new(text, Span::new(id, start, end))];
    }
    Vec::new()
}

fn relevel(blocks: &mut [Block]) {
    let mut highest = DEEPEST;
    each_block(blocks, &mut |block| {
        if let BlockKind::Heading { level, .. } = &block.kind {
            highest = highest.min(*level);
        }
    });
    each_block_mut(blocks, &mut |block| {
        if let BlockKind::Heading { level, .. } = &mut block.kind {
            *level -= highest - 1;
        }
    });
}
