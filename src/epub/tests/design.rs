//! The designs of the program.

use std::path::Path;

use super::build::spanned;
use crate::base::Sources;
use crate::design::{self, Design};
use crate::storage::ProjectRoot;

/// The built-in design `name`.
pub fn design(name: &str) -> Design {
    let root = ProjectRoot::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository");
    design::load(&spanned(name), &root, &mut Sources::default()).expect("a design")
}
