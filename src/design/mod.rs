//! Designs: how a book looks, as data.

pub mod model;

pub use model::{Design, Role, Style};
