//! Cuts a paragraph into items: words (or parts of words) of one level and one face, spaces, objects
//! and forced line ends.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use icu_segmenter::GraphemeClusterSegmenter;

use super::bidi::{Fence, Levels};
use super::fallback::{Fallback, is_bidi_control};
use super::model::{StyledText, TextStyle};
use super::shape::{Script, Setting};
use crate::base::{Direction, Span, limits};
use crate::font::{FaceId, FontPlan};
use crate::persian::digits::is_digit;
use crate::persian::letters::is_mark;
use crate::persian::spaces::base_before;

/// `Item::fence` where nothing stands between an item and the one before it.
pub(super) const NO_FENCE: u8 = u8::MAX;

/// One item.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Bytes of the paragraph.
    pub range: Range<usize>,
    /// Index of the styled run in which it begins.
    pub styled: usize,
    /// Embedding level.
    pub level: u8,
    /// Lowest level of the controls and ends of isolates just before it; [`NO_FENCE`] without any.
    pub fence: u8,
    /// What it is.
    pub kind: ItemKind,
}

/// What an item is. Settings are indices into [`Items::settings`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// A word, or a part of one when the word goes on before or after it.
    Word { setting: usize, neighbours: Neighbours },
    /// A space that may be stretched.
    Space { setting: usize },
    /// U+2028.
    Forced { setting: usize },
    /// U+FFFC with an object.
    Object { setting: usize },
}

impl ItemKind {
    /// Index of its setting.
    pub fn setting(self) -> usize {
        match self {
            ItemKind::Word { setting, .. }
            | ItemKind::Space { setting }
            | ItemKind::Forced { setting }
            | ItemKind::Object { setting } => setting,
        }
    }
}

/// Whether parts of the same word stand before and after an item, without a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Neighbours {
    /// In reading order before it.
    pub before: bool,
    /// In reading order after it.
    pub after: bool,
}

/// The items of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// In reading order.
    pub list: Vec<Item>,
    /// How they are shaped; few, and shared.
    pub settings: Vec<Setting>,
    /// Characters that no face has, each time they occur.
    pub missing: Vec<(char, Span)>,
}

/// Cuts `text` into items.
pub(super) fn itemize(
    text: &StyledText,
    levels: &Levels,
    base: Direction,
    plan: &FontPlan,
    fallback: &Fallback<'_>,
    lang: &Arc<str>,
) -> Items {
    let itemizer = Itemizer {
        text,
        levels,
        base,
        plan,
        fallback,
        lang,
        out: Items::default(),
        known: BTreeMap::new(),
        word: None,
        fence: NO_FENCE,
        fences: levels.fences().iter().peekable(),
    };
    itemizer.run()
}

/// The word that is being read: of one level and one way of shaping so far.
struct OpenWord {
    start: usize,
    styled: usize,
    level: u8,
    fence: u8,
    /// Whether it goes on from an item before it, without a space.
    continues: bool,
}

struct Itemizer<'a> {
    text: &'a StyledText,
    levels: &'a Levels,
    base: Direction,
    plan: &'a FontPlan,
    fallback: &'a Fallback<'a>,
    lang: &'a Arc<str>,
    out: Items,
    known: BTreeMap<Setting, usize>,
    word: Option<OpenWord>,
    /// The lowest fence since the last item.
    fence: u8,
    fences: std::iter::Peekable<std::slice::Iter<'a, Fence>>,
}

impl<'a> Itemizer<'a> {
    fn run(mut self) -> Items {
        for (styled, run) in self.text.runs.iter().enumerate() {
            let start = run.range.start;
            for (at, c) in self.text.text[run.range.clone()].char_indices() {
                self.read(start + at, c, styled);
            }
        }
        self.close_word(self.text.text.len(), false);
        self.out
    }

