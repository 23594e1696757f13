//! Books made by hand.

use std::collections::BTreeMap;

use super::super::{Book, assemble};
use super::dump::{dump, report};
use crate::base::{Diagnostic, Lang, Source, SourceId, Sources, Span, Spanned};
use crate::collect::{CollectedDocument, CollectedEntry, Collection};
use crate::document::{
    Attributes, Block, BlockKind, Document, DocumentMeta, Inline, InlineKind, Link, LinkTarget,
    Note, NoteId, Person,
};
use crate::manifest::BookPlan;
use crate::manifest::plan::{Metadata, Print};

/// A book under construction: documents, and the contents of the manifest.
pub struct Case {
    pub plan: BookPlan,
    sources: Sources,
    documents: Vec<Document>,
    pub contents: Vec<CollectedEntry>,
}

impl Case {
    pub fn new(lang: &str) -> Case {
        let mut sources = Sources::default();
        let manifest = sources.add(Source::new("book.yaml", "schema: 1\n"));
        Case { plan: plan(manifest, lang), sources, documents: Vec::new(), contents: Vec::new() }
    }

    /// Reads a document into the collection without giving it a place.
    pub fn document(&mut self, path: &str, change: impl FnOnce(&mut Draft)) -> CollectedDocument {
        let source = self.sources.add(Source::new(path, ""));
        let mut draft = Draft {
            document: Document {
                source,
                meta: DocumentMeta::default(),
                blocks: Vec::new(),
                notes: Vec::new(),
            },
            at: 0,
        };
        change(&mut draft);
        self.documents.push(draft.document);
        CollectedDocument {
            file: self.documents.len() - 1,
            title: None,
            numbered: Some(false),
            role: None,
            span: Span::start_of(self.plan.manifest),
        }
    }

    /// Puts a document into the text.
    pub fn chapter(
        &mut self,
        path: &str,
        change: impl FnOnce(&mut Draft),
    ) -> &mut CollectedDocument {
        let document = self.document(path, change);
        self.contents.push(CollectedEntry::Document(document));
        match self.contents.last_mut() {
            Some(CollectedEntry::Document(document)) => document,
            _ => unreachable!("just pushed"),
        }
    }

    pub fn part(&mut self, title: &str, documents: Vec<CollectedDocument>) {
        let span = Span::start_of(self.plan.manifest);
        let title = Spanned::new(title.to_owned(), span);
        self.contents.push(CollectedEntry::Part { title, documents, span });
    }

    pub fn assemble(self) -> Result<Book, Vec<Diagnostic>> {
        let collection = Collection { files: Vec::new(), contents: self.contents };
        assemble(&self.plan, &collection, &self.sources, self.documents, BTreeMap::new()).map(
            |book| {
                assert_eq!(book.diagnostics, []);
                book.value
            },
        )
    }

    /// What is said about a book that can be made.
    pub fn warnings(self) -> Vec<Diagnostic> {
        let collection = Collection { files: Vec::new(), contents: self.contents };
        assemble(&self.plan, &collection, &self.sources, self.documents, BTreeMap::new())
            .map_or_else(|problems| problems, |book| book.diagnostics)
    }

    pub fn book(self) -> String {
        self.assemble().map_or_else(|problems| report(&problems), |book| dump(&book))
    }
}

/// A document under construction; every piece gets a place of its own.
pub struct Draft {
    pub document: Document,
    at: usize,
}

impl Draft {
    pub fn span(&mut self) -> Span {
        self.at += 10;
        Span::new(self.document.source, self.at, self.at + 5)
    }

    pub fn spanned(&mut self, value: &str) -> Spanned<String> {
        Spanned::new(value.to_owned(), self.span())
    }

    pub fn title(&mut self, title: &str) -> &mut Self {
        self.document.meta.title = vec![self.text(title)];
        self
    }

    pub fn id(&mut self, id: &str) -> &mut Self {
        self.document.meta.id = Some(self.spanned(id));
        self
    }

    pub fn author(&mut self, name: &str) -> &mut Self {
        let name = self.spanned(name);
        self.document.meta.people.push(Person { name, role: "aut".to_owned() });
        self
    }

    pub fn text(&mut self, text: &str) -> Inline {
        Inline::new(InlineKind::Text(text.to_owned()), self.span())
    }

    pub fn mark(&mut self, note: u32) -> Inline {
        Inline::new(InlineKind::NoteRef(NoteId(note)), self.span())
    }

    pub fn link(&mut self, target: &str, words: &str) -> Inline {
        let content = if words.is_empty() { Vec::new() } else { vec![self.text(words)] };
        let target = LinkTarget::Written(self.spanned(target));
        Inline::new(InlineKind::Link(Link { target, content }), self.span())
    }

    pub fn block(&mut self, kind: BlockKind, id: Option<&str>) -> &mut Self {
        let id = id.map(|id| self.spanned(id));
        let attributes = Attributes { id, ..Attributes::default() };
        let span = self.span();
        self.document.blocks.push(Block { kind, attributes, span });
        self
    }

    pub fn paragraph(&mut self, text: &str) -> &mut Self {
        let content = vec![self.text(text)];
        self.block(BlockKind::Paragraph(content), None)
    }

    pub fn linking(&mut self, target: &str, words: &str) -> &mut Self {
        let content = vec![self.link(target, words)];
        self.block(BlockKind::Paragraph(content), None)
    }

    pub fn heading(&mut self, level: u8, text: &str, id: Option<&str>) -> &mut Self {
        let content = vec![self.text(text)];
        self.block(BlockKind::Heading { level, content }, id)
    }

    pub fn note(&mut self, name: &str, text: &str) -> &mut Self {
        let content = vec![self.text(text)];
        let note = Note {
            name: self.spanned(name),
            blocks: vec![Block::new(BlockKind::Paragraph(content), Span::default())],
            span: self.span(),
        };
        self.document.notes.push(note);
        self
    }
}

pub fn plan(manifest: SourceId, lang: &str) -> BookPlan {
    let spanned = |value: &str| Spanned::new(value.to_owned(), Span::start_of(manifest));
    BookPlan {
        name: "book".to_owned(),
        manifest,
        metadata: Metadata {
            title: spanned("باغ بی‌برگی"),
            subtitle: None,
            contributors: Vec::new(),
            lang: Spanned::new(Lang::parse(lang).unwrap(), Span::start_of(manifest)),
            identifier: "urn:uuid:0".to_owned(),
            isbn: None,
            publisher: None,
            date: None,
            rights: None,
            description: None,
            subjects: Vec::new(),
            series: None,
            edition: None,
            imprint: crate::manifest::plan::Imprint::default(),
            fipa: None,
            numbering: crate::manifest::plan::Numbering::default(),
            cover: None,
        },
        print: Print::default(),
        notes: crate::manifest::plan::NotesPlan::default(),
        design: spanned("base"),
        root: spanned(""),
        collection: crate::manifest::plan::CollectionPlan::default(),
        queries: crate::manifest::query::Queries::default(),
        contents: Vec::new(),
        outputs: Vec::new(),
    }
}
