//! From bytes to text: strict UTF-8. Anything else is refused with a guess at what it is, because a
//! silent guess would put wrong letters into a printed book.

use crate::base::{Code, Diagnostic};

/// How many bytes a guess looks at; more would not make it better.
const GUESSED_BYTES: usize = 4096;
/// U+FEFF at the beginning of a UTF-8 file (Unicode §23.8); allowed and removed.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text in `bytes`, which were read from `path`. A byte order mark is removed.
///
/// # Errors
///
/// `COL-FILE-ENCODING` or `COL-FILE-BINARY`, not yet located; the message has the byte's offset in
/// the file, the hint the likely encoding and how to convert it.
pub fn decode(bytes: Vec<u8>, path: &str) -> Result<String, Diagnostic> {
    let skipped = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    if let Some(utf16) = guess_utf16(&bytes) {
        return Err(not_utf8(path, 0, bytes.first(), &bytes).hint(convert(path, utf16)));
    }
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        return Err(binary(path, offset, &bytes));
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            text.drain(..skipped);
            Ok(text)
        }
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            Err(not_utf8(path, offset, bytes.get(offset), bytes).hint(advice(path, bytes, offset)))
        }
    }
}

fn not_utf8(path: &str, offset: usize, byte: Option<&u8>, bytes: &[u8]) -> Diagnostic {
    let byte = byte.copied().unwrap_or_default();
    let line = bytes[..offset].split(|byte| *byte == b'\n').count();
    let message =
        format!("`{path}` is not UTF-8: byte 0x{byte:02X} at offset {offset} (line {line})");
    Diagnostic::new(Code::FileEncoding, message)
}

fn binary(path: &str, offset: usize, bytes: &[u8]) -> Diagnostic {
    let message = format!("`{path}` is not text: it has a NUL byte at offset {offset}");
    let hint = match () {
        () if bytes.starts_with(b"PK\x03\x04") => {
            "it seems to be a word processor's file (or another ZIP); export it as Markdown or plain text"
        }
        () if bytes.starts_with(b"%PDF") => {
            "it is a PDF; export its text as Markdown or plain text"
        }
        () if bytes.starts_with(b"\xD0\xCF\x11\xE0") => {
            "it seems to be an old Word file; export it as Markdown or plain text"
        }
        () => "name a text file, or export the document as Markdown or plain text",
    };
    Diagnostic::new(Code::FileBinary, message).hint(hint)
}

/// What to do about invalid UTF-8 at `offset`.
fn advice(path: &str, bytes: &[u8], offset: usize) -> String {
    if bytes[..offset].iter().any(|byte| !byte.is_ascii()) {
        // Valid sequences beyond ASCII do not come about by chance.
        return "the text before it is UTF-8, so the file is damaged at this place: mend or restore it".into();
    }
    if seems_windows_1256(bytes) {
        return convert(path, "WINDOWS-1256");
    }
    "find out its encoding and convert it to UTF-8, for example with iconv".into()
}

fn convert(path: &str, encoding: &str) -> String {
    format!(
        "it seems to be {encoding}; convert it: iconv -f {encoding} -t UTF-8 '{path}' > new.txt, and check the letters"
    )
}

/// Whether the bytes are UTF-16, and which: by the byte order mark, or because nearly every second
/// byte is the upper half of a Latin (0x00), Arabic (0x06) or general punctuation (0x20) character.
fn guess_utf16(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => return Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return Some("UTF-16"),
        _ => {}
    }
    let start = &bytes[..bytes.len().min(GUESSED_BYTES) & !1];
    let pairs = start.len() / 2;
    let upper = |skip: usize| start.iter().skip(skip).step_by(2);
    let plausible = |skip| upper(skip).filter(|byte| matches!(byte, 0 | 6 | 0x20)).count();
    let certain = |skip| upper(skip).filter(|byte| matches!(byte, 0 | 6)).count();
    // Nine of ten: a stray character from another block is allowed. Half of them must be bytes that
    // plain text does not have (0x20 alone could be spaces).
    let is_upper =
        |skip| pairs > 0 && plausible(skip) * 10 >= pairs * 9 && certain(skip) * 2 >= pairs;
    match (is_upper(1), is_upper(0)) {
        (true, false) => Some("UTF-16LE"),
        (false, true) => Some("UTF-16BE"),
        _ => None,
    }
}

