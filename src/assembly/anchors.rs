//! Anchors: ASCII names, unique in the book, for everything that a link or the contents may name.
//!
//! An author's id stands in its document; in the book it becomes `c003-name`, or `c003i7` when it
//! is not ASCII. A heading without an id becomes `c003h7`, a figure or table with a caption
//! `c003f8` or `c003t9`, an entry of a glossary `c003i10`, a mark for the index `c003x11`. The forms
//! cannot meet: only the author's carries a `-`.

use std::collections::BTreeMap;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::drafts::{Draft, Drafts};
use super::{Anchor, Chapter, glossary, index};
use crate::base::{Code, Diagnostic, Span, Spanned};
use crate::document::inline::plain_text;
use crate::document::visit::{each_block_mut, each_inline_mut, each_inlines_mut};
use crate::document::{Attributes, Block, BlockKind, Inline, InlineKind};
use crate::persian::spaces::collapse;

/// A place that carries an author's id.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its anchor in the book.
    pub anchor: String,
    /// Where the id was written.
    pub span: Span,
}

/// Every anchor, and how authors name them.
#[derive(Debug, Default)]
pub struct Registry {
    anchors: BTreeMap<String, Anchor>,
    /// For each draft, the anchor of its beginning.
    chapters: Vec<String>,
    /// For each draft, its ids.
    by_chapter: Vec<BTreeMap<String, Named>>,
    /// Every id of the book with all places that carry it.
    by_id: BTreeMap<String, Vec<Named>>,
    /// The draft of each document, by its path.
    by_path: BTreeMap<String, usize>,
}

impl Registry {
    /// The place that `id` names inside draft `chapter`.
    pub fn in_chapter(&self, chapter: usize, id: &str) -> Option<&Named> {
        self.by_chapter.get(chapter)?.get(&normal(id))
    }

    /// All places in the book that carry `id`.
    pub fn in_book(&self, id: &str) -> &[Named] {
        self.by_id.get(&normal(id)).map_or(&[], Vec::as_slice)
    }

    /// The draft of the document at `path`.
    pub fn document(&self, path: &str) -> Option<usize> {
        self.by_path.get(&normal(path)).copied()
    }

    /// The anchor of draft `chapter` as a whole.
    pub fn anchor_of(&self, chapter: usize) -> &str {
        self.chapters.get(chapter).map_or("", String::as_str)
    }

    /// The title of an anchor.
    pub fn title(&self, anchor: &str) -> &str {
        self.anchors.get(anchor).map_or("", |anchor| &anchor.title)
    }

    /// What is known of an anchor.
    pub fn get(&self, anchor: &str) -> Option<&Anchor> {
        self.anchors.get(anchor)
    }

    /// Enters an anchor that no document stands behind.
    pub fn declare(&mut self, name: &str, anchor: Anchor) {
        self.anchors.insert(name.to_owned(), anchor);
    }

    /// Enters what `anchor` is called by its number.
    pub fn set_label(&mut self, anchor: &str, label: String) {
        if let Some(anchor) = self.anchors.get_mut(anchor) {
            anchor.label = Some(label);
        }
    }

    /// Every id of the book, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }

    /// The ids inside draft `chapter`, in order.
    pub fn ids_of(&self, chapter: usize) -> impl Iterator<Item = &str> {
        self.by_chapter.get(chapter).into_iter().flatten().map(|(id, _)| id.as_str())
    }

    /// The path of every document, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }

    /// The anchors of the book, for [`super::Book::anchors`].
    pub fn into_anchors(self) -> BTreeMap<String, Anchor> {
        self.anchors
    }
}

/// NFC: an id typed with a separate hamza is the one typed with «ۀ» in a single code.
fn normal(name: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(name).into_owned()
}

/// Gives every part, chapter, heading and named place its anchor, and writes it into the
/// attributes. One id twice in a document, or for two documents, is an error; the same id in two
/// documents is one only when a link needs to tell them apart (see [`super::links`]).
pub fn assign(drafts: &mut Drafts, diagnostics: &mut Vec<Diagnostic>) -> Registry {
    let mut registry = Registry::default();
    for part in &drafts.parts {
        let label = Some(part.label.clone()).filter(|label| !label.is_empty());
        let (chapter, title) = (part.anchor.clone(), part.title.value.clone());
        let anchor = Anchor { chapter, title, label };
        registry.anchors.insert(part.anchor.clone(), anchor);
    }
    let mut documents = BTreeMap::new();
    for (index, draft) in drafts.chapters.iter_mut().enumerate() {
        registry.by_path.insert(normal(&draft.path), index);
        registry.chapters.push(draft.chapter.anchor.clone());
        let ids = Assigner::run(draft, &mut registry.anchors, &mut documents, diagnostics);
        if let Some(label) = &draft.chapter.label {
            registry.set_label(&draft.chapter.anchor, label.clone());
        }
        for (id, named) in &ids {
            registry.by_id.entry(id.clone()).or_default().push(named.clone());
        }
        registry.by_chapter.push(ids);
    }
    registry
}

