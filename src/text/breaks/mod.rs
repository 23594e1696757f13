//! Where a line may end: UAX #14 with the rules of Persian books (typography.md §3).

mod addresses;
mod plain;
#[cfg(test)]
mod tests;
mod ties;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use super::bidi::Levels;
use super::model::StyledRun;
use ties::{Tie, tie};

/// Signs that never begin a line, even where a space was typed before them.
const NEVER_FIRST: &str = "—–…،؛؟.,:;!?)]}»›”’٪%٫٬";
/// Of these, signs that do begin a word when a letter or digit touches them: `.NET`, `٪۵۰`, «…و رفت».
const MAY_BEGIN_WORD: &str = ".,:;!?%٪–…";
/// Signs that never end a line, even where a space was typed after them.
const NEVER_LAST: [char; 7] = ['«', '‹', '(', '[', '{', '“', '‘'];

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
    /// After a space behind a word that leads on to the next: «و», «در».
    Weak,
    /// After a space that ties what belongs together: a number and its month.
    Tied,
    /// Inside something that is written together: after a dash, in a web address.
    Inside,
    /// After U+2028: the line must end.
    Forced,
}

/// The opportunities of `text`, increasing; its end is not among them. `by_sense` says whether words
/// that lead on are looked for, which justified lines may end with.
pub(super) fn opportunities(
    text: &str,
    runs: &[StyledRun],
    levels: &Levels,
    by_sense: bool,
) -> Vec<Opportunity> {
    let mut found = Vec::new();
    let notes: Vec<usize> =
        runs.iter().filter(|run| run.style.note.is_some()).map(|run| run.range.start).collect();
    let mut offer = |at: usize| {
        if let Some(kind) = judge(text, levels, at, by_sense)
            && notes.binary_search(&at).is_err()
        {
            found.push(Opportunity { at, kind });
        }
    };
    if plain::is_plain(text) {
        plain::word_starts(text).for_each(offer);
        return found;
    }
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    segmenter.segment_str(text).filter(|at| (1..text.len()).contains(at)).for_each(&mut offer);
    add_dotted_words(text, by_sense, &mut found);
    addresses::add(text, &mut found);
    found
}

/// A word may begin with a full stop (`.NET`), which UAX #14 knows of numbers alone.
fn add_dotted_words(text: &str, by_sense: bool, found: &mut Vec<Opportunity>) {
    let count = found.len();
    for (space, _) in text.match_indices(" .") {
        let at = space + 1;
        let is_word = text[at + 1..].starts_with(char::is_alphabetic);
        if is_word && found[..count].binary_search_by_key(&at, |found| found.at).is_err() {
            found.extend(judge_space(text, at, by_sense).map(|kind| Opportunity { at, kind }));
        }
    }
    if found.len() > count {
        found.sort_by_key(|opportunity| opportunity.at);
    }
}

/// What to make of the break that UAX #14 allows at `at`; `None` when Persian books do not.
fn judge(text: &str, levels: &Levels, at: usize, by_sense: bool) -> Option<BreakKind> {
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
        return judge_space(text, at, by_sense);
    }
    // A dash or an ellipsis that begins a word belongs to it: «–شاید–», «…و رفت».
    let opens = "–—…-".contains(before) && {
        let earlier = text[..at - before.len_utf8()].chars().next_back();
        earlier.is_none_or(|c| c.is_whitespace() || NEVER_LAST.contains(&c))
    };
    if opens {
        return None;
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

/// What to make of the space before `at`.
fn judge_space(text: &str, at: usize, by_sense: bool) -> Option<BreakKind> {
    let written = text[..at].trim_end();
    if written.ends_with(NEVER_LAST) {
        return None;
    }
    let mut words = written.rsplit(char::is_whitespace);
    let before = words.next().unwrap_or_default();
    let earlier = words.next().unwrap_or_default();
    let after = text[at..].split(char::is_whitespace).next().unwrap_or_default();
    match tie(earlier, before, after) {
        Tie::Free if by_sense && ties::leads_on(before, after) => Some(BreakKind::Weak),
        Tie::Free => Some(BreakKind::Space),
        Tie::Loose => Some(BreakKind::Tied),
        Tie::Fast => None,
    }
}
