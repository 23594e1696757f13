//! `nashr config`: the manifest as it counts, and where every value of it comes from.
//!
//! What is printed as YAML is a manifest itself: it means the same as the one it was made from.
//! What is not of the manifest stands below a key `x-run`.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use super::args::{ConfigFormat, ConfigOptions};
use super::report::Report;
use super::status::Status;
use super::terminal::Terminal;
use super::{book, cache, settings};
use crate::base::{Sources, Span};
use crate::manifest::node::{Node, Value};
use crate::pipeline;

/// Prints the manifest with everything it builds on.
pub(super) fn config(options: &ConfigOptions, terminal: Terminal) -> Status {
    let mut sources = Sources::default();
    match pipeline::config(&options.manifest, &mut sources) {
        Ok(node) => {
            let mut values = Vec::new();
            leaves(&node, "", &sources, &mut values);
            match options.format {
                ConfigFormat::Yaml => terminal.data(&yaml(&node, &sources, &run(options))),
                ConfigFormat::Json => terminal.data(&json_text(values, &run(options))),
            }
            Status::Success
        }
        Err(problems) => {
            let folder = book::project_folder(&options.manifest);
            let form = book::form(&options.report, terminal);
            terminal.messages(&Report::new(&sources, &folder, form).render(&problems));
            Status::of(&problems)
        }
    }
}

/// A setting of the run: its name, its value, and where that comes from.
type Setting = (&'static str, String, Origin);

fn run(options: &ConfigOptions) -> Vec<Setting> {
    let (out, origin) = settings::out(options.out.as_deref());
    let mut run = vec![("out", out.display().to_string(), origin)];
    let cache = cache::place(|name| std::env::var_os(name));
    run.extend(
        cache.map(|(folder, name)| {
            ("cache", folder.display().to_string(), Origin::Environment(name))
        }),
    );
    run
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The program.
    Default,
    /// A variable of the environment.
    Environment(&'static str),
    /// An option of the command line.
    Flag(&'static str),
}

impl Origin {
    fn words(self) -> String {
        match self {
            Origin::Default => "default".to_owned(),
            Origin::Environment(name) => format!("environment {name}"),
            Origin::Flag(name) => format!("flag {name}"),
        }
    }

    fn json(self) -> Json {
        match self {
            Origin::Default => json!({ "default": true }),
            Origin::Environment(name) => json!({ "environment": name }),
            Origin::Flag(name) => json!({ "flag": name }),
        }
    }
}

/// `book.yaml:2:10`, or `default`.
fn origin(span: Span, sources: &Sources) -> String {
    match sources.get(span.source) {
        Some(source) => {
            let place = source.position(span.start as usize);
            format!("{}:{}:{}", source.path, place.line, place.column)
        }
        None => Origin::Default.words(),
    }
}

fn origin_json(span: Span, sources: &Sources) -> Json {
    match sources.get(span.source) {
        Some(source) => {
            let place = source.position(span.start as usize);
            json!({ "file": source.path, "line": place.line, "column": place.column })
        }
        None => Origin::Default.json(),
    }
}

fn yaml(node: &Node, sources: &Sources, run: &[Setting]) -> String {
    let mut out = String::new();
    for (key, value) in node.entries().unwrap_or_default() {
        write(&format!("{}:", quoted(&key.value)), value, 0, sources, &mut out);
    }
    out.push_str("x-run:\n");
    for (name, value, origin) in run {
        let _ = writeln!(out, "  {name}: {} # {}", quoted(value), origin.words());
    }
    out
}

/// Writes `node` after `lead` (`key:` or `-`), which stands at column `indent`.
fn write(lead: &str, node: &Node, indent: usize, sources: &Sources, out: &mut String) {
    let pad = " ".repeat(indent);
    match &node.value {
        Value::Map(entries) if !entries.is_empty() => {
            let is_item = lead == "-";
            if !is_item {
                let _ = writeln!(out, "{pad}{lead}");
            }
            for (at, (key, value)) in entries.iter().enumerate() {
                let key = format!("{}:", quoted(&key.value));
                let start = out.len();
                write(&key, value, indent + 2, sources, out);
                if is_item && at == 0 {
                    // The first key stands beside the sign of the item.
                    out.replace_range(start..start + indent + 2, &format!("{pad}- "));
                }
            }
        }
        Value::List(items) if !items.is_empty() => {
            let _ = writeln!(out, "{pad}{lead}");
            for item in items {
                write("-", item, indent + 2, sources, out);
            }
        }
        _ => {
            let origin = origin(node.span, sources);
            let _ = writeln!(out, "{pad}{lead} {} # {origin}", scalar(&node.value));
        }
    }
}

/// A value in a line.
fn scalar(value: &Value) -> String {
    match value {
        Value::Null => "~".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) => text.clone(),
        Value::Text(text) => quoted(text),
        Value::List(_) => "[]".to_owned(),
        Value::Map(_) => "{}".to_owned(),
    }
}

/// A text as YAML reads it back: in quotation marks unless it is words and nothing else. Strings of
/// JSON are strings of YAML (YAML 1.2.2 §1.3).
fn quoted(text: &str) -> String {
    let is_word = |c: char| c.is_alphabetic() || matches!(c, '\u{200C}' | '-' | '_' | '/' | '.');
    let mut letters = text.chars();
    let begins = letters.next().is_some_and(char::is_alphabetic);
    let is_plain =
        begins && !text.ends_with(' ') && letters.all(|c| is_word(c) || c.is_numeric() || c == ' ');
    let is_special = ["true", "false", "null"].iter().any(|word| text.eq_ignore_ascii_case(word));
    if is_plain && !is_special { text.to_owned() } else { Json::from(text).to_string() }
}

/// All values that hold no others, with their keys.
fn leaves(node: &Node, name: &str, sources: &Sources, values: &mut Vec<Json>) {
    match &node.value {
        Value::Map(entries) if !entries.is_empty() => {
            for (key, value) in entries {
                let dot = if name.is_empty() { "" } else { "." };
                leaves(value, &format!("{name}{dot}{}", key.value), sources, values);
            }
        }
        Value::List(items) if !items.is_empty() => {
            for (at, item) in items.iter().enumerate() {
                leaves(item, &format!("{name}[{at}]"), sources, values);
            }
        }
        value => {
            let value = match value {
                Value::Null => Json::Null,
                Value::Bool(value) => json!(value),
                Value::Number(text) | Value::Text(text) => json!(text),
                Value::List(_) => json!([]),
                Value::Map(_) => json!({}),
            };
            let origin = origin_json(node.span, sources);
            values.push(json!({ "key": name, "value": value, "origin": origin }));
        }
    }
}

fn json_text(mut values: Vec<Json>, run: &[Setting]) -> String {
    values.extend(run.iter().map(|(name, value, origin)| {
        json!({ "key": format!("x-run.{name}"), "value": value, "origin": origin.json() })
    }));
    let mut text = serde_json::to_string_pretty(&values).unwrap_or_default();
    text.push('\n');
    text
}
