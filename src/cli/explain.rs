//! `nashr explain CODE`: what a message means.

use super::args::ExplainOptions;
use super::status::Status;
use super::terminal::Terminal;
use crate::base::{Code, Severity};

/// Prints the documentation of one code, or the list of all.
pub(super) fn explain(options: &ExplainOptions, terminal: Terminal) -> Status {
    match options.code.as_deref().map(|id| Code::from_id(id.trim()).ok_or(id)) {
        None => terminal.data(&list()),
        Some(Ok(code)) => terminal.data(&page(code)),
        Some(Err(id)) => {
            terminal.messages(&unknown(id));
            return Status::Usage;
        }
    }
    Status::Success
}

/// All codes with the first sentence of each, in the order of the pipeline.
fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.id().len()).max().unwrap_or_default();
    let line = |code: &Code| {
        let text = text(*code);
        let sentence = text.split_inclusive(". ").next().unwrap_or_default();
        format!("{:width$}  {}\n", code.id(), sentence.trim_end())
    };
    Code::ALL.iter().map(line).collect()
}

fn page(code: Code) -> String {
    let severity = match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut page = format!("{code} ({severity})\n\n");
    for line in code.explanation() {
        page.push_str(line.trim());
        page.push('\n');
    }
    page
}

/// The explanation in one line.
fn text(code: Code) -> String {
    code.explanation().iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

fn unknown(id: &str) -> String {
    let shown = super::report::visible::message(id);
    let wanted = id.trim().to_uppercase();
    let similar = Code::ALL
        .iter()
        .map(|code| (strsim::jaro_winkler(code.id(), &wanted), code.id()))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
    match similar {
        // Codes share their prefixes, so names below this closeness have little else in common.
        Some((closeness, similar)) if closeness > 0.8 => {
            format!("error: there is no code `{shown}`\nhint: did you mean `{similar}`?\n")
        }
        _ => format!("error: there is no code `{shown}`\nhint: `nashr explain` lists all codes\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_the_documentation() {
        assert_eq!(
            page(Code::NoteWithoutText),
            "IMP-NOTE-WITHOUT-TEXT (error)\n\nA mark `[^name]` has no footnote text.\n\
             Write `[^name]: the text` anywhere in the same document.\n"
        );
    }

    #[test]
    fn a_mistyped_code_is_recognised() {
        let message = unknown("col-file-mising");
        assert!(message.ends_with("hint: did you mean `COL-FILE-MISSING`?\n"), "{message}");
        assert!(unknown("۱۲").ends_with("lists all codes\n"));
    }

    #[test]
    fn the_list_has_every_code_on_a_line() {
        let list = list();
        assert_eq!(list.lines().count(), Code::ALL.len());
        assert!(list.lines().all(|line| line.len() > 30), "{list}");
    }
}
