//! The index: terms under their letters with the pages on which they stand, in columns.

use std::sync::Arc;

use super::columns::{self, Grille};
use super::flow::{Flow, Place, base_style};
use super::frame::{Column, Frame, Hold};
use super::page_map::Folio;
use super::paged::{ContentKind, Numbering, PartOf};
use super::setting::{Scope, plain, repeated};
use super::styled::{Composer, character_style};
use super::titlepages::Generated;
use crate::assembly::index::{Index, IndexEntry, IndexLead, IndexPlace};
use crate::base::{Length, Span};
use crate::design::model::Role;
use crate::text::model::{LinkDestination, TextStyle};
use crate::wording::{Words, fill};

/// Fewest pages in a row that are printed as a range: «۱۲، ۱۳», but «۱۲–۱۴».
const RUN: usize = 3;
/// Most lines of an entry that stay in one column.
const FEW: usize = 3;
/// Between the first and the last page of a range: an en dash keeps the two in the order of reading
/// (typography.md §3).
const DASH: &str = "–";

/// The index with the page numbers that are known so far.
pub fn index(scope: &Scope, index: &Index) -> Generated {
    let setting = scope.setting;
    let grille = Grille {
        area: setting.area,
        count: setting.design.index.columns,
        gap: setting.design.index.gap,
        direction: scope.direction,
        step: setting.design.style(Role::IndexEntry).leading,
    };
    let mut flow = Flow::new(scope);
    title(&mut flow, index);
    let title = std::mem::take(&mut flow.frames);
    let column = Column { left: Length::ZERO, width: grille.width() };
    let mut list = List {
        place: Place { column, ..Place::body(scope) },
        words: Words::of(setting.book.lang()),
        owners: Vec::new(),
    };
    for group in &index.groups {
        list.letter(&mut flow, &group.letter, index.span);
        group.entries.iter().for_each(|entry| list.entry(&mut flow, entry));
    }
    let frames = std::mem::take(&mut flow.frames);
    let head = |at: usize| {
        let entry = list.owners.get(at).copied().flatten()?;
        Some(list.continued(&mut flow, entry))
    };
    let sheets = columns::build(title, frames, &grille, setting.design.page.grid, head);
    (sheets, flow.next_block, flow.diagnostics)
}

fn title(flow: &mut Flow, index: &Index) {
    flow.anchors.push(index.anchor.clone());
    let style = flow.style(Role::IndexTitle);
    let place = flow.inside(&Place::body(flow.scope), Role::IndexTitle);
    let text = plain(&index.title, &base_style(style, &place), index.span);
    flow.set(&text, style, ContentKind::Heading(1), &place);
}

/// The entries while they are laid.
struct List<'i> {
    place: Place,
    words: &'static Words,
    /// For each frame the entry that it goes on with, when it does not begin one.
    owners: Vec<Option<&'i IndexEntry>>,
}

impl<'i> List<'i> {
    fn letter(&mut self, flow: &mut Flow, letter: &str, span: Span) {
        if letter.is_empty() {
            return;
        }
        let style = flow.style(Role::IndexLetter);
        let place = flow.inside(&self.place, Role::IndexLetter);
        let text = plain(letter, &base_style(style, &place), span);
        flow.set(&text, style, ContentKind::Paragraph, &place);
        flow.hold_last(Hold::Keep);
        self.owners.resize(flow.frames.len(), None);
    }

    fn entry(&mut self, flow: &mut Flow, entry: &'i IndexEntry) {
        let start = flow.frames.len();
        self.lines(flow, entry, Role::IndexEntry);
        for child in &entry.children {
            // A term is not left alone above the parts that it is there for.
            if flow.frames.len() == start + 1 {
                flow.hold_last(Hold::Avoid);
            }
            self.lines(flow, child, Role::IndexSub);
        }
        hold_together(&mut flow.frames[start..]);
        self.owners.resize(start + 1, None);
        self.owners.resize(flow.frames.len(), Some(entry));
    }

