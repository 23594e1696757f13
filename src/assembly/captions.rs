//! The numbers of figures and tables: «شکل ۳», «جدول ۲–۱».
//!
//! What has a caption has a number, in one sequence for figures and one for tables, through the
//! book or through each chapter, as the manifest says. In chapters without a number of their own
//! the sequence of the book goes on. `{.unnumbered}` leaves one out. The label becomes part of the
//! caption, so both outputs show it; lists and references read it from the book.

use super::Piece;
use super::anchors::Registry;
use super::drafts::{Draft, Drafts};
use crate::base::{Code, Diagnostic, Lang, Span};
use crate::collect::{CollectedEntry, CollectedPiece, Collection};
use crate::document::inline::plain_text;
use crate::document::visit::each_block_mut;
use crate::document::{Attributes, Block, BlockKind, Inline, InlineKind};
use crate::manifest::plan::{CaptionNumbers, Numbering};
use crate::persian::DigitStyle;
use crate::persian::spaces::collapse;
use crate::wording::{CaptionKind, Words};

/// Class of the span that holds a label inside its caption.
pub const LABEL_CLASS: &str = "caption-label";
/// Class with which an author leaves a figure or table without a number.
const UNNUMBERED: &str = "unnumbered";

/// A figure or table with a caption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captioned {
    /// Its anchor.
    pub anchor: String,
    /// «شکل ۳»; absent when it has no number.
    pub label: Option<String>,
    /// Its caption as plain words, without the label.
    pub title: String,
    /// Where its caption is written.
    pub span: Span,
}

/// The captioned figures and tables of a book, each in reading order.
#[derive(Clone, Debug, Default)]
pub struct Captions {
    /// Figures.
    pub figures: Vec<Captioned>,
    /// Tables.
    pub tables: Vec<Captioned>,
}

impl Captions {
    /// Those of one kind.
    pub fn of(&self, kind: CaptionKind) -> &[Captioned] {
        match kind {
            CaptionKind::Figure => &self.figures,
            CaptionKind::Table => &self.tables,
        }
    }

    /// Whether `piece` is a list in which nothing would stand; it is left out.
    pub fn leaves_empty(&self, piece: &Piece) -> bool {
        matches!(piece, Piece::Captions(kind) if self.of(*kind).is_empty())
    }

    /// What is said about lists that are left out.
    pub fn missing(&self, collection: &Collection) -> Vec<Diagnostic> {
        let pieces = collection.contents.iter().flat_map(CollectedEntry::pieces);
        let lists = pieces.filter_map(|piece| match piece {
            CollectedPiece::Figures(span) => Some((CaptionKind::Figure, *span)),
            CollectedPiece::Tables(span) => Some((CaptionKind::Table, *span)),
            _ => None,
        });
        lists.filter(|(kind, _)| self.of(*kind).is_empty()).map(none).collect()
    }
}

fn none((kind, span): (CaptionKind, Span)) -> Diagnostic {
    let (things, hint) = match kind {
        CaptionKind::Figure => ("figure", "write `![what is to be seen](picture.png \"caption\")`"),
        CaptionKind::Table => ("table", "write `: caption` in a paragraph after a table"),
    };
    let message = format!("no {things} of the book has a caption, so there is no list of them");
    Diagnostic::new(Code::NoCaptions, message).at(span).hint(hint)
}

/// Numbers the figures and tables of the text, writes their labels into their captions and enters
/// them at their anchors.
pub fn number(
    drafts: &mut Drafts,
    lang: &Lang,
    numbering: Numbering,
    registry: &mut Registry,
) -> Captions {
    let mut captions = Captions::default();
    let mut figures = Sequence { scheme: numbering.figures, in_book: 0, in_chapter: 0 };
    let mut tables = Sequence { scheme: numbering.tables, in_book: 0, in_chapter: 0 };
    for draft in &mut drafts.chapters {
        figures.in_chapter = 0;
        tables.in_chapter = 0;
        let Draft { chapter, number, .. } = draft;
        let voice = Voice::of(chapter.lang.as_ref().unwrap_or(lang));
        each_block_mut(&mut chapter.blocks, &mut |block| {
            let (sequence, kind, list) = match block.kind {
                BlockKind::Figure(_) => (&mut figures, CaptionKind::Figure, &mut captions.figures),
                BlockKind::Table(_) => (&mut tables, CaptionKind::Table, &mut captions.tables),
                _ => return,
            };
            let Some((title, span)) = caption_of(block) else { return };
            let Some(anchor) = block.attributes.id.as_ref().map(|id| id.value.clone()) else {
                return;
            };
            let is_numbered = !block.attributes.has_class(UNNUMBERED);
            let number = is_numbered.then(|| sequence.next(*number)).flatten();
            let label = number.map(|number| voice.label(kind, number));
            if let Some(label) = &label {
                write(label, block, span);
                registry.set_label(&anchor, label.clone());
            }
            list.push(Captioned { anchor, label, title, span });
        });
    }
    captions
}

/// The words of a block's caption and where they stand; `None` without a caption.
fn caption_of(block: &mut Block) -> Option<(String, Span)> {
    let caption = caption_mut(block)?;
    let span = caption.first()?.span;
    let title = collapse(&plain_text(caption));
    Some((title, span))
}

fn caption_mut(block: &mut Block) -> Option<&mut Vec<Inline>> {
    match &mut block.kind {
        BlockKind::Figure(figure) => Some(&mut figure.caption),
        BlockKind::Table(table) => Some(&mut table.caption),
        _ => None,
    }
}

/// A number within a chapter that has one, or within the book.
#[derive(Clone, Copy)]
struct Number {
    chapter: Option<usize>,
    number: usize,
}

/// The numbers given so far.
struct Sequence {
    scheme: CaptionNumbers,
    in_book: usize,
    in_chapter: usize,
}

impl Sequence {
    /// The next number, in a chapter with this number of its own.
    fn next(&mut self, chapter: Option<usize>) -> Option<Number> {
        let chapter = match self.scheme {
            CaptionNumbers::Off => return None,
            CaptionNumbers::Book => None,
            CaptionNumbers::Chapter => chapter,
        };
        let count = if chapter.is_some() { &mut self.in_chapter } else { &mut self.in_book };
        *count += 1;
        Some(Number { chapter, number: *count })
    }
}

/// The words and digits of a chapter.
struct Voice {
    words: &'static Words,
    digits: DigitStyle,
}

impl Voice {
    fn of(lang: &Lang) -> Voice {
        Voice { words: Words::of(lang), digits: DigitStyle::of(lang) }
    }

    fn label(&self, kind: CaptionKind, Number { chapter, number }: Number) -> String {
        let number = self.digits.write(number);
        let chapter = chapter.map(|chapter| self.digits.write(chapter));
        self.words.caption(kind, chapter.as_deref(), &number)
    }
}

/// Puts `label` before the caption of `block`.
fn write(label: &str, block: &mut Block, span: Span) {
    let Some(caption) = caption_mut(block) else { return };
    let place = Span::new(span.source, span.start as usize, span.start as usize);
    let text = |text: String| Inline::new(InlineKind::Text(text), place);
    let attributes = Attributes { classes: vec![LABEL_CLASS.to_owned()], ..Attributes::default() };
    let content = vec![text(format!("{label}."))];
    let label = Inline::new(InlineKind::Span { attributes, content }, place);
    caption.splice(0..0, [label, text(" ".to_owned())]);
}
