//! Each kind of block, in its golden form.

use super::fixture::*;
use crate::base::{Code, Length, Span, Spanned, Warned};
use crate::design::model::{AsideDesign, AsideFrame, DialogueLabel, VerseWidth};
use crate::document::{
    Alignment, Block, BlockKind, Cell, Definition, Dialogue, DivRole, Figure, InlineKind, ListItem,
    ListKind, Row, Table, Turn, TurnKind, VerseForm, VerseLine,
};
use crate::layout::Item;
use crate::layout::dump;

fn turn(speaker: &str, text: &str) -> Turn {
    let speaker = if speaker.is_empty() { Vec::new() } else { words(speaker) };
    Turn { kind: TurnKind::Speech, speaker, blocks: vec![paragraph(text)], span: Span::default() }
}

fn row(cells: &[&str]) -> Row {
    let cells = cells.iter().map(|text| Cell { content: words(text), span: Span::default() });
    Row { cells: cells.collect(), span: Span::default() }
}

pub fn table(head: &[&str], body: &[&[&str]]) -> Table {
    Table {
        caption: words("جدول نمونه"),
        columns: vec![Alignment::Start; head.len()],
        head: vec![row(head)],
        body: body.iter().map(|cells| row(cells)).collect(),
    }
}

#[test]
fn lists_nest_with_persian_numbers_and_bullets() {
    let inner =
        list(ListKind::Bullet, vec![vec![paragraph("گزینه")], vec![paragraph("گزینهٔ دیگر")]]);
    insta::assert_snapshot!(dumped(vec![list(
        ListKind::Ordered { start: 9 },
        vec![vec![paragraph("نهم")], vec![paragraph("دهم"), inner]],
    )]));
}

#[test]
fn couplets_have_one_width_and_a_refrain_is_centred() {
    insta::assert_snapshot!(dumped(vec![verse(
        VerseForm::Couplets,
        &[
            &["باران به بام خانه نشست / دل در هوای کوچه شکست", "شب کوتاه است / این هم"],
            &["برگردان بند"],
        ],
    )]));
}

#[test]
fn hemistichs_too_wide_for_columns_stand_below_one_another() {
    let wide = "این مصراع چنان دراز است که در ستون خودش جا نمی‌گیرد هیچ";
    insta::assert_snapshot!(dumped(vec![verse(
        VerseForm::Couplets,
        &[&[&format!("{wide} / {wide}"), "این یکی کوتاه است / این هم کوتاه"]],
    )]));
}

#[test]
fn a_hemistich_a_little_too_wide_keeps_its_beyt_in_the_columns() {
    let plain = "شب بر در خانه ما آمد و ماند / باران سخنی به باغ می‌خواند";
    let rows = |last: &str| {
        let mut beyts = vec![plain; 8];
        beyts.push(last);
        let poem = verse(VerseForm::Couplets, &[&beyts]);
        let paged = laid(&book(vec![chapter("c001", "عنوان", vec![poem])]));
        let lines = content(&paged);
        let baselines: std::collections::BTreeSet<String> =
            lines[1..].iter().map(|line| format!("{:.1}", line.baseline)).collect();
        baselines.len()
    };
    let wider = |more: usize| {
        format!("شب بر در خانه ما آمد و ن{}شست / باران سخنی به باغ می‌خواند", "ـ".repeat(more))
    };
    assert_eq!(rows(plain), 9);
    // Wider by two letters than smaller type alone can hold.
    assert_eq!(rows(&wider(26)), 9);
    assert_eq!(rows(&wider(40)), 10);
}

#[test]
fn free_verse_keeps_its_lines_and_indents_what_turns_over() {
    insta::assert_snapshot!(dumped(vec![verse(
        VerseForm::Free,
        &[&["سطر کوتاه", &prose(3)], &["بند دوم"]],
    )]));
}

/// A poem with what may be said about it.
fn labelled(form: VerseForm, stanzas: &[&[&str]], numbers: u32) -> Block {
    let mut poem = verse(form, stanzas);
    if let BlockKind::Verse(verse) = &mut poem.kind {
        verse.title = words("باغ");
        verse.poet = words("پیمان");
        verse.numbers = Some(numbers);
    }
    poem
}

