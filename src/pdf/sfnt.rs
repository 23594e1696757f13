//! Appending alias glyphs to a TrueType font (OpenType specification: `glyf`, `loca`, `hmtx`,
//! `maxp`, `head`). Layout tables are dropped: shaping was done with the original.

use ttf_parser::{RawFace, Tag};

use super::aliases::Alias;
use super::codes::Part;
use crate::base::Digest;

/// Tables that are taken over unchanged.
const KEPT: [&[u8; 4]; 7] = [b"OS/2", b"cmap", b"cvt ", b"fpgm", b"gasp", b"name", b"prep"];

/// Flags of a composite's component: offsets are 16 bits, they are offsets (not points).
const COMPONENT: u16 = 0x0001 | 0x0002;
/// Components lie over one another (OpenType, `glyf`, flag of the first one): without it some
/// rasterizers darken the edges of what lies twice, and a kashida looks like a row of dashes.
const OVERLAP: u16 = 0x0400;
/// Another component follows.
const MORE_COMPONENTS: u16 = 0x0020;

/// A triangle with sides of two units, far below what any device shows. A character that another
/// one draws is drawn so, because PDFium forgets codes without an outline. One contour of three
/// points: (0,0), (2,0), (0,2).
const SPECK: [u8; 20] = [
    0, 1, // one contour
    0, 0, 0, 0, 0, 2, 0, 2, // xMin, yMin, xMax, yMax
    0, 2, // the last point of the contour
    0, 0, // no instructions
    0x31, 0x33, 0x27, // flags: (0,0) as before; dx short; dx short negative, dy short
    2, 2, // x: +2, -2
    2, // y: +2
];

/// The font in `bytes` with `aliases` appended after its own glyphs. `None` when it is not a
/// TrueType font with outlines in `glyf` (CFF, a collection) or is damaged.
pub fn append(bytes: &[u8], aliases: &[Alias]) -> Option<Vec<u8>> {
    let raw = RawFace::parse(bytes, 0).ok()?;
    let table = |name: &[u8; 4]| raw.table(Tag::from_bytes(name));
    let face = Outlines::read(&table)?;
    let built = face.build(aliases)?;

    let mut tables: Vec<([u8; 4], Vec<u8>)> = vec![
        (*b"glyf", built.glyf),
        (*b"head", patched_head(table(b"head")?, aliases)?),
        (*b"hhea", patched(table(b"hhea")?, 34, built.glyphs)?),
        (*b"hmtx", built.hmtx),
        (*b"loca", built.loca),
        (*b"maxp", patched_maxp(table(b"maxp")?, built.glyphs, built.most_parts)?),
        (*b"post", nameless_post(table(b"post")?)?),
    ];
    tables.extend(KEPT.iter().filter_map(|name| Some((**name, table(name)?.to_vec()))));
    tables.sort();
    Some(assemble(&tables))
}

/// What is needed of the face's own glyphs.
struct Outlines<'a> {
    glyf: &'a [u8],
    /// Where each glyph begins in `glyf`, and where the last one ends.
    offsets: Vec<u32>,
    /// Advance and left side bearing of each glyph, as in `hmtx`.
    metrics: Vec<u8>,
}

/// The grown tables.
struct Built {
    glyf: Vec<u8>,
    loca: Vec<u8>,
    hmtx: Vec<u8>,
    glyphs: u16,
    most_parts: u16,
}

/// xMin, yMin, xMax, yMax.
type Bounds = [i32; 4];

impl<'a> Outlines<'a> {
    fn read(table: &impl Fn(&[u8; 4]) -> Option<&'a [u8]>) -> Option<Self> {
        let glyphs = usize::from(u16_at(table(b"maxp")?, 4)?);
        let is_long = u16_at(table(b"head")?, 50)? == 1;
        let loca = table(b"loca")?;
        let offset = |index: usize| {
            if is_long {
                u32_at(loca, index * 4)
            } else {
                Some(u32::from(u16_at(loca, index * 2)?) * 2)
            }
        };
        let offsets = (0..=glyphs).map(offset).collect::<Option<_>>()?;
        let metrics = long_metrics(table(b"hmtx")?, u16_at(table(b"hhea")?, 34)?, glyphs)?;
        Some(Outlines { glyf: table(b"glyf")?, offsets, metrics })
    }

