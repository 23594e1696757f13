//! What is kept between two runs, so that it need not be made again: a folder of entries, each
//! named by the digest of everything it was made from.
//!
//! An entry is never wrong by age, only useful or useless, so nothing here decides by time what is
//! used. Processes need no lock: an entry is written under another name and renamed, and two that
//! write the same one write the same content. Nothing is brought to the disk with `fsync`, because
//! an entry carries a checksum: what a power failure or a failing disk made of it is noticed and
//! made again. No fault of the cache is a fault of the book.

mod drawer;

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::SystemTime;

use self::drawer::{DRAWERS, Drawer};
use super::fault::reason;
use crate::base::{Code, Diagnostic, Digest, limits};

/// What an entry begins with: the form of entries, 1.
const MAGIC: &[u8; 8] = b"nashr\0c\x01";
/// Length of an entry's head: the magic, the version of its maker, the checksum.
const HEAD: usize = MAGIC.len() + VERSION_BYTES + 32;
/// Of the digest of the maker's version so much is in every entry, for `clean` to read.
const VERSION_BYTES: usize = 8;
/// Tells programs that make backups to leave the folder out (<https://bford.info/cachedir/>).
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
# This folder was made by nashr. Everything in it can be made again.\n";

/// The kinds of entries, each in a folder of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Namespace {
    /// Imported documents.
    Documents,
}

impl Namespace {
    const ALL: &'static [Namespace] = &[Namespace::Documents];

    /// Its folder.
    const fn name(self) -> &'static str {
        match self {
            Namespace::Documents => "documents",
        }
    }
}

/// The name of an entry: the digest of everything that decides its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheKey(Digest);

impl CacheKey {
    /// The key for `parts`. Where one part ends and the next begins counts too.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut bytes = Vec::with_capacity(parts.iter().map(|part| part.len() + 8).sum());
        for part in parts {
            bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
            bytes.extend_from_slice(part);
        }
        CacheKey(Digest::of(&bytes))
    }
}

/// An open cache, which the threads of a run share.
#[derive(Debug)]
pub struct Cache {
    /// `None`: nothing is kept.
    folder: Option<PathBuf>,
    /// Of the program that reads and writes: entries of another one are not understood.
    version: Digest,
    /// Largest size of all entries of a namespace together, in bytes.
    bound: u64,
    /// When the run began: what it uses is marked with this time, for the choice of what to remove.
    opened: SystemTime,
    /// Bytes written to each drawer since it was last looked at.
    written: Mutex<BTreeMap<(Namespace, usize), u64>>,
    damaged: AtomicUsize,
    /// Why nothing can be kept; after the first fault no more is written.
    fault: OnceLock<String>,
}

impl Cache {
    /// The cache in `folder`, which need not be there, for the program `version`.
    pub fn new(folder: &Path, version: &str) -> Self {
        Cache::bounded(Some(folder.to_owned()), version, limits::CACHE_BYTES)
    }

    /// A cache that keeps nothing.
    pub fn none() -> Self {
        Cache::bounded(None, "", 0)
    }

    fn bounded(folder: Option<PathBuf>, version: &str, bound: u64) -> Self {
        Cache {
            folder,
            version: Digest::of(version.as_bytes()),
            bound,
            opened: SystemTime::now(),
            written: Mutex::default(),
            damaged: AtomicUsize::new(0),
            fault: OnceLock::new(),
        }
    }

    /// Whether anything can be kept.
    pub const fn is_kept(&self) -> bool {
        self.folder.is_some()
    }

    /// What was kept under `key`, read by `read`; `None` when nothing was, or when it is damaged or
    /// `read` cannot make sense of it.
    pub fn get<T>(
        &self,
        namespace: Namespace,
        key: &CacheKey,
        read: impl FnOnce(&[u8]) -> Option<T>,
    ) -> Option<T> {
        let drawer = self.drawer(namespace, key)?;
        let entry = match drawer.read(&name(key), self.opened) {
            Ok(entry) => entry,
            Err(error) => {
                self.note_unread(&error);
                return None;
            }
        };
        let found = self.content(key, &entry).and_then(read);
        if found.is_none() {
            self.damaged.fetch_add(1, Ordering::Relaxed);
        }
        found
    }

    /// Keeps `content` under `key`. A fault is noted and told at the end.
    pub fn put(&self, namespace: Namespace, key: &CacheKey, content: &[u8]) {
        let Some(drawer) = self.drawer(namespace, key) else { return };
        let size = (HEAD + content.len()) as u64;
        // What is larger would push too much else out.
        if self.fault.get().is_some() || size > self.drawer_bound() / 2 {
            return;
        }
        let written = self.prepare().and_then(|()| {
            drawer.write(&name(key), &[&self.head(), Self::checksum(key, content).bytes(), content])
        });
        match written {
            Ok(()) => self.note_written(namespace, drawer.index(), size),
            // Another process has cleaned the cache in between.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => self.note_fault(&error),
        }
    }

    /// Ends the run: removes what is too much, and tells once what was wrong with the cache.
    pub fn finish(&self) -> Vec<Diagnostic> {
        for (namespace, index) in std::mem::take(&mut *self.lock_written()).into_keys() {
            self.trim(namespace, index);
        }
        self.problems()
    }

