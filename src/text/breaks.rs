//! Where a line may end: UAX #14 with the rules of Persian books (typography.md §3).

use std::ops::Range;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use super::bidi::Levels;
use super::model::StyledRun;

/// Signs that never begin a line, even where a space was typed before them.
const NEVER_FIRST: &str = "—–…،؛؟.,:;!?)]}»›”’٪%٫٬";
/// Of these, signs that do begin a word when a letter or digit touches them: `.NET`, `٪۵۰`.
const MAY_BEGIN_WORD: &str = ".,:;!?%٪–";
/// Abbreviations that stay with the number after them: page, volume, number.
const BEFORE_NUMBER: [&str; 12] =
    ["ص", "صص", "ص.", "صص.", "ج", "ج.", "ش", "ش.", "p.", "pp.", "vol.", "no."];
/// Signs of a web address after which it may be broken; it never gets a hyphen.
const ADDRESS_JOINTS: &str = "/?&=#";
/// Fewest characters of a host name before a joint.
const ADDRESS_HEAD: usize = 4;

/// A place where a line may or must end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opportunity {
    /// Byte at which the next line begins.
    pub at: usize,
    /// What stands there.
    pub kind: BreakKind,
}

/// Kinds of opportunities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BreakKind {
    /// After a space.
    Space,
    /// Inside something that is written together: after a dash, in a web address.
    Inside,
    /// After U+2028: the line must end.
    Forced,
}

/// The opportunities of `text`, increasing; its end is not among them.
pub(super) fn opportunities(text: &str, runs: &[StyledRun], levels: &Levels) -> Vec<Opportunity> {
    let mut found = Vec::new();
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let notes: Vec<usize> =
        runs.iter().filter(|run| run.style.note.is_some()).map(|run| run.range.start).collect();
    for at in segmenter.segment_str(text).filter(|at| (1..text.len()).contains(at)) {
        if let Some(kind) = judge(text, levels, at)
            && notes.binary_search(&at).is_err()
        {
            found.push(Opportunity { at, kind });
        }
    }
    add_addresses(text, &mut found);
    found
}

/// What to make of the break that UAX #14 allows at `at`; `None` when Persian books do not.
fn judge(text: &str, levels: &Levels, at: usize) -> Option<BreakKind> {
    let before = text[..at].chars().next_back()?;
    let after = text[at..].chars().next()?;
    if before == '\u{2028}' {
        return Some(BreakKind::Forced);
    }
    // A hyphen between spaces stands for a dash.
    let next = text[at + after.len_utf8()..].chars().next().unwrap_or(' ');
    let is_dash = after == '-' && next.is_whitespace();
    let begins_word =
        before.is_whitespace() && MAY_BEGIN_WORD.contains(after) && next.is_alphanumeric();
    if is_dash || (NEVER_FIRST.contains(after) && !begins_word) {
        return None;
    }
    if before.is_whitespace() {
        return (!is_bound_to_number(text, at, after)).then_some(BreakKind::Space);
    }
    let allowed = match before {
        // Persian is not hyphenated, and no hyphen would be drawn here.
        '\u{ad}' => false,
        '-' | '–' | '—' | '/' if after.is_numeric() => false,
        '\u{200b}' => true,
        _ => {
            let is_ltr = |at: usize| levels.at(at).is_multiple_of(2);
            let inside_latin = is_ltr(at - before.len_utf8()) && is_ltr(at);
            // A Latin word is kept whole but for its hyphens, and those only in Latin paragraphs,
            // where the line has no better place.
            let in_latin_paragraph = matches!(levels, Levels::Uniform(0)) && "-–—".contains(before);
            !inside_latin || in_latin_paragraph || !before.is_ascii()
        }
    };
    allowed.then_some(BreakKind::Inside)
}

/// Whether the space before `at` ties an abbreviation to its number: «ص. ۱۲».
fn is_bound_to_number(text: &str, at: usize, after: char) -> bool {
    let word = || text[..at].trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    after.is_numeric() && BEFORE_NUMBER.contains(&word().trim_start_matches(['(', '«', '[']))
}

/// Replaces what UAX #14 finds in web addresses, which it knows only in part, by their joints.
fn add_addresses(text: &str, found: &mut Vec<Opportunity>) {
    if !text.contains("://") && !text.contains("www.") {
        return;
    }
    let addresses = addresses(text);
    found.retain(|opportunity| {
        let next = addresses.partition_point(|word| word.range.end <= opportunity.at);
        addresses.get(next).is_none_or(|word| opportunity.at <= word.range.start)
    });
    let joints = addresses.iter().flat_map(|word| joints(text, word));
    found.extend(joints.map(|at| Opportunity { at, kind: BreakKind::Inside }));
    found.sort_by_key(|opportunity| opportunity.at);
}

/// A word that is or holds a web address.
struct Address {
    /// The whole word.
    range: Range<usize>,
    /// Where the host name begins.
    host: usize,
}

fn addresses(text: &str) -> Vec<Address> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split(char::is_whitespace) {
        let host = word.find("://").map(|at| at + 3).or_else(|| word.find("www."));
        let range = start..start + word.len();
        found.extend(host.map(|host| Address { host: start + host, range: range.clone() }));
        start = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// The bytes after the joints of `address`: its `//`, and the signs of its path.
fn joints<'t>(text: &'t str, address: &Address) -> impl Iterator<Item = usize> + use<'t> {
    let (start, end) = (address.host, address.range.end);
    let has_scheme = text[address.range.start..start].ends_with("//") && start < end;
    let path = text[start..end].char_indices().skip(ADDRESS_HEAD).filter_map(move |(at, c)| {
        let next = start + at + c.len_utf8();
        let goes_on = text[next..end].starts_with(|next: char| next.is_ascii_alphanumeric());
        (ADDRESS_JOINTS.contains(c) && goes_on).then_some(next)
    });
    has_scheme.then_some(start).into_iter().chain(path)
}
