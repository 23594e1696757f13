//! The whole document.

use krilla::{Document, SerializeSettings};

use super::faces::Faces;
use super::images::Images;
use super::page::{PageWriter, write_page};
use super::tags::Structure;
use super::{metadata, outline, places};
use crate::assembly::Book;
use crate::base::Diagnostic;
use crate::base::stamp::Stamp;
use crate::font::FontLibrary;
use crate::layout::Paged;
use crate::layout::justification::{Mark, Shown};

/// The `screen` edition: for reading, searching and copying. Tagged, with outline, page labels,
/// links and metadata; the same bytes for the same pages and stamp.
///
/// # Errors
/// `PDF-REFUSED` for everything that cannot be written, with the place in the source when it is
/// known: a font that cannot be embedded, an image that cannot be decoded.
pub fn screen(
    book: &Book,
    paged: &Paged,
    fonts: &FontLibrary,
    stamp: &Stamp,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    document(book, paged, &[], fonts, *stamp)
}

/// The same pages with the colours of `shown` behind their words: for looking at, not for publishing.
///
/// # Errors
/// As [`screen`].
pub fn justification(
    book: &Book,
    shown: &Shown,
    fonts: &FontLibrary,
    stamp: &Stamp,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    document(book, &shown.paged, &shown.marks, fonts, *stamp)
}

/// The pages, with the `marks` of each if there are any.
fn document(
    book: &Book,
    paged: &Paged,
    marks: &[Vec<Mark>],
    fonts: &FontLibrary,
    stamp: Stamp,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let mut document = Document::new_with(SerializeSettings::default());
    let mut problems = Vec::new();
    let mut writer = PageWriter {
        paged,
        faces: Faces::prepare(paged, fonts, &mut problems),
        images: Images::new(&book.images),
        structure: Structure::default(),
        problems,
    };
    for (index, page) in paged.pages.iter().enumerate() {
        let marks = marks.get(index).map_or(&[][..], Vec::as_slice);
        write_page(&mut document, &mut writer, page, marks);
    }
    if !writer.problems.is_empty() {
        return Err(writer.problems);
    }
    document.set_outline(outline::outline(paged));
    document.set_tag_tree(writer.structure.into_tree(book.lang()));
    document.set_metadata(metadata::metadata(book, stamp));
    document.finish().map_err(|refusal| places::explain(&refusal))
}
