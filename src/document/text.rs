//! The words of a document, for comparing what came in with what went out.
//!
//! A test that says "nothing is lost" reads the words of a source, of the Book, of the EPUB and of
//! the PDF, and compares them. Words are compared without punctuation, because punctuation may be
//! set by the design (the colon after a speaker, the number before a list item).

use super::visit::children;
use super::{Block, BlockKind, Document, Inline, InlineKind, VerseLine};

/// All text of `document` in reading order: title, subtitle, people, date, blocks, and then the
/// notes in the order of their marks. Blocks, lines of verse and cells end with a line break.
pub fn of_document(document: &Document) -> String {
    let mut text = String::new();
    let meta = &document.meta;
    line_of(&meta.title, &mut text);
    line_of(&meta.subtitle, &mut text);
    for person in &meta.people {
        push_line(&person.name.value, &mut text);
    }
    if let Some(date) = &meta.date {
        push_line(&date.value, &mut text);
    }
    push_blocks(&document.blocks, &mut text);
    for note in &document.notes {
        push_blocks(&note.blocks, &mut text);
    }
    text
}

/// The text of `blocks` in reading order, without notes. Images give their captions and nothing
/// else: alternative texts are not printed.
pub fn of_blocks(blocks: &[Block]) -> String {
    let mut text = String::new();
    push_blocks(blocks, &mut text);
    text
}

/// The words of `text` in order: runs of letters, digits, marks, ZWNJ and ZWJ. Everything else
/// parts words and is left out; joiners at the ends of a word are left out too.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && !is_joiner(letter))
        .map(|word| word.trim_matches(is_joiner))
        .filter(|word| !word.is_empty())
}

/// The first word of `wanted` that is missing in `found` when both are read in order; `None` when
/// `wanted` is a subsequence of `found`, that is: when nothing was lost and the order was kept.
/// The number is the index of the word in `wanted`.
pub fn first_missing<'a>(wanted: &'a str, found: &str) -> Option<(usize, &'a str)> {
    let mut rest = words(found);
    words(wanted).enumerate().find(|(_, word)| !rest.any(|candidate| candidate == *word))
}

/// ZWNJ and ZWJ: parts of words that are not letters.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200C}' | '\u{200D}')
}

fn push_blocks(blocks: &[Block], text: &mut String) {
    for block in blocks {
        push_block(block, text);
    }
}

fn push_block(block: &Block, text: &mut String) {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
            line_of(content, text);
        }
        BlockKind::List { items, .. } => {
            for item in items {
                push_blocks(&item.blocks, text);
            }
        }
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                line_of(&definition.term, text);
                definition.details.iter().for_each(|details| push_blocks(details, text));
            }
        }
        BlockKind::Quote(blocks) | BlockKind::Division { blocks, .. } => push_blocks(blocks, text),
        BlockKind::Code { text: code, .. } => push_line(code, text),
        BlockKind::Table(table) => {
            line_of(&table.caption, text);
            for cell in table.head.iter().chain(&table.body).flat_map(|row| &row.cells) {
                line_of(&cell.content, text);
            }
        }
        BlockKind::Figure(figure) => line_of(&figure.caption, text),
        BlockKind::Verse(verse) => {
            line_of(&verse.title, text);
            for line in verse.stanzas.iter().flat_map(|stanza| &stanza.lines) {
                match line {
                    VerseLine::Couplet { first, second, .. } => {
                        line_of(first, text);
                        line_of(second, text);
                    }
                    VerseLine::Single { content, .. } => line_of(content, text),
                }
            }
            line_of(&verse.poet, text);
        }
        BlockKind::Dialogue(dialogue) => {
            for turn in &dialogue.turns {
                line_of(&turn.speaker, text);
                push_blocks(&turn.blocks, text);
            }
        }
        BlockKind::ThematicBreak => {}
    }
}

fn line_of(inlines: &[Inline], text: &mut String) {
    if !inlines.is_empty() {
        push_inlines(inlines, text);
        text.push('\n');
    }
}

fn push_line(line: &str, text: &mut String) {
    text.push_str(line);
    text.push('\n');
}

fn push_inlines(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) => text.push_str(words),
            InlineKind::LineBreak => text.push('\n'),
            _ => push_inlines(children(inline), text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_joiners_and_loses_punctuation() {
        let found: Vec<&str> = words("«می‌رود»، نمی\u{200C} ۱۲/۳؛ U+200C").collect();
        assert_eq!(found, ["می‌رود", "نمی", "۱۲", "۳", "U", "200C"]);
    }

    #[test]
    fn a_lost_or_moved_word_is_found() {
        assert_eq!(first_missing("یک دو سه", "صفر یک، دو میان سه."), None);
        assert_eq!(first_missing("یک دو سه", "یک سه"), Some((1, "دو")));
        assert_eq!(first_missing("یک دو سه", "یک سه دو"), Some((2, "سه")));
    }
}
