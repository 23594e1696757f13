//! EPUB 3.3: the book as a container of XHTML files, one a chapter, written from the model.
//!
//! Nothing of the input passes as markup: words go through `xml::Markup::text`, which escapes them,
//! names of files come from anchors and digests, and nothing in the book is scripted
//! (EPUB 3.3 §11, "Security").

mod access;
mod charset;
mod container;
mod cover;
mod css;
mod fonts;
mod foreign;
mod gaps;
mod index;
mod metadata;
mod names;
mod nav;
mod ornament;
mod package;
mod page;
mod reading;
mod sheet_rules;
mod text;
mod url;
mod xml;

mod block;
mod inline;
mod leaves;
mod matter;
mod notes;
mod table;
mod verse;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Seek, Write};

use self::charset::CharSet;
use self::container::Container;
use self::cover::Cover;
use self::fonts::Embedded;
use self::package::Item;
use self::page::Page;
use self::text::Shared;
use crate::assembly::book::Book;
use crate::base::{Code, Diagnostic, Lang, Stamp};
use crate::design::Design;
use crate::font::{FontLibrary, FontPlan};
use crate::persian::digits::DigitStyle;
use crate::text::Typesetter;
use crate::wording::Words;

/// Writes `book` as an EPUB into `out`. The same input gives the same bytes.
///
/// # Errors
/// `IMG-MISSING` when the manifest names a cover picture that the book does not have,
/// `DSN-VALUE` when the design's style sheet contains what EPUB forbids, `FNT-CHARACTER-MISSING` for each character that no font of the book has, `ENV-IO` when writing
/// fails.
pub fn write(
    book: &Book,
    design: &Design,
    library: &FontLibrary,
    plan: &FontPlan,
    stamp: &Stamp,
    out: impl Write + Seek,
) -> Result<(), Vec<Diagnostic>> {
    let problems = sheet_rules::problems(design);
    if !problems.is_empty() {
        return Err(problems);
    }
    let typesetter = Typesetter::new(library, plan);
    let measure = |words: &[_]| verse::natural_width(words, design, book.direction(), &typesetter);
    let shared =
        Shared { book, design, words: Words::of(book.lang()), printed: None, measure: &measure };

    let cover = cover::cover(shared, design, library, &typesetter)?;
    let texts = reading::texts(shared, &cover);
    let chars = with_styles(visible(&texts.pages), design, book.lang());
    gaps::look_for(book, design, (library, plan), &typesetter, &chars);
    let missing = typesetter.missing();
    if !missing.is_empty() {
        return Err(missing);
    }
    let fonts = fonts::embed(library, plan, &chars);
    let sheet = css::sheet(design, book.lang(), (library, plan), &fonts, &texts.sizes);
    let files = Files { texts, sheet, fonts, cover };
    files.write(shared, *stamp, out).map_err(|error| vec![unwritable(&error)])
}

/// Every character that a reader of `pages` sees.
fn visible(pages: &[Page]) -> CharSet {
    let mut chars = CharSet::default();
    for page in pages {
        chars.union(&page.chars);
    }
    chars
}

/// `chars` and those that the style sheet adds.
fn with_styles(mut chars: CharSet, design: &Design, lang: &Lang) -> CharSet {
    // Numbers of lists and of couplets.
    chars.extend(&DigitStyle::of(lang).convert("0123456789."));
    chars.extend(&design.chapter.thematic_break);
    chars.extend(&design.chapter.ornament);
    chars.extend(&design.epub_css);
    chars
}

/// All that goes into the container.
struct Files {
    texts: reading::Texts,
    sheet: String,
    fonts: Vec<Embedded>,
    cover: Cover,
}

impl Files {
    fn write(&self, shared: Shared<'_>, stamp: Stamp, out: impl Write + Seek) -> io::Result<()> {
        let Shared { book, words, .. } = shared;
        let images = self.images(book);
        let package = package::document(book, words, stamp, &self.items(&images));
        let mut container = Container::begin(out, stamp)?;
        container.text(names::PACKAGE, package.as_bytes())?;
        container.text(names::NCX, nav::ncx(book, words).as_bytes())?;
        container.text(names::STYLES, self.sheet.as_bytes())?;
        for page in &self.texts.pages {
            container.text(&page.file, page.xhtml.as_bytes())?;
        }
        for font in &self.fonts {
            container.text(&font.file, &font.bytes)?;
        }
        for (file, (bytes, _)) in images {
            container.picture(&file, bytes)?;
        }
        container.end().map(drop)
    }

    /// Every picture once, by the name of its file: bytes and media type.
    fn images<'a>(&'a self, book: &'a Book) -> BTreeMap<String, (&'a [u8], &'static str)> {
        let of_book = book
            .images
            .values()
            .map(|image| (names::image_file(image), (&*image.bytes, image.format.media_type())));
        let drawn =
            self.cover.drawn.as_ref().map(|png| (self.cover.file.clone(), (&**png, "image/png")));
        of_book.chain(drawn).collect()
    }

    fn items(&self, images: &BTreeMap<String, (&[u8], &'static str)>) -> Vec<Item> {
        let mut items: Vec<Item> = self.texts.items.clone();
        items.push(Item::new(names::NCX, "application/x-dtbncx+xml"));
        items.push(Item::new(names::STYLES, "text/css"));
        items.extend(self.fonts.iter().map(|font| Item::new(&font.file, font.media_type)));
        items.extend(images.iter().map(|(file, (_, media_type))| {
            let item = Item::new(file, media_type);
            if *file == self.cover.file { item.with("cover-image") } else { item }
        }));
        unique(items)
    }
}

/// The first item of each file: two faces may be cut down to the same bytes.
fn unique(items: Vec<Item>) -> Vec<Item> {
    let mut seen = BTreeSet::new();
    items.into_iter().filter(|item| seen.insert(item.file.clone())).collect()
}

fn unwritable(error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::Io, format!("the EPUB cannot be written: {error}"))
        .hint("check that the disk has room and that the output folder may be written")
}
