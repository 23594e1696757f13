//! Which faces a book uses: for each family and weight of the design, a chain to try in order.

use std::collections::BTreeMap;

use super::library::{FaceId, FontFace, FontLibrary};
use crate::base::{Code, Diagnostic, Lang};
use crate::design::Design;
use crate::design::model::{FamilyUse, FontDesign, LatinScale, Weight};

/// Names further from a known one than this are no typing errors of it.
const SUGGESTION_SIMILARITY: f64 = 0.7;

/// How Latin words look beside the Persian ones around them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Companion {
    /// Their type size, as a share of that of the text around them.
    pub scale: f64,
    /// How far their baseline is raised, in em of the text around them.
    pub shift: f64,
}

impl Companion {
    /// What changes nothing.
    const NONE: Companion = Companion { scale: 1.0, shift: 0.0 };
}

/// The faces of a book: chains of fallback by use and weight.
#[derive(Clone, Debug)]
pub struct FontPlan {
    lang: Lang,
    chains: BTreeMap<(FamilyUse, Weight), Vec<FaceId>>,
    /// The same with the design's Latin family in front; empty when it names none.
    latin_chains: BTreeMap<(FamilyUse, Weight), Vec<FaceId>>,
    /// The look of Latin words by the use and weight of the text around them; nothing where they
    /// look as they are. Empty in books that run from left to right, whose text is the measure.
    companions: BTreeMap<(FamilyUse, Weight), Companion>,
}

impl FontPlan {
    /// Finds the design's families in `library`.
    ///
    /// # Errors
    /// FNT-MISSING for each family that is not there; FNT-NO-ARABIC when the body or heading face of
    /// a book in Arabic script cannot join letters.
    pub fn resolve(
        design: &Design,
        library: &FontLibrary,
        lang: &Lang,
    ) -> Result<FontPlan, Vec<Diagnostic>> {
        FontPlan::of(&design.fonts, library, lang)
    }

    /// The same for the families `fonts`, without the rest of a design.
    ///
    /// # Errors
    /// As [`FontPlan::resolve`].
    pub fn of(
        fonts: &FontDesign,
        library: &FontLibrary,
        lang: &Lang,
    ) -> Result<FontPlan, Vec<Diagnostic>> {
        let uses = [
            (FamilyUse::Body, "fonts.body", &fonts.body),
            (FamilyUse::Heading, "fonts.heading", &fonts.heading),
            (FamilyUse::Code, "fonts.code", &fonts.code),
        ];
        let mut problems = missing_families(fonts, library);
        for (_, key, family) in uses.iter().take(2) {
            problems.extend(no_arabic(library, lang, key, family));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut plan = FontPlan {
            lang: lang.clone(),
            chains: BTreeMap::new(),
            latin_chains: BTreeMap::new(),
            companions: BTreeMap::new(),
        };
        // The body family comes after the fallbacks: a heading font without some sign borrows it.
        // What the book brings ends every chain: a font in its folder helps without being named.
        let brought = library.project_families();
        let last: Vec<&String> =
            fonts.fallback.iter().chain([&fonts.body]).chain(brought).collect();
        for (family_use, _, family) in uses {
            for weight in [Weight::Regular, Weight::Bold] {
                let key = (family_use, weight);
                let families = std::iter::once(family).chain(last.iter().copied());
                plan.chains.insert(key, chain(library, families, weight));
                if let Some(latin) = fonts.latin.as_ref().filter(|_| family_use != FamilyUse::Code)
                {
                    let families = [latin, family].into_iter().chain(last.iter().copied());
                    plan.latin_chains.insert(key, chain(library, families, weight));
                }
            }
        }
        plan.find_companions(fonts, library);
        Ok(plan)
    }

    /// Measures the Latin letters against those of the family around them.
    fn find_companions(&mut self, fonts: &FontDesign, library: &FontLibrary) {
        if !self.lang.direction().is_rtl() {
            return;
        }
        for family in [FamilyUse::Body, FamilyUse::Heading] {
            for weight in [Weight::Regular, Weight::Bold] {
                let around = library.face(self.chain(family, weight)[0]);
                let latin = library.face(self.latin_chain(family, weight)[0]);
                let scale = match fonts.latin_scale {
                    LatinScale::Share(share) => share,
                    LatinScale::XHeight => same_x_height(around, latin),
                };
                let companion = Companion { scale, shift: fonts.latin_shift.0 };
                if companion != Companion::NONE {
                    self.companions.insert((family, weight), companion);
                }
            }
        }
    }

    /// Whether Latin words look different from the words around them.
    pub fn has_companion(&self) -> bool {
        !self.companions.is_empty()
    }

    /// How Latin words look in text of `family` and `weight`.
    pub fn companion(&self, family: FamilyUse, weight: Weight) -> Companion {
        self.companions.get(&(family, weight)).copied().unwrap_or(Companion::NONE)
    }

    /// The faces to try, in order, for `family` in `weight`. Never empty.
    pub fn chain(&self, family: FamilyUse, weight: Weight) -> &[FaceId] {
        &self.chains[&(family, weight)]
    }

    /// The same for words in Latin letters.
    pub fn latin_chain(&self, family: FamilyUse, weight: Weight) -> &[FaceId] {
        match self.latin_chains.get(&(family, weight)) {
            Some(chain) => chain,
            None => self.chain(family, weight),
        }
    }

    /// The language of the book.
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// Every face that some chain names, sorted: what an edition may have to embed.
    pub fn faces(&self) -> Vec<FaceId> {
        let chains = self.chains.values().chain(self.latin_chains.values());
        let mut faces: Vec<FaceId> = chains.flatten().copied().collect();
        faces.sort_unstable();
        faces.dedup();
        faces
    }
}

/// The scale at which the small letters of `latin` are as high as the Latin letters that the makers
/// of `around` drew to go with its Arabic ones; 1 where a face does not say how high they are.
fn same_x_height(around: &FontFace, latin: &FontFace) -> f64 {
    let height = |face: &FontFace| {
        face.x_height.map(|height| f64::from(height) / f64::from(face.units_per_em))
    };
    match (height(around), height(latin)) {
        (Some(around), Some(latin)) => around / latin,
        _ => 1.0,
    }
}

/// The faces of `families` in `weight`, each once.
fn chain<'a>(
    library: &FontLibrary,
    families: impl Iterator<Item = &'a String>,
    weight: Weight,
) -> Vec<FaceId> {
    let mut faces = Vec::new();
    for face in families.filter_map(|family| library.find(family, weight)) {
        if !faces.contains(&face.id) {
            faces.push(face.id);
        }
    }
    faces
}

