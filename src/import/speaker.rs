//! Who speaks: names with a colon at the beginning of a paragraph.

use super::cut;
use crate::document::inline::plain_text;
use crate::document::{Inline, InlineKind};

/// Longest name in words: «خبرنگار روزنامهٔ صبح فردا» has four.
const WORDS: usize = 4;
/// Longest name in characters.
const LETTERS: usize = 40;

/// The name that `text` begins with, before its colon: short, and without any sentence punctuation.
/// What follows the colon must be white space or the end (`۱۲:۳۰` and `http://` name nobody).
pub fn name_in(text: &str) -> Option<&str> {
    let (name, rest) = text.split_once(':')?;
    let good = |letter: char| {
        letter.is_alphanumeric()
            || letter == ' '
            || matches!(letter, '\u{200C}' | '.' | '-' | '(' | ')')
    };
    let trimmed = name.trim();
    let named = trimmed.chars().any(char::is_alphabetic)
        && trimmed.chars().all(good)
        && trimmed.split_whitespace().count() <= WORDS
        && trimmed.chars().count() <= LETTERS;
    let parted = rest.is_empty() || rest.starts_with([' ', '\n', '\t']);
    (named && parted).then_some(name)
}

/// A paragraph taken apart: the speaker and what is said.
#[derive(Debug)]
pub struct Spoken {
    /// The name without its colon.
    pub speaker: Vec<Inline>,
    /// What follows it in the paragraph.
    pub rest: Vec<Inline>,
}

/// Takes a bold name off a paragraph: `**نام:** متن` or `**نام**: متن`.
pub fn bold(content: &[Inline]) -> Option<Spoken> {
    let (first, rest) = content.split_first()?;
    let InlineKind::Strong(name) = &first.kind else { return None };
    let words = plain_text(name);
    if let Some(bare) = words.strip_suffix(':') {
        let long = bare.chars().count() > LETTERS || bare.contains(['؟', '؛', '!']);
        if bare.trim().is_empty() || long {
            return None;
        }
        let speaker = cut::trimmed(without_last_colon(name.clone()));
        return Some(Spoken { speaker, rest: cut::trimmed(rest.to_vec()) });
    }
    let (second, _) = rest.split_first()?;
    let InlineKind::Text(text) = &second.kind else { return None };
    let after = text.strip_prefix(':')?;
    let mut rest = rest.to_vec();
    rest[0] = cut::part(text, second.span, text.len() - after.len(), text.len());
    Some(Spoken { speaker: name.clone(), rest: cut::trimmed(rest) })
}

/// Takes a plain name off a paragraph: `نام: متن`.
pub fn plain(content: &[Inline]) -> Option<Spoken> {
    let (first, rest) = content.split_first()?;
    let InlineKind::Text(text) = &first.kind else { return None };
    let name = name_in(text)?;
    let speaker = cut::trimmed(vec![cut::part(text, first.span, 0, name.len())]);
    let said = cut::part(text, first.span, name.len() + 1, text.len());
    let rest = std::iter::once(said).chain(rest.iter().cloned()).collect();
    Some(Spoken { speaker, rest: cut::trimmed(rest) })
}

fn without_last_colon(mut name: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline { kind: InlineKind::Text(text), span }) = name.last_mut() {
        let length = text.trim_end_matches(':').len();
        let shorter = cut::part(text, *span, 0, length);
        name.pop();
        name.push(shorter);
    }
    name
}

/// Whether a whole paragraph is bold or emphasised: an unnamed question in an interview.
pub fn is_question(content: &[Inline]) -> bool {
    let mut visible = content.iter().filter(|inline| !cut::is_blank(std::slice::from_ref(inline)));
    let first = visible.next();
    let marked = first.is_some_and(|inline| {
        matches!(inline.kind, InlineKind::Strong(_) | InlineKind::Emphasis(_))
    });
    marked && visible.all(|inline| matches!(inline.kind, InlineKind::NoteRef(_)))
}

/// The words of an unnamed question: its look comes from the design.
pub fn without_emphasis(content: Vec<Inline>) -> Vec<Inline> {
    let inner = |inline: Inline| match inline.kind {
        InlineKind::Strong(inner) | InlineKind::Emphasis(inner) => inner,
        _ => vec![inline],
    };
    content.into_iter().flat_map(inner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_ends_with_a_colon() {
        assert_eq!(name_in("کارگر پیشتاز: این هسته"), Some("کارگر پیشتاز"));
        assert_eq!(name_in("س:"), Some("س"));
        assert_eq!(name_in("ساعت ۱۲:۳۰ رسید"), None);
        assert_eq!(name_in("او آمد، نشست و گفت: برویم"), None);
        assert_eq!(name_in("او آمد و آنجا نشست: برویم"), None);
        assert_eq!(name_in("http://a.b"), None);
        assert_eq!(name_in("بی دونقطه"), None);
    }
}
