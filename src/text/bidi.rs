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
/// Signs that belong to a Latin word when they begin it: `.NET`, `#tag`, `@name`, `--flag`, `/etc`,
/// `°C`, `−20°C`.
const PREFIXES: [char; 13] =
    ['+', '#', '%', '@', '$', '.', '/', '\\', '-', '_', '~', '°', '\u{2212}'];
/// Punctuation of Persian, which ends a Latin run: `Windows، Linux` is a Persian list.
const PERSIAN_PUNCTUATION: [char; 7] = ['،', '؛', '؟', '«', '»', '٪', '٬'];
/// Signs that stand before numbers: plus, minus, currencies, the paragraph of a law.
const SIGNS: [char; 8] = ['+', '-', '\u{2212}', '±', '$', '€', '£', '§'];

/// Embedding levels of a paragraph: even runs from left to right, odd from right to left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Levels {
    /// All of it on one level.
    Uniform(u8),
    /// Levels that differ.
    Mixed {
        /// One level a byte.
        bytes: Vec<u8>,
        /// Ends of isolates, increasing: what stands on both sides of one is not one run for rule
        /// L2, even where the levels are equal.
        fences: Vec<Fence>,
    },
}

/// The place of an isolate's end, which is no character of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fence {
    /// Byte before which it stands.
    pub at: usize,
    /// The level of the text around the isolate.
    pub level: u8,
}

impl Levels {
    /// The level of the character at byte `at`.
    pub fn at(&self, at: usize) -> u8 {
        match self {
            Levels::Uniform(level) => *level,
            Levels::Mixed { bytes, .. } => bytes[at],
        }
    }

