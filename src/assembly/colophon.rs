//! The colophon (شناسنامه): what the metadata say, as lines (typography.md §6).

use super::captions::Captions;
use super::{ColophonLine, record};
use crate::base::Spanned;
use crate::manifest::BookPlan;
use crate::manifest::plan::{Contributor, Metadata};
use crate::persian::isbn::hyphenated;
use crate::persian::{DigitStyle, digits};
use crate::wording::{Words, fill};

/// The lines: the record of the national library, if the manifest has one; then title, people,
/// series, publisher, edition, date, print run, ISBN, pages, price, subjects, where the publisher is
/// found, rights. What the manifest does not say has no line, and what the record says is not said
/// again.
pub fn lines(plan: &BookPlan, captions: &Captions) -> Vec<ColophonLine> {
    let metadata = &plan.metadata;
    let record = metadata.fipa.as_ref().map(|fipa| record::entries(plan, fipa, captions));
    let has_record = record.is_some();
    let record = record.unwrap_or_default();
    let mut lines: Vec<ColophonLine> = record.into_iter().map(ColophonLine::Recorded).collect();
    let colophon = Colophon::of(plan);
    lines.extend(colophon.book(has_record));
    lines.extend(colophon.printing());
    lines.extend(colophon.numbers(has_record));
    lines.extend(colophon.imprint());
    lines.extend(metadata.rights.as_ref().map(|rights| ColophonLine::Text(rights.value.clone())));
    lines
}

/// What the lines are made of.
struct Colophon<'a> {
    plan: &'a BookPlan,
    metadata: &'a Metadata,
    words: &'static Words,
    digits: DigitStyle,
}

impl<'a> Colophon<'a> {
    fn of(plan: &'a BookPlan) -> Self {
        let lang = &plan.metadata.lang.value;
        let (words, digits) = (Words::of(lang), DigitStyle::of(lang));
        Colophon { plan, metadata: &plan.metadata, words, digits }
    }

    /// Title, people, series.
    fn book(&self, has_record: bool) -> Vec<ColophonLine> {
        let (metadata, words) = (self.metadata, self.words);
        let title = words.full_title(&metadata.title.value, text(metadata.subtitle.as_ref()));
        let mut lines = vec![field(words.colophon.title, title)];
        lines.extend(people(&metadata.contributors, words));
        let series = metadata.series.as_ref().filter(|_| !has_record);
        lines.extend(series.map(|series| {
            let number = text(series.number.as_ref());
            field(words.colophon.series, words.series(&series.name.value, number, self.digits))
        }));
        lines
    }

    /// Publisher, edition, date, print run.
    fn printing(&self) -> Vec<ColophonLine> {
        let (metadata, labels) = (self.metadata, &self.words.colophon);
        let mut lines = Vec::new();
        lines.extend(text(metadata.publisher.as_ref()).map(|name| field(labels.publisher, name)));
        lines.extend(text(metadata.edition.as_ref()).map(|edition| field(labels.edition, edition)));
        let date = text(metadata.date.as_ref());
        lines.extend(date.map(|date| field(labels.date, self.words.date(date, self.digits))));
        lines
            .extend(text(self.plan.print.run.as_ref()).map(|run| field(labels.run, self.run(run))));
        lines
    }

    /// A bare number is so many copies.
    fn run(&self, run: &str) -> String {
        let run_in_digits = self.digits.convert(run);
        if run.chars().all(|c| digits::is_digit(c) || matches!(c, '٬' | ',')) {
            fill(self.words.colophon.copies, &[&run_in_digits])
        } else {
            run_in_digits
        }
    }

    /// ISBN, pages, price, subjects.
    fn numbers(&self, has_record: bool) -> Vec<ColophonLine> {
        let labels = &self.words.colophon;
        let mut lines = isbns(self.plan, self.words, self.digits);
        if !has_record {
            lines.push(ColophonLine::PageCount { label: labels.pages.to_owned() });
        }
        let price = text(self.plan.print.price.as_ref());
        lines.extend(price.map(|price| field(labels.price, self.digits.convert(price))));
        let subjects: Vec<&str> = self.metadata.subjects.iter().map(|s| s.value.as_str()).collect();
        if !subjects.is_empty() && !has_record {
            lines.push(field(labels.subjects, self.words.subjects(&subjects)));
        }
        lines
    }

    /// Where the publisher is found.
    fn imprint(&self) -> Vec<ColophonLine> {
        let (imprint, labels) = (&self.metadata.imprint, &self.words.colophon);
        let lines = [
            (labels.address, &imprint.address, true),
            (labels.phone, &imprint.phone, true),
            (labels.website, &imprint.website, false),
            (labels.email, &imprint.email, false),
        ];
        let said = lines.into_iter().filter_map(|(label, value, has_digits)| {
            let value = text(value.as_ref())?;
            let value = if has_digits { self.digits.convert(value) } else { value.to_owned() };
            Some(field(label, value))
        });
        said.collect()
    }
}

fn text(value: Option<&Spanned<String>>) -> Option<&str> {
    value.map(|value| value.value.as_str())
}

fn field(label: &str, value: impl Into<String>) -> ColophonLine {
    ColophonLine::Field { label: label.to_owned(), value: value.into() }
}

/// One line a role, in the order in which the roles first appear.
fn people(contributors: &[Contributor], words: &Words) -> Vec<ColophonLine> {
    let mut roles: Vec<(&str, Vec<&str>)> = Vec::new();
    for contributor in contributors {
        let (role, name) = (contributor.role.value.as_str(), contributor.name.value.as_str());
        match roles.iter_mut().find(|(known, _)| *known == role) {
            Some((_, names)) => names.push(name),
            None => roles.push((role, vec![name])),
        }
    }
    roles
        .iter()
        .map(|(role, names)| field(words.role(role, names.len() > 1), words.list(names)))
        .collect()
}

/// The ISBN, or both when the printed book has its own.
fn isbns(plan: &BookPlan, words: &Words, digits: DigitStyle) -> Vec<ColophonLine> {
    let labels = &words.colophon;
    let digital = text(plan.metadata.isbn.as_ref());
    let print = text(plan.print.isbn.as_ref());
    let line = |label: &str, isbn: &str| field(label, digits.convert(&hyphenated(isbn)));
    match (print, digital) {
        (Some(print), Some(digital)) if print != digital => {
            vec![line(labels.isbn_print, print), line(labels.isbn_digital, digital)]
        }
        (Some(isbn), _) | (None, Some(isbn)) => vec![line(labels.isbn, isbn)],
        (None, None) => Vec::new(),
    }
}
