//! The style sheet of the e-book: the faces, the look of each role from the design, then the
//! design's own sheet. Sides are logical, there are no colours, and neither `direction` nor
//! `unicode-bidi` occurs, which EPUB 3.3 §6.3.1.3 forbids (epub.md, points 32, 33, 37 to 40).

use std::fmt::Write as _;

use super::fonts::Embedded;
use super::verse;
use crate::base::{Lang, Length};
use crate::design::Design;
use crate::design::model::{
    Align, AsideFrame, DialogueLabel, FamilyUse, ListNumber, Role, Style, Weight,
};
use crate::font::{FaceId, FontLibrary, FontPlan};
use crate::persian::digits::DigitStyle;
use crate::persian::numbering::{abjad, alphabetic};

/// Relative sizes are given to two decimals: a hundredth of an em is a quarter of a pixel.
const SAME: f64 = 0.005;
/// Name of the family that stands for Latin letters in another size.
const COMPANION: &str = "Latin companion";
/// Its characters: Latin letters, the signs among them, and general punctuation.
const LATIN: &str = "U+20-24F, U+1E00-1EFF, U+2000-206F";
/// Most space before or after a block, in em: pages of print have room that screens lack.
const MOST_SPACE: f64 = 3.0;

/// How far what turns over stands in further in free verse, in em: as in the common sheet.
const TURNOVER: f64 = 2.0;

/// Roles that an e-book does not have, or whose look has nothing to do with print.
const PRINT_ONLY: &[Role] = &[
    Role::BodyFirst,
    Role::NoteMark,
    Role::RunningHead,
    Role::Folio,
    Role::HalfTitle,
    Role::ThematicBreak,
    Role::CodeNumber,
    // A part of a term stands inside it, in its look.
    Role::IndexSub,
];

/// Writes the sheet; `sizes` are those of the poems.
pub fn sheet(
    design: &Design,
    lang: &Lang,
    (library, plan): (&FontLibrary, &FontPlan),
    fonts: &[Embedded],
    sizes: &verse::Sizes,
) -> String {
    let mut css = String::from("@charset \"UTF-8\";\n");
    for font in fonts {
        font_face(&mut css, font);
    }
    let families = Families { design, library, plan, fonts };
    companion(&mut css, &families);
    body(&mut css, design, &families);
    for (role, name) in Role::ALL.iter().filter(|(role, _)| !PRINT_ONLY.contains(role)) {
        if *role != Role::Body {
            role_rule(&mut css, design, &families, *role, name);
        }
    }
    list_markers(&mut css, design, lang);
    asides_and_turns(&mut css, design);
    thematic_break(&mut css, design);
    chapter_ornament(&mut css, design);
    verse_sizes(&mut css, design, sizes);
    css.push_str(&design.epub_css);
    if !css.ends_with('\n') {
        css.push('\n');
    }
    css
}

fn font_face(css: &mut String, font: &Embedded) {
    let _ = writeln!(
        css,
        "@font-face {{\n  font-family: {};\n  font-weight: {};\n  font-style: normal;\n  \
         src: url({});\n}}",
        quoted(&font.family),
        weight(font.weight),
        quoted(&font.file)
    );
}

/// Latin letters in the size that the design asks for: a family of its own, so that neither the
/// same face elsewhere nor the digits among the letters change. (The shift is left to print: it is
/// finer than the pixels of most screens.)
fn companion(css: &mut String, families: &Families<'_>) {
    let Some((family, scale)) = families.companion() else { return };
    for font in families.fonts.iter().filter(|font| font.family == family) {
        let _ = writeln!(
            css,
            "@font-face {{\n  font-family: {};\n  font-weight: {};\n  font-style: normal;\n  \
             src: url({});\n  unicode-range: {LATIN};\n  size-adjust: {}%;\n}}",
            quoted(COMPANION),
            weight(font.weight),
            quoted(&font.file),
            decimal(scale * 100.0)
        );
    }
}