#[test]
fn a_single_long_beyt_leaves_the_columns_and_the_others_stay() {
    let wide = "این مصراع چنان دراز است که در ستون خودش جا نمی‌گیرد هیچ";
    let short = "شب آمد / و رفت";
    let poem = labelled(
        VerseForm::Couplets,
        &[&[short, short, &format!("{wide} / {wide}"), short, short]],
        2,
    );
    insta::assert_snapshot!(dumped(vec![poem]));
}

#[test]
fn a_quatrain_stands_in_the_middle_in_lines_of_one_width() {
    let poem = labelled(VerseForm::Stacked, &[&["باران آمد / از کوچه گذشت", "شب / رفت"]], 0);
    insta::assert_snapshot!(dumped(vec![poem]));
}

#[test]
fn free_verse_stands_in_and_steps_go_on_below_the_end() {
    let indented = |form| {
        let mut poem = verse(form, &[&["من", "از باران", "به سوی تو می‌آیم", "با چتری"]]);
        let BlockKind::Verse(verse) = &mut poem.kind else { unreachable!("a poem") };
        for (line, spaces) in verse.stanzas[0].lines.iter_mut().zip([0, 2, 4, 0]) {
            if let VerseLine::Single { indent, .. } = line {
                *indent = spaces;
            }
        }
        poem
    };
    insta::assert_snapshot!(dumped(vec![indented(VerseForm::Free), indented(VerseForm::Stairs)]));
}

#[test]
fn all_poems_of_a_book_may_have_one_width() {
    let edges = |width| {
        let mut design = design();
        design.verse.width = width;
        let poems = ["شب / رفت", "باران به بام خانه / نشست", "باد / آمد"];
        let blocks = poems.map(|beyt| verse(VerseForm::Couplets, &[&[beyt]])).to_vec();
        let book = book(vec![chapter("c001", "عنوان", blocks)]);
        let lines = content(&laid_in(&book, &design).value);
        lines[1..].iter().step_by(2).map(|line| format!("{:.1}", line.right)).collect::<Vec<_>>()
    };
    let alone = edges(VerseWidth::Poem);
    assert!(alone[0] != alone[1] && alone[1] != alone[2], "{alone:?}");
    let common = edges(VerseWidth::Book);
    assert!(common[0] == alone[1] && common[1] == alone[1] && common[2] == alone[1], "{common:?}");
}

#[test]
fn speakers_begin_their_turns_in_bold() {
    let turns = vec![turn("پرسنده", "این چیست؟"), turn("پاسخ‌گو", "کتاب است."), turn("", "و این؟")];
    insta::assert_snapshot!(dumped(vec![block(BlockKind::Dialogue(Dialogue { turns }))]));
}

#[test]
fn only_the_first_paragraph_of_a_turn_hangs() {
    let mut design = design();
    let hanging = design.styles.get_mut(&crate::design::Role::DialogueTurn).expect("every role");
    hanging.start_indent = Length::pt(18.0);
    hanging.first_indent = Length::pt(-18.0);
    let blocks = vec![paragraph("نخست."), paragraph("دوم.")];
    let turns =
        vec![Turn {
            kind: TurnKind::Speech, speaker: words("الف"), blocks, span: Span::default()
        }];
    let blocks = vec![block(BlockKind::Dialogue(Dialogue { turns }))];
    let paged = laid_in(&book(vec![chapter("c001", "عنوان", blocks)]), &design).value;
    let right: Vec<f64> = content(&paged)[1..].iter().map(|line| line.right).collect();
    assert_eq!(right, [355.0, 355.0 - 18.0 - 12.0]);
}

#[test]
fn a_short_aside_stays_on_one_page() {
    for lines in 10..26 {
        let aside =
            BlockKind::Division { role: DivRole::Aside, blocks: vec![paragraph(&prose(6))] };
        let blocks = vec![paragraph(&prose(lines)), block(aside), paragraph(&prose(8))];
        let lines = content(&laid(&book(vec![chapter("c001", "عنوان", blocks)])));
        let aside = lines[lines.len() - 1].block - 1;
        let pages: Vec<usize> =
            lines.iter().filter(|line| line.block == aside).map(|line| line.page).collect();
        assert!(pages.len() > 3 && pages.first() == pages.last(), "{pages:?}");
    }
}

