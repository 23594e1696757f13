//! How the specimen looks in each design: the pages as text, and two of them as small pictures.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::{GrayImage, Luma};
use nashr::layout::dump;

use super::roles::specimen;

/// Pixels of a picture for a point of the page: enough for the shapes of blocks, too little for
/// letters.
const SCALE: f32 = 0.4;
/// How much a pixel may differ, of 255.
const PIXEL_TOLERANCE: u8 = 40;
/// How many pixels of a hundred may differ by more.
const PIXELS_TOLERATED: usize = 2;

fn beside(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/designs").join(name)
}

/// Every page of the specimen in `name` is as it was when somebody looked at it.
fn pages_are_as_looked_at(name: &str) {
    let book = specimen(Path::new("."), name);
    // The leaders of the contents say nothing and are many.
    let is_leader = |line: &&str| line.ends_with(": .");
    let found: Vec<String> = dump::pages(&book.paged)
        .lines()
        .filter(|line| !is_leader(line))
        .map(|line| format!("{line}\n"))
        .collect();
    let found = found.concat();
    let path = beside(&format!("{name}.pages"));
    if std::env::var_os("NASHR_UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &found).expect("the pages can be written");
    }
    let expected = std::fs::read_to_string(&path).expect("the pages can be read");
    let differing = found.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
    assert!(
        found == expected,
        "the specimen in {name} differs, first in {differing:?}; run with NASHR_UPDATE_GOLDEN=1, \
         and look at `nashr design specimen {name}`"
    );
}

/// The pages with the indexes `at` in gray, beside one another.
fn picture(pdf: Vec<u8>, at: [usize; 2]) -> GrayImage {
    let pdf = Pdf::new(Arc::new(pdf)).expect("hayro reads the PDF");
    let pages = at.map(|at| {
        let settings = PixmapSettings {
            x_scale: SCALE,
            y_scale: SCALE,
            bg_color: hayro::vello_cpu::color::palette::css::WHITE,
        };
        let (cache, interpreter) = (RenderCache::new(), InterpreterSettings::default());
        let render = &RenderSettings::default();
        hayro::render(&pdf.pages()[at], &cache, &interpreter, render, &settings)
    });
    let (width, height) = (u32::from(pages[0].width()), u32::from(pages[0].height()));
    GrayImage::from_fn(width * 2, height, |x, y| {
        // The first of two facing pages stands on the right.
        let (page, x) = if x < width { (&pages[1], x) } else { (&pages[0], x - width) };
        Luma([page.data_as_u8_slice()[((y * width + x) * 4) as usize]])
    })
}

/// A page of prose and the page that faces it look as they did when somebody looked at them.
fn spread_looks_as_before(name: &str, at: [usize; 2]) {
    let folder = tempfile::tempdir().expect("a folder");
    let run = Command::new(env!("CARGO_BIN_EXE_nashr"))
        .args(["design", "specimen", name, "--out", "out", "-q"])
        .current_dir(folder.path())
        .env_clear()
        .status()
        .expect("the program runs");
    assert!(run.success());
    let pdf = folder.path().join(format!("out/specimen-{name}.screen.pdf"));
    let found = picture(std::fs::read(pdf).expect("a PDF"), at);
    let path = beside(&format!("{name}.png"));
    if std::env::var_os("NASHR_BLESS").is_some() {
        found.save(&path).expect("the picture can be written");
    }
    let expected = image::open(&path).expect("the picture can be read").to_luma8();
    assert_eq!(found.dimensions(), expected.dimensions(), "{name}");
    let differs = |(a, b): &(&Luma<u8>, &Luma<u8>)| a.0[0].abs_diff(b.0[0]) > PIXEL_TOLERANCE;
    let differing = found.pixels().zip(expected.pixels()).filter(differs).count();
    let all = found.pixels().len();
    assert!(
        differing * 100 <= all * PIXELS_TOLERATED,
        "{differing} of {all} pixels differ from {name}.png; run with NASHR_BLESS=1 and look at it"
    );
}

#[test]
fn classic() {
    pages_are_as_looked_at("classic");
    spread_looks_as_before("classic", [15, 16]);
}

#[test]
fn modern() {
    pages_are_as_looked_at("modern");
    spread_looks_as_before("modern", [15, 16]);
}

#[test]
fn poetry() {
    pages_are_as_looked_at("poetry");
    spread_looks_as_before("poetry", [15, 16]);
}

#[test]
fn pocket() {
    pages_are_as_looked_at("pocket");
    spread_looks_as_before("pocket", [15, 16]);
}
