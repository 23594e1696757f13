//! Looks at finished pages as a proof reader does: what stands at their heads and feet.
//!
//! It reads only the pages, not how they were made, so that it can be trusted to find what the page
//! builder got wrong.

use std::collections::BTreeMap;

use super::frame;
use super::paged::{ContentKind, Item, Page, Paged, PartOf, Side};
use crate::base::Length;
use crate::design::Design;
use crate::design::model::{Role, Weight};
use crate::text::model::Line;

/// Bottoms that differ by less are level: what one sees at arm's length.
const LEVEL: Length = Length::pt(2.0);

/// What was found, each with the index of its page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Pages that end inside a chapter.
    pub page_ends: usize,
    /// Spreads whose pages both end inside a chapter.
    pub spreads: usize,
    /// Pages that begin with too few lines of a paragraph.
    pub widows: Vec<usize>,
    /// Pages that end with too few lines of a paragraph.
    pub orphans: Vec<usize>,
    /// Pages on which a paragraph ends with a line shorter than the design's runt.
    pub runts: Vec<usize>,
    /// Pages that end with a heading.
    pub headings: Vec<usize>,
    /// Pages that end with a question that is answered on the next one.
    pub questions: Vec<usize>,
    /// Versos that end on another line than the recto beside them.
    pub unlevel: Vec<usize>,
}

/// A line of the running text: all content but notes.
struct TextLine<'a> {
    line: &'a Line,
    baseline: Length,
    block: u32,
    kind: ContentKind,
}

/// What stands at the heads and feet of `paged`, which was set in `design`.
pub fn audit(paged: &Paged, design: &Design) -> Audit {
    let texts: Vec<Vec<TextLine>> = paged.pages.iter().map(running_text).collect();
    let lengths = lengths(&texts);
    let mut audit = Audit::default();
    for (at, pair) in texts.windows(2).enumerate() {
        if goes_on(paged, &texts, at) {
            audit.page_ends += 1;
            page_end(&mut audit, at, &pair[0], &pair[1], &lengths, design);
        }
    }
    for (at, lines) in texts.iter().enumerate() {
        runts(&mut audit, at, lines, &lengths, design);
    }
    spreads(&mut audit, paged, &texts, design);
    audit
}

/// Whether the page after page `at` goes on with its text: it has a head or a folio, which title
/// leaves do not have, and no title of a chapter.
fn goes_on(paged: &Paged, texts: &[Vec<TextLine>], at: usize) -> bool {
    let (Some(text), Some(next)) = (texts.get(at), texts.get(at + 1)) else { return false };
    let opens = next.iter().any(|line| line.kind == ContentKind::Heading(1));
    let is_furniture = |item: &Item| matches!(item, Item::Text { part: PartOf::Furniture, .. });
    let is_furnished = paged.pages[at + 1].items.iter().any(is_furniture);
    !text.is_empty() && !next.is_empty() && !opens && is_furnished
}

fn running_text(page: &Page) -> Vec<TextLine<'_>> {
    let lines = page.items.iter().filter_map(|item| match item {
        Item::Text { line, baseline, part: PartOf::Content { block, kind }, .. }
            if !matches!(kind, ContentKind::Note | ContentKind::TocEntry) =>
        {
            Some(TextLine { line, baseline: *baseline, block: *block, kind: *kind })
        }
        _ => None,
    });
    lines.collect()
}

/// How many lines each block of running text has. Pieces at one height are one line.
fn lengths(pages: &[Vec<TextLine>]) -> BTreeMap<u32, usize> {
    let mut lengths = BTreeMap::new();
    for page in pages {
        for (at, line) in page.iter().enumerate() {
            let is_same =
                |above: &TextLine| above.block == line.block && above.baseline == line.baseline;
            let is_new = at == 0 || !is_same(&page[at - 1]);
            *lengths.entry(line.block).or_default() += usize::from(is_new);
        }
    }
    lengths
}

