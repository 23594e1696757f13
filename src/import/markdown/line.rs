//! One line of Markdown, as far as the preparation must understand it.

/// A line taken apart: quote marks, indentation, rest.
#[derive(Debug)]
pub struct Line<'a> {
    /// Number of `>` at its beginning.
    pub quotes: usize,
    /// Byte after the quote marks (and the space that belongs to the last one).
    pub text_start: usize,
    /// Columns of white space before the rest.
    pub indent: usize,
    /// Byte at which the rest begins.
    pub start: usize,
    /// The rest, without the line end and white space at its end.
    pub rest: &'a str,
}

/// What a line begins with.
#[derive(Debug, PartialEq, Eq)]
pub enum Marker<'a> {
    /// Three or more colons and what follows them.
    Div(&'a str),
    /// The opening fence of a code block.
    Code {
        /// `` ` `` or `~`.
        mark: char,
        /// How many.
        length: usize,
    },
    /// A list marker as CommonMark knows it; its content begins `content` columns on.
    Item {
        /// Width of the marker with its space.
        content: usize,
    },
    /// The beginning of a footnote's text: `[^name]:`.
    Note,
    /// What CommonMark would read as the address of a reference and leave out, but is a sentence:
    /// `[توضیح]: بله`.
    NoDefinition,
    /// A list number in Persian or Arabic digits.
    PersianItem {
        /// The same in ASCII digits.
        digits: String,
        /// Width of the marker with its space.
        content: usize,
    },
}

impl<'a> Line<'a> {
    /// Takes `text` apart; it may end with a line end.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let (mut quotes, mut text_start, mut at) = (0, 0, 0);
        loop {
            let spaces = bytes[at..].iter().take_while(|byte| **byte == b' ').count();
            if spaces > 3 || bytes.get(at + spaces) != Some(&b'>') {
                break;
            }
            quotes += 1;
            at += spaces + 1;
            at += usize::from(bytes.get(at) == Some(&b' '));
            text_start = at;
        }
        let white = bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let start = at + white;
        // A tab reaches to the next multiple of four columns; four is close enough here.
        let indent = bytes[at..start].iter().map(|byte| if *byte == b'\t' { 4 } else { 1 }).sum();
        Line { quotes, text_start, indent, start, rest: text[start..].trim_end() }
    }

    /// What the rest begins with.
    pub fn marker(&self) -> Option<Marker<'a>> {
        match self.rest.chars().next()? {
            ':' => self.div(),
            mark @ ('`' | '~') => {
                let length = run(self.rest, mark);
                let info = &self.rest[length..];
                let opens = length >= 3 && !(mark == '`' && info.contains('`'));
                opens.then_some(Marker::Code { mark, length })
            }
            '-' | '+' | '*' => {
                let spaced = self.rest[1..].starts_with([' ', '\t']) || self.rest.len() == 1;
                spaced.then_some(Marker::Item { content: 2 })
            }
            '[' if self.is_note() => Some(Marker::Note),
            '[' => self.is_no_definition().then_some(Marker::NoDefinition),
            letter if letter.is_ascii_digit() => {
                let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
                number_ends(&self.rest[digits..]).then_some(Marker::Item { content: digits + 2 })
            }
            letter => digit(letter).and_then(|_| self.persian_item()),
        }
    }

    fn div(&self) -> Option<Marker<'a>> {
        let length = run(self.rest, ':');
        // Pandoc allows colons at the end of the opening line too.
        let info = self.rest[length..].trim_end_matches(':').trim();
        (length >= 3).then_some(Marker::Div(info))
    }

    /// `[^name]: …`.
    fn is_note(&self) -> bool {
        let label = self.rest.strip_prefix("[^").and_then(|rest| rest.split_once(']'));
        label.is_some_and(|(name, rest)| !name.is_empty() && rest.starts_with(':'))
    }

    /// `[…]: word` where the word is not like an address or a path.
    fn is_no_definition(&self) -> bool {
        let Some((label, target)) = self.rest.split_once("]:") else { return false };
        let target = target.trim();
        let word = !target.is_empty() && !target.contains([' ', '\t', '"']);
        word && !label.starts_with("[^") && !target.contains(['/', '.', '#', '<', '@', ':'])
    }

    /// Up to three digits: a longer number at the beginning of a line is a year.
    fn persian_item(&self) -> Option<Marker<'a>> {
        let digits: String = self.rest.chars().map_while(digit).collect();
        let rest = &self.rest[digits.len() * 2..];
        let content = digits.len() + 2;
        (digits.len() <= 3 && number_ends(rest)).then_some(Marker::PersianItem { digits, content })
    }

    /// Whether the line ends a code block that was opened by `length` times `mark`.
    pub fn closes_code(&self, mark: char, length: usize) -> bool {
        let found = run(self.rest, mark);
        found >= length && found == self.rest.len()
    }

    /// Where a backslash must stand so that the line is a line of text and nothing else, counted
    /// from the rest's beginning; `None` when it is one already.
    pub fn verse_guard(&self) -> Option<usize> {
        let first = self.rest.chars().next()?;
        let spaced = |length: usize| {
            self.rest[length..].starts_with([' ', '\t']) || self.rest.len() == length
        };
        let guarded = match first {
            '>' | '<' | '|' => true,
            '-' => spaced(1) && !is_break(self.rest) || run(self.rest, '-') == self.rest.len(),
            '+' | ':' => spaced(1),
            '*' => spaced(1) && !is_break(self.rest),
            '=' => run(self.rest, '=') == self.rest.len(),
            '#' => spaced(run(self.rest, '#').min(6)),
            '`' | '~' => run(self.rest, first) >= 3,
            _ if first.is_ascii_digit() => {
                let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
                return number_ends(&self.rest[digits..]).then_some(digits);
            }
            _ => false,
        };
        guarded.then_some(0)
    }
}

