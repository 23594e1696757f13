//! Books that select their documents: the index, queries, and why a document is in or out.

use super::support::Project;

/// A document in Markdown with front matter.
fn document(front: &str, text: &str) -> String {
    format!("---\n{front}\n---\n\n{text}\n")
}

/// Five documents, in both formats, calendars and several spellings.
fn library(manifest: &str) -> Project {
    Project::new()
        .file(
            "texts/a.md",
            document(
                "title: باران\nauthor: علی‌رضا کمالی\ndate: ۱۱ اسفند ۱۳۹۸\ntags: [گفت‌وگو]\nkind: interview",
                "یک دو سه",
            ),
        )
        .file(
            "texts/b.md",
            document(
                "title: آفتاب\nauthor: عليرضا كمالي\ndate: 2021-06-05\ntags: [گفت‌وگوِ, پیش‌نویس]\nkind: interview",
                "یک دو",
            ),
        )
        .file("texts/sub/c.md", document("title: پل\nauthor: مریم رضایی\ndate: 1400", "یک"))
        .file("texts/d.txt", "متن بی‌نام که در پرونده‌ای ساده است.\n")
        .file(
            "texts/d.yaml",
            "title: رود\nauthor: [{name: مریم رضایی}]\ndate: 1399-02-01\ntags: گفت و گو\nkind: interview\n",
        )
        .file("texts/e.md", document("title: کوه\ntags: [یادداشت]", "یک دو سه چهار"))
        .file("book.yaml", manifest)
}

const BOOK: &str = "schema: 1\nbook: {title: گزیده, lang: fa}\ncollection: {root: texts}\n";

#[test]
fn a_collection_is_listed() {
    let all = "
        jalali      gregorian   kind       words  path      authors       title
        1398-12-11  2020-03-01  interview      3  a.md      علی‌رضا کمالی  باران
        1400-03-15  2021-06-05  interview      2  b.md      عليرضا كمالي  آفتاب
        1399-02-01  2020-04-20  interview      7  d.txt     مریم رضایی    رود
        -           -           -              4  e.md      -             کوه
        1400        2021-03-21  -              1  sub/c.md  مریم رضایی    پل
        ";
    let manifest = format!("{BOOK}contents: [{{file: a.md}}]\n");
    let project = library(&manifest).run(&["list", "."]).stdout(all).stderr("").status(0);
    let some = "
        jalali      gregorian   kind       words  path   authors       title
        1398-12-11  2020-03-01  interview      3  a.md   علی‌رضا کمالی  باران
        1399-02-01  2020-04-20  interview      7  d.txt  مریم رضایی    رود
        ";
    project
        .run(&["list", "book.yaml", "--tag", "گفت و گو", "--to", "۱۳۹۹", "--kind", "interview"])
        .stdout(some)
        .status(0)
        .run(&[
            "list",
            "book.yaml",
            "--author",
            "علیرضا  کمالی",
            "--from",
            "1400",
            "--format",
            "json",
        ])
        .stdout(
            r#"
            [
              {
                "path": "b.md",
                "title": "آفتاب",
                "authors": [
                  "عليرضا كمالي"
                ],
                "translators": [],
                "date": {
                  "written": "2021-06-05",
                  "jalali": "1400-03-15",
                  "gregorian": "2021-06-05"
                },
                "tags": [
                  "گفت‌وگوِ",
                  "پیش‌نویس"
                ],
                "kind": "interview",
                "lang": null,
                "url": null,
                "publisher": null,
                "words": 2,
                "digest": "69e642af408a7abd855a73a051b1cfbf164d7b41883f5e601596c7aef4fab9ee"
              }
            ]
            "#,
        )
        .status(0)
        .run(&["list", "book.yaml", "--from", "۳۱ اسفند ۱۴۰۰"])
        .stderr_has("month 12 of the Jalali year 1400 has 29 days")
        .status(2);
}

const QUERY: &str = "select:
  talks:
    where: {tags: {any: [گفت و گو], none: [پیش‌نویس]}, date: {from: 1398, to: 1399-12}}
    sort: -date
    group: year
    drop: [{file: d.txt, why: حقوق آن روشن نیست}]
contents:
  - {from: talks}
";

#[test]
fn every_document_has_a_reason() {
    library(&format!("{BOOK}{QUERY}"))
        .run(&["select", "book.yaml", "--explain"])
        .stderr("")
        .stdout(
            "
            in   a.md: number 1, in «سال ۱۳۹۸»
            out  b.md: it has the tag `پیش‌نویس`
            out  d.txt: dropped: حقوق آن روشن نیست
            out  e.md: it has not the tag `گفت و گو`
            out  sub/c.md: it has no tag, so not `گفت و گو`
            1 of 5 documents
            ",
        )
        .status(0)
        .run(&["select", "book.yaml", "talk"])
        .stderr("error: the manifest has no query `talk`\nhint: did you mean `talks`?\n")
        .status(2);
}
