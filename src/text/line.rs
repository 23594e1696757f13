//! Where the lines end: optimum fit over the whole paragraph.
//!
//! D. E. Knuth, M. F. Plass, "Breaking Paragraphs into Lines" (Software: Practice and Experience 11,
//! 1981): one pass over the places where a line may end, keeping the best way to each; a line costs
//! (10 + badness)², badness is 100·|r|³ for a stretch or shrink of r times what its spaces (and its
//! kashidas, typography.md §4) should give. Spaces never shrink further than the format says. They
//! stretch as far as they must, but lines looser than [`TOLERANCES`] are tried only when the
//! paragraph cannot be set without.

use super::galley::{AtomKind, Galley, SeamKind};
use super::hang::{Edge, Hanger};
use super::kashida::{Row, Rule};
use super::model::ParagraphFormat;
use crate::design::model::Align;

/// Cost of every line before its badness (Knuth and Plass: 10 in small print; TeX's \linepenalty).
const LINE_PENALTY: f64 = 10.0;
/// A tight line beside a loose one strikes the eye (TeX's \adjdemerits).
const ADJACENT_DEMERITS: f64 = 10_000.0;
/// Two loose lines one after the other; from three on they open rivers of white. As bad as a line
/// stretched by 0.7 of what it should give.
const LOOSE_NEIGHBOURS: f64 = 2_000.0;
/// How far the spaces of a line may be stretched, as a multiple of what the design gives them, when
/// kashidas have done what they can: first the lines are tried that are not loose, then those that
/// are just bearable, then all.
const TOLERANCES: [f64; 3] = [1.0, 2.0, f64::INFINITY];
/// A break inside an address or after a dash: as bad as a line stretched by 0.8 of its spaces' give.
const INSIDE_PENALTY: f64 = 50.0;
/// A break between a number and its month, at a reference: as bad as a line stretched by 0.9.
const TIED_PENALTY: f64 = 70.0;
/// A break between letters: only what no line can hold has such places, and fewer are better.
const EMERGENCY_PENALTY: f64 = 1_000.0;
/// A last line that is too short: as bad as a line stretched by 1.6 of its spaces' give.
const RUNT_DEMERITS: f64 = 160_000.0;
/// A line that is too long whatever is done; there is a choice only among such lines.
const OVERFULL_BADNESS: f64 = 1e6;
/// A ragged line that ends with a word that leads on: as bad as one that is short by a seventh of the
/// measure.
const WEAK_RAGGED: f64 = 60.0;
/// The same in centred text, which is titles: there the sense counts more than the shape.
const WEAK_CENTRED: f64 = 400.0;
/// Share of its width by which a centred line may differ from the mean of its paragraph before it
/// counts as badly as a justified line whose spaces are fully stretched.
const BALANCE_SHARE: f64 = 0.25;
/// Share of the measure by which a ragged line may fall short before it counts as badly as a
/// justified line whose spaces are fully stretched.
const RAGGED_SHARE: f64 = 0.15;
/// Rounding that a width may be off by, in points: a millionth of what can be seen.
pub(super) const ROUNDING: f64 = 1e-6;

/// A line as it was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Its first atom.
    pub start: usize,
    /// The atom after its last visible one.
    pub visible_end: usize,
    /// The first atom of the next line; between the two: spaces that vanish.
    pub end: usize,
    /// Whether it ends the paragraph or was ended by force: it is not justified.
    pub is_last: bool,
    /// Whether it ends between two letters of a word.
    pub cut: bool,
}

/// What a stretch of the row adds up to, in points.
#[derive(Clone, Copy, Debug, Default)]
struct Totals {
    /// Natural width.
    width: f64,
    /// Of it, spaces that stretch.
    space: f64,
    /// Words that may be lengthened.
    joints: u32,
}

impl Totals {
    fn wider(self, by: f64) -> Totals {
        Totals { width: self.width + by, ..self }
    }
}

/// A place where a line may end.
struct Stop {
    /// The atom after the last visible one before it.
    visible_end: usize,
    /// The first atom after it.
    next: usize,
    /// Totals of the row up to `visible_end`.
    before: Totals,
    /// Totals of the row up to `next`.
    after: Totals,
    /// Cost of ending a line here, beyond its looseness.
    penalty: f64,
    /// Whether a line must end here.
    forced: bool,
    /// Whether it stands between two letters of a word.
    cut: bool,
}

/// How tight a line is; neighbours should not differ by more than one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fitness {
    Tight,
    Decent,
    Loose,
    VeryLoose,
}

const FITNESSES: usize = 4;

/// The best way found to end a line at some stop with some fitness.
struct Node {
    /// Index of the stop; `None` at the beginning of the paragraph.
    stop: Option<usize>,
    fitness: Fitness,
    /// Cost of the whole way.
    demerits: f64,
    /// The node at which its last line began.
    previous: usize,
}

