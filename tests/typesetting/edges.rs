//! The edges of lines: hanging marks, balanced titles, the rag of ragged text.

use std::sync::LazyLock;

use nashr::base::{Direction, Em, Lang};
use nashr::design::model::{Align, FontDesign, Kashida, LatinScale, Weight};
use nashr::font::{FontFile, FontLibrary, FontPlan};
use nashr::text::{Line, ParagraphFormat, TextStyle, Typesetter};
use proptest::prelude::*;

use crate::lines::{any_align, any_text, check_line_with, expected};
use crate::prose::{Dice, book, paragraph};
use crate::support::{aligned, justified, line_text, style, styled, text, typesetter, whole_text};
use crate::units::kerning_font;

/// What may be off by rounding, in points.
const ROUNDING: f64 = 1e-6;
/// The longest share of a mark that stands outside, and no mark is wider than half an em.
const FURTHEST: f64 = 0.7 * 7.0;

fn edges(line: &Line) -> (f64, f64) {
    (line.left.to_pt(), (line.left + line.width).to_pt())
}

#[test]
fn small_marks_stand_outside_and_nothing_else_does() {
    let typesetter = typesetter();
    let (mut hung, mut lines) = (0, 0);
    for words in book(60_000) {
        for direction in [Direction::RightToLeft, Direction::LeftToRight] {
            let format = ParagraphFormat { hang: 1.0, direction, ..justified(300.0) };
            let set = typesetter.paragraph(&text(&words), &format);
            assert_eq!(whole_text(&set), words);
            let (_, full) = set.lines.split_last().unwrap();
            for line in full.iter().filter(|line| line.overfull.to_pt() <= 0.0) {
                lines += 1;
                let (left, right) = edges(line);
                let written = line_text(line);
                let marked = written.trim_end().ends_with(['.', '،', '؛']);
                let out = if direction.is_rtl() { -left } else { right - 300.0 };
                assert!(out > -ROUNDING && out < FURTHEST, "{written}: {out}");
                // Arabic words in a left-to-right line end on its other side.
                assert_eq!(out > ROUNDING, marked && direction.is_rtl(), "{written}: {out}");
                hung += usize::from(out > ROUNDING);
            }
        }
    }
    assert!(hung * 30 > lines, "{hung} of {lines}");
}

#[test]
fn a_quotation_mark_hangs_at_the_start_of_any_line() {
    let words = "«سلام» گفت «و رفت» اما «نیامد» که «بماند» با او که «رفته بود» و «نبود» هنوز";
    let format = ParagraphFormat { hang: 1.0, ..justified(75.0) };
    let set = typesetter().paragraph(&text(words), &format);
    let quoted: Vec<&Line> =
        set.lines.iter().filter(|line| line_text(line).starts_with('«')).collect();
    assert!(quoted.len() > 1);
    for line in &set.lines {
        let out = edges(line).1 - 75.0;
        assert_eq!(out > ROUNDING, line_text(line).starts_with('«'), "{}", line_text(line));
    }
    let ragged = ParagraphFormat { hang: 1.0, ..aligned(Align::Start, 75.0) };
    for line in &typesetter().paragraph(&text(words), &ragged).lines {
        assert!(edges(line).1 - 75.0 < ROUNDING);
    }
}

const TITLES: [&str; 8] = [
    "گفت‌وگو با نویسندهٔ رمان‌های تاریخی دربارهٔ زبان و روزگار ما",
    "تاریخ اجتماعی ایران از آغاز تا پایان سدهٔ چهارم هجری",
    "درآمدی بر شناخت هنر و معماری در سرزمین‌های اسلامی",
    "مقدمه‌ای بر نشانه‌شناسی و کاربرد آن در نقد داستان کوتاه فارسی",
    "یادداشت‌هایی از سفر به شهرهای کهن در کنارهٔ کویر",
    "آنچه از پدران خود شنیدیم و به فرزندان خود می‌گوییم",
    "شعر و اندیشه در آثار شاعران معاصر افغانستان و تاجیکستان",
    "چند نکته دربارهٔ آیین نگارش و ویرایش در روزنامه‌های امروز",
];

