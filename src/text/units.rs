//! Words that a face draws differently side by side: shaped together, parted where a line ends.

use std::ops::Range;
use std::sync::Arc;

use super::galley::{Atom, AtomKind, Galley};
use super::itemize::{Item, ItemKind, NO_FENCE};
use super::line::Chosen;
use super::model::{ShapedRun, StyledText};
use super::shape::{Shaper, Words};
use crate::base::{Length, limits};
use crate::font::FontLibrary;

/// Words with the spaces between them, shaped as one text.
pub(super) struct Unit {
    /// Bytes of the paragraph.
    range: Range<usize>,
    words: Arc<Words>,
    /// Where it can be parted, increasing.
    partings: Vec<Parting>,
}

/// A space in a unit at which a line may end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Parting {
    /// Byte at which the word after the space begins.
    pub at: usize,
    /// By how many points the word before is wider when the line ends here.
    pub before: f64,
    /// The same for the word after.
    pub after: f64,
}

/// How many of `items`, which begin with a word, form one unit: that word alone, or three, five, …
pub(super) fn unit_len(
    text: &StyledText,
    items: &[Item],
    words: &[Arc<Words>],
    shaper: &Shaper<'_>,
) -> usize {
    let mut len = 1;
    while let [before, space, after, ..] = &items[len - 1..] {
        let Some(setting) = meeting(text, before, space, after) else { break };
        let (first, last) = (&text.text[before.range.clone()], &text.text[after.range.clone()]);
        let fits = after.range.end - items[0].range.start <= limits::SHAPED_BYTES;
        if !fits || !shaper.meet(&words[setting], first, last) {
            break;
        }
        len += 2;
    }
    len
}

/// The setting of two whole words with one plain space between them, when nothing but the space
/// parts them: the same face, size and level.
fn meeting(text: &StyledText, before: &Item, space: &Item, after: &Item) -> Option<usize> {
    let whole = |item: &Item| match item.kind {
        ItemKind::Word { setting, neighbours } if !neighbours.before && !neighbours.after => {
            Some(setting)
        }
        _ => None,
    };
    let setting = whole(before)?;
    let style = |item: &Item| &text.runs[item.styled].style;
    let (a, b) = (style(before), style(after));
    let is_plain = matches!(space.kind, ItemKind::Space { .. })
        && &text.text[space.range.clone()] == " "
        && space.level == before.level
        && after.level == before.level
        && space.fence == NO_FENCE
        && after.fence == NO_FENCE;
    let alike = Arc::ptr_eq(a, b) || (a.size == b.size && a.rise == b.rise && a.note == b.note);
    (is_plain && alike && whole(after) == Some(setting)).then_some(setting)
}

impl Unit {
    /// The unit of `items`, which [`unit_len`] counted.
    pub fn new(
        text: &StyledText,
        items: &[Item],
        words: &Arc<Words>,
        shaper: &Shaper<'_>,
        fonts: &FontLibrary,
    ) -> Unit {
        let width = |run: &ShapedRun, item: &Item| width(run, text, item.styled, fonts);
        let parting = |items: &[Item]| {
            let [before, _, after] = items else { return None };
            let written = |range: Range<usize>| &text.text[range];
            let pair = shaper.word(words, written(before.range.start..after.range.end));
            let offset = |at: usize| at - before.range.start;
            let parts = pair.split(&[offset(before.range.end), offset(after.range.start)]);
            let joined = |at: usize, item: &Item| {
                parts
                    .iter()
                    .find(|(start, _)| *start == at)
                    .map_or(0.0, |(_, run)| width(run, item))
            };
            let alone = |item: &Item| width(&shaper.word(words, written(item.range.clone())), item);
            Some(Parting {
                at: after.range.start,
                before: alone(before) - joined(0, before),
                after: alone(after) - joined(offset(after.range.start), after),
            })
        };
        let partings = (0..items.len() / 2).filter_map(|at| parting(&items[2 * at..2 * at + 3]));
        Unit {
            range: items[0].range.start..items[items.len() - 1].range.end,
            words: Arc::clone(words),
            partings: partings.collect(),
        }
    }
}

