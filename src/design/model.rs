//! A design as the layout and the EPUB's style sheet read it: every value resolved, `extends` and
//! defaults applied. `templates/README.md` documents every key for designers.

use std::collections::BTreeMap;

pub use super::blocks::{
    AsideDesign, AsideFrame, CodeDesign, DialogueDesign, DialogueLabel, FigureDesign, FloatPlace,
    TableDesign,
};
pub use super::role::Role;
use crate::base::{Em, Length, Size};
pub use crate::manifest::plan::{NoteNumbering, NotePlace};

/// A complete design.
#[derive(Clone, Debug)]
pub struct Design {
    /// Its name: the folder below `templates/`.
    pub name: String,
    /// Page size and margins.
    pub page: PageDesign,
    /// Families by their use.
    pub fonts: FontDesign,
    /// Style of each role; every role is present.
    pub styles: BTreeMap<Role, Style>,
    /// Justification, widows and orphans.
    pub paragraph: ParagraphDesign,
    /// Poems.
    pub verse: VerseDesign,
    /// Footnotes.
    pub notes: NoteDesign,
    /// Tables.
    pub table: TableDesign,
    /// Asides.
    pub aside: AsideDesign,
    /// Code.
    pub code: CodeDesign,
    /// Conversations.
    pub dialogue: DialogueDesign,
    /// Figures.
    pub figure: FigureDesign,
    /// Running heads and folios.
    pub running: RunningDesign,
    /// Chapter openings.
    pub chapter: ChapterDesign,
    /// Contents.
    pub toc: TocDesign,
    /// The index.
    pub index: IndexDesign,
    /// The drawn cover.
    pub cover: CoverDesign,
    /// Style sheet of the EPUB: the design's `epub/book.css`, after the base design's.
    pub epub_css: String,
}

impl Design {
    /// The style of `role`.
    pub fn style(&self, role: Role) -> &Style {
        &self.styles[&role]
    }
}

/// Page size and margins. Margins are inner and outer, never left and right.
#[derive(Clone, Debug)]
pub struct PageDesign {
    /// Trimmed size when the manifest names none.
    pub trim: Size,
    /// At the spine.
    pub inner: Length,
    /// At the fore-edge.
    pub outer: Length,
    /// From the top edge to the top of the type area.
    pub top: Length,
    /// From the type area to the bottom edge.
    pub bottom: Length,
    /// Distance of the baselines of the body text; the baseline grid.
    pub grid: Length,
}

impl PageDesign {
    /// The rectangle that the margins leave for text.
    pub fn type_area(&self) -> Size {
        Size {
            width: self.trim.width - self.inner - self.outer,
            height: self.trim.height - self.top - self.bottom,
        }
    }

    /// The same page in another trim size: the margins keep their share of it, so that no trim
    /// leaves a type area of no or of odd shape.
    #[must_use]
    pub fn for_trim(&self, trim: Size) -> PageDesign {
        let across = trim.width / self.trim.width;
        let down = trim.height / self.trim.height;
        PageDesign {
            trim,
            inner: self.inner * across,
            outer: self.outer * across,
            top: self.top * down,
            bottom: self.bottom * down,
            grid: self.grid,
        }
    }
}

/// Font families by their use.
#[derive(Clone, Debug)]
pub struct FontDesign {
    /// Running text.
    pub body: String,
    /// Headings, captions, running heads.
    pub heading: String,
    /// Code.
    pub code: String,
    /// Latin runs inside the text; `None`: the body family's own Latin.
    pub latin: Option<String>,
    /// Size of Latin words beside the words around them.
    pub latin_scale: LatinScale,
    /// How far Latin words are raised, in em of the text around them (negative: lowered).
    pub latin_shift: Em,
    /// Tried in this order for characters that the family of a role lacks.
    pub fallback: Vec<String>,
}

/// Size of Latin words beside the words around them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LatinScale {
    /// This share of their size.
    Share(f64),
    /// Small letters as high as those in the Latin part of the family around them.
    XHeight,
}

/// Which of the design's families a style uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FamilyUse {
    /// `fonts.body`.
    Body,
    /// `fonts.heading`.
    Heading,
    /// `fonts.code`.
    Code,
}

/// Weight of type. Designs use two; a false bold is never made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 700.
    Bold,
}

/// How lines stand in their measure. Start is the right side in Persian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Both edges straight.
    Justify,
    /// Ragged at the end.
    Start,
    /// In the middle.
    Center,
    /// Ragged at the start.
    End,
}

