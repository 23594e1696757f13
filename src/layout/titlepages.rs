//! Pages and lines that open something: the title leaves, parts and chapters.

use super::flow::{Flow, Place, base_style};
use super::footnote::Notes;
use super::frame::{Frame, Hold, stack};
use super::grid;
use super::page::{self, Sheet};
use super::paged::{ContentKind, PartOf, Side};
use super::setting::{Scope, plain};
use crate::assembly::{Chapter, Part};
use crate::base::{Diagnostic, Length, Span, Spanned};
use crate::design::model::{OrnamentPlace, Role};
use crate::document::{Attributes, Figure, Inline, InlineKind, Person};
use crate::manifest::plan::Frontispiece;
use crate::wording::Words;

/// Where the words of a half title and of a part opening begin, as a share of the type area: the
/// optical middle of a page lies above its middle.
const OPTICAL_MIDDLE: f64 = 0.3;
/// Where the title stands on the title page.
const TITLE_TOP: f64 = 0.2;
/// Where the people stand on the title page, if the title leaves that much room.
const PEOPLE_TOP: f64 = 0.5;
/// Share of the title page that the publisher has for itself at the foot.
const PUBLISHER_SHARE: f64 = 0.14;
/// Least space between the title and the people below it, in lines.
const TITLE_AIR: f64 = 2.0;
/// Parts people's names on one line.
const LINE_SEPARATOR: &str = "\u{2028}";

/// A generated page and how many blocks stand on it.
pub type Generated = (Vec<Sheet>, u32, Vec<Diagnostic>);

/// The name of God.
pub fn name_of_god(scope: &Scope, words: &Spanned<String>) -> Generated {
    let mut leaf = Leaf::new(scope);
    leaf.words(&words.value, Role::NameOfGod, ContentKind::Paragraph, words.span);
    leaf.sheet(scope.setting.area.height * OPTICAL_MIDDLE)
}

/// A page with nothing on it.
pub fn blank() -> Generated {
    (vec![Sheet::default()], 0, Vec::new())
}

/// A picture in the middle of its page, as wide as the type area at most.
pub fn frontispiece(scope: &Scope, picture: &Frontispiece) -> Generated {
    let mut leaf = Leaf::new(scope);
    let words = |caption: &Spanned<String>| {
        Inline::new(InlineKind::Text(caption.value.clone()), caption.span)
    };
    let figure = Figure {
        path: picture.picture.clone(),
        alt: picture.alt.clone(),
        caption: picture.caption.iter().map(words).collect(),
    };
    let place = leaf.column.clone();
    leaf.flow.figure(&figure, &Attributes::default(), &place);
    let group = leaf.group();
    let top = (scope.setting.area.height - group.height) / 2.0;
    leaf.place(group, top.max(Length::ZERO));
    leaf.finish()
}

/// The title alone.
pub fn half_title(scope: &Scope) -> Generated {
    let setting = scope.setting;
    let mut leaf = Leaf::new(scope);
    let title = &setting.book.metadata.title;
    leaf.words(&title.value, Role::HalfTitle, ContentKind::Paragraph, title.span);
    leaf.sheet(setting.area.height * OPTICAL_MIDDLE)
}

/// The title page: title, subtitle, people, publisher at the foot. Many people move upwards, and
/// the title with them.
pub fn title_page(scope: &Scope) -> Generated {
    let setting = scope.setting;
    let mut leaf = Leaf::new(scope);
    let metadata = &setting.book.metadata;
    let height = setting.area.height;
    let kind = ContentKind::Paragraph;
    leaf.words(
        &metadata.title.value,
        Role::TitleMain,
        ContentKind::Heading(1),
        metadata.title.span,
    );
    if let Some(subtitle) = &metadata.subtitle {
        leaf.words(&subtitle.value, Role::TitleSubtitle, kind, subtitle.span);
    }
    let title = leaf.group();
    for person in &metadata.contributors {
        let words = Words::of(setting.book.lang()).credit(&person.role.value, &person.name.value);
        leaf.words(&words, Role::TitlePerson, kind, person.name.span);
    }
    let people = leaf.group();
    let lowest = height * (1.0 - PUBLISHER_SHARE) - people.height;
    let people_top = lowest.min(height * PEOPLE_TOP);
    let air = setting.design.page.grid * TITLE_AIR;
    let title_top = (people_top - title.height - air).min(height * TITLE_TOP).max(Length::ZERO);
    let people_top = people_top.max(title_top + title.height + air);
    leaf.place(title, title_top);
    leaf.place(people, people_top);
    if let Some(publisher) = &metadata.publisher {
        leaf.words(&publisher.value, Role::TitlePublisher, kind, publisher.span);
    }
    leaf.place_at_foot();
    leaf.finish()
}

