//! Writing outputs: all of them are put in place, or none.
//!
//! Every output is written to a hidden file beside its target and brought safely to the disk
//! (`fsync`); only when all are complete are they renamed, and `build.json` last. A run that is
//! killed between two renames leaves the new record as a hidden file; the next run finds it, says
//! so, and knows that the files it sees are nashr's own.

use std::io::{self, BufWriter, ErrorKind, Read as _, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, OpenOptions};

use super::fault::{reason, while_writing};
use super::lock::FolderLock;
use super::record::{Ledger, OutputRecord, RECORD_NAME};
use super::{BuildRecord, ProjectRoot};
use crate::base::{Code, Diagnostic, Digest, Warned};

/// Ending of files that are not yet in place. With the lock held, whatever has it is stale.
const STAGED_ENDING: &str = ".nashr-tmp";
/// Largest `build.json` that is read: 100,000 inputs of 200 bytes each.
const RECORD_BYTES: u64 = 32 << 20;

/// An output folder, locked for this process, and what one book has staged in it.
#[derive(Debug)]
pub struct OutputFolder {
    locked: Arc<LockedFolder>,
    staged: Vec<Staged>,
}

/// The folder itself, which several books of one run may share.
#[derive(Debug)]
struct LockedFolder {
    dir: Dir,
    path: PathBuf,
    lock: Option<FolderLock>,
    /// What stands in the folder. Whoever commits holds it, so books are committed one by one.
    ledger: Mutex<Ledger>,
    /// What an interrupted run was about to put in place.
    interrupted: Ledger,
    /// Whether this run made the folder; if nothing comes to stand in it, it is removed again.
    created: bool,
}

/// An output that is complete but not yet in place.
#[derive(Debug)]
struct Staged {
    name: String,
    record: OutputRecord,
}

/// An output in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    /// Its path, below the output folder as that was named.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
}

impl Committed {
    /// Whether it is `build.json` rather than a book.
    pub fn is_record(&self) -> bool {
        self.path.file_name().is_some_and(|name| name == RECORD_NAME)
    }
}

impl OutputFolder {
    /// Makes the folder if it is not there, locks it, and clears away what an interrupted run left.
    ///
    /// # Errors
    ///
    /// `ENV-OUTPUT-UNWRITABLE`, `ENV-OUTPUT-LOCKED` or `ENV-IO`.
    pub fn open(path: &Path) -> Result<Warned<Self>, Diagnostic> {
        let created = create_folder(path)?;
        let dir = Dir::open_ambient_dir(path, ambient_authority())
            .map_err(|error| unwritable(path, &error))?;
        let lock = FolderLock::take(&dir, path)?;
        let folder = LockedFolder {
            ledger: Mutex::new(Ledger::read(&read_small(&dir, RECORD_NAME))),
            interrupted: Ledger::read(&read_small(&dir, &staged_name(RECORD_NAME))),
            path: path.to_owned(),
            lock: Some(lock),
            dir,
            created,
        };
        let diagnostics = folder.recover()?;
        let value = OutputFolder { locked: Arc::new(folder), staged: Vec::new() };
        Ok(Warned { value, diagnostics })
    }

    /// The same folder under the same lock, for another book of this run. The lock is given back
    /// when the last of them is dropped.
    #[must_use]
    pub fn share(&self) -> Self {
        OutputFolder { locked: Arc::clone(&self.locked), staged: Vec::new() }
    }

