//! The order in which mixed text is seen (typography.md §3).
//!
//! Notation, as in UAX #9: capitals stand for Persian letters, ASCII digits for Persian digits, and
//! circled digits for ASCII digits, so that both sides of a row read from left to right.

use nashr::base::{Direction, Length};
use nashr::document::NoteId;
use nashr::text::{Line, StyledText};

use crate::support::{one_line, style, styled, text};

const PERSIAN: &str = "ابپتثجچحخدذرزژسشصضطظعغفقکگ";

/// The notation in real characters.
fn read(notation: &str) -> String {
    let letter = |c: char| match c {
        'A'..='Z' => PERSIAN.chars().nth(c as usize - 'A' as usize).unwrap(),
        '0'..='9' => char::from_u32('۰' as u32 + (c as u32 - '0' as u32)).unwrap(),
        '⓪' => '0',
        '①'..='⑨' => char::from_u32('1' as u32 + (c as u32 - '①' as u32)).unwrap(),
        other => other,
    };
    notation.chars().map(letter).collect()
}

/// Real characters in the notation.
fn write(c: char) -> char {
    match c {
        '۰'..='۹' => char::from_u32('0' as u32 + (c as u32 - '۰' as u32)).unwrap(),
        '0' => '⓪',
        '1'..='9' => char::from_u32('①' as u32 + (c as u32 - '1' as u32)).unwrap(),
        _ => match PERSIAN.chars().position(|letter| letter == c) {
            Some(at) => char::from_u32('A' as u32 + at as u32).unwrap(),
            None => c,
        },
    }
}

fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

/// What the eye meets from left to right: the clusters of the glyphs, in their places.
fn seen(line: &Line) -> String {
    // The space at which the line was broken has no width, and no place among the others.
    let mut pieces: Vec<_> = line.pieces.iter().filter(|p| p.width > Length::ZERO).collect();
    pieces.sort_by(|a, b| a.x.partial_cmp(&b.x).unwrap());
    let mut seen = String::new();
    for piece in pieces {
        let mut last = None;
        for glyph in &piece.run.glyphs {
            if last.replace(glyph.cluster) != Some(glyph.cluster) {
                let c = piece.run.text[glyph.cluster as usize..].chars().next().unwrap();
                seen.push(write(if piece.run.rtl { mirrored(c) } else { c }));
            }
        }
    }
    seen.trim().to_owned()
}

fn check_text(words: &StyledText, direction: Direction, expected: &str) {
    assert_eq!(seen(&one_line(words, direction)), expected);
}

/// Checks rows of a right-to-left paragraph.
fn check(rows: &[(&str, &str)]) {
    for (notation, expected) in rows {
        let line = one_line(&text(&read(notation)), Direction::RightToLeft);
        assert_eq!(seen(&line), *expected, "for {notation}");
    }
}

#[test]
fn latin_runs_keep_their_ends() {
    check(&[
        ("AB c++، CD", "DC ،c++ BA"),
        ("AB c# CD", "DC c# BA"),
        ("AB at&t inc. CD", "DC .at&t inc BA"),
        ("AB https://a.org/c/ CD", "DC https://a.org/c/ BA"),
        ("AB https://a.org/c/. CD", "DC .https://a.org/c/ BA"),
        ("AB f(x) CD", "DC f(x) BA"),
        ("AB f() CD", "DC f() BA"),
        ("AB f(x, y) CD", "DC f(x, y) BA"),
        ("AB (word) CD", "DC (word) BA"),
        ("AB (word", "word) BA"),
        ("(word) AB", "BA (word)"),
        ("AB .net CD", "DC .net BA"),
        ("AB #tag، @name CD", "DC @name ،#tag BA"),
        ("AB --flag CD", "DC --flag BA"),
        ("AB-name CD", "DC name-BA"),
        ("AB ③d CD", "DC ③d BA"),
        ("AB (°c) CD", "DC (°c) BA"),
        ("AB −②⑤°c CD", "DC −②⑤°c BA"),
        ("AB name.family@example.org، CD", "DC ،name.family@example.org BA"),
        ("AB doi:①⓪.①⓪⓪⓪/xyz-④ CD", "DC doi:①⓪.①⓪⓪⓪/xyz-④ BA"),
        ("AB tcp/ip. CD", "DC .tcp/ip BA"),
        ("AB node.js؛ CD", "DC ؛node.js BA"),
        ("AB (at&t) CD", "DC (at&t) BA"),
        ("AB «at&t inc.» CD", "DC «.at&t inc» BA"),
    ]);
}

