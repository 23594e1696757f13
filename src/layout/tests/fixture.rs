//! A design, books made by hand, and ways to look at their pages.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::assembly::{BodyItem, Book, Chapter, ContentsEntry, ContentsLevel, Footnote, Piece};
use crate::base::{Digest, Direction, Em, Lang, Length, Size, SourceId, Span, Spanned, Warned};
use crate::collect::{Image, resource::ImageFormat};
use crate::design::Design;
use crate::design::model::{
    Align, AsideDesign, AsideFrame, ChapterDesign, CodeDesign, CoverDesign, DialogueDesign,
    DialogueLabel, FamilyUse, FigureDesign, FloatPlace, FolioPlace, FontDesign, HeadText,
    IndexDesign, Kashida, LatinMarks, LatinScale, ListNumber, NoteDesign, NoteNumbering, NotePlace,
    NumberPlace, OpeningFolio, OrnamentPlace, PageDesign, ParagraphDesign, Rgb, Role, RunTogether,
    RunningDesign, Style, TableDesign, TocDesign, TocFront, VerseDesign, VerseWidth, Weight,
};
use crate::document::inline::plain_text;
use crate::document::visit::each_inlines;
use crate::document::{
    Block, BlockKind, Inline, InlineKind, ListItem, ListKind, NoteId, Stanza, Verse, VerseForm,
    VerseLine,
};
use crate::font::{FontLibrary, FontPlan};
use crate::layout::paged::{ContentKind, Item, Page, Paged, PartOf};
use crate::layout::{dump, paginate};
use crate::manifest::plan::{Metadata, NotesPlan, Print};
use crate::text::Typesetter;

/// Body leading, and so the grid, of the test design.
pub const GRID: Length = Length::pt(18.0);

pub fn fonts() -> &'static FontLibrary {
    static FONTS: OnceLock<FontLibrary> = OnceLock::new();
    FONTS.get_or_init(|| FontLibrary::new(Vec::new()).value)
}

/// A design with round numbers: A5, type area 300 × 450 points, 25 lines of 18 points.
#[expect(clippy::too_many_lines, reason = "a design has many keys, and each is said here")]
pub fn design() -> Design {
    let body = Style {
        family: FamilyUse::Body,
        weight: Weight::Regular,
        size: Length::pt(12.0),
        leading: GRID,
        ink: 1.0,
        align: Align::Justify,
        first_indent: Length::pt(12.0),
        start_indent: Length::ZERO,
        end_indent: Length::ZERO,
        space_before: Length::ZERO,
        space_after: Length::ZERO,
        keep_with_next: false,
        kashida: Kashida::Off,
    };
    let mut styles: BTreeMap<Role, Style> = BTreeMap::new();
    for (role, _) in Role::ALL {
        styles.insert(*role, style_of(*role, &body));
    }
    Design {
        name: "test".to_owned(),
        page: PageDesign {
            trim: Size { width: Length::pt(420.0), height: Length::pt(595.0) },
            inner: Length::pt(65.0),
            outer: Length::pt(55.0),
            top: Length::pt(70.0),
            bottom: Length::pt(75.0),
            grid: GRID,
        },
        fonts: FontDesign {
            body: "Scheherazade New".to_owned(),
            heading: "Vazirmatn".to_owned(),
            code: "Vazir Code".to_owned(),
            latin: None,
            latin_scale: LatinScale::Share(1.0),
            latin_shift: Em(0.0),
            fallback: vec!["Vazirmatn".to_owned()],
        },
        styles,
        paragraph: ParagraphDesign {
            space_shrink: 0.25,
            space_stretch: 0.5,
            hang: 0.0,
            runt: Em(4.0),
            orphans: 2,
            widows: 2,
            kashida: Kashida::Off,
        },
        verse: VerseDesign {
            gap: Length::pt(24.0),
            column_share: 0.45,
            width: VerseWidth::Poem,
            stanza_space: GRID,
            step: Length::pt(6.0),
            number_every: 0,
            number_place: NumberPlace::Margin,
            kashida: Kashida::Off,
        },
        notes: NoteDesign {
            rule_length: Length::pt(80.0),
            rule_thickness: Length::pt(0.5),
            space_above: Length::pt(8.0),
            space_below: Length::pt(4.0),
            page_share: 0.25,
            continued_rule_length: Length::pt(150.0),
            numbering: NoteNumbering::Chapter,
            place: NotePlace::Foot,
            symbols: Vec::new(),
            latin_marks: LatinMarks::Book,
            run_together: RunTogether::None,
            run_gap: Length::pt(20.0),
        },
        table: TableDesign {
            padding_inline: Length::pt(4.0),
            padding_block: Length::pt(2.0),
            rule: Length::pt(0.8),
            row_rule: Length::pt(0.3),
            smallest_type: 0.8,
        },
        aside: AsideDesign { frame: AsideFrame::Rules, ground: 0.0, rule: Length::pt(0.8) },
        code: CodeDesign { numbers: false, turn_over: "→".to_owned(), tab: 4 },
        dialogue: DialogueDesign {
            label: DialogueLabel::RunIn,
            label_width: Length::pt(70.0),
            repeat_names: true,
        },
        figure: FigureDesign { float: FloatPlace::Here },
        running: RunningDesign {
            head_distance: Length::pt(18.0),
            folio_distance: Length::pt(30.0),
            folio: FolioPlace::HeadOuter,
            head: true,
            recto: HeadText::Chapter,
            verso: HeadText::Part,
            opening_folio: OpeningFolio::None,
            rule: Length::ZERO,
        },
        chapter: ChapterDesign {
            recto: false,
            part_recto: true,
            drop: Length::pt(54.0),
            ornament: "٭".to_owned(),
            ornament_place: OrnamentPlace::None,
            thematic_break: "* * *".to_owned(),
            bullets: vec!["•".to_owned(), "–".to_owned()],
            thematic_break_edge: "* * *".to_owned(),
            list_indent: Length::pt(18.0),
            list_numbers: vec![ListNumber::Digits, ListNumber::Alphabetic],
            list_space: Length::ZERO,
        },
        toc: TocDesign {
            depth: 1,
            leader: ".".to_owned(),
            leader_pitch: Length::pt(6.0),
            indent: Length::pt(15.0),
            front: TocFront::All,
        },
        index: IndexDesign { columns: 2, gap: Length::pt(20.0), mark_notes: false },
        cover: CoverDesign { ground: GREY, ink: GREY, accent: GREY },
        epub_css: String::new(),
    }
}

