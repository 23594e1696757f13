//! The metadata of the package document (EPUB 3.3 §5.5; epub.md, points 10 to 23 and 43 to 45).

use super::access::Access;
use super::xml::{Markup, Tag};
use crate::assembly::book::Book;
use crate::base::{Direction, Stamp};
use crate::manifest::plan::{Contributor, Series};
use crate::persian::calendar::CivilDate;
use crate::persian::digits::DigitStyle;
use crate::wording::Words;

/// Code of ISBN-13 in ONIX code list 5.
const ONIX_ISBN13: &str = "15";
/// Roles whose holders made the text, so that they are creators and not contributors
/// (<https://id.loc.gov/vocabulary/relators>: author, creator).
const CREATORS: &[&str] = &["aut", "cre"];

/// Writes the element `metadata`; `cover` is the id of the cover picture.
pub fn write(
    markup: &mut Markup,
    book: &Book,
    words: &Words,
    stamp: Stamp,
    access: Access,
    cover: Option<&str>,
) {
    markup
        .open(Tag::new("metadata").with("xmlns:dc", "http://purl.org/dc/elements/1.1/"))
        .newline();
    let mut metadata = Metadata { markup, direction: book.direction(), lang: book.lang().tag() };
    metadata.identifiers(book);
    metadata.titles(book);
    metadata.markup.leaf_line(Tag::new("dc:language"), book.lang().tag());
    metadata.people(&book.metadata.contributors);
    metadata.publication(book);
    metadata.accessibility(access, words);
    metadata.meta("dcterms:modified", &stamp.to_string());
    metadata.legacy(book, cover);
    markup.close_line();
}

struct Metadata<'a> {
    markup: &'a mut Markup,
    direction: Direction,
    lang: &'a str,
}

impl Metadata<'_> {
    fn meta(&mut self, property: &str, value: &str) {
        self.markup.leaf_line(Tag::new("meta").with("property", property), value);
    }

    fn refine(&mut self, id: &str, property: &str, scheme: Option<&str>, value: &str) {
        let tag = Tag::new("meta")
            .with("refines", &format!("#{id}"))
            .with("property", property)
            .with_some("scheme", scheme);
        self.markup.leaf_line(tag, value);
    }

    /// The unique identifier, the ISBN if it is another one, the ISBN of the printed book as
    /// source, and where its documents were first published.
    fn identifiers(&mut self, book: &Book) {
        let identifier = &book.metadata.identifier;
        self.markup.leaf_line(Tag::new("dc:identifier").id(Some("identifier")), identifier);
        if let Some(isbn) = &book.metadata.isbn {
            let urn = format!("urn:isbn:{}", isbn.value);
            let id = if urn == *identifier { "identifier" } else { "isbn" };
            if id == "isbn" {
                self.markup.leaf_line(Tag::new("dc:identifier").id(Some(id)), &urn);
            }
            self.refine(id, "identifier-type", Some("onix:codelist5"), ONIX_ISBN13);
        }
        let print = book.print.isbn.iter().map(|isbn| format!("urn:isbn:{}", isbn.value));
        for source in print.chain(book.sources.iter().cloned()) {
            self.markup.leaf_line(Tag::new("dc:source"), &source);
        }
    }

    fn titles(&mut self, book: &Book) {
        self.title("title", "main", &book.metadata.title.value);
        if let Some(subtitle) = &book.metadata.subtitle {
            self.title("subtitle", "subtitle", &subtitle.value);
        }
    }

    fn title(&mut self, id: &str, title_type: &str, title: &str) {
        self.markup.leaf_line(Tag::new("dc:title").id(Some(id)), title);
        self.refine(id, "title-type", None, title_type);
    }

    /// People in the order of the manifest, each with role, sort name and place.
    fn people(&mut self, people: &[Contributor]) {
        for (at, person) in people.iter().enumerate() {
            let role = person.role.value.as_str();
            let is_creator = CREATORS.contains(&role);
            let element = if is_creator { "dc:creator" } else { "dc:contributor" };
            let id = format!("person{}", at + 1);
            self.markup.leaf_line(Tag::new(element).id(Some(&id)), &person.name.value);
            self.refine(&id, "role", Some("marc:relators"), role);
            if let Some(file_as) = &person.file_as {
                self.refine(&id, "file-as", None, &file_as.value);
            }
            self.refine(&id, "display-seq", None, &(at + 1).to_string());
        }
    }

    fn publication(&mut self, book: &Book) {
        let metadata = &book.metadata;
        let date = metadata.date.as_ref().and_then(|date| CivilDate::parse(&date.value).ok());
        let fields = [
            ("dc:publisher", metadata.publisher.as_ref().map(|field| field.value.clone())),
            ("dc:date", date.map(|date| date.iso())),
            ("dc:rights", metadata.rights.as_ref().map(|field| field.value.clone())),
            ("dc:description", metadata.description.as_ref().map(|field| field.value.clone())),
        ];
        for (element, value) in fields {
            if let Some(value) = value {
                self.markup.leaf_line(Tag::new(element), &value);
            }
        }
        for subject in &metadata.subjects {
            self.markup.leaf_line(Tag::new("dc:subject"), &subject.value);
        }
        if let Some(series) = &metadata.series {
            self.series(series);
        }
    }

    fn series(&mut self, series: &Series) {
        let tag = Tag::new("meta").with("property", "belongs-to-collection");
        self.markup.leaf_line(tag.id(Some("series")), &series.name.value);
        self.refine("series", "collection-type", None, "series");
        if let Some(number) = &series.number {
            let number = DigitStyle::Latin.convert(&number.value);
            self.refine("series", "group-position", None, &number);
        }
    }

    fn accessibility(&mut self, access: Access, words: &Words) {
        for (property, value) in access.properties() {
            self.meta(&format!("schema:{property}"), value);
        }
        // Reading systems show the summary outside the book, where nothing else tells its direction.
        let tag = Tag::new("meta")
            .with("property", "schema:accessibilitySummary")
            .with("xml:lang", self.lang)
            .with("dir", self.direction.html());
        self.markup.leaf_line(tag, &access.summary(words));
    }

    /// What reading systems of EPUB 2 and of Amazon look for.
    fn legacy(&mut self, book: &Book, cover: Option<&str>) {
        let mode = if book.binding.is_rtl() { "horizontal-rl" } else { "horizontal-lr" };
        for (name, content) in [("cover", cover), ("primary-writing-mode", Some(mode))] {
            if let Some(content) = content {
                let tag = Tag::new("meta").with("name", name).with("content", content);
                self.markup.empty(&tag).newline();
            }
        }
    }
}
