//! From comrak's tree to blocks.

use comrak::Node;
use comrak::nodes::{ListType, NodeCodeBlock, NodeList, NodeValue};

use super::attributes;
use super::context::Context;
use crate::base::{Span, limits};
use crate::document::{
    Attributes, Block, BlockKind, Figure, Inline, InlineKind, ListItem, ListKind,
};
use crate::import::cut;

impl<'a> Context<'a> {
    /// The blocks below `parent`, which stands `depth` levels deep.
    pub fn blocks(&mut self, parent: Node<'a>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        for node in parent.children() {
            if depth > limits::NESTING {
                let span = self.span(node);
                self.too_deep(span);
                break;
            }
            self.block(node, depth, &mut blocks);
        }
        blocks
    }

    /// The blocks for `node` itself, which stands `depth` levels deep.
    pub fn one(&mut self, node: Node<'a>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.block(node, depth, &mut blocks);
        blocks
    }

    /// The place of `node` in the source.
    pub fn span(&self, node: Node<'a>) -> Span {
        self.places.span(node.data().sourcepos)
    }

    fn block(&mut self, node: Node<'a>, depth: usize, blocks: &mut Vec<Block>) {
        let span = self.span(node);
        let mut push = |kind| blocks.push(Block::new(kind, span));
        match &node.data().value {
            NodeValue::Paragraph => self.paragraph(node, span, blocks),
            NodeValue::Heading(heading) => {
                let (content, attributes) = self.heading(node);
                let kind = BlockKind::Heading { level: heading.level, content };
                blocks.push(Block { kind, attributes, span });
            }
            NodeValue::List(list) => push(self.list(node, list, depth)),
            NodeValue::DescriptionList => {
                let definitions = self.definitions(node, depth);
                push(BlockKind::Definitions(definitions));
            }
            NodeValue::BlockQuote => {
                let mut quoted = self.blocks(node, depth + 1);
                self.mark_source(&mut quoted);
                push(BlockKind::Quote(quoted));
            }
            NodeValue::CodeBlock(code) => blocks.push(code_block(code, span)),
            NodeValue::HtmlBlock(html) => {
                self.raw_html(span);
                let range = self.places.range(node.data().sourcepos);
                let text = match self.places.written(range) {
                    Some(written) => one_line(&without_quote_signs(written)),
                    None => one_line(&html.literal),
                };
                push(BlockKind::Paragraph(vec![Inline::new(InlineKind::Text(text), span)]));
            }
            NodeValue::Table(table) => {
                let table = self.table(node, table);
                push(BlockKind::Table(table));
            }
            NodeValue::ThematicBreak => push(BlockKind::ThematicBreak),
            NodeValue::BlockDirective(directive) => {
                let index = directive.info.parse().unwrap_or(usize::MAX);
                blocks.extend(self.div(node, index, depth));
            }
            // Definitions are collected by the note book, wherever they stand.
            NodeValue::FootnoteDefinition(_) => {}
            _ => blocks.extend(self.blocks(node, depth + 1)),
        }
    }

    fn paragraph(&mut self, node: Node<'a>, span: Span, blocks: &mut Vec<Block>) {
        let content = self.inlines(node, 0);
        if let Some(Block { kind: BlockKind::Table(table), span: place, attributes }) =
            blocks.last_mut()
            && table.caption.is_empty()
            && let Some(caption) = super::table::caption(&content)
        {
            (table.caption, *attributes) = self.trailing_attributes(node, caption);
            *place = place.to(span);
            return;
        }
        let block = match self.figure(node, &content) {
            Some((figure, attributes)) => {
                Block { kind: BlockKind::Figure(figure), attributes, span }
            }
            None => Block::new(BlockKind::Paragraph(content), span),
        };
        blocks.push(block);
    }

    /// A paragraph that holds one image and nothing else.
    fn figure(&self, node: Node<'a>, content: &[Inline]) -> Option<(Figure, Attributes)> {
        let [only] = content else { return None };
        let (image, attributes) = match &only.kind {
            InlineKind::Span { attributes, content } => (content.first()?, attributes.clone()),
            _ => (only, Attributes::default()),
        };
        let InlineKind::Image { path, alt } = &image.kind else { return None };
        let image =
            node.children().find(|child| matches!(child.data().value, NodeValue::Image(_)))?;
        let caption = self.title(image);
        Some((Figure { path: path.clone(), alt: alt.clone(), caption }, attributes))
    }

    /// The title of an image: its caption.
    fn title(&self, image: Node<'a>) -> Vec<Inline> {
        let data = image.data();
        let NodeValue::Image(link) = &data.value else { return Vec::new() };
        if link.title.is_empty() {
            return Vec::new();
        }
        let range = self.places.range(data.sourcepos);
        let at = self.places.text(range.clone()).rfind(&link.title);
        let range =
            at.map_or(range.clone(), |at| range.start + at..range.start + at + link.title.len());
        let span = self.places.span_of(range);
        vec![Inline::new(InlineKind::Text(one_line(&link.title)), span)]
    }

    /// The words of a heading and the attributes at its end.
    fn heading(&mut self, node: Node<'a>) -> (Vec<Inline>, Attributes) {
        let content = self.inlines(node, 0);
        let range = self.places.range(node.data().sourcepos);
        let (Some(first), Some(last)) = (content.first(), content.last()) else {
            return (content, Attributes::default());
        };
        let whole = first.span.to(last.span);
        let text = self.places.text(range.clone());
        let Some(brace) = text.rfind('{').filter(|at| !text[..*at].ends_with('\\')) else {
            return (content, Attributes::default());
        };
        let place = self.places.span_of(range.start + brace..range.end);
        match attributes::parse(&text[brace..], place) {
            // What follows may be the underline of a setext heading.
            Some((attributes, length))
                if text[brace + length..].trim_matches(['=', '-', ' ', '\n', '\t']).is_empty()
                    && whole.range().contains(&(place.start as usize)) =>
            {
                let (words, _) = cut::split(content, place.start as usize);
                (without_closing_hashes(cut::trimmed(words)), attributes)
            }
            _ => (content, Attributes::default()),
        }
    }

    /// The words of a caption and the attributes that stand at its end, after a space: without one
    /// they belong to a span.
    fn trailing_attributes(
        &self,
        node: Node<'a>,
        content: Vec<Inline>,
    ) -> (Vec<Inline>, Attributes) {
        let range = self.places.range(node.data().sourcepos);
        let text = self.places.text(range.clone());
        let brace = text.rfind('{').filter(|at| text[..*at].ends_with([' ', '\n']));
        let found = brace.and_then(|brace| {
            let place = self.places.span_of(range.start + brace..range.end);
            let (attributes, length) = attributes::parse(&text[brace..], place)?;
            text[brace + length..].trim().is_empty().then_some((attributes, place))
        });
        match found {
            Some((attributes, place)) => {
                let (words, _) = cut::split(content, place.start as usize);
                (cut::trimmed(words), attributes)
            }
            None => (content, Attributes::default()),
        }
    }

    fn list(&mut self, node: Node<'a>, list: &NodeList, depth: usize) -> BlockKind {
        if depth + 1 > limits::NESTING {
            let span = self.span(node);
            self.too_deep(span);
        }
        let items = node.children().map(|item| ListItem {
            span: self.span(item),
            task: task(item),
            blocks: self.blocks(item, depth + 1),
        });
        let items = items.collect();
        let kind = match list.list_type {
            ListType::Bullet => ListKind::Bullet,
            ListType::Ordered => ListKind::Ordered { start: list.start as u32 },
        };
        BlockKind::List { kind, tight: list.tight, items }
    }
}

