//! A YAML document as a tree in which every key and value knows its place.

use crate::base::{Code, Spanned};

/// A value and its place in the file.
pub type Node = Spanned<Value>;

/// What YAML can say, after the core schema of YAML 1.2.2 (§10.3): only `true` and `false` are
/// truth values (`no` is a Norwegian, not a negation), and dates are text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`. Its place is that of its key.
    #[default]
    Null,
    /// `true` or `false`, unquoted.
    Bool(bool),
    /// An unquoted decimal number, as written: a number of a volume or an ISBN must not be rounded.
    Number(String),
    /// Everything else.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order of the file; no key stands twice.
    Map(Vec<(Spanned<String>, Node)>),
}

impl Spanned<Value> {
    /// The text of a text or a number, with its place.
    pub fn text(&self) -> Option<Spanned<String>> {
        match &self.value {
            Value::Text(text) | Value::Number(text) => Some(Spanned::new(text.clone(), self.span)),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn items(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries of a mapping, in the order of the file.
    pub fn entries(&self) -> Option<&[(Spanned<String>, Node)]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of `key` in a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries()?.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }

    /// Whether nothing is written here.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// What it is, for messages: "a list".
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "a truth value",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}

/// The codes under which the problems of one kind of YAML file are reported.
#[derive(Clone, Copy, Debug)]
pub struct Codes {
    /// Not YAML, or YAML that is not used here.
    pub syntax: Code,
    /// A key that the schema does not know.
    pub unknown_key: Code,
    /// A key that stands twice.
    pub duplicate_key: Code,
    /// A value of another type.
    pub wrong_type: Code,
    /// A required key that is not there.
    pub missing_key: Code,
    /// A value of the right type that cannot be used.
    pub value: Code,
    /// An invisible character in a key.
    pub control: Code,
}

impl Codes {
    /// For manifests.
    pub const MANIFEST: Codes = Codes {
        syntax: Code::ManifestSyntax,
        unknown_key: Code::ManifestUnknownKey,
        duplicate_key: Code::ManifestDuplicateKey,
        wrong_type: Code::ManifestType,
        missing_key: Code::ManifestMissingKey,
        value: Code::ManifestValue,
        control: Code::ManifestControl,
    };

    /// For the front matter of documents, where an unknown key is only a warning.
    pub const FRONT_MATTER: Codes =
        Codes { unknown_key: Code::FrontMatterKey, ..Codes::all(Code::FrontMatter) };

    /// For `design.yaml`.
    pub const DESIGN: Codes = Codes::all(Code::DesignValue);

    /// One code for everything.
    const fn all(code: Code) -> Codes {
        Codes {
            syntax: code,
            unknown_key: code,
            duplicate_key: code,
            wrong_type: code,
            missing_key: code,
            value: code,
            control: code,
        }
    }
}
