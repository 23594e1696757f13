//! `nashr design`: what it prints, and how it ends.

use std::path::Path;

use super::support::Project;

const MINE: &str = "templates/mine/design.yaml";

fn mine(yaml: &str) -> Project {
    Project::new().file(MINE, yaml)
}

#[test]
fn designs_are_listed_with_their_descriptions() {
    mine("description: برای شعر\n")
        .run(&["design", "list"])
        .stdout(
            "
            base     Plain and modern, for any book.
            classic  Traditional naskh, for prose and verse.
            modern   Clean and contemporary, for essays, interviews and technical books.
            pocket   Pocket books (jibi, paltoi), in small naskh on a narrow page.
            poetry   For collections of verse, with wide margins and poems in the middle.
            mine     برای شعر [templates/mine]
            ",
        )
        .stderr("")
        .status(0);
}

#[test]
fn a_new_design_is_sound_and_builds_at_once() {
    Project::new()
        .run(&["design", "new", "mine"])
        .stdout("templates/mine/design.yaml\n")
        .stderr("hint: write `design: mine` below `book:`, and see it with `nashr design specimen mine`\n")
        .status(0)
        .run(&["design", "check"])
        .stdout("")
        .stderr("")
        .status(0)
        .file("a.md", "متن")
        .file("book.yaml", "schema: 1\nbook: {title: کتاب, design: mine}\ncontents: [{file: a.md}]\n")
        .run(&["check", "book.yaml"])
        .stderr("")
        .status(0);
}

#[test]
fn a_new_design_extends_what_is_asked_beside_what_is_asked() {
    let project = Project::new()
        .folder("books/one")
        .run(&["design", "new", "dark", "--extends", "modern", "--beside", "books/one"])
        .stdout("books/one/templates/dark/design.yaml\n")
        .status(0);
    let files = project.tree();
    let file = String::from_utf8(files["books/one/templates/dark/design.yaml"].clone()).unwrap();
    assert!(file.contains("\nextends: modern\n"), "{file}");
    project
        .run(&["design", "check", "books/one/templates/dark"])
        .stderr("")
        .status(0)
        .run(&["design", "check", "books/one/templates/dark/design.yaml"])
        .stderr("")
        .status(0);
}

#[test]
fn names_that_no_new_design_can_have() {
    Project::new()
        .run(&["design", "new", "classic"])
        .stderr(
            "
            error[DSN-VALUE]: `classic` is a design of the program
            hint: give yours another name, and `--extends classic`
            1 error
            ",
        )
        .status(1)
        .run(&["design", "new", "../x"])
        .stderr(
            "
            error[DSN-VALUE]: `../x` cannot be the name of a design
            hint: use letters, digits, `-` and `_`: the name is that of a folder
            1 error
            ",
        )
        .status(1)
        .run(&["design", "new", "mine", "--extends", "clasic"])
        .stderr(
            "
            error[DSN-MISSING]: there is no design `clasic`
            hint: there are base, classic, modern, pocket, poetry
            1 error
            ",
        )
        .status(1);
}

#[test]
fn a_design_is_made_once() {
    mine("{}\n")
        .run(&["design", "new", "mine"])
        .stderr(
            "
            error[ENV-OUTPUT-IS-INPUT]: `templates/mine` exists already
            hint: choose another name
            1 error
            ",
        )
        .status(3);
}

#[test]
fn the_designs_of_the_program_are_sound() {
    for name in ["base", "classic", "modern", "pocket", "poetry"] {
        Project::new().run(&["design", "check", name]).stdout("").stderr("").status(0);
    }
}

