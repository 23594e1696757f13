//! The chapters while they are made: one flat list in reading order, and the shape to fold it into.

use std::collections::BTreeMap;
use std::ops::Range;

use super::captions::Captions;
use super::index::Index;
use super::title::{self, Heading};
use super::{BodyItem, Chapter, Footnote, Part, Piece, colophon, lines};
use crate::base::{Lang, SourceId, Sources, Span, Spanned};
use crate::collect::{CollectedDocument, CollectedEntry, CollectedPiece, Collection};
use crate::document::{Document, Inline, InlineKind, NoteId, SourceReference};
use crate::manifest::BookPlan;
use crate::manifest::plan::{IndexPiece, PieceRole, WrittenPiece};
use crate::persian::DigitStyle;
use crate::wording::{CaptionKind, Words};

/// Where a chapter stands in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before the text.
    Front,
    /// The text.
    Body,
    /// After the text.
    Back,
}

/// A chapter on its way into the book.
#[derive(Debug)]
pub struct Draft {
    /// What is known so far. Ids, links, images and note marks are as written at first.
    pub chapter: Chapter,
    /// Path of its document, relative to the manifest's folder.
    pub path: String,
    /// The author's ids for the chapter as a whole: of the document, and of the heading that
    /// became its title.
    pub ids: Vec<Spanned<String>>,
    /// Where it stands.
    pub place: Place,
    /// Whether it counts in the numbering of chapters, where the manifest says so.
    pub numbered: Option<bool>,
    /// Its number, when it is numbered.
    pub number: Option<usize>,
    /// Where its document was first published.
    pub reference: Option<SourceReference>,
    /// Whether it is the list of sources, which has no document.
    pub is_sources: bool,
}

/// A part on its way into the book.
#[derive(Debug)]
pub struct PartDraft {
    /// Anchor of its opening page: `p01`.
    pub anchor: String,
    /// «بخش یکم».
    pub label: String,
    /// Title as written in the manifest.
    pub title: Spanned<String>,
    /// Its chapters in the list of drafts.
    pub chapters: Range<usize>,
    /// Its entry in the manifest.
    pub span: Span,
}

/// What stands in the contents of the manifest, in order.
#[derive(Debug)]
enum Slot {
    /// A generated piece of the front or back matter.
    Generated(Place, CollectedPiece),
    /// The next draft.
    Chapter,
    /// The next part, with as many drafts as it has chapters.
    Part,
    /// The index with this anchor.
    Index(Place, String),
}

/// An index on its way into the book.
#[derive(Debug)]
pub struct IndexDraft {
    /// Its anchor.
    pub anchor: String,
    /// What the manifest says of it.
    pub piece: IndexPiece,
}

/// All chapters and parts, and their order.
#[derive(Debug, Default)]
pub struct Drafts {
    /// The chapters in reading order.
    pub chapters: Vec<Draft>,
    /// The parts in reading order.
    pub parts: Vec<PartDraft>,
    /// The indexes in the order of the manifest.
    pub indexes: Vec<IndexDraft>,
    /// The place of a list of sources that would be empty.
    pub without_sources: Option<Span>,
    /// The place of the notes of a book that has none.
    pub without_notes: Option<Span>,
    slots: Vec<Slot>,
}

impl Drafts {
    /// Makes a draft of every document, in the order of the contents.
    pub fn collect(
        plan: &BookPlan,
        collection: &Collection,
        sources: &Sources,
        documents: Vec<Document>,
    ) -> Drafts {
        let mut maker = Maker {
            book_lang: &plan.metadata.lang.value,
            manifest: plan.manifest,
            sources,
            has_notes: documents.iter().any(|document| !document.notes.is_empty()),
            has_sources: documents.iter().any(|document| document.meta.source.is_some()),
            documents: documents.into_iter().map(Some).collect(),
            made: [0; 3],
            drafts: Drafts::default(),
        };
        collection.contents.iter().for_each(|entry| maker.entry(entry));
        maker.drafts
    }

    /// Whether the text between front and back matter has no chapter.
    pub fn has_no_body(&self) -> bool {
        self.chapters.iter().all(|draft| draft.place != Place::Body)
    }

