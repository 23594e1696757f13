//! Settings that have a flag and a variable of the environment: the flag counts, then the variable,
//! then what the program assumes.

use std::path::{Path, PathBuf};

use super::config::Origin;

/// The output folder: `--out`, else `NASHR_OUT`, else `dist`.
pub(super) fn out(flag: Option<&Path>) -> (PathBuf, Origin) {
    let variable = std::env::var_os("NASHR_OUT").filter(|value| !value.is_empty());
    match (flag, variable) {
        (Some(path), _) => (path.to_owned(), Origin::Flag("--out")),
        (None, Some(path)) => (path.into(), Origin::Environment("NASHR_OUT")),
        (None, None) => (PathBuf::from("dist"), Origin::Default),
    }
}
