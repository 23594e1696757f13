//! The designs of the program, tested by their specimens.
//!
//! `NASHR_UPDATE_GOLDEN=1` writes the pages of the specimens as text anew, `NASHR_BLESS=1` their
//! pictures: look at them before they are committed.

#![expect(clippy::disallowed_methods, reason = "a test stands outside the house and its rooms")]

mod looks;
mod roles;
