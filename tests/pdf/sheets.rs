//! Pages made by hand from set paragraphs, and the book they belong to.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use nashr::assembly::Book;
use nashr::base::{Direction, Em, Lang, Length, Size, SourceId, Span, Spanned};
use nashr::collect::Image;
use nashr::design::model::{Align, FamilyUse, FontDesign, Kashida, LatinScale, Weight};
use nashr::font::{FontLibrary, FontPlan};
use nashr::layout::Paged;
use nashr::layout::paged::{
    ContentKind, Destination, Item, Numbering, OutlineEntry, Page, PartOf, Side,
};
use nashr::manifest::plan::{Contributor, Metadata, Print};
use nashr::text::model::{LinkDestination, StyledRun};
use nashr::text::{ParagraphFormat, StyledText, TextStyle, Typesetter};

/// The embedded fonts.
pub static FONTS: LazyLock<FontLibrary> = LazyLock::new(|| {
    let library = FontLibrary::new(Vec::new());
    assert_eq!(library.diagnostics, []);
    library.value
});

/// A page of 120 mm by 160 mm with its margins.
const PAGE: Size = Size { width: Length::mm(120.0), height: Length::mm(160.0) };
const MARGIN: Length = Length::mm(12.0);
const LEADING: Length = Length::pt(20.0);

/// A style to vary: 12 points of the body face.
pub fn plain() -> TextStyle {
    TextStyle {
        family: FamilyUse::Body,
        weight: Weight::Regular,
        size: Length::pt(12.0),
        rise: Length::ZERO,
        ink: 1.0,
        lang: None,
        direction: None,
        link: None,
        note: None,
        anchor: None,
        object: None,
        strike: false,
    }
}

pub fn link(target: LinkDestination) -> TextStyle {
    TextStyle { link: Some(target), ..plain() }
}

/// Sets paragraphs below one another, and begins a new page when told so.
pub struct Sheets {
    paged: Paged,
    baseline: Length,
    blocks: u32,
}

impl Sheets {
    pub fn new() -> Self {
        let mut sheets = Sheets { paged: Paged::default(), baseline: Length::ZERO, blocks: 0 };
        sheets.page("۱");
        sheets
    }

    /// Begins a new page.
    pub fn page(&mut self, label: &str) -> &mut Self {
        self.paged.pages.push(Page {
            size: PAGE,
            side: Side::Recto,
            numbering: Numbering::Decimal,
            number: self.paged.pages.len() + 1,
            label: label.to_owned(),
            items: Vec::new(),
        });
        self.baseline = MARGIN;
        self
    }

    /// Sets a paragraph of one block.
    pub fn block(&mut self, kind: ContentKind, runs: &[(&str, TextStyle)]) -> &mut Self {
        self.blocks += 1;
        let part = PartOf::Content { block: self.blocks, kind };
        self.set(part, runs, Direction::RightToLeft)
    }

    pub fn text(&mut self, text: &str) -> &mut Self {
        self.block(ContentKind::Paragraph, &[(text, plain())])
    }

    /// Sets a line on the baseline of the last one, half a page further left.
    pub fn beside(&mut self, text: &str) -> &mut Self {
        self.baseline -= LEADING;
        self.text(text);
        let last = self.paged.pages.last_mut().unwrap().items.last_mut();
        let Some(Item::Text { x, .. }) = last else { panic!("a line was set") };
        *x -= PAGE.width / 2.0;
        self
    }

    pub fn furniture(&mut self, text: &str) -> &mut Self {
        self.set(PartOf::Furniture, &[(text, plain())], Direction::RightToLeft)
    }

    pub fn left_to_right(&mut self, kind: ContentKind, text: &str) -> &mut Self {
        self.blocks += 1;
        let style = TextStyle { lang: Some("en".to_owned()), ..plain() };
        let part = PartOf::Content { block: self.blocks, kind };
        self.set(part, &[(text, style)], Direction::LeftToRight)
    }

    fn set(&mut self, part: PartOf, runs: &[(&str, TextStyle)], direction: Direction) -> &mut Self {
        let measure = PAGE.width - MARGIN * 2.0;
        self.set_as(part, runs, (direction, measure), (Align::Start, Kashida::Off))
    }

    /// A justified paragraph in a narrow measure that is lengthened as far as it can be.
    pub fn lengthened(&mut self, text: &str, style: TextStyle) -> &mut Self {
        self.blocks += 1;
        let part = PartOf::Content { block: self.blocks, kind: ContentKind::Paragraph };
        let how = (Align::Justify, Kashida::Full);
        let narrow = (Direction::RightToLeft, Length::pt(200.0));
        self.set_as(part, &[(text, style)], narrow, how)
    }

