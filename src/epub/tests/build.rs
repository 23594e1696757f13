//! Books, made by hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::assembly::book::{
    Anchor, BodyItem, Book, Chapter, ColophonLine, ContentsEntry, ContentsLevel, Footnote, Part,
    Piece,
};
use crate::base::{Digest, Lang, Length, Size, SourceId, Span, Spanned};
use crate::collect::{Image, ImageFormat};
use crate::document::{
    Alignment, Attributes, Block, BlockKind, Cell, Dialogue, DivRole, Figure, Inline, InlineKind,
    Link, LinkTarget, ListItem, ListKind, NoteId, Person, Row, Stanza, Table, Turn, TurnKind,
    Verse, VerseForm, VerseLine,
};
use crate::manifest::plan::{Contributor, Metadata, Print, Series};

pub const AT: Span = Span::start_of(SourceId(0));

pub fn spanned(text: &str) -> Spanned<String> {
    Spanned::new(text.to_owned(), AT)
}

pub fn inline(kind: InlineKind) -> Inline {
    Inline::new(kind, AT)
}

pub fn words(text: &str) -> Inline {
    inline(InlineKind::Text(text.to_owned()))
}

pub fn line(text: &str) -> Vec<Inline> {
    vec![words(text)]
}

pub fn mark(note: u32) -> Inline {
    inline(InlineKind::NoteRef(NoteId(note)))
}

pub fn link(target: LinkTarget, text: &str) -> Inline {
    inline(InlineKind::Link(Link { target, content: line(text) }))
}

pub fn span(lang: &str, text: &str) -> Inline {
    let attributes = Attributes { lang: Some(spanned(lang)), ..Attributes::default() };
    inline(InlineKind::Span { attributes, content: line(text) })
}

pub fn block(kind: BlockKind) -> Block {
    Block::new(kind, AT)
}

/// `block` with an id.
pub fn named(id: &str, mut block: Block) -> Block {
    block.attributes.id = Some(spanned(id));
    block
}

pub fn mixed(content: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(content))
}

pub fn paragraph(text: &str) -> Block {
    mixed(line(text))
}

pub fn heading(level: u8, text: &str) -> Block {
    block(BlockKind::Heading { level, content: line(text) })
}

pub fn list(kind: ListKind, tight: bool, items: Vec<Vec<Block>>) -> Block {
    let items = items.into_iter().map(|blocks| ListItem { blocks, task: None, span: AT }).collect();
    block(BlockKind::List { kind, tight, items })
}

pub fn couplets(lines: &[(&str, &str)]) -> Block {
    let lines = lines
        .iter()
        .map(|(first, second)| VerseLine::Couplet {
            first: line(first),
            second: line(second),
            span: AT,
        })
        .collect();
    let stanzas = vec![Stanza { lines, span: AT }];
    block(BlockKind::Verse(Verse::plain(VerseForm::Couplets, stanzas)))
}

pub fn free_verse(stanzas: &[&[&str]]) -> Block {
    let single = |text: &&str| VerseLine::Single { content: line(text), indent: 0, span: AT };
    let stanzas = stanzas
        .iter()
        .map(|lines| Stanza { lines: lines.iter().map(single).collect(), span: AT })
        .collect();
    block(BlockKind::Verse(Verse::plain(VerseForm::Free, stanzas)))
}

pub fn dialogue(turns: Vec<(&str, Vec<Block>)>) -> Block {
    let turns = turns
        .into_iter()
        .map(|(speaker, blocks)| Turn {
            kind: TurnKind::Speech,
            speaker: if speaker.is_empty() { Vec::new() } else { line(speaker) },
            blocks,
            span: AT,
        })
        .collect();
    block(BlockKind::Dialogue(Dialogue { turns }))
}

pub fn table(caption: &str, columns: &[Alignment], head: &[&str], body: &[&[&str]]) -> Block {
    let row = |cells: &[&str]| Row {
        cells: cells
            .iter()
            .map(|cell| Cell {
                content: if cell.is_empty() { Vec::new() } else { line(cell) },
                span: AT,
            })
            .collect(),
        span: AT,
    };
    block(BlockKind::Table(Table {
        caption: line(caption),
        columns: columns.to_vec(),
        head: vec![row(head)],
        body: body.iter().map(|cells| row(cells)).collect(),
    }))
}

pub fn figure(path: &str, alt: &str, caption: &str) -> Block {
    let figure = Figure { path: spanned(path), alt: alt.to_owned(), caption: line(caption) };
    block(BlockKind::Figure(figure))
}

pub fn division(role: DivRole, blocks: Vec<Block>) -> Block {
    block(BlockKind::Division { role, blocks })
}

pub fn note(index: u32, mark: &str, text: &str, latin: bool) -> Footnote {
    Footnote {
        id: NoteId(index),
        number: index as usize + 1,
        number_apart: index as usize + 1,
        mark: mark.to_owned(),
        first_mark: AT,
        blocks: vec![paragraph(text)],
        latin,
        rtl: false,
        span: AT,
    }
}

