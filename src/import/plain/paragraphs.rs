//! Lines and paragraphs, and the roles that the rules give to them.

use super::wrapping;

/// A line with words on it.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its words, without white space at the ends.
    pub text: &'a str,
    /// Where they begin in the cleaned text.
    pub start: usize,
    /// Blank lines before it.
    pub gap: usize,
}

/// A paragraph: one line, or several when the document wraps its lines.
#[derive(Clone, Debug)]
pub struct Paragraph<'a> {
    /// Its lines; never empty.
    pub lines: Vec<Line<'a>>,
    /// What it is.
    pub role: Role,
}

/// What a paragraph is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// An ordinary paragraph.
    Text,
    /// A line that the head of the chapter prints where it stands: it is not repeated.
    InHead,
    /// A credit in the head («برگردان از: …»), a byline: an ordinary paragraph, never a question or
    /// a speaker.
    Credit,
    /// Litter of a page: an ordinary paragraph with a warning.
    Litter,
    /// The first hemistich of a couplet.
    First,
    /// The second hemistich of a couplet.
    Second,
    /// A couplet on one line: the bytes between its hemistichs.
    Couplet(std::ops::Range<usize>),
    /// A line of free verse.
    Free,
    /// A heading of the first level.
    Heading,
    /// A turn begins: the first `name` bytes name the speaker; 0 for an unnamed one.
    Turn {
        /// Length of the name in bytes, without the colon.
        name: usize,
    },
    /// An unnamed question.
    Question,
    /// A date or name below a text.
    Signature,
    /// The address from which the text was taken.
    SourceLink,
}

impl<'a> Paragraph<'a> {
    /// A paragraph of one line or more.
    pub const fn new(lines: Vec<Line<'a>>) -> Self {
        Paragraph { lines, role: Role::Text }
    }

    /// Its first line.
    pub fn first(&self) -> &'a str {
        self.lines[0].text
    }

    /// Its last line.
    pub fn last(&self) -> &'a str {
        self.lines[self.lines.len() - 1].text
    }

    /// Blank lines before it.
    pub fn gap(&self) -> usize {
        self.lines[0].gap
    }

    /// Its only line; `None` when it has several.
    pub fn only_line(&self) -> Option<&'a str> {
        match self.lines.as_slice() {
            [line] => Some(line.text),
            _ => None,
        }
    }

    /// Its length in characters.
    pub fn letters(&self) -> usize {
        self.lines.iter().map(|line| line.text.chars().count()).sum()
    }

    /// Whether it is a single line of at most `letters` characters.
    pub fn is_short(&self, letters: usize) -> bool {
        self.lines.len() == 1 && self.letters() <= letters
    }

    /// Whether no rule has taken it yet.
    pub fn is_text(&self) -> bool {
        self.role == Role::Text
    }
}

/// The paragraphs of `text`, in order.
pub fn read(text: &str) -> Vec<Paragraph<'_>> {
    let lines = lines(text);
    match wrapping::measure(&lines) {
        Some(width) => wrapping::join(&lines, width),
        None => lines.into_iter().map(|line| Paragraph::new(vec![line])).collect(),
    }
}

/// The lines of `text` that have words on them.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut at, mut gap) = (0, 0);
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let words = line.trim();
        if words.is_empty() {
            gap += 1;
        } else {
            lines.push(Line { text: words, start, gap });
            gap = 0;
        }
    }
    lines
}

/// Whether `text` ends as a sentence ends (closing quotes and brackets apart).
pub fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['»', '"', '”', ')', ']', '’', '*']);
    bare.ends_with(['.', '؟', '!', '?', '…', ':', '؛', ';']) || text.ends_with(['»', '”', ')', ']'])
}

/// Number of words in `text`.
pub fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
