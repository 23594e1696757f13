//! Many books below one folder: which there are, which of them a shard has, and building them side
//! by side.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;

use crate::base::{Code, Diagnostic, Severity, Source, SourceId, Sources, Span, Warned, limits};
use crate::collect;
use crate::manifest::load;
use crate::manifest::node::{Codes, Node};
use crate::storage::{BOOK_FILE, ProjectPath, ProjectRoot};

use super::Shard;

/// Stack of a thread that builds a book, the usual one of a program's first thread on Linux: what
/// is built alone and what is built among others has the same room.
const STACK_BYTES: usize = 8 << 20;

/// The books below a folder.
#[derive(Debug)]
pub struct Catalogue {
    /// The folder as it was named.
    pub folder: PathBuf,
    /// The books in the order of their paths.
    pub books: Vec<Book>,
}

/// One book of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// Stem of its outputs.
    pub name: String,
    /// Its manifest, below the catalogue's folder.
    pub manifest: ProjectPath,
    /// What the command line would name to build it alone: the manifest, or the folder of a
    /// `book.yaml`.
    pub argument: PathBuf,
    /// The manifest of another book whose outputs would have the same names.
    pub twin: Option<ProjectPath>,
}

impl Catalogue {
    /// The books below `folder`: every `book.yaml`, and every other `*.yaml` or `*.yml` that has a
    /// key `schema` and that no other file builds on. `None` when `folder` is no folder, is itself the folder of a book, or has no
    /// book below it.
    ///
    /// # Errors
    ///
    /// When a folder cannot be listed.
    pub fn find(folder: &Path) -> Result<Option<Warned<Self>>, Diagnostic> {
        if !folder.is_dir() {
            return Ok(None);
        }
        let root = ProjectRoot::open(folder)?;
        if root.has_file(&ProjectPath::parse(BOOK_FILE)?) {
            return Ok(None);
        }
        let mut listed = root.list(&ProjectPath::default())?;
        // A name that no path can have may belong to no book at all.
        for problem in &mut listed.diagnostics {
            problem.severity = Severity::Warning;
        }
        let manifests = manifests(&root, listed.value).into_iter();
        let mut books: Vec<Book> = manifests.map(|path| Book::new(folder, path)).collect();
        if books.is_empty() {
            return Ok(None);
        }
        find_twins(&mut books);
        let value = Catalogue { folder: folder.to_owned(), books };
        Ok(Some(Warned { value, diagnostics: listed.diagnostics }))
    }

    /// Keeps only the books of `shard`.
    pub fn keep_shard(&mut self, shard: Shard) {
        self.books.retain(|book| shard.has(book.manifest.as_str()));
    }
}

impl Book {
    fn new(folder: &Path, manifest: ProjectPath) -> Self {
        let in_folder = manifest.name() == BOOK_FILE;
        let (named, name) = if in_folder {
            (manifest.parent(), manifest.parent().name().to_owned())
        } else {
            (manifest.clone(), manifest.stem().to_owned())
        };
        let argument = named.components().fold(folder.to_owned(), |path, name| path.join(name));
        Book { name, manifest, argument, twin: None }
    }

    /// Why the book cannot be built among the others: another one has its name. The manifests are
    /// added to `sources`, with paths below the catalogue's folder.
    pub fn refusal(&self, sources: &mut Sources) -> Option<Diagnostic> {
        let twin = self.twin.as_ref()?;
        let mut place =
            |path: &ProjectPath| Span::start_of(sources.add(Source::new(path.as_str(), "")));
        let message = format!("two books are called `{}`", self.name);
        let problem = Diagnostic::new(Code::ManifestSameName, message)
            .at(place(&self.manifest))
            .label(place(twin), "the other one")
            .hint("rename one: outputs are called after the manifest, or after the folder of a `book.yaml`");
        Some(problem)
    }
}

/// Those of `files` that are manifests of books. A file that another one builds on (`defaults:`) is
/// a part of that book, whatever keys it has.
fn manifests(root: &ProjectRoot, files: Vec<ProjectPath>) -> Vec<ProjectPath> {
    let mut manifests = Vec::new();
    let mut parts = BTreeSet::new();
    for path in files {
        if !matches!(path.extension().as_str(), "yaml" | "yml") {
            continue;
        }
        let facts = Facts::read(root, &path);
        let folder = path.parent();
        parts.extend(facts.defaults.iter().map(|named| folder.join(named)));
        if facts.has_schema || path.name() == BOOK_FILE {
            manifests.push(path);
        }
    }
    manifests.retain(|path| !parts.contains(path));
    manifests
}

/// What a YAML file says about whether it or another one is a manifest.
#[derive(Debug, Default, PartialEq, Eq)]
struct Facts {
    /// Whether it has a key `schema`.
    has_schema: bool,
    /// The files that it builds on, from its own folder.
    defaults: Vec<ProjectPath>,
}

impl Facts {
    /// What is known of a file. One that cannot be read is taken for a manifest: building it says
    /// what is wrong.
    fn read(root: &ProjectRoot, path: &ProjectPath) -> Self {
        match root.read(path, limits::MANIFEST_BYTES) {
            Ok(bytes) => {
                let text = collect::decode(bytes, path.as_str());
                text.map(|text| Facts::of(&text)).unwrap_or_default()
            }
            Err(_) => Facts { has_schema: true, defaults: Vec::new() },
        }
    }

