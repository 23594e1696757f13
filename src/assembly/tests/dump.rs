//! The golden text form of books and problems.

use std::fmt::Write as _;

use super::super::{
    BodyItem, Book, Chapter, ColophonLine, ContentsEntry, ContentsLevel, Part, Piece,
};
use crate::base::{Diagnostic, Span};
use crate::document::visit::{each_block, each_inline, each_inlines};
use crate::document::{BlockKind, Inline, InlineKind, LinkTarget};

/// The golden form of a book: pieces, chapters with their blocks, contents, anchors.
pub fn dump(book: &Book) -> String {
    let mut out = String::new();
    book.front.iter().for_each(|piece| dump_piece(&mut out, "front", piece));
    for item in &book.body {
        match item {
            BodyItem::Part(part) => dump_part(&mut out, part),
            BodyItem::Chapter(chapter) => dump_chapter(&mut out, chapter, 0),
        }
    }
    book.back.iter().for_each(|piece| dump_piece(&mut out, "back", piece));
    out.push_str("contents\n");
    dump_contents(&mut out, &book.contents, 1);
    out.push_str("anchors\n");
    for (name, anchor) in &book.anchors {
        writeln!(out, "  {name} in {}: {}", anchor.chapter, anchor.title).unwrap();
    }
    out
}

pub fn dump_piece(out: &mut String, place: &str, piece: &Piece) {
    match piece {
        Piece::NameOfGod(words) => writeln!(out, "{place}: {}", words.value).unwrap(),
        Piece::Blank => writeln!(out, "{place}: blank").unwrap(),
        Piece::Frontispiece(picture) => {
            writeln!(out, "{place}: frontispiece {}", picture.picture.value).unwrap();
        }
        Piece::Captions(kind) => writeln!(out, "{place}: captions {kind:?}").unwrap(),
        Piece::HalfTitle => writeln!(out, "{place}: half title").unwrap(),
        Piece::Index(index) => out.push_str(&index.dump()),
        Piece::Title => writeln!(out, "{place}: title").unwrap(),
        Piece::Toc => writeln!(out, "{place}: contents").unwrap(),
        Piece::Chapter(chapter) => dump_chapter(out, chapter, 0),
        Piece::Colophon(lines) => {
            writeln!(out, "{place}: colophon").unwrap();
            for line in lines {
                match line {
                    ColophonLine::Field { label, value } => writeln!(out, "  {label}: {value}"),
                    ColophonLine::PageCount { label } => writeln!(out, "  {label}: #"),
                    ColophonLine::Recorded(entry) => {
                        writeln!(out, "  | {}: {}", entry.label, entry.values.join(" | "))
                    }
                    ColophonLine::Text(text) => writeln!(out, "  {text}"),
                }
                .unwrap();
            }
        }
    }
}

pub fn dump_part(out: &mut String, part: &Part) {
    writeln!(out, "part {} [{}] {}", part.anchor, part.label, part.title).unwrap();
    part.chapters.iter().for_each(|chapter| dump_chapter(out, chapter, 1));
}

pub fn dump_chapter(out: &mut String, chapter: &Chapter, depth: usize) {
    let indent = "  ".repeat(depth);
    let label = chapter.label.as_ref().map(|label| format!(" [{label}]")).unwrap_or_default();
    let title = inlines(&chapter.title);
    let role = chapter.role.map(|role| format!(" as {role:?}")).unwrap_or_default();
    writeln!(out, "{indent}chapter {}{label} {title}{role}", chapter.anchor).unwrap();
    each_block(&chapter.blocks, &mut |block| {
        let id = block.attributes.id.as_ref().map(|id| format!(" #{}", id.value));
        let name = match &block.kind {
            BlockKind::Heading { level, .. } => format!("heading {level}"),
            BlockKind::Figure(figure) => format!("figure {}", figure.path.value),
            BlockKind::Paragraph(_) => "paragraph".to_owned(),
            BlockKind::Table(_) => "table".to_owned(),
            BlockKind::Verse(_) => "verse".to_owned(),
            _ => "block".to_owned(),
        };
        let mut words = Vec::new();
        each_inlines(std::slice::from_ref(block), &mut |content| words.push(inlines(content)));
        writeln!(out, "{indent}  {name}{} {}", id.unwrap_or_default(), words.join(" | ")).unwrap();
    });
    for note in &chapter.notes {
        let mut words = Vec::new();
        each_inlines(&note.blocks, &mut |content| words.push(inlines(content)));
        let latin = if note.latin { " latin" } else { "" };
        writeln!(out, "{indent}  note {}={}{latin} {}", note.id.0, note.mark, words.join(" | "))
            .unwrap();
    }
}

pub fn inlines(content: &[Inline]) -> String {
    let mut out = String::new();
    each_inline(content, &mut |inline| match &inline.kind {
        InlineKind::Text(text) => out.push_str(text),
        InlineKind::NoteRef(id) => write!(out, "[^{}]", id.0).unwrap(),
        InlineKind::Link(link) => match &link.target {
            LinkTarget::Internal(anchor) => write!(out, "→{anchor}:").unwrap(),
            LinkTarget::External(address) => write!(out, "→<{address}>:").unwrap(),
            LinkTarget::Written(_) => out.push_str("→unresolved:"),
        },
        InlineKind::Image { path, .. } => write!(out, "(image {})", path.value).unwrap(),
        InlineKind::Span { attributes, .. } => {
            let id = attributes.id.as_ref().map(|id| id.value.clone());
            write!(out, "[#{}]", id.unwrap_or_default()).unwrap();
        }
        _ => {}
    });
    out
}

pub fn dump_contents(out: &mut String, entries: &[ContentsEntry], depth: usize) {
    for entry in entries {
        let level = match entry.level {
            ContentsLevel::Part => "part".to_owned(),
            ContentsLevel::Chapter => "chapter".to_owned(),
            ContentsLevel::Section(level) => format!("section {level}"),
        };
        let label = entry.label.as_ref().map(|label| format!(" [{label}]")).unwrap_or_default();
        let author = entry.author.as_ref().map(|author| format!(" / {author}")).unwrap_or_default();
        let indent = "  ".repeat(depth);
        writeln!(out, "{indent}{level}{label} {}{author} → {}", entry.title, entry.anchor).unwrap();
        dump_contents(out, &entry.children, depth + 1);
    }
}

/// Problems with their places, one a line.
pub fn report(problems: &[Diagnostic]) -> String {
    let place = |span: Span| format!("{}:{}", span.source.0, span.start);
    let mut out = String::new();
    for problem in problems {
        writeln!(
            out,
            "{} at {}: {}",
            problem.code,
            problem.span.map_or_else(String::new, place),
            problem.message
        )
        .unwrap();
        for label in &problem.labels {
            writeln!(out, "  at {}: {}", place(label.span), label.text).unwrap();
        }
        writeln!(out, "  hint: {}", problem.hint.as_deref().unwrap_or("none")).unwrap();
    }
    out
}