/// How a stretch of the row fits a line.
enum Fit {
    /// It does, at this stretch (positive) or shrink, with this badness.
    Fits { ratio: f64, badness: f64 },
    /// It is looser than what is tried.
    TooLoose,
    /// It is too wide even with the narrowest spaces.
    TooWide,
}

/// Chooses the lines of `galley`, whose type is of `em` points.
pub(super) fn choose(galley: &Galley, format: &ParagraphFormat, em: f64) -> Vec<Chosen> {
    if galley.atoms.is_empty() {
        return Vec::new();
    }
    let fitter = Fitter::new(galley, format, em);
    let stops = fitter.needed(stops(galley, format));
    let fitter = Fitter { means: fitter.means(&stops), ..fitter };
    let tried = if fitter.justified { &TOLERANCES[..] } else { &TOLERANCES[2..] };
    let nodes = tried.iter().find_map(|tolerance| fitter.best_ways(&stops, *tolerance));
    nodes.map_or_else(Vec::new, |nodes| trace(&nodes, &stops))
}

/// The whole row as one line that is justified, without the spaces at its end.
pub(super) fn whole(galley: &Galley) -> Chosen {
    let end = galley.atoms.len();
    let visible = galley.atoms.iter().rposition(|atom| !atom.hangs());
    let visible_end = visible.map_or(end, |last| last + 1);
    Chosen { start: 0, visible_end, end, is_last: false, cut: false }
}

/// All stops of the row, with its end.
fn stops(galley: &Galley, format: &ParagraphFormat) -> Vec<Stop> {
    let weak = match format.align {
        Align::Justify => 0.0,
        Align::Start | Align::End => WEAK_RAGGED,
        Align::Center => WEAK_CENTRED,
    };
    let hanger = Hanger::of(format);
    let overhang = |atom: Option<usize>, edge| {
        let atom = atom.and_then(|at| galley.atoms.get(at));
        hanger.zip(atom).map_or(0.0, |(hanger, atom)| hanger.overhang(atom, edge))
    };
    let mut stops: Vec<Stop> = Vec::with_capacity(galley.seams.len() + 1);
    let mut totals = Totals::default();
    let mut before = Totals::default();
    let mut visible_end = 0;
    let mut seams = galley.seams.iter().peekable();
    let mut partings = galley.partings().peekable();
    for (index, atom) in galley.atoms.iter().enumerate() {
        totals.width += atom.width;
        if atom.kind == AtomKind::Space {
            totals.space += atom.width;
        }
        totals.joints += u32::from(atom.is_stretchable());
        if !atom.hangs() {
            (before, visible_end) = (totals, index + 1);
        }
        let next = index + 1;
        let seam = seams.next_if(|seam| seam.atom == next).map(|seam| seam.kind);
        let kind = if next == galley.atoms.len() { Some(SeamKind::Forced) } else { seam };
        let Some(kind) = kind else { continue };
        // Words that are shaped together are a little wider or narrower when a line parts them.
        let start = galley.atoms.get(next).map_or(usize::MAX, |atom| atom.start);
        while partings.next_if(|parting| parting.at < start).is_some() {}
        let parting = partings.next_if(|parting| parting.at == start);
        stops.push(Stop {
            visible_end,
            next,
            before: before
                .wider(parting.map_or(0.0, |parting| parting.before))
                // A line that need not reach the edge has nothing to hang over it.
                .wider(-overhang(
                    visible_end.checked_sub(1).filter(|_| kind != SeamKind::Forced),
                    Edge::End,
                )),
            after: totals
                .wider(parting.map_or(0.0, |parting| -parting.after))
                .wider(overhang(Some(next), Edge::Start)),
            penalty: match kind {
                SeamKind::Space | SeamKind::Forced => 0.0,
                SeamKind::Weak => weak,
                SeamKind::Tied => TIED_PENALTY,
                SeamKind::Inside => INSIDE_PENALTY,
                SeamKind::Emergency => EMERGENCY_PENALTY,
            },
            forced: kind == SeamKind::Forced,
            cut: kind == SeamKind::Emergency && visible_end == next,
        });
        // A line of spaces only shows nothing: its visible end is its beginning.
        (before, visible_end) = (totals, next);
    }
    stops
}

