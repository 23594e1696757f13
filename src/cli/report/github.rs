//! Problems as workflow commands of GitHub Actions, which shows them beside the changed lines.
//!
//! Source of the form and of its limits: the documentation of GitHub Actions, "Workflow commands".

use super::finding::{Finding, rank};
use super::{counted, repository, visible, word};
use crate::base::Severity;

/// Most errors, and as many warnings and notices, that GitHub shows for one step.
pub(super) const SHOWN: usize = 10;

/// The commands, the worst problems first, and a line that counts all problems.
pub(super) fn render(findings: &[Finding], counts: [usize; 3]) -> String {
    let mut shown = String::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_it = findings.iter().filter(|finding| finding.severity == severity).take(SHOWN);
        of_it.for_each(|finding| shown.push_str(&command(finding)));
    }
    shown + &summary(counts)
}

/// `::error file=a.md,line=3,col=1,endColumn=4,title=CODE::message`
fn command(finding: &Finding) -> String {
    let name = match finding.severity {
        Severity::Note => "notice",
        severity => word(severity),
    };
    let mut properties = Vec::new();
    if let Some(site) = &finding.site {
        properties.push(("file", repository::path(&site.path)));
        properties.push(("line", site.start.line.to_string()));
        if site.start.line == site.end.line && !site.is_whole_file {
            // Columns count for a place in one line only, and the last one belongs to it.
            let last = site.start.column.max(site.end.column - 1);
            properties.push(("col", site.start.column.to_string()));
            properties.push(("endColumn", last.to_string()));
        } else if !site.is_whole_file {
            properties.push(("endLine", site.end.line.to_string()));
        }
    }
    properties.push(("title", finding.code.id().to_owned()));
    let properties = properties.iter().map(|(key, value)| format!("{key}={}", property(value)));
    let properties: Vec<String> = properties.collect();
    format!("::{name} {}::{}\n", properties.join(","), data(&text(finding)))
}

/// The message, further places and the hint, each on a line.
fn text(finding: &Finding) -> String {
    let mut lines = vec![visible::copied(&finding.message)];
    for (site, text) in &finding.related {
        let place = site.as_ref().map(|site| format!("{}:{}: ", site.path, site.start.line));
        lines.push(visible::copied(&format!("{}{text}", place.unwrap_or_default())));
    }
    lines.extend(finding.hint.iter().map(|hint| format!("hint: {}", visible::copied(hint))));
    lines.join("\n")
}

/// The text of a command: a line break would end it, and `%` begins an escape.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: a colon or a comma would end it too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// `12 errors, 1 warning (not shown: 2 errors)`; nothing when nothing was found.
fn summary(counts: [usize; 3]) -> String {
    let named = |counts: [usize; 3]| {
        let words = [Severity::Error, Severity::Warning, Severity::Note];
        let words = words.map(|severity| counted(counts[rank(severity)], word(severity)));
        words.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let all = named(counts);
    let rest = named(counts.map(|count| count.saturating_sub(SHOWN)));
    match (all.as_str(), rest.as_str()) {
        ("", _) => all,
        (_, "") => all + "\n",
        _ => format!("{all} (not shown: {rest})\n"),
    }
}
