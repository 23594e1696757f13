//! From a collection of thousands to the documents of a book: the index of what documents say about
//! themselves, queries over it, and for every document why it is in or out.
//!
//! [`index::read`] keeps of each document only its [`Card`]; [`query::run`] answers one query of the
//! manifest; [`resolve`] puts the answers into the contents of the plan, so that the next stages
//! find files and parts there and know nothing of queries.

pub mod card;
pub mod condition;
pub mod contents;
mod doubles;
pub mod index;
mod near;
pub mod order;
pub mod query;

pub use card::Card;
pub use contents::resolve;
pub use index::Index;
pub use query::{Answer, Fate};
