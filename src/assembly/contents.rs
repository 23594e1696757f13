//! The contents: parts, chapters and their sections, as one tree.

use std::collections::BTreeSet;

use super::{BodyItem, Chapter, ContentsEntry, ContentsLevel, Part, Piece};
use crate::document::inline::plain_text;
use crate::document::{Block, BlockKind};
use crate::manifest::plan::PieceRole;
use crate::persian::spaces::collapse;
use crate::wording::Words;

/// The tree of front matter, text and back matter, in reading order.
pub fn contents(
    front: &[Piece],
    body: &[BodyItem],
    back: &[Piece],
    words: &'static Words,
) -> Vec<ContentsEntry> {
    let shown = Shown { authors: has_several_authors(body), words };
    let front = front.iter().filter_map(|piece| shown.piece(piece));
    let body = body.iter().map(|item| match item {
        BodyItem::Part(part) => shown.part(part),
        BodyItem::Chapter(chapter) => shown.chapter(chapter),
    });
    let back = back.iter().filter_map(|piece| shown.piece(piece));
    front.chain(body).chain(back).collect()
}

/// What every entry shows.
struct Shown {
    /// Whether authors are named: in an anthology.
    authors: bool,
    words: &'static Words,
}

impl Shown {
    /// Documents and indexes; a dedication or a motto is not listed, nor are other generated pieces.
    fn piece(&self, piece: &Piece) -> Option<ContentsEntry> {
        match piece {
            Piece::Index(index) => Some(ContentsEntry {
                level: ContentsLevel::Chapter,
                label: None,
                title: index.title.clone(),
                author: None,
                anchor: index.anchor.clone(),
                span: index.span,
                children: Vec::new(),
            }),
            piece => {
                let is_leaf = |chapter: &&Chapter| chapter.role.is_some_and(PieceRole::is_leaf);
                let listed = piece.chapter().filter(|chapter| !is_leaf(chapter));
                listed.map(|chapter| self.chapter(chapter))
            }
        }
    }

    fn part(&self, part: &Part) -> ContentsEntry {
        ContentsEntry {
            level: ContentsLevel::Part,
            label: (!part.label.is_empty()).then(|| part.label.clone()),
            title: part.title.clone(),
            author: None,
            anchor: part.anchor.clone(),
            span: part.span,
            children: part.chapters.iter().map(|chapter| self.chapter(chapter)).collect(),
        }
    }

    fn chapter(&self, chapter: &Chapter) -> ContentsEntry {
        let authors = authors(chapter);
        let named = self.authors && !authors.is_empty();
        ContentsEntry {
            level: ContentsLevel::Chapter,
            label: chapter.label.clone(),
            title: collapse(&plain_text(&chapter.title)),
            author: named.then(|| self.words.list(&authors)),
            anchor: chapter.anchor.clone(),
            span: chapter.title_span(),
            children: sections(&chapter.blocks),
        }
    }
}

fn authors(chapter: &Chapter) -> Vec<&str> {
    let authors = chapter.people.iter().filter(|person| person.role == "aut");
    authors.map(|person| person.name.value.as_str()).collect()
}

/// Whether the chapters of the text are by different people.
fn has_several_authors(body: &[BodyItem]) -> bool {
    let chapters = body.iter().flat_map(BodyItem::chapters);
    let named: BTreeSet<Vec<&str>> = chapters.map(authors).filter(|who| !who.is_empty()).collect();
    named.len() > 1
}

/// The headings of a chapter as a tree. Headings inside quotes and lists belong to what is quoted.
fn sections(blocks: &[Block]) -> Vec<ContentsEntry> {
    let mut flat = Vec::new();
    collect_headings(blocks, &mut flat);
    nest(&mut flat.into_iter().peekable(), 0)
}

fn collect_headings(blocks: &[Block], entries: &mut Vec<(u8, ContentsEntry)>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { level, content } => {
                let Some(anchor) = &block.attributes.id else { continue };
                let title = collapse(&plain_text(content));
                if title.is_empty() {
                    continue;
                }
                let entry = ContentsEntry {
                    level: ContentsLevel::Section(*level),
                    label: None,
                    title,
                    author: None,
                    anchor: anchor.value.clone(),
                    span: block.span,
                    children: Vec::new(),
                };
                entries.push((*level, entry));
            }
            BlockKind::Division { blocks, .. } => collect_headings(blocks, entries),
            _ => {}
        }
    }
}

/// Takes the entries that are deeper than `above` and hangs each below the nearest higher one.
/// Recursion goes as deep as there are heading levels: six.
fn nest(
    entries: &mut std::iter::Peekable<impl Iterator<Item = (u8, ContentsEntry)>>,
    above: u8,
) -> Vec<ContentsEntry> {
    let mut siblings = Vec::new();
    while let Some((level, mut entry)) = entries.next_if(|(level, _)| *level > above) {
        entry.children = nest(entries, level);
        siblings.push(entry);
    }
    siblings
}
