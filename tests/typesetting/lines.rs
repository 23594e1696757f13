//! Lines of paragraphs: what must hold of every one of them, and the rules of breaking.

use nashr::base::{Direction, Em, Length};
use nashr::design::model::Align;
use nashr::document::NoteId;
use nashr::text::model::InlineObject;
use nashr::text::{Line, Paragraph, ParagraphFormat, StyledText, TextStyle};
use proptest::prelude::*;

use crate::prose::{Dice, book, paragraph};
use crate::support::{
    aligned, justified, line_text, one_line, style, styled, text, typesetter, whole_text,
};

/// What may be off by rounding, in points.
const ROUNDING: f64 = 1e-6;

fn set(words: &str, format: &ParagraphFormat) -> Paragraph {
    typesetter().paragraph(&text(words), format)
}

fn lines(words: &str, measure: f64) -> Vec<String> {
    let set = set(words, &aligned(Align::Start, measure));
    set.lines.iter().map(|line| line_text(line).trim().to_owned()).collect()
}

/// What must hold of every line: no piece leaves the line, none overlaps another, and the line does
/// not leave its measure unless it says so.
fn check_line(line: &Line, measure: f64) {
    check_line_with(line, measure, 0.0);
}

/// The same where marks may stand `outside` points beyond the measure.
pub fn check_line_with(line: &Line, measure: f64, outside: f64) {
    let (left, right) = (line.left.to_pt(), (line.left + line.width).to_pt());
    let mut spans: Vec<(f64, f64)> =
        line.pieces.iter().map(|p| (p.x.to_pt(), (p.x + p.width).to_pt())).collect();
    spans.sort_by(|a, b| a.partial_cmp(b).unwrap());
    for (from, to) in &spans {
        assert!(*from >= left - ROUNDING && *to <= right + ROUNDING);
    }
    for pair in spans.windows(2) {
        assert!(pair[0].1 <= pair[1].0 + ROUNDING, "{spans:?}");
    }
    if line.overfull == Length::ZERO {
        let (least, most) = (-outside - ROUNDING, measure + outside + ROUNDING);
        assert!(left >= least && right <= most, "{left} {right} {measure}");
    } else {
        let beyond = line.width.to_pt() - measure - line.overfull.to_pt();
        assert!(beyond > -ROUNDING && beyond < 2.0 * outside + ROUNDING);
    }
    assert!(line.space_ratio >= 0.75 - ROUNDING);
}

/// Words of every kind that a book may hold.
const WORDS: &[&str] = &[
    "کتاب",
    "می‌رود",
    "و",
    "نوشته‌هایشان",
    "مُحَمَّدٍ",
    "«سلام»",
    "(نامه)",
    "C++",
    "Windows",
    "۱۲۳",
    "−۵",
    "۱۰–۲۰",
    "https://example.org/a/long/path?with=query",
    "—",
    "ص.",
    "۱۴۰۳/۰۲/۰۵",
    "٪",
    "…",
    "الله",
    "لا\u{2028}",
    "\u{a0}",
    "",
    "آ\u{200f}ب",
    "نامهٔ",
    "سیستم\u{200b}عامل",
    "AT&T",
    "\t",
    "ABCها",
];

