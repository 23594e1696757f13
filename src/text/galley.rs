//! A paragraph before it is broken: its words shaped, in one endless row.

use std::ops::Range;
use std::sync::Arc;

use icu_segmenter::GraphemeClusterSegmenter;

use super::breaks::{BreakKind, Opportunity};
use super::itemize::{Item, ItemKind, Items, NO_FENCE, Neighbours};
use super::kashida::Joint;
use super::model::{Extent, ShapedRun, StyledText};
use super::shape::{Script, Shaper, Words};
use super::units::{Unit, unit_len};
use crate::base::Length;
use crate::design::model::FamilyUse;
use crate::font::FontLibrary;

/// The row: atoms that are never broken, and the places between them where a line may end.
#[derive(Default)]
pub(super) struct Galley {
    /// In reading order.
    pub atoms: Vec<Atom>,
    /// Places where a line may end, increasing; the end of the row is not among them.
    pub seams: Vec<Seam>,
    /// Words that were shaped together across their spaces; few faces need any.
    pub units: Vec<Unit>,
    /// The word tables of the settings of its atoms.
    pub words: Vec<Arc<Words>>,
}

/// A word, a part of one, a space or an object.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    /// Its glyphs.
    pub run: Arc<ShapedRun>,
    /// Byte of the paragraph at which it begins.
    pub start: usize,
    /// Index of its styled run.
    pub styled: usize,
    /// Embedding level.
    pub level: u8,
    /// Lowest level of what stood between it and the atom before it and is not seen.
    pub fence: u8,
    /// What it is.
    pub kind: AtomKind,
    /// Natural width, in points.
    pub width: f64,
    /// Index of its setting in [`Galley::words`].
    pub setting: usize,
    /// Where it may be lengthened.
    pub joint: Option<Joint>,
}

impl Atom {
    /// Byte of the paragraph after its last.
    pub fn end(&self) -> usize {
        self.start + self.kind.bytes(&self.run)
    }

    /// Whether lines may count on its being lengthened.
    pub fn is_stretchable(&self) -> bool {
        self.joint.is_some_and(Joint::is_good)
    }

    /// Whether it vanishes at the end of a line.
    pub fn hangs(&self) -> bool {
        matches!(self.kind, AtomKind::Space | AtomKind::Forced)
    }
}

/// Kinds of atoms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// Letters, digits, signs.
    Word,
    /// A space that may be stretched.
    Space,
    /// A forced line end.
    Forced,
    /// An object.
    Object,
}

impl AtomKind {
    /// Bytes that an atom takes in the paragraph.
    fn bytes(self, run: &ShapedRun) -> usize {
        match self {
            AtomKind::Word | AtomKind::Space => run.text.len(),
            AtomKind::Forced => '\u{2028}'.len_utf8(),
            AtomKind::Object => '\u{fffc}'.len_utf8(),
        }
    }
}

/// A place between two atoms where a line may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seam {
    /// Index of the first atom after it.
    pub atom: usize,
    /// What stands there.
    pub kind: SeamKind,
}

/// Kinds of seams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SeamKind {
    /// After a space, which vanishes.
    Space,
    /// The same, behind a word that leads on to the next.
    Weak,
    /// The same, where what belongs together is parted.
    Tied,
    /// Inside something that is written together.
    Inside,
    /// Between two letters of a word that no line can hold: the last resort.
    Emergency,
    /// The line must end.
    Forced,
}

impl Galley {
    /// Shapes `items` and cuts them where styles change or a line may end; with `joints` it finds
    /// out where words may be lengthened.
    pub fn compose(
        text: &StyledText,
        items: &Items,
        opportunities: &[Opportunity],
        shaper: &Shaper<'_>,
        fonts: &FontLibrary,
        joints: bool,
    ) -> Galley {
        let words = items.settings.iter().map(|setting| shaper.words(setting)).collect();
        let galley = Galley { words, ..Galley::default() };
        let mut composer = Composer { text, fonts, shaper, joints, galley };
        let (mut next, mut at) = (0, 0);
        while at < items.list.len() {
            let len = composer.unit_len(&items.list[at..]);
            let unit = &items.list[at..at + len];
            let (start, end) = (unit[0].range.start, unit[len - 1].range.end);
            while opportunities.get(next).is_some_and(|o| o.at <= start) {
                next += 1;
            }
            let inside = &opportunities[next..];
            let inside = &inside[..inside.partition_point(|o| o.at < end)];
            match unit {
                [item] => composer.add(item, inside),
                items => composer.add_unit(items, inside),
            }
            at += len;
        }
        let mut galley = composer.galley;
        galley.seams = seams(&galley.atoms, opportunities);
        galley
    }

