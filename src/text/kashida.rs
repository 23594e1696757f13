//! Kashidas: words lengthened between two letters, to fill a line where spaces alone would be loose.
//!
//! What is drawn is the face's own tatweel, as often as the width needs: the word is shaped again
//! with tatweels at the place, and their advances are drawn closer until the word is exactly as much
//! wider as it should be. Nothing is scaled, so strokes keep their weight, and the tatweels overlap
//! only one another. The text of the run stays the author's: the tatweels belong to the glyphs of
//! the letter before them.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::galley::{Atom, Galley};
use super::model::{Glyph, ShapedRun, StyledText};
use super::shape::{Shaper, Words};
use crate::design::model::Kashida;
use crate::font::FontLibrary;
use crate::persian::kashida::{LAST_RESORT, Place, places};
use crate::persian::letters::TATWEEL;

/// Shortest kashida, in em: a shorter one only looks like a badly joined letter.
const SHORTEST: f64 = 0.12;
/// Widths of kashidas go in steps of this, in em; the rest goes to the spaces, a tenth of a point to
/// each. Few widths make few shapes: the PDF needs a glyph for every letter and width.
const STEP: f64 = 0.05;

/// Narrowest tatweel that is one, in em. Scheherazade New has 0.088; a font with hardly any advance
/// would need thousands of glyphs.
const NARROWEST_TATWEEL: f64 = 0.02;

/// By what share of their natural width spaces grow before a line is loose.
const LOOSE: f64 = 0.5;
/// How many words are lengthened in a line that would be loose all the same.
const STRAINED_MOST: usize = 4;

/// How many places of a word are tried: a font that refuses so many refuses the others too.
const PLACES_TRIED: usize = 6;

/// How far a level of the design goes.
#[derive(Debug)]
pub(super) struct Rule {
    /// By what share of their natural width spaces grow before kashidas help.
    trigger: f64,
    /// By what share they grow even then, unseen.
    free: f64,
    /// Part of the rest that kashidas take.
    share: f64,
    /// Longest kashida, in em.
    longest: f64,
    /// Kashidas get company rather than growing longer than this, in em.
    comfortable: f64,
    /// Most of them in a line.
    most: u32,
    /// Longest kashida, in em, in a line that would be loose all the same.
    strained: f64,
    /// Whether a line is chosen as if it had none, unless its spaces would be loose: kashidas are
    /// the last resort.
    reserved: bool,
}

/// Only what would be loose, spaces wider than one and a half of theirs, is mended; then kashidas
/// take all that makes it so, and the spaces stay clearly below that limit.
const LOW: Rule = Rule {
    trigger: LOOSE,
    free: 0.38,
    share: 1.0,
    longest: 0.55,
    comfortable: 0.35,
    most: 3,
    strained: 0.8,
    reserved: true,
};
/// Kashidas even the spaces before they are loose (typography.md §4).
const NORMAL: Rule = Rule {
    trigger: 0.33,
    free: 0.2,
    share: 0.6,
    longest: 0.55,
    comfortable: 0.3,
    most: 3,
    strained: 0.8,
    reserved: false,
};
/// Kashidas take what they can (typography.md §5): the hemistichs of a poem.
const FULL: Rule = Rule {
    trigger: 0.2,
    free: 0.2,
    share: 1.0,
    longest: 1.2,
    comfortable: 0.75,
    most: 3,
    strained: 1.6,
    reserved: false,
};

impl Rule {
    /// The rule of a level; `None` for no kashidas.
    pub fn of(level: Kashida) -> Option<&'static Rule> {
        match level {
            Kashida::Off => None,
            Kashida::Low => Some(&LOW),
            Kashida::Normal => Some(&NORMAL),
            Kashida::Full => Some(&FULL),
        }
    }

    /// Most kashidas of a line.
    pub fn most(&self) -> u32 {
        self.most
    }

    /// By how much, in points, `count` kashidas of type of `em` points fill a line whose spaces are
    /// `space` wide by nature and that lacks `lack`.
    pub fn filled(&self, lack: f64, space: f64, count: u32, em: f64) -> f64 {
        if lack <= self.trigger * space {
            return 0.0;
        }
        let wanted = self.share * (lack - self.free * space);
        wanted.clamp(0.0, f64::from(count) * self.longest * em)
    }

    /// How far a line is stretched that lacks `lack` and whose spaces give `give`: 1 when all is
    /// used that should be.
    pub fn ratio(&self, lack: f64, give: f64, count: u32, em: f64) -> f64 {
        let capacity = f64::from(count) * self.longest * em;
        if !self.reserved {
            return lack / (give + self.share.min(0.6) * capacity);
        }
        let alone = lack / give;
        if alone <= 1.0 { alone } else { 1.0 + (lack - give) / (give + capacity) }
    }
}

