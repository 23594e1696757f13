//! The specimen touches every role.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use nashr::base::{Sources, Stamp};
use nashr::design::Role;
use nashr::layout::Item;
use nashr::pipeline::{self, Job, LaidBook};
use nashr::storage::Cache;

/// The specimen in the design `name` of the project in `folder`, on pages.
pub fn specimen(folder: &Path, name: &str) -> LaidBook {
    let project = pipeline::specimen_project(folder, name).expect("a specimen");
    let job = Job {
        manifest: project.path().join(format!("specimen-{name}.yaml")),
        only: Vec::new(),
        delivery: None,
        stamp: Stamp::from_epoch(None).expect("the default is a time stamp"),
        locked: false,
        show: None,
        cache: Arc::new(Cache::none()),
    };
    let (book, problems) = pipeline::pages(&job, &mut Sources::default());
    assert_eq!(problems, []);
    book.expect("a book without problems has pages")
}

/// The grays of `INKS` are told apart by so much.
const STEP: f64 = 0.005;
/// The ink of the first role.
const FIRST: f64 = 0.5;

/// Every role gets an ink of its own; each ink must be on some page.
#[test]
fn the_specimen_touches_every_role() {
    let ink = |at: usize| FIRST + at as f64 * STEP;
    // An ornament is the one thing that no text asks for.
    let mut yaml = "extends: classic\nchapter: {ornament-place: above}\nstyles:\n".to_owned();
    for (at, (_, name)) in Role::ALL.iter().enumerate() {
        let _ = writeln!(yaml, "  {name}: {{ink: {:.3}}}", ink(at));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let design = folder.path().join("templates/inks");
    std::fs::create_dir_all(&design).expect("a folder");
    std::fs::write(design.join("design.yaml"), yaml).expect("a file");

    let book = specimen(folder.path(), "inks");
    let mut seen: BTreeSet<i64> = BTreeSet::new();
    let steps = |ink: f64| ((ink - FIRST) / STEP).round() as i64;
    for item in book.paged.pages.iter().flat_map(|page| &page.items) {
        if let Item::Text { line, .. } = item {
            seen.extend(line.pieces.iter().map(|piece| steps(piece.style.ink)));
        }
    }
    let absent = |(at, _): &(usize, &(Role, &str))| !seen.contains(&(*at as i64));
    let absent: Vec<&str> =
        Role::ALL.iter().enumerate().filter(absent).map(|(_, (_, name))| *name).collect();
    assert_eq!(absent, [""; 0], "add them to templates/specimen");
}
