//! One writer for an output folder at a time.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use cap_std::fs::{Dir, OpenOptions};

use super::fault::while_writing;
use crate::base::{Code, Diagnostic};

/// The lock's file. It holds the number of the process that has the lock, for people to read; what
/// locks is the operating system's lock on the open file, which dies with its process.
pub(super) const LOCK_NAME: &str = ".nashr.lock";

/// The lock on a folder, held until this value is dropped; the file is removed then.
#[derive(Debug)]
pub(super) struct FolderLock {
    dir: Dir,
    /// Held for its lock only.
    _file: File,
}

impl FolderLock {
    /// Takes the lock of `dir`, which is called `path` in messages.
    ///
    /// # Errors
    ///
    /// `ENV-OUTPUT-LOCKED` when another process has it; `ENV-OUTPUT-UNWRITABLE` or `ENV-IO` when
    /// the file cannot be made.
    pub(super) fn take(dir: &Dir, path: &Path) -> Result<Self, Diagnostic> {
        let fault = |error: io::Error| while_writing(path, &error);
        loop {
            let options = OpenOptions::new().read(true).write(true).create(true).clone();
            let mut file = dir.open_with(LOCK_NAME, &options).map_err(fault)?.into_std();
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(locked(path, &mut file)),
                Err(TryLockError::Error(error)) => return Err(fault(error)),
            }
            // The last holder may have removed the file between our open and our lock; then the
            // lock we have guards nothing, and we try again with the file that is there now.
            if is_in_place(dir, &file).map_err(fault)? {
                write_owner(&mut file).map_err(fault)?;
                return Ok(FolderLock { dir: dir.try_clone().map_err(fault)?, _file: file });
            }
        }
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Removed while still locked. If it fails, the file stays without a lock: harmless.
        drop(self.dir.remove_file(LOCK_NAME));
    }
}

fn write_owner(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", std::process::id())
}

/// Whether `file` is still the one that [`LOCK_NAME`] names.
#[cfg(unix)]
fn is_in_place(dir: &Dir, file: &File) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;

    use cap_std::fs::MetadataExt as _;
    let ours = file.metadata()?;
    match dir.symlink_metadata(LOCK_NAME) {
        Ok(named) => Ok((named.dev(), named.ino()) == (ours.dev(), ours.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Elsewhere an open file cannot be removed, so it is always in place.
#[cfg(not(unix))]
fn is_in_place(_: &Dir, _: &File) -> io::Result<bool> {
    Ok(true)
}

fn locked(path: &Path, file: &mut File) -> Diagnostic {
    let mut owner = String::new();
    // The number is a help only: on systems whose locks forbid reading, the message does without.
    drop(file.take(32).read_to_string(&mut owner));
    let owner = match owner.trim() {
        "" => "another nashr".to_owned(),
        number => format!("another nashr (process {number})"),
    };
    Diagnostic::new(Code::OutputLocked, format!("{owner} is writing to `{}`", path.display()))
        .hint("wait until it has finished, or choose another folder with `--out`")
}

#[cfg(test)]
mod tests {
    use cap_std::ambient_authority;

    use super::*;

    #[test]
    fn one_holder_at_a_time_and_no_file_left() {
        let folder = tempfile::tempdir().unwrap();
        let dir = Dir::open_ambient_dir(folder.path(), ambient_authority()).unwrap();
        let path = Path::new("dist");
        let held = FolderLock::take(&dir, path).unwrap();
        let problem = FolderLock::take(&dir, path).unwrap_err();
        assert_eq!(problem.code, Code::OutputLocked);
        let owner = format!("another nashr (process {}) is writing to `dist`", std::process::id());
        assert_eq!(problem.message, owner);
        drop(held);
        assert!(!dir.exists(LOCK_NAME));
        drop(FolderLock::take(&dir, path).unwrap());
    }

    #[test]
    fn the_file_of_a_killed_process_does_not_lock() {
        let folder = tempfile::tempdir().unwrap();
        let dir = Dir::open_ambient_dir(folder.path(), ambient_authority()).unwrap();
        dir.write(LOCK_NAME, "1\n").unwrap();
        drop(FolderLock::take(&dir, Path::new("dist")).unwrap());
        assert!(!dir.exists(LOCK_NAME));
    }

    /// Threads that take and release as fast as they can: the lock must never be held twice.
    #[test]
    fn removal_does_not_let_two_in() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let folder = tempfile::tempdir().unwrap();
        let dir = Dir::open_ambient_dir(folder.path(), ambient_authority()).unwrap();
        let (inside, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let Ok(held) = FolderLock::take(&dir, Path::new("dist")) else { continue };
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        taken.fetch_add(1, Ordering::SeqCst);
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(held);
                    }
                });
            }
        });
        assert!(taken.into_inner() > 0);
    }
}
