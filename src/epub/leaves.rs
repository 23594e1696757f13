//! Generated pages that stand by themselves: the name of God, the frontispiece, the lists of figures
//! and of tables; and what the pieces before and after the text mean (EPUB Structural Semantics 1.1,
//! DPUB-ARIA 1.1).

use super::names;
use super::page::{self, Frame, Matter, Page};
use super::text::{Shared, Text};
use super::xml::Tag;
use crate::assembly::captions::Captioned;
use crate::base::Spanned;
use crate::document::{Attributes, Block, BlockKind, Figure, Inline, InlineKind};
use crate::manifest::plan::{Frontispiece, PieceRole};
use crate::wording::CaptionKind;

/// The name of God.
pub fn name_of_god(shared: Shared<'_>, words: &Spanned<String>) -> Page {
    let file = names::NAME_OF_GOD_PAGE;
    let mut text = leaf(shared, file, &words.value);
    text.markup.open(Tag::new("section").class("name-of-god-page")).newline();
    text.markup.open(Tag::new("p").class("name-of-god"));
    text.words(&words.value);
    text.markup.close_line().close_line();
    page::close(text.markup, file)
}

/// The picture opposite the title page.
pub fn frontispiece(shared: Shared<'_>, picture: &Frontispiece) -> Page {
    let file = names::FRONTISPIECE_PAGE;
    let name = picture.caption.as_ref().map_or(picture.alt.as_str(), |words| &words.value);
    let mut text = leaf(shared, file, name);
    text.markup.open(Tag::new("section").class("frontispiece")).newline();
    let words = |caption: &Spanned<String>| {
        Inline::new(InlineKind::Text(caption.value.clone()), caption.span)
    };
    let figure = Figure {
        path: picture.picture.clone(),
        alt: picture.alt.clone(),
        caption: picture.caption.iter().map(words).collect(),
    };
    let attributes = Attributes::default();
    let span = picture.picture.span;
    text.blocks(&[Block { kind: BlockKind::Figure(figure), attributes, span }]);
    text.markup.close_line();
    page::close(text.markup, file)
}

/// The list of figures or of tables.
pub fn captions(shared: Shared<'_>, kind: CaptionKind) -> Page {
    let (file, heading) = match kind {
        CaptionKind::Figure => (names::FIGURES_PAGE, "figures-title"),
        CaptionKind::Table => (names::TABLES_PAGE, "tables-title"),
    };
    let title = shared.words.captions(kind);
    let mut text = leaf(shared, file, title);
    let section = Tag::new("section").class("captions").with("epub:type", captions_type(kind));
    text.markup
        .open(section.with("aria-labelledby", heading))
        .newline()
        .leaf_line(Tag::new("h1").class("toc-title").id(Some(heading)), title)
        .open(Tag::new("ol").class("captions-list"))
        .newline();
    for captioned in shared.book.captions.of(kind) {
        text.captioned(captioned);
    }
    text.markup.close_line().close_line();
    page::close(text.markup, file)
}

impl Text<'_> {
    fn captioned(&mut self, captioned: &Captioned) {
        let address = names::address(self.shared.book, &captioned.anchor, self.file);
        let link = Tag::new("a").with_some("href", address.as_deref());
        self.markup.open(Tag::new("li").class("toc-chapter")).open(link);
        if let Some(label) = &captioned.label {
            self.markup.open(Tag::new("span").class("toc-label"));
            self.words(&format!("{label}."));
            self.markup.close().text(" ");
        }
        self.words(&captioned.title);
        self.markup.close().close_line();
    }
}

/// What a list of figures or tables is called in EPUB.
pub const fn captions_type(kind: CaptionKind) -> &'static str {
    match kind {
        CaptionKind::Figure => "loi",
        CaptionKind::Table => "lot",
    }
}

/// `epub:type` and ARIA role of a piece before or after the text; what has no role of its own is a
/// region that its heading names.
pub const fn meaning(role: PieceRole) -> (&'static str, Option<&'static str>) {
    match role {
        PieceRole::Dedication => ("dedication", Some("doc-dedication")),
        PieceRole::Notes => ("endnotes", Some("doc-endnotes")),
        PieceRole::Epigraph => ("epigraph", Some("doc-epigraph")),
        PieceRole::Foreword | PieceRole::PublisherNote => ("foreword", Some("doc-foreword")),
        PieceRole::Preface => ("preface", Some("doc-preface")),
        PieceRole::Introduction => ("introduction", Some("doc-introduction")),
        PieceRole::Acknowledgments => ("acknowledgments", Some("doc-acknowledgments")),
        PieceRole::Afterword => ("afterword", Some("doc-afterword")),
        PieceRole::Appendix => ("appendix", Some("doc-appendix")),
        PieceRole::Glossary => ("glossary", Some("doc-glossary")),
        PieceRole::Bibliography => ("bibliography", Some("doc-bibliography")),
        PieceRole::AboutAuthor => ("contributors", None),
    }
}

/// A page of the front matter.
fn leaf<'a>(shared: Shared<'a>, file: &'a str, title: &'a str) -> Text<'a> {
    let body = Some(Matter::Front.epub_type());
    let frame = Frame { lang: shared.book.lang(), title, body };
    Text::new(shared, file, &[], frame.open(), frame.direction())
}