/// The look of one role.
#[derive(Clone, Debug)]
pub struct Style {
    /// Family.
    pub family: FamilyUse,
    /// Weight.
    pub weight: Weight,
    /// Type size.
    pub size: Length,
    /// Distance of baselines.
    pub leading: Length,
    /// Ink, as a share of black from 0 (white) to 1.
    pub ink: f64,
    /// Alignment.
    pub align: Align,
    /// Indent of the first line.
    pub first_indent: Length,
    /// Indent of all lines at the start side.
    pub start_indent: Length,
    /// Indent of all lines at the end side.
    pub end_indent: Length,
    /// Space above; dropped at the top of a page.
    pub space_before: Length,
    /// Space below; adjoining spaces do not add up, the larger counts.
    pub space_after: Length,
    /// Whether the block may not be parted from the next one.
    pub keep_with_next: bool,
    /// How readily its justified lines are lengthened by kashidas.
    pub kashida: Kashida,
}

/// How readily lines are lengthened by kashidas; `templates/README.md` says what each level does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kashida {
    /// Never.
    #[default]
    Off,
    /// Only where spaces alone would be loose.
    Low,
    /// Wherever spaces would be visibly wide.
    Normal,
    /// Before spaces, and longer: verse.
    Full,
}

/// Justification and page breaks of running text.
#[derive(Clone, Debug)]
pub struct ParagraphDesign {
    /// Share by which a word space may shrink (typography.md §4: 0.25).
    pub space_shrink: f64,
    /// Share by which a word space may stretch before a line counts as loose (0.5).
    pub space_stretch: f64,
    /// How far small marks stand outside the edges of justified lines: a share of what they may (0).
    pub hang: f64,
    /// Shortest last line that is not avoided, in em (4; typography.md §6, runts).
    pub runt: Em,
    /// Fewest lines of a paragraph at the foot of a page.
    pub orphans: usize,
    /// Fewest lines of a paragraph at the head of a page.
    pub widows: usize,
    /// Kashida level of running text, where a role does not say its own.
    pub kashida: Kashida,
}

/// Poems.
#[derive(Clone, Debug)]
pub struct VerseDesign {
    /// Space between the two columns.
    pub gap: Length,
    /// Widest share of the measure that one hemistich's column may take.
    pub column_share: f64,
    /// What has hemistichs of one width.
    pub width: VerseWidth,
    /// Extra space between stanzas.
    pub stanza_space: Length,
    /// By how much a line of free verse stands in for each space before it.
    pub step: Length,
    /// Every how many couplets one is numbered; zero for none.
    pub number_every: usize,
    /// Where the numbers of couplets stand.
    pub number_place: NumberPlace,
    /// Kashida level of verse, where a role does not say its own.
    pub kashida: Kashida,
}

/// What has hemistichs of one width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerseWidth {
    /// Each poem: that of its own widest hemistich.
    Poem,
    /// The whole book, as far as its poems have room.
    Book,
}

/// Where the numbers of couplets stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberPlace {
    /// Before the poem, on the side where reading starts.
    Margin,
    /// Between the hemistichs.
    Gap,
}

/// How notes in a Latin script are numbered in a book that runs from right to left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LatinMarks {
    /// As the others.
    #[default]
    Book,
    /// As the others; before the note itself the number stands in Latin digits.
    Note,
    /// In a sequence of their own, with Latin digits.
    Own,
}

/// Which short notes share a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RunTogether {
    /// Every note begins a line.
    #[default]
    None,
    /// Notes in a Latin script: names and terms side by side.
    Latin,
    /// All.
    All,
}

/// Footnotes.
#[derive(Clone, Debug)]
pub struct NoteDesign {
    /// Length of the rule above them, at the start side (the right in Persian).
    pub rule_length: Length,
    /// Thickness of the rule.
    pub rule_thickness: Length,
    /// Space between the text and the rule.
    pub space_above: Length,
    /// Space between the rule and the first note.
    pub space_below: Length,
    /// Largest share of the type area's height that notes take before they are split.
    pub page_share: f64,
    /// Length of the rule when the first note below it goes on from the page before.
    pub continued_rule_length: Length,
    /// Through what notes are numbered, unless the manifest says it.
    pub numbering: NoteNumbering,
    /// Where the texts of notes stand, unless the manifest says it.
    pub place: NotePlace,
    /// Marks in their order; numbers when there are none. Behind the last one they come doubled.
    pub symbols: Vec<String>,
    /// In which digits notes in a Latin script are numbered in a book that has others.
    pub latin_marks: LatinMarks,
    /// Which notes of less than half a line share a line with their neighbours.
    pub run_together: RunTogether,
    /// Space between notes that share a line.
    pub run_gap: Length,
}

