//! The only place that prints. Data goes to standard output, messages go to standard error.

use std::io::{self, ErrorKind, IsTerminal, Write};

use super::status::Status;

/// Clears the line of a terminal from its beginning (ECMA-48 EL).
const CLEAR_LINE: &str = "\r\x1B[2K";

/// Where the program's words go.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Whether standard error is a terminal: progress is shown, and quoted text is isolated, so
    /// that right-to-left words do not scramble the line.
    pub interactive: bool,
    /// Whether messages are coloured.
    pub colored: bool,
    /// Whether standard output is a terminal too, so that right-to-left words in data are isolated.
    pub shows_data: bool,
}

impl Terminal {
    /// The process's own: colours only on a terminal, and not with `NO_COLOR`
    /// (<https://no-color.org>) or on a dumb terminal.
    pub fn of_process() -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let interactive = io::stderr().is_terminal();
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let shows_data = io::stdout().is_terminal();
        Terminal { interactive, colored: interactive && !dumb && !is_set("NO_COLOR"), shows_data }
    }

    /// Prints data. A reader that has gone away (`nashr explain | head`) is not an error: the
    /// process ends well.
    pub fn data(self, text: &str) {
        end_on_broken_pipe(io::stdout().lock().write_all(text.as_bytes()));
    }

    /// Prints messages.
    pub fn messages(self, text: &str) {
        end_on_broken_pipe(io::stderr().lock().write_all(text.as_bytes()));
    }

    /// Shows what is being done, in place of what was shown before. Only on a terminal.
    pub fn progress(self, text: &str) {
        if self.interactive {
            self.messages(&format!("{CLEAR_LINE}{text} …"));
        }
    }

    /// Takes away the last progress.
    pub fn end_progress(self) {
        if self.interactive {
            self.messages(CLEAR_LINE);
        }
    }

    /// Prints what the parser of the command line has to say: help and version are data.
    pub fn usage(self, message: &clap::Error) -> Status {
        end_on_broken_pipe(message.print());
        if message.use_stderr() { Status::Usage } else { Status::Success }
    }
}

/// Nothing can be said where nobody listens. Any other fault of the terminal is not worth ending
/// for.
fn end_on_broken_pipe(result: io::Result<()>) {
    if result.is_err_and(|error| error.kind() == ErrorKind::BrokenPipe) {
        std::process::exit(Status::Success as i32);
    }
}

/// Turns a bug into a short message; the exit status is Rust's own for a panic, 101.
pub fn report_bugs_briefly() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |place| format!(" ({place})"));
        let what = panic.payload_as_str().unwrap_or("unknown");
        // A failure to print must not panic again.
        drop(writeln!(
            io::stderr(),
            "nashr: this is a bug in nashr, not in your book: {what}{place}\n\
             hint: please report it with the manifest; files that were built before are untouched"
        ));
    }));
}
