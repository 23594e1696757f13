//! From comrak's line and column to bytes of the source.

use std::ops::Range;

use comrak::nodes::Sourcepos;

use super::prepare::Prepared;
use crate::base::{SourceId, Span};
use crate::import::edited::Edited;

/// The way from the parser's positions to the source.
#[derive(Debug)]
pub struct Places<'a> {
    id: SourceId,
    cleaned: &'a Edited,
    prepared: &'a Prepared,
    line_starts: Vec<usize>,
    /// In a table cell: where the backslashes of its `\|` stand. The parser removes them before it
    /// counts columns.
    cell_escapes: Vec<usize>,
}

impl<'a> Places<'a> {
    /// The places of `prepared`.
    pub fn new(id: SourceId, cleaned: &'a Edited, prepared: &'a Prepared) -> Self {
        let ends = prepared.text.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Places { id, cleaned, prepared, line_starts, cell_escapes: Vec::new() }
    }

    /// The bytes of the prepared text at `position`.
    pub fn range(&self, position: Sourcepos) -> Range<usize> {
        let text = &self.prepared.text.text;
        let line = |line: usize| {
            let start = self.line_starts.get(line.wrapping_sub(1));
            start.copied().unwrap_or(text.len())
        };
        let start = line(position.start.line) + position.start.column.saturating_sub(1);
        let end = line(position.end.line) + position.end.column;
        let (start, end) = (self.unescaped(start), self.unescaped_end(start, end));
        let start = text.floor_char_boundary(start.min(text.len()));
        let end = text.ceil_char_boundary(end.min(text.len()));
        start..end.max(start)
    }

    fn unescaped(&self, mut at: usize) -> usize {
        for escape in &self.cell_escapes {
            if *escape > at {
                break;
            }
            at += 1;
        }
        at
    }

    fn unescaped_end(&self, start: usize, end: usize) -> usize {
        if end > start { self.unescaped(end - 1) + 1 } else { self.unescaped(end) }
    }

    /// From here on positions are inside the table cell at `cell`, until [`Self::leave_cell`].
    pub fn enter_cell(&mut self, cell: Sourcepos) {
        let range = self.range(cell);
        let text = &self.prepared.text.text[range.clone()];
        self.cell_escapes = text.match_indices("\\|").map(|(at, _)| range.start + at).collect();
    }

    /// Ends [`Self::enter_cell`].
    pub fn leave_cell(&mut self) {
        self.cell_escapes.clear();
    }

    /// The prepared text at `range`.
    pub fn text(&self, range: Range<usize>) -> &'a str {
        &self.prepared.text.text[range]
    }

    /// The prepared text from byte `start` to the end of its line.
    pub fn line_from(&self, start: usize) -> &'a str {
        let rest = &self.prepared.text.text[start..];
        rest.split('\n').next().unwrap_or(rest)
    }

    /// The place in the source of `range` of the prepared text.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let (start, end) = self.prepared.text.origin_range(range.start, range.end);
        let (start, end) = self.cleaned.origin_range(start, end);
        Span::new(self.id, start, end)
    }

    /// Where `words` stand within `span` of the source; all of `span` when they are not found.
    pub fn find(&self, words: &str, span: Span) -> Span {
        // The cleaned text has the bytes of the source but for what is unprintable.
        let (start, end) = (span.start as usize, span.end as usize);
        let Some(written) = self.cleaned.text.get(start..end.min(self.cleaned.text.len())) else {
            return span;
        };
        let at =
            written.find(words).filter(|_| self.cleaned.origin_range(start, end) == (start, end));
        at.map_or(span, |at| span.sub(at, at + words.len()))
    }

    /// The byte of the source at which the words of the last line of `span` begin, behind the signs
    /// of quotes; `None` when it is a single line.
    pub fn last_line(&self, span: Span) -> Option<usize> {
        let (start, end) = (span.start as usize, span.end as usize);
        let written = self.cleaned.text.get(start..end)?;
        let line = written.rfind('\n')? + 1;
        let signs =
            written[line..].len() - written[line..].trim_start_matches(['>', ' ', '\t']).len();
        (self.cleaned.origin_range(start, end) == (start, end)).then_some(start + line + signs)
    }

    /// What the author wrote at `range`, when it is not what the parser read: where a guard or a
    /// number in other digits was put in. Line prefixes of quotes are part of it.
    pub fn written(&self, range: Range<usize>) -> Option<&'a str> {
        let (start, end) = self.prepared.text.origin_range(range.start, range.end);
        let written = self.cleaned.text.get(start..end)?;
        (written != self.text(range)).then_some(written)
    }

    /// The pieces of `range` between which nothing was removed from the source or put in: in each
    /// of them a byte of the prepared text is a byte of the source.
    pub fn unbroken(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let exact = |piece: &Range<usize>| self.span_of(piece.clone()).range().len() == piece.len();
        if exact(&range) {
            return vec![range];
        }
        let mut pieces: Vec<Range<usize>> = Vec::new();
        for (at, letter) in self.text(range.clone()).char_indices() {
            let end = range.start + at + letter.len_utf8();
            match pieces.last_mut() {
                Some(last) if exact(&(last.start..end)) => last.end = end,
                _ => pieces.push(range.start + at..end),
            }
        }
        pieces
    }

    /// The place in the source of what the parser found at `position`.
    pub fn span(&self, position: Sourcepos) -> Span {
        self.span_of(self.range(position))
    }
}
