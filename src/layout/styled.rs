//! From inlines to characters with styles.

use std::sync::Arc;

use super::setting::Scope;
use crate::assembly::captions::LABEL_CLASS;
use crate::base::{Direction, Lang, Length, Span};
use crate::design::model::{FamilyUse, Role, Style, Weight};
use crate::document::{Attributes, Inline, InlineKind, Link, LinkTarget, NoteId, PageRef};
use crate::text::model::{InlineObject, LinkDestination, StyledRun, StyledText, TextStyle};
use crate::wording::Words;

/// Forces a line end (UAX #14, class BK).
const LINE_SEPARATOR: char = '\u{2028}';
/// Stands for an object in the text.
const OBJECT: char = '\u{FFFC}';
/// Size of raised and lowered characters, as a share of the type size.
const SCRIPT_SIZE: f64 = 0.65;
/// How far raised characters stand above the baseline, in em: their tops meet the top of an alef.
pub(super) const SUPERSCRIPT_RISE: f64 = 0.35;
/// How far lowered characters stand below the baseline, in em.
const SUBSCRIPT_RISE: f64 = -0.15;
/// Tallest image within a line, as a share of the type area's height: larger ones are figures.
const INLINE_IMAGE_SHARE: f64 = 0.3;

/// The look of a role as characters have it.
pub fn character_style(style: &Style) -> TextStyle {
    TextStyle {
        family: style.family,
        weight: style.weight,
        size: style.size,
        rise: Length::ZERO,
        ink: style.ink,
        lang: None,
        direction: None,
        link: None,
        note: None,
        anchor: None,
        object: None,
        strike: false,
    }
}

/// Gathers the characters of one paragraph.
pub struct Composer<'a> {
    scope: &'a Scope<'a>,
    direction: Direction,
    measure: Length,
    text: StyledText,
    /// Whether the last characters are a footnote mark.
    after_mark: bool,
    /// Weight of the words around those that are emphasised.
    plain: Weight,
}

impl<'a> Composer<'a> {
    /// An empty paragraph of base direction `direction`; images in it are at most `measure` wide.
    pub fn new(scope: &'a Scope<'a>, direction: Direction, measure: Length) -> Self {
        let text = StyledText::default();
        Composer { scope, direction, measure, text, after_mark: false, plain: Weight::Regular }
    }

    /// The paragraph.
    pub fn finish(self) -> StyledText {
        self.text
    }

    /// Adds `words` in `style`.
    pub fn push(&mut self, words: &str, style: &Arc<TextStyle>, span: Span) {
        if words.is_empty() {
            return;
        }
        let start = self.text.text.len();
        self.text.text.push_str(words);
        let range = start..self.text.text.len();
        self.text.runs.push(StyledRun { range, style: Arc::clone(style), span });
        self.after_mark = false;
    }

    /// Adds `inlines`, based on `style`. Nesting is bounded by `limits::NESTING`.
    pub fn inlines(&mut self, inlines: &[Inline], style: &Arc<TextStyle>) {
        self.plain = style.weight;
        self.nested(inlines, style);
    }

    fn nested(&mut self, inlines: &[Inline], style: &Arc<TextStyle>) {
        for inline in inlines {
            self.inline(inline, style);
        }
    }

    fn inline(&mut self, inline: &Inline, style: &Arc<TextStyle>) {
        let changed = |change: fn(&mut TextStyle)| {
            let mut style = TextStyle::clone(style);
            change(&mut style);
            Arc::new(style)
        };
        match &inline.kind {
            InlineKind::Text(words) => self.push(words, style, inline.span),
            InlineKind::Emphasis(content) | InlineKind::Strong(content) => {
                let emphasised = self.emphasised();
                let style = TextStyle { weight: emphasised, ..TextStyle::clone(style) };
                self.nested(content, &Arc::new(style));
            }
            InlineKind::Strike(content) => {
                self.nested(content, &changed(|style| style.strike = true));
            }
            InlineKind::Superscript(content) => {
                self.nested(content, &changed(|style| script(style, SUPERSCRIPT_RISE)));
            }
            InlineKind::Subscript(content) => {
                self.nested(content, &changed(|style| script(style, SUBSCRIPT_RISE)));
            }
            InlineKind::Code(words) => {
                let code = self.scope.setting.design.style(Role::Code);
                let style = TextStyle {
                    family: FamilyUse::Code,
                    direction: Some(Direction::LeftToRight),
                    size: style.size.min(style.size * self.scope.setting.code_scale(code)),
                    ..TextStyle::clone(style)
                };
                self.push(words, &Arc::new(style), inline.span);
            }
            InlineKind::Link(link) => self.link(link, style),
            InlineKind::Image { path, alt } => self.image(&path.value, alt, style, inline.span),
            InlineKind::NoteRef(id) => self.note_mark(*id, style, inline.span),
            InlineKind::PageRef(page) => self.page_number(page, style, inline.span),
            InlineKind::LineBreak => {
                self.push(LINE_SEPARATOR.encode_utf8(&mut [0; 4]), style, inline.span);
            }
            InlineKind::Span { attributes, content } => self.span(attributes, content, style),
        }
    }

