//! Pages: rules of page ends, the grid, sides, numbers, heads.

use super::fixture::*;
use crate::assembly::{BodyItem, ColophonLine, Part, Piece};
use crate::base::{Lang, Span};
use crate::layout::dump;
use crate::layout::paged::{ContentKind, Item, PartOf, Side};

#[test]
fn a_short_chapter() {
    insta::assert_snapshot!(dumped(vec![
        paragraph("بند نخست کوتاه است."),
        heading(1, "میان‌عنوان"),
        paragraph("بند پس از عنوان تورفتگی ندارد."),
        paragraph("بند بعدی دارد."),
    ]));
}

/// Paragraphs of every length from one line to a page, after a heading each: whatever the places
/// of the page ends, no rule is broken.
#[test]
fn no_widow_no_orphan_no_heading_at_the_foot() {
    for shift in 0..8 {
        let mut blocks = vec![paragraph(&prose(shift + 1))];
        for n in 1..25 {
            blocks.push(heading(1, "عنوان این بخش از متن"));
            blocks.push(paragraph(&prose(n % 9 + 1)));
            blocks.push(paragraph(&prose(n % 5 + 1)));
        }
        let paged = laid(&book(vec![chapter("c001", "عنوان", blocks)]));
        assert!(paged.pages.len() > 5);
        assert_page_ends(&content(&paged));
    }
}

fn assert_page_ends(lines: &[Shown]) {
    for (at, pair) in lines.windows(2).enumerate() {
        let [above, below] = pair else { unreachable!("windows of two") };
        if above.page == below.page {
            continue;
        }
        assert!(!matches!(above.kind, ContentKind::Heading(_)), "heading at the foot");
        if above.block == below.block {
            let of_block = |line: &&Shown| line.block == above.block;
            assert!(lines[..=at].iter().rev().take_while(of_block).count() >= 2, "orphan");
            assert!(lines[at + 1..].iter().take_while(of_block).count() >= 2, "widow");
        } else {
            let under_heading = lines[..=at]
                .iter()
                .rev()
                .take_while(|line| line.page == above.page)
                .position(|line| matches!(line.kind, ContentKind::Heading(_)));
            assert!(under_heading.is_none_or(|lines| lines >= 2), "one line under a heading");
        }
    }
}

#[test]
fn body_lines_stand_on_the_grid_of_every_page() {
    let mut blocks = Vec::new();
    for n in 0..12 {
        blocks.push(paragraph(&prose(n + 3)));
        blocks.push(heading(1, "عنوان"));
        blocks.push(paragraph(&prose(4)));
        blocks.push(block(crate::document::BlockKind::Quote(vec![paragraph(&prose(2))])));
    }
    let paged = laid(&book(vec![chapter("c001", "عنوان", blocks)]));
    let body = content(&paged);
    let body: Vec<&Shown> =
        body.iter().filter(|line| line.kind == ContentKind::Paragraph).collect();
    let first = body[0].baseline % GRID.to_pt();
    for line in body {
        assert!((line.baseline % GRID.to_pt() - first).abs() < 0.01, "{}", line.text);
    }
}

#[test]
fn recto_is_on_the_left_and_the_inner_margin_at_the_spine() {
    let paged = laid(&book(vec![chapter("c001", "عنوان", vec![paragraph(&prose(120))])]));
    for page in &paged.pages {
        let right = page.items.iter().filter_map(|item| match item {
            Item::Text { line, x, part: PartOf::Content { .. }, .. } => {
                Some((*x + line.left + line.width).to_pt())
            }
            _ => None,
        });
        let right = right.fold(0.0, f64::max);
        // Page 420 wide, 65 inner, 55 outer: the right edge of a left page is at the spine.
        let expected = if page.side == Side::Recto { 420.0 - 65.0 } else { 420.0 - 55.0 };
        assert!((right - expected).abs() < 0.01, "{right} on {:?}", page.side);
    }
    let sides: Vec<Side> = paged.pages.iter().map(|page| page.side).collect();
    assert_eq!(sides[..3], [Side::Recto, Side::Verso, Side::Recto]);
}

