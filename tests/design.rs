//! Built-in designs are sound; a project's own designs are found, merged and checked.

use std::fmt::Write as _;

use insta::assert_snapshot;

use nashr::base::{Diagnostic, Length, Source, SourceId, Sources, Span, Spanned};
use nashr::design::model::{FamilyUse, Role, Weight};
use nashr::design::{Design, built_in};
use nashr::manifest::load;
use nashr::manifest::node::Codes;
use nashr::storage::ProjectRoot;

/// A project with these files, and the design `name` as its manifest would name it.
fn load_from(files: &[(&str, &str)], name: &str) -> (Sources, Result<Design, Vec<Diagnostic>>) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(&folder.path().join(path), text);
    }
    let root = ProjectRoot::open(folder.path()).unwrap();
    let mut sources = Sources::default();
    let manifest = sources.add(Source::new("book.yaml", format!("design: {name}\n")));
    let span = Span::new(manifest, 8, 8 + name.len());
    let design = nashr::design::load(&Spanned::new(name.to_owned(), span), &root, &mut sources);
    (sources, design)
}

#[expect(clippy::disallowed_methods, reason = "a test makes its own project")]
fn write(path: &std::path::Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// What is said about the design `mine` with this `design.yaml`.
fn problems(yaml: &str) -> String {
    report(load_from(&[("templates/mine/design.yaml", yaml)], "mine"))
}

fn report((sources, design): (Sources, Result<Design, Vec<Diagnostic>>)) -> String {
    let mut out = String::new();
    for problem in design.err().unwrap_or_default() {
        let place = |span: Span| {
            let source = sources.get(span.source).unwrap();
            let at = source.position(span.start as usize);
            format!("{}:{}:{}", source.path, at.line, at.column)
        };
        let (code, message) = (problem.code, &problem.message);
        let _ = writeln!(out, "{} {code} {message}", place(problem.span.unwrap()));
        let _ = writeln!(out, "  = {}", problem.hint.as_deref().unwrap());
        for label in &problem.labels {
            let _ = writeln!(out, "  at {} {}", place(label.span), label.text);
        }
    }
    out
}

#[test]
fn every_built_in_design_loads_and_fills_its_page() {
    assert_eq!(built_in(), ["base", "classic", "modern", "pocket", "poetry"]);
    let lines = |name: &str| {
        let design = load_from(&[], name).1.unwrap();
        assert_eq!(design.styles.len(), Role::ALL.len());
        let area = design.page.type_area();
        let lines = area.height / design.page.grid;
        // What is left below the last line is less than the eye sees: the grid fills the page.
        assert!(lines.fract() * design.page.grid.to_pt() < 1.0, "{name}: {lines} lines");
        (lines as usize, area.width.to_mm().round() as usize)
    };
    assert_eq!(lines("base"), (28, 110));
    assert_eq!(lines("classic"), (26, 110));
    assert_eq!(lines("modern"), (27, 107));
    assert_eq!(lines("pocket"), (20, 77));
    assert_eq!(lines("poetry"), (25, 112));
}

#[test]
fn every_role_can_be_set_in_its_leading() {
    for name in built_in() {
        for (role, style) in load_from(&[], name).1.unwrap().styles {
            assert!(style.leading >= style.size * 1.15, "{name}: {} {style:?}", role.name());
            assert!(style.leading <= style.size * 4.0, "{name}: {} {style:?}", role.name());
        }
    }
}

#[test]
fn a_design_of_the_project_changes_what_it_says() {
    let yaml = "extends: classic\npage: {outer: 15mm}\nstyles:\n  body: {size: 14pt}\n  quote: {first-indent: -1em}\n  heading.2: {weight: regular, space-before: 2em}\n";
    let files =
        [("templates/mine/design.yaml", yaml), ("templates/mine/epub/book.css", "/* mine */")];
    let design = load_from(&files, "mine").1.unwrap();
    let classic = load_from(&[], "classic").1.unwrap();
    assert_eq!(design.name, "mine");
    assert_eq!(design.page.outer, Length::mm(15.0));
    assert_eq!(design.page.inner, classic.page.inner);
    assert_eq!(design.style(Role::Body).size, Length::pt(14.0));
    // 1.2em of the body's new size, 1.8em of the quote's own.
    assert_eq!(design.style(Role::Body).first_indent, Length::pt(14.0 * 1.2));
    assert_eq!(design.style(Role::Quote).first_indent, -design.style(Role::Quote).size);
    let heading = design.style(Role::Heading2);
    assert_eq!((heading.family, heading.weight), (FamilyUse::Heading, Weight::Regular));
    assert_eq!(heading.space_before, heading.size * 2.0);
    // A role that nobody sizes has the size of the body.
    assert_eq!(design.style(Role::VerseHemistich).size, Length::pt(14.0));
    assert!(
        design.epub_css.starts_with(&classic.epub_css) && design.epub_css.ends_with("/* mine */")
    );
}

#[test]
fn a_file_of_the_project_wins_over_the_built_in_one() {
    let files = [("templates/base/design.yaml", "page: {}\n")];
    assert!(report(load_from(&files, "classic")).contains("`page.trim` is missing"));
    let files = [("templates/classic/epub/book.css", "/* mine */")];
    let design = load_from(&files, "classic").1.unwrap();
    assert!(design.epub_css.ends_with("/* mine */"));
    assert_eq!(design.style(Role::Body).size, Length::pt(13.5));
}

#[test]
fn all_problems_of_a_file_are_reported_with_their_places() {
    let yaml = "\
page: {triim: a5, inner: 2em, outer: 18, top: -3mm}
fonts: {body: [a]}
paragraph: {space-shrink: 1.5, runt: 4mm, orphans: 9, kashida: ful}
running: {folio: left, head: yes}
cover:
  ink: red
  ground: #ffffff
toc: {leader: [x]}
styles:
  boddy: {size: 10pt}
  quote: {size: 500pt, allign: center, weight: heavy}
  list: bold
colour: red
";
    assert_snapshot!(problems(yaml), @r##"
    templates/mine/design.yaml:1:8 DSN-VALUE unknown key `triim` in `page`
      = did you mean `trim`?
    templates/mine/design.yaml:1:26 DSN-VALUE `page.inner` cannot be measured in `em` or lines
      = use `pt`, `mm`, `cm` or `in`
    templates/mine/design.yaml:1:38 DSN-VALUE `page.outer` cannot be `18`
      = write a number and its unit: `pt`, `mm`, `cm`, `in`, `em` or `line`
    templates/mine/design.yaml:1:47 DSN-VALUE `page.top` cannot be negative
      = delete the `-`
    templates/mine/design.yaml:2:15 DSN-VALUE `fonts.body` should be a text, and is a list
      = write one text after the `:`
    templates/mine/design.yaml:3:27 DSN-VALUE `paragraph.space-shrink` should be a share
      = write a number from 0 to 1
    templates/mine/design.yaml:3:38 DSN-VALUE `paragraph.runt` cannot be `4mm`
      = write a number and the unit `em`
    templates/mine/design.yaml:3:52 DSN-VALUE `paragraph.orphans` cannot be 9
      = the most is 5
    templates/mine/design.yaml:3:64 DSN-VALUE `paragraph.kashida` cannot be `ful`
      = did you mean `full`? accepted: off, low, normal, full
    templates/mine/design.yaml:4:18 DSN-VALUE `running.folio` cannot be `left`
      = accepted: head-outer, foot-outer, foot-center
    templates/mine/design.yaml:4:30 DSN-VALUE `running.head` should be `true` or `false`, and is a text
      = write `true`
    templates/mine/design.yaml:6:8 DSN-VALUE `red` is not a colour
      = write `"#rrggbb"`; without the quotation marks `#` begins a comment
    templates/mine/design.yaml:7:3 DSN-VALUE `cover.ground` is empty, and should be a colour
      = write `"#rrggbb"`; without the quotation marks `#` begins a comment
    templates/mine/design.yaml:8:15 DSN-VALUE `toc.leader` should be a text, and is a list
      = write it between "…"
    templates/mine/design.yaml:10:3 DSN-VALUE unknown key `boddy` in `styles`
      = did you mean `body`?
    templates/mine/design.yaml:11:17 DSN-VALUE type of 500.00pt cannot be set
      = sizes go from 4.00pt to 144.00pt
    templates/mine/design.yaml:11:24 DSN-VALUE unknown key `allign` in `quote`
      = did you mean `align`?
    templates/mine/design.yaml:11:48 DSN-VALUE `quote.weight` cannot be `heavy`
      = accepted: regular, bold
    templates/mine/design.yaml:12:9 DSN-VALUE `list` should be a mapping, and is a text
      = write `key: value` pairs
    templates/mine/design.yaml:13:1 DSN-VALUE unknown key `colour`
      = known here: extends, description, page, styles, fonts, paragraph, verse, notes, table, aside, code, dialogue, figure, running, chapter, toc, index, cover; your own keys begin with `x-`
    "##);
}

#[test]
fn a_page_without_room_is_refused() {
    assert_snapshot!(problems("page: {inner: 60mm, outer: 60mm, top: 100mm, bottom: 100mm}\n"), @r"
        templates/mine/design.yaml:1:7 DSN-VALUE the page has room for fewer than 5 lines
          = make `top`, `bottom` or `grid` smaller
        templates/mine/design.yaml:1:7 DSN-VALUE the lines are shorter than 10 em
          = make `inner` or `outer` smaller
        ");
}

#[test]
fn a_design_that_does_not_exist_is_refused() {
    let mut all = String::new();
    for name in ["clasic", "nothing", "../base", ".", ""] {
        all.push_str(&report(load_from(&[], name)));
    }
    all.push_str(&problems("extends: bse\n"));
    assert_snapshot!(all, @r"
        book.yaml:1:9 DSN-MISSING there is no design `clasic`
          = did you mean `classic`?
        book.yaml:1:9 DSN-MISSING there is no design `nothing`
          = there are base, classic, modern, pocket, poetry; one of your own is `templates/NAME/design.yaml` beside the manifest
        book.yaml:1:9 DSN-MISSING there is no design `../base`
          = there are base, classic, modern, pocket, poetry; one of your own is `templates/NAME/design.yaml` beside the manifest
        book.yaml:1:9 DSN-MISSING there is no design `.`
          = there are base, classic, modern, pocket, poetry; one of your own is `templates/NAME/design.yaml` beside the manifest
        book.yaml:1:9 DSN-MISSING there is no design ``
          = there are base, classic, modern, pocket, poetry; one of your own is `templates/NAME/design.yaml` beside the manifest
        templates/mine/design.yaml:1:10 DSN-MISSING there is no design `bse`
          = did you mean `base`?
        ");
}

#[test]
fn designs_in_a_circle_are_refused() {
    let files = [
        ("templates/a/design.yaml", "extends: b\n"),
        ("templates/b/design.yaml", "description: x\nextends: a\n"),
    ];
    assert_snapshot!(report(load_from(&files, "a")), @r"
        templates/b/design.yaml:2:10 DSN-CYCLE designs extend each other: a → b → a
          = let the last one extend `base`, or give a design of your own another name
          at book.yaml:1:9 named here first
        ");
    assert_snapshot!(problems("extends: mine\n"), @r"
        templates/mine/design.yaml:1:10 DSN-CYCLE designs extend each other: mine → mine
          = let the last one extend `base`, or give a design of your own another name
          at book.yaml:1:9 named here first
        ");
}

#[test]
fn syntax_errors_and_other_encodings_have_their_places() {
    let mut all = problems("page: [\n");
    all.push_str(&problems("- a\n"));
    all.push_str(&problems("extends: {}\n"));
    assert_snapshot!(all, @r"
        templates/mine/design.yaml:1:7 DSN-VALUE a bracket is opened and never closed
          = close it with `]` or `}`
        templates/mine/design.yaml:1:1 DSN-VALUE the file should be a mapping, and is a list
          = write `key: value` pairs
        templates/mine/design.yaml:1:10 DSN-VALUE `extends` should be a text, and is a mapping
          = write one text after the `:`
        ");
}

#[test]
fn an_empty_design_is_the_base() {
    let files = [("templates/mine/design.yaml", "# nothing yet\n")];
    let design = load_from(&files, "mine").1.unwrap();
    let base = load_from(&[], "base").1.unwrap();
    assert_eq!(format!("{:?}", design.styles), format!("{:?}", base.styles));
}

#[test]
fn a_long_chain_is_followed() {
    let files: Vec<(String, String)> = (0..200)
        .map(|at| (format!("templates/d{at}/design.yaml"), format!("extends: d{}\n", at + 1)))
        .chain([("templates/d200/design.yaml".to_owned(), String::new())])
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    assert!(load_from(&files, "d0").1.is_ok());
}

/// The keys of every mapping in a `design.yaml`, as the guide writes them.
fn keys_of_base() -> Vec<String> {
    let source = Source::new("design.yaml", include_str!("../templates/base/design.yaml"));
    let range = 0..source.text.len();
    let node = load::parse(&source, SourceId(0), range, Codes::DESIGN).unwrap();
    let mut keys = Vec::new();
    for (section, value) in node.entries().unwrap() {
        match value.entries() {
            Some(entries) if section.value == "styles" => {
                let inner = entries.iter().flat_map(|(_, style)| style.entries().unwrap());
                keys.extend(inner.map(|(key, _)| key.value.clone()));
                keys.extend(entries.iter().map(|(role, _)| role.value.clone()));
            }
            Some(entries) => {
                keys.extend(
                    entries.iter().map(|(key, _)| format!("{}.{}", section.value, key.value)),
                );
            }
            None => keys.push(section.value.clone()),
        }
    }
    keys
}

#[test]
fn the_guide_explains_every_key_and_role() {
    let guide = include_str!("../templates/README.md");
    let missing: Vec<String> =
        keys_of_base().into_iter().filter(|key| !guide.contains(&format!("`{key}`"))).collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn the_base_names_every_role() {
    let keys = keys_of_base();
    let missing: Vec<&str> = Role::ALL
        .iter()
        .map(|(_, name)| *name)
        .filter(|name| !keys.iter().any(|key| key == name))
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn each_role_has_a_kashida_level() {
    use nashr::design::model::Kashida;
    let level = |design: &Design, role| design.style(role).kashida;
    let (_, plain) = load_from(&[], "base");
    let plain = plain.unwrap();
    let found = [Role::Body, Role::BodyFirst, Role::Quote, Role::DialogueTurn, Role::Letter];
    assert!(found.iter().all(|role| level(&plain, *role) == Kashida::Low));
    assert_eq!(level(&plain, Role::VerseHemistich), Kashida::Full);
    let never = [Role::Heading1, Role::Code, Role::FigureCaption, Role::NoteText, Role::TableCell];
    assert!(never.iter().all(|role| level(&plain, *role) == Kashida::Off));

    let mine = "paragraph: {kashida: normal}\nverse: {kashida: low}\n\
                styles:\n  quote: {kashida: off}\n  note.text: {kashida: low}\n";
    let (_, mine) = load_from(&[("templates/mine/design.yaml", mine)], "mine");
    let mine = mine.unwrap();
    assert_eq!(level(&mine, Role::Body), Kashida::Normal);
    assert_eq!(level(&mine, Role::VerseLine), Kashida::Low);
    assert_eq!(level(&mine, Role::Quote), Kashida::Off);
    assert_eq!(level(&mine, Role::NoteText), Kashida::Low);
}
