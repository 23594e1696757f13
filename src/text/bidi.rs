//! The order of mixed text: UAX #9 with an isolate around every Latin run (typography.md §3).
//!
//! Plain UAX #9 tears the ends off Latin runs inside Persian: `C++` reads `++C`, a web address loses
//! its last slash to the other side. So each Latin run, each signed number and each footnote mark is
//! resolved as if it stood between FSI and PDI. The isolates exist only in the copy of the text that
//! the algorithm sees.

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::model::StyledRun;
use crate::base::Direction;

const LRI: char = '\u{2066}';
const RLI: char = '\u{2067}';
const PDI: char = '\u{2069}';

/// Signs that belong to a Latin run which they touch: `C++`, `C#`, `100%`.
const SUFFIXES: [char; 3] = ['+', '#', '%'];
/// Signs that belong to a Latin word when they begin it: `.NET`, `#tag`, `@name`, `--flag`, `/etc`.
const PREFIXES: [char; 11] = ['+', '#', '%', '@', '$', '.', '/', '\\', '-', '_', '~'];
/// Punctuation of Persian, which ends a Latin run: `Windows، Linux` is a Persian list.
const PERSIAN_PUNCTUATION: [char; 7] = ['،', '؛', '؟', '«', '»', '٪', '٬'];
/// Signs of numbers.
const SIGNS: [char; 4] = ['+', '-', '\u{2212}', '±'];

/// Embedding levels of a paragraph: even runs from left to right, odd from right to left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Levels {
    /// All of it on one level.
    Uniform(u8),
    /// One level a byte.
    Bytes(Vec<u8>),
}

impl Levels {
    /// The level of the character at byte `at`.
    pub fn at(&self, at: usize) -> u8 {
        match self {
            Levels::Uniform(level) => *level,
            Levels::Bytes(levels) => levels[at],
        }
    }
}

/// An inner text whose order does not mix with what surrounds it.
struct Isolate {
    range: Range<usize>,
    direction: Direction,
}

/// Finds the levels of `text`, whose base direction is given.
pub(super) fn levels(text: &str, runs: &[StyledRun], base: Direction) -> Levels {
    let base_level = u8::from(base.is_rtl());
    let isolates = forced_isolates(runs, base);
    if isolates.is_empty() && is_uniform(text, base) {
        return Levels::Uniform(base_level);
    }
    let isolates = with_found_isolates(text, isolates, base);
    resolve(text, &isolates, base_level)
}

/// Whether nothing in `text` leaves the base direction: no letter of the other one and no digit.
fn is_uniform(text: &str, base: Direction) -> bool {
    use BidiClass::{AN, BN, CS, EN, ES, ET, L, NSM, ON, R, S, WS};
    let along = |c: char| {
        // Most of a Persian book, without a look-up: space, letters and vowel marks, ZWNJ.
        matches!(c, ' ' | '\u{621}'..='\u{65f}' | '\u{671}'..='\u{6d3}' | '\u{200c}')
    };
    match base {
        Direction::RightToLeft => text.chars().all(|c| {
            along(c)
                || matches!(
                    bidi_class(c),
                    R | BidiClass::AL | NSM | BN | CS | ES | ET | ON | S | WS | BidiClass::B
                )
        }),
        Direction::LeftToRight => {
            text.is_ascii()
                || text.chars().all(|c| {
                    matches!(bidi_class(c), L | EN | NSM | BN | CS | ES | ET | ON | S | WS)
                        && bidi_class(c) != AN
                })
        }
    }
}

/// Isolates that styles ask for: forced directions (neighbouring runs of one direction are one
/// isolate) and footnote marks, whose digits must not run into a number before them.
fn forced_isolates(runs: &[StyledRun], base: Direction) -> Vec<Isolate> {
    let mut isolates: Vec<Isolate> = Vec::new();
    let mut previous = None;
    for run in runs.iter().filter(|run| !run.range.is_empty()) {
        let wanted = run.style.direction.or(run.style.note.map(|_| base));
        match (wanted, isolates.last_mut()) {
            (Some(direction), Some(last))
                if previous == Some((direction, run.range.start)) && run.style.note.is_none() =>
            {
                last.range.end = run.range.end;
            }
            (Some(direction), _) => isolates.push(Isolate { range: run.range.clone(), direction }),
            (None, _) => {}
        }
        previous = wanted.filter(|_| run.style.note.is_none()).map(|d| (d, run.range.end));
    }
    isolates
}

