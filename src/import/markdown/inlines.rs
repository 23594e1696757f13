//! From comrak's tree to inlines.

use comrak::Node;
use comrak::nodes::{NodeLink, NodeValue};

use super::context::Context;
use super::text_run::LineBuilder;
use crate::base::{Span, Spanned, limits};
use crate::document::inline::plain_text;
use crate::document::{Inline, InlineKind, Link, LinkTarget};

impl<'a> Context<'a> {
    /// The inlines below `parent`, which stands `depth` inlines deep.
    pub fn inlines(&mut self, parent: Node<'a>, depth: usize) -> Vec<Inline> {
        let mut run = LineBuilder::default();
        for node in parent.children() {
            if depth > limits::NESTING {
                let span = self.span(node);
                self.too_deep(span);
                break;
            }
            self.inline(node, depth, &mut run);
        }
        run.finish()
    }

    fn inline(&mut self, node: Node<'a>, depth: usize, run: &mut LineBuilder) {
        let span = self.span(node);
        match &node.data().value {
            NodeValue::Text(text) => self.text(node, text, run),
            NodeValue::SoftBreak if self.keep_lines => run.push(InlineKind::LineBreak, span),
            NodeValue::SoftBreak => run.space(span),
            NodeValue::LineBreak => run.push(InlineKind::LineBreak, span),
            NodeValue::Code(literal) => run.push(InlineKind::Code(literal.literal.clone()), span),
            NodeValue::HtmlInline(html) => {
                self.raw_html(span);
                run.opaque(html, span);
            }
            NodeValue::Emph => run.push(InlineKind::Emphasis(self.inlines(node, depth + 1)), span),
            NodeValue::Strong => run.push(InlineKind::Strong(self.inlines(node, depth + 1)), span),
            NodeValue::Strikethrough => {
                run.push(InlineKind::Strike(self.inlines(node, depth + 1)), span);
            }
            NodeValue::Superscript => {
                self.raised(node, depth, run, '^', InlineKind::Superscript);
            }
            NodeValue::Subscript => self.raised(node, depth, run, '~', InlineKind::Subscript),
            NodeValue::Link(link) => self.link(node, link, depth, run),
            NodeValue::Image(link) => {
                let alt = plain_text(&self.inlines(node, depth + 1));
                let path = Spanned::new(link.url.clone(), self.target_span(node, &link.url));
                run.push(InlineKind::Image { path, alt: alt.trim().to_owned() }, span);
            }
            NodeValue::FootnoteReference(_) => self.note_mark(node, run),
            NodeValue::Escaped => {
                for child in node.children() {
                    if let NodeValue::Text(text) = &child.data().value {
                        run.opaque(text, self.span(child));
                    }
                }
            }
            _ => {
                for inline in self.inlines(node, depth + 1) {
                    run.push(inline.kind, inline.span);
                }
            }
        }
    }

    /// A run of text. When it is not what the source says (it was written with `&amp;` and the
    /// like), nothing in it is looked at: brackets there were written so on purpose.
    fn text(&mut self, node: Node<'a>, text: &str, run: &mut LineBuilder) {
        let range = self.places.range(node.data().sourcepos);
        if self.places.text(range.clone()) != text {
            return run.opaque(text, self.places.span_of(range));
        }
        for piece in self.places.unbroken(range) {
            let words = self.places.text(piece.clone());
            let span = self.places.span_of(piece);
            run.text(words, span, !self.in_link, &mut self.report);
        }
    }

    /// Raised or lowered text has no spaces inside (as in Pandoc): «~۲۰ تا ~۳۰» lowers nothing.
    fn raised(
        &mut self,
        node: Node<'a>,
        depth: usize,
        run: &mut LineBuilder,
        mark: char,
        kind: fn(Vec<Inline>) -> InlineKind,
    ) {
        let range = self.places.range(node.data().sourcepos);
        let span = self.places.span_of(range.clone());
        let content = self.inlines(node, depth + 1);
        if !self.places.text(range).contains([' ', '\n', '\t']) {
            return run.push(kind(content), span);
        }
        let length = span.range().len();
        run.opaque(mark.encode_utf8(&mut [0; 4]), span.sub(0, 1));
        for inline in content {
            run.push(inline.kind, inline.span);
        }
        run.opaque(mark.encode_utf8(&mut [0; 4]), span.sub(length - 1, length));
    }

    fn link(&mut self, node: Node<'a>, link: &NodeLink, depth: usize, run: &mut LineBuilder) {
        let outer = std::mem::replace(&mut self.in_link, true);
        let content = self.inlines(node, depth + 1);
        self.in_link = outer;
        let target = Spanned::new(link.url.clone(), self.target_span(node, &link.url));
        let link = Link { target: LinkTarget::Written(target), content };
        run.push(InlineKind::Link(link), self.span(node));
    }

    /// Where the address of a link or image is written; the whole link when it stands elsewhere
    /// (in a reference definition) or was written in another form.
    fn target_span(&self, node: Node<'a>, url: &str) -> Span {
        let range = self.places.range(node.data().sourcepos);
        let text = self.places.text(range.clone());
        let after_words = text.rfind("](").map_or(0, |at| at + 2);
        let range = match text[after_words..].find(url) {
            Some(at) if !url.is_empty() => {
                let start = range.start + after_words + at;
                start..start + url.len()
            }
            _ => range,
        };
        self.places.span_of(range)
    }

    fn note_mark(&mut self, node: Node<'a>, run: &mut LineBuilder) {
        let range = self.places.range(node.data().sourcepos);
        let span = self.places.span_of(range.clone());
        let written = self.places.text(range);
        let name = written.trim_start_matches("[^").trim_end_matches(']');
        match self.note_book.mark(name, span) {
            Some(id) => run.push(InlineKind::NoteRef(id), span),
            None => run.opaque(written, span),
        }
    }
}
