//! Fonts: what there is, what they cover, whether they may be embedded.

pub mod coverage;
pub mod library;
pub mod plan;
pub mod review;

pub use coverage::{Coverage, Group};
pub use library::{FaceId, FontFace, FontFile, FontLibrary};
pub use plan::{Companion, FontPlan};