    /// What a YAML text says. In one that is not well formed a line that begins with the key is
    /// enough: a book with a broken manifest must not vanish from its catalogue.
    fn of(text: &str) -> Self {
        if !text.contains("schema") && !text.contains("defaults") {
            return Facts::default();
        }
        let source = Source::new("", text);
        match load::parse(&source, SourceId::default(), 0..text.len(), Codes::MANIFEST) {
            Ok(node) => {
                let named = node.get("defaults").and_then(Node::items).unwrap_or_default();
                let paths = named.iter().filter_map(Node::text);
                Facts {
                    has_schema: node.get("schema").is_some(),
                    defaults: paths.filter_map(|t| ProjectPath::parse(&t.value).ok()).collect(),
                }
            }
            Err(_) => Facts { has_schema: text.lines().any(begins_schema), defaults: Vec::new() },
        }
    }
}

fn begins_schema(line: &str) -> bool {
    line.strip_prefix("schema").is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// Notes for every book the first other one that has its name. Upper and lower case do not tell
/// names apart, because not every file system does.
fn find_twins(books: &mut [Book]) {
    let mut by_name: BTreeMap<String, Vec<ProjectPath>> = BTreeMap::new();
    for book in books.iter() {
        by_name.entry(book.name.to_lowercase()).or_default().push(book.manifest.clone());
    }
    for book in books {
        let same = by_name.get(&book.name.to_lowercase()).into_iter().flatten();
        book.twin = same.into_iter().find(|path| **path != book.manifest).cloned();
    }
}

/// Does `work` for every one of `count` things, at most `at_once` at a time, and hands the results
/// to `done` in order, each as soon as all before it are there. A result is `Err` when `work`
/// panicked; the others go on.
///
/// The threads stand beside the pool of rayon, in which all of them do their inner work: how many
/// books are in memory is bounded by `at_once`, which stealing among the pool's own threads would
/// not promise.
pub fn side_by_side<T: Send>(
    count: usize,
    at_once: usize,
    work: impl Fn(usize) -> T + Sync,
    mut done: impl FnMut(usize, thread::Result<T>),
) {
    let next = AtomicUsize::new(0);
    let worker = |results: Sender<(usize, thread::Result<T>)>| {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return;
            }
            let result = panic::catch_unwind(AssertUnwindSafe(|| work(at)));
            // The receiver outlives all senders.
            drop(results.send((at, result)));
        }
    };
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        let mut threads = 0;
        for _ in 0..at_once.min(count) {
            let sender = sender.clone();
            let begun = thread::Builder::new()
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, || worker(sender));
            threads += usize::from(begun.is_ok());
        }
        if threads == 0 {
            // The system gives no thread: everything is done in this one.
            worker(sender.clone());
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut wanted = 0;
        for (at, result) in receiver {
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&wanted) {
                done(wanted, result);
                wanted += 1;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_a_panic_stops_nobody() {
        let inside = AtomicUsize::new(0);
        let most = AtomicUsize::new(0);
        let mut seen = Vec::new();
        side_by_side(
            40,
            3,
            |at| {
                most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                thread::yield_now();
                inside.fetch_sub(1, Ordering::SeqCst);
                assert!(at != 7, "this panic is wanted");
                at * 2
            },
            |at, result| seen.push((at, result.ok())),
        );
        let expected: Vec<_> = (0..40).map(|at| (at, (at != 7).then_some(at * 2))).collect();
        assert_eq!(seen, expected);
        assert!(most.into_inner() <= 3);
        side_by_side(0, 3, |at| at, |_, _| panic!("there is nothing to do"));
    }

    #[test]
    fn manifests_are_known_by_their_schema() {
        for (text, expected) in [
            ("schema: 1\nbook: {}", true),
            ("{book: {}, schema: 1}", true),
            ("title: a\n", false),
            ("title: schema\n", false),
            ("book: {schema: 1}", false),
            ("schema : 1\nbook: [", true),
            ("title: [\n  schema: 1", false),
        ] {
            assert_eq!(Facts::of(text).has_schema, expected, "{text:?}");
        }
    }

    #[test]
    fn files_that_a_manifest_builds_on_are_named() {
        let facts = Facts::of("defaults: [house.yaml, a/b.yaml, ../up.yaml, 1]\nschema: 1");
        let paths: Vec<&str> = facts.defaults.iter().map(ProjectPath::as_str).collect();
        assert_eq!(paths, ["house.yaml", "a/b.yaml", "1"]);
        assert_eq!(Facts::of("defaults: house.yaml"), Facts::default());
    }

    #[test]
    fn names_that_differ_in_case_only_are_one() {
        let book = |path: &str| Book::new(Path::new("books"), ProjectPath::parse(path).unwrap());
        let mut books = vec![book("B.yaml"), book("a/book.yaml"), book("c/b.yaml")];
        find_twins(&mut books);
        assert_eq!(books[0].twin.as_ref(), Some(&books[2].manifest));
        assert_eq!(
            (books[1].name.as_str(), books[1].argument.as_path()),
            ("a", Path::new("books/a"))
        );
        assert_eq!(books[1].twin, None);
        assert_eq!(books[2].argument, Path::new("books/c/b.yaml"));
    }
}
