//! The images that documents name.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use image::{ImageReader, Limits};
use rayon::prelude::*;

use super::header::{self, Density};
use super::{Image, ImageFormat, resolve_beside};
use crate::base::{Code, Diagnostic, Digest, Length, Size, Sources, Span, Spanned, Warned, limits};
use crate::document::visit::{each_block, each_inline, each_inlines};
use crate::document::{Block, BlockKind, Document, Inline, InlineKind};
use crate::manifest::BookPlan;
use crate::manifest::plan::{Entry, Piece};
use crate::storage::{ProjectPath, ProjectRoot};

/// Resolution of an image that states none: that of print, 300 dpi, in pixels per millimetre.
const PRINT_DENSITY: Density = Density { across: 300.0 / 25.4, down: 300.0 / 25.4 };

/// Images of up to this many pixels are decoded once to find damage early. Larger ones (a whole A4
/// page at 400 dpi has 15 million) are only walked through, to spare time and memory.
const DECODED_PIXELS: u64 = 16 << 20;

/// Reads every image that `documents` and the manifest's cover name, once each. The keys are paths
/// relative to the manifest's folder, as [`resolve_beside`] makes them. What cannot be used is
/// reported at the first place that names it, a missing description wherever it is missing.
pub fn images(
    plan: &BookPlan,
    documents: &[Document],
    root: &ProjectRoot,
    sources: &Sources,
) -> Warned<BTreeMap<String, Image>> {
    let mut named = Named::default();
    if let Some(cover) = &plan.metadata.cover {
        named.cover(cover);
    }
    for piece in plan.contents.iter().flat_map(Entry::pieces) {
        if let Piece::Frontispiece(frontispiece) = piece {
            named.cover(&frontispiece.picture);
        }
    }
    for document in documents {
        let path = sources.get(document.source).map_or("", |source| source.path.as_str());
        named.document(document, path);
    }
    let Named { places, mut problems } = named;
    let read: Vec<_> = places.into_par_iter().map(|(path, span)| read(path, span, root)).collect();
    let mut images = BTreeMap::new();
    for result in read {
        match result {
            Ok((path, image)) => drop(images.insert(path.to_string(), image)),
            Err(problem) => problems.push(problem),
        }
    }
    problems.sort_by_key(|problem| problem.span);
    Warned { value: images, diagnostics: problems }
}

/// The images named so far.
#[derive(Default)]
struct Named {
    /// Each image with the first place that names it.
    places: BTreeMap<ProjectPath, Span>,
    problems: Vec<Diagnostic>,
}

impl Named {
    /// A picture that the manifest names.
    fn cover(&mut self, written: &Spanned<String>) {
        match ProjectPath::parse(&written.value) {
            Ok(path) => drop(self.places.entry(path).or_insert(written.span)),
            Err(problem) => self.problems.push(problem.or_at(written.span)),
        }
    }

    fn document(&mut self, document: &Document, path: &str) {
        self.inlines(&document.meta.title, path);
        self.inlines(&document.meta.subtitle, path);
        self.blocks(&document.blocks, path);
        document.notes.iter().for_each(|note| self.blocks(&note.blocks, path));
    }

    fn blocks(&mut self, blocks: &[Block], document: &str) {
        each_block(blocks, &mut |block| {
            if let BlockKind::Figure(figure) = &block.kind {
                self.image(&figure.path, document);
                if !block.attributes.has_class("decorative") {
                    self.description(&figure.alt, &figure.path);
                }
            }
        });
        each_inlines(blocks, &mut |inlines| self.inlines(inlines, document));
    }

    fn inlines(&mut self, inlines: &[Inline], document: &str) {
        each_inline(inlines, &mut |inline| {
            if let InlineKind::Image { path, alt } = &inline.kind {
                self.image(path, document);
                self.description(alt, path);
            }
        });
    }

    /// Reports an image that says nothing to a reader who cannot see it.
    fn description(&mut self, alt: &str, path: &Spanned<String>) {
        if alt.trim().is_empty() {
            let message = format!("the image `{}` has no description", path.value);
            self.problems.push(Diagnostic::new(Code::ImageAlt, message).at(path.span).hint(
                "write what is to be seen between the brackets, or mark an ornament: `![](a.png){.decorative}`",
            ));
        }
    }

    fn image(&mut self, written: &Spanned<String>, document: &str) {
        match locate(&written.value, document) {
            Ok(path) => drop(self.places.entry(path).or_insert(written.span)),
            Err(problem) => self.problems.push(problem.or_at(written.span)),
        }
    }
}

