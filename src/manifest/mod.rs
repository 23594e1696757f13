//! The manifest: from YAML to a resolved plan.
//!
//! [`load`] reads YAML into a located tree ([`node`]), which `design.yaml` and the front matter of
//! documents use too; [`mod@read`] takes typed values out of it and goes on after a problem.
//! [`schema`] is the manifest as written, [`plan`] what it means with every default filled in.

mod compose;
mod entries;
mod hidden;
pub mod imprint;
mod isbn;
pub mod json_schema;
pub mod load;
pub mod node;
pub mod numbering;
pub mod pieces;
pub mod plan;
pub mod query;
pub mod read;
mod resolve;
mod roles;
pub mod schema;
mod trim;
pub mod values;

pub use compose::ReadText;
pub use json_schema::json_schema;
pub use plan::BookPlan;
pub use resolve::PROGRAM;

use crate::base::{Code, Diagnostic, SourceId, Sources, Span, Warned};
use node::{Codes, Node};
use read::{Read, Reader};
use schema::ManifestFile;

/// The one version of the manifest format that there is.
const VERSION: u64 = 1;

/// Reads the manifest `id` of `sources` for a book whose outputs are called `name`. The files that
/// it names below `defaults` are read by `text` and added to `sources`.
///
/// # Errors
/// All problems of the manifest, in the order of its lines.
pub fn read(
    sources: &mut Sources,
    id: SourceId,
    name: &str,
    text: ReadText,
) -> Result<Warned<BookPlan>, Vec<Diagnostic>> {
    plan(&composed(sources, id, text)?, id, name)
}

/// The manifest as it counts: laid over the files that it names, and these over what the program
/// assumes. Every value keeps its place; what the program assumes has one in [`PROGRAM`].
///
/// # Errors
/// Those of [`read`](fn@read).
pub fn resolved(
    sources: &mut Sources,
    id: SourceId,
    name: &str,
    text: ReadText,
) -> Result<Node, Vec<Diagnostic>> {
    let node = composed(sources, id, text)?;
    plan(&node, id, name)?;
    Ok(compose::merged(resolve::assumed(), compose::without_names(node)))
}

fn composed(sources: &mut Sources, id: SourceId, text: ReadText) -> Result<Node, Vec<Diagnostic>> {
    let node = compose::compose(sources, id, text)?;
    if node.is_null() {
        return Err(vec![empty(id)]);
    }
    match other_version(&node) {
        Some(problem) => Err(vec![problem]),
        None => Ok(node),
    }
}

fn plan(node: &Node, id: SourceId, name: &str) -> Result<Warned<BookPlan>, Vec<Diagnostic>> {
    let mut reader = Reader::new(Codes::MANIFEST);
    let file = ManifestFile::read(node, "", &mut reader);
    query::check_names(node, &mut reader);
    match file {
        Some(file) if reader.problems.is_empty() => {
            Ok(Warned::clean(resolve::plan(file, id, name)))
        }
        _ => {
            reader.problems.sort_by_key(|problem| problem.span);
            Err(reader.problems)
        }
    }
}

fn empty(id: SourceId) -> Diagnostic {
    Diagnostic::new(Code::ManifestEmpty, "the manifest is empty")
        .at(Span::start_of(id))
        .hint("`nashr new NAME` writes a manifest that builds")
}

/// A version of the format that this program does not know. Nothing else is said then: the other
/// keys may be right in that version.
fn other_version(node: &Node) -> Option<Diagnostic> {
    let written = node.get("schema")?.text()?;
    let version = crate::persian::digits::parse_number(&written.value)?;
    let message = format!("this version of nashr does not know schema {version}");
    let hint = "write `schema: 1`, or use a newer nashr";
    (version != VERSION)
        .then(|| Diagnostic::new(Code::ManifestVersion, message).at(written.span).hint(hint))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::Source;

    fn read_text(text: &str) -> Result<Warned<BookPlan>, Vec<Diagnostic>> {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("book.yaml", text));
        let missing = |_: &_| Err(Diagnostic::new(Code::FileMissing, "").hint("none is there"));
        read(&mut sources, id, "book", &missing)
    }

    /// Every place lies in the file, on character boundaries.
    fn places_are_sound(text: &str) -> bool {
        let problems = read_text(text).err().unwrap_or_default();
        let sound = |span: Span| text.get(span.range()).is_some();
        problems.iter().all(|problem| problem.span.is_some_and(sound) && problem.hint.is_some())
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in r"(?s).{0,200}") {
            prop_assert!(places_are_sound(&text));
        }

        #[test]
        fn no_nearly_right_manifest_makes_it_panic(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "schema: 1\n", "book:", "\n  ", "title: می‌روم", "\n", "contents:", "- ", "{file: a.md}",
                "{", "}", "[", "]", ", ", ": ", "front", "outputs: ", "{pdf: {edition: press}}", "isbn: ۱۲",
                "&a ", "*a", "!!x ", "\"", "'", "|", "#", "\t", "\u{202E}", "~", "-", "%", "--- ",
            ]), 0..40)
        ) {
            prop_assert!(places_are_sound(&pieces.concat()));
        }
    }
}