    /// The widths between which the row can be set.
    pub fn extent(&self) -> Extent {
        let (mut narrowest, mut natural) = (0.0_f64, 0.0_f64);
        // Since the last seam, since the last forced one: up to the last visible atom, and in all.
        let (mut part, mut part_all, mut line, mut line_all) = (0.0, 0.0, 0.0, 0.0);
        let mut seams = self.seams.iter().peekable();
        for (index, atom) in self.atoms.iter().enumerate() {
            if let Some(seam) = seams.next_if(|seam| seam.atom == index) {
                (part, part_all) = (0.0, 0.0);
                if seam.kind == SeamKind::Forced {
                    (line, line_all) = (0.0, 0.0);
                }
            }
            part_all += atom.width;
            line_all += atom.width;
            if !atom.hangs() {
                (part, line) = (part_all, line_all);
            }
            narrowest = narrowest.max(part);
            natural = natural.max(line);
        }
        Extent { narrowest: Length::pt(narrowest), natural: Length::pt(natural) }
    }

    /// Makes seams inside what no line of `measure` points can hold.
    pub fn cut_wider_than(&mut self, measure: f64) {
        let wide = self.wider_than(measure);
        if wide.is_empty() {
            return;
        }
        self.open_spaces(&wide);
        let wide = self.wider_than(measure);
        if !wide.is_empty() {
            self.cut_stretches(&wide);
        }
    }

    /// The stretches between seams that are wider than `measure`, as ranges of atoms.
    fn wider_than(&self, measure: f64) -> Vec<Range<usize>> {
        let ends = self.seams.iter().map(|seam| seam.atom).chain([self.atoms.len()]);
        let mut start = 0;
        let mut wide = Vec::new();
        for end in ends {
            let stretch = &self.atoms[start..end];
            let visible = stretch.iter().rposition(|atom| !atom.hangs()).map_or(0, |at| at + 1);
            if stretch[..visible].iter().map(|atom| atom.width).sum::<f64>() > measure {
                wide.push(start..end);
            }
            start = end;
        }
        wide
    }

    /// Makes seams after all spaces of the stretches: better there than between letters.
    fn open_spaces(&mut self, stretches: &[Range<usize>]) {
        for stretch in stretches {
            let inner = (stretch.start + 1..stretch.end).filter(|at| self.atoms[at - 1].hangs());
            self.seams.extend(inner.map(|atom| Seam { atom, kind: SeamKind::Emergency }));
        }
        self.seams.sort_by_key(|seam| seam.atom);
    }

    fn cut_stretches(&mut self, wide: &[Range<usize>]) {
        let old = std::mem::take(self);
        self.words = old.words;
        let (mut wide, mut seams) = (wide.iter().peekable(), old.seams.iter().peekable());
        for (index, atom) in old.atoms.into_iter().enumerate() {
            let here = seams.next_if(|seam| seam.atom == index);
            while wide.next_if(|stretch| stretch.end <= index).is_some() {}
            let stretch = wide.peek().filter(|stretch| stretch.contains(&index));
            let first = self.atoms.len();
            match (here, stretch) {
                (Some(seam), _) => self.seams.push(Seam { atom: first, ..*seam }),
                (None, Some(stretch)) if stretch.start < index && atom.kind == AtomKind::Word => {
                    self.seams.push(Seam { atom: first, kind: SeamKind::Emergency });
                }
                _ => {}
            }
            if stretch.is_some() && atom.kind == AtomKind::Word {
                let parts = atom.clusters();
                let inner = (first + 1)..(first + parts.len());
                self.seams.extend(inner.map(|atom| Seam { atom, kind: SeamKind::Emergency }));
                self.atoms.extend(parts);
            } else {
                self.atoms.push(atom);
            }
        }
    }
}

