//! What a design says of tables, asides, code, conversations and figures.

use crate::base::Length;

/// Tables.
#[derive(Clone, Debug)]
pub struct TableDesign {
    /// Space between a cell's words and its edges, left and right.
    pub padding_inline: Length,
    /// The same above and below.
    pub padding_block: Length,
    /// Thickness of the rules above, below the head and below the table.
    pub rule: Length,
    /// Thickness of the rules between rows; zero for none.
    pub row_rule: Length,
    /// Smallest type, as a share of the role's, in which a table is set to keep its words whole.
    pub smallest_type: f64,
}

/// Asides.
#[derive(Clone, Debug)]
pub struct AsideDesign {
    /// What is drawn around them.
    pub frame: AsideFrame,
    /// Ink of the ground, from 0 (none) to 1.
    pub ground: f64,
    /// Thickness of the rules.
    pub rule: Length,
}

/// What is drawn around an aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsideFrame {
    /// A rule above and one below.
    Rules,
    /// Rules on all sides.
    Box,
    /// Nothing.
    None,
}

/// Code.
#[derive(Clone, Debug)]
pub struct CodeDesign {
    /// Whether lines are numbered where the author does not say.
    pub numbers: bool,
    /// What stands before the rest of a line that was too long.
    pub turn_over: String,
    /// Columns between tab stops.
    pub tab: usize,
}

/// Conversations.
#[derive(Clone, Debug)]
pub struct DialogueDesign {
    /// Where the speaker's name stands.
    pub label: DialogueLabel,
    /// Widest name that stands beside what is said; a longer one stands above it.
    pub label_width: Length,
    /// Whether a speaker who goes on after an interruption is named again.
    pub repeat_names: bool,
}

/// Where a speaker's name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogueLabel {
    /// At the beginning of the first line.
    RunIn,
    /// In a column of its own.
    Hanging,
}

/// Figures.
#[derive(Clone, Debug)]
pub struct FigureDesign {
    /// Where figures stand that do not say it themselves.
    pub float: FloatPlace,
}

/// Where a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatPlace {
    /// Where it is written.
    Here,
    /// At the head of the page where it is written, or of one soon after.
    Top,
    /// On a page of its own after the one where it is written.
    Page,
}
