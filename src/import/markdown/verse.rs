//! Poems: `::: verse` and `::: verse {.free}`.
//!
//! Couplets are written in one of two ways: a line a couplet, its hemistichs parted by ` / `; or a
//! hemistich a line, with a blank line between couplets. A line that stands alone is a refrain.
//! Free verse keeps its lines; blank lines part its stanzas.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::context::Context;
use crate::base::{Code, Diagnostic, Span};
use crate::document::{Block, BlockKind, Inline, Stanza, Verse, VerseForm, VerseLine};
use crate::import::cut;
use crate::import::report::Report;

/// What parts two hemistichs on one line.
const HEMISTICHS: &str = " / ";

/// Lines without a blank line between them.
type Group = Vec<Vec<Inline>>;

impl<'a> Context<'a> {
    /// The poem at `node`. What is no line of verse (an image, a list) parts it in several blocks.
    pub fn verse(&mut self, node: Node<'a>, free: bool, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        // Groups; an empty one is an explicit break.
        let mut groups: Vec<Group> = Vec::new();
        for child in node.children() {
            match child.data().value {
                NodeValue::Paragraph => {
                    let content = self.by_lines(true, |context| context.inlines(child, 0));
                    groups.push(cut::lines(content));
                }
                NodeValue::ThematicBreak => groups.push(Vec::new()),
                NodeValue::FootnoteDefinition(_) => {}
                _ => {
                    self.poem(std::mem::take(&mut groups), free, &mut blocks);
                    let mut one = self.by_lines(false, |it| it.one(child, depth + 1));
                    blocks.append(&mut one);
                }
            }
        }
        self.poem(groups, free, &mut blocks);
        blocks
    }

    fn poem(&mut self, groups: Vec<Group>, free: bool, blocks: &mut Vec<Block>) {
        let stanzas = if free { free_stanzas(groups) } else { couplets(groups, &mut self.report) };
        let Some(span) = stanzas.iter().map(|stanza| stanza.span).reduce(Span::to) else { return };
        let form = if free { VerseForm::Free } else { VerseForm::Couplets };
        blocks.push(Block::new(BlockKind::Verse(Verse { form, stanzas }), span));
    }
}

fn free_stanzas(groups: Vec<Group>) -> Vec<Stanza> {
    let stanza = |group: Group| stanza(group.into_iter().filter_map(single).collect());
    groups.into_iter().filter_map(stanza).collect()
}

/// Stanzas of couplets. Lines of one way of writing are not mixed with the other: one ` / ` in the
/// poem says that its hemistichs are parted so everywhere.
fn couplets(groups: Vec<Group>, report: &mut Report) -> Vec<Stanza> {
    let slashed = groups.iter().flatten().any(|line| hemistichs(line.clone()).len() > 1);
    let one_line_each = groups.iter().all(|group| group.len() <= 1);
    let blank_lines_join = !slashed || one_line_each;
    let mut stanzas: Vec<Vec<VerseLine>> = vec![Vec::new()];
    for group in groups {
        let explicit_break = group.is_empty();
        let lines =
            if slashed { slashed_lines(group, report) } else { paired_lines(group, report) };
        let couplets = lines.iter().all(|line| matches!(line, VerseLine::Couplet { .. }));
        let last = stanzas.last_mut().expect("never empty");
        let last_couplets = last.iter().all(|line| matches!(line, VerseLine::Couplet { .. }));
        if blank_lines_join && couplets && last_couplets && !explicit_break {
            last.extend(lines);
        } else {
            stanzas.push(lines);
        }
    }
    stanzas.into_iter().filter_map(stanza).collect()
}

/// A line a couplet.
fn slashed_lines(group: Group, report: &mut Report) -> Vec<VerseLine> {
    let alone = group.len() == 1;
    let line = |line: Vec<Inline>| {
        let mut parts = hemistichs(line.clone()).into_iter();
        match (parts.next(), parts.next(), parts.next()) {
            (Some(first), Some(second), None) => couplet(first, second),
            (Some(_), None, None) if alone => single(line),
            (_, second, _) => {
                let what = if second.is_some() { "more than one ` / `" } else { "no ` / `" };
                report_line(&line, what, report);
                single(line)
            }
        }
    };
    group.into_iter().filter_map(line).collect()
}

/// A hemistich a line.
fn paired_lines(group: Group, report: &mut Report) -> Vec<VerseLine> {
    if group.len() == 2 {
        let mut lines = group.into_iter();
        let pair = lines.next().zip(lines.next());
        return pair.and_then(|(first, second)| couplet(first, second)).into_iter().collect();
    }
    if group.len() > 2 {
        report_line(&group[0], "neither ` / ` nor a blank line after its couplet", report);
    }
    group.into_iter().filter_map(single).collect()
}

fn hemistichs(line: Vec<Inline>) -> Vec<Vec<Inline>> {
    cut::lines(cut::break_at(line, HEMISTICHS))
}

fn couplet(first: Vec<Inline>, second: Vec<Inline>) -> Option<VerseLine> {
    let span = cut::span_of(&first)?.to(cut::span_of(&second)?);
    Some(VerseLine::Couplet { first, second, span })
}

fn single(content: Vec<Inline>) -> Option<VerseLine> {
    let span = cut::span_of(&content)?;
    Some(VerseLine::Single { content, span })
}

fn stanza(lines: Vec<VerseLine>) -> Option<Stanza> {
    let place = |line: &VerseLine| match line {
        VerseLine::Couplet { span, .. } | VerseLine::Single { span, .. } => *span,
    };
    let span = lines.iter().map(place).reduce(Span::to)?;
    Some(Stanza { lines, span })
}

fn report_line(line: &[Inline], what: &str, report: &mut Report) {
    let Some(span) = cut::span_of(line) else { return };
    report.add(
        Diagnostic::new(Code::VerseLine, format!("this line of verse has {what}")).at(span).hint(
            "write a couplet a line, `first / second`; mark verse without couplets `{.free}`",
        ),
    );
}
