//! Reading inputs, confined to the manifest's folder.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata};

use super::ProjectPath;
use super::fault::reason;
use crate::base::{Code, Diagnostic, Digest, Warned};

/// The manifest's folder, open. Every read goes through this handle: a path or a link that leads
/// outside is refused by the operating system's own resolution, not by comparing names.
#[derive(Debug)]
pub struct ProjectRoot {
    dir: Dir,
    path: PathBuf,
    /// Every file that was read, with the digest of its bytes: the inputs of this run.
    inputs: Mutex<BTreeMap<String, Digest>>,
}

impl ProjectRoot {
    /// Opens the folder at `path` (as given on the command line).
    ///
    /// # Errors
    ///
    /// `MAN-MISSING` when there is no such folder or it cannot be opened: without it there is no
    /// manifest.
    pub fn open(path: &Path) -> Result<Self, Diagnostic> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let dir = Dir::open_ambient_dir(path, ambient_authority()).map_err(|error| {
            let message =
                format!("the folder `{}` cannot be opened: {}", path.display(), reason(&error));
            Diagnostic::new(Code::ManifestMissing, message)
                .hint("name a manifest or a folder with a `book.yaml`")
        })?;
        Ok(ProjectRoot { dir, path: path.to_owned(), inputs: Mutex::default() })
    }

    /// Opens the folder of the manifest that a command line names: a file, or a folder with a
    /// `book.yaml`.
    ///
    /// # Errors
    ///
    /// `MAN-MISSING` when there is neither, `MAN-CONTROL` for a name with an invisible character.
    pub fn of_manifest(argument: &Path) -> Result<(Self, ManifestName), Diagnostic> {
        if argument.is_dir() {
            let root = ProjectRoot::open(argument)?;
            let stem = folder_name(argument);
            return Ok((root, ManifestName { file: BOOK_FILE.to_owned(), stem: name(&stem)? }));
        }
        let (Some(file), Some(stem)) = (argument.file_name(), argument.file_stem()) else {
            return Err(no_manifest(argument));
        };
        if !argument.exists() {
            return Err(no_manifest(argument));
        }
        let root = ProjectRoot::open(argument.parent().unwrap_or(Path::new("")))?;
        let file = name(&file.to_string_lossy())?;
        Ok((root, ManifestName { file, stem: name(&stem.to_string_lossy())? }))
    }

    /// The folder's own path, as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where `path` is, as seen from where the folder was named.
    pub fn below(&self, path: &ProjectPath) -> PathBuf {
        if self.path == Path::new(".") {
            PathBuf::from(path.as_str())
        } else {
            self.path.join(path.as_str())
        }
    }

    /// The open folder once more.
    pub(super) fn handle(&self) -> io::Result<Dir> {
        self.dir.try_clone()
    }

    /// Where `path` is on the machine, with links resolved; `None` when it does not exist.
    pub(super) fn canonical(&self, path: &str) -> Option<PathBuf> {
        std::fs::canonicalize(self.path.join(path)).ok()
    }

    /// Reads an ordinary file of at most `limit` bytes.
    ///
    /// # Errors
    ///
    /// `COL-FILE-MISSING`, `COL-FILE-UNREADABLE` (no permission, a folder, a pipe, a device),
    /// `COL-PATH-ESCAPE` (a link to the outside), `COL-FILE-TOO-LARGE` (also for a file that grows
    /// while it is read). The problems have no place yet: the caller knows who named the file.
    pub fn read(&self, path: &ProjectPath, limit: u64) -> Result<Vec<u8>, Diagnostic> {
        let bytes = self.read_aside(path, limit)?;
        self.lock_inputs().insert(path.to_string(), Digest::of(&bytes));
        Ok(bytes)
    }

    /// The same for a file that is no input of the book: nothing in the outputs depends on it.
    ///
    /// # Errors
    ///
    /// As [`ProjectRoot::read`].
    pub fn read_aside(&self, path: &ProjectPath, limit: u64) -> Result<Vec<u8>, Diagnostic> {
        let metadata = self.dir.metadata(path.as_str()).map_err(|e| self.explain(path, &e))?;
        refuse_special(path, &metadata)?;
        refuse_large(path, metadata.len(), limit)?;
        let file = self.dir.open(path.as_str()).map_err(|error| self.explain(path, &error))?;
        let mut bytes = Vec::with_capacity(metadata.len() as usize);
        // One byte more than allowed tells a file of exactly `limit` from one that grew past it.
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|e| self.explain(path, &e))?;
        refuse_large(path, bytes.len() as u64, limit)?;
        Ok(bytes)
    }

    /// Every file that was read so far, by its path, with the digest of its bytes.
    pub fn inputs(&self) -> BTreeMap<String, Digest> {
        self.lock_inputs().clone()
    }

    /// Reads every input again and reports those that are no longer as they were.
    pub fn changed(&self) -> Vec<Diagnostic> {
        let is_changed = |path: &str, digest: Digest| {
            let now = self.dir.open(path).and_then(Digest::of_stream);
            !now.is_ok_and(|now| now == digest)
        };
        let changed = self.inputs().into_iter().filter(|(path, digest)| is_changed(path, *digest));
        changed
            .map(|(path, _)| {
                let message = format!("`{path}` was changed while the book was built");
                Diagnostic::new(Code::InputChanged, message).hint("build again")
            })
            .collect()
    }

    fn lock_inputs(&self) -> MutexGuard<'_, BTreeMap<String, Digest>> {
        // Nothing that could panic is done while the lock is held.
        self.inputs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether an ordinary file is there.
    pub fn has_file(&self, path: &ProjectPath) -> bool {
        self.dir.metadata(path.as_str()).is_ok_and(|metadata| metadata.is_file())
    }

    /// Whether a folder is there.
    pub fn has_folder(&self, path: &ProjectPath) -> bool {
        path.is_root() || self.dir.metadata(path.as_str()).is_ok_and(|metadata| metadata.is_dir())
    }

    /// Every file below `folder`, however deep, sorted by path. Hidden files (`.name`) are left
    /// out, links to folders are not followed (they could form a circle), links to files are
    /// listed. A file whose name cannot be a [`ProjectPath`] is reported.
    ///
    /// # Errors
    ///
    /// When `folder` or a folder below it cannot be listed.
    pub fn list(&self, folder: &ProjectPath) -> Result<Warned<Vec<ProjectPath>>, Diagnostic> {
        let mut files = Vec::new();
        let mut diagnostics = Vec::new();
        let mut waiting = vec![folder.clone()];
        while let Some(folder) = waiting.pop() {
            let mut entries = self.entries(&folder)?;
            entries.sort();
            for Entry { name, is_folder } in entries {
                match ProjectPath::parse(&name) {
                    Ok(below) if is_folder => waiting.push(folder.join(&below)),
                    Ok(below) => files.push(folder.join(&below)),
                    Err(problem) => diagnostics.push(problem.hint("rename the file")),
                }
            }
        }
        files.sort();
        Ok(Warned { value: files, diagnostics })
    }

    /// What stands directly in `folder`, without hidden names.
    fn entries(&self, folder: &ProjectPath) -> Result<Vec<Entry>, Diagnostic> {
        let name = if folder.is_root() { "." } else { folder.as_str() };
        let listing = self.dir.read_dir(name).map_err(|error| self.explain(folder, &error))?;
        let mut entries = Vec::new();
        for entry in listing {
            let entry = entry.map_err(|error| self.explain(folder, &error))?;
            let kind = entry.file_type().map_err(|error| self.explain(folder, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_door = kind.is_symlink() && self.leads_to_folder(folder, &name);
            if !name.starts_with('.') && !is_door {
                entries.push(Entry { name, is_folder: kind.is_dir() });
            }
        }
        Ok(entries)
    }

    fn leads_to_folder(&self, folder: &ProjectPath, name: &str) -> bool {
        let path = Path::new(folder.as_str()).join(name);
        self.dir.metadata(path).is_ok_and(|metadata| metadata.is_dir())
    }

    /// Puts a failed read into words.
    fn explain(&self, path: &ProjectPath, error: &io::Error) -> Diagnostic {
        if let Some((link, target)) = self.escaping_link(path, error) {
            let message = format!("`{link}` is a link that leaves the project, to `{target}`");
            return Diagnostic::new(Code::PathEscape, message)
                .hint("copy the file into the project instead of linking to it");
        }
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => self.missing(path),
            ErrorKind::PermissionDenied => Diagnostic::new(
                Code::FileUnreadable,
                format!("`{path}` cannot be read: permission denied"),
            )
            .hint("give yourself permission to read it"),
            _ => Diagnostic::new(
                Code::FileUnreadable,
                format!("`{path}` cannot be read: {}", reason(error)),
            )
            .hint("check the file and the disk"),
        }
    }

    /// `path` does not exist: perhaps a file beside it has nearly the same name.
    fn missing(&self, path: &ProjectPath) -> Diagnostic {
        let problem = Diagnostic::new(Code::FileMissing, format!("there is no file `{path}`"));
        match self.similar(path) {
            Some(similar) => problem.hint(format!("did you mean `{similar}`?")),
            None => problem.hint(
                "check the spelling; paths are relative to the folder of the file that names them",
            ),
        }
    }

    /// The file beside `path` with the most similar name, if one is similar enough.
    fn similar(&self, path: &ProjectPath) -> Option<ProjectPath> {
        let folder = path.parent();
        let names = self.entries(&folder).ok().filter(|names| names.len() <= COMPARED_NAMES)?;
        let (closeness, name) = names
            .into_iter()
            .filter(|entry| !entry.is_folder)
            .map(|entry| (strsim::jaro_winkler(&entry.name, path.name()), entry.name))
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)))?;
        // Above 0.85 lie single typing errors and swapped letters; below, merely equal endings.
        (closeness > 0.85)
            .then(|| ProjectPath::parse(&name).ok())
            .flatten()
            .map(|n| folder.join(&n))
    }

    /// The first link on the way to `path`, with its target, when `error` says that the way led
    /// out of the root.
    fn escaping_link(&self, path: &ProjectPath, error: &io::Error) -> Option<(String, String)> {
        // cap-std answers an escape with this kind and, unlike the system, without a number.
        if error.kind() != ErrorKind::PermissionDenied || error.raw_os_error().is_some() {
            return None;
        }
        let mut reached = ProjectPath::default();
        for component in path.components() {
            reached = reached.join(&ProjectPath::parse(component).ok()?);
            if let Ok(target) = self.dir.read_link_contents(reached.as_str()) {
                return Some((reached.to_string(), target.display().to_string()));
            }
        }
        Some((path.to_string(), "an unknown place".to_owned()))
    }
}