/// The families of a use, in the order in which a character looks for its face.
struct Families<'a> {
    design: &'a Design,
    library: &'a FontLibrary,
    plan: &'a FontPlan,
    fonts: &'a [Embedded],
}

impl Families<'_> {
    fn of(&self, family: FamilyUse) -> String {
        self.list(self.plan.chain(family, Weight::Regular), generic(family))
    }

    /// The families for words in Latin letters, when the design names one for them.
    fn latin(&self) -> Option<String> {
        let companion = self.companion();
        if self.design.fonts.latin.is_none() && companion.is_none() {
            return None;
        }
        let chain = self.plan.latin_chain(FamilyUse::Body, Weight::Regular);
        let list = self.list(chain, generic(FamilyUse::Body));
        Some(if companion.is_some() { format!("{}, {list}", quoted(COMPANION)) } else { list })
    }

    /// The family whose Latin letters are set in another size, and that size.
    fn companion(&self) -> Option<(&str, f64)> {
        let scale = self.plan.companion(FamilyUse::Body, Weight::Regular).scale;
        let face = self.plan.latin_chain(FamilyUse::Body, Weight::Regular)[0];
        let family = self.library.face(face).family.as_str();
        ((scale - 1.0).abs() >= SAME).then_some((family, scale))
    }

    /// The families of `chain` of which some face is embedded, and a generic one.
    fn list(&self, chain: &[FaceId], generic: &str) -> String {
        let mut list: Vec<String> = Vec::new();
        for face in chain {
            let family = &self.library.face(*face).family;
            let name = quoted(family);
            if self.fonts.iter().any(|font| font.family == *family) && !list.contains(&name) {
                list.push(name);
            }
        }
        list.push(generic.to_owned());
        list.join(", ")
    }
}

/// What a reading system without our fonts falls back on.
const fn generic(family: FamilyUse) -> &'static str {
    match family {
        FamilyUse::Body => "serif",
        FamilyUse::Heading => "sans-serif",
        FamilyUse::Code => "monospace",
    }
}

const fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Regular => "normal",
        Weight::Bold => "bold",
    }
}

/// Running text. Its size is the reader's choice, so it is not given.
fn body(css: &mut String, design: &Design, families: &Families<'_>) {
    let style = design.style(Role::Body);
    let _ = writeln!(
        css,
        "body {{\n  font-family: {};\n  line-height: {};\n}}",
        families.of(style.family),
        decimal(style.leading / style.size)
    );
    let _ = writeln!(css, "p {{\n  text-indent: {}em;\n}}", decimal(em(style.first_indent, style)));
    let _ = writeln!(css, "code {{\n  font-family: {};\n}}", families.of(FamilyUse::Code));
    if let Some(latin) = families.latin() {
        let _ = writeln!(css, "span[dir=\"ltr\"] {{\n  font-family: {latin};\n}}");
    }
}

/// The rule of one role: what differs from the running text.
fn role_rule(css: &mut String, design: &Design, families: &Families<'_>, role: Role, name: &str) {
    let style = design.style(role);
    let around = design.style(parent(role));
    let mut rules = Vec::new();
    if style.family != around.family {
        rules.push(format!("font-family: {}", families.of(style.family)));
    }
    rules.push(format!("font-weight: {}", weight(style.weight)));
    let size = style.size / around.size;
    if (size - 1.0).abs() > SAME || is_heading(role) {
        rules.push(format!("font-size: {}em", decimal(size)));
    }
    let leading = style.leading / style.size;
    if (leading - around.leading / around.size).abs() > SAME {
        rules.push(format!("line-height: {}", decimal(leading)));
    }
    match style.align {
        Align::Justify | Align::Start => {}
        Align::Center => rules.push("text-align: center".to_owned()),
        Align::End => rules.push("text-align: end".to_owned()),
    }
    let spaces = [("top", style.space_before), ("bottom", style.space_after)];
    for (side, space) in spaces.into_iter().filter(|_| has_space(role)) {
        let space = em(space, style).min(MOST_SPACE);
        if space > SAME || is_heading(role) {
            rules.push(format!("margin-{side}: {}em", decimal(space)));
        }
    }
    let selector = selector(role, name);
    let _ = writeln!(css, "{selector} {{\n  {};\n}}", rules.join(";\n  "));
    // What is emphasised in bold words is regular, as in print.
    if style.weight == Weight::Bold {
        let _ = writeln!(css, "{selector} em, {selector} strong {{\n  font-weight: normal;\n}}");
    }
}

