//! Tables, pictures, words, couplets and nests that no page can hold: a located word on each, nothing
//! lost, and an end.

use std::io::Cursor;

use super::support::Project;

const SHORT: &[&str] = &["build", "book.yaml", "--message-format", "short"];

fn one(text: &str) -> Project {
    Project::new().file("a.md", text).book("  - {file: a.md}")
}

#[test]
fn a_table_wider_than_the_page() {
    let row = ["نیم‌فاصله‌هایشان"; 12].join(" | ");
    one(&format!("| {row} |\n{}|\n| {row} |\n", "|--".repeat(12)))
        .run(SHORT)
        .stderr("a.md:1:1: warning[LAY-TOO-LARGE]: the words of this table of 12 columns need 145 mm more than the page has; words were cut (hint: give it fewer columns, shorter words, or make rows of its columns)")
        .status(0);
}

#[test]
fn a_row_taller_than_a_page_goes_on_over_the_next() {
    let cell = |word: &str| vec![word; 2000].join(" ");
    one(&format!("| الف | ب |\n|--|--|\n| {} | {} |\n", cell("واژه"), cell("کلمه")))
        .run(SHORT)
        .stderr("")
        .status(0);
}

#[test]
fn an_image_taller_than_the_page() {
    let mut bytes = Cursor::new(Vec::new());
    image::GrayImage::new(30, 3000).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    one("![برج](tall.png \"برج\")\n")
        .file("tall.png", bytes.into_inner())
        .run(SHORT)
        .stderr("a.md:1:8: warning[LAY-TOO-LARGE]: this image is taller than the page and was made smaller (hint: crop the image, or give its file a higher resolution (pixels per inch))")
        .status(0);
}

#[test]
fn a_word_wider_than_the_line() {
    one(&format!("متن {} پایان\n", "ب".repeat(400)))
        .run(SHORT)
        .stderr("a.md:1:1: warning[LAY-OVERFULL]: a word is wider than the line and was cut between two letters (hint: shorten it, or allow a break in it with U+200B)")
        .status(0);
}

#[test]
fn a_couplet_of_six_hundred_letters() {
    let couplet = format!("{} / {}", vec!["باران"; 50].join(" "), vec!["کوچه"; 60].join(" "));
    one(&format!("::: verse\n{couplet}\n:::\n"))
        .run(SHORT)
        .stderr(
            "
            a.md:2:1: warning[LAY-OVERFULL]: this hemistich is wider than the page and goes on in a second line (hint: part the couplet with ` / ` where it belongs, or mark the poem `{.free}`)
            a.md:2:303: warning[LAY-OVERFULL]: this hemistich is wider than the page and goes on in a second line (hint: part the couplet with ` / ` where it belongs, or mark the poem `{.free}`)
            ",
        )
        .status(0);
}

#[test]
fn a_letter_under_35_000_marks() {
    one(&format!("متن ب{} پایان\n", "\u{64E}".repeat(35_000)))
        .run(SHORT)
        .stderr("a.md:1:22: warning[IMP-MARKS]: more than 16 combining marks stand on one letter (hint: delete those that do not belong there)")
        .status(0);
}

#[test]
fn nests_of_sixty_levels_are_set_and_deeper_ones_refused() {
    one(&format!("{}ژرف\n", "> ".repeat(60))).run(SHORT).stderr("").status(0);
    one(&format!("{}ژرف\n", "> ".repeat(70)))
        .run(SHORT)
        .stderr("a.md:1:131: error[IMP-NESTING]: nested deeper than 64 levels; the rest is left out (hint: look for a long run of `>`, `-` or `:::` at the beginning of the lines)")
        .status(1);
    let steps: Vec<String> = (0..70).map(|at| format!("{}- پله\n", "  ".repeat(at))).collect();
    one(&steps.concat())
        .run(SHORT)
        .stderr("a.md:65:129: error[IMP-NESTING]: nested deeper than 64 levels; the rest is left out (hint: look for a long run of `>`, `-` or `:::` at the beginning of the lines)")
        .status(1);
}

#[test]
fn numbers_of_a_poem_that_are_none() {
    one("::: {.verse numbers=زیاد}\nیک / دو\n:::\n")
        .run(SHORT)
        .stderr("a.md:1:13: warning[IMP-DIV-UNKNOWN]: `numbers=زیاد` is no number; ignored (hint: `numbers=5` numbers every fifth couplet, `numbers=0` none)")
        .status(0);
}
