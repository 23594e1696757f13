//! Writing a new project.

use std::path::Path;

use cap_std::ambient_authority;
use cap_std::fs::Dir;

use super::fault::while_writing;
use crate::base::{Code, Diagnostic};

/// Makes the folder `path` with `files` (relative path and content) in it. The folder is filled
/// under another name and then renamed, so it is complete or not there.
///
/// # Errors
///
/// `ENV-OUTPUT-IS-INPUT` when something is already at `path`; a fault of the disk.
#[expect(clippy::disallowed_methods, reason = "this room is where files are written")]
pub fn create_project(path: &Path, files: &[(&str, &[u8])]) -> Result<(), Diagnostic> {
    if path.symlink_metadata().is_ok() {
        let message = format!("`{}` exists already", path.display());
        return Err(Diagnostic::new(Code::OutputIsInput, message).hint("choose another name"));
    }
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let fault = |error: std::io::Error| while_writing(path, &error);
    Dir::create_ambient_dir_all(parent, ambient_authority()).map_err(fault)?;
    let staging =
        tempfile::Builder::new().prefix(".nashr-new-").tempdir_in(parent).map_err(fault)?;
    fill(staging.path(), files).map_err(fault)?;
    std::fs::rename(staging.path().join(FILLED), path).map_err(fault)
}

/// A project in a temporary folder, which is removed with the value.
#[derive(Debug)]
pub struct TemporaryProject {
    folder: tempfile::TempDir,
}

impl TemporaryProject {
    /// A project of `files` (relative path and content).
    ///
    /// # Errors
    ///
    /// A fault of the disk.
    pub fn new(files: &[(String, Vec<u8>)]) -> Result<Self, Diagnostic> {
        let fault = |error: std::io::Error| while_writing(&std::env::temp_dir(), &error);
        let folder = tempfile::Builder::new().prefix("nashr-").tempdir().map_err(fault)?;
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
        fill(folder.path(), &files).map_err(fault)?;
        Ok(TemporaryProject { folder })
    }

    /// Its folder.
    pub fn path(&self) -> std::path::PathBuf {
        self.folder.path().join(FILLED)
    }
}

/// The folder inside the private temporary one: it has the ordinary permissions of a new folder.
const FILLED: &str = "book";

fn fill(staging: &Path, files: &[(&str, &[u8])]) -> std::io::Result<()> {
    let staging = Dir::open_ambient_dir(staging, ambient_authority())?;
    staging.create_dir(FILLED)?;
    let folder = staging.open_dir(FILLED)?;
    for (name, bytes) in files {
        if let Some((parent, _)) = name.rsplit_once('/') {
            folder.create_dir_all(parent)?;
        }
        folder.write(name, bytes)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_is_made_once() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("books/one");
        let files: &[(&str, &[u8])] = &[("book.yaml", b"schema: 1"), ("texts/a.md", b"a")];
        create_project(&path, files).unwrap();
        let dir = Dir::open_ambient_dir(temp.path(), ambient_authority()).unwrap();
        assert_eq!(dir.read("books/one/texts/a.md").unwrap(), b"a");
        assert_eq!(dir.read_dir("books").unwrap().count(), 1);
        let problem = create_project(&path, files).unwrap_err();
        assert_eq!(problem.code, Code::OutputIsInput);
    }
}
