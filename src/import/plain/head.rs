//! The head of the document: title, author, credits, date, and the masthead of a site above them.
//!
//! The head is everything before the first long paragraph. Taken as certain:
//! * a credit: a short line that begins with a role («مترجم:»، «برگردان از:»، «به قلم …»);
//! * a date: a line that is a date and nothing else;
//! * a byline: a short line that names an interview («مصاحبه با …»);
//! * a masthead: short lines above and with an address, when a second sign (another address, a line
//!   of Latin letters) is among them and a title follows below;
//! * the title: the first other short line, when it is the first of the document, or stands below a
//!   masthead, credits, bylines or a date;
//! * its author: a name after a slash at the end of the title (`… /نام نام`), or a name alone on the
//!   line between the title and the date.

use super::paragraphs::{Paragraph, Role, ends_sentence, words};
use super::tail::is_date;
use crate::import::address::is_address_alone;
use crate::import::speaker::name_in;
use crate::persian::letters::comparable;
use crate::persian::spaces::without_joiners;

/// Longest line of a head, in characters.
const SHORT: usize = 110;
/// Most lines of a head: a masthead, a few couplets, title, credits, date.
const LINES: usize = 25;
/// Longest credit, byline or name, in words.
const CREDIT_WORDS: usize = 8;
/// Words of a name.
const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=4;

/// Words with which a credit begins, without half-spaces, and the MARC relator code; those with a
/// colon need one.
const CREDITS: [(&str, &str); 22] = [
    ("نویسنده:", "aut"),
    ("نوشته:", "aut"),
    ("نوشتهٔ", "aut"),
    ("نوشته ی", "aut"),
    ("به قلم", "aut"),
    ("شاعر:", "aut"),
    ("سروده:", "aut"),
    ("سرودهٔ", "aut"),
    ("برگردان از:", "trl"),
    ("برگردان:", "trl"),
    ("مترجم:", "trl"),
    ("ترجمه:", "trl"),
    ("ترجمه از:", "trl"),
    ("ترجمهٔ", "trl"),
    ("ترجمه ی", "trl"),
    ("ویراستار:", "edt"),
    ("ویرایش:", "edt"),
    ("گردآورنده:", "com"),
    ("گردآوری:", "com"),
    ("به کوشش", "com"),
    ("مصاحبه‌کننده:", "ivr"),
    ("گفت‌وگو از:", "ivr"),
];
/// Words that call a text an interview, without half-spaces.
const INTERVIEW: [&str; 6] = ["مصاحبه", "گفتوگو", "گفتگو", "گفت و گو", "پرسش و پاسخ", "پرسشوپاسخ"];

