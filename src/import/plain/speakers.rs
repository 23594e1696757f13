//! Conversations: named speakers, and interviews whose questions are not marked.
//!
//! Taken as certain for names: one name begins at least two paragraphs (alone on its line, or
//! before what is said), and there are two such names or three such paragraphs.
//! Taken as certain for questions: the head of the document calls it an interview, and at least
//! three paragraphs end with «؟» and are each followed by a longer answer.

use std::collections::BTreeMap;

use super::heading::first_word;
use super::paragraphs::{Paragraph, Role};
use crate::import::speaker::name_in;

/// Fewest paragraphs that one speaker begins.
const TIMES: usize = 2;
/// Fewest paragraphs with a name when all have the same.
const TIMES_ALONE: usize = 3;
/// Fewest unmarked questions.
const QUESTIONS: usize = 3;
/// Longest question, in characters.
const QUESTION_LETTERS: usize = 700;
/// Words that begin notes and lists, not speakers, however often they stand before a colon.
const NO_NAMES: [&str; 12] = [
    "نکته",
    "مثال",
    "منبع",
    "منابع",
    "توجه",
    "یادداشت",
    "توضیح",
    "تذکر",
    "پانویس",
    "نتیجه",
    "تاریخ",
    "عنوان",
];

/// Gives the role [`Role::Turn`] where a named speaker begins, and where the answer to a question
/// begins that stands in the turn of a speaker who only asks.
pub fn find(paragraphs: &mut [Paragraph<'_>]) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for name in paragraphs.iter().filter_map(name) {
        *times.entry(name).or_default() += 1;
    }
    times.retain(|_, count| *count >= TIMES);
    if times.len() < 2 && times.values().all(|count| *count < TIMES_ALONE) {
        return;
    }
    for paragraph in paragraphs.iter_mut() {
        if let Some(name) = name(paragraph).filter(|name| times.contains_key(name)) {
            paragraph.role = Role::Turn { name: name.len() };
        }
    }
    part_answers(paragraphs);
}

/// The name that a paragraph begins with.
fn name<'a>(paragraph: &Paragraph<'a>) -> Option<&'a str> {
    let name = name_in(paragraph.first()).filter(|_| paragraph.is_text())?;
    (!NO_NAMES.contains(&first_word(name).as_str())).then_some(name)
}

/// A speaker whose every turn begins with a question asks; what follows a question in the same
/// turn is the answer of somebody else, whose name was left out.
fn part_answers(paragraphs: &mut [Paragraph<'_>]) {
    let turns: Vec<usize> = (0..paragraphs.len())
        .filter(|at| matches!(paragraphs[*at].role, Role::Turn { .. }))
        .collect();
    let mut only_asks: BTreeMap<&str, bool> = BTreeMap::new();
    for at in &turns {
        let asks = said(paragraphs, *at).is_some_and(|at| is_question(&paragraphs[at]));
        let name = name_of(&paragraphs[*at]);
        *only_asks.entry(name).or_insert(true) &= asks;
    }
    let answers: Vec<usize> = turns
        .iter()
        .filter(|at| only_asks[name_of(&paragraphs[**at])])
        .filter_map(|at| said(paragraphs, *at))
        .map(|at| at + 1)
        .filter(|at| paragraphs.get(*at).is_some_and(Paragraph::is_text))
        .collect();
    for at in answers {
        paragraphs[at].role = Role::Turn { name: 0 };
    }
}

fn name_of<'a>(paragraph: &Paragraph<'a>) -> &'a str {
    match paragraph.role {
        Role::Turn { name } => &paragraph.first()[..name],
        _ => "",
    }
}

/// Index of the paragraph in which the turn at `at` says its first words: its own, or the next one
/// when the name stands alone.
fn said(paragraphs: &[Paragraph<'_>], at: usize) -> Option<usize> {
    let alone = paragraphs[at].lines.len() == 1 && paragraphs[at].first().ends_with(':');
    if !alone {
        return Some(at);
    }
    paragraphs.get(at + 1).filter(|next| next.is_text()).map(|_| at + 1)
}

/// Gives the roles [`Role::Question`], and [`Role::Turn`] without a name where the answer begins.
pub fn find_questions(paragraphs: &mut [Paragraph<'_>]) {
    let questions: Vec<usize> = (0..paragraphs.len())
        .filter(|at| is_short_question(&paragraphs[*at]) && has_answer(paragraphs, *at))
        .collect();
    if questions.len() < QUESTIONS {
        return;
    }
    for at in questions {
        paragraphs[at].role = Role::Question;
        if paragraphs[at + 1].is_text() {
            paragraphs[at + 1].role = Role::Turn { name: 0 };
        }
    }
}

fn is_question(paragraph: &Paragraph<'_>) -> bool {
    paragraph.last().trim_end_matches(['»', ')', '"']).ends_with(['؟', '?'])
}

fn is_short_question(paragraph: &Paragraph<'_>) -> bool {
    paragraph.is_text() && is_question(paragraph) && paragraph.letters() <= QUESTION_LETTERS
}

/// Whether what follows, up to the next question, is no question and longer than the question.
fn has_answer(paragraphs: &[Paragraph<'_>], at: usize) -> bool {
    let rest = &paragraphs[at + 1..];
    let answer = rest.iter().take_while(|it| it.is_text() && !is_short_question(it));
    answer.map(Paragraph::letters).sum::<usize>() > paragraphs[at].letters()
}
