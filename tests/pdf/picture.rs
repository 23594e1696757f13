//! Pages as pictures.

use std::path::Path;
use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::{GrayImage, Luma};

/// How much a pixel may differ, of 255: rounding of another version of the renderer.
const PIXEL_TOLERANCE: u8 = 24;
/// How many pixels of a thousand may differ by more.
const PIXELS_TOLERATED: usize = 2;

/// The first page in gray, one pixel a point, on white.
pub fn render(pdf: &[u8]) -> GrayImage {
    let data: Arc<Vec<u8>> = Arc::new(pdf.to_vec());
    let pdf = Pdf::new(data).expect("hayro reads the PDF");
    let page = &pdf.pages()[0];
    let pixmap = hayro::render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: 1.0,
            y_scale: 1.0,
            bg_color: hayro::vello_cpu::color::palette::css::WHITE,
        },
    );
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let pixels = pixmap.data_as_u8_slice();
    GrayImage::from_fn(width, height, |x, y| Luma([pixels[((y * width + x) * 4) as usize]]))
}

/// Compares the first page with the picture `name` beside this file. With `NASHR_BLESS` set, the
/// picture is written anew: look at it before it is committed.
pub fn assert_like(pdf: &[u8], name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf").join(name);
    let found = render(pdf);
    if std::env::var_os("NASHR_BLESS").is_some() {
        found.save(&path).expect("the picture can be written");
    }
    let expected = image::open(&path).expect("the picture can be read").to_luma8();
    assert_eq!(found.dimensions(), expected.dimensions());
    let differs = |(a, b): &(&Luma<u8>, &Luma<u8>)| a.0[0].abs_diff(b.0[0]) > PIXEL_TOLERANCE;
    let differing = found.pixels().zip(expected.pixels()).filter(differs).count();
    let all = found.pixels().len();
    assert!(
        differing * 1000 <= all * PIXELS_TOLERATED,
        "{differing} of {all} pixels differ from {name}; run with NASHR_BLESS=1 and look at it"
    );
}
