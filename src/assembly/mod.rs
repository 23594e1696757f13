//! From documents to the book: parts, numbers, contents, anchors, images.

pub mod book;

pub use book::{
    Anchor, BodyItem, Book, Chapter, ColophonLine, ContentsEntry, ContentsLevel, Footnote, Part,
    Piece,
};
