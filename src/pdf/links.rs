//! Links: the rectangles that can be clicked, and where they lead.

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::geom::Rect;

use super::outline::destination;
use super::page::points;
use super::tags::LinkId;
use crate::base::{Length, Span};
use crate::layout::Paged;
use crate::text::model::LinkDestination;

/// The part of a link that stands on one line.
#[derive(Clone, Debug)]
pub struct LinkArea {
    /// Where it leads.
    pub target: LinkDestination,
    /// Its element in the structure; `None` in furniture.
    pub link: Option<LinkId>,
    /// Left edge.
    pub left: Length,
    /// Right edge.
    pub right: Length,
    /// Top edge.
    pub top: Length,
    /// Bottom edge.
    pub bottom: Length,
    /// Its words: what a reader for the blind says.
    pub words: String,
    /// Where it was written.
    pub span: Span,
}

impl LinkArea {
    /// The annotation; `None` for a link to a place that no page has, or for an empty rectangle.
    pub fn annotation(&self, paged: &Paged) -> Option<Annotation> {
        let target = match &self.target {
            LinkDestination::External(address) => {
                Target::Action(Action::from(LinkAction::new(address.clone())))
            }
            LinkDestination::Internal(anchor) => {
                let place = *paged.anchors.get(anchor)?;
                Target::Destination(destination(paged, place).into())
            }
        };
        let rect = Rect::from_ltrb(
            points(self.left),
            points(self.top),
            points(self.right),
            points(self.bottom),
        )?;
        let words = Some(self.words.trim().to_owned()).filter(|words| !words.is_empty());
        let annotation = Annotation::new_link(LinkAnnotation::new(rect, target), words);
        Some(annotation.with_location(super::places::location(self.span)))
    }
}
