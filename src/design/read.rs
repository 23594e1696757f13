//! From the merged `design.yaml` to a [`Design`]: one table for each section of the file.

use std::collections::BTreeMap;

use super::model::{
    Align, AsideDesign, AsideFrame, ChapterDesign, CodeDesign, CoverDesign, Design, DialogueDesign,
    DialogueLabel, FamilyUse, FigureDesign, FloatPlace, FolioPlace, FontDesign, HeadText,
    IndexDesign, Kashida, LatinMarks, LatinScale, ListNumber, NoteDesign, NoteNumbering, NotePlace,
    NumberPlace, OpeningFolio, OrnamentPlace, PageDesign, ParagraphDesign, Rgb, Role, RunTogether,
    RunningDesign, Style, TableDesign, TocDesign, TocFront, VerseDesign, VerseWidth, Weight,
};
use super::value::{Absolute, Characters, Count, Measure, Resolve, Scale, Share, Shift, Signed};
use crate::base::{Em, Length, Spanned};
use crate::manifest::node::{Codes, Node};
use crate::manifest::read::{Fields, Read, Reader};
use crate::manifest::values::Trim;

/// Largest type: what is larger is no type of a book but a mistaken unit.
const LARGEST_TYPE: Length = Length::pt(144.0);
/// Smallest type that can be printed and read.
const SMALLEST_TYPE: Length = Length::pt(4.0);
/// Fewest lines and em of a type area in which text can be set at all.
const FEWEST_LINES: f64 = 5.0;
/// Narrowest measure, in type sizes: three or four words.
const NARROWEST: f64 = 10.0;

/// Declares how a section is read: `"key" field: how it is written`.
macro_rules! section {
    ($function:ident -> $section:ident as $name:literal { $( $key:literal $field:ident: $as:ty, )+ }) => {
        fn $function(node: &Node, scale: Scale, reader: &mut Reader) -> Option<$section> {
            let mut fields = Fields::open(node, $name, $name, "", reader)?;
            $( let $field = fields.get::<$as>($key); )+
            fields.close(&[]);
            Some($section { $( $field: $field?.resolve(scale), )+ })
        }
    };
}

section! { fonts -> FontDesign as "fonts" {
    "body" body: Spanned<String>,
    "heading" heading: Spanned<String>,
    "code" code: Spanned<String>,
    "latin" latin: Option<Spanned<String>>,
    "latin-scale" latin_scale: LatinScale,
    "latin-shift" latin_shift: Shift,
    "fallback" fallback: Vec<Spanned<String>>,
} }

section! { paragraph -> ParagraphDesign as "paragraph" {
    "space-shrink" space_shrink: Share,
    "space-stretch" space_stretch: Share,
    "hang" hang: Share,
    "runt" runt: Em,
    "orphans" orphans: Count<5>,
    "widows" widows: Count<5>,
    "kashida" kashida: Kashida,
} }

section! { verse -> VerseDesign as "verse" {
    "gap" gap: Measure,
    "column-share" column_share: Share,
    "width" width: VerseWidth,
    "stanza-space" stanza_space: Measure,
    "step" step: Measure,
    "number-every" number_every: Count<100>,
    "number-place" number_place: NumberPlace,
    "kashida" kashida: Kashida,
} }

section! { notes -> NoteDesign as "notes" {
    "rule-length" rule_length: Measure,
    "rule-thickness" rule_thickness: Measure,
    "space-above" space_above: Measure,
    "space-below" space_below: Measure,
    "page-share" page_share: Share,
    "continued-rule-length" continued_rule_length: Measure,
    "numbering" numbering: NoteNumbering,
    "place" place: NotePlace,
    "symbols" symbols: Vec<Characters>,
    "latin-marks" latin_marks: LatinMarks,
    "run-together" run_together: RunTogether,
    "run-gap" run_gap: Measure,
} }

