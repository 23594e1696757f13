//! The few words that the EPUB says by itself, in the language of the book.

use crate::base::Lang;

/// Generated words in one language.
#[derive(Debug)]
pub struct Words {
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
    /// After some names, for those that are not shown.
    pub others: &'static str,
    /// Between the label of a chapter and its title.
    pub label_end: &'static str,
    /// After the name of a speaker.
    pub speaker_end: &'static str,
    /// What the book offers to readers who cannot see it.
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
    /// The words for a book in `lang`: Persian also for other languages in the Arabic script, as
    /// everywhere in a book.
    pub fn of(lang: &Lang) -> &'static Words {
        match (lang.primary().as_str(), lang.direction().is_rtl()) {
            ("ar", true) => &ARABIC,
            ("he" | "yi" | "dv", _) | (_, false) => &ENGLISH,
            (_, true) => &PERSIAN,
        }
    }
}

const PERSIAN: Words = Words {
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
    others: " و دیگران",
    label_end: ": ",
    speaker_end: ":",
    access: AccessWords {
        base: "متن این کتاب با اندازهٔ صفحه و حروف سازگار می‌شود؛ فهرست تودرتو، عنوان‌بندی ساختاری و ترتیب خواندن درست دارد.",
        described: "همهٔ تصویرها شرح جایگزین دارند.",
        undescribed: "برخی تصویرها شرح جایگزین ندارند.",
        notes: "پانوشت‌ها به متن و متن به پانوشت‌ها پیوند دارد.",
    },
};

const ENGLISH: Words = Words {
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
    others: " and others",
    label_end: ": ",
    speaker_end: ":",
    access: AccessWords {
        base: "The text of this book adapts to the size of the screen and of the letters; it has nested contents, structured headings and a logical reading order.",
        described: "Every picture has a description.",
        undescribed: "Some pictures have no description.",
        notes: "Footnotes and their marks are linked both ways.",
    },
};

const ARABIC: Words = Words {
    landmarks: "معالم الكتاب",
    cover: "الغلاف",
    title_page: "صفحة العنوان",
    body: "بداية النص",
    colophon: "بيانات النشر",
    notes: "الهوامش",
    note: "هامش",
    back: "العودة إلى موضع الهامش",
    cover_of: "غلاف كتاب",
    and: "، ",
    others: " وآخرون",
    label_end: ": ",
    speaker_end: ":",
    access: AccessWords {
        base: "يتكيف نص هذا الكتاب مع حجم الشاشة والحروف، وله فهرس متداخل وعناوين منظمة وترتيب قراءة صحيح.",
        described: "لكل الصور وصف بديل.",
        undescribed: "بعض الصور بلا وصف بديل.",
        notes: "الهوامش ومواضعها مترابطة في الاتجاهين.",
    },
};
