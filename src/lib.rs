//! nashr (نشر): assembles documents into books. One YAML manifest in; an EPUB 3 and PDFs out.
//!
//! ```text
//! manifest ─► collect ─► import ─► editorial ─► assembly ─► Book ─┬─► layout ─► Paged ─► pdf  ─┐
//!  (YAML)     (files)    (md,txt)  (rules)                        │                            ├─► artifacts (storage::commit)
//!                                                                 └─► epub ────────────────────┘
//! ```
//!
//! Rooms, in their order:
//! `base`, `persian`, `wording`, `storage`, `manifest`, `document`, `collect`, `import`, `select`, `editorial`,
//! `assembly`, `design`, `font`, `text`, `layout`, `pdf`, `epub`, `lock`, `pipeline`, `cli`.
//!
//! A room may import only rooms before it in this list (`tests/architecture.rs` checks it);
//! `pipeline` alone knows every stage. `ARCHITECTURE.md` says why.

pub mod assembly;
pub mod base;
pub mod cli;
pub mod collect;
pub mod design;
pub mod document;
pub mod editorial;
pub mod epub;
pub mod font;
pub mod import;
pub mod layout;
pub mod lock;
pub mod manifest;
pub mod pdf;
pub mod persian;
pub mod pipeline;
pub mod select;
pub mod storage;
pub mod text;
pub mod wording;
