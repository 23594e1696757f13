//! Typed values out of a located tree. Unlike serde, it reads on after a problem, so that all
//! problems of a file are reported at once.

use super::hidden;
use super::node::{Codes, Node, Value};
use crate::base::{Diagnostic, Span, Spanned};
use crate::persian::digits;

/// Collects the problems of one file while its values are read.
#[derive(Debug)]
pub struct Reader {
    /// Under which codes problems are reported.
    pub codes: Codes,
    /// What was found so far, in the order of the reading.
    pub problems: Vec<Diagnostic>,
}

impl Reader {
    /// A reader that has found nothing yet.
    pub const fn new(codes: Codes) -> Self {
        Reader { codes, problems: Vec::new() }
    }

    /// Notes that `node`, the value of `name`, should be `wanted` ("a text").
    pub fn wrong_type(&mut self, node: &Node, name: &str, wanted: &str, hint: impl Into<String>) {
        let name = shown(name);
        let message = if node.is_null() {
            format!("{name} is empty, and should be {wanted}")
        } else {
            format!("{name} should be {wanted}, and is {}", node.kind())
        };
        let problem = Diagnostic::new(self.codes.wrong_type, message);
        self.problems.push(problem.at(node.span).hint(hint));
    }

    /// Notes that `name` is missing from the mapping at `place`.
    pub fn missing(&mut self, name: &str, place: Span) {
        let problem = Diagnostic::new(self.codes.missing_key, format!("`{name}` is missing"));
        self.problems.push(problem.at(place).hint(format!("add `{}: …` here", last(name))));
    }

    /// Notes that a value of the right type cannot be used.
    pub fn value(&mut self, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(Diagnostic::new(self.codes.value, message).at(span).hint(hint));
    }
}

/// What can be read from a tree.
pub trait Read: Sized {
    /// The value of `node`, which the file calls `name`; `None` when it is unusable, with the
    /// problem noted in `reader`.
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self>;

    /// The value of a key that is not there: a problem at `place` (that of the mapping), unless
    /// the type has a value for it.
    fn absent(name: &str, place: Span, reader: &mut Reader) -> Option<Self> {
        reader.missing(name, place);
        None
    }
}

/// A name in a message: the file itself, an item of a list, or a key.
fn shown(name: &str) -> String {
    match (name, name.strip_suffix("[]")) {
        ("", _) => "the file".to_owned(),
        (_, Some(list)) => format!("an item of `{list}`"),
        (key, None) => format!("`{key}`"),
    }
}

/// The last word of `book.title`.
fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

impl<T: Read> Read for Option<T> {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        if node.is_null() { Some(None) } else { T::read(node, name, reader).map(Some) }
    }

    fn absent(_: &str, _: Span, _: &mut Reader) -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let Some(items) = node.items() else {
            let hint = match &node.value {
                Value::Text(text) if !text.contains('\n') => format!("write `[{text}]`"),
                _ => "write `[one, two]`, or one item a line after `- `".to_owned(),
            };
            reader.wrong_type(node, name, "a list", hint);
            return None;
        };
        // Read every item before giving up, so that all problems are found.
        let read: Vec<Option<T>> =
            items.iter().map(|item| T::read(item, &format!("{name}[]"), reader)).collect();
        read.into_iter().collect()
    }
}

impl Read for Spanned<String> {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let text = match &node.value {
            Value::Text(text) | Value::Number(text) => text.trim(),
            Value::Bool(_) => {
                reader.wrong_type(node, name, "a text", "put the word between \"…\"");
                return None;
            }
            Value::Null | Value::List(_) | Value::Map(_) => {
                reader.wrong_type(node, name, "a text", "write one text after the `:`");
                return None;
            }
        };
        if text.is_empty() {
            reader.value(
                node.span,
                format!("{} is empty", shown(name)),
                "write it, or delete the key",
            );
            return None;
        }
        let text = Spanned::new(on_one_line(text), node.span);
        if let Some(problem) = hidden::check_text(&text, &shown(name), reader.codes.control) {
            reader.problems.push(problem);
            return None;
        }
        Some(text)
    }
}

