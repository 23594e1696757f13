//! The record of the national library (فیپا), the first part of a colophon: what the manifest gives
//! of it, the rest from what it says about the book.

use super::RecordEntry;
use super::captions::Captions;
use crate::base::{Size, Spanned};
use crate::manifest::BookPlan;
use crate::manifest::plan::{Contributor, Fipa};
use crate::persian::isbn::hyphenated;
use crate::persian::{CivilDate, DigitStyle};
use crate::wording::{CataloguingWords, Words, fill};

/// More authors than this are named by the first one alone.
const MOST_AUTHORS: usize = 3;

/// The entries, in the order of the library.
pub fn entries(plan: &BookPlan, fipa: &Fipa, captions: &Captions) -> Vec<RecordEntry> {
    let lang = &plan.metadata.lang.value;
    let words = Words::of(lang);
    let record = Record { plan, words, labels: words.cataloguing(), digits: DigitStyle::of(lang) };
    let labels = record.labels;
    let given = |value: &Option<Spanned<String>>| value.as_ref().map(|value| value.value.clone());
    let all = |values: &[Spanned<String>]| -> Vec<String> {
        values.iter().map(|value| value.value.clone()).collect()
    };
    let or = |given: Vec<String>, made: Vec<String>| if given.is_empty() { made } else { given };
    let one = |value: Option<String>| value.into_iter().collect::<Vec<_>>();
    let in_digits = |number: String| record.digits.convert(&number);
    let physical = record.physical(fipa, captions);
    let status = given(&fipa.status).unwrap_or_else(|| labels.usual_status.to_owned());
    [
        (labels.heading, one(given(&fipa.heading).or_else(|| record.heading()))),
        (labels.title, one(given(&fipa.title).or_else(|| Some(record.title())))),
        (labels.publication, one(given(&fipa.publication).or_else(|| record.publication()))),
        (labels.physical, vec![physical]),
        (labels.series, one(given(&fipa.series).or_else(|| record.series()))),
        (labels.isbn, one(record.isbn())),
        (labels.status, vec![status]),
        (labels.notes, all(&fipa.notes)),
        (labels.subjects, or(all(&fipa.subjects), all(&plan.metadata.subjects))),
        (labels.added, or(all(&fipa.added), record.added())),
        (labels.congress, one(given(&fipa.congress))),
        (labels.dewey, one(given(&fipa.dewey).map(in_digits))),
        (labels.national, one(given(&fipa.national).map(in_digits))),
    ]
    .into_iter()
    .filter(|(_, values)| !values.is_empty())
    .map(|(label, values)| RecordEntry {
        label: label.to_owned(),
        counts_pages: label == labels.physical,
        values,
    })
    .collect()
}

/// What the entries are made of.
struct Record<'a> {
    plan: &'a BookPlan,
    words: &'static Words,
    labels: &'static CataloguingWords,
    digits: DigitStyle,
}

