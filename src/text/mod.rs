//! One paragraph: from styled characters to set lines.

pub mod model;

pub use model::{Line, Paragraph, ParagraphFormat, Piece, ShapedRun, StyledText, TextStyle};
