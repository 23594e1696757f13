//! The pages of the book that are not plain chapters, and the frame of those that are: title page,
//! colophon, parts, chapters, the page of the cover.

use super::page::{self, Frame, Matter, Page};
use super::text::{Shared, Text};
use super::verse::Sizes;
use super::xml::{Markup, Tag};
use super::{leaves, names, notes};
use crate::assembly::book::{Chapter, ColophonLine, Part};
use crate::design::model::OrnamentPlace;
use crate::document::Person;
use crate::document::inline::plain_text;
use crate::manifest::plan::PieceRole;
use crate::wording::Words;

/// A page and the sizes of poems that its style needs.
pub type Written = (Page, Sizes);

/// The file of a chapter: its head, its text, its notes.
pub fn chapter(shared: Shared<'_>, chapter: &Chapter, matter: Matter) -> Written {
    let file = names::text_file(&chapter.anchor);
    let title = Some(plain_text(&chapter.title)).filter(|title| !title.trim().is_empty());
    // A title may be a picture; the page needs a name all the same.
    let title = title.unwrap_or_else(|| shared.book.metadata.title.value.clone());
    let lang = chapter.lang.as_ref().unwrap_or(shared.book.lang());
    let frame = Frame { lang, title: &title, body: Some(matter.epub_type()) };
    // What is read aloud at its notes is said in its own language.
    let own = Shared { words: Words::of(lang), ..shared };
    let mut text = Text::new(own, &file, &chapter.notes, frame.open(), frame.direction());
    text.chapter = &chapter.anchor;
    text.notes_file = notes::file(shared.book);
    let section = Tag::new("section").id(Some(&chapter.anchor));
    let section = match chapter.role {
        None => section.means("chapter", "doc-chapter"),
        Some(role) => {
            let (epub_type, role) = leaves::meaning(role);
            section.with("epub:type", epub_type).with_some("role", role)
        }
    };
    if let Some(role) = chapter.role.filter(|role| role.is_leaf()) {
        text.leaf(chapter, section.with("aria-label", &title), role);
    } else {
        let heading = format!("{}.title", chapter.anchor);
        text.markup.open(section.with("aria-labelledby", &heading)).newline();
        text.chapter_head(chapter, &heading);
        text.blocks(&chapter.blocks);
    }
    if chapter.role == Some(PieceRole::Notes) {
        text.notes_of_book();
    } else if text.notes_file.is_none() {
        text.endnotes();
    }
    let Text { mut markup, sizes, .. } = text;
    markup.close_line();
    (page::close(markup, &file), sizes)
}

impl Text<'_> {
    /// A dedication or a motto, without a heading.
    fn leaf(&mut self, chapter: &Chapter, section: Tag, role: PieceRole) {
        let class = if role == PieceRole::Dedication { "dedication" } else { "epigraph" };
        self.markup.open(section).newline().open(Tag::new("div").class(class)).newline();
        self.blocks(&chapter.blocks);
        self.markup.close_line();
    }

    /// Label, title, subtitle, people and date at the head of a chapter.
    fn chapter_head(&mut self, chapter: &Chapter, id: &str) {
        self.markup.open(Tag::new("header").class("chapter-head")).newline();
        self.ornament(OrnamentPlace::Above);
        self.markup.open(Tag::new("h1").class("chapter-title").id(Some(id)));
        if let Some(label) = &chapter.label {
            self.label(label, "chapter-label");
        }
        self.inlines(&chapter.title);
        self.markup.close_line();
        if !chapter.subtitle.is_empty() {
            let tag = Tag::new("p").class("chapter-subtitle").with("role", "doc-subtitle");
            self.markup.open(tag);
            self.inlines(&chapter.subtitle);
            self.markup.close_line();
        }
        for person in &chapter.people {
            self.byline(person);
        }
        if let Some(date) = &chapter.date {
            self.paragraph("chapter-date", date);
        }
        self.ornament(OrnamentPlace::Below);
        self.markup.close_line();
    }

    /// The place of the ornament, if the design puts one at `at`; the style sheet has the sign.
    fn ornament(&mut self, at: OrnamentPlace) {
        if self.shared.design.chapter.ornament_at(at).is_some() {
            let tag = Tag::new("div").class("chapter-ornament").with("aria-hidden", "true");
            self.markup.open(tag).close_line();
        }
    }

    /// The label above a title, inside its heading: one heading for those who listen.
    fn label(&mut self, label: &str, class: &str) {
        self.markup.open(Tag::new("span").class(class));
        self.words(label);
        self.markup.close().text(" ");
    }

    fn byline(&mut self, person: &Person) {
        let credit = Words::of(self.shared.book.lang()).credit(&person.role, &person.name.value);
        self.paragraph("chapter-byline", &credit);
    }

    fn paragraph(&mut self, class: &str, words: &str) {
        self.markup.open(Tag::new("p").class(class));
        self.words(words);
        self.markup.close_line();
    }
}

/// The opening page of a part.
pub fn part(shared: Shared<'_>, part: &Part) -> Page {
    let file = names::text_file(&part.anchor);
    let lang = shared.book.lang();
    let frame = Frame { lang, title: &part.title, body: Some(Matter::Body.epub_type()) };
    let mut text = Text::new(shared, &file, &[], frame.open(), frame.direction());
    let heading = format!("{}.title", part.anchor);
    let section = Tag::new("section").class("part").id(Some(&part.anchor));
    text.markup
        .open(section.means("part", "doc-part").with("aria-labelledby", &heading))
        .newline()
        .open(Tag::new("h1").class("part-title").id(Some(&heading)));
    if !part.label.is_empty() {
        text.label(&part.label, "part-label");
    }
    text.words(&part.title);
    text.markup.close_line().close_line();
    page::close(text.markup, &file)
}

