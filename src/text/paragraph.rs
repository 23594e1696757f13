//! The entry of the room: one paragraph, from styled characters to set lines.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::fallback::Fallback;
use super::galley::Galley;
use super::itemize::itemize;
use super::kashida::Stretcher;
use super::line::Chosen;
use super::model::{Extent, Line, Paragraph, ParagraphFormat, StyledText};
use super::shape::Shaper;
use super::{bidi, breaks, companion, line, missing, set};
use crate::base::{Diagnostic, Direction, Span};
use crate::design::model::{Align, Kashida};
use crate::font::{FontLibrary, FontPlan};

/// Sets paragraphs. Shared by all threads: what one thread has shaped, the others find.
pub struct Typesetter<'f> {
    fonts: &'f FontLibrary,
    plan: &'f FontPlan,
    shaper: Shaper<'f>,
    fallback: Fallback<'f>,
    /// Language of the book, for the shaper.
    lang: Arc<str>,
    /// Characters that no face has, with their first place.
    missing: Mutex<BTreeMap<char, Span>>,
}

impl<'f> Typesetter<'f> {
    /// A typesetter with the faces of `fonts` that `plan` chooses.
    pub fn new(fonts: &'f FontLibrary, plan: &'f FontPlan) -> Self {
        Typesetter {
            fonts,
            plan,
            shaper: Shaper::new(fonts),
            fallback: Fallback::new(fonts),
            lang: Arc::from(plan.lang().tag()),
            missing: Mutex::default(),
        }
    }

    /// Breaks `text` into lines and sets them. No text, no lines.
    pub fn paragraph(&self, text: &StyledText, format: &ParagraphFormat) -> Paragraph {
        let lengthens = format.align == Align::Justify && format.kashida != Kashida::Off;
        let by_sense = format.align != Align::Justify;
        let (text, mut galley) = self.compose(text, format.direction, lengthens, by_sense);
        let text = &*text;
        let narrowest = format.measure.min(format.measure - format.first_indent);
        galley.cut_wider_than(narrowest.to_pt());
        let mut chosen = line::choose(&galley, format, type_size(text));
        galley.part_units(&mut chosen, text, &self.shaper, self.fonts);
        Paragraph { lines: self.set(text, &galley, &chosen, format) }
    }

    /// Sets all of `text` on one line that fills its measure: a hemistich. Line ends that were forced
    /// in it take no room.
    pub fn single_line(&self, text: &StyledText, format: &ParagraphFormat) -> Line {
        let format = &ParagraphFormat { align: Align::Justify, hang: 0.0, ..format.clone() };
        let joints = format.kashida != Kashida::Off;
        let (text, galley) = self.compose(text, format.direction, joints, false);
        let lines = self.set(&text, &galley, &[line::whole(&galley)], format);
        lines.into_iter().next().unwrap_or_default()
    }

    /// Sets the lines that were chosen.
    fn set(
        &self,
        text: &StyledText,
        galley: &Galley,
        chosen: &[Chosen],
        format: &ParagraphFormat,
    ) -> Vec<Line> {
        let stretcher = Stretcher::new(&self.shaper, self.fonts, text, format.kashida);
        let stretcher = stretcher.filter(|_| format.align == Align::Justify);
        set::lines(text, galley, chosen, format, self.fonts, stretcher.as_ref())
    }

    /// The widths between which `text` can be set: tables and verse ask for them.
    pub fn extent(&self, text: &StyledText, direction: Direction) -> Extent {
        self.compose(text, direction, false, false).1.extent()
    }

    /// FNT-CHARACTER-MISSING for the characters that no face of the book has, at their first places,
    /// and FNT-DAMAGED for each face on which the shaper broke down.
    pub fn missing(&self) -> Vec<Diagnostic> {
        let missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut problems = missing::report(&missing);
        problems.extend(self.shaper.failures());
        problems
    }

    /// Analyses and shapes `text`, with `joints` if words may be lengthened and breaks
    /// judged `by_sense`; gives the text in the
    /// styles in which it is set.
    fn compose<'t>(
        &self,
        text: &'t StyledText,
        direction: Direction,
        joints: bool,
        by_sense: bool,
    ) -> (Cow<'t, StyledText>, Galley) {
        let levels = bidi::levels(&text.text, &text.runs, direction);
        let styled = companion::with_companion(text, &levels, direction, self.plan);
        let text = &*styled;
        let opportunities = breaks::opportunities(&text.text, &text.runs, &levels, by_sense);
        let items = itemize(text, &levels, direction, self.plan, &self.fallback, &self.lang);
        self.note_missing(&items.missing);
        let galley =
            Galley::compose(text, &items, &opportunities, &self.shaper, self.fonts, joints);
        (styled, galley)
    }

    /// Keeps the first place of each character, whichever thread came first.
    fn note_missing(&self, found: &[(char, Span)]) {
        if found.is_empty() {
            return;
        }
        let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        for (c, span) in found {
            let first = missing.entry(*c).or_insert(*span);
            *first = missing::earlier(*first, *span);
        }
    }
}

/// The size of a paragraph's type: that of its first letters, in points.
fn type_size(text: &StyledText) -> f64 {
    text.runs.first().map_or(0.0, |run| run.style.size.to_pt())
}
