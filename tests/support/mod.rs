//! A project in a temporary folder, the program run in it, and what must come of that.
//!
//! ```ignore
//! Project::new()
//!     .book("  - {file: a.md}")
//!     .run(&["check", "book.yaml"])
//!     .stderr("book.yaml:4:12: error[COL-FILE-MISSING]: …")
//!     .status(1);
//! ```

#![expect(clippy::disallowed_methods, reason = "tests make their own files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A project in a folder of its own, which is removed at the end.
pub struct Project {
    folder: TempDir,
    environment: Vec<(String, String)>,
}

impl Project {
    /// An empty folder.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Project { folder, environment: Vec::new() }
    }

    /// Writes a file and the folders above it.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, bytes).expect("a file");
        self
    }

    /// Copies a file from elsewhere.
    pub fn copy(self, from: &Path, path: &str) -> Self {
        let bytes = fs::read(from).expect("a readable file");
        self.file(path, bytes)
    }

    /// Makes a folder.
    pub fn folder(self, path: &str) -> Self {
        fs::create_dir_all(self.path(path)).expect("a folder");
        self
    }

    /// Makes a symbolic link.
    #[cfg(unix)]
    pub fn link(self, path: &str, target: impl AsRef<Path>) -> Self {
        std::os::unix::fs::symlink(target, self.path(path)).expect("a link");
        self
    }

    /// Writes `book.yaml` with the given lines below `contents:`, the first of which is line 4.
    pub fn book(self, contents: &str) -> Self {
        self.file(
            "book.yaml",
            format!("schema: 1\nbook: {{title: کتاب, lang: fa}}\ncontents:\n{contents}\n"),
        )
    }

    /// Sets a variable for the runs to come.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Where `path` is on the machine.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs the program in the folder. It sees no variable of the test's own environment.
    pub fn run(self, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_nashr"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .output()
            .expect("the program runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
        Run {
            project: self,
            status: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Runs the program with a standard output whose reader has gone away.
    pub fn run_into_closed_pipe(self, arguments: &[&str]) -> Run {
        let mut command = self.command(env!("CARGO_BIN_EXE_nashr"), arguments);
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = command.stdout(writer).stderr(Stdio::piped()).output().expect("it runs");
        let stderr = String::from_utf8(output.stderr).expect("the program writes UTF-8");
        Run { project: self, status: output.status.code(), stdout: String::new(), stderr }
    }

    /// Starts the program in the folder and does not wait for it; what it says is lost.
    pub fn start(&self, arguments: &[&str]) -> Child {
        self.command(env!("CARGO_BIN_EXE_nashr"), arguments).spawn().expect("the program starts")
    }

    /// Starts the program under `strace` with a fault injected.
    #[cfg(target_os = "linux")]
    pub fn traced(&self, fault: &str, arguments: &[&str]) -> Child {
        let program = env!("CARGO_BIN_EXE_nashr");
        let words = ["-f", "-o", "/dev/null", fault, program];
        let words: Vec<&str> = words.iter().chain(arguments).copied().collect();
        self.command("strace", &words).spawn().expect("strace runs")
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Every file with its bytes, hidden ones too.
    pub fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut waiting = vec![self.folder.path().to_owned()];
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(&folder).expect("a listing") {
                let path = entry.expect("an entry").path();
                if path.is_dir() && !path.is_symlink() {
                    waiting.push(path);
                } else {
                    let name = path.strip_prefix(self.folder.path()).expect("below the folder");
                    let bytes = fs::read(&path).unwrap_or_default();
                    files.insert(name.to_string_lossy().into_owned(), bytes);
                }
            }
        }
        files
    }
}

/// Says that a test cannot be made here.
#[expect(clippy::print_stderr, reason = "a test that is not made must not look as if it passed")]
pub fn skip(why: &str) {
    eprintln!("SKIPPED: {why}");
}

/// A run that has ended.
pub struct Run {
    project: Project,
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    /// The messages, exactly; the common indentation of `expected` does not count.
    pub fn stderr(self, expected: &str) -> Self {
        same("stderr", &self.stderr, &unindented(expected));
        self
    }

    /// The data, exactly.
    pub fn stdout(self, expected: &str) -> Self {
        same("stdout", &self.stdout, &unindented(expected));
        self
    }

    /// A piece of the messages, where the rest depends on the machine.
    pub fn stderr_has(self, piece: &str) -> Self {
        assert!(self.stderr.contains(piece), "stderr has no {piece:?}:\n{}", self.stderr);
        self
    }

    /// A piece of the data.
    pub fn stdout_has(self, piece: &str) -> Self {
        assert!(self.stdout.contains(piece), "stdout has no {piece:?}:\n{}", self.stdout);
        self
    }

    /// The exit status. It is the last expectation of a run and gives the project back.
    pub fn status(self, expected: i32) -> Project {
        assert_eq!(self.status, Some(expected), "exit status; stderr:\n{}", self.stderr);
        self.project
    }
}

fn same(what: &str, found: &str, expected: &str) {
    assert!(found == expected, "{what} is\n{found}\nbut should be\n{expected}");
}

/// The text without its first line break and the indentation that its lines have in common.
fn unindented(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let common = lines().map(indent).min().unwrap_or_default();
    let mut plain: String =
        text.lines().map(|line| line.get(common..).unwrap_or_default().to_owned() + "\n").collect();
    if text.is_empty() || text.ends_with([' ', '\n']) {
        // The last line holds only the indentation of the closing quote.
        plain.truncate(plain.trim_end().len());
        if !plain.is_empty() {
            plain.push('\n');
        }
    }
    plain
}