#[test]
fn a_chapter_does_not_end_with_a_page_of_a_line_or_two() {
    for sentences in 60..90 {
        let blocks = vec![paragraph(&prose(sentences)), paragraph("واپسین بند.")];
        let lines = content(&laid(&book(vec![chapter("c001", "عنوان", blocks)])));
        let last = lines.last().expect("lines").page;
        assert!(lines.iter().filter(|line| line.page == last).count() >= 4);
    }
}

#[test]
fn a_question_is_never_alone_at_the_foot() {
    for shift in 1..20 {
        let mut turns = vec![turn("الف", &prose(shift))];
        for n in 0..30 {
            turns.push(turn("پرسنده", "آیا این را می‌دانستید؟"));
            turns.push(turn("پاسخ‌گو", &prose(n % 4 + 1)));
        }
        let blocks = vec![block(BlockKind::Dialogue(Dialogue { turns }))];
        let lines = content(&laid(&book(vec![chapter("c001", "عنوان", blocks)])));
        for pair in lines.windows(2) {
            let at_foot = pair[0].page != pair[1].page;
            assert!(!(at_foot && pair[0].text.trim_end().ends_with('؟')), "{}", pair[0].text);
        }
    }
}

#[test]
fn code_runs_from_left_to_right_and_long_lines_go_on_below() {
    let text = "fn main() {\n    println!(\"سلام\");\n\n}\nlet address = \"https://example.org/a/very/long/path/that/does/not/fit/into/one/line/of/this/page\";";
    insta::assert_snapshot!(dumped(vec![
        paragraph("نمونه:"),
        block(BlockKind::Code { language: None, text: text.to_owned() }),
        paragraph("پایان."),
    ]));
}

#[test]
fn tables_run_from_right_to_left() {
    let table =
        table(&["نام", "سال", "شرح"], &[&["رود", "۱۳۰۰", "بلند"], &["کوه", "۱۲۵۰", "سپید"]]);
    insta::assert_snapshot!(dumped(vec![
        paragraph("پیش از جدول."),
        block(BlockKind::Table(table))
    ]));
}

#[test]
fn a_table_that_is_too_wide_stays_inside_its_measure() {
    let wide = "کلمه‌ای‌بسیار‌بسیار‌دراز‌که‌جایی‌برای‌شکستن‌ندارد https://example.org/path/without/end";
    let table = table(&[wide, wide, wide], &[&[wide, wide, wide]]);
    let book = book(vec![chapter("c001", "عنوان", vec![block(BlockKind::Table(table))])]);
    let Warned { value: paged, diagnostics } = laid_in(&book, &design());
    // The words are cut, which is said once for the whole table.
    let codes: Vec<Code> = diagnostics.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::TooLargeForPage], "{diagnostics:?}");
    for line in content(&paged) {
        assert!(line.left >= 54.99 && line.right <= 355.01, "{} {}", line.left, line.right);
    }
}

#[test]
fn the_head_of_a_table_is_repeated_on_every_page() {
    let rows: Vec<[String; 2]> =
        (0..60).map(|n| [format!("سطر {n}"), format!("خانه {n}")]).collect();
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let table = table(&["ستون", "مقدار"], &rows);
    let paged = laid(&book(vec![chapter("c001", "عنوان", vec![block(BlockKind::Table(table))])]));
    assert!(paged.pages.len() > 2);
    for page in &paged.pages {
        assert_eq!(dump::page(page).matches("ستون").count(), 1);
    }
    let heads = content(&paged).iter().filter(|line| line.text.contains("ستون")).count();
    assert_eq!(heads, 1, "repeated heads are not read aloud");
}

fn figure(caption: &str) -> Block {
    block(BlockKind::Figure(Figure {
        path: Spanned::new("img.png".to_owned(), Span::default()),
        alt: "تصویر".to_owned(),
        caption: words(caption),
    }))
}