/// The file that a document means by `written`.
fn locate(written: &str, document: &str) -> Result<ProjectPath, Diagnostic> {
    let lower = written.to_ascii_lowercase();
    if lower.contains("://") || lower.starts_with("//") || lower.starts_with("data:") {
        return Err(Diagnostic::new(
            Code::ImageRemote,
            format!("the image `{}` is not a file of the project", shortened(written)),
        )
        .hint("save the picture beside the document and name the file; nothing is fetched"));
    }
    let path = resolve_beside(document, written).ok_or_else(|| {
        Diagnostic::new(Code::PathEscape, format!("the image `{written}` lies outside the project"))
            .hint(
                "put the picture below the manifest's folder and name it relative to the document",
            )
    })?;
    ProjectPath::parse(&path).map_err(|mut problem| {
        problem.code = Code::PathEscape;
        problem
    })
}

/// The beginning of an address; those of `data:` hold whole pictures.
fn shortened(address: &str) -> String {
    match address.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &address[..end]),
        None => address.to_owned(),
    }
}

/// Reads one image and checks it.
fn read(
    path: ProjectPath,
    span: Span,
    root: &ProjectRoot,
) -> Result<(ProjectPath, Image), Diagnostic> {
    let bytes =
        root.read(&path, limits::IMAGE_BYTES).map_err(|problem| as_image(problem).or_at(span))?;
    let image = examine(&path, bytes, span).map_err(|problem| problem.or_at(span))?;
    Ok((path, image))
}

/// The same problem under the code for images.
fn as_image(mut problem: Diagnostic) -> Diagnostic {
    problem.code = match problem.code {
        Code::FileMissing => Code::ImageMissing,
        Code::FileTooLarge => Code::ImageTooLarge,
        other => other,
    };
    problem
}

fn examine(path: &ProjectPath, bytes: Vec<u8>, span: Span) -> Result<Image, Diagnostic> {
    let format = format_of(path, &bytes)?;
    let structure = header::structure(&bytes, format);
    let (width, height) = dimensions(path, &bytes, format)?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits::IMAGE_PIXELS {
        return Err(too_large(path, width, height));
    }
    if !structure.is_whole {
        return Err(damaged(path, "the end of the file is missing"));
    }
    if pixels <= DECODED_PIXELS {
        reader(&bytes, format).decode().map_err(|error| damaged(path, &error.to_string()))?;
    }
    let Density { across, down } = structure.density.unwrap_or(PRINT_DENSITY);
    let natural = Size {
        width: Length::mm(f64::from(width) / across),
        height: Length::mm(f64::from(height) / down),
    };
    let digest = Digest::of(&bytes);
    Ok(Image { bytes: Arc::from(bytes), format, width, height, natural, digest, span })
}

/// The format by the bytes, which the ending must not belie.
fn format_of(path: &ProjectPath, bytes: &[u8]) -> Result<ImageFormat, Diagnostic> {
    let by_bytes = match image::guess_format(bytes) {
        Ok(image::ImageFormat::Png) => ImageFormat::Png,
        Ok(image::ImageFormat::Jpeg) => ImageFormat::Jpeg,
        Ok(image::ImageFormat::Gif) => ImageFormat::Gif,
        Ok(image::ImageFormat::WebP) => ImageFormat::WebP,
        _ => {
            let message = format!("`{path}` is not a PNG, JPEG, GIF or WebP image");
            return Err(Diagnostic::new(Code::ImageFormat, message)
                .hint("convert it to PNG (drawings) or JPEG (photographs)"));
        }
    };
    let by_ending = match path.extension().as_str() {
        "png" => Some(ImageFormat::Png),
        "jpg" | "jpeg" | "jpe" | "jfif" => Some(ImageFormat::Jpeg),
        "gif" => Some(ImageFormat::Gif),
        "webp" => Some(ImageFormat::WebP),
        _ => None,
    };
    if by_ending == Some(by_bytes) {
        return Ok(by_bytes);
    }
    let message = format!("`{path}` holds a {} image, which its ending belies", by_bytes.name());
    Err(Diagnostic::new(Code::ImageFormat, message).hint(format!(
        "rename it to `{}.{}`",
        path.stem(),
        by_bytes.extension()
    )))
}

fn dimensions(
    path: &ProjectPath,
    bytes: &[u8],
    format: ImageFormat,
) -> Result<(u32, u32), Diagnostic> {
    let (width, height) =
        reader(bytes, format).into_dimensions().map_err(|e| damaged(path, &e.to_string()))?;
    if width == 0 || height == 0 {
        return Err(damaged(path, "it has no pixels"));
    }
    Ok((width, height))
}

