//! Reads an EPUB as far as a test needs.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::{CompressionMethod, ZipArchive};

/// An entry of the container.
pub struct Entry {
    pub name: String,
    pub bytes: Vec<u8>,
    pub is_stored: bool,
    pub time: String,
    pub has_extra: bool,
}

/// A container, read.
pub struct Epub {
    pub bytes: Vec<u8>,
    pub entries: Vec<Entry>,
}

impl Epub {
    pub fn read(bytes: Vec<u8>) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(&bytes)).expect("a container");
        let entries = (0..archive.len())
            .map(|at| {
                let mut file = archive.by_index(at).expect("an entry");
                let mut content = Vec::new();
                file.read_to_end(&mut content).expect("its bytes");
                Entry {
                    name: file.name().expect("a name").into_owned(),
                    bytes: content,
                    is_stored: file.compression() == CompressionMethod::Stored,
                    time: file.last_modified().map(|time| time.to_string()).unwrap_or_default(),
                    has_extra: file.extra_data().is_some_and(|extra| !extra.is_empty()),
                }
            })
            .collect();
        Epub { bytes, entries }
    }

    pub fn text(&self, name: &str) -> &str {
        let entry = self.entries.iter().find(|entry| entry.name == name);
        let entry = entry.unwrap_or_else(|| panic!("no {name}"));
        std::str::from_utf8(&entry.bytes).expect("UTF-8")
    }

    pub fn package(&self) -> Vec<Element> {
        elements(self.text("OEBPS/content.opf"))
    }

    /// The XHTML files by name.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        let pages = self.entries.iter().filter(|entry| entry.name.ends_with(".xhtml"));
        pages.map(|entry| (entry.name.as_str(), self.text(&entry.name)))
    }

    /// The page whose text has `words`.
    pub fn page_with(&self, words: &str) -> &str {
        let mut pages = self.pages().filter(|(name, _)| !name.ends_with("nav.xhtml"));
        pages.find(|(_, page)| page.contains(words)).expect("a page").1
    }
}

/// An element with its attributes and the characters directly inside it.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub text: String,
    pub depth: usize,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    pub fn is(&self, name: &str, attribute: &str, value: &str) -> bool {
        self.name == name && self.get(attribute) == Some(value)
    }
}

/// Every element of a document, in its order.
pub fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let mut found: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => {
                found.push(element(&start, open.len()));
                open.push(found.len() - 1);
            }
            Event::Empty(start) => found.push(element(&start, open.len())),
            Event::End(_) => drop(open.pop()),
            Event::Text(words) => push(&mut found, &open, &words),
            Event::GeneralRef(name) => push(&mut found, &open, entity(&name)),
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn push(found: &mut [Element], open: &[usize], words: &str) {
    if let Some(at) = open.last() {
        found[*at].text.push_str(words);
    }
}

fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        other => panic!("unexpected entity &{other};"),
    }
}

fn element(start: &BytesStart<'_>, depth: usize) -> Element {
    let attributes = start
        .attributes()
        .map(|attribute| {
            let attribute = attribute.expect("an attribute");
            let value = quick_xml::escape::unescape(&attribute.value).expect("a value");
            (attribute.key.as_ref().to_owned(), value.into_owned())
        })
        .collect();
    Element { name: start.name().as_ref().to_owned(), attributes, text: String::new(), depth }
}
