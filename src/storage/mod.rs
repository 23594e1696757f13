//! The only room that touches the file system.
//!
//! Inputs are read through a [`ProjectRoot`], which no path and no link can leave. Outputs are
//! written through an [`OutputFolder`], which puts all of them in place or none. What a later run may use
//! again is in a [`Cache`].

pub mod beside;
pub mod built;
pub mod cache;
pub mod commit;
mod fault;
pub mod lock;
pub mod path;
pub mod project;
pub mod record;
pub mod scaffold;

pub use beside::BesideManifest;
pub use cache::Cache;
pub use commit::{Committed, OutputFolder, StagedFile};
pub use path::ProjectPath;
pub use project::{BOOK_FILE, ManifestName, ProjectRoot};
pub use record::BuildRecord;
