//! What all chapters of one run share, and what is known about the one that is laid.

use std::sync::{Arc, OnceLock};

use super::footnote::Marks;
use super::page_map::Pages;
use super::styled::{Composer, SUPERSCRIPT_RISE, character_style};
use crate::assembly::{Book, Chapter, Footnote};
use crate::base::{Direction, Lang, Length, Size, Span};
use crate::design::model::{Align, Design, Kashida, PageDesign, Role, Style};
use crate::document::NoteId;
use crate::manifest::plan::NotePlace;
use crate::persian::digits::DigitStyle;
use crate::text::Typesetter;
use crate::text::model::{Line, ParagraphFormat, StyledText, TextStyle};

/// A measure that no short text reaches: for asking how wide a text is by itself.
const BOUNDLESS: Length = Length::pt(100_000.0);
/// The widest a word space of running text is made, as a multiple of its natural width: beyond it a
/// ragged line is the smaller evil.
const WIDEST_SPACE: f64 = 3.0;
/// Code within text is so much larger than code in blocks.
const INLINE_CODE: f64 = 1.12;
/// Narrowest type area that a design's margins may leave.
const SMALLEST_AREA: Length = Length::pt(72.0);

/// The place of words that stand at `written` and are said again in the contents or a running head:
/// behind it, so that what is wrong with a character is told where the character is written.
pub fn repeated(written: Span) -> Span {
    Span::new(written.source, written.end as usize, written.end as usize)
}

/// What all chapters share.
pub struct Setting<'a> {
    /// The book.
    pub book: &'a Book,
    /// Its design.
    pub design: &'a Design,
    /// The setter of paragraphs.
    pub typesetter: &'a Typesetter<'a>,
    /// Trimmed size and margins of the pages.
    pub page: PageDesign,
    /// The type area: a whole number of grid lines high.
    pub area: Size,
    /// Widths of the poems of the book, once they were asked for (see `verse`).
    pub hemistich_widths: OnceLock<Vec<Length>>,
}

impl<'a> Setting<'a> {
    /// The setting of `book` in `design`.
    pub fn new(book: &'a Book, design: &'a Design, typesetter: &'a Typesetter<'a>) -> Self {
        let trim = book.print.trim.unwrap_or(design.page.trim);
        let page = design.page.for_trim(trim);
        let area = type_area(&page);
        Setting { book, design, typesetter, page, area, hemistich_widths: OnceLock::new() }
    }

    /// Digits of generated numbers.
    pub fn digits(&self) -> DigitStyle {
        DigitStyle::of(self.book.lang())
    }

    /// What stands for a page number that is not known yet: most books have a hundred pages and
    /// more, and digits are as wide as one another.
    pub fn unknown_page(&self) -> String {
        self.digits().convert("000")
    }

    /// Base direction of the book.
    pub fn direction(&self) -> Direction {
        self.book.direction()
    }

    /// Size of code within text, as a share of the text's size: that of code blocks, and a little
    /// more, since blocks are set small for the sake of their long lines.
    pub fn code_scale(&self, code: &Style) -> f64 {
        code.size * INLINE_CODE / self.design.style(Role::Body).size
    }

    /// How a paragraph of `style` is broken in `measure`.
    pub fn format(&self, style: &Style, direction: Direction, measure: Length) -> ParagraphFormat {
        let paragraph = &self.design.paragraph;
        ParagraphFormat {
            direction,
            measure,
            align: style.align,
            first_indent: style.first_indent,
            space_shrink: paragraph.space_shrink,
            space_stretch: paragraph.space_stretch,
            hang: paragraph.hang,
            runt: paragraph.runt,
            space_widest: WIDEST_SPACE,
            kashida: style.kashida,
        }
    }

    /// `text` on one line of its own width, its left edge at 0. For short texts.
    pub fn natural(&self, text: &StyledText, direction: Direction) -> Line {
        let align = if direction.is_rtl() { Align::End } else { Align::Start };
        let format = ParagraphFormat {
            align,
            first_indent: Length::ZERO,
            kashida: Kashida::Off,
            ..self.format(self.design.style(Role::Body), direction, BOUNDLESS)
        };
        let lines = self.typesetter.paragraph(text, &format).lines;
        let mut line = lines.into_iter().next().unwrap_or_default();
        let left = line.left;
        shift(&mut line, -left);
        line
    }

