//! The fonts of a run: those embedded in the program and those of the book.

use std::collections::BTreeMap;
use std::sync::Arc;

use ttf_parser::{Face, Permissions, Tag, name_id};

use super::coverage::Coverage;
use crate::base::{Code, Diagnostic, Length, Warned};
use crate::design::model::Weight;

/// The files of `fonts/`, unmodified; `fonts/README.md` names their versions and licences.
const EMBEDDED: [&[u8]; 5] = [
    include_bytes!("../../fonts/scheherazade-new/ScheherazadeNew-Regular.ttf"),
    include_bytes!("../../fonts/scheherazade-new/ScheherazadeNew-Bold.ttf"),
    include_bytes!("../../fonts/vazirmatn/Vazirmatn-Regular.ttf"),
    include_bytes!("../../fonts/vazirmatn/Vazirmatn-Bold.ttf"),
    include_bytes!("../../fonts/vazir-code/VazirCode-Regular.ttf"),
];

/// `FontFace::origin` of the faces in the program.
const EMBEDDED_ORIGIN: &str = "embedded";

/// Weights from here on count as bold: the middle between Medium (500) and Bold (700).
const BOLD_FROM: u16 = 600;

/// Number of a face in a [`FontLibrary`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// A font file of the project, as storage read it.
#[derive(Clone, Debug)]
pub struct FontFile {
    /// Path relative to the project, for messages.
    pub path: String,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// One face: one file, one weight.
#[derive(Clone, Debug)]
pub struct FontFace {
    /// Its number.
    pub id: FaceId,
    /// Family name as designs name it (the typographic family of the `name` table).
    pub family: String,
    /// Weight, as designs tell weights apart.
    pub weight: Weight,
    /// Weight class of the OS/2 table, 1 to 1000; 400 is regular.
    pub weight_class: u16,
    /// Whether it leans: such a face is listed, and never chosen for upright text.
    pub slanted: bool,
    /// The whole file (TrueType or OpenType).
    pub bytes: Arc<[u8]>,
    /// Where it comes from, for people: `embedded` or the path in the project.
    pub origin: String,
    /// Glyph units in one em.
    pub units_per_em: u16,
    /// Typographic ascent in glyph units (hhea, or OS/2 when it asks so).
    pub ascent: i16,
    /// Typographic descent in glyph units, negative.
    pub descent: i16,
    /// Height of the small Latin letters in glyph units (OS/2 `sxHeight`), where the face says it.
    pub x_height: Option<i16>,
    /// Whether it can join Arabic letters: its `GSUB` table has rules for the script `arab`.
    pub arabic: bool,
    /// Its characters.
    pub coverage: Coverage,
}

impl FontFace {
    /// `units` of the face's design at type size `size`.
    pub fn scale(&self, units: i32, size: Length) -> Length {
        size * f64::from(units) / f64::from(self.units_per_em)
    }

