//! What an earlier build left: its record and its outputs, for reading only.

use std::path::{Path, PathBuf};

use cap_std::ambient_authority;
use cap_std::fs::Dir;

use super::commit::read_small;
use super::record::{BuildRecord, Ledger, RECORD_NAME};
use crate::base::{Code, Diagnostic, Digest};

/// An output folder that is only looked at.
#[derive(Debug)]
pub struct Built {
    dir: Dir,
    path: PathBuf,
    ledger: Ledger,
}

impl Built {
    /// Opens the folder and reads its `build.json`; a record that cannot be read counts as none.
    ///
    /// # Errors
    ///
    /// `VER-UNBUILT` when there is no such folder.
    pub fn open(path: &Path) -> Result<Self, Diagnostic> {
        let dir = Dir::open_ambient_dir(path, ambient_authority()).map_err(|_| {
            let message = format!("there is no folder `{}`", path.display());
            Diagnostic::new(Code::VerifyUnbuilt, message)
                .hint("build the book, or name the folder of its outputs with `--out`")
        })?;
        let ledger = Ledger::read(&read_small(&dir, RECORD_NAME));
        Ok(Built { dir, path: path.to_owned(), ledger })
    }

    /// The last build of `book`.
    pub fn record(&self, book: &str) -> Option<&BuildRecord> {
        self.ledger.books.get(book)
    }

    /// The digest of the output `name` as it stands there; `None` when it cannot be read.
    pub fn digest(&self, name: &str) -> Option<Digest> {
        self.dir.open(name).and_then(Digest::of_stream).ok()
    }

    /// Where the output `name` is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}
