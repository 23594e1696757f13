//! What a Persian EPUB must be, point by point. EPUBCheck and Ace see nothing of right-to-left text:
//! a Persian book without any `dir` passes both, so these points are tested here. The validators
//! themselves run in `.ci/run`.

#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "names in the container are ours, in lower case"
)]

mod archive;
mod book;
mod container;
mod content;
mod navigation;
mod package;
#[expect(dead_code, reason = "the rest is for end_to_end")]
#[path = "../support/mod.rs"]
mod support;

use std::sync::LazyLock;

use archive::Epub;

/// The book as it is built without any variable in the environment.
static EPUB: LazyLock<Epub> = LazyLock::new(|| book::built(&[]));
