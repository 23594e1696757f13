//! The texts of the e-book in the order in which they are read, and the landmarks among them.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::cover::Cover;
use super::matter::{self, Written};
use super::nav::{self, Landmark};
use super::package::Item;
use super::page::{Matter, Page};
use super::text::Shared;
use super::{index, leaves, names, verse};
use crate::assembly::book::{BodyItem, Book, Chapter, ColophonLine, Part, Piece};
use crate::assembly::index::Index;
use crate::base::Spanned;
use crate::manifest::plan::Frontispiece;
use crate::wording::{CaptionKind, Words};

/// The texts, written.
pub struct Texts {
    /// In reading order; the navigation document is the last when it is not read in its place.
    pub pages: Vec<Page>,
    /// Their entries in the package.
    pub items: Vec<Item>,
    /// Sizes of poems that the style sheet must know.
    pub sizes: verse::Sizes,
}

/// A text to be written.
enum Unit<'a> {
    Cover,
    NameOfGod(&'a Spanned<String>),
    Frontispiece(&'a Frontispiece),
    Captions(CaptionKind),
    Title,
    Colophon(&'a [ColophonLine]),
    Contents,
    Index(&'a Index),
    Part(&'a Part),
    Chapter(&'a Chapter, Matter),
}

/// Writes all texts of the book, chapters in parallel.
pub fn texts(shared: Shared<'_>, cover: &Cover) -> Texts {
    let units = units(shared.book);
    let landmarks = landmarks(&units, shared.words);
    let written: Vec<Written> =
        units.par_iter().map(|unit| unit.write(shared, cover, &landmarks)).collect();
    let mut texts = Texts { pages: Vec::new(), items: Vec::new(), sizes: verse::Sizes::default() };
    for (page, sizes) in written {
        texts.items.push(item(&page.file));
        texts.pages.push(page);
        texts.sizes.extend(sizes);
    }
    if !units.iter().any(|unit| matches!(unit, Unit::Contents)) {
        texts.items.push(Item { in_spine: false, ..item(names::NAV) });
        texts.pages.push(nav::document(shared.book, shared.words, &landmarks));
    }
    texts
}

fn item(file: &str) -> Item {
    if file == names::NAV { Item::text(file).with("nav") } else { Item::text(file) }
}

/// The texts of `book` in order. The half title is a leaf of print that says nothing new, so an
/// e-book goes without it. Each generated page stands once.
fn units(book: &Book) -> Vec<Unit<'_>> {
    let mut units = vec![Unit::Cover];
    units.extend(book.front.iter().filter_map(|piece| piece_unit(piece, Matter::Front)));
    for item in &book.body {
        match item {
            BodyItem::Part(part) => {
                units.push(Unit::Part(part));
                let chapters = part.chapters.iter();
                units.extend(chapters.map(|chapter| Unit::Chapter(chapter, Matter::Body)));
            }
            BodyItem::Chapter(chapter) => units.push(Unit::Chapter(chapter, Matter::Body)),
        }
    }
    units.extend(book.back.iter().filter_map(|piece| piece_unit(piece, Matter::Back)));
    let mut seen = BTreeSet::new();
    units.retain(|unit| seen.insert(unit.file()));
    units
}

fn piece_unit(piece: &Piece, matter: Matter) -> Option<Unit<'_>> {
    match piece {
        Piece::HalfTitle | Piece::Blank => None,
        Piece::NameOfGod(words) => Some(Unit::NameOfGod(words)),
        Piece::Frontispiece(picture) => Some(Unit::Frontispiece(picture)),
        Piece::Captions(kind) => Some(Unit::Captions(*kind)),
        Piece::Title => Some(Unit::Title),
        Piece::Colophon(lines) => Some(Unit::Colophon(lines)),
        Piece::Toc => Some(Unit::Contents),
        Piece::Index(index) => Some(Unit::Index(index)),
        Piece::Chapter(chapter) => Some(Unit::Chapter(chapter, matter)),
    }
}

impl Unit<'_> {
    fn file(&self) -> String {
        match self {
            Unit::Cover => names::COVER_PAGE.to_owned(),
            Unit::NameOfGod(_) => names::NAME_OF_GOD_PAGE.to_owned(),
            Unit::Frontispiece(_) => names::FRONTISPIECE_PAGE.to_owned(),
            Unit::Captions(CaptionKind::Figure) => names::FIGURES_PAGE.to_owned(),
            Unit::Captions(CaptionKind::Table) => names::TABLES_PAGE.to_owned(),
            Unit::Title => names::TITLE_PAGE.to_owned(),
            Unit::Colophon(_) => names::COLOPHON_PAGE.to_owned(),
            Unit::Contents => names::NAV.to_owned(),
            Unit::Index(index) => names::text_file(&index.anchor),
            Unit::Part(part) => names::text_file(&part.anchor),
            Unit::Chapter(chapter, _) => names::text_file(&chapter.anchor),
        }
    }

    fn write(&self, shared: Shared<'_>, cover: &Cover, landmarks: &[Landmark]) -> Written {
        let page = match self {
            Unit::Chapter(chapter, matter) => return matter::chapter(shared, chapter, *matter),
            Unit::Cover => matter::cover(shared, &cover.file),
            Unit::NameOfGod(words) => leaves::name_of_god(shared, words),
            Unit::Frontispiece(picture) => leaves::frontispiece(shared, picture),
            Unit::Captions(kind) => leaves::captions(shared, *kind),
            Unit::Title => matter::title_page(shared),
            Unit::Colophon(lines) => matter::colophon(shared, lines),
            Unit::Contents => nav::document(shared.book, shared.words, landmarks),
            Unit::Index(index) => index::page(shared, index),
            Unit::Part(part) => matter::part(shared, part),
        };
        (page, verse::Sizes::default())
    }

    fn is_body(&self) -> bool {
        matches!(self, Unit::Part(_) | Unit::Chapter(_, Matter::Body))
    }
}

/// Cover, title page, contents, beginning of the text, colophon: each if it is there, each once.
fn landmarks(units: &[Unit<'_>], words: &Words) -> Vec<Landmark> {
    let mut landmarks = Vec::new();
    for unit in units {
        let (epub_type, name) = match unit {
            Unit::Cover => ("cover", words.pieces.cover),
            Unit::Title => ("titlepage", words.pieces.title_page),
            Unit::Colophon(_) => ("colophon", words.pieces.colophon),
            Unit::Contents => ("toc", words.pieces.contents),
            Unit::Index(_) => ("index", words.pieces.index),
            Unit::Captions(kind) => (leaves::captions_type(*kind), words.captions(*kind)),
            unit if unit.is_body() => ("bodymatter", words.reader.body),
            _ => continue,
        };
        if landmarks.iter().all(|known: &Landmark| known.epub_type != epub_type) {
            landmarks.push(Landmark { epub_type, name, href: unit.file() });
        }
    }
    landmarks
}