pub fn any_text() -> impl Strategy<Value = String> {
    let word = (0..WORDS.len()).prop_map(|index| WORDS[index]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

pub fn any_align() -> impl Strategy<Value = Align> {
    prop::sample::select(vec![Align::Justify, Align::Start, Align::Center, Align::End])
}

/// The text as the pieces should give it back.
pub fn expected(text: &str) -> String {
    text.replace(['\u{2028}', '\t'], " ").replace('\u{200f}', "")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn lines_hold_all_text_and_fit(
        words in any_text(),
        measure in 30.0..400.0_f64,
        align in any_align(),
        rtl in any::<bool>(),
    ) {
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let format = ParagraphFormat { direction, ..aligned(align, measure) };
        let set = set(&words, &format);
        prop_assert_eq!(whole_text(&set), expected(&words));
        for line in &set.lines {
            check_line(line, measure);
        }
        // A word of no more than one letter is the only thing that no line can hold.
        for line in set.lines.iter().filter(|line| line.overfull > Length::ZERO) {
            prop_assert!(line_text(line).trim().chars().count() <= 2, "{}", line_text(line));
        }
    }

    #[test]
    fn styles_change_nothing_in_the_text(words in any_text(), cut in 0.0..1.0_f64) {
        let at = words.floor_char_boundary((words.len() as f64 * cut) as usize);
        let grey = TextStyle { ink: 0.5, ..style() };
        let parts = styled(&[(&words[..at], style()), (&words[at..], grey)]);
        let set = typesetter().paragraph(&parts, &justified(200.0));
        prop_assert_eq!(whole_text(&set), expected(&words));
    }
}

#[test]
fn justified_lines_reach_both_edges_but_the_last() {
    let words = paragraph(&mut Dice::new(1), 120);
    let set = set(&words, &justified(300.0));
    let (last, others) = set.lines.split_last().unwrap();
    assert!(others.len() > 8);
    for line in others {
        assert!(
            (line.width.to_pt() - 300.0).abs() < ROUNDING && line.left.to_pt().abs() < ROUNDING
        );
        assert!(line.space_ratio < 2.5, "{} {}", line.space_ratio, line_text(line));
    }
    assert!((last.space_ratio - 1.0).abs() < 0.26);
    assert!(((last.left + last.width).to_pt() - 300.0).abs() < ROUNDING, "at the right side");
}

#[test]
fn optimum_fit_leaves_few_loose_lines() {
    let measure = 297.6;
    let typesetter = typesetter();
    let (mut optimum, mut first_fit) = (0, 0);
    for words in book(60_000) {
        let set = typesetter.paragraph(&text(&words), &justified(measure));
        let justified = &set.lines[..set.lines.len() - 1];
        optimum += justified.iter().filter(|line| line.space_ratio > 1.5).count();
        let row = one_line(&text(&words), Direction::RightToLeft);
        first_fit += first_fit_ratios(&row, measure).iter().filter(|ratio| **ratio > 1.5).count();
    }
    assert!(first_fit > 100 && optimum * 10 < first_fit * 8, "{optimum} {first_fit}");
}

/// How far spaces would stretch if every line took as many words as it can.
fn first_fit_ratios(row: &Line, measure: f64) -> Vec<f64> {
    let mut ratios = Vec::new();
    let (mut words, mut spaces) = (0.0, 0.0);
    let mut space = 0.0;
    for piece in &row.pieces {
        let width = piece.width.to_pt();
        if &*piece.run.text == " " {
            space = width;
        } else if words + spaces + space + width > measure {
            ratios.push((measure - words) / spaces);
            (words, spaces, space) = (width, 0.0, 0.0);
        } else {
            (words, spaces, space) = (words + width, spaces + space, 0.0);
        }
    }
    ratios
}

#[test]
fn the_first_line_is_indented_or_hangs() {
    let words = paragraph(&mut Dice::new(2), 60);
    for indent in [20.0, -20.0] {
        let format = ParagraphFormat { first_indent: Length::pt(indent), ..justified(300.0) };
        let set = set(&words, &format);
        let right = |line: &Line| (line.left + line.width).to_pt();
        assert!((right(&set.lines[0]) - (300.0 - indent)).abs() < ROUNDING);
        assert!((set.lines[0].width.to_pt() - (300.0 - indent)).abs() < ROUNDING);
        assert!((right(&set.lines[1]) - 300.0).abs() < ROUNDING);
        let format = ParagraphFormat { direction: Direction::LeftToRight, ..format };
        let set = typesetter().paragraph(&text("some words"), &format);
        assert!((set.lines[0].left.to_pt() - indent).abs() < ROUNDING);
    }
}

#[test]
fn alignments_place_lines() {
    let place = |align, direction| {
        let format = ParagraphFormat { direction, ..aligned(align, 300.0) };
        let line = set("واژه", &format).lines.remove(0);
        let rest = 300.0 - line.width.to_pt();
        // In halves of what the line leaves free: 0 left, 1 middle, 2 right.
        (line.left.to_pt() / rest * 2.0).round() as i32
    };
    let (rtl, ltr) = (Direction::RightToLeft, Direction::LeftToRight);
    let all = [Align::Justify, Align::Start, Align::Center, Align::End];
    assert_eq!(all.map(|align| place(align, rtl)), [2, 2, 1, 0]);
    assert_eq!(all.map(|align| place(align, ltr)), [0, 0, 1, 2]);
}

#[test]
fn forced_ends_and_empty_texts() {
    let set = set("یک\u{2028}دو سه\u{2028}\u{2028}چهار", &justified(300.0));
    let texts: Vec<String> = set.lines.iter().map(line_text).collect();
    assert_eq!(texts, ["یک ", "دو سه ", " ", "چهار"]);
    assert!(set.lines[2].ascent > Length::ZERO);
    assert!(set.lines.iter().all(|line| (line.space_ratio - 1.0).abs() < ROUNDING));
    assert!(self::set("", &justified(300.0)).lines.is_empty());
    assert_eq!(self::set("   ", &justified(300.0)).lines.len(), 1);
}

#[test]
fn a_broken_line_ends_with_its_space() {
    let set = set("یک دو سه چهار پنج", &aligned(Align::Start, 60.0));
    let (last, others) = set.lines.split_last().unwrap();
    assert!(!others.is_empty());
    for line in others {
        let space = line.pieces.last().unwrap();
        assert_eq!((&*space.run.text, space.width), (" ", Length::ZERO));
        assert_eq!(space.x, line.left);
    }
    assert_ne!(&*last.pieces.last().unwrap().run.text, " ");
}

#[test]
fn no_break_where_persian_has_none() {
    // At every measure, no line begins with these nor ends before them.
    let words = "آمد — و گفت: «کجا؟» … - نه - ص. ۱۲–۱۵ و ج. ۳ یا ص ۷۷ نسخهٔ C++ و PDF/A-2 در ۱۴۰۳/۰۲/۰۵ ۵۰٪ شد، رفت.";
    let whole = ["ص. ۱۲–۱۵", "ج. ۳", "ص ۷۷", "C++", "PDF/A-2", "۱۴۰۳/۰۲/۰۵", "۵۰٪", "«کجا؟»"];
    for measure in (90..300).step_by(3) {
        let lines = lines(words, f64::from(measure));
        for line in &lines {
            assert!(
                !line.starts_with(['—', '-', '…', '،', '»', '؟', '.', '٪']),
                "{line} at {measure}"
            );
        }
        for part in whole {
            assert!(lines.iter().any(|line| line.contains(part)), "{part} at {measure}: {lines:?}");
        }
    }
}

#[test]
fn a_sign_may_begin_a_word() {
    let lines = lines("زبان .NET و ٪۵۰", 40.0);
    assert!(lines.contains(&".NET و".to_owned()) && lines.contains(&"٪۵۰".to_owned()), "{lines:?}");
}

#[test]
fn a_no_break_space_holds() {
    for measure in (60..200).step_by(3) {
        let lines = lines("یک دو\u{a0}سه چهار پنج", f64::from(measure));
        assert!(lines.iter().any(|line| line.contains("دو\u{a0}سه")), "{lines:?}");
    }
}

#[test]
fn addresses_break_at_their_joints() {
    let address = "https://www.example.org/one/two?three=four&five#six";
    let lines = lines(&format!("نشانی {address} است"), 160.0);
    let broken = lines.iter().filter(|line| line.ends_with(['/', '?', '=', '&', '#'])).count();
    assert!(broken >= 2, "{lines:?}");
    assert!(!lines.iter().any(|line| line.ends_with('-') || line.ends_with("https:/")));
}

#[test]
fn a_word_wider_than_the_line_is_cut_at_the_last_resort() {
    let word = "نوشته".repeat(30);
    let set = set(&format!("این {word} است"), &justified(120.0));
    assert!(set.lines.len() > 4);
    assert_eq!(whole_text(&set), format!("این {word} است"));
    assert!(set.lines[1].cut && !set.lines.last().unwrap().cut);
    let narrow = self::set("این آن است", &justified(50.0));
    assert!(narrow.lines.len() > 1 && !narrow.lines.iter().any(|line| line.cut));
    for line in &set.lines {
        assert_eq!(line.overfull, Length::ZERO);
        check_line(line, 120.0);
    }
}

#[test]
fn short_last_lines_are_avoided() {
    let typesetter = typesetter();
    let book = book(200_000);
    let runts = |avoided: f64| {
        let format = ParagraphFormat { runt: Em(avoided), ..justified(297.6) };
        let last = |words: &String| {
            typesetter.paragraph(&text(words), &format).lines.last().unwrap().width.to_pt()
        };
        book.iter().filter(|words| last(words) < 4.0 * 14.0).count()
    };
    let (left_to_chance, avoided) = (runts(0.0), runts(4.0));
    assert!(left_to_chance > 10 && avoided * 4 <= left_to_chance * 3, "{avoided} {left_to_chance}");
}

#[test]
fn objects_marks_and_anchors_reach_their_line() {
    let object = InlineObject {
        image: "i.png".into(),
        alt: "نقش".into(),
        width: Length::pt(30.0),
        height: Length::pt(40.0),
    };
    let image = TextStyle { object: Some(object), ..style() };
    let mark = |id| TextStyle { note: Some(NoteId(id)), rise: Length::pt(5.0), ..style() };
    let anchored = TextStyle { anchor: Some("here".into()), ..style() };
    let words = styled(&[
        ("یک\u{2028}دو", style()),
        ("۱", mark(0)),
        ("۲", mark(1)),
        (" ", style()),
        ("\u{fffc}", image),
        ("\u{2028}", style()),
        ("سه", anchored),
    ]);
    let set = typesetter().paragraph(&words, &justified(300.0));
    assert_eq!(set.lines[0].notes, []);
    assert_eq!(set.lines[1].notes, [NoteId(0), NoteId(1)]);
    assert_eq!(set.lines[2].anchors, ["here"]);
    let line = &set.lines[1];
    assert_eq!(line.ascent, Length::pt(40.0));
    let object = line.pieces.iter().find(|piece| piece.style.object.is_some()).unwrap();
    assert_eq!((object.width, &*object.run.text), (Length::pt(30.0), ""));
    // Beside the raised mark the second line is deeper than it is high only by its own type.
    assert!(set.lines[2].ascent < line.ascent && set.lines[2].descent == line.descent);
}

#[test]
fn spans_lead_to_the_words() {
    let words = "یک دو سه";
    let line = set(words, &justified(300.0)).lines.remove(0);
    for piece in &line.pieces {
        assert_eq!(words[piece.span.range()], *piece.run.text);
    }
    assert_eq!(&words[line.span.range()], words);
}

#[test]
fn extents_bound_the_lines() {
    let words = text("یک نویسندهٔ زبردست\u{2028}دو");
    let extent = typesetter().extent(&words, Direction::RightToLeft);
    let width = |word| one_line(&text(word), Direction::RightToLeft).width;
    let widest = width("نویسندهٔ").max(width("زبردست"));
    let natural = one_line(&text("یک نویسندهٔ زبردست"), Direction::RightToLeft).width;
    assert!((extent.narrowest - widest).abs().to_pt() < ROUNDING);
    assert!((extent.natural - natural).abs().to_pt() < ROUNDING);
}

#[test]
fn threads_give_the_same_lines() {
    use rayon::prelude::*;
    let words: Vec<StyledText> = book(200_000).iter().map(|words| text(words)).collect();
    let show = |set: &Paragraph| format!("{:?}", set.lines);
    let alone = typesetter();
    let one: Vec<String> =
        words.iter().map(|w| show(&alone.paragraph(w, &justified(300.0)))).collect();
    let shared = typesetter();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(8).build().unwrap();
    let many: Vec<String> = pool.install(|| {
        words.par_iter().map(|w| show(&shared.paragraph(w, &justified(300.0)))).collect()
    });
    assert!(one == many);
}