/// Names that follow from the manifest's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestName {
    /// The manifest's file name, in its folder.
    pub file: String,
    /// Stem of the outputs: that of the manifest, or the name of the folder that was named instead.
    pub stem: String,
}

/// The manifest in a folder that is named instead of it.
pub const BOOK_FILE: &str = "book.yaml";

/// The name of a folder, also when it is named as `.` or `..`; `book` for the root of the disk.
fn folder_name(folder: &Path) -> String {
    let resolved = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    resolved
        .file_name()
        .map_or_else(|| "book".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// A name that outputs may carry.
fn name(text: &str) -> Result<String, Diagnostic> {
    Ok(ProjectPath::parse(text)?.to_string())
}

fn no_manifest(argument: &Path) -> Diagnostic {
    let message = format!("there is no manifest `{}`", argument.display());
    Diagnostic::new(Code::ManifestMissing, message)
        .hint("name a manifest, or a folder with a `book.yaml`; `nashr new NAME` begins a book")
}

/// Largest folder whose names are compared with that of a missing file: a manifest can name tens of
/// thousands of missing files, and each is compared with all.
const COMPARED_NAMES: usize = 500;

/// A name in a folder.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    name: String,
    is_folder: bool,
}

fn refuse_special(path: &ProjectPath, metadata: &Metadata) -> Result<(), Diagnostic> {
    if metadata.is_file() {
        return Ok(());
    }
    let what = if metadata.is_dir() { "a folder" } else { "a pipe, a socket or a device" };
    Err(Diagnostic::new(Code::FileUnreadable, format!("`{path}` is {what}, not an ordinary file"))
        .hint("name a file"))
}

fn refuse_large(path: &ProjectPath, size: u64, limit: u64) -> Result<(), Diagnostic> {
    if size <= limit {
        return Ok(());
    }
    let message =
        format!("`{path}` has more than {}, the most that is read of its kind", mib(limit));
    Err(Diagnostic::new(Code::FileTooLarge, message).hint("split the file, or make it smaller"))
}

/// A limit as people read it; limits are whole mebibytes, but tests use smaller ones.
fn mib(bytes: u64) -> String {
    if bytes >= 1 << 20 { format!("{} MiB", bytes >> 20) } else { format!("{bytes} bytes") }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixture {
        folder: tempfile::TempDir,
    }

    impl Fixture {
        fn new(files: &[(&str, &str)]) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let dir = Dir::open_ambient_dir(folder.path(), ambient_authority()).unwrap();
            for (path, text) in files {
                if let Some((parent, _)) = path.rsplit_once('/') {
                    dir.create_dir_all(parent).unwrap();
                }
                dir.write(path, text).unwrap();
            }
            Fixture { folder }
        }

        fn root(&self) -> ProjectRoot {
            ProjectRoot::open(self.folder.path()).unwrap()
        }

        fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, (Code, String)> {
            let path = ProjectPath::parse(path).unwrap();
            self.root().read(&path, limit).map_err(|problem| (problem.code, problem.message))
        }
    }

    #[test]
    fn files_are_read_up_to_the_limit() {
        let fixture = Fixture::new(&[("a/b.md", "12345")]);
        assert_eq!(fixture.read("a/b.md", 5).unwrap(), b"12345");
        let too_large = fixture.read("a/b.md", 4).unwrap_err();
        assert_eq!(too_large.0, Code::FileTooLarge);
        assert_eq!(fixture.read("a", 9).unwrap_err().1, "`a` is a folder, not an ordinary file");
        assert_eq!(fixture.read("a/b.md/c", 9).unwrap_err().0, Code::FileMissing);
    }

    #[test]
    fn a_file_that_changes_is_noticed() {
        let fixture = Fixture::new(&[("a.md", "1"), ("b.md", "1"), ("c.md", "1")]);
        let root = fixture.root();
        for name in ["a.md", "b.md"] {
            root.read(&ProjectPath::parse(name).unwrap(), 9).unwrap();
        }
        assert_eq!(root.changed(), []);
        root.dir.write("a.md", "2").unwrap();
        root.dir.remove_file("b.md").unwrap();
        root.dir.write("c.md", "2").unwrap();
        let messages: Vec<String> = root.changed().into_iter().map(|p| p.message).collect();
        let expected =
            ["`a.md`", "`b.md`"].map(|n| format!("{n} was changed while the book was built"));
        assert_eq!(messages, expected);
    }

    #[test]
    fn a_missing_file_names_its_neighbour() {
        let fixture = Fixture::new(&[("texts/chapter.md", ""), ("texts/other.md", "")]);
        let path = ProjectPath::parse("texts/chpater.md").unwrap();
        let problem = fixture.root().read(&path, 9).unwrap_err();
        assert_eq!(problem.code, Code::FileMissing);
        assert_eq!(problem.hint.as_deref(), Some("did you mean `texts/chapter.md`?"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_may_not_leave_the_project() {
        use std::os::unix::fs::symlink;
        let outside = Fixture::new(&[("secret", "s"), ("folder/x.md", "x")]);
        let fixture = Fixture::new(&[("a.md", "a"), ("texts/z.md", "z")]);
        let at = |name: &str| fixture.folder.path().join(name);
        symlink(outside.folder.path().join("secret"), at("evil.md")).unwrap();
        symlink(outside.folder.path().join("folder"), at("door")).unwrap();
        symlink("a.md", at("inside.md")).unwrap();
        symlink("texts", at("loop")).unwrap();
        let (code, message) = fixture.read("evil.md", 9).unwrap_err();
        assert_eq!(code, Code::PathEscape);
        assert!(
            message.starts_with("`evil.md` is a link that leaves the project, to `/"),
            "{message}"
        );
        assert_eq!(fixture.read("door/x.md", 9).unwrap_err().0, Code::PathEscape);
        assert_eq!(fixture.read("inside.md", 9).unwrap(), b"a");
        let listed = fixture.root().list(&ProjectPath::default()).unwrap().value;
        let listed: Vec<&str> = listed.iter().map(ProjectPath::as_str).collect();
        assert_eq!(listed, ["a.md", "door", "evil.md", "inside.md", "texts/z.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn devices_are_not_read() {
        let root = ProjectRoot::open(Path::new("/dev")).unwrap();
        let problem = root.read(&ProjectPath::parse("zero").unwrap(), 9).unwrap_err();
        assert_eq!(problem.code, Code::FileUnreadable);
    }

    #[test]
    fn listing_is_sorted_and_leaves_hidden_files_out() {
        let fixture = Fixture::new(&[
            ("b.md", ""),
            ("a/z.md", ""),
            ("a/.git/x", ""),
            (".h", ""),
            ("a.md", ""),
        ]);
        let listed = fixture.root().list(&ProjectPath::default()).unwrap();
        let names: Vec<&str> = listed.value.iter().map(ProjectPath::as_str).collect();
        assert_eq!(names, ["a.md", "a/z.md", "b.md"]);
        assert!(listed.diagnostics.is_empty());
    }
}
