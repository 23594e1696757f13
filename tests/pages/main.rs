//! Whole books in every design: what stands at the heads and feet of their pages.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test stands outside the house and its rooms"
)]

mod support;

use nashr::base::Length;
use nashr::design::model::Role;
use nashr::layout::Item;
use nashr::layout::audit::{Audit, audit};
use nashr::layout::paged::{ContentKind, PartOf};
use support::Case;

/// The sample book and a real one, in every design of the program.
#[test]
fn no_page_of_a_book_begins_or_ends_badly() {
    let shared = Case::shared("corpus/bikezen", "md");
    for case in std::iter::once(Case::sample()).chain(shared) {
        for design in nashr::design::built_in() {
            let (paged, design) = case.paged(design);
            let found = audit(&paged, &design);
            let bad = [&found.widows, &found.orphans, &found.headings, &found.questions];
            let all_well = bad.iter().all(|pages| pages.is_empty());
            assert!(all_well, "{} in {}: {found:?}", case.name, design.name);
            assert_level(&found, case.name, &design.name);
        }
    }
}

/// Full lines of running text stand on the same grid on rectos, versos and facing pages.
#[test]
fn lines_of_all_pages_stand_on_one_grid() {
    // Conversations of some designs have half lines between turns, so the sample, which has one, is
    // looked at in the others only.
    let sample = Case::sample();
    let real = Case::shared("corpus/bikezen", "md");
    let of_sample = ["base", "classic"].map(|design| (&sample, design));
    let designs = nashr::design::built_in();
    let of_real = real.iter().flat_map(|real| designs.iter().map(move |design| (real, *design)));
    for (case, design) in of_sample.into_iter().chain(of_real) {
        let (paged, design) = case.paged(design);
        let (grid, size) = (design.page.grid, design.style(Role::Body).size);
        let mut lines = 0;
        let mut off = Vec::new();
        for page in &paged.pages {
            // The book has a trim size of its own.
            let shape = design.page.for_trim(page.size);
            let measure = shape.type_area().width;
            for item in &page.items {
                let Item::Text { line, baseline, part, .. } = item else { continue };
                let is_running =
                    matches!(part, PartOf::Content { kind: ContentKind::Paragraph, .. });
                let is_body = line.pieces.first().is_some_and(|piece| piece.style.size == size);
                let is_full = (line.width - measure).abs() < Length::pt(0.5);
                if is_running && is_body && is_full {
                    lines += 1;
                    let below_top = (*baseline - shape.top) / grid;
                    off.push(below_top - below_top.floor());
                }
            }
        }
        assert!(lines > 200, "{lines} lines in {}", design.name);
        let first = off[0];
        let stray = off.iter().filter(|share| (**share - first).abs() > 0.002).count();
        assert_eq!(stray, 0, "of {lines} lines in {}", design.name);
    }
}

fn assert_level(found: &Audit, book: &str, design: &str) {
    assert!(found.unlevel.is_empty(), "{book} in {design}: {:?}", found.unlevel);
}
