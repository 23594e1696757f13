//! `nashr design new NAME`.

use super::refuse;
use crate::base::{Code, Diagnostic};
use crate::cli::args::DesignNewOptions;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::design::built_in;
use crate::design::load::{is_name, of_project};
use crate::storage::ProjectRoot;
use crate::storage::scaffold::create_project;

/// The file of a new design, with `NAME` and `EXTENDS` to be filled in.
const TEMPLATE: &str = include_str!("../../../templates/new-design.yaml");

/// Writes `templates/NAME/design.yaml` and says how to go on.
pub(super) fn new(options: &DesignNewOptions, terminal: Terminal) -> Status {
    match write(options) {
        Ok(path) => {
            let name = &options.name;
            terminal.data(&format!("{path}\n"));
            terminal.messages(&format!(
                "hint: write `design: {name}` below `book:`, and see it with `nashr design specimen {name}`\n"
            ));
            Status::Success
        }
        Err(problem) => refuse(problem, terminal),
    }
}

fn write(options: &DesignNewOptions) -> Result<String, Diagnostic> {
    let DesignNewOptions { name, extends, place } = options;
    if !is_name(name) {
        let message = format!("`{name}` cannot be the name of a design");
        return Err(Diagnostic::new(Code::DesignValue, message)
            .hint("use letters, digits, `-` and `_`: the name is that of a folder"));
    }
    if built_in().contains(&name.as_str()) {
        let message = format!("`{name}` is a design of the program");
        return Err(Diagnostic::new(Code::DesignValue, message)
            .hint(format!("give yours another name, and `--extends {name}`")));
    }
    let folder = place.folder();
    let root = ProjectRoot::open(&folder)?;
    let own = of_project(&root);
    if !built_in().contains(&extends.as_str()) && !own.contains(extends) {
        let names: Vec<&str> =
            built_in().into_iter().chain(own.iter().map(String::as_str)).collect();
        return Err(Diagnostic::new(
            Code::DesignMissing,
            format!("there is no design `{extends}`"),
        )
        .hint(format!("there are {}", names.join(", "))));
    }
    let text = TEMPLATE.replace("NAME", name).replace("EXTENDS", extends);
    let path = if folder == std::path::Path::new(".") {
        std::path::PathBuf::from("templates").join(name)
    } else {
        folder.join("templates").join(name)
    };
    create_project(&path, &[("design.yaml", text.as_bytes())])?;
    Ok(path.join("design.yaml").display().to_string())
}
