//! The tree and its places, and every way in which YAML can be refused.

use std::fmt::Write as _;

use insta::assert_snapshot;

use super::*;
use crate::base::Code;

/// The tree, one node a line with its place; or the problems, one a line.
fn show(text: &str) -> String {
    show_part(text, 0..text.len())
}

fn show_part(text: &str, range: Range<usize>) -> String {
    let source = Source::new("book.yaml", text);
    let mut out = String::new();
    match parse(&source, SourceId(0), range, Codes::MANIFEST) {
        Ok(node) => dump(&source, "", &node, 0, &mut out),
        Err(problems) => {
            for problem in &problems {
                report(&source, problem, &mut out);
            }
        }
    }
    out
}

fn place(source: &Source, span: Span) -> String {
    let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
    format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column)
}

fn dump(source: &Source, key: &str, node: &Node, depth: usize, out: &mut String) {
    let at = place(source, node.span);
    let _ = write!(out, "{:indent$}{key}{at} ", "", indent = depth * 2);
    match &node.value {
        Value::List(items) => {
            out.push_str("list\n");
            for item in items {
                dump(source, "- ", item, depth + 1, out);
            }
        }
        Value::Map(entries) => {
            out.push_str("map\n");
            for (key, value) in entries {
                let key = format!("{} ({}) = ", key.value, place(source, key.span));
                dump(source, &key, value, depth + 1, out);
            }
        }
        scalar => {
            let _ = writeln!(out, "{scalar:?}");
        }
    }
}

fn report(source: &Source, problem: &Diagnostic, out: &mut String) {
    let span = problem.span.expect("problems of a file have a place");
    let hint = problem.hint.as_deref().unwrap_or_default();
    let code = problem.code;
    let _ = writeln!(out, "{} {code}: {}\n  = {hint}", place(source, span), problem.message);
    for label in &problem.labels {
        let _ = writeln!(out, "  at {}: {}", place(source, label.span), label.text);
    }
}

