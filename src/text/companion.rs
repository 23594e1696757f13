//! The Latin companion of a Persian face: Latin words a little smaller or larger, a little higher or
//! lower, so that they look of one size and on one line with the words around them.
//!
//! The design says by how much (`fonts.latin-scale`, `fonts.latin-shift`). What changes is the style
//! of the words, before they are itemised: everything after sees only text of two sizes.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::bidi::Levels;
use super::itemize::{by_companion, script_of, sub_span};
use super::model::{StyledRun, StyledText, TextStyle};
use super::shape::Script;
use crate::base::{Direction, Length};
use crate::design::model::FamilyUse;
use crate::font::FontPlan;

/// `text` with its Latin words in the companion's size and place.
pub(super) fn with_companion<'t>(
    text: &'t StyledText,
    levels: &Levels,
    base: Direction,
    plan: &FontPlan,
) -> Cow<'t, StyledText> {
    let all_persian = matches!(levels, Levels::Uniform(level) if level % 2 == 1);
    if all_persian || !plan.has_companion() {
        return Cow::Borrowed(text);
    }
    let latin = latin_words(&text.text, levels, base);
    if latin.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut runs = Vec::with_capacity(text.runs.len() + 2 * latin.len());
    for run in &text.runs {
        divide(run, &latin, plan, &mut runs);
    }
    Cow::Owned(StyledText { text: text.text.clone(), runs, anchors: text.anchors.clone() })
}

/// The words of Latin script, as ranges of bytes, increasing.
fn latin_words(text: &str, levels: &Levels, base: Direction) -> Vec<Range<usize>> {
    let script = if base.is_rtl() { Script::Arabic } else { Script::Latin };
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    let mut close = |start: &mut Option<usize>, end: usize| {
        if let Some(from) = start.take()
            && script_of(&text[from..end], script, levels.at(from)) == Script::Latin
        {
            let parts = by_companion(&text[from..end], Script::Latin).into_iter();
            let latin = parts.filter(|(_, latin)| *latin);
            words.extend(latin.map(|(part, _)| from + part.start..from + part.end));
        }
    };
    for (at, c) in text.char_indices() {
        let is_part = !c.is_whitespace() && levels.at(at).is_multiple_of(2);
        if !is_part {
            close(&mut start, at);
        } else if start.is_none() {
            start = Some(at);
        }
    }
    close(&mut start, text.len());
    words
}

/// Adds `run` in parts: what stands in one of the `latin` words in the companion's style.
fn divide(run: &StyledRun, latin: &[Range<usize>], plan: &FontPlan, out: &mut Vec<StyledRun>) {
    let style = &run.style;
    let changes = style.family != FamilyUse::Code && style.note.is_none() && style.object.is_none();
    let first = latin.partition_point(|word| word.end <= run.range.start);
    let words = latin[first..].iter().take_while(|word| changes && word.start < run.range.end);
    let companion = std::cell::LazyCell::new(|| {
        let companion = plan.companion(style.family, style.weight);
        let rise = style.rise + Length::pt(style.size.to_pt() * companion.shift);
        let size = style.size * companion.scale;
        Arc::new(TextStyle { size, rise, ..TextStyle::clone(style) })
    });
    let mut from = run.range.start;
    let mut add = |range: Range<usize>, style: &Arc<TextStyle>| {
        if range.is_empty() {
            return;
        }
        // An anchor stands at the run's beginning alone.
        let style = match &style.anchor {
            Some(_) if range.start > run.range.start => {
                Arc::new(TextStyle { anchor: None, ..TextStyle::clone(style) })
            }
            _ => Arc::clone(style),
        };
        out.push(StyledRun { span: sub_span(run, range.clone()), range, style });
    };
    for word in words {
        let word = word.start.max(run.range.start)..word.end.min(run.range.end);
        add(from..word.start, style);
        add(word.clone(), &companion);
        from = word.end;
    }
    if from == run.range.start {
        out.push(run.clone());
    } else {
        add(from..run.range.end, style);
    }
}
