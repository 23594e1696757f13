//! Web addresses, e-mail addresses and DOIs: broken at their joints alone, and never with a hyphen.
//!
//! The joints are those of the Chicago Manual of Style (17th edition, 14.18): after a colon, a double
//! slash or a slash; before a full stop, a hyphen, an underline or a percent sign, so that the sign
//! at the beginning of the next line says that the address goes on. UAX #14 knows some of them.

use std::ops::Range;

use super::{BreakKind, Opportunity};

/// Signs after which an address may be broken.
const AFTER: &str = "/?&=#";
/// Signs of its path before which it may be broken.
const BEFORE: &str = ".-_~%";
/// Fewest characters of a host name before a joint, and of a part of the path between two.
const SHORTEST_HEAD: usize = 4;

/// Replaces what UAX #14 finds in addresses by their joints.
pub(super) fn add(text: &str, found: &mut Vec<Opportunity>) {
    if !["://", "www.", "@", "10."].iter().any(|sign| text.contains(sign)) {
        return;
    }
    let addresses = addresses(text);
    found.retain(|opportunity| {
        let next = addresses.partition_point(|word| word.range.end <= opportunity.at);
        addresses.get(next).is_none_or(|word| opportunity.at <= word.range.start)
    });
    for address in &addresses {
        add_joints(text, address, found);
    }
    found.sort_by_key(|opportunity| opportunity.at);
}

/// A word that is or holds an address.
struct Address {
    /// The whole word.
    range: Range<usize>,
    /// Where what may be broken begins: after the scheme, at the host name.
    host: usize,
}

fn addresses(text: &str) -> Vec<Address> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split(char::is_whitespace) {
        let range = start..start + word.len();
        found.extend(host(word).map(|host| Address { host: start + host, range: range.clone() }));
        start = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// Where the host name of `word` begins when it is an address.
fn host(word: &str) -> Option<usize> {
    let scheme = word.find("://").map(|at| at + 3).or_else(|| word.find("www."));
    scheme.or_else(|| doi(word)).or_else(|| mail(word))
}

/// A DOI: "10.", a registrant of four digits or more, a slash (ISO 26324).
fn doi(word: &str) -> Option<usize> {
    let at = word.find("10.")?;
    let registrant = word[at + 3..].find('/')?;
    let is_number = word[at + 3..at + 3 + registrant].bytes().all(|b| b.is_ascii_digit());
    let begins = word[..at].chars().next_back().is_none_or(|c| !c.is_ascii_digit() && c != '.');
    (registrant >= 4 && is_number && begins).then_some(at)
}

/// An e-mail address: letters on both sides of an at sign, and a dot after it.
fn mail(word: &str) -> Option<usize> {
    let at = word.find('@').filter(|at| *at > 0)?;
    let before = word[..at].bytes().next_back()?.is_ascii_alphanumeric();
    (before && word[at + 1..].trim_end_matches('.').contains('.')).then_some(0)
}

fn add_joints(text: &str, address: &Address, found: &mut Vec<Opportunity>) {
    let (start, end) = (address.host, address.range.end);
    let mut joint = |at: usize| {
        if found.last().is_none_or(|last| last.at != at) {
            found.push(Opportunity { at, kind: BreakKind::Inside });
        }
    };
    if text[address.range.start..start].ends_with("//") && start < end {
        joint(start);
    }
    let (mut in_path, mut since) = (false, 0);
    let mut previous = ' ';
    for (number, (at, c)) in text[start..end].char_indices().enumerate() {
        let (here, next) = (start + at, start + at + c.len_utf8());
        let goes_on = text[next..end].starts_with(|next: char| next.is_ascii_alphanumeric());
        let far = number >= SHORTEST_HEAD;
        if far && goes_on && (AFTER.contains(c) || c == '@') {
            joint(next);
            since = 0;
        } else if in_path
            && goes_on
            && since >= SHORTEST_HEAD
            && end - here > SHORTEST_HEAD
            && BEFORE.contains(c)
            && previous.is_ascii_alphanumeric()
        {
            joint(here);
            since = 0;
        } else {
            since += 1;
        }
        in_path |= AFTER.contains(c);
        previous = c;
    }
}
