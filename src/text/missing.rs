//! What is said about characters that no font has.

use std::collections::{BTreeMap, BTreeSet};

use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use crate::base::{Code, Diagnostic, Span};

/// Scripts that the fonts of the program do not have, by name, each with free fonts of book quality.
const SCRIPTS: &[(Script, &str, &str)] = &[
    (Script::Armenian, "Armenian", "Noto Serif Armenian"),
    (Script::Bengali, "Bengali", "Noto Serif Bengali"),
    (Script::Cyrillic, "Cyrillic", "Noto Serif or PT Serif"),
    (Script::Devanagari, "Devanagari", "Noto Serif Devanagari"),
    (Script::Ethiopic, "Ethiopic", "Noto Serif Ethiopic"),
    (Script::Georgian, "Georgian", "Noto Serif Georgian"),
    (Script::Greek, "Greek", "Noto Serif or GFS Didot"),
    (Script::Gurmukhi, "Gurmukhi", "Noto Serif Gurmukhi"),
    (Script::Han, "Han", "Noto Serif CJK"),
    (Script::Hangul, "Hangul", "Noto Serif KR"),
    (Script::Hebrew, "Hebrew", "Frank Ruhl Libre or Noto Serif Hebrew"),
    (Script::Hiragana, "Hiragana", "Noto Serif JP"),
    (Script::Katakana, "Katakana", "Noto Serif JP"),
    (Script::Nko, "N’Ko", "Noto Sans NKo"),
    (Script::Syriac, "Syriac", "Noto Sans Syriac"),
    (Script::Tamil, "Tamil", "Noto Serif Tamil"),
    (Script::Thaana, "Thaana", "Noto Sans Thaana"),
    (Script::Thai, "Thai", "Noto Serif Thai"),
];

/// FNT-CHARACTER-MISSING for each character and its place; the characters of a script that the
/// program has no font for are said once, at the first of them, since one font mends them all.
pub(super) fn report(missing: &BTreeMap<char, Span>) -> Vec<Diagnostic> {
    let mut found: Vec<(Span, char)> = missing.iter().map(|(c, span)| (*span, *c)).collect();
    found.sort_unstable_by_key(|(span, c)| (key(*span), *c));
    let mut said: BTreeSet<&str> = BTreeSet::new();
    let mut problems = Vec::new();
    for (span, c) in found {
        match script_of(c) {
            Some((name, fonts)) => {
                if said.insert(name) {
                    problems.push(whole_script(c, name, fonts).at(span));
                }
            }
            None => problems.push(one(c).at(span)),
        }
    }
    problems.sort_by_key(|problem| problem.span);
    problems
}

/// Of two places of a character the one to tell: a written one before that of generated words, which
/// is the beginning of the manifest, and the first of two written ones.
pub(super) fn earlier(one: Span, other: Span) -> Span {
    if key(one) <= key(other) { one } else { other }
}

fn key(span: Span) -> (bool, Span) {
    (span.start == span.end, span)
}

/// The script of `c`, and fonts for it, if it is one that a book must bring a font for.
fn script_of(c: char) -> Option<(&'static str, &'static str)> {
    let script = CodePointMapData::<Script>::new().get(c);
    let known = SCRIPTS.iter().find(|(known, _, _)| *known == script);
    known.map(|(_, name, fonts)| (*name, *fonts))
}

fn one(c: char) -> Diagnostic {
    let code = u32::from(c);
    // A mark alone would sit on the quotation mark before it; a control character has no form.
    let shown = if c.is_control() { String::new() } else { format!(" \"{c}\"") };
    let message = format!("no font has the character{shown} U+{code:04X}");
    Diagnostic::new(Code::CharacterMissing, message).hint(
        "name a font that has it in the design's fonts.fallback, put one in the folder `fonts` \
         beside the manifest, or write something else",
    )
}

fn whole_script(c: char, name: &str, fonts: &str) -> Diagnostic {
    let code = u32::from(c);
    let message = format!("no font has the character \"{c}\" U+{code:04X} of the {name} script");
    Diagnostic::new(Code::CharacterMissing, message).hint(format!(
        "put a font for the {name} script in the folder `fonts` beside the manifest, for example \
         {fonts}; for running text name it in the design's `fonts.body` too"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourceId;

    fn said(missing: &[(char, u32, u32)]) -> Vec<String> {
        let place = |(c, start, end): &(char, u32, u32)| {
            (*c, Span::new(SourceId(0), *start as usize, *end as usize))
        };
        let missing: BTreeMap<char, Span> = missing.iter().map(place).collect();
        let said = |problem: Diagnostic| {
            format!("{} {}", problem.span.map_or(0, |span| span.start), problem.message)
        };
        report(&missing).into_iter().map(said).collect()
    }

    #[test]
    fn a_script_is_said_once_at_its_first_written_character() {
        assert_eq!(
            said(&[('ב', 0, 0), ('א', 9, 11), ('ש', 7, 9), ('☃', 30, 33), ('Ж', 20, 22)]),
            [
                "7 no font has the character \"ש\" U+05E9 of the Hebrew script",
                "20 no font has the character \"Ж\" U+0416 of the Cyrillic script",
                "30 no font has the character \"☃\" U+2603",
            ]
        );
    }

    #[test]
    fn arabic_and_latin_letters_are_said_one_by_one() {
        assert_eq!(said(&[('ࢠ', 1, 3), ('ࢡ', 4, 6), ('Ɐ', 7, 9)]).len(), 3);
        assert_eq!(script_of('ا'), None);
    }
}
