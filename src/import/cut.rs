//! Cutting runs of inlines in pieces: at line ends, at a mark between hemistichs, at a byte.
//! Words keep their places; an inline that is cut inside is repeated on both sides.

use crate::base::Span;
use crate::document::visit::{children, children_mut};
use crate::document::{Inline, InlineKind};

/// The part `start..end` (bytes) of a text run. Exact when the run is as long as its source, which
/// is the case unless it was written with entities; then the place is that of the whole run.
pub fn part(text: &str, span: Span, start: usize, end: usize) -> Inline {
    let exact = span.range().len() == text.len();
    let span = if exact { span.sub(start, end) } else { span };
    Inline::new(InlineKind::Text(text[start..end].to_owned()), span)
}

/// The lines of `inlines`, parted at every [`InlineKind::LineBreak`] however deep it stands.
/// Spaces at the ends of lines go; empty lines are left out.
pub fn lines(inlines: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    for inline in inlines {
        let mut pieces = pieces(inline).into_iter();
        if let Some(Some(first)) = pieces.next() {
            lines.last_mut().expect("never empty").push(first);
        }
        lines.extend(pieces.map(|piece| piece.into_iter().collect()));
    }
    lines.into_iter().map(trimmed).filter(|line| !line.is_empty()).collect()
}

/// An inline in pieces, one for each line it stands on; `None` where nothing is left of it.
fn pieces(mut inline: Inline) -> Vec<Option<Inline>> {
    if inline.kind == InlineKind::LineBreak {
        return vec![None, None];
    }
    let Some(content) = children_mut(&mut inline).map(std::mem::take) else {
        return vec![Some(inline)];
    };
    if content.is_empty() {
        return vec![Some(inline)];
    }
    let lines = lines(content);
    let several = lines.len() > 1;
    lines.into_iter().map(|line| Some(around(&inline, line, several))).collect()
}

/// A copy of the empty container `shell` with `content` inside.
fn around(shell: &Inline, content: Vec<Inline>, cut: bool) -> Inline {
    let mut copy = shell.clone();
    if cut {
        copy.span = span_of(&content).unwrap_or(shell.span);
    }
    if let Some(inside) = children_mut(&mut copy) {
        *inside = content;
    }
    copy
}

/// Puts a line break at every place where `separator` stands in a text run.
pub fn break_at(inlines: Vec<Inline>, separator: &str) -> Vec<Inline> {
    let mut broken = Vec::new();
    for mut inline in inlines {
        if let InlineKind::Text(text) = &inline.kind {
            let mut start = 0;
            for (at, _) in text.match_indices(separator) {
                broken.push(part(text, inline.span, start, at));
                start = at + separator.len();
                let span = part(text, inline.span, at, start).span;
                broken.push(Inline::new(InlineKind::LineBreak, span));
            }
            broken.push(part(text, inline.span, start, text.len()));
            continue;
        }
        if let Some(content) = children_mut(&mut inline) {
            *content = break_at(std::mem::take(content), separator);
        }
        broken.push(inline);
    }
    broken.retain(|inline| !is_empty_text(inline));
    broken
}

/// The inlines before and after byte `at` of the source; only a text run is cut inside.
pub fn split(inlines: Vec<Inline>, at: usize) -> (Vec<Inline>, Vec<Inline>) {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for inline in inlines {
        let range = inline.span.range();
        if range.end <= at {
            before.push(inline);
        } else if range.start >= at {
            after.push(inline);
        } else if let InlineKind::Text(text) = &inline.kind
            && range.len() == text.len()
            && text.is_char_boundary(at - range.start)
        {
            before.push(part(text, inline.span, 0, at - range.start));
            after.push(part(text, inline.span, at - range.start, text.len()));
        } else {
            before.push(inline);
        }
    }
    (before, after)
}

/// `inlines` without white space at the two ends.
pub fn trimmed(mut inlines: Vec<Inline>) -> Vec<Inline> {
    while let Some(Inline { kind: InlineKind::Text(text), span }) = inlines.first() {
        let start = text.len() - text.trim_start().len();
        if start == 0 && !text.is_empty() {
            break;
        }
        let rest = part(text, *span, start, text.len());
        if is_empty_text(&rest) {
            inlines.remove(0);
        } else {
            inlines[0] = rest;
        }
    }
    while let Some(Inline { kind: InlineKind::Text(text), span }) = inlines.last() {
        let end = text.trim_end().len();
        if end == text.len() && end > 0 {
            break;
        }
        let rest = part(text, *span, 0, end);
        inlines.pop();
        if !is_empty_text(&rest) {
            inlines.push(rest);
        }
    }
    inlines
}

/// The smallest place that covers all `inlines`.
pub fn span_of(inlines: &[Inline]) -> Option<Span> {
    inlines.iter().map(|inline| inline.span).reduce(Span::to)
}

/// Whether `inlines` show nothing: no words, no image, no mark.
pub fn is_blank(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::LineBreak => true,
        InlineKind::Link(_)
        | InlineKind::Code(_)
        | InlineKind::Image { .. }
        | InlineKind::NoteRef(_) => false,
        // A mark for the index shows nothing and says where it stands.
        InlineKind::Span { attributes, .. } if attributes.has_class("index") => false,
        _ => is_blank(children(inline)),
    })
}

fn is_empty_text(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text.is_empty())
}
