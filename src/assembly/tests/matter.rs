//! Figures, tables, and the pieces before and after the text.

use super::case::{Case, Draft};
use crate::base::{Span, Spanned};
use crate::collect::{CollectedEntry, CollectedPiece};
use crate::document::{
    Alignment, Attributes, Block, BlockKind, Definition, Figure, Inline, InlineKind, Table,
};

/// A figure with a caption, or a table with one, or neither numbered.
fn captioned(draft: &mut Draft, kind: &str, caption: &str, class: &str) {
    let content = if caption.is_empty() { Vec::new() } else { vec![draft.text(caption)] };
    let kind = if kind == "figure" {
        let path = draft.spanned("gate.png");
        BlockKind::Figure(Figure { path, alt: "دری".to_owned(), caption: content })
    } else {
        BlockKind::Table(Table {
            caption: content,
            columns: vec![Alignment::Start],
            head: Vec::new(),
            body: Vec::new(),
        })
    };
    draft.block(kind, None);
    let block = draft.document.blocks.last_mut().unwrap();
    block.attributes.classes.extend((!class.is_empty()).then(|| class.to_owned()));
}

fn labels_of(captions: &[crate::assembly::captions::Captioned]) -> Vec<&str> {
    captions.iter().map(|one| one.label.as_deref().unwrap_or("—")).collect()
}

#[test]
fn figures_and_tables_with_captions_are_numbered_through_the_book() {
    let mut case = Case::new("fa");
    for path in ["1.md", "2.md"] {
        case.chapter(path, |draft| {
            draft.title(path);
            captioned(draft, "figure", "درِ باغ", "");
            captioned(draft, "figure", "", "");
            captioned(draft, "figure", "بی‌شماره", "unnumbered");
            captioned(draft, "table", "نام‌ها", "");
        });
    }
    let book = case.assemble().unwrap();
    assert_eq!(labels_of(&book.captions.figures), ["شکل ۱", "—", "شکل ۲", "—"]);
    assert_eq!(labels_of(&book.captions.tables), ["جدول ۱", "جدول ۲"]);
    let first = &book.captions.figures[0];
    assert_eq!((first.anchor.as_str(), first.title.as_str()), ("c001f1", "درِ باغ"));
    assert_eq!(book.anchors["c001f1"].label.as_deref(), Some("شکل ۱"));
    assert_eq!(book.anchors["c001f1"].title, "درِ باغ");
    let BlockKind::Figure(figure) = &book.chapters().next().unwrap().blocks[0].kind else {
        panic!("a figure");
    };
    assert_eq!(crate::document::inline::plain_text(&figure.caption), "شکل ۱. درِ باغ");
}

#[test]
fn figures_are_numbered_through_each_numbered_chapter_or_not_at_all() {
    use crate::manifest::plan::CaptionNumbers;
    for (lang, expected) in [
        ("fa", ["شکل ۱–۱", "شکل ۱–۲", "شکل ۱", "شکل ۲–۱"]),
        ("ar", ["الشكل ١–١", "الشكل ١–٢", "الشكل ١", "الشكل ٢–١"]),
        ("en", ["Figure 1.1", "Figure 1.2", "Figure 1", "Figure 2.1"]),
    ] {
        let mut case = Case::new(lang);
        case.plan.metadata.numbering.figures = CaptionNumbers::Chapter;
        case.plan.metadata.numbering.tables = CaptionNumbers::Off;
        for (path, figures, numbered) in [("1.md", 2, true), ("2.md", 1, false), ("3.md", 1, true)]
        {
            let entry = case.chapter(path, |draft| {
                draft.title(path);
                (0..figures).for_each(|_| captioned(draft, "figure", "درِ باغ", ""));
                captioned(draft, "table", "نام‌ها", "");
            });
            entry.numbered = Some(numbered);
        }
        let book = case.assemble().unwrap();
        assert_eq!(labels_of(&book.captions.figures), expected);
        assert_eq!(labels_of(&book.captions.tables), ["—", "—", "—"]);
    }
}

