//! The colophon (شناسنامه): what the metadata say, as lines (typography.md §6).

use super::ColophonLine;
use crate::base::Spanned;
use crate::manifest::BookPlan;
use crate::manifest::plan::Contributor;
use crate::persian::DigitStyle;
use crate::wording::Words;

/// The lines, in the usual order: title, people, series, publisher, edition, date, ISBN, pages,
/// subjects, rights. What the manifest does not say has no line.
pub fn lines(plan: &BookPlan) -> Vec<ColophonLine> {
    let metadata = &plan.metadata;
    let lang = &metadata.lang.value;
    let (words, digits) = (Words::of(lang), DigitStyle::of(lang));
    let labels = &words.colophon;

    let mut lines = Vec::new();
    lines.push(field(
        labels.title,
        words.full_title(&metadata.title.value, text(metadata.subtitle.as_ref())),
    ));
    lines.extend(people(&metadata.contributors, words));
    lines.extend(metadata.series.as_ref().map(|series| {
        let number = text(series.number.as_ref());
        field(labels.series, words.series(&series.name.value, number, digits))
    }));
    lines.extend(text(metadata.publisher.as_ref()).map(|name| field(labels.publisher, name)));
    lines.extend(text(metadata.edition.as_ref()).map(|edition| field(labels.edition, edition)));
    lines.extend(
        text(metadata.date.as_ref()).map(|date| field(labels.date, words.date(date, digits))),
    );
    lines.extend(isbns(plan, words, digits));
    lines.push(ColophonLine::PageCount { label: labels.pages.to_owned() });
    if !metadata.subjects.is_empty() {
        let subjects: Vec<&str> = metadata.subjects.iter().map(|s| s.value.as_str()).collect();
        lines.push(field(labels.subjects, words.subjects(&subjects)));
    }
    lines
        .extend(text(metadata.rights.as_ref()).map(|rights| ColophonLine::Text(rights.to_owned())));
    lines
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
    let line = |label: &str, isbn: &str| field(label, digits.convert(isbn));
    match (print, digital) {
        (Some(print), Some(digital)) if print != digital => {
            vec![line(labels.isbn_print, print), line(labels.isbn_digital, digital)]
        }
        (Some(isbn), _) | (None, Some(isbn)) => vec![line(labels.isbn, isbn)],
        (None, None) => Vec::new(),
    }
}
