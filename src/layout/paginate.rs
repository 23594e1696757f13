//! From a book to numbered pages: the only loop of the layout.
//!
//! Front matter is numbered apart from the text, so the length of the contents never moves the
//! text; everything but the contents and the colophon is laid once, chapters in parallel.

use rayon::prelude::*;

use super::flow::{Flow, Place};
use super::footnote::Notes;
use super::frame::Frame;
use super::page::{self, Sheet};
use super::paged::{Destination, Item, Numbering, OutlineEntry, Page, Paged, PartOf, Side};
use super::running;
use super::setting::{Scope, Setting, repeated};
use super::titlepages::{self, Generated};
use super::toc::{self, Labels};
use super::wording::contents_title;
use crate::assembly::{BodyItem, Book, Chapter, ColophonLine, ContentsEntry, Part, Piece};
use crate::base::{Code, Diagnostic, Direction, Length, Warned, limits};
use crate::design::Design;
use crate::document::inline::plain_text;
use crate::persian::numbering;
use crate::text::Typesetter;

/// Lays the book out.
///
/// Diagnostics: `LAY-OVERFULL`, `LAY-TOO-LARGE`, `LAY-UNSTABLE`; none of them stops the build.
pub fn paginate(book: &Book, design: &Design, typesetter: &Typesetter) -> Warned<Paged> {
    let setting = Setting::new(book, design, typesetter);
    let units = units(&setting);
    let laid = lay_all(&setting, &units);
    let (laid, leaves) = settle(&setting, &units, laid);
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for unit in &laid {
        diagnostics.extend(unit.diagnostics.iter().cloned());
    }
    let pages = bind(&setting, &units, laid, leaves.value);
    diagnostics.extend(leaves.diagnostics);
    Warned { value: pages, diagnostics }
}

/// Which sequence of numbers a unit belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Matter {
    Front,
    Text,
}

/// A part of the book that begins a page.
struct Unit<'a> {
    content: Content<'a>,
    matter: Matter,
    /// Whether it begins on a recto.
    recto: bool,
    /// What the verso's head says: the part's title, else the book's.
    verso_head: &'a str,
}

/// What a unit is made of.
enum Content<'a> {
    HalfTitle,
    Title,
    Colophon(&'a [ColophonLine]),
    Toc,
    Part(&'a Part),
    Chapter(&'a Chapter),
}

impl Content<'_> {
    /// Whether it shows page numbers, so that it must be laid again when they change.
    fn shows_pages(&self) -> bool {
        matches!(self, Content::Toc | Content::Colophon(_))
    }
}

/// A unit cut into pages.
struct Laid {
    sheets: Vec<Sheet>,
    blocks: u32,
    diagnostics: Vec<Diagnostic>,
}

impl From<Generated> for Laid {
    fn from((sheets, blocks, diagnostics): Generated) -> Laid {
        Laid { sheets, blocks, diagnostics }
    }
}

/// What the contents and the colophon need to know about the pages.
#[derive(Clone, Default, PartialEq, Eq)]
struct PageMap {
    labels: Labels,
    count: usize,
}

/// The units of the book in reading order.
fn units<'a>(setting: &Setting<'a>) -> Vec<Unit<'a>> {
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

/// A unit before its chapter, if it is one, is cut into pages.
enum Prepared<'a> {
    Pages(Laid),
    Chapter(Flowed<'a>),
}

/// A chapter as one endless column.
struct Flowed<'a> {
    frames: Vec<Frame>,
    notes: Notes<'a>,
    blocks: u32,
    diagnostics: Vec<Diagnostic>,
}

/// Lays every unit: lines in parallel, which is the work; then pages in order, since facing pages
/// depend on the side that a chapter begins on.
fn lay_all<'a>(setting: &'a Setting<'a>, units: &[Unit<'a>]) -> Vec<Laid> {
    let unknown = PageMap::default();
    let prepare = |unit: &Unit<'a>| match unit.content {
        Content::Chapter(chapter) => Prepared::Chapter(flow_chapter(setting, chapter)),
        _ => Prepared::Pages(lay(setting, unit, &unknown)),
    };
    let prepared: Vec<Prepared> = units.par_iter().map(prepare).collect();
    let mut pages = 0_usize;
    let mut laid = Vec::with_capacity(units.len());
    for (unit, prepared) in units.iter().zip(prepared) {
        pages += usize::from(unit.recto && !pages.is_multiple_of(2));
        let unit = match prepared {
            Prepared::Pages(laid) => laid,
            Prepared::Chapter(flowed) => cut(setting, flowed, side_of(pages)),
        };
        pages += unit.sheets.len();
        laid.push(unit);
    }
    laid
}