/// The opening page of a part.
pub fn part_opening(scope: &Scope, part: &Part) -> Generated {
    let setting = scope.setting;
    let mut leaf = Leaf::new(scope);
    leaf.flow.anchors.push(part.anchor.clone());
    let heading = leaf.flow.new_block(ContentKind::Heading(1));
    leaf.part_of(&part.label, Role::PartLabel, heading, part.span);
    leaf.part_of(&part.title, Role::PartTitle, heading, part.span);
    leaf.sheet(setting.area.height * OPTICAL_MIDDLE)
}

/// A page of generated words that is put together from groups.
pub(super) struct Leaf<'a> {
    pub(super) flow: Flow<'a>,
    pub(super) column: Place,
    groups: Vec<Group>,
    bottom: Length,
}

/// Frames that stand below one another, and where.
pub(super) struct Group {
    frames: Vec<Frame>,
    height: Length,
    top: Length,
}

impl Group {
    fn new(frames: Vec<Frame>) -> Group {
        let gaps: Length = frames.windows(2).map(|pair| grid::gap(&pair[0], &pair[1])).sum();
        let heights: Length = frames.iter().map(|frame| frame.height).sum();
        Group { frames, height: gaps + heights, top: Length::ZERO }
    }

    fn before(&self) -> Length {
        self.frames.first().map_or(Length::ZERO, |frame| frame.before)
    }
}

impl<'a> Leaf<'a> {
    pub(super) fn new(scope: &'a Scope<'a>) -> Self {
        let (flow, place) = (Flow::new(scope), Place::body(scope));
        Leaf { flow, column: place, groups: Vec::new(), bottom: Length::ZERO }
    }

    pub(super) fn words(&mut self, words: &str, role: Role, kind: ContentKind, span: Span) {
        let part = self.flow.new_block(kind);
        self.part_of(words, role, part, span);
    }

    fn part_of(&mut self, words: &str, role: Role, part: PartOf, span: Span) {
        if words.trim().is_empty() {
            return;
        }
        let style = self.flow.style(role);
        let place = self.flow.inside(&self.column, role);
        let text = plain(words, &base_style(style, &place), span);
        self.flow.set_as(&text, style, part, &place);
    }

    /// What was added since the last group, as one.
    pub(super) fn group(&mut self) -> Group {
        Group::new(std::mem::take(&mut self.flow.frames))
    }

    /// Puts a group at `top`, or below the group above when that reaches further down.
    pub(super) fn place(&mut self, group: Group, top: Length) {
        let lowest = self.bottom + group.before();
        let top = if self.groups.is_empty() { top } else { top.max(lowest) };
        self.bottom = top + group.height;
        self.groups.push(Group { top, ..group });
    }

    /// Puts what was added at the foot of the type area.
    pub(super) fn place_at_foot(&mut self) {
        let group = self.group();
        let top = self.flow.scope.setting.area.height - group.height;
        self.place(group, top.max(Length::ZERO));
    }

    fn sheet(mut self, top: Length) -> Generated {
        let group = self.group();
        self.place(group, top);
        self.finish()
    }

    /// Whether everything stands on one page.
    pub(super) fn fits(&self) -> bool {
        // A hundredth of a point is rounding.
        self.bottom <= self.flow.scope.setting.area.height + Length::pt(0.01)
    }

