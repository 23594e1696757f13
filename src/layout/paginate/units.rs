//! The units of a book: what begins a page of its own, in reading order.

use crate::assembly::{BodyItem, Chapter, ColophonLine, Part, Piece};
use crate::layout::setting::Setting;

/// Which sequence of numbers a unit belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// Front matter.
    Front,
    /// The text and what follows it.
    Text,
}

/// A part of the book that begins a page.
pub struct Unit<'a> {
    /// What it is made of.
    pub content: Content<'a>,
    /// Which sequence of numbers its pages belong to.
    pub matter: Matter,
    /// Whether it begins on a recto.
    pub recto: bool,
    /// What the verso's head says: the part's title, else the book's.
    pub verso_head: &'a str,
}

/// What a unit is made of.
pub enum Content<'a> {
    /// The title alone.
    HalfTitle,
    /// The title page.
    Title,
    /// The colophon.
    Colophon(&'a [ColophonLine]),
    /// The contents.
    Toc,
    /// The opening of a part.
    Part(&'a Part),
    /// A document.
    Chapter(&'a Chapter),
}

impl Content<'_> {
    /// With what the names of its generated anchors begin.
    pub fn anchor(&self) -> &str {
        match self {
            Content::Chapter(chapter) => &chapter.anchor,
            _ => "",
        }
    }
}

/// The units of the book in reading order.
pub fn units<'a>(setting: &Setting<'a>) -> Vec<Unit<'a>> {
    let book = setting.book;
    let mut units = Vec::new();
    units.extend(book.front.iter().map(|piece| piece_unit(setting, piece, Matter::Front)));
    let first_of_text = units.len();
    for item in &book.body {
        match item {
            BodyItem::Chapter(chapter) => {
                units.push(chapter_unit(
                    setting,
                    chapter,
                    Matter::Text,
                    &book.metadata.title.value,
                ));
            }
            BodyItem::Part(part) => part_units(setting, part, &mut units),
        }
    }
    units.extend(book.back.iter().map(|piece| piece_unit(setting, piece, Matter::Text)));
    if let Some(first) = units.get_mut(first_of_text) {
        first.recto = true;
    }
    units
}

fn part_units<'a>(setting: &Setting<'a>, part: &'a Part, units: &mut Vec<Unit<'a>>) {
    let recto = setting.design.chapter.part_recto;
    let content = Content::Part(part);
    units.push(Unit { content, matter: Matter::Text, recto, verso_head: &part.title });
    let first = units.len();
    let chapters = part.chapters.iter();
    units.extend(chapters.map(|chapter| chapter_unit(setting, chapter, Matter::Text, &part.title)));
    // The opening of a part that begins on a recto has the whole leaf for itself.
    if let Some(chapter) = units.get_mut(first) {
        chapter.recto |= recto;
    }
}

fn chapter_unit<'a>(
    setting: &Setting<'a>,
    chapter: &'a Chapter,
    matter: Matter,
    verso_head: &'a str,
) -> Unit<'a> {
    let recto = setting.design.chapter.recto;
    Unit { content: Content::Chapter(chapter), matter, recto, verso_head }
}

fn piece_unit<'a>(setting: &Setting<'a>, piece: &'a Piece, matter: Matter) -> Unit<'a> {
    let verso_head = setting.book.metadata.title.value.as_str();
    let (content, recto) = match piece {
        Piece::HalfTitle => (Content::HalfTitle, true),
        Piece::Title => (Content::Title, true),
        Piece::Colophon(lines) => (Content::Colophon(lines), false),
        Piece::Toc => (Content::Toc, true),
        Piece::Chapter(chapter) => (Content::Chapter(chapter), setting.design.chapter.recto),
    };
    Unit { content, matter, recto, verso_head }
}
