//! Laying units: lines in parallel, which is the work; then pages in order, since facing pages
//! depend on the side that a unit begins on.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::converge::Layout;
use super::number::{self, Leaf, side_of};
use super::units::{Content, Unit};
use crate::assembly::Chapter;
use crate::base::{Diagnostic, limits};
use crate::design::model::Role;
use crate::layout::colophon;
use crate::layout::flow::{Flow, Place};
use crate::layout::footnote::{self, Notes};
use crate::layout::frame::Frame;
use crate::layout::index;
use crate::layout::page::{self, Float, Sheet};
use crate::layout::page_map::{Folio, PageMap, Pages, Question};
use crate::layout::paged::Side;
use crate::layout::setting::{Scope, Setting};
use crate::layout::titlepages::{self, Generated};
use crate::layout::toc;
use crate::manifest::plan::PieceRole;

/// A unit cut into pages.
#[derive(Default)]
pub struct Laid {
    /// Its pages.
    pub sheets: Vec<Sheet>,
    /// How many blocks stand on them.
    pub blocks: u32,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
    /// The side that it was cut for.
    first: Option<Side>,
}

impl From<Generated> for Laid {
    fn from((sheets, blocks, diagnostics): Generated) -> Laid {
        Laid { sheets, blocks, diagnostics, first: None }
    }
}

/// The units of a book and how they came out.
pub struct Galleys<'a> {
    setting: &'a Setting<'a>,
    units: &'a [Unit<'a>],
    laid: Vec<Laid>,
    /// For each unit, what it asked about pages.
    asked: Vec<BTreeSet<Question>>,
}

impl<'a> Galleys<'a> {
    /// Nothing laid yet.
    pub fn new(setting: &'a Setting<'a>, units: &'a [Unit<'a>]) -> Self {
        let laid = units.iter().map(|_| Laid::default()).collect();
        Galleys { setting, units, laid, asked: vec![BTreeSet::new(); units.len()] }
    }

    /// The units, laid.
    pub fn into_laid(self) -> Vec<Laid> {
        self.laid
    }

    /// The pages in order, with their numbers.
    pub fn leaves(&self) -> Vec<Leaf> {
        number::leaves(self.setting, self.units, &self.laid)
    }

    /// Cuts what is prepared, and what was cut for another side than it begins on now.
    fn cut_all(&mut self, prepared: Vec<Option<Prepared<'_>>>, map: &PageMap) {
        let mut pages = 0_usize;
        for (at, prepared) in prepared.into_iter().enumerate() {
            let unit = &self.units[at];
            pages += usize::from(unit.wants_blank(pages));
            let side = side_of(pages);
            if let Some(prepared) = prepared {
                self.laid[at] = finish(self.setting, prepared, side);
            } else if self.laid[at].first.is_some_and(|first| first != side) {
                let known = Pages::of(map);
                self.laid[at] = finish(self.setting, prepare(self.setting, unit, &known), side);
                self.asked[at] = known.into_asked();
            }
            pages += self.laid[at].sheets.len();
        }
    }
}

impl Layout for Galleys<'_> {
    fn lay(&mut self, stale: &[usize], map: &PageMap) {
        let setting = self.setting;
        let known: Vec<Pages> = stale.iter().map(|_| Pages::of(map)).collect();
        let mut prepared: Vec<Option<Prepared>> = self.units.iter().map(|_| None).collect();
        let lay = |(at, known): (&usize, _)| Some(prepare(setting, &self.units[*at], known));
        let fresh: Vec<_> = stale.par_iter().zip(&known).map(lay).collect();
        for (at, fresh) in stale.iter().zip(fresh) {
            prepared[*at] = fresh;
        }
        self.cut_all(prepared, map);
        for (at, known) in stale.iter().zip(known) {
            self.asked[*at] = known.into_asked();
        }
    }

    fn map(&self) -> PageMap {
        let mut map = PageMap::default();
        for leaf in self.leaves() {
            let Leaf { sheet, numbering, number, label, .. } = leaf;
            let folio = Folio { numbering, number, label };
            match sheet {
                Some((unit, sheet)) => {
                    let anchors = &self.laid[unit].sheets[sheet].anchors;
                    map.add(folio, anchors.iter().map(|(name, _)| name.as_str()));
                }
                None => map.add(folio, []),
            }
        }
        map
    }

    fn asked(&self) -> &[BTreeSet<Question>] {
        &self.asked
    }
}

