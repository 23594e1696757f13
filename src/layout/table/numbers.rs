//! Numbers in a column of numbers: where their units end.

use crate::persian::digits::is_digit;
use crate::text::model::{StyledRun, StyledText};

/// What may stand between the digits before the decimal separator.
const GROUPING: [char; 4] = ['٬', ',', '\u{2009}', '\u{202F}'];
/// What may stand before the first digit.
const SIGNS: [char; 6] = ['-', '+', '\u{2212}', '\u{00B1}', '(', '≈'];

/// The beginning of a number up to its units; `None` when `text` does not begin with one.
pub(super) fn units(text: &StyledText) -> Option<StyledText> {
    let mut end = 0;
    for (at, c) in text.text.char_indices() {
        match c {
            _ if is_digit(c) => end = at + c.len_utf8(),
            _ if end == 0 && (SIGNS.contains(&c) || is_control(c)) => {}
            _ if end > 0 && GROUPING.contains(&c) => {}
            _ => break,
        }
    }
    (end > 0).then(|| beginning(text, end))
}

/// Marks that only steer the direction.
fn is_control(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{2066}'..='\u{2069}')
}

fn beginning(text: &StyledText, end: usize) -> StyledText {
    let runs = text.runs.iter().filter(|run| run.range.start < end);
    let cut = |run: &StyledRun| StyledRun {
        range: run.range.start..run.range.end.min(end),
        ..run.clone()
    };
    let runs = runs.map(cut).collect();
    StyledText { text: text.text[..end].to_owned(), runs, ..StyledText::default() }
}
