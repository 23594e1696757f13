//! Does a newline end a paragraph, or does the document wrap its lines at some width?
//!
//! Taken as certain: at least eight lines that are followed by another without a blank line between,
//! none longer than a page of a typewriter is wide, the longest longer than any hemistich, most of
//! them nearly as long as the longest, and most of them not ending like a sentence.

use super::paragraphs::{Line, Paragraph, ends_sentence};

/// Longest line of a wrapped text, in characters.
const WIDEST: usize = 110;
/// The longest line of a wrapped text has at least so many characters: a poem is narrower.
const NARROWEST: usize = 55;
/// Fewest wrapped lines from which it can be told.
const LINES: usize = 8;
/// A full line is at least this part of the longest, in percent.
const FULL: usize = 65;
/// Most wrapped lines are full, in percent.
const MOST: usize = 70;
/// At most this part of the wrapped lines ends like a sentence, in percent.
const ENDS: usize = 40;

/// The width at which lines are wrapped; `None` when every line is a paragraph.
pub fn measure(lines: &[Line<'_>]) -> Option<usize> {
    let length = |line: &Line<'_>| line.text.chars().count();
    let width =
        lines.iter().map(length).max().filter(|width| (NARROWEST..=WIDEST).contains(width))?;
    let wrapped: Vec<&Line<'_>> =
        lines.windows(2).filter(|pair| pair[1].gap == 0).map(|pair| &pair[0]).collect();
    let full = wrapped.iter().filter(|line| length(line) * 100 >= width * FULL).count();
    let ends = wrapped.iter().filter(|line| ends_sentence(line.text)).count();
    let is_wrapped = wrapped.len() >= LINES
        && full * 100 >= wrapped.len() * MOST
        && ends * 100 <= wrapped.len() * ENDS;
    is_wrapped.then_some(width)
}

/// Paragraphs of lines wrapped at `width`: a blank line ends one, and so does a short line.
pub fn join<'a>(lines: &[Line<'a>], width: usize) -> Vec<Paragraph<'a>> {
    let mut paragraphs: Vec<Paragraph<'a>> = Vec::new();
    let mut ended = true;
    for line in lines {
        match paragraphs.last_mut() {
            Some(paragraph) if !ended && line.gap == 0 => paragraph.lines.push(*line),
            _ => paragraphs.push(Paragraph::new(vec![*line])),
        }
        let short = line.text.chars().count() * 100 < width * FULL;
        ended = short;
    }
    paragraphs
}