#[test]
fn an_image_is_as_wide_as_the_measure_and_keeps_its_caption() {
    for lines in 1..30 {
        let mut book = book(vec![chapter(
            "c001",
            "عنوان",
            vec![paragraph(&prose(lines)), figure("شرح تصویر"), paragraph(&prose(3))],
        )]);
        book.images.insert("img.png".to_owned(), image(600.0, 300.0));
        let paged = laid(&book);
        let with_image: Vec<&String> = paged
            .pages
            .iter()
            .map(dump::page)
            .filter(|page| page.contains("img.png"))
            .collect::<Vec<_>>()
            .leak()
            .iter()
            .collect();
        assert_eq!(with_image.len(), 1);
        assert!(with_image[0].contains("caption: شرح تصویر"), "{}", with_image[0]);
    }
}

#[test]
fn an_image_taller_than_the_page_is_made_smaller_with_a_warning() {
    let mut book = book(vec![chapter("c001", "عنوان", vec![figure("شرح تصویر")])]);
    book.images.insert("img.png".to_owned(), image(300.0, 2000.0));
    let paged = laid_in(&book, &design());
    let codes: Vec<Code> = paged.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::TooLargeForPage]);
    let page = paged.value.pages.iter().map(dump::page).find(|page| page.contains("img.png"));
    assert!(page.expect("the image is there").contains("caption: شرح"));
}

#[test]
fn divisions_have_their_looks() {
    let division =
        |role, text: &str| block(BlockKind::Division { role, blocks: vec![paragraph(text)] });
    insta::assert_snapshot!(dumped(vec![
        division(DivRole::Epigraph, "سرلوحه"),
        paragraph("متن."),
        block(BlockKind::Quote(vec![paragraph("نقل قول.")])),
        block(BlockKind::ThematicBreak),
        division(DivRole::Aside, "کنار متن."),
        paragraph("پایان متن."),
        division(DivRole::Signature, "نام نویسنده"),
    ]));
}

#[test]
fn styled_words_keep_their_order() {
    let emphasis = inline(InlineKind::Emphasis(words("مهم")));
    let code = inline(InlineKind::Code("cargo test".to_owned()));
    let struck = inline(InlineKind::Strike(words("خط‌خورده")));
    let mut content = words("یک واژهٔ ");
    content.extend([emphasis, inline(InlineKind::Text(" و ".to_owned())), code]);
    content.extend([inline(InlineKind::LineBreak), struck]);
    insta::assert_snapshot!(dumped(vec![block(BlockKind::Paragraph(content))]));
}

#[test]
fn what_is_too_tall_for_a_page_goes_on_over_the_next() {
    let long = prose(300);
    let poem = verse(VerseForm::Couplets, &[&[&format!("{long} / {long}")], &[&long]]);
    let tall = table(&[&long, "سر"], &[&[&long, "خانه"]]);
    let mut book = book(vec![chapter(
        "c001",
        "عنوان",
        vec![poem, block(BlockKind::Table(tall)), figure(&long)],
    )]);
    book.images.insert("img.png".to_owned(), image(200.0, 200.0));
    let Warned { value: paged, diagnostics } = laid_in(&book, &design());
    // Both hemistichs are said to be too wide.
    let codes: Vec<Code> = diagnostics.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::LineOverfull; 2], "{diagnostics:?}");
    for line in content(&paged) {
        assert!(line.baseline < 70.0 + 450.0, "{}", line.text);
    }
    assert!(paged.pages.iter().any(|page| dump::page(page).contains("img.png")));
}

#[test]
fn the_rest_of_a_code_line_stands_in_further_than_the_line() {
    let text = format!("        {}", "word ".repeat(30));
    let code = block(BlockKind::Code { language: None, text });
    let lines = content(&laid(&book(vec![chapter("c001", "عنوان", vec![code])])));
    let first_letter = 55.0 + 8.0 * 4.5;
    assert!(lines.len() > 3 && lines[2].left > first_letter + 10.0, "{}", lines[2].left);
}

