//! Terms with what they mean, and the line below a quotation that says whose it is.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::context::Context;
use crate::base::limits;
use crate::document::{Block, BlockKind, Definition, Inline, InlineKind};
use crate::import::cut;

/// What a line below a quotation begins with when it says whose it is.
const DASHES: [&str; 4] = ["— ", "― ", "-- ", "—\u{00A0}"];

impl<'a> Context<'a> {
    /// The terms at `node`. Explanations without a term of their own belong to the term before.
    pub fn definitions(&mut self, node: Node<'a>, depth: usize) -> Vec<Definition> {
        if depth + 1 > limits::NESTING {
            let span = self.span(node);
            self.too_deep(span);
            return Vec::new();
        }
        let mut definitions: Vec<Definition> = Vec::new();
        for item in node.children() {
            let span = self.span(item);
            for part in item.children() {
                let is_term = matches!(part.data().value, NodeValue::DescriptionTerm);
                if is_term {
                    let words = part.children().flat_map(|child| self.inlines(child, 0)).collect();
                    definitions.push(Definition { term: words, details: Vec::new(), span });
                } else {
                    let blocks = self.blocks(part, depth + 1);
                    match definitions.last_mut() {
                        Some(last) => last.details.push(blocks),
                        None => definitions.push(Definition {
                            term: Vec::new(),
                            details: vec![blocks],
                            span,
                        }),
                    }
                }
            }
        }
        definitions
    }

    /// Gives the last line of `quoted` the class `source` when it begins with a dash; where it ends
    /// a paragraph it becomes a paragraph of its own.
    pub fn mark_source(&self, quoted: &mut Vec<Block>) {
        let Some(last) = quoted.last_mut() else { return };
        let BlockKind::Paragraph(content) = &mut last.kind else { return };
        let starts = |content: &[Inline]| {
            matches!(content.first(), Some(Inline { kind: InlineKind::Text(text), .. })
                if DASHES.iter().any(|dash| text.starts_with(dash)))
        };
        if starts(content) {
            // A quotation that is nothing else (a line of a conversation) has no source.
            if quoted.len() > 1 {
                mark(quoted.last_mut());
            }
            return;
        }
        let Some(start) = self.places.last_line(last.span) else { return };
        let (said, source) = cut::split(content.clone(), start);
        let source = cut::trimmed(source);
        if !said.is_empty() && starts(&source) {
            let span = cut::span_of(&source).unwrap_or(last.span);
            *content = cut::trimmed(said);
            if let Some(said) = cut::span_of(content) {
                last.span = said;
            }
            quoted.push(Block::new(BlockKind::Paragraph(source), span));
            mark(quoted.last_mut());
        }
    }
}

fn mark(block: Option<&mut Block>) {
    if let Some(block) = block {
        block.attributes.classes.push("source".to_owned());
    }
}