    /// Makes sure, before any long work, that the outputs `names` may be put in place: no folder
    /// stands there, no file that was read from `root`, and no file that nashr did not make (unless `force`).
    ///
    /// # Errors
    ///
    /// One problem for each output that may not be written.
    pub fn claim(
        &self,
        names: &[String],
        root: &ProjectRoot,
        force: bool,
    ) -> Result<(), Vec<Diagnostic>> {
        let inputs: Vec<PathBuf> =
            root.inputs().keys().filter_map(|path| root.canonical(path)).collect();
        let record = RECORD_NAME.to_owned();
        let problems: Vec<Diagnostic> = names
            .iter()
            .chain([&record])
            .filter_map(|name| self.refuse(name, &inputs, force).err())
            .collect();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn refuse(&self, name: &str, inputs: &[PathBuf], force: bool) -> Result<(), Diagnostic> {
        let target = self.locked.path.join(name);
        let shown = target.display();
        let metadata = match self.locked.dir.symlink_metadata(name) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(while_writing(&target, &error)),
        };
        if metadata.is_dir() {
            let message =
                format!("the output `{shown}` cannot be written: a folder is in its place");
            return Err(Diagnostic::new(Code::OutputUnwritable, message)
                .hint("remove the folder, or choose another one with `--out`"));
        }
        if std::fs::canonicalize(&target).is_ok_and(|path| inputs.contains(&path)) {
            let message = format!("the output `{shown}` would overwrite an input of the book");
            return Err(Diagnostic::new(Code::OutputIsInput, message)
                .hint("choose another folder with `--out`"));
        }
        if force || name == RECORD_NAME || self.is_ours(name, &target)? {
            return Ok(());
        }
        let message =
            format!("`{shown}` is in the way: nashr did not make it, or it was changed since");
        Err(Diagnostic::new(Code::OutputIsInput, message)
            .hint("move the file away, or build with `--force` to replace it"))
    }

    /// Whether the file `name` is as a build left it.
    fn is_ours(&self, name: &str, target: &Path) -> Result<bool, Diagnostic> {
        let LockedFolder { dir, interrupted, .. } = &*self.locked;
        let file = dir.open(name).map_err(|error| while_writing(target, &error))?;
        let digest = Digest::of_stream(file).map_err(|error| while_writing(target, &error))?;
        let sha256 = digest.to_string();
        Ok(self.locked.ledger().made(name, &sha256) || interrupted.made(name, &sha256))
    }

    /// Writes the output `name` with `write`, as a hidden file, and brings it to the disk.
    ///
    /// # Errors
    ///
    /// What `write` reports, or the fault of the disk that made it fail.
    pub fn stage(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut StagedFile) -> Result<(), Vec<Diagnostic>>,
    ) -> Result<(), Vec<Diagnostic>> {
        let target = self.locked.path.join(name);
        let fault = |error: io::Error| vec![while_writing(&target, &error)];
        let options = OpenOptions::new().read(true).write(true).create_new(true).clone();
        let file = self.locked.dir.open_with(staged_name(name), &options).map_err(fault)?;
        // Known before it is written, so that it is cleared away whatever happens.
        self.staged.push(Staged { name: name.to_owned(), record: OutputRecord::default() });

        let mut file = StagedFile { file: BufWriter::new(file), fault: None };
        let written = write(&mut file);
        let record = match (written, file.fault.take()) {
            (_, Some(error)) => return Err(fault(error)),
            (Err(problems), None) => return Err(problems),
            (Ok(()), None) => file.finish().map_err(fault)?,
        };
        if let Some(staged) = self.staged.last_mut() {
            staged.record = record;
        }
        Ok(())
    }

    /// Puts every staged output of `book` in place, and `record`, completed, as `build.json`.
    ///
    /// # Errors
    ///
    /// The first fault of the disk. Before the first rename the old outputs are all untouched.
    pub fn commit(
        mut self,
        book: &str,
        record: BuildRecord,
    ) -> Result<Vec<Committed>, Vec<Diagnostic>> {
        let locked = Arc::clone(&self.locked);
        let LockedFolder { dir, path, .. } = &*locked;
        let mut ledger = locked.ledger();
        let completed = self.stage_record(&ledger, book, record)?;
        let staged = std::mem::take(&mut self.staged);
        let mut committed = Vec::new();
        for Staged { name, record } in &staged {
            let target = path.join(name);
            dir.rename(staged_name(name), dir, name)
                .map_err(|error| vec![while_writing(&target, &error)])?;
            committed.push(Committed { path: target, bytes: record.bytes });
        }
        *ledger = completed;
        locked.sync().map_err(|error| vec![while_writing(path, &error)])?;
        Ok(committed)
    }

    /// Stages `build.json` last, so that it is also renamed last. It is what `ledger` becomes with
    /// the new record of `book`.
    fn stage_record(
        &mut self,
        ledger: &Ledger,
        book: &str,
        mut record: BuildRecord,
    ) -> Result<Ledger, Vec<Diagnostic>> {
        record.outputs = self.staged.iter().map(|s| (s.name.clone(), s.record.clone())).collect();
        let mut completed = ledger.clone();
        completed.enter(book, record, |name| self.locked.dir.exists(name));
        let json = completed.write();
        self.stage(RECORD_NAME, |file| file.write_all(&json).map_err(|_| Vec::new()))?;
        Ok(completed)
    }
}