#[test]
fn a_letter_has_its_parts() {
    let letter = BlockKind::Division {
        role: DivRole::Letter,
        blocks: vec![
            with_class(paragraph("دوست گرامی،"), "salutation"),
            paragraph("این نامه کوتاه است."),
            with_class(paragraph("نویسنده"), "signature"),
            with_class(paragraph("۱ فروردین"), "date"),
        ],
    };
    insta::assert_snapshot!(dumped(vec![block(letter)]));
}

#[test]
fn a_block_in_another_language_runs_its_own_way() {
    let mut english = paragraph("Left to right.");
    english.attributes.lang = Some(Spanned::new("en".to_owned(), Span::default()));
    let paged = laid(&book(vec![chapter("c001", "عنوان", vec![paragraph("متن."), english])]));
    let line = &content(&paged)[2];
    assert!((line.left - 55.0 - 12.0).abs() < 0.01, "{}", line.left);
}

#[test]
fn a_list_that_runs_from_left_to_right_has_latin_digits() {
    let items = || vec![vec![paragraph("one")], vec![paragraph("two")]];
    let mut english = list(ListKind::Ordered { start: 1 }, items());
    english.attributes.lang = Some(Spanned::new("en".to_owned(), Span::default()));
    let persian = list(ListKind::Ordered { start: 1 }, items());
    let paged = laid(&book(vec![chapter("c001", "عنوان", vec![english, persian])]));
    let lines: Vec<String> = content(&paged).into_iter().map(|line| line.text).collect();
    assert_eq!(lines[1..], ["1.", "one", "2.", "two", "۱.", "one", "۲.", "two"]);
}

#[test]
fn a_mark_after_a_latin_word_or_a_number_stands_to_the_left_of_it() {
    let mut chapter = chapter("c001", "عنوان", vec![paragraph("سال ۱۴۰۰^0 و Rust^1 بود")]);
    chapter.notes = vec![note(0, "۱", "نخست"), note(1, "۲", "دوم")];
    let paged = laid(&book(vec![chapter]));
    let line = paged.pages[0].items.iter().find_map(|item| match item {
        Item::Text { line, .. } if line.notes.len() == 2 => Some(line.clone()),
        _ => None,
    });
    let line = line.expect("a line with both marks");
    for pair in line.pieces.windows(2).filter(|pair| pair[1].style.note.is_some()) {
        assert!(pair[1].x < pair[0].x, "{} after {}", pair[1].run.text, pair[0].run.text);
    }
}

#[test]
fn a_table_gives_up_some_of_its_type_before_it_cuts_a_word() {
    let cells =
        ["نیم‌فاصله‌های", "بازنویسی‌شده", "دسته‌بندی‌شان", "نمونه‌خوانی", "برگردان‌ها", "واژه‌نامه‌ها"];
    let table = table(&cells, &[&cells]);
    let paged = laid(&book(vec![chapter("c001", "عنوان", vec![block(BlockKind::Table(table))])]));
    let lines = content(&paged);
    let (left, right) =
        (lines[2..].iter().map(|line| line.left), lines[2..].iter().map(|line| line.right));
    assert!(left.fold(f64::MAX, f64::min) >= 54.99 && right.fold(0.0, f64::max) <= 355.01);
    assert_eq!(lines.iter().filter(|line| cells.contains(&line.text.as_str())).count(), 12);
}

#[test]
fn a_beyt_never_splits_over_a_page() {
    let side_by_side = "باران به بام خانه نشست / دل در هوای کوچه شکست".to_owned();
    let below = format!("{0} و {0} / {0} ولی {0}", "شب از کوچه گذشت و نرفت");
    for beyt in [side_by_side, below] {
        let beyts: Vec<&str> = std::iter::repeat_n(beyt.as_str(), 60).collect();
        for lines in 0..4 {
            let poem = verse(VerseForm::Couplets, &[&beyts]);
            let blocks = vec![paragraph(&prose(lines * 2 + 1)), poem];
            let lines = content(&laid(&book(vec![chapter("c001", "عنوان", blocks)])));
            let verse: Vec<&Shown> = lines
                .iter()
                .filter(|line| line.kind == crate::layout::paged::ContentKind::Verse)
                .collect();
            assert_eq!(verse.len(), 120);
            assert!(verse.chunks(2).all(|beyt| beyt[0].page == beyt[1].page));
        }
    }
}

