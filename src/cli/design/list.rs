//! `nashr design list`.

use std::fmt::Write;

use super::{refuse, shown};
use crate::cli::args::DesignListOptions;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::design::{built_in, load};
use crate::storage::ProjectRoot;

/// A line a design: its name, where it comes from, what it says of itself.
pub(super) fn list(options: &DesignListOptions, terminal: Terminal) -> Status {
    let folder = options.place.folder();
    let root = match ProjectRoot::open(&folder) {
        Ok(root) => root,
        Err(problem) => return refuse(problem, terminal),
    };
    let own = load::of_project(&root);
    let mut names: Vec<String> = built_in().into_iter().map(str::to_owned).collect();
    names.extend(own.iter().filter(|name| !built_in().contains(&name.as_str())).cloned());
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    let mut lines = String::new();
    for name in names {
        let mut place = String::new();
        if own.contains(&name) {
            let folder = shown(&folder);
            let joint = if folder.is_empty() { "" } else { "/" };
            place = format!(" [{folder}{joint}templates/{name}]");
        }
        let description = load::description(&name, &root).unwrap_or_default();
        let gap = " ".repeat(width - name.chars().count());
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{}", format!("{name}{gap}  {description}{place}").trim_end());
    }
    terminal.data(&lines);
    Status::Success
}
