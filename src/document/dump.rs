//! The golden text form of a document, for tests and for looking at what import understood.
//!
//! One line a block, nested blocks indented below it, inlines in one line:
//!
//! ```text
//! title: "عنوان"
//! aut: "نویسنده"
//! h1 #id .class "سرفصل"
//! p "متن " strong("پررنگ") note(0)
//! note 0 ^name
//!   p "متن پانویس"
//! ```

use std::fmt::Write as _;

use super::{
    Alignment, Attributes, Block, BlockKind, Definition, Document, DocumentMeta, Inline,
    InlineKind, Link, LinkTarget, ListKind, PageRef, Row, Table, TurnKind, Verse, VerseForm,
    VerseLine,
};
use crate::base::{Source, Span};

/// The golden form of `document`. With `places`, every block, row and line of verse begins with
/// its place `line:column-line:column` and every inline carries one; the end is exclusive.
pub fn dump(document: &Document, places: Option<&Source>) -> String {
    let mut dumper = Dumper { out: String::new(), places, depth: 0 };
    dumper.meta(&document.meta);
    dumper.blocks(&document.blocks);
    for (number, note) in document.notes.iter().enumerate() {
        dumper.line(note.span, &format!("note {number} ^{}", note.name.value));
        dumper.nested(|dumper| dumper.blocks(&note.blocks));
    }
    dumper.out
}

/// The golden form of `blocks` alone.
pub fn dump_blocks(blocks: &[Block], places: Option<&Source>) -> String {
    let mut dumper = Dumper { out: String::new(), places, depth: 0 };
    dumper.blocks(blocks);
    dumper.out
}

struct Dumper<'a> {
    out: String,
    places: Option<&'a Source>,
    depth: usize,
}

