//! Points 31 to 42: the pages and their style.

use crate::EPUB;
use crate::archive::elements;

/// The declarations of the style sheet: (selector, property, value).
fn declarations() -> Vec<(String, String, String)> {
    let css = EPUB.text("OEBPS/book.css");
    let mut plain = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let rules = plain.split('}').filter_map(|rule| rule.split_once('{'));
    rules
        .flat_map(|(selector, body)| {
            let pairs = body.split(';').filter_map(|line| line.split_once(':'));
            pairs.map(|(property, value)| {
                let tidy = |text: &str| text.trim().to_owned();
                (tidy(selector), tidy(property), tidy(value))
            })
        })
        .collect()
}

fn value(selector: &str, property: &str) -> Vec<String> {
    let found = declarations().into_iter().filter(|(s, p, _)| s == selector && p == property);
    found.map(|(_, _, value)| value).collect()
}

#[test]
fn point_31_language_and_direction_on_every_page() {
    for (name, page) in EPUB.pages() {
        let html = &elements(page)[0];
        let found = (html.get("lang"), html.get("xml:lang"), html.get("dir"));
        assert_eq!(found, (Some("fa"), Some("fa"), Some("rtl")), "{name}");
    }
}

#[test]
fn points_32_33_and_40_the_style_leaves_direction_sides_and_colours_alone() {
    let all = declarations();
    assert!(all.len() > 100);
    for (selector, property, value) in all {
        let at = format!("{selector} {{{property}: {value}}}");
        assert!(!matches!(property.as_str(), "direction" | "unicode-bidi"), "{at}");
        assert!(!property.ends_with("-left") && !property.ends_with("-right"), "{at}");
        assert!(property != "float" && value != "left" && value != "right", "{at}");
        let is_colour = property.contains("color") || property.starts_with("background");
        assert!(!is_colour || value == "inherit", "{at}");
        assert!(!value.contains('#') && !value.contains("rgb"), "{at}");
    }
    assert_eq!(value("body", "text-align"), ["start"]);
}

#[test]
fn point_34_latin_words_are_isolated() {
    let page = EPUB.page_with("تأکید");
    assert!(page.contains("<span dir=\"ltr\">C++</span> و <span dir=\"ltr\">HarfBuzz 1.9</span>"));
    assert!(page.contains("<code dir=\"ltr\">let x = 1;</code>"));
    assert!(!page.contains('\u{200E}') && !page.contains('\u{200F}'));
}

#[test]
fn point_35_the_first_hemistich_comes_first_and_poems_reflow() {
    let page = EPUB.page_with("شبی ماه");
    let (first, second) = (page.find("دکّان نشست"), page.find("نور بست"));
    assert!(first < second);
    assert_eq!(page.matches("class=\"verse-hemistich\"").count(), 4);
    assert_eq!(value(".couplet", "display"), ["flex"]);
    assert_eq!(value(".couplet", "flex-wrap"), ["wrap"]);
    let width = declarations().into_iter().find(|(s, p, _)| {
        s.starts_with(".verse-width-") && s.ends_with(" .verse-hemistich") && p == "min-width"
    });
    let (selector, _, width) = width.expect("a width");
    assert!(
        page.contains(selector.split_once([' ']).expect("two classes").0.trim_start_matches('.'))
    );
    assert!(width.starts_with("min(") && width.ends_with("90%)"), "{width}");
}

#[test]
fn point_36_footnotes() {
    let page = EPUB.page_with("تأکید");
    let all = elements(page);
    let mark = all.iter().find(|e| e.is("a", "epub:type", "noteref")).expect("a mark");
    assert_eq!((mark.get("role"), mark.text.as_str()), (Some("doc-noteref"), "۱"));
    let note = all.iter().find(|e| e.is("aside", "epub:type", "footnote")).expect("a note");
    assert_eq!(note.get("role"), Some("doc-footnote"));
    assert_eq!(mark.get("href"), Some(format!("#{}", note.get("id").expect("an id")).as_str()));
    let back = all.iter().find(|e| e.is("a", "role", "doc-backlink")).expect("a way back");
    assert_eq!(back.get("href"), Some(format!("#{}", mark.get("id").expect("an id")).as_str()));
    // A note in Latin script runs from left to right.
    let latin = all.iter().filter(|e| e.is("aside", "epub:type", "footnote")).nth(1);
    assert_eq!(latin.expect("a second note").get("dir"), Some("ltr"));
}

#[test]
fn points_37_and_38_list_digits_hyphens_and_lining_numbers() {
    assert_eq!(value("ol", "list-style-type"), ["persian"]);
    assert_eq!(value("body", "hyphens"), ["none"]);
    assert_eq!(value("body", "font-variant-numeric"), ["lining-nums"]);
}

#[test]
fn point_39_fonts_are_truetype_regular_and_bold_and_subset() {
    let fonts: Vec<_> = EPUB.entries.iter().filter(|e| e.name.ends_with(".ttf")).collect();
    assert!(fonts.len() >= 2);
    for font in &fonts {
        assert!(
            font.bytes.starts_with(&[0, 1, 0, 0]) && font.bytes.len() < 120_000,
            "{}",
            font.name
        );
    }
    let package = EPUB.package();
    let items = package.iter().filter(|e| e.is("item", "media-type", "font/ttf")).count();
    assert_eq!(items, fonts.len());
    let faces: Vec<_> = declarations().into_iter().filter(|(s, ..)| s == "@font-face").collect();
    for weight in ["normal", "bold"] {
        assert!(faces.iter().any(|(_, p, v)| p == "font-weight" && v == weight), "{weight}");
    }
    let families = value("body", "font-family");
    assert!(families[0].ends_with(", serif"), "{families:?}");
}

#[test]
fn point_41_every_page_has_its_own_title() {
    let title = |page: &str| {
        let all = elements(page);
        all.iter().find(|e| e.name == "title").expect("a title").text.clone()
    };
    let mut titles: Vec<String> = EPUB.pages().map(|(_, page)| title(page)).collect();
    assert!(titles.contains(&"نثر و <نشانه>".to_owned()), "{titles:?}");
    let count = titles.len();
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), count);
}

#[test]
fn point_42_every_picture_is_described() {
    for (name, page) in EPUB.pages() {
        for image in elements(page).iter().filter(|e| e.name == "img") {
            assert!(image.get("alt").is_some_and(|alt| !alt.is_empty()), "{name}");
        }
    }
    assert!(EPUB.page_with("تأکید").contains("alt=\"نقش خاکستری\""));
}
