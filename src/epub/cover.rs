//! The cover picture: the one that the manifest names, or one drawn from the title by the design.

use std::sync::Arc;

use tiny_skia::{FillRule, Paint, PathBuilder, Pixmap, Transform};

use super::matter::people_lines;
use super::names;
use super::ornament::{self, Canvas};
use super::text::Shared;
use crate::assembly::book::Book;
use crate::base::{Code, Diagnostic, Digest, Em, Length, Span};
use crate::design::Design;
use crate::design::model::{Align, Kashida, Rgb, Role, Style};
use crate::font::FontLibrary;
use crate::storage::ProjectPath;
use crate::text::Typesetter;
use crate::text::model::{Line, ParagraphFormat, StyledRun, StyledText, TextStyle};

/// Width of the picture in pixels. With the height 1:1.6, what book shops ask for.
pub const WIDTH: u32 = 1600;
/// Height of the picture in pixels.
pub const HEIGHT: u32 = 2560;

/// Widest line of text: what the frame leaves, with air at both sides.
const MEASURE: f64 = 1080.0;
/// Type sizes of the title that are tried, in pixels, from a short title to a very long one.
const TITLE_SIZES: [f64; 7] = [300.0, 260.0, 220.0, 190.0, 160.0, 130.0, 100.0];
/// Most height of the title before a smaller size is tried: a third of what the frame leaves.
const TITLE_HEIGHT: f64 = 720.0;
/// Widest leading of the cover's lines, as a share of the type size: display lines stand closer than
/// those of a page.
const LEADING: f64 = 1.5;
/// Type size of the subtitle.
const SUBTITLE_SIZE: f64 = 92.0;
/// Type size of the names.
const PEOPLE_SIZE: f64 = 88.0;
/// Type size of the publisher's name.
const PUBLISHER_SIZE: f64 = 72.0;
/// Space between title, ornament, subtitle and names.
const GAP: f64 = 110.0;
/// Where the middle of title, subtitle and names stands: the optical middle is above the real one.
const MIDDLE: f64 = 0.46;
/// Baseline of the publisher's name.
const PUBLISHER_BASELINE: f64 = 2310.0;
/// Radius of the ornament between title and names.
const MEDALLION: f64 = 105.0;
/// Smallest type size at which a title on one line is preferred to a larger one on several.
const ONE_LINE_SIZE: f64 = 170.0;
/// Most people of one role who are named: the cover of an anthology names the first ones.
const PEOPLE: usize = 3;
/// Highest and lowest place of title, subtitle and names: clear of the frame and the publisher.
const AREA: (f64, f64) = (280.0, 2110.0);
/// Scales that are tried until everything finds its place there.
const SCALES: [f64; 6] = [1.0, 0.88, 0.76, 0.64, 0.52, 0.4];

/// The cover picture and where it is in the container.
#[derive(Debug)]
pub struct Cover {
    /// Name of its file.
    pub file: String,
    /// The picture, when it was drawn and is not among the images of the book.
    pub drawn: Option<Vec<u8>>,
}

/// The cover of the book.
///
/// # Errors
/// `IMG-MISSING` when the book does not have the picture that the manifest names; `EPB-REFUSED`
/// when the drawn picture cannot be written.
pub fn cover(
    shared: Shared<'_>,
    design: &Design,
    library: &FontLibrary,
    typesetter: &Typesetter,
) -> Result<Cover, Vec<Diagnostic>> {
    match &shared.book.metadata.cover {
        // The images are named by the normal form of their paths.
        Some(path) => match ProjectPath::parse(&path.value)
            .ok()
            .and_then(|path| shared.book.images.get(path.as_str()))
        {
            Some(image) => Ok(Cover { file: names::image_file(image), drawn: None }),
            None => Err(vec![missing(&path.value, path.span)]),
        },
        None => draw(shared, design, library, typesetter).map_err(|diagnostic| vec![diagnostic]),
    }
}

fn missing(path: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::ImageMissing, format!("the cover picture {path} was not found"))
        .at(span)
        .hint(
            "name a picture relative to the manifest's folder, or remove `cover` to have one drawn",
        )
}