/// Whether the bytes beyond ASCII are nearly all Persian letters and signs of Windows-1256
/// (<https://encoding.spec.whatwg.org/index-windows-1256.txt>): 0xC0 to 0xFF, and پ چ ژ گ ک ‌ZWNJ، ؛ ؟.
fn seems_windows_1256(bytes: &[u8]) -> bool {
    let beyond = || bytes.iter().take(GUESSED_BYTES).filter(|byte| !byte.is_ascii());
    let persian = |byte: &&u8| {
        matches!(**byte, 0xC0..=0xFF | 0x81 | 0x8D | 0x8E | 0x90 | 0x98 | 0x9D | 0xA1 | 0xBA | 0xBF)
    };
    beyond().filter(persian).count() * 10 >= beyond().count() * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(bytes: &[u8]) -> (Code, String, String) {
        let problem = decode(bytes.to_vec(), "a.txt").unwrap_err();
        (problem.code, problem.message, problem.hint.unwrap_or_default())
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf8_is_read_and_its_mark_removed() {
        assert_eq!(decode("سلام".into(), "a").as_deref(), Ok("سلام"));
        assert_eq!(decode("\u{FEFF}سلام".into(), "a").as_deref(), Ok("سلام"));
        assert_eq!(decode("a b c d e f".into(), "a").as_deref(), Ok("a b c d e f"));
        assert_eq!(decode(Vec::new(), "a").as_deref(), Ok(""));
        assert_eq!(decode(b" ".to_vec(), "a").as_deref(), Ok(" "));
    }

    #[test]
    fn utf16_is_named_with_and_without_mark() {
        let text = "سلام دنیا، hello می‌رود";
        let (code, message, hint) = problem(&utf16(&format!("\u{FEFF}{text}"), u16::to_le_bytes));
        assert_eq!(code, Code::FileEncoding);
        assert_eq!(message, "`a.txt` is not UTF-8: byte 0xFF at offset 0 (line 1)");
        assert!(hint.contains("iconv -f UTF-16 -t UTF-8 'a.txt'"), "{hint}");
        assert!(problem(&utf16(text, u16::to_le_bytes)).2.contains("UTF-16LE"));
        assert!(problem(&utf16(text, u16::to_be_bytes)).2.contains("UTF-16BE"));
        assert!(problem(&utf16("plain Latin", u16::to_be_bytes)).2.contains("UTF-16BE"));
    }

    #[test]
    fn windows_1256_is_named() {
        // «سلام، چطوری؟» in Windows-1256.
        let text = b"first\n\xD3\xE1\xC7\xE3\xA1 \x8D\xD8\xE6\xD1\xED\xBF";
        let (code, message, hint) = problem(text);
        assert_eq!(code, Code::FileEncoding);
        assert_eq!(message, "`a.txt` is not UTF-8: byte 0xD3 at offset 6 (line 2)");
        assert!(hint.contains("iconv -f WINDOWS-1256"), "{hint}");
    }

    #[test]
    fn damage_is_not_taken_for_another_encoding() {
        let mut bytes = "سلام\nدنیا".as_bytes().to_vec();
        bytes.truncate(bytes.len() - 1);
        let (code, message, hint) = problem(&bytes);
        assert_eq!(code, Code::FileEncoding);
        assert_eq!(message, "`a.txt` is not UTF-8: byte 0xD8 at offset 15 (line 2)");
        assert!(hint.contains("damaged"), "{hint}");
        assert!(problem(b"caf\xE9 \xA4\xA5\xA6\xA7").2.contains("find out its encoding"));
    }

    #[test]
    fn binary_files_are_named() {
        let (code, message, hint) = problem(b"PK\x03\x04\x14\x00\x06\x00[Content");
        assert_eq!(code, Code::FileBinary);
        assert_eq!(message, "`a.txt` is not text: it has a NUL byte at offset 5");
        assert!(hint.contains("word processor"), "{hint}");
        assert_eq!(problem("سلام\0".as_bytes()).0, Code::FileBinary);
    }

    proptest::proptest! {
        /// What is text comes back as it is; what is not is refused; nothing panics.
        #[test]
        fn any_bytes_have_an_answer(bytes in proptest::collection::vec(0_u8.., 0..64)) {
            let expected = String::from_utf8(bytes.clone());
            match decode(bytes, "a") {
                Ok(text) => assert_eq!(text, expected.unwrap().trim_start_matches('\u{FEFF}')),
                Err(problem) => assert!(problem.hint.is_some()),
            }
        }
    }
}
