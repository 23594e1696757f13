//! Paths that a document writes: relative to the document, resolved to the project.

/// The path, relative to the manifest's folder, that `written` means inside the document at
/// `document` (itself relative to the manifest's folder, with `/`). `%20` and its like are decoded,
/// `.` and `..` are resolved by the text alone.
///
/// `None` when the path is empty, absolute, or leaves the project: nothing such is ever read.
pub fn resolve_beside(document: &str, written: &str) -> Option<String> {
    let written = percent_decode(written);
    let absolute = written.starts_with('/') || written.contains(['\\', '\0', ':']);
    if written.is_empty() || absolute {
        return None;
    }
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// `text` with `%XX` decoded, as addresses are written; unchanged where that would not be UTF-8 or the escape is broken.
pub fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(escape.unwrap_or(bytes[at]));
        at += if escape.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_document() {
        let expected = [
            ("a.md", "images/x.png", Some("images/x.png")),
            ("texts/a.md", "x.png", Some("texts/x.png")),
            ("texts/a.md", "../images/./x.png", Some("images/x.png")),
            ("texts/a.md", "my%20picture.png", Some("texts/my picture.png")),
            ("texts/a.md", "%D8%A2.png", Some("texts/آ.png")),
            ("texts/a.md", "100%.png", Some("texts/100%.png")),
            ("texts/a.md", "%FF.png", Some("texts/%FF.png")),
            ("texts/a.md", "../../etc/passwd", None),
            ("a.md", "/etc/passwd", None),
            ("a.md", "C:\\x.png", None),
            ("a.md", "%2e%2e/x.png", None),
            ("a.md", "", None),
            ("a.md", ".", None),
        ];
        for (document, written, path) in expected {
            assert_eq!(resolve_beside(document, written).as_deref(), path, "{written}");
        }
    }
}