section! { table -> TableDesign as "table" {
    "padding-inline" padding_inline: Measure,
    "padding-block" padding_block: Measure,
    "rule" rule: Measure,
    "row-rule" row_rule: Measure,
    "smallest-type" smallest_type: Share,
} }

section! { aside -> AsideDesign as "aside" {
    "frame" frame: AsideFrame,
    "ground" ground: Share,
    "rule" rule: Measure,
} }

section! { code -> CodeDesign as "code" {
    "numbers" numbers: Spanned<bool>,
    "turn-over" turn_over: Characters,
    "tab" tab: Count<16>,
} }

section! { dialogue -> DialogueDesign as "dialogue" {
    "label" label: DialogueLabel,
    "label-width" label_width: Measure,
    "repeat-names" repeat_names: Spanned<bool>,
} }

section! { figure -> FigureDesign as "figure" {
    "float" float: FloatPlace,
} }

section! { running -> RunningDesign as "running" {
    "head-distance" head_distance: Measure,
    "folio-distance" folio_distance: Measure,
    "folio" folio: FolioPlace,
    "head" head: Spanned<bool>,
    "recto" recto: HeadText,
    "verso" verso: HeadText,
    "opening-folio" opening_folio: OpeningFolio,
    "rule" rule: Measure,
} }

section! { chapter -> ChapterDesign as "chapter" {
    "recto" recto: Spanned<bool>,
    "part-recto" part_recto: Spanned<bool>,
    "drop" drop: Measure,
    "ornament" ornament: Characters,
    "ornament-place" ornament_place: OrnamentPlace,
    "thematic-break" thematic_break: Characters,
    "bullets" bullets: Vec<Characters>,
    "thematic-break-edge" thematic_break_edge: Characters,
    "list-indent" list_indent: Measure,
    "list-numbers" list_numbers: Vec<ListNumber>,
    "list-space" list_space: Measure,
} }

section! { toc -> TocDesign as "toc" {
    "depth" depth: Count<6>,
    "leader" leader: Characters,
    "leader-pitch" leader_pitch: Measure,
    "indent" indent: Measure,
    "front" front: TocFront,
} }

section! { index -> IndexDesign as "index" {
    "columns" columns: Count<3>,
    "gap" gap: Measure,
    "mark-notes" mark_notes: Spanned<bool>,
} }

section! { cover -> CoverDesign as "cover" {
    "ground" ground: Rgb,
    "ink" ink: Rgb,
    "accent" accent: Rgb,
} }

section! { page -> PageDesign as "page" {
    "trim" trim: Trim,
    "inner" inner: Absolute,
    "outer" outer: Absolute,
    "top" top: Absolute,
    "bottom" bottom: Absolute,
    "grid" grid: Absolute,
} }

/// The design `name` that `file` describes, with the style sheet `epub_css`. Problems go to
/// `reader`; the design counts only when there are none.
pub(super) fn design(
    name: &str,
    file: &Node,
    epub_css: String,
    reader: &mut Reader,
) -> Option<Design> {
    let mut parts = Parts::open(file, reader)?;
    let page = parts.get("page", page);
    // Lengths in lines and em need these two. When one is broken, the rest is still read, so that
    // all problems are found at once; the design is refused anyway.
    parts.scale.grid = page.as_ref().map_or(Length::ZERO, |page| page.grid);
    parts.scale.size = parts.get("styles", body_size).unwrap_or_default();
    let fonts = parts.get("fonts", fonts);
    let styles = parts.get("styles", styles);
    let paragraph = parts.get("paragraph", paragraph);
    let verse = parts.get("verse", verse);
    let notes = parts.get("notes", notes);
    let table = parts.get("table", table);
    let aside = parts.get("aside", aside);
    let code = parts.get("code", code);
    let dialogue = parts.get("dialogue", dialogue);
    let figure = parts.get("figure", figure);
    let running = parts.get("running", running);
    let chapter = parts.get("chapter", chapter);
    let toc = parts.get("toc", toc);
    let index = parts.get("index", index);
    let cover = parts.get("cover", cover);
    if let Some(page) = &page {
        check_type_area(file, page, parts.scale, parts.fields.reader);
    }
    parts.close();
    Some(Design {
        name: name.to_owned(),
        page: page?,
        fonts: fonts?,
        styles: with_kashidas(styles?, paragraph.as_ref()?, verse.as_ref()?),
        paragraph: paragraph?,
        verse: verse?,
        notes: notes?,
        table: table?,
        aside: aside?,
        code: code?,
        dialogue: dialogue?,
        figure: figure?,
        running: running?,
        chapter: chapter?,
        toc: toc?,
        index: index?,
        cover: cover?,
        epub_css,
    })
}

