//! Front matter: YAML between two lines `---` at the very top.

use strsim::jaro_winkler;

use crate::base::{Code, Diagnostic, Lang, Source, SourceId, Span, Spanned};
use crate::document::{DocumentKind, DocumentMeta, Inline, InlineKind, Person, SourceReference};
use crate::import::clean;
use crate::import::edited::Edited;
use crate::import::report::Report;
use crate::manifest::load;
use crate::manifest::node::{Codes, Node, Value};

/// Keys that name a person, with the MARC relator code of what the person did.
const ROLES: [(&str, &str); 12] = [
    ("author", "aut"),
    ("poet", "aut"),
    ("translator", "trl"),
    ("editor", "edt"),
    ("compiler", "com"),
    ("illustrator", "ill"),
    ("photographer", "pht"),
    ("interviewer", "ivr"),
    ("interviewee", "ive"),
    ("annotator", "ann"),
    ("reviewer", "rev"),
    ("contributor", "ctb"),
];

/// All other keys.
const KEYS: [&str; 10] =
    ["title", "subtitle", "date", "tags", "lang", "source", "rights", "summary", "kind", "id"];

/// Likeness (Jaro-Winkler, 0 to 1) from which a known key is suggested for an unknown one.
const ALIKE: f64 = 0.75;

/// What stands at the top of a document.
#[derive(Debug, Default)]
pub struct Front {
    /// What it says.
    pub meta: DocumentMeta,
    /// Byte of the cleaned text at which the document itself begins.
    pub body: usize,
}

/// Reads the front matter of `source`, when it has one.
pub fn read(source: &Source, id: SourceId, cleaned: &Edited, report: &mut Report) -> Front {
    let Some((yaml, body)) = fences(&cleaned.text) else {
        report_open(id, cleaned, report);
        return Front::default();
    };
    let (start, end) = cleaned.origin_range(yaml.start, yaml.end);
    Front { meta: read_range(source, id, start..end, report), body }
}

/// Reads a file that is front matter and nothing else.
pub fn read_whole(source: &Source, id: SourceId, report: &mut Report) -> DocumentMeta {
    read_range(source, id, 0..source.text.len(), report)
}

fn read_range(
    source: &Source,
    id: SourceId,
    range: std::ops::Range<usize>,
    report: &mut Report,
) -> DocumentMeta {
    let mut reader = Reader { meta: DocumentMeta::default(), report };
    match load::parse(source, id, range, Codes::FRONT_MATTER) {
        Ok(node) => reader.document(&node),
        Err(problems) => problems.into_iter().for_each(|problem| reader.report.add(problem)),
    }
    reader.meta
}

/// `---` and a key, but no second `---`.
fn report_open(id: SourceId, cleaned: &Edited, report: &mut Report) {
    let mut lines = cleaned.text.lines();
    let opened = lines.next().is_some_and(|line| line.trim_end() == "---");
    let key = lines.next().and_then(|line| line.split_once(':')).map(|(key, _)| key);
    let known = |key: &str| KEYS.contains(&key) || ROLES.iter().any(|(role, _)| *role == key);
    if opened && key.is_some_and(known) {
        let (start, end) = cleaned.origin_range(0, "---".len());
        report.add(
            Diagnostic::new(Code::FrontMatter, "the front matter is not closed")
                .at(Span::new(id, start, end))
                .hint("put a line `---` after its last key"),
        );
    }
}

/// The bytes between the two fences, and the byte after them. As in Pandoc, `---` before a blank
/// line is a thematic break, and so is one without a second fence.
fn fences(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let start = text.find('\n').filter(|end| text[..*end].trim_end() == "---")? + 1;
    if text[start..].lines().next().is_none_or(|line| line.trim().is_empty()) {
        return None;
    }
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

struct Reader<'a> {
    meta: DocumentMeta,
    report: &'a mut Report,
}

