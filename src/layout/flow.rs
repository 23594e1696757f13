//! From blocks to frames: the dispatch, and the blocks made of plain paragraphs. Lists, verse,
//! tables and figures have their own files.

use std::sync::Arc;

use super::frame::{Column, Frame, Hold, Section};
use super::grid;
use super::page::{self, Float};
use super::paged::{ContentKind, PartOf};
use super::setting::Scope;
use super::styled::{Composer, character_style, written_direction};
use crate::assembly::glossary::LIST_CLASS;
use crate::base::{Code, Diagnostic, Direction, Lang, Length, Span};
use crate::design::model::{Align, FloatPlace, Role, Style};
use crate::document::inline::plain_text;
use crate::document::{Attributes, Block, BlockKind, Inline};
use crate::text::model::{Line, ParagraphFormat, StyledText, TextStyle};

/// Lines of text that a heading keeps with itself at the foot of a page (typography.md §6).
const LINES_AFTER_HEADING: usize = 2;
/// Width of word spaces, as a multiple of what it should be, from which a line is reported.
const LOOSE: f64 = 2.0;
/// Excess of a line over its measure that nobody sees: a hundredth of a millimetre.
const INVISIBLE: Length = Length::mm(0.01);

/// Where a block stands and what its paragraphs look like.
#[derive(Clone, Debug)]
pub struct Place {
    /// Style of its paragraphs.
    pub role: Role,
    /// What its paragraphs are, for the structure of the PDF.
    pub kind: ContentKind,
    /// Its column.
    pub column: Column,
    /// Base direction of its text.
    pub direction: Direction,
    /// Its language when it differs from the book's.
    pub lang: Option<String>,
    /// Whether each paragraph carries the spaces of its style; inside a quote or a list only the
    /// whole does.
    pub spaced: bool,
    /// How many lists it is in.
    pub depth: usize,
    /// How many of them are numbered.
    pub numbered: usize,
}

impl Place {
    /// The whole type area, for running text.
    pub fn body(scope: &Scope) -> Place {
        Place {
            role: Role::Body,
            kind: ContentKind::Paragraph,
            column: Column { left: Length::ZERO, width: scope.setting.area.width },
            direction: scope.direction,
            lang: scope.lang.map(|lang| lang.tag().to_owned()),
            spaced: true,
            depth: 0,
            numbered: 0,
        }
    }

    /// The same place in a column indented as `style` asks, for blocks of `role`.
    pub fn inside(&self, role: Role, style: &Style) -> Place {
        let column = self.column.indent(self.direction, style.start_indent, style.end_indent);
        Place { role, column, spaced: false, ..self.clone() }
    }
}

/// A chapter on its way from blocks to frames.
pub struct Flow<'a> {
    /// The chapter.
    pub scope: &'a Scope<'a>,
    /// What was laid.
    pub frames: Vec<Frame>,
    /// What leaves its place in the text.
    pub floats: Vec<Float>,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
    /// Number of the next block.
    pub next_block: u32,
    /// Words that begin the next paragraph: a speaker's name, the number of a note.
    pub run_in: Vec<RunIn>,
    /// Anchors that wait for the next frame.
    pub anchors: Vec<String>,
    /// Whether the next paragraph opens a text, so that its first line is not indented.
    pub opens: bool,
    /// How many of the next lines belong to the heading above them.
    keep_lines: usize,
    /// A blank line before the next frame, which is to be seen even between two pages.
    pub blank: Option<Blank>,
}

/// A break without an ornament.
pub struct Blank {
    /// Its height.
    pub height: Length,
    /// What stands for it at the top of a page.
    pub at_top: Arc<Frame>,
}

/// Words that begin a paragraph, in their style.
pub struct RunIn {
    /// The words.
    pub words: Vec<Inline>,
    /// Their style.
    pub style: Arc<TextStyle>,
}

impl<'a> Flow<'a> {
    /// Nothing laid yet.
    pub fn new(scope: &'a Scope<'a>) -> Self {
        Flow {
            scope,
            frames: Vec::new(),
            floats: Vec::new(),
            diagnostics: Vec::new(),
            next_block: 0,
            run_in: Vec::new(),
            anchors: Vec::new(),
            opens: true,
            keep_lines: 0,
            blank: None,
        }
    }

