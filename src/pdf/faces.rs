//! Faces as they are embedded: each once, grown by the alias glyphs that the pages need.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use krilla::text::Font;

use super::aliases::{Alias, Aliases};
use super::codes::{Code, SLIVER, codes};
use super::sfnt;
use super::turns::{LRM, RLM};
use crate::base::{Code as Problem, Diagnostic};
use crate::font::{FaceId, FontFace, FontLibrary};
use crate::layout::Paged;
use crate::layout::paged::Item;
use crate::text::model::ShapedRun;

/// A glyph of an embedded face that stands for a character of a run.
#[derive(Clone, Debug)]
pub struct FaceCode {
    /// The glyph.
    pub glyph: u16,
    /// Left edge of its box, in units of the face from the run's left edge.
    pub left: i32,
    /// Width of its box.
    pub width: i32,
    /// How far it is raised.
    pub raised: i32,
    /// Bytes of the run's text.
    pub text: Range<usize>,
}

/// A face ready for drawing.
#[derive(Debug)]
pub struct DrawnFace {
    /// The face for the library.
    pub font: Font,
    /// Glyph units in one em.
    pub units_per_em: f64,
    /// The glyphs of characters that the writer adds, [`SLIVER`] wide: direction marks, and the
    /// space between lines side by side. None in a face that cannot be grown.
    pub slivers: BTreeMap<char, u16>,
}

/// The faces that the pages use, and the codes of every run on them.
#[derive(Debug, Default)]
pub struct Faces {
    drawn: BTreeMap<FaceId, DrawnFace>,
    /// By the address of the run, which is shared by all its occurrences.
    runs: HashMap<*const ShapedRun, Box<[FaceCode]>>,
}

impl Faces {
    /// Codes every run of `paged` and makes the faces that have the glyphs for them. Faces that
    /// cannot be embedded are reported in `problems`.
    pub fn prepare(paged: &Paged, library: &FontLibrary, problems: &mut Vec<Diagnostic>) -> Faces {
        let mut faces = Faces::default();
        let mut coders: BTreeMap<FaceId, Coder> = BTreeMap::new();
        for run in runs(paged) {
            let coder =
                coders.entry(run.face).or_insert_with(|| Coder::new(library.face(run.face)));
            faces.runs.entry(Arc::as_ptr(run)).or_insert_with(|| coder.code(run));
        }
        for (id, coder) in coders {
            let face = library.face(id);
            match coder.into_face(face) {
                Some(drawn) => {
                    faces.drawn.insert(id, drawn);
                }
                None => problems.push(unusable(face)),
            }
        }
        faces
    }

    /// The face and the codes of a run in reading order; `None` for an object, which has none.
    pub fn codes(&self, run: &Arc<ShapedRun>) -> Option<(&DrawnFace, &[FaceCode])> {
        Some((self.drawn.get(&run.face)?, self.runs.get(&Arc::as_ptr(run))?))
    }
}

/// The runs of all lines, page after page.
fn runs(paged: &Paged) -> impl Iterator<Item = &Arc<ShapedRun>> {
    let items = paged.pages.iter().flat_map(|page| &page.items);
    let lines = items.filter_map(|item| match item {
        Item::Text { line, .. } => Some(line),
        Item::Fill { .. } | Item::Image { .. } => None,
    });
    let pieces = lines.flat_map(|line| &line.pieces);
    pieces.filter(|piece| piece.style.object.is_none()).map(|piece| &piece.run)
}

/// Gives the characters of one face their glyphs.
struct Coder {
    /// [`SLIVER`] in units of the face.
    sliver: i32,
    /// The aliases; `None` for a face that cannot be grown (CFF outlines).
    aliases: Option<Aliases>,
    /// Aliases of the characters that the writer adds.
    slivers: BTreeMap<char, u16>,
}

impl Coder {
    fn new(face: &FontFace) -> Coder {
        let can_grow = sfnt::append(&face.bytes, &[]).is_some();
        let glyphs = ttf_parser::Face::parse(&face.bytes, 0).map(|face| face.number_of_glyphs());
        let sliver = (f64::from(face.units_per_em) * SLIVER).round() as i32;
        let mut aliases = glyphs.ok().filter(|_| can_grow).map(Aliases::new);
        let unseen = |c: char| {
            let alias = Alias { parts: Vec::new(), text: c.to_string(), width: sliver };
            Some((c, aliases.as_mut()?.number(alias)?))
        };
        let slivers = [LRM, RLM, ' '].into_iter().filter_map(unseen).collect();
        Coder { sliver, aliases, slivers }
    }

    fn code(&mut self, run: &ShapedRun) -> Box<[FaceCode]> {
        let codes = codes(run, self.sliver);
        match &mut self.aliases {
            Some(aliases) => aliased(&codes, run, aliases).unwrap_or_else(|| plain(&codes)),
            None => plain(&codes),
        }
    }

    fn into_face(self, face: &FontFace) -> Option<DrawnFace> {
        let font = if let Some(aliases) = &self.aliases {
            Font::new(sfnt::append(&face.bytes, aliases.list())?.into(), 0)
        } else {
            let data: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(Arc::clone(&face.bytes));
            Font::new(data.into(), 0)
        };
        let units_per_em = f64::from(face.units_per_em);
        Some(DrawnFace { font: font?, units_per_em, slivers: self.slivers })
    }
}

/// An alias for every code; `None` when the font can take no more.
fn aliased(codes: &[Code], run: &ShapedRun, aliases: &mut Aliases) -> Option<Box<[FaceCode]>> {
    let mut code = |code: &Code| {
        let text = run.text[code.text.clone()].to_owned();
        let alias = Alias { parts: code.parts.clone(), text, width: code.width };
        Some(FaceCode {
            glyph: aliases.number(alias)?,
            left: code.left,
            width: code.width,
            raised: 0,
            text: code.text.clone(),
        })
    };
    codes.iter().map(&mut code).collect()
}

/// The face's own glyphs: each stands for all characters of its cluster.
fn plain(codes: &[Code]) -> Box<[FaceCode]> {
    let mut glyphs = Vec::with_capacity(codes.len());
    let mut begin = None;
    for code in codes {
        let start = *begin.get_or_insert(code.text.start);
        if code.parts.is_empty() {
            continue;
        }
        begin = None;
        glyphs.extend(code.parts.iter().map(|part| FaceCode {
            glyph: part.glyph,
            left: code.left + part.x,
            width: code.width,
            raised: part.y,
            text: start..code.text.end,
        }));
    }
    glyphs.into()
}

fn unusable(face: &FontFace) -> Diagnostic {
    let name = format!("{} ({})", face.family, face.origin);
    Diagnostic::new(Problem::PdfRefused, format!("the font {name} cannot be embedded in a PDF"))
        .hint("use another copy of the font, or another font")
}
