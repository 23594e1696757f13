//! References that say what of their target they show: `[](#id){show=page}`.
//!
//! * `title`: the title, as without `show`.
//! * `number`: what the target is called by its number: «فصل سوم», «شکل ۲».
//! * `page`: «ص ۱۲»; with words of the author's, these before the number: «صفحهٔ ۱۲». In an EPUB,
//!   which has no pages, the name of the place stands there instead.
//! * `full`: name and page: «عنوان»، ص ۱۲; in an EPUB the name alone.

use std::str::FromStr;

use super::Anchor;
use crate::base::{Code, Diagnostic, Span};
use crate::document::inline::plain_text;
use crate::document::{Attributes, Inline, InlineKind, PageRef};
use crate::persian::spaces::collapse;
use crate::wording::Words;

/// The key that makes a link a reference.
const KEY: &str = "show";
/// A space at which no line ends.
const NO_BREAK: char = '\u{A0}';

/// What of its target a reference shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Its title.
    Title,
    /// Its number, with the word before it.
    Number,
    /// Its page.
    Page,
    /// Its name and its page.
    Full,
}

/// The values of `show` and what they mean.
const VALUES: [(&str, Show); 4] =
    [("title", Show::Title), ("number", Show::Number), ("page", Show::Page), ("full", Show::Full)];

impl FromStr for Show {
    type Err = Diagnostic;

    fn from_str(value: &str) -> Result<Show, Diagnostic> {
        let value = value.trim();
        if let Some((_, show)) = VALUES.iter().find(|(name, _)| *name == value) {
            return Ok(*show);
        }
        let near = |name: &&str| strsim::damerau_levenshtein(name, value) <= 2;
        let hint = match VALUES.iter().map(|(name, _)| *name).find(near) {
            Some(name) => format!("did you mean `show={name}`?"),
            None => "write `show=title`, `show=number`, `show=page` or `show=full`".to_owned(),
        };
        let message = format!("a reference cannot show `{value}`");
        Err(Diagnostic::new(Code::LinkShow, message).hint(hint))
    }
}

/// Takes the value of `show` out of `attributes`.
pub fn take(attributes: &mut Attributes) -> Option<String> {
    let at = attributes.others.iter().position(|(key, _)| key == KEY)?;
    Some(attributes.others.remove(at).1)
}

/// `show` on something that is no link.
pub fn no_link(span: Span) -> Diagnostic {
    Diagnostic::new(Code::LinkShow, "`show` belongs to a link")
        .at(span)
        .hint("write `[](#id){show=page}`")
}

/// `show` on an address outside the book.
pub fn outside(span: Span) -> Diagnostic {
    Diagnostic::new(Code::LinkShow, "an address outside the book has no title, number or page")
        .at(span)
        .hint("leave `show` out, or refer to an id of the book")
}

/// A place that is referred to.
pub struct Place<'a> {
    /// Name of its anchor.
    pub name: &'a str,
    /// What is known of it.
    pub anchor: &'a Anchor,
    /// The words of the referring text's language.
    pub words: &'static Words,
    /// Where the reference is written.
    pub span: Span,
}

impl Place<'_> {
    /// The words of a reference to this place; `written` are the author's own.
    pub fn words(&self, show: Show, written: &[Inline]) -> Result<Vec<Inline>, Box<Diagnostic>> {
        if show != Show::Page && !written.is_empty() {
            return Err(Box::new(self.worded()));
        }
        Ok(match show {
            Show::Title => vec![self.text(self.anchor.title.clone())],
            Show::Number => match &self.anchor.label {
                Some(label) => vec![self.text(label.clone())],
                None => return Err(Box::new(self.unnumbered())),
            },
            Show::Page => {
                let own = collapse(&plain_text(written));
                let before = match own.trim() {
                    "" => self.words.page_before().to_owned(),
                    own => format!("{own}{NO_BREAK}"),
                };
                vec![self.page(before, self.called())]
            }
            Show::Full => {
                let before = format!("{}{}", self.words.marks.comma, self.words.page_before());
                vec![self.text(self.called()), self.page(before, String::new())]
            }
        })
    }

    /// «شکل ۲» for what has a number but no room for a title in a sentence, else «عنوان».
    fn called(&self) -> String {
        let is_whole = self.anchor.chapter == self.name;
        match &self.anchor.label {
            Some(label) if !is_whole => label.clone(),
            _ => self.words.quoted(&self.anchor.title),
        }
    }

    fn text(&self, words: String) -> Inline {
        Inline::new(InlineKind::Text(words), self.span)
    }

    fn page(&self, before: String, name: String) -> Inline {
        let page = PageRef { anchor: self.name.to_owned(), before, name };
        Inline::new(InlineKind::PageRef(page), self.span)
    }

    fn worded(&self) -> Diagnostic {
        let message = "only a reference to a page may have words of its own";
        Diagnostic::new(Code::LinkShow, message)
            .at(self.span)
            .hint("write `[](#id){…}` without words, or leave `show` out")
    }

    fn unnumbered(&self) -> Diagnostic {
        let message = format!("«{}» has no number", self.anchor.title);
        Diagnostic::new(Code::LinkShow, message).at(self.span).hint(
            "use `show=title` or `show=full`, or number it: `numbered: true` for a chapter, a \
             caption for a figure or table",
        )
    }
}
