//! Images: handed over once each, however often they are shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use krilla::Data;
use krilla::geom::{Size, Transform};
use krilla::image::Image as PdfImage;
use krilla::surface::Surface;

use super::page::points;
use super::places::location;
use crate::base::{self, Code, Diagnostic, Length, Span};
use crate::collect::{Image, ImageFormat};

/// The images of the book, each decoded at most once.
pub struct Images<'a> {
    images: &'a BTreeMap<String, Image>,
    loaded: BTreeMap<String, Option<PdfImage>>,
}

impl<'a> Images<'a> {
    /// The images of the book, none loaded yet.
    pub fn new(images: &'a BTreeMap<String, Image>) -> Self {
        Images { images, loaded: BTreeMap::new() }
    }

    /// Draws image `key` into the rectangle with this top left corner. An image that cannot be read
    /// is reported, once, at `span`.
    pub fn draw(
        &mut self,
        surface: &mut Surface<'_>,
        key: &str,
        (x, y): (Length, Length),
        size: base::Size,
        span: Span,
        problems: &mut Vec<Diagnostic>,
    ) {
        let size = Size::from_wh(points(size.width), points(size.height));
        let (Some(image), Some(size)) = (self.load(key, span, problems), size) else { return };
        if let Some(location) = location(span) {
            surface.set_location(location);
        }
        surface.push_transform(&Transform::from_translate(points(x), points(y)));
        surface.draw_image(image, size);
        surface.pop();
        surface.reset_location();
    }

    fn load(&mut self, key: &str, span: Span, problems: &mut Vec<Diagnostic>) -> Option<PdfImage> {
        if let Some(loaded) = self.loaded.get(key) {
            return loaded.clone();
        }
        let image = self.images.get(key).ok_or_else(|| "it was not read".to_owned()).and_then(read);
        let image = image.map_err(|why| problems.push(unusable(key, &why, span))).ok();
        self.loaded.insert(key.to_owned(), image.clone());
        image
    }
}

fn read(image: &Image) -> Result<PdfImage, String> {
    let data: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(Arc::clone(&image.bytes));
    let data = Data::from(data);
    // Interpolation is left to the reader; PDF/A forbids to ask for it.
    match image.format {
        ImageFormat::Png => PdfImage::from_png(data, false),
        ImageFormat::Jpeg => PdfImage::from_jpeg(data, false),
        ImageFormat::Gif => PdfImage::from_gif(data, false),
        ImageFormat::WebP => PdfImage::from_webp(data, false),
    }
}

fn unusable(key: &str, why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::PdfRefused, format!("the image `{key}` cannot be put into a PDF: {why}"))
        .at(span)
        .hint("save the image again, as PNG or JPEG")
}
