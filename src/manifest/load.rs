//! YAML text to a located tree. The only file that names the YAML crate.
//!
//! It works on the parser's events instead of on serde's types, because serde stops at the first
//! problem and knows no places: here every key and value keeps its bytes, and all duplicate keys
//! are reported at once. What a manifest has no use for (anchors, aliases, tags, directives,
//! several documents) is refused where it stands, so no alias can be expanded into a bomb.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_saphyr::granit_parser::{
    ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span as ParserSpan, StrInput,
    StructureStyle,
};

use super::hidden;
use super::node::{Codes, Node, Value};
use crate::base::{Diagnostic, Source, SourceId, Span, Spanned, limits};

/// Reads the bytes `range` of `source` as one YAML document.
///
/// An empty document gives [`Value::Null`]. Every place in the result is exact in the whole file,
/// so the front matter of a Markdown document can be read where it stands.
///
/// # Errors
/// Syntax errors and YAML that is not used here (one: it ends the reading), and all duplicate keys
/// and keys with invisible characters, under the given `codes`.
pub fn parse(
    source: &Source,
    id: SourceId,
    range: Range<usize>,
    codes: Codes,
) -> Result<Node, Vec<Diagnostic>> {
    let place = Place { source: id, offset: range.start, end: range.end };
    let text = &source.text[range];
    if text.len() as u64 > limits::MANIFEST_BYTES {
        let size = limits::MANIFEST_BYTES >> 20;
        return Err(vec![
            Diagnostic::new(codes.syntax, format!("the YAML text is larger than {size} MiB"))
                .at(place.at(0, 0))
                .hint("split the book, or let a `glob` name its documents"),
        ]);
    }
    let mut tree = Tree::new(place, codes);
    match tree.grow(text) {
        Err(fault) => tree.problems.push(fault),
        Ok(()) if tree.problems.is_empty() => return Ok(tree.root.unwrap_or(place.nothing())),
        Ok(()) => {}
    }
    Err(tree.problems)
}

/// Where the parsed text lies in its file.
#[derive(Clone, Copy)]
struct Place {
    source: SourceId,
    offset: usize,
    end: usize,
}

impl Place {
    /// Bytes `start..end` of the parsed text, as a place in the file.
    fn at(self, start: usize, end: usize) -> Span {
        let inside = |at: usize| (self.offset + at).min(self.end);
        Span::new(self.source, inside(start), inside(end.max(start)))
    }

    /// The place of an event. The parser counts bytes whenever it reads from a string.
    fn of(self, span: &ParserSpan) -> Span {
        let start = span.start.byte_offset().unwrap_or_default();
        self.at(start, span.end.byte_offset().unwrap_or(start))
    }

    /// An empty document.
    fn nothing(self) -> Node {
        Node::new(Value::Null, self.at(0, 0))
    }
}

/// A list or mapping that is still open.
enum Open {
    List { start: Span, flow: bool, items: Vec<Node> },
    Map { start: Span, flow: bool, map: OpenMap },
}

/// An open mapping: its entries, and the key that waits for its value.
#[derive(Default)]
struct OpenMap {
    entries: Vec<(Spanned<String>, Node)>,
    key: Option<Spanned<String>>,
    seen: BTreeMap<String, Span>,
}

/// The tree while it grows.
struct Tree {
    place: Place,
    codes: Codes,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    problems: Vec<Diagnostic>,
}

impl Tree {
    fn new(place: Place, codes: Codes) -> Self {
        Tree { place, codes, open: Vec::new(), root: None, documents: 0, problems: Vec::new() }
    }

    /// Takes all events of `text`.
    fn grow(&mut self, text: &str) -> Result<(), Diagnostic> {
        let mut parser: Parser<'_, StrInput<'_>> =
            Parser::new_from_str_with_options(text, parser_options());
        while let Some(event) = parser.next_event() {
            let (event, span) = event.map_err(|fault| self.syntax_error(&fault, text))?;
            self.take(event, &span)?;
        }
        Ok(())
    }

