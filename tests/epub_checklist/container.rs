//! Points 1 to 9: the container.

use std::collections::BTreeSet;

use crate::EPUB;
use crate::book::built;

#[test]
fn point_1_mimetype_is_first_stored_and_bare() {
    let first = &EPUB.entries[0];
    assert_eq!((first.name.as_str(), first.is_stored), ("mimetype", true));
    assert_eq!(first.bytes, b"application/epub+zip");
    assert!(EPUB.entries.iter().all(|entry| !entry.has_extra));
    // Signature, 26 bytes of header, name, content: no extra field, nothing before.
    assert_eq!(&EPUB.bytes[..4], b"PK\x03\x04");
    assert_eq!(&EPUB.bytes[30..58], b"mimetypeapplication/epub+zip");
}

#[test]
fn point_2_the_same_bytes_again() {
    let places = [("TZ", "Asia/Tehran"), ("LANG", "fa_IR.UTF-8"), ("RAYON_NUM_THREADS", "1")];
    assert!(EPUB.bytes == built(&places).bytes);
    assert!(EPUB.entries.iter().all(|entry| entry.time == EPUB.entries[0].time));
}

#[test]
fn point_3_the_stamp_comes_from_source_date_epoch() {
    // 2026-11-20, 1970 and 2161: a ZIP entry carries 1980 to 2107, the package any year.
    for (epoch, modified, zip) in [
        ("1795186800", "2026-11-20T15:00:00Z", "2026-11-20 15:00:00"),
        ("0", "1970-01-01T00:00:00Z", "1980-01-01 00:00:00"),
        ("6032000000", "2161-02-22T19:33:20Z", "2107-12-31 23:59:58"),
    ] {
        let epub = built(&[("SOURCE_DATE_EPOCH", epoch)]);
        let package = epub.package();
        let stamp = package.iter().find(|e| e.is("meta", "property", "dcterms:modified"));
        assert_eq!(stamp.expect("a stamp").text, modified);
        assert_eq!(epub.entries[0].time, zip);
    }
}

#[test]
fn point_4_the_identifier_is_stable() {
    let identifier = |epub: &crate::Epub| epub.package()[2].text.clone();
    assert_eq!(identifier(&EPUB), identifier(&built(&[("SOURCE_DATE_EPOCH", "1795186800")])));
    assert!(identifier(&EPUB).starts_with("urn:"));
}

#[test]
fn points_5_to_7_names_are_short_ascii_unique_and_below_the_root() {
    let mut seen = BTreeSet::new();
    for entry in &EPUB.entries {
        let name = &entry.name;
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'/' | b'_');
        assert!(name.bytes().all(is_plain) && name.len() < 100, "{name}");
        assert!(!name.starts_with('/') && !name.contains("..") && !name.contains("//"), "{name}");
        assert!(seen.insert(name.to_lowercase()), "{name}");
    }
}

#[test]
fn point_8_pictures_are_stored() {
    let pictures = EPUB.entries.iter().filter(|entry| entry.name.ends_with(".png"));
    assert_eq!(pictures.filter(|entry| entry.is_stored).count(), 2, "cover and figure");
    assert!(EPUB.entries.iter().filter(|e| e.name.ends_with(".xhtml")).all(|e| !e.is_stored));
}

#[test]
fn point_9_no_control_characters() {
    for entry in
        EPUB.entries.iter().filter(|e| !e.name.ends_with("png") && !e.name.ends_with("ttf"))
    {
        let is_control = |b: &u8| *b < 0x20 && !matches!(b, b'\n' | b'\t' | b'\r');
        assert!(!entry.bytes.iter().any(is_control), "{}", entry.name);
    }
}