    /// The weight of emphasised words: bold, and regular within what is bold itself, as upright is
    /// within italic. Black and size stay, so that a heading remains one line of one voice.
    fn emphasised(&self) -> Weight {
        match self.plain {
            Weight::Regular => Weight::Bold,
            Weight::Bold => Weight::Regular,
        }
    }

    fn link(&mut self, link: &Link, style: &Arc<TextStyle>) {
        let destination = match &link.target {
            LinkTarget::Internal(name) => LinkDestination::Internal(name.clone()),
            LinkTarget::External(address) => LinkDestination::External(address.clone()),
            // Assembly reports what it cannot resolve; its words stand as plain text.
            LinkTarget::Written(_) => return self.nested(&link.content, style),
        };
        let style = TextStyle { link: Some(destination), ..TextStyle::clone(style) };
        self.nested(&link.content, &Arc::new(style));
    }

    /// The number of a page; while it is unknown, room for one.
    fn page_number(&mut self, page: &PageRef, style: &Arc<TextStyle>, span: Span) {
        let known = self.scope.pages.label(&page.anchor);
        let number = known.map_or_else(|| self.scope.setting.unknown_page(), str::to_owned);
        self.push(&page.before, style, span);
        self.push(&number, style, span);
    }

    fn image(&mut self, key: &str, alt: &str, style: &Arc<TextStyle>, span: Span) {
        let Some(image) = self.scope.setting.book.images.get(key) else { return };
        let (width, height) = (image.natural.width, image.natural.height);
        let tallest = self.scope.setting.area.height * INLINE_IMAGE_SHARE;
        let scale = 1.0_f64.min(self.measure / width).min(tallest / height);
        let object = InlineObject {
            image: key.to_owned(),
            alt: alt.to_owned(),
            width: width * scale,
            height: height * scale,
        };
        let style = TextStyle { object: Some(object), ..TextStyle::clone(style) };
        self.push(OBJECT.encode_utf8(&mut [0; 4]), &Arc::new(style), span);
    }

    /// A raised mark. It is an isolate of the paragraph's direction, or it would change sides after
    /// a Latin word and melt into a number before it; two marks in a row are parted by a comma.
    fn note_mark(&mut self, id: NoteId, style: &Arc<TextStyle>, span: Span) {
        let Some(mark_text) = self.scope.marks.in_text(id, span) else { return };
        let separator = self.after_mark;
        let plain = TextStyle { direction: Some(self.direction), ..self.scope.mark_style(style) };
        if separator {
            let comma = Words::of(self.scope.setting.book.lang()).marks.note_comma;
            self.push(comma, &Arc::new(plain.clone()), span);
        }
        let mark = TextStyle {
            note: Some(id),
            link: Some(LinkDestination::Internal(self.scope.note_anchor(id))),
            anchor: Some(self.scope.mark_anchor(id)),
            ..plain
        };
        self.push(mark_text, &Arc::new(mark), span);
        self.after_mark = true;
    }

    fn span(&mut self, attributes: &Attributes, content: &[Inline], style: &Arc<TextStyle>) {
        let mut inner = TextStyle::clone(style);
        if let Some(lang) = attributes.lang.as_ref().and_then(|lang| Lang::parse(&lang.value)) {
            let direction = lang.direction();
            let around = style.direction.unwrap_or(self.direction);
            inner.direction = (direction != around).then_some(direction).or(style.direction);
            inner.lang = Some(lang.tag().to_owned());
        }
        if let Some(direction) = written_direction(attributes) {
            inner.direction = Some(direction);
        }
        if attributes.has_class(LABEL_CLASS) {
            inner.weight = Weight::Bold;
        }
        if let Some(id) = &attributes.id {
            self.text.anchors.push((self.text.text.len(), id.value.clone()));
        }
        self.nested(content, &Arc::new(inner));
    }
}

/// The direction that `dir=` asks for.
pub fn written_direction(attributes: &Attributes) -> Option<Direction> {
    let (_, value) = attributes.others.iter().find(|(key, _)| key == "dir")?;
    match value.as_str() {
        "rtl" => Some(Direction::RightToLeft),
        "ltr" => Some(Direction::LeftToRight),
        _ => None,
    }
}

fn script(style: &mut TextStyle, rise: f64) {
    style.rise += style.size * rise;
    style.size = style.size * SCRIPT_SIZE;
}
