//! Facts about Persian (and its neighbours in the Arabic script): letters, spaces, digits,
//! numbering, order, calendar. Text in, an answer out; nothing here knows of books or files.

pub mod calendar;
pub mod digits;
pub mod isbn;
pub mod kashida;
pub mod letters;
pub mod names;
pub mod numbering;
pub mod order;
pub mod spaces;

pub use calendar::{Calendar, CivilDate, DateError};
pub use digits::DigitStyle;
