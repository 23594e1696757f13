//! Whole files.

use std::io::Cursor;

use super::build::every_form;
use super::design::design;
use crate::assembly::book::Book;
use crate::base::Stamp;
use crate::epub;
use crate::font::{FontLibrary, FontPlan};

/// `book` as an EPUB.
pub fn written(book: &Book, epoch: Option<&str>) -> Vec<u8> {
    let design = design("classic");
    let library = FontLibrary::new(Vec::new()).value;
    let plan = FontPlan::resolve(&design, &library, book.lang()).expect("fonts");
    let stamp = Stamp::from_epoch(epoch).expect("a stamp");
    let mut out = Cursor::new(Vec::new());
    epub::write(book, &design, &library, &plan, &stamp, &mut out).expect("an EPUB");
    out.into_inner()
}

#[test]
fn bytes_are_the_same_every_time() {
    let book = every_form();
    let bytes = written(&book, None);
    assert!(bytes == written(&book, None));
}