#[test]
fn an_image_in_a_line_pushes_the_line_above_away() {
    let picture = inline(InlineKind::Image {
        path: Spanned::new("img.png".to_owned(), Span::default()),
        alt: "نشان".to_owned(),
    });
    let mut content_of = words(&format!("{} ", prose(2)));
    content_of.push(picture);
    let mut book = book(vec![chapter(
        "c001",
        "عنوان",
        vec![block(BlockKind::Paragraph(content_of)), paragraph("بعد.")],
    )]);
    book.images.insert("img.png".to_owned(), image(40.0, 60.0));
    let lines = content(&laid(&book));
    let [above, with_image, below] = &lines[1..] else { panic!("{} lines", lines.len()) };
    assert!(with_image.baseline - above.baseline > 60.0);
    assert!((below.baseline - above.baseline) % 18.0 < 0.01, "back on the grid");
}

#[test]
fn a_tall_row_is_read_cell_by_cell_on_every_page() {
    let cell = |word: &str| vec![word; 400].join(" ");
    let (first, second) = (cell("باران"), cell("کوچه"));
    let mut table = table(&["نخست", "دوم"], &[&[&first, &second]]);
    table.caption = Vec::new();
    let paged = laid(&book(vec![chapter("c001", "عنوان", vec![block(BlockKind::Table(table))])]));
    assert!(paged.pages.len() > 2);
    let mut words = [0, 0];
    for (at, _) in paged.pages.iter().enumerate() {
        let lines: Vec<Shown> = content(&paged)
            .into_iter()
            .filter(|line| {
                line.page == at && ["باران", "کوچه"].iter().any(|it| line.text.contains(it))
            })
            .collect();
        let cells: Vec<usize> =
            lines.iter().map(|line| usize::from(line.text.contains("کوچه"))).collect();
        assert!(cells.is_sorted(), "the cells of page {at} are mixed: {cells:?}");
        for (line, cell) in lines.iter().zip(cells) {
            words[cell] += line.text.split_whitespace().count();
        }
    }
    assert_eq!(words, [400, 400]);
}

#[test]
fn numbers_stand_with_their_units_below_units() {
    let mut table = table(
        &["کالا", "بها"],
        &[&["نخ", "۱۲٫۵"], &["چسب", "۱٬۲۰۰"], &["کاغذ", "۰٫۷۵"], &["هیچ", "—"]],
    );
    table.columns[1] = Alignment::Number;
    insta::assert_snapshot!(dumped(vec![block(BlockKind::Table(table))]));
}

#[test]
fn lists_are_numbered_by_their_depth_and_tasks_have_boxes() {
    let tasks = BlockKind::List {
        kind: ListKind::Bullet,
        tight: true,
        items: [Some(false), Some(true), None]
            .map(|task| ListItem { blocks: vec![paragraph("کار")], task, span: Span::default() })
            .to_vec(),
    };
    let deep = list(ListKind::Ordered { start: 1 }, vec![vec![paragraph("سوم")]]);
    let inner = list(ListKind::Ordered { start: 2 }, vec![vec![paragraph("دوم"), deep]]);
    let outer = vec![vec![paragraph("نخست"), paragraph("بند دیگر"), inner]];
    insta::assert_snapshot!(dumped(vec![
        list(ListKind::Ordered { start: 1 }, outer),
        block(tasks)
    ]));
}

#[test]
fn terms_stand_above_what_they_mean() {
    let definition = |term: &str, details: &[&str]| Definition {
        term: words(term),
        details: details.iter().map(|text| vec![paragraph(text)]).collect(),
        span: Span::default(),
    };
    insta::assert_snapshot!(dumped(vec![block(BlockKind::Definitions(vec![
        definition("عطف", &["پهلوی کتاب.", "پارچهٔ پشت جلد."]),
        definition("شیرازه", &["نخ ابریشمی."]),
    ]))]));
}

