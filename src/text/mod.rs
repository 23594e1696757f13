//! One paragraph: from styled characters to set lines.
//!
//! ```text
//! StyledText ─► bidi (levels) ─┬─► itemize (level, face) ─► shape ─► galley ─► line ─► set ─► Lines
//!                              └─► breaks (where a line may end) ─────┘
//! ```
//!
//! Words are shaped once ([`Typesetter`] keeps them) and broken into lines as often as layout asks.

mod bidi;
mod breaks;
mod companion;
mod fallback;
mod galley;
mod hang;
mod itemize;
mod kashida;
mod line;
mod meetings;
mod missing;
pub mod model;
mod paragraph;
mod set;
mod shape;
mod units;

pub use bidi::left_to_right_runs;
pub use model::{
    Extent, Line, Paragraph, ParagraphFormat, Piece, ShapedRun, StyledText, TextStyle,
};
pub use paragraph::Typesetter;