/// A unit before its chapter, if it is one, is cut into pages.
enum Prepared<'a> {
    Pages(Laid),
    Chapter(Box<Flowed<'a>>),
}

/// A chapter as one endless column.
struct Flowed<'a> {
    chapter: &'a Chapter,
    scope: Scope<'a>,
    frames: Vec<Frame>,
    floats: Vec<Float>,
    notes: Notes<'a>,
    blocks: u32,
    diagnostics: Vec<Diagnostic>,
}

fn prepare<'a>(setting: &'a Setting<'a>, unit: &Unit<'a>, pages: &'a Pages<'a>) -> Prepared<'a> {
    let scope = Scope::of_piece(setting, pages);
    let generated = match unit.content {
        Content::NameOfGod(words) => titlepages::name_of_god(&scope, words),
        Content::Blank => titlepages::blank(),
        Content::Frontispiece(picture) => titlepages::frontispiece(&scope, picture),
        Content::Captions(kind) => toc::captions(&scope, kind),
        Content::HalfTitle => titlepages::half_title(&scope),
        Content::Title => titlepages::title_page(&scope),
        Content::Colophon(lines) => colophon::colophon(&scope, lines),
        Content::Toc => toc::contents(&scope),
        Content::Index(contents) => index::index(&scope, contents),
        Content::Part(part) => titlepages::part_opening(&scope, part),
        Content::Chapter(chapter) => {
            let scope = Scope::of_chapter(setting, pages, chapter);
            return Prepared::Chapter(Box::new(flow_chapter(scope, chapter)));
        }
    };
    Prepared::Pages(generated.into())
}

/// The lines of a chapter and of its notes.
fn flow_chapter<'a>(scope: Scope<'a>, chapter: &'a Chapter) -> Flowed<'a> {
    let mut flow = Flow::new(&scope);
    let lang = chapter.lang.as_ref().map(|lang| lang.tag().to_owned());
    let place = Place { lang, ..Place::body(&scope) };
    match chapter.role {
        Some(PieceRole::Dedication) => flow.leaf(chapter, Role::Dedication, &place),
        Some(PieceRole::Epigraph) => flow.leaf(chapter, Role::Epigraph, &place),
        Some(PieceRole::Notes) => {
            flow.chapter_opening(chapter);
            flow.notes_of_book();
        }
        _ => {
            flow.chapter_opening(chapter);
            flow.blocks(&chapter.blocks, &place);
        }
    }
    flow.notes_of_chapter();
    let floats = std::mem::take(&mut flow.floats);
    let (frames, mut diagnostics, blocks) = flow.finish();
    let (notes, blocks) = Notes::lay(&scope, blocks, &mut diagnostics);
    Flowed { chapter, scope, frames, floats, notes, blocks, diagnostics }
}

/// The pages of a unit that begins on side `first`.
fn finish(setting: &Setting, prepared: Prepared, first: Side) -> Laid {
    match prepared {
        Prepared::Pages(laid) => laid,
        Prepared::Chapter(flowed) => cut(setting, *flowed, first),
    }
}

/// The pages of a chapter. Where notes are numbered page by page the numbers may need more room than
/// their lines can give; then the chapter is laid again with them.
fn cut(setting: &Setting, mut flowed: Flowed, first: Side) -> Laid {
    let mut pass = 0;
    loop {
        pass += 1;
        let Flowed { chapter, mut scope, frames, floats, notes, blocks, mut diagnostics } = flowed;
        let mut sheets = page::chapter(frames, floats, notes, setting, first, &mut diagnostics);
        let is_last = pass >= limits::LAYOUT_PASSES;
        match footnote::number(&scope, &mut sheets, is_last) {
            Some(marks) if !is_last => {
                scope.marks = marks;
                flowed = flow_chapter(scope, chapter);
            }
            _ => return Laid { sheets, blocks, diagnostics, first: Some(first) },
        }
    }
}
