//! Manifests and texts with mistakes in them: the list of what people get wrong, each with the
//! words that the program answers.

use super::support::Project;

const CHECK: &[&str] = &["check", "book.yaml"];
const SHORT: &[&str] = &["check", "book.yaml", "--message-format", "short"];

fn one(text: &str) -> Project {
    Project::new().file("a.md", text).book("  - {file: a.md}")
}

#[test]
fn unknown_and_mistyped_keys() {
    Project::new()
        .file(
            "book.yaml",
            "schema: 1\nbook: {titel: ک, lang: [fa]}\ncontnets: [{file: a.md}]\ncontents: a.md\n",
        )
        .run(CHECK)
        .stderr(
            "
            book.yaml:2:7: error[MAN-MISSING-KEY]: `book.title` is missing
              2 | book: {titel: ک, lang: [fa]}
                |       ^^^^^^^^^^^^^^^^^^^^^^
            hint: add `title: …` here
            book.yaml:2:8: error[MAN-UNKNOWN-KEY]: unknown key `titel` in `book`
              2 | book: {titel: ک, lang: [fa]}
                |        ^^^^^
            hint: did you mean `title`?
            book.yaml:2:24: error[MAN-TYPE]: `book.lang` should be a text, and is a list
              2 | book: {titel: ک, lang: [fa]}
                |                        ^^^^
            hint: write one text after the `:`
            book.yaml:3:1: error[MAN-UNKNOWN-KEY]: unknown key `contnets`
              3 | contnets: [{file: a.md}]
                | ^^^^^^^^
            hint: did you mean `contents`?
            book.yaml:4:11: error[MAN-TYPE]: `contents` should be a list, and is a text
              4 | contents: a.md
                |           ^^^^
            hint: write `[a.md]`
            5 errors
            ",
        )
        .status(2);
}

#[test]
fn a_key_that_stands_twice() {
    Project::new()
        .file(
            "book.yaml",
            "schema: 1\nbook: {title: ک, lang: fa}\ncontents: []\nbook: {title: گ}\n",
        )
        .run(CHECK)
        .stderr(
            "
            book.yaml:4:1: error[MAN-DUPLICATE-KEY]: the key `book` stands twice
              4 | book: {title: گ}
                | ^^^^
            book.yaml:2:1: note: first written here
              2 | book: {title: ک, lang: fa}
                | ----
            hint: delete one of the two
            1 error
            ",
        )
        .status(2);
}

