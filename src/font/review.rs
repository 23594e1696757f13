//! What only the fonts show about a design: lines that touch, type that cannot be read, letters that
//! a family lacks.

use ttf_parser::Face;

use super::coverage::Group;
use super::{FontFace, FontLibrary, FontPlan};
use crate::base::{Code, Diagnostic, Length};
use crate::design::model::{Design, FamilyUse, Role, Style, Weight};
use crate::design::review::Places;

/// Letters that stand in nearly every line, the tallest and the deepest of Persian among them. What
/// is rarer (آ, ج) may reach into the next line: such letters seldom meet.
const COMMON: &str = "اکلدهبنیمور";
/// Latin small letters without ascenders: what makes type look large or small.
const SMALL: char = 'x';
/// Height of [`SMALL`] in Vazirmatn, in em: the family in whose sizes readability is measured.
const VAZIRMATN_SMALL: f64 = 0.53;
/// Running text is read for hours: the smallest size of Vazirmatn for it.
const SMALLEST_TEXT: Length = Length::pt(8.0);
/// Notes, captions and tables are read for minutes.
const SMALLEST_REST: Length = Length::pt(6.0);
/// Marks of footnotes are seen rather than read.
const SMALLEST_MARK: Length = Length::pt(4.5);
/// Roles of running text.
const RUNNING_TEXT: &[Role] = &[
    Role::Body,
    Role::BodyFirst,
    Role::List,
    Role::VerseHemistich,
    Role::VerseLine,
    Role::DialogueTurn,
    Role::Letter,
];

/// Everything that is doubtful about `design` and shows only in its fonts.
pub fn review(
    design: &Design,
    library: &FontLibrary,
    plan: &FontPlan,
    places: Places,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    // Many roles are set as the body is: what is said of it is not said of each of them.
    let mut tight: Vec<(FamilyUse, Length, Length)> = Vec::new();
    for (role, name) in Role::ALL {
        let style = design.style(*role);
        let Some(face) = face_of(design, library, style) else { continue };
        let setting = (style.family, style.size, style.leading);
        if !tight.contains(&setting)
            && let Some(problem) = leading(style, name, face, places)
        {
            tight.push(setting);
            problems.push(problem);
        }
        problems.extend(size(*role, style, name, face, places));
    }
    families(design, library, places, &mut problems);
    generated(design, library, plan, places, &mut problems);
    problems
}

fn face_of<'l>(design: &Design, library: &'l FontLibrary, style: &Style) -> Option<&'l FontFace> {
    library.find(family(design, style.family), style.weight)
}

fn family(design: &Design, of: FamilyUse) -> &str {
    match of {
        FamilyUse::Body => &design.fonts.body,
        FamilyUse::Heading => &design.fonts.heading,
        FamilyUse::Code => &design.fonts.code,
    }
}

/// How far the common letters of a face reach above and below the baseline, in em.
fn reach(face: &FontFace) -> Option<(f64, f64)> {
    let parsed = Face::parse(&face.bytes, 0).ok()?;
    let em = f64::from(face.units_per_em);
    let boxes = COMMON.chars().filter_map(|c| parsed.glyph_bounding_box(parsed.glyph_index(c)?));
    let ends = boxes.map(|bounds| (f64::from(bounds.y_max) / em, -f64::from(bounds.y_min) / em));
    ends.reduce(|one, other| (one.0.max(other.0), one.1.max(other.1)))
}

fn leading(style: &Style, name: &str, face: &FontFace, places: Places) -> Option<Diagnostic> {
    let (above, below) = reach(face)?;
    let needed = style.size * (above + below);
    if style.leading >= needed {
        return None;
    }
    let message = format!(
        "the lines of `{name}` touch: {} apart, and the letters of {} are {needed} high",
        style.leading, face.family
    );
    // Rounded up to what a designer would write.
    let hint = format!("`leading: {:.1}pt` is the least", (needed.to_pt() * 10.0).ceil() / 10.0);
    let place = places.of(&["styles", name, "leading"]);
    Some(Diagnostic::new(Code::DesignLeading, message).at(place).hint(hint))
}