    /// Takes one event.
    fn take(&mut self, event: Event<'_>, parsed: &ParserSpan) -> Result<(), Diagnostic> {
        let span = self.place.of(parsed);
        if event.tag().is_some() {
            let at = parsed.tag_span().map_or(span, |tag| self.place.of(&tag));
            return Err(self.unused("tags", at, "delete the word that begins with `!`"));
        }
        match event {
            Event::DocumentStart(..) => self.start_document(span),
            Event::Scalar(text, style, _, _) => {
                self.scalar(&text, style, span);
                Ok(())
            }
            Event::SequenceStart(style, _, _) => {
                let flow = style == StructureStyle::Flow;
                self.push(Open::List { start: span, flow, items: Vec::new() }, span)
            }
            Event::MappingStart(style, _, _) => {
                let flow = style == StructureStyle::Flow;
                self.push(Open::Map { start: span, flow, map: OpenMap::default() }, span)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.close(span);
                Ok(())
            }
            Event::Anchor(..) => {
                Err(self.unused("anchors", span, "delete the word that begins with `&`"))
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let hint = "write the value out; quote it when it is a text that begins with `*`";
                Err(self.unused("aliases", span, hint))
            }
            _ => Ok(()),
        }
    }

    fn start_document(&mut self, span: Span) -> Result<(), Diagnostic> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let message = "a second YAML document begins here, and only one is read";
        let hint = "delete the line `---`, or move what follows to a file of its own";
        Err(Diagnostic::new(self.codes.syntax, message).at(span).hint(hint))
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) {
        if let Some(Open::Map { map, .. }) = self.open.last_mut()
            && map.key.is_none()
        {
            self.key(Spanned::new(text.to_owned(), span));
            return;
        }
        let value = match style {
            ScalarStyle::Plain => plain(text),
            _ => Value::Text(text.to_owned()),
        };
        self.put(Node::new(value, span));
    }

    /// Notes a key; the next value is its own.
    fn key(&mut self, key: Spanned<String>) {
        if let Some(problem) = hidden::check(&key, "a key", self.codes.control) {
            self.problems.push(problem);
        }
        if let Some(Open::Map { map, .. }) = self.open.last_mut() {
            map.key = Some(key);
        }
    }

    fn push(&mut self, open: Open, span: Span) -> Result<(), Diagnostic> {
        if let Some(Open::Map { map, .. }) = self.open.last()
            && map.key.is_none()
        {
            let message = "a list or mapping cannot be a key";
            let hint = "write a word before the `:`; quote a text that begins with `[` or `{`";
            return Err(Diagnostic::new(self.codes.syntax, message).at(span).hint(hint));
        }
        if self.open.len() == limits::MANIFEST_DEPTH {
            return Err(self.too_deep(span));
        }
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self, end: Span) {
        let node = match self.open.pop() {
            Some(Open::List { start, flow, items }) => {
                let last = items.last().map_or(start, |item| item.span);
                Node::new(Value::List(items), start.to(if flow { end } else { last }))
            }
            Some(Open::Map { start, flow, map }) => {
                let last = map.entries.last().map_or(start, |(_, value)| value.span);
                Node::new(Value::Map(map.entries), start.to(if flow { end } else { last }))
            }
            None => return,
        };
        self.put(node);
    }

    /// Puts a finished value where it belongs.
    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { map, .. }) => {
                let Some(key) = map.key.take() else { return };
                // What is absent has no place of its own: people look at the key.
                let span = if node.is_null() { key.span } else { node.span };
                if let Some(first) = map.seen.get(&key.value) {
                    let problem = duplicate_key(&key, *first, self.codes);
                    self.problems.push(problem);
                } else {
                    map.seen.insert(key.value.clone(), key.span);
                    map.entries.push((key, Node::new(node.value, span)));
                }
            }
        }
    }

    fn unused(&self, what: &str, span: Span, hint: &str) -> Diagnostic {
        let message = format!("{what} of YAML are not used here");
        Diagnostic::new(self.codes.syntax, message).at(span).hint(hint)
    }

    fn too_deep(&self, span: Span) -> Diagnostic {
        let message =
            format!("lists and mappings are nested more than {} deep", limits::MANIFEST_DEPTH);
        let hint = "no key needs such a depth; look for a bracket that is not closed";
        Diagnostic::new(self.codes.syntax, message).at(span).hint(hint)
    }

    fn syntax_error(&self, fault: &ScanError, text: &str) -> Diagnostic {
        let at = fault.marker().byte_offset().unwrap_or_default();
        let width = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let span = self.place.at(at, at + width);
        if *fault.kind() == ErrorKind::RecursionLimitExceeded {
            return self.too_deep(span);
        }
        let (message, hint) = explain(fault.kind());
        Diagnostic::new(self.codes.syntax, message).at(span).hint(hint)
    }
}