    /// Ends of isolates, increasing.
    pub fn fences(&self) -> &[Fence] {
        match self {
            Levels::Uniform(_) => &[],
            Levels::Mixed { fences, .. } => fences,
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
    let isolates = forced_isolates(runs, base);
    if isolates.is_empty() && is_uniform(text, base) {
        return Levels::Uniform(u8::from(base.is_rtl()));
    }
    let isolates = with_found_isolates(text, isolates, base);
    resolve(text, &isolates, base)
}

/// Whether nothing in `text` leaves the base direction: no letter of the other one and no digit.
fn is_uniform(text: &str, base: Direction) -> bool {
    use BidiClass::{BN, CS, EN, ES, ET, L, NSM, ON, R, S, WS};
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
    let (mut from, mut letters) = (0, false);
    for isolate in forced {
        find_isolates(text, from..isolate.range.start, &mut letters, &mut isolates);
        from = isolate.range.end;
        isolates.push(isolate);
    }
    find_isolates(text, from..text.len(), &mut letters, &mut isolates);
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

/// The byte ranges of `text`, which stands in right-to-left surroundings, that run from left to right
/// as one: Latin words, signed numbers, numbers in groups. What `dir="ltr"` marks in HTML.
pub fn left_to_right_runs(text: &str) -> Vec<Range<usize>> {
    let mut isolates = Vec::new();
    find_isolates(text, 0..text.len(), &mut false, &mut isolates);
    isolates.into_iter().map(|isolate| isolate.range).collect()
}

/// Adds the isolates of `text[range]`; `letters` says whether a right-to-left letter stood before.
fn find_isolates(text: &str, range: Range<usize>, letters: &mut bool, isolates: &mut Vec<Isolate>) {
    let chars: Vec<Char> = text[range.clone()]
        .char_indices()
        .map(|(at, c)| Char { at: range.start + at, c, class: bidi_class(c) })
        .collect();
    let isolate = |run: Range<usize>| Isolate {
        range: chars[run.start].at..chars[run.end - 1].end(),
        direction: Direction::LeftToRight,
    };
    let mut from = 0;
    for run in latin_runs(&chars) {
        isolates.extend(numbers(&chars, from..run.start, letters).map(isolate));
        from = run.end;
        isolates.push(isolate(run));
    }
    isolates.extend(numbers(&chars, from..chars.len(), letters).map(isolate));
}

/// The Latin runs, as indices into `chars`: at most one in each stretch without a barrier.
fn latin_runs(chars: &[Char]) -> Vec<Range<usize>> {
    let partners = bracket_partners(chars);
    let is_bracket = |c: char| closing_of(c).is_some() || is_closing(c);
    // A bracket whose partner stands on the other side of a barrier belongs to the outer text.
    let parts =
        |at: usize| chars[at].is_barrier() || (is_bracket(chars[at].c) && partners[at].is_none());
    let mut runs = Vec::new();
    let mut start = 0;
    for end in (0..chars.len()).filter(|at| parts(*at)).chain([chars.len()]) {
        runs.extend(latin_run(chars, start..end, &partners));
        start = end + 1;
    }
    runs
}

/// For each bracket the index of its partner in the same stretch without a barrier.
fn bracket_partners(chars: &[Char]) -> Vec<Option<usize>> {
    let mut partners = vec![None; chars.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        if c.is_barrier() {
            open.clear();
        } else if let Some(close) = closing_of(c.c) {
            open.push((at, close));
        } else if is_closing(c.c)
            && let Some((partner, close)) = open.pop()
            && close == c.c
        {
            partners[at] = Some(partner);
            partners[partner] = Some(at);
        }
    }
    partners
}

/// The Latin run of a stretch: from its first letter to its last letter or digit, with the signs
/// that belong to it.
fn latin_run(
    chars: &[Char],
    stretch: Range<usize>,
    partners: &[Option<usize>],
) -> Option<Range<usize>> {
    let letter = chars[stretch.clone()].iter().position(|c| c.class == BidiClass::L)?;
    let first = stretch.start + letter;
    let core = latin_start(chars, stretch.start, first)..latin_end(chars, first, stretch.end);
    let whole = with_partners(core, partners);
    Some(whole.start..with_suffixes(chars, whole.clone(), stretch.end))
}

/// Digits that touch the first letter belong to it (`3D`); signs do when nothing stands before them.
fn latin_start(chars: &[Char], from: usize, first: usize) -> usize {
    let back = |accept: &dyn Fn(&Char) -> bool| {
        chars[from..first].iter().rposition(|c| !accept(c)).map_or(from, |at| from + at + 1)
    };
    let digits = back(&Char::is_digit);
    let signs = back(&|c| c.is_digit() || PREFIXES.contains(&c.c));
    let begins_word = signs == 0 || {
        let before = chars[signs - 1].c;
        before.is_whitespace() || is_opening(before) || before == '"'
    };
    if begins_word { signs } else { digits }
}

/// The end of the last letter or digit that belongs to the run: letters wherever they stand, digits
/// that touch it, and ASCII digits after a space (`Windows 11`).
fn latin_end(chars: &[Char], first: usize, limit: usize) -> usize {
    let mut end = first + 1;
    let mut touches = true;
    for (at, c) in chars.iter().enumerate().take(limit).skip(first + 1) {
        let is_part = c.class == BidiClass::L
            || (c.class == BidiClass::NSM && at == end)
            || (c.is_digit() && (touches || c.c.is_ascii_digit()));
        touches = is_part || (touches && !c.c.is_whitespace());
        if is_part {
            end = at + 1;
        }
    }
    end
}

/// Takes in the partners of all brackets in the run: `f(x)`, `(old) name`.
fn with_partners(run: Range<usize>, partners: &[Option<usize>]) -> Range<usize> {
    let inner = || partners[run.clone()].iter().copied().flatten();
    let start = inner().min().map_or(run.start, |first| first.min(run.start));
    let end = inner().max().map_or(run.end, |last| run.end.max(last + 1));
    start..end
}

/// Takes in `+`, `#`, `%` that touch the end, an empty pair of brackets, and a final slash.
fn with_suffixes(chars: &[Char], run: Range<usize>, limit: usize) -> usize {
    let at = |index: usize| chars[..limit].get(index).map(|c| c.c);
    let mut end = run.end;
    loop {
        match at(end) {
            Some(c) if SUFFIXES.contains(&c) => end += 1,
            Some(c) if closing_of(c).is_some() && at(end + 1) == closing_of(c) => end += 2,
            Some('/') if is_address(&chars[run.start..end]) && ends_word(chars.get(end + 1)) => {
                return end + 1;
            }
            _ => return end,
        }
    }
}

/// Whether a word ends before `next`.
fn ends_word(next: Option<&Char>) -> bool {
    next.is_none_or(|next| {
        let c = next.c;
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

/// Numbers that UAX #9 would tear apart, inside `range`: signed ones and those in groups.
fn numbers(
    chars: &[Char],
    range: Range<usize>,
    letters: &mut bool,
) -> impl Iterator<Item = Range<usize>> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        while at < range.end {
            let chars = &chars[..range.end];
            *letters |= matches!(chars[at].class, BidiClass::AL | BidiClass::R);
            let number =
                || signed_number(chars, at).or_else(|| grouped_number(chars, at, *letters));
            if let Some(end) = number() {
                let number = at..end;
                at = end;
                return Some(number);
            }
            at += 1;
        }
        None
    })
}

/// The end of the number of three or more groups parted by hyphens that begins at `at`: a date
/// (2024-05-12), an ISBN, a telephone number. After a Persian letter rule W2 would turn its groups
/// around. Two groups are a range, which a Persian reader reads from right to left; the first of
/// them is a number by itself, or plain UAX #9 would put them the other way where no Persian letter
/// stands before.
fn grouped_number(chars: &[Char], at: usize, letters: bool) -> Option<usize> {
    if !chars[at].is_digit() || at.checked_sub(1).is_some_and(|before| chars[before].is_digit()) {
        return None;
    }
    let (mut end, mut groups, mut first) = (at, 0, at);
    loop {
        let digits = chars[end..].iter().take_while(|c| c.is_digit()).count();
        if digits == 0 {
            // The last hyphen has no group after it.
            end -= 1;
            break;
        }
        end += digits;
        groups += 1;
        if groups == 1 {
            first = end;
        }
        match chars.get(end) {
            Some(c) if matches!(c.c, '-' | '\u{2010}' | '\u{2011}') => end += 1,
            _ => break,
        }
    }
    match groups {
        0 | 1 => None,
        2 => (!letters).then_some(first),
        _ => Some(end),
    }
}

/// The end of the signed number that begins at `at`.
fn signed_number(chars: &[Char], at: usize) -> Option<usize> {
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
    Some(end)
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
fn resolve(text: &str, isolates: &[Isolate], base: Direction) -> Levels {
    let mut copy = Copy { text, shadow: String::new(), stretches: Vec::new(), ends: Vec::new() };
    copy.shadow.reserve(text.len() + 6 * isolates.len());
    let mut from = 0;
    for isolate in isolates {
        copy.stretch(from..isolate.range.start);
        copy.end_of_isolate(if isolate.direction.is_rtl() { RLI } else { LRI });
        copy.stretch(isolate.range.clone());
        copy.end_of_isolate(PDI);
        from = isolate.range.end;
    }
    copy.stretch(from..text.len());
    copy.resolve(base)
}

/// The text with isolates, and what of it stands where in the original.
struct Copy<'t> {
    text: &'t str,
    shadow: String,
    /// Stretches of the original that follow one another, with their places in the copy.
    stretches: Vec<(Range<usize>, usize)>,
    /// Bytes of the original before which an isolate begins or ends, with its place in the copy.
    ends: Vec<(usize, usize)>,
}

impl Copy<'_> {
    fn stretch(&mut self, range: Range<usize>) {
        self.shadow.push_str(&self.text[range.clone()]);
        self.stretches.push((range.clone(), self.shadow.len() - range.len()));
    }

    fn end_of_isolate(&mut self, control: char) {
        let at = self.stretches.last().map_or(0, |(range, _)| range.end);
        self.ends.push((at, self.shadow.len()));
        self.shadow.push(control);
    }

    fn resolve(self, base: Direction) -> Levels {
        let base = if base.is_rtl() { Level::rtl() } else { Level::ltr() };
        let resolved = BidiInfo::new(&self.shadow, Some(base)).levels;
        let mut bytes = Vec::with_capacity(self.text.len());
        for (range, at) in self.stretches {
            bytes.extend(resolved[at..at + range.len()].iter().map(Level::number));
        }
        let fence = |(at, copied): (usize, usize)| Fence { at, level: resolved[copied].number() };
        Levels::Mixed { bytes, fences: self.ends.into_iter().map(fence).collect() }
    }
}
