//! From paragraphs with roles to blocks with places.

use super::head::Head;
use super::paragraphs::{Line, Paragraph, Role};
use crate::base::{Code, Diagnostic, SourceId, Span, Spanned};
use crate::document::{
    Block, BlockKind, Dialogue, DivRole, DocumentKind, DocumentMeta, Inline, InlineKind, Link,
    LinkTarget, Person, SourceReference, Stanza, Turn, TurnKind, Verse, VerseForm, VerseLine,
};
use crate::import::address::web_addresses;
use crate::import::cut;
use crate::import::edited::Edited;
use crate::import::report::Report;

/// Builds blocks.
pub struct Builder<'a> {
    id: SourceId,
    cleaned: &'a Edited,
    /// What was noticed.
    pub report: Report,
    blocks: Vec<Block>,
    turns: Vec<Turn>,
    /// Lines of the stanza that is being read.
    lines: Vec<VerseLine>,
    stanzas: Vec<Stanza>,
    signature: Vec<Block>,
}

impl<'a> Builder<'a> {
    /// A builder for the text `cleaned` of file `id`.
    pub fn new(id: SourceId, cleaned: &'a Edited, report: Report) -> Self {
        Builder {
            id,
            cleaned,
            report,
            blocks: Vec::new(),
            turns: Vec::new(),
            lines: Vec::new(),
            stanzas: Vec::new(),
            signature: Vec::new(),
        }
    }