#[test]
fn pieces_before_the_text_have_roles_and_leaves_are_not_in_the_contents() {
    use crate::manifest::plan::{PieceRole, WrittenPiece};
    let mut case = Case::new("fa");
    let line = |text: &str| Spanned::new(text.to_owned(), Span::default());
    let written = |role, lines: &[&str], source: Option<&str>| {
        let lines = lines.iter().map(|text| line(text)).collect();
        CollectedPiece::Written(WrittenPiece { role, lines, source: source.map(line) })
    };
    let mut note = case.document("note.md", |draft| {
        draft.paragraph("ناشر می‌گوید.");
    });
    note.role = Some(PieceRole::PublisherNote);
    let mut motto = case.document("motto.md", |draft| {
        let words = draft.text("خرد رهنمای");
        let inner = Block::new(BlockKind::Paragraph(vec![words]), Span::default());
        let role = crate::document::DivRole::Epigraph;
        draft.block(BlockKind::Division { role, blocks: vec![inner] }, None);
    });
    motto.role = Some(PieceRole::Epigraph);
    case.contents.push(CollectedEntry::Front(vec![
        CollectedPiece::NameOfGod(None),
        CollectedPiece::Blank,
        written(PieceRole::Dedication, &["به مادرم", "و پدرم"], None),
        written(PieceRole::Epigraph, &["توانا بود هر که دانا بود"], Some("فردوسی")),
        CollectedPiece::Document(motto),
        CollectedPiece::Document(note),
        CollectedPiece::Tables(Span::default()),
    ]));
    case.chapter("1.md", |draft| {
        draft.title("یک");
        captioned(draft, "table", "نام‌ها", "");
    });
    insta::assert_snapshot!(case.book(), @r"
        front: به نام خدا
        front: blank
        chapter f01 پیشکش as Dedication
          paragraph به مادرمو پدرم
        chapter f02 سرلوحه as Epigraph
          paragraph توانا بود هر که دانا بود
          block فردوسی
          paragraph فردوسی
        chapter f03 سرلوحه as Epigraph
          block خرد رهنمای
          paragraph خرد رهنمای
        chapter f04 یادداشت ناشر as PublisherNote
          paragraph ناشر می‌گوید.
        front: captions Table
        chapter c001 یک
          table #c001t1 [#]جدول ۱. نام‌ها
        contents
          chapter یادداشت ناشر → f04
          chapter یک → c001
        anchors
          c001 in c001: یک
          c001t1 in c001: نام‌ها
          f01 in f01: پیشکش
          f02 in f02: سرلوحه
          f03 in f03: سرلوحه
          f04 in f04: یادداشت ناشر
        ");
}

#[test]
fn the_record_of_the_library_is_made_from_the_manifest() {
    use crate::base::{Length, Size};
    use crate::manifest::plan::{Contributor, Fipa};
    let spanned = |value: &str| Spanned::new(value.to_owned(), Span::default());
    let person = |name: &str, role: &str, filed: Option<&str>| Contributor {
        name: spanned(name),
        role: spanned(role),
        file_as: filed.map(spanned),
    };
    let mut case = Case::new("fa");
    let metadata = &mut case.plan.metadata;
    metadata.contributors = vec![
        person("یاشار سطری", "aut", Some("سطری، یاشار")),
        person("مینا صحاف", "aut", None),
        person("سیما آرازی", "trl", Some("آرازی، سیما")),
        person("چاپ ماه", "prt", None),
    ];
    metadata.publisher = Some(spanned("نشر نمونه"));
    metadata.date = Some(spanned("1404-01-01"));
    metadata.imprint.place = Some(spanned("تهران"));
    metadata.imprint.phone = Some(spanned("021-66400000"));
    metadata.subjects = vec![spanned("شعر")];
    metadata.fipa = Some(Fipa {
        notes: vec![spanned("کتاب‌نامه."), spanned("نمایه.")],
        congress: Some(spanned("PIR8363")),
        national: Some(spanned("9876543")),
        ..Fipa::default()
    });
    case.plan.print.isbn = Some(spanned("9786003840331"));
    case.plan.print.run = Some(spanned("1000"));
    case.plan.print.trim = Some(Size { width: Length::mm(145.0), height: Length::mm(210.0) });
    case.contents.push(CollectedEntry::Front(vec![CollectedPiece::Colophon]));
    case.chapter("1.md", |draft| {
        draft.title("یک");
        captioned(draft, "figure", "درِ باغ", "");
    });
    let book = case.assemble().unwrap();
    let mut dumped = String::new();
    super::dump::dump_piece(&mut dumped, "front", &book.front[0]);
    insta::assert_snapshot!(dumped, @r"
        front: colophon
          | سرشناسه: سطری، یاشار
          | عنوان و نام پدیدآور: باغ بی‌برگی / یاشار سطری، مینا صحاف؛ ترجمهٔ سیما آرازی.
          | مشخصات نشر: تهران: نشر نمونه، ۱۴۰۴.
          | مشخصات ظاهری: {} ص.: مصور؛ ۱۴٫۵ × ۲۱ س‌م.
          | شابک: ۹۷۸-۶۰۰-۳۸۴-۰۳۳-۱
          | وضعیت فهرست‌نویسی: فیپا
          | یادداشت: کتاب‌نامه. | نمایه.
          | موضوع: شعر
          | شناسهٔ افزوده: مینا صحاف، نویسنده | آرازی، سیما، مترجم | چاپ ماه، چاپ
          | رده‌بندی کنگره: PIR8363
          | شمارهٔ کتاب‌شناسی ملی: ۹۸۷۶۵۴۳
          عنوان: باغ بی‌برگی
          نویسندگان: یاشار سطری و مینا صحاف
          مترجم: سیما آرازی
          چاپ: چاپ ماه
          ناشر: نشر نمونه
          تاریخ انتشار: ۱ فروردین ۱۴۰۴
          شمارگان: ۱۰۰۰ نسخه
          شابک: ۹۷۸-۶۰۰-۳۸۴-۰۳۳-۱
          تلفن: ۰۲۱-۶۶۴۰۰۰۰۰
        ");
}

/// A document with these entries.
fn glossary(draft: &mut Draft, terms: &[&str]) {
    let definitions = terms.iter().map(|term| {
        let said = draft.text("معنا");
        Definition {
            term: vec![draft.text(term)],
            details: vec![vec![Block::new(BlockKind::Paragraph(vec![said]), draft.span())]],
            span: draft.span(),
        }
    });
    let definitions = BlockKind::Definitions(definitions.collect());
    draft.title("واژه‌ها").block(definitions, None);
}

/// A paragraph with `words` of class `term`, perhaps with the entry's own form.
fn term(draft: &mut Draft, words: &str, form: Option<&str>) {
    let others = form.map(|form| ("of".to_owned(), form.to_owned()));
    let attributes = Attributes {
        classes: vec!["term".to_owned()],
        others: others.into_iter().collect(),
        ..Attributes::default()
    };
    let content = vec![draft.text(words)];
    let span = draft.span();
    let marked = Inline::new(InlineKind::Span { attributes, content }, span);
    draft.block(BlockKind::Paragraph(vec![marked]), None);
}

#[test]
fn entries_of_a_glossary_are_sorted_and_terms_lead_to_them() {
    use crate::manifest::plan::PieceRole;
    let mut case = Case::new("fa");
    case.chapter("1.md", |draft| {
        draft.title("یک");
        term(draft, "كاغذ", None);
        term(draft, "قلم‌ها", Some("قلم"));
    });
    let mut words = case.document("words.md", |draft| {
        glossary(draft, &["هامش", "قلم", "وراق", "کاغذ", "Serif"]);
    });
    words.role = Some(PieceRole::Glossary);
    case.contents.push(CollectedEntry::Back(vec![CollectedPiece::Document(words)]));
    insta::assert_snapshot!(case.book(), @r"
        chapter c001 یک
          paragraph [#]→b01i2:كاغذ
          paragraph [#]→b01i1:قلم‌ها
        chapter b01 واژه‌ها as Glossary
          block [#b01i1]قلم | معنا | [#b01i2]کاغذ | معنا | [#b01i3]وراق | معنا | [#b01i4]هامش | معنا | [#b01i5]Serif | معنا
          paragraph معنا
          paragraph معنا
          paragraph معنا
          paragraph معنا
          paragraph معنا
        contents
          chapter یک → c001
          chapter واژه‌ها → b01
        anchors
          b01 in b01: واژه‌ها
          b01i1 in b01: قلم
          b01i2 in b01: کاغذ
          b01i3 in b01: وراق
          b01i4 in b01: هامش
          b01i5 in b01: Serif
          c001 in c001: یک
        ");
}

#[test]
fn a_term_without_an_entry_is_a_warning_with_what_was_meant() {
    use crate::manifest::plan::PieceRole;
    for (has_glossary, message, hint) in [
        (true, "the glossary has no entry `کاغز`", "did you mean `{.term of=کاغذ}`?"),
        (
            false,
            "the book has no glossary",
            "name one below `back:`, as `{file: words.md, as: glossary}`",
        ),
    ] {
        let mut case = Case::new("fa");
        case.chapter("1.md", |draft| {
            draft.title("یک");
            term(draft, "کاغز", None);
        });
        let mut words = case.document("words.md", |draft| glossary(draft, &["کاغذ"]));
        words.role = has_glossary.then_some(PieceRole::Glossary);
        case.contents.push(CollectedEntry::Back(vec![CollectedPiece::Document(words)]));
        let problems = case.warnings();
        assert_eq!(problems.len(), 1);
        assert_eq!(
            (problems[0].message.as_str(), problems[0].hint.as_deref()),
            (message, Some(hint))
        );
    }
}

#[test]
fn two_entries_of_one_term_are_an_error_that_names_the_term() {
    use crate::manifest::plan::PieceRole;
    let mut case = Case::new("fa");
    case.chapter("1.md", |draft| {
        draft.title("یک");
    });
    let mut words = case.document("words.md", |draft| glossary(draft, &["قلم", "کاغذ", "قلم"]));
    words.role = Some(PieceRole::Glossary);
    case.contents.push(CollectedEntry::Back(vec![CollectedPiece::Document(words)]));
    let problems = case.assemble().expect_err("one term stands twice");
    let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(messages, ["the glossary has two entries `قلم`"]);
}
