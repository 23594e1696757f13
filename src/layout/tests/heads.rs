//! Running heads and folios.

use super::fixture::*;
use crate::assembly::{Book, Chapter};
use crate::base::{Span, Spanned};
use crate::design::Design;
use crate::design::model::{HeadText, OpeningFolio, OrnamentPlace};
use crate::document::Person;
use crate::layout::dump;
use crate::layout::paged::{Item, Page, Paged, PartOf, Side};
use crate::manifest::plan::Contributor;

/// Words and left edge of each piece of furniture, but rules.
fn furniture(page: &Page) -> Vec<(String, f64, f64)> {
    let shown = |item: &Item| match item {
        Item::Text { line, x, baseline, part: PartOf::Furniture } => {
            Some((dump::text(line), (*x + line.left).to_pt(), baseline.to_pt()))
        }
        _ => None,
    };
    page.items.iter().filter_map(shown).collect()
}

/// The words of the head of each page, "" where there is none.
fn said(paged: &Paged) -> Vec<String> {
    let head = |page: &Page| furniture(page).into_iter().next().map(|(words, ..)| words);
    paged.pages.iter().map(|page| head(page).unwrap_or_default()).collect()
}

/// Sections that begin on pages 1, 3 (two of them) and go on over the pages after.
fn sectioned() -> Chapter {
    let blocks = vec![
        paragraph(&prose(95)),
        heading(1, "بخش یکم"),
        paragraph(&prose(84)),
        heading(1, "بخش دوم"),
        paragraph(&prose(6)),
        heading(1, "بخش سوم"),
        paragraph(&prose(120)),
    ];
    chapter("c001", "فصل", blocks)
}

fn design_with(recto: HeadText, verso: HeadText) -> Design {
    let mut design = design();
    (design.running.recto, design.running.verso) = (recto, verso);
    design
}

#[test]
fn a_section_is_in_the_head_from_the_page_on_which_it_begins() {
    let paged =
        laid_in(&book(vec![sectioned()]), &design_with(HeadText::Section, HeadText::Section));
    let paged = paged.value;
    let heads = said(&paged);
    let begins = |title: &str| {
        let lines = content(&paged);
        lines.iter().find(|line| line.text == title).expect("the heading").page
    };
    let (first, second, third) = (begins("بخش یکم"), begins("بخش دوم"), begins("بخش سوم"));
    assert!(0 < first && first < second && second == third, "{first} {second} {third}");
    assert_eq!(heads[0], "", "an opening has no head");
    assert_eq!(heads[1], if first == 1 { "بخش یکم" } else { "فصل" });
    assert_eq!(heads[first], "بخش یکم");
    assert_eq!(heads[second], "بخش دوم", "the first section of the page counts");
    assert_eq!(heads[second + 1], "بخش سوم");
}

/// An anthology: two chapters by different people, in a book with an author of its own.
fn anthology() -> Book {
    let name = |name: &str| Spanned::new(name.to_owned(), Span::default());
    let by = |anchor, title: &str, people: &[&str]| Chapter {
        people: people
            .iter()
            .map(|person| Person { name: name(person), role: "aut".to_owned() })
            .collect(),
        ..chapter(anchor, title, vec![paragraph(&prose(130))])
    };
    let mut book = book(vec![
        by("c001", "داستان", &["نخستین نویسنده", "دومین نویسنده"]),
        by("c002", "جستار", &[]),
    ]);
    let author = Contributor { name: name("گردآورنده"), role: name("aut"), file_as: None };
    book.metadata.contributors.push(author);
    book
}

#[test]
fn heads_name_authors_book_and_chapter_on_the_side_that_the_design_says() {
    let paged = laid_in(&anthology(), &design_with(HeadText::Author, HeadText::Book)).value;
    let second = paged.anchors["c002"].page;
    for (index, (page, head)) in paged.pages.iter().zip(said(&paged)).enumerate() {
        let expected = match page.side {
            _ if index == 0 || index == second => "",
            Side::Verso => "کتاب نمونه",
            Side::Recto if index < second => "نخستین نویسنده و دومین نویسنده",
            Side::Recto => "گردآورنده",
        };
        assert_eq!(head, expected, "page {index}");
    }
}

