//! Poems. A couplet is one paragraph of two hemistichs, the first (in Persian the right one) first
//! in the source, so that every reader, a screen reader too, meets the words in their order. The
//! style sheet sets the two beside each other where both fit, else one below the other (epub.md,
//! point 35).

use super::cover::one_run;
use super::text::{Text, classes};
use super::xml::Tag;
use crate::base::{Direction, Em};
use crate::design::Design;
use crate::design::model::Role;
use crate::document::inline::plain_text;
use crate::document::{Attributes, Inline, Stanza, Verse, VerseForm, VerseLine};
use crate::text::Typesetter;

/// Steps in which the common width of a poem's hemistichs is rounded up: half an em. Few steps keep
/// the style sheet short.
pub const STEPS_PER_EM: f64 = 2.0;
/// Space that a hemistich gets beyond its natural width, in em: the reader may choose another font.
const ALLOWANCE: f64 = 0.5;
/// Widest column, in em: above it a hemistich turns its line anyway.
const WIDEST: f64 = 24.0;

impl Text<'_> {
    /// A poem.
    pub fn verse(&mut self, verse: &Verse, attributes: &Attributes) {
        let own = match verse.form {
            VerseForm::Couplets => {
                let width = self.column_width(verse);
                self.widths.insert(width);
                format!("verse couplets {}", width_class(width))
            }
            VerseForm::Free => "verse free".to_owned(),
        };
        let class = classes(&own, attributes);
        self.within(Tag::new("div").with_some("class", class.as_deref()), attributes, |text| {
            text.markup.newline();
            for stanza in &verse.stanzas {
                text.stanza(stanza);
            }
        });
        self.markup.newline();
    }

    fn stanza(&mut self, stanza: &Stanza) {
        self.markup.open(Tag::new("div").class("stanza")).newline();
        for line in &stanza.lines {
            match line {
                VerseLine::Couplet { first, second, .. } => self.couplet(first, second),
                VerseLine::Single { content, .. } => {
                    self.markup.open(Tag::new("p").class("verse-line"));
                    self.inlines(content);
                    self.markup.close_line();
                }
            }
        }
        self.markup.close_line();
    }

    /// The space between the hemistichs is for readers without style sheets and for copying.
    fn couplet(&mut self, first: &[Inline], second: &[Inline]) {
        self.markup.open(Tag::new("p").class("couplet"));
        self.hemistich(first);
        self.markup.text(" ");
        self.hemistich(second);
        self.markup.close_line();
    }

    fn hemistich(&mut self, content: &[Inline]) {
        self.markup.open(Tag::new("span").class("verse-hemistich"));
        self.inlines(content);
        self.markup.close();
    }

    /// The common width of the hemistichs of a poem: its widest one's, in steps of half an em.
    fn column_width(&self, verse: &Verse) -> u32 {
        let lines = verse.stanzas.iter().flat_map(|stanza| &stanza.lines);
        let widest = lines
            .flat_map(|line| match line {
                VerseLine::Couplet { first, second, .. } => [Some(first), Some(second)],
                VerseLine::Single { .. } => [None, None],
            })
            .flatten()
            .map(|hemistich| (self.shared.measure)(hemistich).0)
            .fold(0.0, f64::max);
        ((widest + ALLOWANCE).min(WIDEST) * STEPS_PER_EM).ceil() as u32
    }
}

/// The class that carries a width.
pub fn width_class(width: u32) -> String {
    format!("verse-width-{width}")
}

/// Natural width of a hemistich, in em of its type.
pub fn natural_width(
    hemistich: &[Inline],
    design: &Design,
    direction: Direction,
    typesetter: &Typesetter<'_>,
) -> Em {
    let style = design.style(Role::VerseHemistich);
    let words = plain_text(hemistich);
    let span = hemistich.first().map(|inline| inline.span).unwrap_or_default();
    let text = one_run(&words, style, style.size, span);
    Em(typesetter.extent(&text, direction).natural / style.size)
}
