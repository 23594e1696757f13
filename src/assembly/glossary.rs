//! The glossary: its entries in alphabetical order, each with an anchor, and the words of the text
//! that lead to them: `[قلم]{.term}`, `[قلم‌ها]{.term of=قلم}`.

use super::anchors::Registry;
use super::drafts::{Draft, Drafts};
use crate::base::{Code, Diagnostic, Lang, Span, Spanned, limits};
use crate::document::inline::plain_text;
use crate::document::visit::{each_block_mut, each_inline_mut, each_inlines_mut};
use crate::document::{
    Attributes, Block, BlockKind, Definition, Inline, InlineKind, Link, LinkTarget,
};
use crate::manifest::plan::PieceRole;
use crate::persian::letters::comparable;
use crate::persian::order::Alphabet;
use crate::persian::spaces::collapse;

/// Class of the lists of a glossary, for both outputs.
pub const LIST_CLASS: &str = "glossary";
/// Class of words that lead to an entry.
const TERM_CLASS: &str = "term";
/// Key with the entry's own form, where the text has another one.
const FORM_KEY: &str = "of";
/// Before the term in the id of an entry, so that it meets no id of an author's.
const ID_PREFIX: &str = "term:";

/// Puts the entries of every document that is a glossary into the alphabetical order of the book's
/// language, list by list, and gives them ids.
pub fn prepare(drafts: &mut Drafts, lang: &Lang) {
    let alphabet = Alphabet::of(lang);
    let is_glossary = |draft: &&mut Draft| draft.chapter.role == Some(PieceRole::Glossary);
    for draft in drafts.chapters.iter_mut().filter(is_glossary) {
        each_block_mut(&mut draft.chapter.blocks, &mut |block| {
            if let BlockKind::Definitions(definitions) = &mut block.kind {
                sort(definitions, &alphabet);
                definitions.iter_mut().for_each(name);
                block.attributes.classes.push(LIST_CLASS.to_owned());
            }
        });
    }
}

/// Each term is read once, not at every comparison.
fn sort(definitions: &mut Vec<Definition>, alphabet: &Alphabet) {
    let keyed = definitions.drain(..).map(|one| (collapse(&plain_text(&one.term)), one));
    let mut keyed: Vec<(String, Definition)> = keyed.collect();
    keyed.sort_by(|(a, _), (b, _)| alphabet.compare(a, b));
    definitions.extend(keyed.into_iter().map(|(_, one)| one));
}

/// The term becomes a span with an id.
fn name(definition: &mut Definition) {
    let id = Spanned::new(id_of(&plain_text(&definition.term)), definition.span);
    let attributes = Attributes { id: Some(id), ..Attributes::default() };
    let content = std::mem::take(&mut definition.term);
    let span = InlineKind::Span { attributes, content };
    definition.term = vec![Inline::new(span, definition.span)];
}

fn id_of(term: &str) -> String {
    format!("{ID_PREFIX}{}", comparable(term))
}

/// The term whose entry has this id, if it is one of an entry.
pub fn term_of(id: &str) -> Option<&str> {
    id.strip_prefix(ID_PREFIX)
}

/// Lets the words of class `term` lead to their entries. Words without an entry stay as they are,
/// with a warning.
pub fn link(drafts: &mut Drafts, registry: &Registry, diagnostics: &mut Vec<Diagnostic>) {
    let has_glossary =
        drafts.chapters.iter().any(|draft| draft.chapter.role == Some(PieceRole::Glossary));
    let suggestions = limits::SUGGESTIONS;
    let mut linker = Linker { registry, has_glossary, told: false, suggestions, diagnostics };
    for draft in &mut drafts.chapters {
        let chapter = &mut draft.chapter;
        linker.inlines(&mut chapter.title);
        linker.inlines(&mut chapter.subtitle);
        linker.blocks(&mut chapter.blocks);
        chapter.notes.iter_mut().for_each(|note| linker.blocks(&mut note.blocks));
    }
}

struct Linker<'a> {
    registry: &'a Registry,
    has_glossary: bool,
    /// Whether it was said that there is none.
    told: bool,
    /// For how many more unknown terms a similar entry is looked for.
    suggestions: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Linker<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        each_inlines_mut(blocks, &mut |inlines| self.inlines(inlines));
    }

    fn inlines(&mut self, inlines: &mut [Inline]) {
        each_inline_mut(inlines, &mut |inline| {
            let span = inline.span;
            if let InlineKind::Span { attributes, content } = &mut inline.kind
                && attributes.has_class(TERM_CLASS)
            {
                self.term(attributes, content, span);
            }
        });
    }

    fn term(&mut self, attributes: &mut Attributes, content: &mut Vec<Inline>, span: Span) {
        let form = attributes.others.iter().position(|(key, _)| key == FORM_KEY);
        let form = form.map(|at| attributes.others.remove(at).1);
        let term = form.unwrap_or_else(|| collapse(&plain_text(content)));
        match self.registry.in_book(&id_of(&term)) {
            [entry, ..] => {
                let target = LinkTarget::Internal(entry.anchor.clone());
                let link = Link { target, content: std::mem::take(content) };
                *content = vec![Inline::new(InlineKind::Link(link), span)];
            }
            [] => self.unknown(&term, span),
        }
    }

    fn unknown(&mut self, term: &str, span: Span) {
        let problem = |message: String| Diagnostic::new(Code::TermUnknown, message).at(span);
        if !self.has_glossary {
            if !std::mem::replace(&mut self.told, true) {
                let hint = "name one below `back:`, as `{file: words.md, as: glossary}`";
                self.diagnostics.push(problem("the book has no glossary".to_owned()).hint(hint));
            }
            return;
        }
        let problem = problem(format!("the glossary has no entry `{term}`"));
        let problem = match self.similar(term) {
            Some(similar) => problem.hint(format!("did you mean `{{.term of={similar}}}`?")),
            None => problem.hint("write the entry, or name it in its own form: `{.term of=…}`"),
        };
        self.diagnostics.push(problem);
    }

    /// The entry that is most like `term`, while the search is still affordable.
    fn similar(&mut self, term: &str) -> Option<String> {
        self.suggestions = self.suggestions.checked_sub(1)?;
        let term = comparable(term);
        let tolerance = (term.chars().count() / 3).max(1);
        let entries = self.registry.ids().filter_map(term_of);
        entries
            .map(|entry| (strsim::damerau_levenshtein(&term, entry), entry))
            .min_by_key(|(distance, _)| *distance)
            .filter(|(distance, _)| *distance <= tolerance)
            .map(|(_, entry)| entry.to_owned())
    }
}
