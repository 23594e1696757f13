//! Footnotes: found before the text is read, numbered by their first marks, checked for circles.

use std::collections::BTreeMap;

use comrak::Node;
use comrak::nodes::NodeValue;

use super::context::Context;
use super::places::Places;
use crate::base::{Code, Diagnostic, Span, Spanned};
use crate::document::{Note, NoteId};
use crate::import::report::Report;

/// The footnotes of a document while it is read.
pub struct NoteBook<'a> {
    definitions: Vec<Definition<'a>>,
    by_name: BTreeMap<String, usize>,
    /// Indexes of definitions in the order of their first marks: the numbers of the notes.
    marked: Vec<usize>,
    /// The definition whose text is being read.
    current: Option<usize>,
}

struct Definition<'a> {
    name: Spanned<String>,
    node: Node<'a>,
    span: Span,
    id: Option<NoteId>,
    /// Marks inside its own text: the definition they lead to, and their places.
    marks: Vec<(usize, Span)>,
}

impl<'a> NoteBook<'a> {
    /// Finds all definitions below `root`; a name that is defined twice is reported.
    pub fn new(root: Node<'a>, places: &Places<'_>, report: &mut Report) -> Self {
        let mut book = NoteBook {
            definitions: Vec::new(),
            by_name: BTreeMap::new(),
            marked: Vec::new(),
            current: None,
        };
        for node in root.descendants() {
            if matches!(node.data().value, NodeValue::FootnoteDefinition(_)) {
                book.define(node, places, report);
            }
        }
        book
    }

    fn define(&mut self, node: Node<'a>, places: &Places<'_>, report: &mut Report) {
        let range = places.range(node.data().sourcepos);
        // The parser's end of an empty definition may lie before its name.
        let line = places.line_from(range.start);
        let Some(name) = line.strip_prefix("[^").and_then(|rest| rest.split(']').next()) else {
            return;
        };
        let start = range.start + "[^".len();
        let place = places.span_of(start..start + name.len());
        if let Some(first) = self.by_name.get(&key(name)) {
            let message = format!("the note `[^{name}]` is defined twice");
            let problem = Diagnostic::new(Code::NoteTwice, message)
                .at(place)
                .label(self.definitions[*first].name.span, "first defined here")
                .hint("give one of the two another name, and its mark too");
            report.add(problem);
            return;
        }
        self.by_name.insert(key(name), self.definitions.len());
        let name = Spanned::new(name.to_owned(), place);
        let span = places.span_of(range).to(place);
        self.definitions.push(Definition { name, node, span, id: None, marks: Vec::new() });
    }

    /// Notes a mark at `span`; gives the number of its note, or `None` when nothing defines it.
    pub fn mark(&mut self, name: &str, span: Span) -> Option<NoteId> {
        let index = *self.by_name.get(&key(name))?;
        if let Some(current) = self.current {
            self.definitions[current].marks.push((index, span));
        }
        let definition = &mut self.definitions[index];
        let next = NoteId(self.marked.len() as u32);
        let id = *definition.id.get_or_insert(next);
        if id == next {
            self.marked.push(index);
        }
        Some(id)
    }

    /// Definitions that no mark refers to.
    fn report_unmarked(&self, report: &mut Report) {
        for definition in self.definitions.iter().filter(|definition| definition.id.is_none()) {
            let name = &definition.name.value;
            report.add(
                Diagnostic::new(
                    Code::NoteWithoutMark,
                    format!("no mark `[^{name}]` leads to this note"),
                )
                .at(definition.name.span)
                .hint(format!("put `[^{name}]` where the note belongs, or delete the note")),
            );
        }
    }

    /// Notes that lead back to themselves: a depth-first walk over the marks inside notes, with a
    /// stack of its own because a chain of notes may be long.
    fn report_cycles(&self, report: &mut Report) {
        let mut state = vec![State::New; self.definitions.len()];
        for start in 0..self.definitions.len() {
            let mut path = vec![(start, 0)];
            while let Some((index, next)) = path.last_mut() {
                state[*index] =
                    if state[*index] == State::Done { State::Done } else { State::Open };
                let mark = self.definitions[*index].marks.get(*next);
                *next += 1;
                match mark {
                    _ if state[*index] == State::Done => _ = path.pop(),
                    Some((target, _)) if state[*target] == State::New => path.push((*target, 0)),
                    Some((target, span)) if state[*target] == State::Open => {
                        report.add(self.cycle(*target, *span));
                    }
                    Some(_) => {}
                    None => {
                        state[*index] = State::Done;
                        path.pop();
                    }
                }
            }
        }
    }

    fn cycle(&self, target: usize, mark: Span) -> Diagnostic {
        let definition = &self.definitions[target];
        let message =
            format!("this mark leads the note `[^{}]` back to itself", definition.name.value);
        Diagnostic::new(Code::NoteCycle, message)
            .at(mark)
            .label(definition.name.span, "the note begins here")
            .hint("delete the mark inside the note")
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

impl Context<'_> {
    /// The texts of all notes that have marks, in the order of their marks. Marks inside notes add
    /// to the list while it is read.
    pub fn notes(&mut self) -> Vec<Note> {
        let mut notes = Vec::new();
        while let Some(&index) = self.note_book.marked.get(notes.len()) {
            self.note_book.current = Some(index);
            let definition = &self.note_book.definitions[index];
            let (name, node, span) = (definition.name.clone(), definition.node, definition.span);
            let blocks = self.blocks(node, 1);
            if blocks.is_empty() {
                let message = format!("the note `[^{}]` is empty", name.value);
                self.report.add(
                    Diagnostic::new(Code::NoteWithoutText, message)
                        .at(name.span)
                        .hint("write its text after the colon, or indent it below by four spaces"),
                );
            }
            notes.push(Note { name, blocks, span });
        }
        self.note_book.report_unmarked(&mut self.report);
        self.note_book.report_cycles(&mut self.report);
        notes
    }
}

/// Names are compared without regard to case and to the amount of white space (CommonMark's rule
/// for labels).
fn key(name: &str) -> String {
    super::blocks::one_line(name).to_lowercase()
}
