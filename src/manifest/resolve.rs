//! From the manifest as written to the plan of the book: every default filled in. Nothing can go
//! wrong here, because every value was understood where it was read.

use uuid::Uuid;

use super::node::{Node, Value};
use super::pieces::{RoleFile, WrittenFile};
use super::plan::{
    BookPlan, CollectionPlan, Contributor, Entry, FileEntry, Fipa, Frontispiece, Imprint,
    IndexPiece, Metadata, NoteNumbering, NotePlace, NotesPlan, Numbering, Output, OutputKind,
    Piece, PieceRole, Print, Series, SortKey, WrittenPiece,
};
use super::schema::{
    BindingFile, BookFile, CalendarFile, CollectionFile, ContributorFile, EntryFile, FileFile,
    FromFile, GlobFile, ManifestFile, NoteNumberingFile, NotePlaceFile, NotesFile, OutputKindFile,
    Outputs, PartEntryFile, PieceDocument, PieceFile, PieceIndex, PieceKind, PrintFile, SortFile,
};
use super::values::PathText;
use crate::base::{Direction, Lang, SourceId, Span, Spanned};
use crate::persian::Calendar;

/// The design of a book that names none.
const DEFAULT_DESIGN: &str = "classic";
/// The language of a book that names none.
const DEFAULT_LANG: &str = "fa";
/// What stands before the text of a book that does not say it (typography.md §6): a reader wants
/// to see what the book is, who made it and what it contains.
const DEFAULT_FRONT: [Piece; 3] = [Piece::Title, Piece::Colophon, Piece::Toc];
/// Root of the identifiers of books that have none of their own. Chosen once at random; changing
/// it would make every such book a new one in its readers' libraries.
const NAMESPACE: Uuid = Uuid::from_u128(0x7b1f_0c52_93d4_4c0e_a6d8_52e1_9f4b_3a07);

/// Stands for the program where a place in a file is wanted: nothing of it is in `Sources`.
pub const PROGRAM: SourceId = SourceId(u32::MAX);

/// What a book is taken to be that does not say it, in the form of a manifest.
pub(super) fn assumed() -> Node {
    let node = |value| Node::new(value, Span::start_of(PROGRAM));
    let text = |text: &str| node(Value::Text(text.to_owned()));
    let map = |entries: Vec<(&str, Node)>| {
        let key = |key: &str| Spanned::new(key.to_owned(), Span::start_of(PROGRAM));
        let entries = entries.into_iter().map(|(name, value)| (key(name), value));
        node(Value::Map(entries.collect()))
    };
    let epub = map(vec![("epub", map(Vec::new()))]);
    let pdf = map(vec![("pdf", map(vec![("edition", text("screen"))]))]);
    map(vec![
        ("book", map(vec![("lang", text(DEFAULT_LANG)), ("design", text(DEFAULT_DESIGN))])),
        ("collection", map(vec![("root", text(".")), ("calendar", text("jalali"))])),
        ("outputs", node(Value::List(vec![epub, pdf]))),
    ])
}

/// The plan of the book that `file`, the manifest `id`, describes; its outputs are called `name`.
pub(super) fn plan(file: ManifestFile, id: SourceId, name: &str) -> BookPlan {
    let start = Span::start_of(id);
    let root = file.collection.as_ref().and_then(|collection| collection.root.clone());
    let design = file.book.design.clone();
    BookPlan {
        name: name.to_owned(),
        manifest: id,
        print: print(file.book.print.clone()),
        notes: notes(file.book.notes.clone(), &file.contents.0),
        metadata: metadata(file.book, name, start),
        design: design.unwrap_or_else(|| Spanned::new(DEFAULT_DESIGN.to_owned(), start)),
        root: root.map_or_else(|| Spanned::new(String::new(), start), folder),
        collection: collection(file.collection),
        queries: file.select.unwrap_or_default(),
        contents: contents(file.contents.0),
        outputs: outputs(file.outputs, start),
    }
}

fn metadata(book: BookFile, name: &str, start: Span) -> Metadata {
    let contributors: Vec<Contributor> =
        book.contributors.unwrap_or_default().into_iter().map(contributor).collect();
    let isbn = book.isbn.map(|isbn| isbn.0);
    let identifier = match book.id {
        Some(id) => id.0.value,
        None => derived_identifier(name, &book.title.value, &contributors, isbn.as_ref()),
    };
    Metadata {
        title: book.title,
        subtitle: book.subtitle,
        contributors,
        lang: book.lang.map_or_else(|| default_lang(start), |lang| lang.0),
        identifier,
        isbn,
        publisher: book.publisher,
        date: book.date,
        rights: book.rights,
        description: book.description,
        subjects: book.subjects.unwrap_or_default(),
        series: book.series.map(|series| Series { name: series.name, number: series.number }),
        edition: book.edition,
        imprint: book.imprint.map(Imprint::from).unwrap_or_default(),
        fipa: book.fipa.map(Fipa::from),
        numbering: book.numbering.map(Numbering::from).unwrap_or_default(),
        cover: book.cover.map(|cover| cover.0),
    }
}