impl Drop for OutputFolder {
    /// Clears away what did not come to stand in its place. A failure here leaves hidden files,
    /// which the next run removes.
    fn drop(&mut self) {
        for staged in &self.staged {
            drop(self.locked.dir.remove_file(staged_name(&staged.name)));
        }
    }
}

impl LockedFolder {
    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        // A book that panicked while it held the ledger had not changed it yet.
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes hidden files of an interrupted run; says so if it had begun to put outputs in place.
    fn recover(&self) -> Result<Vec<Diagnostic>, Diagnostic> {
        let fault = |error: io::Error| while_writing(&self.path, &error);
        for entry in self.dir.entries().map_err(fault)? {
            let name = entry.map_err(fault)?.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') && name.ends_with(STAGED_ENDING) {
                self.dir.remove_file(&*name).map_err(fault)?;
            }
        }
        if self.interrupted.books.is_empty() {
            return Ok(Vec::new());
        }
        let message = format!(
            "an earlier build into `{}` was interrupted; its outputs may be of two builds",
            self.path.display()
        );
        Ok(vec![Diagnostic::new(Code::OutputInterrupted, message)])
    }

    /// Brings the folder's names to the disk.
    #[cfg(unix)]
    fn sync(&self) -> io::Result<()> {
        std::fs::File::open(&self.path)?.sync_all()
    }

    /// Elsewhere a folder cannot be opened to be synchronised.
    #[cfg(not(unix))]
    fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for LockedFolder {
    fn drop(&mut self) {
        drop(self.lock.take());
        if self.created {
            // Fails, as it should, when the folder is not empty.
            drop(std::fs::remove_dir(&self.path));
        }
    }
}

/// An output while it is written. It remembers the first fault of the disk, so that a full disk is
/// reported as such, whatever the writer makes of it.
#[derive(Debug)]
pub struct StagedFile {
    file: BufWriter<File>,
    fault: Option<io::Error>,
}

impl StagedFile {
    /// Brings the bytes to the disk and reads them back for their digest (writers seek, so it
    /// cannot be taken on the way).
    fn finish(self) -> io::Result<OutputRecord> {
        let mut file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        let bytes = file.seek(SeekFrom::End(0))?;
        file.rewind()?;
        Ok(OutputRecord { sha256: Digest::of_stream(file)?.to_string(), bytes })
    }

    fn remember<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result
            && error.kind() != ErrorKind::Interrupted
        {
            let copy = error
                .raw_os_error()
                .map_or_else(|| io::Error::from(error.kind()), io::Error::from_raw_os_error);
            self.fault.get_or_insert(copy);
        }
        result
    }
}

impl Write for StagedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.file.write(bytes);
        self.remember(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.file.flush();
        self.remember(result)
    }
}

impl Seek for StagedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let result = self.file.seek(to);
        self.remember(result)
    }
}

fn staged_name(name: &str) -> String {
    format!(".{name}{STAGED_ENDING}")
}

/// Makes the folder with its parents; tells whether it was not there before.
fn create_folder(path: &Path) -> Result<bool, Diagnostic> {
    if path.is_dir() {
        return Ok(false);
    }
    Dir::create_ambient_dir_all(path, ambient_authority())
        .map(|()| true)
        .map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let why = match error.kind() {
        ErrorKind::AlreadyExists => "a file is in its place".to_owned(),
        _ => reason(error),
    };
    let message = format!("the output folder `{}` cannot be made: {why}", path.display());
    Diagnostic::new(Code::OutputUnwritable, message).hint("choose another folder with `--out`")
}

/// The bytes of a small file of ours; nothing when it is not there or unreasonably large.
pub(super) fn read_small(dir: &Dir, name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(file) = dir.open(name)
        && file.take(RECORD_BYTES).read_to_end(&mut bytes).is_err()
    {
        bytes.clear();
    }
    bytes
}

#[cfg(test)]
mod tests;