    fn problems(&self) -> Vec<Diagnostic> {
        let Some(folder) = &self.folder else { return Vec::new() };
        let shown = folder.display();
        let unusable = self.fault.get().map(|why| {
            let message = format!("the cache `{shown}` cannot be used: {why}");
            Diagnostic::new(Code::Cache, message).hint(
                "the outputs are complete; make room, name another folder in NASHR_CACHE, or build with `--no-cache`",
            )
        });
        let damaged = match self.damaged.load(Ordering::Relaxed) {
            0 => None,
            1 => Some(format!("1 entry of the cache `{shown}` was damaged and is made again")),
            many => Some(format!(
                "{many} entries of the cache `{shown}` were damaged and are made again"
            )),
        };
        let damaged = damaged.map(|message| {
            Diagnostic::new(Code::Cache, message)
                .hint("the outputs are complete; if it happens again, check the disk")
        });
        damaged.into_iter().chain(unusable).collect()
    }

    /// The content of `entry`, if it is whole and belongs to `key`.
    fn content<'e>(&self, key: &CacheKey, entry: &'e [u8]) -> Option<&'e [u8]> {
        let (head, rest) = entry.split_at_checked(MAGIC.len() + VERSION_BYTES)?;
        let (checksum, content) = rest.split_at_checked(32)?;
        let whole = head == self.head() && checksum == Self::checksum(key, content).bytes();
        whole.then_some(content)
    }

    /// Over the key as well, so that an entry in the place of another one is noticed.
    fn checksum(key: &CacheKey, content: &[u8]) -> Digest {
        CacheKey::of(&[key.0.bytes(), content]).0
    }

    fn head(&self) -> [u8; MAGIC.len() + VERSION_BYTES] {
        let mut head = [0; MAGIC.len() + VERSION_BYTES];
        head[..MAGIC.len()].copy_from_slice(MAGIC);
        head[MAGIC.len()..].copy_from_slice(&self.version.bytes()[..VERSION_BYTES]);
        head
    }

    fn drawer(&self, namespace: Namespace, key: &CacheKey) -> Option<Drawer> {
        self.numbered_drawer(namespace, usize::from(key.0.bytes()[0]) % DRAWERS)
    }

    fn numbered_drawer(&self, namespace: Namespace, index: usize) -> Option<Drawer> {
        Some(Drawer::new(&self.folder.as_ref()?.join(namespace.name()), index))
    }

    /// Digests spread evenly, so every drawer may have an equal share.
    fn drawer_bound(&self) -> u64 {
        self.bound / DRAWERS as u64
    }

    /// Makes the folder before the first entry is written, with its tag.
    fn prepare(&self) -> io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let tag = folder.join("CACHEDIR.TAG");
        if self.lock_written().is_empty() && !tag.exists() {
            drawer::create(folder)?;
            match std::fs::File::create_new(&tag) {
                Ok(mut file) => file.write_all(TAG.as_bytes())?,
                // Another process was quicker.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// A drawer is looked at when it has got so much that it may be far too full, not only at the
    /// end: a run may write many times the bound.
    fn note_written(&self, namespace: Namespace, drawer: usize, size: u64) {
        let mut written = self.lock_written();
        let bytes = written.entry((namespace, drawer)).or_default();
        *bytes += size;
        if *bytes > self.drawer_bound() {
            *bytes = 0;
            drop(written);
            self.trim(namespace, drawer);
        }
    }

    /// What cannot be removed stays for the next run to try.
    fn trim(&self, namespace: Namespace, index: usize) {
        if let Some(drawer) = self.numbered_drawer(namespace, index) {
            drop(drawer.trim(self.drawer_bound(), self.opened));
        }
    }

    fn note_unread(&self, error: &io::Error) {
        if error.kind() != ErrorKind::NotFound {
            self.note_fault(error);
        }
    }

    fn note_fault(&self, error: &io::Error) {
        let why = match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
                "a file is in its place".to_owned()
            }
            _ => reason(error),
        };
        // The first one is told.
        drop(self.fault.set(why));
    }

    fn lock_written(&self) -> MutexGuard<'_, BTreeMap<(Namespace, usize), u64>> {
        // Nothing that could panic is done while the lock is held.
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The file of an entry.
fn name(key: &CacheKey) -> String {
    key.0.to_string()
}

/// What `clean` removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Files, finished or not.
    pub entries: usize,
    /// Their bytes.
    pub bytes: u64,
}

impl Cache {
    /// Removes what this version of the program cannot use: entries of another version, damaged
    /// ones, and files that a killed process left; or `everything`. Only files that are named
    /// as entries are named are touched, whatever else stands in the folder.
    ///
    /// # Errors
    ///
    /// `ENV-IO` when something cannot be listed or removed.
    pub fn clean(&self, everything: bool) -> Result<Cleaned, Diagnostic> {
        let mut cleaned = Cleaned::default();
        let Some(folder) = &self.folder else { return Ok(cleaned) };
        for namespace in Namespace::ALL {
            for index in 0..DRAWERS {
                let Some(drawer) = self.numbered_drawer(*namespace, index) else { continue };
                let useful = |key: &Digest, entry: &[u8]| {
                    !everything && self.content(&CacheKey(*key), entry).is_some()
                };
                drawer
                    .keep(useful, &mut cleaned)
                    .map_err(|error| super::fault::while_writing(folder, &error))?;
            }
        }
        Ok(cleaned)
    }
}

#[cfg(test)]
mod tests;