/// Where a shaped word is lengthened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Joint {
    /// The place in the run's text.
    place: Place,
    /// The face's tatweel and its advance, in units of the face.
    tatweel: Tatweel,
}

impl Joint {
    /// Whether lines may count on it.
    pub fn is_good(self) -> bool {
        self.place.priority < LAST_RESORT
    }
}

/// A face's tatweel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tatweel {
    glyph: u16,
    advance: i32,
}

/// The joint of a word, found when it is first asked for. It follows from the rest of the run, so
/// runs are equal whether or not somebody has asked.
#[derive(Clone, Default)]
pub struct JointCell(OnceLock<Option<Joint>>);

impl PartialEq for JointCell {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for JointCell {}

impl fmt::Debug for JointCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JointCell")
    }
}

/// A word's text and the width of its kashida.
type Form = (Box<str>, i32);

/// What is known of the kashidas of one setting.
#[derive(Default)]
pub(super) struct Lengthened {
    tatweel: OnceLock<Option<Tatweel>>,
    /// The words that were lengthened; `None` where the font refuses.
    forms: RwLock<HashMap<Form, Option<Arc<ShapedRun>>>>,
}

impl Shaper<'_> {
    /// Where `run`, a whole word, is lengthened: at the first of its places at which no other glyph
    /// changes. `None` for words without a place, and for faces whose tatweel does not join.
    pub fn joint(&self, words: &Words, run: &ShapedRun) -> Option<Joint> {
        *run.joint.0.get_or_init(|| {
            let places = places(&run.text);
            let tatweel = places.first().and_then(|_| self.tatweel(words))?;
            let mut joints =
                places.into_iter().take(PLACES_TRIED).map(|place| Joint { place, tatweel });
            joints.find(|joint| self.stretched(words, run, *joint, tatweel.advance).is_some())
        })
    }

    /// The tatweel of the face; `None` when it has none, or one that is too narrow to be one.
    fn tatweel(&self, words: &Words) -> Option<Tatweel> {
        *words.lengthened.tatweel.get_or_init(|| {
            let run = self.shape(words, TATWEEL.encode_utf8(&mut [0; 2]), "", "");
            let [Glyph { id: glyph @ 1.., advance, .. }] = *run.glyphs else { return None };
            let narrowest = NARROWEST_TATWEEL * f64::from(self.units_per_em(words));
            (f64::from(advance) >= narrowest).then_some(Tatweel { glyph, advance })
        })
    }

    /// `run` made `width` units wider at `joint`.
    fn lengthened(
        &self,
        words: &Words,
        run: &ShapedRun,
        joint: Joint,
        width: i32,
    ) -> Option<Arc<ShapedRun>> {
        let key = (run.text.clone(), width);
        let forms = &words.lengthened.forms;
        if let Some(known) = forms.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let made = self.stretched(words, run, joint, width).map(Arc::new);
        let mut forms = forms.write().unwrap_or_else(PoisonError::into_inner);
        forms.entry(key).or_insert(made).clone()
    }

    /// Shapes `run` with tatweels at `joint` and draws them together to `width` units. `None` when
    /// any other glyph is not as it was.
    fn stretched(
        &self,
        words: &Words,
        run: &ShapedRun,
        joint: Joint,
        width: i32,
    ) -> Option<ShapedRun> {
        let Joint { place: Place { at, .. }, tatweel } = joint;
        let count = width.unsigned_abs().div_ceil(tatweel.advance.unsigned_abs()).max(1) as usize;
        let added = count * TATWEEL.len_utf8();
        let mut text = String::with_capacity(run.text.len() + added);
        text.push_str(&run.text[..at]);
        text.extend(std::iter::repeat_n(TATWEEL, count));
        text.push_str(&run.text[at..]);
        let shaped = self.shape(words, &text, "", "");

        // The tatweels, seen from the left.
        let is_inside = |glyph: &Glyph| (at..at + added).contains(&(glyph.cluster as usize));
        let first = shaped.glyphs.iter().position(is_inside)?;
        let kashida = first..first + count;
        let inserted = shaped.glyphs.get(kashida.clone())?;
        let is_whole = inserted.iter().all(|glyph| {
            is_inside(glyph) && (glyph.id, glyph.x_offset, glyph.y_offset) == (tatweel.glyph, 0, 0)
        });
        if !is_whole || shaped.glyphs.len() != run.glyphs.len() + count {
            return None;
        }
        // They belong to the character before them.
        let before = run.glyphs.iter().map(|glyph| glyph.cluster).filter(|c| (*c as usize) < at);
        let owner = before.max()?;
        let mut glyphs = shaped.glyphs;
        for glyph in &mut glyphs {
            if (glyph.cluster as usize) >= at + added {
                glyph.cluster -= added as u32;
            } else if is_inside(glyph) {
                glyph.cluster = owner;
            }
        }
        let others = glyphs[..first].iter().chain(&glyphs[kashida.end..]);
        let same = |(new, old): (&Glyph, &Glyph)| {
            (new.id, new.cluster, new.x_offset, new.y_offset)
                == (old.id, old.cluster, old.x_offset, old.y_offset)
        };
        if !others.clone().zip(&run.glyphs).all(same) {
            return None;
        }
        // A kern between the two letters is gone; the tatweels make up for it.
        let own: i32 = others.map(|glyph| glyph.advance).sum();
        draw_together(&mut glyphs[kashida.clone()], run.advance - own + width, tatweel.advance);
        let kashida = Some(kashida);
        Some(ShapedRun { kashida, ..ShapedRun::new(run.face, run.text.clone(), run.rtl, glyphs) })
    }
}

