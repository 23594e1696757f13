//! Blocks: what stands below one another.

use serde::{Deserialize, Serialize};

use super::inline::Inline;
use crate::base::{Length, Span, Spanned};

/// A block and its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Id, classes, language.
    pub attributes: Attributes,
    /// Where it was written.
    pub span: Span,
}

impl Block {
    /// A block without attributes.
    pub fn new(kind: BlockKind, span: Span) -> Self {
        Block { kind, attributes: Attributes::default(), span }
    }
}

/// What an author may attach to a block or a span: `{#id .class lang=ar key=value}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attributes {
    /// The author's id, as written (assembly makes output anchors from it).
    pub id: Option<Spanned<String>>,
    /// Classes without their dots, in the order written.
    pub classes: Vec<String>,
    /// Language of the content (BCP 47), when it differs from its surroundings.
    pub lang: Option<Spanned<String>>,
    /// Other `key=value` pairs in the order written.
    pub others: Vec<(String, String)>,
}

impl Attributes {
    /// Whether class `name` is given.
    pub fn has_class(&self, name: &str) -> bool {
        self.classes.iter().any(|class| class == name)
    }

    /// The value of `key` among the other pairs.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.others.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Whether nothing is attached.
    pub fn is_empty(&self) -> bool {
        self == &Attributes::default()
    }
}

/// The kinds of blocks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading inside the document. Level 1 is a section of the chapter (the chapter's own title
    /// is in `DocumentMeta::title`), 2 a section of that, up to 6.
    Heading {
        /// 1 to 6, counted below the chapter's title.
        level: u8,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// Bullets or numbers.
        kind: ListKind,
        /// Whether items stand close together (no blank lines between them in the source).
        tight: bool,
        /// The items.
        items: Vec<ListItem>,
    },
    /// Terms with what they mean.
    Definitions(Vec<Definition>),
    /// A block quote. A last paragraph of class `source` says where it comes from.
    Quote(Vec<Block>),
    /// Code, set as it stands, always left to right; with class `numbers` its lines are numbered,
    /// from the value of the key `start` if there is one.
    Code {
        /// The language named on the fence, for example `rust`.
        language: Option<String>,
        /// The text, lines parted by `\n`, without a last one.
        text: String,
    },
    /// A table.
    Table(Table),
    /// An image that stands alone, with its caption.
    Figure(Figure),
    /// A poem or a part of one.
    Verse(Verse),
    /// A conversation.
    Dialogue(Dialogue),
    /// Blocks with a common role or language: `::: letter`, `::: {lang=en}`.
    Division {
        /// Which.
        role: DivRole,
        /// The content.
        blocks: Vec<Block>,
    },
    /// A change of scene: an ornament or a blank line.
    ThematicBreak,
}

/// How list items are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ListKind {
    /// With a bullet.
    Bullet,
    /// With numbers, the first being `start`.
    Ordered {
        /// Number of the first item.
        start: u32,
    },
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListItem {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// For an item of a list of tasks: whether the task is done.
    pub task: Option<bool>,
    /// Where it was written, marker included.
    pub span: Span,
}

/// A term and what it means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// What it means: one or several explanations.
    pub details: Vec<Vec<Block>>,
    /// Where it was written.
    pub span: Span,
}

/// Roles of divisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DivRole {
    /// A letter: `::: letter`. Classes `recipient`, `salutation`, `signature` and `date` inside it
    /// are kept as divisions or attributes.
    Letter,
    /// A motto before a text: `::: epigraph`. A last paragraph of class `source` says whose it is.
    Epigraph,
    /// A remark beside the text, set as a box: `::: aside`.
    Aside,
    /// A dedication: `::: dedication`.
    Dedication,
    /// The name and the date below a text: `::: signature`.
    Signature,
    /// No role of its own: carries a language or a class, or a name nashr does not know.
    Plain,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Words above the table (a paragraph `: caption` or `Table: …` after it in the source).
    pub caption: Vec<Inline>,
    /// Alignment of each column, in reading order.
    pub columns: Vec<Alignment>,
    /// Heading rows (repeated when the table goes over pages).
    pub head: Vec<Row>,
    /// The other rows.
    pub body: Vec<Row>,
}

