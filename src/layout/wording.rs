//! The few words that layout itself adds to a book, by its language.

use crate::base::Lang;

/// Heading of the contents.
pub fn contents_title(lang: &Lang) -> &'static str {
    match lang.primary().as_str() {
        "ar" => "المحتويات",
        "en" => "Contents",
        _ if lang.direction().is_rtl() => "فهرست",
        _ => "Contents",
    }
}

/// A person as named on a title page or at the head of a chapter: «ترجمهٔ …» for a translator.
/// Authors and roles (MARC relator codes) that have no wording stand with the bare name.
pub fn credit(lang: &Lang, role: &str, name: &str) -> String {
    let pattern = match lang.primary().as_str() {
        "fa" | "prs" => persian_credit(role),
        "ar" => arabic_credit(role),
        _ if lang.direction().is_rtl() => None,
        _ => english_credit(role),
    };
    pattern.map_or_else(|| name.to_owned(), |before| format!("{before} {name}"))
}

fn persian_credit(role: &str) -> Option<&'static str> {
    match role {
        "trl" => Some("ترجمهٔ"),
        "edt" => Some("به کوشش"),
        "com" => Some("گردآوری"),
        "ill" => Some("تصویرگر:"),
        "aui" | "win" => Some("با پیش‌گفتار"),
        "ivr" => Some("گفت‌وگو از"),
        "ive" => Some("گفت‌وگو با"),
        "pht" => Some("عکس از"),
        _ => None,
    }
}

fn arabic_credit(role: &str) -> Option<&'static str> {
    match role {
        "trl" => Some("ترجمة"),
        "edt" => Some("تحرير"),
        "ill" => Some("رسوم"),
        _ => None,
    }
}

fn english_credit(role: &str) -> Option<&'static str> {
    match role {
        "trl" => Some("Translated by"),
        "edt" => Some("Edited by"),
        "com" => Some("Compiled by"),
        "ill" => Some("Illustrated by"),
        _ => None,
    }
}
