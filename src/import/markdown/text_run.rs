//! Building one run of inlines: words with exact places, bracketed spans, attributes after links
//! and images, addresses without marks.

use super::attributes;
use crate::base::{Code, Diagnostic, Span, Spanned};
use crate::document::{Attributes, Inline, InlineKind, Link, LinkTarget};
use crate::import::address::web_addresses;
use crate::import::cut;
use crate::import::report::Report;

/// Deepest nesting of bracketed spans within one run; together with the limit on nested emphasis
/// and links it keeps the whole depth of inlines small. Two is already rare.
const NESTED_SPANS: usize = 8;

/// A run of inlines under construction.
#[derive(Debug, Default)]
pub struct LineBuilder {
    inlines: Vec<Inline>,
    /// Indexes of the inlines that are an open `[`.
    open: Vec<usize>,
}

impl LineBuilder {
    /// Appends an inline as it is.
    pub fn push(&mut self, kind: InlineKind, span: Span) {
        self.inlines.push(Inline::new(kind, span));
    }

    /// Appends words in which nothing is to be found.
    pub fn opaque(&mut self, text: &str, span: Span) {
        let exact = text.len() == span.range().len();
        if exact && !text.contains(['\n', '\t']) {
            self.push(InlineKind::Text(text.to_owned()), span);
        } else {
            let text = text.replace(['\n', '\t'], " ");
            self.push(InlineKind::Text(text), span);
        }
    }

    /// Appends the space that a line end inside a paragraph stands for.
    pub fn space(&mut self, span: Span) {
        self.push(InlineKind::Text(" ".to_owned()), span);
    }

    /// Appends words that stand at `span` byte by byte.
    pub fn text(&mut self, text: &str, span: Span, links: bool, report: &mut Report) {
        let mut run = Run { text, span, from: 0 };
        let addresses = if links { web_addresses(text) } else { Vec::new() };
        let mut addresses = addresses.into_iter().peekable();
        let mut at = self.attributes_after(&mut run);
        while let Some(letter) = text[at..].chars().next() {
            let end = at + letter.len_utf8();
            if let Some(address) = addresses.next_if(|address| address.start <= at)
                && address.start == at
            {
                self.address(&mut run, address.clone());
                at = address.end;
                continue;
            }
            at = match letter {
                '[' => {
                    report_missing_note(&run, at, report);
                    self.open_bracket(&mut run, at)
                }
                ']' => self.close_bracket(&mut run, at, report),
                ' ' | '\t' | '\n' => self.white_space(&mut run, at),
                _ => end,
            };
        }
        self.flush(&mut run, text.len());
    }

    /// The finished run: text runs that touch each other are one.
    pub fn finish(self) -> Vec<Inline> {
        let mut merged: Vec<Inline> = Vec::with_capacity(self.inlines.len());
        for inline in self.inlines {
            if !merged.last_mut().is_some_and(|last| merge(last, &inline)) {
                merged.push(inline);
            }
        }
        merged
    }

    /// Appends what was read of `run` and not yet appended, up to byte `to`.
    fn flush(&mut self, run: &mut Run<'_>, to: usize) {
        if run.from < to {
            self.inlines.push(cut::part(run.text, run.span, run.from, to));
        }
        run.from = to;
    }

    /// `{…}` directly after a link, an image or code belongs to it.
    fn attributes_after(&mut self, run: &mut Run<'_>) -> usize {
        let Some(last) = self.inlines.last() else { return 0 };
        let takes = matches!(
            last.kind,
            InlineKind::Link(_) | InlineKind::Image { .. } | InlineKind::Code(_)
        );
        if !takes || last.span.end != run.span.start {
            return 0;
        }
        let Some((attributes, length)) = attributes::parse(run.text, run.span) else { return 0 };
        let inline = self.inlines.len() - 1;
        self.wrap(inline, attributes, run.span.sub(0, length));
        run.from = length;
        length
    }

    /// Puts the inlines from index `first` on into one span that ends at `end`.
    fn wrap(&mut self, first: usize, attributes: Attributes, end: Span) {
        let content = self.inlines.split_off(first);
        let span = cut::span_of(&content).map_or(end, |span| span.to(end));
        self.push(InlineKind::Span { attributes, content }, span);
    }

    fn address(&mut self, run: &mut Run<'_>, address: std::ops::Range<usize>) {
        self.flush(run, address.start);
        let words = cut::part(run.text, run.span, address.start, address.end);
        let span = words.span;
        let target = Spanned::new(run.text[address.clone()].to_owned(), span);
        let link = Link { target: LinkTarget::Written(target), content: vec![words] };
        self.push(InlineKind::Link(link), span);
        run.from = address.end;
    }

    fn open_bracket(&mut self, run: &mut Run<'_>, at: usize) -> usize {
        self.flush(run, at);
        self.open.push(self.inlines.len());
        self.flush(run, at + 1);
        at + 1
    }

    fn close_bracket(&mut self, run: &mut Run<'_>, at: usize, report: &mut Report) -> usize {
        let Some(open) = self.open.pop() else { return at + 1 };
        let rest = run.span.sub(at + 1, run.text.len());
        let Some((attributes, length)) = attributes::parse(&run.text[at + 1..], rest) else {
            return at + 1;
        };
        if self.open.len() >= NESTED_SPANS {
            report.add(super::too_deep(run.span.sub(at, at + 1)));
            return at + 1;
        }
        self.flush(run, at);
        let bracket = self.inlines.remove(open).span;
        let end = at + 1 + length;
        self.wrap(open, attributes, bracket.to(run.span.sub(at, end)));
        run.from = end;
        end
    }

    /// A run of white space is one space.
    fn white_space(&mut self, run: &mut Run<'_>, at: usize) -> usize {
        let rest = &run.text[at..];
        let length = rest.len() - rest.trim_start_matches([' ', '\t', '\n']).len();
        if length > 1 || !rest.starts_with(' ') {
            self.flush(run, at);
            self.space(run.span.sub(at, at + 1));
            run.from = at + length;
        }
        at + length
    }
}

/// A run of text while it is read.
struct Run<'a> {
    text: &'a str,
    span: Span,
    /// What comes before was appended already.
    from: usize,
}

/// A mark `[^name]` that is still text when it comes here has no footnote.
fn report_missing_note(run: &Run<'_>, at: usize, report: &mut Report) {
    let Some(rest) = run.text[at..].strip_prefix("[^") else { return };
    let Some(length) = rest.find([']', '[', ' ']).filter(|end| rest[*end..].starts_with(']'))
    else {
        return;
    };
    if length > 0 {
        let name = &rest[..length];
        report.add(
            Diagnostic::new(Code::NoteWithoutText, format!("the note `[^{name}]` has no text"))
                .at(run.span.sub(at, at + length + 3))
                .hint(format!("write `[^{name}]: …` in a paragraph of its own in this document")),
        );
    }
}

/// Joins `next` to `last` when both are text, byte by byte as in the source, and touch.
fn merge(last: &mut Inline, next: &Inline) -> bool {
    let exact = |inline: &Inline, text: &str| inline.span.range().len() == text.len();
    if last.span.end != next.span.start {
        return false;
    }
    let place = last.span;
    match (&mut last.kind, &next.kind) {
        (InlineKind::Text(before), InlineKind::Text(after))
            if place.range().len() == before.len() && exact(next, after) =>
        {
            before.push_str(after);
            last.span = place.to(next.span);
            true
        }
        _ => false,
    }
}