impl Reader<'_> {
    fn document(&mut self, node: &Node) {
        if node.is_null() {
            return;
        }
        let Some(entries) = node.entries() else {
            return self.wrong(node, "keys with values, for example `title: …`");
        };
        for (key, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
            self.entry(key, value);
        }
    }

    fn entry(&mut self, key: &Spanned<String>, value: &Node) {
        if let Some((_, role)) = ROLES.iter().find(|(name, _)| *name == key.value) {
            return self.people(role, value);
        }
        match key.value.as_str() {
            "title" => self.meta.title = self.inlines(value),
            "subtitle" => self.meta.subtitle = self.inlines(value),
            "date" => self.meta.date = self.text(value),
            "lang" => self.meta.lang = self.lang(value),
            "id" => self.meta.id = self.text(value),
            "rights" => self.meta.rights = self.plain(value),
            "summary" => self.meta.summary = self.plain(value),
            "tags" => self.meta.tags = self.texts(value),
            "source" => self.meta.source = self.source(value),
            "kind" => self.meta.kind = self.kind(value),
            name if name.starts_with("x-") => {}
            _ => self.unknown(key),
        }
    }

    fn text(&mut self, node: &Node) -> Option<Spanned<String>> {
        let text = node.text();
        if text.is_none() {
            self.wrong(node, "a text");
        }
        text.map(|text| text.map(|text| clean::strip(&text)))
    }

    /// The tag of a language (BCP 47).
    fn lang(&mut self, node: &Node) -> Option<Spanned<String>> {
        let tag = self.text(node)?;
        if Lang::parse(&tag.value).is_none() {
            self.wrong(node, "a language tag (`fa`, `en-GB`)");
            return None;
        }
        Some(tag)
    }

    fn plain(&mut self, node: &Node) -> Option<String> {
        self.text(node).map(|text| text.value)
    }

    fn inlines(&mut self, node: &Node) -> Vec<Inline> {
        let text = self.text(node).filter(|text| !text.value.trim().is_empty());
        let inline = |text: Spanned<String>| {
            Inline::new(InlineKind::Text(super::blocks::one_line(&text.value)), text.span)
        };
        text.map(inline).into_iter().collect()
    }

    /// A text, or a list of texts.
    fn texts(&mut self, node: &Node) -> Vec<Spanned<String>> {
        match node.items() {
            Some(items) => items.iter().filter_map(|item| self.text(item)).collect(),
            None => self.text(node).into_iter().collect(),
        }
    }

    /// A name, `{name: …}`, or a list of these.
    fn people(&mut self, role: &str, node: &Node) {
        let items = node.items().unwrap_or(std::slice::from_ref(node));
        for item in items {
            if let Some(name) = self.text(item.get("name").unwrap_or(item)) {
                self.meta.people.push(Person { name, role: role.to_owned() });
            }
        }
    }

    /// An address, or `{url: …, publisher: …, accessed: …}`.
    fn source(&mut self, node: &Node) -> Option<SourceReference> {
        let mut source = SourceReference::default();
        let Some(entries) = node.entries() else {
            source.url = self.text(node);
            return source.url.is_some().then_some(source);
        };
        for (key, value) in entries {
            match key.value.as_str() {
                "url" => source.url = self.text(value),
                "publisher" => source.publisher = self.plain(value),
                "accessed" => source.accessed = self.plain(value),
                name if name.starts_with("x-") => {}
                _ => self.unknown_of(key, &["url", "publisher", "accessed"]),
            }
        }
        Some(source)
    }

    fn kind(&mut self, node: &Node) -> Option<DocumentKind> {
        let text = self.text(node)?;
        let kind = match text.value.as_str() {
            "article" | "essay" => DocumentKind::Article,
            "interview" => DocumentKind::Interview,
            "poem" => DocumentKind::Poem,
            "letter" => DocumentKind::Letter,
            "story" => DocumentKind::Story,
            "other" => DocumentKind::Other,
            _ => {
                self.wrong(node, "article, interview, poem, letter, story or other");
                return None;
            }
        };
        Some(kind)
    }

    fn wrong(&mut self, node: &Node, wanted: &str) {
        let found = match &node.value {
            Value::Text(text) => format!("`{text}`"),
            _ => node.kind().to_owned(),
        };
        self.report.add(
            Diagnostic::new(Code::FrontMatter, format!("{found} stands where {wanted} is wanted"))
                .at(node.span)
                .hint(format!("write {wanted}")),
        );
    }

    fn unknown(&mut self, key: &Spanned<String>) {
        let known: Vec<&str> = KEYS.into_iter().chain(ROLES.map(|(name, _)| name)).collect();
        self.unknown_of(key, &known);
    }

    fn unknown_of(&mut self, key: &Spanned<String>, known: &[&str]) {
        let likeness = |known: &str| jaro_winkler(&key.value, known);
        let near = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        let hint = match near.filter(|near| likeness(near) >= ALIKE) {
            Some(near) => format!("did you mean `{near}`? Keys of your own begin with `x-`"),
            None => "use a known key, or begin it with `x-`".to_owned(),
        };
        let message = format!("the front matter has no key `{}`; it is ignored", key.value);
        self.report.add(Diagnostic::new(Code::FrontMatterKey, message).at(key.span).hint(hint));
    }
}
