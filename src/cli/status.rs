//! Exit statuses.

use std::process::{ExitCode, Termination};

use crate::base::Diagnostic;

/// How a run ended. A run of many books ends with the highest status of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// All is well (warnings do not count).
    Success = 0,
    /// The book has errors.
    BookErrors = 1,
    /// The command line or the manifest is wrong.
    Usage = 2,
    /// The environment is at fault: disk, permission, lock.
    Environment = 3,
    /// The lock is missing, damaged, of a newer program, or not that of the book as it is.
    Lock = 4,
    /// The program is wrong: Rust's own status of a panic.
    Bug = 101,
}

impl Status {
    /// The status for what was found. Faults of the environment come first, because they may be the
    /// reason of others; then those of the manifest, on which everything else depends; then those of
    /// the lock, which say that the book is not the one that was meant.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut errors = diagnostics.iter().filter(|problem| problem.is_error()).peekable();
        if errors.peek().is_none() {
            return Status::Success;
        }
        let codes: Vec<_> = errors.map(|problem| problem.code).collect();
        match () {
            () if codes.iter().any(|code| code.is_environment()) => Status::Environment,
            () if codes.iter().any(|code| code.is_manifest()) => Status::Usage,
            () if codes.iter().any(|code| code.is_lock()) => Status::Lock,
            () => Status::BookErrors,
        }
    }
}

impl Termination for Status {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Code;

    #[test]
    fn the_deepest_cause_decides() {
        let status = |codes: &[Code]| {
            let problems: Vec<_> = codes.iter().map(|code| Diagnostic::new(*code, "")).collect();
            Status::of(&problems)
        };
        assert_eq!(status(&[]), Status::Success);
        assert_eq!(status(&[Code::ImageAlt]), Status::Success);
        assert_eq!(status(&[Code::ImageAlt, Code::FileMissing]), Status::BookErrors);
        assert_eq!(status(&[Code::FileMissing, Code::ManifestType]), Status::Usage);
        assert_eq!(status(&[Code::ManifestType, Code::Io]), Status::Environment);
        assert_eq!(status(&[Code::LockStale, Code::FileMissing]), Status::Lock);
        assert_eq!(status(&[Code::LockStale, Code::ManifestType]), Status::Usage);
    }
}