    fn read(&mut self, at: usize, c: char, styled: usize) {
        while let Some(fence) = self.fences.next_if(|fence| fence.at <= at) {
            self.close_word(at, true);
            self.fence = self.fence.min(fence.level);
        }
        match c {
            '\u{2028}' => self.single(at, c, styled, |setting| ItemKind::Forced { setting }),
            '\u{fffc}' if self.style(styled).object.is_some() => {
                self.single(at, c, styled, |setting| ItemKind::Object { setting });
            }
            ' ' | '\u{a0}' | '\t' | '\n' | '\r' => {
                self.single(at, c, styled, |setting| ItemKind::Space { setting });
            }
            // Its work was done when the levels were found.
            c if is_bidi_control(c) => {
                self.close_word(at, true);
                self.fence = self.fence.min(self.levels.at(at));
            }
            _ => self.letter(at, c, styled),
        }
    }

    fn letter(&mut self, at: usize, c: char, styled: usize) {
        let level = self.levels.at(at);
        let goes_on = match &self.word {
            Some(word) => {
                word.level == level
                    && (word.styled == styled
                        || shape_alike(self.style(word.styled), self.style(styled))
                        || self.is_inseparable(at, c, styled))
            }
            None => false,
        };
        if !goes_on {
            self.close_word(at, true);
            let continues = self.follows_word(at);
            let fence = std::mem::replace(&mut self.fence, NO_FENCE);
            self.word = Some(OpenWord { start: at, styled, level, fence, continues });
        }
    }

    /// Whether `c` at byte `at` is drawn with the letter before it, whatever its own weight: a mark
    /// on it, or the alef of a lam-alef.
    fn is_inseparable(&self, at: usize, c: char, styled: usize) -> bool {
        if self.style(styled).note.is_some() {
            return false;
        }
        let is_alef = matches!(c, 'ا' | 'أ' | 'إ' | 'آ' | 'ٱ');
        is_mark(c)
            || matches!(c, '\u{300}'..='\u{36f}')
            || (is_alef && base_before(&self.text.text, at) == Some('ل'))
    }

    /// Whether the last item is a part of a word that ends at `at`, or before controls there.
    fn follows_word(&self, at: usize) -> bool {
        self.out.list.last().is_some_and(|item| {
            matches!(item.kind, ItemKind::Word { .. })
                && self.text.text[item.range.end..at].chars().all(is_bidi_control)
        })
    }

    /// An item of one character: a space, an object or a line end.
    fn single(&mut self, at: usize, c: char, styled: usize, kind: impl Fn(usize) -> ItemKind) {
        self.close_word(at, false);
        let level = self.levels.at(at);
        let chain = self.chain(styled, false);
        let script = self.base_script();
        let setting = self.setting(chain[0], level, script, styled);
        let range = at..at + c.len_utf8();
        let fence = std::mem::replace(&mut self.fence, NO_FENCE);
        self.out.list.push(Item { range, styled, level, fence, kind: kind(setting) });
    }

    /// Ends the open word before `end`; it `goes_on` when another part follows without a space.
    fn close_word(&mut self, end: usize, goes_on: bool) {
        let Some(word) = self.word.take() else { return };
        let text: &'a str = &self.text.text[word.start..end];
        let script = script_of(text, self.base_script(), word.level);
        let mut parts = Vec::new();
        for (range, latin) in by_companion(text, script) {
            let chain = self.chain(word.styled, latin);
            let start = word.start + range.start;
            parts.extend(self.faces(start, &text[range], chain));
        }
        let parts = cut_long(&self.text.text, parts);

        let count = parts.len();
        for (index, (face, range)) in parts.into_iter().enumerate() {
            let setting = self.setting(face, word.level, script, word.styled);
            let neighbours = Neighbours {
                before: word.continues || index > 0,
                after: goes_on || index + 1 < count,
            };
            let kind = ItemKind::Word { setting, neighbours };
            let styled = self.styled_at(word.styled, range.start);
            let fence = if index == 0 { word.fence } else { NO_FENCE };
            self.out.list.push(Item { range, styled, level: word.level, fence, kind });
        }
    }