/// Draws the cover: ground, frame, title, ornament, subtitle, names, publisher.
fn draw(
    shared: Shared<'_>,
    design: &Design,
    library: &FontLibrary,
    typesetter: &Typesetter,
) -> Result<Cover, Diagnostic> {
    let refused = |why: String| {
        Diagnostic::new(Code::EpubRefused, format!("the cover cannot be drawn: {why}"))
            .at(shared.book.metadata.title.span)
            .hint("name a picture as `cover` in the manifest")
    };
    let pixmap = Pixmap::new(WIDTH, HEIGHT).ok_or_else(|| refused("too large".to_owned()))?;
    let mut canvas = Canvas { pixmap };
    canvas.fill(design.cover.ground);
    ornament::frame(&mut canvas, design.cover.accent);

    let setter = Setter { book: shared.book, design, typesetter };
    let stack = setter.stack(shared);
    let mut top = (f64::from(HEIGHT) * MIDDLE - stack.height() / 2.0)
        .min(AREA.1 - stack.height())
        .max(AREA.0);
    let pen = Pen { library, ink: design.cover.ink };
    for block in &stack.blocks {
        match block {
            Block::Lines(lines) => lines.draw(&mut canvas, &pen, top),
            Block::Medallion => {
                let center = (f64::from(WIDTH) / 2.0, top + MEDALLION);
                ornament::medallion(&mut canvas, center, MEDALLION, design.cover.accent);
            }
        }
        top += block.height() + stack.gap;
    }
    if let Some(publisher) = setter.publisher() {
        let top = PUBLISHER_BASELINE - publisher.leading;
        publisher.draw(&mut canvas, &pen, top);
    }

    let png = canvas.pixmap.encode_png().map_err(|error| refused(error.to_string()))?;
    let digest = Digest::of(&png).short(names::DIGEST_DIGITS);
    Ok(Cover { file: format!("cover-{digest}.png"), drawn: Some(png) })
}

/// What stands in the middle of the cover, from the top.
enum Block {
    Lines(Lines),
    Medallion,
}

impl Block {
    fn height(&self) -> f64 {
        match self {
            Block::Lines(lines) => lines.height(),
            Block::Medallion => MEDALLION * 2.0,
        }
    }
}

/// Blocks below one another.
struct Stack {
    blocks: Vec<Block>,
    gap: f64,
}

impl Stack {
    fn height(&self) -> f64 {
        let gaps = self.blocks.len().saturating_sub(1) as f64 * self.gap;
        self.blocks.iter().map(Block::height).sum::<f64>() + gaps
    }
}

/// Lines of one size; a pixel of the picture is a point of the lines.
struct Lines {
    lines: Vec<Line>,
    leading: f64,
}

impl Lines {
    fn height(&self) -> f64 {
        self.lines.len() as f64 * self.leading
    }

    fn draw(&self, canvas: &mut Canvas, pen: &Pen<'_>, top: f64) {
        for (at, line) in self.lines.iter().enumerate() {
            // The letters stand in the middle of their leading.
            let slack = self.leading - (line.ascent + line.descent).to_pt();
            let baseline = top + at as f64 * self.leading + slack / 2.0 + line.ascent.to_pt();
            pen.line(canvas, line, baseline);
        }
    }
}

/// Sets the lines of the cover.
struct Setter<'a> {
    book: &'a Book,
    design: &'a Design,
    typesetter: &'a Typesetter<'a>,
}