/// Whether the task of a list item is done; `None` when it is no task.
fn task(item: Node<'_>) -> Option<bool> {
    match &item.data().value {
        NodeValue::TaskItem(task) => Some(task.symbol.is_some()),
        _ => None,
    }
}

/// Code, with the language and the attributes of its fence: `rust`, `rust {.numbers}`,
/// `{.rust .numbers start=10}`.
fn code_block(code: &NodeCodeBlock, span: Span) -> Block {
    let (words, braces) = code.info.split_at(code.info.find('{').unwrap_or(code.info.len()));
    let mut language = words.split_whitespace().next().map(str::to_owned);
    let parsed = attributes::parse(braces, span).map(|(attributes, _)| attributes);
    let mut attributes = parsed.unwrap_or_default();
    if language.is_none()
        && let Some(at) = attributes.classes.iter().position(|class| class != "numbers")
    {
        language = Some(attributes.classes.remove(at));
    }
    let text = code.literal.strip_suffix('\n').unwrap_or(&code.literal).to_owned();
    Block { kind: BlockKind::Code { language, text }, attributes, span }
}

/// `## دو ## {#b}`: the parser keeps closing marks that attributes follow.
fn without_closing_hashes(mut content: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline { kind: InlineKind::Text(text), span }) = content.last() {
        let bare = text.trim_end_matches('#');
        if bare.len() < text.len() && bare.ends_with(' ') {
            let shorter = cut::part(text, *span, 0, bare.len());
            content.pop();
            content.push(shorter);
            return cut::trimmed(content);
        }
    }
    content
}

/// Lines of a quote without the signs that make them one.
fn without_quote_signs(lines: &str) -> String {
    lines
        .lines()
        .map(|line| line.trim_start_matches(['>', ' ', '\t']))
        .collect::<Vec<_>>()
        .join("\n")
}

/// `text` with every run of white space as one space.
pub fn one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