/// What decides how well a stretch of the row fits a line.
struct Fitter {
    measure: f64,
    first_measure: f64,
    justified: bool,
    centred: bool,
    shrink: f64,
    stretch: f64,
    /// Width of one space: what a line without spaces is judged by.
    one_space: f64,
    runt: f64,
    /// Kashidas that lines may have.
    kashidas: Option<(&'static Rule, Row)>,
    /// Type size.
    em: f64,
    /// By how much the first mark stands out at the start of the first line.
    first_overhang: f64,
    /// Centred text: for each stop the mean width of the lines of its part of the paragraph. Empty
    /// for other alignments.
    means: Vec<f64>,
}

impl Fitter {
    fn new(galley: &Galley, format: &ParagraphFormat, em: f64) -> Self {
        let mut spaces = galley.atoms.iter().filter(|atom| atom.kind == AtomKind::Space);
        let measure = format.measure.to_pt();
        Fitter {
            measure,
            first_measure: measure - format.first_indent.to_pt(),
            justified: format.align == Align::Justify,
            centred: format.align == Align::Center,
            shrink: format.space_shrink,
            stretch: format.space_stretch,
            one_space: spaces.next().map_or(1.0, |atom| atom.width.max(1.0)),
            runt: format.runt.0 * em,
            kashidas: Rule::of(format.kashida).map(|rule| (rule, Row::of(galley))),
            em,
            first_overhang: Hanger::of(format)
                .zip(galley.atoms.first())
                .map_or(0.0, |(hanger, atom)| hanger.overhang(atom, Edge::Start)),
            means: Vec::new(),
        }
    }

    /// The mean widths of centred lines, when there are as few of them as can be. Lines of one
    /// width look made for each other; a long line and a short last word do not.
    fn means(&self, stops: &[Stop]) -> Vec<f64> {
        let mut means = Vec::new();
        if !self.centred {
            return means;
        }
        let (mut part, mut line) = (0.0, 0.0);
        let (mut measure, mut lines, mut last) = (self.first_measure, 1.0, 0.0);
        for (index, stop) in stops.iter().enumerate() {
            if stop.before.width - line > measure && last > line {
                (line, measure, lines) = (last, self.measure, lines + 1.0);
            }
            last = stop.after.width;
            if stop.forced {
                means.resize(index + 1, (stop.before.width - part) / lines);
                (part, line, lines) = (stop.after.width, stop.after.width, 1.0);
            }
        }
        means
    }

    /// Without the stops before a line end that the text reaches on one line: two lines would only
    /// cost more, and in a very wide measure every stop would stay in play.
    fn needed(&self, stops: Vec<Stop>) -> Vec<Stop> {
        let mut needed: Vec<Stop> = Vec::with_capacity(stops.len());
        let (mut start, mut measure, mut first) = (0.0, self.first_measure, 0);
        for stop in stops {
            let (forced, after) = (stop.forced, stop.after.width);
            if forced && stop.before.width - start <= measure {
                needed.truncate(first);
            }
            needed.push(stop);
            if forced {
                (start, measure, first) = (after, self.measure, needed.len());
            }
        }
        needed
    }

    /// The best ways to every stop that a line can end at, with no line looser than `tolerance`; the
    /// last node ends the paragraph. `None` when there is no such way.
    fn best_ways(&self, stops: &[Stop], tolerance: f64) -> Option<Vec<Node>> {
        let start = Node { stop: None, fitness: Fitness::Decent, demerits: 0.0, previous: 0 };
        let mut nodes = vec![start];
        let mut active = vec![0];
        let mut fresh: Vec<Node> = Vec::with_capacity(FITNESSES);
        for (index, stop) in stops.iter().enumerate() {
            let mut narrowest = None;
            active.retain(|&from| {
                match self.line(&nodes[from], stops, index, tolerance) {
                    Fit::Fits { ratio, badness } => {
                        let way = self.way(&nodes, from, index, stops, ratio, badness);
                        offer(&mut fresh, way);
                    }
                    Fit::TooLoose => {}
                    Fit::TooWide => {
                        // What is too wide now only grows: the way is given up.
                        narrowest = Some(from);
                        return false;
                    }
                }
                !stop.forced
            });
            if active.is_empty() && fresh.is_empty() {
                if tolerance.is_finite() {
                    return None;
                }
                // No way leads here: the line that began last is too wide, but the least so.
                let from = narrowest.unwrap_or(nodes.len() - 1);
                fresh.push(self.way(&nodes, from, index, stops, 0.0, OVERFULL_BADNESS));
            }
            fresh.sort_by_key(|node| node.fitness);
            for node in fresh.drain(..) {
                active.push(nodes.len());
                nodes.push(node);
            }
        }
        Some(nodes)
    }

