//! The contents: titles from the start side, dotted leaders, page numbers at the other edge.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::flow::{Flow, Place, base_style};
use super::footnote::Notes;
use super::frame::{Column, Frame, Hold};
use super::page;
use super::paged::{ContentKind, Item, PartOf, Side};
use super::setting::{Scope, Setting, repeated};
use super::styled::character_style;
use super::titlepages::Generated;
use crate::assembly::captions::Captioned;
use crate::assembly::{Book, ContentsEntry, ContentsLevel, Piece};
use crate::base::{Em, Length, Span};
use crate::design::model::{Align, Role, Style, TocFront, Weight};
use crate::text::model::{Line, LinkDestination, StyledText, TextStyle};
use crate::wording::{CaptionKind, Words};

/// Indent of the rest of a title that was too long for its line.
const TURNOVER: Em = Em(1.5);
/// Space between a title and its leader, and between the leader and the number.
const LEADER_GAP: Em = Em(0.5);
/// Fewest dots that make a leader: a single one looks like a full stop.
const FEWEST_DOTS: usize = 2;

/// The contents with the page numbers that are known so far.
pub fn contents(scope: &Scope) -> Generated {
    let setting = scope.setting;
    let mut entries = flatten(&setting.book.contents, setting.design.toc.depth);
    let left_out = left_out(setting);
    entries.retain(|(entry, _)| !left_out.contains(chapter_of(&entry.anchor, setting.book)));
    let words = Words::of(setting.book.lang());
    let rows: Vec<Row> =
        entries.iter().map(|(entry, depth)| Row::of(words, entry, *depth)).collect();
    list(scope, words.pieces.contents, &rows)
}

/// The list of figures or of tables, in the look of the contents.
pub fn captions(scope: &Scope, kind: CaptionKind) -> Generated {
    let book = scope.setting.book;
    let rows: Vec<Row> = book.captions.of(kind).iter().map(Row::of_caption).collect();
    list(scope, Words::of(book.lang()).captions(kind), &rows)
}

/// One line of the contents or of another list.
struct Row<'e> {
    /// «فصل سوم: عنوان».
    title: String,
    /// Author to be named with it.
    author: Option<&'e str>,
    /// Where it leads.
    anchor: &'e str,
    /// Where its words are written.
    span: Span,
    /// Its style.
    role: Role,
    /// How deep it stands.
    depth: usize,
}

impl<'e> Row<'e> {
    fn of(words: &Words, entry: &'e ContentsEntry, depth: usize) -> Row<'e> {
        Row {
            title: entry_title(words, entry),
            author: entry.author.as_deref(),
            anchor: &entry.anchor,
            span: entry.span,
            role: entry_role(entry.level),
            depth,
        }
    }

    fn of_caption(captioned: &'e Captioned) -> Row<'e> {
        let title = &captioned.title;
        Row {
            title: match &captioned.label {
                Some(label) => format!("{label}. {title}"),
                None => title.clone(),
            },
            author: None,
            anchor: &captioned.anchor,
            span: captioned.span,
            role: Role::TocChapter,
            depth: 0,
        }
    }
}

/// A heading and rows with their page numbers.
fn list(scope: &Scope, title: &str, rows: &[Row]) -> Generated {
    let setting = scope.setting;
    let mut flow = Flow::new(scope);
    let place = Place::body(scope);
    heading(&mut flow, title, &place);
    let number_width = number_width(scope, rows);
    let leader = setting.words(&setting.design.toc.leader, plain_style(setting), span(setting));
    let list = List { place, number_width, leader: Arc::new(leader) };
    for row in rows {
        list.row(&mut flow, row);
    }
    let (frames, mut diagnostics, blocks) = flow.finish();
    let (notes, blocks) = Notes::lay(scope, blocks, &mut diagnostics);
    (page::build(frames, notes, setting, Side::Recto, &mut diagnostics), blocks, diagnostics)
}

fn span(setting: &Setting) -> Span {
    setting.book.metadata.title.span
}

fn plain_style<'a>(setting: &Setting<'a>) -> &'a Style {
    setting.design.style(Role::TocChapter)
}

