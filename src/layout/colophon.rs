//! The colophon (شناسنامه): the record of the national library at the head of the page, what the
//! publisher says at its foot.

use std::sync::Arc;

use super::flow::base_style;
use super::frame::{Frame, Hold};
use super::paged::{ContentKind, Item};
use super::setting::{Scope, plain};
use super::titlepages::{Generated, Leaf};
use crate::assembly::{ColophonLine, RecordEntry};
use crate::base::{Em, Length, Span};
use crate::design::model::{Align, Role, Style, Weight};
use crate::text::model::{Line, TextStyle};
use crate::wording::{Words, fill};

/// Space between the widest label of the record and its values.
const LABEL_GAP: Em = Em(0.6);
/// Most of the measure that labels take.
const WIDEST_LABELS: f64 = 0.4;

/// Sizes in which the colophon is tried, as shares of the design's: it should stay on one page.
const SCALES: [f64; 3] = [1.0, 0.9, 0.8];
/// Space between the record and what the publisher says, in lines of the record.
const BETWEEN: f64 = 1.0;

/// The colophon; the number of pages comes from the layout itself. When it is too long for a page,
/// it is made a little smaller.
pub fn colophon(scope: &Scope, lines: &[ColophonLine]) -> Generated {
    let mut last = None;
    for scale in SCALES {
        let leaf = in_size(scope, lines, scale);
        if leaf.fits() {
            return leaf.finish();
        }
        // Too long even in the smallest size: better two pages in the design's own.
        last.get_or_insert(leaf);
    }
    last.map_or_else(|| Leaf::new(scope).finish(), Leaf::finish)
}

fn in_size<'a>(scope: &'a Scope<'a>, lines: &[ColophonLine], scale: f64) -> Leaf<'a> {
    let mut leaf = Leaf::new(scope);
    let styles = Styles {
        text: scaled(leaf.flow.style(Role::Colophon), scale),
        record: scaled(leaf.flow.style(Role::ColophonRecord), scale),
    };
    let entries = lines.iter().filter_map(|line| match line {
        ColophonLine::Recorded(entry) => Some(entry),
        _ => None,
    });
    let entries: Vec<&RecordEntry> = entries.collect();
    if !entries.is_empty() {
        leaf.record(&entries, &styles.record);
        let record = leaf.group();
        leaf.place(record, Length::ZERO);
    }
    for line in lines {
        leaf.line(line, &styles.text);
    }
    if let Some(first) = leaf.flow.frames.first_mut().filter(|_| !entries.is_empty()) {
        first.before = first.before.max(styles.record.leading * BETWEEN);
    }
    leaf.place_at_foot();
    leaf
}

/// The looks of the two parts.
struct Styles {
    text: Style,
    record: Style,
}

fn scaled(style: &Style, scale: f64) -> Style {
    Style { size: style.size * scale, leading: style.leading * scale, ..style.clone() }
}

impl Leaf<'_> {
    fn span(&self) -> Span {
        self.flow.scope.setting.book.metadata.title.span
    }

    /// A line of the publisher's part.
    fn line(&mut self, line: &ColophonLine, style: &Style) {
        let scope = self.flow.scope;
        match line {
            ColophonLine::Field { label, value } => self.field(label, value, style),
            ColophonLine::PageCount { label } => {
                self.field(label, &scope.setting.digits().write(scope.pages.count()), style);
            }
            ColophonLine::Text(words) => self.field("", words, style),
            ColophonLine::Recorded(_) => {}
        }
    }

    /// A label in bold, if there is one, and its value.
    fn field(&mut self, label: &str, value: &str, style: &Style) {
        let span = self.span();
        let place = self.flow.inside(&self.column, Role::Colophon);
        let words = base_style(style, &place);
        let colon = Words::of(self.flow.scope.setting.book.lang()).marks.colon;
        let mut composer = self.flow.scope.composer(place.direction, place.column.width);
        if !label.is_empty() {
            composer.push(&format!("{label}{colon}"), &bold(&words), span);
            composer.push(" ", &words, span);
        }
        composer.push(value, &words, span);
        let text = composer.finish();
        self.flow.set(&text, style, ContentKind::Paragraph, &place);
    }

    /// The record: labels in a column of their own, values beside them, between two rules.
    fn record(&mut self, entries: &[&RecordEntry], style: &Style) {
        let setting = self.flow.scope.setting;
        let place = self.flow.inside(&self.column, Role::ColophonRecord);
        let labels: Vec<Line> =
            entries.iter().map(|entry| self.label(&entry.label, style)).collect();
        let widest = labels.iter().map(|label| label.width).fold(Length::ZERO, Length::max);
        let labels_width = widest.min(place.column.width * WIDEST_LABELS);
        let rule = Frame::rule(place.column, setting.design.table.rule, style.ink);
        let gap = style.leading / 2.0;
        self.flow.push(Frame { hold: Hold::Keep, after: gap, ..rule.clone() });
        for (entry, label) in entries.iter().zip(labels) {
            self.entry(entry, label, labels_width + LABEL_GAP.at(style.size), style);
        }
        self.flow.push(Frame { before: gap, ..rule });
        for frame in &mut self.flow.frames {
            frame.on_grid = false;
        }
    }

    fn label(&self, label: &str, style: &Style) -> Line {
        let setting = self.flow.scope.setting;
        let colon = Words::of(setting.book.lang()).marks.colon;
        let words = bold(&base_style(style, &self.column));
        setting
            .natural(&plain(&format!("{label}{colon}"), &words, self.span()), self.column.direction)
    }

    /// The values of an entry below one another, its label beside the first line.
    fn entry(&mut self, entry: &RecordEntry, label: Line, indent: Length, style: &Style) {
        let scope = self.flow.scope;
        let place = self.flow.inside(&self.column, Role::ColophonRecord);
        let column = place.column.indent(place.direction, indent, Length::ZERO);
        let look = Style { align: Align::Start, first_indent: Length::ZERO, ..style.clone() };
        let part = self.flow.new_block(ContentKind::Paragraph);
        let mut label = Some(label);
        for (at, value) in entry.values.iter().enumerate() {
            let value = if entry.counts_pages && at == 0 {
                fill(value, &[&scope.setting.digits().write(scope.pages.count())])
            } else {
                value.clone()
            };
            let text = plain(&value, &base_style(style, &place), self.span());
            let format = scope.setting.format(&look, place.direction, column.width);
            let mut frames = self.flow.lines(&text, &look, &format, part, column);
            if let Some(first) = frames.first_mut()
                && let Some(baseline) = first.first_baseline()
                && let Some(label) = label.take()
            {
                let x = place.column.place(place.direction, Length::ZERO, label.width);
                first.items.insert(0, Item::Text { line: Arc::new(label), x, baseline, part });
            }
            self.flow.push_block(frames, &look);
        }
    }
}

fn bold(words: &Arc<TextStyle>) -> Arc<TextStyle> {
    Arc::new(TextStyle { weight: Weight::Bold, ..TextStyle::clone(words) })
}