/// Headings have a size and spaces of their own in every reading system, which must be undone.
const fn is_heading(role: Role) -> bool {
    matches!(
        role,
        Role::PartTitle
            | Role::ChapterTitle
            | Role::Heading1
            | Role::Heading2
            | Role::Heading3
            | Role::Heading4
            | Role::Heading5
            | Role::Heading6
            | Role::TitleMain
            | Role::TocTitle
    )
}

/// Whether an element of `role` is a block by itself. Lines of verse, turns, cells, items and notes are
/// parts of one, whose spaces the common sheet sets.
const fn has_space(role: Role) -> bool {
    !matches!(
        role,
        Role::VerseHemistich
            | Role::VerseLine
            | Role::DefinitionTerm
            | Role::DialogueQuestion
            | Role::DialogueDirection
            | Role::DefinitionDetails
            | Role::DialogueTurn
            | Role::DialogueSpeaker
            | Role::List
            | Role::TableCell
            | Role::TableHead
            | Role::NoteText
            | Role::TocPart
            | Role::TocChapter
            | Role::TocSection
    )
}

/// The role inside whose element an element of `role` stands; sizes are relative to it.
const fn parent(role: Role) -> Role {
    match role {
        Role::PartLabel => Role::PartTitle,
        Role::ChapterLabel => Role::ChapterTitle,
        Role::DialogueSpeaker => Role::DialogueTurn,
        _ => Role::Body,
    }
}

/// Items of the contents stand inside one another, so that their looks go to the links in them.
fn selector(role: Role, name: &str) -> String {
    let class = name.replace('.', "-");
    match role {
        Role::TocPart | Role::TocChapter | Role::TocSection => format!(".{class} > a"),
        _ => format!(".{class}"),
    }
}

/// Numbers of lists in the digits of the book.
fn list_markers(css: &mut String, design: &Design, lang: &Lang) {
    let style = match DigitStyle::of(lang) {
        DigitStyle::Persian => "persian",
        DigitStyle::ArabicIndic => "arabic-indic",
        DigitStyle::Latin => "decimal",
    };
    let mut selector = String::new();
    for (depth, form) in design.chapter.list_numbers.iter().enumerate() {
        selector = if depth == 0 { "ol".to_owned() } else { format!("{selector} ol") };
        let style = match form {
            ListNumber::Digits => style,
            ListNumber::Alphabetic => "nashr-alphabetic",
            ListNumber::Abjad => "nashr-abjad",
            ListNumber::Latin => "lower-latin",
        };
        let _ = writeln!(css, "{selector} {{\n  list-style-type: {style};\n}}");
    }
    for (form, name, write) in LETTERED {
        if design.chapter.list_numbers.contains(&form) {
            // A reading system that does not know the rule shows numbers.
            let signs: Vec<String> = (1..=MOST_LETTERED).map(|n| quoted(&write(n))).collect();
            let _ = writeln!(
                css,
                "@counter-style {name} {{\n  system: fixed;\n  symbols: {};\n  suffix: \") \";\n  \
                 fallback: {style};\n}}",
                signs.join(" ")
            );
        }
    }
    let _ = writeln!(css, "[dir=\"ltr\"] ol {{\n  list-style-type: decimal;\n}}");
}