impl Dumper<'_> {
    fn line(&mut self, span: Span, text: &str) {
        let indent = "  ".repeat(self.depth);
        let place = self.place(span).map_or(String::new(), |place| format!("{place} "));
        let _ = writeln!(self.out, "{indent}{place}{}", text.trim_end());
    }

    fn nested(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    fn place(&self, span: Span) -> Option<String> {
        let source = self.places?;
        let start = source.position(span.start as usize);
        let end = source.position(span.end as usize);
        Some(format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column))
    }

    fn meta(&mut self, meta: &DocumentMeta) {
        let mut field = |name: &str, value: &str| {
            let _ = writeln!(self.out, "{name}: {}", quote(value));
        };
        let people = meta.people.iter().map(|person| (person.role.as_str(), &person.name.value));
        let source = meta.source.as_ref();
        let url = source.and_then(|source| source.url.as_ref());
        let fields = people
            .chain(meta.date.iter().map(|date| ("date", &date.value)))
            .chain(meta.tags.iter().map(|tag| ("tag", &tag.value)))
            .chain(meta.lang.iter().map(|lang| ("lang", &lang.value)))
            .chain(url.map(|url| ("source.url", &url.value)))
            .chain(source.and_then(|it| it.publisher.as_ref()).map(|it| ("source.publisher", it)))
            .chain(source.and_then(|it| it.accessed.as_ref()).map(|it| ("source.accessed", it)))
            .chain(meta.rights.iter().map(|rights| ("rights", rights)))
            .chain(meta.summary.iter().map(|summary| ("summary", summary)))
            .chain(meta.id.iter().map(|id| ("id", &id.value)));
        for (name, value) in fields {
            field(name, value);
        }
        if let Some(kind) = meta.kind {
            field("kind", &format!("{kind:?}").to_lowercase());
        }
        let mut head = String::new();
        for (name, inlines) in [("title", &meta.title), ("subtitle", &meta.subtitle)] {
            if !inlines.is_empty() {
                let _ = writeln!(head, "{name}: {}", self.inlines(inlines));
            }
        }
        self.out.insert_str(0, &head);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let attributes = attributes(&block.attributes);
        let line = |name: &str, rest: &str| format!("{name}{attributes} {rest}");
        match &block.kind {
            BlockKind::Paragraph(content) => {
                let content = self.inlines(content);
                self.line(block.span, &line("p", &content));
            }
            BlockKind::Heading { level, content } => {
                let content = self.inlines(content);
                self.line(block.span, &line(&format!("h{level}"), &content));
            }
            BlockKind::List { kind, tight, items } => {
                let start = match kind {
                    ListKind::Bullet => String::new(),
                    ListKind::Ordered { start } => format!("start={start}"),
                };
                let name = if *tight { "list tight" } else { "list loose" };
                self.line(block.span, &line(name, &start));
                self.nested(|dumper| {
                    for item in items {
                        let task = match item.task {
                            None => "item",
                            Some(false) => "item [ ]",
                            Some(true) => "item [x]",
                        };
                        dumper.line(item.span, task);
                        dumper.nested(|dumper| dumper.blocks(&item.blocks));
                    }
                });
            }
            BlockKind::Definitions(definitions) => {
                self.line(block.span, &line("definitions", ""));
                self.nested(|dumper| {
                    for definition in definitions {
                        dumper.definition(definition);
                    }
                });
            }
            BlockKind::Quote(blocks) => {
                self.line(block.span, &line("quote", ""));
                self.nested(|dumper| dumper.blocks(blocks));
            }
            BlockKind::Code { language, text } => {
                let language = language.as_deref().unwrap_or("");
                self.line(block.span, &line("code", &format!("{language} {}", quote(text))));
            }
            BlockKind::Table(table) => self.table(block.span, &attributes, table),
            BlockKind::Figure(figure) => {
                let caption = self.inlines(&figure.caption);
                let what = format!("{} alt={}", quote(&figure.path.value), quote(&figure.alt));
                self.line(block.span, &line("figure", &format!("{what} {caption}")));
            }
            BlockKind::Verse(verse) => self.verse(block.span, &attributes, verse),
            BlockKind::Dialogue(dialogue) => {
                self.line(block.span, &line("dialogue", ""));
                self.nested(|dumper| {
                    for turn in &dialogue.turns {
                        let speaker = dumper.inlines(&turn.speaker);
                        let kind = match turn.kind {
                            TurnKind::Speech => "turn",
                            TurnKind::Question => "question",
                            TurnKind::Direction => "direction",
                        };
                        dumper.line(turn.span, &format!("{kind} {speaker}"));
                        dumper.nested(|dumper| dumper.blocks(&turn.blocks));
                    }
                });
            }
            BlockKind::Division { role, blocks } => {
                self.line(block.span, &line(&format!("div {role:?}").to_lowercase(), ""));
                self.nested(|dumper| dumper.blocks(blocks));
            }
            BlockKind::ThematicBreak => self.line(block.span, &line("break", "")),
        }
    }

    fn definition(&mut self, definition: &Definition) {
        let term = self.inlines(&definition.term);
        self.line(definition.span, &format!("term {term}"));
        self.nested(|dumper| {
            for details in &definition.details {
                dumper.line(definition.span, "details");
                dumper.nested(|dumper| dumper.blocks(details));
            }
        });
    }

    fn table(&mut self, span: Span, attributes: &str, table: &Table) {
        let columns: Vec<&str> = table.columns.iter().map(|column| alignment(*column)).collect();
        let caption = self.inlines(&table.caption);
        self.line(span, &format!("table{attributes} {} {caption}", columns.join(",")));
        self.nested(|dumper| {
            for (name, rows) in [("head", &table.head), ("row", &table.body)] {
                for row in rows {
                    dumper.row(name, row);
                }
            }
        });
    }

    fn row(&mut self, name: &str, row: &Row) {
        let cells: Vec<String> = row.cells.iter().map(|cell| self.inlines(&cell.content)).collect();
        self.line(row.span, &format!("{name} {}", cells.join(" | ")));
    }

    fn verse(&mut self, span: Span, attributes: &str, verse: &Verse) {
        let form = match verse.form {
            VerseForm::Couplets => "couplets",
            VerseForm::Stacked => "stacked",
            VerseForm::Free => "free",
            VerseForm::Stairs => "stairs",
        };
        let numbers = verse.numbers.map_or(String::new(), |every| format!(" numbers={every}"));
        self.line(span, &format!("verse {form}{attributes}{numbers}"));
        self.nested(|dumper| {
            dumper.named_line("title", &verse.title);
            for stanza in &verse.stanzas {
                dumper.line(stanza.span, "stanza");
                dumper.nested(|dumper| {
                    for line in &stanza.lines {
                        dumper.verse_line(line);
                    }
                });
            }
            dumper.named_line("poet", &verse.poet);
        });
    }

    /// A line of its own for words that may be absent.
    fn named_line(&mut self, name: &str, content: &[Inline]) {
        if let (Some(first), Some(last)) = (content.first(), content.last()) {
            let words = self.inlines(content);
            self.line(first.span.to(last.span), &format!("{name} {words}"));
        }
    }

    fn verse_line(&mut self, line: &VerseLine) {
        match line {
            VerseLine::Couplet { first, second, span } => {
                let couplet = format!("{} / {}", self.inlines(first), self.inlines(second));
                self.line(*span, &couplet);
            }
            VerseLine::Single { content, indent, span } => {
                let content = self.inlines(content);
                let indent = if *indent > 0 { format!("+{indent} ") } else { String::new() };
                self.line(*span, &format!("{indent}{content}"));
            }
        }
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        let written: Vec<String> = inlines.iter().map(|inline| self.inline(inline)).collect();
        written.join(" ")
    }

    fn inline(&self, inline: &Inline) -> String {
        let wrap = |name: &str, content: &[Inline]| format!("{name}({})", self.inlines(content));
        let text = match &inline.kind {
            InlineKind::Text(text) => quote(text),
            InlineKind::Emphasis(content) => wrap("em", content),
            InlineKind::Strong(content) => wrap("strong", content),
            InlineKind::Strike(content) => wrap("strike", content),
            InlineKind::Superscript(content) => wrap("sup", content),
            InlineKind::Subscript(content) => wrap("sub", content),
            InlineKind::Code(text) => format!("code({})", quote(text)),
            InlineKind::Link(Link { target, content }) => {
                let target = match target {
                    LinkTarget::Written(target) => target.value.as_str(),
                    LinkTarget::External(target) | LinkTarget::Internal(target) => target,
                };
                wrap(&format!("link[{target}]"), content)
            }
            InlineKind::Image { path, alt } => format!("image[{}]({})", path.value, quote(alt)),
            InlineKind::NoteRef(id) => format!("note({})", id.0),
            InlineKind::PageRef(PageRef { anchor, before, name }) => {
                format!("page[{anchor}]({} {})", quote(before), quote(name))
            }
            InlineKind::LineBreak => "br".to_owned(),
            InlineKind::Span { attributes: given, content } => {
                wrap(&format!("span[{}]", attributes(given).trim_start()), content)
            }
        };
        match self.place(inline.span) {
            Some(place) => format!("{text}@{place}"),
            None => text,
        }
    }
}

const fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Start => "start",
        Alignment::Center => "center",
        Alignment::End => "end",
        Alignment::Number => "number",
    }
}

fn attributes(attributes: &Attributes) -> String {
    let mut text = String::new();
    if let Some(id) = &attributes.id {
        let _ = write!(text, " #{}", id.value);
    }
    for class in &attributes.classes {
        let _ = write!(text, " .{class}");
    }
    if let Some(lang) = &attributes.lang {
        let _ = write!(text, " lang={}", lang.value);
    }
    for (key, value) in &attributes.others {
        let _ = write!(text, " {key}={value}");
    }
    text
}

/// `text` in quotes, on one line.
fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
