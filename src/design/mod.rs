//! Designs: how a book looks, as data. `templates/README.md` is the guide for designers.

mod blocks;
pub mod load;
pub mod model;
mod read;
pub mod review;
mod role;
mod value;

pub use load::{built_in, load, load_located};
pub use model::{Design, Role, Style};
