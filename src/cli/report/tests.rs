use super::*;
use crate::base::{Code, SourceId};

const PLAIN: Form =
    Form { format: MessageFormat::Human, colored: false, isolated: false, errors_only: false };

/// Renders a problem at `marked` inside `text`.
fn render(text: &str, marked: &str, form: Form) -> String {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("book.yaml", text));
    let start = text.find(marked).unwrap();
    let span = Span::new(id, start, start + marked.len());
    let problem = Diagnostic::new(Code::FileMissing, format!("there is no file `{marked}`"))
        .at(span)
        .label(Span::new(id, 0, 4), "named here")
        .hint("did you mean `b.md`?");
    Report::new(&sources, "", form).render(&[problem])
}

#[test]
fn people_see_the_line() {
    let text = "root: x\ncontents:\n  - {file: آ\u{200C}ب.md}\n";
    insta::assert_snapshot!(render(text, "آ\u{200C}ب.md", PLAIN), @r"
    book.yaml:3:12: error[COL-FILE-MISSING]: there is no file `آ¬ب.md`
      3 |   - {file: آ¬ب.md}
        |            ^^^^^^
    book.yaml:1:1: note: named here
      1 | root: x
        | ----
    hint: did you mean `b.md`?
    1 error
    ");
}

#[test]
fn editors_get_one_line() {
    let form = Form { format: MessageFormat::Short, ..PLAIN };
    insta::assert_snapshot!(render("x\n\ta\u{202E}.md", "a\u{202E}.md", form), @"book.yaml:2:2: error[COL-FILE-MISSING]: there is no file `a<U+202E>.md` (hint: did you mean `b.md`?)");
}

#[test]
fn programs_get_json() {
    let form = Form { format: MessageFormat::Json, ..PLAIN };
    insta::assert_snapshot!(render("root: a.md", "a.md", form), @r#"{"code":"COL-FILE-MISSING","severity":"error","message":"there is no file `a.md`","path":"book.yaml","line":1,"column":7,"end_line":1,"end_column":11,"start":6,"end":10,"labels":[{"text":"named here","path":"book.yaml","line":1,"column":1,"end_line":1,"end_column":5,"start":0,"end":4}],"hint":"did you mean `b.md`?"}"#);
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let text = format!("{}a.md{}", "کلمه ".repeat(50), " word".repeat(50));
    insta::assert_snapshot!(render(&text, "a.md", PLAIN).lines().nth(1).unwrap(), @"  1 | …کلمه کلمه کلمه کلمه کلمه کلمه a.md word word word word word word word word word word wor…");
    insta::assert_snapshot!(render(&text, "a.md", PLAIN).lines().nth(2).unwrap(), @"    |                                ^^^^");
}

/// A line of 20 million characters costs no more than what is shown of it.
#[test]
fn endless_lines_and_messages_are_cut() {
    let text = format!("{}a.md", "ب".repeat(20_000_000));
    let started = std::time::Instant::now();
    let shown = render(&text, "a.md", PLAIN);
    assert!(shown.len() < 1000, "{}", shown.len());
    assert!(started.elapsed().as_secs() < 5);
    let shown = render(&"\u{202E}".repeat(100_000), &"\u{202E}".repeat(100_000), PLAIN);
    assert!(shown.len() < 10_000, "{}", shown.len());
}

#[test]
fn a_terminal_gets_colours_and_isolates() {
    let form = Form { colored: true, isolated: true, ..PLAIN };
    let shown = render("a: آ.md", "آ.md", form);
    let head = "book.yaml:1:4: \u{1B}[1;31merror[COL-FILE-MISSING]\u{1B}[0m: there is no file `\u{2068}آ.md\u{2069}`\n";
    assert!(shown.starts_with(head), "{shown:?}");
    // The line of the source keeps its number on the left.
    assert!(shown.contains("\n\u{200E}  1 \u{1B}"), "{shown:?}");
}

#[test]
fn a_problem_of_the_whole_file_shows_no_line() {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("a.md", "text"));
    let problem = Diagnostic::new(Code::ImageAlt, "m").at(Span::start_of(id));
    let everywhere = Diagnostic::new(Code::Io, "disk");
    let text = Report::new(&sources, "books/one/", PLAIN).render(&[everywhere, problem]);
    assert_eq!(
        text,
        "books/one/a.md:1:1: warning[IMG-ALT]: m\nerror[ENV-IO]: disk\n1 error, 1 warning\n"
    );
}

#[test]
fn a_flood_is_cut_and_errors_survive() {
    let at = |code, start| Diagnostic::new(code, "m").at(Span::new(SourceId(0), start, start));
    let mut problems: Vec<_> = (0..300).map(|start| at(Code::ImageAlt, start)).collect();
    problems.push(at(Code::ImageMissing, 400));
    let sources = Sources::default();
    let form = Form { format: MessageFormat::Short, ..PLAIN };
    let text = Report::new(&sources, "", form).render(&problems);
    assert!(text.ends_with("error[IMG-MISSING]: m\nand 101 more\n"), "{text}");
    assert_eq!(text.lines().count(), limits::SHOWN_DIAGNOSTICS + 1);
    let quiet = Form { errors_only: true, ..form };
    assert_eq!(Report::new(&sources, "", quiet).render(&problems), "error[IMG-MISSING]: m\n");
}

proptest::proptest! {
    /// No text, no place and no terminal make the report fail, and nothing hidden gets through.
    #[test]
    fn every_place_can_be_shown(
        text in "[a-c \n\r\t\u{0}-\u{1F}\u{200B}-\u{202E}آبپ\u{64B}𓀀]{0,200}",
        start in 0_usize..400,
        length in 0_usize..400,
        colored in proptest::bool::ANY,
    ) {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("a.md", text.as_str()));
        let problem = Diagnostic::new(Code::FileMissing, text.clone())
            .at(Span::new(id, start, start + length))
            .label(Span::new(id, length, start), text.clone())
            .hint(text);
        for format in [MessageFormat::Human, MessageFormat::Short, MessageFormat::Json] {
            let form = Form { format, colored: false, isolated: colored, errors_only: false };
            let shown = Report::new(&sources, "", form).render(std::slice::from_ref(&problem));
            let hidden = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202A}'..='\u{202E}');
            // JSON leaves bidirectional controls to the program that reads it.
            assert!(format == MessageFormat::Json || !shown.contains(hidden), "{shown:?}");
        }
    }
}
