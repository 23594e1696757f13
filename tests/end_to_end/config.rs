//! Manifests that build on others, and `nashr config`.
#![expect(clippy::disallowed_methods, reason = "tests read what was made")]

use super::support::Project;

const CHECK: &[&str] = &["check", "book.yaml", "--message-format", "short"];

const HOUSE: &str = "\
book:
  publisher: نشر خانه
  lang: fa
  series: {name: دفترها, number: 1}
  subjects: [شعر, نثر]
outputs: [{epub: {}}]
";

/// Two books of one collection that share a house.
fn books() -> Project {
    Project::new()
        .file("house.yaml", HOUSE)
        .file("texts/a.md", "# یکم\n\nمتن.\n")
        .file("texts/b.md", "# دوم\n\nمتن.\n")
        .file("one.yaml", book("یکم", "a"))
        .file("two.yaml", book("دوم", "b"))
}

fn book(title: &str, document: &str) -> String {
    format!(
        "schema: 1\ndefaults: [house.yaml]\nbook:\n  title: {title}\n  series: {{number: 7}}\n  publisher: ~\n\
         collection: {{root: texts}}\ncontents:\n  - {{file: {document}.md}}\n"
    )
}

#[test]
fn every_value_knows_where_it_comes_from() {
    let project = books().env("NASHR_OUT", "made");
    let project = project
        .run(&["config", "one.yaml"])
        .stderr("")
        .stdout(
            "
            schema: 1 # one.yaml:1:9
            book:
              title: یکم # one.yaml:4:10
              series:
                number: 7 # one.yaml:5:20
                name: دفترها # house.yaml:4:18
              publisher: ~ # one.yaml:6:3
              lang: fa # house.yaml:3:9
              subjects:
                - شعر # house.yaml:5:14
                - نثر # house.yaml:5:19
              design: classic # default
            collection:
              root: texts # one.yaml:7:20
              calendar: jalali # default
            contents:
              - file: a.md # one.yaml:9:12
            outputs:
              - epub: {} # house.yaml:6:18
            x-run:
              out: made # environment NASHR_OUT
            ",
        )
        .status(0);
    project
        .run(&["config", "one.yaml", "--out", "there", "--format", "json"])
        .stdout_has("\"key\": \"book.series.name\",\n    \"origin\": {\n      \"column\": 18,\n      \"file\": \"house.yaml\",\n")
        .stdout_has("\"flag\": \"--out\"")
        .status(0);
}

/// What `config` prints is a manifest that makes the same book, but for its name.
#[test]
fn what_is_printed_means_the_same() {
    let project = books().env("NASHR_OUT", "made").run(&["build", "one.yaml"]).status(0);
    let made = std::fs::read(project.path("made/one.epub")).expect("an output");
    let printed = std::process::Command::new(env!("CARGO_BIN_EXE_nashr"))
        .args(["config".as_ref(), project.path("one.yaml").as_os_str()])
        .output()
        .expect("it runs");
    let again = project.file("one.yaml", printed.stdout).run(&["build", "one.yaml"]).status(0);
    assert_eq!(std::fs::read(again.path("made/one.epub")).expect("an output"), made);
}

#[test]
fn later_files_win_and_the_manifest_over_all() {
    let project = Project::new()
        .file("a.md", "# یکم\n\nمتن.\n")
        .file("house/base.yaml", "book: {title: a, subtitle: a, publisher: a, rights: a}\n")
        .file("house/one.yaml", "defaults: [base.yaml]\nbook: {subtitle: b, publisher: b, rights: b}\n")
        .file("empty.yaml", "# nothing\n")
        .file("two.yaml", "book: {publisher: c, rights: c}\n")
        .file(
            "book.yaml",
            "schema: 1\ndefaults: [house/one.yaml, two.yaml, empty.yaml]\nbook: {rights: d}\ncontents: [{file: a.md}]\n",
        );
    project
        .run(&["config", "."])
        .stdout_has(
            "book:\n  rights: d # book.yaml:3:16\n  publisher: c # two.yaml:1:19\n  \
             subtitle: b # house/one.yaml:2:18\n  title: a # house/base.yaml:1:15\n",
        )
        .status(0);
}

#[test]
fn problems_are_told_where_they_stand() {
    Project::new()
        .file("a.md", "متن.\n")
        .file("house.yaml", "book:\n  titel: ک\n  lang: [fa]\n")
        .file(
            "book.yaml",
            "schema: 1\ndefaults: [house.yaml]\nbook: {title: ک}\ncontents: [{file: a.md}]\ncolour: x\n",
        )
        .run(CHECK)
        .stderr(
            "
            book.yaml:5:1: error[MAN-UNKNOWN-KEY]: unknown key `colour` (hint: known here: schema, defaults, book, collection, select, contents, outputs; your own keys begin with `x-`)
            house.yaml:2:3: error[MAN-UNKNOWN-KEY]: unknown key `titel` in `book` (hint: did you mean `title`?)
            house.yaml:3:9: error[MAN-TYPE]: `book.lang` should be a text, and is a list (hint: write one text after the `:`)
            ",
        )
        .status(2);
}

#[test]
fn files_that_are_not_there_or_outside() {
    Project::new()
        .file("house.yaml", "x-a: 1\n")
        .file("list.yaml", "- a\n")
        .file("bad.yaml", "a: [\n")
        .file(
            "book.yaml",
            "schema: 1\ndefaults: [hause.yaml, ../up.yaml, list.yaml, bad.yaml]\nbook: {title: ک}\ncontents: [{file: a.md}]\n",
        )
        .run(CHECK)
        .stderr(
            "
            book.yaml:2:12: error[COL-FILE-MISSING]: there is no file `hause.yaml` (hint: did you mean `house.yaml`?)
            book.yaml:2:24: error[COL-PATH-ESCAPE]: the path `../up.yaml` leaves the project: it contains `..` (hint: put the file below the manifest's folder and write its path with `/`, for example `texts/one.md`)
            list.yaml:1:1: error[MAN-TYPE]: the file should be a mapping, and is a list (hint: write `key: value` pairs)
            bad.yaml:1:4: error[MAN-SYNTAX]: a bracket is opened and never closed (hint: close it with `]` or `}`)
            ",
        )
        .status(2);
}

#[test]
fn circles_are_named() {
    Project::new()
        .file("one.yaml", "defaults: [deep/two.yaml]\n")
        .file("deep/two.yaml", "defaults: [three.yaml]\n")
        .file("deep/three.yaml", "x-note: 1\ndefaults:\n  - two.yaml\n")
        .file(
            "book.yaml",
            "schema: 1\ndefaults: [one.yaml, book.yaml]\nbook: {title: ک}\ncontents: [{file: a.md}]\n",
        )
        .run(CHECK)
        .stderr(
            "
            book.yaml:2:22: error[MAN-DEFAULTS-CYCLE]: `defaults` go in a circle: `book.yaml` → `book.yaml` (hint: remove this name; a file cannot build on itself)
            deep/three.yaml:3:5: error[MAN-DEFAULTS-CYCLE]: `defaults` go in a circle: `deep/two.yaml` → `deep/three.yaml` → `deep/two.yaml` (hint: remove this name; a file cannot build on itself)
            ",
        )
        .status(2);
}

#[test]
fn a_changed_house_makes_the_lock_stale() {
    let project = books().run(&["lock", "one.yaml"]).status(0);
    let project = project.run(&["build", "one.yaml", "--locked"]).status(0);
    let house = HOUSE.replace("نثر", "نمایش");
    project.file("house.yaml", house).run(&["build", "one.yaml", "--locked"]).status(4);
}
