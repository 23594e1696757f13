//! Walking through a document. Import caps the nesting (`limits::NESTING`), so recursion is safe.

use super::{Block, BlockKind, Inline, InlineKind, Link, VerseLine};

/// Calls `on_inlines` for every run of inlines directly inside the blocks, in reading order, and
/// goes down into nested blocks. Nested inlines are not entered: see [`each_inline`].
pub fn each_inlines<'a>(blocks: &'a [Block], on_inlines: &mut impl FnMut(&'a [Inline])) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                on_inlines(content);
            }
            BlockKind::List { items, .. } => {
                for item in items {
                    each_inlines(&item.blocks, on_inlines);
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    on_inlines(&definition.term);
                    definition.details.iter().for_each(|it| each_inlines(it, on_inlines));
                }
            }
            BlockKind::Quote(blocks) | BlockKind::Division { blocks, .. } => {
                each_inlines(blocks, on_inlines);
            }
            BlockKind::Table(table) => {
                on_inlines(&table.caption);
                for row in table.head.iter().chain(&table.body) {
                    for cell in &row.cells {
                        on_inlines(&cell.content);
                    }
                }
            }
            BlockKind::Figure(figure) => on_inlines(&figure.caption),
            BlockKind::Verse(verse) => {
                on_present(&verse.title, on_inlines);
                for line in verse.stanzas.iter().flat_map(|stanza| &stanza.lines) {
                    match line {
                        VerseLine::Couplet { first, second, .. } => {
                            on_inlines(first);
                            on_inlines(second);
                        }
                        VerseLine::Single { content, .. } => on_inlines(content),
                    }
                }
                on_present(&verse.poet, on_inlines);
            }
            BlockKind::Dialogue(dialogue) => {
                for turn in &dialogue.turns {
                    on_inlines(&turn.speaker);
                    each_inlines(&turn.blocks, on_inlines);
                }
            }
            BlockKind::Code { .. } | BlockKind::ThematicBreak => {}
        }
    }
}

/// Words that most blocks of their kind do not have.
fn on_present<'a>(inlines: &'a [Inline], on_inlines: &mut impl FnMut(&'a [Inline])) {
    if !inlines.is_empty() {
        on_inlines(inlines);
    }
}

/// The same with the right to change; `on_inlines` gets each run of inlines whole.
pub fn each_inlines_mut(blocks: &mut [Block], on_inlines: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                on_inlines(content);
            }
            BlockKind::List { items, .. } => {
                for item in items {
                    each_inlines_mut(&mut item.blocks, on_inlines);
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    on_inlines(&mut definition.term);
                    definition.details.iter_mut().for_each(|it| each_inlines_mut(it, on_inlines));
                }
            }
            BlockKind::Quote(blocks) | BlockKind::Division { blocks, .. } => {
                each_inlines_mut(blocks, on_inlines);
            }
            BlockKind::Table(table) => {
                on_inlines(&mut table.caption);
                for row in table.head.iter_mut().chain(&mut table.body) {
                    for cell in &mut row.cells {
                        on_inlines(&mut cell.content);
                    }
                }
            }
            BlockKind::Figure(figure) => on_inlines(&mut figure.caption),
            BlockKind::Verse(verse) => {
                on_inlines(&mut verse.title);
                for line in verse.stanzas.iter_mut().flat_map(|stanza| &mut stanza.lines) {
                    match line {
                        VerseLine::Couplet { first, second, .. } => {
                            on_inlines(first);
                            on_inlines(second);
                        }
                        VerseLine::Single { content, .. } => on_inlines(content),
                    }
                }
                on_inlines(&mut verse.poet);
            }
            BlockKind::Dialogue(dialogue) => {
                for turn in &mut dialogue.turns {
                    on_inlines(&mut turn.speaker);
                    each_inlines_mut(&mut turn.blocks, on_inlines);
                }
            }
            BlockKind::Code { .. } | BlockKind::ThematicBreak => {}
        }
    }
}

/// The inlines directly inside `inline`.
pub fn children(inline: &Inline) -> &[Inline] {
    match &inline.kind {
        InlineKind::Emphasis(content)
        | InlineKind::Strong(content)
        | InlineKind::Strike(content)
        | InlineKind::Superscript(content)
        | InlineKind::Subscript(content)
        | InlineKind::Span { content, .. }
        | InlineKind::Link(Link { content, .. }) => content,
        InlineKind::Text(_)
        | InlineKind::Code(_)
        | InlineKind::Image { .. }
        | InlineKind::NoteRef(_)
        | InlineKind::PageRef(_)
        | InlineKind::LineBreak => &[],
    }
}

/// The same with the right to change.
pub fn children_mut(inline: &mut Inline) -> Option<&mut Vec<Inline>> {
    match &mut inline.kind {
        InlineKind::Emphasis(content)
        | InlineKind::Strong(content)
        | InlineKind::Strike(content)
        | InlineKind::Superscript(content)
        | InlineKind::Subscript(content)
        | InlineKind::Span { content, .. }
        | InlineKind::Link(Link { content, .. }) => Some(content),
        InlineKind::Text(_)
        | InlineKind::Code(_)
        | InlineKind::Image { .. }
        | InlineKind::NoteRef(_)
        | InlineKind::PageRef(_)
        | InlineKind::LineBreak => None,
    }
}

/// Calls `on_inline` for every inline, outer before inner, in reading order.
pub fn each_inline<'a>(inlines: &'a [Inline], on_inline: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        on_inline(inline);
        each_inline(children(inline), on_inline);
    }
}

/// Calls `on_inline` for every inline with the right to change, outer before inner.
pub fn each_inline_mut(inlines: &mut [Inline], on_inline: &mut impl FnMut(&mut Inline)) {
    for inline in inlines {
        on_inline(inline);
        if let Some(content) = children_mut(inline) {
            each_inline_mut(content, on_inline);
        }
    }
}

/// Calls `on_block` for every block, outer before inner, in reading order.
pub fn each_block<'a>(blocks: &'a [Block], on_block: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        on_block(block);
        match &block.kind {
            BlockKind::List { items, .. } => {
                for item in items {
                    each_block(&item.blocks, on_block);
                }
            }
            BlockKind::Definitions(definitions) => {
                for details in definitions.iter().flat_map(|it| &it.details) {
                    each_block(details, on_block);
                }
            }
            BlockKind::Quote(blocks) | BlockKind::Division { blocks, .. } => {
                each_block(blocks, on_block);
            }
            BlockKind::Dialogue(dialogue) => {
                for turn in &dialogue.turns {
                    each_block(&turn.blocks, on_block);
                }
            }
            _ => {}
        }
    }
}

/// Calls `on_block` for every block with the right to change, outer before inner.
pub fn each_block_mut(blocks: &mut [Block], on_block: &mut impl FnMut(&mut Block)) {
    for block in blocks {
        on_block(block);
        match &mut block.kind {
            BlockKind::List { items, .. } => {
                for item in items {
                    each_block_mut(&mut item.blocks, on_block);
                }
            }
            BlockKind::Definitions(definitions) => {
                for details in definitions.iter_mut().flat_map(|it| &mut it.details) {
                    each_block_mut(details, on_block);
                }
            }
            BlockKind::Quote(blocks) | BlockKind::Division { blocks, .. } => {
                each_block_mut(blocks, on_block);
            }
            BlockKind::Dialogue(dialogue) => {
                for turn in &mut dialogue.turns {
                    each_block_mut(&mut turn.blocks, on_block);
                }
            }
            _ => {}
        }
    }
}
