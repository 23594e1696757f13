//! Where the cache is, and `nashr clean`.

use std::ffi::OsString;
use std::path::PathBuf;

use super::args::CleanOptions;
use super::report::{Form, Report};
use super::status::Status;
use super::terminal::Terminal;
use crate::base::Sources;
use crate::import::kept;
use crate::storage::Cache;

/// The cache of this user, or none when it is not wanted or there is no place for it.
pub(super) fn open(is_wanted: bool) -> Cache {
    match place(|name| std::env::var_os(name)) {
        Some((folder, _)) if is_wanted => Cache::new(&folder, kept::VERSION),
        _ => Cache::none(),
    }
}

/// `$NASHR_CACHE`, else `$XDG_CACHE_HOME/nashr`, else `~/.cache/nashr`
/// (<https://specifications.freedesktop.org/basedir-spec/latest/>, which has relative folders
/// ignored). A variable that is empty counts as not set.
/// With the folder comes the variable that names it.
pub(super) fn place(
    variable: impl Fn(&str) -> Option<OsString>,
) -> Option<(PathBuf, &'static str)> {
    let path = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let below = |name, folder| {
        let path: PathBuf = path(name).filter(|path: &PathBuf| path.is_absolute())?;
        Some((path.join(folder), name))
    };
    path("NASHR_CACHE")
        .map(|path| (path, "NASHR_CACHE"))
        .or_else(|| below("XDG_CACHE_HOME", "nashr"))
        .or_else(|| below("HOME", ".cache/nashr"))
}

/// Removes what cannot be used from the cache, or everything.
pub(super) fn clean(options: CleanOptions, terminal: Terminal) -> Status {
    match open(true).clean(options.all) {
        Ok(cleaned) => {
            let entries = match cleaned.entries {
                1 => "1 entry".to_owned(),
                count => format!("{count} entries"),
            };
            // Rounded up, so that only nothing is shown as 0 KiB.
            terminal
                .messages(&format!("removed {entries}, {} KiB\n", cleaned.bytes.div_ceil(1024)));
            Status::Success
        }
        Err(problem) => {
            let report = Report::new(&Sources::default(), "", Form::human(terminal))
                .render(std::slice::from_ref(&problem));
            terminal.messages(&report);
            Status::of(&[problem])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_variable_counts() {
        let folder = |set: &[(&str, &str)]| {
            let value = |name: &str| set.iter().find(|(key, _)| *key == name);
            place(|name| value(name).map(|(_, value)| (*value).into())).map(|(folder, _)| folder)
        };
        let (own, xdg, home) = (("NASHR_CACHE", "c"), ("XDG_CACHE_HOME", "/x"), ("HOME", "/h"));
        assert_eq!(folder(&[own, xdg, home]), Some("c".into()));
        assert_eq!(folder(&[("NASHR_CACHE", ""), xdg, home]), Some("/x/nashr".into()));
        assert_eq!(folder(&[("XDG_CACHE_HOME", "x"), home]), Some("/h/.cache/nashr".into()));
        assert_eq!(folder(&[home]), Some("/h/.cache/nashr".into()));
        assert_eq!(folder(&[("HOME", "")]), None);
        assert_eq!(folder(&[]), None);
    }
}
