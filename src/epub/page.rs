//! The frame of every XHTML file: declaration, `html` with language and direction, title, style
//! sheet (epub.md, points 31 and 41).

use super::charset::CharSet;
use super::names;
use super::xml::{Markup, Tag};
use crate::base::{Direction, Lang};

/// A finished file of text.
#[derive(Debug)]
pub struct Page {
    /// Its name in the folder of the publication.
    pub file: String,
    /// The XHTML.
    pub xhtml: String,
    /// The characters that a reader sees.
    pub chars: CharSet,
}

/// Which division of the book a page belongs to (EPUB Structural Semantics, "Document partitions").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Before the text.
    Front,
    /// The text.
    Body,
    /// After the text.
    Back,
}

impl Matter {
    /// The value of `epub:type`.
    pub const fn epub_type(self) -> &'static str {
        match self {
            Matter::Front => "frontmatter",
            Matter::Body => "bodymatter",
            Matter::Back => "backmatter",
        }
    }
}

/// Language and direction of a page, and what its head and body say.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Language of the page.
    pub lang: &'a Lang,
    /// The name of the page, for the title bar and for screen readers.
    pub title: &'a str,
    /// `epub:type` of the body; `None` for the contents.
    pub body: Option<&'static str>,
}

impl Frame<'_> {
    /// Base direction of the page.
    pub fn direction(&self) -> Direction {
        self.lang.direction()
    }

    /// Opens a page: everything up to and including `<body>`.
    pub fn open(&self) -> Markup {
        let mut markup = Markup::document();
        let tag = self.lang.tag();
        markup
            .literal("<!DOCTYPE html>\n")
            .open(
                Tag::new("html")
                    .with("xmlns", "http://www.w3.org/1999/xhtml")
                    .with("xmlns:epub", "http://www.idpf.org/2007/ops")
                    .with("lang", tag)
                    .with("xml:lang", tag)
                    .with("dir", self.direction().html()),
            )
            .newline()
            .open(Tag::new("head"))
            .newline()
            .literal("<meta charset=\"utf-8\"/>\n")
            .leaf_line(Tag::new("title"), self.title)
            .empty(
                &Tag::new("link")
                    .with("rel", "stylesheet")
                    .with("type", "text/css")
                    .with("href", names::STYLES),
            )
            .newline()
            .close_line()
            .open(Tag::new("body").with_some("epub:type", self.body))
            .newline();
        markup
    }
}

/// Closes a page.
pub fn close(mut markup: Markup, file: &str) -> Page {
    markup.close_line().close_line();
    let (xhtml, chars) = markup.finish();
    Page { file: file.to_owned(), xhtml, chars }
}
