//! The pieces before the text: their leaves, sides and numbers.

use super::fixture::*;
use crate::assembly::captions::Captioned;
use crate::assembly::{ContentsEntry, ContentsLevel, Piece};
use crate::base::{Span, Spanned};
use crate::design::model::Weight;
use crate::layout::dump;
use crate::layout::paged::{ContentKind, Item, Numbering, PartOf, Side};
use crate::manifest::plan::{Frontispiece, PieceRole};
use crate::wording::CaptionKind;

fn spanned(text: &str) -> Spanned<String> {
    Spanned::new(text.to_owned(), Span::default())
}

#[test]
fn the_name_of_god_has_an_unnumbered_leaf_and_mottos_have_rectos() {
    let mut motto = chapter("f01", "سرلوحه", vec![paragraph("توانا بود هر که دانا بود")]);
    motto.role = Some(PieceRole::Epigraph);
    let front = vec![
        Piece::NameOfGod(spanned("به نام خدا")),
        Piece::HalfTitle,
        Piece::Blank,
        Piece::Title,
        Piece::Chapter(Box::new(motto)),
    ];
    let chapters = vec![chapter("c001", "یک", vec![paragraph(&prose(20))])];
    let paged = laid(&with_front(book(chapters), front));
    assert_eq!(labels(&paged)[..9], ["", "", "الف", "ب", "پ", "ت", "ث", "ج", "۱"]);
    assert_eq!(paged.pages[0].numbering, Numbering::None);
    let page = |index: usize| dump::page(&paged.pages[index]);
    assert!(page(0).contains("به نام خدا"), "{}", page(0));
    assert!(page(6).contains("توانا بود هر که دانا بود"), "{}", page(6));
    assert!(!page(6).contains("سرلوحه"), "a motto has no heading: {}", page(6));
    assert_eq!(paged.anchors["f01"].page, 6);
}

#[test]
fn a_frontispiece_stands_opposite_the_title_page() {
    for before in [vec![Piece::HalfTitle], Vec::new(), vec![Piece::HalfTitle, Piece::Blank]] {
        let picture = Frontispiece {
            picture: spanned("gate.png"),
            alt: "دری".to_owned(),
            caption: Some(spanned("درِ باغ")),
        };
        let pieces = before.into_iter().chain([Piece::Frontispiece(picture), Piece::Title]);
        let chapters = vec![chapter("c001", "یک", vec![paragraph(&prose(20))])];
        let mut book = with_front(book(chapters), pieces.collect());
        book.images.insert("gate.png".to_owned(), image(400.0, 300.0));
        let paged = laid(&book);
        let at = paged.pages.iter().position(|page| dump::page(page).contains("درِ باغ")).unwrap();
        assert_eq!(paged.pages[at].side, Side::Verso);
        assert!(dump::page(&paged.pages[at + 1]).contains("کتاب نمونه"));
    }
}

#[test]
fn figures_are_listed_with_their_pages() {
    let blocks = vec![paragraph(&prose(200)), with_id(paragraph("این‌جا."), "c001f1")];
    let mut book = with_front(
        book(vec![chapter("c001", "یک", blocks)]),
        vec![Piece::Captions(CaptionKind::Figure)],
    );
    book.captions.figures = vec![Captioned {
        anchor: "c001f1".to_owned(),
        label: Some("شکل ۱".to_owned()),
        title: "درِ باغ".to_owned(),
        span: Span::default(),
    }];
    let paged = laid(&book);
    let list = dump::page(&paged.pages[0]);
    let page = &paged.pages[paged.anchors["c001f1"].page].label;
    assert!(list.contains("فهرست شکل\u{200C}ها"), "{list}");
    assert!(list.contains("شکل ۱. درِ باغ"), "{list}");
    assert!(list.contains(&format!(": {page}\n")), "{page}: {list}");
}

