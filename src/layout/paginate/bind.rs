//! Binding: pages get their margins, heads and folios; anchors and the outline are gathered.

use super::lay::Laid;
use super::number::Leaf;
use super::outline::outline;
use super::units::{Content, Unit};
use crate::base::{Direction, Length};
use crate::document::inline::plain_text;
use crate::layout::page::Sheet;
use crate::layout::paged::{Destination, Item, Page, Paged, PartOf, Side};
use crate::layout::running;
use crate::layout::setting::{Setting, repeated};
use crate::wording::Words;

/// The finished pages.
pub fn bind(setting: &Setting, units: &[Unit], laid: Vec<Laid>, leaves: Vec<Leaf>) -> Paged {
    let mut first_blocks = Vec::with_capacity(laid.len());
    let mut block = 0;
    for unit in &laid {
        first_blocks.push(block);
        block += unit.blocks;
    }
    let mut sheets: Vec<Vec<Sheet>> = laid.into_iter().map(|unit| unit.sheets).collect();
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
            items.extend(heads(setting, &units[unit], &leaf, sheet));
            items = items.into_iter().map(|item| item.moved(right, down)).collect();
        }
        paged.pages.push(page_of(setting, leaf, items));
    }
    paged.outline = outline(&setting.book.contents, &paged);
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

/// Head and folio of a sheet: none where something opens, and none on title leaves.
fn heads(setting: &Setting, unit: &Unit, leaf: &Leaf, sheet: usize) -> Vec<Item> {
    let title = setting.book.metadata.title.span;
    let words = Words::of(setting.book.lang());
    let (recto_head, place) = match unit.content {
        _ if sheet == 0 => return Vec::new(),
        Content::Chapter(chapter) => (plain_text(&chapter.title), chapter.title_span()),
        Content::Toc => (words.pieces.contents.to_owned(), title),
        Content::Captions(kind) => (words.captions(kind).to_owned(), title),
        _ => return Vec::new(),
    };
    let head = match leaf.side {
        Side::Recto => recto_head.as_str(),
        Side::Verso => unit.verso_head,
    };
    running::furniture(setting, leaf.side, &leaf.label, head, repeated(place))
}

/// The item with its block counted from the beginning of the book.
fn renumbered(mut item: Item, first: u32) -> Item {
    if let Item::Text { part: PartOf::Content { block, .. }, .. } = &mut item {
        *block += first;
    }
    item
}
