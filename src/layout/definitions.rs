//! Terms with what they mean: the term on a line of its own, its explanations indented below.

use super::flow::{Flow, Place};
use super::frame::Hold;
use super::paged::ContentKind;
use crate::base::Length;
use crate::design::model::{Role, Style};
use crate::document::Definition;

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
}
