//! The golden form of the pages.

use super::build::every_form;
use crate::assembly::book::Book;
use crate::base::Em;
use crate::document::Inline;
use crate::epub::matter;
use crate::epub::page::Matter;
use crate::epub::text::Shared;
use crate::epub::words::Words;

pub fn shared(book: &Book) -> Shared<'_> {
    Shared { book, words: Words::of(book.lang()), measure: &|_: &[Inline]| Em(12.3) }
}

#[test]
fn chapters() {
    let book = every_form();
    for chapter in book.chapters() {
        let (page, _) = matter::chapter(shared(&book), chapter, Matter::Body);
        insta::assert_snapshot!(page.file, page.xhtml);
    }
}
