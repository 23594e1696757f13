//! The title of a chapter: from the manifest, else from the front matter, else the first heading,
//! else the name of its role (a preface), else the file's name.

use crate::base::{SourceId, Span, Spanned};
use crate::document::{Block, BlockKind, DivRole, Inline, InlineKind};

/// The title and, when it was a heading with an id, that id.
pub struct Heading {
    /// Never empty.
    pub title: Vec<Inline>,
    /// The id of the heading that became the title.
    pub id: Option<Spanned<String>>,
}

/// Finds the title. A heading that becomes the title is taken out of `blocks`.
pub fn of_chapter(
    manifest: Option<&Spanned<String>>,
    front_matter: Vec<Inline>,
    blocks: &mut Vec<Block>,
    role: Option<&str>,
    path: &str,
    source: SourceId,
) -> Heading {
    if let Some(title) = manifest {
        let text = Inline::new(InlineKind::Text(title.value.clone()), title.span);
        return Heading { title: vec![text], id: None };
    }
    if !front_matter.is_empty() {
        return Heading { title: front_matter, id: None };
    }
    opening_heading(blocks).unwrap_or_else(|| {
        let name = role.map_or_else(|| name_of(path), str::to_owned);
        let name = InlineKind::Text(name);
        Heading { title: vec![Inline::new(name, Span::start_of(source))], id: None }
    })
}

/// Takes the heading with which the text opens. Only a motto, a picture or a dedication may stand
/// before it: a heading after running text names a section, not the chapter.
fn opening_heading(blocks: &mut Vec<Block>) -> Option<Heading> {
    let opens = |block: &Block| {
        matches!(
            block.kind,
            BlockKind::Figure(_)
                | BlockKind::Division { role: DivRole::Epigraph | DivRole::Dedication, .. }
        )
    };
    let at = blocks.iter().position(|block| !opens(block))?;
    match &blocks[at].kind {
        BlockKind::Heading { content, .. } if !content.is_empty() => {
            let block = blocks.remove(at);
            let BlockKind::Heading { content, .. } = block.kind else { return None };
            Some(Heading { title: content, id: block.attributes.id })
        }
        _ => None,
    }
}

/// The file's name as a title: without its ending and the number it is sorted by, `-` and `_` as
/// spaces: `texts/03-old_house.md` gives `old house`.
fn name_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words = stem.replace(['-', '_'], " ");
    let unnumbered =
        words.trim_start_matches(|c: char| crate::persian::digits::is_digit(c) || c == ' ');
    let title = if unnumbered.is_empty() { words.trim() } else { unnumbered.trim() };
    if title.is_empty() { name.to_owned() } else { title.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_as_titles() {
        assert_eq!(name_of("texts/03-old_house.md"), "old house");
        assert_eq!(name_of("خانهٔ-قدیم.txt"), "خانهٔ قدیم");
        assert_eq!(name_of("۱۲-باغ.md"), "باغ");
        assert_eq!(name_of("1984.md"), "1984");
        assert_eq!(name_of("-.md"), "-.md");
    }
}
