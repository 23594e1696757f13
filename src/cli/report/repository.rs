//! Paths as a forge wants them: relative to the repository, from wherever the program was started.

use std::path::{Component, Path, PathBuf};

/// The path below the repository's root, if `GITHUB_WORKSPACE` or `CI_PROJECT_DIR` names it and the
/// file is below it; else `shown` as it is, without `.` and `..`.
pub(super) fn path(shown: &str) -> String {
    let root = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].into_iter().find_map(std::env::var_os);
    let here = std::env::current_dir().unwrap_or_default();
    below(shown, &here, root.as_deref().map(Path::new))
}

fn below(shown: &str, here: &Path, root: Option<&Path>) -> String {
    let absolute = plain(&here.join(shown));
    let below_root = root.and_then(|root| absolute.strip_prefix(plain(root)).ok());
    let path = match below_root {
        Some(path) => path.to_owned(),
        None if Path::new(shown).is_absolute() => absolute,
        None => absolute.strip_prefix(here).map_or_else(|_| shown.into(), Path::to_owned),
    };
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    let parts: Vec<_> = parts.filter(|part| part != "/").collect();
    let begin = if path.is_absolute() { "/" } else { "" };
    format!("{begin}{}", parts.join("/"))
}

/// The path without `.` and `..`, by its spelling.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn paths_are_below_the_repository() {
        let below =
            |shown, root: Option<&str>| below(shown, Path::new("/r/sub"), root.map(Path::new));
        assert_eq!(below("./a.md", Some("/r")), "sub/a.md");
        assert_eq!(below("../b/a.md", Some("/r/")), "b/a.md");
        assert_eq!(below("/r/x/a.md", Some("/r")), "x/a.md");
        assert_eq!(below("/else/a.md", Some("/r")), "/else/a.md");
        assert_eq!(below("x/./a.md", None), "x/a.md");
        assert_eq!(below("../a.md", None), "../a.md");
        assert_eq!(below("a.md", Some("/other")), "a.md");
    }
}