/// One FNT-MISSING for each key of the design that names an unknown family.
fn missing_families(fonts: &FontDesign, library: &FontLibrary) -> Vec<Diagnostic> {
    let mut named: Vec<(&str, &String)> = vec![
        ("fonts.body", &fonts.body),
        ("fonts.heading", &fonts.heading),
        ("fonts.code", &fonts.code),
    ];
    named.extend(fonts.latin.iter().map(|family| ("fonts.latin", family)));
    named.extend(fonts.fallback.iter().map(|family| ("fonts.fallback", family)));
    named
        .into_iter()
        .filter(|(_, family)| library.find(family, Weight::Regular).is_none())
        .map(|(key, family)| missing_family(key, family, library))
        .collect()
}

fn missing_family(key: &str, family: &str, library: &FontLibrary) -> Diagnostic {
    let families = library.families();
    let similarity =
        |name: &str| strsim::jaro_winkler(&name.to_lowercase(), &family.to_lowercase());
    let nearest = families
        .iter()
        .map(|name| (similarity(name), *name))
        .filter(|(similarity, _)| *similarity >= SUGGESTION_SIMILARITY)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let list = families.join(", ");
    let hint = match nearest {
        Some((_, name)) => format!("did you mean \"{name}\"? There are: {list}"),
        None => format!(
            "there are: {list}. Put the font's files in the folder `fonts` beside the manifest"
        ),
    };
    Diagnostic::new(
        Code::FontMissing,
        format!("the font family \"{family}\" ({key} of the design) was not found"),
    )
    .hint(hint)
}

/// FNT-NO-ARABIC when `family` cannot join the letters of a book in Arabic script.
fn no_arabic(library: &FontLibrary, lang: &Lang, key: &str, family: &str) -> Option<Diagnostic> {
    let face = library.find(family, Weight::Regular)?;
    let joins = [Weight::Regular, Weight::Bold]
        .into_iter()
        .filter_map(|weight| library.find(family, weight))
        .all(|face| face.arabic);
    (is_arabic_script(lang) && !joins).then(|| {
        Diagnostic::new(
            Code::FontNoArabic,
            format!(
                "the font family \"{}\" ({key} of the design, {}) cannot join Arabic letters: it \
                 has no GSUB rules for the script \"arab\"",
                face.family, face.origin
            ),
        )
        .hint("choose a font for Persian; `nashr fonts` shows what each one covers")
    })
}

