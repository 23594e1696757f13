//! What the program says about its input: located, coded, with a hint that mends it.

use serde::{Deserialize, Serialize};

use super::{Code, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// The book is built, but somebody should look.
    Warning,
    /// The book is not built.
    Error,
}

/// A second place that helps to understand a problem ("first defined here").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there.
    pub text: String,
}

/// One problem: a stable code, what is wrong, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable id; `nashr explain CODE` prints its documentation.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where; `None` only for problems of the environment.
    pub span: Option<Span>,
    /// Further places.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A problem with the severity that its code prescribes.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            span: None,
            labels: Vec::new(),
            hint: None,
        }
    }

    /// The same problem, located.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same problem, located unless it already is: the inner place knows more.
    #[must_use]
    pub fn or_at(mut self, span: Span) -> Self {
        self.span.get_or_insert(span);
        self
    }

    /// The same problem with a further place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// The same problem with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Whether this stops the build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A value and what was noticed while making it (warnings, and errors that leave a usable value).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Warned<T> {
    /// The result.
    pub value: T,
    /// What was noticed, in the order of the input.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    /// A result about which there is nothing to say.
    pub const fn clean(value: T) -> Self {
        Warned { value, diagnostics: Vec::new() }
    }

    /// Moves the diagnostics into `sink` and gives the value.
    pub fn unpack(self, sink: &mut Vec<Diagnostic>) -> T {
        sink.extend(self.diagnostics);
        self.value
    }
}

/// Whether any of `diagnostics` stops the build.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}
