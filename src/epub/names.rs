//! Names and addresses inside the container. They are made from anchors and digests, never from
//! names in the input, so they are short ASCII and safe on every reading system
//! (EPUB 3.3 §4.2.3 "File paths and file names"; epub.md, points 5 to 7).

use crate::assembly::book::Book;
use crate::collect::Image;

/// Folder of the publication inside the container.
pub const ROOT: &str = "OEBPS";
/// The package document.
pub const PACKAGE: &str = "content.opf";
/// The navigation document.
pub const NAV: &str = "nav.xhtml";
/// The contents for reading systems of EPUB 2.
pub const NCX: &str = "toc.ncx";
/// The style sheet.
pub const STYLES: &str = "book.css";
/// The page with the cover picture.
pub const COVER_PAGE: &str = "cover.xhtml";
/// The leaf with the name of God.
pub const NAME_OF_GOD_PAGE: &str = "name-of-god.xhtml";
/// The picture opposite the title page.
pub const FRONTISPIECE_PAGE: &str = "frontispiece.xhtml";
/// The list of figures.
pub const FIGURES_PAGE: &str = "figures.xhtml";
/// The list of tables.
pub const TABLES_PAGE: &str = "tables.xhtml";
/// The title page.
pub const TITLE_PAGE: &str = "title.xhtml";
/// The colophon.
pub const COLOPHON_PAGE: &str = "colophon.xhtml";

/// Hexadecimal digits of a digest in a name: 64 bits, beyond any accidental collision.
pub const DIGEST_DIGITS: usize = 16;

/// File of the chapter or part with this anchor.
pub fn text_file(anchor: &str) -> String {
    format!("{anchor}.xhtml")
}

/// File of an image.
pub fn image_file(image: &Image) -> String {
    format!("image-{}.{}", image.digest.short(DIGEST_DIGITS), image.format.extension())
}

/// Address of `anchor` as seen from inside `file`; `None` when the book has no such anchor.
pub fn address(book: &Book, anchor: &str, file: &str) -> Option<String> {
    let target = text_file(&book.anchors.get(anchor)?.chapter);
    let is_whole_file = target == text_file(anchor);
    Some(match (target == file, is_whole_file) {
        (_, true) => target,
        (true, false) => format!("#{anchor}"),
        (false, false) => format!("{target}#{anchor}"),
    })
}
