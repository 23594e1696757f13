//! The common width of the hemistichs of a whole book.

use crate::base::Length;
use crate::design::model::{Role, Style, VerseWidth};
use crate::document::visit::each_block;
use crate::document::{BlockKind, Inline, Verse, VerseForm, VerseLine};
use crate::layout::page_map::{PageMap, Pages};
use crate::layout::setting::{Scope, Setting};
use crate::layout::styled::character_style;

impl Setting<'_> {
    /// The width to which the hemistichs of a poem are brought at least, when they may be `room`
    /// wide: that of the widest hemistich of the book that has such room, where the design wants
    /// all poems alike; else zero. All hemistichs are measured once, when the first poem asks.
    pub(super) fn verse_width(&self, room: Length) -> Length {
        if self.design.verse.width == VerseWidth::Poem {
            return Length::ZERO;
        }
        let widths = self.hemistich_widths.get_or_init(|| self.measured_hemistichs());
        let fitting = widths.partition_point(|width| *width <= room);
        fitting.checked_sub(1).map_or(Length::ZERO, |widest| widths[widest])
    }

    /// The widest hemistich of every poem of the book, the narrowest first.
    fn measured_hemistichs(&self) -> Vec<Length> {
        let style = self.design.style(Role::VerseHemistich);
        // Page numbers in verse are none to speak of: their width does not matter here.
        let map = PageMap::default();
        let pages = Pages::of(&map);
        let mut widths = Vec::new();
        for chapter in self.book.chapters() {
            let scope = Scope::of_chapter(self, &pages, chapter);
            each_block(&chapter.blocks, &mut |block| {
                if let BlockKind::Verse(verse) = &block.kind
                    && verse.form == VerseForm::Couplets
                {
                    widths.push(widest(verse, &scope, style));
                }
            });
        }
        widths.sort_by(|a, b| a.to_pt().total_cmp(&b.to_pt()));
        widths
    }
}

fn widest(verse: &Verse, scope: &Scope, style: &Style) -> Length {
    let style = std::sync::Arc::new(character_style(style));
    let natural = |content: &[Inline]| {
        let mut composer = scope.composer(scope.direction, scope.setting.area.width);
        composer.inlines(content, &style);
        scope.setting.typesetter.extent(&composer.finish(), scope.direction).natural
    };
    let lines = verse.stanzas.iter().flat_map(|stanza| &stanza.lines);
    let widths = lines.filter_map(|line| match line {
        VerseLine::Couplet { first, second, .. } => Some(natural(first).max(natural(second))),
        VerseLine::Single { .. } => None,
    });
    widths.fold(Length::ZERO, Length::max)
}