pub fn chapter(anchor: &str, title: &str, blocks: Vec<Block>) -> Chapter {
    Chapter {
        anchor: anchor.to_owned(),
        label: None,
        title: line(title),
        subtitle: Vec::new(),
        people: Vec::new(),
        date: None,
        kind: None,
        role: None,
        lang: None,
        blocks,
        notes: Vec::new(),
        source: SourceId(0),
    }
}

pub fn person(name: &str, role: &str) -> Person {
    Person { name: spanned(name), role: role.to_owned() }
}

/// A grey picture of 4 × 3 pixels.
pub fn image() -> Image {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_luma8(4, 3).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let bytes = bytes.into_inner();
    Image {
        digest: Digest::of(&bytes),
        bytes: Arc::from(bytes),
        format: ImageFormat::Png,
        width: 4,
        height: 3,
        natural: Size { width: Length::mm(4.0), height: Length::mm(3.0) },
        span: AT,
    }
}

fn entry(level: ContentsLevel, anchor: &str, title: &str) -> ContentsEntry {
    ContentsEntry {
        level,
        label: None,
        title: title.to_owned(),
        author: None,
        anchor: anchor.to_owned(),
        span: AT,
        children: Vec::new(),
    }
}

/// A book of `body` in `lang` with every field of the metadata, a title page, a colophon and
/// contents.
pub fn book(lang: &str, body: Vec<BodyItem>) -> Book {
    let lang = Lang::parse(lang).unwrap();
    let binding = lang.direction();
    let contributor = |name: &str, role: &str, file_as: Option<&str>| Contributor {
        name: spanned(name),
        role: spanned(role),
        file_as: file_as.map(spanned),
    };
    let mut book = Book {
        name: "book".to_owned(),
        metadata: Metadata {
            title: spanned("باغ & <راغ>"),
            subtitle: Some(spanned("نمونهٔ \"کوچک\"")),
            contributors: vec![
                contributor("نگار وراق", "edt", None),
                contributor("یاشار سطری", "aut", Some("سطری، یاشار")),
            ],
            lang: Spanned::new(lang, AT),
            identifier: "urn:uuid:5f0c7e52-3d0e-4a7b-9a55-1f6b1d2c8e40".to_owned(),
            isbn: Some(spanned("9786001234563")),
            publisher: Some(spanned("نشر نمونه")),
            date: Some(spanned("۱۴۰۴/۰۱/۰۱")),
            rights: Some(spanned("همهٔ حقوق آزاد است.")),
            description: Some(spanned("کتابی برای آزمون.")),
            subjects: vec![spanned("چاپ"), spanned("نشر")],
            series: Some(Series {
                name: spanned("نمونه‌ها"), number: Some(spanned("۲"))
            }),
            edition: None,
            imprint: crate::manifest::plan::Imprint::default(),
            fipa: None,
            numbering: crate::manifest::plan::Numbering::default(),
            cover: None,
        },
        print: Print { isbn: Some(spanned("9786001234570")), ..Print::default() },
        notes: crate::manifest::plan::NotesPlan {
            numbering: Some(crate::manifest::plan::NoteNumbering::Chapter),
            place: None,
        },
        binding,
        front: vec![
            Piece::HalfTitle,
            Piece::Title,
            Piece::Colophon(vec![
                ColophonLine::Field {
                    label: "ناشر".to_owned(), value: "نشر نمونه".to_owned()
                },
                ColophonLine::PageCount { label: "صفحه".to_owned() },
                ColophonLine::Text("همهٔ حقوق آزاد است.".to_owned()),
            ]),
            Piece::Toc,
        ],
        body,
        back: Vec::new(),
        contents: Vec::new(),
        anchors: BTreeMap::new(),
        images: BTreeMap::from([("images/a b.png".to_owned(), image())]),
        captions: crate::assembly::captions::Captions::default(),
        sources: Vec::new(),
    };
    name_places(&mut book);
    book
}

/// Fills contents and anchors from the body.
fn name_places(book: &mut Book) {
    let mut contents = Vec::new();
    let mut anchors = BTreeMap::new();
    for item in &book.body {
        let chapters = item.chapters().map(|chapter| chapter_entry(chapter, &mut anchors));
        let chapters: Vec<ContentsEntry> = chapters.collect();
        match item {
            BodyItem::Part(part) => {
                let (chapter, title) = (part.anchor.clone(), part.title.clone());
                let anchor = Anchor { chapter, title, label: None };
                anchors.insert(part.anchor.clone(), anchor);
                let mut part_entry = entry(ContentsLevel::Part, &part.anchor, &part.title);
                part_entry.label = Some(part.label.clone());
                part_entry.children = chapters;
                contents.push(part_entry);
            }
            BodyItem::Chapter(_) => contents.extend(chapters),
        }
    }
    (book.contents, book.anchors) = (contents, anchors);
}

