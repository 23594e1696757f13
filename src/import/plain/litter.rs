//! Litter of pages in the middle of a text: running heads and the numbers beside them.
//!
//! Taken as certain: a short line that stands three times or more in the same words, and a bare
//! number next to such a line or behind a paragraph that breaks off. (The masthead of a site is
//! found with the head of the document.) Litter is reported and kept.

use std::collections::BTreeMap;

use super::paragraphs::{Paragraph, Role, ends_sentence};
use crate::persian::digits::is_digit;

/// Longest running head, in characters.
const LETTERS: usize = 60;
/// Times from which a repeated line is a running head.
const TIMES: usize = 3;

/// Gives the role [`Role::Litter`].
pub fn find(paragraphs: &mut [Paragraph<'_>]) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for line in paragraphs.iter().filter(|it| it.is_text()).filter_map(running_head) {
        *times.entry(line).or_default() += 1;
    }
    for paragraph in paragraphs.iter_mut().filter(|it| it.is_text()) {
        if running_head(paragraph).is_some_and(|line| times[line] >= TIMES) {
            paragraph.role = Role::Litter;
        }
    }
    for at in 0..paragraphs.len() {
        if paragraphs[at].is_text() && is_folio(&paragraphs[at]) && beside_litter(paragraphs, at) {
            paragraphs[at].role = Role::Litter;
        }
    }
}

/// A line that may be a running head: short, alone, no name of a speaker, no ornament.
fn running_head<'a>(paragraph: &Paragraph<'a>) -> Option<&'a str> {
    let line = paragraph.only_line()?;
    let head = paragraph.is_short(LETTERS)
        && paragraph.gap() > 0
        && !ends_sentence(line)
        && line.chars().any(char::is_alphabetic)
        && !line.contains(':');
    head.then_some(line)
}

/// A bare number: «۱۲», «- 12 -».
fn is_folio(paragraph: &Paragraph<'_>) -> bool {
    let bare = paragraph.first().trim_matches(['-', '–', ' ', '[', ']', '(', ')']);
    paragraph.lines.len() == 1
        && (1..=4).contains(&bare.chars().count())
        && bare.chars().all(is_digit)
}

fn beside_litter(paragraphs: &[Paragraph<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &paragraphs[before]);
    let after = paragraphs.get(at + 1);
    let litter = |it: Option<&Paragraph<'_>>| it.is_some_and(|it| it.role == Role::Litter);
    let breaks_off = before.is_some_and(|it| super::cut_paragraphs::breaks_off(it));
    litter(before) || litter(after) || breaks_off
}
