//! Problems as one document in SARIF 2.1.0 (OASIS standard), which code scanning services and
//! editors read: the program's rules, and a result for each problem.

use serde_json::{Value, json};

use super::finding::{Finding, Site};
use super::{repository, word};
use crate::base::Code;

/// The root of the repository, in the words of GitHub's code scanning.
const ROOT: &str = "%SRCROOT%";

/// The document.
pub(super) fn render(findings: &[Finding]) -> String {
    let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(*code)).collect();
    let results: Vec<Value> = findings.iter().map(result).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "nashr",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "rules": rules,
                }
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

/// A code with what `nashr explain` says about it.
fn rule(code: Code) -> Value {
    let text: Vec<&str> = code.explanation().iter().map(|line| line.trim()).collect();
    let text = text.join(" ");
    let sentence = text.split_inclusive(". ").next().unwrap_or(&text).trim_end();
    json!({
        "id": code.id(),
        "shortDescription": {"text": sentence},
        "help": {"text": text},
        "defaultConfiguration": {"level": word(code.severity())},
    })
}

fn result(finding: &Finding) -> Value {
    let hint = finding.hint.iter().map(|hint| format!("\nhint: {hint}"));
    let text = finding.message.clone() + &hint.collect::<String>();
    let mut result = json!({
        "ruleId": finding.code.id(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == finding.code),
        "level": word(finding.severity),
        "message": {"text": text},
        "locations": finding.site.iter().map(|site| location(site, None)).collect::<Vec<_>>(),
    });
    let related = finding.related.iter();
    let related = related.filter_map(|(site, text)| Some(location(site.as_ref()?, Some(text))));
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = Value::from(related);
    }
    result
}

fn location(site: &Site, text: Option<&String>) -> Value {
    let path = repository::path(&site.path);
    let uri = uri(&path);
    let artifact = if path.starts_with('/') {
        json!({"uri": uri})
    } else {
        json!({"uri": uri, "uriBaseId": ROOT})
    };
    let region = if site.is_whole_file {
        json!({"startLine": site.start.line})
    } else {
        json!({
            "startLine": site.start.line,
            "startColumn": site.start.column,
            "endLine": site.end.line,
            "endColumn": site.end.column,
        })
    };
    let mut location =
        json!({"physicalLocation": {"artifactLocation": artifact, "region": region}});
    if let Some(text) = text {
        location["message"] = json!({"text": text});
    }
    location
}

/// The path as a URI (RFC 3986): everything but unreserved characters and `/` is encoded.
fn uri(path: &str) -> String {
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let shown = |byte: u8| match byte {
        byte if is_plain(byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.bytes().map(shown).fold(scheme.to_owned(), |uri, piece| uri + &piece)
}
