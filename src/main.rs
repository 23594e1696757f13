//! The `nashr` program.

use nashr::cli::{self, status::Status, terminal};

fn main() -> Status {
    terminal::report_bugs_briefly();
    cli::run(std::env::args_os())
}