    /// The face of each part of a word: one for all where the first face has everything, else one
    /// for each stretch of letters, so that letters that join are of one design, and marks and
    /// other signs stay with their cluster.
    fn faces(&mut self, start: usize, text: &str, chain: &[FaceId]) -> Vec<(FaceId, Range<usize>)> {
        if self.fallback.covers(chain[0], text) {
            return vec![(chain[0], start..start + text.len())];
        }
        let mut parts: Vec<(FaceId, Range<usize>)> = Vec::new();
        for stretch in stretches(text) {
            let whole = &text[stretch.clone()];
            let face = chain.iter().find(|face| self.fallback.draws(**face, whole));
            if let Some(face) = face {
                add_part(&mut parts, *face, start + stretch.start..start + stretch.end);
            } else {
                self.cluster_faces(start + stretch.start, whole, chain, &mut parts);
            }
        }
        parts
    }

    /// The faces of `text`, which none of `chain` has whole, by grapheme cluster.
    fn cluster_faces(
        &mut self,
        start: usize,
        text: &str,
        chain: &[FaceId],
        parts: &mut Vec<(FaceId, Range<usize>)>,
    ) {
        let bounds: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(text).collect();
        for pair in bounds.windows(2) {
            let cluster = &text[pair[0]..pair[1]];
            let range = start + pair[0]..start + pair[1];
            let face = self.fallback.choose(chain, cluster);
            for (offset, c) in self.fallback.missing(face, cluster) {
                let span = self.span_at(range.start + offset, c.len_utf8());
                self.out.missing.push((c, span));
            }
            add_part(parts, face, range);
        }
    }

    fn style(&self, styled: usize) -> &'a TextStyle {
        let text: &'a StyledText = self.text;
        &text.runs[styled].style
    }

    /// The styled run that holds byte `at`, which is not before run `from`.
    fn styled_at(&self, from: usize, at: usize) -> usize {
        let later = self.text.runs[from..].partition_point(|run| run.range.end <= at);
        from + later
    }

    fn span_at(&self, at: usize, len: usize) -> Span {
        let run = &self.text.runs[self.styled_at(0, at)];
        sub_span(run, at..at + len)
    }

    fn chain(&self, styled: usize, latin: bool) -> &'a [FaceId] {
        let style = self.style(styled);
        let plan: &'a FontPlan = self.plan;
        if latin {
            plan.latin_chain(style.family, style.weight)
        } else {
            plan.chain(style.family, style.weight)
        }
    }

    fn base_script(&self) -> Script {
        if self.base.is_rtl() { Script::Arabic } else { Script::Latin }
    }

    fn setting(&mut self, face: FaceId, level: u8, script: Script, styled: usize) -> usize {
        let lang = match &self.style(styled).lang {
            Some(tag) => Arc::from(tag.as_str()),
            None => Arc::clone(self.lang),
        };
        let setting = Setting { face, rtl: !level.is_multiple_of(2), script, lang };
        if self.out.settings.last() == Some(&setting) {
            return self.out.settings.len() - 1;
        }
        if let Some(&index) = self.known.get(&setting) {
            return index;
        }
        self.out.settings.push(setting.clone());
        self.known.insert(setting, self.out.settings.len() - 1);
        self.out.settings.len() - 1
    }
}

/// Cuts a word into what the Latin companion draws and what it does not: Persian and Arabic digits
/// are of the face around them, even among Latin letters (`۲۰°C`).
pub(super) fn by_companion(text: &str, script: Script) -> Vec<(Range<usize>, bool)> {
    if script != Script::Latin {
        return vec![(0..text.len(), false)];
    }
    let is_latin = |c: char| !is_digit(c) || c.is_ascii();
    let mut parts: Vec<(Range<usize>, bool)> = Vec::new();
    for (at, c) in text.char_indices() {
        let (latin, end) = (is_latin(c), at + c.len_utf8());
        match parts.last_mut() {
            Some((range, last)) if *last == latin => range.end = end,
            _ => parts.push((at..end, latin)),
        }
    }
    parts
}

/// Adds a part to `parts`, or to the last of them when that has the same face.
fn add_part(parts: &mut Vec<(FaceId, Range<usize>)>, face: FaceId, range: Range<usize>) {
    match parts.last_mut() {
        Some((last, part)) if *last == face => part.end = range.end,
        _ => parts.push((face, range)),
    }
}