/// Writes a number in letters.
type Letters = fn(usize) -> String;

/// Counters in letters, with the names that the sheet gives them.
const LETTERED: [(ListNumber, &str, Letters); 2] = [
    (ListNumber::Alphabetic, "nashr-alphabetic", alphabetic),
    (ListNumber::Abjad, "nashr-abjad", abjad),
];
/// Items that are numbered in letters; longer lists go on in digits.
const MOST_LETTERED: usize = 40;

/// What the design says of asides and of names in conversations.
fn asides_and_turns(css: &mut String, design: &Design) {
    let border = match design.aside.frame {
        AsideFrame::Rules => "border-width: 1px 0",
        AsideFrame::Box => "border-width: 1px",
        AsideFrame::None => "border-width: 0",
    };
    let _ = writeln!(css, ".aside {{\n  border-style: solid;\n  {border};\n}}");
    if design.dialogue.label == DialogueLabel::Hanging {
        let width = design.dialogue.label_width / design.style(Role::DialogueTurn).size;
        let width = decimal(width.min(WIDEST_LABEL));
        let _ = writeln!(css, ".hanging .dialogue-turn {{\n  padding-inline-start: {width}em;\n}}");
        let _ = writeln!(
            css,
            ".hanging .dialogue-speaker {{\n  display: inline-block;\n  box-sizing: border-box;\n  \
             min-width: {width}em;\n  margin-inline-start: -{width}em;\n  \
             padding-inline-end: 0.5em;\n}}"
        );
    }
}

/// Widest column of names on a screen, in em.
const WIDEST_LABEL: f64 = 5.0;

fn thematic_break(css: &mut String, design: &Design) {
    let chapter = &design.chapter;
    let is_blank = chapter.thematic_break.trim().is_empty();
    let sign = quoted(if is_blank { "\u{00A0}" } else { &chapter.thematic_break });
    let _ = writeln!(css, "hr.break::after {{\n  content: {sign};\n}}");
}

/// The sign of the ornament, which is none of the book's words: its element is empty.
fn chapter_ornament(css: &mut String, design: &Design) {
    let chapter = &design.chapter;
    if let Some(sign) = chapter.ornament_at(chapter.ornament_place) {
        let sign = quoted(sign);
        let _ = writeln!(css, ".chapter-ornament::after {{\n  content: {sign};\n}}");
    }
}

/// Columns of poems: at least as wide as the widest hemistich, so that all lines of a poem agree,
/// and never wider than the screen.
fn verse_sizes(css: &mut String, design: &Design, sizes: &verse::Sizes) {
    let style = design.style(Role::VerseHemistich);
    let half_gap = decimal(em(design.verse.gap, style) / 2.0);
    let _ = writeln!(css, ".verse-hemistich {{\n  margin-inline: {half_gap}em;\n}}");
    for width in &sizes.columns {
        let ems = decimal(f64::from(*width) / verse::STEPS_PER_EM);
        let class = verse::width_class(*width);
        let _ = writeln!(css, ".{class} .verse-hemistich {{\n  min-width: min({ems}em, 90%);\n}}");
    }
    for indent in &sizes.indents {
        // What turns over stands in further than the line's beginning.
        let ems = decimal(f64::from(*indent) / verse::STEPS_PER_EM + TURNOVER);
        let class = verse::indent_class(*indent);
        let _ = writeln!(css, ".free .{class} {{\n  padding-inline-start: {ems}em;\n}}");
    }
}

fn em(length: Length, style: &Style) -> f64 {
    length / style.size
}

/// `number` with at most two decimals.
fn decimal(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `text` as a CSS string (CSS Syntax 3 §4.3.7): quotes, backslashes and control characters escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if c.is_control() || matches!(c, '"' | '\\' | '<' | '>') {
            let _ = write!(out, "\\{:x} ", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out.push('"');
    out
}
