//! The golden form of the pages.

use std::sync::OnceLock;

use super::build::*;
use super::design::design;
use crate::assembly::book::{BodyItem, Book, Piece};
use crate::base::{Em, Source, SourceId, Stamp};
use crate::collect::Format;
use crate::design::Design;
use crate::design::model::OrnamentPlace;
use crate::document::{BlockKind, Inline, InlineKind, LinkTarget};
use crate::epub::matter;
use crate::epub::nav::{self, Landmark};
use crate::epub::package::{self, Item};
use crate::epub::page::Matter;
use crate::epub::text::Shared;
use crate::import::import;
use crate::wording::Words;

pub fn shared(book: &Book) -> Shared<'_> {
    static DESIGN: OnceLock<Design> = OnceLock::new();
    let design = DESIGN.get_or_init(|| design("base"));
    Shared {
        book,
        design,
        words: Words::of(book.lang()),
        printed: None,
        measure: &|_: &[Inline]| Em(12.3),
    }
}

/// It has a place for those who see, and no words for those who listen or search.
#[test]
fn the_ornament_of_a_chapter_is_an_empty_element_above_or_below_its_head() {
    let book = book("fa", vec![]);
    let chapter = chapter("c001", "عنوان", vec![paragraph("متن")]);
    let ornament = "<div class=\"chapter-ornament\" aria-hidden=\"true\"></div>\n";
    for (place, before, after) in [
        (OrnamentPlace::Above, ornament, ""),
        (OrnamentPlace::Below, "", ornament),
        (OrnamentPlace::None, "", ""),
    ] {
        let mut design = design("base");
        design.chapter.ornament_place = place;
        let shared = Shared { design: &design, ..shared(&book) };
        let (page, _) = matter::chapter(shared, &chapter, Matter::Body);
        let (_, rest) = page.xhtml.split_once("<header class=\"chapter-head\">\n").unwrap();
        let (head, _) = rest.split_once("</header>").unwrap();
        let (above, title) = head.split_once("<h1").unwrap();
        let (_, below) = title.split_once("</h1>\n").unwrap();
        assert_eq!((above, below), (before, after), "{place:?}");
        assert!(!page.chars.iter().any(|c| c == '٭'), "{place:?}");
    }
}

#[test]
fn chapters() {
    let book = every_form();
    for chapter in book.chapters() {
        let (page, _) = matter::chapter(shared(&book), chapter, Matter::Body);
        insta::assert_snapshot!(page.file, page.xhtml);
    }
}

#[test]
fn generated_pages() {
    let book = every_form();
    let shared = shared(&book);
    let title = matter::title_page(shared);
    insta::assert_snapshot!(title.file, title.xhtml);
    for item in &book.body {
        if let BodyItem::Part(part) = item {
            let part = matter::part(shared, part);
            insta::assert_snapshot!(part.file, part.xhtml);
        }
    }
    for piece in &book.front {
        if let Piece::Colophon(lines) = piece {
            let colophon = matter::colophon(shared, lines);
            insta::assert_snapshot!(colophon.file, colophon.xhtml);
        }
    }
}

#[test]
fn navigation_and_package() {
    let book = every_form();
    let words = Words::of(book.lang());
    let landmarks =
        [Landmark { epub_type: "toc", name: "فهرست", href: "nav.xhtml".to_owned() }];
    insta::assert_snapshot!("nav", nav::document(&book, words, &landmarks).xhtml);
    insta::assert_snapshot!("ncx", nav::ncx(&book, words));
    let items = [
        Item::text("nav.xhtml").with("nav"),
        Item::text("c001.xhtml"),
        Item::new("cover.png", "image/png").with("cover-image"),
    ];
    let stamp = Stamp::from_epoch(None).expect("a stamp");
    insta::assert_snapshot!("package", package::document(&book, words, stamp, &items));
}

