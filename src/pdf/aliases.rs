//! Alias glyphs: a glyph of its own for every drawing that stands for a text in a box.
//!
//! A PDF says what a glyph stands for once for the whole font, so a glyph that stands for «ه» here
//! and for «ه» with a ZWNJ there cannot be told apart. Every combination of drawing, text and width
//! becomes a glyph of its own: a composite of the face's glyphs, a few bytes each.

use std::collections::BTreeMap;

use super::codes::Part;

/// What an alias draws, stands for and takes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alias {
    /// The glyphs of the face that it is made of; none for a character that another one draws.
    pub parts: Vec<Part>,
    /// The character.
    pub text: String,
    /// Its advance, in units of the face.
    pub width: i32,
}

/// The aliases of one face, numbered after the face's own glyphs in the order of first use.
#[derive(Debug)]
pub struct Aliases {
    first: u16,
    numbers: BTreeMap<Alias, u16>,
    list: Vec<Alias>,
}

impl Aliases {
    /// No aliases yet, for a face with this many glyphs.
    pub fn new(glyphs: u16) -> Self {
        Aliases { first: glyphs, numbers: BTreeMap::new(), list: Vec::new() }
    }

    /// The glyph number of `alias`. `None` when the font can take no more glyphs.
    pub fn number(&mut self, alias: Alias) -> Option<u16> {
        if let Some(number) = self.numbers.get(&alias) {
            return Some(*number);
        }
        let number = u16::try_from(usize::from(self.first) + self.list.len()).ok()?;
        // 0xFFFF glyphs is the most that `maxp` can count.
        let number = Some(number).filter(|number| *number < u16::MAX)?;
        self.list.push(alias.clone());
        self.numbers.insert(alias, number);
        Some(number)
    }

    /// All aliases in the order of their numbers.
    pub fn list(&self) -> &[Alias] {
        &self.list
    }
}
