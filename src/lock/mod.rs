//! The lock of a book: exactly which documents, images, fonts and design an edition is made of.
//!
//! A lock is plain data. [`text`] is its form in the file, [`compare()`] finds what two locks differ
//! in, [`stale`] says it as problems of a book, and [`changes`] as a list for readers.

pub mod changes;
pub mod compare;
pub mod stale;
pub mod text;

use std::collections::BTreeMap;

use crate::base::Span;

pub use changes::ListForm;
pub use compare::{Change, What, compare};
pub use text::LockText;

/// The program and its version, as locks and build records name it.
pub const TOOL: &str = concat!("nashr ", env!("CARGO_PKG_VERSION"));

/// What an edition of a book is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The program and its version: another one may typeset otherwise.
    pub tool: String,
    /// Title of the book, for people who read the lock.
    pub title: String,
    /// Language of the book.
    pub lang: String,
    /// The manifest's file and the digest of its bytes.
    pub manifest: Content,
    /// The design's name and the digest of all its files.
    pub design: Content,
    /// The outputs, in the order of the manifest.
    pub outputs: Vec<String>,
    /// The documents in the order of the book.
    pub documents: Vec<LockedDocument>,
    /// Digests of the images, by their path relative to the manifest's folder.
    pub images: BTreeMap<String, String>,
    /// Digests of the fonts that the design may use, by path, or `nashr:FAMILY WEIGHT` for those of
    /// the program.
    pub fonts: BTreeMap<String, String>,
}

/// Something with a name, and the digest of what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// Path or name.
    pub name: String,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}

/// A document of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockedDocument {
    /// Path relative to the manifest's folder.
    pub path: String,
    /// Its title in the book.
    pub title: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// SHA-256 of the file that speaks for it (`NAME.yaml` beside a plain text).
    pub side_car: Option<String>,
}

/// Sorts of things that a lock names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The program's version.
    Program,
    /// The manifest.
    Manifest,
    /// The design.
    Design,
    /// An output.
    Output,
    /// A document.
    Document,
    /// An image.
    Image,
    /// A font.
    Font,
}

impl Kind {
    /// Its name in messages and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Program => "program",
            Kind::Manifest => "manifest",
            Kind::Design => "design",
            Kind::Output => "output",
            Kind::Document => "document",
            Kind::Image => "image",
            Kind::Font => "font",
        }
    }
}

/// Where things are named: in the lock's file, or in the manifest.
pub type Places = BTreeMap<(Kind, String), Span>;
