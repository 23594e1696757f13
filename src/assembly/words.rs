//! The words that the book itself says, in its language.

use crate::base::Lang;
use crate::persian::numbering::{arabic_ordinal, ordinal};
use crate::persian::{CivilDate, DigitStyle};

/// The languages in which nashr can label a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Persian; also for other languages in the Arabic script, whose readers of such books know
    /// these words far better than English ones.
    Persian,
    /// Arabic.
    Arabic,
    /// English; for all others.
    English,
}

/// What stands with a caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptionKind {
    /// A picture.
    Figure,
    /// A table.
    Table,
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
}

impl Words {
    /// The words for a book of this language.
    pub fn of(lang: &Lang) -> Words {
        match (lang.primary().as_str(), lang.direction().is_rtl()) {
            ("ar", true) => Words::Arabic,
            ("he" | "yi" | "dv", _) | (_, false) => Words::English,
            (_, true) => Words::Persian,
        }
    }

    /// «فصل سوم».
    pub fn chapter(self, number: usize) -> String {
        match self {
            Words::Persian => format!("فصل {}", ordinal(number)),
            Words::Arabic => format!("الفصل {}", arabic_ordinal(number)),
            Words::English => format!("Chapter {number}"),
        }
    }

    /// A date in the words and digits of the book; in Persian also by the month's name. What is not
    /// a date is shown as written, in the book's digits.
    pub fn date(self, date: &str, digits: DigitStyle) -> String {
        match CivilDate::parse(date) {
            Ok(date) if self == Words::Persian => date.persian(digits),
            _ => digits.convert(date),
        }
    }

    /// The date at the head of a chapter: the author's own words, where the author used words
    /// («نوروز ۱۴۰۴»); a date in numbers only (`1401-07-02`) as [`Words::date`] says it.
    pub fn chapter_date(self, date: String, digits: DigitStyle) -> String {
        if date.chars().any(char::is_alphabetic) { date } else { self.date(&date, digits) }
    }

    /// «بخش یکم».
    pub fn part(self, number: usize) -> String {
        match self {
            Words::Persian => format!("بخش {}", ordinal(number)),
            Words::Arabic => format!("القسم {}", arabic_ordinal(number)),
            Words::English => format!("Part {number}"),
        }
    }

    /// «شکل ۳»; with the number of a chapter «شکل ۲–۳». An en dash keeps the two in the order of
    /// reading, where a hyphen would turn them (typography.md §3).
    pub fn caption(self, kind: CaptionKind, chapter: Option<&str>, number: &str) -> String {
        let names = match self {
            Words::Persian => ["شکل", "جدول"],
            Words::Arabic => ["الشكل", "الجدول"],
            Words::English => ["Figure", "Table"],
        };
        let joint = if self == Words::English { "." } else { "–" };
        let chapter = chapter.map(|chapter| format!("{chapter}{joint}")).unwrap_or_default();
        format!("{} {chapter}{number}", names[kind as usize])
    }

    /// Names in a row: «الف، ب و پ».
    pub fn list(self, names: &[&str]) -> String {
        let (comma, and) = match self {
            Words::Persian => ("، ", " و "),
            Words::Arabic => ("، ", " و"),
            Words::English => (", ", " and "),
        };
        match names {
            [] => String::new(),
            [name] => (*name).to_owned(),
            [names @ .., last] => format!("{}{and}{last}", names.join(comma)),
        }
    }

    /// Names in a row without a last «و»: the parts of a reference.
    pub const fn comma(self) -> &'static str {
        match self {
            Words::Persian | Words::Arabic => "، ",
            Words::English => ", ",
        }
    }

    /// A title in quotation marks.
    pub fn quoted(self, title: &str) -> String {
        match self {
            Words::Persian | Words::Arabic => format!("«{title}»"),
            Words::English => format!("“{title}”"),
        }
    }

    /// The title of the list of sources.
    pub const fn sources(self) -> &'static str {
        match self {
            Words::Persian => "منابع",
            Words::Arabic => "المصادر",
            Words::English => "Sources",
        }
    }

    /// When a source was looked at.
    pub fn accessed(self, date: &str) -> String {
        match self {
            Words::Persian => format!("دسترسی: {date}"),
            Words::Arabic => format!("تاريخ الاطلاع: {date}"),
            Words::English => format!("accessed {date}"),
        }
    }

    /// Subjects in a row.
    pub fn subjects(self, subjects: &[&str]) -> String {
        let separator = if self == Words::English { "; " } else { "؛ " };
        subjects.join(separator)
    }

    /// Title and subtitle in one line.
    pub fn full_title(title: &str, subtitle: Option<&str>) -> String {
        subtitle.map_or_else(|| title.to_owned(), |subtitle| format!("{title}: {subtitle}"))
    }

    /// A series with the book's number in it.
    pub fn series(self, name: &str, number: Option<&str>, digits: DigitStyle) -> String {
        let Some(number) = number.map(|number| digits.convert(number)) else {
            return name.to_owned();
        };
        match self {
            Words::Persian => format!("{name}، شمارهٔ {number}"),
            Words::Arabic => format!("{name}، العدد {number}"),
            Words::English => format!("{name}, no. {number}"),
        }
    }

    /// The labels of the colophon.
    pub const fn colophon(self) -> ColophonWords {
        match self {
            Words::Persian => ColophonWords {
                title: "عنوان",
                series: "مجموعه",
                publisher: "ناشر",
                edition: "نوبت چاپ",
                date: "تاریخ انتشار",
                isbn: "شابک",
                isbn_print: "شابک (چاپی)",
                isbn_digital: "شابک (الکترونیکی)",
                pages: "شمار صفحه\u{200C}ها",
                subjects: "موضوع",
            },
            Words::Arabic => ColophonWords {
                title: "العنوان",
                series: "السلسلة",
                publisher: "الناشر",
                edition: "الطبعة",
                date: "تاريخ النشر",
                isbn: "ردمك",
                isbn_print: "ردمك (مطبوع)",
                isbn_digital: "ردمك (إلكتروني)",
                pages: "عدد الصفحات",
                subjects: "الموضوع",
            },
            Words::English => ColophonWords {
                title: "Title",
                series: "Series",
                publisher: "Publisher",
                edition: "Edition",
                date: "Published",
                isbn: "ISBN",
                isbn_print: "ISBN (print)",
                isbn_digital: "ISBN (e-book)",
                pages: "Pages",
                subjects: "Subjects",
            },
        }
    }

    /// The name of a MARC relator role for one person or several («نویسنده», «نویسندگان»); a role
    /// without a name of its own here is a contributor's.
    pub fn role(self, code: &str, several: bool) -> &'static str {
        let (_, names) =
            ROLES.iter().find(|(known, _)| *known == code).unwrap_or(&ROLES[ROLES.len() - 1]);
        let (one, many) = match self {
            Words::Persian => names[0],
            Words::Arabic => names[1],
            Words::English => names[2],
        };
        if several { many } else { one }
    }
}