impl Setter<'_> {
    /// Title, ornament, subtitle and names as large as the cover has room for.
    fn stack(&self, shared: Shared<'_>) -> Stack {
        let [.., smallest] = SCALES;
        let at = |scale: f64| Stack { blocks: self.blocks(shared, scale), gap: GAP * scale };
        let room = AREA.1 - AREA.0;
        let fitting = SCALES.iter().map(|scale| at(*scale)).find(|stack| stack.height() <= room);
        fitting.unwrap_or_else(|| at(smallest))
    }

    fn blocks(&self, shared: Shared<'_>, scale: f64) -> Vec<Block> {
        let metadata = &self.book.metadata;
        let mut blocks = vec![Block::Lines(self.title(scale)), Block::Medallion];
        if let Some(subtitle) = &metadata.subtitle {
            let style = self.design.style(Role::TitleSubtitle);
            blocks.push(Block::Lines(self.set(&subtitle.value, style, SUBTITLE_SIZE * scale)));
        }
        let style = self.design.style(Role::TitlePerson);
        let people = people_lines(shared, Some(PEOPLE)).join("\u{2028}");
        if !people.is_empty() {
            blocks.push(Block::Lines(self.set(&people, style, PEOPLE_SIZE * scale)));
        }
        blocks
    }

    /// The title: on one line if that can be large, else as large as its lines allow.
    fn title(&self, scale: f64) -> Lines {
        let style = self.design.style(Role::TitleMain);
        let title = &self.book.metadata.title.value;
        let one_line = TITLE_SIZES
            .iter()
            .find(|size| **size >= ONE_LINE_SIZE && self.width(title, style, **size) <= MEASURE);
        if let Some(size) = one_line {
            return self.set(title, style, size * scale);
        }
        let fits = |lines: &Lines| {
            lines.height() <= TITLE_HEIGHT
                && lines.lines.iter().all(|line| line.overfull <= Length::ZERO)
        };
        let [.., smallest] = TITLE_SIZES;
        let set = |size: f64| self.set(title, style, size * scale);
        TITLE_SIZES.iter().map(|size| set(*size)).find(fits).unwrap_or_else(|| set(smallest))
    }

    /// Where a problem with the words of the cover is told: with those of the title at the title, with
    /// all others behind it, because they are written elsewhere and told there too.
    fn place(&self, words: &str) -> Span {
        let title = &self.book.metadata.title;
        let end = title.span.end as usize;
        if words == title.value { title.span } else { Span::new(title.span.source, end, end) }
    }

    /// Width of `words` on one line.
    fn width(&self, words: &str, style: &Style, size: f64) -> f64 {
        let text = one_run(words, style, Length::pt(size), self.place(words));
        self.typesetter.extent(&text, self.book.direction()).natural.to_pt()
    }

    fn publisher(&self) -> Option<Lines> {
        let publisher = self.book.metadata.publisher.as_ref()?;
        let style = self.design.style(Role::TitlePublisher);
        Some(self.set(&publisher.value, style, PUBLISHER_SIZE))
    }

    fn set(&self, words: &str, style: &Style, size: f64) -> Lines {
        let text = one_run(words, style, Length::pt(size), self.place(words));
        let format = ParagraphFormat {
            direction: self.book.direction(),
            measure: Length::pt(MEASURE),
            align: Align::Center,
            first_indent: Length::ZERO,
            space_shrink: self.design.paragraph.space_shrink,
            space_stretch: self.design.paragraph.space_stretch,
            hang: 0.0,
            space_widest: f64::INFINITY,
            runt: Em(0.0),
            kashida: Kashida::Off,
        };
        let lines = self.typesetter.paragraph(&text, &format).lines;
        Lines { lines, leading: size * (style.leading / style.size).min(LEADING) }
    }
}

/// `words` in one style at `size`.
pub fn one_run(words: &str, style: &Style, size: Length, span: Span) -> StyledText {
    let style = TextStyle {
        family: style.family,
        weight: style.weight,
        size,
        rise: Length::ZERO,
        ink: 1.0,
        lang: None,
        direction: None,
        link: None,
        note: None,
        anchor: None,
        object: None,
        strike: false,
    };
    let run = StyledRun { range: 0..words.len(), style: Arc::new(style), span };
    StyledText { text: words.to_owned(), runs: vec![run], anchors: Vec::new() }
}

/// Draws set lines by the outlines of their glyphs.
struct Pen<'a> {
    library: &'a FontLibrary,
    ink: Rgb,
}

impl Pen<'_> {
    fn line(&self, canvas: &mut Canvas, line: &Line, baseline: f64) {
        let left = (f64::from(WIDTH) - MEASURE) / 2.0;
        let mut outline = Outline::default();
        for piece in &line.pieces {
            let face = self.library.face(piece.run.face);
            let Ok(parsed) = ttf_parser::Face::parse(&face.bytes, 0) else { continue };
            let scale = piece.style.size.to_pt() / f64::from(face.units_per_em);
            let mut x = left + piece.x.to_pt();
            for glyph in &piece.run.glyphs {
                let shift = f64::from(glyph.x_offset) * scale;
                let rise = f64::from(glyph.y_offset) * scale;
                outline.place(x + shift, baseline - rise, scale);
                parsed.outline_glyph(ttf_parser::GlyphId(glyph.id), &mut outline);
                x += f64::from(glyph.advance) * scale;
            }
        }
        if let Some(path) = outline.path.finish() {
            let paint = canvas_paint(self.ink);
            let pixmap = &mut canvas.pixmap;
            pixmap.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
        }
    }
}

fn canvas_paint(color: Rgb) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(color.red, color.green, color.blue, u8::MAX);
    paint.anti_alias = true;
    paint
}

/// Gathers glyph outlines, moved to their places; the y axis of fonts points up.
#[derive(Default)]
struct Outline {
    path: PathBuilder,
    x: f64,
    y: f64,
    scale: f64,
}

impl Outline {
    fn place(&mut self, x: f64, y: f64, scale: f64) {
        (self.x, self.y, self.scale) = (x, y, scale);
    }

    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        let place = |origin: f64, offset: f64| (origin + offset * self.scale) as f32;
        (place(self.x, f64::from(x)), place(self.y, -f64::from(y)))
    }
}

impl ttf_parser::OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