    /// Lays `blocks`. Nesting is bounded by `limits::NESTING`.
    pub fn blocks(&mut self, blocks: &[Block], place: &Place) {
        for (at, block) in blocks.iter().enumerate() {
            self.block(block, place);
            if blocks.get(at + 1).is_some_and(|next| introduces(block, next)) {
                self.hold_last(Hold::Avoid);
            }
        }
    }

    fn block(&mut self, block: &Block, place: &Place) {
        if let Some(id) = &block.attributes.id {
            self.anchors.push(id.value.clone());
        }
        let place = &localized(&block.attributes, place);
        match &block.kind {
            BlockKind::Paragraph(content) => {
                self.author_paragraph(content, &block.attributes, place);
            }
            BlockKind::Heading { level, content } => self.heading(*level, content, place),
            BlockKind::List { kind, tight, items } => self.list(*kind, *tight, items, place),
            BlockKind::Definitions(definitions) if block.attributes.has_class(LIST_CLASS) => {
                self.glossary(definitions, place);
            }
            BlockKind::Definitions(definitions) => self.definitions(definitions, place),
            BlockKind::Quote(blocks) => self.enclosed(Role::Quote, blocks, place),
            BlockKind::Code { text, .. } => self.code(text, &block.attributes, block.span, place),
            BlockKind::Table(table) => {
                let lay = |flow: &mut Self| flow.table(table, block.span, place);
                self.floated(&block.attributes, FloatPlace::Here, place, lay);
            }
            BlockKind::Figure(figure) => {
                let otherwise = self.scope.setting.design.figure.float;
                let lay = |flow: &mut Self| flow.figure(figure, &block.attributes, place);
                self.floated(&block.attributes, otherwise, place, lay);
            }
            BlockKind::Verse(verse) => self.verse(verse, place),
            BlockKind::Dialogue(dialogue) => self.dialogue(dialogue, place),
            BlockKind::Division { role, blocks } => {
                self.division(*role, &block.attributes, blocks, place);
            }
            BlockKind::ThematicBreak => self.thematic_break(block.span, place),
        }
    }

    /// A paragraph of `content` in the style of its place.
    pub fn paragraph(&mut self, content: &[Inline], place: &Place) {
        let opens = std::mem::take(&mut self.opens);
        let role = if opens && place.role == Role::Body { Role::BodyFirst } else { place.role };
        let mut style = self.style(role).clone();
        if opens && place.role != Role::Body && place.kind != ContentKind::Note {
            style.first_indent = style.first_indent.min(Length::ZERO);
        }
        let goes_on = matches!(role, Role::DialogueTurn | Role::DialogueQuestion | Role::List);
        if !opens && goes_on {
            // Only the first paragraph of a turn or an item hangs; the next ones must be told from it.
            style.first_indent = self.style(Role::Body).first_indent;
        }
        if !place.spaced {
            (style.space_before, style.space_after) = (Length::ZERO, Length::ZERO);
        }
        if place.kind == ContentKind::Note && place.direction != self.scope.direction {
            // A reference in another script is short lines of long words: straight at one side.
            style.align = Align::Start;
        }
        let text = self.compose(content, &style, place);
        self.set(&text, &style, place.kind, place);
    }

    /// A heading, its lines kept together and with the text below.
    pub(super) fn heading(&mut self, level: u8, content: &[Inline], place: &Place) {
        let style = self.style(heading_role(level));
        let inner = place.inside(heading_role(level), style);
        let text = self.compose(content, style, &inner);
        let start = self.frames.len();
        self.set(&text, style, ContentKind::Heading(level + 1), &inner);
        let is_section = level <= 1 && place.role == Role::Body;
        if let Some(first) = self.frames.get_mut(start).filter(|_| is_section) {
            let span = content.first().map_or(Span::default(), |word| word.span);
            first.section = Some(Arc::new(Section { title: plain_text(content), span }));
        }
        self.keep_next_lines();
    }

    /// What was laid last is a heading: the next lines belong to it.
    pub fn keep_next_lines(&mut self) {
        self.hold_last(Hold::Keep);
        self.opens = true;
        self.keep_lines = LINES_AFTER_HEADING;
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> &'a Style {
        self.scope.setting.design.style(role)
    }

