//! How the lines of a book were filled, coloured on its pages: for designers who weigh a measure, a
//! type size or a kashida level, and for editors who look for the lines that want a change.

use std::sync::Arc;

use super::paged::{Item, Page, Paged, PartOf};
use super::setting::Setting;
use crate::assembly::Book;
use crate::base::{Direction, Length, Size, Span};
use crate::design::model::{Align, Design, Role, Style};
use crate::text::Typesetter;
use crate::text::model::{Line, Piece};

/// Spaces narrower than this, as a multiple of their natural width, are tight.
const TIGHT: f64 = 0.9;
/// Spaces wider than this are open.
const OPEN: f64 = 1.25;
/// Lines whose spaces are wider than this are loose.
const LOOSE: f64 = 1.5;
/// Height of a colour above the baseline and below it, in em: that of most letters.
const ABOVE: f64 = 0.75;
const BELOW: f64 = 0.3;
/// Type size of the legend.
const LEGEND_SIZE: Length = Length::pt(6.5);
/// Its baseline, from the top of the page.
const LEGEND_BASELINE: Length = Length::pt(14.0);
/// From the edges of the page to the legend, and between its parts.
const LEGEND_GAP: Length = Length::pt(10.0);
/// Width of a colour in it.
const SWATCH: Length = Length::pt(9.0);

/// What a colour stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// A space narrower than its natural width.
    Tight,
    /// A space clearly wider.
    Open,
    /// A kashida.
    Kashida,
    /// A line whose spaces are wider than one and a half of theirs, or that was left ragged because
    /// they would be.
    Loose,
    /// A line wider than its measure.
    Overfull,
}

/// A coloured place on a page.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Its colour.
    pub tint: Tint,
    /// Left edge on the page.
    pub x: Length,
    /// Top edge.
    pub y: Length,
    /// Extent.
    pub size: Size,
}

/// Pages with what is coloured on each.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The pages, with a legend.
    pub paged: Paged,
    /// The marks of each page.
    pub marks: Vec<Vec<Mark>>,
}

/// Marks on the pages of `book` how its lines were filled, and says on each what the colours mean.
pub fn show(mut paged: Paged, book: &Book, design: &Design, typesetter: &Typesetter) -> Shown {
    let setting = Setting::new(book, design, typesetter);
    let legend = Legend::new(&setting);
    let marked = |page: &mut Page| {
        let mut marks: Vec<Mark> = page.items.iter().flat_map(item_marks).collect();
        if !marks.is_empty() {
            legend.add(page, &mut marks);
        }
        marks
    };
    let marks = paged.pages.iter_mut().map(marked).collect();
    Shown { paged, marks }
}

fn item_marks(item: &Item) -> Vec<Mark> {
    let Item::Text { line, x, baseline, part: PartOf::Content { .. } } = item else {
        return Vec::new();
    };
    let size = line.pieces.first().map_or(Length::ZERO, |piece| piece.style.size);
    let mark = |tint, left: Length, width: Length| Mark {
        tint,
        x: *x + left,
        y: *baseline - size * ABOVE,
        size: Size { width, height: size * (ABOVE + BELOW) },
    };
    let mut marks: Vec<Mark> =
        line_tint(line).map(|tint| mark(tint, line.left, line.width)).into_iter().collect();
    for piece in &line.pieces {
        let space = space_tint(line, piece).map(|tint| (tint, piece.x, piece.width));
        let parts = space.into_iter().chain(kashida(piece));
        marks.extend(parts.map(|(tint, left, width)| mark(tint, left, width)));
    }
    marks
}

/// What is wrong with a whole line.
fn line_tint(line: &Line) -> Option<Tint> {
    if line.overfull > Length::ZERO {
        return Some(Tint::Overfull);
    }
    (line.needed_ratio.max(line.space_ratio) > LOOSE).then_some(Tint::Loose)
}

fn space_tint(line: &Line, piece: &Piece) -> Option<Tint> {
    let is_space = piece.width > Length::ZERO && &*piece.run.text == " ";
    match line.space_ratio {
        _ if !is_space => None,
        ratio if ratio < TIGHT => Some(Tint::Tight),
        ratio if ratio > OPEN => Some(Tint::Open),
        _ => None,
    }
}

/// The place of the kashida in a piece.
fn kashida(piece: &Piece) -> Option<(Tint, Length, Length)> {
    let run = &piece.run;
    let glyphs = run.kashida.clone()?;
    let advance = |glyphs: &[crate::text::model::Glyph]| {
        let units: i32 = glyphs.iter().map(|glyph| glyph.advance).sum();
        piece.width * (f64::from(units) / f64::from(run.advance.max(1)))
    };
    let left = piece.x + advance(&run.glyphs[..glyphs.start]);
    Some((Tint::Kashida, left, advance(&run.glyphs[glyphs])))
}

/// What the colours mean, set once.
struct Legend {
    entries: Vec<(Tint, Arc<Line>)>,
    direction: Direction,
}

impl Legend {
    fn new(setting: &Setting) -> Legend {
        let style = Style {
            size: LEGEND_SIZE,
            ink: 1.0,
            align: Align::Start,
            ..setting.design.style(Role::Folio).clone()
        };
        let words = if setting.book.lang().tag().starts_with("fa") { PERSIAN } else { ENGLISH };
        let entry = |(tint, words): &(Tint, &str)| {
            (*tint, Arc::new(setting.words(words, &style, Span::default())))
        };
        Legend { entries: words.iter().map(entry).collect(), direction: setting.direction() }
    }

    /// Puts the legend at the top of `page`.
    fn add(&self, page: &mut Page, marks: &mut Vec<Mark>) {
        let mut from_start = LEGEND_GAP;
        let mut place = |width: Length| {
            let left = if self.direction.is_rtl() {
                page.size.width - from_start - width
            } else {
                from_start
            };
            from_start += width;
            left
        };
        for (tint, line) in &self.entries {
            let size = Size { width: SWATCH, height: LEGEND_SIZE * (ABOVE + BELOW) };
            let y = LEGEND_BASELINE - LEGEND_SIZE * ABOVE;
            marks.push(Mark { tint: *tint, x: place(SWATCH), y, size });
            place(LEGEND_SIZE / 2.0);
            let x = place(line.width);
            let (line, part) = (Arc::clone(line), PartOf::Furniture);
            page.items.push(Item::Text { line, x, baseline: LEGEND_BASELINE, part });
            place(LEGEND_GAP);
        }
    }
}

const PERSIAN: &[(Tint, &str)] = &[
    (Tint::Tight, "فاصلهٔ تنگ، زیر ۰٫۹"),
    (Tint::Open, "فاصلهٔ باز، بیش از ۱٫۲۵"),
    (Tint::Kashida, "کشیده"),
    (Tint::Loose, "سطر باز، بیش از ۱٫۵"),
    (Tint::Overfull, "سطر بیرون‌زده"),
];
const ENGLISH: &[(Tint, &str)] = &[
    (Tint::Tight, "tight space, below 0.9"),
    (Tint::Open, "open space, above 1.25"),
    (Tint::Kashida, "kashida"),
    (Tint::Loose, "loose line, above 1.5"),
    (Tint::Overfull, "overfull line"),
];
