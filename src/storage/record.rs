//! `build.json`: what was built from what. It stands beside the outputs, is written last, and tells
//! the next build which files it may replace.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::Digest;

/// The record's file in the output folder.
pub const RECORD_NAME: &str = "build.json";

/// Version of the record's form; a file of another version is treated as absent.
const FORMAT: u32 = 1;

/// All books that were built into one folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ledger {
    /// Version of this form.
    format: u32,
    /// The last build of each book, by the stem of its outputs.
    pub(super) books: BTreeMap<String, BuildRecord>,
}

/// One build of one book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildRecord {
    /// The program and its version.
    pub tool: String,
    /// SHA-256 of every input, by its path relative to the manifest's folder.
    pub inputs: BTreeMap<String, String>,
    /// The moment that the outputs carry.
    #[serde(default)]
    pub moment: String,
    /// The documents in reading order: what they are and where they come from.
    #[serde(default)]
    pub documents: Vec<BuiltDocument>,
    /// What each stage made, as digests.
    #[serde(default)]
    pub stages: Stages,
    /// The outputs of this build, by file name.
    pub outputs: BTreeMap<String, OutputRecord>,
    /// Outputs of earlier builds of this book that this one did not make again (`--only`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub earlier: BTreeMap<String, OutputRecord>,
    /// How many warnings the build gave.
    pub warnings: usize,
}

/// A document of a book, and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuiltDocument {
    /// Path relative to the manifest's folder.
    pub path: String,
    /// Its title in the book.
    pub title: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// SHA-256 of the file that speaks for it (`NAME.yaml` beside a plain text).
    #[serde(default, rename = "side-car", skip_serializing_if = "Option::is_none")]
    pub side_car: Option<String>,
    /// Authors, translators and others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonRecord>,
    /// Its date as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Where it was first published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Origin>,
    /// Whose rights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// Ids of the changes that were made to its text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<String>,
    /// SHA-256 of its text form after import.
    pub imported: String,
}

/// A person of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRecord {
    /// The name.
    pub name: String,
    /// MARC relator code.
    pub role: String,
}

/// Where a document was first published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Publisher or site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Date of access, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessed: Option<String>,
}

/// A digest of what each stage made: SHA-256 of its text form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stages {
    /// The text of the lock that describes the inputs, whether it was written or not.
    pub inputs: String,
    /// All documents after import.
    pub documents: String,
    /// The book that they were put together to.
    pub book: String,
    /// The pages of the PDF, if one was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<String>,
}

/// One output.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputRecord {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

impl BuildRecord {
    /// The same build, of `inputs` (path and digest), with `warnings` warnings. The outputs are
    /// filled in by the commit.
    #[must_use]
    pub fn of(
        self,
        inputs: impl IntoIterator<Item = (String, Digest)>,
        warnings: usize,
    ) -> BuildRecord {
        let inputs = inputs.into_iter().map(|(path, digest)| (path, digest.to_string())).collect();
        BuildRecord { inputs, warnings, ..self }
    }
}

impl Ledger {
    /// Reads a record; an absent, damaged or foreign one is an empty ledger, so that nothing is
    /// taken for ours that we cannot be sure of.
    pub(super) fn read(json: &[u8]) -> Self {
        serde_json::from_slice(json)
            .ok()
            .filter(|ledger: &Ledger| ledger.format == FORMAT)
            .unwrap_or_else(|| Ledger { format: FORMAT, books: BTreeMap::new() })
    }

    /// The record as bytes, always the same for the same content.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// Whether some recorded build made the file `name` with these bytes.
    pub(super) fn made(&self, name: &str, sha256: &str) -> bool {
        self.books.values().any(|book| {
            [&book.outputs, &book.earlier]
                .iter()
                .filter_map(|outputs| outputs.get(name))
                .any(|output| output.sha256 == sha256)
        })
    }

    /// Enters a new build of `book`. Outputs of its last build that are not made again stay known
    /// as earlier ones while `is_there` finds them.
    pub(super) fn enter(
        &mut self,
        book: &str,
        mut record: BuildRecord,
        is_there: impl Fn(&str) -> bool,
    ) {
        let last = self.books.remove(book).unwrap_or_default();
        for (name, output) in last.earlier.into_iter().chain(last.outputs) {
            if !record.outputs.contains_key(&name) && is_there(&name) {
                record.earlier.insert(name, output);
            }
        }
        self.books.insert(book.to_owned(), record);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(outputs: &[(&str, &str)]) -> BuildRecord {
        let outputs = outputs.iter().map(|(name, sha256)| {
            ((*name).to_owned(), OutputRecord { sha256: (*sha256).to_owned(), bytes: 1 })
        });
        BuildRecord { outputs: outputs.collect(), ..BuildRecord::default() }
    }

    #[test]
    fn earlier_outputs_stay_known() {
        let mut ledger = Ledger::read(b"");
        ledger.enter("a", record(&[("a.epub", "1"), ("a.pdf", "2")]), |_| true);
        ledger.enter("a", record(&[("a.epub", "3")]), |_| true);
        ledger.enter("b", record(&[("b.epub", "4")]), |_| true);
        assert!(
            ledger.made("a.pdf", "2") && ledger.made("a.epub", "3") && ledger.made("b.epub", "4")
        );
        assert!(!ledger.made("a.epub", "1"));
        ledger.enter("a", record(&[("a.epub", "3")]), |_| false);
        assert!(!ledger.made("a.pdf", "2"));
        assert_eq!(Ledger::read(&ledger.write()), ledger);
    }

    #[test]
    fn a_damaged_record_vouches_for_nothing() {
        for json in [&b"{"[..], b"[]", br#"{"format": 99, "books": {}}"#] {
            assert!(Ledger::read(json).books.is_empty());
        }
    }
}
