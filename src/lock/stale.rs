//! A stale lock, as problems of the book: each difference at the line of the lock that is no longer
//! true, or at the place in the manifest that brought something new.

use super::{Change, Kind, Places, What};
use crate::base::{Code, Diagnostic, Span};

/// Where the differences are shown, and what to do about them.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The lines of the lock.
    pub lock: &'a Places,
    /// Where the manifest names what the book holds now.
    pub manifest: &'a Places,
    /// The manifest as a whole.
    pub start: Span,
    /// What renews the lock, to be typed: `nashr lock book.yaml`.
    pub command: &'a str,
}

/// One problem for each of `changes`.
pub fn problems(changes: &[Change], shown: Shown<'_>) -> Vec<Diagnostic> {
    changes.iter().map(|change| problem(change, shown)).collect()
}

fn problem(change: &Change, shown: Shown<'_>) -> Diagnostic {
    let place = |places: &Places| places.get(&(change.kind, change.name.clone())).copied();
    let (old, new) = (place(shown.lock), place(shown.manifest).unwrap_or(shown.start));
    let problem = Diagnostic::new(Code::LockStale, message(change)).hint(hint(change, shown));
    match &change.what {
        What::Added => problem.at(new),
        What::Renamed { before } => {
            let old = shown.lock.get(&(change.kind, before.clone())).copied();
            problem.at(old.unwrap_or(new)).label(new, "its new name comes from here")
        }
        What::Moved { .. } => problem.at(old.unwrap_or(new)).label(new, "it is named here"),
        What::Removed | What::Changed { .. } => problem.at(old.unwrap_or(new)),
    }
}

fn message(change: &Change) -> String {
    let thing = thing(change);
    match (&change.what, change.kind) {
        (What::Added, _) => format!("{thing} was added and is not in the lock"),
        (What::Removed, _) => format!("{thing} was removed and is still in the lock"),
        (What::Changed { before, after }, Kind::Program) => {
            format!("the lock is of {before}, and this is {after}")
        }
        (What::Changed { before, after }, Kind::Design | Kind::Manifest) if before != after => {
            format!("{thing} is `{after}` now, and was `{before}`")
        }
        (What::Changed { before, after }, Kind::Document) if before != after => {
            format!("{thing} was changed since the lock was written; its title was «{before}»")
        }
        (What::Changed { .. }, _) => format!("{thing} was changed since the lock was written"),
        (What::Moved { before, after }, _) => {
            format!("{thing} was moved: it is document {after} now, and was {before}")
        }
        (What::Renamed { before }, _) => format!("{thing} was called `{before}`"),
    }
}

/// What was changed: ``the document `a.md` («title»)``.
fn thing(change: &Change) -> String {
    let kind = change.kind.name();
    match (change.name.as_str(), change.title.as_str()) {
        ("", _) => format!("the {kind}"),
        (name, "") => format!("the {kind} `{name}`"),
        (name, title) => format!("the {kind} `{name}` («{title}»)"),
    }
}

fn hint(change: &Change, shown: Shown<'_>) -> String {
    let command = shown.command;
    match (change.kind, &change.what) {
        (Kind::Document, What::Changed { .. }) => {
            format!("if it is right, renew its line: `{command} --update {}`", change.name)
        }
        (Kind::Program, _) => format!("use that version, or renew the lock: `{command}`"),
        _ => format!("if it is right, renew the lock: `{command}`"),
    }
}