#[test]
fn front_matter_is_numbered_apart_and_the_text_begins_on_a_recto() {
    let chapters = vec![
        chapter("c001", "فصل نخست", vec![paragraph(&prose(60))]),
        chapter(
            "c002",
            "فصل دوم با عنوانی چنان بلند که در یک سطر فهرست جا نمی‌گیرد و به سطر دوم می‌رود",
            vec![paragraph(&prose(60))],
        ),
    ];
    let colophon = vec![
        ColophonLine::Field {
            label: "عنوان".to_owned(), value: "کتاب نمونه".to_owned()
        },
        ColophonLine::PageCount { label: "شمار صفحه‌ها".to_owned() },
    ];
    let front = vec![Piece::HalfTitle, Piece::Title, Piece::Colophon(colophon), Piece::Toc];
    let paged = laid(&with_front(book(chapters), front));
    assert_eq!(labels(&paged)[..8], ["الف", "ب", "پ", "ت", "ث", "ج", "۱", "۲"]);
    let page = |index: usize| dump::page(&paged.pages[index]);
    assert_eq!(page(1), "== ب verso ==\n");
    insta::assert_snapshot!([page(0), page(2), page(3), page(4), page(5)].concat());
    let count = crate::persian::digits::DigitStyle::Persian.write(paged.pages.len());
    assert!(page(3).contains(&format!("شمار صفحه‌ها: {count}")), "{}", page(3));
    let outline: Vec<(&str, usize)> = paged
        .outline
        .iter()
        .map(|entry| (entry.title.split(' ').nth(1).unwrap_or(""), entry.destination.page))
        .collect();
    assert_eq!(outline[0], ("نخست", 6));
    assert_eq!(paged.anchors["c002"].page, outline[1].1);
}

