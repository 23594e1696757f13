//! The end of the document: its address, and dates and names below a text.
//!
//! Taken as certain: a last line that is an address and nothing else is where the text was taken
//! from; a line that is a date and nothing else stands below a text. When the document ends a few
//! short lines after its last date, these lines (a magazine, a place) belong to the date.

use super::paragraphs::{Paragraph, Role, ends_sentence};
use crate::import::address::is_address_alone;
use crate::persian::calendar::CivilDate;
use crate::persian::digits::is_digit;

/// Longest line that is a date, in characters: «چهارشنبه ۱۱ اسفند ۱۳۹۸ خورشیدی».
const DATE_LETTERS: usize = 45;
/// Longest line that may follow the last date, in characters.
const LETTERS: usize = 60;
/// Most lines after the last date that belong to it.
const LINES: usize = 3;

/// Gives the roles [`Role::SourceLink`] and [`Role::Signature`].
pub fn find(paragraphs: &mut [Paragraph<'_>]) {
    if let Some(last) = paragraphs.last_mut().filter(|last| last.is_text())
        && last.only_line().is_some_and(|line| is_address_alone(line) && !line.contains('@'))
    {
        last.role = Role::SourceLink;
    }
    let dates = (0..paragraphs.len()).filter(|at| paragraphs[*at].is_text());
    let dates: Vec<usize> = dates.filter(|at| is_date(&paragraphs[*at])).collect();
    for at in &dates {
        paragraphs[*at].role = Role::Signature;
    }
    let Some(last) = dates.last().copied().filter(|at| *at > 0) else { return };
    let rest = &mut paragraphs[last + 1..];
    let name = |it: &Paragraph<'_>| it.is_short(LETTERS) && !ends_sentence(it.first());
    if rest.len() <= LINES && rest.iter().all(|it| it.role == Role::SourceLink || name(it)) {
        for paragraph in rest.iter_mut().filter(|it| it.is_text()) {
            paragraph.role = Role::Signature;
        }
    }
}

/// Whether a paragraph is a date with its month, and nothing else.
pub fn is_date(paragraph: &Paragraph<'_>) -> bool {
    paragraph.is_short(DATE_LETTERS)
        && paragraph.first().contains(is_digit)
        && CivilDate::parse(paragraph.first()).is_ok_and(|date| date.month().is_some())
}
