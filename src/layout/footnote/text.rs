//! The text of a note.

use std::sync::Arc;

use super::super::flow::{Flow, Place, RunIn};
use super::super::frame::{Column, Frame};
use super::super::paged::ContentKind;
use super::super::setting::{Scope, repeated};
use super::super::styled::character_style;
use crate::assembly::Footnote;
use crate::base::Length;
use crate::design::model::Role;
use crate::document::inline::plain_text;
use crate::document::{Block, BlockKind, Inline, InlineKind};
use crate::manifest::plan::NotePlace;
use crate::text::model::{LinkDestination, TextStyle};
use crate::wording::Words;

impl Flow<'_> {
    /// The notes of a chapter at its end, below a heading of their own.
    pub fn notes_of_chapter(&mut self) {
        let scope = self.scope;
        if scope.notes.is_empty() || scope.setting.book.notes.place() != NotePlace::Chapter {
            return;
        }
        let title = Words::of(scope.setting.book.lang()).pieces.notes;
        let span = scope.notes[0].span;
        let title = [Inline::new(InlineKind::Text(title.to_owned()), repeated(span))];
        self.heading(1, &title, &Place::body(scope));
        for note in scope.notes {
            self.note(note);
        }
    }

    /// The notes of all chapters, below the titles of the chapters.
    pub fn notes_of_book(&mut self) {
        let Scope { setting, pages, .. } = *self.scope;
        let colon = Words::of(setting.book.lang()).marks.colon;
        for chapter in setting.book.chapters().filter(|chapter| !chapter.notes.is_empty()) {
            let mut title = plain_text(&chapter.title);
            if let Some(label) = &chapter.label {
                title = format!("{label}{colon} {title}");
            }
            let title = [Inline::new(InlineKind::Text(title), repeated(chapter.title_span()))];
            self.heading(1, &title, &Place::body(self.scope));
            // Marks and anchors are those of the chapter.
            let own = Scope::of_chapter(setting, pages, chapter);
            let mut flow = Flow::new(&own);
            flow.next_block = self.next_block;
            for note in &chapter.notes {
                flow.note(note);
            }
            let (frames, noticed, next_block) = flow.finish();
            self.diagnostics.extend(noticed);
            self.next_block = next_block;
            for frame in frames {
                self.push(Frame { notes: Vec::new(), ..frame });
            }
        }
    }

    /// The text of a note, begun by its mark.
    pub(super) fn note(&mut self, footnote: &Footnote) {
        let style = self.style(Role::NoteText);
        let direction = footnote.direction(self.scope.direction);
        let whole = Column { left: Length::ZERO, width: self.scope.setting.area.width };
        let place = Place {
            role: Role::NoteText,
            kind: ContentKind::Note,
            column: whole.indent(direction, style.start_indent, style.end_indent),
            direction,
            spaced: false,
            ..Place::body(self.scope)
        };
        let text = character_style(style);
        let mark = TextStyle {
            direction: Some(direction),
            link: Some(LinkDestination::Internal(self.scope.mark_anchor(footnote.id))),
            anchor: Some(self.scope.note_anchor(footnote.id)),
            ..self.scope.mark_style(&text)
        };
        let mark_of_note = self.scope.marks.before_note(footnote.id);
        let word =
            |words: &str| vec![Inline::new(InlineKind::Text(words.to_owned()), footnote.span)];
        self.run_in.push(RunIn { words: word(mark_of_note), style: Arc::new(mark) });
        self.run_in.push(RunIn { words: word(" "), style: Arc::new(text) });
        let begins_with_words =
            matches!(footnote.blocks.first(), Some(Block { kind: BlockKind::Paragraph(_), .. }));
        self.spaced(style, |flow| {
            if !begins_with_words {
                flow.paragraph(&[], &place);
            }
            flow.blocks(&footnote.blocks, &place);
        });
    }
}
