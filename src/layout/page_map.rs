//! What is known about pages while a unit of the book is laid, and what the unit asked.
//!
//! Pages are only known once everything is laid, and a page number in the text takes room itself.
//! So the book is laid with what the pass before found out (nothing, at first). A unit gets it
//! through [`Pages`], which keeps every question: a unit is laid again only when an answer that it
//! was given has changed ([`super::paginate`]).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use super::paged::Numbering;

/// Where every anchor came to stand in one pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMap {
    /// Index of the page on which each anchor stands.
    anchors: BTreeMap<String, usize>,
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
    /// A count.
    Number(usize),
}

impl PageMap {
    /// Adds a page behind the last one, with the anchors on it. An anchor that is already known
    /// keeps its first page.
    pub fn add<'s>(&mut self, folio: Folio, anchors: impl IntoIterator<Item = &'s str>) {
        let page = self.folios.len();
        self.folios.push(folio);
        for anchor in anchors {
            self.anchors.entry(anchor.to_owned()).or_insert(page);
        }
    }

    /// The answer of this pass.
    pub fn answer(&self, question: &Question) -> Answer<'_> {
        match question {
            Question::Folio(anchor) => self.folio(anchor).map_or(Answer::Unknown, Answer::Folio),
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

    /// The number of pages of the whole book; 0 while it is unknown.
    pub fn count(&self) -> usize {
        match self.ask(Question::Count) {
            Answer::Number(count) => count,
            Answer::Unknown | Answer::Folio(_) => 0,
        }
    }

    /// Everything that was asked.
    pub fn into_asked(self) -> BTreeSet<Question> {
        self.asked.into_inner().unwrap_or_else(PoisonError::into_inner)
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
        map.add(folio(1), ["c001", "tree"]);
        map.add(folio(2), ["tree", "house"]);
        let pages = Pages::of(&map);
        assert_eq!(pages.label("tree"), Some("1"), "the first place counts");
        assert_eq!(pages.folio("house").map(|folio| folio.number), Some(2));
        assert_eq!(pages.label("nowhere"), None);
        assert_eq!(pages.count(), 2);
        let asked: Vec<Question> = pages.into_asked().into_iter().collect();
        assert_eq!(
            asked,
            [
                Question::Folio("house".into()),
                Question::Folio("nowhere".into()),
                Question::Folio("tree".into()),
                Question::Count,
            ]
        );
    }
}
