//! Books in other languages: direction, binding, digits, quotation marks, generated words, and a
//! chapter in another language inside a Persian book.
//!
//! The pages are kept as text without coordinates: what stands on which page, on which side of the
//! type area, in which words. `INSTA_UPDATE=always` writes them anew; look at the difference.

#[path = "../epub_checklist/archive.rs"]
#[expect(
    clippy::case_sensitive_file_extension_comparisons,
    dead_code,
    reason = "shared with a test that reads more of an e-book, and where the room allows it"
)]
mod archive;
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "this test asks less of a run than others")]
mod support;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use insta::assert_snapshot;
use nashr::base::{Code, Direction, Length, Sources, Stamp};
use nashr::layout::paged::{ContentKind, Numbering, PartOf, Side};
use nashr::layout::{Item, Page, dump};
use nashr::pipeline::{self, Job, LaidBook};
use nashr::storage::Cache;

use archive::Epub;
use support::Project;

/// Fonts with Hebrew letters, where systems have them.
const HEBREW_FONTS: [&str; 3] = [
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages/books").join(name)
}

/// The book in `folder` on pages; it has no problems.
fn laid(folder: &Path) -> LaidBook {
    let job = Job {
        manifest: folder.to_owned(),
        only: Vec::new(),
        delivery: None,
        stamp: Stamp::from_epoch(None).expect("the default is a time stamp"),
        locked: false,
        show: None,
        cache: Arc::new(Cache::none()),
    };
    let (book, mut problems) = pipeline::pages(&job, &mut Sources::default());
    // Where lines end, and so whether one is loose, is not this test's business.
    problems.retain(|problem| problem.code != Code::LineLoose);
    assert_eq!(problems, []);
    book.expect("a book without problems has pages")
}

/// The book as text: the front pages with their labels, sides and fore-edges, then the blocks of all
/// pages with the edge of the type area at which their last lines stand, the notes at the end. Where
/// lines and pages end is no matter of the language, and is left out.
fn pages(book: &LaidBook) -> String {
    let mut out = String::new();
    let mut notes = String::new();
    for page in book.paged.pages.iter().filter(|page| !page.items.is_empty()) {
        if page.numbering != Numbering::Decimal {
            let side = if page.side == Side::Recto { "recto" } else { "verso" };
            let fore_edge = if fore_edge_is_left(book, page) { "left" } else { "right" };
            let _ = writeln!(out, "== {} {side}, fore-edge {fore_edge} ==", page.label);
        }
        for block in page.items.chunk_by(|one, next| part(one).is_some() && part(one) == part(next))
        {
            let Some(PartOf::Content { kind, .. }) = part(&block[0]) else { continue };
            let mut lines = block.iter().filter_map(|item| match item {
                Item::Text { line, x, .. } => Some((line, *x + line.left)),
                _ => None,
            });
            let words: String = lines.clone().map(|(line, _)| dump::text(line)).collect();
            let Some((last, left)) = lines.next_back() else { continue };
            let to = if kind == ContentKind::Note { &mut notes } else { &mut out };
            let _ = writeln!(to, "  {:6} {words}", edge(book, page, left, left + last.width));
        }
    }
    format!("{out}== notes ==\n{notes}")
}

/// What a line belongs to; nothing for pictures, rules and the leaders of the contents.
fn part(item: &Item) -> Option<PartOf> {
    match item {
        Item::Text { line, part, .. } if dump::text(line) != "." => Some(*part),
        _ => None,
    }
}

/// In a right-bound book a recto is the left page of the spread.
fn fore_edge_is_left(book: &LaidBook, page: &Page) -> bool {
    book.book.binding.is_rtl() == (page.side == Side::Recto)
}

/// Where a line from `left` to `right` stands in the type area of its page.
fn edge(book: &LaidBook, page: &Page, left: Length, right: Length) -> &'static str {
    let (inner, outer) = (book.design.page.inner, book.design.page.outer);
    let at_left = if fore_edge_is_left(book, page) { outer } else { inner };
    let before = left - at_left;
    let after = page.size.width - (inner + outer - at_left) - right;
    let near = |length: Length| length.to_pt().abs() < 1.0;
    match (near(before), near(after)) {
        (true, true) => "whole",
        (true, false) => "left",
        (false, true) => "right",
        _ if near(before - after) => "middle",
        _ => "",
    }
}

#[test]
fn arabic() {
    assert_snapshot!(pages(&laid(&folder("ar"))));
}

#[test]
fn urdu() {
    assert_snapshot!(pages(&laid(&folder("ur"))));
}

#[test]
fn central_kurdish() {
    assert_snapshot!(pages(&laid(&folder("ckb"))));
}

#[test]
fn pashto() {
    assert_snapshot!(pages(&laid(&folder("ps"))));
}

#[test]
fn english() {
    assert_snapshot!(pages(&laid(&folder("en"))));
}

#[test]
fn french() {
    assert_snapshot!(pages(&laid(&folder("fr"))));
}

#[test]
fn german() {
    assert_snapshot!(pages(&laid(&folder("de"))));
}

#[test]
fn a_persian_book_with_chapters_and_passages_in_other_languages() {
    assert_snapshot!(pages(&laid(&folder("bilingual"))));
}

