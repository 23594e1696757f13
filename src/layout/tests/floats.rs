//! Figures that leave their place in the text.

use super::fixture::*;
use crate::assembly::Book;
use crate::base::{Length, Span, Spanned};
use crate::design::model::FloatPlace;
use crate::document::{Attributes, Block, BlockKind, Figure, MediaSize};
use crate::layout::paged::{Item, Page, Paged};

/// A figure with a caption, of class `class`.
fn figure(image: &str, class: &str) -> Block {
    let path = Spanned::new(image.to_owned(), Span::default());
    let caption = words(&format!("تصویر {image}"));
    let figure = Figure { path, alt: image.to_owned(), caption };
    let mut block = block(BlockKind::Figure(figure));
    block.attributes.classes = [class.to_owned()].into_iter().filter(|it| !it.is_empty()).collect();
    block
}

/// A book of one chapter with images of these sizes, named by their index.
fn illustrated(blocks: Vec<Block>, sizes: &[(f64, f64)]) -> Book {
    let mut book = book(vec![chapter("c001", "عنوان", blocks)]);
    for (index, (width, height)) in sizes.iter().enumerate() {
        book.images.insert(index.to_string(), image(*width, *height));
    }
    book
}

/// Page, top and height of each image, in the order of the images' names.
fn images(paged: &Paged) -> Vec<(usize, f64, f64)> {
    let shown = |index: usize, page: &Page| {
        let of_page = page.items.iter().filter_map(move |item| match item {
            Item::Image { image, y, size, .. } => {
                Some((image.clone(), (index, y.to_pt(), size.height.to_pt())))
            }
            _ => None,
        });
        of_page.collect::<Vec<_>>()
    };
    let pages = paged.pages.iter().enumerate();
    let mut found: Vec<_> = pages.flat_map(|(index, page)| shown(index, page)).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.into_iter().map(|(_, place)| place).collect()
}

/// The page on which the paragraph with these words begins.
fn page_of(paged: &Paged, words: &str) -> usize {
    let lines = content(paged);
    lines.iter().find(|line| line.text.contains(words)).expect("the words").page
}

#[test]
fn a_figure_at_the_head_of_a_page_leaves_no_hole_in_the_text() {
    for lines in 55..80 {
        let blocks = vec![
            paragraph(&prose(lines)),
            paragraph("اینجا از تصویر گفته می‌شود."),
            figure("0", "top"),
            paragraph(&prose(100)),
        ];
        let paged = laid(&illustrated(blocks, &[(200.0, 150.0)]));
        let (page, top, _) = images(&paged)[0];
        let mention = page_of(&paged, "گفته می‌شود");
        assert!(
            (mention..=mention + 1).contains(&page),
            "mentioned on {mention}, stands on {page}"
        );
        assert!((top - 70.0).abs() < 0.01, "{top} is not the head of the type area");
        // Every page but the last is filled: 25 lines, or what the figure leaves of them.
        let last_line = |page: usize| {
            let lines = content(&paged);
            let of_page = lines.iter().filter(|line| line.page == page);
            of_page.map(|line| line.baseline).fold(0.0, f64::max)
        };
        for page in 0..paged.pages.len() - 1 {
            assert!(
                last_line(page) > 502.0 - 3.5 * 18.0,
                "page {page} of {lines}: {}",
                last_line(page)
            );
        }
    }
}

#[test]
fn figures_keep_their_order_and_come_after_their_mention() {
    let mut blocks = Vec::new();
    let mut sizes = Vec::new();
    for n in 0..12_usize {
        blocks.push(paragraph(&format!("{} نشان{n}نشان.", prose(n * 5 % 17 + 1))));
        blocks.push(figure(&format!("{n:02}"), ["top", "page", "here", "top"][n % 4]));
        sizes.push((180.0, 60.0 + 37.0 * (n % 5) as f64));
    }
    blocks.push(paragraph(&prose(30)));
    let mut book = illustrated(blocks, &[]);
    for (n, (width, height)) in sizes.iter().enumerate() {
        book.images.insert(format!("{n:02}"), image(*width, *height));
    }
    let paged = laid(&book);
    let places = images(&paged);
    assert_eq!(places.len(), 12, "none is lost, none comes twice");
    let floating: Vec<_> = (0..12).filter(|n| n % 4 != 2).map(|n| places[n]).collect();
    assert!(floating.is_sorted_by(|a, b| (a.0, a.1) <= (b.0, b.1)), "{floating:?}");
    for (n, (page, ..)) in places.iter().enumerate() {
        assert!(*page >= page_of(&paged, &format!("نشان{n}نشان")), "figure {n}");
    }
    // Captions stand right below their images.
    let lines = content(&paged);
    for (n, (page, top, height)) in places.iter().enumerate() {
        let caption = lines.iter().find(|line| line.text == format!("تصویر {n:02}"));
        let caption = caption.expect("a caption");
        assert_eq!(caption.page, *page);
        let below = caption.baseline - top - height;
        assert!(below > 0.0 && below < 25.0, "{below} points below figure {n}");
    }
}

