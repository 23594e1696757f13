//! What the objects of a PDF say, as text.

use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId};

fn load(pdf: &[u8]) -> Document {
    Document::load_mem(pdf).expect("lopdf reads the PDF")
}

fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("a text string")
}

/// The object itself, when `object` is a reference to it.
fn resolve<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).expect("a live reference").1
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> &'a Dictionary {
    resolve(document, object).as_dict().expect("a dictionary")
}

/// Information, catalogue, page labels, outline and links.
pub fn summary(pdf: &[u8]) -> String {
    let document = load(pdf);
    let mut out = String::new();
    information(&document, &mut out);
    let catalog = document.catalog().expect("a catalogue");
    writeln!(out, "language: {}", text(resolve(&document, catalog.get(b"Lang").unwrap()))).unwrap();
    let preferences = dictionary(&document, catalog.get(b"ViewerPreferences").unwrap());
    let direction = preferences.get(b"Direction").unwrap().as_name().unwrap();
    writeln!(out, "direction: {}", String::from_utf8_lossy(direction)).unwrap();
    labels(&document, catalog, &mut out);
    out.push_str("outline\n");
    let outlines = dictionary(&document, catalog.get(b"Outlines").unwrap());
    outline(&document, outlines, 1, &mut out);
    links(&document, &mut out);
    out
}

fn information(document: &Document, out: &mut String) {
    let info = dictionary(document, document.trailer.get(b"Info").unwrap());
    for key in ["Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate"] {
        let value = text(resolve(document, info.get(key.as_bytes()).unwrap()));
        // The program's version changes; that it is there is enough.
        let value = value.replace(env!("CARGO_PKG_VERSION"), "VERSION");
        writeln!(out, "{key}: {value}").unwrap();
    }
}

fn labels(document: &Document, catalog: &Dictionary, out: &mut String) {
    let tree = dictionary(document, catalog.get(b"PageLabels").unwrap());
    let numbers = resolve(document, tree.get(b"Nums").unwrap()).as_array().unwrap();
    for pair in numbers.chunks(2) {
        let label = dictionary(document, &pair[1]);
        let prefix = text(resolve(document, label.get(b"P").unwrap()));
        writeln!(out, "page {}: {prefix}", pair[0].as_i64().unwrap()).unwrap();
    }
}

/// A destination as page and height above the foot, rounded.
fn place(document: &Document, object: &Object) -> String {
    let parts = resolve(document, object).as_array().unwrap();
    let page = parts[0].as_reference().unwrap();
    let number = document.page_iter().position(|id| id == page).unwrap();
    let kind = String::from_utf8_lossy(parts[1].as_name().unwrap()).into_owned();
    format!("page {number} {kind} {:.0}", parts[3].as_float().unwrap())
}

fn outline(document: &Document, parent: &Dictionary, depth: usize, out: &mut String) {
    let mut next = parent.get(b"First").ok();
    while let Some(object) = next {
        let entry = dictionary(document, object);
        let title = text(resolve(document, entry.get(b"Title").unwrap()));
        let target = place(document, entry.get(b"Dest").unwrap());
        writeln!(out, "{}{title} → {target}", "  ".repeat(depth)).unwrap();
        outline(document, entry, depth + 1, out);
        next = entry.get(b"Next").ok();
    }
}

fn links(document: &Document, out: &mut String) {
    for (number, page) in document.page_iter().enumerate() {
        let page = document.get_dictionary(page).unwrap();
        let Ok(annotations) = page.get(b"Annots") else { continue };
        for annotation in resolve(document, annotations).as_array().unwrap() {
            let link = dictionary(document, annotation);
            let words = text(resolve(document, link.get(b"Contents").unwrap()));
            let target = match (link.get(b"Dest"), link.get(b"A")) {
                (Ok(target), _) => place(document, target),
                (_, Ok(action)) => {
                    let action = dictionary(document, action);
                    text(resolve(document, action.get(b"URI").unwrap()))
                }
                _ => "nothing".to_owned(),
            };
            writeln!(out, "link on page {number}: «{words}» → {target}").unwrap();
        }
    }
}

