//! From a book to numbered pages: the loop over the whole book.
//!
//! Front matter is numbered apart from the text unless the manifest wants one sequence, so the
//! length of the contents seldom changes the numbers that they name. Every unit of the book (a chapter, the contents, …) begins a page; it is laid with the
//! pages that the pass before found, and laid again as long as they change what it says.

mod bind;
mod converge;
mod lay;
mod number;
mod outline;
mod units;

use super::paged::Paged;
use super::setting::Setting;
use crate::assembly::Book;
use crate::base::{Diagnostic, Warned};
use crate::design::Design;
use crate::text::Typesetter;

/// Lays the book out.
///
/// Diagnostics: what the text room and the pages notice, and `LAY-UNSTABLE`.
pub fn paginate(book: &Book, design: &Design, typesetter: &Typesetter) -> Warned<Paged> {
    let setting = Setting::new(book, design, typesetter);
    let units = units::units(&setting);
    let mut galleys = lay::Galleys::new(&setting, &units);
    let unsettled = converge::converge(&mut galleys);
    let leaves = galleys.leaves();
    let laid = galleys.into_laid();
    let mut diagnostics: Vec<Diagnostic> =
        laid.iter().flat_map(|unit| unit.diagnostics.iter().cloned()).collect();
    diagnostics.extend(converge::report(book, &unsettled));
    let pages = bind::bind(&setting, &units, laid, leaves);
    Warned { value: pages, diagnostics }
}