/// Names the places of one chapter.
struct Assigner<'a> {
    chapter: &'a str,
    chapter_title: &'a str,
    /// Title of the heading that was met last; of the chapter at first.
    heading: String,
    /// How many anchors were made of a number.
    counted: usize,
    ids: BTreeMap<String, Named>,
    anchors: &'a mut BTreeMap<String, Anchor>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Assigner<'_> {
    fn run(
        draft: &mut Draft,
        anchors: &mut BTreeMap<String, Anchor>,
        documents: &mut BTreeMap<String, Span>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> BTreeMap<String, Named> {
        let Chapter { anchor, title, subtitle, blocks, notes, .. } = &mut draft.chapter;
        let chapter_title = collapse(&plain_text(title));
        let mut assigner = Assigner {
            chapter: anchor,
            chapter_title: &chapter_title,
            heading: chapter_title.clone(),
            counted: 0,
            ids: BTreeMap::new(),
            anchors,
            diagnostics,
        };
        assigner.chapter_ids(&draft.ids, documents);
        assigner.inlines(title);
        assigner.inlines(subtitle);
        assigner.blocks(blocks);
        for note in notes {
            assigner.blocks(&mut note.blocks);
        }
        assigner.ids
    }

    /// The ids of the chapter as a whole all lead to its beginning.
    fn chapter_ids(&mut self, ids: &[Spanned<String>], documents: &mut BTreeMap<String, Span>) {
        self.declare(self.chapter.to_owned(), self.chapter_title.to_owned());
        for id in ids {
            match documents.insert(normal(&id.value), id.span) {
                Some(first) if first.source != id.span.source => {
                    self.diagnostics.push(twice(&id.value, id.span, first));
                }
                _ => self.claim(id, self.chapter.to_owned()),
            }
        }
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        each_block_mut(blocks, &mut |block| self.block(block));
        each_inlines_mut(blocks, &mut |inlines| self.inlines(inlines));
    }

    fn block(&mut self, block: &mut Block) {
        let title = match &block.kind {
            BlockKind::Heading { content, .. } => {
                self.heading = collapse(&plain_text(content));
                Some(self.heading.clone())
            }
            BlockKind::Figure(figure) => Some(collapse(&plain_text(&figure.caption))),
            BlockKind::Table(table) => Some(collapse(&plain_text(&table.caption))),
            _ => None,
        };
        let title = title.filter(|title| !title.is_empty()).unwrap_or_else(|| self.heading.clone());
        let counted = match &block.kind {
            BlockKind::Heading { .. } => Some('h'),
            BlockKind::Figure(figure) if !figure.caption.is_empty() => Some('f'),
            BlockKind::Table(table) if !table.caption.is_empty() => Some('t'),
            _ if index::is_mark(&block.attributes) => Some('x'),
            _ => None,
        };
        if let Some(kind) = counted.filter(|_| block.attributes.id.is_none()) {
            let anchor = self.counted_anchor(kind);
            self.declare(anchor.clone(), title);
            block.attributes.id = Some(Spanned::new(anchor, block.span));
        } else {
            self.attributes(&mut block.attributes, title);
        }
    }

    fn inlines(&mut self, inlines: &mut [Inline]) {
        each_inline_mut(inlines, &mut |inline| {
            if let InlineKind::Span { attributes, content } = &mut inline.kind {
                let words = collapse(&plain_text(content));
                let title = if words.is_empty() { self.chapter_title.to_owned() } else { words };
                if index::is_mark(attributes) && attributes.id.is_none() {
                    let anchor = self.counted_anchor('x');
                    self.declare(anchor.clone(), title);
                    attributes.id = Some(Spanned::new(anchor, inline.span));
                } else {
                    self.attributes(attributes, title);
                }
            }
        });
    }

    /// Replaces the author's id by an anchor with this title.
    fn attributes(&mut self, attributes: &mut Attributes, title: String) {
        let Some(id) = &mut attributes.id else { return };
        let anchor = self.anchor_of(&id.value);
        if !self.ids.contains_key(&normal(&id.value)) {
            self.declare(anchor.clone(), title);
        }
        self.claim(id, anchor.clone());
        id.value = anchor;
    }

    fn anchor_of(&mut self, id: &str) -> String {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if !id.is_empty() && id.chars().all(is_plain) {
            format!("{}-{id}", self.chapter)
        } else {
            self.counted_anchor('i')
        }
    }

    fn counted_anchor(&mut self, kind: char) -> String {
        self.counted += 1;
        format!("{}{kind}{}", self.chapter, self.counted)
    }

    fn declare(&mut self, anchor: String, title: String) {
        let chapter = self.chapter.to_owned();
        self.anchors.insert(anchor, Anchor { chapter, title, label: None });
    }

    /// Enters `id` as the name of `anchor`, unless another place of the document has it.
    fn claim(&mut self, id: &Spanned<String>, anchor: String) {
        let name = normal(&id.value);
        match self.ids.get(&name) {
            Some(first) if first.anchor == anchor && first.anchor == self.chapter => {}
            Some(first) => self.diagnostics.push(twice(&id.value, id.span, first.span)),
            None => {
                self.ids.insert(name, Named { anchor, span: id.span });
            }
        }
    }
}

/// One id in two places.
pub fn twice(id: &str, second: Span, first: Span) -> Diagnostic {
    let (message, hint) = match glossary::term_of(id) {
        Some(term) => (
            format!("the glossary has two entries `{term}`"),
            "write both meanings below one term, each on a line `: …`",
        ),
        None => (format!("the id `{id}` is used twice"), "give one of the two another id"),
    };
    Diagnostic::new(Code::IdTwice, message).at(second).label(first, "first used here").hint(hint)
}
