//! How fast paragraphs of generated Persian prose are set, on one thread: with an empty cache (as at
//! the beginning of a book), and when every word was seen (the price of analysis, breaking and
//! placing alone). Also whole books of 0.6 and 3 MB from an empty cache.

#[path = "../tests/typesetting/prose.rs"]
mod prose;
#[expect(dead_code, reason = "the tests of the text room use the rest")]
#[path = "../tests/typesetting/support.rs"]
mod support;

use divan::Bencher;
use divan::counter::BytesCount;
use nashr::text::{StyledText, Typesetter};

fn main() {
    divan::main();
}

fn texts(bytes: usize) -> Vec<StyledText> {
    prose::book(bytes).iter().map(|words| support::text(words)).collect()
}

fn size(texts: &[StyledText]) -> BytesCount {
    BytesCount::new(texts.iter().map(|text| text.text.len()).sum::<usize>())
}

fn set_all(typesetter: &Typesetter<'_>, texts: &[StyledText]) -> usize {
    let format = support::justified(297.6);
    texts.iter().map(|text| typesetter.paragraph(text, &format).lines.len()).sum()
}

#[divan::bench(args = [600_000, 3_000_000], sample_count = 5)]
fn book(bencher: Bencher<'_, '_>, bytes: usize) {
    let texts = texts(bytes);
    bencher.counter(size(&texts)).bench(|| set_all(&support::typesetter(), &texts));
}

#[divan::bench(sample_count = 10)]
fn known_words(bencher: Bencher<'_, '_>) {
    let texts = texts(600_000);
    let typesetter = support::typesetter();
    set_all(&typesetter, &texts);
    bencher.counter(size(&texts)).bench(|| set_all(&typesetter, &texts));
}
