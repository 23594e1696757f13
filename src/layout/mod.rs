//! From the book to pages.

pub mod paged;

pub use paged::{Item, Page, Paged};