#[test]
fn an_english_book_runs_from_left_to_right() {
    let book = book(
        "en",
        vec![BodyItem::Chapter(Box::new(chapter(
            "c001",
            "One",
            vec![mixed(vec![words("The word «کتاب» and "), span("fa", "یک جملهٔ فارسی")])],
        )))],
    );
    let chapter = book.chapters().next().expect("a chapter");
    let (page, _) = matter::chapter(shared(&book), chapter, Matter::Body);
    let body = page.xhtml.split_once("</header>").expect("a head").1.trim();
    insta::assert_snapshot!(body, @r#"
    <p>The word «<span dir="rtl">کتاب</span>» and <span lang="fa" xml:lang="fa" dir="rtl">یک جملهٔ فارسی</span></p>
    </section>
    </body>
    </html>
    "#);
}

#[test]
fn a_formula_is_one_run_from_left_to_right() {
    let script = |raised: bool, text: &str| {
        let content = line(text);
        inline(if raised {
            InlineKind::Superscript(content)
        } else {
            InlineKind::Subscript(content)
        })
    };
    let content = vec![
        words("آب H"),
        script(false, "2"),
        words("O و CO"),
        script(false, "2"),
        words("، و ۳ m"),
        script(true, "2"),
        words(" و x"),
        script(true, "دو"),
    ];
    let chapter = chapter("c001", "فرمول", vec![mixed(content)]);
    let book = book("fa", vec![BodyItem::Chapter(Box::new(chapter))]);
    let chapter = book.chapters().next().expect("a chapter");
    let (page, _) = matter::chapter(shared(&book), chapter, Matter::Body);
    let body = page.xhtml.split_once("</header>").expect("a head").1.trim();
    insta::assert_snapshot!(body.lines().next().expect("a paragraph"), @r#"<p>آب <span dir="ltr">H<sub>2</sub>O</span> و <span dir="ltr">CO<sub>2</sub></span>، و ۳ <span dir="ltr">m<sup>2</sup></span> و <span dir="ltr">x</span><sup>دو</sup></p>"#);
}

/// Names of classes, languages and addresses come from authors; none of it may become markup.
#[test]
fn nothing_of_the_input_becomes_markup() {
    let hostile = "\"><script>alert(1)</script>";
    let mut block = paragraph(hostile);
    block.attributes.classes = vec![hostile.to_owned(), "fine".to_owned()];
    block.attributes.lang = Some(spanned(hostile));
    block.attributes.others =
        vec![("dir".to_owned(), hostile.to_owned()), ("onclick".to_owned(), "x".to_owned())];
    let code = BlockKind::Code { language: Some(hostile.to_owned()), text: hostile.to_owned() };
    let link = link(LinkTarget::External(format!("https://a.org/{hostile}")), hostile);
    let blocks = vec![block, super::build::block(code), mixed(vec![link])];
    let book = book("fa", vec![BodyItem::Chapter(Box::new(chapter("c001", hostile, blocks)))]);
    let chapter = book.chapters().next().expect("a chapter");
    let (page, _) = matter::chapter(shared(&book), chapter, Matter::Body);
    let body = page.xhtml.split_once("</header>").expect("a head").1.trim();
    insta::assert_snapshot!(body, @r#"
    <p class="fine" dir="rtl">"&gt;&lt;<span dir="ltr">script&gt;alert(1)&lt;/script</span>&gt;</p>
    <pre class="code" dir="ltr"><code>"&gt;&lt;script&gt;alert(1)&lt;/script&gt;</code></pre>
    <p><a href="https://a.org/%22%3E%3Cscript%3Ealert(1)%3C/script%3E">"&gt;&lt;<span dir="ltr">script&gt;alert(1)&lt;/script</span>&gt;</a></p>
    </section>
    </body>
    </html>
    "#);
}

#[test]
fn pieces_say_what_they_are() {
    use crate::manifest::plan::PieceRole;
    let mut book = every_form();
    let words = vec![paragraph("به مادرم")];
    for (role, expected) in [
        (PieceRole::Preface, "epub:type=\"preface\" role=\"doc-preface\" aria-labelledby="),
        (
            PieceRole::Dedication,
            "epub:type=\"dedication\" role=\"doc-dedication\" aria-label=\"عنوان\"",
        ),
        (PieceRole::AboutAuthor, "epub:type=\"contributors\" aria-labelledby="),
        (
            PieceRole::Bibliography,
            "epub:type=\"bibliography\" role=\"doc-bibliography\" aria-labelledby=",
        ),
    ] {
        let mut piece = chapter("f01", "عنوان", words.clone());
        piece.role = Some(role);
        let (page, _) = matter::chapter(shared(&book), &piece, Matter::Front);
        assert!(page.xhtml.contains(expected), "{}", page.xhtml);
        let has_heading = page.xhtml.contains("<h1");
        assert_eq!(has_heading, !role.is_leaf(), "{}", page.xhtml);
    }
    book.captions.figures = vec![crate::assembly::captions::Captioned {
        anchor: "c001".to_owned(),
        label: Some("شکل ۱".to_owned()),
        title: "درِ باغ".to_owned(),
        span: crate::base::Span::default(),
    }];
    let list = crate::epub::leaves::captions(shared(&book), crate::wording::CaptionKind::Figure);
    insta::assert_snapshot!(list.file, list.xhtml);
}

/// The page of a chapter that is written in Markdown.
fn page_of(markdown: &str) -> String {
    let source = Source::new("a.md", markdown);
    let document = import(&source, SourceId(0), Format::Markdown);
    assert_eq!(document.diagnostics, []);
    let chapter = chapter("c001", "عنوان", document.value.blocks);
    let book = book("fa", vec![BodyItem::Chapter(Box::new(chapter))]);
    let chapter = book.chapters().next().expect("a chapter");
    let (page, _) = matter::chapter(shared(&book), chapter, Matter::Body);
    page.xhtml
}

#[test]
fn tasks_terms_numbers_and_sources() {
    insta::assert_snapshot!(page_of(
        "- [ ] کار\n- [x] کار دیگر\n\n\
         عطف\n: پهلوی کتاب.\n: پارچه.\n\n\
         ```rust {.numbers start=9}\nfn main() {\n}\n```\n\n\
         | نام | بها |\n|---|---|\n| نخ | ۱۲٫۵ |\n\n\
         > سخن\n> — کسی\n\n\
         ::: epigraph\nسخن\n::: source\nکسی\n:::\n:::\n\n\
         ::: letter\n::: recipient\nآقای نوری\n:::\nمتن\n:::\n"
    ));
}

#[test]
fn poems_with_titles_numbers_and_steps() {
    insta::assert_snapshot!(page_of(
        "::: {.verse title=\"باغ\" poet=\"پیمان\" numbers=2}\nیک / دو\nسه / چهار\n:::\n\n\
         ::: {.verse .stacked}\nیک / دو\n:::\n\n\
         ::: {.verse .free}\nیک\n    دو\n:::\n\n\
         ::: {.verse .stairs}\nیک\n  دو\n:::\n"
    ));
}

#[test]
fn questions_and_stage_directions() {
    insta::assert_snapshot!(page_of(
        "::: dialogue {asks=\"نگار\"}\n(در کارگاه)\n\n**نگار:** آری؟\n\n**مینا:** نه.\n\n**و بعد؟**\n\nهیچ.\n:::\n"
    ));
}
