//! `nashr select`: what the queries of a manifest select, and why.

use std::fmt::Write as _;

use serde::Serialize;

use super::args::SelectOptions;
use super::book::{form, project_folder};
use super::report::{Report, visible};
use super::status::Status;
use super::terminal::Terminal;
use crate::base::Sources;
use crate::manifest::read::suggest;
use crate::pipeline::{self, Library};
use crate::select::query::{self, Answer, Fate};

/// Prints the answers of one query, or of all.
pub(super) fn select(options: &SelectOptions, terminal: Terminal) -> Status {
    let mut sources = Sources::default();
    let (library, mut diagnostics) = pipeline::library(&options.manifest, &mut sources);
    let mut answers = Vec::new();
    if let Some(library) = &library {
        let queries = &library.plan.queries;
        if let Some(problem) = unknown(options.name.as_deref(), library) {
            terminal.messages(&problem);
            return Status::Usage;
        }
        let wanted = |name: &str| options.name.as_deref().is_none_or(|wanted| wanted == name);
        for (name, query) in queries.0.iter().filter(|(name, _)| wanted(&name.value)) {
            let answer = query::run(name, query, &library.plan, &library.index);
            answers.push((name.value.as_str(), answer.unpack(&mut diagnostics)));
        }
    }
    let folder = project_folder(&options.manifest);
    let report = Report::new(&sources, &folder, form(&options.report, terminal));
    terminal.messages(&report.render(&diagnostics));
    if let Some(library) = &library {
        terminal.data(&match (options.json, options.explain) {
            (true, explain) => json(&answers, library, explain),
            (false, true) => explanations(&answers, library),
            (false, false) => lists(&answers, library),
        });
    }
    Status::of(&diagnostics)
}

/// What is said about a name that the manifest does not have.
fn unknown(name: Option<&str>, library: &Library) -> Option<String> {
    let queries = &library.plan.queries;
    let Some(name) = name else {
        let none = "error: the manifest has no query\nhint: write one below `select:`\n";
        return queries.0.is_empty().then(|| none.to_owned());
    };
    if queries.get(name).is_some() {
        return None;
    }
    let names: Vec<&str> = queries.names().collect();
    let hint = match suggest(name, queries.names()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there are: {}", names.join(", ")),
    };
    let (name, hint) = (visible::message(name), visible::copied(&hint));
    Some(format!("error: the manifest has no query `{name}`\nhint: {hint}\n"))
}

/// Puts the name of each query before its text when there are several.
fn titled(answers: &[(&str, Answer)], text: impl Fn(&Answer) -> String) -> String {
    let one = |(name, answer): &(&str, Answer)| match answers {
        [_] => text(answer),
        _ => format!("[{name}]\n{}", text(answer)),
    };
    answers.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// The selected paths in order; with groups, below the titles of the parts.
fn lists(answers: &[(&str, Answer)], library: &Library) -> String {
    titled(answers, |answer| {
        let mut text = String::new();
        for part in &answer.parts {
            let indent = if let Some(title) = &part.title {
                let _ = writeln!(text, "{}:", visible::copied(title));
                "  "
            } else {
                ""
            };
            for at in &part.documents {
                let path = visible::copied(&library.index.cards[*at].path);
                let _ = writeln!(text, "{indent}{path}");
            }
        }
        text
    })
}

/// A document a line: first those that are in, in their order, then those that are out, by path.
fn explanations(answers: &[(&str, Answer)], library: &Library) -> String {
    titled(answers, |answer| {
        let mut text = String::new();
        for at in in_order(answer) {
            let path = visible::copied(&library.index.cards[at].path);
            let (word, why) = reason(&answer.fates[at]);
            let _ = writeln!(text, "{word:3}  {path}: {}", visible::copied(&why));
        }
        let all = answer.fates.len();
        let _ = writeln!(text, "{} of {all} documents", answer.len());
        text
    })
}

/// The places of all documents: the selected ones first.
fn in_order(answer: &Answer) -> Vec<usize> {
    let is_out = |at: &usize| !matches!(answer.fates[*at], Fate::In { .. });
    answer.documents().chain((0..answer.fates.len()).filter(is_out)).collect()
}

fn reason(fate: &Fate) -> (&'static str, String) {
    match fate {
        Fate::In { place, part: None } => ("in", format!("number {place}")),
        Fate::In { place, part: Some(part) } => ("in", format!("number {place}, in «{part}»")),
        Fate::NoMatch(why) => ("out", why.clone()),
        Fate::Dropped(why) => ("out", format!("dropped: {why}")),
        Fate::OverLimit(limit) => {
            ("out", format!("it comes after the {limit} that `limit` allows"))
        }
        Fate::NoGroup => ("out", "it belongs to no group".to_owned()),
    }
}

/// An answer as programs read it.
#[derive(Serialize)]
struct JsonAnswer<'a> {
    query: &'a str,
    parts: Vec<JsonPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents: Option<Vec<JsonFate<'a>>>,
}

#[derive(Serialize)]
struct JsonPart<'a> {
    title: Option<&'a str>,
    documents: Vec<&'a str>,
}

#[derive(Serialize)]
struct JsonFate<'a> {
    path: &'a str,
    selected: bool,
    why: String,
}

fn json(answers: &[(&str, Answer)], library: &Library, explain: bool) -> String {
    let cards = &library.index.cards;
    let path = |at: usize| cards[at].path.as_str();
    let fate = |answer: &Answer, at: usize| {
        let (word, why) = reason(&answer.fates[at]);
        JsonFate { path: path(at), selected: word == "in", why }
    };
    let answers: Vec<JsonAnswer<'_>> = answers
        .iter()
        .map(|(name, answer)| JsonAnswer {
            query: name,
            parts: answer
                .parts
                .iter()
                .map(|part| JsonPart {
                    title: part.title.as_deref(),
                    documents: part.documents.iter().map(|at| path(*at)).collect(),
                })
                .collect(),
            documents: explain
                .then(|| in_order(answer).into_iter().map(|at| fate(answer, at)).collect()),
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&answers).unwrap_or_default();
    text.push('\n');
    text
}
