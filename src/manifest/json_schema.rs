//! The JSON Schema of the manifest, which editors use while one is written.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::schema::{Generated, ManifestFile, OutputFile, OutputKindFile, PieceKind};
use crate::base::Spanned;

/// The schema as `templates/book.schema.json` holds it. Draft 7, because yaml-language-server
/// understands nothing newer.
pub fn json_schema() -> String {
    let schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<ManifestFile>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// Gives a located type the schema of what is written.
macro_rules! written_as {
    ($type:ty, $name:literal, $schema:tt) => {
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

// A title may be a year, and an ISBN looks like a number.
written_as!(Spanned<String>, "text", { "type": ["string", "number"] });
written_as!(Spanned<bool>, "flag", { "type": "boolean" });
written_as!(Spanned<u64>, "number", { "type": "integer", "minimum": 0 });

/// Gives a type that adds a place the schema of the type it wraps.
macro_rules! located {
    ($type:ty as $inner:ty) => {
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                <$inner>::inline_schema()
            }

            fn schema_name() -> Cow<'static, str> {
                <$inner>::schema_name()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                <$inner>::json_schema(generator)
            }
        }
    };
}

located!(Generated as PieceKind);
located!(OutputFile as OutputKindFile);
