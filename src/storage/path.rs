//! Names of files inside a project, checked by their spelling alone.

use std::fmt;

use crate::base::{Code, Diagnostic, is_invisible};

/// A path relative to the manifest's folder, with `/` on every system.
///
/// Invariant: no component is empty, `.` or `..`; no component holds a backslash or an invisible
/// character; the path is neither absolute nor does it begin with a drive letter or `~`. The empty
/// path is the folder itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectPath(String);

impl ProjectPath {
    /// Reads a path as a manifest writes it. `./` and doubled slashes are dropped.
    ///
    /// # Errors
    ///
    /// `COL-PATH-ESCAPE` for a path that names a place outside (or a form that means so on some
    /// system), `MAN-CONTROL` for one with an invisible character.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        refuse_invisible(text)?;
        refuse_foreign_form(text)?;
        let mut components = Vec::new();
        for component in text.split('/') {
            match component {
                "" | "." => {}
                ".." => return Err(escape(text, "it contains `..`")),
                name => components.push(name),
            }
        }
        let path = components.join("/");
        // `./~` and `.//C:` would begin with a special form only now.
        refuse_foreign_form(&path)?;
        Ok(ProjectPath(path))
    }

    /// The path `below` this folder.
    #[must_use]
    pub fn join(&self, below: &ProjectPath) -> Self {
        match (self.is_root(), below.is_root()) {
            (true, _) => below.clone(),
            (_, true) => self.clone(),
            _ => ProjectPath(format!("{}/{}", self.0, below.0)),
        }
    }

    /// The folder that holds it; the root's is the root.
    #[must_use]
    pub fn parent(&self) -> Self {
        ProjectPath(self.0.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned())
    }

    /// The part after `folder`; `None` when it is not below it.
    pub fn below(&self, folder: &ProjectPath) -> Option<&str> {
        if folder.is_root() {
            return Some(&self.0);
        }
        self.0.strip_prefix(&folder.0)?.strip_prefix('/')
    }

    /// Its last component.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(self.0.as_str(), |(_, name)| name)
    }

    /// Its last component without the ending.
    pub fn stem(&self) -> &str {
        match self.name().rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => self.name(),
        }
    }

    /// Its ending in lower case, without the dot; empty when there is none.
    pub fn extension(&self) -> String {
        match self.name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
            _ => String::new(),
        }
    }

    /// Its components, outermost first.
    pub fn components(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').filter(|component| !component.is_empty())
    }

    /// Whether it is the manifest's folder itself.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProjectPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn refuse_invisible(text: &str) -> Result<(), Diagnostic> {
    let Some(found) = text.chars().find(|c| is_invisible(*c)) else { return Ok(()) };
    let message =
        format!("the path `{text}` contains the invisible character U+{:04X}", found as u32);
    Err(Diagnostic::new(Code::ManifestControl, message)
        .hint("delete the path and type it again by hand"))
}

/// Refuses what is absolute or special on any system, so that a project means the same everywhere.
fn refuse_foreign_form(text: &str) -> Result<(), Diagnostic> {
    let bytes = text.as_bytes();
    let drive = bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':';
    if text.contains('\\') {
        Err(escape(text, "it contains a backslash"))
    } else if text.starts_with('/') {
        Err(escape(text, "it is absolute"))
    } else if text.starts_with('~') {
        Err(escape(text, "it begins with `~`"))
    } else if drive {
        Err(escape(text, "it begins with a drive letter"))
    } else {
        Ok(())
    }
}

fn escape(text: &str, why: &str) -> Diagnostic {
    let message = format!("the path `{text}` leaves the project: {why}");
    Diagnostic::new(Code::PathEscape, message).hint(
        "put the file below the manifest's folder and write its path with `/`, for example `texts/one.md`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<Code> {
        ProjectPath::parse(text).err().map(|problem| problem.code)
    }

    #[test]
    fn honest_paths_are_put_into_one_form() {
        for (written, kept) in [
            ("a.md", "a.md"),
            ("./texts//one.md", "texts/one.md"),
            ("فصل‌ها/یکم.md", "فصل‌ها/یکم.md"),
            ("a..b/c...md", "a..b/c...md"),
            ("", ""),
            (".", ""),
            ("c:d".trim_start_matches("c:"), "d"),
        ] {
            assert_eq!(ProjectPath::parse(written).map(|path| path.0).as_deref(), Ok(kept));
        }
    }

    #[test]
    fn every_way_out_is_refused() {
        for written in [
            "../a.md",
            "a/../../b",
            "a/..",
            "..",
            "/etc/passwd",
            "~/a",
            "C:/a",
            "c:a",
            "a\\..\\b",
            "\\\\host\\a",
            "./~",
            ".//c:a",
        ] {
            assert_eq!(code(written), Some(Code::PathEscape), "{written}");
        }
        for written in ["a\0b", "a\u{202E}dm.b", "\u{FEFF}a", "a\u{200B}", "a\nb", "a\u{2066}"] {
            assert_eq!(code(written), Some(Code::ManifestControl), "{written:?}");
        }
    }

    #[test]
    fn parts_of_a_path() {
        let path = ProjectPath::parse("a/b.tar.GZ").unwrap();
        assert_eq!(
            (path.name(), path.stem(), path.extension().as_str()),
            ("b.tar.GZ", "b.tar", "gz")
        );
        assert_eq!(path.parent().as_str(), "a");
        assert_eq!(path.parent().parent(), ProjectPath::default());
        assert_eq!(path.below(&path.parent()), Some("b.tar.GZ"));
        assert_eq!(path.below(&ProjectPath::parse("b").unwrap()), None);
        assert_eq!(ProjectPath::parse(".hidden").unwrap().extension(), "");
    }

    proptest::proptest! {
        /// A path that is accepted stays inside and is its own normal form.
        #[test]
        fn accepted_paths_stay_inside(text in "[a./~\\\\:ب\u{200C}]{0,12}") {
            if let Ok(path) = ProjectPath::parse(&text) {
                assert!(path.components().all(|part| !matches!(part, "" | "." | "..")));
                assert!(!path.as_str().starts_with(['/', '~']) && !path.as_str().contains('\\'));
                assert_eq!(ProjectPath::parse(path.as_str()).as_ref(), Ok(&path));
            }
        }
    }
}
