//! Lists: markers on the side where reading starts, nested lists indented further.

use super::flow::{Flow, Place, base_style};
use super::frame::{Frame, baseline};
use super::paged::{ContentKind, Item, PartOf};
use crate::base::{Direction, Em, Lang, Length, Size, Span};
use crate::design::model::{ListNumber, Role, Style};
use crate::document::{ListItem, ListKind};
use crate::persian::digits::DigitStyle;
use crate::persian::numbering::{abjad, alphabetic};
use crate::text::model::Line;

/// Space between a marker and the text.
const MARKER_GAP: Em = Em(0.4);
/// Side of the box of a task: it stands on the baseline and is as high as a Persian alef.
const TASK_BOX: Em = Em(0.55);
/// Thickness of its lines.
const TASK_LINE: Em = Em(0.045);
/// What is left free inside the box of a task that is done, from the outer edge.
const TASK_INSET: Em = Em(0.14);

/// What stands before an item.
enum Marker {
    /// A bullet or a number.
    Words(Line),
    /// The box of a task, drawn, because few Persian fonts have the signs; and whether it is done.
    Task(bool),
}

impl Flow<'_> {
    /// A list.
    pub(super) fn list(&mut self, kind: ListKind, tight: bool, items: &[ListItem], place: &Place) {
        let style = self.style(Role::List);
        let text_style = self.list_style(place);
        let markers = self.markers(kind, items, place);
        let gap = MARKER_GAP.at(style.size);
        let width = |marker: &Marker| match marker {
            Marker::Words(line) => line.width,
            Marker::Task(_) => TASK_BOX.at(text_style.size),
        };
        let widest = markers.iter().map(width).fold(Length::ZERO, Length::max);
        let indent = self.scope.setting.design.chapter.list_indent.max(widest + gap);
        let outer = if place.depth == 0 { style.start_indent } else { Length::ZERO };
        let in_note = place.kind == ContentKind::Note;
        let inner = Place {
            role: if in_note { place.role } else { Role::List },
            kind: if in_note { place.kind } else { ContentKind::ListItem },
            column: place.column.indent(place.direction, outer + indent, style.end_indent),
            spaced: false,
            depth: place.depth + 1,
            numbered: place.numbered + usize::from(kind != ListKind::Bullet),
            ..place.clone()
        };
        let space = if tight { Length::ZERO } else { self.scope.setting.design.chapter.list_space };
        let lay = |flow: &mut Self| {
            for (at, (item, marker)) in items.iter().zip(markers).enumerate() {
                let start = flow.frames.len();
                flow.list_item(item, marker, gap, &inner);
                if at > 0 {
                    flow.frames[start].before = flow.frames[start].before.max(space);
                }
            }
        };
        if place.depth == 0 {
            self.spaced(style, lay);
        } else {
            lay(self);
        }
        self.opens = false;
    }

    /// The style of the words of a list at `place`.
    fn list_style(&self, place: &Place) -> &Style {
        self.style(if place.kind == ContentKind::Note { place.role } else { Role::List })
    }

    fn list_item(&mut self, item: &ListItem, marker: Marker, gap: Length, place: &Place) {
        let start = self.frames.len();
        let block = self.next_block;
        self.opens = true;
        self.blocks(&item.blocks, place);
        let style = self.list_style(place).clone();
        if self.frames.len() == start {
            self.new_block(place.kind);
            self.push(Frame { height: style.leading, span: item.span, ..Frame::default() });
        }
        let first = &mut self.frames[start];
        let baseline = first.first_baseline().unwrap_or_else(|| baseline(&style));
        // A marker stands outside the column of its text, on the side where reading starts.
        let beside = |width: Length| place.column.place(place.direction, -(gap + width), width);
        match marker {
            Marker::Words(line) => {
                let x = beside(line.width);
                let part = PartOf::Content { block, kind: place.kind };
                first.items.insert(0, Item::Text { line: line.into(), x, baseline, part });
            }
            Marker::Task(done) => {
                let x = beside(TASK_BOX.at(style.size));
                first.items.splice(0..0, task_box(done, (x, baseline), &style));
            }
        }
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

    /// The markers of the items: bullets of the depth, or numbers as the design has them for the
    /// depth; in what runs from left to right these are Latin ones.
    fn markers(&self, kind: ListKind, items: &[ListItem], place: &Place) -> Vec<Marker> {
        let setting = self.scope.setting;
        let chapter = &setting.design.chapter;
        let style = self.list_style(place);
        let words = |words: &str, span: Span| {
            let text = super::setting::plain(words, &base_style(style, place), span);
            Marker::Words(setting.natural(&text, place.direction))
        };
        let marker = |number: usize, item: &ListItem| match (item.task, kind) {
            (Some(done), _) => Marker::Task(done),
            (None, ListKind::Bullet) => {
                let bullet = chapter.bullets.get(place.depth).or(chapter.bullets.last());
                words(bullet.map_or("•", String::as_str), item.span)
            }
            (None, ListKind::Ordered { start }) => {
                let form = chapter.list_numbers.get(place.numbered).or(chapter.list_numbers.last());
                let form = form.copied().unwrap_or(ListNumber::Digits);
                let number = number + start as usize;
                words(&numbered(number, form, place.direction, self.digits(place)), item.span)
            }
        };
        items.iter().enumerate().map(|(number, item)| marker(number, item)).collect()
    }
}

/// `number` as the marker of an item.
fn numbered(number: usize, form: ListNumber, direction: Direction, digits: DigitStyle) -> String {
    match form {
        ListNumber::Digits => format!("{}.", digits.write(number)),
        // Nothing has the number zero in letters.
        _ if number == 0 => format!("{})", digits.write(number)),
        ListNumber::Alphabetic if direction.is_rtl() => format!("{})", alphabetic(number)),
        ListNumber::Abjad if direction.is_rtl() => format!("{})", abjad(number)),
        ListNumber::Alphabetic | ListNumber::Abjad | ListNumber::Latin => {
            format!("{})", latin(number))
        }
    }
}

/// a, b, … z, aa, ab.
fn latin(mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    letters.iter().rev().collect()
}

/// A square on the baseline; a smaller one inside it when the task is done.
fn task_box(done: bool, (x, baseline): (Length, Length), style: &Style) -> Vec<Item> {
    let (side, line, inset) =
        (TASK_BOX.at(style.size), TASK_LINE.at(style.size), TASK_INSET.at(style.size));
    let y = baseline - side;
    let fill = |right: Length, down: Length, width: Length, height: Length| Item::Fill {
        x: x + right,
        y: y + down,
        size: Size { width, height },
        ink: style.ink,
    };
    let zero = Length::ZERO;
    let mut drawn = vec![
        fill(zero, zero, side, line),
        fill(zero, side - line, side, line),
        fill(zero, zero, line, side),
        fill(side - line, zero, line, side),
    ];
    if done {
        let inner = side - inset * 2.0;
        drawn.push(fill(inset, inset, inner, inner));
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_numbers() {
        let (rtl, ltr) = (Direction::RightToLeft, Direction::LeftToRight);
        let written =
            |number, form, direction| numbered(number, form, direction, DigitStyle::Persian);
        assert_eq!(written(12, ListNumber::Digits, rtl), "۱۲.");
        assert_eq!(written(3, ListNumber::Alphabetic, rtl), "پ)");
        assert_eq!(written(3, ListNumber::Abjad, rtl), "ج)");
        assert_eq!(written(28, ListNumber::Abjad, ltr), "ab)");
        assert_eq!(written(0, ListNumber::Latin, rtl), "۰)");
    }
}