    /// The place in the source of bytes `start..end` of the cleaned text.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let (start, end) = self.cleaned.origin_range(start, end);
        Span::new(self.id, start, end)
    }

    /// What the head and the tail say about the document.
    pub fn meta(&self, head: &Head, paragraphs: &[Paragraph<'_>]) -> DocumentMeta {
        let mut meta = DocumentMeta::default();
        if let Some((at, length)) = head.title {
            meta.title = self.words(paragraphs[at].lines[0], 0, length);
        }
        for (at, name, role) in &head.people {
            let line = paragraphs[*at].lines[0];
            let span = self.span(line.start + name.start, line.start + name.end);
            let name = Spanned::new(line.text[name.clone()].to_owned(), span);
            meta.people.push(Person { name, role: (*role).to_owned() });
        }
        let tail_date = || paragraphs.iter().rposition(super::tail::is_date);
        if let Some(at) = head.date.or_else(tail_date) {
            meta.date = Some(self.spanned(paragraphs[at].lines[0]));
        }
        if let Some(link) = paragraphs.last().filter(|last| last.role == Role::SourceLink) {
            let url = self.spanned(bare_address(link.lines[0]));
            meta.source = Some(SourceReference { url: Some(url), ..SourceReference::default() });
        }
        let turns = |it: &Paragraph<'_>| matches!(it.role, Role::Turn { .. } | Role::Question);
        if head.is_interview || paragraphs.iter().any(turns) {
            meta.kind = Some(DocumentKind::Interview);
        } else if paragraphs.iter().any(|it| it.role == Role::Free) {
            meta.kind = Some(DocumentKind::Poem);
        }
        meta
    }

    /// The blocks of `paragraphs`.
    pub fn blocks(&mut self, paragraphs: &[Paragraph<'_>]) -> Vec<Block> {
        for paragraph in paragraphs {
            self.paragraph(paragraph);
        }
        self.end_verse();
        self.end_signature();
        self.end_dialogue();
        std::mem::take(&mut self.blocks)
    }

    fn paragraph(&mut self, paragraph: &Paragraph<'_>) {
        let verse =
            matches!(paragraph.role, Role::First | Role::Second | Role::Couplet(_) | Role::Free);
        if !verse {
            self.end_verse();
        }
        if paragraph.role != Role::Signature {
            self.end_signature();
        }
        match paragraph.role {
            Role::InHead => {}
            Role::Text => {
                let block = self.text(paragraph, 0);
                self.say(block);
            }
            Role::Credit => self.outside_dialogue(|builder| builder.text(paragraph, 0)),
            Role::Litter => {
                let block = self.text(paragraph, 0);
                self.report_litter(&block, paragraph);
                // A running head does not end a conversation.
                self.say(block);
            }
            Role::Heading => self.outside_dialogue(|builder| builder.heading(paragraph)),
            Role::First | Role::Second => self.hemistich(paragraph),
            Role::Couplet(ref middle) => self.couplet(paragraph, middle.clone()),
            Role::Free => self.free_line(paragraph),
            Role::Turn { name } => self.turn(paragraph, name),
            Role::Question => self.question(paragraph),
            Role::Signature => {
                let block = self.text(paragraph, 0);
                self.end_dialogue();
                self.signature.push(block);
            }
            Role::SourceLink => self.outside_dialogue(|builder| builder.source_link(paragraph)),
        }
    }

    /// Adds to the turn that is being said, or to the text.
    fn say(&mut self, block: Block) {
        match self.turns.last_mut() {
            Some(turn) => {
                turn.span = turn.span.to(block.span);
                turn.blocks.push(block);
            }
            None => self.blocks.push(block),
        }
    }

    fn outside_dialogue(&mut self, block: impl FnOnce(&Self) -> Block) {
        self.end_dialogue();
        let block = block(self);
        self.blocks.push(block);
    }

    /// A paragraph without its first `skip` bytes.
    fn text(&self, paragraph: &Paragraph<'_>, skip: usize) -> Block {
        let mut content: Vec<Inline> = Vec::new();
        let mut skip = skip;
        for (index, line) in paragraph.lines.iter().enumerate() {
            if index > 0 {
                // The line end before it.
                let end = self.span(line.start.saturating_sub(1), line.start);
                content.push(Inline::new(InlineKind::Text(" ".to_owned()), end));
            }
            content.extend(self.words(*line, skip, line.text.len()));
            skip = 0;
        }
        let content = cut::trimmed(content);
        let whole = self.span_of(paragraph);
        let span = cut::span_of(&content).unwrap_or(whole);
        Block::new(BlockKind::Paragraph(content), span)
    }

    fn span_of(&self, paragraph: &Paragraph<'_>) -> Span {
        let last = paragraph.lines[paragraph.lines.len() - 1];
        self.span(paragraph.lines[0].start, last.start + last.text.len())
    }

    /// The words of `line` between two bytes: addresses are links, white space is one space.
    fn words(&self, line: Line<'_>, start: usize, end: usize) -> Vec<Inline> {
        let mut inlines = Vec::new();
        let mut from = start;
        for address in web_addresses(&line.text[start..end]) {
            let (address, next) = (start + address.start, start + address.end);
            self.collapsed(line, from, address, &mut inlines);
            let words = self.part(line, address, next);
            let place = words.span;
            let target = Spanned::new(line.text[address..next].to_owned(), place);
            let kind = Link { target: LinkTarget::Written(target), content: vec![words] };
            inlines.push(Inline::new(InlineKind::Link(kind), place));
            from = next;
        }
        self.collapsed(line, from, end, &mut inlines);
        inlines
    }

    /// The words of `line` between two bytes as they are.
    fn part(&self, line: Line<'_>, start: usize, end: usize) -> Inline {
        let span = self.span(line.start + start, line.start + end);
        Inline::new(InlineKind::Text(line.text[start..end].to_owned()), span)
    }

    /// Appends `line.text[from..to]` with every run of white space as one space.
    fn collapsed(&self, line: Line<'_>, from: usize, to: usize, inlines: &mut Vec<Inline>) {
        let text = line.text;
        let (mut start, mut rest) = (from, from);
        while let Some(at) = text[rest..to].find([' ', '\t']).map(|at| rest + at) {
            let run = text[at..to].len() - text[at..to].trim_start_matches([' ', '\t']).len();
            if run > 1 || text[at..].starts_with('\t') {
                inlines.extend((start < at).then(|| self.part(line, start, at)));
                let space = self.span(line.start + at, line.start + at + 1);
                inlines.push(Inline::new(InlineKind::Text(" ".to_owned()), space));
                start = at + run;
            }
            rest = at + run;
        }
        inlines.extend((start < to).then(|| self.part(line, start, to)));
    }

    fn spanned(&self, line: Line<'_>) -> Spanned<String> {
        let span = self.span(line.start, line.start + line.text.len());
        Spanned::new(line.text.to_owned(), span)
    }

    fn heading(&self, paragraph: &Paragraph<'_>) -> Block {
        let line = paragraph.lines[0];
        let length = line.text.trim_end_matches(':').trim_end().len();
        let content = self.words(line, 0, length);
        Block::new(BlockKind::Heading { level: 1, content }, self.span_of(paragraph))
    }

    fn source_link(&self, paragraph: &Paragraph<'_>) -> Block {
        let bare = Paragraph::new(vec![bare_address(paragraph.lines[0])]);
        self.text(&bare, 0)
    }

    fn hemistich(&mut self, paragraph: &Paragraph<'_>) {
        let line = paragraph.lines[0];
        let content = self.words(line, 0, line.text.len());
        let span = self.span_of(paragraph);
        match self.lines.last_mut() {
            Some(VerseLine::Couplet { second, span: place, .. }) if second.is_empty() => {
                *second = content;
                *place = place.to(span);
            }
            _ => {
                self.lines.push(VerseLine::Couplet { first: content, second: Vec::new(), span });
            }
        }
    }

    fn couplet(&mut self, paragraph: &Paragraph<'_>, middle: std::ops::Range<usize>) {
        let line = paragraph.lines[0];
        let first = cut::trimmed(self.words(line, 0, middle.start));
        let second = self.words(line, middle.end, line.text.len());
        let span = self.span_of(paragraph);
        self.lines.push(VerseLine::Couplet { first, second, span });
    }

    /// A line of free verse; a blank line before it ends the stanza.
    fn free_line(&mut self, paragraph: &Paragraph<'_>) {
        if paragraph.gap() > 0 {
            self.end_stanza();
        }
        let line = paragraph.lines[0];
        let content = self.words(line, 0, line.text.len());
        self.lines.push(VerseLine::Single { content, indent: 0, span: self.span_of(paragraph) });
    }

    fn end_stanza(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let place = |line: &VerseLine| match line {
            VerseLine::Couplet { span, .. } | VerseLine::Single { span, .. } => *span,
        };
        if let Some(span) = lines.iter().map(place).reduce(Span::to) {
            self.stanzas.push(Stanza { lines, span });
        }
    }

    fn end_verse(&mut self) {
        self.end_stanza();
        let stanzas = std::mem::take(&mut self.stanzas);
        let Some(span) = stanzas.iter().map(|stanza| stanza.span).reduce(Span::to) else { return };
        let single = |line: &VerseLine| matches!(line, VerseLine::Single { .. });
        let free = stanzas.iter().flat_map(|stanza| &stanza.lines).all(single);
        let form = if free { VerseForm::Free } else { VerseForm::Couplets };
        self.say(Block::new(BlockKind::Verse(Verse::plain(form, stanzas)), span));
    }

    fn turn(&mut self, paragraph: &Paragraph<'_>, name: usize) {
        let span = self.span_of(paragraph);
        let line = paragraph.lines[0];
        let skip = if name == 0 { 0 } else { name + ":".len() };
        let said = self.text(paragraph, skip);
        let empty = matches!(&said.kind, BlockKind::Paragraph(content) if content.is_empty());
        let speaker = cut::trimmed(self.words(line, 0, name));
        let blocks = if empty { Vec::new() } else { vec![said] };
        self.turns.push(Turn { kind: TurnKind::Speech, speaker, blocks, span });
    }

    /// An unnamed question.
    fn question(&mut self, paragraph: &Paragraph<'_>) {
        let block = self.text(paragraph, 0);
        let span = block.span;
        let kind = TurnKind::Question;
        self.turns.push(Turn { kind, speaker: Vec::new(), blocks: vec![block], span });
    }

    fn end_dialogue(&mut self) {
        let turns = std::mem::take(&mut self.turns);
        if let Some(span) = turns.iter().map(|turn| turn.span).reduce(Span::to) {
            self.blocks.push(Block::new(BlockKind::Dialogue(Dialogue { turns }), span));
        }
    }

    fn end_signature(&mut self) {
        let blocks = std::mem::take(&mut self.signature);
        if let Some(span) = blocks.iter().map(|block| block.span).reduce(Span::to) {
            let kind = BlockKind::Division { role: DivRole::Signature, blocks };
            self.blocks.push(Block::new(kind, span));
        }
    }

    fn report_litter(&mut self, block: &Block, paragraph: &Paragraph<'_>) {
        let words = paragraph.first();
        self.report.add(
            Diagnostic::new(Code::PageLitter, format!("«{words}» looks like litter of a page"))
                .at(block.span)
                .hint("it is kept; delete the line if it does not belong to the text"),
        );
    }
}

/// `line` without the angle brackets around an address.
fn bare_address(line: Line<'_>) -> Line<'_> {
    let text = line.text.trim_start_matches('<');
    let start = line.start + (line.text.len() - text.len());
    Line { text: text.trim_end_matches('>'), start, gap: line.gap }
}