impl Galley {
    /// Where units may be parted, increasing.
    pub fn partings(&self) -> impl Iterator<Item = &Parting> {
        self.units.iter().flat_map(|unit| &unit.partings)
    }

    /// Shapes anew what stands on both sides of the line ends that part a unit.
    pub fn part_units(
        &mut self,
        chosen: &mut [Chosen],
        text: &StyledText,
        shaper: &Shaper<'_>,
        fonts: &FontLibrary,
    ) {
        if self.units.is_empty() {
            return;
        }
        let starts: Vec<usize> = chosen.iter().map(|line| self.start_of(line.start)).collect();
        let visible: Vec<usize> =
            chosen.iter().map(|line| self.start_of(line.visible_end)).collect();
        let mut next = 0;
        let old = std::mem::take(&mut self.atoms);
        for unit in &self.units {
            let first = next + old[next..].partition_point(|atom| atom.start < unit.range.start);
            let last = first + old[first..].partition_point(|atom| atom.start < unit.range.end);
            let ends: Vec<usize> = unit
                .partings
                .iter()
                .map(|parting| parting.at)
                .filter(|at| starts.binary_search(at).is_ok())
                .collect();
            self.atoms.extend_from_slice(&old[next..first]);
            if ends.is_empty() {
                self.atoms.extend_from_slice(&old[first..last]);
            } else {
                unit.part(&old[first..last], &ends, text, shaper, fonts, &mut self.atoms);
            }
            next = last;
        }
        self.atoms.extend_from_slice(&old[next..]);
        for (line, (start, visible)) in chosen.iter_mut().zip(starts.iter().zip(&visible)) {
            line.start = self.atom_at(*start);
            line.visible_end = self.atom_at(*visible);
        }
        let count = self.atoms.len();
        let next_starts: Vec<usize> = chosen.iter().skip(1).map(|line| line.start).collect();
        let ends = next_starts.into_iter().chain([count]);
        for (line, end) in chosen.iter_mut().zip(ends) {
            line.end = end;
        }
    }

    /// Byte at which the atom number `atom` begins.
    fn start_of(&self, atom: usize) -> usize {
        self.atoms.get(atom).map_or(usize::MAX, |atom| atom.start)
    }

    /// The first atom that does not begin before byte `at`.
    fn atom_at(&self, at: usize) -> usize {
        self.atoms.partition_point(|atom| atom.start < at)
    }
}

impl Unit {
    /// The unit's `atoms` with lines ending before the bytes `ends`.
    fn part(
        &self,
        atoms: &[Atom],
        ends: &[usize],
        text: &StyledText,
        shaper: &Shaper<'_>,
        fonts: &FontLibrary,
        out: &mut Vec<Atom>,
    ) {
        let mut from = 0;
        for end in ends.iter().copied().chain([self.range.end]) {
            let to = atoms.partition_point(|atom| atom.start < end);
            let line = &atoms[from..to];
            // The space at which the line ends is no part of what is shaped together.
            let hanging = line.iter().rev().take_while(|atom| atom.hangs()).count();
            let (words, spaces) = line.split_at(line.len() - hanging);
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            let range = first.start..last.end();
            let cuts: Vec<usize> = words.iter().map(|atom| atom.start - range.start).collect();
            let run = shaper.word(&self.words, &text.text[range.clone()]);
            for (at, part) in run.split(&cuts) {
                let old = &words[words.partition_point(|atom| atom.start < range.start + at)];
                let width = width(&part, text, old.styled, fonts);
                out.push(Atom { run: Arc::new(part), width, ..old.clone() });
            }
            for space in spaces {
                let run = shaper.word(&self.words, " ");
                let width = width(&run, text, space.styled, fonts);
                out.push(Atom { run, width, kind: AtomKind::Space, ..space.clone() });
            }
            from = to;
        }
    }
}

fn width(run: &ShapedRun, text: &StyledText, styled: usize, fonts: &FontLibrary) -> f64 {
    let size: Length = text.runs[styled].style.size;
    fonts.face(run.face).scale(run.advance, size).to_pt()
}