/// The program has no Hebrew font; the book brings one of the machine.
#[test]
fn hebrew() {
    let Some(font) = HEBREW_FONTS.iter().map(Path::new).find(|path| path.is_file()) else {
        return support::skip("no font with Hebrew letters is installed");
    };
    let project = with_font(font);
    let book = laid(&project.path("he"));
    assert_eq!(book.book.binding, Direction::RightToLeft);
    assert_snapshot!(pages(&book));
    // Every Hebrew letter is drawn by the font of the book.
    let lines =
        book.paged.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
            Item::Text { line, .. } => Some(line),
            _ => None,
        });
    let hebrew = |text: &str| text.chars().any(|c| matches!(c, '\u{5d0}'..='\u{5ea}'));
    let pieces = lines.flat_map(|line| &line.pieces).filter(|piece| hebrew(&piece.run.text));
    let glyphs: Vec<u16> =
        pieces.flat_map(|piece| piece.run.glyphs.iter().map(|glyph| glyph.id)).collect();
    assert!(glyphs.len() > 300 && !glyphs.contains(&0));
}

/// The Hebrew book with a font in its folder.
fn with_font(font: &Path) -> Project {
    let book = folder("he");
    let mut project = Project::new().copy(font, "he/fonts/hebrew.ttf");
    for file in ["book.yaml", "one.md", "two.md", "templates/hebrew/design.yaml"] {
        project = project.copy(&book.join(file), &format!("he/{file}"));
    }
    project
}

/// A book in a script that no font has: said once, at the first word of the author.
#[test]
fn a_script_without_a_font_is_said_once_with_its_place() {
    let book = folder("he");
    Project::new()
        .file(
            "book.yaml",
            "schema: 1\nbook: {title: שיחות ההר, lang: he}\ncontents: [{file: one.md}]\n",
        )
        .copy(&book.join("one.md"), "one.md")
        .run(&["check", "book.yaml", "--quiet"])
        .stderr(
            "
            book.yaml:2:15: error[FNT-CHARACTER-MISSING]: no font has the character \"ש\" U+05E9 of the Hebrew script
              2 | book: {title: שיחות ההר, lang: he}
                |               ^
            hint: put a font for the Hebrew script in the folder `fonts` beside the manifest, for example Frank Ruhl Libre or Noto Serif Hebrew; for running text name it in the design's `fonts.body` too
            1 error
            ",
        )
        .status(1);
}

/// What a book of each language says of itself, in both outputs.
#[test]
fn both_outputs_name_language_and_direction() {
    for (name, lang, rtl) in [
        ("ar", "ar", true),
        ("ur", "ur", true),
        ("ckb", "ckb", true),
        ("ps", "ps", true),
        ("en", "en", false),
        ("fr", "fr", false),
        ("de", "de", false),
    ] {
        let manifest = folder(name);
        let arguments = ["build", &manifest.to_string_lossy(), "--out", "out", "-q"];
        let project = Project::new().run(&arguments).stderr("").status(0);
        let files = project.tree();
        let (dir, catalog) = if rtl { ("rtl", "/R2L") } else { ("ltr", "/L2R") };

        let pdf =
            lopdf::Document::load_mem(&files[&format!("out/{name}.screen.pdf")]).expect("a PDF");
        let root = format!("{:?}", pdf.catalog().expect("a catalogue"));
        assert!(root.contains(&format!("Direction {catalog}")), "{name}: {root}");
        assert!(root.contains(&format!("Lang ({lang})")), "{name}: {root}");

        let epub = Epub::read(files[&format!("out/{name}.epub")].clone());
        let package = epub.text("OEBPS/content.opf");
        assert!(package.contains(&format!("<dc:language>{lang}</dc:language>")), "{name}");
        assert!(package.contains(&format!("page-progression-direction=\"{dir}\"")), "{name}");
        for (file, page) in epub.pages() {
            let html = format!("xml:lang=\"{lang}\" dir=\"{dir}\"");
            assert!(page.contains(&html), "{name}: {file}");
        }
    }
}

/// A chapter in English inside a Persian book runs its own way in the e-book too.
#[test]
fn a_chapter_in_another_language_in_the_e_book() {
    let manifest = folder("bilingual");
    let arguments = ["build", &manifest.to_string_lossy(), "--out", "out", "-q", "--only", "epub"];
    let project = Project::new().run(&arguments).stderr("").status(0);
    let epub = Epub::read(project.tree()["out/bilingual.epub"].clone());
    let page = |title: &str| {
        let has = |(_, page): &(&str, &str)| page.contains(&format!("<title>{title}</title>"));
        epub.pages().find(has).unwrap_or_else(|| panic!("no {title}")).1.to_owned()
    };
    let letter = page("A Letter from the Valley");
    assert!(letter.contains("xml:lang=\"en\" dir=\"ltr\""));
    assert!(letter.contains("xml:lang=\"fa\" dir=\"rtl\""), "a Persian passage in it");
    let facing = page("روبه‌رو");
    assert!(facing.contains("xml:lang=\"fa\" dir=\"rtl\""));
    assert!(facing.contains("xml:lang=\"en\" dir=\"ltr\"") && facing.contains("lang=\"ar\""));
}