    /// The characters of a paragraph, begun by what waits to be run in.
    pub fn compose(&mut self, content: &[Inline], style: &Style, place: &Place) -> StyledText {
        let mut composer = Composer::new(self.scope, place.direction, place.column.width);
        for run_in in self.run_in.drain(..) {
            composer.inlines(&run_in.words, &run_in.style);
        }
        composer.inlines(content, &base_style(style, place));
        composer.finish()
    }

    /// Sets a paragraph as a new block.
    pub fn set(&mut self, text: &StyledText, style: &Style, kind: ContentKind, place: &Place) {
        let part = self.new_block(kind);
        self.set_as(text, style, part, place);
    }

    /// Sets a paragraph as part of a block.
    pub fn set_as(&mut self, text: &StyledText, style: &Style, part: PartOf, place: &Place) {
        let setting = self.scope.setting;
        let format = setting.format(style, place.direction, place.column.width);
        let frames = self.lines(text, style, &format, part, place.column);
        self.push_block(frames, style);
    }

    /// The lines of a paragraph as frames, with what they ask of page ends.
    pub fn lines(
        &mut self,
        text: &StyledText,
        style: &Style,
        format: &ParagraphFormat,
        part: PartOf,
        column: Column,
    ) -> Vec<Frame> {
        let setting = self.scope.setting;
        let lines = setting.typesetter.paragraph(text, format).lines;
        if lines.is_empty() {
            self.anchors.extend(text.anchors.iter().map(|(_, name)| name.clone()));
        }
        let on_grid = grid::fits(style, setting.design.page.grid);
        let mut frames: Vec<Frame> = Vec::with_capacity(lines.len());
        let cut = lines.iter().find(|line| line.cut);
        self.diagnostics.extend(cut.map(|line| cut_word(line.span)));
        self.diagnostics.extend(loose(&lines));
        let runt = setting.design.paragraph.runt.at(style.size);
        let penalties = page::inside_paragraph(&lines, runt);
        for (line, penalty) in lines.into_iter().zip(penalties) {
            if line.overfull > INVISIBLE {
                self.diagnostics.push(overfull(line.overfull, line.span));
            }
            let frame = Frame::line(line, style, column, part);
            frames.push(Frame { on_grid, penalty, ..frame });
        }
        let paragraph = &setting.design.paragraph;
        hold_lines(&mut frames, paragraph.orphans, paragraph.widows);
        frames
    }

    /// Adds the frames of one block, spaced and held as `style` asks.
    pub fn push_block(&mut self, mut frames: Vec<Frame>, style: &Style) {
        if style.keep_with_next {
            for frame in &mut frames {
                frame.hold = Hold::Keep;
            }
        }
        self.spaced(style, |flow| frames.into_iter().for_each(|frame| flow.push(frame)));
    }

    /// Adds a frame.
    pub fn push(&mut self, mut frame: Frame) {
        frame.anchors.extend(self.anchors.drain(..).map(|name| (name, Length::ZERO)));
        if let Some(blank) = self.blank.take() {
            frame.before = frame.before.max(blank.height);
            frame.repeat.get_or_insert(blank.at_top);
        }
        if self.keep_lines > 0 && frame.hold != Hold::Keep {
            self.keep_lines -= 1;
            if self.keep_lines > 0 {
                frame.hold = frame.hold.max(Hold::Avoid);
            }
        }
        self.frames.push(frame);
    }

    /// Runs `lay` and puts the spaces of `style` around what it laid.
    pub fn spaced(&mut self, style: &Style, lay: impl FnOnce(&mut Self)) {
        let start = self.frames.len();
        lay(self);
        if let [first, ..] = &mut self.frames[start..] {
            first.before = first.before.max(style.space_before);
            first.elastic.above = true;
        }
        if let [.., last] = &mut self.frames[start..] {
            last.after = last.after.max(style.space_after);
            last.elastic.below = true;
        }
    }

    /// Lets the last frame hold on to the next one at least as strongly as `hold`.
    pub fn hold_last(&mut self, hold: Hold) {
        if let Some(last) = self.frames.last_mut() {
            last.hold = last.hold.max(hold);
        }
    }

    /// A new block of `kind`.
    pub fn new_block(&mut self, kind: ContentKind) -> PartOf {
        let block = self.next_block;
        self.next_block += 1;
        PartOf::Content { block, kind }
    }

