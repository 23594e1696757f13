//! Words, and whether one text holds the words of another in order.

/// Runs of letters, marks, digits and half-spaces; tatweels and bidi controls are no part of a word.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for character in text.chars() {
        if is_word_character(character) {
            word.push(character);
        } else if !is_ignored(character) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
        .into_iter()
        .map(|word| word.trim_matches('\u{200C}').to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_word_character(character: char) -> bool {
    let mark = matches!(character, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}');
    (character.is_alphanumeric() && character != '\u{640}') || mark || character == '\u{200C}'
}

fn is_ignored(character: char) -> bool {
    matches!(character, '\u{640}' | '\u{200D}'..='\u{200F}' | '\u{2066}'..='\u{2069}' | '\u{61C}')
}

/// The first words of `part` that `whole` does not hold in order: `None` when it holds them all.
/// Other words may stand between (a footnote at the page's foot, a running head).
pub fn first_missing(part: &[String], whole: &[String]) -> Option<String> {
    let mut rest = whole.iter();
    for (index, word) in part.iter().enumerate() {
        if !rest.any(|other| other == word) {
            let context = &part[index.saturating_sub(3)..(index + 3).min(part.len())];
            return Some(format!("word {index} «{word}» in «{}»", context.join(" ")));
        }
    }
    None
}

#[test]
fn a_missing_word_is_found() {
    let whole = words("یک دو، می‌روم [سه] چهار");
    assert_eq!(first_missing(&words("یک می‌روم چهار"), &whole), None);
    assert!(first_missing(&words("دو یک"), &whole).is_some());
    assert!(first_missing(&words("میروم"), &whole).is_some());
}
