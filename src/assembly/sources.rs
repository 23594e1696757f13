//! The sources («منابع»): where the documents of the book were first published, in reading order.

use std::collections::BTreeSet;

use super::drafts::{Draft, Drafts};
use super::links;
use crate::base::{Code, Diagnostic, Lang, Span};
use crate::document::inline::plain_text;
use crate::document::{
    Attributes, Block, BlockKind, Inline, InlineKind, Link, LinkTarget, ListItem, ListKind,
    SourceReference,
};
use crate::persian::DigitStyle;
use crate::persian::spaces::collapse;
use crate::wording::Words;

/// Fills the generated chapter, if the book has one, with an item for each document that names its
/// source.
pub fn fill(drafts: &mut Drafts, lang: &Lang) {
    let Some(at) = drafts.chapters.iter().position(|draft| draft.is_sources) else { return };
    let (words, digits) = (Words::of(lang), DigitStyle::of(lang));
    let span = Span::start_of(drafts.chapters[at].chapter.source);
    let of = |draft: &Draft| Some(item(draft, draft.reference.as_ref()?, words, digits));
    let items: Vec<ListItem> = drafts.chapters.iter().filter_map(of).collect();
    let list = BlockKind::List { kind: ListKind::Bullet, tight: true, items };
    drafts.chapters[at].chapter.blocks = vec![block(list, span)];
}

/// The addresses of all sources, or their names where they have none; each once, in reading order.
pub fn addresses(drafts: &Drafts) -> Vec<String> {
    let mut known = BTreeSet::new();
    let references = drafts.chapters.iter().filter_map(|draft| draft.reference.as_ref());
    references
        .filter_map(|source| {
            source.url.as_ref().map(|url| url.value.clone()).or_else(|| source.publisher.clone())
        })
        .filter(|address| known.insert(address.clone()))
        .collect()
}

/// What is said about a list of sources that would be empty; it is left out.
pub fn none(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NoSources, "no document of the book names its source")
        .at(span)
        .hint("write `source: {url: …, publisher: …, accessed: …}` into their front matter")
}

/// «نویسنده، «عنوان»، ناشر، تاریخ، نشانی (دسترسی: تاریخ)».
fn item(draft: &Draft, source: &SourceReference, words: &Words, digits: DigitStyle) -> ListItem {
    let span = draft.chapter.title.first().map_or_else(Span::default, |title| title.span);
    let authors = draft.chapter.people.iter().filter(|person| person.role == "aut");
    let authors: Vec<&str> = authors.map(|person| person.name.value.as_str()).collect();
    let title = words.quoted(&collapse(&plain_text(&draft.chapter.title)));
    let publisher = source.publisher.clone().unwrap_or_default();
    let date = draft.chapter.date.clone().unwrap_or_default();
    let named = [words.list(&authors), title, publisher, date];
    let named: Vec<String> = named.into_iter().filter(|part| !part.is_empty()).collect();

    let text = |text: String| Inline::new(InlineKind::Text(text), span);
    let comma = words.marks.comma;
    let mut line = vec![text(named.join(comma))];
    if let Some(url) = &source.url {
        line.push(text(comma.to_owned()));
        line.push(address(url.value.trim(), url.span));
    }
    // A source that was looked at on its own day is not said to be dated twice.
    let accessed = source.accessed.clone().map(|date| words.chapter_date(date, digits));
    if let Some(date) = accessed.filter(|date| draft.chapter.date.as_ref() != Some(date)) {
        line.push(text(format!(" ({})", words.accessed(&date))));
    }
    let blocks = vec![block(BlockKind::Paragraph(line), span)];
    ListItem { blocks, task: None, span }
}

/// An address: a link where a reader can follow it, and always from left to right.
fn address(url: &str, span: Span) -> Inline {
    let words = Inline::new(InlineKind::Text(url.to_owned()), span);
    let attributes =
        Attributes { others: vec![("dir".to_owned(), "ltr".to_owned())], ..Attributes::default() };
    let turned = Inline::new(InlineKind::Span { attributes, content: vec![words] }, span);
    match links::outside(url) {
        Some(target) => {
            let target = LinkTarget::External(target);
            Inline::new(InlineKind::Link(Link { target, content: vec![turned] }), span)
        }
        None => turned,
    }
}

fn block(kind: BlockKind, span: Span) -> Block {
    Block { attributes: Attributes::default(), kind, span }
}
