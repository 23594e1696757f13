//! The units of a book: what begins a page of its own, in reading order.

use crate::assembly::index::Index;
use crate::assembly::{BodyItem, Chapter, ColophonLine, Part, Piece};
use crate::base::Spanned;
use crate::layout::setting::Setting;
use crate::manifest::plan::{Frontispiece, PieceRole};
use crate::wording::CaptionKind;

/// Which sequence of numbers a unit belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// The leaf with the name of God, which no number counts.
    Unnumbered,
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
    /// The name of God.
    NameOfGod(&'a Spanned<String>),
    /// An empty page.
    Blank,
    /// A picture opposite the title page.
    Frontispiece(&'a Frontispiece),
    /// The list of figures or of tables.
    Captions(CaptionKind),
    /// The title alone.
    HalfTitle,
    /// The title page.
    Title,
    /// The colophon.
    Colophon(&'a [ColophonLine]),
    /// The contents.
    Toc,
    /// An index.
    Index(&'a Index),
    /// The opening of a part.
    Part(&'a Part),
    /// A document.
    Chapter(&'a Chapter),
}

impl Unit<'_> {
    /// Whether a blank page stands before it when so many pages stand there already.
    pub fn wants_blank(&self, pages: usize) -> bool {
        let next_is_recto = pages.is_multiple_of(2);
        match self.content {
            // A frontispiece faces the recto that follows.
            Content::Frontispiece(_) => next_is_recto,
            _ => self.recto && !next_is_recto,
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
    let recto_chapters = setting.design.chapter.recto;
    let (content, recto) = match piece {
        Piece::NameOfGod(words) => {
            let content = Content::NameOfGod(words);
            return Unit { content, matter: Matter::Unnumbered, recto: true, verso_head };
        }
        Piece::Blank => (Content::Blank, false),
        Piece::Frontispiece(picture) => (Content::Frontispiece(picture), false),
        Piece::Captions(kind) => (Content::Captions(*kind), recto_chapters),
        Piece::HalfTitle => (Content::HalfTitle, true),
        Piece::Title => (Content::Title, true),
        Piece::Colophon(lines) => (Content::Colophon(lines), false),
        Piece::Toc => (Content::Toc, true),
        Piece::Index(index) => (Content::Index(index), recto_chapters),
        Piece::Chapter(chapter) => {
            let is_leaf = chapter.role.is_some_and(PieceRole::is_leaf);
            (Content::Chapter(chapter), is_leaf || recto_chapters)
        }
    };
    Unit { content, matter, recto, verso_head }
}
