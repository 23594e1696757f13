//! The words that a book says by itself, in its language: «فصل سوم», «فهرست», «پانوشت».
//!
//! One file a language, each one value of [`Words`]: a word that is missing in a language does not
//! compile. A pattern has `{}` where the number or the name goes; a test counts them.

mod arabic;
mod cataloguing;
mod dates;
mod english;
mod french;
mod german;
mod hebrew;
mod kurdish;
pub mod numbers;
mod pashto;
mod persian;
#[cfg(test)]
mod tests;
mod urdu;

use crate::base::Lang;
use crate::persian::DigitStyle;
pub use cataloguing::CataloguingWords;
use dates::Dates;

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    /// The language whose words these are (BCP 47).
    pub lang: &'static str,
    /// Marks between words, and quotation marks.
    pub marks: Marks,
    /// How parts, chapters and front pages are numbered.
    pub numbers: Numbers,
    /// How a date is said.
    dates: Dates,
    /// Titles of generated pieces.
    pub pieces: Pieces,
    /// What the pieces before and after the text are called, and the name of God.
    pub matter: MatterWords,
    /// Labels with a number, and words that send the reader elsewhere.
    pub labels: Labels,
    /// What the lines of the colophon are called.
    pub colophon: ColophonWords,
    /// Names of [`ROLES`], for one person and for several, in that order.
    roles: [Names; ROLES.len()],
    /// A person as named on a title page, for [`CREDITS`] in that order; `{}` is the name.
    credits: [&'static str; CREDITS.len()],
    /// What an e-book says to reading systems.
    pub reader: ReaderWords,
}

/// Punctuation of generated lines.
#[derive(Debug)]
pub struct Marks {
    /// Quotation marks: opening and closing.
    pub quotes: [&'static str; 2],
    /// Quotation marks inside quotation marks.
    pub inner_quotes: [&'static str; 2],
    /// Between the parts of a row, with its space.
    pub comma: &'static str,
    /// Between larger parts of a row, with its space.
    pub semicolon: &'static str,
    /// Before the last name of a row, with its spaces.
    pub and: &'static str,
    /// After some names, for those that are not shown.
    pub others: &'static str,
    /// After a label, without a space: «ناشر:».
    pub colon: &'static str,
    /// Between two footnote marks, without a space.
    pub note_comma: &'static str,
}

/// Numbers in words and letters.
#[derive(Clone, Copy, Debug)]
pub struct Numbers {
    /// «فصل سوم».
    pub chapter: fn(usize) -> String,
    /// «بخش یکم».
    pub part: fn(usize) -> String,
    /// The number of a page before the text: «پ», «iii».
    pub front: fn(usize) -> String,
    /// Between the number of a chapter and that of a figure in it.
    pub joint: &'static str,
}

/// What stands with a caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptionKind {
    /// A picture.
    Figure,
    /// A table.
    Table,
}

/// Titles of the pieces that a book makes by itself.
#[derive(Debug)]
pub struct Pieces {
    /// The contents.
    pub contents: &'static str,
    /// The list of figures.
    pub figures: &'static str,
    /// The list of tables.
    pub tables: &'static str,
    /// The list of sources.
    pub sources: &'static str,
    /// The endnotes.
    pub notes: &'static str,
    /// The glossary.
    pub glossary: &'static str,
    /// The index.
    pub index: &'static str,
    /// The colophon.
    pub colophon: &'static str,
    /// The cover.
    pub cover: &'static str,
    /// The title page.
    pub title_page: &'static str,
}

/// Pieces before and after the text that have no title of their own.
#[derive(Debug)]
pub struct MatterWords {
    /// How a book begins that begins with the name of God.
    pub name_of_god: &'static str,
    /// To whom the book is dedicated.
    pub dedication: &'static str,
    /// A motto.
    pub epigraph: &'static str,
    /// A preface by someone else.
    pub foreword: &'static str,
    /// A preface by the author or translator.
    pub preface: &'static str,
    /// An introduction to the subject.
    pub introduction: &'static str,
    /// A note of the publisher.
    pub publisher_note: &'static str,
    /// Thanks.
    pub acknowledgments: &'static str,
    /// An afterword.
    pub afterword: &'static str,
    /// An appendix.
    pub appendix: &'static str,
    /// A list of books.
    pub bibliography: &'static str,
    /// About the author.
    pub about_author: &'static str,
}

/// Labels with a number, and words that send the reader elsewhere.
#[derive(Debug)]
pub struct Labels {
    /// «شکل ۳».
    pub figure: &'static str,
    /// «جدول ۳».
    pub table: &'static str,
    /// «صفحهٔ ۱۲».
    pub page: &'static str,
    /// The same in short, for references: «ص ۱۲». The number comes last.
    pub page_short: &'static str,
    /// In the index: a page on which a footnote speaks of a term.
    pub note_page: &'static str,
    /// In the index: look there instead.
    pub see: &'static str,
    /// In the index: look there too.
    pub see_also: &'static str,
    /// Above the rest of a table on its next page.
    pub continued: &'static str,
    /// When a source was looked at.
    pub accessed: &'static str,
    /// A series and the book's number in it.
    pub in_series: &'static str,
}

/// What the lines of the colophon are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColophonWords {
    /// Title of the book.
    pub title: &'static str,
    /// The series it belongs to.
    pub series: &'static str,
    /// Its publisher.
    pub publisher: &'static str,
    /// Edition statement.
    pub edition: &'static str,
    /// Publication date.
    pub date: &'static str,
    /// ISBN, when there is one.
    pub isbn: &'static str,
    /// ISBN of the printed book, when the two differ.
    pub isbn_print: &'static str,
    /// ISBN of the e-book, when the two differ.
    pub isbn_digital: &'static str,
    /// Number of pages.
    pub pages: &'static str,
    /// Subjects.
    pub subjects: &'static str,
    /// Print run.
    pub run: &'static str,
    /// A number of copies.
    pub copies: &'static str,
    /// Price.
    pub price: &'static str,
    /// Postal address.
    pub address: &'static str,
    /// Telephone number.
    pub phone: &'static str,
    /// Web site.
    pub website: &'static str,
    /// E-mail address.
    pub email: &'static str,
}

