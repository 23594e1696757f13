//! The manifest from the outside: `tests/manifest/cases.txt` holds manifests and, below each one,
//! everything that is said about it; `templates/book.schema.json` is what the types say.
//!
//! With `NASHR_UPDATE_GOLDEN=1` both files are written anew, to be read before they are committed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use nashr::base::{Code, Diagnostic, Source, Sources, Span, Spanned};
use nashr::manifest::plan::{BookPlan, Entry, FileEntry, Piece};
use nashr::storage::ProjectPath;

/// What begins a case, an expected line, and its continuation.
const CASE: &str = "### ";
const RESULT: &str = ">>> ";
const DETAIL: &str = "    ";

struct Case<'t> {
    name: &'t str,
    yaml: String,
}

/// The cases of the file, without their results.
fn cases(text: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    let mut in_result = false;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix(CASE) {
            cases.push(Case { name, yaml: String::new() });
            in_result = false;
        } else if line.starts_with(RESULT) {
            in_result = true;
        } else if let (false, Some(case)) = (in_result, cases.last_mut()) {
            case.yaml.push_str(line);
            case.yaml.push('\n');
        }
    }
    cases
}

/// The manifests of the cases stand alone.
fn no_other(path: &ProjectPath) -> Result<String, Diagnostic> {
    Err(Diagnostic::new(Code::FileMissing, format!("there is no file `{path}`")).hint("none is"))
}

fn read(yaml: &str) -> (Sources, Result<BookPlan, Vec<Diagnostic>>) {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("book.yaml", yaml));
    let plan = nashr::manifest::read(&mut sources, id, "book", &no_other).map(|plan| plan.value);
    (sources, plan)
}

/// What is said about a manifest, as the file holds it.
fn result(yaml: &str) -> String {
    let (sources, plan) = read(yaml);
    let mut out = String::new();
    match plan {
        Ok(plan) => {
            let _ = writeln!(out, "{RESULT}ok: {}", contents(&plan.contents));
        }
        Err(problems) => problems.iter().for_each(|problem| report(&sources, problem, &mut out)),
    }
    out
}

fn report(sources: &Sources, problem: &Diagnostic, out: &mut String) {
    let place = |span: Span| {
        let at = sources.get(span.source).unwrap().position(span.start as usize);
        format!("{}:{}", at.line, at.column)
    };
    let span = problem.span.expect("every problem of a manifest has a place");
    let hint = problem.hint.as_deref().expect("every problem of a manifest has a hint");
    let (code, message) = (problem.code, &problem.message);
    let _ = writeln!(out, "{RESULT}{} {code} {message}\n{DETAIL}= {hint}", place(span));
    for label in &problem.labels {
        let _ = writeln!(out, "{DETAIL}{} {}", place(label.span), label.text);
    }
}

/// The contents in one line: `front(title, toc) a.md part«…»(b.md)`.
fn contents(entries: &[Entry]) -> String {
    entries.iter().map(entry).collect::<Vec<_>>().join(" ")
}

fn entry(entry: &Entry) -> String {
    match entry {
        Entry::Front(all) => format!("front({})", pieces(all)),
        Entry::Back(all) => format!("back({})", pieces(all)),
        Entry::Part { title, entries, .. } => {
            format!("part«{}»({})", title.value, contents(entries))
        }
        Entry::File(one) => file(one),
        Entry::From { query, kind, .. } => match kind {
            Some(kind) => format!("from {} as {kind:?}", query.value),
            None => format!("from {}", query.value),
        },
        Entry::Glob { pattern, sort, numbered } => {
            format!("{}[{sort:?}]{}", pattern.value, counted(*numbered))
        }
    }
}

fn file(file: &FileEntry) -> String {
    let title = file.title.as_ref().map_or(String::new(), |title| format!("«{}»", title.value));
    let role = file.role.map_or(String::new(), |role| format!(" as {role:?}"));
    format!("{}{title}{}{role}", file.path.value, counted(file.numbered))
}

/// `-` for what is left out of the numbering of chapters, `+` for what is taken in.
fn counted(numbered: Option<bool>) -> &'static str {
    match numbered {
        Some(true) => "+",
        Some(false) => "-",
        None => "",
    }
}

