//! The outline (bookmarks) and the places that links lead to.

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};

use super::page::points;
use crate::layout::Paged;
use crate::layout::paged::{Destination, OutlineEntry};

/// The outline of the book, nested as its contents.
pub fn outline(paged: &Paged) -> Outline {
    let mut outline = Outline::new();
    for entry in &paged.outline {
        outline.push_child(node(paged, entry));
    }
    outline
}

/// Recursion goes as deep as the contents: parts, chapters and six levels of sections.
fn node(paged: &Paged, entry: &OutlineEntry) -> OutlineNode {
    let mut node = OutlineNode::new(entry.title.clone(), destination(paged, entry.destination));
    for child in &entry.children {
        node.push_child(self::node(paged, child));
    }
    node
}

/// A place on a page: the top of what it names, at the left edge of the page.
pub fn destination(paged: &Paged, destination: Destination) -> XyzDestination {
    let last = paged.pages.len().saturating_sub(1);
    XyzDestination::new(destination.page.min(last), Point::from_xy(0.0, points(destination.y)))
}