/// Adds the isolates of Latin runs and signed numbers between the forced ones.
fn with_found_isolates(text: &str, forced: Vec<Isolate>, base: Direction) -> Vec<Isolate> {
    if !base.is_rtl() {
        return forced;
    }
    let mut isolates = Vec::with_capacity(forced.len());
    let mut from = 0;
    for isolate in forced {
        find_isolates(text, from..isolate.range.start, &mut isolates);
        from = isolate.range.end;
        isolates.push(isolate);
    }
    find_isolates(text, from..text.len(), &mut isolates);
    isolates
}

/// One character of the stretch that is searched.
struct Char {
    at: usize,
    c: char,
    class: BidiClass,
}

impl Char {
    fn end(&self) -> usize {
        self.at + self.c.len_utf8()
    }

    fn is_digit(&self) -> bool {
        matches!(self.class, BidiClass::EN | BidiClass::AN)
    }

    /// Whether no Latin run goes over it.
    fn is_barrier(&self) -> bool {
        use BidiClass::{AL, AN, B, FSI, LRE, LRI, LRO, PDF, PDI, R, RLE, RLI, RLO};
        matches!(self.class, AL | R | AN | B | FSI | LRE | LRI | LRO | PDF | PDI | RLE | RLI | RLO)
            || self.c == '\u{2028}'
            || PERSIAN_PUNCTUATION.contains(&self.c)
    }
}

fn find_isolates(text: &str, range: Range<usize>, isolates: &mut Vec<Isolate>) {
    let chars: Vec<Char> = text[range.clone()]
        .char_indices()
        .map(|(at, c)| Char { at: range.start + at, c, class: bidi_class(c) })
        .collect();
    let mut at = 0;
    // First place that is not part of an isolate yet: prefixes reach back only this far.
    let mut free = 0;
    while at < chars.len() {
        let found = if chars[at].class == BidiClass::L {
            Some(latin_run(&chars, free, at))
        } else {
            signed_number(&chars, at)
        };
        match found {
            Some(run) => {
                let range = chars[run.start].at..chars[run.end - 1].end();
                isolates.push(Isolate { range, direction: Direction::LeftToRight });
                at = run.end;
                free = at;
            }
            None => at += 1,
        }
    }
}

/// The Latin run around its first letter `first`, as indices into `chars`; begins no earlier than
/// `free`.
fn latin_run(chars: &[Char], free: usize, first: usize) -> Range<usize> {
    let start = latin_start(chars, free, first);
    let end = balanced_end(chars, start, first, latin_core_end(chars, first));
    start..with_suffixes(chars, start, end)
}

/// Digits that touch the first letter belong to it (`3D`); signs do when nothing stands before them.
fn latin_start(chars: &[Char], free: usize, first: usize) -> usize {
    let back = |from: usize, accept: &dyn Fn(&Char) -> bool| {
        chars[free..from].iter().rposition(|c| !accept(c)).map_or(free, |at| free + at + 1)
    };
    let digits = back(first, &Char::is_digit);
    let signs = back(first, &|c| c.is_digit() || PREFIXES.contains(&c.c));
    let begins_word = signs == 0 || {
        let before = chars[signs - 1].c;
        before.is_whitespace() || is_opening(before) || before == '"'
    };
    if begins_word { signs } else { digits }
}

/// The end of the last letter or digit that belongs to the run: letters wherever they stand before
/// the next barrier, digits that touch it, and ASCII digits after a space (`Windows 11`).
fn latin_core_end(chars: &[Char], first: usize) -> usize {
    let mut end = first + 1;
    for (at, c) in chars.iter().enumerate().skip(first + 1) {
        if c.is_barrier() && !(c.class == BidiClass::AN && at == end) {
            break;
        }
        let touches = chars[end..at].iter().all(|between| !between.c.is_whitespace());
        let is_part = c.class == BidiClass::L
            || (c.class == BidiClass::NSM && at == end)
            || (c.is_digit() && (touches || c.c.is_ascii_digit()));
        if is_part {
            end = at + 1;
        }
    }
    end
}