    /// Front matter, text and back matter, each in order; `indexes` by their anchors.
    pub fn fold(
        self,
        plan: &BookPlan,
        captions: &Captions,
        mut indexes: BTreeMap<String, Index>,
    ) -> (Vec<Piece>, Vec<BodyItem>, Vec<Piece>) {
        let (mut front, mut body, mut back) = (Vec::new(), Vec::new(), Vec::new());
        let mut chapters = self.chapters.into_iter();
        let mut parts = self.parts.into_iter();
        for slot in self.slots {
            match slot {
                Slot::Generated(place, piece) => {
                    let side = if place == Place::Front { &mut front } else { &mut back };
                    side.extend(generated(plan, captions, &piece));
                }
                Slot::Index(place, anchor) => {
                    let side = if place == Place::Front { &mut front } else { &mut back };
                    side.extend(indexes.remove(&anchor).map(|it| Piece::Index(Box::new(it))));
                }
                Slot::Chapter => {
                    let Some(draft) = chapters.next() else { continue };
                    let chapter = Box::new(draft.chapter);
                    match draft.place {
                        Place::Front => front.push(Piece::Chapter(chapter)),
                        Place::Body => body.push(BodyItem::Chapter(chapter)),
                        Place::Back => back.push(Piece::Chapter(chapter)),
                    }
                }
                Slot::Part => {
                    let Some(part) = parts.next() else { continue };
                    let inside = chapters.by_ref().take(part.chapters.len());
                    body.push(BodyItem::Part(Part {
                        anchor: part.anchor,
                        label: part.label,
                        title: part.title.value,
                        chapters: inside.map(|draft| draft.chapter).collect(),
                        span: part.span,
                    }));
                }
            }
        }
        (front, body, back)
    }
}

/// A piece that is made from the metadata; `None` for a document.
fn generated(plan: &BookPlan, captions: &Captions, piece: &CollectedPiece) -> Option<Piece> {
    match piece {
        CollectedPiece::NameOfGod(Some(words)) => Some(Piece::NameOfGod(words.clone())),
        CollectedPiece::NameOfGod(None) => {
            let words = Words::of(&plan.metadata.lang.value).matter.name_of_god.to_owned();
            Some(Piece::NameOfGod(Spanned::new(words, Span::start_of(plan.manifest))))
        }
        CollectedPiece::Blank => Some(Piece::Blank),
        CollectedPiece::Frontispiece(picture) => Some(Piece::Frontispiece(picture.clone())),
        CollectedPiece::Figures(_) => Some(Piece::Captions(CaptionKind::Figure)),
        CollectedPiece::Tables(_) => Some(Piece::Captions(CaptionKind::Table)),
        CollectedPiece::HalfTitle => Some(Piece::HalfTitle),
        CollectedPiece::Title => Some(Piece::Title),
        CollectedPiece::Colophon => Some(Piece::Colophon(colophon::lines(plan, captions))),
        CollectedPiece::Toc => Some(Piece::Toc),
        CollectedPiece::Sources(_)
        | CollectedPiece::Notes(_)
        | CollectedPiece::Index(_)
        | CollectedPiece::Written(_)
        | CollectedPiece::Document(_) => None,
    }
}

/// Takes documents and makes drafts of them.
struct Maker<'a> {
    book_lang: &'a Lang,
    manifest: SourceId,
    sources: &'a Sources,
    /// Whether any document says where it was first published.
    has_sources: bool,
    /// Whether any document has notes.
    has_notes: bool,
    /// The documents that have no place yet.
    documents: Vec<Option<Document>>,
    /// How many chapters stand in front, body and back so far.
    made: [usize; 3],
    drafts: Drafts,
}

