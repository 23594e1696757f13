//! The numbers of parts and chapters.
//!
//! * Every part is labelled: «بخش یکم», «بخش دوم».
//! * A chapter of the text is labelled («فصل سوم») when its entry in the manifest says
//!   `numbered: true`. The pieces of an anthology are not chapters of one work and normally carry
//!   no number, so that is not the default.
//! * Chapters count through the whole book, over the borders of parts. Front and back matter is
//!   never numbered, and a chapter without a number does not use one up.

use super::drafts::{Drafts, Place};
use super::words::Words;
use crate::base::Lang;

/// Labels all parts and the chapters that are numbered.
pub fn number(drafts: &mut Drafts, lang: &Lang) {
    let words = Words::of(lang);
    for (index, part) in drafts.parts.iter_mut().enumerate() {
        part.label = words.part(index + 1);
    }
    let numbered =
        drafts.chapters.iter_mut().filter(|draft| draft.numbered && draft.place == Place::Body);
    for (index, draft) in numbered.enumerate() {
        draft.chapter.label = Some(words.chapter(index + 1));
    }
}
