//! The first step of every import: line ends become `\n`, and characters that no book can print
//! are removed and reported (UAX #9 explicit overrides and embeddings, control characters).
//! Isolates, LRM, RLM, ALM, ZWNJ and ZWJ are part of the text and stay.

use super::edited::Edited;
use super::report::Report;
use crate::base::{Code, Diagnostic, SourceId, Span};

/// What is done with a character.
enum Treatment {
    Keep,
    LineEnd,
    /// Removed: a bidirectional embedding, override or their end.
    Bidi,
    /// Removed: another character that cannot be printed.
    Control,
}

/// `text` without its unprintable characters; each one is reported in `report`.
pub fn clean(text: &str, id: SourceId, report: &mut Report) -> Edited {
    let mut cleaned = Edited::with_capacity(text.len());
    let mut kept_to = 0;
    let mut marks = 0;
    for (at, letter) in text.char_indices() {
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        if marks == MOST_MARKS + 1 {
            report.add(marks_on_marks(Span::new(id, at, at + letter.len_utf8())));
        }
        let treatment = treatment(letter);
        if matches!(treatment, Treatment::Keep) {
            continue;
        }
        let end = at + letter.len_utf8();
        cleaned.keep(&text[kept_to..at], kept_to);
        kept_to = end;
        match treatment {
            Treatment::Keep => {}
            // The `\n` of a pair `\r\n` is kept as it is.
            Treatment::LineEnd if letter == '\r' && text[end..].starts_with('\n') => {}
            Treatment::LineEnd => cleaned.insert("\n", at),
            Treatment::Bidi => report.add(bidi(letter, Span::new(id, at, end))),
            Treatment::Control => report.add(control(letter, Span::new(id, at, end))),
        }
    }
    cleaned.keep(&text[kept_to..], kept_to);
    cleaned
}

/// Most combining marks on one letter: vocalised Arabic has three, Quranic text up to five.
const MOST_MARKS: usize = 16;

/// Whether `letter` is a combining mark of the Latin or the Arabic script.
const fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36F}'
            | '\u{610}'..='\u{61A}'
            | '\u{64B}'..='\u{65F}'
            | '\u{670}'
            | '\u{6D6}'..='\u{6DC}'
            | '\u{6DF}'..='\u{6E4}'
            | '\u{6E7}'..='\u{6E8}'
            | '\u{6EA}'..='\u{6ED}'
    )
}

fn marks_on_marks(span: Span) -> Diagnostic {
    let message = format!("more than {MOST_MARKS} combining marks stand on one letter");
    Diagnostic::new(Code::MarksOnMarks, message)
        .at(span)
        .hint("delete those that do not belong there")
}

const fn treatment(letter: char) -> Treatment {
    match letter {
        '\t' | '\n' => Treatment::Keep,
        // Also: next line, line and paragraph separator, vertical tab and form feed (page breaks of
        // texts that come from printers and PDFs).
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' => Treatment::LineEnd,
        '\u{202A}'..='\u{202E}' => Treatment::Bidi,
        // Control characters; byte order marks inside the text; annotations; noncharacters.
        '\0'..='\u{1F}'
        | '\u{7F}'..='\u{9F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{FFFE}'
        | '\u{FFFF}'
        | '\u{FDD0}'..='\u{FDEF}' => Treatment::Control,
        _ => Treatment::Keep,
    }
}

fn bidi(letter: char, span: Span) -> Diagnostic {
    let name = match letter {
        '\u{202A}' => "LRE, left-to-right embedding",
        '\u{202B}' => "RLE, right-to-left embedding",
        '\u{202C}' => "PDF, end of an embedding or override",
        '\u{202D}' => "LRO, left-to-right override",
        _ => "RLO, right-to-left override",
    };
    let message = format!("bidirectional control U+{:04X} ({name}) removed", letter as u32);
    Diagnostic::new(Code::BidiControl, message)
        .at(span)
        .hint("delete it from the document; mixed text is ordered without it")
}

fn control(letter: char, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::ControlCharacter,
        format!("unprintable character U+{:04X} removed", letter as u32),
    )
    .at(span)
    .hint("delete it from the document")
}

/// `text` without the characters that [`clean`] removes, for values that are read from the source
/// by another parser (and whose characters [`clean`] has reported).
pub fn strip(text: &str) -> String {
    text.chars()
        .filter(|letter| matches!(treatment(*letter), Treatment::Keep | Treatment::LineEnd))
        .collect()
}