#[test]
fn everything_doubtful_is_said_at_once() {
    mine(
        "extends: classic
page: {bottom: 22mm, top: 12mm}
running: {head-distance: 24pt, folio: foot-outer, folio-distance: 55pt}
chapter: {thematic-break: \"☃\", ornament: \"☂\"}
cover: {ground: \"#777777\", ink: \"#808080\"}
styles:
  body: {size: 15pt}
  note.text: {size: 6pt}
  heading.1: {ink: 0.3}
",
    )
    .run(&["design", "check", "mine"])
    .stdout("")
    .stderr(
        "
        templates/mine/design.yaml:2:16: warning[DSN-GRID]: the type area is 26.97 lines high; 17.90pt stay empty on every page
          2 | page: {bottom: 22mm, top: 12mm}
            |                ^^^^
        hint: `bottom: 28.31mm` makes it 26 lines, `bottom: 21.79mm` 27
        templates/mine/design.yaml:3:26: warning[DSN-FURNITURE]: the running head stands 0.82pt from the upper edge of the page
          3 | running: {head-distance: 24pt, folio: foot-outer, folio-distance: 55pt}
            |                          ^^^^
        hint: make `page.top` greater or `head-distance` smaller; keep 5 mm
        templates/mine/design.yaml:3:67: warning[DSN-FURNITURE]: the page number stands 7.36pt from the lower edge of the page
          3 | …: foot-outer, folio-distance: 55pt}
            |                                ^^^^
        hint: make `page.bottom` greater or `folio-distance` smaller; keep 5 mm
        templates/mine/design.yaml:4:27: error[FNT-CHARACTER-MISSING]: no font has the character \"☃\" U+2603
          4 | chapter: {thematic-break: \"☃\", ornament: \"☂\"}
            |                           ^^^
        hint: choose another sign, or put a font that has it in the folder `fonts`
        templates/mine/design.yaml:4:42: error[FNT-CHARACTER-MISSING]: no font has the character \"☂\" U+2602
          4 | chapter: {thematic-break: \"☃\", ornament: \"☂\"}
            |                                          ^^^
        hint: choose another sign, or put a font that has it in the folder `fonts`
        templates/mine/design.yaml:5:33: warning[DSN-CONTRAST]: `cover.ink` hardly differs from `cover.ground`: contrast 1.1 : 1, and 4.5 : 1 is the least
          5 | cover: {ground: \"#777777\", ink: \"#808080\"}
            |                                 ^^^^^^^^^
        hint: make one of them lighter and the other darker
        templates/mine/design.yaml:7:9: warning[DSN-LEADING]: the lines of `body` touch: 18.50pt apart, and the letters of Scheherazade New are 18.55pt high
          7 |   body: {size: 15pt}
            |         ^^^^^^^^^^^^
        hint: `leading: 18.6pt` is the least
        templates/mine/design.yaml:8:21: warning[DSN-SIZE]: `note.text` cannot be read: 6.00pt of Scheherazade New
          8 |   note.text: {size: 6pt}
            |                     ^^^
        hint: `size: 7.9pt` is the least
        templates/mine/design.yaml:9:20: warning[DSN-CONTRAST]: `heading.1` is too pale: contrast 2.1 : 1, and 4.5 : 1 is the least
          9 |   heading.1: {ink: 0.3}
            |                    ^^^
        hint: make `ink` greater; 1 is black
        nashr:templates/classic/design.yaml:38:11: warning[DSN-CONTRAST]: `cover.accent` hardly differs from `cover.ground`: contrast 1.8 : 1, and 3 : 1 is the least
          38 |   accent: \"#c6a15b\"
             |           ^^^^^^^^^
        hint: make one of them lighter and the other darker
        2 errors, 8 warnings
        ",
    )
    .status(1);
}

/// Each of the two outputs finds the sign by itself.
#[test]
fn an_ornament_that_no_font_has_is_said_at_the_title() {
    let chapter = "chapter: {ornament: \"☂\", ornament-place: above, thematic-break: \"☃\"}\n";
    for output in ["{epub: {}}", "{pdf: {edition: screen}}"] {
        let book = format!(
            "schema: 1\nbook: {{title: کتاب, design: mine}}\noutputs: [{output}]\n\
             contents: [{{file: a.md}}]\n"
        );
        mine(&format!("extends: classic\n{chapter}"))
            .file("a.md", "# فصل\n\nمتن\n\n---\n\nمتن")
            .file("book.yaml", &book)
            .run(&["build", "book.yaml", "--message-format", "short"])
            .stderr(
                "
                a.md:1:3: error[FNT-CHARACTER-MISSING]: no font has the character \"☂\" U+2602 (hint: name a font that has it in the design's fonts.fallback, put one in the folder `fonts` beside the manifest, or write something else)
                a.md:5:1: error[FNT-CHARACTER-MISSING]: no font has the character \"☃\" U+2603 (hint: name a font that has it in the design's fonts.fallback, put one in the folder `fonts` beside the manifest, or write something else)
                ",
            )
            .status(1);
    }
}

#[test]
fn mistakes_in_a_design_are_located() {
    mine("page: {triim: a5}\nfonts: {body: Nazanin}\n")
        .run(&["design", "check"])
        .stderr(
            "
            templates/mine/design.yaml:1:8: error[DSN-VALUE]: unknown key `triim` in `page`
              1 | page: {triim: a5}
                |        ^^^^^
            hint: did you mean `trim`?
            1 error
            ",
        )
        .status(1)
        .file(MINE, "fonts: {body: Nazanin}\n")
        .run(&["design", "check", "--message-format", "short"])
        .stderr(
            "
            templates/mine/design.yaml:1:8: error[FNT-MISSING]: the font family \"Nazanin\" (fonts.body of the design) was not found (hint: there are: Scheherazade New, Vazir Code, Vazirmatn. Put the font's files in the folder `fonts` beside the manifest)
            ",
        )
        .status(1);
}

#[test]
fn designs_that_are_not_there() {
    Project::new()
        .run(&["design", "check", "clasic"])
        .stderr(
            "
            error[DSN-MISSING]: there is no design `clasic`
            hint: did you mean `classic`?
            1 error
            ",
        )
        .status(1)
        .run(&["design", "check"])
        .stderr(
            "
            error[DSN-MISSING]: there is no folder `templates` with designs here
            hint: name a design: `nashr design check classic`; `nashr design list` shows them
            1 error
            ",
        )
        .status(1)
        .run(&["design", "check", "some/where"])
        .stderr(
            "
            error[DSN-MISSING]: `some/where` is no design
            hint: a design is a folder `templates/NAME` with a file `design.yaml`
            1 error
            ",
        )
        .status(1)
        .run(&["design", "specimen", "../classic"])
        .stderr(
            "
            error[DSN-MISSING]: there is no design `../classic`
            hint: `nashr design list` names those that there are
            1 error
            ",
        )
        .status(1);
}

#[test]
fn a_specimen_shows_a_design_of_the_project() {
    let project = mine("extends: pocket\n")
        .run(&["design", "specimen", "mine", "--out", "out"])
        .stdout("out/specimen-mine.epub\nout/specimen-mine.screen.pdf\n")
        .stderr("")
        .status(0);
    let files = project.tree();
    let pdf = lopdf::Document::load_mem(&files["out/specimen-mine.screen.pdf"]).unwrap();
    assert!(pdf.get_pages().len() > 20);
    // The specimen itself is nowhere on the user's disk.
    let left: Vec<&String> = files
        .keys()
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "md"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_broken_design_has_no_specimen() {
    mine("styles: {quote: {size: 500pt}}\n")
        .run(&["design", "specimen", "mine", "--out", "out"])
        .stdout("")
        .stderr(
            "
            templates/mine/design.yaml:1:24: error[DSN-VALUE]: type of 500.00pt cannot be set
              1 | styles: {quote: {size: 500pt}}
                |                        ^^^^^
            hint: sizes go from 4.00pt to 144.00pt
            1 error
            ",
        )
        .status(1);
}
