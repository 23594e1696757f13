//! Fenced divs: `::: verse`, `::: dialogue`, `::: letter`, `::: {lang=en}`.

use comrak::Node;

use super::context::Context;
use crate::base::{Code, Diagnostic, Span, limits};
use crate::document::{Attributes, Block, BlockKind, DivRole};

/// The names that nashr knows.
const KNOWN: [&str; 11] = [
    "verse",
    "dialogue",
    "letter",
    "epigraph",
    "aside",
    "dedication",
    "signature",
    // Parts of letters; they are divisions without a role of their own and stay classes.
    "recipient",
    "salutation",
    "date",
    // Whose words a quotation or a motto holds.
    "source",
];

/// Likeness (Jaro-Winkler, 0 to 1) from which a known name is suggested for an unknown one.
const ALIKE: f64 = 0.75;

/// Whether `name` is a div that nashr knows.
pub fn is_known(name: &str) -> bool {
    KNOWN.contains(&name)
}

impl<'a> Context<'a> {
    /// The blocks for the div at `node`: one, unless a heading parts a conversation or a poem.
    pub fn div(&mut self, node: Node<'a>, index: usize, depth: usize) -> Vec<Block> {
        let Some(div) = self.prepared.divs.get(index) else { return self.blocks(node, depth + 1) };
        let mut attributes = div.attributes.clone();
        let span = div.span.to(self.span(node));
        if depth + 1 > limits::NESTING {
            self.too_deep(div.span);
            return Vec::new();
        }
        let role = match div.name.as_str() {
            "verse" => {
                let wanted = self.poem_wanted(&mut attributes, div.span);
                let blocks = self.verse(node, wanted, depth);
                return vec![one_block(blocks, attributes, span)];
            }
            "dialogue" => {
                let blocks = self.dialogue(node, &mut attributes, depth);
                return vec![one_block(blocks, attributes, span)];
            }
            "letter" => DivRole::Letter,
            "epigraph" => DivRole::Epigraph,
            "aside" => DivRole::Aside,
            "dedication" => DivRole::Dedication,
            "signature" => DivRole::Signature,
            "" => DivRole::Plain,
            name => {
                if !is_known(name) {
                    self.unknown(name, span);
                }
                attributes.classes.insert(0, name.to_owned());
                DivRole::Plain
            }
        };
        let mut blocks = self.by_lines(false, |context| context.blocks(node, depth + 1));
        if role == DivRole::Epigraph {
            self.mark_source(&mut blocks);
        }
        vec![Block { kind: BlockKind::Division { role, blocks }, attributes, span }]
    }

    /// Reads something with ends of lines kept or not.
    pub fn by_lines<T>(&mut self, keep: bool, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.keep_lines, keep);
        let result = read(self);
        self.keep_lines = outer;
        result
    }

    fn unknown(&mut self, name: &str, span: Span) {
        let likeness = |known: &str| strsim::jaro_winkler(name, known);
        let near = KNOWN.into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        let hint = match near.filter(|near| likeness(near) >= ALIKE) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "known are: verse, dialogue, letter, epigraph, aside, dedication, signature".into()
            }
        };
        let message = format!("no div is called `{name}`; its content is set as ordinary text");
        self.report.add(Diagnostic::new(Code::DivUnknown, message).at(span).hint(hint));
    }
}

/// One block for a div: its only block with the div's attributes, or a plain division around all.
fn one_block(mut blocks: Vec<Block>, attributes: Attributes, span: Span) -> Block {
    if blocks.len() == 1 && blocks[0].attributes.is_empty() {
        let kind = blocks.remove(0).kind;
        return Block { kind, attributes, span };
    }
    Block { kind: BlockKind::Division { role: DivRole::Plain, blocks }, attributes, span }
}
