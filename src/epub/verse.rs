//! Poems. A couplet is one paragraph of two hemistichs, the first (in Persian the right one) first
//! in the source, so that every reader, a screen reader too, meets the words in their order. The
//! style sheet sets the two beside each other where both fit, else one below the other (epub.md,
//! point 35).

use std::collections::BTreeSet;

use super::cover::one_run;
use super::text::{Text, classes};
use super::xml::Tag;
use crate::base::{Direction, Em};
use crate::design::Design;
use crate::design::model::Role;
use crate::document::inline::plain_text;
use crate::document::{Attributes, Inline, Stanza, Verse, VerseForm, VerseLine};
use crate::persian::digits::DigitStyle;
use crate::text::Typesetter;

/// Steps in which the common width of a poem's hemistichs is rounded up: half an em. Few steps keep
/// the style sheet short.
pub const STEPS_PER_EM: f64 = 2.0;
/// Space that a hemistich gets beyond its natural width, in em: the reader may choose another font.
const ALLOWANCE: f64 = 0.5;
/// How many times as wide as the middle one of its poem a hemistich may be to count for the common
/// width.
const MUCH_WIDER: f64 = 1.5;
/// Furthest that a line of free verse stands in, in em: half of a small screen.
const FURTHEST: f64 = 9.0;
/// Widest column, in em: above it a hemistich turns its line anyway.
const WIDEST: f64 = 24.0;

/// The sizes of poems that the style sheet must know, in steps of half an em.
#[derive(Clone, Debug, Default)]
pub struct Sizes {
    /// Widths of hemistichs.
    pub columns: BTreeSet<u32>,
    /// Indents of lines of free verse.
    pub indents: BTreeSet<u32>,
}

impl Sizes {
    /// Adds those of `other`.
    pub fn extend(&mut self, other: Sizes) {
        self.columns.extend(other.columns);
        self.indents.extend(other.indents);
    }
}

impl Text<'_> {
    /// A poem.
    pub fn verse(&mut self, verse: &Verse, attributes: &Attributes) {
        let own = match verse.form {
            VerseForm::Couplets => {
                let width = self.column_width(verse);
                self.sizes.columns.insert(width);
                format!("verse couplets {}", width_class(width))
            }
            VerseForm::Stacked => {
                let width = self.column_width(verse);
                self.sizes.columns.insert(width);
                format!("verse couplets stacked {}", width_class(width))
            }
            VerseForm::Free | VerseForm::Stairs => "verse free".to_owned(),
        };
        let (own, every) = match self.every(verse) {
            0 => (own, 0),
            every => (format!("{own} with-numbers"), every),
        };
        let class = classes(&own, attributes);
        self.within(Tag::new("div").with_some("class", class.as_deref()), attributes, |text| {
            text.markup.newline();
            text.verse_label("verse-title", &verse.title);
            let mut numbers = Numbers { every, count: 0 };
            for stanza in &verse.stanzas {
                text.stanza(stanza, verse.form, &mut numbers);
            }
            text.verse_label("verse-poet", &verse.poet);
        });
        self.markup.newline();
    }

    /// Every how many couplets one is numbered; lines of free verse only where the poem says so.
    fn every(&self, verse: &Verse) -> usize {
        let by_design = match verse.form {
            VerseForm::Couplets | VerseForm::Stacked => self.shared.design.verse.number_every,
            VerseForm::Free | VerseForm::Stairs => 0,
        };
        verse.numbers.map_or(by_design, |every| every as usize)
    }

    /// The title of a poem or the name of its poet.
    fn verse_label(&mut self, class: &'static str, content: &[Inline]) {
        if !content.is_empty() {
            self.markup.open(Tag::new("p").class(class));
            self.inlines(content);
            self.markup.close_line();
        }
    }

    fn stanza(&mut self, stanza: &Stanza, form: VerseForm, numbers: &mut Numbers) {
        self.markup.open(Tag::new("div").class("stanza")).newline();
        let mut end_above = 0.0;
        for line in &stanza.lines {
            match line {
                VerseLine::Couplet { first, second, .. } => {
                    let number = numbers.next(self.digits());
                    self.couplet(first, second, number.as_deref());
                }
                VerseLine::Single { content, indent, .. } => {
                    let is_free = matches!(form, VerseForm::Free | VerseForm::Stairs);
                    let is_step = form == VerseForm::Stairs && *indent > 0;
                    let spaces = f64::from(*indent) * self.step();
                    let indent = if is_step { end_above } else { spaces };
                    end_above = indent + (self.shared.measure)(content).0;
                    let number = if is_free { numbers.next(self.digits()) } else { None };
                    self.single(content, indent, number.as_deref());
                }
            }
        }
        self.markup.close_line();
    }

    /// A line by itself, `indent` em further in than the poem.
    fn single(&mut self, content: &[Inline], indent: f64, number: Option<&str>) {
        let mut class = String::from("verse-line");
        let steps = (indent.min(FURTHEST) * STEPS_PER_EM).round() as u32;
        if steps > 0 {
            self.sizes.indents.insert(steps);
            class = format!("{class} {}", indent_class(steps));
        }
        let tag = numbered(Tag::new("p"), &class, number);
        self.markup.open(tag);
        self.inlines(content);
        self.markup.close_line();
    }

    /// By how many em a line of free verse stands in for each space before it.
    fn step(&self) -> f64 {
        let design = self.shared.design;
        design.verse.step / design.style(Role::VerseLine).size
    }

    fn digits(&self) -> DigitStyle {
        DigitStyle::of(self.shared.book.lang())
    }

    /// The space between the hemistichs is for readers without style sheets and for copying.
    fn couplet(&mut self, first: &[Inline], second: &[Inline], number: Option<&str>) {
        self.markup.open(numbered(Tag::new("p"), "couplet", number));
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

    /// The common width of the hemistichs of a poem, in steps of half an em: that of its widest, but
    /// for a few that are much wider than most. These take the room that they need.
    fn column_width(&self, verse: &Verse) -> u32 {
        let lines = verse.stanzas.iter().flat_map(|stanza| &stanza.lines);
        let hemistichs = lines.flat_map(|line| match line {
            VerseLine::Couplet { first, second, .. } => [Some(first), Some(second)],
            VerseLine::Single { .. } => [None, None],
        });
        let width = |hemistich: &Vec<Inline>| (self.shared.measure)(hemistich).0;
        let mut widths: Vec<f64> = hemistichs.flatten().map(width).collect();
        widths.sort_by(f64::total_cmp);
        let middle = widths.get(widths.len() / 2).copied().unwrap_or_default();
        let usual = widths.iter().copied().filter(|width| *width <= middle * MUCH_WIDER);
        let widest = usual.fold(0.0, f64::max);
        ((widest + ALLOWANCE).min(WIDEST) * STEPS_PER_EM).ceil() as u32
    }
}

/// Counts what is numbered.
struct Numbers {
    every: usize,
    count: usize,
}

impl Numbers {
    /// The number of the next couplet, when it gets one.
    fn next(&mut self, digits: DigitStyle) -> Option<String> {
        self.count += 1;
        let is_numbered = self.every > 0 && self.count.is_multiple_of(self.every);
        is_numbered.then(|| digits.write(self.count))
    }
}

/// An element whose number the style sheet shows beside it, so that it is no part of the text.
fn numbered(tag: Tag, class: &str, number: Option<&str>) -> Tag {
    match number {
        Some(number) => tag.class(&format!("{class} numbered")).with("data-number", number),
        None => tag.class(class),
    }
}

/// The class that carries an indent.
pub fn indent_class(steps: u32) -> String {
    format!("verse-indent-{steps}")
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