/// A book with the piece `notes` has its notes there.
fn notes(file: Option<NotesFile>, contents: &[EntryFile]) -> NotesPlan {
    let is_notes = |piece: &PieceFile| matches!(piece, PieceFile::Generated(piece) if matches!(piece.kind, PieceKind::Notes));
    let at_end = contents.iter().any(|entry| match entry {
        EntryFile::Front(front) => front.front.iter().any(is_notes),
        EntryFile::Back(back) => back.back.iter().any(is_notes),
        _ => false,
    });
    let at_end = at_end.then_some(NotePlace::Book);
    let Some(file) = file else { return NotesPlan { numbering: None, place: at_end } };
    let numbering = |numbering| match numbering {
        NoteNumberingFile::Page => NoteNumbering::Page,
        NoteNumberingFile::Chapter => NoteNumbering::Chapter,
        NoteNumberingFile::Book => NoteNumbering::Book,
    };
    let place = |place| match place {
        NotePlaceFile::Foot => NotePlace::Foot,
        NotePlaceFile::Chapter => NotePlace::Chapter,
    };
    let place = at_end.or(file.place.map(place));
    NotesPlan { numbering: file.numbering.map(numbering), place }
}

fn default_lang(start: Span) -> Spanned<Lang> {
    Spanned::new(Lang::parse(DEFAULT_LANG).expect("the default language is a tag"), start)
}

fn contributor(one: ContributorFile) -> Contributor {
    let author = || Spanned::new("aut".to_owned(), one.name.span);
    let role = one.role.map_or_else(author, |role| role.0);
    Contributor { name: one.name, role, file_as: one.file_as }
}

fn print(print: Option<PrintFile>) -> Print {
    let Some(print) = print else { return Print::default() };
    let binding = print.binding.map(|side| match side {
        BindingFile::Right => Direction::RightToLeft,
        BindingFile::Left => Direction::LeftToRight,
    });
    Print {
        trim: print.trim.map(|trim| trim.0.value),
        binding,
        isbn: print.isbn.map(|isbn| isbn.0),
        run: print.run,
        price: print.price,
    }
}

/// A folder as later stages want it: `.` and a final `/` add nothing.
fn folder(path: PathText) -> Spanned<String> {
    path.0.map(|text| match text.trim_end_matches('/') {
        "." => String::new(),
        folder => folder.to_owned(),
    })
}

fn collection(file: Option<CollectionFile>) -> CollectionPlan {
    let Some(file) = file else { return CollectionPlan::default() };
    let patterns = |patterns: Option<super::query::OneOrMore<PathText>>| {
        patterns.into_iter().flat_map(|patterns| patterns.0).map(|path| path.0).collect()
    };
    CollectionPlan {
        include: patterns(file.include),
        exclude: patterns(file.exclude),
        require: file.require.map(|fields| fields.0).unwrap_or_default(),
        calendar: match file.calendar {
            Some(CalendarFile::Gregorian) => Calendar::Gregorian,
            Some(CalendarFile::Jalali) | None => Calendar::Jalali,
        },
    }
}

fn contents(entries: Vec<EntryFile>) -> Vec<Entry> {
    let mut contents: Vec<Entry> = entries.into_iter().map(entry).collect();
    if !contents.iter().any(|entry| matches!(entry, Entry::Front(_))) {
        contents.insert(0, Entry::Front(DEFAULT_FRONT.into()));
    }
    contents
}

fn entry(entry: EntryFile) -> Entry {
    match entry {
        EntryFile::File(one) => file(one),
        EntryFile::Glob(pattern) => glob(pattern),
        EntryFile::From(query) => from(query),
        EntryFile::Front(front) => Entry::Front(front.front.into_iter().map(piece).collect()),
        EntryFile::Back(back) => Entry::Back(back.back.into_iter().map(piece).collect()),
        EntryFile::Part(part) => {
            let query = |from| Entry::From { query: from, kind: part.kind, numbered: None };
            let entries = part.contents.unwrap_or_default().into_iter().map(|entry| match entry {
                PartEntryFile::File(one) => file(one),
                PartEntryFile::Glob(pattern) => glob(pattern),
                PartEntryFile::From(query) => from(query),
            });
            let entries = entries.chain(part.from.map(query));
            Entry::Part { entries: entries.collect(), span: part.part.span, title: part.part }
        }
    }
}

fn file(file: FileFile) -> Entry {
    let numbered = file.numbered.map(|numbered| numbered.value);
    Entry::File(FileEntry {
        path: file.file.0,
        title: file.title,
        numbered,
        kind: None,
        role: None,
    })
}

fn from(from: FromFile) -> Entry {
    let numbered = from.numbered.map(|numbered| numbered.value);
    Entry::From { query: from.from, kind: from.kind, numbered }
}

fn glob(glob: GlobFile) -> Entry {
    let sort = match glob.sort {
        None | Some(SortFile::Path) => SortKey::Path,
        Some(SortFile::Title) => SortKey::Title,
        Some(SortFile::Date) => SortKey::Date,
    };
    let numbered = glob.numbered.map(|numbered| numbered.value);
    Entry::Glob { pattern: glob.glob.0, sort, numbered }
}