    /// The page; when there is too much for one, as many as it takes.
    pub(super) fn finish(self) -> Generated {
        let fits = self.fits();
        let setting = self.flow.scope.setting;
        let mut diagnostics = self.flow.diagnostics;
        let sheets = if fits {
            let groups = self.groups.into_iter();
            vec![Sheet::of_groups(groups.map(|group| (stack(group.frames), group.top)).collect())]
        } else {
            let frames = self.groups.into_iter().flat_map(|group| group.frames).collect();
            let (notes, _) = Notes::lay(self.flow.scope, 0, &mut diagnostics);
            page::build(frames, notes, setting, Side::Recto, &mut diagnostics)
        };
        (sheets, self.flow.next_block, diagnostics)
    }
}

impl Flow<'_> {
    /// A dedication or a motto on a leaf of its own, in the look of `role`, without a heading.
    pub fn leaf(&mut self, chapter: &Chapter, role: Role, place: &Place) {
        self.push(Frame::space(self.scope.setting.area.height * OPTICAL_MIDDLE));
        self.anchors.push(chapter.anchor.clone());
        self.enclosed(role, &chapter.blocks, place);
    }

    /// The opening of a chapter: drop, label, title, subtitle, people, date; an ornament above or
    /// below them.
    pub fn chapter_opening(&mut self, chapter: &Chapter) {
        let design = self.scope.setting.design;
        if design.chapter.drop > Length::ZERO {
            self.push(Frame::space(design.chapter.drop));
        }
        self.anchors.push(chapter.anchor.clone());
        let span = chapter.title.first().map_or(Span::start_of(chapter.source), |word| word.span);
        let place = Place::body(self.scope);
        // The label and the people are worded in the language of the book.
        let generated = Place { lang: None, ..place.clone() };
        self.ornament(OrnamentPlace::Above, chapter, &generated);
        let title = self.new_block(ContentKind::Heading(1));
        if let Some(label) = &chapter.label {
            self.opening_words(label, Role::ChapterLabel, title, span, &generated);
        }
        self.opening_inlines(&chapter.title, Role::ChapterTitle, title, &place);
        if !chapter.subtitle.is_empty() {
            let part = self.new_block(ContentKind::Paragraph);
            self.opening_inlines(&chapter.subtitle, Role::ChapterSubtitle, part, &place);
        }
        if !chapter.people.is_empty() {
            let part = self.new_block(ContentKind::Paragraph);
            let words = self.credits(&chapter.people);
            self.opening_words(&words, Role::ChapterByline, part, span, &generated);
        }
        if let Some(date) = &chapter.date {
            let part = self.new_block(ContentKind::Paragraph);
            self.opening_words(date, Role::ChapterDate, part, span, &place);
        }
        self.ornament(OrnamentPlace::Below, chapter, &generated);
        self.frames.iter_mut().for_each(|frame| frame.hold = Hold::Keep);
        self.keep_next_lines();
    }

    /// The ornament of the opening, if the design puts one at `at`: furniture, no words of the book.
    fn ornament(&mut self, at: OrnamentPlace, chapter: &Chapter, place: &Place) {
        let design = self.scope.setting.design;
        if let Some(sign) = design.chapter.ornament_at(at) {
            let (part, span) = (PartOf::Furniture, chapter.title_span());
            self.opening_words(sign, Role::ChapterOrnament, part, span, place);
        }
    }

    fn credits(&self, people: &[Person]) -> String {
        let words = Words::of(self.scope.setting.book.lang());
        let credits: Vec<String> =
            people.iter().map(|person| words.credit(&person.role, &person.name.value)).collect();
        credits.join(LINE_SEPARATOR)
    }

    fn opening_words(&mut self, words: &str, role: Role, part: PartOf, span: Span, place: &Place) {
        let style = self.style(role);
        let place = self.inside(place, role);
        let text = plain(words, &base_style(style, &place), span);
        self.set_as(&text, style, part, &place);
    }

    fn opening_inlines(&mut self, words: &[Inline], role: Role, part: PartOf, place: &Place) {
        let style = self.style(role);
        let place = self.inside(place, role);
        let text = self.compose(words, style, &place);
        self.set_as(&text, style, part, &place);
    }

    /// `place` indented as the style of `role` asks.
    pub fn inside(&self, place: &Place, role: Role) -> Place {
        let style = self.style(role);
        let column = place.column.indent(place.direction, style.start_indent, style.end_indent);
        Place { role, column, ..place.clone() }
    }
}
