//! One page.

use krilla::Document;
use krilla::color::{luma, rgb};
use krilla::geom::{PathBuilder, Rect};
use krilla::page::{PageLabel, PageSettings};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};

use super::faces::Faces;
use super::images::Images;
use super::line::LineWriter;
use super::links::LinkArea;
use super::tags::Structure;
use crate::base::{Diagnostic, Length, Size};
use crate::layout::Paged;
use crate::layout::justification::{Mark, Tint};
use crate::layout::paged::{Item, Page};

/// What all pages share.
pub struct PageWriter<'a> {
    /// The pages, for the targets of links.
    pub paged: &'a Paged,
    /// The faces, and the codes of all runs.
    pub faces: Faces,
    /// Images loaded so far.
    pub images: Images<'a>,
    /// What was marked so far.
    pub structure: Structure,
    /// What could not be written.
    pub problems: Vec<Diagnostic>,
}

/// A length as the PDF library takes it, in points.
pub fn points(length: Length) -> f32 {
    length.to_pt() as f32
}

/// The fill for an ink between 0 (white) and 1 (black): gray, so that black text stays pure black.
pub fn fill(ink: f64) -> Fill {
    let lightness = (255.0 * (1.0 - ink.clamp(0.0, 1.0))).round() as u8;
    Fill { paint: luma::Color::new(lightness).into(), ..Fill::default() }
}

/// Draws `page` and everything on it over its `marks`, then its links.
pub fn write_page(
    document: &mut Document,
    writer: &mut PageWriter<'_>,
    page: &Page,
    marks: &[Mark],
) {
    let mut sheet = document.start_page_with(settings(page));
    let mut links = Vec::new();
    let mut surface = sheet.surface();
    for mark in marks {
        in_artifact(&mut surface, |surface| draw_mark(surface, mark));
    }
    write_items(&mut surface, writer, page, &mut links);
    surface.finish();
    for area in links {
        let Some(annotation) = area.annotation(writer.paged) else { continue };
        match area.link {
            Some(link) => {
                let annotation = sheet.add_tagged_annotation(annotation);
                writer.structure.annotate(link, annotation);
            }
            None => sheet.add_annotation(annotation),
        }
    }
    sheet.finish();
}

/// Size and label. A label of its own for every page: readers number in Latin and Roman only.
fn settings(page: &Page) -> PageSettings {
    let Size { width, height } = page.size;
    let settings = PageSettings::from_wh(points(width), points(height)).unwrap_or_default();
    settings.with_page_label(PageLabel::new(None, Some(page.label.clone()), None))
}

fn write_items(
    surface: &mut Surface<'_>,
    writer: &mut PageWriter<'_>,
    page: &Page,
    areas: &mut Vec<LinkArea>,
) {
    // Grounds and rules first: what is printed on them must not be covered.
    for item in &page.items {
        if let Item::Fill { x, y, size, ink } = item {
            in_artifact(surface, |surface| draw_rectangle(surface, (*x, *y), *size, *ink));
        }
    }
    let mut lines = LineWriter::new(areas);
    for item in &page.items {
        match item {
            Item::Text { line, x, baseline, part } => {
                lines.write(surface, writer, line, (*x, *baseline), *part);
            }
            Item::Fill { .. } => {}
            Item::Image { image, alt, x, y, size, span } => {
                lines.close(surface);
                let PageWriter { images, structure, problems, .. } = writer;
                let mut draw = |surface: &mut Surface<'_>| {
                    images.draw(surface, image, (*x, *y), *size, *span, problems);
                };
                if alt.is_empty() {
                    in_artifact(surface, draw);
                } else {
                    let identifier = surface.start_tagged(ContentTag::Other);
                    draw(surface);
                    surface.end_tagged();
                    structure.add_figure(identifier, alt);
                }
            }
        }
    }
    lines.close(surface);
}

/// Draws something that is no content: rules, grounds, ornaments.
pub fn in_artifact<'s>(surface: &mut Surface<'s>, draw: impl FnOnce(&mut Surface<'s>)) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    draw(surface);
    surface.end_tagged();
}

/// Fills the place of a mark: light colours, so that the words on them can be read.
fn draw_mark(surface: &mut Surface<'_>, mark: &Mark) {
    let (red, green, blue) = match mark.tint {
        Tint::Tight => (0xa9, 0xce, 0xff),
        Tint::Open => (0xff, 0xd9, 0x7a),
        Tint::Kashida => (0x8f, 0xd9, 0x9a),
        Tint::Loose => (0xff, 0xd3, 0xd3),
        Tint::Overfull => (0xff, 0x8a, 0x80),
    };
    let paint = rgb::Color::new(red, green, blue).into();
    fill_rectangle(surface, (mark.x, mark.y), mark.size, Fill { paint, ..Fill::default() });
}

/// Fills a rectangle with black ink; one without extent leaves no trace.
pub fn draw_rectangle(surface: &mut Surface<'_>, corner: (Length, Length), size: Size, ink: f64) {
    fill_rectangle(surface, corner, size, fill(ink));
}

fn fill_rectangle(surface: &mut Surface<'_>, (x, y): (Length, Length), size: Size, fill: Fill) {
    let rect = Rect::from_xywh(points(x), points(y), points(size.width), points(size.height));
    let path = rect.and_then(|rect| {
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        path.finish()
    });
    if let Some(path) = path {
        surface.set_fill(Some(fill));
        surface.draw_path(&path);
    }
}