    /// A term with its pages and leads.
    fn lines(&self, flow: &mut Flow, entry: &IndexEntry, role: Role) {
        let style = flow.style(role);
        let place = flow.inside(&self.place, role);
        let base = Arc::new(character_style(style));
        flow.anchors.push(entry.anchor.clone());
        let mut composer = flow.scope.composer(place.direction, place.column.width);
        let span = repeated(entry.span);
        let pages = pages(flow.scope, &entry.places, self.words);
        composer.push(&entry.term, &base, span);
        for page in &pages {
            composer.push(self.words.marks.comma, &base, span);
            composer.push(&page.label, &linked(&base, &page.anchor), span);
        }
        let (comma, semicolon) = (self.words.marks.comma, self.words.marks.semicolon);
        let labels = &self.words.labels;
        self.leads(&mut composer, &entry.see, (comma, labels.see), &base, span);
        let before = if pages.is_empty() { comma } else { semicolon };
        self.leads(&mut composer, &entry.see_also, (before, labels.see_also), &base, span);
        let text = composer.finish();
        let format = flow.scope.setting.format(style, place.direction, place.column.width);
        let part = flow.new_block(ContentKind::ListItem);
        let frames = flow.lines(&text, style, &format, part, place.column);
        flow.push_block(frames, style);
    }

    /// «نگاه کنید به درخت؛ گل».
    fn leads(
        &self,
        composer: &mut Composer,
        leads: &[IndexLead],
        (before, label): (&str, &str),
        base: &Arc<TextStyle>,
        span: Span,
    ) {
        for (at, lead) in leads.iter().enumerate() {
            let before = if at == 0 { before } else { self.words.marks.semicolon };
            composer.push(before, base, span);
            if at == 0 {
                composer.push(label, base, span);
                composer.push(" ", base, span);
            }
            let style = lead.entry.as_ref().map_or_else(|| Arc::clone(base), |to| linked(base, to));
            composer.push(&lead.words, &style, span);
        }
    }

    /// «درخت (ادامه)», at the head of a page in the middle of an entry.
    fn continued(&self, flow: &mut Flow, entry: &IndexEntry) -> Frame {
        let style = flow.style(Role::IndexEntry);
        let words = format!("{} ({})", entry.term, self.words.labels.continued);
        let text = plain(&words, &Arc::new(character_style(style)), repeated(entry.span));
        let place = flow.inside(&self.place, Role::IndexEntry);
        let format = flow.scope.setting.format(style, place.direction, place.column.width);
        let lines = flow.lines(&text, style, &format, PartOf::Furniture, place.column);
        super::frame::stack(lines)
    }
}

/// An entry of few lines is not parted, and of a longer one no single line goes on elsewhere.
fn hold_together(lines: &mut [Frame]) {
    let held = if lines.len() <= FEW { 0 } else { lines.len() - 2 };
    let last = lines.len().saturating_sub(1);
    for line in lines.get_mut(held..last).into_iter().flatten() {
        line.hold = line.hold.max(Hold::Avoid);
    }
}

fn linked(style: &TextStyle, anchor: &str) -> Arc<TextStyle> {
    let link = Some(LinkDestination::Internal(anchor.to_owned()));
    Arc::new(TextStyle { link, ..style.clone() })
}

/// Pages as an entry prints them: «۱۲», «۱۵–۱۸».
#[derive(Debug, PartialEq, Eq)]
struct Printed {
    label: String,
    /// Where a click leads.
    anchor: String,
}

/// The pages of `places`, each once, in order; pages in a row are one range.
fn pages(scope: &Scope, places: &[IndexPlace], words: &Words) -> Vec<Printed> {
    let mut known = Vec::with_capacity(places.len());
    let mut unknown = Vec::new();
    for place in places {
        let (first, last) =
            (scope.pages.folio(&place.first), place.last.as_ref().map(|to| scope.pages.folio(to)));
        match first {
            Some(first) => known.push(Passage {
                first,
                last: last.flatten().unwrap_or(first),
                anchor: &place.first,
                in_note: place.in_note && scope.setting.design.index.mark_notes,
            }),
            None => unknown
                .push(Printed { label: scope.setting.unknown_page(), anchor: place.first.clone() }),
        }
    }
    let mut printed = print(known, words);
    printed.extend(unknown);
    printed
}

/// A passage that speaks of a term.
#[derive(Clone, Copy, Debug)]
struct Passage<'p> {
    first: &'p Folio,
    last: &'p Folio,
    anchor: &'p str,
    in_note: bool,
}

impl Passage<'_> {
    /// Where its page stands: the pages before the text come first.
    fn order(&self) -> (bool, usize, bool) {
        (self.first.numbering == Numbering::Decimal, self.first.number, self.in_note)
    }
}