fn reader(bytes: &[u8], format: ImageFormat) -> ImageReader<Cursor<&[u8]>> {
    let format = match format {
        ImageFormat::Png => image::ImageFormat::Png,
        ImageFormat::Jpeg => image::ImageFormat::Jpeg,
        ImageFormat::Gif => image::ImageFormat::Gif,
        ImageFormat::WebP => image::ImageFormat::WebP,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    // 16 bytes a pixel: the widest form that the decoders make (RGBA of 32-bit floats).
    limits.max_alloc = Some(DECODED_PIXELS * 16);
    reader.limits(limits);
    reader
}

fn too_large(path: &ProjectPath, width: u32, height: u32) -> Diagnostic {
    let message = format!(
        "`{path}` has {width} × {height} pixels, more than {} million",
        limits::IMAGE_PIXELS / 1_000_000
    );
    Diagnostic::new(Code::ImageTooLarge, message)
        .hint("make it smaller: a full A4 page at 300 dpi has 2480 × 3508 pixels")
}

fn damaged(path: &ProjectPath, why: &str) -> Diagnostic {
    let why = why.trim().trim_end_matches('.');
    Diagnostic::new(Code::ImageFormat, format!("the image `{path}` is damaged: {why}"))
        .hint("open it in a picture program and save it anew")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(format: image::ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image::RgbImage::new(30, 20).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn check(name: &str, bytes: Vec<u8>) -> Result<Image, (Code, String)> {
        examine(&ProjectPath::parse(name).unwrap(), bytes, Span::default())
            .map_err(|problem| (problem.code, problem.message))
    }

    #[test]
    fn sound_images_pass() {
        for (name, format) in [
            ("a.png", image::ImageFormat::Png),
            ("a.JPG", image::ImageFormat::Jpeg),
            ("a.gif", image::ImageFormat::Gif),
            ("a.webp", image::ImageFormat::WebP),
        ] {
            let image = check(name, encoded(format)).unwrap();
            assert_eq!((image.width, image.height), (30, 20), "{name}");
            assert!(image.natural.width > Length::ZERO);
        }
        let png = check("a.png", encoded(image::ImageFormat::Png)).unwrap();
        assert!((png.natural.width.to_pt() - 30.0 * 72.0 / 300.0).abs() < 1e-9);
    }

    #[test]
    fn the_ending_must_be_true() {
        let (code, message) = check("a.png", encoded(image::ImageFormat::Jpeg)).unwrap_err();
        assert_eq!(code, Code::ImageFormat);
        assert_eq!(message, "`a.png` holds a JPEG image, which its ending belies");
        assert_eq!(check("a.png", b"<svg/>".to_vec()).unwrap_err().0, Code::ImageFormat);
        assert_eq!(check("a.png", Vec::new()).unwrap_err().0, Code::ImageFormat);
    }

    /// A file cut anywhere is refused, whatever its format.
    #[test]
    fn cut_files_are_damaged() {
        for (name, format) in [
            ("a.png", image::ImageFormat::Png),
            ("a.jpg", image::ImageFormat::Jpeg),
            ("a.gif", image::ImageFormat::Gif),
            ("a.webp", image::ImageFormat::WebP),
        ] {
            let bytes = encoded(format);
            for end in [bytes.len() / 4, bytes.len() / 2, bytes.len() - 8, bytes.len() - 1] {
                // The last byte of a PNG belongs to a checksum, and WebP pads with one byte.
                let result = check(name, bytes[..end].to_vec());
                let spared = end == bytes.len() - 1 && name != "a.jpg" && name != "a.gif";
                assert!(result.is_err() || spared, "{name} cut at {end}");
            }
        }
    }

    #[test]
    fn damaged_pixels_are_found() {
        let mut png = encoded(image::ImageFormat::Png);
        let data = png.windows(4).position(|four| four == b"IDAT").unwrap() + 8;
        png[data] ^= 0xFF;
        let (code, message) = check("a.png", png).unwrap_err();
        assert_eq!(code, Code::ImageFormat);
        assert!(message.starts_with("the image `a.png` is damaged: "), "{message}");
    }

    /// A header that promises 60,000 × 60,000 pixels is refused before anything is decoded.
    #[test]
    fn a_bomb_is_refused_by_its_header() {
        let mut png = encoded(image::ImageFormat::Png);
        png[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        png[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        let checksum = crc32(&png[12..29]).to_be_bytes();
        png[29..33].copy_from_slice(&checksum);
        let (code, message) = check("a.png", png).unwrap_err();
        assert_eq!(code, Code::ImageTooLarge);
        assert_eq!(message, "`a.png` has 60000 × 60000 pixels, more than 200 million");
    }

    /// The checksum of PNG chunks, bit by bit (ISO 3309).
    fn crc32(bytes: &[u8]) -> u32 {
        let step = |crc: u32, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
        let add = |crc, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), step);
        !bytes.iter().fold(!0, add)
    }

    #[test]
    fn places_outside_are_told_apart() {
        let code = |written| locate(written, "texts/a.md").err().map(|problem| problem.code);
        assert_eq!(code("../images/a.png"), None);
        assert_eq!(code("../../a.png"), Some(Code::PathEscape));
        assert_eq!(code("a\u{202E}gnp.png"), Some(Code::PathEscape));
        assert_eq!(code("HTTPS://example.org/a.png"), Some(Code::ImageRemote));
        assert_eq!(code("data:image/png;base64,AAAA"), Some(Code::ImageRemote));
        assert_eq!(code("//example.org/a.png"), Some(Code::ImageRemote));
    }
}
