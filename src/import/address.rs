//! Addresses in running text: `https://…`, `www.…` and mail addresses without any marks.

use std::ops::Range;

/// The ranges of web addresses (`http://…`, `https://…`) in `text`, in order.
///
/// An address ends where a character stands that RFC 3986 does not allow, so a Persian comma or a
/// guillemet ends it; punctuation at its end and an unmatched closing bracket belong to the
/// sentence.
pub fn web_addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("http").map(|at| from + at) {
        from = at + "http".len();
        let scheme = ["https://", "http://"].into_iter().find(|it| text[at..].starts_with(it));
        let inside_word =
            text[..at].chars().next_back().is_some_and(|it| it.is_ascii_alphanumeric());
        let (Some(scheme), false) = (scheme, inside_word) else { continue };
        let host = at + scheme.len();
        let length = text[host..].find(|letter| !is_address(letter)).unwrap_or(text.len() - host);
        let end = trim_end(text, host, host + length);
        if end > host {
            found.push(at..end);
            from = end;
        }
    }
    found
}

/// Whether `text` as a whole is a web address with or without a scheme, or a mail address.
pub fn is_address_alone(text: &str) -> bool {
    let bare = text.trim_start_matches('<').trim_end_matches('>');
    let ascii = bare.chars().all(is_address) && bare.contains('.');
    let scheme = bare.starts_with("http://") || bare.starts_with("https://");
    ascii && (scheme || bare.starts_with("www.") || is_mail(bare))
}

fn is_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    })
}

/// Characters of an address (RFC 3986, section 2).
fn is_address(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(letter)
}

fn trim_end(text: &str, host: usize, end: usize) -> usize {
    let mut address = &text[host..end];
    while let Some(last) = address.chars().next_back() {
        let opening = match last {
            ')' => '(',
            ']' => '[',
            _ if ".,;:!?'*_".contains(last) => '\0',
            _ => break,
        };
        if opening != '\0' && address.matches(opening).count() >= address.matches(last).count() {
            break;
        }
        address = &address[..address.len() - 1];
    }
    host + address.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<&str> {
        web_addresses(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn an_address_ends_where_the_sentence_goes_on() {
        assert_eq!(
            addresses("(نک. https://a.ir/b_c(d)، و http://x.org.)"),
            ["https://a.ir/b_c(d)", "http://x.org"]
        );
        assert_eq!(addresses("https:// و xhttps://a.b و http"), Vec::<&str>::new());
    }

    #[test]
    fn a_line_that_is_an_address() {
        for address in ["www.example.com", "someone@example.com", "<https://a.b/c>"] {
            assert!(is_address_alone(address), "{address}");
        }
        for other in ["example", "AA-AA", "نشانی www.example.com", "a@b", "3.14"] {
            assert!(!is_address_alone(other), "{other}");
        }
    }
}