/// One person and several, in one language.
type Names = (&'static str, &'static str);

/// Roles in Persian, Arabic and English. The last one serves all roles that are not listed.
const ROLES: &[(&str, [Names; 3])] = &[
    ("aut", [("نویسنده", "نویسندگان"), ("المؤلف", "المؤلفون"), ("Author", "Authors")]),
    ("trl", [("مترجم", "مترجمان"), ("المترجم", "المترجمون"), ("Translator", "Translators")]),
    ("edt", [("ویراستار", "ویراستاران"), ("المحرر", "المحررون"), ("Editor", "Editors")]),
    ("com", [("گردآورنده", "گردآورندگان"), ("الجامع", "الجامعون"), ("Compiler", "Compilers")]),
    ("ill", [("تصویرگر", "تصویرگران"), ("الرسام", "الرسامون"), ("Illustrator", "Illustrators")]),
    ("pht", [("عکاس", "عکاسان"), ("المصور", "المصورون"), ("Photographer", "Photographers")]),
    (
        "cov",
        [
            ("طراح جلد", "طراحان جلد"),
            ("مصمم الغلاف", "مصممو الغلاف"),
            ("Cover design", "Cover design"),
        ],
    ),
    (
        "bkd",
        [
            ("طراح کتاب", "طراحان کتاب"),
            ("مصمم الكتاب", "مصممو الكتاب"),
            ("Book design", "Book design"),
        ],
    ),
    (
        "aui",
        [
            ("نویسندهٔ پیش\u{200C}گفتار", "نویسندگان پیش\u{200C}گفتار"),
            ("كاتب المقدمة", "كتاب المقدمة"),
            ("Introduction", "Introduction"),
        ],
    ),
    (
        "ann",
        [
            ("حاشیه\u{200C}نویس", "حاشیه\u{200C}نویسان"),
            ("المعلق", "المعلقون"),
            ("Annotator", "Annotators"),
        ],
    ),
    (
        "ivr",
        [
            ("مصاحبه\u{200C}کننده", "مصاحبه\u{200C}کنندگان"),
            ("المحاور", "المحاورون"),
            ("Interviewer", "Interviewers"),
        ],
    ),
    (
        "ive",
        [
            ("مصاحبه\u{200C}شونده", "مصاحبه\u{200C}شوندگان"),
            ("الضيف", "الضيوف"),
            ("Interviewee", "Interviewees"),
        ],
    ),
    (
        "pfr",
        [
            ("نمونه\u{200C}خوان", "نمونه\u{200C}خوانان"),
            ("المدقق", "المدققون"),
            ("Proofreader", "Proofreaders"),
        ],
    ),
    (
        "tyg",
        [
            ("حروف\u{200C}نگار", "حروف\u{200C}نگاران"),
            ("المنضد", "المنضدون"),
            ("Typesetting", "Typesetting"),
        ],
    ),
    ("prt", [("چاپ", "چاپ"), ("الطباعة", "الطباعة"), ("Printed by", "Printed by")]),
    ("ctb", [("همکار", "همکاران"), ("المساهم", "المساهمون"), ("Contributor", "Contributors")]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_numbers_is_said_in_words_and_the_authors_words_stay() {
        let date = |text: &str| Words::Persian.chapter_date(text.to_owned(), DigitStyle::Persian);
        assert_eq!(date("1401-07-02"), "۲ مهر ۱۴۰۱");
        assert_eq!(date("2024-05-12"), "۱۲ مه ۲۰۲۴");
        assert_eq!(date("۱۱ اسفند [حوت] ۱۳۹۸"), "۱۱ اسفند [حوت] ۱۳۹۸");
        assert_eq!(date("1400-12-31"), "۱۴۰۰-۱۲-۳۱");
    }
}