#[test]
fn latin_runs_hold_their_numbers() {
    check(&[
        ("AB windows ①① CD", "DC windows ①① BA"),
        ("AB pdf/a-② CD", "DC pdf/a-② BA"),
        ("AB version ①.⑦. CD", "DC .version ①.⑦ BA"),
        // A Persian number after a Latin word is Persian.
        ("AB windows 11 CD", "DC 11 windows BA"),
        ("AB iphone 15 pro CD", "DC iphone 15 pro BA"),
    ]);
}

#[test]
fn persian_signs_and_brackets_part_latin_runs() {
    check(&[
        ("AB linux، windows CD", "DC windows ،linux BA"),
        ("AB linux (CD) EF", "FE (DC) linux BA"),
        ("AB linux (see CD) EF", "FE (DC see) linux BA"),
        ("(AB linux) windows CD", "DC windows (linux BA)"),
        ("AB linux (old) windows CD", "DC linux (old) windows BA"),
        ("«linux» AB", "BA «linux»"),
    ]);
}

#[test]
fn numbers() {
    check(&[
        ("AB 10–20 CD", "DC 20–10 BA"),
        ("AB 1403/02/05 CD", "DC 1403/02/05 BA"),
        // A date, a telephone number; two groups are a range.
        ("AB 1403-02-05 CD", "DC 1403-02-05 BA"),
        ("AB ②①②④-①⑤-①②. CD", "DC .②①②④-①⑤-①② BA"),
        ("AB 12-15 CD", "DC 15-12 BA"),
        // The same where no letter stands before it.
        ("10-20", "20-10"),
        ("(10-20) AB", "BA (20-10)"),
        ("①⓪-②⓪ AB", "BA ②⓪-①⓪"),
        ("10-20-30 AB", "BA 10-20-30"),
        ("10/20 AB", "BA 10/20"),
        ("AB 12:30 CD", "DC 12:30 BA"),
        ("AB 1-2-3-", "-1-2-3 BA"),
        ("AB 12٫5 CD", "DC 12٫5 BA"),
        ("AB −5 CD", "DC −5 BA"),
        ("AB +5.2 CD", "DC +5.2 BA"),
        ("−5", "−5"),
        ("AB ($②⑧.⑤) CD", "DC ($②⑧.⑤) BA"),
        ("AB §①⑤ CD", "DC §①⑤ BA"),
        // As typed: UAX #9 makes a percent sign part of a number only where no letter precedes it.
        ("50٪", "50٪"),
        ("AB 50٪", "٪50 BA"),
    ]);
}

#[test]
fn brackets_mirror() {
    check(&[("A [B] (C) «D»", "«D» (C) [B] A")]);
}

#[test]
fn a_footnote_mark_does_not_run_into_a_number() {
    let mut mark = style();
    mark.note = Some(NoteId(0));
    let words = styled(&[(&read("AB 1350"), style()), (&read("2"), mark.clone())]);
    check_text(&words, Direction::RightToLeft, "21350 BA");
    let words = styled(&[("word", style()), (&read("2"), mark), (&read(" A"), style())]);
    check_text(&words, Direction::RightToLeft, "A 2word");
}

#[test]
fn a_forced_direction_isolates() {
    let mut code = style();
    code.direction = Some(Direction::LeftToRight);
    let words = styled(&[
        (&read("AB "), style()),
        ("x = y + ", code.clone()),
        ("z;", code),
        (&read(" C"), style()),
    ]);
    check_text(&words, Direction::RightToLeft, "C x = y + z; BA");
}

#[test]
fn left_to_right_paragraphs_follow_the_plain_algorithm() {
    let line = one_line(&text(&read("see AB, CD ①② (end).")), Direction::LeftToRight);
    assert_eq!(seen(&line), "see ①② DC ,BA (end).");
}

#[test]
fn controls_steer_the_order_and_vanish() {
    let line = one_line(&text(&read("A\u{200e}!\u{200e} b")), Direction::RightToLeft);
    assert_eq!(line.pieces.iter().map(|p| &*p.run.text).collect::<String>(), read("A! b"));
}

#[test]
fn a_latin_phrase_on_two_lines_reads_from_top_to_bottom() {
    use crate::support::{aligned, line_text, typesetter};
    use nashr::design::model::Align;
    let words = text(&read("AB the quick brown fox jumps over CD"));
    let set = typesetter().paragraph(&words, &aligned(Align::Start, 110.0));
    let lines: Vec<String> = set.lines.iter().map(line_text).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].contains("the quick") && lines[1].contains("over"));
    assert!(seen(&set.lines[0]).starts_with("the quick"), "{}", seen(&set.lines[0]));
    assert!(seen(&set.lines[1]).starts_with("DC "));
}
