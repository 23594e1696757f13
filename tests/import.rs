//! What import makes of documents: golden cases, and properties that hold for every text.
//!
//! A file of cases (`tests/import/*.cases`) holds sources with the documents and the notices that
//! are expected of them. `NASHR_UPDATE_CASES=1 cargo test --test import` writes what came out
//! instead; read the difference before keeping it.

#[path = "import/cases.rs"]
mod cases;
#[path = "import/docs.rs"]
mod docs;
#[path = "import/hostile.rs"]
mod hostile;
#[path = "import/kept.rs"]
mod kept;
#[path = "import/properties.rs"]
mod properties;
#[path = "import/real.rs"]
mod real;
