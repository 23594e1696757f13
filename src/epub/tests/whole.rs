//! Whole files.

use std::io::Cursor;

use super::build::{book, chapter, every_form, paragraph, spanned};
use super::design::design;
use crate::assembly::book::{BodyItem, Book};
use crate::base::{Code, Diagnostic, Stamp};
use crate::design::Design;
use crate::epub;
use crate::font::{FontLibrary, FontPlan};

/// `book` as an EPUB.
pub fn written(book: &Book, epoch: Option<&str>) -> Vec<u8> {
    tried(book, &design("classic"), epoch).expect("an EPUB")
}

fn tried(book: &Book, design: &Design, epoch: Option<&str>) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let library = FontLibrary::new(Vec::new()).value;
    let plan = FontPlan::resolve(design, &library, book.lang()).expect("fonts");
    let stamp = Stamp::from_epoch(epoch).expect("a stamp");
    let mut out = Cursor::new(Vec::new());
    epub::write(book, design, &library, &plan, &stamp, &mut out)?;
    Ok(out.into_inner())
}

#[test]
fn bytes_are_the_same_every_time() {
    let book = every_form();
    let bytes = written(&book, None);
    assert!(bytes == written(&book, None));
}

#[test]
fn a_character_that_no_font_has_is_refused_at_its_place() {
    let blocks = vec![paragraph("متن"), paragraph("نشانهٔ 𓀀 این است")];
    let book = book("fa", vec![BodyItem::Chapter(Box::new(chapter("c001", "یک", blocks)))]);
    let problems = tried(&book, &design("base"), None).expect_err("a problem");
    let found: Vec<(Code, bool)> = problems
        .iter()
        .map(|p| (p.code, p.span.is_some() && p.message.contains("U+13000")))
        .collect();
    assert_eq!(found, [(Code::CharacterMissing, true)]);
}

#[test]
fn a_style_sheet_that_epub_forbids_is_refused() {
    for (css, refused) in [
        ("p { direction: rtl }", 1),
        ("p{x:y;Unicode-Bidi:embed}", 1),
        ("@import 'a.css'; p { background: url(a.png) }", 2),
        ("/* direction: rtl */ p { flex-direction: row; text-align: start }", 0),
    ] {
        let mut design = design("base");
        design.epub_css = css.to_owned();
        let problems = tried(&every_form(), &design, None).err().unwrap_or_default();
        assert_eq!(problems.len(), refused, "{css}: {problems:?}");
        assert!(problems.iter().all(|p| p.code == Code::DesignValue && p.hint.is_some()));
    }
}

#[test]
fn a_cover_that_is_not_there_is_missed() {
    let mut book = every_form();
    book.metadata.cover = Some(spanned("cover.jpg"));
    let problems = tried(&book, &design("base"), None).expect_err("a problem");
    assert_eq!(problems[0].code, Code::ImageMissing);
    book.metadata.cover = Some(spanned("images/a b.png"));
    assert!(tried(&book, &design("base"), None).is_ok());
}
