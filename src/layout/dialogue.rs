//! Conversations: the speaker's name begins what is said, or stands in a column of its own.

use std::sync::Arc;

use super::flow::{Flow, Place, RunIn, base_style};
use super::frame::{Frame, Hold};
use super::paged::{ContentKind, Item, PartOf};
use crate::base::{Em, Length};
use crate::design::model::{DialogueLabel, Role};
use crate::document::inline::plain_text;
use crate::document::{Block, BlockKind, Dialogue, Inline, InlineKind, Turn, TurnKind};
use crate::text::model::Line;

/// Space between a name in its column and what is said.
const LABEL_GAP: Em = Em(0.6);

/// How the names of a conversation are set.
struct Labels {
    /// Width of their column with the space after it; zero when they begin the first lines.
    column: Length,
}

impl Flow<'_> {
    /// A conversation.
    pub(super) fn dialogue(&mut self, dialogue: &Dialogue, place: &Place) {
        let labels = self.labels(dialogue, place);
        let mut last_speaker = String::new();
        for (at, turn) in dialogue.turns.iter().enumerate() {
            let name = plain_text(&turn.speaker);
            let repeat = self.scope.setting.design.dialogue.repeat_names;
            let is_named = !name.is_empty() && (repeat || name != last_speaker);
            self.turn(turn, is_named, &labels, place);
            if turn.kind != TurnKind::Direction {
                last_speaker = name;
            }
            // A question is not left alone at the foot of a page.
            if let Some(next) = dialogue.turns.get(at + 1).filter(|_| is_question(turn)) {
                self.hold_last(if is_question(next) { Hold::Avoid } else { Hold::Keep });
            }
        }
        self.opens = false;
    }

    /// The column of the names: as wide as the widest that the design lets stand there.
    fn labels(&mut self, dialogue: &Dialogue, place: &Place) -> Labels {
        let design = &self.scope.setting.design.dialogue;
        if design.label == DialogueLabel::RunIn {
            return Labels { column: Length::ZERO };
        }
        let gap = LABEL_GAP.at(self.style(Role::DialogueSpeaker).size);
        let named = dialogue.turns.iter().filter(|turn| !turn.speaker.is_empty());
        let widths: Vec<Length> = named.map(|turn| self.label(turn, place).width).collect();
        let fitting = widths.iter().copied().filter(|width| *width <= design.label_width);
        let widest = fitting.fold(Length::ZERO, Length::max);
        // With no name that fits there, what is said stands in by the column's width all the same.
        let widest = if widest > Length::ZERO { widest } else { design.label_width };
        Labels { column: widest + gap }
    }

    fn turn(&mut self, turn: &Turn, is_named: bool, labels: &Labels, around: &Place) {
        let role = match turn.kind {
            TurnKind::Speech => Role::DialogueTurn,
            TurnKind::Question => Role::DialogueQuestion,
            TurnKind::Direction => Role::DialogueDirection,
        };
        let style = self.style(role);
        let hanging = if turn.kind == TurnKind::Direction { Length::ZERO } else { labels.column };
        let start = style.start_indent + hanging;
        let column = around.column.indent(around.direction, start, style.end_indent);
        let place = &Place { role, column, spaced: true, ..around.clone() };
        self.opens = true;
        match (is_named, hanging > Length::ZERO) {
            (false, _) => self.blocks(&turn.blocks, place),
            (true, false) => self.run_in(turn, place),
            (true, true) => self.beside_label(turn, hanging, place, around),
        }
    }

    /// The name begins the first paragraph.
    fn run_in(&mut self, turn: &Turn, place: &Place) {
        let name = base_style(self.style(Role::DialogueSpeaker), place);
        let said = base_style(self.style(place.role), place);
        let space = Inline::new(InlineKind::Text(" ".to_owned()), turn.span);
        self.run_in.push(RunIn { words: label_words(turn), style: name });
        self.run_in.push(RunIn { words: vec![space], style: said });
        if !begins_with_words(turn) {
            self.paragraph(&[], place);
            self.hold_last(Hold::Keep);
        }
        self.blocks(&turn.blocks, place);
    }

    /// The name stands beside the first line; one that is too wide for its column, above it.
    fn beside_label(&mut self, turn: &Turn, width: Length, place: &Place, around: &Place) {
        let label = self.label(turn, place);
        let gap = LABEL_GAP.at(self.style(Role::DialogueSpeaker).size);
        if label.width > width - gap || !begins_with_words(turn) {
            let style = self.style(Role::DialogueSpeaker);
            let text = self.compose(&label_words(turn), style, around);
            self.set(&text, style, place.kind, around);
            self.hold_last(Hold::Keep);
            self.opens = true;
            return self.blocks(&turn.blocks, place);
        }
        let start = self.frames.len();
        let block = self.next_block;
        self.blocks(&turn.blocks, place);
        if let Some(first) = self.frames.get_mut(start) {
            beside(first, label, width, (block, place.kind), place);
        }
    }

    /// The name with its colon, on one line.
    fn label(&mut self, turn: &Turn, place: &Place) -> Line {
        let style = self.style(Role::DialogueSpeaker);
        let text = self.compose(&label_words(turn), style, place);
        self.scope.setting.natural(&text, place.direction)
    }
}

/// Puts a name before the first line of what is said, at the outer edge of its column.
fn beside(
    frame: &mut Frame,
    label: Line,
    width: Length,
    (block, kind): (u32, ContentKind),
    place: &Place,
) {
    let Some(baseline) = frame.first_baseline() else { return };
    let x = place.column.place(place.direction, -width, label.width);
    frame.notes.splice(0..0, label.notes.iter().copied());
    let anchors = label.anchors.iter().map(|name| (name.clone(), Length::ZERO));
    frame.anchors.extend(anchors);
    let part = PartOf::Content { block, kind };
    frame.items.insert(0, Item::Text { line: Arc::new(label), x, baseline, part });
}

/// The words of a speaker's name, with a colon unless it ends in a sign of its own, and a space that
/// parts it from what follows in the text.
fn label_words(turn: &Turn) -> Vec<Inline> {
    let mut words = turn.speaker.clone();
    if !plain_text(&turn.speaker).trim_end().ends_with([':', '؟', '?']) {
        words.push(Inline::new(InlineKind::Text(":".to_owned()), turn.span));
    }
    words
}

fn begins_with_words(turn: &Turn) -> bool {
    matches!(turn.blocks.first(), Some(Block { kind: BlockKind::Paragraph(_), .. }))
}

/// Whether a turn asks: it is marked as a question, or its last words end with a question mark.
fn is_question(turn: &Turn) -> bool {
    let asks = match turn.blocks.last().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(content)) => plain_text(content)
            .trim_end_matches(|c: char| c.is_whitespace() || "»)”\"".contains(c))
            .ends_with(['؟', '?']),
        _ => false,
    };
    turn.kind == TurnKind::Question || (asks && turn.kind != TurnKind::Direction)
}