const GREY: Rgb = Rgb { red: 128, green: 128, blue: 128 };

fn style_of(role: Role, body: &Style) -> Style {
    let heading = |size: f64, leading: f64| Style {
        family: FamilyUse::Heading,
        weight: Weight::Bold,
        size: Length::pt(size),
        leading: Length::pt(leading),
        align: Align::Start,
        first_indent: Length::ZERO,
        space_before: Length::pt(20.0),
        space_after: Length::pt(8.0),
        ..body.clone()
    };
    let small = |size: f64, leading: f64| Style {
        size: Length::pt(size),
        leading: Length::pt(leading),
        first_indent: Length::ZERO,
        ..body.clone()
    };
    let centred = |style: Style| Style { align: Align::Center, ..style };
    match role {
        Role::BodyFirst => Style { first_indent: Length::ZERO, ..body.clone() },
        Role::Heading1 | Role::Heading2 | Role::Heading3 => heading(13.0, 20.0),
        Role::Heading4 | Role::Heading5 | Role::Heading6 => heading(11.0, 18.0),
        Role::ChapterTitle | Role::PartTitle | Role::TitleMain | Role::HalfTitle => {
            centred(heading(18.0, 27.0))
        }
        Role::TocTitle => heading(18.0, 27.0),
        Role::ChapterOrnament
        | Role::ChapterLabel
        | Role::ChapterSubtitle
        | Role::ChapterByline
        | Role::ChapterDate
        | Role::PartLabel
        | Role::TitleSubtitle
        | Role::TitlePerson
        | Role::TitlePublisher => centred(Style { weight: Weight::Regular, ..heading(10.0, 16.0) }),
        Role::Quote => Style {
            start_indent: Length::pt(18.0),
            end_indent: Length::pt(18.0),
            space_before: Length::pt(9.0),
            space_after: Length::pt(9.0),
            ..body.clone()
        },
        Role::NoteText | Role::RunningHead | Role::Folio => small(9.0, 13.0),
        Role::NoteMark => Style { size: Length::pt(7.5), ..body.clone() },
        Role::Code => Style {
            family: FamilyUse::Code,
            space_before: Length::pt(9.0),
            space_after: Length::pt(9.0),
            ..small(9.0, 14.0)
        },
        Role::TableCell | Role::TableCaption | Role::FigureCaption => small(10.0, 15.0),
        Role::TableHead => Style { weight: Weight::Bold, ..small(10.0, 15.0) },
        Role::DialogueSpeaker => Style { weight: Weight::Bold, ..body.clone() },
        Role::ThematicBreak | Role::Dedication => {
            centred(Style { first_indent: Length::ZERO, ..body.clone() })
        }
        Role::QuoteSource | Role::EpigraphSource | Role::LetterDate => {
            Style { align: Align::End, first_indent: Length::ZERO, ..body.clone() }
        }
        Role::CodeNumber => Style { family: FamilyUse::Code, ..small(7.0, 14.0) },
        Role::DialogueQuestion => {
            Style { weight: Weight::Bold, first_indent: Length::ZERO, ..body.clone() }
        }
        Role::Signature => Style { align: Align::End, first_indent: Length::ZERO, ..body.clone() },
        Role::VerseHemistich | Role::VerseLine | Role::List | Role::DialogueTurn => {
            Style { first_indent: Length::ZERO, ..body.clone() }
        }
        Role::TocPart => Style { weight: Weight::Bold, keep_with_next: true, ..small(12.0, 18.0) },
        Role::TocChapter | Role::TocSection | Role::Colophon => small(11.0, 18.0),
        _ => body.clone(),
    }
}

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

