//! Points 24 to 26 and 30: the contents. (27 to 29 belong to the list of printed pages.)

use crate::EPUB;
use crate::archive::elements;

#[test]
fn points_24_and_25_contents_are_nested_and_persian() {
    let nav = elements(EPUB.text("OEBPS/nav.xhtml"));
    assert_eq!((nav[0].get("lang"), nav[0].get("dir")), (Some("fa"), Some("rtl")));
    let toc = nav.iter().find(|e| e.is("nav", "epub:type", "toc")).expect("contents");
    assert_eq!(toc.get("role"), Some("doc-toc"));
    let heading = nav.iter().find(|e| e.name == "h1").expect("a heading");
    assert_eq!(heading.text, "فهرست");
    let lists = nav.iter().filter(|e| e.name == "ol").map(|e| e.depth);
    assert!(lists.max() >= toc.depth.checked_add(7), "part, chapter, section, section below");
    assert!(nav.iter().filter(|e| e.name == "a").all(|e| e.get("href").is_some()));
}

#[test]
fn contents_and_links_lead_somewhere() {
    for (name, page) in EPUB.pages() {
        for link in elements(page).iter().filter_map(|e| e.get("href")) {
            if link.contains("://") || link.ends_with(".css") {
                continue;
            }
            let (file, place) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { page } else { EPUB.text(&format!("OEBPS/{file}")) };
            assert!(
                place.is_empty() || target.contains(&format!(" id=\"{place}\"")),
                "{name}: {link}"
            );
        }
    }
}

#[test]
fn point_26_landmarks_are_hidden_persian_and_each_once() {
    let nav = elements(EPUB.text("OEBPS/nav.xhtml"));
    let list = nav.iter().find(|e| e.is("nav", "epub:type", "landmarks")).expect("landmarks");
    assert_eq!(list.get("hidden"), Some("hidden"));
    let found: Vec<(&str, &str)> = nav
        .iter()
        .filter(|e| e.name == "a" && e.get("epub:type").is_some())
        .map(|e| (e.get("epub:type").unwrap_or_default(), e.text.as_str()))
        .collect();
    let wanted = [
        ("cover", "جلد"),
        ("titlepage", "صفحهٔ عنوان"),
        ("colophon", "شناسنامه"),
        ("toc", "فهرست"),
        ("bodymatter", "آغاز متن"),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn point_30_the_ncx_has_the_same_contents() {
    let ncx = elements(EPUB.text("OEBPS/toc.ncx"));
    let meta = |name| {
        let meta = ncx.iter().find(|e| e.is("meta", "name", name)).expect("a meta");
        meta.get("content").unwrap_or_default().to_owned()
    };
    let package = EPUB.package();
    let identifier = package.iter().find(|e| e.is("dc:identifier", "id", "identifier"));
    assert_eq!(meta("dtb:uid"), identifier.expect("an identifier").text);
    assert_eq!(meta("dtb:depth"), "4");
    let points = ncx.iter().filter(|e| e.name == "navPoint").count();
    let nav = elements(EPUB.text("OEBPS/nav.xhtml"));
    let entries = nav.iter().filter(|e| e.name == "a" && e.get("epub:type").is_none()).count();
    assert_eq!(points, entries);
    let title = ncx.iter().find(|e| e.name == "text").expect("a title");
    assert_eq!(title.text, "باغ & <راغ>");
}
