//! Characters that cannot be seen: in names that must be what they look like, and in texts that
//! must read as they are written.

use crate::base::{Code, Diagnostic, Spanned, is_invisible};

/// Whether a character has no place in a title or a name of a person: controls (line breaks and
/// tabs are spaces by now), embeddings and overrides of direction (UAX #9), and what XML 1.0 §2.2
/// forbids.
fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{FFFE}' | '\u{FFFF}')
}

/// A problem when `name` (`what` says what it is: "a path") contains an invisible character.
pub(super) fn check(name: &Spanned<String>, what: &str, code: Code) -> Option<Diagnostic> {
    let c = name.value.chars().find(|c| is_invisible(*c))?;
    Some(problem(what, c, code).at(name.span).hint("delete it; retype the whole word"))
}

/// A problem when the text of `name` contains a character that nobody can read.
pub(super) fn check_text(text: &Spanned<String>, name: &str, code: Code) -> Option<Diagnostic> {
    let c = text.value.chars().find(|c| is_unprintable(*c))?;
    let hint = "delete it; text in two directions is put in order without it";
    Some(problem(name, c, code).at(text.span).hint(hint))
}

fn problem(what: &str, c: char, code: Code) -> Diagnostic {
    let message = format!("{what} contains the invisible character U+{:04X}", u32::from(c));
    Diagnostic::new(code, message)
}
