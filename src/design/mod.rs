//! Designs: how a book looks, as data. `templates/README.md` is the guide for designers.

pub mod load;
pub mod model;
mod read;
mod value;

pub use load::{built_in, load};
pub use model::{Design, Role, Style};
