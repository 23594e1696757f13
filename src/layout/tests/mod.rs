//! Layout, on books made by hand and set with the embedded fonts.

#![expect(clippy::similar_names, reason = "a book is `paged` and has `pages`")]

mod blocks;
mod ends;
mod fixture;
mod floats;
mod heads;
mod index;
mod matter;
mod note_properties;
mod notes;
mod pages;
mod properties;
mod references;
