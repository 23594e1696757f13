//! The command line: arguments in, reports out, an exit status at the end.

pub mod args;
mod book;
mod cache;
mod catalogue;
mod config;
mod design;
mod diff;
mod documents;
mod explain;
mod fonts;
mod list;
mod lock;
mod new;
pub mod report;
mod select;
mod settings;
pub mod status;
mod table;
pub mod terminal;
mod verify;

use std::ffi::OsString;

use clap::Parser;

use args::{Arguments, Command};
use status::Status;
use terminal::Terminal;

/// Runs the program with the process's arguments and gives its exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Status {
    let terminal = Terminal::of_process();
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(message) => return terminal.usage(&message),
    };
    match &arguments.command {
        Command::Build(options) => book::build(options, terminal),
        Command::Check(options) => book::check(options, terminal),
        Command::List(options) => list::list(options, terminal),
        Command::Lock(options) => lock::lock(options, terminal),
        Command::Verify(options) => verify::verify(options, terminal),
        Command::Diff(options) => diff::diff(options, terminal),
        Command::New(options) => new::new(options, terminal),
        Command::Select(options) => select::select(options, terminal),
        Command::Config(options) => config::config(options, terminal),
        Command::Clean(options) => cache::clean(*options, terminal),
        Command::Explain(options) => explain::explain(options, terminal),
        Command::Fonts(options) => fonts::fonts(options, terminal),
        Command::Design(command) => design::design(command, terminal),
    }
}
