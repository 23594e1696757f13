//! Tests of the room as a whole.

mod build;
mod design;
mod fonts;
mod property;
mod whole;
mod xhtml;
