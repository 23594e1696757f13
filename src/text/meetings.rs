//! Whether two words can be shaped one by one although they stand side by side.
//!
//! Words come from a cache, which is exact as long as the face neither kerns nor substitutes across
//! the space between them. Some faces do: Amiri draws «ک» nearer to a word that ends in «ه»,
//! Vazirmatn a Latin "T" nearer to the word before it (typography.md §1). Such pairs of an ending and
//! a beginning are *risky*; words that meet in one are shaped together (see `units`).
//!
//! A pair is tried when it is met for the first time, and the answer is kept: it is a fact about the
//! face, so it does not matter which thread asks first. A book of 300 pages has a thousand or two of
//! them, a few milliseconds of shaping.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use crate::persian::letters::{Joining, joining, joins_next, joins_previous};
use crate::persian::spaces::ZWJ;

/// Characters of an end of a word that are looked at: a letter and its vowel marks.
const SEEN: usize = 3;

/// The letter at one end of a word with the marks on it, and whether it joins another letter of its
/// word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct End {
    /// The letter, then its marks; `\0` where there are fewer.
    letters: [char; SEEN],
    joined: bool,
}

impl End {
    /// The end of `word`; of no word, nothing.
    fn last(word: &str) -> End {
        let mut end = End::default();
        let mut chars = word.char_indices().rev();
        let is_mark = |c: char| joining(c) == Joining::Transparent;
        let Some((at, _)) = chars.find(|(_, c)| !is_mark(*c)) else { return End::first(word) };
        end.fill(&word[at..]);
        let mut before = chars.map(|(_, c)| c).filter(|c| !is_mark(*c));
        end.joined = joins_previous(end.letters[0]) && before.next().is_some_and(joins_next);
        end
    }

    /// The beginning of `word`.
    fn first(word: &str) -> End {
        let mut end = End::default();
        let is_mark = |c: &char| joining(*c) == Joining::Transparent;
        let letter = word.chars().next().map_or(0, char::len_utf8);
        let marks: usize = word[letter..].chars().take_while(is_mark).map(char::len_utf8).sum();
        end.fill(&word[..letter + marks]);
        let next = word[letter + marks..].chars().next();
        end.joined = joins_next(end.letters[0]) && next.is_some_and(joins_previous);
        end
    }

    fn fill(&mut self, text: &str) {
        for (place, c) in self.letters.iter_mut().zip(text.chars()) {
            *place = c;
        }
    }

    /// The letter and its marks.
    fn text(&self) -> impl Iterator<Item = char> {
        self.letters.into_iter().filter(|c| *c != '\0')
    }

    fn joiner(&self) -> Option<char> {
        self.joined.then_some(ZWJ)
    }
}

/// The end of a word and the beginning of the one after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Meeting {
    before: End,
    after: End,
}

impl Meeting {
    /// How `before` and `after` meet.
    pub fn of(before: &str, after: &str) -> Meeting {
        Meeting { before: End::last(before), after: End::first(after) }
    }

    /// The shortest words that meet so.
    pub fn sample(&self) -> (String, String) {
        let (before, after) = (&self.before, &self.after);
        (
            before.joiner().into_iter().chain(before.text()).collect(),
            after.text().chain(after.joiner()).collect(),
        )
    }
}

/// What is known about the meetings of one face, script and language.
#[derive(Debug, Default)]
pub(super) struct Meetings {
    known: RwLock<HashMap<Meeting, bool>>,
}

impl Meetings {
    /// Whether `meeting` is risky; `tried` finds out when nobody knows.
    pub fn is_risky(&self, meeting: Meeting, tried: impl FnOnce() -> bool) -> bool {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(risky) = known.get(&meeting) {
            return *risky;
        }
        drop(known);
        let risky = tried();
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(meeting, risky);
        risky
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(before: &str, after: &str) -> (String, String) {
        Meeting::of(before, after).sample()
    }

    #[test]
    fn a_meeting_keeps_letters_marks_and_joins() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(sample("خانه", "کوچک"), pair("\u{200d}ه", "ک\u{200d}"));
        assert_eq!(sample("راه", "دور"), pair("ه", "د"));
        assert_eq!(sample("خانهٔ", "کُجا"), pair("\u{200d}ه\u{654}", "ک\u{64f}\u{200d}"));
        assert_eq!(sample("شد.", "«آن"), pair(".", "«"));
        assert_eq!(sample("Open", "Type"), pair("n", "T"));
        assert_eq!(sample("می\u{200c}", "رود"), pair("\u{200c}", "ر"));
        assert_eq!(sample("ه", "\u{64e}ا"), pair("ه", "\u{64e}"));
        assert_eq!(sample("\u{64e}", "ا"), pair("\u{64e}", "ا"));
    }

    #[test]
    fn what_was_tried_is_kept() {
        let meetings = Meetings::default();
        let meeting = Meeting::of("ه", "ک");
        assert!(meetings.is_risky(meeting, || true));
        assert!(meetings.is_risky(meeting, || unreachable!()));
    }
}
