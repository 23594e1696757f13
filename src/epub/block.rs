//! Paragraphs, headings, lists, quotes, code, figures, divisions, dialogues.

use super::text::{Text, classes};
use super::xml::Tag;
use crate::assembly::glossary::LIST_CLASS;
use crate::design::model::DialogueLabel;
use crate::document::inline::plain_text;
use crate::document::{
    Attributes, Block, BlockKind, Definition, Dialogue, DivRole, Figure, Inline, ListItem,
    ListKind, MediaSize, Turn, TurnKind,
};
use crate::persian::digits::parse_number;

/// The words and attributes of the paragraph that `blocks` begin with, and the other blocks.
pub fn leading_paragraph(blocks: &[Block]) -> Option<(&[Inline], &Attributes, &[Block])> {
    let (first, rest) = blocks.split_first()?;
    match &first.kind {
        BlockKind::Paragraph(content) => Some((content, &first.attributes, rest)),
        _ => None,
    }
}

impl Text<'_> {
    /// Writes blocks one below another.
    pub fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let attributes = &block.attributes;
        match &block.kind {
            BlockKind::Paragraph(content) => {
                let own = self.named_part(attributes);
                self.element("p", own, attributes, |text| text.inlines(content));
            }
            BlockKind::Heading { level, content } => self.heading(*level, content, attributes),
            BlockKind::List { kind, tight, items } => self.list(*kind, *tight, items, attributes),
            BlockKind::Definitions(definitions) => self.definitions(definitions, attributes),
            BlockKind::Quote(blocks) => self.container("blockquote", "quote", attributes, blocks),
            BlockKind::Code { language, text } => {
                self.code(language.as_deref(), text, attributes);
            }
            BlockKind::Table(table) => self.table(table, attributes),
            BlockKind::Figure(figure) => self.figure(figure, attributes),
            BlockKind::Verse(verse) => self.verse(verse, attributes),
            BlockKind::Dialogue(dialogue) => self.dialogue(dialogue, attributes),
            BlockKind::Division { role, blocks } => self.division(*role, blocks, attributes),
            BlockKind::ThematicBreak => {
                let id = attributes.id.as_ref().map(|id| id.value.as_str());
                self.markup.empty(&Tag::new("hr").class("break").id(id)).newline();
            }
        }
    }

    /// An element of class `own` with the author's attributes, on lines of its own.
    pub fn element(
        &mut self,
        name: &'static str,
        own: &str,
        attributes: &Attributes,
        content: impl FnOnce(&mut Self),
    ) {
        let class = classes(own, attributes);
        self.within(Tag::new(name).with_some("class", class.as_deref()), attributes, content);
        self.markup.newline();
    }

    /// An element that holds blocks.
    fn container(
        &mut self,
        name: &'static str,
        own: &str,
        attributes: &Attributes,
        blocks: &[Block],
    ) {
        self.element(name, own, attributes, |text| {
            text.markup.newline();
            text.blocks(blocks);
        });
    }

    /// A heading. The chapter's title is the `h1` of its file, so level 1 below it is an `h2`; HTML
    /// has no heading below `h6`.
    fn heading(&mut self, level: u8, content: &[Inline], attributes: &Attributes) {
        let (name, class) = match level {
            0 | 1 => ("h2", "heading-1"),
            2 => ("h3", "heading-2"),
            3 => ("h4", "heading-3"),
            4 => ("h5", "heading-4"),
            5 => ("h6", "heading-5"),
            _ => ("h6", "heading-6"),
        };
        self.element(name, class, attributes, |text| text.inlines(content));
    }

    fn list(&mut self, kind: ListKind, tight: bool, items: &[ListItem], attributes: &Attributes) {
        let class = classes(if tight { "list tight" } else { "list" }, attributes);
        let tag = match kind {
            ListKind::Bullet => Tag::new("ul"),
            ListKind::Ordered { start: 1 } => Tag::new("ol"),
            ListKind::Ordered { start } => Tag::new("ol").with("start", &start.to_string()),
        };
        self.within(tag.with_some("class", class.as_deref()), attributes, |text| {
            text.markup.newline();
            for item in items {
                text.list_item(item, tight);
            }
        });
        self.markup.newline();
    }

    /// A task: its words name its box. What is more than one paragraph follows them.
    fn task(&mut self, done: bool, blocks: &[Block]) {
        let (words, rest) = match leading_paragraph(blocks) {
            Some((content, _, rest)) => (content, rest),
            None => (&[][..], blocks),
        };
        self.markup.open(Tag::new("li").class("task")).open(Tag::new("label"));
        let checkbox = Tag::new("input").with("type", "checkbox").with("disabled", "disabled");
        self.markup.empty(&checkbox.with_some("checked", done.then_some("checked")));
        self.markup.text(" ");
        self.inlines(words);
        self.markup.close();
        self.blocks(rest);
        self.markup.close_line();
    }

    /// An item; in a tight list its first paragraph needs no element of its own.
    fn list_item(&mut self, item: &ListItem, tight: bool) {
        if let Some(done) = item.task {
            return self.task(done, &item.blocks);
        }
        self.markup.open(Tag::new("li"));
        self.item_blocks(&item.blocks, tight);
        self.markup.close_line();
    }

    /// Blocks inside an item, a first paragraph without an element of its own when it is `bare`.
    fn item_blocks(&mut self, blocks: &[Block], bare: bool) {
        match leading_paragraph(blocks) {
            Some((content, attributes, rest)) if bare && attributes.is_empty() => {
                self.inlines(content);
                self.blocks(rest);
            }
            _ => self.blocks(blocks),
        }
    }

    fn definitions(&mut self, definitions: &[Definition], attributes: &Attributes) {
        let is_glossary = attributes.has_class(LIST_CLASS);
        let [term, meaning] = if is_glossary {
            ["glossary-term", "glossary-entry"]
        } else {
            ["definition-term", "definition-details"]
        };
        let epub = |epub_type: &'static str| is_glossary.then_some(epub_type);
        self.element("dl", "definitions", attributes, |text| {
            text.markup.newline();
            for definition in definitions {
                let tag = Tag::new("dt").class(term);
                text.markup.open(tag.with_some("epub:type", epub("glossterm")));
                text.inlines(&definition.term);
                text.markup.close_line();
                for details in &definition.details {
                    let tag = Tag::new("dd").class(meaning);
                    text.markup.open(tag.with_some("epub:type", epub("glossdef")));
                    text.item_blocks(details, true);
                    text.markup.close_line();
                }
            }
        });
    }

    /// Code keeps its spaces and its direction: left to right, whatever stands around it.
    fn code(&mut self, language: Option<&str>, code: &str, attributes: &Attributes) {
        let id = attributes.id.as_ref().map(|id| id.value.as_str());
        let is_name = |name: &&str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let language = language.filter(is_name).map(|name| format!("language-{name}"));
        let numbered = attributes.has_class("numbers") || self.shared.design.code.numbers;
        let tag = Tag::new("pre").class(if numbered { "code numbers" } else { "code" });
        let inner = Tag::new("code").with_some("class", language.as_deref());
        self.markup.open(tag.id(id).with("dir", "ltr"));
        if numbered {
            self.markup.open(inner);
            self.numbered_lines(code, attributes);
            self.markup.close();
        } else {
            self.markup.leaf(inner, code);
        }
        self.markup.close_line();
    }

    /// Each line in an element of its own, before which the style sheet shows its number.
    fn numbered_lines(&mut self, code: &str, attributes: &Attributes) {
        let start = attributes.others.iter().find(|(key, _)| key == "start");
        let first = start.and_then(|(_, value)| parse_number(value)).unwrap_or(1);
        for (number, line) in (first..).zip(code.split('\n')) {
            if number > first {
                self.markup.text("\n");
            }
            let tag = Tag::new("span").class("code-line");
            self.markup.leaf(tag.with("data-number", &number.to_string()), line);
        }
    }

    fn figure(&mut self, figure: &Figure, attributes: &Attributes) {
        self.element("figure", "figure", attributes, |text| {
            let style = image_style(attributes);
            text.image(&figure.path.value, &figure.alt, "figure-image", style.as_deref());
            if !figure.caption.is_empty() {
                text.markup.open(Tag::new("figcaption").class("figure-caption"));
                text.inlines(&figure.caption);
                text.markup.close();
            }
        });
    }

    fn dialogue(&mut self, dialogue: &Dialogue, attributes: &Attributes) {
        let design = &self.shared.design.dialogue;
        let is_hanging = design.label == DialogueLabel::Hanging;
        let class = if is_hanging { "dialogue hanging" } else { "dialogue" };
        self.element("div", class, attributes, |text| {
            text.markup.newline();
            let mut last_speaker = String::new();
            for turn in &dialogue.turns {
                let name = plain_text(&turn.speaker);
                let is_named = !name.is_empty() && (design.repeat_names || name != last_speaker);
                text.turn(turn, is_named);
                if turn.kind != TurnKind::Direction {
                    last_speaker = name;
                }
            }
        });
    }

    /// A turn: the speaker stands in the line of the first paragraph.
    fn turn(&mut self, turn: &Turn, is_named: bool) {
        let class = match turn.kind {
            TurnKind::Speech => "dialogue-turn",
            TurnKind::Question => "dialogue-turn dialogue-question",
            TurnKind::Direction => "dialogue-direction",
        };
        let speaker = if is_named { &turn.speaker[..] } else { &[] };
        self.markup.open(Tag::new("div").class(class)).newline();
        if let Some((content, attributes, rest)) = leading_paragraph(&turn.blocks) {
            self.element("p", "", attributes, |text| {
                text.speaker(speaker, " ");
                text.inlines(content);
            });
            self.blocks(rest);
        } else {
            if is_named {
                self.markup.open(Tag::new("p"));
                self.speaker(speaker, "");
                self.markup.close_line();
            }
            self.blocks(&turn.blocks);
        }
        self.markup.close_line();
    }

    fn speaker(&mut self, speaker: &[Inline], space: &str) {
        if speaker.is_empty() {
            return;
        }
        self.markup.open(Tag::new("b").class("dialogue-speaker"));
        self.inlines(speaker);
        // A question may stand as the name of what follows; it has its own end.
        if !plain_text(speaker).trim_end().ends_with([':', '؟', '?']) {
            self.markup.text(self.shared.words.marks.colon);
        }
        self.markup.close().text(space);
    }

    fn division(&mut self, role: DivRole, blocks: &[Block], attributes: &Attributes) {
        let (own, tag) = match role {
            DivRole::Letter => ("letter", Tag::new("div")),
            DivRole::Epigraph => ("epigraph", Tag::new("div").means("epigraph", "doc-epigraph")),
            DivRole::Aside => ("aside", Tag::new("div").with("role", "note")),
            DivRole::Dedication => {
                ("dedication", Tag::new("div").means("dedication", "doc-dedication"))
            }
            DivRole::Signature => ("signature", Tag::new("div")),
            DivRole::Plain => (self.named_part(attributes), Tag::new("div")),
        };
        let outer = self.source_class;
        if role == DivRole::Epigraph {
            self.source_class = "epigraph-source";
        }
        let class = classes(own, attributes);
        self.within(tag.with_some("class", class.as_deref()), attributes, |text| {
            text.markup.newline();
            text.blocks(blocks);
        });
        self.source_class = outer;
        self.markup.newline();
    }

    /// The class of the role that a class of the author's names: a part of a letter, the source of a
    /// quotation.
    fn named_part(&self, attributes: &Attributes) -> &'static str {
        let is = |class| attributes.has_class(class);
        match () {
            () if is("recipient") => "letter-recipient",
            () if is("salutation") => "letter-salutation",
            () if is("date") => "letter-date",
            () if is("source") => self.source_class,
            () => "",
        }
    }
}

/// The size that the author asks for, as CSS. A share of the page's height means nothing on a screen.
fn image_style(attributes: &Attributes) -> Option<String> {
    let size = |key: &str| attributes.value(key).and_then(MediaSize::parse);
    let width = size("width").map(|width| match width {
        MediaSize::Share(share) => format!("width: {}%", (share * 1000.0).round() / 10.0),
        MediaSize::Length(length) => format!("width: {:.1}mm", length.to_mm()),
    });
    let height = size("height").and_then(|height| match height {
        MediaSize::Share(_) => None,
        MediaSize::Length(length) => Some(format!("height: {:.1}mm", length.to_mm())),
    });
    let rules: Vec<String> = [width, height].into_iter().flatten().collect();
    (!rules.is_empty()).then(|| rules.join("; "))
}
