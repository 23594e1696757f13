//! The page ends of a chapter, chosen together.
//!
//! Every place where a page may begin is a node of a graph, every possible page an edge with its
//! cost; the cheapest way from the beginning of the chapter to its end is what is printed. Places
//! are met in the order of the text, so one walk over the chapter finds that way. A page has a
//! handful of ends worth trying, and a frame begins pages in few ways, so the work grows with the
//! length of the chapter and no faster.

use std::collections::BTreeMap;

use super::cost::{self, Aim, SHORTEST};
use super::galley::{Galley, Place, ROUNDING, Row};
use crate::base::Length;
use crate::layout::frame::Hold;
use crate::layout::paged::Side;

/// Lines by which a page is shorter than it could be before its ends are no longer tried, once it
/// has a free one.
const LINES_TRIED: f64 = 3.0;
/// Most figures at the head of one page.
const MOST_AT_HEAD: usize = 2;
/// Largest share of a page that figures at its head take up.
const HEAD_SHARE: f64 = 0.7;
/// In how many ways, by what their notes and figures need, pages that begin with the same frame are
/// continued. The dearer ones would not catch up.
const WAYS: usize = 6;

/// A page: from where to where, and how it is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// Where it begins.
    pub start: Place,
    /// Where the next one begins.
    pub end: Place,
    /// Its foot.
    pub depth: Length,
    /// What kind of page it is.
    pub kind: Kind,
}

/// What a page is filled with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Text below so many figures; stretched to its depth unless it is the last page.
    Text { floats: usize, last: bool },
    /// The rest of notes that found no room beside text.
    Notes,
    /// Figures alone.
    Floats,
}

/// What is known of the spread that a page stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// It is the first one of its spread.
    Verso,
    /// It faces a page that ends so many lines early.
    Recto(usize),
    /// It faces the end of another chapter, or a page without text.
    Alone,
}

const PHASES: usize = SHORTEST + 3;

impl Phase {
    fn index(self) -> usize {
        match self {
            Phase::Verso => 0,
            Phase::Alone => 1,
            Phase::Recto(short) => 2 + short,
        }
    }
}

/// The cheapest way to a place.
#[derive(Clone, Copy)]
struct Node {
    cost: f64,
    place: Place,
    phase: Phase,
    /// The page that ends here, and the node where it begins.
    page: Option<(usize, Kind, Length)>,
}

/// For each phase the cheapest way to a place.
type Nodes = [Option<usize>; PHASES];

/// Page ends of the whole galley, whose first page is on side `first`.
pub fn plan(galley: &Galley, first: Side) -> Vec<Cut> {
    let (nodes, open, rows) = (Vec::new(), BTreeMap::new(), Vec::new());
    let mut planner = Planner { galley, nodes, open, rows, pruned: None };
    let phase = if first == Side::Verso { Phase::Verso } else { Phase::Alone };
    planner.run(phase)
}

struct Planner<'g, 'a> {
    galley: &'g Galley<'a>,
    nodes: Vec<Node>,
    /// The nodes whose pages are not tried yet.
    open: BTreeMap<Place, Nodes>,
    /// Ends of the page that is tried: kept to be filled again.
    rows: Vec<Row>,
    /// The frame whose places were pruned last.
    pruned: Option<usize>,
}

impl Planner<'_, '_> {
    fn run(&mut self, phase: Phase) -> Vec<Cut> {
        let end = self.galley.end();
        self.reach(Node { cost: 0.0, place: Place::default(), phase, page: None });
        while let Some((place, nodes)) = self.open.pop_first() {
            if place == end {
                return self.way(&nodes);
            }
            self.prune(place);
            self.pages_from(place, &nodes);
        }
        Vec::new()
    }

