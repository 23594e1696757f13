//! Images and fonts of a book: their bytes, and as much of an image's header as layout needs.

use std::sync::Arc;

use crate::base::{Digest, Size, Span};

/// An image of the book, decoded only as far as its header.
#[derive(Clone, Debug)]
pub struct Image {
    /// Its bytes as read.
    pub bytes: Arc<[u8]>,
    /// Its format, found from the bytes.
    pub format: ImageFormat,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Size on paper at its own resolution: from the file's pixels per metre or inch when it states
    /// one, else at 300 dpi, the resolution of print.
    pub natural: Size,
    /// Digest of its bytes; output names are made from it.
    pub digest: Digest,
    /// The first place that names it.
    pub span: Span,
}

/// A font file of the book's own.
#[derive(Clone, Debug)]
pub struct ProjectFont {
    /// Path relative to the manifest's folder.
    pub path: String,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// Formats of images that both outputs can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImageFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF (its first frame in print).
    Gif,
    /// WebP.
    WebP,
}

impl ImageFormat {
    /// Its name, for messages.
    pub const fn name(self) -> &'static str {
        match self {
            ImageFormat::Png => "PNG",
            ImageFormat::Jpeg => "JPEG",
            ImageFormat::Gif => "GIF",
            ImageFormat::WebP => "WebP",
        }
    }

    /// Media type (EPUB 3.3, core media types).
    pub const fn media_type(self) -> &'static str {
        match self {
            ImageFormat::Png => "image/png",
            ImageFormat::Jpeg => "image/jpeg",
            ImageFormat::Gif => "image/gif",
            ImageFormat::WebP => "image/webp",
        }
    }

    /// File ending without a dot.
    pub const fn extension(self) -> &'static str {
        match self {
            ImageFormat::Png => "png",
            ImageFormat::Jpeg => "jpg",
            ImageFormat::Gif => "gif",
            ImageFormat::WebP => "webp",
        }
    }
}
