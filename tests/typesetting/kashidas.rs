//! Kashidas in lines: what must hold of every one of them, and how much they mend.

use std::time::{Duration, Instant};

use nashr::base::{Direction, Em, Length};
use nashr::design::model::Kashida;
use nashr::text::model::Piece;
use nashr::text::{Line, Paragraph, ParagraphFormat, Typesetter};
use proptest::prelude::*;

use crate::prose::{Dice, book, paragraph};
use crate::support::{
    FONTS, aligned, justified, line_text, one_line, plan, style, styled, text, typesetter,
    whole_text,
};

/// What may be off by rounding, in points.
const ROUNDING: f64 = 1e-6;
/// The measure of the figures in typography.md: 105 mm.
const MEASURE: f64 = 297.6;

fn format(measure: f64, kashida: Kashida) -> ParagraphFormat {
    ParagraphFormat { kashida, ..justified(measure) }
}

fn set(words: &str, measure: f64, level: Kashida) -> Paragraph {
    typesetter().paragraph(&text(words), &format(measure, level))
}

/// The word of a piece with a tatweel where its kashida stands.
fn shown(piece: &Piece) -> String {
    let mut word = piece.run.text.to_string();
    if let Some(kashida) = &piece.run.kashida {
        let owner = piece.run.glyphs[kashida.start].cluster as usize;
        let length = word[owner..].chars().next().map_or(0, char::len_utf8);
        word.insert(owner + length, 'ـ');
    }
    word
}

fn shown_lines(set: &Paragraph) -> String {
    let show = |line: &Line| {
        let words: String = line.pieces.iter().map(shown).collect();
        format!("{:.2} {}", line.space_ratio, words.trim_end())
    };
    set.lines.iter().map(show).collect::<Vec<_>>().join("\n")
}

/// The numbers of the words of a line that have a kashida.
fn lengthened(line: &Line) -> Vec<usize> {
    let mut word = 0;
    let mut found = Vec::new();
    for piece in &line.pieces {
        word += usize::from(piece.run.text.trim().is_empty());
        found.extend(piece.run.kashida.as_ref().map(|_| word));
    }
    found
}

/// What must hold of a lengthened word: its other glyphs are those of the word as it is, and it is
/// as much wider as its tatweels are wide, which are all one glyph and nowhere apart.
fn check_word(piece: &Piece) {
    let run = &piece.run;
    let Some(kashida) = run.kashida.clone() else { return };
    let plain = one_line(&text(&run.text), Direction::RightToLeft).pieces.remove(0).run;
    let others = run.glyphs[..kashida.start].iter().chain(&run.glyphs[kashida.end..]);
    let ids: Vec<u16> = others.map(|glyph| glyph.id).collect();
    assert_eq!(ids, plain.glyphs.iter().map(|glyph| glyph.id).collect::<Vec<_>>());
    let tatweels = &run.glyphs[kashida];
    assert!(tatweels.windows(2).all(|pair| pair[0].id == pair[1].id));
    let own = one_line(&text("ـ"), Direction::RightToLeft).pieces.remove(0).run.advance;
    assert!(tatweels.iter().all(|glyph| (1..=own).contains(&glyph.advance)));
    let wider: i32 = tatweels.iter().map(|glyph| glyph.advance).sum();
    assert_eq!(run.advance, plain.advance + wider);
    let em = f64::from(wider) / f64::from(FONTS.face(run.face).units_per_em);
    assert!((0.08..=1.61).contains(&em), "{em}");
}

