//! The characters of a book, for subsetting its fonts.

/// One more than the last code point.
const CODE_POINTS: usize = 0x11_0000;

/// A set of characters: one bit for each code point, so that adding every character of a long book
/// costs next to nothing.
#[derive(Clone)]
pub struct CharSet {
    bits: Vec<u64>,
}

impl Default for CharSet {
    fn default() -> Self {
        CharSet { bits: vec![0; CODE_POINTS / 64] }
    }
}

impl CharSet {
    /// Adds the characters of `text`.
    pub fn extend(&mut self, text: &str) {
        for c in text.chars() {
            self.bits[c as usize / 64] |= 1 << (c as usize % 64);
        }
    }

    /// Adds the characters of `other`.
    pub fn union(&mut self, other: &CharSet) {
        for (word, more) in self.bits.iter_mut().zip(&other.bits) {
            *word |= more;
        }
    }

    /// Whether `c` is in the set.
    #[cfg(test)]
    pub fn contains(&self, c: char) -> bool {
        self.bits[c as usize / 64] >> (c as usize % 64) & 1 == 1
    }

    /// The characters in code point order.
    pub fn iter(&self) -> impl Iterator<Item = char> {
        self.bits.iter().enumerate().filter(|(_, word)| **word != 0).flat_map(|(at, word)| {
            let word = *word;
            (0..64_u32)
                .filter(move |bit| word >> bit & 1 == 1)
                .filter_map(move |bit| char::from_u32(at as u32 * 64 + bit))
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
