//! Fonts for the e-book: every face that the design's chains name, cut down to the characters of the
//! book with its layout rules kept (epub.md, point 39). Subsetting is skera's work, the Rust port of
//! HarfBuzz's subsetter.

use read_fonts::collections::IntSet;
use read_fonts::types::{NameId, Tag};
use read_fonts::{FontRef, TableProvider};
use skera::{DEFAULT_DROP_TABLES, DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags, subset_font};

use super::charset::CharSet;
use super::names::DIGEST_DIGITS;
use crate::base::Digest;
use crate::design::model::{FamilyUse, Weight};
use crate::font::{FaceId, FontFace, FontLibrary, FontPlan};

/// Characters that reading systems bring in by themselves: space, no-break space, joiners, hyphen,
/// digits of list numbers with their full stop, bullets, the dotted circle of stray marks.
const ALWAYS: &str = " \u{A0}\u{200C}\u{200D}-.۰۱۲۳۴۵۶۷۸۹0123456789•◦▪◌";
/// Features beyond HarfBuzz's defaults that the style sheet asks for.
const FEATURES: [Tag; 1] = [Tag::new(b"lnum")];
/// Name records to keep: copyright to PostScript name, then licence and its address, which the
/// licences of fonts want kept with them (OpenType, `name` table).
const NAMES: [u16; 9] = [0, 1, 2, 3, 4, 5, 6, 13, 14];
/// English (United States) on the Windows platform.
const ENGLISH: u16 = 0x0409;

/// A face as the e-book carries it.
#[derive(Clone, Debug)]
pub struct Embedded {
    /// Its name in the style sheet.
    pub family: String,
    /// Its weight.
    pub weight: Weight,
    /// Name of its file.
    pub file: String,
    /// Media type of its file (EPUB 3.3 §3.2, core media types).
    pub media_type: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The faces that a book with the characters `chars` needs, cut down to them. A face that only steps
/// in for another keeps what those before it lack; one with nothing to do is left out.
pub fn embed(library: &FontLibrary, plan: &FontPlan, chars: &CharSet) -> Vec<Embedded> {
    let mut wanted = chars.clone();
    wanted.extend(ALWAYS);
    let faces = plan.faces().into_iter();
    faces
        .filter_map(|id| {
            let share = share(library, plan, id, &wanted);
            (!share.is_empty()).then(|| cut(library.face(id), share))
        })
        .collect()
}

/// The characters of `wanted` for which `id` is the first of some chain that has them, and those of
/// them that no word goes without.
fn share(library: &FontLibrary, plan: &FontPlan, id: FaceId, wanted: &CharSet) -> Vec<char> {
    let chains: Vec<&[FaceId]> =
        chains(plan).into_iter().filter(|chain| chain.contains(&id)).collect();
    let has = |face: FaceId, c: char| library.face(face).coverage.has(c);
    let is_first =
        |chain: &[FaceId], c: char| chain.iter().find(|face| has(**face, c)) == Some(&id);
    let mut share: Vec<char> =
        wanted.iter().filter(|c| chains.iter().any(|chain| is_first(chain, *c))).collect();
    if !share.is_empty() {
        share.extend(ALWAYS.chars().filter(|c| has(id, *c)));
    }
    share
}

/// Every chain of the plan.
fn chains(plan: &FontPlan) -> Vec<&[FaceId]> {
    let families = [FamilyUse::Body, FamilyUse::Heading, FamilyUse::Code];
    let styles =
        families.iter().flat_map(|family| [(*family, Weight::Regular), (*family, Weight::Bold)]);
    styles
        .flat_map(|(family, weight)| [plan.chain(family, weight), plan.latin_chain(family, weight)])
        .collect()
}

/// `face` with only `chars`. Should the subsetter refuse a face, the whole face is embedded: a larger
/// book is better than none.
fn cut(face: &FontFace, chars: Vec<char>) -> Embedded {
    let bytes = subset(&face.bytes, chars).unwrap_or_else(|| face.bytes.to_vec());
    let is_cff = bytes.starts_with(b"OTTO");
    let ending = if is_cff { "otf" } else { "ttf" };
    Embedded {
        family: face.family.clone(),
        weight: face.weight,
        file: format!("font-{}.{ending}", Digest::of(&bytes).short(DIGEST_DIGITS)),
        media_type: if is_cff { "font/otf" } else { "font/ttf" },
        bytes,
    }
}

/// The font file `bytes` with the glyphs that `chars` can become, and the rules to make them.
pub fn subset(bytes: &[u8], chars: impl IntoIterator<Item = char>) -> Option<Vec<u8>> {
    let font = FontRef::new(bytes).ok()?;
    let unicodes: IntSet<u32> = chars.into_iter().map(u32::from).collect();
    let drop: IntSet<Tag> = DEFAULT_DROP_TABLES.iter().copied().collect();
    let features: IntSet<Tag> = DEFAULT_LAYOUT_FEATURES.iter().copied().chain(FEATURES).collect();
    let names: IntSet<NameId> = NAMES.into_iter().map(NameId::new).collect();
    let languages: IntSet<u16> = [ENGLISH].into_iter().collect();
    let plan = Plan::new(
        &IntSet::empty(),
        &unicodes,
        &font,
        SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE,
        &drop,
        &IntSet::all(),
        &features,
        &names,
        &languages,
    );
    let cut = subset_font(&font, &plan).ok()?;
    keeps_layout(&font, &cut).then_some(cut)
}

/// Whether `cut` still has the layout tables of `font`: without them Persian letters would not join.
fn keeps_layout(font: &FontRef<'_>, cut: &[u8]) -> bool {
    let Ok(cut) = FontRef::new(cut) else { return false };
    font.gsub().is_ok() == cut.gsub().is_ok() && font.gpos().is_ok() == cut.gpos().is_ok()
}
