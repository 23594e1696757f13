//! Reads the text of an EPUB back in spine order.

use std::io::Read;

use quick_xml::Reader;
use quick_xml::events::Event;

/// The text of every document of the spine, in order, footnotes included.
pub fn documents(bytes: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let package = entry(&mut archive, "OEBPS/content.opf");
    spine(&package)
        .iter()
        .map(|href| text(&entry(&mut archive, &format!("OEBPS/{href}"))))
        .collect()
}

fn entry(archive: &mut zip::ZipArchive<std::io::Cursor<&[u8]>>, name: &str) -> String {
    let mut content = String::new();
    let mut file = archive.by_name(name).unwrap_or_else(|_| panic!("no {name} in the EPUB"));
    file.read_to_string(&mut content).expect("UTF-8");
    content
}

/// Paths of the spine's documents, by way of the manifest's items.
fn spine(package: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut order = Vec::new();
    let mut reader = Reader::from_str(package);
    loop {
        match reader.read_event().expect("well-formed package") {
            Event::Start(element) | Event::Empty(element) => {
                let attribute = |name: &str| {
                    element
                        .try_get_attribute(name)
                        .expect("attributes")
                        .map(|value| value.value.into_owned())
                };
                match element.name().as_ref() {
                    "item" => items.push((attribute("id"), attribute("href"))),
                    "itemref" => order.push(attribute("idref")),
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let find = |id: &Option<String>| items.iter().find(|(known, _)| known == id);
    order.iter().map(|id| find(id).and_then(|(_, href)| href.clone()).expect("an item")).collect()
}

/// The words of the body, elements parted by spaces only where they are blocks.
fn text(xhtml: &str) -> String {
    let mut reader = Reader::from_str(xhtml);
    let mut text = String::new();
    let mut in_body = false;
    loop {
        match reader.read_event().expect("well-formed XHTML") {
            Event::Start(element) if element.name().as_ref() == "body" => in_body = true,
            Event::Start(element) | Event::Empty(element) => {
                text += parting(element.name().as_ref());
            }
            Event::End(element) => {
                text += parting(element.name().as_ref());
            }
            Event::Text(words) if in_body => text += &words,
            Event::GeneralRef(reference) if in_body => {
                text += match &*reference {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    other => panic!("unexpected entity &{other};"),
                };
            }
            Event::Eof => return text,
            _ => {}
        }
    }
}

/// What an element parts its words with: nothing, for those that stand in a line of text. `sup` is
/// not among them: the mark of a footnote is no part of the word before it.
fn parting(element: &str) -> &'static str {
    match element {
        "a" | "em" | "strong" | "span" | "b" | "i" | "sub" | "code" | "s" | "bdi" | "bdo" => "",
        _ => "\n",
    }
}