/// Passages that overlap or follow one another without a gap.
struct Stretch<'p> {
    /// One passage for each page that is named.
    pages: Vec<Passage<'p>>,
    last: &'p Folio,
    /// Whether the author marked the beginning and the end of one of them.
    is_passage: bool,
}

fn print(mut passages: Vec<Passage>, words: &Words) -> Vec<Printed> {
    passages.sort_by_key(Passage::order);
    let mut stretches: Vec<Stretch> = Vec::new();
    for passage in passages {
        let is_passage = passage.last.number > passage.first.number
            && passage.last.numbering == passage.first.numbering;
        let last = if is_passage { passage.last } else { passage.first };
        match stretches.last_mut() {
            Some(open) if open.reaches(&passage) => {
                let is_new = open.pages.last().is_none_or(|page| page.first != passage.first);
                open.pages.extend(is_new.then_some(passage));
                open.is_passage |= is_passage;
                if last.number > open.last.number {
                    open.last = last;
                }
            }
            _ => stretches.push(Stretch { pages: vec![passage], last, is_passage }),
        }
    }
    stretches.iter().flat_map(|stretch| stretch.print(words)).collect()
}

impl Stretch<'_> {
    /// Whether `passage` begins inside it or on the page after it. A page of a note stands for
    /// itself, unless the text of the page speaks of the term too.
    fn reaches(&self, passage: &Passage) -> bool {
        let in_note = self.pages.iter().any(|page| page.in_note);
        let same = passage.first.numbering == self.last.numbering;
        let limit = self.last.number + usize::from(!passage.in_note && !in_note);
        same && passage.first.number <= limit
    }

    fn print(&self, words: &Words) -> Vec<Printed> {
        let Some(first) = self.pages.first() else { return Vec::new() };
        let count = self.last.number - first.first.number + 1;
        if count >= RUN || (self.is_passage && count > 1) {
            let label = format!("{}{DASH}{}", first.first.label, self.last.label);
            return vec![Printed { label, anchor: first.anchor.to_owned() }];
        }
        let single = |page: &Passage| {
            let label = &page.first.label;
            let label =
                if page.in_note { fill(words.labels.note_page, &[label]) } else { label.clone() };
            Printed { label, anchor: page.anchor.to_owned() }
        };
        self.pages.iter().map(single).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Lang;

    /// `12`, a passage `12-14`, a note's page `12n`, a page before the text `c2`.
    fn printed(written: &str) -> String {
        let folio = |text: &str| {
            let (numbering, digits) = match text.strip_prefix('c') {
                Some(digits) => (Numbering::Alphabetic, digits),
                None => (Numbering::Decimal, text),
            };
            Folio { numbering, number: digits.parse().unwrap(), label: text.to_owned() }
        };
        let folios: Vec<(Folio, Folio, bool)> = written
            .split_whitespace()
            .map(|text| {
                let in_note = text.ends_with('n');
                let text = text.trim_end_matches('n');
                let (first, last) = text.split_once('-').unwrap_or((text, text));
                (folio(first), folio(last), in_note)
            })
            .collect();
        let passages = folios.iter().map(|(first, last, in_note)| Passage {
            first,
            last,
            anchor: "",
            in_note: *in_note,
        });
        let words = Words::of(&Lang::parse("en").unwrap());
        let pages = print(passages.collect(), words);
        pages.into_iter().map(|page| page.label).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn pages_are_named_once_and_runs_are_ranges() {
        let cases = [
            ("12", "12"),
            ("12 12 12", "12"),
            ("15 12 13", "12 13 15"),
            ("12 13 14", "12–14"),
            ("12 13 14 14 20", "12–14 20"),
            ("12-13", "12–13"),
            ("12-12", "12"),
            ("12-15 14 16", "12–16"),
            ("12-15 3 13-18 20", "3 12–18 20"),
            ("5 c2 c1 c3 4", "c1–c3 4 5"),
            ("c3 4", "c3 4"),
            ("12n", "12n"),
            ("12 12n", "12"),
            ("12 13n 14", "12 13n 14"),
            ("11 12 13n", "11 12 13n"),
        ];
        for (written, expected) in cases {
            assert_eq!(printed(written), expected, "{written}");
        }
    }
}
