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

/// Everything that can be wrong with queries and their documents is said at once.
#[test]
fn queries_that_surprise() {
    let manifest = format!(
        "{BOOK}select:
  few:
    where: {{kind: interview, author: {{any: [مریم رضایی]}}}}
    expect: {{min: 2, max: 9}}
  many: {{expect: {{max: 2}}}}
  none:
    where: {{tags: {{all: [شعرر]}}, length: {{min: 3}}}}
  fixed:
    where: {{kind: interview}}
    pin: {{first: e.md, last: [x.md]}}
    drop: [{{file: sub/c.md, why: کوتاه است}}, {{file: bb.md, why: نیست}}]
    group: tag
  grouped: {{group: year}}
contents: [{{from: few}}]
"
    );
    library(&manifest)
        .run(&["select", "."])
        .stderr(
            "
            book.yaml:7:19: error[SEL-EXPECT]: `few` selects 1 document of 5, fewer than 2
              7 |     expect: {min: 2, max: 9}
                |                   ^
            hint: nearest: `a.md` (it has not the author `مریم رضایی`), `b.md` (it has not the author `مریم رضایی`), `sub/c.md` (it has no kind); `nashr select --explain` says more
            book.yaml:8:24: error[SEL-EXPECT]: `many` selects 5 documents of 5, more than 2
              8 |   many: {expect: {max: 2}}
                |                        ^
            hint: the last are `sub/c.md`, `e.md`, `d.txt`; narrow the query, or change `expect`
            book.yaml:9:3: error[SEL-EMPTY]: `none` selects none of 5 documents
              9 |   none:
                |   ^^^^
            hint: nearest: `a.md` (it has not the tag `شعرر`), `d.txt` (it has not the tag `شعرر`), `e.md` (it has not the tag `شعرر`); `nashr select --explain` says more
            book.yaml:10:26: warning[SEL-UNKNOWN-NAME]: no document has the tag `شعرر`
              10 |     where: {tags: {all: [شعرر]}, length: {min: 3}}
                 |                          ^^^^
            hint: there are, among others: `پیش‌نویس`, `گفت و گو`, `یادداشت`
            book.yaml:13:18: error[SEL-PIN]: `e.md` is pinned, but not selected: it has no kind
              13 |     pin: {first: e.md, last: [x.md]}
                 |                  ^^^^
            hint: change `where` so that it matches, or delete the pin
            book.yaml:13:31: error[SEL-UNKNOWN-DOCUMENT]: `pin` names `x.md`, which the collection does not have
              13 |     pin: {first: e.md, last: [x.md]}
                 |                               ^^^^
            hint: did you mean `a.md`?
            book.yaml:14:19: warning[SEL-DROP]: `sub/c.md` is dropped, but is not selected anyway
              14 |     drop: [{file: sub/c.md, why: کوتاه است}, {file: bb.md, why: نیست}]
                 |                   ^^^^^^^^
            hint: delete the entry: it has no kind
            book.yaml:14:53: error[SEL-UNKNOWN-DOCUMENT]: `drop` names `bb.md`, which the collection does not have
              14 |     drop: [{file: sub/c.md, why: کوتاه است}, {file: bb.md, why: نیست}]
                 |                                                     ^^^^^
            hint: did you mean `b.md`?
            book.yaml:16:20: error[SEL-GROUP]: `e.md` belongs to no group
              16 |   grouped: {group: year}
                 |                    ^^^^
            hint: add to them what `group` asks for, or write `group: {by: …, other: …}` with the title of a part for them
            7 errors, 2 warnings
            ",
        )
        .status(1);
}

#[test]
fn a_part_whose_query_has_groups() {
    let manifest = format!("{BOOK}{QUERY}  - {{part: دیگر, from: talks}}\n");
    library(&manifest)
        .run(&["check", "book.yaml"])
        .stderr(
            "
            book.yaml:12:24: warning[SEL-GROUPS-IN-PART]: the groups of `talks` have no titles here, because parts hold no parts
              12 |   - {part: دیگر, from: talks}
                 |                        ^^^^^
            hint: write `{from: talks}` as an entry of its own, or delete `group`
            book.yaml:12:24: error[COL-DOCUMENT-TWICE]: `texts/a.md` stands twice in the contents
              12 |   - {part: دیگر, from: talks}
                 |                        ^^^^^
            book.yaml:11:12: note: it stands here first
              11 |   - {from: talks}
                 |            -----
            hint: remove one of the two, or narrow the pattern
            1 error, 1 warning
            ",
        )
        .status(1);
}