/// Whether books in `lang` are written in Arabic script: right to left, and none of the others.
fn is_arabic_script(lang: &Lang) -> bool {
    let other = ["he", "yi", "dv", "syr", "nqo", "hebr", "syrc", "thaa", "nkoo"];
    lang.direction().is_rtl()
        && !lang.tag().split('-').any(|part| other.contains(&part.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::FontFile;
    use super::*;
    use crate::base::Em;

    fn fonts(body: &str, fallback: &[&str]) -> FontDesign {
        FontDesign {
            body: body.into(),
            heading: "Vazirmatn".into(),
            code: "Vazir Code".into(),
            latin: None,
            latin_scale: LatinScale::Share(1.0),
            latin_shift: Em(0.0),
            fallback: fallback.iter().map(|family| (*family).into()).collect(),
        }
    }

    fn persian() -> Lang {
        Lang::parse("fa").unwrap()
    }

    #[test]
    fn chains_begin_with_the_family_and_name_each_face_once() {
        let library = FontLibrary::new(Vec::new()).value;
        let fonts = fonts("Scheherazade New", &["Vazirmatn", "Scheherazade New"]);
        let plan = FontPlan::of(&fonts, &library, &persian()).unwrap();
        let names = |family, weight| -> Vec<(&str, Weight)> {
            let chain = plan.chain(family, weight).iter().map(|id| library.face(*id));
            chain.map(|face| (face.family.as_str(), face.weight)).collect()
        };
        let (regular, bold) = (Weight::Regular, Weight::Bold);
        assert_eq!(
            names(FamilyUse::Code, bold),
            [("Vazir Code", regular), ("Vazirmatn", bold), ("Scheherazade New", bold)]
        );
        assert_eq!(
            names(FamilyUse::Body, regular),
            [("Scheherazade New", regular), ("Vazirmatn", regular)]
        );
        assert_eq!(plan.faces().len(), 5);
        assert_eq!(
            plan.latin_chain(FamilyUse::Body, regular),
            plan.chain(FamilyUse::Body, regular)
        );
    }

    #[test]
    fn a_font_of_the_project_ends_every_chain_without_being_named() {
        let face = FontLibrary::new(Vec::new()).value.faces()[0].bytes.to_vec();
        let file = FontFile { path: "fonts/mine.ttf".into(), bytes: renamed(face) };
        let library = FontLibrary::new(vec![file]).value;
        let mut fonts = fonts("Scheherazade New", &[]);
        fonts.latin = Some("Vazirmatn".into());
        let plan = FontPlan::of(&fonts, &library, &persian()).unwrap();
        for family in [FamilyUse::Body, FamilyUse::Heading, FamilyUse::Code] {
            for weight in [Weight::Regular, Weight::Bold] {
                for chain in [plan.chain(family, weight), plan.latin_chain(family, weight)] {
                    let last = library.face(*chain.last().unwrap());
                    assert_eq!(last.origin, "fonts/mine.ttf", "{family:?} {weight:?}");
                    assert!(chain.len() > 1);
                }
            }
        }
    }

    /// The same font under another family name: every «Scheherazade» of its name table is changed.
    fn renamed(mut bytes: Vec<u8>) -> Vec<u8> {
        let old: Vec<u8> = "Scheherazade".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let new: Vec<u8> = "Sheherazadee".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for at in 0..bytes.len() - old.len() {
            if bytes[at..].starts_with(&old) {
                bytes[at..at + old.len()].copy_from_slice(&new);
            } else if bytes[at..].starts_with(b"Scheherazade") {
                bytes[at..at + 12].copy_from_slice(b"Sheherazadee");
            }
        }
        bytes
    }

    #[test]
    fn every_missing_family_is_reported_with_the_nearest_name() {
        let library = FontLibrary::new(Vec::new()).value;
        let fonts = fonts("Shehrazade New", &["Vazirmtn", "Comic"]);
        let problems = FontPlan::of(&fonts, &library, &persian()).unwrap_err();
        let told: Vec<(&str, &str)> =
            problems.iter().map(|d| (d.message.as_str(), d.hint.as_deref().unwrap())).collect();
        let all = "Scheherazade New, Vazir Code, Vazirmatn";
        assert_eq!(
            told,
            [
                (
                    "the font family \"Shehrazade New\" (fonts.body of the design) was not found",
                    &*format!("did you mean \"Scheherazade New\"? There are: {all}"),
                ),
                (
                    "the font family \"Vazirmtn\" (fonts.fallback of the design) was not found",
                    &*format!("did you mean \"Vazirmatn\"? There are: {all}"),
                ),
                (
                    "the font family \"Comic\" (fonts.fallback of the design) was not found",
                    &*format!(
                        "there are: {all}. Put the font's files in the folder `fonts` beside the \
                         manifest"
                    ),
                ),
            ]
        );
    }

    #[test]
    fn a_face_without_arabic_rules_is_refused_for_persian_only() {
        let embedded = FontLibrary::new(Vec::new()).value;
        let face = embedded.find("Vazirmatn", Weight::Regular).unwrap();
        // The script record's tag, spoilt wherever it stands: in GSUB and GPOS.
        let mut bytes = face.bytes.to_vec();
        for at in 0..bytes.len() - 4 {
            if &bytes[at..at + 4] == b"arab" {
                bytes[at + 3] = b'a';
            }
        }
        let file = FontFile { path: "fonts/v.ttf".into(), bytes };
        let library = FontLibrary::new(vec![file]).value;
        let fonts = fonts("Scheherazade New", &[]);
        let problems = FontPlan::of(&fonts, &library, &persian()).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].code, Code::FontNoArabic);
        assert!(problems[0].message.contains("fonts.heading of the design, fonts/v.ttf"));
        assert!(FontPlan::of(&fonts, &library, &Lang::parse("en").unwrap()).is_ok());
        assert!(FontPlan::of(&fonts, &library, &Lang::parse("he").unwrap()).is_ok());
    }
}