    /// Whether the face is part of the program.
    pub fn is_embedded(&self) -> bool {
        self.origin == EMBEDDED_ORIGIN
    }
}

/// All faces of a run.
#[derive(Clone, Debug)]
pub struct FontLibrary {
    faces: Vec<FontFace>,
}

impl FontLibrary {
    /// The embedded faces and those of `files`. A damaged file or one whose licence forbids
    /// embedding (FNT-DAMAGED, FNT-RESTRICTED) is reported and left out.
    pub fn new(files: Vec<FontFile>) -> Warned<FontLibrary> {
        let mut library = FontLibrary { faces: Vec::new() };
        let mut diagnostics = Vec::new();
        let embedded = EMBEDDED.iter().map(|bytes| (EMBEDDED_ORIGIN.to_owned(), Arc::from(*bytes)));
        let project = files.into_iter().map(|file| (file.path, Arc::from(file.bytes)));
        for (origin, bytes) in embedded.chain(project) {
            match read_face(FaceId(library.faces.len() as u16), origin, bytes) {
                Ok(face) => library.faces.push(face),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        Warned { value: library, diagnostics }
    }

    /// Every face, in the order of their numbers.
    pub fn faces(&self) -> &[FontFace] {
        &self.faces
    }

    /// The face with number `id`.
    pub fn face(&self, id: FaceId) -> &FontFace {
        &self.faces[usize::from(id.0)]
    }

    /// The names of all families, sorted.
    pub fn families(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.faces.iter().map(|face| face.family.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The names of the families that come from the project alone, sorted.
    pub fn project_families(&self) -> Vec<&String> {
        let embedded = |name: &str| {
            let mut faces = self.faces.iter().filter(|face| face.is_embedded());
            faces.any(|face| face.family.eq_ignore_ascii_case(name))
        };
        let mut names: Vec<&String> =
            self.faces.iter().map(|face| &face.family).filter(|name| !embedded(name)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The upright face of `family` for `weight`: the nearest to 400 or 700 among those of that
    /// weight. A family without a bold face gives its regular one, and the other way round: a false
    /// bold is never made. A face of the project goes before an embedded one. Case does not count.
    /// `None` when there is no such family.
    pub fn find(&self, family: &str, weight: Weight) -> Option<&FontFace> {
        let wanted: u16 = match weight {
            Weight::Regular => 400,
            Weight::Bold => 700,
        };
        self.faces
            .iter()
            .filter(|face| face.family.eq_ignore_ascii_case(family.trim()) && !face.slanted)
            .min_by_key(|face| {
                (
                    face.weight != weight,
                    face.weight_class.abs_diff(wanted),
                    face.is_embedded(),
                    face.id,
                )
            })
    }

    /// The faces by family, each family in the order of weight: for lists.
    pub fn by_family(&self) -> BTreeMap<&str, Vec<&FontFace>> {
        let mut families: BTreeMap<&str, Vec<&FontFace>> = BTreeMap::new();
        for face in &self.faces {
            families.entry(&face.family).or_default().push(face);
        }
        for faces in families.values_mut() {
            faces.sort_by_key(|face| (face.weight_class, face.slanted, face.id));
        }
        families
    }
}

/// Reads one file: name, weight, metrics, coverage; refuses what cannot be used.
fn read_face(id: FaceId, origin: String, bytes: Arc<[u8]>) -> Result<FontFace, Diagnostic> {
    let face =
        Face::parse(&bytes, 0).map_err(|error| damaged(&origin, &bytes, &error.to_string()))?;
    let glyphs_usable = face.tables().glyf.is_some() || face.tables().cff.is_some();
    if face.tables().cmap.is_none() || !glyphs_usable {
        return Err(damaged(&origin, &bytes, "it has no character map or no outlines"));
    }
    check_permission(&face, &origin)?;
    let weight_class = face.weight().to_number();
    let name = family_name(&face)
        .ok_or_else(|| damaged(&origin, &bytes, "its name table has no family name"))?;
    Ok(FontFace {
        id,
        family: name,
        weight: if weight_class >= BOLD_FROM { Weight::Bold } else { Weight::Regular },
        weight_class,
        slanted: face.is_italic() || face.is_oblique(),
        units_per_em: face.units_per_em(),
        ascent: face.ascender(),
        descent: face.descender(),
        x_height: face.x_height().filter(|height| *height > 0),
        arabic: has_arabic_rules(&face),
        coverage: Coverage::of(&face),
        origin,
        bytes,
    })
}

fn damaged(origin: &str, bytes: &[u8], why: &str) -> Diagnostic {
    let hint = match bytes.get(..4) {
        Some(b"wOFF" | b"wOF2") => {
            "this is a web font (WOFF); give the TrueType or OpenType file (.ttf, .otf)"
        }
        Some(b"ttcf") => "this is a font collection; extract the face that the book needs",
        _ => "give a complete TrueType or OpenType file (.ttf, .otf)",
    };
    Diagnostic::new(Code::FontDamaged, format!("the font file {origin} cannot be used: {why}"))
        .hint(hint)
}

/// Refuses faces whose `fsType` (OpenType specification, OS/2 table) forbids what a book does:
/// embedding a subset of the outlines.
fn check_permission(face: &Face<'_>, origin: &str) -> Result<(), Diagnostic> {
    let restricted = face.permissions() == Some(Permissions::Restricted);
    let refused = if restricted {
        "its licence forbids embedding"
    } else if !face.is_outline_embedding_allowed() {
        "its licence allows embedding of bitmaps only"
    } else if !face.is_subsetting_allowed() {
        "its licence forbids embedding a part of the font"
    } else {
        return Ok(());
    };
    Err(Diagnostic::new(
        Code::FontRestricted,
        format!("the font file {origin} cannot be used: {refused} (OS/2 fsType)"),
    )
    .hint("ask its maker for another licence, or choose another font"))
}

/// The typographic family name, or the family name where there is none.
fn family_name(face: &Face<'_>) -> Option<String> {
    let named = |id| {
        let names = face.names().into_iter();
        names.filter(|name| name.name_id == id).find_map(|name| name.to_string())
    };
    named(name_id::TYPOGRAPHIC_FAMILY).or_else(|| named(name_id::FAMILY))
}

fn has_arabic_rules(face: &Face<'_>) -> bool {
    let script = Tag::from_bytes(b"arab");
    face.tables().gsub.is_some_and(|gsub| gsub.scripts.find(script).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(files: Vec<FontFile>) -> Warned<FontLibrary> {
        FontLibrary::new(files)
    }

    #[test]
    fn embedded_families_are_found_by_name_and_weight() {
        let Warned { value: library, diagnostics } = library(Vec::new());
        assert_eq!(diagnostics, []);
        assert_eq!(library.families(), ["Scheherazade New", "Vazir Code", "Vazirmatn"]);
        let bold = library.find("vazirmatn", Weight::Bold).unwrap();
        assert_eq!((bold.weight_class, bold.weight), (700, Weight::Bold));
        assert!(bold.arabic && bold.is_embedded());
        let code = library.find("Vazir Code", Weight::Bold).unwrap();
        assert_eq!(code.weight, Weight::Regular);
        assert!(library.find("Nazanin", Weight::Regular).is_none());
    }

    #[test]
    fn coverage_knows_letters_and_gaps() {
        use super::super::Group;
        let library = library(Vec::new()).value;
        let body = &library.find("Scheherazade New", Weight::Regular).unwrap().coverage;
        assert!(body.has('گ') && body.has('A') && !body.has('漢') && !body.has('\u{10ffff}'));
        for group in [Group::PersianLetters, Group::Digits, Group::QuranicMarks] {
            assert_eq!(body.count_of(group), group.size(), "{}", group.name());
        }
    }

    #[test]
    fn damaged_and_foreign_files_are_reported() {
        let file = |path: &str, bytes: &[u8]| FontFile { path: path.into(), bytes: bytes.into() };
        let cut = &EMBEDDED[2][..2_000];
        let found = library(vec![
            file("fonts/empty.ttf", b""),
            file("fonts/web.woff2", b"wOF2 and what follows"),
            file("fonts/cut.ttf", cut),
        ]);
        assert_eq!(found.value.faces().len(), EMBEDDED.len());
        let codes: Vec<Code> = found.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::FontDamaged; 3]);
        assert!(found.diagnostics[1].hint.as_ref().unwrap().contains("WOFF"));
    }

    #[test]
    fn a_restricted_licence_is_refused_and_a_project_face_wins() {
        let (at, _) = table(EMBEDDED[2], *b"OS/2");
        let mut bytes = EMBEDDED[2].to_vec();
        let copy = FontFile { path: "fonts/copy.ttf".into(), bytes: bytes.clone() };
        // fsType is the fifth field of the OS/2 table, at byte 8; bit 1 means restricted.
        bytes[at + 9] = 2;
        let restricted = FontFile { path: "fonts/mine.ttf".into(), bytes };
        let found = library(vec![restricted, copy]);
        assert_eq!(found.diagnostics.len(), 1);
        assert_eq!(found.diagnostics[0].code, Code::FontRestricted);
        let chosen = found.value.find("Vazirmatn", Weight::Regular).unwrap();
        assert_eq!(chosen.origin, "fonts/copy.ttf");
    }

    /// Offset and length of a table, from the table directory.
    fn table(font: &[u8], tag: [u8; 4]) -> (usize, usize) {
        let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
        let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
        let entry = (0..count).map(|k| 12 + 16 * k).find(|at| font[*at..*at + 4] == tag).unwrap();
        (number(entry + 8), number(entry + 12))
    }
}
