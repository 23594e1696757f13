//! What is said about a poem: its title, whose it is, the numbers of its couplets.

use std::sync::Arc;

use crate::base::{Em, Span};
use crate::design::model::{NumberPlace, Role};
use crate::document::Verse;
use crate::layout::flow::{Flow, Place};
use crate::layout::frame::{Column, Frame, Hold};
use crate::layout::paged::{ContentKind, Item, PartOf};
use crate::layout::setting::Setting;

/// Narrowest poem, as a share of the type area, within whose edges a name finds room.
const POET_ROOM: f64 = 0.3;
/// Space between a number and the poem beside it.
const NUMBER_GAP: Em = Em(0.8);

impl Flow<'_> {
    /// The title of a poem, kept with its first lines.
    pub(super) fn verse_title(&mut self, verse: &Verse, place: &Place) {
        if !verse.title.is_empty() {
            let style = self.style(Role::VerseTitle);
            let text = self.compose(&verse.title, style, place);
            self.set(&text, style, label_kind(place), place);
            self.hold_last(Hold::Keep);
        }
    }

    /// The poet's name, kept with the last lines, within the edges of the `poem`.
    pub(super) fn verse_poet(&mut self, verse: &Verse, poem: Column, place: &Place) {
        if !verse.poet.is_empty() {
            self.hold_last(Hold::Keep);
            let style = self.style(Role::VersePoet);
            let room = self.scope.setting.area.width * POET_ROOM;
            let column = if poem.width < room { place.column } else { poem };
            let place = &Place { column, ..place.clone() };
            let text = self.compose(&verse.poet, style, place);
            self.set(&text, style, label_kind(place), place);
        }
    }
}

fn label_kind(place: &Place) -> ContentKind {
    if place.kind == ContentKind::Note { place.kind } else { ContentKind::Paragraph }
}

/// Numbers the couplets of a poem. The numbers are furniture: they stand beside the words and never
/// come between them when the text is read aloud or copied.
pub(super) struct Numbers {
    every: usize,
    count: usize,
}

impl Numbers {
    /// As the poem asks for, else as the design has it.
    pub fn of_couplets(verse: &Verse, setting: &Setting) -> Numbers {
        let every = verse.numbers.map_or(setting.design.verse.number_every, |it| it as usize);
        Numbers { every, count: 0 }
    }

    /// Lines of free verse are numbered only where the poem asks for it.
    pub fn of_lines(verse: &Verse) -> Numbers {
        Numbers { every: verse.numbers.map_or(0, |it| it as usize), count: 0 }
    }

    /// Counts the couplet (or line) in `frames` and puts its number beside its first line when it
    /// gets one: before `poem`, or in the `gap` between the hemistichs.
    pub fn number(
        &mut self,
        frames: &mut [Frame],
        poem: Column,
        gap: Option<Column>,
        place: &Place,
        setting: &Setting,
    ) {
        self.count += 1;
        let [first, ..] = frames else { return };
        if self.every == 0 || !self.count.is_multiple_of(self.every) {
            return;
        }
        let Some(baseline) = first.first_baseline() else { return };
        let style = setting.design.style(Role::VerseNumber);
        let span =
            Span::new(first.span.source, first.span.start as usize, first.span.start as usize);
        let line = setting.words(&setting.digits().write(self.count), style, span);
        let in_gap = gap.filter(|gap| {
            setting.design.verse.number_place == NumberPlace::Gap && gap.width > line.width
        });
        let x = if let Some(gap) = in_gap {
            gap.left + (gap.width - line.width) / 2.0
        } else {
            let before = NUMBER_GAP.at(style.size) + line.width;
            poem.place(place.direction, -before, line.width)
        };
        first.items.push(Item::Text { line: Arc::new(line), x, baseline, part: PartOf::Furniture });
    }
}
