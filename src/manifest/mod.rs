//! The manifest: from YAML to a resolved plan.

pub mod plan;

pub use plan::BookPlan;