    /// The bounds of a glyph; `None` for one without outline.
    fn bounds(&self, glyph: u16) -> Option<Bounds> {
        let glyph = usize::from(glyph);
        let (start, end) = (*self.offsets.get(glyph)?, *self.offsets.get(glyph + 1)?);
        let outline = self.glyf.get(start as usize..end as usize).filter(|o| !o.is_empty())?;
        let number = |at: usize| u16_at(outline, at).map(|value| i32::from(value.cast_signed()));
        Some([number(2)?, number(4)?, number(6)?, number(8)?])
    }

    fn build(self, aliases: &[Alias]) -> Option<Built> {
        let mut glyf = self.glyf.to_vec();
        let mut hmtx = self.metrics.clone();
        let mut offsets = self.offsets.clone();
        let mut most_parts = 0;
        // The last offset is where the next glyph begins.
        offsets.pop();
        for alias in aliases {
            glyf.resize(glyf.len().next_multiple_of(4), 0);
            offsets.push(u32::try_from(glyf.len()).ok()?);
            let drawn: Vec<(Part, Bounds)> = alias
                .parts
                .iter()
                .filter_map(|part| Some((*part, self.bounds(part.glyph)?)))
                .collect();
            let bearing = if alias.parts.is_empty() {
                glyf.extend(SPECK);
                0
            } else {
                composite(&drawn, &mut glyf)
            };
            most_parts = most_parts.max(drawn.len() as u16);
            hmtx.extend((alias.width.clamp(0, i32::from(u16::MAX)) as u16).to_be_bytes());
            hmtx.extend(bearing.to_be_bytes());
        }
        offsets.push(u32::try_from(glyf.len()).ok()?);
        Some(Built {
            loca: offsets.iter().flat_map(|offset| offset.to_be_bytes()).collect(),
            glyphs: u16::try_from(offsets.len() - 1).ok()?,
            glyf,
            hmtx,
            most_parts,
        })
    }
}

/// Writes a composite glyph and gives its left side bearing; nothing is written for a glyph of
/// which nothing is drawn: a space.
fn composite(drawn: &[(Part, Bounds)], glyf: &mut Vec<u8>) -> i16 {
    let shifted =
        |(part, b): &(Part, Bounds)| [b[0] + part.x, b[1] + part.y, b[2] + part.x, b[3] + part.y];
    let union =
        |a: Bounds, b: Bounds| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])];
    let Some(bounds) = drawn.iter().map(shifted).reduce(union) else { return 0 };
    // -1 contours: a composite.
    glyf.extend((-1_i16).to_be_bytes());
    glyf.extend(bounds.iter().flat_map(|bound| word(*bound).to_be_bytes()));
    // Only tatweels come twice in a row.
    let is_kashida = drawn.windows(2).any(|pair| pair[0].0.glyph == pair[1].0.glyph);
    for (index, (part, _)) in drawn.iter().enumerate() {
        let more = if index + 1 < drawn.len() { MORE_COMPONENTS } else { 0 };
        let overlap = if index == 0 && is_kashida { OVERLAP } else { 0 };
        glyf.extend((COMPONENT | more | overlap).to_be_bytes());
        glyf.extend(part.glyph.to_be_bytes());
        glyf.extend(word(part.x).to_be_bytes());
        glyf.extend(word(part.y).to_be_bytes());
    }
    word(bounds[0])
}

/// Glyph coordinates have 16 bits.
fn word(value: i32) -> i16 {
    value.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}

/// `hmtx` with an advance for every glyph: the last `long` entry's advance serves all after it.
fn long_metrics(hmtx: &[u8], long: u16, glyphs: usize) -> Option<Vec<u8>> {
    let long = usize::from(long);
    let mut metrics = Vec::with_capacity(glyphs * 4);
    for glyph in 0..glyphs {
        let advance = u16_at(hmtx, glyph.min(long.checked_sub(1)?) * 4)?;
        let bearing = if glyph < long { glyph * 4 + 2 } else { long * 4 + (glyph - long) * 2 };
        metrics.extend(advance.to_be_bytes());
        metrics.extend(u16_at(hmtx, bearing)?.to_be_bytes());
    }
    Some(metrics)
}

/// `head` with long offsets, and a check sum of its own by which fonts are told apart.
fn patched_head(head: &[u8], aliases: &[Alias]) -> Option<Vec<u8>> {
    let mut head = patched(head, 50, 1)?;
    let digest = Digest::of(format!("{aliases:?}").as_bytes());
    for (byte, change) in head.get_mut(8..12)?.iter_mut().zip(digest.bytes()) {
        *byte ^= change;
    }
    Some(head)
}

