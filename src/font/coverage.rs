//! Which characters a face has.

use std::fmt;

use ttf_parser::Face;

/// Characters in one page of the table. 256 keeps the pages of sparse fonts few and small.
const PAGE: usize = 256;

/// The characters of one face: a bit a character, in pages, so that a look-up is two indexings.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// For each page of the code space: 0 when it is empty, else one more than its place in `pages`.
    index: Vec<u16>,
    /// The bits of the pages that are not empty.
    pages: Vec<[u64; PAGE / 64]>,
}

impl Coverage {
    /// Reads the Unicode subtables of the face's `cmap`.
    pub(super) fn of(face: &Face<'_>) -> Self {
        let mut coverage = Coverage::default();
        let Some(cmap) = face.tables().cmap else { return coverage };
        for subtable in cmap.subtables.into_iter().filter(ttf_parser::cmap::Subtable::is_unicode) {
            subtable.codepoints(|code| {
                let has_glyph = subtable.glyph_index(code).is_some_and(|glyph| glyph.0 != 0);
                if has_glyph && let Some(c) = char::from_u32(code) {
                    coverage.insert(c);
                }
            });
        }
        coverage
    }

    fn insert(&mut self, c: char) {
        let (page, bit) = (c as usize / PAGE, c as usize % PAGE);
        if self.index.len() <= page {
            self.index.resize(page + 1, 0);
        }
        if self.index[page] == 0 {
            self.pages.push([0; PAGE / 64]);
            self.index[page] = self.pages.len() as u16;
        }
        self.pages[self.index[page] as usize - 1][bit / 64] |= 1 << (bit % 64);
    }

    /// Whether the face has a glyph for `c`.
    pub fn has(&self, c: char) -> bool {
        let (page, bit) = (c as usize / PAGE, c as usize % PAGE);
        match self.index.get(page) {
            None | Some(0) => false,
            Some(&at) => self.pages[at as usize - 1][bit / 64] >> (bit % 64) & 1 == 1,
        }
    }

    /// How many characters the face has.
    pub fn count(&self) -> usize {
        self.pages.iter().flatten().map(|bits| bits.count_ones() as usize).sum()
    }

    /// How many characters of `group` the face has.
    pub fn count_of(&self, group: Group) -> usize {
        group.characters().filter(|c| self.has(*c)).count()
    }
}

impl fmt::Debug for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Coverage({} characters)", self.count())
    }
}

/// Groups of characters that a Persian book may need; what `nashr fonts` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The letters of Persian, with hamza forms and the Arabic letters of loan words.
    PersianLetters,
    /// Persian and Arabic digits.
    Digits,
    /// Punctuation of Persian prose, the half-space and numeric signs.
    Punctuation,
    /// Vowel marks and other signs written above or below letters.
    ArabicMarks,
    /// Pause and recitation marks of the Quran (U+06D6 to U+06ED without letters).
    QuranicMarks,
    /// Basic Latin letters, digits and signs, and the letters of Latin-1.
    Latin,
}

impl Group {
    /// Every group, in the order in which `nashr fonts` shows them.
    pub const ALL: [Group; 6] = [
        Group::PersianLetters,
        Group::Digits,
        Group::Punctuation,
        Group::ArabicMarks,
        Group::QuranicMarks,
        Group::Latin,
    ];

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Group::PersianLetters => "Persian letters",
            Group::Digits => "digits",
            Group::Punctuation => "punctuation",
            Group::ArabicMarks => "Arabic marks",
            Group::QuranicMarks => "Quranic marks",
            Group::Latin => "Latin",
        }
    }

    /// How many characters the group has.
    pub fn size(self) -> usize {
        self.characters().count()
    }

    /// Its characters.
    pub fn characters(self) -> Box<dyn Iterator<Item = char>> {
        match self {
            Group::PersianLetters => {
                Box::new("ءآأؤإئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیۀةكيىـ".chars())
            }
            Group::Digits => Box::new(('۰'..='۹').chain('٠'..='٩')),
            Group::Punctuation => {
                Box::new("،؛؟.:!«»‹›()[]{}…–—-/٪٫٬%“”‘’*\u{200c}\u{200d}\u{a0}".chars())
            }
            Group::ArabicMarks => Box::new(('\u{64b}'..='\u{655}').chain(['\u{670}'])),
            Group::QuranicMarks => Box::new(
                ('\u{6d6}'..='\u{6ed}').filter(|c| !matches!(c, '\u{6dd}' | '\u{6e5}' | '\u{6e6}')),
            ),
            Group::Latin => {
                Box::new(('!'..='~').chain(('À'..='ÿ').filter(|c| !matches!(c, '×' | '÷'))))
            }
        }
    }
}
