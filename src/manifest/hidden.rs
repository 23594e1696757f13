//! Characters that cannot be seen, in names that must be what they look like.

use crate::base::{Code, Diagnostic, Spanned};

/// Whether a character cannot be seen and may make one name look like another: controls, the
/// bidirectional controls of UAX #9, and blanks without width. ZWNJ and ZWJ are part of the Persian
/// orthography, so a file may well be called «می‌روم.md».
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{E0000}'..='\u{E007F}')
}

/// A problem when `name` (`what` says what it is: "a path") contains such a character.
pub(super) fn check(name: &Spanned<String>, what: &str, code: Code) -> Option<Diagnostic> {
    let (_, c) = name.value.char_indices().find(|(_, c)| is_hidden(*c))?;
    let message = format!("{what} contains the invisible character U+{:04X}", u32::from(c));
    Some(Diagnostic::new(code, message).at(name.span).hint("delete it; retype the whole word"))
}
