//! Conversations: `::: dialogue`.
//!
//! A turn begins with a name: `**نام:** …` or `نام: …`, at the beginning of a paragraph or of a
//! line. Where bold names are used, only they count. Other paragraphs belong to the turn before
//! them, but a paragraph that is bold or emphasised as a whole is an unnamed question, and one that
//! stands in parentheses as a whole is a stage direction. `asks=` names those whose turns are
//! questions.

use comrak::Node;

use super::context::Context;
use crate::base::Span;
use crate::document::inline::plain_text;
use crate::document::visit::{each_inline_mut, each_inlines_mut};
use crate::document::{Attributes, Block, BlockKind, Dialogue, Inline, InlineKind, Turn, TurnKind};
use crate::import::cut;
use crate::import::speaker::{self, Spoken};

/// Takes the speaker off a line.
type Names = fn(&[Inline]) -> Option<Spoken>;

impl<'a> Context<'a> {
    /// The conversation at `node`; headings and breaks inside part it in several blocks.
    pub fn dialogue(
        &mut self,
        node: Node<'a>,
        attributes: &mut Attributes,
        depth: usize,
    ) -> Vec<Block> {
        let content = self.by_lines(true, |context| context.blocks(node, depth + 1));
        let names: Names = if uses_bold_names(&content) { speaker::bold } else { speaker::plain };
        let asks = attributes.others.iter().position(|(key, _)| key == "asks");
        let asks = asks.map(|at| attributes.others.remove(at).1).unwrap_or_default();
        let askers = asks.split(['،', ',']).map(|name| name.trim().to_owned());
        let askers = askers.filter(|name| !name.is_empty()).collect();
        let mut talk = Talk { askers, ..Talk::default() };
        for block in content {
            talk.block(block, names);
        }
        talk.close();
        let mut blocks = talk.blocks;
        each_inlines_mut(&mut blocks, &mut |inlines| {
            each_inline_mut(inlines, &mut |inline| {
                if is_soft(inline) {
                    inline.kind = InlineKind::Text(" ".to_owned());
                }
            });
        });
        blocks
    }
}

/// A conversation while it is read.
#[derive(Default)]
struct Talk {
    blocks: Vec<Block>,
    turns: Vec<Turn>,
    /// Whose turns are questions.
    askers: Vec<String>,
    /// Whether the last turn is an unnamed question: what follows is not part of it.
    asked: bool,
}

impl Talk {
    fn block(&mut self, block: Block, names: Names) {
        match block.kind {
            BlockKind::Paragraph(content) => {
                for line in lines_of_speakers(&content, names) {
                    self.paragraph(line, names);
                }
            }
            BlockKind::Heading { .. } | BlockKind::ThematicBreak => {
                self.close();
                self.blocks.push(block);
            }
            _ => self.add(block),
        }
    }

    fn paragraph(&mut self, content: Vec<Inline>, names: Names) {
        let Some(span) = cut::span_of(&content) else { return };
        if let Some(spoken) = names(&content) {
            self.asked = false;
            let blocks = paragraph(spoken.rest).into_iter().collect();
            let name = plain_text(&spoken.speaker);
            let asks = self.askers.iter().any(|asker| asker == name.trim());
            let kind = if asks { TurnKind::Question } else { TurnKind::Speech };
            self.turns.push(Turn { kind, speaker: spoken.speaker, blocks, span });
        } else if speaker::is_question(&content) {
            let content = speaker::without_emphasis(content);
            let block = Block::new(BlockKind::Paragraph(content), span);
            self.unnamed(TurnKind::Question, block);
            self.asked = true;
        } else if is_direction(&content) {
            self.unnamed(TurnKind::Direction, Block::new(BlockKind::Paragraph(content), span));
        } else {
            self.add(Block::new(BlockKind::Paragraph(content), span));
        }
    }

    /// Adds to the last turn.
    fn add(&mut self, block: Block) {
        let goes_on = |turn: &&mut Turn| turn.kind != TurnKind::Direction && !self.asked;
        match self.turns.last_mut().filter(goes_on) {
            Some(turn) => {
                turn.span = turn.span.to(block.span);
                turn.blocks.push(block);
            }
            None => self.unnamed(TurnKind::Speech, block),
        }
    }

    fn unnamed(&mut self, kind: TurnKind, block: Block) {
        self.asked = false;
        self.turns.push(Turn { kind, speaker: Vec::new(), span: block.span, blocks: vec![block] });
    }

    fn close(&mut self) {
        let turns = std::mem::take(&mut self.turns);
        self.asked = false;
        if let Some(span) = turns.iter().map(|turn| turn.span).reduce(Span::to) {
            self.blocks.push(Block::new(BlockKind::Dialogue(Dialogue { turns }), span));
        }
    }
}

fn paragraph(content: Vec<Inline>) -> Option<Block> {
    let span = cut::span_of(&content)?;
    Some(Block::new(BlockKind::Paragraph(content), span))
}

/// Whether a paragraph stands in parentheses or brackets as a whole.
fn is_direction(content: &[Inline]) -> bool {
    let words = plain_text(content);
    let words = words.trim();
    let inside = |open: char, close: char| {
        let inner = words.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inner.is_some_and(|inner| !inner.contains([open, close]))
    };
    inside('(', ')') || inside('[', ']')
}

fn uses_bold_names(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match &block.kind {
        BlockKind::Paragraph(content) => {
            content.split(is_soft).any(|line| speaker::bold(line).is_some())
        }
        _ => false,
    })
}

/// A paragraph in pieces: every line that begins with a name begins one.
fn lines_of_speakers(content: &[Inline], names: Names) -> Vec<Vec<Inline>> {
    let mut pieces: Vec<Vec<Inline>> = Vec::new();
    for line in content.split_inclusive(is_soft) {
        if pieces.is_empty() || names(line).is_some() {
            pieces.push(Vec::new());
        }
        pieces.last_mut().expect("just pushed").extend(line.iter().cloned());
    }
    for piece in &mut pieces {
        if piece.last().is_some_and(is_soft) {
            piece.pop();
        }
    }
    pieces
}

/// Whether a line break stands for the mere end of a line: a forced one is longer than one byte
/// (two spaces or a backslash before it).
fn is_soft(inline: &Inline) -> bool {
    inline.kind == InlineKind::LineBreak && inline.span.range().len() <= 1
}
