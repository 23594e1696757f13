//! What is known about pages while a unit of the book is laid, and what the unit asked.
//!
//! Pages are only known once everything is laid, and a page number in the text takes room itself.
//! So the book is laid with what the pass before found out (nothing, at first). A unit gets it
//! through [`Pages`], which keeps every question: a unit is laid again only when an answer that it
//! was given has changed ([`super::paginate`]).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use super::paged::Numbering;
use crate::document::NoteId;

/// Where every anchor and every note mark came to stand in one pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMap {
    /// Index of the page on which each anchor stands.
    anchors: BTreeMap<String, usize>,
    /// For each footnote (anchor of its chapter, and which) its place among the marks of its page,
    /// from 1.
    notes: BTreeMap<(String, NoteId), usize>,
    /// The number of every page, in order.
    folios: Vec<Folio>,
}

/// The number of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folio {
    /// Sequence that it belongs to.
    pub numbering: Numbering,
    /// The number in that sequence, from 1.
    pub number: usize,
    /// As printed: «۱۲», «الف».
    pub label: String,
}

/// What a unit may want to know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// The number of the page on which an anchor stands.
    Folio(String),
    /// The place of a footnote's mark among the marks of its page: the anchor of its chapter, and
    /// which.
    NoteOnPage(String, NoteId),
    /// The number of pages of the whole book.
    Count,
}

/// What a pass found out about a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<'m> {
    /// Nothing: the first pass, or no such anchor.
    Unknown,
    /// The number of a page.
    Folio(&'m Folio),
    /// A count or an ordinal.
    Number(usize),
}

impl PageMap {
    /// Adds a page behind the last one, with the anchors on it and the marks of notes in the order
    /// in which they stand there, of the chapter with anchor `chapter`.
    ///
    /// An anchor that is already known keeps its first page, and so does a note that has two marks.
    pub fn add<'s>(
        &mut self,
        folio: Folio,
        chapter: &str,
        anchors: impl IntoIterator<Item = &'s str>,
        marks: &[NoteId],
    ) {
        let page = self.folios.len();
        self.folios.push(folio);
        for anchor in anchors {
            self.anchors.entry(anchor.to_owned()).or_insert(page);
        }
        let mut number = 0;
        for mark in marks {
            self.notes.entry((chapter.to_owned(), *mark)).or_insert_with(|| {
                number += 1;
                number
            });
        }
    }

    /// The answer of this pass.
    pub fn answer(&self, question: &Question) -> Answer<'_> {
        let number =
            |number: Option<&usize>| number.map_or(Answer::Unknown, |n| Answer::Number(*n));
        match question {
            Question::Folio(anchor) => self.folio(anchor).map_or(Answer::Unknown, Answer::Folio),
            Question::NoteOnPage(chapter, id) => number(self.notes.get(&(chapter.clone(), *id))),
            Question::Count => Answer::Number(self.folios.len()),
        }
    }

    fn folio(&self, anchor: &str) -> Option<&Folio> {
        self.folios.get(*self.anchors.get(anchor)?)
    }
}

/// The pages as one unit sees them while it is laid.
#[derive(Debug)]
pub struct Pages<'m> {
    map: &'m PageMap,
    /// A unit is laid by one thread, so nobody ever waits for this lock; it lets units be handed
    /// to threads by reference.
    asked: Mutex<BTreeSet<Question>>,
}

impl<'m> Pages<'m> {
    /// The pages as `map` knows them; nothing asked yet.
    pub fn of(map: &'m PageMap) -> Self {
        Pages { map, asked: Mutex::default() }
    }

    /// The number of the page on which `anchor` stands, when it is known.
    pub fn folio(&self, anchor: &str) -> Option<&'m Folio> {
        match self.ask(Question::Folio(anchor.to_owned())) {
            Answer::Folio(folio) => Some(folio),
            Answer::Unknown | Answer::Number(_) => None,
        }
    }

    /// The same as printed.
    pub fn label(&self, anchor: &str) -> Option<&'m str> {
        self.folio(anchor).map(|folio| folio.label.as_str())
    }

    /// The place of the mark of note `id` among the marks of its page, from 1, when it is known:
    /// the number of a note in a book that numbers notes page by page. `chapter` is the anchor of
    /// the chapter that the note belongs to.
    #[allow(dead_code, reason = "asked only in books that number notes page by page")]
    pub fn note_on_page(&self, chapter: &str, id: NoteId) -> Option<usize> {
        self.number(Question::NoteOnPage(chapter.to_owned(), id))
    }

    /// The number of pages of the whole book; 0 while it is unknown.
    pub fn count(&self) -> usize {
        self.number(Question::Count).unwrap_or_default()
    }

    /// Everything that was asked.
    pub fn into_asked(self) -> BTreeSet<Question> {
        self.asked.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn number(&self, question: Question) -> Option<usize> {
        match self.ask(question) {
            Answer::Number(number) => Some(number),
            Answer::Unknown | Answer::Folio(_) => None,
        }
    }

    fn ask(&self, question: Question) -> Answer<'m> {
        let answer = self.map.answer(&question);
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(question);
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folio(number: usize) -> Folio {
        Folio { numbering: Numbering::Decimal, number, label: number.to_string() }
    }

    #[test]
    fn a_unit_hears_what_is_known_and_its_questions_are_kept() {
        let mut map = PageMap::default();
        map.add(folio(1), "c001", ["c001", "tree"], &[NoteId(0), NoteId(1), NoteId(0)]);
        map.add(folio(2), "c001", ["tree", "house"], &[NoteId(1), NoteId(2)]);
        let pages = Pages::of(&map);
        assert_eq!(pages.label("tree"), Some("1"), "the first place counts");
        assert_eq!(pages.folio("house").map(|folio| folio.number), Some(2));
        assert_eq!(pages.label("nowhere"), None);
        assert_eq!(pages.count(), 2);
        assert_eq!(pages.note_on_page("c001", NoteId(1)), Some(2), "its first mark counts");
        assert_eq!(pages.note_on_page("c001", NoteId(2)), Some(1), "and counts once");
        let asked: Vec<Question> = pages.into_asked().into_iter().collect();
        assert_eq!(
            asked,
            [
                Question::Folio("house".into()),
                Question::Folio("nowhere".into()),
                Question::Folio("tree".into()),
                Question::NoteOnPage("c001".into(), NoteId(1)),
                Question::NoteOnPage("c001".into(), NoteId(2)),
                Question::Count,
            ]
        );
    }
}
