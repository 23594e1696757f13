//! What a design's style sheet may not contain.

use crate::base::{Code, Diagnostic};
use crate::design::Design;

/// Properties that EPUB 3.3 §6.3.1.3 forbids: the direction of text belongs to the markup.
const FORBIDDEN: [&str; 2] = ["direction", "unicode-bidi"];

/// What is wrong with the style sheet of `design`: forbidden properties, files that the book does
/// not carry.
pub fn problems(design: &Design) -> Vec<Diagnostic> {
    let css = without_comments(&design.epub_css);
    let properties = FORBIDDEN.iter().filter(|property| sets(&css, property)).map(|property| {
        problem(design, &format!("sets `{property}`, which EPUB forbids"))
            .hint("take the declaration out; use `dir` or `lang` in the text")
    });
    let files = ["@import", "url("].into_iter().filter(|sign| css.contains(sign)).map(|sign| {
        problem(
            design,
            &format!("has `{sign}`, but an e-book carries only its own fonts and pictures"),
        )
        .hint("take it out; put fonts into the folder `fonts` and name them in design.yaml")
    });
    properties.chain(files).collect()
}

fn problem(design: &Design, what: &str) -> Diagnostic {
    let message = format!("the style sheet epub/book.css of the design `{}` {what}", design.name);
    Diagnostic::new(Code::DesignValue, message)
}

/// Whether some declaration sets `property`.
fn sets(css: &str, property: &str) -> bool {
    css.split(['{', '}', ';'])
        .filter_map(|declaration| declaration.split_once(':'))
        .any(|(name, _)| name.trim().eq_ignore_ascii_case(property))
}

/// `css` in lower case without its comments (CSS Syntax 3 §4.3.2).
fn without_comments(css: &str) -> String {
    let css = css.to_ascii_lowercase();
    let mut kept = String::with_capacity(css.len());
    let mut rest = css.as_str();
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}