/// Gives `tatweels` advances of `width` in all. The last one keeps its own, so that its ink ends
/// where the next letter begins; the others are drawn together.
fn draw_together(tatweels: &mut [Glyph], width: i32, advance: i32) {
    let Some((last, others)) = tatweels.split_last_mut() else { return };
    last.advance = if others.is_empty() { width } else { advance };
    let mut rest = width - last.advance;
    for (left, glyph) in (1..=others.len() as i32).rev().zip(others) {
        glyph.advance = rest / left;
        rest -= glyph.advance;
    }
}

/// The joints of a row, for asking how many of them a line can use.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// For each joint the next one that is not in its word or the next word.
    next: Vec<u32>,
}

impl Row {
    /// The joints of the stretchable atoms of `galley`, in their order.
    pub fn of(galley: &Galley) -> Row {
        let ordinals: Vec<u32> = joints(&galley.atoms)
            .filter(|(atom, _)| galley.atoms[*atom].is_stretchable())
            .map(|(_, word)| word)
            .collect();
        let mut next = Vec::with_capacity(ordinals.len());
        let mut after = 0;
        for word in &ordinals {
            while ordinals.get(after).is_some_and(|later| *later < word + 2) {
                after += 1;
            }
            next.push(after as u32);
        }
        Row { next }
    }

    /// How many of the joints `from..to` can be used in one line: no two in neighbouring words, and
    /// not more than `most`.
    pub fn count(&self, from: u32, to: u32, most: u32) -> u32 {
        let (mut at, mut count) = (from, 0);
        while at < to && count < most {
            count += 1;
            at = self.next.get(at as usize).copied().unwrap_or(to);
        }
        count
    }
}

/// The atoms that have a joint, each with the number of its word.
fn joints(atoms: &[Atom]) -> impl Iterator<Item = (usize, u32)> {
    let mut word = 0;
    atoms.iter().enumerate().filter_map(move |(index, atom)| {
        word += u32::from(atom.hangs());
        atom.joint.map(|_| (index, word))
    })
}

/// Lengthens the words of lines.
pub(super) struct Stretcher<'a, 'f> {
    shaper: &'a Shaper<'f>,
    fonts: &'a FontLibrary,
    text: &'a StyledText,
    rule: &'static Rule,
}

/// Which atoms are lengthened, and by how many em each.
#[derive(Debug)]
struct Plan {
    chosen: Vec<usize>,
    each: f64,
}

impl Plan {
    /// At most `most` of `candidates`, together by `wanted` em and none by more than `longest`.
    fn of(candidates: &[Candidate], most: usize, wanted: f64, longest: f64) -> Plan {
        let chosen = best(candidates, most);
        let each = (wanted / chosen.len().max(1) as f64).min(longest);
        Plan { chosen, each }
    }

    /// By how many em the line grows.
    fn total(&self) -> f64 {
        if self.each < SHORTEST { 0.0 } else { self.each * self.chosen.len() as f64 }
    }
}

/// A word that may be lengthened.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    atom: usize,
    word: u32,
    priority: u8,
}

impl<'a, 'f> Stretcher<'a, 'f> {
    /// For the lines of `text`; `None` when its level has no kashidas.
    pub fn new(
        shaper: &'a Shaper<'f>,
        fonts: &'a FontLibrary,
        text: &'a StyledText,
        level: Kashida,
    ) -> Option<Self> {
        Some(Stretcher { shaper, fonts, text, rule: Rule::of(level)? })
    }

