use super::*;
use crate::base::Direction;
use crate::text::bidi;

/// Rows of text with `¦` where a line may end, `~` where it may for want of a better place, `‿` where it
/// may in running text; rows of
/// left-to-right paragraphs begin with `ltr `. `␣` stands for a no-break space, `⏎` for a forced end.
const CASES: &str = include_str!("cases.txt");

fn marked(text: &str, direction: Direction) -> String {
    let levels = bidi::levels(text, &[], direction);
    let mut out = String::new();
    let mut from = 0;
    for opportunity in opportunities(text, &[], &levels, true) {
        out.push_str(&text[from..opportunity.at]);
        from = opportunity.at;
        out.push(match opportunity.kind {
            BreakKind::Space | BreakKind::Inside => '¦',
            BreakKind::Weak => '‿',
            BreakKind::Tied => '~',
            BreakKind::Forced => '⏎',
        });
    }
    out + &text[from..]
}

#[test]
fn lines_end_where_the_table_says() {
    let mut wrong = Vec::new();
    for row in CASES.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
        let (row, direction) = match row.strip_prefix("ltr ") {
            Some(row) => (row, Direction::LeftToRight),
            None => (row, Direction::RightToLeft),
        };
        let row = row.replace('␣', "\u{a0}").replace('⏎', "\u{2028}⏎");
        let text: String = row.chars().filter(|c| !"¦~‿⏎".contains(*c)).collect();
        let found = marked(&text, direction);
        if found != row {
            wrong.push(format!("expected {row}\n   found {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_table_of_this_size_was_read() {
    assert!(CASES.lines().filter(|row| !row.starts_with('#')).count() > 70);
}

#[test]
fn rows_of_addresses_take_linear_time() {
    let text = "https://example.org/a/b?c=d&e=f-g.h ".repeat(20_000);
    let levels = Levels::Uniform(1);
    assert!(opportunities(&text, &[], &levels, false).len() > 100_000);
}

proptest::proptest! {
    /// Plain prose breaks where the whole algorithm would break it.
    #[test]
    fn plain_prose_needs_no_algorithm(
        text in "( {0,2}[«(]{0,2}[اب۱\u{64e}\u{200c}]{1,4}[».:،؛؟!)]{0,2} ?){0,6}",
    ) {
        proptest::prop_assume!(plain::is_plain(&text));
        let levels = bidi::levels(&text, &[], Direction::RightToLeft);
        let fast = opportunities(&text, &[], &levels, true);
        // A sign at the end, which plain prose does not have, makes the algorithm do it.
        let slow = opportunities(&(text.clone() + "~"), &[], &levels_of(&text), true);
        let slow: Vec<_> = slow.into_iter().filter(|found| found.at < text.len()).collect();
        proptest::prop_assert_eq!(fast, slow);
    }
}

fn levels_of(text: &str) -> Levels {
    bidi::levels(&format!("{text}~"), &[], Direction::RightToLeft)
}
