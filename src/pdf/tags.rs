//! The structure tree: what readers for the blind and converters see of the book.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, Node, Tag, TagGroup, TagTree};

use crate::base::Lang;
use crate::layout::paged::ContentKind;

/// A link within a block.
#[derive(Debug, Default)]
struct LinkNode {
    words: Vec<Identifier>,
    annotation: Option<Identifier>,
}

/// Something inside a block.
#[derive(Debug)]
enum Child {
    /// Marked text.
    Words(Identifier),
    /// A link, by its index.
    Link(usize),
    /// An image within a line.
    Figure(Identifier, String),
}

/// A block or a figure, in reading order.
#[derive(Debug)]
enum Element {
    Block { kind: ContentKind, words: String, children: Vec<Child> },
    Figure(Identifier, String),
}

/// A link of [`Structure`], to hang its annotation on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkId(usize);

/// Everything marked so far. The lines of a block are collected over page ends.
#[derive(Debug, Default)]
pub struct Structure {
    elements: Vec<Element>,
    /// Index in `elements` of each block number.
    blocks: BTreeMap<u32, usize>,
    links: Vec<LinkNode>,
}

impl Structure {
    /// Adds marked words to a block.
    pub fn add_words(&mut self, block: u32, kind: ContentKind, words: Identifier) {
        self.children(block, kind).push(Child::Words(words));
    }

    /// Adds the words of a link to a block.
    pub fn add_link(&mut self, block: u32, kind: ContentKind, words: Identifier) -> LinkId {
        let link = self.links.len();
        self.links.push(LinkNode { words: vec![words], annotation: None });
        self.children(block, kind).push(Child::Link(link));
        LinkId(link)
    }

    /// Adds an image within a line to a block.
    pub fn add_inline_figure(
        &mut self,
        block: u32,
        kind: ContentKind,
        image: Identifier,
        alt: &str,
    ) {
        self.children(block, kind).push(Child::Figure(image, alt.to_owned()));
    }

    /// Adds an image that stands alone.
    pub fn add_figure(&mut self, image: Identifier, alt: &str) {
        self.elements.push(Element::Figure(image, alt.to_owned()));
    }

    /// Hangs the annotation on a link.
    pub fn annotate(&mut self, link: LinkId, annotation: Identifier) {
        if let Some(node) = self.links.get_mut(link.0) {
            node.annotation = Some(annotation);
        }
    }

    /// Remembers the words of a heading, which become the title of its element.
    pub fn add_heading_words(&mut self, block: u32, text: &str) {
        let Some(&index) = self.blocks.get(&block) else { return };
        if let Element::Block { kind: ContentKind::Heading(_), words, .. } =
            &mut self.elements[index]
        {
            words.push_str(text);
        }
    }

    fn children(&mut self, block: u32, kind: ContentKind) -> &mut Vec<Child> {
        let next = self.elements.len();
        let index = *self.blocks.entry(block).or_insert(next);
        if index == next {
            self.elements.push(Element::Block { kind, words: String::new(), children: Vec::new() });
        }
        match &mut self.elements[index] {
            Element::Block { children, .. } => children,
            Element::Figure(..) => unreachable!("only blocks are entered in the map of blocks"),
        }
    }

    /// The tree. Neighbouring list items, quoted paragraphs and entries of the contents come
    /// together under one list, quote or contents.
    pub fn into_tree(self, lang: &Lang) -> TagTree {
        let Structure { elements, mut links, .. } = self;
        let mut tree = TagTree::new().with_lang(Some(lang.tag().to_owned()));
        let mut gathering: Option<(Gathering, TagGroup)> = None;
        for element in elements {
            let (gather, node) = element_node(element, &mut links);
            if gathering.as_ref().map(|(open, _)| *open) != gather {
                if let Some((_, group)) = gathering.take() {
                    tree.push(group);
                }
                gathering = gather.map(|gather| (gather, gather.group()));
            }
            match &mut gathering {
                Some((_, group)) => group.push(node),
                None => tree.push(node),
            }
        }
        if let Some((_, group)) = gathering {
            tree.push(group);
        }
        tree
    }
}

/// What gathers neighbouring blocks of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gathering {
    List,
    Quote,
    Contents,
}

impl Gathering {
    fn of(kind: ContentKind) -> Option<Gathering> {
        match kind {
            ContentKind::ListItem => Some(Gathering::List),
            ContentKind::Quote => Some(Gathering::Quote),
            ContentKind::TocEntry => Some(Gathering::Contents),
            _ => None,
        }
    }

    fn group(self) -> TagGroup {
        match self {
            // The labels are part of the lines, so the list itself claims no numbering.
            Gathering::List => TagGroup::new(Tag::L(ListNumbering::None)),
            Gathering::Quote => TagGroup::new(Tag::BlockQuote),
            Gathering::Contents => TagGroup::new(Tag::TOC),
        }
    }
}

fn element_node(element: Element, links: &mut [LinkNode]) -> (Option<Gathering>, Node) {
    match element {
        Element::Figure(image, alt) => (None, figure(image, alt)),
        Element::Block { kind, words, children } => {
            let children = children.into_iter().map(|child| child_node(child, links)).collect();
            (Gathering::of(kind), block(kind, &words, children).into())
        }
    }
}

fn child_node(child: Child, links: &mut [LinkNode]) -> Node {
    match child {
        Child::Words(words) => words.into(),
        Child::Figure(image, alt) => figure(image, alt),
        Child::Link(link) => {
            let LinkNode { words, annotation } = std::mem::take(&mut links[link]);
            let children = words.into_iter().chain(annotation).map(Node::from).collect();
            TagGroup::with_children(Tag::Link, children).into()
        }
    }
}

fn figure(image: Identifier, alt: String) -> Node {
    TagGroup::with_children(Tag::Figure(Some(alt)), vec![image.into()]).into()
}

/// The element of a block. Headings carry their words as title; a list item is its body (its label
/// is part of the first line); a cell stays a paragraph, because pages do not know rows any more.
fn block(kind: ContentKind, words: &str, children: Vec<Node>) -> TagGroup {
    match kind {
        ContentKind::Heading(level) => {
            let level = NonZeroU16::new(u16::from(level)).unwrap_or(NonZeroU16::MIN);
            let title = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
            TagGroup::with_children(Tag::Hn(level, title), children)
        }
        ContentKind::ListItem => {
            let body = TagGroup::with_children(Tag::LBody, children);
            TagGroup::with_children(Tag::LI, vec![body.into()])
        }
        ContentKind::Note => TagGroup::with_children(Tag::Note, children),
        ContentKind::TocEntry => TagGroup::with_children(Tag::TOCI, children),
        ContentKind::Code => {
            let code = TagGroup::with_children(Tag::Code, children);
            TagGroup::with_children(Tag::P, vec![code.into()])
        }
        ContentKind::Paragraph
        | ContentKind::Quote
        | ContentKind::Verse
        | ContentKind::Cell
        | ContentKind::Caption => TagGroup::with_children(Tag::P, children),
    }
}
