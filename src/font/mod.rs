//! Fonts: what there is, what they cover, whether they may be embedded.

pub mod library;

pub use library::{FaceId, FontFace};