fn any_level() -> impl Strategy<Value = Kashida> {
    prop::sample::select(vec![Kashida::Off, Kashida::Low, Kashida::Normal, Kashida::Full])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn kashidas_change_nothing_but_widths(
        seed in any::<u64>(),
        words in 1..90_usize,
        measure in 60.0..400.0_f64,
        level in any_level(),
    ) {
        let words = paragraph(&mut Dice::new(seed), words);
        let set = set(&words, measure, level);
        prop_assert_eq!(whole_text(&set), words);
        let last = set.lines.len() - 1;
        for (index, line) in set.lines.iter().enumerate() {
            let lengthened = lengthened(line);
            prop_assert!(lengthened.windows(2).all(|pair| pair[0] + 1 < pair[1]), "{:?}", lengthened);
            prop_assert!(lengthened.len() <= 4);
            prop_assert!(lengthened.is_empty() || (level != Kashida::Off && index < last));
            let has_spaces = line_text(line).trim().contains(' ');
            if index < last && has_spaces && line.overfull == Length::ZERO {
                prop_assert!((line.width.to_pt() - measure).abs() < ROUNDING);
            }
            let widths: f64 = line.pieces.iter().map(|piece| piece.width.to_pt()).sum();
            prop_assert!((widths - line.width.to_pt()).abs() < ROUNDING);
            line.pieces.iter().for_each(check_word);
        }
    }
}

const PARAGRAPH: &str = "چاپخانهٔ کوچک ما در کوچهٔ پشت بازار بود و صدای دستگاه‌هایش شب‌ها از پنجره‌ها \
    بیرون می‌ریخت. استاد هر حرف را با انگشت‌هایش می‌شناخت و می‌گفت سرب هم مثل آدم است؛ گرم که شود، نرم می‌شود.";

