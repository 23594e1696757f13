//! The manifest: from YAML to a resolved plan.
//!
//! [`load`] reads YAML into a located tree ([`node`]), which `design.yaml` and the front matter of
//! documents use too.

mod hidden;
pub mod load;
pub mod node;
pub mod plan;

pub use plan::BookPlan;