/// Cuts the run before a bracket whose partner stands outside.
fn balanced_end(chars: &[Char], start: usize, first: usize, end: usize) -> usize {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut cut = end;
    for (at, c) in chars.iter().enumerate().take(end).skip(start) {
        if let Some(close) = closing_of(c.c) {
            open.push((at, close));
        } else if is_closing(c.c) {
            match open.pop() {
                Some((_, close)) if close == c.c => {}
                _ => {
                    cut = at;
                    break;
                }
            }
        }
    }
    // An opening bracket may still find its partner right behind the run: `f(x)`.
    if let Some((at, close)) = open.first()
        && !(open.len() == 1 && chars.get(end).is_some_and(|next| next.c == *close) && cut == end)
    {
        cut = cut.min(*at);
    }
    let is_part = |c: &Char| matches!(c.class, BidiClass::L | BidiClass::NSM) || c.is_digit();
    chars[first..cut].iter().rposition(is_part).map_or(first + 1, |at| first + at + 1)
        + usize::from(
            cut == end && chars.get(end).is_some_and(|c| closes_inside(chars, start, end, c)),
        )
}

/// Whether `c`, which follows the run, closes a bracket that was opened in it.
fn closes_inside(chars: &[Char], start: usize, end: usize, c: &Char) -> bool {
    let depth = chars[start..end].iter().fold(0_i32, |depth, inner| {
        depth + i32::from(closing_of(inner.c) == Some(c.c)) - i32::from(inner.c == c.c)
    });
    is_closing(c.c) && depth > 0
}

/// Takes in `+`, `#`, `%` that touch the end, an empty pair of brackets, and a final slash.
fn with_suffixes(chars: &[Char], start: usize, mut end: usize) -> usize {
    let at = |index: usize| chars.get(index).map(|c| c.c);
    loop {
        match at(end) {
            Some(c) if SUFFIXES.contains(&c) => end += 1,
            Some(c) if closing_of(c).is_some() && at(end + 1) == closing_of(c) => end += 2,
            Some('/') if ends_word(at(end + 1)) && is_address(&chars[start..end]) => end += 1,
            _ => return end,
        }
    }
}

/// Whether a word ends before `next`.
fn ends_word(next: Option<char>) -> bool {
    next.is_none_or(|c| {
        c.is_whitespace()
            || is_closing(c)
            || PERSIAN_PUNCTUATION.contains(&c)
            || ".,:;!?".contains(c)
    })
}

/// Whether the last word of `chars` holds a slash already or a dot: a path or a web address.
fn is_address(chars: &[Char]) -> bool {
    chars.iter().rev().take_while(|c| !c.c.is_whitespace()).any(|c| matches!(c.c, '/' | '.' | ':'))
}

/// A sign and the number after it, when the sign begins a word.
fn signed_number(chars: &[Char], at: usize) -> Option<Range<usize>> {
    let begins_word = at == 0 || {
        let before = chars[at - 1].c;
        before.is_whitespace() || is_opening(before)
    };
    let number = at + 1;
    let is_signed = SIGNS.contains(&chars[at].c) && chars.get(number).is_some_and(Char::is_digit);
    if !begins_word || !is_signed {
        return None;
    }
    let mut end = number;
    for (index, c) in chars.iter().enumerate().skip(number) {
        if c.is_digit() || (index == end && c.class == BidiClass::ET) {
            end = index + 1;
        } else if index > end || !matches!(c.c, '.' | ',' | '/' | ':' | '٫' | '٬') {
            break;
        }
    }
    Some(at..end)
}

fn closing_of(c: char) -> Option<char> {
    match c {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    }
}

fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '}')
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '«' | '‹' | '“' | '‘')
}

/// Runs UAX #9 over a copy of the text with the isolates written out.
fn resolve(text: &str, isolates: &[Isolate], base_level: u8) -> Levels {
    let mut shadow = String::with_capacity(text.len() + 6 * isolates.len());
    // For each stretch of the text: where it begins in the copy.
    let mut stretches: Vec<(Range<usize>, usize)> = Vec::with_capacity(2 * isolates.len() + 1);
    let mut from = 0;
    let mut copy = |shadow: &mut String, range: Range<usize>| {
        stretches.push((range.clone(), shadow.len()));
        shadow.push_str(&text[range]);
    };
    for isolate in isolates {
        copy(&mut shadow, from..isolate.range.start);
        shadow.push(if isolate.direction.is_rtl() { RLI } else { LRI });
        copy(&mut shadow, isolate.range.clone());
        shadow.push(PDI);
        from = isolate.range.end;
    }
    copy(&mut shadow, from..text.len());

    let base = if base_level == 1 { Level::rtl() } else { Level::ltr() };
    let resolved = BidiInfo::new(&shadow, Some(base)).levels;
    let mut levels = Vec::with_capacity(text.len());
    for (range, at) in stretches {
        levels.extend(resolved[at..at + range.len()].iter().map(Level::number));
    }
    Levels::Bytes(levels)
}
