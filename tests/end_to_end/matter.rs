//! Pieces before and after the text: what goes wrong with them is said where it is written.

use super::support::Project;

fn project(front: &str, back: &str, text: &str) -> Project {
    let manifest = format!(
        "schema: 1\nbook: {{title: کتاب, lang: fa}}\ncontents:\n  - front: {front}\n  \
         - {{file: a.md}}\n  - back: {back}\n"
    );
    Project::new()
        .file("a.md", format!("# یک\n\n{text}\n"))
        .file("words.md", "# واژه‌ها\n\nقلم\n: حرف‌های یک خط.\n")
        .file("book.yaml", manifest)
}

#[test]
fn a_frontispiece_that_is_missing_is_an_error_in_the_manifest() {
    project("[{frontispiece: a.png, alt: دری}]", "[]", "متن.")
        .run(&["build", "book.yaml"])
        .stderr(
            "
            book.yaml:4:28: error[IMG-MISSING]: there is no file `a.png`
              4 |   - front: [{frontispiece: a.png, alt: دری}]
                |                            ^^^^^
            hint: check the spelling; paths are relative to the folder of the file that names them
            1 error
            ",
        )
        .status(1);
}

#[test]
fn lists_of_nothing_are_left_out_with_a_warning() {
    project("[list-of-figures, list-of-tables]", "[]", "متن.")
        .run(&["build", "book.yaml"])
        .stderr(
            "
            book.yaml:4:13: warning[DOC-NO-CAPTIONS]: no figure of the book has a caption, so there is no list of them
              4 |   - front: [list-of-figures, list-of-tables]
                |             ^^^^^^^^^^^^^^^
            hint: write `![what is to be seen](picture.png \"caption\")`
            book.yaml:4:30: warning[DOC-NO-CAPTIONS]: no table of the book has a caption, so there is no list of them
              4 |   - front: [list-of-figures, list-of-tables]
                |                              ^^^^^^^^^^^^^^
            hint: write `: caption` in a paragraph after a table
            2 warnings
            ",
        )
        .status(0);
}

#[test]
fn a_term_without_an_entry_is_told_where_it_stands() {
    project("[]", "[{file: words.md, as: glossary}]", "با [قلم]{.term} و [قلن]{.term}.")
        .run(&["build", "book.yaml"])
        .stderr(
            "
            a.md:3:19: warning[DOC-TERM-UNKNOWN]: the glossary has no entry `قلن`
              3 | با [قلم]{.term} و [قلن]{.term}.
                |                   ^^^^^^^^^^^^
            hint: did you mean `{.term of=قلم}`?
            1 warning
            ",
        )
        .status(0);
}

/// A dedication longer than a page and a thousand entries: nothing is lost, and nothing is said.
#[test]
fn long_pieces_go_on_over_pages() {
    let lines: Vec<String> = (0..60).map(|at| format!("سطر {at}")).collect();
    let entries: Vec<String> = (0..1000).map(|at| format!("واژهٔ {at}\n: معنای {at}.\n")).collect();
    project(
        &format!("[{{dedication: [{}]}}]", lines.join(", ")),
        "[{file: words.md, as: glossary}]",
        "متن.",
    )
    .file("words.md", format!("# واژه‌ها\n\n{}", entries.join("\n")))
    .run(&["build", "book.yaml"])
    .stderr("")
    .status(0);
}