/// What an e-book says to reading systems and to people who have it read aloud.
#[derive(Debug)]
pub struct ReaderWords {
    /// Name of the hidden list of landmarks.
    pub landmarks: &'static str,
    /// Landmark: where the text begins.
    pub body: &'static str,
    /// Name of the section with the footnotes of a chapter.
    pub notes: &'static str,
    /// What a screen reader says at a footnote mark, before the mark.
    pub note: &'static str,
    /// What a screen reader says at the link from a footnote back to its mark, before the mark.
    pub back: &'static str,
    /// Before the title in the description of the cover picture.
    pub cover_of: &'static str,
    /// True of every book that nashr writes.
    pub access: &'static str,
    /// When every picture is described.
    pub described: &'static str,
    /// When some picture is not described.
    pub undescribed: &'static str,
    /// When there are footnotes.
    pub linked_notes: &'static str,
}

/// One person and several.
type Names = (&'static str, &'static str);

/// MARC relator codes that have a name. The last one serves all roles that are not listed.
const ROLES: [&str; 18] = [
    "aut", "trl", "edt", "edc", "com", "ill", "pht", "cov", "bkd", "aui", "ann", "ivr", "ive",
    "pfr", "tyg", "prt", "bnd", "ctb",
];

/// MARC relator codes that a title page words; all others stand with the bare name.
const CREDITS: [&str; 9] = ["trl", "edt", "edc", "com", "ill", "aui", "ivr", "ive", "pht"];