fn heading(flow: &mut Flow, words: &str, place: &Place) {
    let style = flow.style(Role::TocTitle);
    let setting = flow.scope.setting;
    let place = flow.inside(place, Role::TocTitle);
    let text = super::setting::plain(words, &base_style(style, &place), span(setting));
    flow.set(&text, style, ContentKind::Heading(1), &place);
    flow.hold_last(Hold::Keep);
}

/// Anchors of the documents before the text that the design does not list.
fn left_out<'a>(setting: &Setting<'a>) -> BTreeSet<&'a str> {
    let front = &setting.book.front;
    let contents = front.iter().position(|piece| matches!(piece, Piece::Toc));
    let hidden = match setting.design.toc.front {
        TocFront::All => &front[..0],
        TocFront::After => &front[..contents.unwrap_or(0)],
        TocFront::None => front.as_slice(),
    };
    hidden.iter().filter_map(Piece::chapter).map(|chapter| chapter.anchor.as_str()).collect()
}

/// Anchor of the chapter or part in which `anchor` stands.
fn chapter_of<'a>(anchor: &'a str, book: &'a Book) -> &'a str {
    book.anchors.get(anchor).map_or(anchor, |place| place.chapter.as_str())
}

/// Entries in reading order with their depth, as deep as the design shows them.
fn flatten(entries: &[ContentsEntry], deepest: u8) -> Vec<(&ContentsEntry, usize)> {
    let mut flat = Vec::new();
    let mut waiting: Vec<(&ContentsEntry, usize)> =
        entries.iter().rev().map(|entry| (entry, 0)).collect();
    while let Some((entry, depth)) = waiting.pop() {
        if matches!(entry.level, ContentsLevel::Section(level) if level > deepest) {
            continue;
        }
        flat.push((entry, depth));
        waiting.extend(entry.children.iter().rev().map(|child| (child, depth + 1)));
    }
    flat
}

/// Width of the widest page number, or of one not yet known.
fn number_width(scope: &Scope, rows: &[Row]) -> Length {
    let setting = scope.setting;
    let expected = setting.unknown_page();
    let known = rows.iter().filter_map(|row| scope.pages.label(row.anchor));
    // Longer labels are wider up to the rounding of a digit's width; measuring one of each length
    // and letter would ask the setter for every page of the book.
    let longest = known.max_by_key(|label| label.chars().count());
    let style = setting.design.style(Role::TocPart);
    let width = |words: &str| setting.words(words, style, span(setting)).width;
    width(&expected).max(longest.map_or(Length::ZERO, width))
}

/// The list of entries.
struct List {
    place: Place,
    number_width: Length,
    leader: Arc<Line>,
}

impl List {
    fn row(&self, flow: &mut Flow, row: &Row) {
        let setting = flow.scope.setting;
        let role = row.role;
        let style = flow.style(role);
        let place = flow.inside(&self.place, role);
        let direction = place.direction;
        let indent = setting.design.toc.indent * row.depth as f64;
        let whole = place.column.indent(direction, indent, Length::ZERO);
        let gap = LEADER_GAP.at(style.size);
        let turnover = TURNOVER.at(style.size);
        let column = whole.indent(direction, turnover, self.number_width + gap * 2.0);
        let look = Style { align: Align::Start, first_indent: -turnover, ..style.clone() };
        let part = flow.new_block(ContentKind::TocEntry);
        let text = row_text(flow, row, style, &place);
        let format = setting.format(&look, direction, column.width);
        let mut frames = flow.lines(&text, &look, &format, part, column);
        let count = frames.len();
        for frame in &mut frames[..count.saturating_sub(1)] {
            frame.hold = Hold::Keep;
        }
        if let Some(last) = frames.last_mut() {
            self.number(flow, row, style, whole, gap, part, last);
            if role == Role::TocPart {
                last.hold = Hold::Keep;
            }
        }
        flow.push_block(frames, &look);
    }

