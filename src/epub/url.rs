//! Addresses outside the book, as XHTML may carry them.

use std::fmt::Write as _;

/// `url` with everything percent-encoded that a URL may not contain as it stands (WHATWG URL §1.3,
/// path and query sets); letters of other scripts stay, as an IRI may have them.
pub fn percent_encoded(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    let authority_end = authority_end(url);
    for (at, c) in url.char_indices() {
        let is_stray_percent = c == '%' && !starts_with_escape(&url[at..]);
        if is_stray_percent || must_encode(c, at < authority_end) {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| {
                let _ = write!(out, "%{byte:02X}");
            });
        } else {
            out.push(c);
        }
    }
    out
}

/// Where the scheme and the host end: brackets before it enclose an IPv6 address.
fn authority_end(url: &str) -> usize {
    let Some(host) = url.find("://").map(|at| at + 3) else { return 0 };
    url[host..].find(['/', '?', '#']).map_or(url.len(), |at| host + at)
}

fn must_encode(c: char, in_authority: bool) -> bool {
    match c {
        '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => true,
        '[' | ']' => !in_authority,
        c => c.is_whitespace() || c.is_control(),
    }
}

fn starts_with_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 3 && bytes[1].is_ascii_hexdigit() && bytes[2].is_ascii_hexdigit()
}

#[cfg(test)]
mod tests {
    use super::percent_encoded;

    #[test]
    fn only_what_must_be_is_encoded() {
        let cases = [
            ("https://a.ir/x y?q=[1]|%2F%", "https://a.ir/x%20y?q=%5B1%5D%7C%2F%25"),
            ("http://[::1]/[", "http://[::1]/%5B"),
            ("https://fa.wikipedia.org/wiki/نیم‌فاصله", "https://fa.wikipedia.org/wiki/نیم‌فاصله"),
            ("mailto:a@b.ir", "mailto:a@b.ir"),
        ];
        for (given, wanted) in cases {
            assert_eq!(percent_encoded(given), wanted);
        }
    }
}
