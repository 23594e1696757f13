//! An anthology out of the user's own documents: selected by a query, with a part for each year.

use std::path::Path;

use super::support::{Project, skip};

/// The documents, and what the files beside them say.
const SEEDS: [(&str, &str); 2] = [
    ("000_96e5184cbcb490f8.txt", "kind: interview\ntags: [interview]\n"),
    ("002_85e354f679a54bab.txt", "kind: interview\ntags: [interview]\ndate: ۱۸ خرداد ۱۴۰۰\n"),
];

const BOOK: &str = "schema: 1
book:
  title: گفت‌وگوها
  lang: fa
  contributors: [{name: گردآورنده, role: edt}]
collection: {root: seeds, require: [title, date]}
select:
  interviews:
    where: {kind: interview, tags: {all: [interview]}, date: {from: 1398-01-01, to: 1402-12-29}}
    sort: [date, title]
    group: {by: year, title: \"سال {year}\"}
    expect: {min: 2, max: 2}
contents:
  - {from: interviews, as: interview}
outputs: [{epub: {}}]
";

#[test]
fn the_seeds_become_a_book_with_parts_by_year() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !seeds.is_dir() {
        return skip("../shared is absent");
    }
    let mut project = Project::new().file("book.yaml", BOOK);
    for (name, side_car) in SEEDS {
        let beside = name.replace(".txt", ".yaml");
        project = project
            .copy(&seeds.join(name), &format!("seeds/{name}"))
            .file(&format!("seeds/{beside}"), side_car);
    }
    // A document of another year stays out.
    project = project.file(
        "seeds/old.md",
        "---\ntitle: پیشین\ndate: 1390\nkind: interview\ntags: [interview]\n---\n\nمتن\n",
    );
    let project = project
        .run(&["select", ".", "--explain"])
        .stdout(
            "
            in   000_96e5184cbcb490f8.txt: number 1, in «سال ۱۳۹۸»
            in   002_85e354f679a54bab.txt: number 2, in «سال ۱۴۰۰»
            out  old.md: its date 1390 is before 1398-01-01
            2 of 3 documents
            ",
        )
        .stderr("")
        .status(0)
        .run(&["build", "book.yaml", "--message-format", "short", "--quiet"])
        .stderr("")
        .status(0);
    let tree = project.tree();
    let epub = tree.get("dist/book.epub").expect("an EPUB");
    let nav = entry(epub, "nav.xhtml");
    let places: Vec<Option<usize>> =
        ["سال ۱۳۹۸", "سال ۱۴۰۰"].iter().map(|title| nav.find(title)).collect();
    assert!(places[0].is_some() && places[0] < places[1], "{nav}");
}

/// The text of the entry of `epub` whose name ends in `name`.
pub fn entry(epub: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(epub)).expect("a ZIP");
    let names: Vec<String> =
        archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let name = names.into_iter().find(|other| other.ends_with(name)).expect("the entry");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(&name).expect("the entry"), &mut text)
        .expect("text");
    text
}