    /// The finished frames, on the grid; anchors that found no frame stand in the last one.
    pub fn finish(mut self) -> (Vec<Frame>, Vec<Diagnostic>, u32) {
        let waiting = std::mem::take(&mut self.anchors);
        if let Some(last) = self.frames.last_mut() {
            let bottom = last.height;
            last.anchors.extend(waiting.into_iter().map(|name| (name, bottom)));
        }
        grid::settle(&mut self.frames, self.scope.setting.design.page.grid);
        (self.frames, self.diagnostics, self.next_block)
    }
}

/// The look of characters of `style` at `place`.
pub fn base_style(style: &Style, place: &Place) -> Arc<TextStyle> {
    Arc::new(TextStyle { lang: place.lang.clone(), ..character_style(style) })
}

/// The place of a block with the language and direction that its attributes ask for.
fn localized(attributes: &Attributes, place: &Place) -> Place {
    let mut place = place.clone();
    if let Some(lang) = attributes.lang.as_ref().and_then(|lang| Lang::parse(&lang.value)) {
        place.direction = lang.direction();
        place.lang = Some(lang.tag().to_owned());
    }
    place.direction = written_direction(attributes).unwrap_or(place.direction);
    place
}

/// Whether `block` is a paragraph that leads up to `next`: «… چنین است:» before a list.
fn introduces(block: &Block, next: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let is_shown = matches!(
        next.kind,
        BlockKind::List { .. }
            | BlockKind::Definitions(_)
            | BlockKind::Quote(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Verse(_)
    );
    is_shown && plain_text(content).trim_end().ends_with(':')
}

/// The role of a heading of `level`, counted below the chapter's title.
pub fn heading_role(level: u8) -> Role {
    match level {
        0 | 1 => Role::Heading1,
        2 => Role::Heading2,
        3 => Role::Heading3,
        4 => Role::Heading4,
        5 => Role::Heading5,
        _ => Role::Heading6,
    }
}

/// Marks the places in a paragraph where a page end would leave fewer than `orphans` lines above
/// or fewer than `widows` lines below.
pub fn hold_lines(frames: &mut [Frame], orphans: usize, widows: usize) {
    let count = frames.len();
    for (above, frame) in (1..).zip(frames) {
        let below = count - above;
        if below > 0 && (above < orphans || below < widows) {
            frame.hold = frame.hold.max(Hold::Avoid);
        }
    }
}

/// The warning for a line that is wider than its measure by `excess`.
pub fn overfull(excess: Length, span: Span) -> Diagnostic {
    let millimetres = excess.to_mm();
    Diagnostic::new(
        Code::LineOverfull,
        format!("this line is {millimetres:.1} mm wider than its measure"),
    )
    .at(span)
    .hint("shorten the unbreakable word or address, or allow a break in it with U+200B")
}

/// The warning for the lines of a paragraph whose spaces are too wide, at the worst of them.
fn loose(lines: &[Line]) -> Option<Diagnostic> {
    let is_loose = |line: &&Line| line.needed_ratio > LOOSE;
    let worst =
        lines.iter().filter(is_loose).max_by(|a, b| a.needed_ratio.total_cmp(&b.needed_ratio))?;
    let ratio = worst.needed_ratio;
    let what = match lines.iter().filter(is_loose).count() {
        1 => "a line is loose: its spaces".to_owned(),
        count => format!("{count} lines of this paragraph are loose: the spaces of the worst"),
    };
    let message = if worst.space_ratio < ratio {
        format!("{what} would be {ratio:.1} times as wide as they should, so it was left ragged")
    } else {
        format!("{what} are {ratio:.1} times as wide as they should")
    };
    Some(Diagnostic::new(Code::LineLoose, message).at(worst.span).hint(
        "change a word or their order, allow a break in a long word with U+200B, or raise \
         `kashida` in the design",
    ))
}

/// The warning for a word that no line can hold, at the first line that it fills.
fn cut_word(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::LineOverfull,
        "a word is wider than the line and was cut between two letters",
    )
    .at(span)
    .hint("shorten it, or allow a break in it with U+200B")
}

/// The style with another alignment and no first-line indent: for text that is placed by itself.
pub fn aligned(style: &Style, align: Align) -> Style {
    Style { align, first_indent: Length::ZERO, ..style.clone() }
}
