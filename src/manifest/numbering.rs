//! What in a book is numbered: as it is written in the manifest.

use super::plan::{CaptionNumbers, FrontNumbers, Numbering};
use super::read::{choice, record};

record! {
    /// What in the book is numbered, and how.
    NumberingFile as "numbering" {
        /// Figures that have a caption; `book` when absent.
        "figures" figures: Option<CaptionNumbersFile>,
        /// Tables that have a caption; `book` when absent.
        "tables" tables: Option<CaptionNumbersFile>,
        /// The pages before the text; as usual in the language when absent.
        "front" front: Option<FrontNumbersFile>,
    }
}

choice! {
    /// How figures or tables are numbered.
    CaptionNumbersFile {
        /// Through the whole book.
        "book" Book,
        /// Through each numbered chapter, after its number.
        "chapter" Chapter,
        /// Not at all.
        "off" Off,
    }
}

choice! {
    /// How the pages before the text are numbered.
    FrontNumbersFile {
        /// In the letters of the Persian alphabet: الف، ب، پ.
        "alphabetic" Alphabetic,
        /// In abjad: ا، ب، ج، د.
        "abjad" Abjad,
        /// In small roman numbers.
        "roman" Roman,
        /// In one sequence with the text.
        "continuous" Continuous,
    }
}

impl From<NumberingFile> for Numbering {
    fn from(file: NumberingFile) -> Numbering {
        let NumberingFile { figures, tables, front } = file;
        Numbering { figures: figures.into(), tables: tables.into(), front: front.into() }
    }
}

impl From<Option<CaptionNumbersFile>> for CaptionNumbers {
    fn from(file: Option<CaptionNumbersFile>) -> CaptionNumbers {
        match file {
            None | Some(CaptionNumbersFile::Book) => CaptionNumbers::Book,
            Some(CaptionNumbersFile::Chapter) => CaptionNumbers::Chapter,
            Some(CaptionNumbersFile::Off) => CaptionNumbers::Off,
        }
    }
}

impl From<Option<FrontNumbersFile>> for FrontNumbers {
    fn from(file: Option<FrontNumbersFile>) -> FrontNumbers {
        match file {
            None => FrontNumbers::Usual,
            Some(FrontNumbersFile::Alphabetic) => FrontNumbers::Alphabetic,
            Some(FrontNumbersFile::Abjad) => FrontNumbers::Abjad,
            Some(FrontNumbersFile::Roman) => FrontNumbers::Roman,
            Some(FrontNumbersFile::Continuous) => FrontNumbers::Continuous,
        }
    }
}
