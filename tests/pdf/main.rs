//! PDFs read back by other libraries than the one that wrote them: lopdf for the text and the
//! objects, hayro for the picture.

mod objects;
mod picture;
#[path = "../conservation/pdf.rs"]
mod read;
mod sheets;

use std::collections::BTreeMap;

use nashr::base::stamp::Stamp;
use nashr::base::{Code, Digest, Length, Size, Span};
use nashr::collect::{Image, ImageFormat};
use nashr::design::model::FamilyUse;
use nashr::layout::paged::ContentKind;
use nashr::layout::paged::Item;
use nashr::text::TextStyle;
use nashr::text::model::{InlineObject, LinkDestination};
use sheets::{FONTS, Sheets, book, link, plain};

fn stamp() -> Stamp {
    Stamp::from_epoch(Some("1700000000")).unwrap()
}

fn write(sheets: &Sheets) -> Vec<u8> {
    write_with(sheets, BTreeMap::new())
}

fn write_with(sheets: &Sheets, images: BTreeMap<String, Image>) -> Vec<u8> {
    nashr::pdf::screen(&book(images), sheets.paged(), &FONTS, &stamp()).unwrap()
}

/// The text of the pages, in the order of the codes, without direction marks.
fn text_of(sheets: &Sheets) -> Vec<String> {
    let read = read::codes(&write(sheets));
    read.iter()
        .map(|text| text.replace(['\u{200E}', '\u{200F}'], "").trim_end().to_owned())
        .collect()
}

/// Every trap of the text layer: ZWNJ, digits, brackets, Latin and addresses, vowel marks,
/// lam-alef, hamza above, signs at the edge of Latin.
const TRAPS: &[&str] = &[
    "می‌خواهم بگویم که دوچرخه‌ام را در سال ۱۴۰۳ از Berlin آوردم و آن‌ها را در خانه‌های کوچک گذاشتم.",
    "کتابی (با جلد «چرمی») هم خریدم؛ بهایش ۱۲٬۵۰۰ تومان بود و ۵۰٪ تخفیف داشت.",
    "این را با C++ نوشته‌ام، نه با C#. نشانی آن https://example.org/a/b/ است و نسخهٔ ۲٫۵ در ۱۴۰۳/۰۲/۰۵ آمد.",
    "سَلامٌ عَلَیکُم، مُحَمَّدٌ رَسولُ اللهِ؛ خانهٔ مؤمن، لازم و بلا و الآن.",
    "An English sentence, then فارسی در میان and back.",
];

#[test]
fn codes_come_in_reading_order_and_give_every_character_back() {
    for text in TRAPS {
        let mut sheets = Sheets::new();
        sheets.text(text);
        assert_eq!(text_of(&sheets), [*text]);
    }
}

/// Every character of a text, one code each, without ActualText: what most readers go by.
#[test]
fn every_character_is_a_code_of_its_own() {
    let mut sheets = Sheets::new();
    let heading = TextStyle { family: FamilyUse::Heading, ..plain() };
    for text in TRAPS {
        sheets.text(text).block(ContentKind::Heading(2), &[(text, heading.clone())]);
    }
    let pdf = write(&sheets);
    assert!(!objects::content(&pdf).contains("ActualText"));
    for (code, text) in objects::codes(&pdf) {
        assert_eq!(text.chars().count(), 1, "code {code} stands for {text:?}");
    }
}

