//! Couplets: two short lines of nearly one length between blank lines.
//!
//! Taken as certain: two such pairs after one another, without punctuation that ends a sentence and
//! without colons or digits. A single pair may be a title and a name.

use super::paragraphs::{Paragraph, Role, words};
use crate::persian::digits::is_digit;

/// Length of a hemistich in characters: classical metres have 10 to 16 syllables.
const LETTERS: std::ops::RangeInclusive<usize> = 12..=60;
/// Fewest words of a hemistich.
const WORDS: usize = 3;
/// The shorter hemistich is at least this part of the longer, in percent.
const ALIKE: usize = 60;

/// Gives the roles [`Role::First`] and [`Role::Second`].
pub fn find(paragraphs: &mut [Paragraph<'_>]) {
    let mut at = 0;
    while at < paragraphs.len() {
        let mut end = at;
        while is_couplet(&paragraphs[end..]) {
            end += 2;
        }
        if end - at >= 4 {
            for pair in paragraphs[at..end].chunks_exact_mut(2) {
                pair[0].role = Role::First;
                pair[1].role = Role::Second;
            }
        }
        at = end.max(at + 1);
    }
}

/// Whether `rest` begins with a pair that stands alone.
fn is_couplet(rest: &[Paragraph<'_>]) -> bool {
    let [first, second, ..] = rest else { return false };
    let alone = second.gap() == 0 && rest.get(2).is_none_or(|next| next.gap() > 0);
    let lengths = (first.letters(), second.letters());
    let alike = lengths.0.min(lengths.1) * 100 >= lengths.0.max(lengths.1) * ALIKE;
    alone && alike && is_hemistich(first) && is_hemistich(second)
}

fn is_hemistich(paragraph: &Paragraph<'_>) -> bool {
    let Some(line) = paragraph.only_line() else { return false };
    let prose = |letter: char| {
        is_digit(letter) || letter.is_ascii_alphabetic() || matches!(letter, ':' | '.' | '/' | '@')
    };
    LETTERS.contains(&paragraph.letters()) && words(line) >= WORDS && !line.contains(prose)
}
