//! The step before the Markdown parser: lines are looked at one by one, and what CommonMark does
//! not know is rewritten into what the parser knows, with the way back to the source kept.
//!
//! * Fenced divs are matched as Pandoc does (a bare `:::` closes the innermost open div) and written
//!   with fences of distinct lengths and a number; attributes stay here, in [`Div`].
//! * Lines of verse are guarded, so that a dash or a number at their beginning starts no list.
//! * A bracket that would begin a link definition without an address is guarded too: its words would
//!   be lost.
//! * List numbers in Persian or Arabic digits (`۱.`) become ASCII digits.
//!
//! Code blocks are left as they are.

use std::collections::BTreeMap;

use super::attributes;
use super::line::{Line, Marker};
use crate::base::{Code, Diagnostic, SourceId, Span, limits};
use crate::document::Attributes;
use crate::import::edited::Edited;
use crate::import::report::Report;

/// Indentation of what goes on in a footnote (Pandoc's rule, also GitHub's).
const NOTE_INDENT: usize = 4;

/// What the parser reads, and what was taken out before.
#[derive(Debug)]
pub struct Prepared {
    /// The text for the parser; its origin is the cleaned text.
    pub text: Edited,
    /// The divs in the order of their opening fences; the parser sees the index as the div's name.
    pub divs: Vec<Div>,
    /// Columns of white space before lines of verse, by the byte of the source at which the line's
    /// words begin. Lines without any are not in it.
    pub verse_indents: BTreeMap<usize, u16>,
}

/// An opening fence.
#[derive(Debug)]
pub struct Div {
    /// Its name, empty for `::: {lang=en}`.
    pub name: String,
    /// Its attributes.
    pub attributes: Attributes,
    /// The fence line.
    pub span: Span,
}

/// Prepares `cleaned` (from byte `from` on, behind the front matter) for the parser.
pub fn prepare(cleaned: &Edited, from: usize, id: SourceId, report: &mut Report) -> Prepared {
    let mut scanner = Scanner {
        cleaned,
        id,
        report,
        prepared: Prepared {
            text: Edited::with_capacity(cleaned.text.len()),
            divs: Vec::new(),
            verse_indents: BTreeMap::new(),
        },
        open: Vec::new(),
        code: None,
        list_indent: 0,
        after_text: false,
        too_deep: 0,
    };
    let mut at = from;
    for line in cleaned.text[from..].split_inclusive('\n') {
        scanner.line(at, line);
        at += line.len();
    }
    scanner.close_all();
    scanner.prepared
}

struct Scanner<'a> {
    cleaned: &'a Edited,
    id: SourceId,
    report: &'a mut Report,
    prepared: Prepared,
    open: Vec<OpenDiv>,
    code: Option<CodeFence>,
    /// Indentation of the content of the innermost list item, so that code inside it is found.
    list_indent: usize,
    /// Whether the line before belongs to a paragraph that this line may continue.
    after_text: bool,
    /// Divs beyond the limit that are open: their closing fences are skipped with them.
    too_deep: usize,
}

struct OpenDiv {
    index: usize,
    quotes: usize,
    verse: bool,
    /// Columns of white space before its fence: those of the list item or the note that it is in.
    indent: usize,
}

struct CodeFence {
    mark: char,
    length: usize,
    quotes: usize,
}

