//! The lock as a file: one JSON object a line, so that a change of one document is a change of one
//! line. The order of the documents is the order of their lines; the last line counts them all, so
//! that a file that was cut off is not taken for a smaller book.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Content, Kind, Lock, LockedDocument, Places};
use crate::base::{Code, Diagnostic, Source, SourceId, Span};

/// Version of the form.
const FORMAT: u64 = 1;
/// Hexadecimal digits of a SHA-256.
const DIGITS: usize = 64;

/// A line of the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
enum Line {
    Lock {
        format: u64,
        tool: String,
        title: String,
        lang: String,
    },
    Manifest {
        path: String,
        sha256: String,
    },
    Design {
        name: String,
        sha256: String,
    },
    Output {
        name: String,
    },
    Document {
        path: String,
        title: String,
        sha256: String,
        #[serde(rename = "side-car", default, skip_serializing_if = "Option::is_none")]
        side_car: Option<String>,
    },
    Image {
        path: String,
        sha256: String,
    },
    Font {
        name: String,
        sha256: String,
    },
    End {
        lines: usize,
    },
}

/// A lock that was read, and the places of its lines.
#[derive(Clone, Debug, Default)]
pub struct LockText {
    /// What it says.
    pub lock: Lock,
    /// The line of each thing that it names.
    pub places: Places,
}

/// The text of `lock`: always the same for the same lock.
pub fn write(lock: &Lock) -> String {
    let mut lines = vec![Line::Lock {
        format: FORMAT,
        tool: lock.tool.clone(),
        title: lock.title.clone(),
        lang: lock.lang.clone(),
    }];
    let Content { name: path, sha256 } = lock.manifest.clone();
    lines.push(Line::Manifest { path, sha256 });
    let Content { name, sha256 } = lock.design.clone();
    lines.push(Line::Design { name, sha256 });
    lines.extend(lock.outputs.iter().map(|name| Line::Output { name: name.clone() }));
    lines.extend(lock.documents.iter().cloned().map(|document| {
        let LockedDocument { path, title, sha256, side_car } = document;
        Line::Document { path, title, sha256, side_car }
    }));
    let entries = |map: &std::collections::BTreeMap<String, String>| map.clone().into_iter();
    lines.extend(entries(&lock.images).map(|(path, sha256)| Line::Image { path, sha256 }));
    lines.extend(entries(&lock.fonts).map(|(name, sha256)| Line::Font { name, sha256 }));
    lines.push(Line::End { lines: lines.len() + 1 });
    // Texts and numbers always have a form in JSON.
    let json = lines.iter().map(|line| serde_json::to_string(line).unwrap_or_default() + "\n");
    json.collect()
}

/// Whether `text` begins as a lock of any version does: only such a file is ever replaced.
pub fn is_lock(text: &str) -> bool {
    text.trim().is_empty() || text.starts_with("{\"kind\":\"lock\"") || version(text).is_some()
}

/// The version that the first line states.
fn version(text: &str) -> Option<u64> {
    let head: serde_json::Value = serde_json::from_str(text.lines().next()?).ok()?;
    (head.get("kind")?.as_str()? == "lock").then(|| head.get("format")?.as_u64())?
}

/// Reads the lock `source`, which has the number `id`.
///
/// # Errors
/// `LCK-VERSION` for a lock of a newer program; all `LCK-DAMAGED` lines, each at its place.
pub fn read(source: &Source, id: SourceId) -> Result<LockText, Vec<Diagnostic>> {
    match version(&source.text) {
        Some(version) if version > FORMAT => return Err(vec![newer(source, id, version)]),
        Some(_) => {}
        None => return Err(vec![not_a_lock(source, id)]),
    }
    let mut reader = Reader::default();
    for (number, line) in source.text.lines().enumerate() {
        let start = source.line_start(number + 1);
        reader.line(line, Span::new(id, start, start + line.len()));
    }
    reader.finish(Span::new(id, source.text.len(), source.text.len()))
}

/// Everything taken from the lines so far.
#[derive(Default)]
struct Reader {
    text: LockText,
    heads: BTreeSet<&'static str>,
    lines: usize,
    ended: bool,
    problems: Vec<Diagnostic>,
}