fn size(
    role: Role,
    style: &Style,
    name: &str,
    face: &FontFace,
    places: Places,
) -> Option<Diagnostic> {
    let least = match role {
        Role::NoteMark => SMALLEST_MARK,
        role if RUNNING_TEXT.contains(&role) => SMALLEST_TEXT,
        _ => SMALLEST_REST,
    };
    let parsed = Face::parse(&face.bytes, 0).ok()?;
    let bounds = parsed.glyph_bounding_box(parsed.glyph_index(SMALL)?)?;
    let small = f64::from(bounds.y_max) / f64::from(face.units_per_em);
    let looks = small / VAZIRMATN_SMALL;
    if looks <= 0.0 || style.size * looks >= least {
        return None;
    }
    let message = format!("`{name}` cannot be read: {} of {}", style.size, face.family);
    let smallest = (least / looks).to_pt();
    let hint = format!("`size: {:.1}pt` is the least", (smallest * 10.0).ceil() / 10.0);
    let place = places.of(&["styles", name, "size"]);
    Some(Diagnostic::new(Code::DesignSize, message).at(place).hint(hint))
}

/// The families of running text and headings should have the letters of Persian themselves.
fn families(
    design: &Design,
    library: &FontLibrary,
    places: Places,
    problems: &mut Vec<Diagnostic>,
) {
    let named = [("body", &design.fonts.body), ("heading", &design.fonts.heading)];
    for (key, family) in named {
        let Some(face) = library.find(family, Weight::Regular) else { continue };
        let needed = Group::PersianLetters.characters().chain('۰'..='۹');
        let lacking: Vec<char> = needed.filter(|c| !face.coverage.has(*c)).collect();
        if lacking.is_empty() {
            continue;
        }
        let shown: Vec<String> = lacking.iter().take(SHOWN).map(char::to_string).collect();
        let more = if lacking.len() > SHOWN { " …" } else { "" };
        let message = format!(
            "{} (`fonts.{key}`) lacks {} letters and digits of Persian: {}{more}",
            face.family,
            lacking.len(),
            shown.join(" ")
        );
        problems.push(
            Diagnostic::new(Code::DesignCoverage, message)
                .at(places.of(&["fonts", key]))
                .hint("another font draws them; for Persian books choose a family that has them"),
        );
    }
}

/// So many characters are named in a message.
const SHOWN: usize = 12;

/// What the design itself sets must be in its fonts.
fn generated(
    design: &Design,
    library: &FontLibrary,
    plan: &FontPlan,
    places: Places,
    problems: &mut Vec<Diagnostic>,
) {
    let chapter = &design.chapter;
    let mut signs: Vec<(&[&str], &str)> = vec![
        (&["chapter", "ornament"], &chapter.ornament),
        (&["chapter", "thematic-break"], &chapter.thematic_break),
        (&["toc", "leader"], &design.toc.leader),
    ];
    signs.extend(chapter.bullets.iter().map(|bullet| {
        let keys: &[&str] = &["chapter", "bullets"];
        (keys, bullet.as_str())
    }));
    let chain = plan.chain(FamilyUse::Body, Weight::Regular);
    for (keys, signs) in signs {
        let has = |c: char| chain.iter().any(|id| library.face(*id).coverage.has(c));
        for c in signs.chars().filter(|c| !has(*c)) {
            let code = u32::from(c);
            let message = format!("no font has the character \"{c}\" U+{code:04X}");
            problems.push(
                Diagnostic::new(Code::CharacterMissing, message)
                    .at(places.of(keys))
                    .hint("choose another sign, or put a font that has it in the folder `fonts`"),
            );
        }
    }
}