fn piece(piece: PieceFile) -> Piece {
    match piece {
        PieceFile::Generated(piece) => match piece.kind {
            PieceKind::HalfTitle => Piece::HalfTitle,
            PieceKind::Title => Piece::Title,
            PieceKind::Colophon => Piece::Colophon,
            PieceKind::Toc => Piece::Toc,
            PieceKind::Sources => Piece::Sources(piece.span),
            PieceKind::Index => {
                Piece::Index(IndexPiece { name: None, title: None, span: piece.span })
            }
            PieceKind::Notes => Piece::Notes(piece.span),
            PieceKind::NameOfGod => Piece::NameOfGod(None),
            PieceKind::Blank => Piece::Blank,
            PieceKind::Figures => Piece::Figures(piece.span),
            PieceKind::Tables => Piece::Tables(piece.span),
        },
        PieceFile::Written(piece) => written(piece),
        PieceFile::Index(PieceIndex { index, title }) => {
            let span = index.span;
            Piece::Index(IndexPiece { name: Some(index), title, span })
        }
        PieceFile::Document(PieceDocument { file, title, role }) => Piece::Document(FileEntry {
            path: file.0,
            title,
            numbered: Some(false),
            kind: None,
            role: role.map(piece_role),
        }),
    }
}

fn written(piece: WrittenFile) -> Piece {
    match piece {
        WrittenFile::NameOfGod(piece) => Piece::NameOfGod(Some(piece.words)),
        WrittenFile::Dedication(piece) => Piece::Written(WrittenPiece {
            role: PieceRole::Dedication,
            lines: piece.lines.0,
            source: None,
        }),
        WrittenFile::Epigraph(piece) => Piece::Written(WrittenPiece {
            role: PieceRole::Epigraph,
            lines: piece.lines.0,
            source: piece.source,
        }),
        WrittenFile::Frontispiece(piece) => Piece::Frontispiece(Frontispiece {
            picture: piece.picture.0,
            alt: piece.alt.value,
            caption: piece.caption,
        }),
    }
}

const fn piece_role(role: RoleFile) -> PieceRole {
    match role {
        RoleFile::Dedication => PieceRole::Dedication,
        RoleFile::Epigraph => PieceRole::Epigraph,
        RoleFile::Foreword => PieceRole::Foreword,
        RoleFile::Preface => PieceRole::Preface,
        RoleFile::Introduction => PieceRole::Introduction,
        RoleFile::PublisherNote => PieceRole::PublisherNote,
        RoleFile::Acknowledgments => PieceRole::Acknowledgments,
        RoleFile::Afterword => PieceRole::Afterword,
        RoleFile::Appendix => PieceRole::Appendix,
        RoleFile::Glossary => PieceRole::Glossary,
        RoleFile::Bibliography => PieceRole::Bibliography,
        RoleFile::AboutAuthor => PieceRole::AboutAuthor,
    }
}

/// The outputs in the order of the manifest; an EPUB and a PDF when it names none.
fn outputs(outputs: Option<Outputs>, start: Span) -> Vec<Output> {
    let named = outputs.map(|outputs| outputs.0).unwrap_or_default();
    if named.is_empty() {
        return [OutputKind::Epub, OutputKind::Screen]
            .map(|kind| Output { kind, span: start })
            .into();
    }
    let output = |kind: &OutputKindFile| match kind {
        OutputKindFile::Epub(_) => OutputKind::Epub,
        OutputKindFile::Pdf(_) => OutputKind::Screen,
    };
    named.iter().map(|one| Output { kind: output(&one.kind), span: one.span }).collect()
}

/// The identifier of a book that gives none: that of its ISBN, else a UUID (version 5, RFC 9562
/// §5.5) of its name, title and first contributor, so that a rebuilt book stays the same book.
fn derived_identifier(
    name: &str,
    title: &str,
    contributors: &[Contributor],
    isbn: Option<&Spanned<String>>,
) -> String {
    if let Some(isbn) = isbn {
        return format!("urn:isbn:{}", isbn.value);
    }
    let first = contributors.first().map_or("", |one| one.name.value.as_str());
    let book = [name, title, first].join("\n");
    format!("urn:uuid:{}", Uuid::new_v5(&NAMESPACE, book.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rebuilt_book_stays_the_same_book() {
        let person = |name: &str| {
            let text = |text: &str| Spanned::new(text.to_owned(), Span::default());
            Contributor { name: text(name), role: text("aut"), file_as: None }
        };
        let id =
            |name, title, people: &[Contributor]| derived_identifier(name, title, people, None);
        let one = id("book", "کتاب", &[person("نویسنده")]);
        // This very value must never change: it is in the libraries of readers.
        assert_eq!(one, "urn:uuid:756e5610-b676-5f5a-b0cb-1d6ab3f6255a");
        assert_ne!(one, id("book", "کتاب", &[]));
        assert_ne!(one, id("other", "کتاب", &[person("نویسنده")]));
        let isbn = Spanned::new("9780306406157".to_owned(), Span::default());
        assert_eq!(derived_identifier("b", "t", &[], Some(&isbn)), "urn:isbn:9780306406157");
    }
}
