//! Headings.
//!
//! Taken as certain: a short line of its own that begins with a word with which headings begin
//! («مقدمه»، «پی‌نوشت»، «منابع»، …), and ends with a colon or stands between blank lines; or a line
//! between blank lines that begins with «فصل» or «بخش» and a number.

use super::paragraphs::{Paragraph, Role, ends_sentence, words};
use crate::persian::digits::is_digit;
use crate::persian::letters::comparable;
use crate::persian::spaces::without_joiners;

/// Words with which headings begin, without half-spaces.
const OPENERS: [&str; 21] = [
    "مقدمه",
    "پیشگفتار",
    "دیباچه",
    "درآمد",
    "پیشدرآمد",
    "سرآغاز",
    "سخن",
    "یادداشت",
    "توضیح",
    "توضیحات",
    "پینوشت",
    "پینوشتها",
    "پانوشت",
    "پانوشتها",
    "پانویس",
    "منابع",
    "منبع",
    "پیوست",
    "ضمیمه",
    "نتیجهگیری",
    "چکیده",
];
/// Words before a number.
const NUMBERED: [&str; 4] = ["فصل", "بخش", "گفتار", "پرده"];
/// The first ordinals, beside digits, that may follow them.
const ORDINALS: [&str; 14] = [
    "اول",
    "یکم",
    "نخست",
    "دوم",
    "سوم",
    "چهارم",
    "پنجم",
    "ششم",
    "هفتم",
    "هشتم",
    "نهم",
    "دهم",
    "یازدهم",
    "دوازدهم",
];
/// Most words of a heading that begins with an opener.
const WORDS: usize = 4;
/// Most words of a numbered heading.
const NUMBERED_WORDS: usize = 10;

/// Gives the role [`Role::Heading`].
pub fn find(paragraphs: &mut [Paragraph<'_>]) {
    for at in 0..paragraphs.len() {
        let followed = at + 1 < paragraphs.len();
        let open = paragraphs[at].gap() > 0 || at == 0;
        let alone = open && paragraphs.get(at + 1).is_some_and(|next| next.gap() > 0);
        let paragraph = &mut paragraphs[at];
        let Some(line) = paragraph.only_line().filter(|_| paragraph.is_text() && followed) else {
            continue;
        };
        if is_opener(line, alone) || (alone && is_numbered(line)) {
            paragraph.role = Role::Heading;
        }
    }
}

fn is_opener(line: &str, alone: bool) -> bool {
    let bare = line.trim_end_matches(':').trim_end();
    let first = first_word(bare);
    let marked = line.ends_with(':') || (alone && !ends_sentence(line));
    marked && words(bare) <= WORDS && OPENERS.contains(&first.as_str()) && !bare.contains(':')
}

fn is_numbered(line: &str) -> bool {
    let second = line.split_whitespace().nth(1).unwrap_or_default();
    let second = comparable(second.trim_end_matches([':', '.', '،', '-']));
    let number = !second.is_empty() && second.chars().all(is_digit);
    NUMBERED.contains(&first_word(line).as_str())
        && (number || ORDINALS.contains(&second.as_str()))
        && words(line) <= NUMBERED_WORDS
        && !line.ends_with(['.', '،', '؛'])
}

/// The first word of `line` as it is compared, without half-spaces and the ezafe after ه.
pub fn first_word(line: &str) -> String {
    let word = line.split_whitespace().next().unwrap_or_default();
    let word = without_joiners(&comparable(word.trim_end_matches(':')));
    word.replace('ۀ', "ه")
}