    /// Generated `words` of `style` on one line of their own width.
    pub fn words(&self, words: &str, style: &Style, span: Span) -> Line {
        let text = plain(words, &Arc::new(character_style(style)), span);
        self.natural(&text, self.direction())
    }
}

/// Moves everything in `line` to the right.
pub fn shift(line: &mut Line, right: Length) {
    line.left += right;
    line.pieces.iter_mut().for_each(|piece| piece.x += right);
}

/// `words` in one style.
pub fn plain(words: &str, style: &Arc<TextStyle>, span: Span) -> StyledText {
    use crate::text::model::StyledRun;
    let run = StyledRun { range: 0..words.len(), style: Arc::clone(style), span };
    let runs = if words.is_empty() { Vec::new() } else { vec![run] };
    StyledText { text: words.to_owned(), runs, anchors: Vec::new() }
}

/// The type area of `page`, its height cut to whole lines of the grid so that a full page ends on a
/// line.
fn type_area(page: &PageDesign) -> Size {
    let Size { width, height } = page.type_area();
    // A hundredth of a line forgives the rounding of millimetres to points.
    let lines = (height / page.grid + 0.01).floor().max(1.0);
    Size { width: width.max(SMALLEST_AREA), height: page.grid * lines }
}

/// A chapter while it is laid: its notes, and the names of its generated anchors.
pub struct Scope<'a> {
    /// What all chapters share.
    pub setting: &'a Setting<'a>,
    /// Anchor of the chapter, with which generated anchors begin.
    pub anchor: &'a str,
    /// Its footnotes.
    pub notes: &'a [Footnote],
    /// Base direction of its text.
    pub direction: Direction,
    /// Its language when it differs from the book's.
    pub lang: Option<&'a Lang>,
    /// What is known about pages.
    pub pages: &'a Pages<'a>,
    /// The marks of its footnotes.
    pub marks: Marks,
}

impl<'a> Scope<'a> {
    /// The scope of a chapter.
    pub fn of_chapter(
        setting: &'a Setting<'a>,
        pages: &'a Pages<'a>,
        chapter: &'a Chapter,
    ) -> Self {
        let direction = chapter.lang.as_ref().map_or(setting.direction(), Lang::direction);
        let (notes, lang) = (&chapter.notes[..], chapter.lang.as_ref());
        let marks = Marks::first(setting, lang.unwrap_or(setting.book.lang()), notes);
        Scope { setting, anchor: &chapter.anchor, notes, direction, lang, pages, marks }
    }

    /// The scope of a generated piece, which has no notes.
    pub fn of_piece(setting: &'a Setting<'a>, pages: &'a Pages<'a>) -> Self {
        let (direction, marks) = (setting.direction(), Marks::default());
        Scope { setting, anchor: "", notes: &[], direction, lang: None, pages, marks }
    }

    /// Language of its text.
    pub fn lang(&self) -> &'a Lang {
        self.lang.unwrap_or(self.setting.book.lang())
    }

    /// The footnotes whose texts stand at the foot of pages.
    pub fn foot_notes(&self) -> &'a [Footnote] {
        if self.setting.book.notes.place() == NotePlace::Foot { self.notes } else { &[] }
    }

    /// Anchor of the text of footnote `id`.
    pub fn note_anchor(&self, id: NoteId) -> String {
        format!("{}.note.{}", self.anchor, id.0)
    }

    /// Anchor of the mark of footnote `id`.
    pub fn mark_anchor(&self, id: NoteId) -> String {
        format!("{}.mark.{}", self.anchor, id.0)
    }

    /// The look of a footnote mark beside text of `style`: the design's mark, as large in relation
    /// to this text as the design has it in relation to the body.
    pub fn mark_style(&self, style: &TextStyle) -> TextStyle {
        let design = self.setting.design;
        let mark = design.style(Role::NoteMark);
        TextStyle {
            size: style.size * (mark.size / design.style(Role::Body).size),
            rise: style.size * SUPERSCRIPT_RISE,
            ..character_style(mark)
        }
    }

    /// A paragraph to be filled.
    pub fn composer(&'a self, direction: Direction, measure: Length) -> Composer<'a> {
        Composer::new(self, direction, measure)
    }
}
