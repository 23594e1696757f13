//! From pages to a PDF.
//!
//! The writer places nothing by itself: every glyph, rule and image comes with its place from
//! [`crate::layout`]. Its own care is what a page picture does not show: text that is read back in
//! order, the structure tree, links, outline, page labels, metadata.

mod aliases;
mod codes;
mod faces;
mod images;
mod line;
mod links;
mod metadata;
mod outline;
mod page;
mod places;
mod sfnt;
mod tags;
mod turns;
mod write;

pub use write::{justification, screen};