/// `text` with line breaks and tabs, which folded and quoted texts of YAML may hold, as spaces: a
/// title or a description is one paragraph.
fn on_one_line(text: &str) -> String {
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\t');
    text.split(is_break)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

impl Read for Spanned<bool> {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        if let Value::Bool(value) = node.value {
            return Some(Spanned::new(value, node.span));
        }
        let hint = match &node.value {
            Value::Text(text) => match text.to_lowercase().as_str() {
                "yes" | "on" | "بله" | "آری" => "write `true`",
                "no" | "off" | "خیر" | "نه" => "write `false`",
                _ => "write `true` or `false`",
            },
            _ => "write `true` or `false`, without quotation marks",
        };
        reader.wrong_type(node, name, "`true` or `false`", hint);
        None
    }
}

impl Read for Spanned<u64> {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let number = match &node.value {
            Value::Number(text) | Value::Text(text) => digits::parse_number(text.trim()),
            _ => None,
        };
        if number.is_none() {
            reader.wrong_type(node, name, "a whole number", "write it in digits, Persian or Latin");
        }
        number.map(|number| Spanned::new(number, node.span))
    }
}

/// What a file says about keys that it does not have here.
#[derive(Clone, Copy, Debug)]
pub enum Stranger {
    /// A key of a later version of the format, and what to do until then.
    Later(&'static str),
    /// A key that has another name or place here.
    Instead(&'static str),
}

/// The entries of a mapping while they are read key by key.
pub struct Fields<'n, 'r> {
    entries: &'n [(Spanned<String>, Node)],
    name: &'static str,
    span: Span,
    known: Vec<&'static str>,
    /// Where problems go.
    pub reader: &'r mut Reader,
}

impl<'n, 'r> Fields<'n, 'r> {
    /// The entries of `node`, which should be a mapping. `name` is what messages call its kind
    /// (empty for a whole file), `place` where it stands, and `main` is its most important key.
    pub fn open(
        node: &'n Node,
        name: &'static str,
        place: &str,
        main: &str,
        reader: &'r mut Reader,
    ) -> Option<Fields<'n, 'r>> {
        let Some(entries) = node.entries() else {
            let hint = match &node.value {
                Value::Text(text) if !main.is_empty() => format!("write `{{{main}: {text}}}`"),
                _ => "write `key: value` pairs".to_owned(),
            };
            reader.wrong_type(node, place, "a mapping", hint);
            return None;
        };
        Some(Fields { entries, name, span: node.span, known: Vec::new(), reader })
    }

    /// The node of `key`, which becomes a known key.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }

    /// The value of `key`, which becomes a known key.
    pub fn get<T: Read>(&mut self, key: &'static str) -> Option<T> {
        let name = match self.name {
            outer if outer.is_empty() || outer == key => key.to_owned(),
            outer => format!("{outer}.{key}"),
        };
        match self.node(key) {
            Some(node) => T::read(node, &name, self.reader),
            None => T::absent(&name, self.span, self.reader),
        }
    }

    /// Reports every entry whose key was not asked for. Keys that begin with `x-` are free.
    pub fn close(self, strangers: &[(&str, Stranger)]) {
        for (key, _) in self.entries {
            let name = key.value.as_str();
            if !self.known.contains(&name) && !name.starts_with("x-") {
                let problem =
                    unknown_key(key, self.name, &self.known, strangers, self.reader.codes);
                self.reader.problems.push(problem);
            }
        }
    }
}

/// The problem of a key that nobody asked for.
pub fn unknown_key(
    key: &Spanned<String>,
    place: &str,
    known: &[&str],
    strangers: &[(&str, Stranger)],
    codes: Codes,
) -> Diagnostic {
    let name = key.value.as_str();
    let stranger = strangers.iter().find(|(stranger, _)| *stranger == name);
    let (message, hint) = match stranger.map(|(_, stranger)| *stranger) {
        Some(Stranger::Later(hint)) => {
            (format!("this version of nashr has no `{name}`"), hint.to_owned())
        }
        Some(Stranger::Instead(hint)) => (unknown(name, place), hint.to_owned()),
        None => {
            let hint = match suggest(name, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("known here: {}; your own keys begin with `x-`", known.join(", ")),
            };
            (unknown(name, place), hint)
        }
    };
    Diagnostic::new(codes.unknown_key, message).at(key.span).hint(hint)
}

fn unknown(name: &str, place: &str) -> String {
    match place {
        "" => format!("unknown key `{name}`"),
        place => format!("unknown key `{name}` in `{place}`"),
    }
}

/// Longest word that may be a mistyped key: comparing takes time and memory by its length.
const LONGEST_WORD: usize = 64;

/// The candidate that `word` was probably meant to be: the nearest one, when at most a third of
/// its letters (but at least one) are wrong. Two letters that changed places count as one error.
pub fn suggest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let length = word.chars().count();
    if length > LONGEST_WORD {
        return None;
    }
    let allowed = (length / 3).max(1);
    let word = word.to_lowercase().replace('_', "-");
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Declares a mapping of a YAML file: the type, its JSON Schema and its reading in one place, so
/// that the three cannot differ. Fields are `"key" field: Type`; `Option` fields may be absent.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $record:ident as $name:literal {
            $( $(#[$field_meta:meta])* $key:literal $field:ident: $type:ty, )*
        }
        $( strangers { $( $stranger:literal => $what:ident $hint:literal, )+ } )?
    ) => {
        #[derive(Clone, Debug, schemars::JsonSchema)]
        $(#[$meta])*
        #[schemars(deny_unknown_fields, extend("patternProperties" = { "^x-": {} }))]
        pub struct $record {
            $( $(#[$field_meta])* #[schemars(rename = $key)] pub $field: $type, )*
        }

        impl $crate::manifest::read::Read for $record {
            fn read(
                node: &$crate::manifest::node::Node,
                place: &str,
                reader: &mut $crate::manifest::read::Reader,
            ) -> Option<Self> {
                let keys: &[&str] = &[ $($key,)* ];
                let main = keys.first().copied().unwrap_or_default();
                #[allow(unused_mut, reason = "a mapping may have no keys")]
                let mut fields = $crate::manifest::read::Fields::open(node, $name, place, main, reader)?;
                $( let $field = fields.get($key); )*
                fields.close(&[
                    $($( ($stranger, $crate::manifest::read::Stranger::$what($hint)), )+)?
                ]);
                Some($record { $( $field: $field?, )* })
            }
        }
    };
}

/// Declares a word out of a list.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        $choice:ident { $( $(#[$word_meta:meta])* $word:literal $variant:ident, )+ }
        $( later { $( $stranger:literal => $hint:literal, )+ } )?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, schemars::JsonSchema)]
        pub enum $choice {
            $( $(#[$word_meta])* #[schemars(rename = $word)] $variant, )+
        }

        impl $crate::manifest::read::Read for $choice {
            fn read(
                node: &$crate::manifest::node::Node,
                name: &str,
                reader: &mut $crate::manifest::read::Reader,
            ) -> Option<Self> {
                const WORDS: &[(&str, $choice)] = &[ $( ($word, $choice::$variant), )+ ];
                const LATER: &[(&str, &str)] = &[ $( $( ($stranger, $hint), )+ )? ];
                $crate::manifest::read::word(node, name, WORDS, LATER, reader)
            }
        }
    };
}

pub(crate) use {choice, record};

/// One of `words`, for `choice!`; `later` holds words of a later version, and what to do until then.
pub fn word<T: Copy>(
    node: &Node,
    name: &str,
    words: &[(&str, T)],
    later: &[(&str, &str)],
    reader: &mut Reader,
) -> Option<T> {
    let text = Spanned::<String>::read(node, name, reader)?;
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.value) {
        return Some(*value);
    }
    if let Some((_, hint)) = later.iter().find(|(word, _)| *word == text.value) {
        let message = format!("this version of nashr has no `{}` for {}", text.value, shown(name));
        reader.value(text.span, message, *hint);
        return None;
    }
    let list = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    let hint = match suggest(&text.value, words.iter().map(|(word, _)| *word)) {
        Some(meant) => format!("did you mean `{meant}`? accepted: {list}"),
        None => format!("accepted: {list}"),
    };
    reader.value(text.span, format!("{} cannot be `{}`", shown(name), text.value), hint);
    None
}