#[test]
fn a_colophon_counts_its_pages_and_becomes_smaller_rather_than_two_pages() {
    use crate::assembly::{ColophonLine, RecordEntry};
    let record = RecordEntry {
        label: "مشخصات ظاهری".to_owned(),
        values: vec!["{} ص.".to_owned()],
        counts_pages: true,
    };
    let field =
        ColophonLine::Field { label: "ناشر".to_owned(), value: "نشر نمونه".to_owned() };
    let sizes: Vec<f64> = [4, 23, 27]
        .into_iter()
        .map(|lines| {
            let mut colophon = vec![ColophonLine::Recorded(record.clone())];
            colophon.extend(std::iter::repeat_n(field.clone(), lines));
            let chapters = vec![chapter("c001", "یک", vec![paragraph(&prose(20))])];
            let paged = laid(&with_front(book(chapters), vec![Piece::Colophon(colophon)]));
            let count = crate::persian::DigitStyle::Persian.write(paged.pages.len());
            let page = dump::page(&paged.pages[0]);
            assert!(page.contains(&format!(": {count} ص.")), "{page}");
            assert_eq!(page.matches("نشر نمونه").count(), lines, "{page}");
            let lines = content(&paged);
            let of_field = lines.iter().filter(|line| line.page == 0 && line.text.contains("نشر"));
            let baselines: Vec<f64> = of_field.map(|line| line.baseline).collect();
            baselines[1] - baselines[0]
        })
        .collect();
    assert!(sizes[0] > sizes[1] && sizes[1] > sizes[2], "{sizes:?}");
}

#[test]
fn front_pages_are_numbered_as_the_manifest_says() {
    use crate::manifest::plan::FrontNumbers;
    for (front, expected) in [
        (FrontNumbers::Usual, ["الف", "ب", "پ", "ت", "۱"]),
        (FrontNumbers::Abjad, ["ا", "ب", "ج", "د", "۱"]),
        (FrontNumbers::Roman, ["i", "ii", "iii", "iv", "۱"]),
        (FrontNumbers::Continuous, ["۱", "۲", "۳", "۴", "۵"]),
    ] {
        let chapters = vec![chapter("c001", "یک", vec![paragraph(&prose(20))])];
        let mut book = with_front(book(chapters), vec![Piece::HalfTitle, Piece::Title]);
        book.metadata.numbering.front = front;
        assert_eq!(labels(&laid(&book))[..5], expected);
    }
}

/// Contents of parts with chapters whose titles are of all lengths.
fn long_contents(parts: usize) -> crate::assembly::Book {
    use crate::assembly::{BodyItem, Part};
    let mut book = with_front(book(Vec::new()), vec![Piece::Toc]);
    let title = |n: usize| "عنوانی از چند واژه ".repeat(1 + n % 7).trim().to_owned();
    for at in 0..parts {
        let anchor = format!("p{at:02}");
        let chapters: Vec<_> = (0..=at % 4)
            .map(|n| chapter(&format!("c{at:02}{n}"), &title(at + n), vec![paragraph("متن.")]))
            .collect();
        let children =
            chapters.iter().map(|one| toc_entry(ContentsLevel::Chapter, &one.anchor, one));
        let mut entry = toc_entry(ContentsLevel::Part, &anchor, &chapters[0]);
        entry.children = children.collect();
        book.contents.push(entry);
        let (label, title) = ("بخش".to_owned(), title(at));
        book.body.push(BodyItem::Part(Part {
            anchor,
            label,
            title,
            chapters,
            span: Span::default(),
        }));
    }
    book
}

fn toc_entry(level: ContentsLevel, anchor: &str, of: &crate::assembly::Chapter) -> ContentsEntry {
    ContentsEntry {
        level,
        label: None,
        title: crate::document::inline::plain_text(&of.title),
        author: None,
        anchor: anchor.to_owned(),
        span: Span::default(),
        children: Vec::new(),
    }
}

#[test]
fn contents_keep_parts_with_their_chapters_and_titles_off_the_numbers() {
    for parts in [3, 17, 40] {
        let book = long_contents(parts);
        let paged = laid(&book);
        let pages = paged.pages.iter().take_while(|page| page.numbering == Numbering::Alphabetic);
        let mut listed = 0;
        for page in pages.filter(|page| !page.items.is_empty()) {
            let mut edge_of_numbers = f64::MIN;
            let (mut titles, mut last) = (Vec::new(), None);
            for item in &page.items {
                let Item::Text { line, x, part: PartOf::Content { kind, .. }, .. } = item else {
                    continue;
                };
                if *kind != ContentKind::TocEntry {
                    continue;
                }
                let (left, right) = (*x + line.left, *x + line.left + line.width);
                let words: String = line.pieces.iter().map(|piece| &*piece.run.text).collect();
                if words.contains("عنوان") || words.contains("واژه") || words.contains("چند")
                {
                    titles.push(left.to_pt());
                    last = line.pieces.first().map(|piece| piece.style.weight);
                } else {
                    edge_of_numbers = edge_of_numbers.max(right.to_pt());
                    listed += 1;
                }
            }
            assert!(titles.iter().all(|left| *left > edge_of_numbers), "{parts}: {titles:?}");
            assert_ne!(last, Some(Weight::Bold), "{parts}: a part is the last line of a page");
        }
        let chapters: usize = (0..parts).map(|at| 1 + at % 4).sum();
        assert_eq!(listed, parts + chapters, "{parts}");
    }
}