#[test]
fn low_lengthens_only_what_would_be_loose() {
    insta::assert_snapshot!(shown_lines(&set(PARAGRAPH, 190.0, Kashida::Low)), @r"
    1.43 چاپخـانهٔ کوچک ما در کوچهٔ پشـت
    0.99 بازار بود و صدای دستگاه‌هایش شب‌ها
    1.41 از پنجره‌ها بیرون می‌ریخت. اسـتاد هر
    1.05 حرف را با انگشت‌هایش می‌شناخت و
    1.06 می‌گفت سرب هم مثل آدم است؛ گرم
    1.00 که شود، نرم می‌شود.
    ");
}

#[test]
fn normal_evens_what_is_wide() {
    insta::assert_snapshot!(shown_lines(&set(PARAGRAPH, 190.0, Kashida::Normal)), @r"
    1.43 چاپخـانهٔ کوچک ما در کوچهٔ پشـت
    0.99 بازار بود و صدای دستگاه‌هایش شب‌ها
    1.37 از پنجره‌ها بیـرون می‌ریخت. اسـتاد هر
    1.05 حرف را با انگشت‌هایش می‌شناخت و
    1.06 می‌گفت سرب هم مثل آدم است؛ گرم
    1.00 که شود، نرم می‌شود.
    ");
}

#[test]
fn full_takes_what_it_can() {
    insta::assert_snapshot!(shown_lines(&set(PARAGRAPH, 190.0, Kashida::Full)), @r"
    1.21 چاپخـانهٔ کوچک ما در کوچهٔ پشـت
    0.99 بازار بود و صدای دستگاه‌هایش شب‌ها
    1.22 از پنجره‌ها بیرون می‌ریخت. اسـتاد هر
    1.05 حرف را با انگشت‌هایش می‌شناخت و
    1.06 می‌گفت سرب هم مثل آدم است؛ گرم
    1.00 که شود، نرم می‌شود.
    ");
}

/// Of paragraphs, each with whether it opens a text and so has no indent: the share of justified
/// lines whose spaces are wider than `limit`, and of those with a kashida.
fn shares(
    paragraphs: &[(String, bool)],
    limit: f64,
    format: &ParagraphFormat,
    size: f64,
) -> (f64, f64) {
    let (mut lines, mut loose, mut lengthened) = (0.0, 0.0, 0.0);
    let body = if size < 12.0 { plan("Vazirmatn") } else { plan("Scheherazade New") };
    let typesetter = Typesetter::new(&FONTS, &body);
    for (words, opens) in paragraphs {
        let first_indent = if *opens { Length::ZERO } else { format.first_indent };
        let format = &ParagraphFormat { first_indent, ..format.clone() };
        let style = nashr::text::TextStyle { size: Length::pt(size), ..style() };
        let set = typesetter.paragraph(&styled(&[(words, style)]), format);
        for line in &set.lines[..set.lines.len().saturating_sub(1)] {
            lines += 1.0;
            loose += f64::from(u8::from(line.needed_ratio > limit));
            lengthened += f64::from(u8::from(!self::lengthened(line).is_empty()));
        }
    }
    (loose / lines, lengthened / lines)
}

#[test]
fn each_level_goes_further() {
    let paragraphs: Vec<_> = book(40_000).into_iter().map(|words| (words, true)).collect();
    let figures = [Kashida::Off, Kashida::Low, Kashida::Normal, Kashida::Full]
        .map(|level| shares(&paragraphs, 1.5, &format(MEASURE, level), 14.0));
    let (loose, used): (Vec<f64>, Vec<f64>) = figures.into_iter().unzip();
    assert!(used[0] == 0.0 && used[1] > 0.05, "{used:?}");
    assert!(used.windows(2).all(|pair| pair[0] < pair[1]), "{used:?}");
    assert!(loose[0] > 0.1 && loose[1] < 0.03, "{loose:?}");
}

/// The paragraphs of the Markdown files in a folder that is not part of this repository, each with
/// whether it follows a heading.
#[expect(clippy::disallowed_methods, reason = "a test stands outside the house and its rooms")]
fn shared_paragraphs(folder: &str) -> Vec<(String, bool)> {
    use nashr::base::{Source, SourceId};
    use nashr::document::{BlockKind, inline::plain_text};
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(folder);
    let Ok(entries) = std::fs::read_dir(&folder) else { return Vec::new() };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    files.sort();
    let mut paragraphs = Vec::new();
    for file in files.iter().filter(|file| !file.ends_with("README.md")) {
        let source = Source::new("a.md", std::fs::read_to_string(file).unwrap());
        let format = nashr::collect::Format::Markdown;
        let document = nashr::import::import(&source, SourceId(0), format).value;
        let mut opens = true;
        for block in &document.blocks {
            if let BlockKind::Paragraph(content) = &block.kind {
                paragraphs.push((plain_text(content), opens));
            }
            opens = matches!(block.kind, BlockKind::Heading { .. });
        }
    }
    paragraphs
}

/// The promise for the default level on real prose, 105 mm: hardly a loose line, and none twice as
/// loose.
#[test]
#[expect(clippy::print_stderr, reason = "a test that looks at nothing says so")]
fn real_prose_has_hardly_a_loose_line() {
    let paragraphs = shared_paragraphs("corpus/bikezen");
    if paragraphs.is_empty() {
        eprintln!("SKIPPED: ../shared/corpus/bikezen is absent");
        return;
    }
    for (size, most) in [(10.5, 0.01), (14.0, 0.03)] {
        let indent = Length::pt(1.5 * size);
        let format = ParagraphFormat { first_indent: indent, ..format(MEASURE, Kashida::Low) };
        let (loose, used) = shares(&paragraphs, 1.5, &format, size);
        let (very_loose, _) = shares(&paragraphs, 2.0, &format, size);
        eprintln!("{size} pt: above 1.5 {loose:.4}, above 2 {very_loose:.4}, kashidas {used:.3}");
        assert!(loose <= most && very_loose == 0.0, "{size}: {loose} {very_loose}");
    }
}

#[test]
fn a_hemistich_fills_its_column() {
    let words = text("ببیند در آن پرتوِ ماهتاب");
    let natural = one_line(&words, Direction::RightToLeft).width.to_pt();
    for wider in [0.97, 1.0, 1.1, 1.3, 1.6] {
        let measure = natural * wider;
        let format = ParagraphFormat { space_widest: 8.0, ..format(measure, Kashida::Full) };
        let line = typesetter().single_line(&words, &format);
        assert!((line.width.to_pt() - measure).abs() < ROUNDING, "{wider}");
        assert!(line.left.to_pt().abs() < ROUNDING);
        assert_eq!(lengthened(&line).is_empty(), wider < 1.05, "{wider}");
    }
}

#[test]
fn what_no_spaces_can_fill_keeps_its_width() {
    let words = text("ای دل");
    let natural = one_line(&words, Direction::RightToLeft).width.to_pt();
    let format = ParagraphFormat { space_widest: 8.0, ..format(200.0, Kashida::Full) };
    let line = typesetter().single_line(&words, &format);
    assert!((line.width.to_pt() - natural).abs() < ROUNDING);
    assert!((line.space_ratio - 1.0).abs() < ROUNDING);
    assert!(((line.left + line.width).to_pt() - 200.0).abs() < ROUNDING, "at the right side");
}

#[test]
fn a_line_before_an_address_is_not_torn_apart() {
    let words =
        "این نوشته را از نشانی زیر بردارید https://example.org/averyveryverylongnameofapage است";
    for kashida in [Kashida::Off, Kashida::Low] {
        let format = ParagraphFormat { space_widest: 3.0, ..format(MEASURE, kashida) };
        let set = typesetter().paragraph(&text(words), &format);
        assert_eq!(whole_text(&set), words);
        assert!(set.lines.iter().all(|line| line.space_ratio < 3.0), "{}", shown_lines(&set));
    }
}

#[test]
fn no_kashidas_where_they_do_not_belong() {
    let words = paragraph(&mut Dice::new(5), 60);
    let typesetter = typesetter();
    let any = |set: &Paragraph| set.lines.iter().any(|line| !lengthened(line).is_empty());
    assert!(any(&typesetter.paragraph(&text(&words), &format(120.0, Kashida::Full))));
    for align in [
        nashr::design::model::Align::Start,
        nashr::design::model::Align::Center,
        nashr::design::model::Align::End,
    ] {
        let ragged = ParagraphFormat { kashida: Kashida::Full, ..aligned(align, 120.0) };
        assert!(!any(&typesetter.paragraph(&text(&words), &ragged)));
    }
    let raised = nashr::text::TextStyle { rise: Length::pt(3.0), ..style() };
    let code = nashr::text::TextStyle { family: nashr::design::model::FamilyUse::Code, ..style() };
    for other in [raised, code] {
        let words = styled(&[(&words, other)]);
        assert!(!any(&typesetter.paragraph(&words, &format(120.0, Kashida::Full))));
    }
}

#[test]
fn two_styles_in_a_word_leave_it_alone() {
    let bold = nashr::text::TextStyle { weight: nashr::design::model::Weight::Bold, ..style() };
    let words = styled(&[("سلا", style()), ("مت مسـت است ", bold)]);
    let set = typesetter().single_line(&words, &format(260.0, Kashida::Full));
    let first = set.pieces.iter().take_while(|piece| !piece.run.text.trim().is_empty());
    assert!(first.into_iter().all(|piece| piece.run.kashida.is_none()));
    assert!(!lengthened(&set).is_empty());
}

#[test]
fn hostile_words_and_long_paragraphs_take_linear_time() {
    let patience = Duration::from_secs(40);
    let begin = Instant::now();
    let long = paragraph(&mut Dice::new(9), 40_000);
    let inputs = [
        "سس".repeat(20_000),
        format!("بس{}ت", "\u{64e}".repeat(30_000)),
        "ـ".repeat(30_000),
        "سـت ".repeat(5_000),
        "س\u{200c}ت\u{200d}س ".repeat(5_000),
        long,
    ];
    for words in inputs {
        let format = ParagraphFormat { runt: Em(0.0), ..format(180.0, Kashida::Full) };
        let set = typesetter().paragraph(&text(&words), &format);
        assert!(whole_text(&set) == words);
    }
    assert!(begin.elapsed() < patience, "{:?}", begin.elapsed());
}
