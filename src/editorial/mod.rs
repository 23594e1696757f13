//! Editorial rules: named, reported, idempotent.
//!
//! A rule repairs one kind of damage (lost half-spaces, Arabic letters in Persian words) and says
//! what it did. `edit` runs the rules in their order; a document that was edited once is not
//! changed by a second run. The list is empty: nothing rewrites an author's words unless a manifest
//! switches a rule on. Characters that no book can print are not a matter of taste and are already
//! removed, with a report, by `import::clean`, before places are counted.

use crate::base::{Code, Span};
use crate::document::Document;

/// A change that a rule made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The rule.
    pub code: Code,
    /// Where.
    pub span: Span,
    /// The words before the change.
    pub before: String,
    /// The words after it.
    pub after: String,
}

/// A rule: changes a document and says what it changed.
pub type Rule = fn(&mut Document) -> Vec<Edit>;

/// All rules, in the order in which they run.
pub const RULES: &[Rule] = &[];

/// Runs all [`RULES`] over `document`.
pub fn edit(mut document: Document) -> (Document, Vec<Edit>) {
    let edits = RULES.iter().flat_map(|rule| rule(&mut document)).collect();
    (document, edits)
}
