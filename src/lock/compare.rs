//! What two locks differ in.

use std::collections::{BTreeMap, BTreeSet};

use super::{Kind, Lock, LockedDocument};

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Of what.
    pub kind: Kind,
    /// Its path or name; the new one when it was renamed, nothing for what every lock has once.
    pub name: String,
    /// The title of a document; the new one if there is one.
    pub title: String,
    /// What happened to it.
    pub what: What,
}

/// What happened to a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The old lock does not name it.
    Added,
    /// The new lock does not name it.
    Removed,
    /// It holds something else; or has another name, title or version, given before and after.
    Changed {
        /// What is said of it before.
        before: String,
        /// And after.
        after: String,
    },
    /// A document stands elsewhere among the others.
    Moved {
        /// Its place in the book before, from 1.
        before: usize,
        /// And after.
        after: usize,
    },
    /// A document is the same, in a file of another name.
    Renamed {
        /// The path before.
        before: String,
    },
}

/// Every difference from `old` to `new`: the program, the manifest, the design, the outputs; the
/// documents that were removed, in their old order; the others in their new order; images; fonts.
pub fn compare(old: &Lock, new: &Lock) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut once = |kind, same: bool, before: &str, after: &str| {
        if !same {
            let what = What::Changed { before: before.to_owned(), after: after.to_owned() };
            changes.push(Change { kind, name: String::new(), title: String::new(), what });
        }
    };
    once(Kind::Program, old.tool == new.tool, &old.tool, &new.tool);
    let same = old.manifest == new.manifest;
    once(Kind::Manifest, same, &old.manifest.name, &new.manifest.name);
    once(Kind::Design, old.design == new.design, &old.design.name, &new.design.name);
    changes.extend(outputs(&old.outputs, &new.outputs));
    changes.extend(documents(&old.documents, &new.documents));
    changes.extend(contents(Kind::Image, &old.images, &new.images));
    changes.extend(contents(Kind::Font, &old.fonts, &new.fonts));
    changes
}

fn change(kind: Kind, name: &str, what: What) -> Change {
    Change { kind, name: name.to_owned(), title: String::new(), what }
}

fn outputs(old: &[String], new: &[String]) -> Vec<Change> {
    let only = |one: &'_ [String], other: &'_ [String], what: &What| -> Vec<Change> {
        let missing = one.iter().filter(|name| !other.contains(name));
        missing.map(|name| change(Kind::Output, name, what.clone())).collect()
    };
    [only(old, new, &What::Removed), only(new, old, &What::Added)].concat()
}

fn contents(
    kind: Kind,
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
) -> Vec<Change> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let compared = names.into_iter().filter_map(|name| {
        let what = match (old.get(name), new.get(name)) {
            (Some(_), None) => What::Removed,
            (None, _) => What::Added,
            (Some(before), Some(after)) if before != after => held(),
            _ => return None,
        };
        Some(change(kind, name, what))
    });
    compared.collect()
}

/// Something has the same name and other content.
fn held() -> What {
    What::Changed { before: String::new(), after: String::new() }
}

fn documents(old: &[LockedDocument], new: &[LockedDocument]) -> Vec<Change> {
    let before = positions(old);
    let after = positions(new);
    let removed: Vec<&LockedDocument> =
        old.iter().filter(|one| !after.contains_key(one.path.as_str())).collect();
    let mut renamed = renames(&removed, new, &before);
    let kept = in_order(new.iter().filter_map(|one| before.get(one.path.as_str()).copied()));

    let gone: BTreeSet<&str> = renamed.values().map(|one| one.path.as_str()).collect();
    let removed = removed.into_iter().filter(|one| !gone.contains(one.path.as_str()));
    let mut changes: Vec<Change> = removed.map(|one| of(one, What::Removed)).collect();
    for (at, one) in new.iter().enumerate() {
        let Some(&position) = before.get(one.path.as_str()) else {
            let what = match renamed.remove(one.path.as_str()) {
                Some(before) => What::Renamed { before: before.path.clone() },
                None => What::Added,
            };
            changes.push(of(one, what));
            continue;
        };
        let same = &old[position];
        if same != one {
            let (before, after) = (same.title.clone(), one.title.clone());
            changes.push(of(one, What::Changed { before, after }));
        }
        if !kept.contains(&position) {
            changes.push(of(one, What::Moved { before: position + 1, after: at + 1 }));
        }
    }
    changes
}

