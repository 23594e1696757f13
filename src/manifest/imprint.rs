//! What the colophon says beside title and people: as it is written in the manifest.

use super::plan::{Fipa, Imprint};
use super::query::OneOrMore;
use super::read::record;
use crate::base::Spanned;

record! {
    /// Where the publisher is found.
    ImprintFile as "imprint" {
        /// The town.
        "place" place: Option<Spanned<String>>,
        /// Postal address.
        "address" address: Option<Spanned<String>>,
        /// Telephone number.
        "phone" phone: Option<Spanned<String>>,
        /// Web site.
        "website" website: Option<Spanned<String>>,
        /// E-mail address.
        "email" email: Option<Spanned<String>>,
    }
}

record! {
    /// The record that a national library makes of a book before it is printed (فیپا).
    FipaFile as "fipa" {
        /// سرشناسه; from the first author when absent.
        "heading" heading: Option<Spanned<String>>,
        /// عنوان و نام پدیدآور; from title and contributors when absent.
        "title" title: Option<Spanned<String>>,
        /// مشخصات نشر; from place, publisher and date when absent.
        "publication" publication: Option<Spanned<String>>,
        /// مشخصات ظاهری behind the number of pages, which is always that of the book.
        "physical" physical: Option<Spanned<String>>,
        /// فروست; from the series when absent.
        "series" series: Option<Spanned<String>>,
        /// وضعیت فهرست‌نویسی; «فیپا» when absent.
        "status" status: Option<Spanned<String>>,
        /// یادداشت, one or several.
        "notes" notes: Option<OneOrMore<Spanned<String>>>,
        /// موضوع, one or several; the book's subjects when absent.
        "subjects" subjects: Option<OneOrMore<Spanned<String>>>,
        /// شناسهٔ افزوده, one or several; from the other contributors when absent.
        "added" added: Option<OneOrMore<Spanned<String>>>,
        /// رده‌بندی کنگره.
        "congress" congress: Option<Spanned<String>>,
        /// رده‌بندی دیویی.
        "dewey" dewey: Option<Spanned<String>>,
        /// شمارهٔ کتاب‌شناسی ملی.
        "national-number" national: Option<Spanned<String>>,
    }
}

impl From<ImprintFile> for Imprint {
    fn from(file: ImprintFile) -> Imprint {
        let ImprintFile { place, address, phone, website, email } = file;
        Imprint { place, address, phone, website, email }
    }
}

impl From<FipaFile> for Fipa {
    fn from(file: FipaFile) -> Fipa {
        let list = |list: Option<OneOrMore<Spanned<String>>>| list.map(|list| list.0);
        Fipa {
            heading: file.heading,
            title: file.title,
            publication: file.publication,
            physical: file.physical,
            series: file.series,
            status: file.status,
            notes: list(file.notes).unwrap_or_default(),
            subjects: list(file.subjects).unwrap_or_default(),
            added: list(file.added).unwrap_or_default(),
            congress: file.congress,
            dewey: file.dewey,
            national: file.national,
        }
    }
}
