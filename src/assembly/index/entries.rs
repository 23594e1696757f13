//! From marks to entries: marks of one term come together, entries are sorted and lead to one
//! another.

use std::collections::{BTreeMap, BTreeSet};

use super::marks::{Kind, Mark};
use super::{IndexEntry, IndexGroup, IndexLead, IndexPlace};
use crate::base::{Code, Diagnostic, Lang, Span, limits};
use crate::persian::letters;
use crate::persian::order::Alphabet;

/// What parts a term from its part in `see`: «درخت، چنار».
const JOINTS: [&str; 4] = ["، ", ", ", ": ", " / "];

/// Terms by what they are compared by.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: BTreeMap<String, Node>,
}

/// A term on its way to an entry.
#[derive(Debug, Default)]
struct Node {
    term: String,
    sort: Option<String>,
    places: Vec<IndexPlace>,
    /// The passage that has begun and not ended: its place, and the mark of its beginning.
    open: Option<(usize, Span)>,
    see: Vec<(String, Span)>,
    see_also: Vec<(String, Span)>,
    children: BTreeMap<String, Node>,
    span: Span,
}

/// What spellings of one term have in common: «كتاب‌خانه» and «کتابخانه» are one entry.
fn key(term: &str) -> String {
    let is_joiner = |c: char| matches!(c, '\u{200C}' | '\u{200D}' | letters::TATWEEL);
    term.chars().filter(|c| !is_joiner(*c)).map(letters::fold).collect()
}

impl Tree {
    /// Puts the marks, in reading order, to their terms.
    pub fn grow(marks: &[Mark], diagnostics: &mut Vec<Diagnostic>) -> Tree {
        let mut tree = Tree::default();
        for mark in marks {
            let node = node(&mut tree.nodes, &mark.term, mark.span);
            let node = match &mark.sub {
                Some(sub) => self::node(&mut node.children, sub, mark.span),
                None => node,
            };
            node.add(mark, diagnostics);
        }
        let every = tree.nodes.values().flat_map(|node| node.children.values().chain([node]));
        diagnostics.extend(every.filter_map(Node::unclosed));
        tree
    }

    /// The entries by their letters; `anchor` is that of the index.
    pub fn sorted(
        self,
        anchor: &str,
        lang: &Lang,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<IndexGroup> {
        let alphabet = Alphabet::of(lang);
        let mut anchors = Anchors { index: anchor, count: 0, leads: BTreeMap::new() };
        let nodes = in_order(self.nodes, &alphabet);
        let mut entries: Vec<(String, Drafted)> = Vec::with_capacity(nodes.len());
        for node in nodes {
            let letter = alphabet.heading(node.sort.as_ref().unwrap_or(&node.term));
            entries.push((letter, anchors.entry(node, "", &alphabet)));
        }
        let mut lookup = Lookup { leads: &anchors.leads, left: limits::SUGGESTIONS, diagnostics };
        let mut groups: Vec<IndexGroup> = Vec::new();
        for (letter, drafted) in entries {
            let entry = lookup.finish(drafted);
            match groups.last_mut() {
                Some(group) if group.letter == letter => group.entries.push(entry),
                _ => groups.push(IndexGroup { letter, entries: vec![entry] }),
            }
        }
        groups
    }
}

fn node<'t>(nodes: &'t mut BTreeMap<String, Node>, term: &str, span: Span) -> &'t mut Node {
    nodes.entry(key(term)).or_insert_with(|| Node {
        term: term.to_owned(),
        span,
        ..Node::default()
    })
}

impl Node {
    fn add(&mut self, mark: &Mark, diagnostics: &mut Vec<Diagnostic>) {
        if self.sort.is_none() {
            self.sort.clone_from(&mark.sort);
        }
        self.see.extend(mark.see.iter().map(|term| (term.clone(), mark.span)));
        self.see_also.extend(mark.see_also.iter().map(|term| (term.clone(), mark.span)));
        match mark.kind {
            Kind::Lead => {}
            Kind::Place => self.places.push(mark.place.clone()),
            Kind::Start => {
                diagnostics.extend(self.unclosed());
                self.open = Some((self.places.len(), mark.span));
                self.places.push(mark.place.clone());
            }
            Kind::End => match self.open.take() {
                Some((at, _)) => self.places[at].last = Some(mark.place.first.clone()),
                None => diagnostics.push(never_began(&mark.term, mark.span)),
            },
        }
    }

    /// The passage that never ended, if there is one.
    fn unclosed(&self) -> Option<Diagnostic> {
        let (_, span) = self.open?;
        let message = format!("the passage on «{}» has no end", self.term);
        let hint =
            "put `[]{.index .end term=\"…\"}` where it ends; until then only this page counts";
        Some(Diagnostic::new(Code::IndexRange, message).at(span).hint(hint))
    }