/// The sections of a file while they are read.
struct Parts<'n, 'r> {
    fields: Fields<'n, 'r>,
    file: &'n Node,
    scale: Scale,
}

impl<'n, 'r> Parts<'n, 'r> {
    fn open(file: &'n Node, reader: &'r mut Reader) -> Option<Self> {
        let mut fields = Fields::open(file, "", "", "", reader)?;
        // `extends` was followed before; a description is for people.
        let _: Option<Option<Spanned<String>>> = fields.get("extends");
        let _: Option<Option<Spanned<String>>> = fields.get("description");
        Some(Parts { fields, file, scale: Scale::default() })
    }

    /// The section `key`.
    fn get<T>(
        &mut self,
        key: &'static str,
        read: fn(&Node, Scale, &mut Reader) -> Option<T>,
    ) -> Option<T> {
        if let Some(node) = self.fields.node(key) {
            return read(node, self.scale, self.fields.reader);
        }
        self.fields.reader.missing(key, self.file.span);
        None
    }

    fn close(self) {
        self.fields.close(&[]);
    }
}

/// The margins must leave room for text.
fn check_type_area(file: &Node, page: &PageDesign, scale: Scale, reader: &mut Reader) {
    let width = page.trim.width - page.inner - page.outer;
    let height = page.trim.height - page.top - page.bottom;
    let place = file.get("page").map_or(file.span, |node| node.span);
    if page.grid <= Length::ZERO || height / page.grid < FEWEST_LINES {
        let message = format!("the page has room for fewer than {FEWEST_LINES} lines");
        reader.value(place, message, "make `top`, `bottom` or `grid` smaller");
    }
    if width < scale.size * NARROWEST {
        let message = format!("the lines are shorter than {NARROWEST} em");
        reader.value(place, message, "make `inner` or `outer` smaller");
    }
}

/// The type size of `body`, against which the sizes of all roles in `em` are measured. Its problems
/// are reported when the styles are read.
fn body_size(styles: &Node, _: Scale, _: &mut Reader) -> Option<Length> {
    let mut silent = Reader::new(Codes::DESIGN);
    match Measure::read(styles.get("body")?.get("size")?, "", &mut silent)? {
        Measure::Absolute(size) => Some(size),
        Measure::Em(_) | Measure::Lines(_) => None,
    }
}

/// A style, and the kashida level if the role says one.
type RoleStyle = (Style, Option<Kashida>);

/// The styles of all roles.
fn styles(node: &Node, scale: Scale, reader: &mut Reader) -> Option<BTreeMap<Role, RoleStyle>> {
    let mut fields = Fields::open(node, "styles", "styles", "", reader)?;
    let read: Vec<(Role, Option<RoleStyle>)> = Role::ALL
        .iter()
        .map(|(role, name)| match fields.node(name) {
            Some(node) => (*role, style(node, name, scale, fields.reader)),
            None => (*role, Some((Style::plain(scale), None))),
        })
        .collect();
    fields.close(&[]);
    read.into_iter().map(|(role, style)| Some((role, style?))).collect()
}

