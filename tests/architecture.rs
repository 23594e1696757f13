//! The order of the rooms, and what only one of them may do. The order is read from the map in
//! `src/lib.rs`, so that there is one list.

use std::path::{Path, PathBuf};

/// A source file: its path below `src/`, and its text.
struct File {
    path: String,
    text: String,
}

impl File {
    /// The room it is in: `collect` for `collect/find.rs`.
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Whether it holds only tests.
    fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("tests.rs")
    }

    /// Its lines of code with their numbers, without comments.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_code = |(_, line): &(usize, &str)| !line.trim_start().starts_with("//");
        self.text.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(is_code)
    }
}

fn sources() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut waiting = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in folder.read_dir().expect("src is there") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).expect("below src");
                files.push(File {
                    path: name.to_string_lossy().replace('\\', "/"),
                    text: String::from_utf8(read(&path)).expect("sources are UTF-8"),
                });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(files.len() > 50, "the sources were not found");
    files
}

#[expect(clippy::disallowed_methods, reason = "this test reads the sources themselves")]
fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("a readable source")
}

/// The rooms in their order, from the paragraph of `src/lib.rs` that lists them.
fn rooms() -> Vec<String> {
    let lib = sources().into_iter().find(|file| file.path == "lib.rs").expect("lib.rs");
    let lines = lib.text.lines().skip_while(|line| !line.contains("Rooms, in their order:"));
    let list: String = lines
        .skip(1)
        .map_while(|line| line.strip_prefix("//! "))
        .take_while(|line| !line.trim().is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    list.split(['`', ',', '.', ' ']).filter(|room| !room.is_empty()).map(String::from).collect()
}

/// The rooms that a line names as `crate::room` (or `{room, room}` after `crate::`).
fn named(line: &str) -> Vec<&str> {
    let after = line.split("crate::").skip(1);
    let room = |text: &'_ str| -> usize {
        text.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(text.len())
    };
    after
        .flat_map(|text| match text.strip_prefix('{') {
            Some(list) => list.split(',').map(str::trim).collect(),
            None => vec![text],
        })
        .map(|text| &text[..room(text)])
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn every_room_is_on_the_map_and_in_order() {
    let rooms = rooms();
    let rank = |room: &str| rooms.iter().position(|name| name == room);
    let mut faults = Vec::new();
    for file in sources() {
        if matches!(file.path.as_str(), "lib.rs" | "main.rs") {
            continue;
        }
        let Some(own) = rank(file.room()) else {
            faults.push(format!("src/{}: the room is not on the map in lib.rs", file.path));
            continue;
        };
        for (number, line) in file.lines() {
            for name in named(line) {
                // A name that is no room is a macro or an item of the crate's root.
                if rank(name).is_some_and(|other| other > own) {
                    faults.push(format!(
                        "src/{}:{number}: `{}` may not import `{name}`, which comes after it",
                        file.path,
                        file.room()
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every `pattern` of code stands only in files whose path begins with one of `homes`.
fn only_in(homes: &[&str], patterns: &[&str], rule: &str) {
    let mut faults = Vec::new();
    for file in sources() {
        if file.is_test() || homes.iter().any(|home| file.path.starts_with(home)) {
            continue;
        }
        for (number, line) in file.lines() {
            if patterns.iter().any(|pattern| line.contains(pattern)) {
                faults.push(format!("src/{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "{rule}:\n{}", faults.join("\n"));
}

#[test]
fn only_storage_touches_the_file_system() {
    let patterns = ["std::fs", "cap_std", "tempfile", "fs::read", "fs::write", "File::open"];
    only_in(&["storage/"], &patterns, "only storage touches the file system");
}

#[test]
fn only_the_terminal_prints() {
    let patterns =
        ["print!(", "println!(", "eprint!(", "eprintln!(", "dbg!(", "io::stdout", "io::stderr"];
    only_in(&["cli/terminal.rs"], &patterns, "only cli/terminal prints");
}

#[test]
fn one_file_names_the_yaml_crate() {
    only_in(&["manifest/load.rs"], &["serde_saphyr"], "only manifest/load names the YAML crate");
}

#[test]
fn one_file_names_the_shaper() {
    only_in(&["text/shape.rs"], &["rustybuzz"], "only text/shape names the shaper");
}

/// The same book gives the same bytes everywhere: nothing below the command line reads the clock,
/// the environment, or makes random numbers.
#[test]
fn nothing_depends_on_the_machine() {
    let patterns = ["SystemTime", "Instant::now", "std::env::var", "thread_rng"];
    // The cache chooses by times what it removes, and nothing else.
    let homes = ["cli/", "main.rs", "storage/cache"];
    only_in(&homes, &patterns, "only cli reads the environment");
}

/// The rules would be worth nothing if the reader of lines were blind.
#[test]
fn names_are_read_from_lines() {
    assert_eq!(named("use crate::base::{Code, Span};"), ["base"]);
    assert_eq!(named("    x: crate::text::Line, y: crate::pdf::Write"), ["text", "pdf"]);
    assert_eq!(named("use crate::{collect, layout::Page};"), ["collect", "layout"]);
    assert_eq!(rooms().first().map(String::as_str), Some("base"));
    assert_eq!(rooms().last().map(String::as_str), Some("cli"));
    assert_eq!(rooms().len(), 20);
}