    /// The atoms of a line with kashidas, when it needs them: it lacks `lack` points, and its spaces
    /// are `space` wide by nature.
    pub fn lengthen(
        &self,
        atoms: &[Atom],
        words: &[Arc<Words>],
        lack: f64,
        space: f64,
    ) -> Option<Vec<Atom>> {
        if space <= 0.0 || lack <= self.rule.trigger * space {
            return None;
        }
        let mut candidates: Vec<Candidate> = joints(atoms)
            .filter_map(|(atom, word)| {
                Some(Candidate { atom, word, priority: atoms[atom].joint?.place.priority })
            })
            .collect();
        loop {
            let Plan { chosen, each } = self.plan(&candidates, atoms, lack, space)?;
            match self.apply(atoms, words, &chosen, each) {
                Ok(line) => return Some(line),
                // The font refuses: the line does without that word.
                Err(refused) => candidates.retain(|candidate| candidate.atom != refused),
            }
        }
    }

    /// Which words are lengthened, and by how much.
    fn plan(
        &self,
        candidates: &[Candidate],
        atoms: &[Atom],
        lack: f64,
        space: f64,
    ) -> Option<Plan> {
        let rule = self.rule;
        let em = self.em(atoms, candidates.first()?.atom);
        let good: Vec<Candidate> =
            candidates.iter().copied().filter(|it| it.priority < LAST_RESORT).collect();
        let wanted = rule.filled(lack, space, rule.most, em) / em;
        let company = (wanted / rule.comfortable).ceil() as usize;
        let plan = Plan::of(&good, company.clamp(1, rule.most as usize), wanted, rule.longest);
        let left = lack - plan.total() * em;
        let plan = if left > LOOSE * space {
            let wanted = (lack - LOW.free * space) / em;
            Plan::of(candidates, STRAINED_MOST, wanted, rule.strained)
        } else {
            plan
        };
        (plan.each >= SHORTEST).then_some(plan)
    }

    /// The line with the words `chosen` lengthened by `each` em, or the first that cannot be.
    fn apply(
        &self,
        atoms: &[Atom],
        words: &[Arc<Words>],
        chosen: &[usize],
        each: f64,
    ) -> Result<Vec<Atom>, usize> {
        let mut line = atoms.to_vec();
        for &index in chosen {
            let atom = &mut line[index];
            let joint = atom.joint.ok_or(index)?;
            let face = self.fonts.face(atom.run.face);
            let units = f64::from(face.units_per_em);
            let steps = (each / STEP + 1e-9).floor().max(1.0);
            let width = ((steps * STEP * units).round() as i32).max(joint.tatweel.advance);
            let words = &words[atom.setting];
            atom.run = self.shaper.lengthened(words, &atom.run, joint, width).ok_or(index)?;
            atom.width += f64::from(width) / units * self.em(atoms, index);
        }
        Ok(line)
    }

    /// Type size of an atom, in points.
    fn em(&self, atoms: &[Atom], index: usize) -> f64 {
        self.text.runs[atoms[index].styled].style.size.to_pt()
    }
}

/// The best `most` of `candidates`, no two in neighbouring words; as many as there can be if that is
/// fewer. The best have the smallest sum of priorities, then stand nearest to the line's end.
fn best(candidates: &[Candidate], most: usize) -> Vec<usize> {
    // The best way to use so many words, the last of them being that candidate: its cost, and the
    // candidate before it.
    type Way = Option<((u32, i64), Option<usize>)>;
    let mut rounds: Vec<Vec<Way>> = Vec::with_capacity(most);
    for round in 0..most {
        let cost = |index: usize| {
            let Candidate { word, priority, .. } = candidates[index];
            (u32::from(priority), -i64::from(word))
        };
        let mut ways: Vec<Way> = vec![None; candidates.len()];
        // The best end of the round before among candidates far enough away.
        let mut behind: Option<((u32, i64), usize)> = None;
        let mut reach = 0;
        for index in 0..candidates.len() {
            if round == 0 {
                ways[index] = Some((cost(index), None));
                continue;
            }
            while candidates[reach].word + 1 < candidates[index].word {
                if let Some((sum, _)) = rounds[round - 1][reach]
                    && behind.is_none_or(|(least, _)| sum <= least)
                {
                    behind = Some((sum, reach));
                }
                reach += 1;
            }
            let own = cost(index);
            ways[index] =
                behind.map(|((sum, place), from)| ((sum + own.0, place + own.1), Some(from)));
        }
        if ways.iter().all(Option::is_none) {
            break;
        }
        rounds.push(ways);
    }
    let ends = rounds.last().into_iter().flatten().enumerate();
    let end = ends.filter_map(|(index, way)| Some((way.as_ref()?.0, index))).min();
    let mut chosen = Vec::new();
    let mut at = end.map(|(_, index)| index);
    for ways in rounds.iter().rev() {
        let Some(index) = at else { break };
        chosen.push(candidates[index].atom);
        at = ways[index].and_then(|(_, before)| before);
    }
    chosen
}