fn of(document: &LockedDocument, what: What) -> Change {
    let LockedDocument { path, title, .. } = document;
    Change { kind: Kind::Document, name: path.clone(), title: title.clone(), what }
}

fn positions(documents: &[LockedDocument]) -> BTreeMap<&str, usize> {
    documents.iter().enumerate().map(|(at, one)| (one.path.as_str(), at)).collect()
}

/// The old documents, by new path, whose bytes are found again under that path.
fn renames<'a>(
    removed: &[&'a LockedDocument],
    new: &'a [LockedDocument],
    before: &BTreeMap<&str, usize>,
) -> BTreeMap<&'a str, &'a LockedDocument> {
    let mut lost: BTreeMap<&str, Vec<&'a LockedDocument>> = BTreeMap::new();
    for one in removed.iter().rev() {
        lost.entry(&one.sha256).or_default().push(one);
    }
    let added = new.iter().filter(|one| !before.contains_key(one.path.as_str()));
    added
        .filter_map(|one| Some((one.path.as_str(), lost.get_mut(one.sha256.as_str())?.pop()?)))
        .collect()
}

/// A longest rising subsequence of `positions`: the documents that kept their order, so that as few
/// as possible count as moved. (Patience sorting: each pile's top is the smallest end of a
/// subsequence of its length; O(n log n).)
fn in_order(positions: impl Iterator<Item = usize>) -> BTreeSet<usize> {
    let mut tops: Vec<usize> = Vec::new();
    let mut below: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    for position in positions {
        let pile = tops.partition_point(|top| *top < position);
        below.insert(position, pile.checked_sub(1).map(|pile| tops[pile]));
        if pile == tops.len() { tops.push(position) } else { tops[pile] = position }
    }
    let mut chain = BTreeSet::new();
    let mut next = tops.last().copied();
    while let Some(position) = next {
        chain.insert(position);
        next = below[&position];
    }
    chain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `a1 b2`: the document `a` with the content `1`.
    fn book(words: &str) -> Vec<LockedDocument> {
        let document = |word: &str| LockedDocument {
            path: word[..1].to_owned(),
            title: String::new(),
            sha256: word[1..].to_owned(),
            side_car: None,
        };
        words.split_whitespace().map(document).collect()
    }

    fn said(old: &str, new: &str) -> String {
        let said = documents(&book(old), &book(new)).into_iter().map(|change| match change.what {
            What::Added => format!("+{}", change.name),
            What::Removed => format!("-{}", change.name),
            What::Changed { .. } => format!("~{}", change.name),
            What::Moved { before, after } => format!("{}:{before}>{after}", change.name),
            What::Renamed { before } => format!("{before}={}", change.name),
        });
        said.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn differences() {
        assert_eq!(said("a1 b2 c3", "a1 b2 c3"), "");
        assert_eq!(said("a1 b2 c3", "b2 d4 c5"), "-a +d ~c");
        assert_eq!(said("a1 b2 c3 d4", "d4 a1 b2 c3"), "d:4>1");
        assert_eq!(said("a1 b2 c3 d4", "b2 c3 d4 a7"), "~a a:1>4");
        assert_eq!(said("a1 b2", "x1 b2"), "a=x");
        assert_eq!(said("a1 b1", "x1 y1 z1"), "a=x b=y +z");
    }

    proptest! {
        /// Only what was moved has to be put elsewhere to get from one order to the other.
        #[test]
        fn the_rest_kept_its_order(order in Just((0..9_usize).collect::<Vec<_>>()).prop_shuffle()) {
            let word = |at: &usize| format!("{}1", (b'a' + *at as u8) as char);
            let old: Vec<String> = (0..9).map(|at| word(&at)).collect();
            let new: Vec<String> = order.iter().map(word).collect();
            let changes = documents(&book(&old.join(" ")), &book(&new.join(" ")));
            let moved: BTreeSet<String> = changes.into_iter().map(|change| change.name).collect();
            let rest = new.iter().filter(|word| !moved.contains(&word[..1]));
            prop_assert!(rest.is_sorted());
        }
    }
}
