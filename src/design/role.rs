//! Roles: what a design has a style for.

/// Roles of the text: one published list for print and EPUB (CSS class names with `-` for `.`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are documented one by one in templates/README.md")]
pub enum Role {
    Body,
    BodyFirst,
    PartLabel,
    PartTitle,
    ChapterOrnament,
    ChapterLabel,
    ChapterTitle,
    ChapterSubtitle,
    ChapterByline,
    ChapterDate,
    Heading1,
    Heading2,
    Heading3,
    Heading4,
    Heading5,
    Heading6,
    Quote,
    QuoteSource,
    List,
    DefinitionTerm,
    DefinitionDetails,
    GlossaryTerm,
    GlossaryEntry,
    Code,
    CodeNumber,
    TableCell,
    TableHead,
    TableCaption,
    FigureCaption,
    VerseHemistich,
    VerseLine,
    VerseTitle,
    VersePoet,
    VerseNumber,
    DialogueSpeaker,
    DialogueTurn,
    DialogueQuestion,
    DialogueDirection,
    Letter,
    LetterRecipient,
    LetterSalutation,
    LetterDate,
    Epigraph,
    EpigraphSource,
    Aside,
    Dedication,
    Signature,
    ThematicBreak,
    NoteText,
    NoteMark,
    TocTitle,
    TocPart,
    TocChapter,
    TocSection,
    IndexTitle,
    IndexLetter,
    IndexEntry,
    IndexSub,
    RunningHead,
    Folio,
    NameOfGod,
    HalfTitle,
    TitleMain,
    TitleSubtitle,
    TitlePerson,
    TitlePublisher,
    Colophon,
    ColophonRecord,
}

impl Role {
    /// Every role with its published name, in the order of `templates/README.md`.
    pub const ALL: &'static [(Role, &'static str)] = &[
        (Role::Body, "body"),
        (Role::BodyFirst, "body.first"),
        (Role::PartLabel, "part.label"),
        (Role::PartTitle, "part.title"),
        (Role::ChapterOrnament, "chapter.ornament"),
        (Role::ChapterLabel, "chapter.label"),
        (Role::ChapterTitle, "chapter.title"),
        (Role::ChapterSubtitle, "chapter.subtitle"),
        (Role::ChapterByline, "chapter.byline"),
        (Role::ChapterDate, "chapter.date"),
        (Role::Heading1, "heading.1"),
        (Role::Heading2, "heading.2"),
        (Role::Heading3, "heading.3"),
        (Role::Heading4, "heading.4"),
        (Role::Heading5, "heading.5"),
        (Role::Heading6, "heading.6"),
        (Role::Quote, "quote"),
        (Role::QuoteSource, "quote.source"),
        (Role::List, "list"),
        (Role::DefinitionTerm, "definition.term"),
        (Role::DefinitionDetails, "definition.details"),
        (Role::GlossaryTerm, "glossary.term"),
        (Role::GlossaryEntry, "glossary.entry"),
        (Role::Code, "code"),
        (Role::CodeNumber, "code.number"),
        (Role::TableCell, "table.cell"),
        (Role::TableHead, "table.head"),
        (Role::TableCaption, "table.caption"),
        (Role::FigureCaption, "figure.caption"),
        (Role::VerseHemistich, "verse.hemistich"),
        (Role::VerseLine, "verse.line"),
        (Role::VerseTitle, "verse.title"),
        (Role::VersePoet, "verse.poet"),
        (Role::VerseNumber, "verse.number"),
        (Role::DialogueSpeaker, "dialogue.speaker"),
        (Role::DialogueTurn, "dialogue.turn"),
        (Role::DialogueQuestion, "dialogue.question"),
        (Role::DialogueDirection, "dialogue.direction"),
        (Role::Letter, "letter"),
        (Role::LetterRecipient, "letter.recipient"),
        (Role::LetterSalutation, "letter.salutation"),
        (Role::LetterDate, "letter.date"),
        (Role::Epigraph, "epigraph"),
        (Role::EpigraphSource, "epigraph.source"),
        (Role::Aside, "aside"),
        (Role::Dedication, "dedication"),
        (Role::Signature, "signature"),
        (Role::ThematicBreak, "break"),
        (Role::NoteText, "note.text"),
        (Role::NoteMark, "note.mark"),
        (Role::TocTitle, "toc.title"),
        (Role::TocPart, "toc.part"),
        (Role::TocChapter, "toc.chapter"),
        (Role::TocSection, "toc.section"),
        (Role::IndexTitle, "index.title"),
        (Role::IndexLetter, "index.letter"),
        (Role::IndexEntry, "index.entry"),
        (Role::IndexSub, "index.sub"),
        (Role::RunningHead, "running.head"),
        (Role::Folio, "running.folio"),
        (Role::NameOfGod, "name-of-god"),
        (Role::HalfTitle, "title.half"),
        (Role::TitleMain, "title.main"),
        (Role::TitleSubtitle, "title.subtitle"),
        (Role::TitlePerson, "title.person"),
        (Role::TitlePublisher, "title.publisher"),
        (Role::Colophon, "colophon"),
        (Role::ColophonRecord, "colophon.record"),
    ];

    /// The published name: `heading.1`.
    pub fn name(self) -> &'static str {
        Role::ALL.iter().find(|(role, _)| *role == self).map_or("", |(_, name)| name)
    }

    /// Whether it is running text, whose lines take the kashida level of `paragraph`. Headings,
    /// captions, code, tables, notes and what stands by itself are lengthened only when their style
    /// says so.
    pub fn is_prose(self) -> bool {
        matches!(
            self,
            Role::Body
                | Role::BodyFirst
                | Role::Quote
                | Role::List
                | Role::DialogueTurn
                | Role::Letter
                | Role::Epigraph
                | Role::Aside
        )
    }

    /// The role with this published name.
    pub fn from_name(name: &str) -> Option<Role> {
        Role::ALL.iter().find(|(_, known)| *known == name).map(|(role, _)| *role)
    }
}
