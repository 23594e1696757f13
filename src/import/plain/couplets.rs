//! Couplets: two short lines of nearly one length between blank lines, or one line whose halves are
//! parted by ` / `, a tab or several spaces.
//!
//! Taken as certain: two such pairs or lines after one another, without punctuation that ends a
//! sentence and without colons or digits. A single pair may be a title and a name.

use super::paragraphs::{Paragraph, Role, words};
use crate::persian::digits::is_digit;

/// Length of a hemistich in characters: classical metres have 10 to 16 syllables.
const LETTERS: std::ops::RangeInclusive<usize> = 12..=60;
/// What parts the hemistichs of a couplet on one line.
const MIDDLES: [&str; 3] = [" / ", "\t", "   "];
/// Fewest words of a hemistich.
const WORDS: usize = 3;
/// The shorter hemistich is at least this part of the longer, in percent.
const ALIKE: usize = 60;

/// Gives the roles [`Role::First`], [`Role::Second`] and [`Role::Couplet`].
pub fn find(paragraphs: &mut [Paragraph<'_>]) {
    find_pairs(paragraphs);
    find_lines(paragraphs);
}

fn find_lines(paragraphs: &mut [Paragraph<'_>]) {
    let middles: Vec<_> = paragraphs.iter().map(middle).collect();
    for (at, middle) in middles.iter().enumerate() {
        let before = at > 0 && middles[at - 1].is_some();
        let after = middles.get(at + 1).is_some_and(Option::is_some);
        if let Some(middle) = middle
            && (before || after)
        {
            paragraphs[at].role = Role::Couplet(middle.clone());
        }
    }
}

/// The bytes between the two hemistichs of a couplet on one line.
fn middle(paragraph: &Paragraph<'_>) -> Option<std::ops::Range<usize>> {
    let line = paragraph.only_line().filter(|_| paragraph.is_text())?;
    let (start, length) = MIDDLES.iter().find_map(|it| Some((line.find(it)?, it.len())))?;
    let end = start + length;
    let end = end + (line[end..].len() - line[end..].trim_start().len());
    let (first, second) = (line[..start].trim_end(), &line[end..]);
    let lengths = (first.chars().count(), second.chars().count());
    let alike = lengths.0.min(lengths.1) * 100 >= lengths.0.max(lengths.1) * ALIKE;
    (alike && is_half(first) && is_half(second)).then_some(start..end)
}

fn find_pairs(paragraphs: &mut [Paragraph<'_>]) {
    let mut at = 0;
    while at < paragraphs.len() {
        let mut end = at;
        while (end == 0 || paragraphs.get(end).is_some_and(|it| it.gap() > 0))
            && is_couplet(&paragraphs[end..])
        {
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
    paragraph.only_line().is_some_and(is_half)
}

fn is_half(line: &str) -> bool {
    let prose = |letter: char| {
        is_digit(letter) || letter.is_ascii_alphabetic() || matches!(letter, ':' | '.' | '/' | '@')
    };
    LETTERS.contains(&line.chars().count()) && words(line) >= WORDS && !line.contains(prose)
}