#[test]
fn heads_and_folios_mirror_and_are_absent_where_something_opens() {
    let chapters = vec![chapter("c001", "فصل نخست", vec![paragraph(&prose(150))])];
    let paged = laid(&book(chapters));
    let furniture = |index: usize| -> Vec<String> {
        dump::page(&paged.pages[index])
            .lines()
            .filter(|line| line.contains("furniture"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(furniture(0), Vec::<String>::new());
    insta::assert_snapshot!([furniture(1), furniture(2)].concat().join("\n"));
}

#[test]
fn a_colophon_too_long_for_a_page_goes_on_over_the_next() {
    let text = ColophonLine::Text(prose(120));
    let front = vec![Piece::Title, Piece::Colophon(vec![text])];
    let paged = laid(&with_front(book(vec![chapter("c001", "عنوان", Vec::new())]), front));
    let lines = content(&paged);
    assert!(lines.iter().all(|line| line.baseline < 70.0 + 450.0));
    let of_colophon = lines.iter().filter(|line| (1..3).contains(&line.page)).count();
    assert!(of_colophon > 26, "{of_colophon}");
}

/// A book of two parts with a preface, in the language `lang`.
fn parted(lang: &str) -> crate::assembly::Book {
    let part = |anchor: &str, title: &str, chapters| {
        BodyItem::Part(Part {
            anchor: anchor.to_owned(),
            label: "بخش".to_owned(),
            title: title.to_owned(),
            chapters,
            span: Span::default(),
        })
    };
    let long = |anchor, title| chapter(anchor, title, vec![paragraph(&prose(110))]);
    let mut book = book(Vec::new());
    book.metadata.lang.value = Lang::parse(lang).expect("a language");
    book.binding = book.direction();
    book.front = vec![Piece::Chapter(Box::new(long("f01", "پیش‌گفتار")))];
    book.body = vec![
        part("p01", "روز", vec![long("c001", "بامداد")]),
        part("p02", "شب", vec![long("c002", "شامگاه")]),
    ];
    book
}

#[test]
fn parts_begin_on_a_recto_and_have_their_leaf() {
    let paged = laid(&parted("fa"));
    for (anchor, shown) in [("p01", "روز"), ("p02", "شب")] {
        let index = paged.anchors[anchor].page;
        assert_eq!(paged.pages[index].side, Side::Recto);
        assert!(dump::page(&paged.pages[index]).contains(shown));
        assert_eq!(paged.pages[index + 1].items.len(), 0, "the verso of a part is blank");
    }
    // The verso of a chapter in a part names the part, its recto the chapter.
    let first = paged.anchors["c001"].page;
    let head = |page: usize| {
        let dump = dump::page(&paged.pages[page]);
        let head = dump.lines().find(|line| line.contains("furniture"));
        head.unwrap_or_default().rsplit(": ").next().unwrap_or_default().to_owned()
    };
    assert_eq!(
        (head(first), head(first + 1), head(first + 2)),
        (String::new(), "روز".to_owned(), "بامداد".to_owned(),)
    );
}

#[test]
fn an_anchor_leads_to_the_top_of_its_heading() {
    let blocks = vec![
        paragraph(&prose(90)),
        with_id(heading(1, "هدف"), "target"),
        with_id(paragraph("پایان."), "end"),
    ];
    let paged = laid(&book(vec![chapter("c001", "عنوان", blocks)]));
    let lines = content(&paged);
    let line = lines.iter().find(|line| line.text == "هدف").expect("the heading");
    let target = paged.anchors["target"];
    assert_eq!(target.page, line.page);
    let above = line.baseline - target.y.to_pt();
    assert!(above > 0.0 && above < 20.0, "{above} points above the baseline");
    assert!(paged.anchors["end"].y > target.y);
    assert!(paged.anchors["c001"].y.to_pt() > 70.0 + 53.0, "below the drop of the opening");
}

#[test]
fn a_left_to_right_book_is_the_mirror_image() {
    let paged = laid(&parted("en"));
    assert_eq!(labels(&paged)[..2], ["i", "ii"]);
    let recto = paged.pages.iter().find(|page| page.side == Side::Recto).expect("a recto");
    let left = recto.items.iter().filter_map(|item| match item {
        Item::Text { line, x, .. } => Some((*x + line.left).to_pt()),
        _ => None,
    });
    // The spine is at the left of a recto.
    assert!((left.fold(f64::MAX, f64::min) - 65.0).abs() < 0.01);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let book = parted("fa");
    let with_threads = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| dump::pages(&laid(&book)))
    };
    assert_eq!(with_threads(1), with_threads(4));
}

#[test]
fn a_title_too_long_for_its_running_head_is_shortened() {
    let title =
        "عنوانی که چنان بلند است که در یک سطر از سرصفحه جا نمی‌گیرد و باید کوتاه شود تا بماند";
    let paged = laid(&book(vec![chapter("c001", title, vec![paragraph(&prose(130))])]));
    let dump = dump::page(&paged.pages[2]);
    let head = dump.lines().find(|line| line.contains("furniture")).expect("a head");
    assert!(head.contains("عنوانی که") && head.ends_with('…'), "{head}");
}

#[test]
fn a_list_is_not_parted_from_the_line_that_leads_up_to_it() {
    for lines in 10..40 {
        let items = (0..6).map(|_| vec![paragraph("گزینه")]).collect();
        let list = list(crate::document::ListKind::Bullet, items);
        let blocks = vec![paragraph(&prose(lines)), paragraph("چنین است:"), list];
        let lines = content(&laid(&book(vec![chapter("c001", "عنوان", blocks)])));
        let at = lines.iter().position(|line| line.text == "چنین است:").expect("the line");
        assert_eq!(lines[at].page, lines[at + 1].page);
    }
}

#[test]
fn contents_at_the_end_of_the_book_have_true_page_numbers() {
    let mut book = book(vec![
        chapter("c001", "نخست", vec![paragraph(&prose(60))]),
        chapter("c002", "دوم", vec![paragraph(&prose(60))]),
    ]);
    book.back = vec![Piece::Toc];
    let paged = laid(&book);
    let last = paged.pages.last().expect("pages");
    let page = &paged.pages[paged.anchors["c002"].page];
    assert!(dump::page(last).contains(&format!("tocentry: {}", page.label)));
}

/// Paragraphs of one to nine lines: pages end early to spare widows and orphans, and the page that
/// faces them ends with them.
#[test]
fn facing_pages_end_on_the_same_line() {
    let blocks: Vec<_> = (0..160).map(|n| paragraph(&prose(n * 7 % 11 + 1))).collect();
    let paged = laid(&book(vec![chapter("c001", "عنوان", blocks)]));
    let foot = |page: usize| {
        let lines = content(&paged);
        lines.iter().filter(|line| line.page == page).map(|line| line.baseline).fold(0.0, f64::max)
    };
    let spreads: Vec<usize> = (1..paged.pages.len() - 2).step_by(2).collect();
    let uneven = spreads.iter().filter(|verso| (foot(**verso) - foot(**verso + 1)).abs() > 1.0);
    // Two thirds of the spreads are uneven when each page ends as late as it can.
    assert_eq!((spreads.len(), uneven.count()), (15, 0));
    let short = (1..paged.pages.len() - 1).filter(|page| foot(*page) < 502.0 - 3.5 * 18.0);
    assert_eq!(short.count(), 0, "pages more than three lines short");
}