#[test]
fn documents_that_say_too_little_or_the_same() {
    let manifest = "schema: 1\nbook: {title: ک, lang: fa}\ncollection: {root: texts, require: [title, author, date]}\nselect:\n  all: {sort: title}\ncontents: [{from: all}]\n";
    library(manifest)
        .file("texts/f.md", "---\ntitle: [\n---\n\nمتن\n")
        .file("texts/g.md", document("title: پُل\nauthor: الف\ndate: ۳۱ اسفند ۱۴۰۰", "متن"))
        .file("texts/h.txt", "متن ح\n")
        .file("texts/h.yaml", "titel: ح\nauthor: ب\ndate: بهار\n")
        .file("texts/i.md", document("title: باز\nauthor: الف\ndate: 1400", "یک دو سه"))
        .run(&["list", "book.yaml"])
        .stderr(
            "
            texts/e.md:1:1: error[COL-FIELD-MISSING]: the document has no `author`, no `date`, which the collection requires
            hint: add `author: …`, `date: …` to the front matter
            texts/f.md:2:8: error[IMP-FRONT-MATTER]: a bracket is opened and never closed
              2 | title: [
                |        ^
            hint: close it with `]` or `}`
            texts/g.md:4:7: error[COL-DATE]: there is no day `۳۱ اسفند ۱۴۰۰`
              4 | date: ۳۱ اسفند ۱۴۰۰
                |       ^^^^^^^^^^^^^
            hint: month 12 of the Jalali year 1400 has 29 days
            texts/h.yaml:1:1: warning[IMP-FRONT-MATTER-KEY]: the front matter has no key `titel`; it is ignored
              1 | titel: ح
                | ^^^^^
            hint: did you mean `title`? Keys of your own begin with `x-`
            texts/h.yaml:3:7: error[COL-DATE]: `بهار` is not a date
              3 | date: بهار
                |       ^^^^
            hint: write a day, a month or a year: `1398-12-11`, «۱۱ اسفند ۱۳۹۸», `2020-03`, `1398`
            texts/h.txt:1:1: error[COL-FIELD-MISSING]: the document has no `title`, which the collection requires
            hint: write `title: …` into `h.yaml` beside it
            texts/i.md:1:1: warning[COL-SAME-TEXT]: `a.md`, `i.md` have the same text
            texts/a.md:1:1: note: this is the first
            hint: delete one, or leave it out with `drop` and a reason
            texts/sub/c.md:1:1: warning[COL-SAME-TITLE]: `g.md`, `sub/c.md` have the same title `پُل`
            texts/g.md:1:1: note: this is the first
            hint: delete one, or leave it out with `drop` and a reason
            5 errors, 3 warnings
            ",
        )
        .status(1)
        .run(&["check", "book.yaml", "--message-format", "short"])
        .stderr(
            "
            texts/e.md:1:1: error[COL-FIELD-MISSING]: the document has no `author`, no `date`, which the collection requires (hint: add `author: …`, `date: …` to the front matter)
            texts/f.md:2:8: error[IMP-FRONT-MATTER]: a bracket is opened and never closed (hint: close it with `]` or `}`)
            texts/g.md:4:7: error[COL-DATE]: there is no day `۳۱ اسفند ۱۴۰۰` (hint: month 12 of the Jalali year 1400 has 29 days)
            texts/h.yaml:3:7: error[COL-DATE]: `بهار` is not a date (hint: write a day, a month or a year: `1398-12-11`, «۱۱ اسفند ۱۳۹۸», `2020-03`, `1398`)
            texts/h.txt:1:1: error[COL-FIELD-MISSING]: the document has no `title`, which the collection requires (hint: write `title: …` into `h.yaml` beside it)
            texts/i.md:1:1: warning[COL-SAME-TEXT]: `a.md`, `i.md` have the same text (hint: delete one, or leave it out with `drop` and a reason)
            texts/sub/c.md:1:1: warning[COL-SAME-TITLE]: `g.md`, `sub/c.md` have the same title `پُل` (hint: delete one, or leave it out with `drop` and a reason)
            texts/h.yaml:1:1: warning[IMP-FRONT-MATTER-KEY]: the front matter has no key `titel`; it is ignored (hint: did you mean `title`? Keys of your own begin with `x-`)
            ",
        )
        .status(1);
}

/// One query for each condition, and what it says to documents that do not meet it.
#[test]
fn conditions_in_words() {
    let manifest = format!(
        "{BOOK}select:
  kinds: {{where: {{kind: [poem, letter]}}, expect: {{min: 0}}}}
  titles: {{where: {{title: {{contains: [رو, پُل]}}}}}}
  paths: {{where: {{path: [sub/**, \"*.txt\"]}}, sort: title}}
  lengths: {{where: {{length: {{min: 2, max: 3}}}}, sort: -length}}
  either:
    where:
      any: [{{kind: poem}}, {{author: {{any: [مريم رضايی]}}, not: {{date: {{from: 1400}}}}}}]
  sources: {{where: {{source: {{publisher: نشر}}}}, expect: {{min: 0}}}}
  langs: {{where: {{lang: en}}, expect: {{min: 0}}}}
contents: [{{from: titles}}]
"
    );
    library(&manifest)
        .run(&["select", ".", "--explain"])
        .stdout(
            "
            [kinds]
            out  a.md: its kind is interview, not poem or letter
            out  b.md: its kind is interview, not poem or letter
            out  d.txt: its kind is interview, not poem or letter
            out  e.md: it has no kind
            out  sub/c.md: it has no kind
            0 of 5 documents

            [titles]
            in   d.txt: number 1
            in   sub/c.md: number 2
            out  a.md: its title does not contain `رو` or `پُل`
            out  b.md: its title does not contain `رو` or `پُل`
            out  e.md: its title does not contain `رو` or `پُل`
            2 of 5 documents

            [paths]
            in   sub/c.md: number 1
            in   d.txt: number 2
            out  a.md: its path does not match `sub/**` or `*.txt`
            out  b.md: its path does not match `sub/**` or `*.txt`
            out  e.md: its path does not match `sub/**` or `*.txt`
            2 of 5 documents

            [lengths]
            in   a.md: number 1
            in   b.md: number 2
            out  d.txt: it has 7 words, more than 3
            out  e.md: it has 4 words, more than 3
            out  sub/c.md: it has 1 word, fewer than 2
            2 of 5 documents

            [either]
            in   d.txt: number 1
            out  a.md: it meets no alternative: its kind is interview, not poem; it has not the author `مريم رضايی`
            out  b.md: it meets no alternative: its kind is interview, not poem; it has not the author `مريم رضايی`
            out  e.md: it meets no alternative: it has no kind; it has no author, so not `مريم رضايی`
            out  sub/c.md: it meets no alternative: it has no kind; it meets what `not` excludes
            1 of 5 documents

            [sources]
            out  a.md: it names no publisher
            out  b.md: it names no publisher
            out  d.txt: it names no publisher
            out  e.md: it names no publisher
            out  sub/c.md: it names no publisher
            0 of 5 documents

            [langs]
            out  a.md: its language is `fa`, not `en`
            out  b.md: its language is `fa`, not `en`
            out  d.txt: its language is `fa`, not `en`
            out  e.md: its language is `fa`, not `en`
            out  sub/c.md: its language is `fa`, not `en`
            0 of 5 documents
            ",
        )
        .stderr("")
        .status(0);
}

/// Groups by everything there is, their titles, and what limits and pins do in them.
#[test]
fn groups_and_their_titles() {
    let manifest = format!(
        "{BOOK}select:
  authors: {{group: {{by: author, title: \"از {{author}}\", other: بی‌نام}}, sort: -author}}
  kinds: {{where: {{kind: interview}}, group: kind}}
  tags: {{group: {{by: tag, other: دیگر}}}}
  years: {{group: {{by: year, other: بی‌تاریخ}}, sort: [-date], limit: 4, pin: {{last: a.md, first: e.md}}}}
contents: [{{from: kinds}}]
"
    );
    library(&manifest)
        .run(&["select", "."])
        .stdout(
            "
            [authors]
            از مریم رضایی:
              d.txt
              sub/c.md
            از عليرضا كمالي:
              b.md
              a.md
            بی‌نام:
              e.md

            [kinds]
            گفت‌وگوها:
              a.md
              b.md
              d.txt

            [tags]
            گفت‌وگو:
              a.md
              b.md
              d.txt
            یادداشت:
              e.md
            دیگر:
              sub/c.md

            [years]
            سال ۱۴۰۰:
              b.md
              sub/c.md
            سال ۱۳۹۸:
              a.md
            بی‌تاریخ:
              e.md
            ",
        )
        .stderr("")
        .status(0);
}

/// What the file beside a plain text says goes before what the text shows, and no word is lost.
#[test]
fn the_file_beside_a_text_speaks_for_it() {
    let text = "عنوان نخست\n\n۱۱ اسفند ۱۳۹۸\n\nمتنی که چند واژه دارد و به نقطه می‌رسد تا بند باشد، نه عنوان.\n";
    let project = Project::new()
        .file("a.txt", text)
        .file("a.yaml", "title: عنوان دیگر\nauthor: نام\n")
        .book("  - {file: a.txt}\noutputs: [{epub: {}}]")
        .run(&["build", "book.yaml", "--quiet"])
        .stderr("")
        .status(0)
        .run(&["lock", "book.yaml", "--quiet"])
        .status(0);
    let epub = project.tree().remove("dist/book.epub").expect("an EPUB");
    let chapter = super::anthology::entry(&epub, "c001.xhtml");
    for words in ["عنوان دیگر", "عنوان نخست", "نام", "اسفند ۱۳۹۸", "متنی که"]
    {
        assert!(chapter.contains(words), "{words} is missing in {chapter}");
    }
    // The file beside it is part of what the lock holds.
    project
        .file("a.yaml", "title: عنوان سوم\n")
        .run(&["build", "book.yaml", "--locked"])
        .stderr_has("a.txt")
        .status(4);
}
