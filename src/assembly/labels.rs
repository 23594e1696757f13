//! The numbers of parts and chapters.
//!
//! * Every part is labelled: «بخش یکم», «بخش دوم».
//! * The chapters of one work are labelled: «فصل یکم», «فصل دوم». They count through the whole
//!   book, over the borders of parts. Front and back matter is never numbered.
//! * The pieces of a collection (an anthology, interviews, letters) are no chapters of one work and
//!   carry no number. A book is a collection when two of its documents or more name their own
//!   authors or carry their own dates, as the chapters of one work do not.
//! * `numbered: true` or `false` at an entry of the manifest decides for its documents, whatever
//!   the book is. A chapter without a number does not use one up.

use super::Chapter;
use super::drafts::{Drafts, Place};
use crate::base::Lang;
use crate::wording::Words;

/// Labels all parts and the chapters that are numbered.
pub fn number(drafts: &mut Drafts, lang: &Lang) {
    let words = Words::of(lang);
    for (index, part) in drafts.parts.iter_mut().enumerate() {
        part.label = words.part(index + 1);
    }
    let is_one_work = !is_collection(drafts);
    let body = drafts.chapters.iter_mut().filter(|draft| draft.place == Place::Body);
    let numbered = body.filter(|draft| draft.numbered.unwrap_or(is_one_work));
    for (index, draft) in numbered.enumerate() {
        draft.number = Some(index + 1);
        draft.chapter.label = Some(words.chapter(index + 1));
    }
}

fn is_collection(drafts: &Drafts) -> bool {
    let stands_alone = |chapter: &Chapter| !chapter.people.is_empty() || chapter.date.is_some();
    let body = drafts.chapters.iter().filter(|draft| draft.place == Place::Body);
    body.filter(|draft| stands_alone(&draft.chapter)).nth(1).is_some()
}
