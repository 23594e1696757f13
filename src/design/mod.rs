//! Designs: how a book looks, as data. `templates/README.md` is the guide for designers.

pub mod load;
pub mod model;
mod read;
pub mod review;
mod value;

pub use load::{built_in, load, load_located};
pub use model::{Design, Role, Style};
