//! The fonts that a book brings along.

use super::ProjectFont;
use crate::base::{Diagnostic, Warned, limits};
use crate::storage::{ProjectPath, ProjectRoot};

/// Folder of a book's own fonts, beside the manifest.
const FOLDER: &str = "fonts";

/// Reads every TrueType and OpenType file in the folder `fonts` beside the manifest, in the order
/// of their paths; nothing when there is no such folder. Licences and other files are passed over.
pub fn fonts(root: &ProjectRoot) -> Warned<Vec<ProjectFont>> {
    let mut diagnostics = Vec::new();
    let mut fonts = Vec::new();
    for path in font_files(root, &mut diagnostics) {
        match root.read(&path, limits::FONT_BYTES) {
            Ok(bytes) => fonts.push(ProjectFont { path: path.to_string(), bytes }),
            Err(problem) => diagnostics.push(problem),
        }
    }
    Warned { value: fonts, diagnostics }
}

fn font_files(root: &ProjectRoot, diagnostics: &mut Vec<Diagnostic>) -> Vec<ProjectPath> {
    let Ok(folder) = ProjectPath::parse(FOLDER) else { return Vec::new() };
    if !root.has_folder(&folder) {
        return Vec::new();
    }
    let is_font = |path: &ProjectPath| matches!(path.extension().as_str(), "ttf" | "otf");
    match root.list(&folder) {
        Ok(listed) => {
            let files = listed.unpack(diagnostics);
            files.into_iter().filter(is_font).collect()
        }
        Err(problem) => {
            diagnostics.push(problem);
            Vec::new()
        }
    }
}
