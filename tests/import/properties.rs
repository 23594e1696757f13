//! Properties of import for arbitrary texts.

use nashr::base::{Source, SourceId, Span};
use nashr::collect::Format;
use nashr::document::text::{first_missing, of_document};
use nashr::document::visit::{each_block, each_inline, each_inlines};
use nashr::document::{Document, Inline, InlineKind};
use nashr::import::import;
use proptest::prelude::*;

fn read(text: &str, format: Format) -> Document {
    import(&Source::new("p", text), SourceId(0), format).value
}

/// Every span inside the text, at character boundaries; every run of words that is as long as its
/// place says exactly what stands there (line ends count as spaces).
fn check_places(document: &Document, text: &str) {
    let inside = |span: Span| {
        let range = span.range();
        assert!(range.start <= range.end && range.end <= text.len(), "{range:?}");
        assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
    };
    let on_inline = &mut |inline: &Inline| {
        inside(inline.span);
        if let InlineKind::Text(words) = &inline.kind
            && inline.span.range().len() == words.len()
        {
            assert_eq!(text[inline.span.range()].replace(['\n', '\t', '\r'], " "), *words);
        }
    };
    let notes = document.notes.iter().flat_map(|note| &note.blocks);
    for block in document.blocks.iter().chain(notes) {
        let blocks = std::slice::from_ref(block);
        each_block(blocks, &mut |block| inside(block.span));
        each_inlines(blocks, &mut |inlines| each_inline(inlines, on_inline));
    }
}

/// Pieces from which texts are made that look like documents.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ابپتجمی\u{200C} ]{1,12}".prop_map(|words| words),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        prop::sample::select(vec![
            "# ",
            "## ",
            "> ",
            "- ",
            "۱. ",
            "2) ",
            "    ",
            "::: verse\n",
            "::: dialogue\n",
            ":::\n",
            " / ",
            "**",
            "*",
            "_",
            "`",
            "```\n",
            "~",
            "^",
            "[",
            "]",
            "]{.a}",
            "{#b}",
            "](c)",
            "![",
            "[^n]",
            "\n\n[^n]: ",
            "| ",
            "|",
            "\n|--|--|\n",
            "\\",
            "&amp;",
            "<b>",
            "\u{202E}",
            "\r\n",
            "\t",
            "نام: ",
            "**نام:** ",
            "https://a.b/c ",
            "؟\n",
            "۱۱ اسفند ۱۳۹۸\n",
            "www.a.com\n",
            "\n***\n",
            "  \n",
            ": ",
            "---\n",
            "\u{FEFF}",
            "===\n",
        ])
        .prop_map(str::to_owned),
    ]
}

fn document_like() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

/// The same without what moves words or keeps them out of the text by right: notes, addresses of
/// links, images, tables, the language of code, HTML (its letters are kept, but are Latin).
fn text_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ابپتجمی\u{200C} ]{1,12}".prop_map(|words| words),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        prop::sample::select(vec![
            "# ",
            "## ",
            "> ",
            "- ",
            "۱. ",
            "2) ",
            "    ",
            "::: verse\n",
            "::: dialogue\n",
            "::: verse {.free}\n",
            "::: letter\n",
            ":::\n",
            " / ",
            "**",
            "*",
            "_",
            "`",
            "~",
            "^",
            "[",
            "]",
            "]{.a}",
            "{#b}",
            "\\",
            "&amp;",
            "<b>",
            "\u{202E}",
            "\r\n",
            "\t",
            "نام: ",
            "**نام:** ",
            "https://a.b/c ",
            "؟\n",
            "\n***\n",
            "  \n",
            ": ",
            "---\n",
            "\u{FEFF}",
            "===\n",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The Persian letters of `text`.
fn letters(text: &str) -> String {
    text.chars().filter(|it| it.is_alphabetic() && !it.is_ascii()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_import_panic(text in "\\PC{0,80}") {
        read(&text, Format::Markdown);
        read(&text, Format::Plain);
    }

    #[test]
    fn places_are_exact_in_markdown(text in document_like()) {
        check_places(&read(&text, Format::Markdown), &text);
    }

    #[test]
    fn places_are_exact_in_plain_text(text in document_like()) {
        check_places(&read(&text, Format::Plain), &text);
    }

    #[test]
    fn plain_text_loses_no_word(text in document_like()) {
        let document = read(&text, Format::Plain);
        let printable: String = text.chars().filter(|it| !matches!(it, '\u{202E}' | '\u{FEFF}')).collect();
        prop_assert_eq!(first_missing(&printable, &of_document(&document)), None);
    }

    #[test]
    fn markdown_loses_no_letter(text in text_like()) {
        // Front matter is no text.
        prop_assume!(!text.starts_with("---"));
        let document = read(&text, Format::Markdown);
        prop_assert_eq!(letters(&text), letters(&of_document(&document)));
    }

    #[test]
    fn markdown_loses_no_word_of_paragraphs(
        paragraphs in prop::collection::vec("[ابپتجمی\u{200C}«»،؟]{1,9}( [ابپتجمی\u{200C}/.!]{1,9}){0,9}", 1..9),
        joint in prop::sample::select(vec!["\n\n", "\n\n> ", "\n\n- ", "\n\n۱. ", "\n\n::: aside\n", "\n\n# "]),
    ) {
        let text = paragraphs.join(joint);
        let document = read(&text, Format::Markdown);
        let words = text.replace("۱. ", "").replace("aside", "");
        prop_assert_eq!(first_missing(&words, &of_document(&document)), None);
    }
}
