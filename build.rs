//! Names the version of the importers: a fingerprint of everything that decides what they make of a
//! file. Kept documents of another version are never used, and nobody has to remember a number.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from which a document comes, and the versions of the crates that they use.
const DECISIVE: &[&str] = &[
    "src/base",
    "src/persian",
    "src/manifest",
    "src/document",
    "src/collect",
    "src/import",
    "Cargo.lock",
];

fn main() {
    let mut fingerprint = Fingerprint::new();
    for path in DECISIVE {
        println!("cargo::rerun-if-changed={path}");
        add(Path::new(path), &mut fingerprint);
    }
    println!("cargo::rustc-env=NASHR_IMPORTERS={:016x}", fingerprint.0);
}

#[expect(clippy::disallowed_methods, reason = "the rule is for the program")]
/// Adds a file, or all files below a folder in the order of their names.
fn add(path: &Path, fingerprint: &mut Fingerprint) {
    if let Ok(folder) = fs::read_dir(path) {
        let mut names: Vec<PathBuf> = folder.flatten().map(|entry| entry.path()).collect();
        names.sort();
        for path in names {
            add(&path, fingerprint);
        }
    } else if let Ok(bytes) = fs::read(path) {
        fingerprint.add(path.to_string_lossy().replace('\\', "/").as_bytes());
        fingerprint.add(&bytes);
    }
}

/// FNV-1a of 64 bits: it tells versions apart and guards against nothing, so it need not be strong.
struct Fingerprint(u64);

impl Fingerprint {
    const fn new() -> Self {
        Fingerprint(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&[0]) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