    fn set_as(
        &mut self,
        part: PartOf,
        runs: &[(&str, TextStyle)],
        (direction, measure): (Direction, Length),
        (align, kashida): (Align, Kashida),
    ) -> &mut Self {
        let text = styled(runs);
        let format = ParagraphFormat {
            direction,
            measure,
            align,
            first_indent: Length::ZERO,
            space_shrink: 0.25,
            space_stretch: 0.5,
            hang: 0.0,
            space_widest: f64::INFINITY,
            runt: Em(4.0),
            kashida,
        };
        let lang = Lang::parse("fa").unwrap();
        let fonts = FontDesign {
            body: "Vazirmatn".to_owned(),
            heading: "Scheherazade New".to_owned(),
            code: "Vazir Code".to_owned(),
            latin: None,
            latin_scale: LatinScale::Share(1.0),
            latin_shift: Em(0.0),
            fallback: Vec::new(),
        };
        let plan = FontPlan::of(&fonts, &FONTS, &lang).unwrap();
        let typesetter = Typesetter::new(&FONTS, &plan);
        let paragraph = typesetter.paragraph(&text, &format);
        assert_eq!(typesetter.missing(), []);
        let page = self.paged.pages.last_mut().unwrap();
        for line in paragraph.lines {
            self.baseline += LEADING;
            let line = Arc::new(line);
            page.items.push(Item::Text { line, x: MARGIN, baseline: self.baseline, part });
        }
        self
    }

    pub fn rule(&mut self) -> &mut Self {
        self.baseline += LEADING;
        let item = Item::Fill {
            x: MARGIN,
            y: self.baseline,
            size: Size { width: Length::mm(30.0), height: Length::pt(0.5) },
            ink: 1.0,
        };
        self.paged.pages.last_mut().unwrap().items.push(item);
        self
    }

    pub fn image(&mut self, key: &str, alt: &str) -> &mut Self {
        self.baseline += LEADING;
        let item = Item::Image {
            image: key.to_owned(),
            alt: alt.to_owned(),
            x: MARGIN,
            y: self.baseline,
            size: Size { width: Length::mm(20.0), height: Length::mm(20.0) },
            span: Span::new(SourceId(0), 40, 50),
        };
        self.baseline += Length::mm(20.0);
        self.paged.pages.last_mut().unwrap().items.push(item);
        self
    }

    /// The place below what was set, as an anchor.
    pub fn anchor(&mut self, name: &str) -> &mut Self {
        let place = self.place();
        self.paged.anchors.insert(name.to_owned(), place);
        self
    }

    pub fn outline(&mut self, title: &str, children: Vec<OutlineEntry>) -> &mut Self {
        let entry = self.entry(title, children);
        self.paged.outline.push(entry);
        self
    }

    pub fn entry(&self, title: &str, children: Vec<OutlineEntry>) -> OutlineEntry {
        OutlineEntry { title: title.to_owned(), destination: self.place(), children }
    }

    fn place(&self) -> Destination {
        Destination { page: self.paged.pages.len() - 1, y: self.baseline }
    }

    pub fn paged(&self) -> &Paged {
        &self.paged
    }
}

fn styled(runs: &[(&str, TextStyle)]) -> StyledText {
    let mut text = StyledText::default();
    for (words, style) in runs {
        let start = text.text.len();
        text.text.push_str(words);
        text.runs.push(StyledRun {
            range: start..text.text.len(),
            style: Arc::new(style.clone()),
            span: Span::new(SourceId(0), start, text.text.len()),
        });
    }
    text
}

/// A book around the pages; only its metadata and images matter to the writer.
pub fn book(images: BTreeMap<String, Image>) -> Book {
    let spanned = |value: &str| Spanned::new(value.to_owned(), Span::default());
    let person = |name: &str, role: &str| Contributor {
        name: spanned(name),
        role: spanned(role),
        file_as: None,
    };
    Book {
        name: "book".to_owned(),
        metadata: Metadata {
            title: spanned("باغ و برگ"),
            subtitle: Some(spanned("یک آزمون")),
            contributors: vec![person("نگار وراق", "edt"), person("یاشار سطری", "aut")],
            lang: Spanned::new(Lang::parse("fa").unwrap(), Span::default()),
            identifier: "urn:uuid:5f0c7e52-3d0e-4a7b-9a55-1f6b1d2c8e40".to_owned(),
            isbn: None,
            publisher: None,
            date: None,
            rights: None,
            description: Some(spanned("کتابی برای آزمون.")),
            subjects: vec![spanned("آزمون"), spanned("چاپ")],
            series: None,
            edition: None,
            imprint: nashr::manifest::plan::Imprint::default(),
            fipa: None,
            numbering: nashr::manifest::plan::Numbering::default(),
            cover: None,
        },
        print: Print::default(),
        notes: nashr::manifest::plan::NotesPlan::default(),
        binding: Direction::RightToLeft,
        front: Vec::new(),
        body: Vec::new(),
        back: Vec::new(),
        contents: Vec::new(),
        anchors: BTreeMap::new(),
        images,
        captions: nashr::assembly::captions::Captions::default(),
        sources: Vec::new(),
    }
}
