//! Conversations: the speaker's name in bold at the beginning of what is said.

use super::flow::{Flow, Place, RunIn, base_style};
use super::frame::Hold;
use crate::design::model::Role;
use crate::document::inline::plain_text;
use crate::document::{Block, BlockKind, Dialogue, Inline, InlineKind, Turn};

impl Flow<'_> {
    /// A conversation.
    pub(super) fn dialogue(&mut self, dialogue: &Dialogue, place: &Place) {
        let style = self.style(Role::DialogueTurn);
        let column = place.column.indent(place.direction, style.start_indent, style.end_indent);
        let place = Place { role: Role::DialogueTurn, column, spaced: true, ..place.clone() };
        for (at, turn) in dialogue.turns.iter().enumerate() {
            self.turn(turn, &place);
            let answered = at + 1 < dialogue.turns.len();
            if answered && is_question(turn) {
                self.hold_last(Hold::Avoid);
            }
        }
        self.opens = false;
    }

    fn turn(&mut self, turn: &Turn, place: &Place) {
        self.opens = true;
        self.announce(turn, place);
        let begins_with_words =
            matches!(turn.blocks.first(), Some(Block { kind: BlockKind::Paragraph(_), .. }));
        if !begins_with_words && !self.run_in.is_empty() {
            self.paragraph(&[], place);
            self.hold_last(Hold::Keep);
        }
        self.blocks(&turn.blocks, place);
    }

    /// Lets the speaker's name begin the next paragraph.
    fn announce(&mut self, turn: &Turn, place: &Place) {
        if turn.speaker.is_empty() {
            return;
        }
        let name = base_style(self.style(Role::DialogueSpeaker), place);
        let said = base_style(self.style(Role::DialogueTurn), place);
        let word = |text: &str| Inline::new(InlineKind::Text(text.to_owned()), turn.span);
        let mut words = turn.speaker.clone();
        if !plain_text(&turn.speaker).trim_end().ends_with([':', '؟', '?']) {
            words.push(word(":"));
        }
        self.run_in.push(RunIn { words, style: name });
        self.run_in.push(RunIn { words: vec![word(" ")], style: said });
    }
}

/// Whether a turn asks: its last words end with a question mark, or nobody is named (the questions
/// of an interview are often set without a name).
fn is_question(turn: &Turn) -> bool {
    let asks = match turn.blocks.last().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(content)) => plain_text(content)
            .trim_end_matches(|c: char| c.is_whitespace() || "»)”\"".contains(c))
            .ends_with(['؟', '?']),
        _ => false,
    };
    asks || turn.speaker.is_empty()
}