fn pieces(pieces: &[Piece]) -> String {
    let name = |piece: &Piece| match piece {
        Piece::Index(index) => match &index.name {
            Some(name) => format!("index {}", name.value),
            None => "index".to_owned(),
        },
        Piece::NameOfGod(None) => "name-of-god".to_owned(),
        Piece::NameOfGod(Some(words)) => format!("name-of-god«{}»", words.value),
        Piece::Blank => "blank".to_owned(),
        Piece::Frontispiece(picture) => format!("frontispiece {}", picture.picture.value),
        Piece::Written(piece) => {
            let lines: Vec<&str> = piece.lines.iter().map(|line| line.value.as_str()).collect();
            let source = piece.source.as_ref().map_or(String::new(), |s| format!(" — {}", s.value));
            format!("{:?}«{}{source}»", piece.role, lines.join(" | "))
        }
        Piece::Figures(_) => "list-of-figures".to_owned(),
        Piece::Tables(_) => "list-of-tables".to_owned(),
        Piece::HalfTitle => "half-title".to_owned(),
        Piece::Title => "title".to_owned(),
        Piece::Colophon => "colophon".to_owned(),
        Piece::Toc => "toc".to_owned(),
        Piece::Sources(_) => "sources".to_owned(),
        Piece::Notes(_) => "notes".to_owned(),
        Piece::Document(document) => file(document),
    };
    pieces.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn file_in_repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[expect(clippy::disallowed_methods, reason = "tests read and renew their golden files")]
fn compare_or_update(path: &str, actual: &str) {
    let path = file_in_repository(path);
    if std::env::var_os("NASHR_UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, actual).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    let difference = expected.lines().zip(actual.lines()).find(|(old, new)| old != new);
    assert!(
        expected == actual,
        "{} is out of date; first difference: {difference:#?}\n\
         run again with NASHR_UPDATE_GOLDEN=1 and read what changed",
        path.display()
    );
}

const CASES: &str = include_str!("manifest/cases.txt");

#[test]
fn every_manifest_gets_what_is_written_below_it() {
    let mut actual = String::new();
    for case in cases(CASES) {
        let _ = writeln!(actual, "{CASE}{}\n{}{}", case.name, case.yaml, result(&case.yaml));
    }
    compare_or_update("tests/manifest/cases.txt", actual.trim_end_matches('\n'));
}

#[test]
fn every_code_has_a_case_and_a_near_miss() {
    let mut met = BTreeSet::new();
    let mut missed = BTreeSet::new();
    for case in cases(CASES) {
        match read(&case.yaml).1 {
            Err(problems) => met.extend(problems.iter().map(|problem| problem.code.id())),
            Ok(_) => missed.extend(
                case.name.strip_prefix("near miss: ").and_then(|name| name.split(' ').next()),
            ),
        }
    }
    // A manifest that is not there, or two of one name, are the command line's business.
    let others = [Code::ManifestMissing, Code::ManifestSameName, Code::ManifestDefaultsCycle];
    let read = |code: &&Code| code.is_manifest() && !others.contains(code);
    for code in Code::ALL.iter().filter(read) {
        assert!(met.contains(code.id()), "no case triggers {code}");
        assert!(missed.contains(code.id()), "no case named `near miss: {code} …` is ok");
    }
}

#[test]
fn the_schema_in_the_repository_is_that_of_the_types() {
    compare_or_update("templates/book.schema.json", &nashr::manifest::json_schema());
}

/// The plan without its places.
fn summary(plan: &BookPlan) -> String {
    let text = |value: &Option<Spanned<String>>| {
        value.as_ref().map_or("-".to_owned(), |it| it.value.clone())
    };
    let meta = &plan.metadata;
    let people = meta
        .contributors
        .iter()
        .map(|one| format!("{} ({}, {})", one.name.value, one.role.value, text(&one.file_as)));
    let trim = plan
        .print
        .trim
        .map(|size| format!("{:.0} × {:.0} mm", size.width.to_mm(), size.height.to_mm()));
    let series = meta.series.as_ref().map(|series| (&*series.name.value, text(&series.number)));
    let subjects: Vec<&str> = meta.subjects.iter().map(|subject| &*subject.value).collect();
    let outputs: Vec<_> = plan.outputs.iter().map(|output| output.kind).collect();
    [
        format!("name {} | design {} | root {:?}", plan.name, plan.design.value, plan.root.value),
        format!("title {} | subtitle {}", meta.title.value, text(&meta.subtitle)),
        format!("people {}", people.collect::<Vec<_>>().join(" · ")),
        format!(
            "lang {} | id {} | isbn {}",
            meta.lang.value.tag(),
            meta.identifier,
            text(&meta.isbn)
        ),
        format!(
            "publisher {} | date {} | edition {}",
            text(&meta.publisher),
            text(&meta.date),
            text(&meta.edition)
        ),
        format!("rights {} | description {}", text(&meta.rights), text(&meta.description)),
        format!("subjects {subjects:?} | series {series:?} | cover {}", text(&meta.cover)),
        format!(
            "trim {trim:?} | binding {:?} | print isbn {}",
            plan.print.binding,
            text(&plan.print.isbn)
        ),
        format!("contents {}", contents(&plan.contents)),
        format!("outputs {outputs:?}"),
    ]
    .join("\n")
}

#[test]
fn the_plan_holds_what_the_manifest_says() {
    let full = cases(CASES).into_iter().find(|case| case.name == "every key").unwrap();
    insta::assert_snapshot!(summary(&read(&full.yaml).1.unwrap()), @r#"
    name book | design classic | root "documents"
    title هزار و یک واژه | subtitle گزیده
    people ابوالقاسم فردوسی (aut, فردوسی، ابوالقاسم) · مترجم (trl, -) · بی‌نقش (aut, -)
    lang fa | id urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e | isbn 9786001191251
    publisher نشر | date 1398-12-11 | edition چاپ نخست
    rights همهٔ حقوق محفوظ است | description یک بند.
    subjects ["شعر", "1400"] | series Some(("گنجینه", "۱۲")) | cover جلد.png
    trim Some("145 × 210 mm") | binding Some(RightToLeft) | print isbn 9786001191251
    contents front(half-title, title, colophon, toc, preface.md«پیش‌گفتار»-) part«گفت‌وگوها»(a.md b/*.md[Date]-) c.md«عنوان دیگر»- *.txt[Title] back(afterword.md-)
    outputs [Epub, Screen]
    "#);
}

#[test]
fn what_the_manifest_does_not_say_has_a_default() {
    let yaml = "schema: 1\nbook:\n  title: |\n    یک\n    کتاب\ncontents: [{file: a.md}]\n";
    insta::assert_snapshot!(summary(&read(yaml).1.unwrap()), @r#"
    name book | design classic | root ""
    title یک کتاب | subtitle -
    people 
    lang fa | id urn:uuid:1d40a983-ab60-5320-892c-c5d15afbd216 | isbn -
    publisher - | date - | edition -
    rights - | description -
    subjects [] | series None | cover -
    trim None | binding None | print isbn -
    contents front(title, colophon, toc) a.md
    outputs [Epub, Screen]
    "#);
}

/// Contract for hostile input: an answer within ten seconds (these take far less).
#[test]
fn hostile_manifests_are_answered() {
    let start = std::time::Instant::now();
    let repeat = |item: &str, count: usize| item.repeat(count);
    for contents in [
        repeat("{file: a.md}, ", 20_000),
        repeat("{fiel: a.md}, ", 20_000),
        repeat("{front: [title, title]}, ", 10_000),
        (0..20_000).fold("{file: a.md".to_owned(), |text, at| text + &format!(", k{at}: 1"))
            + "}, ",
        format!("{{? {} : 1}}, ", repeat("k", 300_000)),
        format!("{{file: a.md, sort: {}}}, ", repeat("k", 300_000)),
    ] {
        let yaml = format!("schema: 1\nbook: {{title: x}}\ncontents: [{contents}]\n");
        let _ = read(&yaml);
    }
    let outputs =
        format!("schema: 1\nbook: {{title: x}}\noutputs: [{}]\n", repeat("{epub: {}}, ", 30_000));
    assert!(read(&outputs).1.is_err());
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

/// Every key that the schema has, in any mapping.
fn keys(schema: &serde_json::Value, found: &mut BTreeSet<String>) {
    match schema {
        serde_json::Value::Object(entries) => {
            if let Some(serde_json::Value::Object(properties)) = entries.get("properties") {
                found.extend(properties.keys().cloned());
            }
            entries.values().for_each(|value| keys(value, found));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

#[test]
fn the_reference_explains_every_key() {
    let mut found = BTreeSet::new();
    keys(&serde_json::from_str(&nashr::manifest::json_schema()).unwrap(), &mut found);
    assert!(found.len() > 30);
    let reference = include_str!("../docs/manifest.md");
    let names = |key: &String| {
        ["`", "{", " ", "."].iter().any(|before| {
            ["`", ":", ",", "}"]
                .iter()
                .any(|after| reference.contains(&format!("{before}{key}{after}")))
        })
    };
    let missing: Vec<&String> = found.iter().filter(|key| !names(key)).collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn the_examples_of_the_reference_are_right() {
    let reference = include_str!("../docs/manifest.md");
    let whole = reference.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next());
    assert!(read(whole.unwrap()).1.is_ok());
    for part in reference.split("```yaml\n").skip(2).filter_map(|rest| rest.split("```").next()) {
        let contents = match part {
            _ if part.contains("contents:\n") => "",
            _ => "contents: [{file: a.md}]\n",
        };
        let yaml = format!("schema: 1\nbook: {{title: x}}\n{contents}{part}");
        assert!(read(&yaml).1.is_ok(), "{}", result(&yaml));
    }
}
