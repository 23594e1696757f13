//! The few words that the EPUB says by itself, in the language of the book.

use crate::base::Lang;

/// Generated words. Persian for Persian books, English for all others.
#[derive(Debug)]
pub struct Words {
    /// Heading of the contents.
    pub contents: &'static str,
    /// Name of the hidden list of landmarks.
    pub landmarks: &'static str,
    /// Landmark and title of the cover page.
    pub cover: &'static str,
    /// Landmark and title of the title page.
    pub title_page: &'static str,
    /// Landmark: where the text begins.
    pub body: &'static str,
    /// Landmark and title of the colophon page.
    pub colophon: &'static str,
    /// Name of the section with the footnotes of a chapter.
    pub notes: &'static str,
    /// What a screen reader says at a footnote mark, before the mark.
    pub note: &'static str,
    /// What a screen reader says at the link from a footnote back to its mark, before the mark.
    pub back: &'static str,
    /// Before the title in the description of the cover picture.
    pub cover_of: &'static str,
    /// Between names.
    pub and: &'static str,
    /// Between the label of a chapter and its title.
    pub label_end: &'static str,
    /// After the name of a speaker.
    pub speaker_end: &'static str,
    /// Before the name of a translator, an editor, …: (role, words before the name).
    roles: &'static [(&'static str, &'static str)],
    /// What the book offers to readers who cannot see it: (always, with pictures all described, with
    /// pictures not all described, with tables).
    pub access: AccessWords,
}

/// The sentences of the accessibility summary.
#[derive(Debug)]
pub struct AccessWords {
    /// True of every book that nashr writes.
    pub base: &'static str,
    /// When every picture is described.
    pub described: &'static str,
    /// When some picture is not described.
    pub undescribed: &'static str,
    /// When there are footnotes.
    pub notes: &'static str,
}

impl Words {
    /// The words for a book in `lang`.
    pub fn of(lang: &Lang) -> &'static Words {
        match lang.primary().as_str() {
            "fa" | "prs" => &PERSIAN,
            _ => &ENGLISH,
        }
    }

    /// What stands before the name of a person with MARC relator code `role`; nothing for authors
    /// and for roles without a customary phrase.
    pub fn role(&self, role: &str) -> Option<&'static str> {
        self.roles.iter().find(|(code, _)| *code == role).map(|(_, words)| *words)
    }
}

const PERSIAN: Words = Words {
    contents: "فهرست",
    landmarks: "نشانگاه‌ها",
    cover: "جلد",
    title_page: "صفحهٔ عنوان",
    body: "آغاز متن",
    colophon: "شناسنامه",
    notes: "پانوشت‌ها",
    note: "پانوشت",
    back: "بازگشت به جای پانوشت",
    cover_of: "جلد کتاب",
    and: "، ",
    label_end: ": ",
    speaker_end: ":",
    roles: &[
        ("trl", "ترجمهٔ"),
        ("edt", "به کوشش"),
        ("com", "گردآوری"),
        ("ill", "تصویرگری"),
        ("ivr", "گفت‌وگوکننده:"),
        ("ive", "گفت‌وگو با"),
        ("pht", "عکس از"),
        ("win", "با پیش‌گفتار"),
    ],
    access: AccessWords {
        base: "متن این کتاب با اندازهٔ صفحه و حروف سازگار می‌شود؛ فهرست تودرتو، عنوان‌بندی ساختاری و ترتیب خواندن درست دارد.",
        described: "همهٔ تصویرها شرح جایگزین دارند.",
        undescribed: "برخی تصویرها شرح جایگزین ندارند.",
        notes: "پانوشت‌ها به متن و متن به پانوشت‌ها پیوند دارد.",
    },
};

const ENGLISH: Words = Words {
    contents: "Contents",
    landmarks: "Landmarks",
    cover: "Cover",
    title_page: "Title page",
    body: "Beginning of the text",
    colophon: "Colophon",
    notes: "Notes",
    note: "Note",
    back: "Back to the text at note",
    cover_of: "Cover of",
    and: ", ",
    label_end: ": ",
    speaker_end: ":",
    roles: &[
        ("trl", "Translated by"),
        ("edt", "Edited by"),
        ("com", "Compiled by"),
        ("ill", "Illustrated by"),
        ("ivr", "Interviewer:"),
        ("ive", "Interview with"),
        ("pht", "Photographs by"),
        ("win", "With an introduction by"),
    ],
    access: AccessWords {
        base: "The text of this book adapts to the size of the screen and of the letters; it has nested contents, structured headings and a logical reading order.",
        described: "Every picture has a description.",
        undescribed: "Some pictures have no description.",
        notes: "Footnotes and their marks are linked both ways.",
    },
};
