//! From the book to pages.
//!
//! ```text
//! chapter ─► flow ─► frames ─► grid ─► page ─► sheets ─► paginate ─► pages
//!            (styled, list, verse,     (footnote)        (titlepages, toc, running)
//!             table, figure, …)
//! ```
//!
//! What goes round: a chapter whose notes find no room for their numbers (`paginate::lay`), and units
//! that name pages which have moved (`paginate::converge`).

pub mod audit;
mod code;
mod colophon;
mod columns;
mod definitions;
mod dialogue;
pub mod dump;
mod enclosed;
mod figure;
mod float;
mod flow;
mod footnote;
mod frame;
mod grid;
mod index;
pub mod justification;
mod list;
mod page;
mod page_map;
pub mod paged;
mod paginate;
mod running;
mod setting;
mod styled;
mod table;
#[cfg(test)]
mod tests;
mod titlepages;
mod toc;
mod verse;

pub use paged::{Item, Page, Paged};
pub use paginate::paginate;
