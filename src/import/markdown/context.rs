//! What all steps of one import share.

use comrak::Node;

use super::notes::NoteBook;
use super::places::Places;
use super::prepare::Prepared;
use crate::base::{Code, Diagnostic, SourceId, Span};
use crate::import::edited::Edited;
use crate::import::report::Report;

/// The state of one import.
pub struct Context<'a> {
    /// Where things stand in the source.
    pub places: Places<'a>,
    /// The prepared text and its divs.
    pub prepared: &'a Prepared,
    /// The footnotes.
    pub note_book: NoteBook<'a>,
    /// What was noticed.
    pub report: Report,
    /// Whether ends of lines are kept as line breaks (in verse).
    pub keep_lines: bool,
    /// Whether inlines are inside a link: no address there is a link of its own.
    pub in_link: bool,
    /// Whether nesting beyond the limit was reported: once is enough.
    too_deep: bool,
}

impl<'a> Context<'a> {
    /// A context for the tree below `root`.
    pub fn new(
        id: SourceId,
        cleaned: &'a Edited,
        prepared: &'a Prepared,
        root: Node<'a>,
        mut report: Report,
    ) -> Self {
        let places = Places::new(id, cleaned, prepared);
        let note_book = NoteBook::new(root, &places, &mut report);
        Context {
            places,
            prepared,
            note_book,
            report,
            keep_lines: false,
            in_link: false,
            too_deep: false,
        }
    }

    /// Reports that the limit of nesting is reached at `span`.
    pub fn too_deep(&mut self, span: Span) {
        if !std::mem::replace(&mut self.too_deep, true) {
            self.report.add(super::too_deep(span));
        }
    }

    /// Reports raw HTML at `span`.
    pub fn raw_html(&mut self, span: Span) {
        self.report.add(
            Diagnostic::new(Code::RawHtml, "raw HTML is kept as text, letter by letter")
                .at(span)
                .hint("use the Markdown form, or write `\\<` when the sign itself is meant"),
        );
    }
}