impl Reader {
    fn line(&mut self, line: &str, span: Span) {
        self.lines += 1;
        if self.ended {
            return self.damaged(span, "a line stands after the end of the lock");
        }
        match serde_json::from_str::<Line>(line) {
            Ok(line) => self.take(line, span),
            Err(error) => {
                // The position that serde adds is of this one line.
                let error = error.to_string();
                let reason = error.split(" at line ").next().unwrap_or(&error);
                self.damaged(span, &format!("this line of the lock cannot be read: {reason}"));
            }
        }
    }

    fn take(&mut self, line: Line, span: Span) {
        let lock = &mut self.text.lock;
        let (kind, name, sha256) = match line {
            Line::Lock { tool, title, lang, .. } => {
                (lock.tool, lock.title, lock.lang) = (tool, title, lang);
                return self.head("lock", Kind::Program, "", span);
            }
            Line::Manifest { path: name, sha256 } => {
                lock.manifest = Content { name, sha256: sha256.clone() };
                self.head("manifest", Kind::Manifest, "", span);
                return self.digest(&sha256, span);
            }
            Line::Design { name, sha256 } => {
                lock.design = Content { name, sha256: sha256.clone() };
                self.head("design", Kind::Design, "", span);
                return self.digest(&sha256, span);
            }
            Line::End { lines } => return self.end(lines, span),
            Line::Output { name } => {
                lock.outputs.push(name.clone());
                return self.place(Kind::Output, &name, span);
            }
            Line::Document { path, title, sha256, side_car } => {
                let (name, digest) = (path.clone(), sha256.clone());
                if let Some(side_car) = &side_car {
                    self.digest(side_car, span);
                }
                let lock = &mut self.text.lock;
                lock.documents.push(LockedDocument { path, title, sha256, side_car });
                (Kind::Document, name, digest)
            }
            Line::Image { path, sha256 } => {
                lock.images.insert(path.clone(), sha256.clone());
                (Kind::Image, path, sha256)
            }
            Line::Font { name, sha256 } => {
                lock.fonts.insert(name.clone(), sha256.clone());
                (Kind::Font, name, sha256)
            }
        };
        self.place(kind, &name, span);
        self.digest(&sha256, span);
    }

    /// A line that stands once in every lock.
    fn head(&mut self, word: &'static str, kind: Kind, name: &str, span: Span) {
        self.heads.insert(word);
        self.place(kind, name, span);
    }

    fn place(&mut self, kind: Kind, name: &str, span: Span) {
        let first = self.text.places.insert((kind, name.to_owned()), span);
        if let Some(first) = first {
            let what = if name.is_empty() { String::new() } else { format!(" `{name}`") };
            let message = format!("the {}{what} stands twice in the lock", kind.name());
            let problem = damaged(span, message).label(first, "it stands here first");
            self.problems.push(problem);
        }
    }

    fn digest(&mut self, sha256: &str, span: Span) {
        let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if sha256.len() != DIGITS || !sha256.bytes().all(is_hex) {
            self.damaged(span, "this line of the lock has no SHA-256 digest of 64 digits");
        }
    }

    fn end(&mut self, lines: usize, span: Span) {
        self.ended = true;
        if lines != self.lines {
            let message = format!("the lock should have {lines} lines and has {}", self.lines);
            self.damaged(span, &message);
        }
    }

    fn damaged(&mut self, span: Span, message: &str) {
        self.problems.push(damaged(span, message));
    }

    fn finish(mut self, end: Span) -> Result<LockText, Vec<Diagnostic>> {
        if !self.ended {
            self.damaged(end, "the lock is cut off: its last line is missing");
        }
        for head in ["manifest", "design"] {
            if self.ended && !self.heads.contains(head) {
                self.damaged(end, &format!("the lock does not name the {head}"));
            }
        }
        if self.problems.is_empty() { Ok(self.text) } else { Err(self.problems) }
    }
}

fn damaged(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::LockDamaged, message)
        .at(span)
        .hint("write it anew with `nashr lock`, or take it from your version control")
}

fn not_a_lock(source: &Source, id: SourceId) -> Diagnostic {
    let message = if source.text.trim().is_empty() {
        "the lock is empty"
    } else {
        "the file does not begin as a lock does"
    };
    damaged(Span::start_of(id), message)
}

fn newer(source: &Source, id: SourceId, version: u64) -> Diagnostic {
    let message = format!("the lock has form {version}, and this nashr knows none after {FORMAT}");
    let length = source.line(1).len();
    Diagnostic::new(Code::LockVersion, message)
        .at(Span::new(id, 0, length))
        .hint("use the nashr that wrote it, or a newer one; or delete it and run `nashr lock`")
}
