//! Poems: `::: verse` and `::: verse {.free}`.
//!
//! Couplets are written in one of two ways: a line a couplet, its hemistichs parted by ` / `; or a
//! hemistich a line, with a blank line between couplets. A line that stands alone is a refrain.
//! With `{.stanzas}` blank lines part stanzas, and an odd hemistich at a stanza's end stands alone.
//! Free verse keeps its lines and the white space before them; blank lines part its stanzas.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::context::Context;
use crate::base::{Code, Diagnostic, Span};
use crate::document::{
    Attributes, Block, BlockKind, Inline, InlineKind, Stanza, Verse, VerseForm, VerseLine,
};
use crate::import::cut;
use crate::import::report::Report;
use crate::persian::digits::parse_number;

/// What parts two hemistichs on one line.
const HEMISTICHS: &str = " / ";

/// Every how many couplets one is numbered when an author asks for numbers and does not say.
const NUMBERED: u32 = 5;

/// Lines without a blank line between them.
type Group = Vec<Vec<Inline>>;

/// What the attributes of a poem ask for.
#[derive(Debug)]
pub struct PoemWanted {
    form: VerseForm,
    /// Whether blank lines part stanzas, however the lines are written.
    stanzas: bool,
    title: Vec<Inline>,
    poet: Vec<Inline>,
    numbers: Option<u32>,
}

impl<'a> Context<'a> {
    /// Takes what concerns the poem out of the attributes of its div, which begins at `fence`.
    pub fn poem_wanted(&mut self, attributes: &mut Attributes, fence: Span) -> PoemWanted {
        let mut class = |name: &str| {
            let found = attributes.has_class(name);
            attributes.classes.retain(|class| class != name);
            found
        };
        let (free, stairs, stacked) = (class("free"), class("stairs"), class("stacked"));
        let form = match () {
            () if stairs => VerseForm::Stairs,
            () if free => VerseForm::Free,
            () if stacked => VerseForm::Stacked,
            () => VerseForm::Couplets,
        };
        let stanzas = class("stanzas");
        let numbered = class("numbers");
        let mut take = |name: &str| {
            let at = attributes.others.iter().position(|(key, _)| key == name)?;
            Some(attributes.others.remove(at).1)
        };
        let (title, poet, every) = (take("title"), take("poet"), take("numbers"));
        let words = |words: Option<String>| -> Vec<Inline> {
            let words = words.filter(|words| !words.trim().is_empty());
            let inline = |words: String| {
                let span = self.places.find(&words, fence);
                Inline::new(InlineKind::Text(words), span)
            };
            words.map(inline).into_iter().collect()
        };
        let (title, poet) = (words(title), words(poet));
        let mut numbers = numbered.then_some(NUMBERED);
        if let Some(every) = every {
            numbers = parse_number(&every).and_then(|every| u32::try_from(every).ok());
            if numbers.is_none() {
                self.unreadable_numbers(&every, fence);
            }
        }
        PoemWanted { form, stanzas, title, poet, numbers }
    }

    fn unreadable_numbers(&mut self, written: &str, fence: Span) {
        let span = self.places.find(&format!("numbers={written}"), fence);
        self.report.add(
            Diagnostic::new(Code::DivUnknown, format!("`numbers={written}` is no number; ignored"))
                .at(span)
                .hint("`numbers=5` numbers every fifth couplet, `numbers=0` none"),
        );
    }

    /// The poem at `node`. What is no line of verse (an image, a list) parts it in several blocks,
    /// of which the first has the title and the last the poet.
    pub fn verse(&mut self, node: Node<'a>, mut wanted: PoemWanted, depth: usize) -> Vec<Block> {
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
                    self.poem(std::mem::take(&mut groups), &mut wanted, &mut blocks);
                    let mut one = self.by_lines(false, |it| it.one(child, depth + 1));
                    blocks.append(&mut one);
                }
            }
        }
        self.poem(groups, &mut wanted, &mut blocks);
        let last = blocks.iter_mut().rev().find_map(|block| match &mut block.kind {
            BlockKind::Verse(verse) => Some(verse),
            _ => None,
        });
        if let Some(verse) = last {
            verse.poet = wanted.poet;
        }
        blocks
    }

    fn poem(&mut self, groups: Vec<Group>, wanted: &mut PoemWanted, blocks: &mut Vec<Block>) {
        let form = wanted.form;
        let stanzas = match form {
            VerseForm::Free | VerseForm::Stairs => self.free_stanzas(groups),
            _ if wanted.stanzas => groups.into_iter().filter_map(paired_stanza).collect(),
            _ => couplets(groups, &mut self.report),
        };
        let Some(span) = stanzas.iter().map(|stanza| stanza.span).reduce(Span::to) else { return };
        let title = std::mem::take(&mut wanted.title);
        let (poet, numbers) = (Vec::new(), wanted.numbers);
        let verse = Verse { form, title, poet, numbers, stanzas };
        blocks.push(Block::new(BlockKind::Verse(verse), span));
    }

    /// Stanzas of lines as they are. What all lines stand in by is the layout of the source.
    fn free_stanzas(&self, groups: Vec<Group>) -> Vec<Stanza> {
        let indent = |line: &[Inline]| {
            let start = line.first().map_or(0, |first| first.span.start as usize);
            self.prepared.verse_indents.get(&start).copied().unwrap_or(0)
        };
        let least = groups.iter().flatten().map(|line| indent(line)).min().unwrap_or(0);
        let line = |line: Vec<Inline>| {
            let indent = indent(&line) - least;
            let span = cut::span_of(&line)?;
            Some(VerseLine::Single { content: line, indent, span })
        };
        let stanza = |group: Group| stanza(group.into_iter().filter_map(line).collect());
        groups.into_iter().filter_map(stanza).collect()
    }
}

/// A stanza as it is written: lines with ` / ` are couplets; where there are none, hemistichs pair
/// off, and an odd one at the end (as in a مخمس) stands alone.
fn paired_stanza(group: Group) -> Option<Stanza> {
    let slashed = group.iter().any(|line| hemistichs(line.clone()).len() == 2);
    let mut lines = Vec::new();
    let mut rest = group.into_iter().peekable();
    while let Some(line) = rest.next() {
        if slashed {
            let mut parts = hemistichs(line.clone()).into_iter();
            lines.extend(match (parts.next(), parts.next(), parts.next()) {
                (Some(first), Some(second), None) => couplet(first, second),
                _ => single(line),
            });
        } else {
            lines.extend(match rest.next() {
                Some(second) => couplet(line, second),
                None => single(line),
            });
        }
    }
    stanza(lines)
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
    Some(VerseLine::Single { content, indent: 0, span })
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
