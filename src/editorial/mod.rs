//! Editorial rules: named, reported, idempotent.