#[test]
fn lines_of_a_title_are_of_one_width_and_break_by_sense() {
    let typesetter = typesetter();
    let mut titles = 0;
    for title in TITLES {
        for measure in [175.0, 190.0, 205.0, 220.0, 240.0, 260.0] {
            let set = typesetter.paragraph(&text(title), &aligned(Align::Center, measure));
            if set.lines.len() < 2 {
                continue;
            }
            titles += 1;
            // No more lines than ragged text needs.
            let ragged = typesetter.paragraph(&text(title), &aligned(Align::Start, measure));
            assert!(set.lines.len() <= ragged.lines.len(), "{title} at {measure}");
            let widths: Vec<f64> = set.lines.iter().map(|line| line.width.to_pt()).collect();
            let (narrowest, widest) = widths
                .iter()
                .fold((f64::MAX, 0.0_f64), |(low, high), w| (low.min(*w), high.max(*w)));
            assert!(narrowest > 0.5 * widest, "{title} at {measure}: {widths:?}");
            for line in &set.lines[..set.lines.len() - 1] {
                let written = line_text(line);
                let last = written.trim().rsplit(' ').next().unwrap();
                let leads_on = ["و", "در", "به", "از", "با", "دربارهٔ", "سدهٔ", "نویسندهٔ", "کنارهٔ"];
                assert!(!leads_on.contains(&last), "{title} at {measure}: {written}");
            }
        }
    }
    assert!(titles > 20, "{titles}");
}

#[test]
fn ragged_text_has_no_short_last_lines_and_no_deep_dents() {
    let typesetter = typesetter();
    let mut dice = Dice::new(5);
    let (mut short, mut dents, mut lines) = (0, 0, 0);
    for _ in 0..60 {
        let words = paragraph(&mut dice, 60);
        let set = typesetter.paragraph(&text(&words), &aligned(Align::Start, 297.6));
        let (last, full) = set.lines.split_last().unwrap();
        // Two letters and a full stop are less than two em.
        short += usize::from(last.width.to_pt() < 2.0 * 14.0);
        dents += full.iter().filter(|line| line.width.to_pt() < 0.75 * 297.6).count();
        lines += full.len();
        for line in &set.lines {
            assert!((edges(line).1 - 297.6).abs() < ROUNDING);
        }
    }
    assert_eq!(short, 0);
    assert!(dents * 50 < lines, "{dents} of {lines}");
}

/// A face that kerns across spaces.
static KERNING: LazyLock<FontLibrary> = LazyLock::new(|| {
    FontLibrary::new(vec![FontFile { path: "kerning.ttf".into(), bytes: kerning_font() }]).value
});

/// It, with a Latin companion of another size and height.
static COMPANION: LazyLock<FontPlan> = LazyLock::new(|| {
    let fonts = FontDesign {
        body: "Vazirmatn".into(),
        heading: "Vazirmatn".into(),
        code: "Vazir Code".into(),
        latin: Some("Scheherazade New".into()),
        latin_scale: LatinScale::XHeight,
        latin_shift: Em(0.03),
        fallback: vec!["Scheherazade New".into()],
    };
    FontPlan::of(&fonts, &KERNING, &Lang::parse("fa").unwrap()).unwrap()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Whatever a design asks for at once, no text is lost, no pieces overlap, and lines fit.
    #[test]
    fn all_that_a_design_may_ask_for(
        words in any_text(),
        measure in 60.0..400.0_f64,
        align in any_align(),
        rtl in any::<bool>(),
        hang in 0.0..1.0_f64,
        kashida in prop::sample::select(vec![Kashida::Off, Kashida::Low, Kashida::Full]),
        cut in 0.0..1.0_f64,
    ) {
        let words = words.replace('و', "که گفته کوه");
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let format =
            ParagraphFormat { direction, align, hang, kashida, ..justified(measure) };
        let at = words.floor_char_boundary((words.len() as f64 * cut) as usize);
        let bold = TextStyle { weight: Weight::Bold, ..style() };
        let parts = styled(&[(&words[..at], style()), (&words[at..], bold)]);
        let typesetter = Typesetter::new(&KERNING, &COMPANION);
        let set = typesetter.paragraph(&parts, &format);
        prop_assert_eq!(whole_text(&set), expected(&words));
        for line in &set.lines {
            check_line_with(line, measure, FURTHEST);
        }
    }
}