/// The structure tree: roles, titles, languages and alternative texts.
pub fn structure(pdf: &[u8]) -> String {
    let document = load(pdf);
    let catalog = document.catalog().expect("a catalogue");
    let root = dictionary(&document, catalog.get(b"StructTreeRoot").unwrap());
    let mut out = String::new();
    elements(&document, root.get(b"K").unwrap(), 0, &mut out);
    out
}

fn elements(document: &Document, object: &Object, depth: usize, out: &mut String) {
    match resolve(document, object) {
        Object::Array(children) => {
            for child in children {
                elements(document, child, depth, out);
            }
        }
        Object::Dictionary(element) => {
            let Ok(role) = element.get(b"S") else {
                let kind = element.get(b"Type").unwrap().as_name().unwrap();
                writeln!(out, "{}({})", "  ".repeat(depth), String::from_utf8_lossy(kind)).unwrap();
                return;
            };
            let role = String::from_utf8_lossy(role.as_name().unwrap()).into_owned();
            write!(out, "{}{role}", "  ".repeat(depth)).unwrap();
            for key in ["T", "Lang", "Alt"] {
                if let Ok(value) = element.get(key.as_bytes()) {
                    write!(out, " {key}={}", text(resolve(document, value))).unwrap();
                }
            }
            out.push('\n');
            if let Ok(children) = element.get(b"K") {
                elements(document, children, depth + 1, out);
            }
        }
        // A piece of marked content.
        _ => {}
    }
}

/// Each font with what makes it portable and readable.
pub fn fonts(pdf: &[u8]) -> String {
    let document = load(pdf);
    let mut lines: Vec<String> = Vec::new();
    let page: ObjectId = document.page_iter().next().expect("a page");
    for font in document.get_page_fonts(page).expect("fonts").values() {
        let name = String::from_utf8_lossy(font.get(b"BaseFont").unwrap().as_name().unwrap());
        let (subset, name) = name.split_once('+').expect("the tag of a subset");
        let descendants = resolve(&document, font.get(b"DescendantFonts").unwrap());
        let descendant = dictionary(&document, &descendants.as_array().unwrap()[0]);
        let descriptor = dictionary(&document, descendant.get(b"FontDescriptor").unwrap());
        lines.push(format!(
            "{name}: subset {}, embedded {}, readable {}",
            subset.len() == 6,
            descriptor.has(b"FontFile2"),
            font.has(b"ToUnicode")
        ));
    }
    lines.sort();
    lines.join("\n")
}

/// The content streams of all pages.
pub fn content(pdf: &[u8]) -> String {
    let document = load(pdf);
    let pages = document.page_iter().map(|page| document.get_page_content(page));
    pages.map(|content| String::from_utf8_lossy(&content).into_owned()).collect()
}

/// Every code of every font with the text that it stands for.
pub fn codes(pdf: &[u8]) -> Vec<(String, String)> {
    let document = load(pdf);
    let mut codes = Vec::new();
    let page: ObjectId = document.page_iter().next().expect("a page");
    for font in document.get_page_fonts(page).expect("fonts").values() {
        let map = resolve(&document, font.get(b"ToUnicode").unwrap()).as_stream().unwrap();
        let map = map.decompressed_content().expect("a stream");
        let map = String::from_utf8(map).expect("a map in ASCII");
        let lines = map.lines().filter(|line| line.matches('<').count() == 2);
        for line in lines.filter(|line| !line.contains("<<")) {
            let mut parts = line.split(['<', '>', ' ']).filter(|part| !part.is_empty());
            let (Some(code), Some(text)) = (parts.next(), parts.next()) else { continue };
            let units: Vec<u16> = (0..text.len() / 4)
                .map(|at| u16::from_str_radix(&text[at * 4..at * 4 + 4], 16).expect("hexadecimal"))
                .collect();
            if line.starts_with('<') && text.len() >= 4 && !map_range(line) {
                codes.push((code.to_owned(), String::from_utf16_lossy(&units)));
            }
        }
    }
    assert!(!codes.is_empty(), "no font maps its codes");
    codes
}

/// Whether a line of a map is the range of all codes (`<0000> <FFFF>`) and not a mapping.
fn map_range(line: &str) -> bool {
    line.to_ascii_lowercase().replace(' ', "") == "<0000><ffff>"
}
