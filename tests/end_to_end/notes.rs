//! Footnotes and endnotes from the manifest to both outputs, and what is said when they go wrong.

use std::fmt::Write as _;

use super::support::Project;

const BUILD: &[&str] = &["build", "book.yaml", "--out", "out"];
const CHECK: &[&str] = &["check", "book.yaml"];

fn manifest(notes: &str, back: &str) -> String {
    format!(
        "schema: 1\nbook:\n  title: کتاب\n{notes}contents:\n  - {{file: a.md}}\n  - {{file: b.md}}\n{back}"
    )
}

/// Two chapters with notes, one of them to a note.
fn chapters(notes: &str, back: &str) -> Project {
    Project::new()
        .file("a.md", "# یکم\n\nمتن[^a] و باز[^a].\n\n[^a]: یادداشتی[^b].\n\n[^b]: درونی.\n")
        .file("b.md", "# دوم\n\nمتن[^c].\n\n[^c]: سوم.\n")
        .file("book.yaml", manifest(notes, back))
}

#[test]
fn a_place_for_the_notes_of_a_book_without_notes() {
    Project::new()
        .file("a.md", "# یکم\n\nمتن.\n")
        .file("b.md", "# دوم\n\nمتن.\n")
        .file("book.yaml", manifest("", "  - back: [notes]\n"))
        .run(CHECK)
        .stderr(
            "
            book.yaml:7:12: warning[DOC-NO-NOTES]: no document of the book has notes
              7 |   - back: [notes]
                |            ^^^^^
            hint: take `notes` out of the contents
            1 warning
            ",
        )
        .status(0);
}

#[test]
fn a_line_with_more_notes_than_a_page_can_begin() {
    let long = "این یادداشت بسیار دراز است و در هیچ صفحه‌ای جا نمی‌گیرد. ".repeat(120);
    let text = format!("# یکم\n\nمتن[^a] و[^b].\n\n[^a]: {long}\n\n[^b]: کوتاه.\n");
    Project::new()
        .file("a.md", text)
        .book("  - {file: a.md}")
        .run(&["check", "book.yaml", "--message-format", "short"])
        .stderr(
            "
            a.md:7:1: warning[LAY-NOTE-LATE]: this note begins on a later page than its mark stands on (hint: shorten the notes of that line, or spread their marks over several lines)
            ",
        )
        .status(0);
}

#[test]
fn notes_lead_to_their_marks_and_back_wherever_they_stand() {
    for (notes, back) in [
        ("", ""),
        ("  notes: {numbering: book}\n", ""),
        ("  notes: {place: chapter}\n", ""),
        ("  notes: {numbering: book}\n", "  - back: [notes]\n"),
    ] {
        chapters(notes, back).run(BUILD).status(0);
    }
}

#[test]
fn sixty_notes_that_lead_on_to_one_another() {
    // A chain: each note has a mark of the next one.
    let mut text = "# یکم\n\nمتن[^1].\n".to_owned();
    for note in 1..60 {
        let _ = write!(text, "\n[^{note}]: یادداشت[^{}].\n", note + 1);
    }
    text.push_str("\n[^60]: پایان.\n");
    // They would have to begin on one page; the first one that finds no room there is told.
    Project::new()
        .file("a.md", text)
        .book("  - {file: a.md}")
        .run(CHECK)
        .stderr(
            "
            a.md:63:1: warning[LAY-NOTE-LATE]: this note begins on a later page than its mark stands on
              63 | [^30]: یادداشت[^31].
                 | ^^^^^^^^^^^^^^^^^^^^
            hint: shorten the notes of that line, or spread their marks over several lines
            1 warning
            ",
        )
        .status(0);
}