/// Alignment of a column. "Start" is the right side in Persian.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alignment {
    /// The side where reading starts.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// The side where reading ends.
    End,
    /// Numbers, units below units: what a column of numbers gets whose alignment is not written.
    Number,
}

/// A table row: its cells in reading order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The cells; as many as the table has columns.
    pub cells: Vec<Cell>,
    /// Where it was written.
    pub span: Span,
}

/// A table cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Its words.
    pub content: Vec<Inline>,
    /// Where it was written.
    pub span: Span,
}

/// An image that stands alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Path as written, relative to the document.
    pub path: Spanned<String>,
    /// What a reader who cannot see the picture is told. Empty with class `decorative`: an ornament.
    pub alt: String,
    /// Words below the picture (the image's title in Markdown).
    pub caption: Vec<Inline>,
}

/// The width or height of a picture as an author writes it: `60%`, `80mm`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MediaSize {
    /// A share of the room that there is, more than 0 and at most 1.
    Share(f64),
    /// A length.
    Length(Length),
}

impl MediaSize {
    /// Reads `60%` or a length with its unit; `None` for anything else, nothing and less.
    pub fn parse(value: &str) -> Option<MediaSize> {
        if let Some(share) = value.trim().strip_suffix('%') {
            let share = share.trim().parse::<f64>().ok()? / 100.0;
            return (share > 0.0 && share <= 1.0).then_some(MediaSize::Share(share));
        }
        Length::parse(value.trim()).filter(|length| *length > Length::ZERO).map(MediaSize::Length)
    }

    /// The length, where `whole` is the room that there is.
    pub fn of(self, whole: Length) -> Length {
        match self {
            MediaSize::Share(share) => whole * share,
            MediaSize::Length(length) => length,
        }
    }
}

/// A poem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verse {
    /// Two columns or free lines.
    pub form: VerseForm,
    /// Its title; empty when it has none.
    pub title: Vec<Inline>,
    /// Whose it is; empty when that is not said.
    pub poet: Vec<Inline>,
    /// Every how many couplets (of free verse: lines) one is numbered. `None`: as the design has
    /// it; zero: not at all.
    pub numbers: Option<u32>,
    /// Stanzas, parted by blank lines in free verse; couplets are in one stanza unless a single
    /// line (a refrain) or an explicit break parts them.
    pub stanzas: Vec<Stanza>,
}

impl Verse {
    /// A poem without title, poet and numbers.
    pub fn plain(form: VerseForm, stanzas: Vec<Stanza>) -> Self {
        Verse { form, title: Vec::new(), poet: Vec::new(), numbers: None, stanzas }
    }
}

/// How a poem stands on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VerseForm {
    /// Couplets (بیت) in two columns of one width.
    Couplets,
    /// Hemistichs of one width below one another: for a quatrain (رباعی, دوبیتی).
    Stacked,
    /// Lines as they are (نیمایی, سپید).
    Free,
    /// Free verse in which a line that stands in begins where the line above it ends (پلکانی).
    Stairs,
}

/// Lines of a poem that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stanza {
    /// The lines.
    pub lines: Vec<VerseLine>,
    /// Where it was written.
    pub span: Span,
}

/// A line of a poem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum VerseLine {
    /// A couplet (بیت): two hemistichs (مصراع) on one line. It never splits over a page.
    Couplet {
        /// The first hemistich: the right column.
        first: Vec<Inline>,
        /// The second hemistich: the left column.
        second: Vec<Inline>,
        /// Where it was written.
        span: Span,
    },
    /// One line: of free verse, a refrain, or a single hemistich (centred among couplets).
    Single {
        /// Its words; empty content is not produced.
        content: Vec<Inline>,
        /// By how many spaces it stands in further than the poem; in free verse only.
        indent: u16,
        /// Where it was written.
        span: Span,
    },
}

/// A conversation: an interview, a play.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dialogue {
    /// The turns in order.
    pub turns: Vec<Turn>,
}

/// What one speaker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// What is done in it.
    pub kind: TurnKind,
    /// Who speaks, without the colon. Empty for an unnamed question or a stage direction.
    pub speaker: Vec<Inline>,
    /// What is said.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// What is done in a turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TurnKind {
    /// Something is said.
    #[default]
    Speech,
    /// Something is asked: a question of an interview.
    Question,
    /// Nothing is said: a stage direction.
    Direction,
}
