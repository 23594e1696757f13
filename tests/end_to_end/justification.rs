//! Lines that cannot be set well are reported, and can be looked at.

use std::path::Path;

use super::support::Project;

/// A page so narrow that long words leave lines loose.
const NARROW: &str = "extends: base
page: {trim: 80mm × 120mm, inner: 12mm, outer: 12mm, top: 12mm, bottom: 12mm}
paragraph: {kashida: off}
";

/// Words of a width of which four and a half would fill a line.
const WORDS: &str =
    "کودکم کودکم کودکم کودکم کودکم کودکم کودکم کودکم کودکم کودکم کودکم کودکم کودکم\n";

fn narrow() -> Project {
    Project::new().file("templates/narrow/design.yaml", NARROW).file("a.md", WORDS).file(
        "book.yaml",
        "schema: 1\nbook: {title: کتاب, lang: fa, design: narrow}\ncontents: [{file: a.md}]\n\
             outputs: [{pdf: {edition: screen}}]\n",
    )
}

#[test]
fn loose_lines_are_reported_once_a_paragraph() {
    narrow()
        .run(&["build", "book.yaml", "--out", "dist"])
        .stderr(
            "
            a.md:1:31: warning[LAY-LOOSE]: 2 lines of this paragraph are loose: the spaces of the worst are 2.7 times as wide as they should
              1 | کودکم کودکم کودکم کودکم کودکم کودکم کودکم کودکم کودکم کودکم کودکم کودکم کودکم
                |                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            hint: change a word or their order, allow a break in a long word with U+200B, or raise `kashida` in the design
            1 warning
            ",
        )
        .status(0);
}

#[test]
fn justification_is_shown_beside_the_edition() {
    let shown = ["build", "book.yaml", "--show", "justification", "--quiet"];
    let project = narrow().run(&shown).status(0);
    let first = project.tree();
    let names: Vec<&String> = first
        .keys()
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "pdf"))
        .collect();
    assert_eq!(names, ["dist/book.justification.pdf", "dist/book.screen.pdf"]);
    let again = project.run(&shown).status(0).tree();
    assert!(first == again, "the same bytes twice");
    let plain = narrow().run(&["build", "book.yaml", "--quiet"]).status(0).tree();
    assert!(plain["dist/book.screen.pdf"] == first["dist/book.screen.pdf"]);
}

#[test]
fn only_what_there_is_can_be_shown() {
    narrow()
        .run(&["build", "book.yaml", "--show", "kerning"])
        .stderr_has("justification")
        .status(2);
}
