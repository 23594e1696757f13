//! The straight line through all stages.
