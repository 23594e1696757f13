//! The ground every room stands on: units, places, diagnostics, limits, digests.

pub mod code;
pub mod diag;
pub mod digest;
pub mod invisible;
pub mod lang;
pub mod length;
pub mod limits;
pub mod source;
pub mod stamp;

pub use code::Code;
pub use diag::{Diagnostic, Label, Severity, Warned};
pub use digest::Digest;
pub use invisible::is_invisible;
pub use lang::{Direction, Lang};
pub use length::{Em, Length, Size};
pub use source::{Position, Source, SourceId, Sources, Span, Spanned};
pub use stamp::Stamp;
