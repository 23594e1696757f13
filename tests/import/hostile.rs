//! Texts that are made to hurt: they end soon and with a message.

use std::time::{Duration, Instant};

use nashr::base::{Code, Diagnostic, Source, SourceId};
use nashr::collect::Format;
use nashr::import::import;

/// Unoptimised code on a busy machine needs a second or two for the largest of these texts; a
/// quadratic step would need hours.
const SOON: Duration = Duration::from_secs(20);

fn notices(text: &str, format: Format) -> Vec<Diagnostic> {
    let started = Instant::now();
    let imported = import(&Source::new("hostile", text), SourceId(0), format);
    let taken = started.elapsed();
    let beginning: String = text.chars().take(20).collect();
    assert!(taken < SOON, "{beginning:?} took {taken:?} as {format:?}");
    imported.diagnostics
}

fn count(notices: &[Diagnostic], code: Code) -> usize {
    notices.iter().filter(|notice| notice.code == code).count()
}

#[test]
fn fifty_thousand_nested_quotes_are_one_error() {
    let found = notices(&format!("{} متن", ">".repeat(50_000)), Format::Markdown);
    assert_eq!(count(&found, Code::NestingTooDeep), 1);
    assert_eq!(found.len(), 1);
    assert!(found[0].span.is_some());
}

#[test]
fn nested_lists_divs_and_emphasis_are_one_error_each() {
    for text in [
        "- ".repeat(50_000) + "متن",
        "::: aside\n".repeat(50_000) + &":::\n".repeat(50_000),
        "*a **a ".repeat(50_000) + &"b** b*".repeat(50_000),
        ["> ::: aside\n", "> > - ::: verse\n"].concat().repeat(20) + &"> ".repeat(50_000),
    ] {
        let found = notices(&text, Format::Markdown);
        assert_eq!(count(&found, Code::NestingTooDeep), 1, "{found:?}");
    }
}

#[test]
fn nested_spans_are_cut_off() {
    let text = "[".repeat(50_000) + "متن" + &"]{.a}".repeat(50_000);
    let found = notices(&text, Format::Markdown);
    // One error for each span too many, as far as they are listed, and their sum.
    assert_eq!(count(&found, Code::NestingTooDeep), 21);
}

#[test]
fn long_runs_of_one_mark_end_soon() {
    let marks =
        ["[", "![", "]{", "[^", "{.a", "`", "**", "~", "^", "| ", "http://", "<", "&amp", "\\"];
    for mark in marks {
        notices(&mark.repeat(50_000), Format::Markdown);
        notices(&mark.repeat(50_000), Format::Plain);
    }
}

#[test]
fn a_hundred_kilobytes_without_a_space() {
    let word = "کتابخانه‌".repeat(6_000);
    assert!(notices(&word, Format::Markdown).is_empty());
    assert!(notices(&word, Format::Plain).is_empty());
}

#[test]
fn time_grows_with_the_text() {
    let page =
        "# سرفصل\n\nبندی با **تأکید** و [پیوند](a.md) و یادداشت[^n].\n\n- مورد\n  - مورد\n\n";
    let text = page.repeat(3_000) + "[^n]: متن\n";
    for format in [Format::Markdown, Format::Plain] {
        notices(&text, format);
    }
}

#[test]
fn a_chain_of_notes_is_no_danger() {
    let chain: Vec<String> = (0..20_000).map(|n| format!("[^{n}]: متن[^{}]\n\n", n + 1)).collect();
    let chain = chain.concat();
    let found = notices(&format!("آغاز[^0]\n\n{chain}"), Format::Markdown);
    assert_eq!(count(&found, Code::NoteCycle), 0);
    assert_eq!(count(&found, Code::NoteWithoutText), 1);
}

#[test]
fn repeated_problems_are_counted() {
    let found = notices(&"الف\u{202E}ب ".repeat(500), Format::Plain);
    assert_eq!(count(&found, Code::BidiControl), 21);
    assert!(found.last().unwrap().message.starts_with("480 more"));
}

#[test]
fn a_small_stack_is_enough() {
    // A quarter of what threads usually have, in unoptimised code.
    let texts = [
        ">".repeat(50_000),
        "- ".repeat(50_000),
        "::: aside\n".repeat(50_000),
        "*a **a ".repeat(50_000) + &"b** b*".repeat(50_000),
        "[".repeat(50_000) + "متن" + &"]{.a}".repeat(50_000),
        "![".repeat(20_000) + "متن" + &"](a)".repeat(20_000),
    ];
    for text in texts {
        let import = move || drop(notices(&text, Format::Markdown));
        let thread = std::thread::Builder::new().stack_size(512 << 10).spawn(import);
        thread.expect("a thread").join().expect("no overflow, no panic");
    }
}

#[test]
fn what_books_nest_is_accepted() {
    let nested = |depth: usize| notices(&format!("{} متن", ">".repeat(depth)), Format::Markdown);
    assert!(nested(20).is_empty());
    assert!(nested(64).is_empty());
    assert_eq!(count(&nested(65), Code::NestingTooDeep), 1);
}