/// The styles with the kashida level of prose or verse where the role says none.
fn with_kashidas(
    styles: BTreeMap<Role, RoleStyle>,
    paragraph: &ParagraphDesign,
    verse: &VerseDesign,
) -> BTreeMap<Role, Style> {
    let level = |role| match role {
        Role::VerseHemistich | Role::VerseLine => verse.kashida,
        role if role.is_prose() => paragraph.kashida,
        _ => Kashida::Off,
    };
    let settled = |(role, (style, own)): (Role, RoleStyle)| {
        (role, Style { kashida: own.unwrap_or_else(|| level(role)), ..style })
    };
    styles.into_iter().map(settled).collect()
}

impl Style {
    /// The style of a role about which a design says nothing.
    fn plain(scale: Scale) -> Style {
        Style {
            family: FamilyUse::Body,
            weight: Weight::Regular,
            size: scale.size,
            leading: scale.grid,
            ink: 1.0,
            align: Align::Start,
            first_indent: Length::ZERO,
            start_indent: Length::ZERO,
            end_indent: Length::ZERO,
            space_before: Length::ZERO,
            space_after: Length::ZERO,
            keep_with_next: false,
            kashida: Kashida::Off,
        }
    }
}

/// The style of one role. What is not said is that of [`Style::plain`].
fn style(node: &Node, name: &'static str, scale: Scale, reader: &mut Reader) -> Option<RoleStyle> {
    let mut fields = Fields::open(node, name, name, "", reader)?;
    let family = fields.get::<Option<FamilyUse>>("family");
    let weight = fields.get::<Option<Weight>>("weight");
    let size = fields.get::<Option<Measure>>("size");
    let leading = fields.get::<Option<Measure>>("leading");
    let ink = fields.get::<Option<Share>>("ink");
    let align = fields.get::<Option<Align>>("align");
    let first_indent = fields.get::<Option<Signed>>("first-indent");
    let start_indent = fields.get::<Option<Measure>>("start-indent");
    let end_indent = fields.get::<Option<Measure>>("end-indent");
    let space_before = fields.get::<Option<Measure>>("space-before");
    let space_after = fields.get::<Option<Measure>>("space-after");
    let keep_with_next = fields.get::<Option<Spanned<bool>>>("keep-with-next");
    let kashida = fields.get::<Option<Kashida>>("kashida");
    let size_span = fields.node("size").map(|node| node.span);
    let plain = Style::plain(scale);
    let size = size?.map_or(plain.size, |size| size.resolve(scale));
    // Of the body's size the body itself tells.
    if let Some(size_span) = size_span
        && !(SMALLEST_TYPE..=LARGEST_TYPE).contains(&size)
    {
        let message = format!("type of {size} cannot be set");
        let hint = format!("sizes go from {SMALLEST_TYPE} to {LARGEST_TYPE}");
        fields.reader.value(size_span, message, hint);
    }
    fields.close(&[]);
    // From here on `em` is the size of this very role.
    let scale = Scale { size, ..scale };
    let length = |measure: Option<Measure>| measure.map_or(Length::ZERO, |it| it.resolve(scale));
    let style = Style {
        family: family?.unwrap_or(plain.family),
        weight: weight?.unwrap_or(plain.weight),
        size,
        leading: leading?.map_or(plain.leading, |leading| leading.resolve(scale)),
        ink: ink?.map_or(plain.ink, |ink| ink.resolve(scale)),
        align: align?.unwrap_or(plain.align),
        first_indent: first_indent?.map_or(Length::ZERO, |indent| indent.resolve(scale)),
        start_indent: length(start_indent?),
        end_indent: length(end_indent?),
        space_before: length(space_before?),
        space_after: length(space_after?),
        keep_with_next: keep_with_next?.is_some_and(|keep| keep.value),
        kashida: plain.kashida,
    };
    Some((style, kashida?))
}
