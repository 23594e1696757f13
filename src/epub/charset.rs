//! The characters of a book, for subsetting its fonts.

use std::collections::BTreeMap;

/// Code points of one page of the set.
const PAGE: usize = 256;

/// A set of characters: bits in pages, because the characters of a text lie close together. Every
/// page of a book of a thousand chapters carries one, so it must be small; adding a character looks
/// among the few pages that a text touches.
#[derive(Clone, Default)]
pub struct CharSet {
    pages: BTreeMap<usize, [u64; PAGE / 64]>,
}

impl CharSet {
    /// Adds the characters of `text`.
    pub fn extend(&mut self, text: &str) {
        for c in text.chars() {
            let (page, bit) = (c as usize / PAGE, c as usize % PAGE);
            self.pages.entry(page).or_default()[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// Adds the characters of `other`.
    pub fn union(&mut self, other: &CharSet) {
        for (page, more) in &other.pages {
            let bits = self.pages.entry(*page).or_default();
            bits.iter_mut().zip(more).for_each(|(bits, more)| *bits |= more);
        }
    }

    /// Whether `c` is in the set.
    #[cfg(test)]
    pub fn contains(&self, c: char) -> bool {
        self.iter().any(|other| other == c)
    }

    /// The characters in code point order.
    pub fn iter(&self) -> impl Iterator<Item = char> {
        self.pages.iter().flat_map(|(page, bits)| {
            let code = move |bit: &usize| char::from_u32((page * PAGE + bit) as u32);
            let is_set = |bit: &usize| bits[bit / 64] >> (bit % 64) & 1 == 1;
            (0..PAGE).filter(is_set).filter_map(move |bit| code(&bit))
        })
    }
}

impl std::fmt::Debug for CharSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_come_back_once_and_in_order() {
        let mut set = CharSet::default();
        set.extend("یک 𐀀aa");
        let mut more = CharSet::default();
        more.extend("ب\u{200C}");
        set.union(&more);
        assert_eq!(set.iter().collect::<String>(), " aبکی\u{200C}𐀀");
        assert!(set.contains('ک') && !set.contains('ك'));
    }
}