/// What the head says. Ranges are bytes within the first line of a paragraph.
#[derive(Debug, Default)]
pub struct Head {
    /// The title: its paragraph, and its length in bytes.
    pub title: Option<(usize, usize)>,
    /// Who made it, as paragraph, range and role.
    pub people: Vec<(usize, std::ops::Range<usize>, &'static str)>,
    /// The paragraph that is the date.
    pub date: Option<usize>,
    /// Whether the head calls the text an interview.
    pub is_interview: bool,
}

/// Reads the head and gives the roles [`Role::Litter`], [`Role::Credit`] and [`Role::InHead`].
pub fn read(paragraphs: &mut [Paragraph<'_>]) -> Head {
    let end = end(paragraphs);
    let mut head = Head::default();
    masthead(&mut paragraphs[..end]);
    for at in 0..end {
        head.line(paragraphs, at);
    }
    head.take_author(paragraphs);
    head.take_lines_in_place(paragraphs);
    head
}

/// Index after the last line of the head. Without any long paragraph (a poem, a list) there is no
/// telling where it ends, and only the first line can be a title.
fn end(paragraphs: &[Paragraph<'_>]) -> usize {
    let in_head = |it: &&Paragraph<'_>| it.is_short(SHORT) && !is_name_line(it);
    let lines = paragraphs.iter().take_while(in_head).count();
    match lines {
        _ if lines < paragraphs.len() => lines.min(LINES),
        _ if is_title_name_date(paragraphs) => 3,
        _ => lines.min(1),
    }
}

/// Whether the text begins with three lines without a gap: title, name, date.
fn is_title_name_date(paragraphs: &[Paragraph<'_>]) -> bool {
    let [title, name, date, ..] = paragraphs else { return false };
    name.gap() == 0
        && date.gap() == 0
        && title.is_short(SHORT)
        && name.only_line().is_some_and(|line| is_name(line) && !is_byline(line))
        && is_date(date)
}

/// Whether `line` can be a person's name: a few words of letters.
fn is_name(line: &str) -> bool {
    let plain = line.chars().all(|it| it.is_alphabetic() || matches!(it, ' ' | '\u{200C}' | '.'));
    plain && NAME_WORDS.contains(&words(line))
}

/// «نام:» alone on a line: a speaker or a heading begins the text.
fn is_name_line(paragraph: &Paragraph<'_>) -> bool {
    paragraph.first().ends_with(':') && credit(paragraph.first()).is_none()
}

/// Marks the masthead of a site.
fn masthead(head: &mut [Paragraph<'_>]) {
    let is_sign = |it: &Paragraph<'_>| is_address_alone(it.first()) || is_latin(it.first());
    let last_address = head.iter().rposition(|it| is_address_alone(it.first()));
    let Some(last_address) = last_address else { return };
    let signs = head.iter().filter(|it| is_sign(it)).count();
    let mut end = last_address + 1;
    while head.get(end).is_some_and(|it| is_latin(it.first())) {
        end += 1;
        // The same in Persian: «Political», «سیاسی».
        end += usize::from(head.get(end).is_some_and(|it| words(it.first()) == 1));
    }
    let title_below = head[end..].iter().any(is_title);
    if signs >= 2 && title_below {
        for paragraph in head[..end].iter_mut().filter(|it| it.is_text()) {
            paragraph.role = Role::Litter;
        }
    }
}

/// Whether a line has letters, all of them Latin.
fn is_latin(line: &str) -> bool {
    let mut letters = line.chars().filter(|it| it.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|it| it.is_ascii())
}

impl Head {
    fn line(&mut self, paragraphs: &mut [Paragraph<'_>], at: usize) {
        let paragraph = &mut paragraphs[at];
        if !paragraph.is_text() {
            return;
        }
        let line = paragraph.first();
        let byline = is_byline(line);
        self.is_interview |= byline;
        if let Some((name, role)) = credit(line) {
            self.people.push((at, name, role));
            paragraph.role = Role::Credit;
        } else if is_date(paragraph) {
            self.date.get_or_insert(at);
            paragraph.role = Role::Credit;
        } else if byline && words(line) <= CREDIT_WORDS && at > 0 {
            paragraph.role = Role::Credit;
        } else if self.title.is_none() && is_title(paragraph) && is_placed(paragraphs, at) {
            self.title = Some((at, paragraphs[at].first().len()));
        }
    }

    /// Takes an author off the end of the title, or from the line below it.
    fn take_author(&mut self, paragraphs: &[Paragraph<'_>]) {
        let Some((at, length)) = self.title else { return };
        if at == 0 && self.people.is_empty() && is_title_name_date(paragraphs) {
            self.people.push((1, 0..paragraphs[1].first().len(), "aut"));
            return;
        }
        let line = paragraphs[at].first();
        let Some(slash) = line.rfind('/').filter(|slash| line[..*slash].ends_with(' ')) else {
            return;
        };
        let name = &line[slash + 1..];
        let known = paragraphs[at + 1..].iter().any(|it| it.first().contains(name.trim()));
        if is_name(name) && (known || !name.starts_with(' ')) {
            let start = slash + 1 + (name.len() - name.trim_start().len());
            self.people.insert(0, (at, start..length, "aut"));
            self.title = Some((at, line[..slash].trim_end().len()));
        }
    }

    /// The head of a chapter prints title, people and date in this order. Lines that stand first in
    /// the document, in that order and with no other words, need no second place.
    fn take_lines_in_place(&self, paragraphs: &mut [Paragraph<'_>]) {
        if self.title.is_none_or(|(at, _)| at != 0) {
            return;
        }
        paragraphs[0].role = Role::InHead;
        let name_alone = |(at, range, _): &(usize, std::ops::Range<usize>, _)| {
            *at == 1 && *range == (0..paragraphs[1].first().len())
        };
        if self.date == Some(2) && matches!(&self.people[..], [person] if name_alone(person)) {
            paragraphs[1].role = Role::InHead;
            paragraphs[2].role = Role::InHead;
        }
        // People that are named elsewhere would be printed between the title and the date.
        let only_in_title = self.people.iter().all(|(at, ..)| *at == 0);
        if self.date == Some(1) && only_in_title {
            paragraphs[1].role = Role::InHead;
        }
    }
}

/// A line that can be a title: words that do not end like a sentence (a question is a title too).
fn is_title(paragraph: &Paragraph<'_>) -> bool {
    let line = paragraph.first();
    let ends = ends_sentence(line) && !line.ends_with(['؟', '!', '»', ')', '…']);
    paragraph.is_text()
        && !ends
        && !line.ends_with(['،', ','])
        && !is_address_alone(line)
        && !is_date(paragraph)
        && credit(line).is_none()
        && name_in(line).is_none_or(|name| words(name) > 1)
        && line.chars().any(char::is_alphabetic)
}

/// Whether a title can stand at `at`: first, or below lines of a head only. After running short
/// lines (verse apart) it would be a guess.
fn is_placed(paragraphs: &[Paragraph<'_>], at: usize) -> bool {
    paragraphs[..at].iter().all(|it| !it.is_text())
        && (is_title_name_date(&paragraphs[at..])
            || paragraphs.get(at + 1).is_some_and(|next| {
                let of_head = is_date(next) || credit(next.first()).is_some();
                next.gap() > 0 || !next.is_short(SHORT) || of_head
            }))
}

/// Whether a line calls the text an interview.
fn is_byline(line: &str) -> bool {
    let bare = without_joiners(&comparable(line));
    INTERVIEW.iter().any(|word| bare.contains(word))
}

/// The name in a credit, as a range of bytes, and its role.
fn credit(line: &str) -> Option<(std::ops::Range<usize>, &'static str)> {
    if words(line) > CREDIT_WORDS {
        return None;
    }
    let (opener, role) = CREDITS.iter().find(|(opener, _)| begins(line, opener))?;
    let start =
        if opener.ends_with(':') { line.find(':')? + 1 } else { words_length(line, words(opener)) };
    let name = line[start..].trim();
    let start = start + (line[start..].len() - line[start..].trim_start().len());
    let plain = !name.is_empty() && !name.contains([':', '؟', '.', '،']) && words(name) <= 5;
    plain.then_some((start..start + name.len(), role))
}

/// Whether `line` begins with the words of `opener`; half-spaces and the ezafe sign do not matter.
fn begins(line: &str, opener: &str) -> bool {
    let bare = |text: &str| without_joiners(text).replace(['ۀ'], "هٔ").replace(" :", ":");
    let (line, opener) = (bare(line), bare(opener));
    line.strip_prefix(&opener).is_some_and(|rest| opener.ends_with(':') || rest.starts_with(' '))
}

/// Length in bytes of the first `count` words of `line`.
fn words_length(line: &str, count: usize) -> usize {
    let word = line.split_whitespace().take(count).last().unwrap_or_default();
    word.as_ptr() as usize - line.as_ptr() as usize + word.len()
}
