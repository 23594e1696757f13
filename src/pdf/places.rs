//! Places in the source, as the PDF library carries them through, and what it refuses.

use std::num::NonZeroU64;

use krilla::error::KrillaError;
use krilla::surface::Location;

use crate::base::{Code, Diagnostic, SourceId, Span};

/// The beginning of `span` as one number: file (from 1) above 32 bits of offset.
pub fn location(span: Span) -> Option<Location> {
    NonZeroU64::new(((u64::from(span.source.0) + 1) << 32) | u64::from(span.start))
}

/// The place that [`location`] made the number of: the beginning of the span.
fn place(location: Location) -> Span {
    let source = SourceId((location.get() >> 32) as u32 - 1);
    let offset = location.get() as u32;
    Span { source, start: offset, end: offset }
}

/// What the library refused, each with its place when it knows one.
pub fn explain(refusal: &KrillaError) -> Vec<Diagnostic> {
    let refused = |message: String, at: Option<Location>| {
        let diagnostic = Diagnostic::new(Code::PdfRefused, message);
        at.map(place).into_iter().fold(diagnostic, Diagnostic::at)
    };
    let diagnostic = match refusal {
        KrillaError::Font(_, why) => {
            refused(format!("a font of the book cannot be embedded: {why}"), None)
                .hint("`nashr fonts` lists the fonts; use another copy or another font")
        }
        KrillaError::Image(_, at, why) => {
            refused(format!("the image cannot be decoded: {why}"), *at)
                .hint("save the image again, as PNG or JPEG")
        }
        other => refused(format!("the PDF cannot be written: {other}"), None),
    };
    vec![diagnostic]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_go_through() {
        let span = Span::new(SourceId(7), 123, 456);
        let found = location(span).map(place);
        assert_eq!(found, Some(Span::new(SourceId(7), 123, 123)));
        assert_eq!(location(Span::default()).map(place), Some(Span::default()));
    }
}