fn parser_options() -> Options {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.disallow_directives = true;
    options.emit_anchor_events = true;
    options.emit_unresolved_aliases = true;
    // One more than we accept, so that the message comes from one place.
    options.flow_nesting_limit = limits::MANIFEST_DEPTH + 1;
    options.block_nesting_limit = limits::MANIFEST_DEPTH + 1;
    options
}

/// An unquoted word after the core schema.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if is_decimal(text) => Value::Number(text.to_owned()),
        _ => Value::Text(text.to_owned()),
    }
}

/// Whether `text` is a decimal number: a sign, digits with one point among them, an exponent.
fn is_decimal(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+']);
    text.len() - digits.len() <= 1
        && digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'))
        && digits.parse::<f64>().is_ok()
}

fn duplicate_key(key: &Spanned<String>, first: Span, codes: Codes) -> Diagnostic {
    Diagnostic::new(codes.duplicate_key, format!("the key `{}` stands twice", key.value))
        .at(key.span)
        .label(first, "first written here")
        .hint("delete one of the two")
}

/// What a syntax error means for the person who wrote the file, and what to do.
fn explain(kind: &ErrorKind) -> (&'static str, &'static str) {
    use ErrorKind as E;
    const QUOTE: &str = "put the whole value between \"…\"";
    match kind {
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => {
            ("a tab stands where YAML wants spaces", "indent with spaces, two for each level")
        }
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => {
            ("a quotation mark is opened and never closed", "close it with the same mark")
        }
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping => {
            ("a bracket is opened and never closed", "close it with `]` or `}`")
        }
        E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => (
            "a bracket is closed that was not opened so",
            "give every `[` its `]` and every `{` its `}`",
        ),
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => {
            ("a `,` or the closing bracket is missing before this", "part the items by `,`")
        }
        E::InvalidMappingValueWhitespace
        | E::InvalidColonPlacement
        | E::MappingValueNotAllowed
        | E::MappingKeyNotAllowed
        | E::FlowMappingValueAdjacentCollection => (
            "a `:` stands where no key can be",
            "quote a value that contains `: `; write one key on a line",
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::ExpectedBlockMappingKey => (
            "this line is not `key: value` like the lines around it",
            "write `key: value`, indented like its neighbours",
        ),
        E::InvalidIndentation
        | E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed
        | E::BlockEntryInFlowCollection
        | E::InvalidBlockEntryWhitespace
        | E::InvalidFlowScalarIndent
        | E::InvalidBlockScalarIndent => (
            "the indentation does not fit the lines above",
            "indent neighbours by the same number of spaces",
        ),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidUnicodeEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate => (
            "an unknown sign follows `\\`",
            "write `\\\\` for a backslash, or use single quotation marks",
        ),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            ("text follows a closing quotation mark", QUOTE)
        }
        E::InvalidQuotedScalarIndent => (
            "a quotation mark above is not closed, or this line of its text is not indented",
            "close the quotation mark on its own line",
        ),
        E::UnexpectedCharacter { character } if character.is_control() => {
            ("a control character stands here", "delete it; the file may not be a text file")
        }
        E::UnexpectedCharacter { .. } | E::PlainScalarStartsWithDashFlowIndicator => {
            ("a value cannot begin with this character", QUOTE)
        }
        E::CommentInterceptedScalar | E::CommentNotSeparated => {
            ("a `#` stands where no comment can be", "put a space before `#`, or quote the value")
        }
        E::DirectiveDisallowed => {
            ("directives of YAML are not used here", "delete the line that begins with `%`")
        }
        E::MissingAnchorOrAliasName => ("`&` and `*` cannot begin a value", QUOTE),
        _ => ("this is not valid YAML", "look at the shown place and the line above it"),
    }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