/// The side of the page with this index.
fn side_of(index: usize) -> Side {
    if index.is_multiple_of(2) { Side::Recto } else { Side::Verso }
}

fn lay<'a>(setting: &'a Setting<'a>, unit: &Unit<'a>, map: &PageMap) -> Laid {
    match unit.content {
        Content::HalfTitle => titlepages::half_title(setting).into(),
        Content::Title => titlepages::title_page(setting).into(),
        Content::Colophon(lines) => titlepages::colophon(setting, lines, map.count).into(),
        Content::Toc => toc::contents(setting, &map.labels).into(),
        Content::Part(part) => titlepages::part_opening(setting, part).into(),
        Content::Chapter(chapter) => cut(setting, flow_chapter(setting, chapter), Side::Recto),
    }
}

/// The lines of a chapter and of its notes.
fn flow_chapter<'a>(setting: &'a Setting<'a>, chapter: &'a Chapter) -> Flowed<'a> {
    let scope = Scope::of_chapter(setting, chapter);
    let mut flow = Flow::new(&scope);
    flow.chapter_opening(chapter);
    let lang = chapter.lang.as_ref().map(|lang| lang.tag().to_owned());
    let place = Place { lang, ..Place::body(&scope) };
    flow.blocks(&chapter.blocks, &place);
    let (frames, mut diagnostics, blocks) = flow.finish();
    let (notes, blocks) = Notes::lay(&scope, blocks, &mut diagnostics);
    Flowed { frames, notes, blocks, diagnostics }
}

/// The pages of a chapter that begins on side `first`.
fn cut(setting: &Setting, flowed: Flowed, first: Side) -> Laid {
    let Flowed { frames, notes, blocks, mut diagnostics } = flowed;
    let sheets = page::build(frames, notes, setting, first, &mut diagnostics);
    Laid { sheets, blocks, diagnostics }
}

/// A page before it has its margins.
struct Leaf {
    /// Which sheet of which unit; `None`: a blank page.
    sheet: Option<(usize, usize)>,
    side: Side,
    numbering: Numbering,
    number: usize,
    label: String,
}

/// Lays the contents and the colophon again until their page numbers are true.
fn settle(
    setting: &Setting,
    units: &[Unit],
    mut laid: Vec<Laid>,
) -> (Vec<Laid>, Warned<Vec<Leaf>>) {
    let mut leaves = number(setting, units, &laid);
    let mut map = page_map(&leaves, &laid);
    for _ in 1..limits::LAYOUT_PASSES {
        for (unit, laid) in units.iter().zip(&mut laid) {
            if unit.content.shows_pages() {
                *laid = lay(setting, unit, &map);
            }
        }
        leaves = number(setting, units, &laid);
        let next = page_map(&leaves, &laid);
        if next == map {
            return (laid, Warned::clean(leaves));
        }
        map = next;
    }
    let diagnostics = vec![unstable(setting)];
    (laid, Warned { value: leaves, diagnostics })
}

fn unstable(setting: &Setting) -> Diagnostic {
    Diagnostic::new(
        Code::Unstable,
        format!("page numbers in the contents did not settle in {} passes", limits::LAYOUT_PASSES),
    )
    .at(setting.book.metadata.title.span)
    .hint("move the contents to the front matter, where their length moves no other page")
}

/// Pages in order, with blank ones where a recto is asked for, sides and numbers.
fn number(setting: &Setting, units: &[Unit], laid: &[Laid]) -> Vec<Leaf> {
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut counts = [0_usize; 2];
    let mut add = |leaves: &mut Vec<Leaf>, sheet, matter: Matter| {
        counts[matter as usize] += 1;
        let number = counts[matter as usize];
        let side = side_of(leaves.len());
        let (numbering, label) = match matter {
            Matter::Front => (Numbering::Alphabetic, front_label(setting, number)),
            Matter::Text => (Numbering::Decimal, setting.digits().write(number)),
        };
        leaves.push(Leaf { sheet, side, numbering, number, label });
    };
    let mut previous = None;
    for (at, (unit, laid)) in units.iter().zip(laid).enumerate() {
        if unit.recto && !leaves.len().is_multiple_of(2) {
            add(&mut leaves, None, previous.unwrap_or(unit.matter));
        }
        for sheet in 0..laid.sheets.len() {
            add(&mut leaves, Some((at, sheet)), unit.matter);
        }
        previous = Some(unit.matter);
    }
    leaves
}

