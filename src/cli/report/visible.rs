//! Text made safe to show: nothing in it can move the cursor, reorder the line or hide.

/// Stands for ZWNJ, as editors show it.
const ZWNJ_SIGN: &str = "¬";
/// Stands for ZWJ: a tie.
const ZWJ_SIGN: &str = "⁀";
/// First strong isolate and its end (UAX #9 §2.3).
const FSI: char = '\u{2068}';
const PDI: char = '\u{2069}';

/// A message: every control visible, ZWNJ and ZWJ as signs, one line.
pub fn message(text: &str) -> String {
    let joiners_shown = text.replace('\u{200C}', ZWNJ_SIGN).replace('\u{200D}', ZWJ_SIGN);
    copied(&joiners_shown)
}

/// Text that people copy (paths, commands in hints): ZWNJ and ZWJ stay, so that the copy works.
pub fn copied(text: &str) -> String {
    let show = |c: char| if is_hidden(c) { format!("<U+{:04X}>", c as u32) } else { c.to_string() };
    text.chars().map(show).collect()
}

/// One character of a source line; a tab is four spaces.
pub fn character(c: char) -> String {
    if c == '\t' { "    ".to_owned() } else { message(c.encode_utf8(&mut [0; 4])) }
}

/// Whether showing the character as it is could mislead: controls (also those that drive a
/// terminal), bidirectional controls, separators, zero-width and interlinear characters, tags.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Puts every quoted piece (between backticks or guillemets) into a directional isolate, so that
/// right-to-left words do not carry the punctuation and numbers around them along.
pub fn isolate(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 12);
    let mut open = false;
    for c in text.chars() {
        let closes = open && matches!(c, '`' | '»');
        let opens = !open && matches!(c, '`' | '«');
        if closes {
            shown.push(PDI);
            open = false;
        }
        shown.push(c);
        if opens {
            shown.push(FSI);
            open = true;
        }
    }
    if open {
        shown.push(PDI);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stays_hidden() {
        assert_eq!(message("a\u{202E}b\x1B[2Jc\u{9B}"), "a<U+202E>b<U+001B>[2Jc<U+009B>");
        assert_eq!(message("می\u{200C}رود ه\u{200D}."), "می¬رود ه⁀.");
        assert_eq!(copied("می\u{200C}رود\r\u{2066}"), "می\u{200C}رود<U+000D><U+2066>");
        assert_eq!(character('\t'), "    ");
    }

    #[test]
    fn quoted_words_are_isolated_in_pairs() {
        assert_eq!(isolate("the key `عنوان` (1)"), "the key `\u{2068}عنوان\u{2069}` (1)");
        assert_eq!(isolate("«آ» and `b"), "«\u{2068}آ\u{2069}» and `\u{2068}b\u{2069}");
        assert_eq!(isolate("none"), "none");
    }
}
