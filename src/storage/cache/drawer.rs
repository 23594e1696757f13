//! One of the folders into which the entries of a namespace are divided by their names: reading,
//! writing, and removing what is too much. Only one drawer need be listed when one entry was added.

use std::fs::{self, File, FileTimes};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::Cleaned;
use crate::base::{Digest, limits};

/// How many drawers a namespace has. Sixteen keep the listing of one short (some thousand names for
/// a full cache) and leave each room enough for the longest document.
pub(super) const DRAWERS: usize = 16;
/// Use is marked to the day: marking each use would write to the disk for every entry read.
const MARKED: Duration = Duration::from_hours(24);
/// Unfinished entries begin so.
const UNFINISHED: &str = ".unfinished-";
/// A drawer that is too full is emptied to this part of its bound, so that the next entry does not
/// make it too full again: three quarters.
const KEPT: (u64, u64) = (3, 4);

/// A folder of entries.
pub(super) struct Drawer {
    folder: PathBuf,
    index: usize,
}

/// A file on a drawer.
struct Listed {
    name: String,
    bytes: u64,
    used: SystemTime,
}

impl Drawer {
    pub(super) fn new(namespace: &Path, index: usize) -> Self {
        Drawer { folder: namespace.join(format!("{index:x}")), index }
    }

    pub(super) const fn index(&self) -> usize {
        self.index
    }

    /// Reads the entry `name` and marks it as used at `now`.
    pub(super) fn read(&self, name: &str, now: SystemTime) -> io::Result<Vec<u8>> {
        let file = File::open(self.folder.join(name))?;
        let metadata = file.metadata()?;
        let mut bytes = Vec::with_capacity(metadata.len().min(limits::CACHE_BYTES) as usize);
        (&file).take(limits::CACHE_BYTES).read_to_end(&mut bytes)?;
        let age = metadata.modified().ok().and_then(|used| now.duration_since(used).ok());
        if age.is_some_and(|age| age > MARKED) {
            // Without permission to mark it, it is only removed earlier.
            drop(file.set_times(FileTimes::new().set_modified(now)));
        }
        Ok(bytes)
    }

    /// Writes the entry `name`, made of `pieces`, under another name and renames it.
    pub(super) fn write(&self, name: &str, pieces: &[&[u8]]) -> io::Result<()> {
        let unfinished = || tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(&self.folder);
        let mut file = match unfinished() {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                create(&self.folder)?;
                unfinished()?
            }
            made => made?,
        };
        file.write_all(&pieces.concat())?;
        file.persist(self.folder.join(name)).map(drop).map_err(|error| error.error)
    }

    /// Removes what was not used for longest, if there is more than `bound` bytes, and what killed
    /// processes left.
    pub(super) fn trim(&self, bound: u64, now: SystemTime) -> io::Result<()> {
        let mut files = self.list()?;
        let is_left = |file: &Listed| {
            let age = now.duration_since(file.used).unwrap_or_default();
            file.name.starts_with(UNFINISHED) && age > MARKED
        };
        for file in files.extract_if(.., |file| is_left(file)) {
            self.remove(&file)?;
        }
        let mut total: u64 = files.iter().map(|file| file.bytes).sum();
        if total <= bound {
            return Ok(());
        }
        files.sort_by(|a, b| (a.used, &a.name).cmp(&(b.used, &b.name)));
        for file in files {
            if total <= bound / KEPT.1 * KEPT.0 {
                break;
            }
            self.remove(&file)?;
            total -= file.bytes;
        }
        Ok(())
    }

    /// Removes every entry that is not `useful`, and counts it in `cleaned`. The folder stays: another
    /// process may be about to write to it.
    pub(super) fn keep(
        &self,
        useful: impl Fn(&Digest, &[u8]) -> bool,
        cleaned: &mut Cleaned,
    ) -> io::Result<()> {
        let files = match self.list() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            files => files?,
        };
        for file in files {
            let kept = Digest::from_hex(&file.name).is_some_and(|key| {
                self.read(&file.name, file.used).is_ok_and(|entry| useful(&key, &entry))
            });
            if !kept {
                self.remove(&file)?;
                cleaned.entries += 1;
                cleaned.bytes += file.bytes;
            }
        }
        Ok(())
    }

    /// The entries, finished and unfinished, and nothing else that may stand here.
    fn list(&self) -> io::Result<Vec<Listed>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            if !name.starts_with(UNFINISHED) && Digest::from_hex(&name).is_none() {
                continue;
            }
            match entry.metadata() {
                Ok(metadata) if metadata.is_file() => {
                    let used = metadata.modified()?;
                    files.push(Listed { name, bytes: metadata.len(), used });
                }
                Ok(_) => {}
                // Another process has removed it.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(files)
    }

    #[expect(clippy::disallowed_methods, reason = "this room is where files are removed")]
    fn remove(&self, file: &Listed) -> io::Result<()> {
        match fs::remove_file(self.folder.join(&file.name)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// Makes a folder with those above it.
#[expect(clippy::disallowed_methods, reason = "this room is where files are written")]
pub(super) fn create(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}
