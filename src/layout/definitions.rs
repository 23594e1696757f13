//! Terms with what they mean: the term on a line of its own, its explanations indented below.

use std::sync::Arc;

use super::flow::{Flow, Place, RunIn, base_style};
use super::frame::Hold;
use super::paged::ContentKind;
use crate::base::Length;
use crate::design::model::{Role, Style};
use crate::document::{Block, BlockKind, Definition, Inline, InlineKind};
use crate::wording::Words;

impl Flow<'_> {
    /// A list of terms.
    pub(super) fn definitions(&mut self, definitions: &[Definition], place: &Place) {
        let term = self.style(Role::DefinitionTerm);
        let details = self.style(Role::DefinitionDetails);
        let in_note = place.kind == ContentKind::Note;
        let kind = if in_note { place.kind } else { ContentKind::Paragraph };
        let sized = if in_note { self.style(place.role) } else { term };
        let term = Style { size: sized.size, leading: sized.leading, ..term.clone() };
        let inner = Place {
            role: if in_note { place.role } else { Role::DefinitionDetails },
            kind,
            column: place.column.indent(place.direction, details.start_indent, details.end_indent),
            spaced: false,
            ..place.clone()
        };
        self.spaced(details, |flow| {
            for (at, definition) in definitions.iter().enumerate() {
                let space_before = if at == 0 { Length::ZERO } else { term.space_before };
                let style = Style { space_before, ..term.clone() };
                let text = flow.compose(&definition.term, &style, place);
                flow.set(&text, &style, kind, place);
                flow.hold_last(Hold::Keep);
                for blocks in &definition.details {
                    flow.opens = true;
                    flow.blocks(blocks, &inner);
                }
            }
        });
        self.opens = false;
    }

    /// The entries of a glossary: the term in the first line of what it means, the other lines
    /// indented.
    pub(super) fn glossary(&mut self, definitions: &[Definition], place: &Place) {
        let style = self.style(Role::GlossaryEntry);
        let column = place.column.indent(place.direction, style.start_indent, style.end_indent);
        let place = Place { role: Role::GlossaryEntry, column, spaced: false, ..place.clone() };
        let term = base_style(self.style(Role::GlossaryTerm), &place);
        let said = base_style(style, &place);
        self.spaced(style, |flow| {
            for definition in definitions {
                let word =
                    |text: &str| Inline::new(InlineKind::Text(text.to_owned()), definition.span);
                let mut words = definition.term.clone();
                words.push(word(flow.colon()));
                flow.run_in.push(RunIn { words, style: Arc::clone(&term) });
                flow.run_in.push(RunIn { words: vec![word(" ")], style: Arc::clone(&said) });
                flow.entry(definition, &place);
            }
        });
        self.opens = false;
    }

    fn entry(&mut self, definition: &Definition, place: &Place) {
        let first = definition.details.first().and_then(|blocks| blocks.first());
        if !matches!(first, Some(Block { kind: BlockKind::Paragraph(_), .. })) {
            self.hanging(&[], place);
            self.hold_last(Hold::Keep);
        }
        for (at, block) in definition.details.iter().flatten().enumerate() {
            match &block.kind {
                BlockKind::Paragraph(content) if at == 0 => self.hanging(content, place),
                _ => {
                    // What follows the first paragraph begins where its turned lines begin.
                    let below = Place { role: Role::DefinitionDetails, ..place.clone() };
                    self.opens = true;
                    self.blocks(std::slice::from_ref(block), &below);
                }
            }
        }
    }

    /// A paragraph whose first line stands out: the indent of the style is negative.
    fn hanging(&mut self, content: &[Inline], place: &Place) {
        // Only the list as a whole is parted from the text around it.
        let (space_before, space_after) = (Length::ZERO, Length::ZERO);
        let style = self.style(Role::GlossaryEntry).clone();
        let style = Style { space_before, space_after, ..style };
        let text = self.compose(content, &style, place);
        self.set(&text, &style, ContentKind::ListItem, place);
    }

    fn colon(&self) -> &'static str {
        Words::of(self.scope.setting.book.lang()).marks.colon
    }
}