impl Maker<'_> {
    fn entry(&mut self, entry: &CollectedEntry) {
        match entry {
            CollectedEntry::Front(pieces) => self.pieces(pieces, Place::Front),
            CollectedEntry::Back(pieces) => self.pieces(pieces, Place::Back),
            CollectedEntry::Document(document) => self.alone(document, Place::Body),
            CollectedEntry::Part { title, documents, span } => {
                let first = self.drafts.chapters.len();
                for document in documents {
                    self.chapter(document, Place::Body);
                }
                let number = self.drafts.parts.len();
                self.drafts.slots.push(Slot::Part);
                self.drafts.parts.push(PartDraft {
                    anchor: format!("p{:02}", number + 1),
                    label: String::new(),
                    title: title.clone(),
                    chapters: first..self.drafts.chapters.len(),
                    span: *span,
                });
            }
        }
    }

    fn pieces(&mut self, pieces: &[CollectedPiece], place: Place) {
        for piece in pieces {
            match piece {
                CollectedPiece::Document(document) => self.alone(document, place),
                CollectedPiece::Written(piece) => self.written(piece, place),
                CollectedPiece::Sources(_) if self.has_sources => self.list_of_sources(place),
                CollectedPiece::Index(piece) => self.index(piece, place),
                CollectedPiece::Notes(_) if self.has_notes => self.notes_of_book(place),
                CollectedPiece::Notes(span) => self.drafts.without_notes = Some(*span),
                CollectedPiece::Sources(span) => self.drafts.without_sources = Some(*span),
                generated => {
                    self.drafts.slots.push(Slot::Generated(place, generated.clone()));
                }
            }
        }
    }

    /// A document outside all parts.
    fn alone(&mut self, entry: &CollectedDocument, place: Place) {
        let index = self.drafts.chapters.len();
        self.chapter(entry, place);
        if self.drafts.chapters.len() > index {
            self.drafts.slots.push(Slot::Chapter);
        }
    }

    /// The place of an index; `index::make` writes it.
    fn index(&mut self, piece: &IndexPiece, place: Place) {
        let anchor = self.next_anchor(place);
        self.drafts.slots.push(Slot::Index(place, anchor.clone()));
        self.drafts.indexes.push(IndexDraft { anchor, piece: piece.clone() });
    }

    /// The list of sources; `sources::fill` writes it.
    fn list_of_sources(&mut self, place: Place) {
        let title = Words::of(self.book_lang).pieces.sources.to_owned();
        let span = Span::start_of(self.manifest);
        let mut draft = self.undocumented(title, span, PieceRole::Bibliography, place);
        draft.is_sources = true;
        self.drafts.slots.push(Slot::Chapter);
        self.drafts.chapters.push(draft);
    }

    /// The notes of all chapters, which both outputs gather from the chapters themselves.
    fn notes_of_book(&mut self, place: Place) {
        let title = Words::of(self.book_lang).pieces.notes.to_owned();
        let span = Span::start_of(self.manifest);
        let draft = self.undocumented(title, span, PieceRole::Notes, place);
        self.drafts.slots.push(Slot::Chapter);
        self.drafts.chapters.push(draft);
    }

    /// A dedication or a motto whose words stand in the manifest.
    fn written(&mut self, piece: &WrittenPiece, place: Place) {
        let Some(first) = piece.lines.first() else { return };
        let title = lines::title(piece.role, Words::of(self.book_lang)).to_owned();
        let mut draft = self.undocumented(title, first.span, piece.role, place);
        draft.chapter.blocks = lines::blocks(piece);
        self.drafts.slots.push(Slot::Chapter);
        self.drafts.chapters.push(draft);
    }

    /// A chapter that no document stands behind, still empty.
    fn undocumented(&mut self, title: String, span: Span, role: PieceRole, place: Place) -> Draft {
        let chapter = Chapter {
            anchor: self.next_anchor(place),
            label: None,
            title: vec![Inline::new(InlineKind::Text(title), span)],
            subtitle: Vec::new(),
            people: Vec::new(),
            date: None,
            kind: None,
            role: Some(role),
            lang: None,
            blocks: Vec::new(),
            notes: Vec::new(),
            source: self.manifest,
        };
        Draft {
            chapter,
            path: String::new(),
            ids: Vec::new(),
            place,
            numbered: Some(false),
            number: None,
            reference: None,
            is_sources: false,
        }
    }

    fn chapter(&mut self, entry: &CollectedDocument, place: Place) {
        let Some(document) = self.documents.get_mut(entry.file).and_then(Option::take) else {
            return;
        };
        let path = self.sources.get(document.source).map_or("", |source| &source.path).to_owned();
        let anchor = self.next_anchor(place);
        let draft = draft(document, entry, path, anchor, place, self.book_lang);
        self.drafts.chapters.push(draft);
    }

    /// `c001`, `f01`, `b01`: ASCII, so that file names in the EPUB are safe everywhere.
    fn next_anchor(&mut self, place: Place) -> String {
        let made = &mut self.made[place as usize];
        *made += 1;
        match place {
            Place::Front => format!("f{made:02}"),
            Place::Body => format!("c{made:03}"),
            Place::Back => format!("b{made:02}"),
        }
    }
}

/// The draft of one document.
fn draft(
    document: Document,
    entry: &CollectedDocument,
    path: String,
    anchor: String,
    place: Place,
    book_lang: &Lang,
) -> Draft {
    let Document { source, meta, mut blocks, notes } = document;
    let named = entry.role.map(|role| lines::title(role, Words::of(book_lang)));
    let Heading { title, id } =
        title::of_chapter(entry.title.as_ref(), meta.title, &mut blocks, named, &path, source);
    if entry.role.is_some_and(PieceRole::is_leaf) {
        lines::unmark(&mut blocks);
    }
    let lang = meta.lang.and_then(|lang| Lang::parse(&lang.value)).filter(|lang| lang != book_lang);
    let shown_lang = lang.as_ref().unwrap_or(book_lang);
    let (words, digits) = (Words::of(shown_lang), DigitStyle::of(shown_lang));
    let notes = notes.into_iter().enumerate().map(|(index, note)| Footnote {
        id: NoteId(index as u32),
        number: 0,
        number_apart: 0,
        mark: String::new(),
        first_mark: note.span,
        blocks: note.blocks,
        latin: false,
        rtl: false,
        span: note.span,
    });
    Draft {
        chapter: Chapter {
            anchor,
            label: None,
            title,
            subtitle: meta.subtitle,
            people: meta.people,
            date: meta.date.map(|date| words.chapter_date(date.value, digits)),
            kind: meta.kind,
            role: entry.role,
            lang,
            blocks,
            notes: notes.collect(),
            source,
        },
        path,
        ids: meta.id.into_iter().chain(id).collect(),
        place,
        numbered: entry.numbered,
        number: None,
        reference: meta.source,
        is_sources: false,
    }
}