pub fn inline(kind: InlineKind) -> Inline {
    Inline::new(kind, Span::default())
}

/// Words, with `[۱]`-less footnote marks written as `^0`: the note's index.
pub fn words(text: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('^') {
        let (before, after) = rest.split_at(at);
        let digits = after[1..].chars().take_while(char::is_ascii_digit).count();
        inlines.push(inline(InlineKind::Text(before.to_owned())));
        let id = after[1..=digits].parse().expect("a note's index after ^");
        inlines.push(inline(InlineKind::NoteRef(NoteId(id))));
        rest = &after[1 + digits..];
    }
    inlines.push(inline(InlineKind::Text(rest.to_owned())));
    inlines
}

pub fn block(kind: BlockKind) -> Block {
    Block::new(kind, Span::default())
}

pub fn paragraph(text: &str) -> Block {
    block(BlockKind::Paragraph(words(text)))
}

pub fn heading(level: u8, text: &str) -> Block {
    block(BlockKind::Heading { level, content: words(text) })
}

pub fn with_id(mut block: Block, id: &str) -> Block {
    block.attributes.id = Some(spanned(id.to_owned()));
    block
}

pub fn with_class(mut block: Block, class: &str) -> Block {
    block.attributes.classes = vec![class.to_owned()];
    block
}

pub fn list(kind: ListKind, items: Vec<Vec<Block>>) -> Block {
    let items =
        items.into_iter().map(|blocks| ListItem { blocks, task: None, span: Span::default() });
    block(BlockKind::List { kind, tight: true, items: items.collect() })
}

/// A poem: lines with ` / ` are couplets.
pub fn verse(form: VerseForm, stanzas: &[&[&str]]) -> Block {
    let line = |text: &&str| match text.split_once(" / ") {
        Some((first, second)) => {
            VerseLine::Couplet { first: words(first), second: words(second), span: Span::default() }
        }
        None => VerseLine::Single { content: words(text), indent: 0, span: Span::default() },
    };
    let stanzas = stanzas
        .iter()
        .map(|lines| Stanza { lines: lines.iter().map(line).collect(), span: Span::default() });
    block(BlockKind::Verse(Verse::plain(form, stanzas.collect())))
}