#[test]
fn lines_of_code_are_numbered_and_go_on_after_a_sign() {
    let text = format!("fn main() {{\n    let x = \"{}\";\n\n}}", "long words ".repeat(8));
    let code = with_class(block(BlockKind::Code { language: None, text }), "numbers");
    insta::assert_snapshot!(dumped(vec![code]));
}

#[test]
fn whose_words_they_are_stands_below_them() {
    let source = with_class(paragraph("— رحیم"), "source");
    let quote = |source| vec![paragraph("آهسته."), source];
    let role = DivRole::Epigraph;
    insta::assert_snapshot!(dumped(vec![
        block(BlockKind::Division { role, blocks: quote(source.clone()) }),
        block(BlockKind::Quote(quote(source))),
    ]));
}

#[test]
fn an_aside_may_have_a_box_and_a_ground_without_gaps() {
    let mut design = design();
    design.aside = AsideDesign { frame: AsideFrame::Box, ground: 0.1, rule: Length::pt(1.0) };
    let blocks = vec![paragraph("یک"), heading(2, "دو"), paragraph("سه")];
    let aside = BlockKind::Division { role: DivRole::Aside, blocks };
    let book = book(vec![chapter("c001", "عنوان", vec![block(aside)])]);
    let paged = laid_in(&book, &design).value;
    let grounds: Vec<(f64, f64)> = paged.pages[0]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Fill { y, size, ink, .. } if (*ink - 0.1).abs() < 1e-9 => {
                Some((y.to_pt(), (*y + size.height).to_pt()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(grounds.len(), 5, "two rules and three lines");
    for pair in grounds.windows(2) {
        assert!((pair[0].1 - pair[1].0).abs() < 0.01, "{grounds:?}");
    }
}

#[test]
fn names_may_stand_in_a_column_of_their_own() {
    let mut design = design();
    design.dialogue.label = DialogueLabel::Hanging;
    design.dialogue.repeat_names = false;
    let turns = vec![
        Turn { kind: TurnKind::Direction, ..turn("", "(در کارگاه)") },
        Turn { kind: TurnKind::Question, ..turn("پرسنده", "این چیست؟") },
        turn("مینا", &prose(2)),
        turn("مینا", "و باز همان."),
        turn("گوینده‌ای با نامی بسیار بسیار دراز", "آری."),
    ];
    let blocks = vec![block(BlockKind::Dialogue(Dialogue { turns }))];
    let book = book(vec![chapter("c001", "عنوان", blocks)]);
    insta::assert_snapshot!(dump::pages(&laid_in(&book, &design).value));
}

#[test]
fn a_question_is_never_left_alone_at_the_foot() {
    for lines in 1..30 {
        let turns = vec![turn("الف", "این چیست؟"), turn("ب", &prose(3))];
        let talk = block(BlockKind::Dialogue(Dialogue { turns }));
        let blocks = vec![paragraph(&prose(lines)), talk];
        let lines = content(&laid(&book(vec![chapter("c001", "عنوان", blocks)])));
        let question = lines.iter().position(|line| line.text.contains("این چیست")).unwrap();
        assert_eq!(lines[question].page, lines[question + 1].page);
    }
}

#[test]
fn a_blank_break_is_seen_between_two_pages() {
    let mut design = design();
    design.chapter.thematic_break = " ".to_owned();
    let mut seen = 0;
    for lines in 20..50 {
        let blocks =
            vec![paragraph(&prose(lines)), block(BlockKind::ThematicBreak), paragraph(&prose(12))];
        let book = book(vec![chapter("c001", "عنوان", blocks)]);
        let paged = laid_in(&book, &design).value;
        let shown = content(&paged);
        let last = shown.last().expect("text").block;
        let at = shown.iter().position(|line| line.block == last).expect("the last paragraph");
        let (above, below) = (&shown[at - 1], &shown[at]);
        let ornaments = paged.pages.iter().map(dump::page).filter(|page| page.contains("* * *"));
        let ornaments = ornaments.count();
        if above.page == below.page {
            assert_eq!(ornaments, 0);
            assert!(below.baseline - above.baseline > 1.9 * GRID.to_pt());
        } else {
            seen += 1;
            assert_eq!(ornaments, 1);
        }
    }
    assert!(seen > 0, "no break fell between two pages");
}