impl Atom {
    /// The atom in parts of one grapheme cluster (or ligature) each.
    fn clusters(self) -> Vec<Atom> {
        let cuts: Vec<usize> =
            GraphemeClusterSegmenter::new().segment_str(&self.run.text).collect();
        let whole = self.run.advance;
        let share = |run: &ShapedRun| {
            if whole == 0 { 0.0 } else { self.width * f64::from(run.advance) / f64::from(whole) }
        };
        let parts = self.run.split(&cuts).into_iter();
        parts
            .map(|(at, run)| Atom {
                width: share(&run),
                run: Arc::new(run),
                start: self.start + at,
                joint: None,
                fence: if at == 0 { self.fence } else { NO_FENCE },
                ..self.clone()
            })
            .collect()
    }
}

struct Composer<'a, 'f> {
    text: &'a StyledText,
    fonts: &'a FontLibrary,
    shaper: &'a Shaper<'f>,
    /// Whether words are asked where they may be lengthened.
    joints: bool,
    galley: Galley,
}

impl Composer<'_, '_> {
    /// How many of `items` are shaped together.
    fn unit_len(&self, items: &[Item]) -> usize {
        match items {
            [Item { kind: ItemKind::Word { .. }, .. }, _, _, ..] => {
                unit_len(self.text, items, &self.galley.words, self.shaper)
            }
            _ => 1,
        }
    }

    /// Adds words that are shaped together with their spaces.
    fn add_unit(&mut self, items: &[Item], inside: &[Opportunity]) {
        let ItemKind::Word { setting, .. } = items[0].kind else { return };
        let words = Arc::clone(&self.galley.words[setting]);
        let start = items[0].range.start;
        let range = start..items[items.len() - 1].range.end;
        let run = self.shaper.word(&words, &self.text.text[range.clone()]);
        let whole = Item { range, ..items[0].clone() };
        let mut cuts = self.cuts(&whole, inside);
        cuts.extend(items.iter().skip(1).map(|item| item.range.start - start));
        cuts.sort_unstable();
        for (at, part) in run.split(&cuts) {
            let at = start + at;
            let item = &items[items.partition_point(|item| item.range.end <= at)];
            let kind = match item.kind {
                ItemKind::Space { .. } => AtomKind::Space,
                _ => AtomKind::Word,
            };
            let styled = self.styled_at(item, at);
            let width = self.width(&part, styled);
            self.push(item, at, styled, Arc::new(part), kind, width);
        }
        self.galley.units.push(Unit::new(self.text, items, &words, self.shaper, self.fonts));
    }

    /// The styled run of byte `at` of `item`.
    fn styled_at(&self, item: &Item, at: usize) -> usize {
        item.styled + self.text.runs[item.styled..].partition_point(|run| run.range.end <= at)
    }

    fn add(&mut self, item: &Item, inside: &[Opportunity]) {
        let text = &self.text.text[item.range.clone()];
        match item.kind {
            ItemKind::Word { setting, neighbours } => {
                let run = self.shape_word(item.range.clone(), setting, neighbours);
                self.add_word(item, &run, inside);
            }
            ItemKind::Space { setting } => {
                // Tabs and line ends of a source are spaces like others; NBSP keeps its name.
                let text = if text == "\u{a0}" { text } else { " " };
                let run = self.shaper.word(&self.galley.words[setting], text);
                let width = self.width(&run, item.styled);
                self.push(item, item.range.start, item.styled, run, AtomKind::Space, width);
            }
            ItemKind::Forced { setting } => {
                let run = self.shaper.word(&self.galley.words[setting], " ");
                self.push(item, item.range.start, item.styled, run, AtomKind::Forced, 0.0);
            }
            ItemKind::Object { setting } => {
                let run = self.shaper.word(&self.galley.words[setting], "");
                let object = self.text.runs[item.styled].style.object.as_ref();
                let width = object.map_or(0.0, |object| object.width.to_pt());
                self.push(item, item.range.start, item.styled, run, AtomKind::Object, width);
            }
        }
    }

    fn shape_word(
        &self,
        range: Range<usize>,
        setting: usize,
        neighbours: Neighbours,
    ) -> Arc<ShapedRun> {
        let all = &self.text.text;
        let text = &all[range.clone()];
        if !neighbours.before && !neighbours.after {
            return self.shaper.word(&self.galley.words[setting], text);
        }
        let before = if neighbours.before { context_before(all, range.start) } else { "" };
        let after = if neighbours.after { context_after(all, range.end) } else { "" };
        self.shaper.part(&self.galley.words[setting], text, before, after)
    }

