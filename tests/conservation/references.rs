//! Page numbers in references are those of the pages on which their targets stand.

use std::fmt::Write as _;

use std::process::Command;

use super::{epub, pdf, scratch};

/// Words of each page of a book made of `files`, and of its EPUB as a whole.
pub fn build(name: &str, files: &[(&str, String)]) -> (Vec<String>, String) {
    let folder = scratch(name);
    for (path, text) in files {
        std::fs::write(folder.join(path), text).expect("a file");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_nashr"))
        .args(["build", "--no-cache", "--out", "dist", "book.yaml"])
        .current_dir(&folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("warning"), "{said}");
    let bytes = |file: &str| std::fs::read(folder.join("dist").join(file)).expect(file);
    let pages = pdf::pages(&bytes("book.screen.pdf"));
    (pages, epub::documents(&bytes("book.epub")).join("\n"))
}

/// So many paragraphs, each with a word of its own that begins with `word`.
pub fn filler(word: &str, count: usize) -> String {
    let mut text = String::new();
    for number in 0..count {
        let rest = "و باد از کوچه می‌گذشت و برگ‌های زرد را با خود می‌برد تا پای دیوار کهنهٔ باغ. ";
        let _ = write!(text, "{word}{number} {}\n\n", rest.repeat(4));
    }
    text
}

/// Persian digits of a number.
pub fn persian(number: usize) -> String {
    let digit = |c: char| char::from_u32(u32::from(c) - u32::from('0') + u32::from('۰'));
    number.to_string().chars().filter_map(digit).collect()
}

/// Text without bidi marks, white space as single spaces.
pub fn flat(text: &str) -> String {
    let plain = text.replace(['\u{200B}', '\u{200F}', '\u{200E}'], "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_form_says_the_page_on_which_its_target_stands() {
    let manifest = "schema: 1\nbook: {title: آزمون, lang: fa, print: {trim: a5}}\ncontents:\n  \
                    - {file: a.md}\n  - {file: b.md}\noutputs: [{epub: {}}, {pdf: {}}]\n";
    let first = format!(
        "# آغاز\n\n## راه [](#tree){{show=page}}\n\nجلو [](#tree){{show=page}} پس. \
         با [صفحهٔ](#tree){{show=page}} تمام. کل [](#tree){{show=full}} همین. \
         فصل [](b.md){{show=number}} و [](#table){{show=number}} و [](#table){{show=full}} بود.[^1]\n\n\
         [^1]: یادداشت [](#tree){{show=page}} پایان.\n\n\
         ::: verse\nببین [](#tree){{show=page}} را / که آنجا درختی است\n:::\n\n\
         | ستون |\n|---|\n| خانهٔ [](#tree){{show=page}} جدول |\n\n\
         : جدول راه‌ها، [](#tree){{show=page}} همین {{#table}}\n\n{}",
        filler("پرنده", 30)
    );
    let second = format!(
        "# انجام\n\n{}\n\n## درخت {{#tree}}\n\nاینجاست.\n\nعقب [](#table){{show=page}} بود.\n",
        filler("چشمه", 12)
    );
    let (pages, epub) =
        build("references", &[("book.yaml", manifest.into()), ("a.md", first), ("b.md", second)]);
    let first = pages.iter().position(|page| flat(page).contains("جلو ص")).expect("page 1");
    let stands = |words: &str| {
        let page = pages.iter().position(|page| flat(page).contains(words));
        page.unwrap_or_else(|| panic!("{words} is on no page")) + 1 - first
    };
    let tree = persian(stands("اینجاست."));
    assert!(stands("اینجاست.") > 9, "the number has more digits than the first pass would guess");
    let all = flat(&pages.join("\n").replace('\u{A0}', " "));
    for wanted in [
        format!("راه ص {tree}"),
        format!("جلو ص {tree} پس"),
        format!("با صفحهٔ {tree} تمام"),
        format!("کل «درخت»، ص {tree} همین"),
        format!("فصل فصل دوم و جدول ۱ و جدول ۱، ص {} بود.", persian(stands("ستون"))),
        format!("یادداشت ص {tree} پایان"),
        format!("ببین ص {tree} را"),
        format!("خانهٔ ص {tree} جدول"),
        format!("جدول راه‌ها، ص {tree} همین"),
        format!("عقب ص {} بود", persian(stands("ستون"))),
    ] {
        assert!(all.contains(&wanted), "the PDF does not say «{wanted}»");
    }
    let epub = flat(&epub);
    for wanted in [
        "راه «درخت»",
        "جلو «درخت» پس",
        "با «درخت» تمام",
        "کل «درخت» همین",
        "فصل فصل دوم و جدول ۱ و جدول ۱ بود",
        "یادداشت «درخت» پایان",
        "ببین «درخت» را",
        "خانهٔ «درخت» جدول",
        "جدول راه‌ها، «درخت» همین",
        "عقب جدول ۱ بود",
    ] {
        assert!(epub.contains(wanted), "the EPUB does not say «{wanted}»");
    }
}
