//! Reads the text of a PDF back, in the order of its content streams, with a library that had no
//! part in writing it.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object};

/// The text of every page, in page order, exactly as the codes give it. Text inside `/Artifact`
/// marked content (running heads, folios, leaders) is left out.
#[allow(dead_code, reason = "the tests that share this file use one of the two readings")]
pub fn codes(bytes: &[u8]) -> Vec<String> {
    read(bytes, "", "")
}

/// The same for reading words: lines, cells and hemistichs are parted by line breaks, and what is
/// set in another size (the mark of a footnote) by U+200B.
#[allow(dead_code, reason = "the tests that share this file use one of the two readings")]
pub fn pages(bytes: &[u8]) -> Vec<String> {
    read(bytes, "\n", "\u{200B}")
}

fn read(bytes: &[u8], line_end: &'static str, size_change: &'static str) -> Vec<String> {
    let document = Document::load_mem(bytes).expect("lopdf reads the PDF");
    let reader = || Reader { line_end, size_change, ..Reader::default() };
    document.page_iter().map(|page| page_text(&document, page, reader())).collect()
}

fn page_text(document: &Document, page: lopdf::ObjectId, mut reader: Reader) -> String {
    let fonts = document.get_page_fonts(page).expect("the page's fonts");
    let encodings: Vec<(Vec<u8>, Encoding)> = fonts
        .iter()
        .map(|(name, font)| {
            (name.clone(), font.get_font_encoding(document).expect("a font's ToUnicode"))
        })
        .collect();
    let bytes = document.get_page_content(page);
    let content = Content::decode(&bytes).expect("a content stream");
    let mut encoding = None;
    for operation in &content.operations {
        match operation.operator.as_str() {
            "Tf" => {
                let name = operation.operands[0].as_name().expect("a font name");
                encoding = encodings.iter().find(|(known, _)| known == name).map(|(_, e)| e);
                reader.set_size(operation.operands[1].as_float().expect("a type size"));
            }
            "Tm" => reader.move_to(operation.operands[5].as_float().expect("a place")),
            "Tj" | "TJ" => reader.show(&operation.operands, encoding.expect("a font")),
            "BMC" | "BDC" => reader.begin(&operation.operands, document, page),
            "EMC" => reader.end(),
            _ => {}
        }
    }
    reader.text
}

/// One open marked-content sequence.
enum Marked {
    Plain,
    Artifact,
    /// Replacement text, until the first code of the sequence is shown in its place.
    Replaced(Option<String>),
}

#[derive(Default)]
struct Reader {
    text: String,
    marked: Vec<Marked>,
    size: f32,
    y: f32,
    /// What another line, cell or hemistich is parted by.
    line_end: &'static str,
    /// What another size is parted by.
    size_change: &'static str,
}

/// Lines of the smallest type stand further apart than this, marks and raised signs less (points).
const SAME_LINE: f32 = 6.0;

impl Reader {
    fn silent(&self) -> bool {
        self.marked.iter().any(|marked| !matches!(marked, Marked::Plain))
    }

    /// Another size is another word: the mark of a footnote stands close to the word before it.
    fn set_size(&mut self, size: f32) {
        if (size - self.size).abs() > f32::EPSILON {
            self.text += self.size_change;
        }
        self.size = size;
    }

    /// Another line is another word.
    fn move_to(&mut self, y: f32) {
        if (y - self.y).abs() > SAME_LINE {
            self.text += self.line_end;
        }
        self.y = y;
    }

    fn show(&mut self, operands: &[Object], encoding: &Encoding) {
        if let Some(Marked::Replaced(text)) = self.marked.last_mut() {
            self.text += &text.take().unwrap_or_default();
        }
        if self.silent() {
            return;
        }
        for operand in operands {
            match operand {
                Object::String(codes, _) => {
                    self.text += &Document::decode_text(encoding, codes).expect("decodable codes");
                }
                Object::Array(parts) => self.show(parts, encoding),
                _ => {}
            }
        }
    }

    fn begin(&mut self, operands: &[Object], document: &Document, page: lopdf::ObjectId) {
        let tag = operands.first().and_then(|tag| tag.as_name().ok()).unwrap_or_default();
        if tag == b"Artifact" {
            self.marked.push(Marked::Artifact);
        } else if let Some(text) = actual_text(operands.get(1), document, page) {
            let text = (!self.silent()).then_some(text);
            self.marked.push(Marked::Replaced(text));
        } else {
            // Another cell or hemistich of the same line is another word.
            self.text += self.line_end;
            self.marked.push(Marked::Plain);
        }
    }

    fn end(&mut self) {
        self.marked.pop();
    }
}

fn actual_text(
    properties: Option<&Object>,
    document: &Document,
    page: lopdf::ObjectId,
) -> Option<String> {
    let dictionary: &Dictionary = match properties? {
        Object::Dictionary(dictionary) => dictionary,
        Object::Name(name) => document
            .get_page_resources(page)
            .ok()?
            .0?
            .get_deref(b"Properties", document)
            .ok()?
            .as_dict()
            .ok()?
            .get_deref(name, document)
            .ok()?
            .as_dict()
            .ok()?,
        _ => return None,
    };
    lopdf::decode_text_string(dictionary.get_deref(b"ActualText", document).ok()?).ok()
}