#[test]
fn a_long_head_ends_after_a_word() {
    let title =
        "عنوانی که چنان بلند است که در یک سطر از سرصفحه جا نمی‌گیرد و باید پس از یک واژه کوتاه شود";
    let long = chapter("c001", title, vec![paragraph(&prose(130))]);
    let paged = laid_in(&book(vec![long]), &design_with(HeadText::Chapter, HeadText::Book)).value;
    let head = &said(&paged)[2];
    let kept = head.strip_suffix('…').expect("an ellipsis");
    assert!(title.starts_with(kept) && title[kept.len()..].starts_with(' '), "{head}");
}

#[test]
fn openings_show_their_numbers_as_the_design_says() {
    let short = chapter("c001", "کوتاه", vec![paragraph("یک بند.")]);
    let long = chapter("c002", "بلند", vec![paragraph(&prose(60))]);
    let book = book(vec![short, long]);
    let cases = [
        (OpeningFolio::None, [false, false]),
        (OpeningFolio::Single, [true, false]),
        (OpeningFolio::FootCenter, [true, true]),
    ];
    for (rule, expected) in cases {
        let mut design = design();
        design.running.opening_folio = rule;
        let paged = laid_in(&book, &design).value;
        for (anchor, shown) in ["c001", "c002"].into_iter().zip(expected) {
            let page = &paged.pages[paged.anchors[anchor].page];
            let furniture = furniture(page);
            assert_eq!(furniture.len(), usize::from(shown), "{rule:?} {anchor}");
            for (words, left, baseline) in furniture {
                assert_eq!(words, page.label);
                // The type area is 300 points wide and ends 520 points below the edge.
                let middle = if page.side == Side::Recto { 55.0 + 150.0 } else { 65.0 + 150.0 };
                assert!((left - middle).abs() < 8.0, "{left}");
                assert!((baseline - (70.0 + 450.0 + 30.0)).abs() < 0.01, "{baseline}");
            }
        }
    }
}

#[test]
fn the_ornament_of_an_opening_stands_where_the_design_says_and_is_no_content() {
    let mut chapter = chapter("c001", "عنوان", vec![paragraph(&prose(60))]);
    chapter.label = Some("فصل یکم".to_owned());
    chapter.date = Some("۱۴۰۳".to_owned());
    let book = book(vec![chapter]);
    let cases = [
        (OrnamentPlace::Above, "٭", Some(0)),
        (OrnamentPlace::Below, "٭", Some(3)),
        (OrnamentPlace::Below, " ", None),
        (OrnamentPlace::None, "٭", None),
    ];
    for (place, sign, lines_above) in cases {
        let mut design = design();
        (design.chapter.ornament_place, design.chapter.ornament) = (place, sign.to_owned());
        let paged = laid_in(&book, &design).value;
        let opening = paged.anchors["c001"].page;
        let ornaments = furniture(&paged.pages[opening]);
        let shown = content(&paged);
        assert!(shown.iter().all(|line| !line.text.contains('٭')), "{place:?}");
        let Some(lines_above) = lines_above else {
            assert_eq!(ornaments, [], "{place:?}");
            continue;
        };
        let [(words, _, baseline)] = &ornaments[..] else { panic!("{ornaments:?}") };
        assert_eq!(words, sign);
        let above = |line: &&Shown| line.page == opening && line.baseline < *baseline;
        assert_eq!(shown.iter().filter(above).count(), lines_above, "{place:?}");
        assert!(shown[3].baseline > *baseline, "the text is below it");
    }
}

#[test]
fn a_head_with_nothing_to_say_is_left_out() {
    let mut book = book(vec![chapter("c001", "", vec![paragraph(&prose(130))])]);
    book.metadata.title.value = String::new();
    let paged = laid_in(&book, &design()).value;
    // The number alone.
    assert_eq!(furniture(&paged.pages[2]).len(), 1);
}
