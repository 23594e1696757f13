//! Values of the manifest that are more than a text: each is understood where it is read, so that
//! all wrong values are reported together with all wrong keys.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use uuid::Uuid;

use super::node::Node;
use super::read::{Read, Reader};
use super::{hidden, isbn, roles, trim};
use crate::base::{Diagnostic, Lang, Size, Spanned};
use crate::persian::calendar::{CivilDate, DateError};

/// A value that was understood, or what is wrong with it and a hint.
pub(super) type Understood<T> = Result<T, (String, String)>;

/// Declares a value that is written as a text and understood by a function.
macro_rules! value {
    ($(#[$meta:meta])* $name:ident: $type:ty = $understand:expr) => {
        value! {
            $(#[$meta])*
            $name: $type = $understand;
            check |_text, _reader| None
        }
    };
    (
        $(#[$meta:meta])* $name:ident: $type:ty = $understand:expr;
        check |$text:ident, $reader:ident| $check:expr
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name(pub Spanned<$type>);

        impl Read for $name {
            fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
                let text = Spanned::<String>::read(node, name, reader)?;
                let understand: fn(&str) -> Understood<$type> = $understand;
                let check = |$text: &Spanned<String>, $reader: &Reader| -> Option<Diagnostic> { $check };
                if let Some(problem) = check(&text, reader) {
                    reader.problems.push(problem);
                    return None;
                }
                match understand(&text.value) {
                    Ok(value) => Some($name(Spanned::new(value, text.span))),
                    Err((message, hint)) => {
                        reader.value(text.span, message, hint);
                        None
                    }
                }
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                Spanned::<String>::json_schema(generator)
            }
        }
    };
}

value! {
    /// The digits of an ISBN-13.
    Isbn: String = isbn::parse
}

value! {
    /// A MARC relator code.
    Role: String = roles::parse
}

value! {
    /// The size of a page after trimming.
    Trim: Size = trim::parse
}

value! {
    /// A BCP 47 language tag.
    LangTag: Lang = lang
}

value! {
    /// A date in either calendar.
    DateText: CivilDate = date
}

/// Declares a name that must be what it looks like: it contains no invisible character.
macro_rules! visible {
    ($(#[$meta:meta])* $name:ident, $what:literal, $understand:expr) => {
        value! {
            $(#[$meta])*
            $name: String = $understand;
            check |text, reader| hidden::check(text, $what, reader.codes.control)
        }
    };
}

visible! {
    /// A path or pattern. Whether it stays inside the project is the business of `storage`, which
    /// opens it.
    PathText, "a path", |path| Ok(path.to_owned())
}

visible! {
    /// A stable identifier.
    Identifier, "an identifier", identifier
}

fn date(text: &str) -> Understood<CivilDate> {
    CivilDate::parse(text).map_err(|error| match error {
        DateError::NotADate => (
            format!("`{text}` is not a date"),
            "write a day, a month or a year: `1398-12-11`, «۱۱ اسفند ۱۳۹۸», `2020-03`, `1398`"
                .to_owned(),
        ),
        DateError::NoSuchDay { explanation } => (format!("there is no day `{text}`"), explanation),
    })
}

fn lang(tag: &str) -> Understood<Lang> {
    Lang::parse(tag).ok_or_else(|| {
        let hint = match tag.to_lowercase().as_str() {
            "persian" | "farsi" | "فارسی" => "write `fa`",
            "arabic" | "عربی" => "write `ar`",
            "english" | "انگلیسی" => "write `en`",
            _ => "write a BCP 47 tag, such as `fa`, `ar`, `en-GB` or `az-Arab`",
        };
        (format!("`{tag}` is not a language tag"), hint.to_owned())
    })
}

/// An identifier as given; `urn:uuid:` and `urn:isbn:` must hold what they say.
fn identifier(text: &str) -> Understood<String> {
    let advice = "without `id:` nashr derives one that stays the same";
    if let Some(uuid) = text.strip_prefix("urn:uuid:")
        && Uuid::parse_str(uuid).is_err()
    {
        let hint = format!("a UUID has 32 hexadecimal digits; {advice}");
        return Err((format!("`{uuid}` is not a UUID"), hint));
    }
    if let Some(number) = text.strip_prefix("urn:isbn:") {
        return isbn::parse(number).map(|digits| format!("urn:isbn:{digits}"));
    }
    if text.contains(char::is_whitespace) {
        let hint = format!("write `urn:uuid:…`, `urn:isbn:…` or an address; {advice}");
        return Err(("an identifier contains no spaces".to_owned(), hint));
    }
    Ok(text.to_owned())
}