/// The label of front page `number`: «الف», «ب»; small roman numbers in a left-to-right book.
fn front_label(setting: &Setting, number: usize) -> String {
    if setting.direction().is_rtl() { numbering::alphabetic(number) } else { roman(number) }
}

/// `number` in small roman letters.
fn roman(mut number: usize) -> String {
    const VALUES: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut letters = String::new();
    for (value, letter) in VALUES {
        letters.extend(std::iter::repeat_n(letter, number / value));
        number %= value;
    }
    letters
}

fn page_map(leaves: &[Leaf], laid: &[Laid]) -> PageMap {
    let mut labels = Labels::new();
    for leaf in leaves {
        let Some((unit, sheet)) = leaf.sheet else { continue };
        for (name, _) in &laid[unit].sheets[sheet].anchors {
            labels.entry(name.clone()).or_insert_with(|| leaf.label.clone());
        }
    }
    PageMap { labels, count: leaves.len() }
}

/// Gives the pages their margins, heads and folios, and gathers anchors and outline.
fn bind(setting: &Setting, units: &[Unit], laid: Vec<Laid>, leaves: Vec<Leaf>) -> Paged {
    let mut first_blocks = Vec::with_capacity(laid.len());
    let mut block = 0;
    for unit in &laid {
        first_blocks.push(block);
        block += unit.blocks;
    }
    let mut sheets: Vec<Vec<Sheet>> = laid.into_iter().map(|unit| unit.sheets).collect();
    let mut paged = Paged::default();
    for (index, leaf) in leaves.into_iter().enumerate() {
        let mut items = Vec::new();
        if let Some((unit, sheet)) = leaf.sheet {
            let content = std::mem::take(&mut sheets[unit][sheet]);
            let (right, down) = origin(setting, leaf.side);
            for (name, y) in content.anchors {
                let destination = Destination { page: index, y: down + y };
                paged.anchors.entry(name).or_insert(destination);
            }
            let numbered =
                content.items.into_iter().map(|item| renumbered(item, first_blocks[unit]));
            items.extend(numbered);
            items.extend(heads(setting, &units[unit], &leaf, sheet));
            items = items.into_iter().map(|item| item.moved(right, down)).collect();
        }
        paged.pages.push(page_of(setting, leaf, items));
    }
    paged.outline = outline(&setting.book.contents, &paged);
    paged
}

fn page_of(setting: &Setting, leaf: Leaf, items: Vec<Item>) -> Page {
    let Leaf { side, numbering, number, label, .. } = leaf;
    Page { size: setting.page.trim, side, numbering, number, label, items }
}

/// The top left corner of the type area on a page of `side`: the inner margin is at the spine.
fn origin(setting: &Setting, side: Side) -> (Length, Length) {
    let page = &setting.page;
    let spine_at_right = (setting.book.binding == Direction::RightToLeft) == (side == Side::Recto);
    let left = if spine_at_right { page.outer } else { page.inner };
    (left, page.top)
}

/// Head and folio of a sheet: none where something opens, and none on title leaves.
fn heads(setting: &Setting, unit: &Unit, leaf: &Leaf, sheet: usize) -> Vec<Item> {
    let title = setting.book.metadata.title.span;
    let (recto_head, place) = match unit.content {
        _ if sheet == 0 => return Vec::new(),
        Content::Chapter(chapter) => (plain_text(&chapter.title), chapter.title_span()),
        Content::Toc => (contents_title(setting.book.lang()).to_owned(), title),
        Content::HalfTitle | Content::Title | Content::Colophon(_) | Content::Part(_) => {
            return Vec::new();
        }
    };
    let head = match leaf.side {
        Side::Recto => recto_head.as_str(),
        Side::Verso => unit.verso_head,
    };
    running::furniture(setting, leaf.side, &leaf.label, head, repeated(place))
}

/// The item with its block counted from the beginning of the book.
fn renumbered(mut item: Item, first: u32) -> Item {
    if let Item::Text { part: PartOf::Content { block, .. }, .. } = &mut item {
        *block += first;
    }
    item
}

/// The outline, from the contents. Contents nest part, chapter and six levels of sections.
fn outline(entries: &[ContentsEntry], paged: &Paged) -> Vec<OutlineEntry> {
    let mut outline = Vec::new();
    for entry in entries {
        let children = outline_below(entry, paged);
        match paged.anchors.get(&entry.anchor) {
            Some(destination) => outline.push(OutlineEntry {
                title: toc::entry_title(entry),
                destination: *destination,
                children,
            }),
            None => outline.extend(children),
        }
    }
    outline
}

fn outline_below(entry: &ContentsEntry, paged: &Paged) -> Vec<OutlineEntry> {
    outline(&entry.children, paged)
}