fn page_end(
    audit: &mut Audit,
    at: usize,
    above: &[TextLine],
    below: &[TextLine],
    lengths: &BTreeMap<u32, usize>,
    design: &Design,
) {
    let (Some(last), Some(first)) = (above.last(), below.first()) else { return };
    if matches!(last.kind, ContentKind::Heading(_)) {
        audit.headings.push(at);
    }
    let is_prose =
        |kind| matches!(kind, ContentKind::Paragraph | ContentKind::ListItem | ContentKind::Quote);
    if last.block == first.block && is_prose(last.kind) {
        let length = lengths[&last.block];
        let left = above.iter().rev().take_while(|line| line.block == last.block).count();
        let went = below.iter().take_while(|line| line.block == first.block).count();
        if left < design.paragraph.orphans.min(length) {
            audit.orphans.push(at);
        }
        if went < design.paragraph.widows.min(length) {
            audit.widows.push(at + 1);
        }
    } else if asks(last.line) && begins_with_name(first.line) {
        audit.questions.push(at);
    }
}

/// Whether a line ends with a question mark.
fn asks(line: &Line) -> bool {
    super::dump::text(line).trim_end().ends_with(['؟', '?'])
}

/// Whether a line begins with a name in bold and a colon: somebody's turn to speak.
fn begins_with_name(line: &Line) -> bool {
    let bold = line.pieces.iter().take_while(|piece| piece.style.weight == Weight::Bold);
    let name: String = bold.map(|piece| &*piece.run.text).collect();
    name.trim_end().ends_with(':')
}

fn runts(
    audit: &mut Audit,
    at: usize,
    lines: &[TextLine],
    lengths: &BTreeMap<u32, usize>,
    design: &Design,
) {
    for (index, line) in lines.iter().enumerate() {
        let is_last = lines.get(index + 1).is_none_or(|next| next.block != line.block);
        let goes_on =
            index + 1 == lines.len() && (line.line.space_ratio - 1.0).abs() > f64::EPSILON;
        let Some(piece) = line.line.pieces.first() else { continue };
        let least = design.paragraph.runt.at(piece.style.size);
        let is_prose = line.kind == ContentKind::Paragraph && lengths[&line.block] > 1;
        if is_last && !goes_on && is_prose && line.line.width < least {
            audit.runts.push(at);
        }
    }
}

fn spreads(audit: &mut Audit, paged: &Paged, texts: &[Vec<TextLine>], design: &Design) {
    for verso in 0..texts.len().saturating_sub(2) {
        let is_verso = paged.pages[verso].side == Side::Verso;
        if !is_verso || !goes_on(paged, texts, verso) || !goes_on(paged, texts, verso + 1) {
            continue;
        }
        audit.spreads += 1;
        let difference =
            bottom(&paged.pages[verso], design) - bottom(&paged.pages[verso + 1], design);
        if difference.abs() > LEVEL {
            audit.unlevel.push(verso);
        }
    }
}

/// Where the lowest line or image of a page ends.
fn bottom(page: &Page, design: &Design) -> Length {
    let bottoms = page.items.iter().filter_map(|item| match item {
        Item::Text { baseline, part: PartOf::Content { kind, .. }, .. } => {
            let style = design.style(role(*kind));
            Some(*baseline + style.leading - frame::baseline(style))
        }
        Item::Image { y, size, .. } | Item::Fill { y, size, .. } => Some(*y + size.height),
        Item::Text { .. } => None,
    });
    bottoms.fold(Length::ZERO, Length::max)
}

/// The role in whose style lines of this kind are set.
fn role(kind: ContentKind) -> Role {
    match kind {
        ContentKind::Note => Role::NoteText,
        ContentKind::Caption => Role::FigureCaption,
        ContentKind::Cell => Role::TableCell,
        ContentKind::Code => Role::Code,
        ContentKind::Quote => Role::Quote,
        ContentKind::Verse => Role::VerseHemistich,
        _ => Role::Body,
    }
}
