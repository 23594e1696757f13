//! Reading the documents that were found.

use rayon::prelude::*;

use super::find::FoundFile;
use super::{Format, decode};
use crate::base::{Code, Diagnostic, Digest, limits};
use crate::storage::{ProjectPath, ProjectRoot};

/// A document's text as read.
#[derive(Debug)]
pub(super) struct ReadFile {
    pub(super) text: String,
    pub(super) digest: Digest,
    pub(super) side_car: Option<String>,
}

/// Reads all `files`, in parallel; the results are in their order.
pub(super) fn read(files: &[FoundFile], root: &ProjectRoot) -> Vec<Result<ReadFile, Diagnostic>> {
    files
        .par_iter()
        .map(|file| read_one(file, root).map_err(|problem| problem.or_at(file.span)))
        .collect()
}

fn read_one(file: &FoundFile, root: &ProjectRoot) -> Result<ReadFile, Diagnostic> {
    let bytes = root.read(&file.path, limits::SOURCE_BYTES)?;
    let digest = Digest::of(&bytes);
    let text = decode(bytes, file.path.as_str())?;
    if is_empty(&text, file.format) {
        return Err(empty(file.path.as_str()).at(file.span));
    }
    let Some(path) = &file.side_car else {
        return Ok(ReadFile { text, digest, side_car: None });
    };
    let bytes = root.read(path, limits::MANIFEST_BYTES)?;
    let digest = digest.with(Digest::of(&bytes));
    let side_car = Some(decode(bytes, path.as_str())?);
    Ok(ReadFile { text, digest, side_car })
}

/// Whether a document has no text of its own: nothing below its front matter, or only white space
/// and joiners, marks and signs of width zero.
fn is_empty(text: &str, format: Format) -> bool {
    let body = match format {
        Format::Markdown => below_front_matter(text).unwrap_or(text),
        Format::Plain => text,
    };
    let is_blank = |c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    body.chars().all(is_blank)
}

/// The text after a closed front matter; `None` when there is none.
pub fn below_front_matter(text: &str) -> Option<&str> {
    let mut lines = text.split_inclusive('\n');
    let mut length = lines.next().filter(|first| first.trim_end() == "---")?.len();
    for line in lines {
        length += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return Some(&text[length..]);
        }
    }
    None
}

fn empty(path: &str) -> Diagnostic {
    Diagnostic::new(Code::DocumentEmpty, format!("`{path}` has no text"))
        .hint("write it, or remove it from the contents")
}

/// Reads a file that a manifest builds on.
///
/// # Errors
///
/// Those of a file that is named in a manifest, not yet located.
pub fn defaults(root: &ProjectRoot, path: &ProjectPath) -> Result<String, Diagnostic> {
    decode(root.read(path, limits::MANIFEST_BYTES)?, path.as_str())
}

/// Reads the manifest; its problems are those of a manifest.
///
/// # Errors
///
/// `MAN-MISSING` when it is not there or cannot be read, `MAN-SYNTAX` when it is not UTF-8 text,
/// `MAN-CONTROL` and `COL-PATH-ESCAPE` for what its path says.
pub fn manifest(root: &ProjectRoot, name: &str) -> Result<String, Diagnostic> {
    let path = ProjectPath::parse(name)?;
    let bytes = root.read(&path, limits::MANIFEST_BYTES).map_err(|problem| {
        let mut problem = problem.hint("name a manifest, or a folder with a `book.yaml`");
        problem.code = Code::ManifestMissing;
        problem
    })?;
    decode(bytes, name).map_err(|mut problem| {
        problem.code = Code::ManifestSyntax;
        problem
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_alone_is_no_text() {
        for (text, format, expected) in [
            ("", Format::Plain, true),
            (" \n\t\n", Format::Plain, true),
            ("\u{200c}\n\u{feff}", Format::Plain, true),
            ("---\ntitle: a\n---\n\n", Format::Markdown, true),
            ("---\r\ntitle: a\r\n...\r\n", Format::Markdown, true),
            ("---\ntitle: a\n---\nx", Format::Markdown, false),
            ("---\ntitle: a\n---\n", Format::Plain, false),
            ("---\n", Format::Markdown, false),
        ] {
            assert_eq!(is_empty(text, format), expected, "{text:?}");
        }
    }
}
