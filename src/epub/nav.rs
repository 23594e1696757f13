//! The navigation document (EPUB 3.3 §7) and the NCX for reading systems of EPUB 2.

use super::page::{self, Frame, Page};
use super::xml::{Markup, Tag};
use super::{foreign, names};
use crate::assembly::book::{Book, ContentsEntry, ContentsLevel};
use crate::base::Direction;
use crate::wording::Words;

/// A place that reading systems offer by its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landmark {
    /// Its meaning (EPUB Structural Semantics).
    pub epub_type: &'static str,
    /// Its name for the reader.
    pub name: &'static str,
    /// Its address.
    pub href: String,
}

/// The navigation document: contents, and landmarks that only reading systems show.
pub fn document(book: &Book, words: &Words, landmarks: &[Landmark]) -> Page {
    let frame = Frame { lang: book.lang(), title: words.pieces.contents, body: None };
    let mut markup = frame.open();
    let contents = Tag::new("nav").class("contents").id(Some("toc")).means("toc", "doc-toc");
    markup
        .open(contents.with("aria-labelledby", "toc-title"))
        .newline()
        .leaf_line(Tag::new("h1").class("toc-title").id(Some("toc-title")), words.pieces.contents);
    entries(&mut markup, book, words, &book.contents);
    markup.close_line();
    landmarks_nav(&mut markup, words, landmarks);
    page::close(markup, names::NAV)
}

fn entries(markup: &mut Markup, book: &Book, words: &Words, contents: &[ContentsEntry]) {
    markup.open(Tag::new("ol")).newline();
    for entry in contents {
        let class = match entry.level {
            ContentsLevel::Part => "toc-part",
            ContentsLevel::Chapter => "toc-chapter",
            ContentsLevel::Section(_) => "toc-section",
        };
        let link = Tag::new("a").with("href", &href(book, entry));
        markup.open(Tag::new("li").class(class)).open(link);
        label(markup, words, entry, book.direction());
        markup.close();
        if !entry.children.is_empty() {
            markup.newline();
            entries(markup, book, words, &entry.children);
        }
        markup.close_line();
    }
    markup.close_line();
}

/// «فصل یکم: عنوان», and the author where the contents name one.
fn label(markup: &mut Markup, words: &Words, entry: &ContentsEntry, direction: Direction) {
    if let Some(label) = &entry.label {
        markup.leaf(Tag::new("span").class("toc-label"), &words.before_title(label));
    }
    foreign::write(markup, &entry.title, direction);
    if let Some(author) = &entry.author {
        markup.text(" / ").open(Tag::new("span").class("toc-author"));
        foreign::write(markup, author, direction);
        markup.close();
    }
}

/// Parts and chapters are files of their own; sections are places in them.
fn href(book: &Book, entry: &ContentsEntry) -> String {
    match entry.level {
        ContentsLevel::Part | ContentsLevel::Chapter => names::text_file(&entry.anchor),
        ContentsLevel::Section(_) => names::address(book, &entry.anchor, names::NAV)
            .unwrap_or_else(|| names::text_file(&entry.anchor)),
    }
}

fn landmarks_nav(markup: &mut Markup, words: &Words, landmarks: &[Landmark]) {
    if landmarks.is_empty() {
        return;
    }
    let nav = Tag::new("nav").with("epub:type", "landmarks").with("hidden", "hidden");
    markup
        .open(nav.with("aria-label", words.reader.landmarks))
        .newline()
        .leaf_line(Tag::new("h2"), words.reader.landmarks)
        .open(Tag::new("ol"))
        .newline();
    for landmark in landmarks {
        let link = Tag::new("a").with("epub:type", landmark.epub_type).with("href", &landmark.href);
        markup.open(Tag::new("li")).leaf(link, landmark.name).close_line();
    }
    markup.close_line().close_line();
}

/// The NCX: the same contents with labels as plain text.
pub fn ncx(book: &Book, words: &Words) -> String {
    let mut markup = Markup::document();
    markup
        .open(
            Tag::new("ncx")
                .with("xmlns", "http://www.daisy.org/z3986/2005/ncx/")
                .with("version", "2005-1")
                .with("xml:lang", book.lang().tag())
                .with("dir", book.direction().html()),
        )
        .newline()
        .open(Tag::new("head"))
        .newline();
    let depth = depth(&book.contents).to_string();
    let facts = [
        ("dtb:uid", book.metadata.identifier.as_str()),
        ("dtb:depth", depth.as_str()),
        ("dtb:totalPageCount", "0"),
        ("dtb:maxPageNumber", "0"),
    ];
    for (name, content) in facts {
        markup.empty(&Tag::new("meta").with("name", name).with("content", content)).newline();
    }
    markup.close_line();
    markup.open(Tag::new("docTitle"));
    markup.leaf(Tag::new("text"), &book.metadata.title.value).close_line();
    markup.open(Tag::new("navMap")).newline();
    points(&mut markup, book, words, &book.contents, &mut 0);
    markup.close_line().close_line();
    markup.finish().0
}

fn depth(contents: &[ContentsEntry]) -> usize {
    contents.iter().map(|entry| 1 + depth(&entry.children)).max().unwrap_or(0)
}

fn points(
    markup: &mut Markup,
    book: &Book,
    words: &Words,
    contents: &[ContentsEntry],
    count: &mut usize,
) {
    for entry in contents {
        *count += 1;
        let tag = Tag::new("navPoint").id(Some(&format!("point{count}")));
        markup.open(tag.with("playOrder", &count.to_string()));
        markup.open(Tag::new("navLabel")).leaf(Tag::new("text"), &plain_label(words, entry));
        markup.close();
        markup.empty(&Tag::new("content").with("src", &href(book, entry))).newline();
        points(markup, book, words, &entry.children, count);
        markup.close_line();
    }
}

fn plain_label(words: &Words, entry: &ContentsEntry) -> String {
    match &entry.label {
        Some(label) => format!("{}{}", words.before_title(label), entry.title),
        None => entry.title.clone(),
    }
}
