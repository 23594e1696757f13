//! From the plan to the files of the book: the last room that reads inputs.

pub mod collection;
mod decode;
mod find;
mod fonts;
mod header;
mod images;
mod read;
pub mod relative;
pub mod resource;
mod sort;

pub use collection::{
    CollectedDocument, CollectedEntry, CollectedPiece, Collection, Format, SourceFile,
};
pub use decode::decode;
pub use find::{compile as pattern, format_of, side_car_of};
pub use fonts::fonts;
pub use images::images;
pub use read::{below_front_matter, defaults, manifest};
pub use relative::{percent_decode, resolve_beside};
pub use resource::{Image, ImageFormat, ProjectFont};
pub use sort::sort;

use crate::base::diag::has_errors;
use crate::base::{Source, Sources, Warned};
use crate::manifest::BookPlan;
use crate::storage::ProjectRoot;

/// Finds and reads every document that `plan` names. Their texts are added to `sources`, in the
/// order of the contents; documents of a glob are in the natural order of their paths until
/// [`sort`] puts them into another one.
///
/// Everything that is wrong with the files is reported at once: `COL-…` for a file, `MAN-…` for a
/// path or a pattern in the manifest, each at the place in the manifest that names the file. With
/// an error the contents are left empty, but the documents that could be read are there, so that
/// import finds their problems in the same run.
pub fn collect(plan: &BookPlan, root: &ProjectRoot, sources: &mut Sources) -> Warned<Collection> {
    let mut found = find::find(plan, root, manifest_path(plan, sources));
    let texts = read::read(&found.files, root);
    let mut files = Vec::with_capacity(texts.len());
    for (file, text) in found.files.iter().zip(texts) {
        match text {
            Ok(read) => {
                let id = sources.add(Source::new(file.path.as_str(), read.text));
                let side_car = file.side_car.as_ref().zip(read.side_car);
                let side_car =
                    side_car.map(|(path, text)| sources.add(Source::new(path.as_str(), text)));
                let (format, digest, kind) = (file.format, read.digest, file.kind);
                files.push(SourceFile { id, format, digest, side_car, kind });
            }
            Err(problem) => found.problems.push(problem),
        }
    }
    found.problems.sort_by_key(|problem| problem.span);
    let contents = if has_errors(&found.problems) { Vec::new() } else { found.contents };
    Warned { value: Collection { files, contents }, diagnostics: found.problems }
}

/// The path of the manifest, relative to its own folder.
fn manifest_path<'s>(plan: &BookPlan, sources: &'s Sources) -> &'s str {
    sources.get(plan.manifest).map_or("", |manifest| &manifest.path)
}
