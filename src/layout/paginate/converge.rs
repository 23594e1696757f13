//! The loop: units whose page numbers were wrong are laid again until all are right.

use std::collections::BTreeSet;

use crate::assembly::Book;
use crate::base::{Code, Diagnostic, limits};
use crate::layout::page_map::{Answer, PageMap, Question};

/// Most labels that the warning lists; the rest are counted.
const LISTED: usize = 20;

/// What can be laid again.
pub trait Layout {
    /// Lays the units with these indices, in reading order, telling them what `map` knows.
    fn lay(&mut self, stale: &[usize], map: &PageMap);

    /// Where everything stands now.
    fn map(&self) -> PageMap;

    /// For each unit, what it asked when it was laid last.
    fn asked(&self) -> &[BTreeSet<Question>];
}

/// A question whose answer still changed in the last pass, with the answer after each pass as it
/// would be printed.
#[derive(Debug, PartialEq, Eq)]
pub struct Unsettled {
    question: Question,
    answers: Vec<String>,
}

/// Lays everything, and again whatever was told something that is no longer true, at most
/// [`limits::LAYOUT_PASSES`] times. Gives what is not true even then.
pub fn converge(layout: &mut impl Layout) -> Vec<Unsettled> {
    // What each pass was told; the first one knows nothing.
    let mut maps = vec![PageMap::default()];
    let mut stale: Vec<usize> = (0..layout.asked().len()).collect();
    loop {
        let told = &maps[maps.len() - 1];
        layout.lay(&stale, told);
        let map = layout.map();
        let changed = |question: &&Question| told.answer(question) != map.answer(question);
        let asked = layout.asked();
        stale = (0..asked.len()).filter(|unit| asked[*unit].iter().any(|q| changed(&q))).collect();
        if stale.is_empty() {
            return Vec::new();
        }
        if maps.len() == limits::LAYOUT_PASSES {
            let wrong: BTreeSet<&Question> = asked.iter().flatten().filter(changed).collect();
            let passes: Vec<&PageMap> = maps[1..].iter().chain([&map]).collect();
            return wrong.into_iter().map(|question| unsettled(question, &passes)).collect();
        }
        maps.push(map);
    }
}

fn unsettled(question: &Question, passes: &[&PageMap]) -> Unsettled {
    let answers = passes.iter().map(|map| match map.answer(question) {
        Answer::Unknown => "–".to_owned(),
        Answer::Folio(folio) => folio.label.clone(),
        Answer::Number(number) => number.to_string(),
    });
    Unsettled { question: question.clone(), answers: answers.collect() }
}

/// The warning that lists what did not settle, each with its page after each pass.
pub fn report(book: &Book, unsettled: &[Unsettled]) -> Option<Diagnostic> {
    let first = unsettled.first()?;
    let mut lines: Vec<String> =
        unsettled.iter().take(LISTED).map(|unsettled| line(book, unsettled)).collect();
    if unsettled.len() > LISTED {
        lines.push(format!("{} more", unsettled.len() - LISTED));
    }
    let message = format!(
        "page numbers did not settle in {} passes: {}",
        limits::LAYOUT_PASSES,
        lines.join("; ")
    );
    let hint = match first.question {
        Question::Folio(_) => {
            "a number printed here moves the place that it names: reword the sentence before it, \
             or keep the contents in the front matter, where its length moves no other page"
        }
        Question::Count => "the number of pages changes the number of pages: reword the colophon",
    };
    let span = book.metadata.title.span;
    Some(Diagnostic::new(Code::Unstable, message).at(span).hint(hint))
}

/// «درخت» (c001-tree) on pages ۱۲, ۱۳, ۱۲.
fn line(book: &Book, Unsettled { question, answers }: &Unsettled) -> String {
    let answers = answers.join(", ");
    match question {
        Question::Folio(anchor) => {
            match book.anchors.get(anchor).map(|anchor| anchor.title.as_str()) {
                Some(title) if !title.is_empty() => {
                    format!("«{title}» ({anchor}) on pages {answers}")
                }
                _ => format!("{anchor} on pages {answers}"),
            }
        }
        Question::Count => format!("{answers} pages in all"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::page_map::Folio;
    use crate::layout::paged::Numbering;

    /// Units that each name a place, and a rule that says where the places come to stand when the
    /// units were told where they stood.
    struct Artificial<F> {
        asked: Vec<BTreeSet<Question>>,
        rule: F,
        pages: Vec<usize>,
        /// Which units were laid in each pass.
        passes: Vec<Vec<usize>>,
    }

    impl<F: FnMut(usize, Option<usize>) -> usize> Artificial<F> {
        fn run(count: usize, rule: F) -> (Vec<Unsettled>, Self) {
            let asked = (0..count).map(|unit| BTreeSet::from([question(unit)])).collect();
            let mut layout = Artificial { asked, rule, pages: vec![0; count], passes: vec![] };
            (converge(&mut layout), layout)
        }
    }

    fn name(unit: usize) -> String {
        format!("c{unit}")
    }

    fn question(unit: usize) -> Question {
        Question::Folio(name(unit))
    }

    impl<F: FnMut(usize, Option<usize>) -> usize> Layout for Artificial<F> {
        fn lay(&mut self, stale: &[usize], map: &PageMap) {
            for unit in stale {
                let told = match map.answer(&question(*unit)) {
                    Answer::Folio(folio) => Some(folio.number),
                    _ => None,
                };
                self.pages[*unit] = (self.rule)(*unit, told);
            }
            self.passes.push(stale.to_vec());
        }

        fn map(&self) -> PageMap {
            let mut map = PageMap::default();
            for number in 1..=9 {
                let here: Vec<String> =
                    (0..self.pages.len()).filter(|u| self.pages[*u] == number).map(name).collect();
                let label = number.to_string();
                let folio = Folio { numbering: Numbering::Decimal, number, label };
                map.add(folio, here.iter().map(String::as_str));
            }
            map
        }

        fn asked(&self) -> &[BTreeSet<Question>] {
            &self.asked
        }
    }

    #[test]
    fn what_does_not_move_is_laid_twice() {
        let (unsettled, layout) = Artificial::run(3, |unit, _| unit + 1);
        assert_eq!(unsettled, []);
        assert_eq!(layout.passes, [vec![0, 1, 2], vec![0, 1, 2]]);
    }

    #[test]
    fn only_what_was_told_something_else_is_laid_again() {
        // The second unit moves its own place on by a page, up to page 4.
        let rule = |unit: usize, told: Option<usize>| match (unit, told) {
            (1, Some(page)) => (page + 1).min(4),
            _ => 2,
        };
        let (unsettled, layout) = Artificial::run(3, rule);
        assert_eq!(unsettled, []);
        assert_eq!(layout.passes, [vec![0, 1, 2], vec![0, 1, 2], vec![1], vec![1]]);
    }

    #[test]
    fn what_swings_to_and_fro_is_told_with_its_page_in_each_pass() {
        // A number that takes more room drives its own place away and lets it come back.
        let rule = |unit: usize, told: Option<usize>| match (unit, told) {
            (1, Some(3)) => 4,
            _ => 3,
        };
        let (unsettled, layout) = Artificial::run(2, rule);
        assert_eq!(layout.passes.len(), limits::LAYOUT_PASSES);
        let answers = ["3", "4", "3", "4", "3"].map(str::to_owned).to_vec();
        assert_eq!(unsettled, [Unsettled { question: question(1), answers }]);
    }

    #[test]
    fn nothing_to_lay_is_settled() {
        assert_eq!(Artificial::run(0, |_, _| 1).0, []);
    }
}
