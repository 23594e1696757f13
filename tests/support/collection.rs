//! A collection of any size, always the same: for tests of selection and for measuring it.

#![expect(clippy::disallowed_methods, reason = "tests make their own files")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Words of the texts.
const WORDS: [&str; 16] = [
    "باران",
    "کتاب",
    "می‌رود",
    "خانه",
    "دریا",
    "کوه",
    "پنجره",
    "روشن",
    "دیروز",
    "شهر",
    "درخت",
    "نامه",
    "سفر",
    "آفتاب",
    "پل",
    "صدا",
];
/// Authors, two of them in two spellings.
const AUTHORS: [&str; 7] = [
    "علی‌رضا کمالی",
    "عليرضا كمالي",
    "مریم رضایی",
    "مريم رضايي",
    "هما نوری",
    "بهرام صادقی",
    "نیما یوسفی",
];
const TAGS: [&str; 5] = ["گفت‌وگو", "شعر", "یادداشت", "پیش‌نویس", "نقد"];
const KINDS: [&str; 4] = ["article", "interview", "poem", "letter"];
/// Documents in one folder, as in an archive by volumes.
const IN_FOLDER: usize = 500;

/// A generator of numbers (SplitMix64), the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }

    fn one<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

/// The front matter of document `number`.
fn front(number: usize, numbers: &mut Numbers) -> String {
    let title = format!("{} {} {number}", numbers.one(&WORDS), numbers.one(&WORDS));
    let author = numbers.one(&AUTHORS);
    let (year, month, day) =
        (1390 + numbers.below(14), 1 + numbers.below(12), 1 + numbers.below(29));
    let tags = format!("[{}, {}]", numbers.one(&TAGS), numbers.one(&WORDS));
    let kind = numbers.one(&KINDS);
    format!(
        "title: {title}\nauthor: {author}\ndate: {year}-{month:02}-{day:02}\ntags: {tags}\nkind: {kind}\n"
    )
}

fn text(words: usize, numbers: &mut Numbers) -> String {
    let mut text = String::new();
    for at in 0..words {
        let end = if at % 60 == 59 { ".\n\n" } else { " " };
        let _ = write!(text, "{}{end}", numbers.one(&WORDS));
    }
    text.push('\n');
    text
}

/// Writes `count` documents below `folder`, every tenth of them plain text with a side-car, and
/// `book.yaml` with a query. Document `broken`, if there is one, has broken front matter; its path.
pub fn write(folder: &Path, count: usize, broken: Option<usize>) -> Option<String> {
    let mut numbers = Numbers(1403);
    let mut broken_path = None;
    for number in 0..count {
        let below = format!("texts/{:03}", number / IN_FOLDER);
        if number.is_multiple_of(IN_FOLDER) {
            fs::create_dir_all(folder.join(&below)).expect("a folder");
        }
        let front = front(number, &mut numbers);
        let length = 200 + numbers.below(800);
        let text = text(length, &mut numbers);
        let name = format!("{below}/{number}");
        let put = |name: String, text: &str| fs::write(folder.join(name), text).expect("a file");
        if Some(number) == broken {
            put(
                format!("{name}.md"),
                &format!("---\ntitle: \"not closed\nkind: poem\n---\n\n{text}"),
            );
            broken_path = Some(format!("{name}.md"));
        } else if number % 10 == 9 {
            put(format!("{name}.txt"), &text);
            put(format!("{name}.yaml"), &front);
        } else {
            put(format!("{name}.md"), &format!("---\n{front}---\n\n{text}"));
        }
    }
    fs::write(folder.join("book.yaml"), MANIFEST).expect("a manifest");
    broken_path
}

/// Selects some forty documents of a thousand.
const MANIFEST: &str = "schema: 1
book: {title: گزیدهٔ بزرگ, lang: fa}
collection: {root: texts, require: [title, author, date]}
select:
  talks:
    where:
      tags: {any: [گفت و گو], none: [دریا]}
      author: {any: [علی رضا کمالی, مریم رضایی]}
      date: {from: 1398, to: 1402}
      kind: [interview, letter]
    sort: [date, title]
    group: year
contents:
  - {from: talks, as: interview}
";
