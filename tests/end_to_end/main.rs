//! The program as people meet it: what it is given, what it says (to the letter), how it ends.

mod anthology;
mod blocks;
mod books;
mod cache;
mod catalogue;
mod collecting;
mod commands;
mod config;
mod designs;
mod images;
mod indexing;
mod justification;
mod locking;
mod matter;
mod notes;
mod outputs;
mod references;
mod selecting;
mod sources;
#[path = "../support/mod.rs"]
mod support;
mod verifying;
