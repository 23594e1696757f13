//! Lists: markers on the side where reading starts, nested lists indented further.

use super::flow::{Flow, Place, base_style};
use super::frame::{Frame, baseline};
use super::paged::{ContentKind, Item, PartOf};
use crate::base::{Direction, Em, Lang, Length, Span};
use crate::design::model::Role;
use crate::document::{ListItem, ListKind};
use crate::persian::digits::DigitStyle;
use crate::text::model::Line;

/// Space between a marker and the text.
const MARKER_GAP: Em = Em(0.4);

impl Flow<'_> {
    /// A list.
    pub(super) fn list(&mut self, kind: ListKind, items: &[ListItem], place: &Place) {
        let style = self.style(Role::List);
        let markers = self.markers(kind, items, place);
        let gap = MARKER_GAP.at(style.size);
        let widest = markers.iter().map(|marker| marker.width).fold(Length::ZERO, Length::max);
        let indent = self.scope.setting.design.chapter.list_indent.max(widest + gap);
        let outer = if place.depth == 0 { style.start_indent } else { Length::ZERO };
        let inner = Place {
            role: if place.kind == ContentKind::Note { place.role } else { Role::List },
            kind: if place.kind == ContentKind::Note { place.kind } else { ContentKind::ListItem },
            column: place.column.indent(place.direction, outer + indent, style.end_indent),
            spaced: false,
            depth: place.depth + 1,
            ..place.clone()
        };
        let lay = |flow: &mut Self| {
            for (item, marker) in items.iter().zip(markers) {
                flow.list_item(item, marker, gap, &inner);
            }
        };
        if place.depth == 0 {
            self.spaced(style, lay);
        } else {
            lay(self);
        }
        self.opens = false;
    }

    fn list_item(&mut self, item: &ListItem, marker: Line, gap: Length, place: &Place) {
        let start = self.frames.len();
        let block = self.next_block;
        self.opens = true;
        self.blocks(&item.blocks, place);
        if self.frames.len() == start {
            let style = self.style(Role::List);
            self.new_block(place.kind);
            self.push(Frame { height: style.leading, span: item.span, ..Frame::default() });
        }
        let first = &mut self.frames[start];
        let style = self.scope.setting.design.style(Role::List);
        let baseline = first.first_baseline().unwrap_or_else(|| baseline(style));
        // A marker stands outside the column of its text, on the side where reading starts.
        let x = place.column.place(place.direction, -(gap + marker.width), marker.width);
        let part = PartOf::Content { block, kind: place.kind };
        first.items.insert(0, Item::Text { line: marker.into(), x, baseline, part });
    }

    /// Digits of numbers at `place`: those of its own language, else of the book's; Latin ones in
    /// what runs from left to right.
    fn digits(&self, place: &Place) -> DigitStyle {
        let own = place.lang.as_deref().and_then(Lang::parse);
        match place.direction {
            Direction::LeftToRight => DigitStyle::Latin,
            Direction::RightToLeft => {
                own.map_or_else(|| self.scope.setting.digits(), |lang| DigitStyle::of(&lang))
            }
        }
    }

    /// The markers of the items: bullets of the depth, or numbers in the digits of the place.
    fn markers(&self, kind: ListKind, items: &[ListItem], place: &Place) -> Vec<Line> {
        let setting = self.scope.setting;
        let style =
            self.style(if place.kind == ContentKind::Note { place.role } else { Role::List });
        let words = |words: &str, span: Span| {
            let text = super::setting::plain(words, &base_style(style, place), span);
            setting.natural(&text, place.direction)
        };
        match kind {
            ListKind::Bullet => {
                let bullets = &setting.design.chapter.bullets;
                let bullet =
                    bullets.get(place.depth).or(bullets.last()).map_or("•", String::as_str);
                items.iter().map(|item| words(bullet, item.span)).collect()
            }
            ListKind::Ordered { start } => {
                let digits = self.digits(place);
                (start as usize..)
                    .zip(items)
                    .map(|(number, item)| words(&format!("{}.", digits.write(number)), item.span))
                    .collect()
            }
        }
    }
}
