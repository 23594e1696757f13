//! A small file of ours that stands beside the manifest: the book's lock.

use std::io::Write as _;
use std::path::PathBuf;

use cap_std::fs::{Dir, OpenOptions};

use super::fault::while_writing;
use super::lock::FolderLock;
use super::{ProjectPath, ProjectRoot};
use crate::base::{Code, Diagnostic};

/// Ending of the file while it is written. With the folder's lock held, whatever has it is stale.
const STAGED_ENDING: &str = ".nashr-tmp";

/// The right to write one file in the manifest's folder; no other process has it meanwhile.
#[derive(Debug)]
pub struct BesideManifest {
    dir: Dir,
    folder: PathBuf,
    path: PathBuf,
    name: String,
    _lock: FolderLock,
}

impl ProjectRoot {
    /// Takes the right to write `name` beside the manifest.
    ///
    /// # Errors
    ///
    /// `ENV-OUTPUT-LOCKED` when another process has it; `ENV-OUTPUT-UNWRITABLE` or `ENV-IO` when
    /// the folder cannot be written.
    pub fn write_beside(&self, name: &ProjectPath) -> Result<BesideManifest, Diagnostic> {
        let path = self.below(name);
        let dir = self.handle().map_err(|error| here(while_writing(&path, &error)))?;
        let lock = FolderLock::take(&dir, self.path()).map_err(here)?;
        let folder = self.path().to_owned();
        Ok(BesideManifest { dir, folder, path, name: name.to_string(), _lock: lock })
    }
}

impl BesideManifest {
    /// Puts `bytes` in place: under another name first, brought to the disk, then renamed. A file
    /// that holds them already is not touched.
    ///
    /// # Errors
    ///
    /// The first fault of the disk; the old file is then as it was.
    pub fn replace(&self, bytes: &[u8]) -> Result<(), Diagnostic> {
        if self.dir.read(&self.name).is_ok_and(|held| held == bytes) {
            return Ok(());
        }
        let staged = format!(".{}{STAGED_ENDING}", self.name);
        let written = self.stage(&staged, bytes).and_then(|()| {
            self.dir.rename(&staged, &self.dir, &self.name)?;
            self.sync()
        });
        written.map_err(|error| {
            drop(self.dir.remove_file(&staged));
            here(while_writing(&self.path, &error))
        })
    }

    fn stage(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        let options = OpenOptions::new().write(true).create(true).truncate(true).clone();
        let mut file = self.dir.open_with(name, &options)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Brings the folder's names to the disk.
    #[cfg(unix)]
    fn sync(&self) -> std::io::Result<()> {
        std::fs::File::open(&self.folder)?.sync_all()
    }

    /// Elsewhere a folder cannot be opened to be synchronised.
    #[cfg(not(unix))]
    fn sync(&self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The advice of the output folder (`--out`) does not help here.
fn here(problem: Diagnostic) -> Diagnostic {
    match problem.code {
        Code::OutputLocked => problem.hint("wait until it has finished, and try again"),
        Code::OutputUnwritable => problem.hint("change the permissions of the manifest's folder"),
        _ => problem.hint("make room, or check the disk"),
    }
}

#[cfg(test)]
mod tests {
    use cap_std::ambient_authority;

    use super::*;

    #[test]
    fn a_file_is_replaced_by_one_process_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let dir = Dir::open_ambient_dir(folder.path(), ambient_authority()).unwrap();
        dir.write(".book.lock.nashr-tmp", "of a killed run, and longer than the new one").unwrap();
        let root = ProjectRoot::open(folder.path()).unwrap();
        let name = ProjectPath::parse("book.lock").unwrap();
        let held = root.write_beside(&name).unwrap();
        assert_eq!(root.write_beside(&name).unwrap_err().code, Code::OutputLocked);
        held.replace(b"one").unwrap();
        held.replace(b"two").unwrap();
        drop(held);
        assert_eq!(dir.read("book.lock").unwrap(), b"two");
        assert_eq!(dir.entries().unwrap().count(), 1);
    }
}
