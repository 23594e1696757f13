//! Figures: an image as wide as the measure allows, its caption kept below it.

use super::flow::{Flow, Place};
use super::frame::{Frame, Hold};
use super::paged::{ContentKind, Item};
use crate::base::{Code, Diagnostic, Length, Size, Span};
use crate::design::model::Role;
use crate::document::{Attributes, Figure, MediaSize};

/// The smallest share of its size to which an image is made smaller so that it fits on the page it
/// was written for; below that it moves to the next page.
const SMALLEST: f64 = 0.7;
/// Tallest caption, as a share of the type area, that is kept whole.
const WHOLE_CAPTION: f64 = 0.4;
/// Space between an image and its caption, as a share of the caption's leading.
const CAPTION_GAP: f64 = 0.4;

impl Flow<'_> {
    /// An image with its caption.
    pub(super) fn figure(&mut self, figure: &Figure, attributes: &Attributes, place: &Place) {
        let key = &figure.path.value;
        let Some(image) = self.scope.setting.book.images.get(key) else { return };
        self.check_size(attributes, figure.path.span);
        let natural = self.asked_size(image.natural, attributes, place);
        let style = self.style(Role::FigureCaption);
        let caption = self.caption(figure, place);
        let below: Length = caption.iter().map(|frame| frame.height).sum();
        let gap = if caption.is_empty() { Length::ZERO } else { style.leading * CAPTION_GAP };
        let tallest = self.scope.setting.area.height - gap - below.min(self.tallest_caption());
        let size = self.fitted(natural, place.column.width, tallest, figure.path.span);
        let left = place.column.left + (place.column.width - size.width) / 2.0;
        let item = Item::Image {
            image: key.clone(),
            alt: figure.alt.clone(),
            x: left,
            y: Length::ZERO,
            size,
            span: figure.path.span,
        };
        let picture = Frame {
            items: vec![item],
            height: size.height,
            after: gap,
            hold: if caption.is_empty() { Hold::Free } else { Hold::Keep },
            shrink: Some(SMALLEST),
            span: figure.path.span,
            ..Frame::default()
        };
        // Half a line at least keeps a picture off the words around it.
        let air = style.leading / 2.0;
        let spaces = crate::design::model::Style {
            space_before: style.space_before.max(air),
            space_after: style.space_after.max(air),
            ..style.clone()
        };
        self.spaced(&spaces, |flow| {
            flow.push(picture);
            for line in caption {
                flow.push(line);
            }
        });
        self.opens = false;
    }

    /// Reports a size that is none.
    fn check_size(&mut self, attributes: &Attributes, span: Span) {
        let sizes = attributes.others.iter();
        let sizes = sizes.filter(|(key, _)| key == "width" || key == "height");
        for (key, value) in sizes.filter(|(_, value)| MediaSize::parse(value).is_none()) {
            self.diagnostics.push(
                Diagnostic::new(Code::ImageSize, format!("`{key}={value}` is no size of an image"))
                    .at(span)
                    .hint(format!("write `{key}=60%` or `{key}=80mm`")),
            );
        }
    }

    /// The size that the author asks for, else the image's own: `width` as a share of the measure or
    /// as a length, `height` as a share of the type area's or as a length. One alone keeps the shape.
    fn asked_size(&self, natural: Size, attributes: &Attributes, place: &Place) -> Size {
        let asked = |key: &str, whole: Length| {
            attributes.value(key).and_then(MediaSize::parse).map(|size| size.of(whole))
        };
        let width = asked("width", place.column.width);
        let height = asked("height", self.scope.setting.area.height);
        match (width, height) {
            (None, None) => natural,
            (Some(width), None) => Size { width, height: natural.height * (width / natural.width) },
            (None, Some(height)) => {
                Size { width: natural.width * (height / natural.height), height }
            }
            (Some(width), Some(height)) => Size { width, height },
        }
    }

    /// The caption's lines, kept together.
    fn caption(&mut self, figure: &Figure, place: &Place) -> Vec<Frame> {
        if figure.caption.is_empty() {
            return Vec::new();
        }
        let style = self.style(Role::FigureCaption);
        let text = self.compose(&figure.caption, style, place);
        let part = self.new_block(ContentKind::Caption);
        let format = self.scope.setting.format(style, place.direction, place.column.width);
        let mut lines = self.lines(&text, style, &format, part, place.column);
        let last = lines.len().saturating_sub(1);
        let height: Length = lines.iter().map(|line| line.height).sum();
        let is_whole = height <= self.tallest_caption();
        for (at, line) in lines.iter_mut().enumerate() {
            line.on_grid = false;
            line.hold = if at < last && is_whole { Hold::Keep } else { line.hold };
        }
        lines
    }

    /// Tallest caption that is kept with its image; one that is taller goes on over page ends.
    fn tallest_caption(&self) -> Length {
        self.scope.setting.area.height * WHOLE_CAPTION
    }

    /// The image's own size, made smaller until it fits the measure and the page.
    fn fitted(&mut self, natural: Size, widest: Length, tallest: Length, span: Span) -> Size {
        let wide = 1.0_f64.min(widest / natural.width);
        let tall = 1.0_f64.min(tallest / (natural.height * wide));
        if tall < 1.0 {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::TooLargeForPage,
                    "this image is taller than the page and was made smaller",
                )
                .at(span)
                .hint("crop the image, or give its file a higher resolution (pixels per inch)"),
            );
        }
        let scale = wide * tall;
        Size { width: natural.width * scale, height: natural.height * scale }
    }
}