#[test]
fn places_are_exact_on_persian_text_with_half_spaces() {
    assert_snapshot!(show("عنوان: می‌روم\nlist: [یک, \"دو‌تا\", 3]\nempty:\nmap: {a: ~, b: true}\n"), @r#"
    1:1-4:21 map
      عنوان (1:1-1:6) = 1:8-1:14 Text("می\u{200c}روم")
      list (2:1-2:5) = 2:7-2:23 list
        - 2:8-2:10 Text("یک")
        - 2:12-2:19 Text("دو\u{200c}تا")
        - 2:21-2:22 Number("3")
      empty (3:1-3:6) = 3:1-3:6 Null
      map (4:1-4:4) = 4:6-4:21 map
        a (4:7-4:8) = 4:7-4:8 Null
        b (4:13-4:14) = 4:16-4:20 Bool(true)
    "#);
}

#[test]
fn the_core_schema_decides_what_a_word_is() {
    assert_snapshot!(show("[no, on, yes, ۱۲, 1398-12-11, 9786001234567, 1e3, 1.5, .5, -3, 0x1F, 1.2.3, 'true', True, +, -, '']"), @r#"
    1:94-1:95 MAN-SYNTAX: a value cannot begin with this character
      = put the whole value between "…"
    "#);
}

#[test]
fn a_part_of_a_file_keeps_its_places() {
    let text = "---\ntitle: نان\ntags: [a]\n---\nمتن\n";
    let end = text.rfind("---").unwrap();
    assert_snapshot!(show_part(text, 4..end), @r#"
    2:1-3:10 map
      title (2:1-2:6) = 2:8-2:11 Text("نان")
      tags (3:1-3:5) = 3:7-3:10 list
        - 3:8-3:9 Text("a")
    "#);
}

#[test]
fn nothing_is_null() {
    for text in ["", "\n\n", "# only a comment\n", "---\n", "~"] {
        let source = Source::new("book.yaml", text);
        let node = parse(&source, SourceId(0), 0..text.len(), Codes::MANIFEST).unwrap();
        assert!(node.is_null(), "{text:?}");
    }
}

#[test]
fn all_duplicate_keys_are_reported_with_both_places() {
    assert_snapshot!(show("a: 1\nb: {c: 1, c: 2}\na: 3\n"), @r#"
    2:11-2:12 MAN-DUPLICATE-KEY: the key `c` stands twice
      = delete one of the two
      at 2:5-2:6: first written here
    3:1-3:2 MAN-DUPLICATE-KEY: the key `a` stands twice
      = delete one of the two
      at 1:1-1:2: first written here
    "#);
}

#[test]
fn unused_yaml_is_refused_at_its_place() {
    let mut all = String::new();
    for text in [
        "a: &x 1\nb: *x\n",
        "a: *x\n",
        "a: !!str 1\n",
        "a: !include b.yaml\n",
        "%YAML 1.2\n---\na: 1\n",
        "a: 1\n---\nb: 2\n",
        "[a, b]: 1\n",
        "\u{202E}a: 1\n",
        "a\u{200B}: 1\n",
    ] {
        all.push_str(&show(text));
    }
    assert_snapshot!(all, @r#"
    1:4-1:6 MAN-SYNTAX: anchors of YAML are not used here
      = delete the word that begins with `&`
    1:4-1:6 MAN-SYNTAX: aliases of YAML are not used here
      = write the value out; quote it when it is a text that begins with `*`
    1:4-1:9 MAN-SYNTAX: tags of YAML are not used here
      = delete the word that begins with `!`
    1:4-1:12 MAN-SYNTAX: tags of YAML are not used here
      = delete the word that begins with `!`
    1:1-1:2 MAN-SYNTAX: directives of YAML are not used here
      = delete the line that begins with `%`
    2:1-2:4 MAN-SYNTAX: a second YAML document begins here, and only one is read
      = delete the line `---`, or move what follows to a file of its own
    1:1-1:2 MAN-SYNTAX: a list or mapping cannot be a key
      = write a word before the `:`; quote a text that begins with `[` or `{`
    1:1-1:3 MAN-CONTROL: a key contains the invisible character U+202E
      = delete it; retype the whole word
    1:1-1:3 MAN-CONTROL: a key contains the invisible character U+200B
      = delete it; retype the whole word
    "#);
}

#[test]
fn syntax_errors_say_what_to_do() {
    let mut all = String::new();
    for text in [
        "a: [1, 2\nb: 3\n",
        "a: {b: 1\n",
        "a: \"open\nb: 1\n",
        "a:\n\tb: 1\n",
        "title: one: two\n",
        "a: 1\n b: 2\n",
        "a: 1\nplain words\nb: 2\n",
        "a: ]\n",
        "a: [1}\n",
        "a: \"\\q\"\n",
        "a: 'x' y\n",
        "a: @x\n",
        "a: [b c: d\n  e f]\n",
        "a: %x\n",
        "a: & b\n",
        "a: \u{0}\n",
    ] {
        let _ = writeln!(all, "--- {text:?}");
        all.push_str(&show(text));
    }
    assert_snapshot!(all, @r#"
    --- "a: [1, 2\nb: 3\n"
    2:2-2:3 MAN-SYNTAX: a `:` stands where no key can be
      = quote a value that contains `: `; write one key on a line
    --- "a: {b: 1\n"
    1:4-1:5 MAN-SYNTAX: a bracket is opened and never closed
      = close it with `]` or `}`
    --- "a: \"open\nb: 1\n"
    2:1-2:2 MAN-SYNTAX: a quotation mark above is not closed, or this line of its text is not indented
      = close the quotation mark on its own line
    --- "a:\n\tb: 1\n"
    2:2-2:3 MAN-SYNTAX: a tab stands where YAML wants spaces
      = indent with spaces, two for each level
    --- "title: one: two\n"
    1:11-1:12 MAN-SYNTAX: a `:` stands where no key can be
      = quote a value that contains `: `; write one key on a line
    --- "a: 1\n b: 2\n"
    2:3-2:4 MAN-SYNTAX: a `:` stands where no key can be
      = quote a value that contains `: `; write one key on a line
    --- "a: 1\nplain words\nb: 2\n"
    2:1-2:2 MAN-SYNTAX: this line is not `key: value` like the lines around it
      = write `key: value`, indented like its neighbours
    --- "a: ]\n"
    1:4-1:5 MAN-SYNTAX: a bracket is closed that was not opened so
      = give every `[` its `]` and every `{` its `}`
    --- "a: [1}\n"
    1:4-1:5 MAN-SYNTAX: a bracket is closed that was not opened so
      = give every `[` its `]` and every `{` its `}`
    --- "a: \"\\q\"\n"
    1:4-1:5 MAN-SYNTAX: an unknown sign follows `\`
      = write `\\` for a backslash, or use single quotation marks
    --- "a: 'x' y\n"
    1:8-1:9 MAN-SYNTAX: text follows a closing quotation mark
      = put the whole value between "…"
    --- "a: @x\n"
    1:4-1:5 MAN-SYNTAX: a value cannot begin with this character
      = put the whole value between "…"
    --- "a: [b c: d\n  e f]\n"
    1:1-2:7 map
      a (1:1-1:2) = 1:4-2:7 list
        - 1:5-2:6 map
          b c (1:5-1:8) = 1:10-2:6 Text("d e f")
    --- "a: %x\n"
    1:4-1:5 MAN-SYNTAX: a value cannot begin with this character
      = put the whole value between "…"
    --- "a: & b\n"
    1:4-1:5 MAN-SYNTAX: `&` and `*` cannot begin a value
      = put the whole value between "…"
    --- "a: \0\n"
    1:4-1:5 MAN-SYNTAX: a control character stands here
      = delete it; the file may not be a text file
    "#);
}

#[test]
fn depth_and_size_are_limited() {
    let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    let blocks = |n: usize| (0..n).fold(String::new(), |text, i| text + &" ".repeat(i) + "a:\n");
    assert!(show(&deep(limits::MANIFEST_DEPTH)).contains("list"));
    for text in [deep(limits::MANIFEST_DEPTH + 1), deep(100_000), blocks(40)] {
        let report = show(&text);
        assert!(report.contains("MAN-SYNTAX: lists and mappings are nested more than 32 deep"));
    }
    let large = "#".repeat(limits::MANIFEST_BYTES as usize + 1);
    assert!(show(&large).contains("larger than 1 MiB"));
}

#[test]
fn many_keys_take_linear_time() {
    let text: String = (0..40_000).fold(String::new(), |text, i| text + &format!("k{i}: v\n"));
    let source = Source::new("book.yaml", text.as_str());
    let node = parse(&source, SourceId(0), 0..text.len(), Codes::MANIFEST).unwrap();
    assert_eq!(node.entries().map(<[_]>::len), Some(40_000));
}

#[test]
fn front_matter_and_designs_have_their_own_codes() {
    let source = Source::new("a.md", "a: 1\na: 2\n");
    let code = |codes| parse(&source, SourceId(0), 0..10, codes).unwrap_err()[0].code;
    assert_eq!(code(Codes::FRONT_MATTER), Code::FrontMatter);
    assert_eq!(code(Codes::DESIGN), Code::DesignValue);
}