    /// How a line from `from` to the stop `index` fits.
    fn line(&self, from: &Node, stops: &[Stop], index: usize, tolerance: f64) -> Fit {
        let stop = &stops[index];
        let (start, measure) = match from.stop {
            None => (Totals::default().wider(self.first_overhang), self.first_measure),
            Some(stop) => (stops[stop].after, self.measure),
        };
        let width = stop.before.width - start.width;
        let space = (stop.before.space - start.space).max(0.0);
        let lack = measure - width;
        if lack < 0.0 {
            return self.shrunk(-lack, space);
        }
        if let Some(mean) = self.means.get(index) {
            let ratio = (width - mean) / (mean * BALANCE_SHARE).max(self.one_space);
            return Fit::Fits { ratio, badness: badness(ratio) };
        }
        if stop.forced {
            return Fit::Fits { ratio: 0.0, badness: 0.0 };
        }
        let give = self.give(space, measure);
        let (ratio, left) = match &self.kashidas {
            Some((rule, row)) if self.justified => {
                let count = row.count(start.joints, stop.before.joints, rule.most());
                let left = lack - rule.filled(lack, space, count, self.em);
                (rule.ratio(lack, give, count, self.em), left / give)
            }
            _ => (lack / give, lack / give),
        };
        if left > tolerance {
            return Fit::TooLoose;
        }
        Fit::Fits { ratio, badness: badness(ratio) }
    }

    fn shrunk(&self, excess: f64, space: f64) -> Fit {
        let give = if self.justified { space * self.shrink } else { 0.0 };
        if excess > give + ROUNDING {
            return Fit::TooWide;
        }
        let ratio = if give > 0.0 { (excess / give).min(1.0) } else { 0.0 };
        Fit::Fits { ratio: -ratio, badness: badness(ratio) }
    }

    /// By how much the spaces of a line should be stretched at most.
    fn give(&self, space: f64, measure: f64) -> f64 {
        if self.justified {
            (space.max(self.one_space) * self.stretch).max(ROUNDING)
        } else {
            (measure * RAGGED_SHARE).max(self.one_space)
        }
    }

    /// The way that goes on from node `from` with a line to the stop `index`.
    fn way(
        &self,
        nodes: &[Node],
        from: usize,
        index: usize,
        stops: &[Stop],
        ratio: f64,
        badness: f64,
    ) -> Node {
        let stop = &stops[index];
        let fitness = if self.justified { fitness(ratio) } else { Fitness::Decent };
        let cost = LINE_PENALTY + badness;
        let mut demerits = cost * cost + stop.penalty * stop.penalty;
        if (fitness as i8 - nodes[from].fitness as i8).abs() > 1 {
            demerits += ADJACENT_DEMERITS;
        }
        if fitness >= Fitness::Loose && nodes[from].fitness >= Fitness::Loose {
            demerits += LOOSE_NEIGHBOURS;
        }
        if index + 1 == stops.len() && self.is_runt(&nodes[from], stops, stop) {
            demerits += RUNT_DEMERITS;
        }
        demerits += nodes[from].demerits;
        Node { stop: Some(index), fitness, demerits, previous: from }
    }

    /// Whether the paragraph's last line, which is not its first, is too short.
    fn is_runt(&self, from: &Node, stops: &[Stop], stop: &Stop) -> bool {
        from.stop.is_some_and(|start| {
            !stops[start].forced && stop.before.width - stops[start].after.width < self.runt
        })
    }
}

fn badness(ratio: f64) -> f64 {
    100.0 * ratio.abs() * ratio * ratio
}

/// The classes of Knuth and Plass, by the ratio of stretch or shrink.
fn fitness(ratio: f64) -> Fitness {
    match ratio {
        r if r < -0.5 => Fitness::Tight,
        r if r <= 0.5 => Fitness::Decent,
        r if r <= 1.0 => Fitness::Loose,
        _ => Fitness::VeryLoose,
    }
}

/// Keeps `way` if it is the best to its stop with its fitness. Of equal ways the first stays.
fn offer(fresh: &mut Vec<Node>, way: Node) {
    match fresh.iter_mut().find(|node| node.fitness == way.fitness) {
        Some(node) if way.demerits < node.demerits => *node = way,
        Some(_) => {}
        None => fresh.push(way),
    }
}

/// The lines on the way to the cheapest node that ends the paragraph.
fn trace(nodes: &[Node], stops: &[Stop]) -> Vec<Chosen> {
    let last = stops.len() - 1;
    let ends = nodes.iter().enumerate().rev().take_while(|(_, node)| node.stop == Some(last));
    let best = ends.min_by(|a, b| a.1.demerits.total_cmp(&b.1.demerits));
    let mut lines = Vec::new();
    let mut at = best.map_or(0, |(index, _)| index);
    while let Some(stop) = nodes[at].stop {
        let previous = nodes[at].previous;
        lines.push(Chosen {
            start: nodes[previous].stop.map_or(0, |stop| stops[stop].next),
            visible_end: stops[stop].visible_end,
            end: stops[stop].next,
            is_last: stops[stop].forced,
            cut: stops[stop].cut,
        });
        at = previous;
    }
    lines.reverse();
    lines
}
