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

#[test]
fn github_gets_a_command_for_each_problem() {
    let form = Form { format: MessageFormat::Github, ..PLAIN };
    let text = "x: 100%\nroot: a,b:c.md\n";
    insta::assert_snapshot!(render(text, "a,b:c.md", form), @r"
    ::error file=book.yaml,line=2,col=7,endColumn=14,title=COL-FILE-MISSING::there is no file `a,b:c.md`%0Abook.yaml:1: named here%0Ahint: did you mean `b.md`?
    1 error
    ");
    let mut sources = Sources::default();
    let id = sources.add(Source::new("d,1/کتاب.yaml", "one\ntwo\nthree"));
    let problems = [
        Diagnostic::new(Code::ImageAlt, "100%\r\n::error::no").at(Span::new(id, 0, 9)),
        Diagnostic::new(Code::FileMissing, "whole").at(Span::start_of(id)),
        Diagnostic::new(Code::Io, "disk").hint("make room: now, please"),
    ];
    insta::assert_snapshot!(Report::new(&sources, "books", form).render(&problems), @r"
    ::error file=books/d%2C1/کتاب.yaml,line=1,title=COL-FILE-MISSING::whole
    ::error title=ENV-IO::disk%0Ahint: make room: now, please
    ::warning file=books/d%2C1/کتاب.yaml,line=1,endLine=3,title=IMG-ALT::100%25<U+000D><U+000A>::error::no
    2 errors, 1 warning
    ");
    assert_eq!(Report::new(&sources, "books", form).render(&[]), "");
}

#[test]
fn sarif_names_files_as_addresses() {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("آ ب%.md", "x"));
    let form = Form { format: MessageFormat::Sarif, ..PLAIN };
    let problem = [Diagnostic::new(Code::ImageAlt, "m").at(Span::start_of(id))];
    let text = Report::new(&sources, "books", form).render(&problem);
    assert!(text.contains(r#""uri": "books/%D8%A2%20%D8%A8%25.md""#), "{text}");
    assert!(
        text.contains(
            r#""region": {
                  "startLine": 1
                }"#
        ),
        "{text}"
    );
}

/// GitHub shows ten of each; the rest is only counted.
#[test]
fn github_gets_the_worst_first() {
    let at = |code, start| Diagnostic::new(code, "m").at(Span::new(SourceId(0), start, start));
    let mut problems: Vec<_> = (0..13).map(|start| at(Code::ImageAlt, start)).collect();
    problems.extend((100..112).map(|start| at(Code::ImageMissing, start)));
    let form = Form { format: MessageFormat::Github, ..PLAIN };
    let sources = Sources::default();
    let text = Report::new(&sources, "", form).render(&problems);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 21);
    assert!(lines[..10].iter().all(|line| *line == "::error title=IMG-MISSING::m"), "{text}");
    assert!(lines[10..20].iter().all(|line| *line == "::warning title=IMG-ALT::m"), "{text}");
    assert_eq!(lines[20], "12 errors, 13 warnings (not shown: 2 errors, 3 warnings)");
    let mut findings = Findings::new(form);
    for problem in &problems {
        let Said::Later(one) = Report::new(&sources, "", form).say(std::slice::from_ref(problem))
        else {
            panic!("not one report");
        };
        findings.append(one);
    }
    assert_eq!(findings.render(), text, "the same from many books");
}

#[test]
fn sarif_is_one_document() {
    let form = Form { format: MessageFormat::Sarif, ..PLAIN };
    let text = render("root: آ ب.md", "آ ب.md", form);
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let run = &document["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), Code::ALL.len());
    let mut result = run["results"][0].clone();
    let index = result.as_object_mut().unwrap().remove("ruleIndex").unwrap();
    insta::assert_snapshot!(format!("{result:#}"), @r#"
    {
      "level": "error",
      "locations": [
        {
          "physicalLocation": {
            "artifactLocation": {
              "uri": "book.yaml",
              "uriBaseId": "%SRCROOT%"
            },
            "region": {
              "endColumn": 13,
              "endLine": 1,
              "startColumn": 7,
              "startLine": 1
            }
          }
        }
      ],
      "message": {
        "text": "there is no file `آ ب.md`\nhint: did you mean `b.md`?"
      },
      "relatedLocations": [
        {
          "message": {
            "text": "named here"
          },
          "physicalLocation": {
            "artifactLocation": {
              "uri": "book.yaml",
              "uriBaseId": "%SRCROOT%"
            },
            "region": {
              "endColumn": 5,
              "endLine": 1,
              "startColumn": 1,
              "startLine": 1
            }
          }
        }
      ],
      "ruleId": "COL-FILE-MISSING"
    }
    "#);
    insta::assert_snapshot!(format!("{:#}", rules[index.as_u64().unwrap() as usize]), @r#"
    {
      "defaultConfiguration": {
        "level": "error"
      },
      "help": {
        "text": "A file that the manifest or a document names does not exist. Paths are relative to the collection's root (or to the document, for images)."
      },
      "id": "COL-FILE-MISSING",
      "shortDescription": {
        "text": "A file that the manifest or a document names does not exist."
      }
    }
    "#);
    let sources = Sources::default();
    let empty = Report::new(&sources, "", form).render(&[]);
    let empty: serde_json::Value = serde_json::from_str(&empty).unwrap();
    assert_eq!(empty["runs"][0]["results"], serde_json::json!([]));
}