fn chapter_entry(chapter: &Chapter, anchors: &mut BTreeMap<String, Anchor>) -> ContentsEntry {
    let title = crate::document::inline::plain_text(&chapter.title);
    let mut chapter_entry = entry(ContentsLevel::Chapter, &chapter.anchor, &title);
    chapter_entry.label.clone_from(&chapter.label);
    let place = |title: &str| Anchor {
        chapter: chapter.anchor.clone(),
        title: title.to_owned(),
        label: None,
    };
    anchors.insert(chapter.anchor.clone(), place(&title));
    for block in &chapter.blocks {
        let Some(id) = &block.attributes.id else { continue };
        anchors.insert(id.value.clone(), place(&title));
        if let BlockKind::Heading { content, .. } = &block.kind {
            let title = crate::document::inline::plain_text(content);
            chapter_entry.children.push(entry(ContentsLevel::Section(1), &id.value, &title));
        }
    }
    chapter_entry
}

/// A book that touches every form.
pub fn every_form() -> Book {
    let mut first = chapter(
        "c001",
        "فصل «نخست»",
        vec![
            named("c001h1", heading(1, "بخش الف")),
            mixed(vec![
                words("متن با "),
                inline(InlineKind::Emphasis(line("تأکید"))),
                words(" و C++ و "),
                inline(InlineKind::Code("let x = 1 < 2;".to_owned())),
                words(" و پانوشت"),
                mark(0),
                words("."),
                inline(InlineKind::LineBreak),
                words("سطر دوم"),
                mark(1),
                words(" و باز"),
                mark(0),
            ]),
            mixed(vec![
                link(LinkTarget::Internal("c002-where".to_owned()), "آن‌جا"),
                words(" و "),
                link(LinkTarget::External("https://example.org/a b".to_owned()), "این‌جا"),
                words(" و "),
                span("en", "A title in English"),
                words(" و "),
                span("ar", "بِسْمِ اللّٰه"),
            ]),
            block(BlockKind::Quote(vec![paragraph("نقل قول")])),
            list(
                ListKind::Ordered { start: 3 },
                true,
                vec![
                    vec![paragraph("یک")],
                    vec![
                        paragraph("دو"),
                        list(ListKind::Bullet, false, vec![vec![paragraph("ریز")]]),
                    ],
                ],
            ),
            block(BlockKind::ThematicBreak),
            block(BlockKind::Code {
                language: Some("rust".to_owned()),
                text: "fn main() {\n    // سلام & <بدرود>\n}".to_owned(),
            }),
        ],
    );
    first.label = Some("فصل یکم".to_owned());
    first.subtitle = line("زیرعنوان");
    first.people = vec![person("یاشار سطری", "aut"), person("سیما آرازی", "trl")];
    first.date = Some("۱۴ فروردین ۱۴۰۳".to_owned());
    first.notes = vec![
        note(0, "۱", "متن پانوشت.", false),
        note(1, "۲", "Donald Knuth, The TeXbook, «تک», 1984.", true),
    ];

    let second = chapter(
        "c002",
        "شعر و گفت‌وگو",
        vec![
            couplets(&[
                ("شبی ماه بر طاق دکّان نشست", "ز هر گوشه‌ای رشتهٔ نور بست"),
                ("حروفی به سینی، ورق بر زمین", "یکی پیر در کار، باریک‌بین"),
            ]),
            free_verse(&[&["سطر یک", "سطری بلندتر"], &["بند دوم"]]),
            named(
                "c002-where",
                dialogue(vec![
                    ("نگار", vec![paragraph("سلام."), paragraph("خوبی؟")]),
                    ("", vec![paragraph("سکوت.")]),
                ]),
            ),
            table(
                "جدول نمونه",
                &[Alignment::Start, Alignment::Center, Alignment::End],
                &["نویسه", "", "شماره"],
                &[&["ع", "U+0639", "۲"]],
            ),
            figure("images/a b.png", "نقش خاکستری", "زیرنویس"),
            division(DivRole::Letter, vec![paragraph("دوست من،")]),
            division(DivRole::Epigraph, vec![paragraph("سرنوشته")]),
            division(DivRole::Aside, vec![paragraph("حاشیه")]),
            division(DivRole::Dedication, vec![paragraph("به مادرم")]),
            division(DivRole::Signature, vec![paragraph("تهران، ۱۴۰۳")]),
        ],
    );
    let part = Part {
        anchor: "p01".to_owned(),
        label: "بخش یکم".to_owned(),
        title: "آغاز".to_owned(),
        chapters: vec![first],
        span: AT,
    };
    book("fa", vec![BodyItem::Part(part), BodyItem::Chapter(Box::new(second))])
}