#[test]
fn the_design_chooses_which_documents_before_the_text_are_listed() {
    use crate::design::model::TocFront;
    let front = |anchor: &str, title: &str| chapter(anchor, title, vec![paragraph("متن.")]);
    let mut book = book(vec![chapter("c001", "یک", vec![paragraph("متن.")])]);
    let (before, after) = (front("f01", "یادداشت"), front("f02", "پیشگفتار"));
    for (at, one) in [&before, &after].into_iter().enumerate() {
        book.contents.insert(at, toc_entry(ContentsLevel::Chapter, &one.anchor, one));
    }
    book.front =
        vec![Piece::Chapter(Box::new(before)), Piece::Toc, Piece::Chapter(Box::new(after))];
    for (choice, expected) in [
        (TocFront::All, [true, true]),
        (TocFront::After, [false, true]),
        (TocFront::None, [false, false]),
    ] {
        let mut design = design();
        design.toc.front = choice;
        let paged = laid_in(&book, &design).value;
        let contents = paged.pages.iter().map(dump::page).find(|page| page.contains("فهرست"));
        let contents = contents.expect("the contents");
        let found = ["یادداشت", "پیشگفتار"].map(|title| contents.contains(title));
        assert_eq!(found, expected, "{contents}");
        assert!(contents.contains("یک"));
    }
}

#[test]
fn a_glossary_hangs_and_its_terms_stand_in_the_first_lines() {
    use crate::assembly::glossary::LIST_CLASS;
    use crate::document::{BlockKind, Definition};
    let entry = |term: &str, said: &str| Definition {
        term: words(term),
        details: vec![vec![paragraph(said), paragraph("و باز.")]],
        span: Span::default(),
    };
    let entries = vec![entry("عطف", "پهلوی کتاب."), entry("گارسه", &prose(3))];
    let list = with_class(block(BlockKind::Definitions(entries)), LIST_CLASS);
    let mut design = design();
    let body = design.style(crate::design::model::Role::Body).clone();
    let hanging = crate::design::model::Style {
        start_indent: crate::base::Length::pt(18.0),
        first_indent: crate::base::Length::pt(-18.0),
        ..body
    };
    design.styles.insert(crate::design::model::Role::GlossaryEntry, hanging);
    let paged = laid_in(&book(vec![chapter("c001", "واژه‌ها", vec![list])]), &design).value;
    let lines = content(&paged);
    let right = |start: &str| {
        let line = lines.iter().find(|line| line.text.starts_with(start));
        line.unwrap_or_else(|| panic!("{start}")).right
    };
    assert!((right("عطف: پهلوی") - right("گارسه: ")).abs() < 0.1);
    assert!((right("عطف: پهلوی") - right("و باز.") - 18.0).abs() < 0.1);
}

#[test]
fn the_pages_of_colophon_and_contents() {
    use crate::assembly::{ColophonLine, RecordEntry};
    let entry = |label: &str, values: &[&str], counts_pages| {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        ColophonLine::Recorded(RecordEntry { label: label.to_owned(), values, counts_pages })
    };
    let field = |label: &str, value: &str| ColophonLine::Field {
        label: label.to_owned(),
        value: value.to_owned(),
    };
    let colophon = vec![
        entry("سرشناسه", &["سطری، یاشار"], false),
        entry("مشخصات ظاهری", &["{} ص.: مصور."], true),
        entry("موضوع", &["شعر فارسی", "داستان‌های کوتاه فارسی، از آغاز تا امروز، در یک جلد"], false),
        field("ناشر", "نشر نمونه"),
        field("شابک", "۹۷۸-۶۰۰-۳۸۴-۰۳۳-۱"),
    ];
    let mut book = long_contents(4);
    book.front = vec![Piece::Colophon(colophon), Piece::Toc];
    let paged = laid(&book);
    let pages = paged.pages.iter().take(4).map(dump::page);
    insta::assert_snapshot!(pages.collect::<Vec<_>>().concat());
}
