//! Points 10 to 23 and 43 to 45: the package document.

use crate::EPUB;
use crate::archive::Element;

fn texts(package: &[Element], name: &str) -> Vec<String> {
    package.iter().filter(|e| e.name == name).map(|e| e.text.clone()).collect()
}

/// The values of the metas that refine the element with this id.
fn refined(package: &[Element], id: &str) -> Vec<(String, String)> {
    let refines = format!("#{id}");
    package
        .iter()
        .filter(|e| e.get("refines") == Some(&refines))
        .map(|e| (e.get("property").unwrap_or_default().to_owned(), e.text.clone()))
        .collect()
}

fn properties(package: &[Element], name: &str) -> Vec<String> {
    package.iter().filter(|e| e.is("meta", "property", name)).map(|e| e.text.clone()).collect()
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn points_10_and_11_version_language_and_directions() {
    let package = EPUB.package();
    assert_eq!(package[0].get("version"), Some("3.0"));
    assert_eq!((package[0].get("xml:lang"), package[0].get("dir")), (Some("fa"), Some("rtl")));
    let spine = package.iter().find(|e| e.name == "spine").expect("a spine");
    assert_eq!(spine.get("page-progression-direction"), Some("rtl"));
}

#[test]
fn point_12_the_language() {
    assert_eq!(texts(&EPUB.package(), "dc:language"), ["fa"]);
}

#[test]
fn points_13_and_14_people() {
    let package = EPUB.package();
    assert_eq!(texts(&package, "dc:creator"), ["یاشار سطری"]);
    assert_eq!(texts(&package, "dc:contributor"), ["سیما آرازی", "نگار وراق"]);
    let first = [pair("role", "aut"), pair("file-as", "سطری، یاشار"), pair("display-seq", "1")];
    assert_eq!(refined(&package, "person1"), first);
    let second = [pair("role", "trl"), pair("file-as", "آرازی، سیما"), pair("display-seq", "2")];
    assert_eq!(refined(&package, "person2"), second);
    assert_eq!(refined(&package, "person3"), [pair("role", "edt"), pair("display-seq", "3")]);
    let role = package.iter().find(|e| e.is("meta", "property", "role")).expect("a role");
    assert_eq!(role.get("scheme"), Some("marc:relators"));
}

#[test]
fn point_15_isbn() {
    let package = EPUB.package();
    let isbn = package.iter().find(|e| e.text == "urn:isbn:9786000000004").expect("the ISBN");
    let id = isbn.get("id").expect("an id");
    assert_eq!(refined(&package, id), [pair("identifier-type", "15")]);
    let unique = package[0].get("unique-identifier").expect("a reference");
    assert!(package.iter().any(|e| e.is("dc:identifier", "id", unique)));
}

#[test]
fn points_16_and_22_titles_and_special_characters() {
    let package = EPUB.package();
    let titles = ["باغ & <راغ>", "نمونهٔ «کوچک» \"با گیومه\""];
    assert_eq!(texts(&package, "dc:title"), titles);
    assert_eq!(refined(&package, "title"), [pair("title-type", "main")]);
    assert_eq!(refined(&package, "subtitle"), [pair("title-type", "subtitle")]);
    assert_eq!(texts(&package, "dc:rights"), ["<آزاد> & رها"]);
}

#[test]
fn point_17_one_stamp() {
    assert_eq!(properties(&EPUB.package(), "dcterms:modified"), ["1980-01-01T00:00:00Z"]);
}

#[test]
fn the_publication_date_is_gregorian() {
    assert_eq!(texts(&EPUB.package(), "dc:date"), ["2025-03-21"]);
}

#[test]
fn point_18_series() {
    let package = EPUB.package();
    assert_eq!(properties(&package, "belongs-to-collection"), ["نمونه‌ها"]);
    let series = [pair("collection-type", "series"), pair("group-position", "2")];
    assert_eq!(refined(&package, "series"), series);
}

#[test]
fn point_19_cover() {
    let package = EPUB.package();
    let cover = package.iter().find(|e| e.is("item", "properties", "cover-image"));
    let legacy = package.iter().find(|e| e.is("meta", "name", "cover")).expect("the old meta");
    let cover = cover.expect("a cover");
    assert_eq!(legacy.get("content"), cover.get("id"));
    let file = format!("OEBPS/{}", cover.get("href").expect("a file"));
    let entry = EPUB.entries.iter().find(|entry| entry.name == file).expect("the picture");
    let picture = image::load_from_memory(&entry.bytes).expect("a picture");
    assert_eq!((picture.width(), picture.height()), (1600, 2560));
}

#[test]
fn point_20_properties_are_true() {
    let package = EPUB.package();
    let items: Vec<_> = package.iter().filter(|e| e.name == "item").collect();
    assert_eq!(items.iter().filter(|e| e.get("properties") == Some("nav")).count(), 1);
    for (name, page) in EPUB.pages() {
        let is_active = ["<script", "<svg", "<math", " onclick", "javascript:", " src=\"http"]
            .iter()
            .any(|sign| page.contains(sign));
        assert!(!is_active, "{name} needs a property");
    }
    // Every file is in the manifest, every item is a file.
    let mut files: Vec<&str> =
        EPUB.entries.iter().filter_map(|entry| entry.name.strip_prefix("OEBPS/")).collect();
    files.retain(|file| *file != "content.opf");
    let mut named: Vec<&str> = items.iter().filter_map(|item| item.get("href")).collect();
    files.sort_unstable();
    named.sort_unstable();
    assert_eq!(files, named);
}

#[test]
fn points_21_and_23_no_guide_and_the_writing_mode() {
    let package = EPUB.package();
    assert!(package.iter().all(|e| e.name != "guide"));
    let mode = package.iter().find(|e| e.is("meta", "name", "primary-writing-mode"));
    assert_eq!(mode.expect("a mode").get("content"), Some("horizontal-rl"));
}

#[test]
fn points_43_to_45_accessibility_is_what_was_found() {
    let package = EPUB.package();
    assert_eq!(properties(&package, "schema:accessMode"), ["textual", "visual"]);
    let sufficient = properties(&package, "schema:accessModeSufficient");
    assert_eq!(sufficient, ["textual,visual", "textual"]);
    let features = properties(&package, "schema:accessibilityFeature");
    assert!(features.contains(&"alternativeText".to_owned()));
    assert!(!features.contains(&"index".to_owned()) && !features.contains(&"captions".to_owned()));
    assert_eq!(properties(&package, "schema:accessibilityHazard"), ["none"]);
    let summary = package
        .iter()
        .find(|e| e.is("meta", "property", "schema:accessibilitySummary"))
        .expect("a summary");
    assert_eq!((summary.get("xml:lang"), summary.get("dir")), (Some("fa"), Some("rtl")));
    assert!(summary.text.contains("همهٔ تصویرها شرح جایگزین دارند"));
    assert!(properties(&package, "dcterms:conformsTo").is_empty(), "nobody has certified it");
}