/// Cuts a word into stretches of letters (with their marks and half-spaces), numbers enclosed by a
/// sign (`۝۱۲`), and clusters of anything else.
fn stretches(text: &str) -> Vec<Range<usize>> {
    let bounds: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(text).collect();
    let mut found: Vec<(Stretch, Range<usize>)> = Vec::new();
    for pair in bounds.windows(2) {
        let first = text[pair[0]..].chars().next().unwrap_or(' ');
        let kind = Stretch::of(first);
        match found.last_mut() {
            Some((Stretch::Letters, range)) if kind == Stretch::Letters => range.end = pair[1],
            Some((Stretch::Enclosing, range)) if first.is_numeric() => range.end = pair[1],
            _ => found.push((kind, pair[0]..pair[1])),
        }
    }
    found.into_iter().map(|(_, range)| range).collect()
}

/// What a stretch of a word is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stretch {
    Letters,
    /// A sign that encloses the digits after it: the end of an ayah, a year, a footnote of old.
    Enclosing,
    Other,
}

impl Stretch {
    fn of(c: char) -> Stretch {
        match c {
            '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{8e2}' => Stretch::Enclosing,
            '\u{640}' | '\u{200c}' | '\u{200d}' => Stretch::Letters,
            c if c.is_alphabetic() || is_mark(c) => Stretch::Letters,
            _ => Stretch::Other,
        }
    }
}

/// Whether a word may go on from one style to the other within one shaping: colour, size or a link
/// do not change glyphs; another face or language does.
fn shape_alike(a: &TextStyle, b: &TextStyle) -> bool {
    a.family == b.family && a.weight == b.weight && a.lang == b.lang && a.note == b.note
}

/// The place at which bytes `range` of a styled run were written: exact where the run stands in the
/// source as it is, else the place of the whole run.
pub(super) fn sub_span(run: &super::model::StyledRun, range: Range<usize>) -> Span {
    let written = (run.span.end - run.span.start) as usize;
    if written == run.range.len() {
        run.span.sub(range.start - run.range.start, range.end - run.range.start)
    } else {
        run.span
    }
}

/// The script of a word: that of its first letter. Digits and signs go with the paragraph, but for
/// ASCII ones that run from left to right.
pub(super) fn script_of(text: &str, base: Script, level: u8) -> Script {
    let letter = text.chars().find_map(|c| match c {
        'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
            Some(Script::Latin)
        }
        '\u{600}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}'
        | '\u{8a0}'..='\u{8ff}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}'
            if c.is_alphabetic() =>
        {
            Some(Script::Arabic)
        }
        c if c.is_alphabetic() => Some(Script::Other),
        _ => None,
    });
    letter.unwrap_or_else(|| {
        if level.is_multiple_of(2) && text.is_ascii() { Script::Latin } else { base }
    })
}

/// Cuts parts longer than the shaper is given at once: between letters (never before a mark) where
/// that is possible.
fn cut_long(text: &str, parts: Vec<(FaceId, Range<usize>)>) -> Vec<(FaceId, Range<usize>)> {
    if parts.iter().all(|(_, range)| range.len() <= limits::SHAPED_BYTES) {
        return parts;
    }
    let mut cut = Vec::new();
    for (face, range) in parts {
        let mut start = range.start;
        while range.end - start > limits::SHAPED_BYTES {
            let limit = text.floor_char_boundary(start + limits::SHAPED_BYTES);
            let at = last_cluster_start(text, start, limit).unwrap_or(limit);
            cut.push((face, start..at));
            start = at;
        }
        cut.push((face, start..range.end));
    }
    cut
}

/// The last grapheme boundary of `text[start..]` in the second half of `start..=limit`.
fn last_cluster_start(text: &str, start: usize, limit: usize) -> Option<usize> {
    let half = text.floor_char_boundary(usize::midpoint(start, limit));
    // One character beyond the limit shows whether a boundary stands there.
    let end = limit + text[limit..].chars().next().map_or(0, char::len_utf8);
    let bounds = GraphemeClusterSegmenter::new().segment_str(&text[half..end]).map(|at| half + at);
    bounds.filter(|at| *at > half && *at <= limit).last()
}
