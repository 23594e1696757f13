//! Faults of the file system, in words.

use std::io::{Error, ErrorKind};
use std::path::Path;

use crate::base::{Code, Diagnostic};

/// A fault while writing `path`.
pub(super) fn while_writing(path: &Path, error: &Error) -> Diagnostic {
    let shown = path.display();
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            Diagnostic::new(Code::Io, format!("the disk is full: `{shown}` could not be written"))
                .hint("make room, or choose another folder with `--out`")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Diagnostic::new(
            Code::OutputUnwritable,
            format!("`{shown}` cannot be written: {}", reason(error)),
        )
        .hint("change its permissions, or choose another folder with `--out`"),
        _ => {
            Diagnostic::new(Code::Io, format!("`{shown}` could not be written: {}", reason(error)))
                .hint("check the disk, or choose another folder with `--out`")
        }
    }
}

/// The reason of a fault without the operating system's error number, in lower case, so that
/// messages read the same everywhere.
pub(super) fn reason(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::InvalidFilename => "the name is too long or not allowed here".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}
