//! What `build.json` says about a build: where each document comes from, and a digest of what every
//! stage made of it, so that a build that comes out otherwise can be told where it left the way.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rayon::prelude::*;

use super::Ready;
use crate::assembly::{BodyItem, Book, Chapter, Piece};
use crate::base::{Code, Diagnostic, Digest, SourceId, Sources, Stamp};
use crate::collect::{Collection, SourceFile};
use crate::document::dump::{dump, dump_blocks};
use crate::document::inline::plain_text;
use crate::document::{Document, DocumentMeta};
use crate::lock;
use crate::persian::spaces::collapse;
use crate::storage::record::{BuildRecord, BuiltDocument, Origin, PersonRecord, Stages};

/// What import changes in a text, and says so.
const EDITS: [Code; 2] = [Code::BidiControl, Code::ControlCharacter];

/// What is told of each document, by the number of its source. Its title is that in the book, which
/// is not known yet.
pub(super) type Told = BTreeMap<SourceId, BuiltDocument>;

/// Takes down what the documents say of themselves, and what import said of them.
pub(super) fn tell(
    collection: &Collection,
    documents: &[Document],
    sources: &Sources,
    problems: &[Diagnostic],
) -> Told {
    let mut edits: BTreeMap<SourceId, BTreeSet<&str>> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| EDITS.contains(&problem.code)) {
        if let Some(span) = problem.span {
            edits.entry(span.source).or_default().insert(problem.code.id());
        }
    }
    let told = collection.files.par_iter().zip(documents).map(|(file, document)| {
        let edits = edits.get(&file.id).into_iter().flatten().map(|id| (*id).to_owned()).collect();
        (file.id, one(file, document, sources, edits))
    });
    told.collect()
}

fn one(
    file: &SourceFile,
    document: &Document,
    sources: &Sources,
    edits: Vec<String>,
) -> BuiltDocument {
    let side_car = file.side_car.and_then(|id| sources.get(id));
    let DocumentMeta { people, date, source, rights, .. } = &document.meta;
    let people = people
        .iter()
        .map(|person| PersonRecord { name: person.name.value.clone(), role: person.role.clone() });
    let origin = source.as_ref().map(|source| Origin {
        url: source.url.as_ref().map(|url| url.value.clone()),
        publisher: source.publisher.clone(),
        accessed: source.accessed.clone(),
    });
    BuiltDocument {
        path: sources.get(file.id).map(|source| source.path.clone()).unwrap_or_default(),
        title: String::new(),
        sha256: file.digest.to_string(),
        side_car: side_car.map(|source| Digest::of(source.text.as_bytes()).to_string()),
        people: people.collect(),
        date: date.as_ref().map(|date| date.value.clone()),
        source: origin,
        rights: rights.clone(),
        edits,
        imported: Digest::of(dump(document, None).as_bytes()).to_string(),
    }
}

impl Ready {
    /// The record of the build as far as it goes without its outputs.
    pub(super) fn record(&self, sources: &Sources) -> BuildRecord {
        let book = &self.edition.book;
        let documents: Vec<BuiltDocument> = book
            .chapters()
            .filter_map(|chapter| {
                let title = chapter_title(chapter);
                Some(BuiltDocument { title, ..self.told.get(&chapter.source)?.clone() })
            })
            .collect();
        let imported: String = documents.iter().map(|one| one.imported.as_str()).collect();
        let digest = |text: &str| Digest::of(text.as_bytes()).to_string();
        let stages = Stages {
            inputs: digest(&lock::text::write(&self.lock(sources))),
            documents: digest(&imported),
            book: digest(&book_text(book)),
            pages: None,
        };
        BuildRecord {
            tool: lock::TOOL.to_owned(),
            moment: self.edition.stamp.to_string(),
            documents,
            stages,
            ..BuildRecord::default()
        }
    }
}