    /// Adds a word: as it is, or in parts where its styles differ or a line may end inside.
    fn add_word(&mut self, item: &Item, run: &Arc<ShapedRun>, inside: &[Opportunity]) {
        let one_style = self.text.runs[item.styled].range.end >= item.range.end;
        if one_style && inside.is_empty() {
            let width = self.width(run, item.styled);
            let joint = self.joint(item, run);
            self.push(item, item.range.start, item.styled, Arc::clone(run), AtomKind::Word, width);
            if let Some(atom) = self.galley.atoms.last_mut() {
                atom.joint = joint;
            }
            return;
        }
        for (at, part) in run.split(&self.cuts(item, inside)) {
            let start = item.range.start + at;
            let styled = self.styled_at(item, start);
            let width = self.width(&part, styled);
            self.push(item, start, styled, Arc::new(part), AtomKind::Word, width);
        }
    }

    /// Where a word may be lengthened. Only whole words are, of one direction, face and style, on
    /// the line's own baseline, and never code.
    fn joint(&self, item: &Item, run: &ShapedRun) -> Option<Joint> {
        let ItemKind::Word { setting, neighbours } = item.kind else { return None };
        let style = &self.text.runs[item.styled].style;
        let is_whole = !neighbours.before && !neighbours.after;
        let is_plain = style.rise == Length::ZERO && style.family != FamilyUse::Code;
        let words = &self.galley.words[setting];
        let is_arabic = run.rtl && words.script() == Script::Arabic;
        let may = self.joints && is_whole && is_plain && is_arabic;
        if may { self.shaper.joint(words, run) } else { None }
    }

    /// Where to cut a word, in bytes from its beginning.
    fn cuts(&self, item: &Item, inside: &[Opportunity]) -> Vec<usize> {
        let styles = self.text.runs[item.styled..].iter().map(|run| run.range.end);
        let styles = styles.take_while(|end| *end < item.range.end);
        let mut cuts: Vec<usize> = inside
            .iter()
            .map(|opportunity| opportunity.at)
            .chain(styles)
            .filter(|at| *at > item.range.start)
            .map(|at| at - item.range.start)
            .collect();
        cuts.sort_unstable();
        cuts
    }

    fn width(&self, run: &ShapedRun, styled: usize) -> f64 {
        let size = self.text.runs[styled].style.size;
        self.fonts.face(run.face).scale(run.advance, size).to_pt()
    }

    fn push(
        &mut self,
        item: &Item,
        start: usize,
        styled: usize,
        run: Arc<ShapedRun>,
        kind: AtomKind,
        width: f64,
    ) {
        let fence = if start == item.range.start { item.fence } else { NO_FENCE };
        let setting = item.kind.setting();
        let level = item.level;
        let atom = Atom { run, start, styled, level, fence, kind, width, setting, joint: None };
        self.galley.atoms.push(atom);
    }
}

/// Characters of context that the shaper looks at on each side.
const CONTEXT: usize = 5;

/// The last characters before `at`.
fn context_before(text: &str, at: usize) -> &str {
    let start = text[..at].char_indices().rev().take(CONTEXT).last().map_or(at, |(start, _)| start);
    &text[start..at]
}

/// The first characters from `at`.
fn context_after(text: &str, at: usize) -> &str {
    let len = text[at..].char_indices().nth(CONTEXT).map_or(text.len() - at, |(len, _)| len);
    &text[at..at + len]
}

/// The opportunities that fall between two atoms: those inside a ligature are lost.
fn seams(atoms: &[Atom], opportunities: &[Opportunity]) -> Vec<Seam> {
    let mut found = Vec::with_capacity(opportunities.len());
    let mut atom = 0;
    for opportunity in opportunities {
        while atoms.get(atom).is_some_and(|atom| atom.start < opportunity.at) {
            atom += 1;
        }
        let follows = atom > 0 && atom < atoms.len() && atoms[atom - 1].end() <= opportunity.at;
        let is_new = found.last().is_none_or(|seam: &Seam| seam.atom != atom);
        if follows && is_new {
            let kind = match opportunity.kind {
                BreakKind::Space => SeamKind::Space,
                BreakKind::Weak => SeamKind::Weak,
                BreakKind::Tied => SeamKind::Tied,
                BreakKind::Inside => SeamKind::Inside,
                BreakKind::Forced => SeamKind::Forced,
            };
            found.push(Seam { atom, kind });
        }
    }
    found
}
