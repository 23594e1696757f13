//! Reading the marks: `[واژه]{.index}`, `[]{.index term="…" sub="…" see="…"}`.

use std::collections::BTreeMap;

use super::{IndexPlace, is_mark};
use crate::assembly::captions::LABEL_CLASS;
use crate::assembly::drafts::Drafts;
use crate::base::{Code, Diagnostic, Span};
use crate::document::inline::plain_text;
use crate::document::visit::{each_block, each_inline, each_inlines};
use crate::document::{Attributes, Block, BlockKind, Inline, InlineKind};
use crate::persian::spaces::collapse;

/// The keys that a mark may have.
const KEYS: [&str; 6] = ["term", "sub", "see", "see-also", "sort", "name"];
/// What parts several terms in `see` and `see-also`.
const SEPARATORS: [char; 2] = ['؛', ';'];

/// What a mark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A place.
    Place,
    /// The beginning of a passage.
    Start,
    /// The end of one.
    End,
    /// Nothing but `see` or `see-also`.
    Lead,
}

/// A mark as it was read.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The term.
    pub term: String,
    /// A part of the term.
    pub sub: Option<String>,
    /// What it is sorted by, instead of its words.
    pub sort: Option<String>,
    /// Where to look instead.
    pub see: Vec<String>,
    /// Where to look too.
    pub see_also: Vec<String>,
    /// What it is about.
    pub kind: Kind,
    /// Where it stands.
    pub place: IndexPlace,
    /// Where it is written.
    pub span: Span,
}

/// All marks of the book in reading order, by the name of their index; the main one has none.
pub fn read(drafts: &Drafts, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, Vec<Mark>> {
    let mut found: BTreeMap<String, Vec<Mark>> = BTreeMap::new();
    for draft in &drafts.chapters {
        let chapter = &draft.chapter;
        let mut reader = Reader { chapter: &chapter.anchor, marks: Vec::new(), diagnostics };
        reader.inlines(&chapter.title, false);
        reader.inlines(&chapter.subtitle, false);
        reader.blocks(&chapter.blocks, false);
        for note in &chapter.notes {
            reader.blocks(&note.blocks, true);
        }
        for (name, mark) in reader.marks {
            found.entry(name).or_default().push(mark);
        }
    }
    found
}

/// Reads the marks of one chapter.
struct Reader<'a> {
    chapter: &'a str,
    marks: Vec<(String, Mark)>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Marks on words, and on headings, pictures and other blocks as a whole, in the order in which
    /// they are written.
    fn blocks(&mut self, blocks: &[Block], in_note: bool) {
        let start = self.marks.len();
        each_block(blocks, &mut |block| {
            let words: Vec<&Inline> = match &block.kind {
                BlockKind::Heading { content, .. } => content.iter().collect(),
                BlockKind::Figure(figure) => {
                    figure.caption.iter().filter(|it| is_said(it)).collect()
                }
                BlockKind::Table(table) => table.caption.iter().filter(|it| is_said(it)).collect(),
                _ => Vec::new(),
            };
            let words: String =
                words.into_iter().map(|it| plain_text(std::slice::from_ref(it))).collect();
            self.mark(&block.attributes, &words, in_note, block.span);
        });
        each_inlines(blocks, &mut |inlines| self.inlines(inlines, in_note));
        self.marks[start..].sort_by_key(|(_, mark)| mark.span.start);
    }

    fn inlines(&mut self, inlines: &[Inline], in_note: bool) {
        each_inline(inlines, &mut |inline| {
            if let InlineKind::Span { attributes, content } = &inline.kind {
                self.mark(attributes, &plain_text(content), in_note, inline.span);
            }
        });
    }

    fn mark(&mut self, attributes: &Attributes, words: &str, in_note: bool, span: Span) {
        if !is_mark(attributes) {
            return;
        }
        let place = IndexPlace {
            first: attributes.id.as_ref().map_or_else(String::new, |id| id.value.clone()),
            last: None,
            chapter: self.chapter.to_owned(),
            in_note,
        };
        match mark(attributes, words, place, span) {
            Ok(mark) => self.marks.push(mark),
            Err(problem) => self.diagnostics.push(problem),
        }
    }
}

/// Whether a piece of a caption was written by the author: its label was not.
fn is_said(inline: &Inline) -> bool {
    !matches!(&inline.kind, InlineKind::Span { attributes, .. } if attributes.has_class(LABEL_CLASS))
}

fn mark(
    attributes: &Attributes,
    words: &str,
    place: IndexPlace,
    span: Span,
) -> Result<(String, Mark), Diagnostic> {
    let mut keys = attributes.others.iter().map(|(key, _)| key.as_str());
    if let Some(key) = keys.find(|key| !KEYS.contains(key) && *key != "dir") {
        return Err(unknown_key(key, span));
    }
    let value = |key: &str| {
        let (_, value) = attributes.others.iter().find(|(known, _)| known == key)?;
        Some(collapse(value).trim().to_owned()).filter(|value| !value.is_empty())
    };
    let several = |key: &str| {
        let value = value(key).unwrap_or_default();
        let terms = value.split(SEPARATORS).map(|term| term.trim().to_owned());
        terms.filter(|term| !term.is_empty()).collect::<Vec<String>>()
    };
    let words = collapse(words).trim().to_owned();
    let (see, see_also) = (several("see"), several("see-also"));
    let leads_only = !see.is_empty() || (!see_also.is_empty() && words.is_empty());
    let kind = match (attributes.has_class("start"), attributes.has_class("end")) {
        (true, false) => Kind::Start,
        (false, true) => Kind::End,
        _ if leads_only => Kind::Lead,
        _ => Kind::Place,
    };
    let term = value("term").or(Some(words).filter(|words| !words.is_empty()));
    let Some(term) = term else { return Err(without_term(span)) };
    let (sub, sort) = (value("sub"), value("sort"));
    let name = value("name").unwrap_or_default();
    Ok((name, Mark { term, sub, sort, see, see_also, kind, place, span }))
}

fn unknown_key(key: &str, span: Span) -> Diagnostic {
    let near = |known: &&str| strsim::damerau_levenshtein(known, key) <= 2;
    let hint = match KEYS.iter().copied().find(near) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("a mark may have {}", KEYS.join(", ")),
    };
    Diagnostic::new(Code::IndexMark, format!("a mark for the index has no key `{key}`"))
        .at(span)
        .hint(hint)
}

fn without_term(span: Span) -> Diagnostic {
    Diagnostic::new(Code::IndexMark, "this mark for the index names no term")
        .at(span)
        .hint("write the words between the brackets, or `[]{.index term=\"…\"}`")
}
