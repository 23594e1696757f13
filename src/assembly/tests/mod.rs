//! Documents written by hand go in; the golden text form of the book comes out.

mod case;
mod dump;
mod index;
mod matter;

use case::Case;
use dump::dump_piece;

use super::Piece;
use crate::base::{Span, Spanned};
use crate::collect::{CollectedDocument, CollectedEntry, CollectedPiece};
use crate::document::{
    Alignment, BlockKind, Cell, Figure, Inline, InlineKind, Row, Stanza, Table, Verse, VerseForm,
    VerseLine,
};
use crate::manifest::plan::{Contributor, Series};

#[test]
fn parts_chapters_sections_and_links() {
    let mut case = Case::new("fa");
    let preface = case.document("preface.md", |draft| {
        draft.title("پیش‌گفتار").author("نگار").linking("texts/02.md#خانه", "");
    });
    let first = case.document("texts/01.md", |draft| {
        draft
            .id("opening")
            .title("یک")
            .author("نگار")
            .heading(1, "درخت", None)
            .heading(2, "برگ", Some("leaf"))
            .heading(1, "ریشه", None)
            .linking("#leaf", "")
            .linking("02.md", "")
            .linking("02.md#%D8%AE%D8%A7%D9%86%D9%87", "آنجا");
    });
    let second = case.document("texts/02.md", |draft| {
        draft
            .title("دو")
            .author("یاشار")
            .author("مینا")
            .heading(1, "خانه", Some("خانه"))
            .linking("#opening", "")
            .linking("../preface.md", "پیش")
            .linking("https://example.org/", "")
            .linking("www.example.org", "نشانی");
    });
    let afterword = case.document("after.txt", |draft| {
        draft.paragraph("پایان");
    });
    case.contents.push(CollectedEntry::Front(vec![
        CollectedPiece::HalfTitle,
        CollectedPiece::Title,
        CollectedPiece::Document(preface),
        CollectedPiece::Toc,
    ]));
    case.part("بهار", vec![first]);
    case.part("تابستان", vec![second]);
    case.chapter("03-old_garden.md", |draft| {
        draft.paragraph("بی‌نام");
    })
    .numbered = Some(true);
    case.contents.push(CollectedEntry::Back(vec![CollectedPiece::Document(afterword)]));
    insta::assert_snapshot!(case.book(), @r"
        front: half title
        front: title
        chapter f01 پیش‌گفتار
          paragraph →c002i1:خانه
        front: contents
        part p01 [بخش یکم] بهار
          chapter c001 یک
            heading 1 #c001h1 درخت
            heading 2 #c001-leaf برگ
            heading 1 #c001h2 ریشه
            paragraph →c001-leaf:برگ
            paragraph →c002:دو
            paragraph →c002i1:آنجا
        part p02 [بخش دوم] تابستان
          chapter c002 دو
            heading 1 #c002i1 خانه
            paragraph →c001:یک
            paragraph →f01:پیش
            paragraph →<https://example.org/>:https://example.org/
            paragraph →<http://www.example.org>:نشانی
        chapter c003 [فصل یکم] old garden
          paragraph بی‌نام
        chapter b01 after
          paragraph پایان
        contents
          chapter پیش‌گفتار / نگار → f01
          part [بخش یکم] بهار → p01
            chapter یک / نگار → c001
              section 1 درخت → c001h1
                section 2 برگ → c001-leaf
              section 1 ریشه → c001h2
          part [بخش دوم] تابستان → p02
            chapter دو / یاشار و مینا → c002
              section 1 خانه → c002i1
          chapter [فصل یکم] old garden → c003
          chapter after → b01
        anchors
          b01 in b01: after
          c001 in c001: یک
          c001-leaf in c001: برگ
          c001h1 in c001: درخت
          c001h2 in c001: ریشه
          c002 in c002: دو
          c002i1 in c002: خانه
          c003 in c003: old garden
          f01 in f01: پیش‌گفتار
          p01 in p01: بهار
          p02 in p02: تابستان
        ");
}

#[test]
fn chapters_of_one_work_are_numbered() {
    let mut case = Case::new("fa");
    let foreword = case.document("0.md", |draft| {
        draft.title("سرآغاز");
    });
    case.contents.push(CollectedEntry::Front(vec![CollectedPiece::Document(foreword)]));
    for path in ["1.md", "2.md", "3.md"] {
        let entry = case.chapter(path, |draft| {
            draft.title(path);
        });
        entry.numbered = if path == "2.md" { Some(false) } else { None };
    }
    let last = case.document("4.md", |draft| {
        draft.title("4.md").author("نگار");
    });
    case.part("پایان", vec![CollectedDocument { numbered: None, ..last }]);
    let book = case.assemble().unwrap();
    let labels: Vec<Option<&str>> = book.chapters().map(|c| c.label.as_deref()).collect();
    assert_eq!(labels, [None, Some("فصل یکم"), None, Some("فصل دوم"), Some("فصل سوم")]);
}

#[test]
fn the_pieces_of_a_collection_are_not_numbered() {
    let mut case = Case::new("fa");
    for (path, author) in [("1.md", "نگار"), ("2.md", "یاشار"), ("3.md", "نگار")] {
        let entry = case.chapter(path, |draft| {
            draft.title(path).author(author);
        });
        entry.numbered = if path == "3.md" { Some(true) } else { None };
    }
    let book = case.assemble().unwrap();
    let labels: Vec<Option<&str>> = book.chapters().map(|c| c.label.as_deref()).collect();
    assert_eq!(labels, [None, None, Some("فصل یکم")]);
}

#[test]
fn titles_come_from_the_manifest_first_and_the_file_name_last() {
    let mut case = Case::new("fa");
    let span = Span::start_of(case.plan.manifest);
    case.chapter("a.md", |draft| {
        draft.title("از سند");
    })
    .title = Some(Spanned::new("از سفارش".to_owned(), span));
    case.chapter("b.md", |draft| {
        draft.heading(1, "از سرفصل", Some("start")).paragraph("متن").linking("#start", "");
    });
    case.chapter("c.md", |draft| {
        draft.paragraph("متن").heading(1, "میانه", None);
    });
    insta::assert_snapshot!(case.book(), @r"
        chapter c001 از سفارش
        chapter c002 از سرفصل
          paragraph متن
          paragraph →c002:از سرفصل
        chapter c003 c
          paragraph متن
          heading 1 #c003h1 میانه
        contents
          chapter از سفارش → c001
          chapter از سرفصل → c002
          chapter c → c003
            section 1 میانه → c003h1
        anchors
          c001 in c001: از سفارش
          c002 in c002: از سرفصل
          c003 in c003: c
          c003h1 in c003: میانه
        ");
}

#[test]
fn notes_are_numbered_in_the_order_of_their_marks() {
    let mut case = Case::new("fa");
    case.chapter("a.md", |draft| {
        let marks: Vec<Inline> = (0..5).map(|note| draft.mark(note)).collect();
        let [zero, one, two, three, four] = marks.try_into().unwrap();
        let span = draft.span();
        draft
            .note("zero", "یادداشتی با نشانی https://example.org/a/very/long/address")
            .note("one", "See صفحهٔ ۳, The Standard")
            .note("two", "The Unicode Standard, Annex #9. بنگرید به https://example.org/")
            .note("three", "در شعر")
            .note("four", "در سرفصل");
        draft.document.meta.title = vec![draft.text("عنوان"), one];
        draft
            .block(BlockKind::Heading { level: 1, content: vec![four] }, None)
            .block(
                BlockKind::Table(Table {
                    caption: Vec::new(),
                    columns: vec![Alignment::Start],
                    head: Vec::new(),
                    body: vec![Row { cells: vec![Cell { content: vec![two], span }], span }],
                }),
                None,
            )
            .block(
                BlockKind::Verse(Verse::plain(
                    VerseForm::Couplets,
                    vec![Stanza {
                        lines: vec![VerseLine::Couplet {
                            first: vec![three.clone()],
                            second: vec![zero],
                            span,
                        }],
                        span,
                    }],
                )),
                None,
            )
            .block(BlockKind::Paragraph(vec![three]), None);
    });
    insta::assert_snapshot!(case.book(), @r"
        chapter c001 عنوان[^0]
          heading 1 #c001h1 [^1]
          table  | [^2]
          verse [^3] | [^4]
          paragraph [^3]
          note 0=۱ latin See صفحهٔ ۳, The Standard
          note 1=۲ در سرفصل
          note 2=۳ The Unicode Standard, Annex #9. بنگرید به https://example.org/
          note 3=۴ در شعر
          note 4=۵ یادداشتی با نشانی https://example.org/a/very/long/address
        contents
          chapter عنوان → c001
        anchors
          c001 in c001: عنوان
          c001h1 in c001:
        ");
}

#[test]
fn notes_of_notes_come_after_and_digits_follow_the_book() {
    let mut case = Case::new("ar");
    case.chapter("a.md", |draft| {
        let (outer, inner) = (draft.mark(1), draft.mark(0));
        draft.title("عنوان").note("inner", "داخل").note("outer", "خارج");
        let BlockKind::Paragraph(content) = &mut draft.document.notes[1].blocks[0].kind else {
            unreachable!("notes are made of a paragraph")
        };
        content.push(inner);
        draft.block(BlockKind::Paragraph(vec![outer]), None);
    })
    .numbered = Some(true);
    insta::assert_snapshot!(case.book(), @r"
        chapter c001 [الفصل الأول] عنوان
          paragraph [^0]
          note 0=١ خارج[^1]
          note 1=٢ داخل
        contents
          chapter [الفصل الأول] عنوان → c001
        anchors
          c001 in c001: عنوان
        ");
}

#[test]
fn images_are_named_by_their_path_in_the_project() {
    let mut case = Case::new("fa");
    case.chapter("texts/a.md", |draft| {
        let path = draft.spanned("../images/gate.png");
        let inline = InlineKind::Image { path: draft.spanned("leaf.png"), alt: String::new() };
        let inline = Inline::new(inline, draft.span());
        let caption = vec![draft.text("دروازه")];
        draft
            .title("تصویر")
            .block(BlockKind::Figure(Figure { path, alt: "دری".to_owned(), caption }), Some("gate"))
            .block(BlockKind::Paragraph(vec![inline]), None)
            .linking("#gate", "");
    });
    insta::assert_snapshot!(case.book(), @r"
        chapter c001 تصویر
          figure images/gate.png #c001-gate [#]شکل ۱. دروازه
          paragraph (image texts/leaf.png)
          paragraph →c001-gate:دروازه
        contents
          chapter تصویر → c001
        anchors
          c001 in c001: تصویر
          c001-gate in c001: دروازه
        ");
}

#[test]
fn links_that_lead_nowhere() {
    let mut case = Case::new("fa");
    case.chapter("texts/garden.md", |draft| {
        draft
            .title("باغ")
            .heading(1, "درخت", Some("tree"))
            .linking("#tre", "")
            .linking("#something-else", "")
            .linking("gardn.md", "")
            .linking("garden.md#treee", "")
            .linking("../../outside.md", "")
            .linking("javascript:alert(1)", "")
            .linking("//example.org", "");
    });
    insta::assert_snapshot!(case.book(), @r"
        DOC-LINK-DANGLING at 1:50: nothing in the book has the id `tre`
          hint: did you mean `#tree`?
        DOC-LINK-DANGLING at 1:80: nothing in the book has the id `something-else`
          hint: link to an id of the book (`#id`), a document of its contents (`file.md`, `file.md#id`), or an address with http, https or mailto
        DOC-LINK-DANGLING at 1:110: the book contains no document `gardn.md`
          hint: did you mean `garden.md`?
        DOC-LINK-DANGLING at 1:140: the document `garden.md` has no id `treee`
          hint: did you mean `#tree`?
        DOC-LINK-DANGLING at 1:170: the book contains no document `../../outside.md`
          hint: link to an id of the book (`#id`), a document of its contents (`file.md`, `file.md#id`), or an address with http, https or mailto
        DOC-LINK-SCHEME at 1:200: a book may not carry an address of the scheme `javascript:`
          hint: use http, https or mailto, or the path of a document of this book
        DOC-LINK-SCHEME at 1:230: an address without a scheme
          hint: use http, https or mailto, or the path of a document of this book
        ");
}

#[test]
fn ids_that_stand_twice() {
    let mut case = Case::new("fa");
    case.chapter("a.md", |draft| {
        draft.id("one").title("الف").heading(1, "سر", Some("twin")).heading(1, "ته", Some("twin"));
    });
    case.chapter("b.md", |draft| {
        draft.id("one").title("ب").heading(1, "سر", Some("shared"));
    });
    case.chapter("c.md", |draft| {
        draft.title("پ").heading(1, "سر", Some("shared")).linking("#shared", "");
    });
    case.chapter("d.md", |draft| {
        draft.title("ت").linking("#shared", "").linking("b.md#shared", "");
    });
    insta::assert_snapshot!(case.book(), @r"
        DOC-ID-TWICE at 1:70: the id `twin` is used twice
          at 1:40: first used here
          hint: give one of the two another id
        DOC-ID-TWICE at 2:10: the id `one` is used twice
          at 1:10: first used here
          hint: give one of the two another id
        DOC-ID-TWICE at 3:30: the id `shared` is used twice
          at 2:40: first used here
          at 4:20: this link may mean either
          hint: give one of the two another id, or write the link as `file.md#id`
        ");
}

#[test]
fn an_id_in_two_documents_is_no_problem_until_a_link_needs_it() {
    let mut case = Case::new("fa");
    for path in ["a.md", "b.md"] {
        case.chapter(path, |draft| {
            draft.title(path).heading(1, "سر", Some("shared")).linking("#shared", "");
        });
    }
    let book = case.assemble().unwrap();
    let anchors: Vec<&String> = book.anchors.keys().collect();
    assert_eq!(anchors, ["c001", "c001-shared", "c002", "c002-shared"]);
}

#[test]
fn a_book_needs_a_chapter() {
    let mut case = Case::new("fa");
    case.contents.push(CollectedEntry::Front(vec![CollectedPiece::Title]));
    insta::assert_snapshot!(case.book(), @r"
        COL-BOOK-EMPTY at 0:0: the book contains no document
          hint: name a document below `contents:`, for example `- {file: chapter.md}`
        ");
}

fn colophon(lang: &str) -> String {
    let mut case = Case::new(lang);
    let spanned = |value: &str| Spanned::new(value.to_owned(), Span::default());
    let person = |name: &str, role: &str| Contributor {
        name: spanned(name),
        role: spanned(role),
        file_as: None,
    };
    let metadata = &mut case.plan.metadata;
    metadata.subtitle = Some(spanned("گزیده"));
    metadata.contributors = vec![
        person("نگار وراق", "edt"),
        person("یاشار سطری", "aut"),
        person("مینا صحاف", "aut"),
        person("سیما آرازی", "xyz"),
    ];
    metadata.publisher = Some(spanned("نشر نمونه"));
    metadata.date = Some(spanned("1404-01-01"));
    metadata.isbn = Some(spanned("9789640000007"));
    metadata.edition = Some(spanned("چاپ نخست"));
    metadata.subjects = vec![spanned("شعر"), spanned("داستان")];
    metadata.series =
        Some(Series { name: spanned("نمونه‌ها"), number: Some(spanned("2")) });
    metadata.rights = Some(spanned("همهٔ حق‌ها محفوظ است."));
    case.plan.print.isbn = Some(spanned("9789640000014"));
    let mut out = String::new();
    dump_piece(
        &mut out,
        "front",
        &Piece::Colophon(super::colophon::lines(&case.plan, &super::captions::Captions::default())),
    );
    out
}

#[test]
fn colophons() {
    insta::assert_snapshot!(colophon("fa"), @r"
        front: colophon
          عنوان: باغ بی‌برگی: گزیده
          ویراستار: نگار وراق
          نویسندگان: یاشار سطری و مینا صحاف
          همکار: سیما آرازی
          مجموعه: نمونه‌ها، شمارهٔ ۲
          ناشر: نشر نمونه
          نوبت چاپ: چاپ نخست
          تاریخ انتشار: ۱ فروردین ۱۴۰۴
          شابک (چاپی): ۹۷۸-۹۶۴-۰۰-۰۰۰۱-۴
          شابک (الکترونیکی): ۹۷۸-۹۶۴-۰۰-۰۰۰۰-۷
          شمار صفحه‌ها: #
          موضوع: شعر؛ داستان
          همهٔ حق‌ها محفوظ است.
        ");
    insta::assert_snapshot!(colophon("en"), @r"
        front: colophon
          Title: باغ بی‌برگی: گزیده
          Editor: نگار وراق
          Authors: یاشار سطری and مینا صحاف
          Contributor: سیما آرازی
          Series: نمونه‌ها, no. 2
          Publisher: نشر نمونه
          Edition: چاپ نخست
          Published: 21 March 2025
          ISBN (print): 978-964-00-0001-4
          ISBN (e-book): 978-964-00-0000-7
          Pages: #
          Subjects: شعر; داستان
          همهٔ حق‌ها محفوظ است.
        ");
    insta::assert_snapshot!(colophon("ar"), @r"
        front: colophon
          العنوان: باغ بی‌برگی: گزیده
          المحرر: نگار وراق
          المؤلفون: یاشار سطری ومینا صحاف
          المساهم: سیما آرازی
          السلسلة: نمونه‌ها، العدد ٢
          الناشر: نشر نمونه
          الطبعة: چاپ نخست
          تاريخ النشر: ٢١ مارس ٢٠٢٥
          ردمك (مطبوع): ٩٧٨-٩٦٤-٠٠-٠٠٠١-٤
          ردمك (إلكتروني): ٩٧٨-٩٦٤-٠٠-٠٠٠٠-٧
          عدد الصفحات: #
          الموضوع: شعر؛ داستان
          همهٔ حق‌ها محفوظ است.
        ");
}