/// How many times `mark` (ASCII) stands at the beginning of `text`.
fn run(text: &str, mark: char) -> usize {
    text.chars().take_while(|letter| *letter == mark).count()
}

/// Whether `text`, which follows digits, makes a list number of them: `. ` or `) `.
fn number_ends(text: &str) -> bool {
    text.strip_prefix(['.', ')'])
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// Whether `text` is a thematic break of stars or dashes parted by spaces (`* * *`).
fn is_break(text: &str) -> bool {
    let marks: String = text.split_whitespace().collect();
    let first = marks.chars().next().unwrap_or(' ');
    marks.len() >= 3 && text.contains(' ') && marks.chars().all(|mark| mark == first)
}

/// A Persian or Arabic digit as an ASCII one.
fn digit(letter: char) -> Option<char> {
    let value = match letter {
        '۰'..='۹' => letter as u32 - '۰' as u32,
        '٠'..='٩' => letter as u32 - '٠' as u32,
        _ => return None,
    };
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_indentation_come_off() {
        let line = Line::new("> >   متن \n");
        assert_eq!((line.quotes, line.indent, line.start, line.rest), (2, 2, 6, "متن"));
        let line = Line::new("    > کد");
        assert_eq!((line.quotes, line.indent), (0, 4));
    }

    #[test]
    fn markers() {
        let marker = |text| Line::new(text).marker();
        assert_eq!(marker("::: verse {.free} :::"), Some(Marker::Div("verse {.free}")));
        assert_eq!(marker(":::"), Some(Marker::Div("")));
        assert_eq!(marker("``` a`b"), None);
        assert_eq!(marker("~~~~ rust"), Some(Marker::Code { mark: '~', length: 4 }));
        assert_eq!(
            marker("۱۲. متن"),
            Some(Marker::PersianItem { digits: "12".into(), content: 4 })
        );
        assert_eq!(marker("۱۳۹۸. سال"), None);
        assert_eq!(marker("۳.۵ درصد"), None);
        assert_eq!(marker("[توضیح]: بله"), Some(Marker::NoDefinition));
        assert_eq!(marker("[^r]: بله"), Some(Marker::Note));
        for definition in ["[r]: https://a.b", "[r]: a.md", "[r]: #id", "[r]: <خانه>"] {
            assert_eq!(marker(definition), None);
        }
    }

    #[test]
    fn verse_lines_are_guarded_where_needed() {
        let guard = |text| Line::new(text).verse_guard();
        assert_eq!(guard("- گفتم"), Some(0));
        assert_eq!(guard("10. گفتم"), Some(2));
        assert_eq!(guard("*کج* و راست"), None);
        assert_eq!(guard("* * *"), None);
        assert_eq!(guard("---"), Some(0));
        assert_eq!(guard("ای دل / بیا"), None);
    }
}
