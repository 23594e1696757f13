//! The words of the record that a national library makes before a book is printed (in Iran: فیپا).
//!
//! Such records are written in the language of the library, so books in Kurdish or Pashto have the
//! Persian words too.

/// What the entries of the record are called, and how the book is described in it.
#[derive(Debug)]
pub struct CataloguingWords {
    /// The main entry: the first author.
    pub heading: &'static str,
    /// Title, and who made the book.
    pub title: &'static str,
    /// Place, publisher, year.
    pub publication: &'static str,
    /// Number of pages, pictures, size.
    pub physical: &'static str,
    /// Series.
    pub series: &'static str,
    /// ISBN.
    pub isbn: &'static str,
    /// What sort of record it is.
    pub status: &'static str,
    /// Notes.
    pub notes: &'static str,
    /// Subjects.
    pub subjects: &'static str,
    /// The other people.
    pub added: &'static str,
    /// Number in the classification of the Library of Congress.
    pub congress: &'static str,
    /// Number in Dewey's classification.
    pub dewey: &'static str,
    /// Number in the national bibliography.
    pub national: &'static str,
    /// The usual status.
    pub usual_status: &'static str,
    /// «۲۴۰ ص.»
    pub pages: &'static str,
    /// Said of a book with pictures.
    pub illustrated: &'static str,
    /// Said of a book with tables.
    pub tables: &'static str,
    /// Width and height in centimetres.
    pub size: &'static str,
}

/// As the National Library of Iran writes them.
pub(super) const PERSIAN: CataloguingWords = CataloguingWords {
    heading: "سرشناسه",
    title: "عنوان و نام پدیدآور",
    publication: "مشخصات نشر",
    physical: "مشخصات ظاهری",
    series: "فروست",
    isbn: "شابک",
    status: "وضعیت فهرست‌نویسی",
    notes: "یادداشت",
    subjects: "موضوع",
    added: "شناسهٔ افزوده",
    congress: "رده‌بندی کنگره",
    dewey: "رده‌بندی دیویی",
    national: "شمارهٔ کتاب‌شناسی ملی",
    usual_status: "فیپا",
    pages: "{} ص.",
    illustrated: "مصور",
    tables: "جدول",
    size: "{} × {} س‌م.",
};

/// In Arabic.
pub(super) const ARABIC: CataloguingWords = CataloguingWords {
    heading: "المدخل الرئيس",
    title: "العنوان وبيان المسؤولية",
    publication: "بيانات النشر",
    physical: "الوصف المادي",
    series: "السلسلة",
    isbn: "ردمك",
    status: "حالة الفهرسة",
    notes: "ملاحظات",
    subjects: "الموضوع",
    added: "مدخل إضافي",
    congress: "تصنيف الكونغرس",
    dewey: "تصنيف ديوي",
    national: "رقم الإيداع",
    usual_status: "فهرسة أثناء النشر",
    pages: "{} ص.",
    illustrated: "مصور",
    tables: "جداول",
    size: "{} × {} سم.",
};

/// In English, and for all other languages.
pub(super) const ENGLISH: CataloguingWords = CataloguingWords {
    heading: "Main entry",
    title: "Title",
    publication: "Publication",
    physical: "Description",
    series: "Series",
    isbn: "ISBN",
    status: "Cataloguing",
    notes: "Note",
    subjects: "Subject",
    added: "Added entry",
    congress: "LC classification",
    dewey: "Dewey classification",
    national: "National bibliography number",
    usual_status: "Cataloguing in publication",
    pages: "{} p.",
    illustrated: "illustrations",
    tables: "tables",
    size: "{} × {} cm",
};