impl Record<'_> {
    fn authors(&self) -> impl Iterator<Item = &Contributor> {
        self.plan.metadata.contributors.iter().filter(|person| person.role.value == "aut")
    }

    /// The first author as filed.
    fn heading(&self) -> Option<String> {
        self.authors().next().map(filed)
    }

    /// «عنوان: عنوان فرعی / نویسنده؛ ترجمهٔ مترجم.»
    fn title(&self) -> String {
        let metadata = &self.plan.metadata;
        let subtitle = metadata.subtitle.as_ref().map(|subtitle| subtitle.value.as_str());
        let title = self.words.full_title(&metadata.title.value, subtitle);
        let authors: Vec<&str> = self.authors().map(|person| person.name.value.as_str()).collect();
        let authors = match authors.as_slice() {
            [] => None,
            [first, ..] if authors.len() > MOST_AUTHORS => {
                Some(format!("{first} [{}]", self.words.marks.others.trim()))
            }
            authors => Some(authors.join(self.words.marks.comma)),
        };
        let others = metadata.contributors.iter().filter(|person| person.role.value != "aut");
        let others: Vec<String> =
            others.filter_map(|p| self.words.worded_credit(&p.role.value, &p.name.value)).collect();
        let people: Vec<String> = authors.into_iter().chain(others).collect();
        if people.is_empty() {
            return format!("{title}.");
        }
        format!("{title} / {}.", people.join(self.words.marks.semicolon))
    }

    /// «تهران: نشر نمونه، ۱۴۰۴.»
    fn publication(&self) -> Option<String> {
        let metadata = &self.plan.metadata;
        let publisher = metadata.publisher.as_ref().map(|name| name.value.clone())?;
        let place = metadata.imprint.place.as_ref();
        let colon = self.words.marks.colon;
        let whose = place.map(|place| format!("{}{colon} {publisher}", place.value));
        let year = metadata.date.as_ref().map(|date| self.year(&date.value));
        let parts: Vec<String> = [whose.unwrap_or(publisher)].into_iter().chain(year).collect();
        Some(format!("{}.", parts.join(self.words.marks.comma)))
    }

    /// The year of a date; what is no date, as written.
    fn year(&self, date: &str) -> String {
        let year = CivilDate::parse(date)
            .ok()
            .and_then(|date| date.numeric().split(['-', '/']).next().map(str::to_owned));
        self.digits.convert(year.as_deref().unwrap_or(date))
    }

    /// «{} ص.: مصور، جدول؛ ۱۴٫۵ × ۲۱ س‌م.»: layout fills in the number of pages.
    fn physical(&self, fipa: &Fipa, captions: &Captions) -> String {
        let Words { marks, .. } = self.words;
        if let Some(rest) = &fipa.physical {
            return format!("{}{} {}", self.labels.pages, marks.colon, rest.value);
        }
        let shown = [
            (!captions.figures.is_empty()).then_some(self.labels.illustrated),
            (!captions.tables.is_empty()).then_some(self.labels.tables),
        ];
        let shown: Vec<&str> = shown.into_iter().flatten().collect();
        let mut physical = self.labels.pages.to_owned();
        if !shown.is_empty() {
            physical = format!("{physical}{} {}", marks.colon, shown.join(marks.comma));
        }
        if let Some(trim) = self.plan.print.trim {
            physical = format!("{physical}{}{}", marks.semicolon, self.size(trim));
        }
        physical
    }

    /// Width and height in centimetres, to half a millimetre.
    fn size(&self, trim: Size) -> String {
        let separator = if self.digits == DigitStyle::Latin { '.' } else { '٫' };
        let centimetres = |mm: f64| {
            let tenths = mm.round() as i64;
            let (whole, rest) = (tenths / 10, tenths % 10);
            let number =
                if rest == 0 { whole.to_string() } else { format!("{whole}{separator}{rest}") };
            self.digits.convert(&number)
        };
        let (width, height) = (centimetres(trim.width.to_mm()), centimetres(trim.height.to_mm()));
        fill(self.labels.size, &[&width, &height])
    }

    fn series(&self) -> Option<String> {
        let series = self.plan.metadata.series.as_ref()?;
        let number = series.number.as_ref().map(|number| number.value.as_str());
        Some(self.words.series(&series.name.value, number, self.digits))
    }

    fn isbn(&self) -> Option<String> {
        let isbn = self.plan.print.isbn.as_ref().or(self.plan.metadata.isbn.as_ref())?;
        Some(self.digits.convert(&hyphenated(&isbn.value)))
    }

    /// Everybody but the first author: as filed, and the role.
    fn added(&self) -> Vec<String> {
        let heading = self.authors().next().map(|person| &person.name.value);
        let others = self.plan.metadata.contributors.iter();
        others
            .filter(|person| Some(&person.name.value) != heading)
            .map(|person| {
                let role = self.words.role(&person.role.value, false);
                format!("{}{}{role}", filed(person), self.words.marks.comma)
            })
            .collect()
    }
}

/// A name as catalogues file it.
fn filed(person: &Contributor) -> String {
    person.file_as.as_ref().unwrap_or(&person.name).value.clone()
}