    /// The pages that lead to the best of `nodes`.
    fn way(&self, nodes: &Nodes) -> Vec<Cut> {
        let cheapest = nodes
            .iter()
            .flatten()
            .copied()
            .min_by(|a, b| self.nodes[*a].cost.total_cmp(&self.nodes[*b].cost));
        let mut cuts = Vec::new();
        let mut at = cheapest;
        while let Some(node) = at.map(|at| &self.nodes[at]) {
            at = node.page.map(|(before, kind, depth)| {
                let start = self.nodes[before].place;
                cuts.push(Cut { start, end: node.place, depth, kind });
                before
            });
        }
        cuts.reverse();
        cuts
    }

    fn reach(&mut self, node: Node) {
        let slot = &mut self.open.entry(node.place).or_default()[node.phase.index()];
        match slot {
            Some(known) if self.nodes[*known].cost <= node.cost => {}
            // Nothing leads on from a node that is still open, so it may be replaced.
            Some(known) => self.nodes[*known] = node,
            None => {
                *slot = Some(self.nodes.len());
                self.nodes.push(node);
            }
        }
    }

    /// Closes all but the cheapest open places that begin with the frame of `place`, once for each
    /// frame.
    fn prune(&mut self, place: Place) {
        if self.pruned.replace(place.frame) == Some(place.frame) {
            return;
        }
        let from = |frame| Place { frame, ..Place::default() };
        let open = self.open.range(from(place.frame)..from(place.frame + 1));
        let mut ways: Vec<(f64, Place)> =
            open.map(|(place, nodes)| (self.cheapest(nodes), *place)).collect();
        if ways.len() < WAYS {
            return;
        }
        ways.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for (_, place) in &ways[WAYS - 1..] {
            self.open.remove(place);
        }
    }

    fn cheapest(&self, nodes: &Nodes) -> f64 {
        let costs = nodes.iter().flatten().map(|node| self.nodes[*node].cost);
        costs.fold(f64::INFINITY, f64::min)
    }

    /// Tries all pages that begin at `place`.
    fn pages_from(&mut self, place: Place, nodes: &Nodes) {
        let mut is_followed = false;
        for floats in 0..=self.most_floats(place) {
            is_followed |= self.text_pages(place, nodes, floats);
        }
        is_followed |= self.float_page(place, nodes);
        if !is_followed {
            self.forced_page(place, nodes);
        }
    }

    /// How many figures may stand at the head of a page that begins at `place`: none above the
    /// opening of the chapter.
    fn most_floats(&self, place: Place) -> usize {
        let galley = self.galley;
        if place.frame == 0 || place.frame == galley.frames.len() {
            return 0;
        }
        let waiting = &galley.floats[place.float..];
        let most = waiting.iter().take_while(|float| !float.alone).take(MOST_AT_HEAD).count();
        let room = galley.area.height * HEAD_SHARE;
        (1..=most).take_while(|count| galley.head(place.float, *count) <= room).count()
    }

    /// Tries the pages with text below `floats` figures; says whether there are any.
    fn text_pages(&mut self, place: Place, nodes: &Nodes, floats: usize) -> bool {
        let mut rows = std::mem::take(&mut self.rows);
        self.galley.rows(place, floats, &mut rows);
        let mut is_followed = false;
        for node in nodes.iter().flatten() {
            for aim in aims(self.nodes[*node].phase) {
                is_followed |= self.ends(*node, &rows, floats, aim);
            }
        }
        self.rows = rows;
        is_followed
    }

    /// Tries the ends of a page that begins with `node`, the latest first.
    fn ends(&mut self, node: usize, rows: &[Row], floats: usize, aim: Aim) -> bool {
        let galley = self.galley;
        let depth = galley.area.height - galley.grid * aim.short as f64;
        let noted = self.nodes[node].place.note;
        let mut is_followed = false;
        let mut has_free = false;
        for row in rows.iter().rev() {
            // Below a shorter text more of a long note has room, up to its share of the page.
            let foot = galley.notes.height(noted, row.end);
            let short = depth - row.bottom - foot - galley.grid * f64::from(row.joints);
            if has_free && short > galley.grid * LINES_TRIED {
                break;
            }
            let Some(page) = self.text_page(node, row, floats, aim, depth) else { continue };
            has_free |= galley.frames[row.end - 1].hold == Hold::Free;
            is_followed = true;
            self.reach(page);
        }
        is_followed
    }

