//! Input files as the program keeps them, and places inside them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Number of an input file in [`Sources`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct SourceId(pub u32);

/// A place in an input file: byte offsets `start..end` of its decoded UTF-8 text.
///
/// Four bytes each: inputs are bounded by `limits::SOURCE_BYTES`, far below 4 GiB.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The place `start..end` (byte offsets) in `source`.
    pub const fn new(source: SourceId, start: usize, end: usize) -> Self {
        Span { source, start: start as u32, end: end as u32 }
    }

    /// The very beginning of `source`: for problems that concern a file as a whole.
    pub const fn start_of(source: SourceId) -> Self {
        Span { source, start: 0, end: 0 }
    }

    /// The smallest span that covers both; the two must be of one file.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        debug_assert_eq!(self.source, other.source);
        Span {
            source: self.source,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// A part of this span: bytes `start..end` counted from its own start.
    #[must_use]
    pub const fn sub(self, start: usize, end: usize) -> Span {
        Span { source: self.source, start: self.start + start as u32, end: self.start + end as u32 }
    }

    /// The byte range as `usize`.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place where it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value` as written at `span`.
    pub const fn new(value: T, span: Span) -> Self {
        Spanned { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// A human place: line and column, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1. Editors count so.
    pub column: usize,
}

/// One input file: its path as shown to people, its decoded text, and where its lines begin.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path relative to the project, with `/` on every system.
    pub path: String,
    /// The decoded text (a byte order mark is already removed).
    pub text: Arc<str>,
    line_starts: Vec<u32>,
}

impl Source {
    /// A file with its lines found.
    pub fn new(path: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let after_newline = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts =
            std::iter::once(0).chain(after_newline.map(|(at, _)| at as u32 + 1)).collect();
        Source { path: path.into(), text, line_starts }
    }

    /// Line and column of byte `offset`; an offset past the end gives the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.line_starts.partition_point(|start| *start as usize <= offset);
        let start = self.line_starts[line - 1] as usize;
        Position { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The text of line `line` (from 1), without its end-of-line characters.
    pub fn line(&self, line: usize) -> &str {
        let Some(&start) = self.line_starts.get(line.wrapping_sub(1)) else { return "" };
        let end = self.line_starts.get(line).map_or(self.text.len(), |next| *next as usize);
        self.text[start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// Byte offset at which line `line` (from 1) begins.
    pub fn line_start(&self, line: usize) -> usize {
        self.line_starts.get(line.wrapping_sub(1)).map_or(self.text.len(), |start| *start as usize)
    }
}

/// All input files of one run, in the order in which they were read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a file and gives its number.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.files.push(source);
        SourceId(self.files.len() as u32 - 1)
    }

    /// The file with number `id`; `None` for a number this run has not given.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.files.get(id.0 as usize)
    }

    /// The text at `span`, or nothing when the place does not exist.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).and_then(|source| source.text.get(span.range())).unwrap_or("")
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether no file was read yet.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let source = Source::new("a.md", "الف\nمی‌رود\n");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        let at = source.text.find("رود").unwrap();
        assert_eq!(source.position(at), Position { line: 2, column: 4 });
        assert_eq!(source.line(2), "می‌رود");
        assert_eq!(source.position(10_000), Position { line: 3, column: 1 });
    }
}
