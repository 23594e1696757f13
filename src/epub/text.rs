//! The state of one XHTML file being written from the model: where we are, in which direction, and
//! what was already referred to. `inline`, `block`, `verse`, `table` and `notes` write with it.

use std::collections::BTreeMap;

use super::verse::Sizes;
use super::xml::{Markup, Tag};
use crate::assembly::book::{Book, Footnote};
use crate::base::{Direction, Em, Lang};
use crate::design::Design;
use crate::document::{Attributes, Inline};
use crate::wording::Words;

/// What all texts of a book share.
#[derive(Clone, Copy)]
pub struct Shared<'a> {
    /// The book, for links and images.
    pub book: &'a Book,
    /// The design.
    pub design: &'a Design,
    /// Generated words.
    pub words: &'static Words,
    /// The page of every anchor in the printed book, as printed; `None` when the EPUB is made
    /// without it.
    pub printed: Option<&'a BTreeMap<String, String>>,
    /// Natural width of a hemistich, in em of the running text.
    pub measure: &'a (dyn Fn(&[Inline]) -> Em + Sync),
}

/// A text being written.
pub struct Text<'a> {
    /// What all texts of the book share.
    pub shared: Shared<'a>,
    /// Name of the file.
    pub file: &'a str,
    /// The notes that marks in this text may name.
    pub notes: &'a [Footnote],
    /// What is written so far.
    pub markup: Markup,
    /// Direction of the text around.
    pub direction: Direction,
    /// Anchor of the chapter whose notes these are.
    pub chapter: &'a str,
    /// The file in which the notes of all chapters stand; `None`: each chapter has its own.
    pub notes_file: Option<String>,
    /// How many marks of each note were written.
    pub marks: Vec<u32>,
    /// The class of a line that says whose words the quotation around it holds.
    pub source_class: &'static str,
    /// Sizes of poems that the style sheet must know.
    pub sizes: Sizes,
}

impl<'a> Text<'a> {
    /// A text in `file` that begins with `markup`.
    pub fn new(
        shared: Shared<'a>,
        file: &'a str,
        notes: &'a [Footnote],
        markup: Markup,
        direction: Direction,
    ) -> Self {
        let marks = vec![0; notes.len()];
        Text {
            shared,
            file,
            notes,
            chapter: "",
            notes_file: None,
            markup,
            direction,
            marks,
            source_class: "quote-source",
            sizes: Sizes::default(),
        }
    }

    /// Writes `content` inside `tag`, in the language and direction that `attributes` give it.
    pub fn within(&mut self, tag: Tag, attributes: &Attributes, content: impl FnOnce(&mut Self)) {
        let outer = self.direction;
        let (tag, direction) = oriented(tag, attributes, outer);
        self.direction = direction;
        self.markup.open(tag);
        content(self);
        self.markup.close();
        self.direction = outer;
    }
}

/// `tag` with the id, language and direction of `attributes`, and the direction inside.
fn oriented(tag: Tag, attributes: &Attributes, outer: Direction) -> (Tag, Direction) {
    let lang = attributes.lang.as_ref().and_then(|lang| Lang::parse(&lang.value));
    let stated = attributes.others.iter().find(|(key, _)| key == "dir").map(|(_, value)| value);
    let direction = match stated.map(String::as_str) {
        Some("ltr") => Direction::LeftToRight,
        Some("rtl") => Direction::RightToLeft,
        _ => lang.as_ref().map_or(outer, Lang::direction),
    };
    let tag = tag.id(attributes.id.as_ref().map(|id| id.value.as_str()));
    let tag = match &lang {
        Some(lang) => tag.with("lang", lang.tag()).with("xml:lang", lang.tag()),
        None => tag,
    };
    let is_turned = direction != outer || lang.is_some() || stated.is_some();
    (tag.with_some("dir", is_turned.then(|| direction.html())), direction)
}

/// The value of `class` for an element of class `own` (may be empty) with the author's classes; only
/// classes that are plain ASCII names are passed on.
pub fn classes(own: &str, attributes: &Attributes) -> Option<String> {
    let is_name = |class: &&String| {
        class.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    let given = attributes.classes.iter().filter(is_name).map(String::as_str);
    let all: Vec<&str> = std::iter::once(own).chain(given).filter(|c| !c.is_empty()).collect();
    (!all.is_empty()).then(|| all.join(" "))
}