/// The title page.
pub fn title_page(shared: Shared<'_>) -> Page {
    let metadata = &shared.book.metadata;
    let lang = shared.book.lang();
    let body = Some(Matter::Front.epub_type());
    let frame = Frame { lang, title: shared.words.pieces.title_page, body };
    let mut text = Text::new(shared, names::TITLE_PAGE, &[], frame.open(), frame.direction());
    let section = Tag::new("section").class("title-page").with("epub:type", "titlepage");
    text.markup.open(section).newline().open(Tag::new("h1").class("title-main"));
    text.words(&metadata.title.value);
    text.markup.close_line();
    if let Some(subtitle) = &metadata.subtitle {
        let tag = Tag::new("p").class("title-subtitle").with("role", "doc-subtitle");
        text.markup.open(tag);
        text.words(&subtitle.value);
        text.markup.close_line();
    }
    for line in people_lines(shared, None) {
        text.paragraph("title-person", &line);
    }
    if let Some(publisher) = &metadata.publisher {
        text.paragraph("title-publisher", &publisher.value);
    }
    text.markup.close_line();
    page::close(text.markup, names::TITLE_PAGE)
}

/// The people of the book as lines: those of one role who stand together in the manifest share a
/// line, with the words of the role before them. If there is a limit, no more than so many are named
/// in a line.
pub fn people_lines(shared: Shared<'_>, limit: Option<usize>) -> Vec<String> {
    let people = &shared.book.metadata.contributors;
    people
        .chunk_by(|one, next| one.role.value == next.role.value)
        .map(|group| {
            let shown = limit.unwrap_or(group.len());
            let people = group.iter().take(shown).map(|person| person.name.value.as_str());
            let mut names = people.collect::<Vec<_>>().join(shared.words.marks.comma);
            if group.len() > shown {
                names.push_str(shared.words.marks.others);
            }
            shared.words.credit(&group[0].role.value, &names)
        })
        .collect()
}

/// The colophon. An EPUB has no number of pages, so that line is left out.
pub fn colophon(shared: Shared<'_>, lines: &[ColophonLine]) -> Page {
    let lang = shared.book.lang();
    let body = Some(Matter::Front.epub_type());
    let frame = Frame { lang, title: shared.words.pieces.colophon, body };
    let mut text = Text::new(shared, names::COLOPHON_PAGE, &[], frame.open(), frame.direction());
    let section = Tag::new("section").class("colophon").means("colophon", "doc-colophon");
    text.markup.open(section.with("aria-label", shared.words.pieces.colophon)).newline();
    text.record(lines);
    for line in lines {
        match line {
            ColophonLine::Field { label, value } => text.colophon_field(label, value),
            ColophonLine::Text(words) => text.paragraph("colophon-text", words),
            ColophonLine::PageCount { .. } | ColophonLine::Recorded(_) => {}
        }
    }
    text.markup.close_line();
    page::close(text.markup, names::COLOPHON_PAGE)
}

impl Text<'_> {
    /// The record of the national library; without the number of pages.
    fn record(&mut self, lines: &[ColophonLine]) {
        let entries = lines.iter().filter_map(|line| match line {
            ColophonLine::Recorded(entry) if !entry.counts_pages => Some(entry),
            _ => None,
        });
        let mut entries = entries.peekable();
        if entries.peek().is_none() {
            return;
        }
        self.markup.open(Tag::new("dl").class("colophon-record")).newline();
        for entry in entries {
            self.markup.open(Tag::new("dt"));
            self.words(&entry.label);
            self.markup.text(self.shared.words.marks.colon).close_line();
            for value in &entry.values {
                self.markup.open(Tag::new("dd"));
                self.words(value);
                self.markup.close_line();
            }
        }
        self.markup.close_line();
    }

    fn colophon_field(&mut self, label: &str, value: &str) {
        self.markup.open(Tag::new("p")).open(Tag::new("b").class("colophon-label"));
        self.words(label);
        self.markup.text(self.shared.words.marks.colon).close().text(" ");
        self.words(value);
        self.markup.close_line();
    }
}

/// The page of the cover picture `image`.
pub fn cover(shared: Shared<'_>, image: &str) -> Page {
    let frame =
        Frame { lang: shared.book.lang(), title: shared.words.pieces.cover, body: Some("cover") };
    let mut markup: Markup = frame.open();
    let alt = cover_description(shared);
    markup
        .open(Tag::new("div").class("cover"))
        .empty(
            &Tag::new("img")
                .class("cover-image")
                .with("src", image)
                .with("alt", &alt)
                .with("role", "doc-cover"),
        )
        .close_line();
    page::close(markup, names::COVER_PAGE)
}

/// What a reader who cannot see the cover is told: what is written on it.
fn cover_description(shared: Shared<'_>) -> String {
    let metadata = &shared.book.metadata;
    let subtitle = metadata.subtitle.as_ref().map(|subtitle| subtitle.value.clone());
    let title = format!("{} {}", shared.words.reader.cover_of, metadata.title.value);
    std::iter::once(title)
        .chain(subtitle)
        .chain(people_lines(shared, None))
        .collect::<Vec<_>>()
        .join(". ")
}
