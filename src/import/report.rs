//! Collecting diagnostics without drowning the reader: a damaged document can repeat one problem
//! a thousand times.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, limits};

/// What was noticed so far.
#[derive(Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    seen: BTreeMap<Code, usize>,
    /// The first diagnostic of a code that was left out: it places the closing summary.
    left_out: BTreeMap<Code, Diagnostic>,
}

impl Report {
    /// Notes `diagnostic`; of one code at most [`limits::SAME_DIAGNOSTICS`] are kept, the others
    /// are counted.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        let count = self.seen.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= limits::SAME_DIAGNOSTICS {
            self.diagnostics.push(diagnostic);
        } else {
            self.left_out.entry(diagnostic.code).or_insert(diagnostic);
        }
    }

    /// Everything noticed, in the order of the text, with one line for what was left out.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for (code, first) in self.left_out {
            let more = self.seen[&code] - limits::SAME_DIAGNOSTICS;
            let message = format!("{more} more of this kind in the same document, from here on");
            let mut summary = Diagnostic::new(code, message);
            summary.span = first.span;
            summary.severity = first.severity;
            self.diagnostics.push(summary);
        }
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.span.map(|span| span.start));
        self.diagnostics
    }
}