    /// Whether a reader finds something there.
    fn speaks(&self) -> bool {
        !self.places.is_empty() || self.children.values().any(Node::speaks)
    }
}

fn never_began(term: &str, span: Span) -> Diagnostic {
    let message = format!("a passage on «{term}» ends here that never began");
    Diagnostic::new(Code::IndexRange, message)
        .at(span)
        .hint("mark its beginning with `.start` and the same term")
}

fn in_order(nodes: BTreeMap<String, Node>, alphabet: &Alphabet) -> Vec<Node> {
    let mut nodes: Vec<Node> = nodes.into_values().collect();
    let sort = |node: &Node| node.sort.clone().unwrap_or_else(|| node.term.clone());
    nodes.sort_by(|a, b| alphabet.compare(&sort(a), &sort(b)).then_with(|| a.term.cmp(&b.term)));
    nodes
}

/// An entry whose leads are not looked up yet.
struct Drafted {
    entry: IndexEntry,
    see: Vec<(String, Span)>,
    see_also: Vec<(String, Span)>,
    children: Vec<Drafted>,
}

/// Gives entries their anchors.
struct Anchors<'a> {
    index: &'a str,
    count: usize,
    /// The anchor of each entry that says something, by its key (of term and part), and its words.
    leads: BTreeMap<String, (String, String)>,
}

impl Anchors<'_> {
    fn entry(&mut self, node: Node, above: &str, alphabet: &Alphabet) -> Drafted {
        self.count += 1;
        let anchor = format!("{}e{}", self.index, self.count);
        let name = format!("{above}{}", key(&node.term));
        if node.speaks() {
            self.leads.insert(name.clone(), (anchor.clone(), node.term.clone()));
        }
        // Who finds something here is led on, not away.
        let (mut see, mut see_also) = (node.see, node.see_also);
        if !node.places.is_empty() || !node.children.is_empty() {
            see_also.splice(0..0, see.drain(..));
        }
        let below = format!("{name}{}", JOINTS[0]);
        let children = in_order(node.children, alphabet);
        let children = children.into_iter().map(|child| self.entry(child, &below, alphabet));
        let children = children.collect();
        let entry = IndexEntry {
            term: node.term,
            anchor,
            places: node.places,
            see: Vec::new(),
            see_also: Vec::new(),
            children: Vec::new(),
            span: node.span,
        };
        Drafted { entry, see, see_also, children }
    }
}

/// Finds what entries lead to.
struct Lookup<'a> {
    leads: &'a BTreeMap<String, (String, String)>,
    /// How many more similar terms may be looked for.
    left: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Lookup<'_> {
    fn finish(&mut self, drafted: Drafted) -> IndexEntry {
        let Drafted { entry, see, see_also, children } = drafted;
        let own = entry.anchor.clone();
        IndexEntry {
            see: self.leads(&own, see),
            see_also: self.leads(&own, see_also),
            children: children.into_iter().map(|child| self.finish(child)).collect(),
            ..entry
        }
    }

    /// Each term once, in the order written.
    fn leads(&mut self, own: &str, terms: Vec<(String, Span)>) -> Vec<IndexLead> {
        let mut leads = Vec::with_capacity(terms.len());
        let mut known = BTreeSet::new();
        for (words, span) in terms {
            if !known.insert(key(&words)) {
                continue;
            }
            let found = self.leads.get(&lead_key(&words)).map(|(anchor, _)| anchor.clone());
            let entry = found.filter(|anchor| anchor != own);
            if entry.is_none() {
                let problem = self.blind(&words, span);
                self.diagnostics.push(problem);
            }
            leads.push(IndexLead { words, entry });
        }
        leads
    }

    fn blind(&mut self, words: &str, span: Span) -> Diagnostic {
        let message = format!("the index has no pages for «{words}», to which this leads");
        let wanted = lead_key(words);
        // A third of the letters may be wrong: more would be another word.
        let tolerance = wanted.chars().count() / 3;
        let near = self.left.checked_sub(1).and_then(|left| {
            self.left = left;
            let near = |known: &String| strsim::damerau_levenshtein(known, &wanted);
            let all = self.leads.iter().filter(|(known, _)| **known != wanted);
            let nearest = all.map(|(known, (_, term))| (near(known), term)).min()?;
            (nearest.0 <= tolerance).then(|| nearest.1.clone())
        });
        let hint = match near {
            Some(term) => format!("did you mean «{term}»?"),
            None => "mark a place for that term, or lead to another one".to_owned(),
        };
        Diagnostic::new(Code::IndexBlind, message).at(span).hint(hint)
    }
}

/// The key of what `see` names: a term, or a term and its part.
fn lead_key(words: &str) -> String {
    for joint in JOINTS {
        if let Some((term, part)) = words.split_once(joint) {
            return format!("{}{}{}", key(term.trim()), JOINTS[0], key(part.trim()));
        }
    }
    key(words)
}