impl Scanner<'_> {
    fn line(&mut self, at: usize, text: &str) {
        let line = Line::new(text);
        self.leave_quotes(&line);
        if self.inside_code(&line) {
            return self.keep(at, text);
        }
        let indented_code = line.indent > self.list_indent + 3;
        let in_paragraph = !line.rest.is_empty() && !line.rest.starts_with('#');
        match line.marker() {
            Some(Marker::Div(info)) if !indented_code => self.fence(at, text, &line, info),
            _ if self.in_verse() => self.verse_line(at, text, &line),
            Some(Marker::Code { mark, length }) if !indented_code => {
                self.code = Some(CodeFence { mark, length, quotes: line.quotes });
                self.keep(at, text);
            }
            Some(Marker::NoDefinition) if !indented_code => {
                self.guard(at, text, line.start, line.start);
            }
            Some(Marker::Note) if line.indent < 4 => {
                self.list_indent = NOTE_INDENT;
                self.keep(at, text);
            }
            Some(Marker::Item { content }) => {
                self.list_indent = line.indent + content;
                self.keep(at, text);
            }
            Some(Marker::PersianItem { digits, content })
                if !indented_code && self.may_begin_item(&line, &digits) =>
            {
                self.list_indent = line.indent + content;
                self.persian_item(at, text, line.start, &digits);
            }
            _ => {
                if line.indent == 0 && !line.rest.is_empty() {
                    self.list_indent = 0;
                }
                self.keep(at, text);
            }
        }
        self.after_text = in_paragraph;
    }

    /// CommonMark lets only a list that begins with 1 interrupt a paragraph; the next items of a
    /// list follow the text of the item before.
    fn may_begin_item(&self, line: &Line<'_>, digits: &str) -> bool {
        let next_item = self.list_indent > 0 && line.indent < self.list_indent;
        !self.after_text || next_item || digits == "1"
    }

    fn keep(&mut self, at: usize, text: &str) {
        self.prepared.text.keep(text, at);
    }

    /// The end of a block quote ends what was opened inside it.
    fn leave_quotes(&mut self, line: &Line<'_>) {
        if self.code.as_ref().is_some_and(|code| line.quotes < code.quotes) {
            self.code = None;
        }
        while self.open.last().is_some_and(|div| line.quotes < div.quotes) {
            self.report_unclosed();
        }
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.report_unclosed();
        }
    }

    fn report_unclosed(&mut self) {
        let Some(div) = self.open.pop() else { return };
        let div = &self.prepared.divs[div.index];
        let name = if div.name.is_empty() { "div" } else { &div.name };
        let problem = Diagnostic::new(Code::DivUnbalanced, format!("`::: {name}` is not closed"))
            .at(div.span)
            .hint("close it with a line `:::` of its own");
        self.report.add(problem);
    }

    fn inside_code(&mut self, line: &Line<'_>) -> bool {
        let Some(code) = &self.code else { return false };
        if line.closes_code(code.mark, code.length) {
            self.code = None;
        }
        true
    }

    fn in_verse(&self) -> bool {
        self.open.last().is_some_and(|div| div.verse)
    }

    fn fence(&mut self, at: usize, text: &str, line: &Line<'_>, info: &str) {
        let start = at + line.start;
        let span = self.span(start, start + line.rest.trim_end().len());
        if !info.is_empty() {
            self.open_div(at, text, line, info, span);
        } else if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some(div) = self.open.pop_if(|div| div.quotes == line.quotes) {
            self.prepared.divs[div.index].span.end = span.end; // now the whole div
            self.write_fence(at, text, line, self.open.len(), "");
        } else {
            self.report.add(
                Diagnostic::new(Code::DivUnbalanced, "`:::` closes nothing")
                    .at(span)
                    .hint("delete it, or open a div above it, for example `::: verse`"),
            );
            self.guard(at, text, line.start, line.start);
        }
    }

    fn open_div(&mut self, at: usize, text: &str, line: &Line<'_>, info: &str, span: Span) {
        if self.open.len() >= limits::NESTING {
            if self.too_deep == 0 {
                self.report.add(super::too_deep(span));
            }
            self.too_deep += 1;
            return;
        }
        let index = self.prepared.divs.len();
        let offset = info.as_ptr() as usize - text.as_ptr() as usize;
        let div = self.read_div(info, at + offset, span);
        let verse = div.name == "verse";
        self.write_fence(at, text, line, self.open.len(), &format!(" {index}"));
        self.prepared.divs.push(div);
        self.open.push(OpenDiv { index, quotes: line.quotes, verse, indent: line.indent });
    }

    /// `name`, `name {attributes}` or `{attributes}`; `{.verse}` is the same as `verse`.
    fn read_div(&mut self, info: &str, at: usize, span: Span) -> Div {
        let brace = info.find('{').unwrap_or(info.len());
        let (name, braces) = info.split_at(brace);
        let mut div = Div { name: name.trim().to_owned(), attributes: Attributes::default(), span };
        if braces.is_empty() {
            return div;
        }
        match attributes::parse(braces, self.span(at + brace, at + info.len())) {
            Some((attributes, length)) if braces[length..].trim().is_empty() => {
                div.attributes = attributes;
                name_from_class(&mut div);
            }
            _ => self.report.add(
                Diagnostic::new(Code::DivUnknown, format!("`{braces}` cannot be read; ignored"))
                    .at(span)
                    .hint("attributes look like this: `{#id .class lang=en}`"),
            ),
        }
        div
    }

    /// Writes a fence that only its own pair matches: outer fences are longer than inner ones.
    fn write_fence(&mut self, at: usize, text: &str, line: &Line<'_>, depth: usize, info: &str) {
        let colons = ":".repeat(3 + limits::NESTING - depth);
        self.keep(at, &text[..line.start]);
        self.prepared.text.insert(&colons, at + line.start);
        self.prepared.text.insert(info, at + line.start);
        self.prepared.text.insert("\n", at + line.start);
    }

    fn verse_line(&mut self, at: usize, text: &str, line: &Line<'_>) {
        if line.indent > 0 && !line.rest.is_empty() {
            let start = self.span(at + line.start, at + line.start + 1).start as usize;
            let indent = u16::try_from(line.indent).unwrap_or(u16::MAX);
            self.prepared.verse_indents.insert(start, indent);
        }
        let kept = self.kept_indent(text, line);
        match line.verse_guard() {
            Some(guard) => self.guard(at, text, kept, line.start + guard),
            None => self.skip_indent(at, text, kept, line),
        }
    }

    /// The byte after the quote marks and the indentation that a line of the innermost div shares
    /// with its fence.
    fn kept_indent(&self, text: &str, line: &Line<'_>) -> usize {
        let indent = self.open.last().map_or(0, |div| div.indent);
        let mut columns = 0;
        let white = text[line.text_start..line.start].bytes().take_while(|byte| {
            columns += if *byte == b'\t' { 4 } else { 1 };
            columns <= indent
        });
        line.text_start + white.count()
    }

    /// Keeps everything before byte `kept`, drops further indentation (it would make code), keeps
    /// the rest.
    fn skip_indent(&mut self, at: usize, text: &str, kept: usize, line: &Line<'_>) {
        self.keep(at, &text[..kept]);
        self.keep(at + line.start, &text[line.start..]);
    }

    /// Puts a backslash before byte `guard`, and drops the white space from `quoted` to the text.
    fn guard(&mut self, at: usize, text: &str, quoted: usize, guard: usize) {
        let start = quoted + (text[quoted..].len() - text[quoted..].trim_start().len());
        self.keep(at, &text[..quoted]);
        self.keep(at + start, &text[start..guard]);
        self.prepared.text.insert("\\", at + guard);
        self.keep(at + guard, &text[guard..]);
    }

    fn persian_item(&mut self, at: usize, text: &str, start: usize, digits: &str) {
        // Each Persian or Arabic digit has two bytes.
        let written = digits.len() * 2;
        self.keep(at, &text[..start]);
        self.prepared.text.insert(digits, at + start);
        self.keep(at + start + written, &text[start + written..]);
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let (start, end) = self.cleaned.origin_range(start, end);
        Span::new(self.id, start, end)
    }
}

/// A div without a name takes it from the first class that is one.
fn name_from_class(div: &mut Div) {
    let classes = &mut div.attributes.classes;
    if div.name.is_empty()
        && let Some(index) = classes.iter().position(|class| super::div::is_known(class))
    {
        div.name = classes.remove(index);
    }
}
