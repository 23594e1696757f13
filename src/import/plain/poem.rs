//! Documents that are a poem from the first line to the last.
//!
//! Taken as certain: at least six lines beside the head, none of them long, few of them ending like
//! a sentence, none with digits or colons, and groups of several lines. They are couplets when
//! every group has an even number of lines of nearly one length that rhyme (in every second line,
//! or in pairs); else they are free verse.

use super::paragraphs::{Paragraph, Role, ends_sentence, words};
use crate::persian::digits::is_digit;
use crate::persian::letters::comparable;

/// Fewest lines of a poem.
const LINES: usize = 6;
/// Longest line, in characters.
const LETTERS: usize = 60;
/// At most this part of the lines ends like a sentence, in percent.
const ENDS: usize = 25;
/// The shortest hemistich is at least this part of the longest, in percent.
const ALIKE: usize = 55;
/// Fewest words of a hemistich.
const WORDS: usize = 3;

/// Gives the roles [`Role::Free`], or [`Role::First`] and [`Role::Second`], when the document is a
/// poem.
pub fn find(paragraphs: &mut [Paragraph<'_>]) {
    let lines: Vec<usize> = (0..paragraphs.len()).filter(|at| paragraphs[*at].is_text()).collect();
    if !is_poem(paragraphs, &lines) {
        return;
    }
    let groups = groups(paragraphs, &lines);
    let couplets = are_couplets(paragraphs, &groups);
    for group in groups {
        for (number, at) in group.into_iter().enumerate() {
            paragraphs[at].role = match (couplets, number % 2) {
                (false, _) => Role::Free,
                (true, 0) => Role::First,
                (true, _) => Role::Second,
            };
        }
    }
}

fn is_poem(paragraphs: &[Paragraph<'_>], lines: &[usize]) -> bool {
    let prose = |letter: char| is_digit(letter) || matches!(letter, ':' | '@' | '•' | '/');
    let short =
        |at: &usize| paragraphs[*at].is_short(LETTERS) && !paragraphs[*at].first().contains(prose);
    let ends = lines.iter().filter(|at| ends_sentence(paragraphs[**at].first())).count();
    let joined = lines.iter().filter(|at| paragraphs[**at].gap() == 0).count();
    lines.len() >= LINES
        && lines.iter().all(short)
        && ends * 100 <= lines.len() * ENDS
        && joined * 2 >= lines.len()
}

/// Lines between blank lines.
fn groups(paragraphs: &[Paragraph<'_>], lines: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (number, at) in lines.iter().enumerate() {
        let follows = number > 0 && lines[number - 1] + 1 == *at && paragraphs[*at].gap() == 0;
        match groups.last_mut() {
            Some(group) if follows => group.push(*at),
            _ => groups.push(vec![*at]),
        }
    }
    groups
}

fn are_couplets(paragraphs: &[Paragraph<'_>], groups: &[Vec<usize>]) -> bool {
    let lines = || groups.iter().flatten().map(|at| &paragraphs[*at]);
    let shortest = lines().map(Paragraph::letters).min().unwrap_or_default();
    let longest = lines().map(Paragraph::letters).max().unwrap_or_default();
    groups.iter().all(|group| group.len() % 2 == 0)
        && lines().all(|line| words(line.first()) >= WORDS)
        && shortest * 100 >= longest * ALIKE
        && rhymes(&lines().map(|line| last_letter(line.first())).collect::<Vec<_>>())
}

/// Whether the last letters rhyme in every second line, or in each pair of lines.
fn rhymes(last: &[Option<char>]) -> bool {
    let mut pairs = last.chunks_exact(2);
    let first = pairs.clone().next().map(|pair| pair[1]);
    let in_pairs = pairs.clone().all(|pair| pair[0] == pair[1]);
    in_pairs || pairs.all(|pair| Some(pair[1]) == first)
}

/// The last letter of a line as it is compared.
fn last_letter(line: &str) -> Option<char> {
    comparable(line).chars().rev().find(|letter| letter.is_alphabetic())
}
