//! Characters that cannot be seen.

/// Whether a character cannot be seen and may make one name look like another: controls, the
/// bidirectional controls of UAX #9, soft hyphen, blanks without width, separators of lines, byte
/// order mark, tags. ZWNJ and ZWJ are part of the Persian orthography and are not meant: a file
/// may well be called «می‌روم.md».
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_spaces_are_spelling() {
        assert!("\u{200C}\u{200D} می".chars().all(|c| !is_invisible(c)));
        assert!("\u{AD}\u{200B}\u{202E}\u{2066}\u{FEFF}\n\0".chars().all(is_invisible));
    }
}
