//! Binding: pages get their margins, heads and folios; anchors and the outline are gathered.

use std::sync::Arc;

use super::lay::Laid;
use super::number::Leaf;
use super::outline::outline;
use super::units::{Content, Unit};
use crate::assembly::Chapter;
use crate::base::{Direction, Length};
use crate::design::model::OpeningFolio;
use crate::document::inline::plain_text;
use crate::layout::frame::Section;
use crate::layout::page::Sheet;
use crate::layout::paged::{Destination, Item, Page, Paged, PartOf, Side};
use crate::layout::running::{self, Heads};
use crate::layout::setting::{Setting, repeated};
use crate::manifest::plan::PieceRole;
use crate::wording::Words;

/// MARC relator code of an author.
const AUTHOR: &str = "aut";

/// The finished pages.
pub fn bind(setting: &Setting, units: &[Unit], laid: Vec<Laid>, leaves: Vec<Leaf>) -> Paged {
    let mut first_blocks = Vec::with_capacity(laid.len());
    let mut block = 0;
    for unit in &laid {
        first_blocks.push(block);
        block += unit.blocks;
    }
    let mut sheets: Vec<Vec<Sheet>> = laid.into_iter().map(|unit| unit.sheets).collect();
    let mut heads: Vec<Option<Heads>> = units.iter().map(|unit| heads_of(setting, unit)).collect();
    let mut paged = Paged::default();
    for (index, leaf) in leaves.into_iter().enumerate() {
        let mut items = Vec::new();
        if let Some((unit, sheet)) = leaf.sheet {
            let content = std::mem::take(&mut sheets[unit][sheet]);
            let (right, down) = origin(setting, leaf.side);
            for (name, y) in content.anchors {
                let destination = Destination { page: index, y: down + y };
                paged.anchors.entry(name).or_insert(destination);
            }
            let numbered =
                content.items.into_iter().map(|item| renumbered(item, first_blocks[unit]));
            items.extend(numbered);
            let (heads, place) = (heads[unit].as_mut(), (sheet, sheets[unit].len()));
            items.extend(furniture(setting, &leaf, heads, place, &content.sections));
            items = items.into_iter().map(|item| item.moved(right, down)).collect();
        }
        paged.pages.push(page_of(setting, leaf, items));
    }
    paged.outline = outline(Words::of(setting.book.lang()), &setting.book.contents, &paged);
    paged
}

fn page_of(setting: &Setting, leaf: Leaf, items: Vec<Item>) -> Page {
    let Leaf { side, numbering, number, label, .. } = leaf;
    Page { size: setting.page.trim, side, numbering, number, label, items }
}

/// The top left corner of the type area on a page of `side`: the inner margin is at the spine.
fn origin(setting: &Setting, side: Side) -> (Length, Length) {
    let page = &setting.page;
    let spine_at_right = (setting.book.binding == Direction::RightToLeft) == (side == Side::Recto);
    let left = if spine_at_right { page.outer } else { page.inner };
    (left, page.top)
}

/// What the running heads of a unit say; none for leaves that have no heads.
fn heads_of(setting: &Setting, unit: &Unit) -> Option<Heads> {
    let words = Words::of(setting.book.lang());
    let (chapter, authors) = match unit.content {
        // A dedication or a motto has its leaf to itself.
        Content::Chapter(Chapter {
            role: Some(PieceRole::Dedication | PieceRole::Epigraph),
            ..
        }) => return None,
        Content::Chapter(chapter) => {
            let authors = chapter.people.iter().filter(|person| person.role == AUTHOR);
            let authors: Vec<&str> = authors.map(|person| person.name.value.as_str()).collect();
            let title = (plain_text(&chapter.title), chapter.title_span());
            (title, if authors.is_empty() { book_authors(setting) } else { words.list(&authors) })
        }
        Content::Index(index) => ((index.title.clone(), index.span), book_authors(setting)),
        Content::Toc => {
            let place = setting.book.metadata.title.span;
            ((words.pieces.contents.to_owned(), place), book_authors(setting))
        }
        Content::Captions(kind) => {
            let place = setting.book.metadata.title.span;
            ((words.captions(kind).to_owned(), place), book_authors(setting))
        }
        _ => return None,
    };
    Some(Heads { chapter, part: unit.verso_head.to_owned(), section: None, authors })
}

fn book_authors(setting: &Setting) -> String {
    let people = setting.book.metadata.contributors.iter();
    let authors = people.filter(|person| person.role.value == AUTHOR);
    let authors: Vec<&str> = authors.map(|person| person.name.value.as_str()).collect();
    Words::of(setting.book.lang()).list(&authors)
}

/// Head and folio of a page: none on title leaves, no head where something opens.
///
/// A section is in force on the page on which it begins; the first one of a page counts.
fn furniture(
    setting: &Setting,
    leaf: &Leaf,
    heads: Option<&mut Heads>,
    (sheet, count): (usize, usize),
    sections: &[Arc<Section>],
) -> Vec<Item> {
    let Some(heads) = heads else { return Vec::new() };
    let in_force = sections.last().cloned().or_else(|| heads.section.clone());
    let items = if sheet > 0 {
        heads.section = sections.first().cloned().or_else(|| heads.section.take());
        running::furniture(setting, leaf.side, &leaf.label, heads)
    } else {
        let is_shown = match setting.design.running.opening_folio {
            OpeningFolio::None => false,
            OpeningFolio::Single => count == 1,
            OpeningFolio::FootCenter => true,
        };
        let place = repeated(heads.chapter.1);
        is_shown.then(|| running::opening_folio(setting, &leaf.label, place)).into_iter().collect()
    };
    heads.section = in_force;
    items
}

/// The item with its block counted from the beginning of the book.
fn renumbered(mut item: Item, first: u32) -> Item {
    if let Item::Text { part: PartOf::Content { block, .. }, .. } = &mut item {
        *block += first;
    }
    item
}