/// The title of a chapter as one line of words.
pub(super) fn chapter_title(chapter: &Chapter) -> String {
    collapse(&plain_text(&chapter.title))
}

/// The moment that a record names.
pub(super) fn moment(text: &str) -> Option<Stamp> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u16>().ok();
    let small = |at: usize| number(at..at + 2).and_then(|number| u8::try_from(number).ok());
    let stamp = Stamp {
        year: number(0..4)?,
        month: small(5)?,
        day: small(8)?,
        hour: small(11)?,
        minute: small(14)?,
        second: small(17)?,
    };
    (stamp.to_string() == text).then_some(stamp)
}

/// Everything in the book as text, without places: what both outputs are made from.
fn book_text(book: &Book) -> String {
    let mut text = BookText(String::new());
    text.line("name", &book.name);
    let metadata = &book.metadata;
    text.line("title", &metadata.title.value);
    text.line("identifier", &metadata.identifier);
    text.line("lang", book.lang().tag());
    text.line("numbering", &format!("{:?}", metadata.numbering));
    text.line("print", &format!("{:?} {:?}", book.print.trim, book.binding));
    text.pieces("front", &book.front);
    for item in &book.body {
        match item {
            BodyItem::Part(part) => {
                text.line("part", &format!("{} {} {}", part.anchor, part.label, part.title));
                part.chapters.iter().for_each(|chapter| text.chapter(chapter));
            }
            BodyItem::Chapter(chapter) => text.chapter(chapter),
        }
    }
    text.pieces("back", &book.back);
    text.line("contents", &format!("{:?}", book.contents));
    text.line("captions", &format!("{:?}", book.captions));
    text.line("anchors", &format!("{:?}", book.anchors));
    for (path, image) in &book.images {
        text.line(path, &image.digest.to_string());
    }
    book.sources.iter().for_each(|source| text.line("source", source));
    text.0
}

struct BookText(String);

impl BookText {
    fn line(&mut self, name: &str, value: &str) {
        let _ = writeln!(self.0, "{name}: {value}");
    }

    fn pieces(&mut self, place: &str, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Chapter(chapter) => self.chapter(chapter),
                Piece::Index(index) => self.0.push_str(&index.dump()),
                Piece::NameOfGod(words) => self.line(place, &words.value),
                Piece::Frontispiece(picture) => {
                    let caption = picture.caption.as_ref().map(|caption| &caption.value);
                    self.line(place, &format!("{} {caption:?}", picture.picture.value));
                    self.line(place, &picture.alt);
                }
                Piece::Blank
                | Piece::Captions(_)
                | Piece::HalfTitle
                | Piece::Title
                | Piece::Colophon(_)
                | Piece::Toc => {
                    self.line(place, &format!("{piece:?}"));
                }
            }
        }
    }

    fn chapter(&mut self, chapter: &Chapter) {
        let Chapter { anchor, label, title, subtitle, people, date, kind, role, lang, .. } =
            chapter;
        self.line("chapter", &format!("{anchor} {label:?} {date:?} {kind:?} {role:?} {lang:?}"));
        self.line("title", &plain_text(title));
        self.line("subtitle", &plain_text(subtitle));
        for person in people {
            self.line(&person.role, &person.name.value);
        }
        self.0.push_str(&dump_blocks(&chapter.blocks, None));
        for note in &chapter.notes {
            self.line("note", &format!("{} {}", note.mark, note.latin));
            self.0.push_str(&dump_blocks(&note.blocks, None));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_it_is_written() {
        for epoch in ["0", "951782400", "253402300799"] {
            let stamp = Stamp::from_epoch(Some(epoch)).unwrap();
            assert_eq!(moment(&stamp.to_string()), Some(stamp));
        }
        assert_eq!(moment(""), None);
        assert_eq!(moment("2020-01-01"), None);
        assert_eq!(moment("۲۰۲۰-01-01T00:00:00Z"), None);
    }
}