#[test]
fn directions_are_marked_where_they_turn() {
    let mut sheets = Sheets::new();
    sheets.text("با Berlin، و C++ هم؛ (see) و ۱۲٪.");
    let marked =
        read::codes(&write(&sheets))[0].replace('\u{200E}', "<lrm>").replace('\u{200F}', "<rlm>");
    insta::assert_snapshot!(marked, @r"
        با Berlin<rlm>، و C++<rlm> هم؛ (see<rlm>) و ۱۲<rlm>٪.
        ");
}

#[test]
fn lines_side_by_side_are_parted_by_a_space() {
    let mut sheets = Sheets::new();
    sheets.text("سعدی").beside("حافظ").text("پایان");
    assert_eq!(text_of(&sheets), ["سعدی حافظپایان"]);
}

#[test]
fn furniture_is_no_content() {
    let mut sheets = Sheets::new();
    sheets.text("متن").rule().furniture("۱۲");
    assert_eq!(text_of(&sheets), ["متن"]);
}

#[test]
fn emphasis_notes_and_strokes_leave_the_text_whole() {
    let raised = TextStyle { size: Length::pt(8.0), rise: Length::pt(5.0), ..plain() };
    let struck = TextStyle { strike: true, ..plain() };
    let mut sheets = Sheets::new();
    sheets.block(
        ContentKind::Paragraph,
        &[
            ("این ", plain()),
            ("خط‌خورده", struck),
            (" است", plain()),
            ("۱۲", raised),
            (".", plain()),
        ],
    );
    assert_eq!(text_of(&sheets), ["این خط‌خورده است۱۲."]);
}

fn linked() -> Sheets {
    let outside = link(LinkDestination::External("https://example.org/a".to_owned()));
    let inside = link(LinkDestination::Internal("c001".to_owned()));
    let nowhere = link(LinkDestination::Internal("c999".to_owned()));
    let mut sheets = Sheets::new();
    sheets.page("۲").text("سطر نخست").anchor("c001").text("درخت").page("الف").block(
        ContentKind::Paragraph,
        &[
            ("این ", plain()),
            ("پیوندی بیرونی", outside),
            (" و این ", plain()),
            ("پیوندی درونی", inside),
            (" و این ", plain()),
            ("هیچ", nowhere),
        ],
    );
    let branch = sheets.entry("برگ", Vec::new());
    sheets.outline("درخت", vec![branch]).outline("پایان", Vec::new());
    sheets
}

#[test]
fn links_outline_labels_and_metadata() {
    insta::assert_snapshot!(objects::summary(&write(&linked())), @r"
        Title: باغ و برگ: یک آزمون
        Author: یاشار سطری
        Subject: کتابی برای آزمون.
        Keywords: آزمون, چاپ
        Creator: nashr VERSION
        Producer: nashr VERSION
        CreationDate: D:20231114221320Z
        language: fa
        direction: R2L
        page 0: ۱
        page 1: ۲
        page 2: الف
        outline
          درخت → page 2 XYZ 400
            برگ → page 2 XYZ 400
          پایان → page 2 XYZ 400
        link on page 2: «پیوندی بیرونی» → https://example.org/a
        link on page 2: «پیوندی درونی» → page 1 XYZ 400
        ");
}

#[test]
fn the_structure_tells_blocks_apart() {
    let english = TextStyle { lang: Some("en".to_owned()), ..plain() };
    let outside = link(LinkDestination::External("https://example.org/a".to_owned()));
    let mut sheets = Sheets::new();
    sheets
        .block(ContentKind::Heading(1), &[("درخت و ", plain()), ("Rust", english)])
        .text("متن")
        .block(ContentKind::ListItem, &[("۱. یکی", plain())])
        .block(ContentKind::ListItem, &[("۲. دیگری", plain())])
        .block(ContentKind::Quote, &[("نقل", plain())])
        .block(ContentKind::Paragraph, &[("این ", plain()), ("پیوند", outside)])
        .block(ContentKind::Code, &[("let x = 1;", plain())])
        .image("a.png", "یک مربع سیاه")
        .left_to_right(ContentKind::Note, "A note.")
        .furniture("۱");
    let images = BTreeMap::from([("a.png".to_owned(), square(ImageFormat::Png))]);
    insta::assert_snapshot!(objects::structure(&write_with(&sheets, images)), @r"
        Document Lang=fa
          H1 T=درخت و Rust
          P
          L
            LI
              LBody
            LI
              LBody
          BlockQuote
            P
          P
            Link
              (OBJR)
          P
            Code
          Figure Alt=یک مربع سیاه
          Note
        ");
}

#[test]
fn fonts_are_embedded_as_subsets_that_can_be_read_back() {
    let mut sheets = Sheets::new();
    sheets.text("متن").block(
        ContentKind::Heading(1),
        &[("سرفصل", TextStyle { family: FamilyUse::Heading, ..plain() })],
    );
    insta::assert_snapshot!(objects::fonts(&write(&sheets)), @r"
        ScheherazadeNew-Regular: subset true, embedded true, readable true
        Vazirmatn-Regular: subset true, embedded true, readable true
        ");
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let (first, second) = (write(&linked()), write(&linked()));
    assert!(first == second, "two runs differ");
}

/// A black square of 2 by 2 pixels.
fn square(format: ImageFormat) -> Image {
    let as_known = match format {
        ImageFormat::Png => image::ImageFormat::Png,
        ImageFormat::Jpeg => image::ImageFormat::Jpeg,
        ImageFormat::Gif => image::ImageFormat::Gif,
        ImageFormat::WebP => image::ImageFormat::WebP,
    };
    let mut bytes = Vec::new();
    let pixels = image::DynamicImage::new_rgb8(2, 2);
    pixels.write_to(&mut std::io::Cursor::new(&mut bytes), as_known).unwrap();
    image_of(format, bytes)
}

fn image_of(format: ImageFormat, bytes: Vec<u8>) -> Image {
    Image {
        digest: Digest::of(&bytes),
        bytes: bytes.into(),
        format,
        width: 2,
        height: 2,
        natural: Size { width: Length::pt(20.0), height: Length::pt(20.0) },
        span: Span::default(),
    }
}

#[test]
fn all_four_image_formats_are_drawn() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
        let mut sheets = Sheets::new();
        sheets.image("a", "");
        let pdf = write_with(&sheets, BTreeMap::from([("a".to_owned(), square(format))]));
        let picture = picture::render(&pdf);
        let dark = picture.pixels().filter(|pixel| pixel.0[0] < 64).count();
        // 20 mm at one pixel a point: 56.7 squared.
        assert!((3000..3500).contains(&dark), "{format:?}: {dark} dark pixels");
    }
}

#[test]
fn an_image_in_a_line_stands_on_the_baseline() {
    let object = InlineObject {
        image: "a".to_owned(),
        alt: "نشان".to_owned(),
        width: Length::pt(20.0),
        height: Length::pt(10.0),
    };
    let style = TextStyle { object: Some(object), ..plain() };
    let mut sheets = Sheets::new();
    sheets.block(ContentKind::Paragraph, &[("\u{FFFC}", style)]);
    let pdf = write_with(&sheets, BTreeMap::from([("a".to_owned(), square(ImageFormat::Png))]));
    let dark: Vec<(u32, u32)> = picture::render(&pdf)
        .enumerate_pixels()
        .filter(|(_, _, pixel)| pixel.0[0] < 64)
        .map(|(x, y, _)| (x, y))
        .collect();
    // The baseline is at 34.02 + 20 points, the right margin at 340.16 - 34.02; both edges fall
    // between two pixels.
    let (bottom, right) = dark.iter().fold((0, 0), |(y, x), dark| (y.max(dark.1), x.max(dark.0)));
    assert!((53..=54).contains(&bottom), "the image ends at {bottom}");
    assert!((305..=306).contains(&right), "the image ends at {right}");
    assert!((195..=231).contains(&dark.len()), "{} dark pixels", dark.len());
}

#[test]
fn what_cannot_be_written_is_refused_with_its_place() {
    let mut sheets = Sheets::new();
    sheets.image("broken.png", "شکسته").image("missing.png", "گم").text("متن");
    let broken = image_of(ImageFormat::Png, b"\x89PNG\r\n\x1a\nnothing".to_vec());
    let images = BTreeMap::from([("broken.png".to_owned(), broken)]);
    let problems = nashr::pdf::screen(&book(images), sheets.paged(), &FONTS, &stamp()).unwrap_err();
    assert_eq!(problems.len(), 2);
    for (problem, name) in problems.iter().zip(["broken.png", "missing.png"]) {
        assert_eq!(problem.code, Code::PdfRefused);
        assert!(problem.message.contains(name), "{}", problem.message);
        assert_eq!(problem.span.map(|span| span.start), Some(40));
        assert!(problem.hint.is_some());
    }
}

#[test]
fn damage_behind_the_header_of_an_image_is_found_when_it_is_decoded() {
    let whole = square(ImageFormat::Png);
    // The header (33 bytes) stays; the pixels become nonsense.
    let bytes: Vec<u8> =
        whole.bytes.iter().enumerate().map(|(at, b)| if at > 40 { !b } else { *b }).collect();
    let mut sheets = Sheets::new();
    sheets.image("a.png", "شکسته");
    let images = BTreeMap::from([("a.png".to_owned(), image_of(ImageFormat::Png, bytes))]);
    let problems = nashr::pdf::screen(&book(images), sheets.paged(), &FONTS, &stamp()).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, Code::PdfRefused);
    assert_eq!(problems[0].span.map(|span| span.start), Some(40));
}

#[test]
fn a_page_looks_as_it_did() {
    let struck = TextStyle { strike: true, ..plain() };
    let raised = TextStyle { size: Length::pt(8.0), rise: Length::pt(5.0), ..plain() };
    let gray = TextStyle { ink: 0.5, ..plain() };
    let mut sheets = Sheets::new();
    sheets.block(
        ContentKind::Heading(1),
        &[("دوچرخه در کوچه‌های Berlin", TextStyle { size: Length::pt(18.0), ..plain() })],
    );
    // Each fits on one line: where lines break is not this room's business.
    for text in ["می‌خواهم ۵۰٪ آن را از Berlin بیاورم.", "مُحَمَّدٌ رَسولُ اللهِ؛ (لازم) و «بلا»"]
    {
        sheets.text(text);
    }
    sheets.block(
        ContentKind::Paragraph,
        &[
            ("این ", plain()),
            ("خط‌خورده", struck),
            (" است", plain()),
            ("۱۲", raised),
            (" و این ", plain()),
            ("خاکستری.", gray),
        ],
    );
    sheets.rule();
    picture::assert_like(&write(&sheets), "page.png");
}

/// Lines of which most have kashidas, in both text faces.
fn lengthened() -> Sheets {
    let naskh = TextStyle { family: FamilyUse::Heading, size: Length::pt(16.0), ..plain() };
    let sans = TextStyle { size: Length::pt(13.0), ..plain() };
    let mut sheets = Sheets::new();
    for style in [sans, naskh] {
        sheets.lengthened(LENGTHENED, style);
    }
    sheets
}

const LENGTHENED: &str = "ستارهٔ صبح بر شیشهٔ پنجرهٔ نانوایی نشسته بود و شاگردِ نانوا می‌گفت: «مُحَمَّد، دستت \
    درد نکند؛ هستی‌مان از گندم است و شصت سال است که می‌پزیم.» کسی پاسخ نداد. اسبش را بست و سلامش را گفت.";

#[test]
fn a_lengthened_word_reads_as_it_was_written() {
    let sheets = lengthened();
    let kashidas = sheets.paged().pages.iter().flat_map(|page| &page.items).filter(|item| {
        matches!(item, Item::Text { line, .. }
            if line.pieces.iter().any(|piece| piece.run.kashida.is_some()))
    });
    assert!(kashidas.count() > 4);
    assert_eq!(text_of(&sheets).concat(), LENGTHENED.repeat(2));
}

#[test]
fn kashidas_look_as_they_did() {
    picture::assert_like(&write(&lengthened()), "kashidas.png");
}

/// Words of two weights, of two inks, and of two families: their letters join all the same.
fn mixed() -> Sheets {
    let styles = |family| {
        let one = TextStyle { family, size: Length::pt(16.0), ..plain() };
        let bold = TextStyle { weight: nashr::design::model::Weight::Bold, ..one.clone() };
        let gray = TextStyle { ink: 0.45, ..one.clone() };
        (one, bold, gray)
    };
    let mut sheets = Sheets::new();
    for family in [FamilyUse::Heading, FamilyUse::Body] {
        let (one, bold, gray) = styles(family);
        for style in [bold, gray] {
            let two = |before, after| [(before, one.clone()), (after, style.clone())];
            let words =
                [two("کتاب", "خانه "), two("س", "لام "), two("نامه‌", "ها "), two("پِـ", "سَر")];
            sheets.block(ContentKind::Paragraph, &words.concat());
        }
    }
    sheets
}

#[test]
fn words_of_two_styles_join_as_they_did() {
    let sheets = mixed();
    assert_eq!(text_of(&sheets).concat(), "کتابخانه سلام نامه‌ها پِـسَر".repeat(4));
    picture::assert_like(&write(&sheets), "mixed.png");
}
