//! `nashr fonts`: the faces there are and what they cover.

use std::collections::BTreeMap;

use super::args::FontsOptions;
use super::book::{form, project_folder};
use super::report::Report;
use super::status::Status;
use super::terminal::Terminal;
use crate::base::Sources;
use crate::font::coverage::Group;
use crate::font::{FontFace, FontLibrary};
use crate::pipeline;

/// Lists the embedded faces, and those of a book when one is named.
pub(super) fn fonts(options: &FontsOptions, terminal: Terminal) -> Status {
    let (library, diagnostics) = pipeline::fonts(options.manifest.as_deref());
    let folder = options.manifest.as_deref().map(project_folder).unwrap_or_default();
    let sources = Sources::default();
    let report = Report::new(&sources, &folder, form(&options.report, terminal));
    terminal.messages(&report.render(&diagnostics));
    if let Some(library) = library {
        terminal.data(&list(&library));
    }
    Status::of(&diagnostics)
}

/// A family a paragraph, a face a line: weight, origin, whether it joins Arabic letters, and how
/// much it has of what a Persian book may need.
fn list(library: &FontLibrary) -> String {
    let families: BTreeMap<&str, Vec<&FontFace>> = library.by_family();
    let origin = families.values().flatten().map(|face| face.origin.chars().count()).max();
    let width = origin.unwrap_or_default();
    let mut paragraphs = Vec::new();
    for (family, faces) in families {
        let lines = faces.into_iter().map(|face| line(face, width));
        paragraphs.push(format!("{family}\n{}", lines.collect::<String>()));
    }
    paragraphs.join("\n")
}

fn line(face: &FontFace, width: usize) -> String {
    let joins = if face.arabic { "joins Arabic letters" } else { "no Arabic joining" };
    let slant = if face.slanted { "italic" } else { "" };
    let coverage = Group::ALL.map(|group| {
        format!("{} {}/{}", group.name(), face.coverage.count_of(group), group.size())
    });
    format!(
        "  {:3} {slant:6}  {:width$}  {joins:20}  {}\n",
        face.weight_class,
        face.origin,
        coverage.join(", ")
    )
}