    /// The page from `node` to `row`, if its text, figures and notes have room.
    fn text_page(
        &self,
        node: usize,
        row: &Row,
        floats: usize,
        aim: Aim,
        depth: Length,
    ) -> Option<Node> {
        let galley = self.galley;
        let Node { cost, place, phase, .. } = self.nodes[node];
        let room = depth - row.bottom + ROUNDING;
        let float = place.float + floats;
        if room < Length::ZERO || (floats > 0 && galley.floats[float - 1].mention > row.end) {
            return None;
        }
        let called = galley.notes.called(row.end);
        let foot = galley.notes.fill(place.note, called, room, false);
        if foot.until < galley.notes.begun(place.note, row.end) {
            return None;
        }
        let end = Place { frame: row.end, note: foot.until, float };
        let last = end == galley.end();
        let cost = cost
            + if !last {
                cost::page(galley, row, &foot, called, place.note, aim)
                    + cost::waiting(galley.written_before(row.end) - float)
            } else if place.frame > 0 {
                cost::last(galley, row.bottom)
            } else {
                0.0
            };
        let next = if phase == Phase::Verso { Phase::Recto(aim.short) } else { Phase::Verso };
        let page = Some((node, Kind::Text { floats, last }, depth));
        Some(Node { cost, place: end, phase: next, page })
    }

    /// Tries a page of figures alone: those that ask for it, and all that are left after the text.
    fn float_page(&mut self, place: Place, nodes: &Nodes) -> bool {
        let galley = self.galley;
        let after = place.frame == galley.frames.len();
        if place.frame == 0 || place.note < galley.notes.called(place.frame) {
            return false;
        }
        let mut height = Length::ZERO;
        let mut count = 0;
        for float in &galley.floats[place.float..] {
            let may = (float.alone || after) && float.mention <= place.frame;
            let fits = count == 0 || height + float.frame.height <= galley.area.height;
            if !(may && fits) {
                break;
            }
            height += float.frame.height + float.space();
            count += 1;
        }
        if count == 0 {
            return false;
        }
        let end = Place { float: place.float + count, ..place };
        let waiting = galley.written_before(place.frame).saturating_sub(end.float);
        self.whole_page(nodes, end, Kind::Floats, cost::waiting(waiting));
        true
    }

    /// A page for what no page has room for: the rest of notes, else a frame that is too large.
    fn forced_page(&mut self, place: Place, nodes: &Nodes) {
        let galley = self.galley;
        let height = galley.area.height;
        let called = galley.notes.called(place.frame);
        if place.note < called {
            let foot = galley.notes.fill(place.note, called, height, true);
            let end = Place { note: foot.until, ..place };
            self.whole_page(nodes, end, Kind::Notes, cost::SPLIT);
        } else if let Some(row) = self.rows.first() {
            let called = galley.notes.called(row.end);
            let foot = galley.notes.fill(place.note, called, height - row.bottom, false);
            let end = Place { frame: row.end, note: foot.until, ..place };
            let last = end == galley.end();
            self.whole_page(nodes, end, Kind::Text { floats: 0, last }, cost::AVOIDED);
        }
    }

    /// Adds a page that has no other end than `end`.
    fn whole_page(&mut self, nodes: &Nodes, end: Place, kind: Kind, cost: f64) {
        for node in nodes.iter().flatten().copied() {
            let from = self.nodes[node];
            let phase = if from.phase == Phase::Verso { Phase::Alone } else { Phase::Verso };
            let page = Some((node, kind, self.galley.area.height));
            self.reach(Node { cost: from.cost + cost, place: end, phase, page });
        }
    }
}

/// What pages in this phase may aim at.
fn aims(phase: Phase) -> impl Iterator<Item = Aim> {
    let (shorts, faced) = match phase {
        Phase::Verso => (0..=SHORTEST, true),
        Phase::Recto(short) => (short..=short, true),
        Phase::Alone => (0..=SHORTEST, false),
    };
    shorts.map(move |short| Aim { short, faced })
}
