//! Every example in the page on Markdown is read without a notice.

use nashr::base::{Source, SourceId};
use nashr::collect::Format;
use nashr::import::import;

/// The page as it is built into the test.
const PAGE: &str = include_str!("../../docs/markdown.md");

#[test]
fn the_examples_of_the_page_are_right() {
    let mut examples = 0;
    for (fence, end) in [
        ("\n````markdown\n", "\n````\n"),
        ("\n```markdown\n", "\n```\n"),
        ("\n```yaml\n", "\n```\n"),
    ] {
        for example in PAGE.split(fence).skip(1) {
            let text = example.split(end).next().unwrap_or(example);
            let imported =
                import(&Source::new("docs/markdown.md", text), SourceId(0), Format::Markdown);
            assert!(imported.diagnostics.is_empty(), "{text}\n\n{:?}", imported.diagnostics);
            examples += 1;
        }
    }
    assert!(examples >= 10, "only {examples} examples were found");
}
