//! Attributes as Pandoc writes them: `{#id .class key=value key="two words"}`.
//! Unlike most Markdown parsers, ids and classes may be Persian.

use crate::base::{Span, Spanned};
use crate::document::Attributes;

/// Longest attribute text that is read; longer braces are ordinary text.
const LONGEST: usize = 1000;

/// Reads the attributes at the beginning of `text`, whose first byte stands at `span.start`.
/// Gives them with their length in bytes, braces included; `None` when `text` begins otherwise.
pub fn parse(text: &str, span: Span) -> Option<(Attributes, usize)> {
    let length = closing_brace(text)? + 1;
    let mut attributes = Attributes::default();
    let mut at = 1;
    while let Some(item) = next_item(text, &mut at, length - 1) {
        attach(item, text, span, &mut attributes)?;
    }
    Some((attributes, length))
}

/// The byte range of one item between the braces.
type Item = std::ops::Range<usize>;

/// Position of the `}` that ends the attributes `text` begins with.
fn closing_brace(text: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, letter) in text.char_indices().take_while(|(at, _)| *at < LONGEST) {
        match letter {
            '{' if at == 0 => {}
            _ if at == 0 => return None,
            '"' => quoted = !quoted,
            '}' if !quoted => return Some(at),
            '{' | '\n' if !quoted => return None,
            _ => {}
        }
    }
    None
}

fn next_item(text: &str, at: &mut usize, end: usize) -> Option<Item> {
    let rest = &text[*at..end];
    let start = *at + (rest.len() - rest.trim_start().len());
    let mut quoted = false;
    let length = text[start..end]
        .char_indices()
        .find(|(_, letter)| {
            quoted ^= *letter == '"';
            !quoted && letter.is_whitespace()
        })
        .map_or(end - start, |(length, _)| length);
    *at = start + length;
    (length > 0).then_some(start..start + length)
}

/// Puts one item into `attributes`; `None` when it has none of the known forms.
fn attach(item: Item, text: &str, span: Span, attributes: &mut Attributes) -> Option<()> {
    let word = &text[item.clone()];
    let place = |skip: usize| span.sub(item.start + skip, item.end);
    if let Some(id) = word.strip_prefix('#') {
        attributes.id = Some(Spanned::new(name(id)?.to_owned(), place(1)));
    } else if let Some(class) = word.strip_prefix('.') {
        attributes.classes.push(name(class)?.to_owned());
    } else {
        let (key, value) = word.split_once('=')?;
        let value = value.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(value);
        match name(key)? {
            "lang" => attributes.lang = Some(Spanned::new(value.to_owned(), place(0))),
            key => attributes.others.push((key.to_owned(), value.to_owned())),
        }
    }
    Some(())
}

/// `word` when it can be a name: not empty, no quotes, braces or marks of other items inside.
fn name(word: &str) -> Option<&str> {
    let good = |letter: char| {
        letter.is_alphanumeric() || matches!(letter, '-' | '_' | ':' | '.' | '\u{200C}')
    };
    (!word.is_empty() && word.chars().all(good)).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourceId;

    fn read(text: &str) -> Option<(Attributes, usize)> {
        parse(text, Span::new(SourceId(0), 100, 100 + text.len()))
    }

    #[test]
    fn every_form_is_read_with_its_place() {
        let (attributes, length) =
            read("{#شناسه .شعر‌ها .b lang=ar dir=rtl title=\"دو واژه\"} دنباله").unwrap();
        let id = attributes.id.unwrap();
        assert_eq!((id.value.as_str(), id.span.start), ("شناسه", 102));
        assert_eq!(attributes.classes, ["شعر‌ها", "b"]);
        assert_eq!(attributes.lang.unwrap().value, "ar");
        let others = [("dir", "rtl"), ("title", "دو واژه")];
        assert_eq!(attributes.others, others.map(|(key, value)| (key.into(), value.into())));
        assert_eq!(length, "{#شناسه .شعر‌ها .b lang=ar dir=rtl title=\"دو واژه\"}".len());
    }

    #[test]
    fn other_braces_are_text() {
        for text in ["{متن}", "{#}", "{.a", "{.a {.b}", "x{.a}", "{a, b}", "{.a\n}"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("{}").unwrap().1, 2);
    }
}
