//! Nothing is lost and nothing is added: the words of a chapter's page are the words of the chapter.

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::build::*;
use super::xhtml::shared;
use crate::assembly::book::{BodyItem, Chapter};
use crate::document::text::{of_blocks, words as words_of};
use crate::document::{Alignment, Block, BlockKind, DivRole, Inline, InlineKind, ListKind};
use crate::epub::matter;
use crate::epub::page::Matter;

/// Elements inside which words go on.
const INLINE: [&str; 10] = ["a", "em", "strong", "span", "b", "s", "sup", "sub", "code", "bdi"];

/// The words of the body of a page without the numbers of its notes.
fn text_of(xhtml: &str) -> String {
    let mut reader = Reader::from_str(xhtml);
    let (mut text, mut hidden, mut in_body) = (String::new(), 0_usize, false);
    loop {
        match reader.read_event().expect("well-formed XHTML") {
            Event::Start(element) => {
                let role = element.try_get_attribute("role").expect("attributes");
                let role = role.map(|role| role.value.into_owned()).unwrap_or_default();
                let is_number = matches!(role.as_str(), "doc-noteref" | "doc-backlink");
                hidden += usize::from(hidden > 0 || is_number);
                in_body |= element.name().as_ref() == "body";
                if !INLINE.contains(&element.name().as_ref()) {
                    text.push('\n');
                }
            }
            Event::End(element) => {
                hidden = hidden.saturating_sub(1);
                if !INLINE.contains(&element.name().as_ref()) {
                    text.push('\n');
                }
            }
            Event::Empty(_) => text.push('\n'),
            Event::Text(words) if in_body && hidden == 0 => text.push_str(&words),
            Event::GeneralRef(_) if in_body && hidden == 0 => text.push(' '),
            Event::Eof => return text,
            _ => {}
        }
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "کتاب",
        "می‌روم",
        "C++",
        "Rust 1.9",
        " ",
        "، ",
        "«",
        "»",
        "<b>",
        "&amp;",
        "]]>",
        "\"",
        "۱۴۰۳",
        "2024-05-12",
        " \u{1} ",
        " \u{FFFE} ",
        "(",
        ")",
        "بِسْمِ",
        "−۵",
        "a",
        "\u{2067}",
        "😀",
    ]);
    prop::collection::vec(pieces, 1..8).prop_map(|pieces| pieces.concat())
}

fn any_line() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        any_text().prop_map(|text| words(&text)),
        any_text().prop_map(|text| inline(InlineKind::Code(text))),
        any_text().prop_map(|text| span("en", &text)),
        any_text().prop_map(|text| inline(InlineKind::Emphasis(line(&text)))),
        Just(inline(InlineKind::LineBreak)),
        (0_u32..2).prop_map(mark),
    ];
    prop::collection::vec(leaf, 1..5)
}

fn any_block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        any_line().prop_map(mixed),
        (1_u8..8, any_text()).prop_map(|(level, text)| heading(level, &text)),
        any_text().prop_map(|text| block(BlockKind::Code { language: None, text })),
        (any_text(), any_text()).prop_map(|(first, second)| couplets(&[(&first, &second)])),
        any_text().prop_map(|text| free_verse(&[&[&text], &[&text, &text]])),
        any_text().prop_map(|text| figure("images/a b.png", "شرح", &text)),
        (any_text(), any_text()).prop_map(|(a, b)| table(
            &a,
            &[Alignment::Start; 2],
            &[&a, &b],
            &[&[&b, &a]]
        )),
        Just(block(BlockKind::ThematicBreak)),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let blocks = prop::collection::vec(inner, 1..4);
        prop_oneof![
            blocks.clone().prop_map(|blocks| block(BlockKind::Quote(blocks))),
            (any::<bool>(), blocks.clone()).prop_map(|(tight, blocks)| list(
                ListKind::Bullet,
                tight,
                vec![blocks]
            )),
            (any_text(), blocks.clone()).prop_map(|(name, blocks)| dialogue(vec![(&name, blocks)])),
            blocks.prop_map(|blocks| division(DivRole::Aside, blocks)),
        ]
    })
}

fn any_chapter() -> impl Strategy<Value = Chapter> {
    let notes = (any_text(), any_text());
    (any_text(), prop::collection::vec(any_block(), 0..6), notes).prop_map(
        |(title, blocks, (first, second))| {
            let mut made = chapter("c001", &title, blocks);
            made.notes = vec![note(0, "۱", &first, false), note(1, "۲", &second, true)];
            made
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_words_of_a_page_are_those_of_the_chapter(chapter in any_chapter()) {
        let mut expected = of_blocks(&[mixed(chapter.title.clone())]);
        expected += &of_blocks(&chapter.blocks);
        chapter.notes.iter().for_each(|note| expected += &of_blocks(&note.blocks));
        let book = book("fa", vec![BodyItem::Chapter(Box::new(chapter))]);
        let chapter = book.chapters().next().expect("the chapter");
        let (page, _) = matter::chapter(shared(&book), chapter, Matter::Body);
        let found = text_of(&page.xhtml);
        let found: Vec<&str> = words_of(&found).collect();
        let expected: Vec<&str> = words_of(&expected).collect();
        prop_assert_eq!(found, expected);
    }
}
