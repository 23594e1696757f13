//! The outline (bookmarks), from the contents.

use crate::assembly::ContentsEntry;
use crate::layout::paged::{OutlineEntry, Paged};
use crate::layout::toc;
use crate::wording::Words;

/// The outline of `entries`. Contents nest part, chapter and six levels of sections.
pub fn outline(words: &Words, entries: &[ContentsEntry], paged: &Paged) -> Vec<OutlineEntry> {
    let mut outlined = Vec::new();
    for entry in entries {
        let children = outline(words, &entry.children, paged);
        match paged.anchors.get(&entry.anchor) {
            Some(destination) => outlined.push(OutlineEntry {
                title: toc::entry_title(words, entry),
                destination: *destination,
                children,
            }),
            None => outlined.extend(children),
        }
    }
    outlined
}
