//! Paragraphs that the end of a page has cut in two.
//!
//! Taken as certain: a long paragraph ends with a letter or a comma, and the next, long too, goes
//! on with a letter. The parts stay apart; joining them is for the author.

use super::build::Builder;
use super::paragraphs::{Paragraph, Role, ends_sentence};
use crate::base::{Code, Diagnostic};

/// Fewest characters of a long paragraph.
const LONG: usize = 80;

/// Warns of every cut in `paragraphs`.
pub fn report(paragraphs: &[Paragraph<'_>], builder: &mut Builder<'_>) {
    for pair in paragraphs.windows(2) {
        let [before, after] = pair else { continue };
        if is_prose(before) && after.is_text() && breaks_off(before) && goes_on(after) {
            let last = before.lines[before.lines.len() - 1];
            let end = last.start + last.text.len();
            let word = last.text.split_whitespace().next_back().unwrap_or_default();
            let problem = Diagnostic::new(
                Code::SplitParagraph,
                "this paragraph breaks off and seems to go on in the next one",
            )
            .at(builder.span(end - word.len(), end))
            .label(builder.span(after.lines[0].start, after.lines[0].start), "it goes on here")
            .hint("join the two parts, or end the first with its punctuation");
            builder.report.add(problem);
        }
    }
}

fn is_prose(paragraph: &Paragraph<'_>) -> bool {
    matches!(paragraph.role, Role::Text | Role::Turn { .. } | Role::Question)
}

/// Whether a long paragraph ends in the middle of a sentence.
pub fn breaks_off(paragraph: &Paragraph<'_>) -> bool {
    let last = paragraph.last().chars().next_back();
    let open = last.is_some_and(|last| last.is_alphanumeric() || matches!(last, '،' | ','));
    paragraph.letters() >= LONG && open && !ends_sentence(paragraph.last())
}

fn goes_on(paragraph: &Paragraph<'_>) -> bool {
    let first = paragraph.first().chars().next();
    paragraph.letters() >= LONG && first.is_some_and(char::is_alphabetic)
}
