//! The package document (EPUB 3.3 §5): metadata, manifest, spine.

use super::access::Access;
use super::metadata;
use super::names;
use super::xml::{Markup, Tag};
use crate::assembly::book::Book;
use crate::base::Stamp;
use crate::wording::Words;

/// A file of the publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its id in the package.
    pub id: String,
    /// Its name in the folder of the publication.
    pub file: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What reading systems must know of it beforehand: `nav`, `cover-image`.
    pub properties: Option<&'static str>,
    /// Whether it is read in its place among the other texts.
    pub in_spine: bool,
}

impl Item {
    /// A file; its id is made of its name, apart from the ids of the metadata.
    pub fn new(file: &str, media_type: &'static str) -> Self {
        let id = format!("item-{file}");
        Item { id, file: file.to_owned(), media_type, properties: None, in_spine: false }
    }

    /// A text in the reading order.
    pub fn text(file: &str) -> Self {
        Item { in_spine: true, ..Item::new(file, "application/xhtml+xml") }
    }

    /// The same file with a property.
    #[must_use]
    pub fn with(self, property: &'static str) -> Self {
        Item { properties: Some(property), ..self }
    }
}

/// Writes the package document of `book`, whose files are `items`, the texts in reading order.
pub fn document(book: &Book, words: &Words, stamp: Stamp, items: &[Item]) -> String {
    let mut markup = Markup::document();
    markup
        .open(
            Tag::new("package")
                .with("xmlns", "http://www.idpf.org/2007/opf")
                .with("version", "3.0")
                .with("unique-identifier", "identifier")
                .with("xml:lang", book.lang().tag())
                .with("dir", book.direction().html()),
        )
        .newline();
    let cover = items.iter().find(|item| item.properties == Some("cover-image"));
    let access = Access::of(book);
    metadata::write(&mut markup, book, words, stamp, access, cover.map(|item| item.id.as_str()));
    manifest(&mut markup, items);
    spine(&mut markup, book, items);
    markup.close_line();
    markup.finish().0
}

fn manifest(markup: &mut Markup, items: &[Item]) {
    markup.open(Tag::new("manifest")).newline();
    for item in items {
        let tag = Tag::new("item")
            .id(Some(&item.id))
            .with("href", &item.file)
            .with("media-type", item.media_type)
            .with_some("properties", item.properties);
        markup.empty(&tag).newline();
    }
    markup.close_line();
}

/// The spine turns its pages towards the side where the book is bound (EPUB 3.3 §5.7.1).
fn spine(markup: &mut Markup, book: &Book, items: &[Item]) {
    let ncx = Item::new(names::NCX, "").id;
    let tag = Tag::new("spine").with("toc", &ncx);
    markup.open(tag.with("page-progression-direction", book.binding.html())).newline();
    for item in items.iter().filter(|item| item.in_spine) {
        markup.empty(&Tag::new("itemref").with("idref", &item.id)).newline();
    }
    markup.close_line();
}