pub fn chapter(anchor: &str, title: &str, blocks: Vec<Block>) -> Chapter {
    Chapter {
        anchor: anchor.to_owned(),
        label: None,
        title: words(title),
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

pub fn note(id: u32, mark: &str, text: &str) -> Footnote {
    Footnote {
        id: NoteId(id),
        number: id as usize + 1,
        number_apart: id as usize + 1,
        mark: mark.to_owned(),
        first_mark: Span::default(),
        blocks: vec![paragraph(text)],
        latin: false,
        rtl: false,
        span: Span::default(),
    }
}

/// A book of these chapters, without front or back matter.
pub fn book(chapters: Vec<Chapter>) -> Book {
    let contents = chapters.iter().map(entry).collect();
    Book {
        name: "book".to_owned(),
        metadata: metadata(),
        print: Print::default(),
        notes: NotesPlan { numbering: Some(NoteNumbering::Chapter), place: None },
        binding: Direction::RightToLeft,
        front: Vec::new(),
        body: chapters.into_iter().map(|chapter| BodyItem::Chapter(Box::new(chapter))).collect(),
        back: Vec::new(),
        contents,
        anchors: BTreeMap::new(),
        images: BTreeMap::new(),
        captions: crate::assembly::captions::Captions::default(),
        sources: Vec::new(),
    }
}

fn entry(chapter: &Chapter) -> ContentsEntry {
    ContentsEntry {
        level: ContentsLevel::Chapter,
        label: chapter.label.clone(),
        title: plain_text(&chapter.title),
        author: None,
        anchor: chapter.anchor.clone(),
        span: chapter.title_span(),
        children: Vec::new(),
    }
}

pub fn with_front(mut book: Book, front: Vec<Piece>) -> Book {
    book.front = front;
    book
}

fn metadata() -> Metadata {
    Metadata {
        title: spanned("کتاب نمونه".to_owned()),
        subtitle: None,
        contributors: Vec::new(),
        lang: spanned(Lang::parse("fa").expect("fa is a language")),
        identifier: "urn:test".to_owned(),
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
    }
}

/// An image of this size on paper; nobody looks at its bytes here.
pub fn image(width: f64, height: f64) -> Image {
    Image {
        bytes: Arc::from([].as_slice()),
        format: ImageFormat::Png,
        width: width as u32,
        height: height as u32,
        natural: Size { width: Length::pt(width), height: Length::pt(height) },
        digest: Digest::of(b""),
        span: Span::default(),
    }
}

/// The pages of `book` in `design`.
pub fn laid_in(book: &Book, design: &Design) -> Warned<Paged> {
    let plan = FontPlan::resolve(design, fonts(), book.lang()).expect("the fonts are embedded");
    let typesetter = Typesetter::new(fonts(), &plan);
    paginate(book, design, &typesetter)
}

/// The pages of `book` in the test design; nothing may be reported.
pub fn laid(book: &Book) -> Paged {
    let paged = laid_in(book, &design());
    assert_eq!(paged.diagnostics, []);
    paged.value
}

/// The golden form of the pages of a single chapter.
pub fn dumped(blocks: Vec<Block>) -> String {
    dump::pages(&laid(&book(vec![chapter("c001", "عنوان", blocks)])))
}

/// `count` sentences of running text, all different.
pub fn prose(count: usize) -> String {
    const SUBJECTS: [&str; 5] = ["باران", "دوچرخه", "کتاب‌فروش", "پنجره", "همسایه"];
    const VERBS: [&str; 4] =
        ["آرام آمد و رفت", "در کوچه پیدا شد", "چیزی نگفت", "به یاد ما مانده‌است"];
    (0..count)
        .map(|n| {
            let (subject, verb) = (SUBJECTS[n % 5], VERBS[n / 5 % 4]);
            format!("{subject} در روز {n} از آن سال بلند {verb}.")
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// A line of text on a page.
pub struct Shown {
    pub page: usize,
    pub baseline: f64,
    pub left: f64,
    pub right: f64,
    pub text: String,
    pub block: u32,
    pub kind: ContentKind,
}

/// Every content line of the book.
pub fn content(paged: &Paged) -> Vec<Shown> {
    let pages = paged.pages.iter().enumerate();
    pages.flat_map(|(index, page)| page_content(index, page)).collect()
}

fn page_content(index: usize, page: &Page) -> Vec<Shown> {
    let shown = |item: &Item| match item {
        Item::Text { line, x, baseline, part: PartOf::Content { block, kind } } => Some(Shown {
            page: index,
            baseline: baseline.to_pt(),
            left: (*x + line.left).to_pt(),
            right: (*x + line.left + line.width).to_pt(),
            text: dump::text(line),
            block: *block,
            kind: *kind,
        }),
        _ => None,
    };
    page.items.iter().filter_map(shown).collect()
}

/// All words on the pages that belong to kinds `wanted`, in order, but for bullets.
pub fn shown_words(paged: &Paged, wanted: impl Fn(ContentKind) -> bool) -> Vec<String> {
    let mut text = String::new();
    let mut last = None;
    let is_bullet = |line: &Shown| matches!(line.text.as_str(), "•" | "–");
    for line in content(paged).into_iter().filter(|line| wanted(line.kind) && !is_bullet(line)) {
        // Lines of one paragraph carry the space at which they were broken.
        if last != Some(line.block) {
            text.push(' ');
        }
        last = Some(line.block);
        text.push_str(&line.text);
    }
    text.split_whitespace().map(str::to_owned).collect()
}

/// All words of `blocks`, in order.
pub fn written_words(blocks: &[Block]) -> Vec<String> {
    let mut text = String::new();
    each_inlines(blocks, &mut |inlines| {
        text.push(' ');
        text.push_str(&plain_text(inlines));
    });
    text.split_whitespace().map(str::to_owned).collect()
}

/// Pages on which the notes `ids` have their marks.
pub fn mark_pages(paged: &Paged) -> BTreeMap<NoteId, usize> {
    let mut marks = BTreeMap::new();
    for (index, page) in paged.pages.iter().enumerate() {
        for item in &page.items {
            if let Item::Text { line, .. } = item {
                marks.extend(line.notes.iter().map(|id| (*id, index)));
            }
        }
    }
    marks
}

/// Labels of all pages.
pub fn labels(paged: &Paged) -> Vec<&str> {
    paged.pages.iter().map(|page| page.label.as_str()).collect()
}