/// Running heads and folios.
#[derive(Clone, Debug)]
pub struct RunningDesign {
    /// Distance of the head's baseline above the type area.
    pub head_distance: Length,
    /// Distance of the folio's baseline below the type area, when it stands at the foot.
    pub folio_distance: Length,
    /// Where the folio stands.
    pub folio: FolioPlace,
    /// Whether there are running heads.
    pub head: bool,
    /// What the head of a recto says.
    pub recto: HeadText,
    /// What the head of a verso says.
    pub verso: HeadText,
    /// Which openings of chapters show their page number.
    pub opening_folio: OpeningFolio,
    /// Thickness of a rule below the head; zero for none.
    pub rule: Length,
}

/// What a running head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadText {
    /// The title of the chapter.
    Chapter,
    /// The title of the part; of the book where there are no parts.
    Part,
    /// The title of the first section that begins on the page, else of the one that goes on there;
    /// of the chapter before its first section.
    Section,
    /// The authors of the chapter; of the book when the chapter names none.
    Author,
    /// The title of the book.
    Book,
}

/// Which openings of chapters show their page number, in the middle below the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpeningFolio {
    /// None does: the pages are counted, their numbers hidden.
    None,
    /// Those of chapters of a single page, which would have no number at all otherwise.
    Single,
    /// All do.
    FootCenter,
}

/// Where the folio stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolioPlace {
    /// In the line of the running head, at the outer edge.
    HeadOuter,
    /// At the foot, at the outer edge.
    FootOuter,
    /// At the foot, in the middle.
    FootCenter,
}

/// Chapter openings.
#[derive(Clone, Debug)]
pub struct ChapterDesign {
    /// Whether chapters begin on a recto.
    pub recto: bool,
    /// Whether parts begin on a recto, on a leaf of their own.
    pub part_recto: bool,
    /// Distance from the top of the type area to the chapter's first line.
    pub drop: Length,
    /// Characters of the ornament at the opening of a chapter.
    pub ornament: String,
    /// Where the ornament stands.
    pub ornament_place: OrnamentPlace,
    /// Characters set in the middle for a thematic break.
    pub thematic_break: String,
    /// Bullets by nesting depth; the last one serves all deeper levels.
    pub bullets: Vec<String>,
    /// What stands for a break that falls between two pages, when `thematic_break` is blank.
    pub thematic_break_edge: String,
    /// Indent of each list level.
    pub list_indent: Length,
    /// Numbers by nesting depth of numbered lists; the last one serves all deeper levels.
    pub list_numbers: Vec<ListNumber>,
    /// Space between the items of a list that are parted by blank lines in the source.
    pub list_space: Length,
}

impl ChapterDesign {
    /// The ornament of openings, if one stands at `place`.
    pub fn ornament_at(&self, place: OrnamentPlace) -> Option<&str> {
        let stands = place == self.ornament_place && place != OrnamentPlace::None;
        (stands && !self.ornament.trim().is_empty()).then_some(self.ornament.as_str())
    }
}

/// Where the ornament of a chapter's opening stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrnamentPlace {
    /// Above the label and the title.
    Above,
    /// Below the title and all that belongs to it: subtitle, people, date.
    Below,
    /// Nowhere.
    None,
}

/// How the items of a list are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListNumber {
    /// In the digits of the book.
    Digits,
    /// الف، ب، پ.
    Alphabetic,
    /// ا، ب، ج، د.
    Abjad,
    /// a, b, c.
    Latin,
}

/// The contents.
#[derive(Clone, Debug)]
pub struct TocDesign {
    /// Deepest section level shown (0: chapters only).
    pub depth: u8,
    /// Character of the leaders.
    pub leader: String,
    /// Distance of leader characters.
    pub leader_pitch: Length,
    /// Indent of each level.
    pub indent: Length,
    /// Which documents before the text it lists.
    pub front: TocFront,
}

/// Which documents before the text the printed contents list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TocFront {
    /// All of them.
    All,
    /// Those behind the contents.
    After,
    /// None.
    None,
}

/// The index.
#[derive(Clone, Debug)]
pub struct IndexDesign {
    /// Columns on a page.
    pub columns: usize,
    /// Space between two columns.
    pub gap: Length,
    /// Whether pages on which only a footnote speaks of a term are marked: «۱۲پ».
    pub mark_notes: bool,
}

/// The cover drawn from the title. Colours as `#rrggbb`.
#[derive(Clone, Debug)]
pub struct CoverDesign {
    /// Colour of the ground.
    pub ground: Rgb,
    /// Colour of the letters.
    pub ink: Rgb,
    /// Colour of rules and ornaments.
    pub accent: Rgb,
}

/// A colour on a screen (sRGB).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}
