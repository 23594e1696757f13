//! The hyphens of an ISBN (ISO 2108): they part prefix, group, publisher, title and check digit.
//!
//! Where the publisher ends depends on the group; the ranges are those that the International ISBN
//! Agency gave to Iran.

/// By the first five digits behind the group: up to this number, exclusive, the publisher has so
/// many digits. Zero: not given out.
type Ranges = &'static [(u32, usize)];

/// The groups of Iran, all of prefix 978.
const GROUPS: [(&str, Ranges); 3] = [
    ("964", OF_964),
    ("600", OF_600),
    ("622", &[(11000, 2), (20000, 0), (46000, 3), (87500, 4), (100_000, 5)]),
];
const OF_964: Ranges = &[
    (15000, 2),
    (25000, 3),
    (30000, 4),
    (55000, 3),
    (90000, 4),
    (97000, 5),
    (99000, 3),
    (100_000, 4),
];
const OF_600: Ranges =
    &[(10000, 2), (50000, 3), (90000, 4), (98680, 5), (99300, 4), (99600, 3), (100_000, 5)];

/// `isbn` (thirteen digits) with its hyphens; as it is when its group or range is not known.
pub fn hyphenated(isbn: &str) -> String {
    parts(isbn).map_or_else(|| isbn.to_owned(), |parts| parts.join("-"))
}

fn parts(isbn: &str) -> Option<[&str; 5]> {
    if isbn.len() != 13 || !isbn.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let (prefix, rest) = isbn.split_at(3);
    let (group, rest) = rest.split_at(3);
    let (_, ranges) = GROUPS.iter().find(|(known, _)| prefix == "978" && *known == group)?;
    let first: u32 = rest[..5].parse().ok()?;
    let (_, length) = ranges.iter().find(|(end, _)| first < *end).filter(|(_, n)| *n > 0)?;
    let (publisher, rest) = rest.split_at(*length);
    let (title, check) = rest.split_at(rest.len() - 1);
    Some([prefix, group, publisher, title, check])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_of_iranian_books() {
        // Printed books of Iranian publishers, and numbers outside what is known.
        for (digits, printed) in [
            ("9786226041133", "978-622-6041-13-3"),
            ("9786222019464", "978-622-201-946-4"),
            ("9786227710124", "978-622-7710-12-4"),
            ("9786003840331", "978-600-384-033-1"),
            ("9789643119195", "978-964-311-919-5"),
            ("9789648175012", "978-964-8175-01-2"),
            ("9780306406157", "9780306406157"),
            ("9786221500000", "9786221500000"),
            ("not-an-isbn", "not-an-isbn"),
        ] {
            assert_eq!(hyphenated(digits), printed);
        }
    }
}
