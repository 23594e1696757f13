//! The index as a text of its own: terms with links to the places that speak of them (EPUB Indexes
//! 1.0, the vocabulary of EPUB Structural Semantics).
//!
//! An e-book has no pages of its own. A place is named by its page in the printed book, when that is
//! known, else by its chapter; several places in one chapter by the chapter and numbers.

use super::names;
use super::page::{self, Frame, Matter, Page};
use super::text::{Shared, Text};
use super::xml::Tag;
use crate::assembly::index::{Index, IndexEntry, IndexLead, IndexPlace};
use crate::persian::DigitStyle;

/// The page of an index.
pub fn page(shared: Shared<'_>, index: &Index) -> Page {
    let file = names::text_file(&index.anchor);
    let lang = shared.book.lang();
    let frame = Frame { lang, title: &index.title, body: Some(Matter::Back.epub_type()) };
    let mut text = Text::new(shared, &file, &[], frame.open(), frame.direction());
    let heading = format!("{}.title", index.anchor);
    let section = Tag::new("section").class("index").id(Some(&index.anchor));
    text.markup
        .open(section.means("index", "doc-index").with("aria-labelledby", &heading))
        .newline()
        .open(Tag::new("h1").class("index-title").id(Some(&heading)));
    text.words(&index.title);
    text.markup.close_line();
    for group in &index.groups {
        text.markup.open(Tag::new("section").with("epub:type", "index-group")).newline();
        if !group.letter.is_empty() {
            text.markup.leaf_line(Tag::new("h2").class("index-letter"), &group.letter);
        }
        text.index_entries(&group.entries, "index-entry");
        text.markup.close_line();
    }
    text.markup.close_line();
    page::close(text.markup, &file)
}

impl Text<'_> {
    fn index_entries(&mut self, entries: &[IndexEntry], class: &str) {
        let list = Tag::new("ul").class("index-list").with("epub:type", "index-entry-list");
        self.markup.open(list).newline();
        for entry in entries {
            self.index_entry(entry, class);
        }
        self.markup.close_line();
    }

    fn index_entry(&mut self, entry: &IndexEntry, class: &str) {
        let item = Tag::new("li").class(class).id(Some(&entry.anchor));
        self.markup
            .open(item.with("epub:type", "index-entry"))
            .open(Tag::new("span").with("epub:type", "index-term"));
        self.words(&entry.term);
        self.markup.close();
        self.locators(&entry.places);
        let words = self.shared.words;
        let (see, also) = (words.labels.see, words.labels.see_also);
        self.leads(&entry.see, (words.marks.comma, see), "index-xref-preferred");
        let before =
            if entry.places.is_empty() { words.marks.comma } else { words.marks.semicolon };
        self.leads(&entry.see_also, (before, also), "index-xref-related");
        if !entry.children.is_empty() {
            self.markup.newline();
            self.index_entries(&entry.children, "index-sub");
        }
        self.markup.close_line();
    }

    /// The places: those of one chapter together.
    fn locators(&mut self, places: &[IndexPlace]) {
        let book = self.shared.book;
        let comma = self.shared.words.marks.comma;
        if let Some(printed) = self.shared.printed {
            let mut seen = None;
            for place in places {
                let Some(label) = printed.get(&place.first) else { continue };
                if seen.replace(label) != Some(label) {
                    self.markup.text(comma);
                    self.locator(place, label);
                }
            }
            return;
        }
        let digits = DigitStyle::of(book.lang());
        for group in places.chunk_by(|one, next| one.chapter == next.chapter) {
            let chapter = book.anchors.get(&group[0].chapter);
            let name = chapter.map_or("", |it| it.label.as_deref().unwrap_or(&it.title));
            let name = if name.is_empty() { &book.metadata.title.value } else { name };
            self.markup.text(comma);
            if let [place] = group {
                self.locator(place, name);
                continue;
            }
            self.words(name);
            self.markup.text(" (");
            for (at, place) in group.iter().enumerate() {
                if at > 0 {
                    self.markup.text(comma);
                }
                self.locator(place, &digits.write(at + 1));
            }
            self.markup.text(")");
        }
    }

    fn locator(&mut self, place: &IndexPlace, label: &str) {
        let Some(address) = names::address(self.shared.book, &place.first, self.file) else {
            return self.words(label);
        };
        let link = Tag::new("a").with("epub:type", "index-locator").with("href", &address);
        self.markup.open(link);
        self.words(label);
        self.markup.close();
    }

    fn leads(&mut self, leads: &[IndexLead], (before, label): (&str, &str), meaning: &'static str) {
        let semicolon = self.shared.words.marks.semicolon;
        for (at, lead) in leads.iter().enumerate() {
            if at == 0 {
                self.markup.text(before);
                self.words(label);
                self.markup.text(" ");
            } else {
                self.markup.text(semicolon);
            }
            self.markup.open(Tag::new("span").with("epub:type", meaning));
            let address =
                lead.entry.as_ref().and_then(|to| names::address(self.shared.book, to, self.file));
            match address {
                Some(address) => {
                    self.markup.open(Tag::new("a").with("href", &address));
                    self.words(&lead.words);
                    self.markup.close();
                }
                None => self.words(&lead.words),
            }
            self.markup.close();
        }
    }
}