/// `maxp` with the new count of glyphs, room for the largest composite, and one more level.
fn patched_maxp(maxp: &[u8], glyphs: u16, most_parts: u16) -> Option<Vec<u8>> {
    let parts = u16_at(maxp, 28)?.max(most_parts);
    let depth = u16_at(maxp, 30)?.saturating_add(1);
    patched(&patched(&patched(maxp, 4, glyphs)?, 28, parts)?, 30, depth)
}

/// `post` without glyph names (version 3).
fn nameless_post(post: &[u8]) -> Option<Vec<u8>> {
    let mut post = post.get(..32)?.to_vec();
    post[..4].copy_from_slice(&0x0003_0000_u32.to_be_bytes());
    Some(post)
}

/// `table` with the 16 bits at `at` replaced.
fn patched(table: &[u8], at: usize, value: u16) -> Option<Vec<u8>> {
    let mut table = table.to_vec();
    table.get_mut(at..at + 2)?.copy_from_slice(&value.to_be_bytes());
    Some(table)
}

/// A font file of these tables, in the order of their tags. Check sums stay zero: the PDF's subset
/// gets its own.
fn assemble(tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut file = Vec::new();
    file.extend(0x0001_0000_u32.to_be_bytes());
    file.extend((tables.len() as u16).to_be_bytes());
    // searchRange, entrySelector, rangeShift: hints for a search that nobody does any more.
    file.extend([0; 6]);
    let mut offset = 12 + 16 * tables.len();
    for (tag, data) in tables {
        file.extend(tag);
        file.extend([0; 4]);
        file.extend((offset as u32).to_be_bytes());
        file.extend((data.len() as u32).to_be_bytes());
        offset += data.len().next_multiple_of(4);
    }
    for (_, data) in tables {
        file.extend(data);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use ttf_parser::{Face, GlyphId, Rect};

    use super::*;
    use crate::font::FontLibrary;

    fn part(glyph: u16, x: i32, y: i32) -> Part {
        Part { glyph, x, y }
    }

    fn alias(parts: Vec<Part>, width: i32) -> Alias {
        Alias { parts, text: String::new(), width }
    }

    fn shifted(bounds: Rect, x: i16, y: i16) -> Rect {
        Rect {
            x_min: bounds.x_min + x,
            y_min: bounds.y_min + y,
            x_max: bounds.x_max + x,
            y_max: bounds.y_max + y,
        }
    }

    #[test]
    fn every_embedded_face_can_be_grown() {
        for face in FontLibrary::new(Vec::new()).value.faces() {
            let old = Face::parse(&face.bytes, 0).unwrap();
            let (first, letter) = (old.number_of_glyphs(), old.glyph_index('ب').unwrap());
            let space = old.glyph_index(' ').unwrap();
            let aliases = [
                alias(vec![part(letter.0, 30, -40)], 777),
                alias(vec![part(letter.0, 0, 0), part(letter.0, 500, 10)], 1234),
                alias(Vec::new(), 20),
                alias(vec![part(space.0, 0, 0)], 300),
            ];
            let bytes = append(&face.bytes, &aliases).unwrap();
            let new = Face::parse(&bytes, 0).unwrap();
            assert_eq!(new.number_of_glyphs(), first + 4, "{}", face.family);

            // The face's own glyphs stay as they were.
            let bounds = old.glyph_bounding_box(letter).unwrap();
            assert_eq!(new.glyph_bounding_box(letter), Some(bounds));
            assert_eq!(new.glyph_hor_advance(letter), old.glyph_hor_advance(letter));

            let added = |index: u16| GlyphId(first + index);
            assert_eq!(new.glyph_bounding_box(added(0)), Some(shifted(bounds, 30, -40)));
            let both = new.glyph_bounding_box(added(1)).unwrap();
            assert_eq!((both.x_min, both.x_max), (bounds.x_min, bounds.x_max + 500));
            let speck = new.glyph_bounding_box(added(2)).unwrap();
            assert_eq!((speck.x_max, speck.y_max), (2, 2));
            assert_eq!(new.glyph_bounding_box(added(3)), None);
            let advances: Vec<_> =
                (0..4).map(|index| new.glyph_hor_advance(added(index))).collect();
            assert_eq!(advances, [Some(777), Some(1234), Some(20), Some(300)]);
        }
    }

    #[test]
    fn what_is_no_truetype_font_is_left_alone() {
        assert_eq!(append(b"OTTO", &[]), None);
        assert_eq!(append(b"", &[]), None);
        let library = FontLibrary::new(Vec::new()).value;
        let whole = &library.faces()[0].bytes;
        for length in [12, 100, whole.len() / 2] {
            assert_eq!(append(&whole[..length], &[]), None, "{length} bytes");
        }
    }
}
