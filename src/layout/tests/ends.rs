//! Page ends over generated chapters, as the audit of finished pages sees them.

use proptest::prelude::*;

use super::fixture::*;
use crate::document::Block;
use crate::layout::audit::audit;
use crate::layout::paged::{Item, PartOf};

/// Paragraphs of these lengths in sentences; 0 stands for a heading.
fn chapter_of(lengths: &[usize]) -> Vec<Block> {
    let built = |length: &usize| match length {
        0 => heading(1, "عنوان بخش"),
        length => paragraph(&prose(*length)),
    };
    lengths.iter().map(built).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the paragraphs: no page begins or ends badly, no page is over-full, no page but a
    /// chapter's last is left half empty, and hardly any two facing pages end on different lines.
    #[test]
    fn pages_of_prose_end_well(
        lengths in prop::collection::vec(prop_oneof![1 => Just(0_usize), 8 => 1_usize..16], 30..150),
        versos in any::<bool>(),
    ) {
        let mut chapters = vec![chapter("c002", "عنوان", chapter_of(&lengths))];
        if versos {
            // A chapter of one page, so that the other one begins on a verso.
            chapters.insert(0, chapter("c001", "کوتاه", vec![paragraph("یک بند.")]));
        }
        let paged = laid(&book(chapters));
        let found = audit(&paged, &design());
        prop_assert!(found.widows.is_empty(), "{found:?}");
        prop_assert!(found.orphans.is_empty(), "{found:?}");
        // A heading may be the last thing that was written.
        prop_assert!(found.headings.is_empty(), "{found:?}");
        prop_assert!(found.unlevel.len() * 8 <= found.spreads + 8, "{found:?}");
        for page in &paged.pages {
            for item in &page.items {
                if let Item::Text { baseline, part: PartOf::Content { .. }, .. } = item {
                    prop_assert!(baseline.to_pt() < 70.0 + 450.0);
                }
            }
        }
    }
}

/// Questions of one line with answers of two and three: few places to end a page, and none of them
/// after a question.
#[test]
fn an_interview_keeps_its_answers_and_fills_its_pages() {
    use crate::document::{BlockKind, Dialogue, Turn, TurnKind};
    let turn = |speaker: &str, text: String| Turn {
        speaker: words(speaker),
        blocks: vec![paragraph(&text)],
        span: crate::base::Span::default(),
        kind: TurnKind::default(),
    };
    let turns = (0..80).flat_map(|n| {
        [turn("پرسنده", format!("پرسش {n} چیست؟")), turn("پاسخ‌دهنده", prose(n % 4 + 3))]
    });
    let dialogue = block(BlockKind::Dialogue(Dialogue { turns: turns.collect() }));
    let paged = laid(&book(vec![chapter("c001", "گفت‌وگو", vec![dialogue])]));
    let found = audit(&paged, &design());
    assert!(found.page_ends > 10 && found.questions.is_empty(), "{found:?}");
    assert!(found.widows.is_empty() && found.orphans.is_empty(), "{found:?}");
}

#[test]
fn a_heading_as_the_last_line_of_a_book_is_kept() {
    for lines in 20..40 {
        let blocks = vec![paragraph(&prose(lines)), heading(1, "پایان")];
        let lines = content(&laid(&book(vec![chapter("c001", "عنوان", blocks)])));
        assert_eq!(lines.last().map(|line| line.text.as_str()), Some("پایان"));
    }
}
