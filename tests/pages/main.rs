//! Whole books in every design: what stands at the heads and feet of their pages.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test stands outside the house and its rooms"
)]

mod support;

use nashr::layout::audit::{Audit, audit};
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

fn assert_level(found: &Audit, book: &str, design: &str) {
    assert!(found.unlevel.is_empty(), "{book} in {design}: {:?}", found.unlevel);
}