#[test]
fn a_figure_with_a_page_to_itself_stands_in_the_middle_of_it() {
    let blocks = vec![paragraph(&prose(10)), figure("0", "page"), paragraph(&prose(100))];
    let paged = laid(&illustrated(blocks, &[(280.0, 300.0)]));
    let (page, top, height) = images(&paged)[0];
    assert_eq!(page, 1);
    let text = content(&paged).into_iter().filter(|line| line.page == 1).count();
    assert_eq!(text, 1, "the caption and nothing else");
    let (above, below) = (top - 70.0, 520.0 - top - height);
    assert!(above > 20.0 && (above - below).abs() < 50.0, "{above} above, {below} below");
}

#[test]
fn a_figure_at_the_end_of_a_chapter_is_not_lost() {
    let blocks = vec![paragraph(&prose(3)), figure("0", "top"), figure("1", "page")];
    let paged = laid(&illustrated(blocks, &[(200.0, 150.0), (200.0, 150.0)]));
    assert_eq!(images(&paged).len(), 2);
}

#[test]
fn the_design_says_where_figures_stand_that_do_not_say_it() {
    let blocks = vec![paragraph(&prose(45)), figure("0", ""), paragraph(&prose(60))];
    let book = illustrated(blocks, &[(200.0, 150.0)]);
    let mut design = design();
    design.figure.float = FloatPlace::Top;
    let top = images(&laid_in(&book, &design).value)[0];
    let here = images(&laid(&book))[0];
    assert!((top.1 - 70.0).abs() < 0.01 && here.1 > 100.0, "{top:?} {here:?}");
}

#[test]
fn an_image_has_the_size_that_its_author_asks_for() {
    let sized = |others: &[(&str, &str)]| {
        let mut block = figure("0", "");
        let others = others.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        block.attributes = Attributes { others: others.collect(), ..Attributes::default() };
        let book = illustrated(vec![paragraph("متن"), block], &[(200.0, 100.0)]);
        let warned = laid_in(&book, &design());
        (images(&warned.value)[0].2, warned.diagnostics.len())
    };
    // The measure is 300 points, the type area 450 points high, the image twice as wide as high.
    assert_eq!(sized(&[("width", "60%")]), (90.0, 0));
    assert_eq!(sized(&[("width", "100pt")]), (50.0, 0));
    assert_eq!(sized(&[("height", "20%")]), (90.0, 0));
    assert_eq!(sized(&[("width", "100pt"), ("height", "100pt")]), (100.0, 0));
    assert_eq!(sized(&[("width", "wide")]), (100.0, 1));
    assert_eq!(sized(&[("width", "0%")]), (100.0, 1));
}

#[test]
fn sizes_are_shares_or_lengths() {
    assert_eq!(MediaSize::parse("60%"), Some(MediaSize::Share(0.6)));
    assert_eq!(MediaSize::parse("10mm"), Some(MediaSize::Length(Length::mm(10.0))));
    for wrong in ["", "60", "%", "120%", "-3mm", "0pt", "4px", "nan%"] {
        assert_eq!(MediaSize::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_figure_with_a_footnote_stays_where_it_is_written() {
    let mut with_note = figure("0", "top");
    if let BlockKind::Figure(figure) = &mut with_note.kind {
        figure.caption = words("تصویر^0");
    }
    let blocks = vec![paragraph(&prose(38)), with_note, paragraph(&prose(20))];
    let mut book = illustrated(blocks, &[(200.0, 150.0)]);
    if let crate::assembly::BodyItem::Chapter(chapter) = &mut book.body[0] {
        chapter.notes = vec![note(0, "۱", "پانوشت")];
    }
    let (_, top, _) = images(&laid(&book))[0];
    assert!(top > 100.0, "{top}");
}
