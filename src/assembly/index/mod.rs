//! The index («نمایه»): marked words of the text, in alphabetical order, with the places where
//! they stand. Only the page numbers stay open.

mod entries;
mod marks;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Anchor;
use super::anchors::Registry;
use super::drafts::{Drafts, IndexDraft};
use crate::base::{Code, Diagnostic, Lang, Span};
use crate::document::Attributes;
use crate::manifest::plan::IndexPiece;
use crate::wording::Words;
use entries::Tree;
use marks::Mark;

/// Class of the span that marks words for the index.
const CLASS: &str = "index";

/// An index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Anchor of its beginning; also the stem of its file in the EPUB.
    pub anchor: String,
    /// Its title.
    pub title: String,
    /// Its entries by their first letter, in alphabetical order.
    pub groups: Vec<IndexGroup>,
    /// Its place in the manifest.
    pub span: Span,
}

/// The entries under one letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexGroup {
    /// The letter; empty for terms that begin with a sign.
    pub letter: String,
    /// The entries in alphabetical order.
    pub entries: Vec<IndexEntry>,
}

/// A term, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexEntry {
    /// Its words.
    pub term: String,
    /// Anchor of the entry itself.
    pub anchor: String,
    /// Where the text speaks of it, in reading order.
    pub places: Vec<IndexPlace>,
    /// Where to look instead.
    pub see: Vec<IndexLead>,
    /// Where to look too.
    pub see_also: Vec<IndexLead>,
    /// Its parts, in alphabetical order; they have none themselves.
    pub children: Vec<IndexEntry>,
    /// Where it was marked first.
    pub span: Span,
}

/// A place that an entry names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexPlace {
    /// Anchor of the mark.
    pub first: String,
    /// Anchor of the mark at the end of a passage.
    pub last: Option<String>,
    /// Anchor of the chapter.
    pub chapter: String,
    /// Whether it stands in a footnote.
    pub in_note: bool,
}

/// From one entry to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexLead {
    /// The term as the author wrote it.
    pub words: String,
    /// Anchor of its entry; absent when there is none.
    pub entry: Option<String>,
}

impl Index {
    /// The golden text form: a line a term, its parts indented, its places by their anchors.
    pub fn dump(&self) -> String {
        let mut dump = format!("index {} {}\n", self.anchor, self.title);
        for group in &self.groups {
            let _ = writeln!(dump, "  [{}]", group.letter);
            group.entries.iter().for_each(|entry| entry.dump(2, &mut dump));
        }
        dump
    }
}

impl IndexEntry {
    fn dump(&self, depth: usize, dump: &mut String) {
        let _ = write!(dump, "{}{} #{}", "  ".repeat(depth), self.term, self.anchor);
        for place in &self.places {
            let to = place.last.as_ref().map(|last| format!("–{last}")).unwrap_or_default();
            let note = if place.in_note { " (note)" } else { "" };
            let _ = write!(dump, " {}{to}{note}", place.first);
        }
        for (name, leads) in [("see", &self.see), ("see also", &self.see_also)] {
            for lead in leads {
                let entry = lead.entry.as_deref().unwrap_or("nowhere");
                let _ = write!(dump, "; {name} {} #{entry}", lead.words);
            }
        }
        dump.push('\n');
        self.children.iter().for_each(|child| child.dump(depth + 1, dump));
    }
}

/// Whether a span with these attributes marks words for the index.
pub fn is_mark(attributes: &Attributes) -> bool {
    attributes.has_class(CLASS)
}

/// Makes the indexes that the manifest asks for, by their anchors, and enters their anchors. An
/// index without entries is left out.
pub fn make(
    drafts: &Drafts,
    lang: &Lang,
    registry: &mut Registry,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Index> {
    let mut by_name = marks::read(drafts, diagnostics);
    let mut made = BTreeMap::new();
    for IndexDraft { anchor, piece } in &drafts.indexes {
        let name = piece.name.as_ref().map(|name| name.value.clone()).unwrap_or_default();
        let Some(marks) = by_name.remove(&name) else {
            diagnostics.push(empty(piece));
            continue;
        };
        let groups = Tree::grow(&marks, diagnostics).sorted(anchor, lang, diagnostics);
        let title = piece.title.as_ref().map(|title| title.value.clone());
        let title = title.or_else(|| piece.name.as_ref().map(|name| name.value.clone()));
        let title = title.unwrap_or_else(|| Words::of(lang).pieces.index.to_owned());
        let index = Index { anchor: anchor.clone(), title, groups, span: piece.span };
        enter(&index, registry);
        made.insert(anchor.clone(), index);
    }
    diagnostics.extend(by_name.iter().map(|(name, marks)| unused(name, marks)));
    made
}

/// Enters the anchors of an index and its entries.
fn enter(index: &Index, registry: &mut Registry) {
    let mut declare = |name: &str, title: &str| {
        let chapter = index.anchor.clone();
        registry.declare(name, Anchor { chapter, title: title.to_owned(), label: None });
    };
    declare(&index.anchor, &index.title);
    for entry in index.groups.iter().flat_map(|group| &group.entries) {
        declare(&entry.anchor, &entry.term);
        entry.children.iter().for_each(|child| declare(&child.anchor, &child.term));
    }
}

fn empty(piece: &IndexPiece) -> Diagnostic {
    let (message, hint) = match &piece.name {
        Some(name) => (
            format!("no words are marked for the index `{}`", name.value),
            format!("mark them: `[واژه]{{.index name={}}}`", name.value),
        ),
        None => (
            "no words are marked for the index".to_owned(),
            "mark them: `[واژه]{.index}`".to_owned(),
        ),
    };
    Diagnostic::new(Code::IndexEmpty, message).at(piece.span).hint(hint)
}

fn unused(name: &str, marks: &[Mark]) -> Diagnostic {
    let count = marks.len();
    let (piece, hint) = if name.is_empty() {
        ("an index".to_owned(), "add `index` to `back`".to_owned())
    } else {
        (format!("an index `{name}`"), format!("add `{{index: {name}}}` to `back`"))
    };
    let marked = if count == 1 { "one place is".to_owned() } else { format!("{count} places are") };
    let message = format!("{marked} marked for {piece}, which the book does not have");
    let diagnostic = Diagnostic::new(Code::IndexUnused, message);
    let first = marks.first().map_or_else(Span::default, |mark| mark.span);
    diagnostic.at(first).hint(hint)
}