impl Words {
    /// The words for a book of this language. Other languages in the Arabic script have the Persian
    /// ones, whose readers know them far better than English ones; all the rest have English.
    pub fn of(lang: &Lang) -> &'static Words {
        let primary = lang.primary();
        if !lang.direction().is_rtl() {
            return match primary.as_str() {
                "fr" => &french::WORDS,
                "de" => &german::WORDS,
                _ => &english::WORDS,
            };
        }
        match primary.as_str() {
            "ar" => &arabic::WORDS,
            "ur" => &urdu::WORDS,
            "ckb" | "ku" => &kurdish::WORDS,
            "ps" => &pashto::WORDS,
            "he" | "yi" => &hebrew::WORDS,
            "dv" | "syr" | "nqo" => &english::WORDS,
            _ => &persian::WORDS,
        }
    }

    /// «فصل سوم».
    pub fn chapter(&self, number: usize) -> String {
        (self.numbers.chapter)(number)
    }

    /// «بخش یکم».
    pub fn part(&self, number: usize) -> String {
        (self.numbers.part)(number)
    }

    /// «شکل ۳»; with the number of a chapter «شکل ۲–۳». In the Arabic script an en dash keeps the
    /// two in the order of reading, where a hyphen would turn them (typography.md §3).
    pub fn caption(&self, kind: CaptionKind, chapter: Option<&str>, number: &str) -> String {
        let pattern = match kind {
            CaptionKind::Figure => self.labels.figure,
            CaptionKind::Table => self.labels.table,
        };
        match chapter {
            Some(chapter) => fill(pattern, &[&format!("{chapter}{}{number}", self.numbers.joint)]),
            None => fill(pattern, &[number]),
        }
    }

    /// The words of a national library's record of the book.
    pub fn cataloguing(&self) -> &'static CataloguingWords {
        match self.lang {
            "fa" | "ckb" | "ps" => &cataloguing::PERSIAN,
            "ar" => &cataloguing::ARABIC,
            _ => &cataloguing::ENGLISH,
        }
    }

    /// The title of the list of figures or of tables.
    pub const fn captions(&self, kind: CaptionKind) -> &'static str {
        match kind {
            CaptionKind::Figure => self.pieces.figures,
            CaptionKind::Table => self.pieces.tables,
        }
    }

    /// A date in the words and digits of the book, by the month's name. What is not a date is shown
    /// as written, in the book's digits.
    pub fn date(&self, date: &str, digits: DigitStyle) -> String {
        self.dates.say(date, digits)
    }

    /// The date at the head of a chapter: the author's own words, where the author used words
    /// («نوروز ۱۴۰۴»); a date in numbers only (`1401-07-02`) as [`Words::date`] says it.
    pub fn chapter_date(&self, date: String, digits: DigitStyle) -> String {
        if date.chars().any(char::is_alphabetic) { date } else { self.date(&date, digits) }
    }

    /// What stands before the number of a page in a reference: «ص ».
    pub fn page_before(&self) -> &'static str {
        self.labels.page_short.trim_end_matches("{}")
    }

    /// Names in a row: «الف، ب و پ».
    pub fn list(&self, names: &[&str]) -> String {
        match names {
            [] => String::new(),
            [name] => (*name).to_owned(),
            [names @ .., last] => {
                format!("{}{}{last}", names.join(self.marks.comma), self.marks.and)
            }
        }
    }

    /// A title in quotation marks.
    pub fn quoted(&self, title: &str) -> String {
        let [open, close] = self.marks.quotes;
        format!("{open}{title}{close}")
    }

    /// When a source was looked at.
    pub fn accessed(&self, date: &str) -> String {
        fill(self.labels.accessed, &[date])
    }

    /// Subjects in a row.
    pub fn subjects(&self, subjects: &[&str]) -> String {
        subjects.join(self.marks.semicolon)
    }

    /// Title and subtitle in one line.
    pub fn full_title(&self, title: &str, subtitle: Option<&str>) -> String {
        match subtitle {
            Some(subtitle) => format!("{title}{} {subtitle}", self.marks.colon),
            None => title.to_owned(),
        }
    }

    /// The label of a chapter before its title: «فصل سوم: ».
    pub fn before_title(&self, label: &str) -> String {
        format!("{label}{} ", self.marks.colon)
    }

    /// A series with the book's number in it.
    pub fn series(&self, name: &str, number: Option<&str>, digits: DigitStyle) -> String {
        match number {
            Some(number) => fill(self.labels.in_series, &[name, &digits.convert(number)]),
            None => name.to_owned(),
        }
    }

    /// The name of a MARC relator role for one person or several («نویسنده», «نویسندگان»); a role
    /// without a name of its own here is a contributor's.
    pub fn role(&self, code: &str, several: bool) -> &'static str {
        let at = ROLES.iter().position(|known| *known == code).unwrap_or(ROLES.len() - 1);
        let (one, many) = self.roles[at];
        if several { many } else { one }
    }

    /// A person as named on a title page, when the role has words there.
    pub fn worded_credit(&self, role: &str, name: &str) -> Option<String> {
        CREDITS.contains(&role).then(|| self.credit(role, name))
    }

    /// A person as named on a title page or at the head of a chapter: «ترجمهٔ …» for a translator.
    /// Authors and roles (MARC relator codes) that have no wording stand with the bare name.
    pub fn credit(&self, role: &str, name: &str) -> String {
        // The writer of an introduction has two codes.
        let role = if role == "win" { "aui" } else { role };
        match CREDITS.iter().position(|known| *known == role) {
            Some(at) => fill(self.credits[at], &[name]),
            None => name.to_owned(),
        }
    }
}

/// `pattern` with `values` for its `{}`, in order.
pub fn fill(pattern: &str, values: &[&str]) -> String {
    let mut pieces = pattern.split("{}");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    let values = values.iter().copied().chain(std::iter::repeat(""));
    for (value, piece) in values.zip(pieces) {
        filled.push_str(value);
        filled.push_str(piece);
    }
    filled
}
