//! Running heads and folios: the last, linear pass over the finished pages.

use std::sync::Arc;

use super::frame::{Column, Section};
use super::paged::{Item, PartOf, Side};
use super::setting::{Setting, plain, repeated};
use super::styled::character_style;
use crate::base::{Direction, Em, Length, Size, Span};
use crate::design::model::{FolioPlace, HeadText, Role, Style};
use crate::text::model::Line;

/// Space that a head keeps from the folio beside it.
const HEAD_GAP: Em = Em(1.5);
/// Most bytes of a title that are tried as a head: no line holds more.
const LONGEST_HEAD: usize = 600;
/// Ends a head that was too long.
const ELLIPSIS: &str = "…";
/// Distance between a head's baseline and the rule below it: clear of the descenders.
const RULE_DROP: Em = Em(0.5);

/// Two ends of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Left,
    Right,
    Middle,
}

/// What running heads of a unit may say, each with the place where it is written.
#[derive(Clone, Debug)]
pub struct Heads {
    /// Title of the chapter.
    pub chapter: (String, Span),
    /// Title of the part or of the book.
    pub part: String,
    /// Title of the section in force.
    pub section: Option<Arc<Section>>,
    /// Authors of the chapter.
    pub authors: String,
}

impl Heads {
    /// What the head says on a page of `side`.
    fn said<'h>(&'h self, setting: &'h Setting, side: Side) -> (&'h str, Span) {
        let metadata = &setting.book.metadata;
        let running = &setting.design.running;
        let text = match side {
            Side::Recto => running.recto,
            Side::Verso => running.verso,
        };
        let (chapter, place) = &self.chapter;
        match (text, &self.section) {
            (HeadText::Section, Some(section)) => (&section.title, section.span),
            (HeadText::Chapter | HeadText::Section, _) => (chapter, *place),
            (HeadText::Part, _) => (&self.part, *place),
            (HeadText::Author, _) if !self.authors.is_empty() => (&self.authors, *place),
            (HeadText::Author | HeadText::Book, _) => (&metadata.title.value, metadata.title.span),
        }
    }
}

/// The folio of an opening, in the middle below the text.
pub fn opening_folio(setting: &Setting, label: &str, place: Span) -> Item {
    let folio = setting.words(label, setting.design.style(Role::Folio), place);
    let baseline = setting.area.height + setting.design.running.folio_distance;
    placed(setting, folio, Edge::Middle, baseline)
}

/// Head and folio of a page, placed from the top left corner of the type area.
pub fn furniture(setting: &Setting, side: Side, label: &str, heads: &Heads) -> Vec<Item> {
    let (head, place) = heads.said(setting, side);
    let place = repeated(place);
    let running = &setting.design.running;
    let outer = outer_edge(setting.book.binding, side);
    let mut items = Vec::new();
    let folio_style = setting.design.style(Role::Folio);
    let folio = setting.words(label, folio_style, place);
    let folio_width = folio.width;
    let (edge, baseline) = match running.folio {
        FolioPlace::HeadOuter => (outer, -running.head_distance),
        FolioPlace::FootOuter => (outer, setting.area.height + running.folio_distance),
        FolioPlace::FootCenter => (Edge::Middle, setting.area.height + running.folio_distance),
    };
    if running.head && !head.is_empty() {
        let beside = running.folio == FolioPlace::HeadOuter;
        let style = setting.design.style(Role::RunningHead);
        let taken = if beside { folio_width + HEAD_GAP.at(style.size) } else { Length::ZERO };
        let line = shortened(setting, head, style, place, setting.area.width - taken);
        let at = if beside { opposite(outer) } else { Edge::Middle };
        items.push(placed(setting, line, at, -running.head_distance));
        items.extend(head_rule(setting, style));
    }
    items.push(placed(setting, folio, edge, baseline));
    items
}

/// The fore-edge of a page: away from the spine. In a right-bound book a recto is the left page of
/// the spread, its fore-edge on the left.
fn outer_edge(binding: Direction, side: Side) -> Edge {
    match (binding, side) {
        (Direction::RightToLeft, Side::Recto) | (Direction::LeftToRight, Side::Verso) => Edge::Left,
        (Direction::RightToLeft, Side::Verso) | (Direction::LeftToRight, Side::Recto) => {
            Edge::Right
        }
    }
}

fn opposite(edge: Edge) -> Edge {
    match edge {
        Edge::Left => Edge::Right,
        Edge::Right => Edge::Left,
        Edge::Middle => Edge::Middle,
    }
}

fn placed(setting: &Setting, line: Line, edge: Edge, baseline: Length) -> Item {
    let room = setting.area.width - line.width;
    let x = match edge {
        Edge::Left => Length::ZERO,
        Edge::Right => room,
        Edge::Middle => room / 2.0,
    };
    Item::Text { line: Arc::new(line), x, baseline, part: PartOf::Furniture }
}

fn head_rule(setting: &Setting, style: &Style) -> Option<Item> {
    let thickness = setting.design.running.rule;
    let whole = Column { left: Length::ZERO, width: setting.area.width };
    let y = -setting.design.running.head_distance + RULE_DROP.at(style.size);
    (thickness > Length::ZERO).then_some(Item::Fill {
        x: whole.left,
        y,
        size: Size { width: whole.width, height: thickness },
        ink: style.ink,
    })
}

/// `words` on one line no wider than `room`: words are dropped from its end until it fits.
fn shortened(setting: &Setting, words: &str, style: &Style, place: Span, room: Length) -> Line {
    let words = &words[..words.floor_char_boundary(LONGEST_HEAD)];
    let text_style = Arc::new(character_style(style));
    let set = |words: &str| setting.natural(&plain(words, &text_style, place), setting.direction());
    let line = set(words);
    if line.width <= room {
        return line;
    }
    // Each try is shorter by the share that is too wide, so long titles need few tries.
    let mut kept: Vec<&str> = words.split_whitespace().collect();
    let mut width = line.width;
    while kept.len() > 1 {
        let fitting = (kept.len() as f64 * (room / width)) as usize;
        kept.truncate(fitting.clamp(1, kept.len() - 1));
        let line = set(&(kept.join(" ") + ELLIPSIS));
        if line.width <= room {
            return line;
        }
        width = line.width;
    }
    Line::default()
}