    /// Puts the page number at the end side of the last line, and the leader between.
    #[expect(clippy::too_many_arguments, reason = "one line of contents has that many parts")]
    fn number(
        &self,
        flow: &Flow,
        row: &Row,
        style: &Style,
        whole: Column,
        gap: Length,
        part: PartOf,
        frame: &mut Frame,
    ) {
        let setting = flow.scope.setting;
        let Some((edge, baseline)) = title_end(frame, self.place.direction.is_rtl()) else {
            return;
        };
        let Some(label) = flow.scope.pages.label(row.anchor) else { return };
        let number = TextStyle { weight: Weight::Regular, ..link_style(row, style) };
        let text = super::setting::plain(label, &Arc::new(number), span(setting));
        let line = setting.natural(&text, self.place.direction);
        let from_start = whole.width - line.width;
        let x = whole.place(self.place.direction, from_start, line.width);
        let number_inner = if self.place.direction.is_rtl() { x + line.width } else { x };
        frame.items.push(Item::Text { line: Arc::new(line), x, baseline, part });
        self.leader(flow, (number_inner, edge), gap, baseline, frame);
    }

    /// Dots between the number's inner edge and the title's end. They stand at multiples of one
    /// distance from the edge of the type area, so that they stand below one another.
    fn leader(
        &self,
        flow: &Flow,
        (number, title): (Length, Length),
        gap: Length,
        baseline: Length,
        frame: &mut Frame,
    ) {
        let pitch = flow.scope.setting.design.toc.leader_pitch.max(self.leader.width);
        if pitch <= Length::ZERO {
            return;
        }
        let (from, to) = if number < title { (number, title) } else { (title, number) };
        let first = ((from + gap) / pitch).ceil() as usize;
        let end = ((to - gap - self.leader.width) / pitch).floor();
        if end < 0.0 || (end as usize + 1).saturating_sub(first) < FEWEST_DOTS {
            return;
        }
        frame.items.extend((first..=end as usize).map(|at| Item::Text {
            line: Arc::clone(&self.leader),
            x: pitch * at as f64,
            baseline,
            part: PartOf::Furniture,
        }));
    }
}

fn entry_role(level: ContentsLevel) -> Role {
    match level {
        ContentsLevel::Part => Role::TocPart,
        ContentsLevel::Chapter => Role::TocChapter,
        ContentsLevel::Section(_) => Role::TocSection,
    }
}

/// The end of the title in the last line of an entry, and the line's baseline.
fn title_end(frame: &Frame, rtl: bool) -> Option<(Length, Length)> {
    frame.items.iter().find_map(|item| match item {
        Item::Text { line, x, baseline, .. } => {
            let left = *x + line.left;
            Some((if rtl { left } else { left + line.width }, *baseline))
        }
        Item::Fill { .. } | Item::Image { .. } => None,
    })
}

fn link_style(row: &Row, style: &Style) -> TextStyle {
    let link = LinkDestination::Internal(row.anchor.to_owned());
    TextStyle { link: Some(link), ..character_style(style) }
}

/// «فصل سوم: عنوان / نویسنده».
fn row_text(flow: &Flow, row: &Row, style: &Style, place: &Place) -> StyledText {
    let words = Arc::new(link_style(row, style));
    let light = Arc::new(TextStyle { weight: Weight::Regular, ..TextStyle::clone(&words) });
    let span = repeated(row.span);
    let mut composer = flow.scope.composer(place.direction, place.column.width);
    composer.push(&row.title, &words, span);
    if let Some(author) = row.author {
        composer.push(" / ", &light, span);
        composer.push(author, &light, span);
    }
    composer.finish()
}

/// Label and title of an entry in one line, for the contents and the outline.
pub fn entry_title(words: &Words, entry: &ContentsEntry) -> String {
    match &entry.label {
        Some(label) if !entry.title.is_empty() => words.before_title(label) + &entry.title,
        Some(label) => label.clone(),
        None => entry.title.clone(),
    }
}
