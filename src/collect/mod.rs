//! From the plan to the files of the book: the last room that reads inputs.

pub mod collection;
pub mod relative;
pub mod resource;

pub use collection::{
    CollectedDocument, CollectedEntry, CollectedPiece, Collection, Format, SourceFile,
};
pub use relative::resolve_beside;
pub use resource::{Image, ImageFormat};