#[test]
fn one_id_twice_and_links_that_lead_nowhere() {
    Project::new()
        .file("a.md", "# یک {#x}\n\nمتن\n")
        .file("b.md", "# دو {#x}\n\nمتن [پیوند](#nowhere) و [سند](no.md)\n")
        .book("  - {file: a.md}\n  - {file: b.md}")
        .run(CHECK)
        .stderr(
            "
            b.md:1:8: error[DOC-ID-TWICE]: the id `x` is used twice
              1 | # دو {#x}
                |        ^
            a.md:1:8: note: first used here
              1 | # یک {#x}
                |        -
            hint: give one of the two another id
            b.md:3:13: error[DOC-LINK-DANGLING]: nothing in the book has the id `nowhere`
              3 | متن [پیوند](#nowhere) و [سند](no.md)
                |             ^^^^^^^^
            hint: link to an id of the book (`#id`), a document of its contents (`file.md`, `file.md#id`), or an address with http, https or mailto
            b.md:3:31: error[DOC-LINK-DANGLING]: the book contains no document `no.md`
              3 | متن [پیوند](#nowhere) و [سند](no.md)
                |                               ^^^^^
            hint: link to an id of the book (`#id`), a document of its contents (`file.md`, `file.md#id`), or an address with http, https or mailto
            3 errors
            ",
        )
        .status(1);
}

#[test]
fn notes_without_text_and_without_mark() {
    one("متن[^1] دو\n\n[^2]: بی نشانه\n")
        .run(CHECK)
        .stderr(
            "
            a.md:1:4: error[IMP-NOTE-WITHOUT-TEXT]: the note `[^1]` has no text
              1 | متن[^1] دو
                |    ^^^^
            hint: write `[^1]: …` in a paragraph of its own in this document
            a.md:3:3: error[IMP-NOTE-WITHOUT-MARK]: no mark `[^2]` leads to this note
              3 | [^2]: بی نشانه
                |   ^
            hint: put `[^2]` where the note belongs, or delete the note
            2 errors
            ",
        )
        .status(1);
}

#[test]
fn bidirectional_overrides_in_a_text() {
    one("متن \u{202E}برعکس\u{202C} پایان\n")
        .run(CHECK)
        .stderr(
            "
            a.md:1:5: warning[IMP-BIDI-CONTROL]: bidirectional control U+202E (RLO, right-to-left override) removed
              1 | متن <U+202E>برعکس<U+202C> پایان
                |     ^^^^^^^^
            hint: delete it from the document; mixed text is ordered without it
            a.md:1:11: warning[IMP-BIDI-CONTROL]: bidirectional control U+202C (PDF, end of an embedding or override) removed
              1 | متن <U+202E>برعکس<U+202C> پایان
                |                  ^^^^^^^^
            hint: delete it from the document; mixed text is ordered without it
            2 warnings
            ",
        )
        .status(0);
}

#[test]
fn a_character_in_no_font() {
    one("متن 𓀀 متن\n")
        .run(CHECK)
        .stderr(
            "
            a.md:1:5: error[FNT-CHARACTER-MISSING]: no font has the character \"𓀀\" U+13000
              1 | متن 𓀀 متن
                |     ^
            hint: name a font that has it in the design's fonts.fallback, put one in the folder `fonts` beside the manifest, or write something else
            1 error
            ",
        )
        .status(1);
}

/// A title is printed again in the contents and above its pages; it is written in one place.
#[test]
fn a_character_of_a_title_in_no_font() {
    one("# سر 𓀀\n\nمتن\n\n## بخش 𓀁\n\nمتن\n")
        .run(CHECK)
        .stderr(
            "
            a.md:1:6: error[FNT-CHARACTER-MISSING]: no font has the character \"𓀀\" U+13000
              1 | # سر 𓀀
                |      ^
            hint: name a font that has it in the design's fonts.fallback, put one in the folder `fonts` beside the manifest, or write something else
            a.md:5:8: error[FNT-CHARACTER-MISSING]: no font has the character \"𓀁\" U+13001
              5 | ## بخش 𓀁
                |        ^
            hint: name a font that has it in the design's fonts.fallback, put one in the folder `fonts` beside the manifest, or write something else
            2 errors
            ",
        )
        .status(1);
}

fn designed(design: &str) -> Project {
    Project::new().file("a.md", "متن").file("templates/mine/design.yaml", design).file(
        "book.yaml",
        "schema: 1\nbook: {title: ک, lang: fa, design: mine}\ncontents: [{file: a.md}]\n",
    )
}

#[test]
fn a_missing_font() {
    designed("extends: base\nfonts: {body: Nastaliq}\n")
        .run(SHORT)
        .stderr("error[FNT-MISSING]: the font family \"Nastaliq\" (fonts.body of the design) was not found (hint: there are: Scheherazade New, Vazir Code, Vazirmatn. Put the font's files in the folder `fonts` beside the manifest)")
        .status(1);
}

#[test]
fn a_damaged_font() {
    one("متن\n")
        .file("fonts/junk.otf", "junk")
        .file("fonts/OFL.txt", "a licence")
        .run(SHORT)
        .stderr("error[FNT-DAMAGED]: the font file fonts/junk.otf cannot be used: unknown magic (hint: give a complete TrueType or OpenType file (.ttf, .otf))")
        .status(1);
}

/// The embedded Vazirmatn without its shaping rules: the script tag `arab` is overwritten.
#[test]
fn a_font_without_arabic_rules() {
    let mut font = include_bytes!("../../fonts/vazirmatn/Vazirmatn-Regular.ttf").to_vec();
    while let Some(at) = font.windows(4).position(|four| four == b"arab") {
        font[at..at + 4].copy_from_slice(b"zzzz");
    }
    designed("extends: base\nfonts: {body: Vazirmatn}\n")
        .file("fonts/deaf.ttf", font)
        .run(SHORT)
        .stderr(
            "
            error[FNT-NO-ARABIC]: the font family \"Vazirmatn\" (fonts.body of the design, fonts/deaf.ttf) cannot join Arabic letters: it has no GSUB rules for the script \"arab\" (hint: choose a font for Persian; `nashr fonts` shows what each one covers)
            error[FNT-NO-ARABIC]: the font family \"Vazirmatn\" (fonts.heading of the design, fonts/deaf.ttf) cannot join Arabic letters: it has no GSUB rules for the script \"arab\" (hint: choose a font for Persian; `nashr fonts` shows what each one covers)
            ",
        )
        .status(1);
}

#[test]
fn a_long_word_without_a_space() {
    one(&"کتاب".repeat(100_000 / 8))
        .run(SHORT)
        .stderr("a.md:1:1: warning[LAY-OVERFULL]: a word is wider than the line and was cut between two letters (hint: shorten it, or allow a break in it with U+200B)")
        .status(0);
}

#[test]
fn fifty_thousand_nested_quotes() {
    one(&format!("{}متن\n", "> ".repeat(50_000)))
        .run(SHORT)
        .stderr("a.md:1:131: error[IMP-NESTING]: nested deeper than 64 levels; the rest is left out (hint: look for a long run of `>`, `-` or `:::` at the beginning of the lines)")
        .status(1);
}

/// A manifest over texts as they come from the network, exactly as its author wrote it.
#[test]
fn the_seeds_make_a_book() {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let names = ["000_96e5184cbcb490f8.txt", "002_85e354f679a54bab.txt"];
    if !names.iter().all(|name| seeds.join(name).exists()) {
        return super::support::skip("../shared is absent");
    }
    let manifest = "schema: 1\nbook:\n  title: دو گفت‌وگو\n  lang: fa\n  contributors: [{name: گردآورنده, role: edt}]\ncollection: {root: seeds}\ncontents:\n  - {file: 000_96e5184cbcb490f8.txt}\n  - {file: 002_85e354f679a54bab.txt}\noutputs: [{epub: {}}, {pdf: {edition: screen}}]\n";
    names
        .iter()
        .fold(Project::new().file("book.yaml", manifest), |project, name| {
            project.copy(&seeds.join(name), &format!("seeds/{name}"))
        })
        .run(&["build", "book.yaml", "--out", "dist"])
        .stdout(
            "
            dist/book.epub
            dist/book.screen.pdf
            ",
        )
        .status(0);
}
