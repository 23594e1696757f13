//! What an image file says about itself, and whether the file is whole.
//!
//! Only the outer structure is walked here (chunks and segments); pixels are decoded elsewhere.

use super::ImageFormat;

/// Millimetres in a metre, and in an inch.
const MM_PER_METRE: f64 = 1000.0;
const MM_PER_INCH: f64 = 25.4;

/// Pixels per millimetre, across and down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Density {
    pub(super) across: f64,
    pub(super) down: f64,
}

/// What the outer structure of a file shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Structure {
    /// Whether the file reaches its end mark. A file that does not was cut off.
    pub(super) is_whole: bool,
    /// Its resolution, when it states one.
    pub(super) density: Option<Density>,
}

/// Walks through the file's chunks or segments.
pub(super) fn structure(bytes: &[u8], format: ImageFormat) -> Structure {
    match format {
        ImageFormat::Png => png(bytes),
        ImageFormat::Jpeg => jpeg(bytes),
        ImageFormat::Gif => Structure { is_whole: gif_is_whole(bytes), density: None },
        ImageFormat::WebP => Structure { is_whole: webp_is_whole(bytes), density: None },
    }
}

/// PNG (W3C PNG 3rd edition §5): chunks of length, type, data and CRC after an 8-byte signature;
/// `IEND` is the last, `pHYs` (§11.3.4.3) states the resolution per metre when its unit is 1.
fn png(bytes: &[u8]) -> Structure {
    let mut density = None;
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((length, kind)) = u32_at(rest, 0).zip(rest.get(4..8)) {
        let Some(data) = rest.get(8..8 + length as usize) else { break };
        match kind {
            b"pHYs" if data.get(8) == Some(&1) => {
                density = u32_at(data, 0).zip(u32_at(data, 4)).and_then(|(across, down)| {
                    density_of(f64::from(across), f64::from(down), MM_PER_METRE)
                });
            }
            b"IEND" => return Structure { is_whole: true, density },
            _ => {}
        }
        rest = rest.get(8 + length as usize + 4..).unwrap_or_default();
    }
    Structure { is_whole: false, density }
}

/// JPEG (ITU-T T.81 Annex B): segments of marker and length until the first scan (`SOS`), then data
/// up to `EOI`. The JFIF segment (`APP0`) states the resolution per inch or centimetre.
fn jpeg(bytes: &[u8]) -> Structure {
    const APP0: u8 = 0xE0;
    const SOS: u8 = 0xDA;
    const EOI: [u8; 2] = [0xFF, 0xD9];
    let mut density = None;
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xFF, marker, high, low, ..] = *rest {
        let length = usize::from(u16::from_be_bytes([high, low]));
        // The length counts itself; stuffing bytes (0xFF) before a marker have none.
        if marker == 0xFF {
            rest = &rest[1..];
            continue;
        }
        let data = rest.get(4..2 + length).unwrap_or_default();
        match marker {
            APP0 if data.starts_with(b"JFIF\0") => density = jfif_density(data).or(density),
            SOS => {
                let is_whole = rest.windows(2).rev().any(|pair| pair == EOI);
                return Structure { is_whole, density };
            }
            _ => {}
        }
        rest = rest.get(2 + length.max(2)..).unwrap_or_default();
    }
    Structure { is_whole: false, density }
}

/// Bytes 7 to 11 of the JFIF segment: unit (1: inch, 2: centimetre), density across and down.
fn jfif_density(data: &[u8]) -> Option<Density> {
    let &[unit, across_high, across_low, down_high, down_low] = data.get(7..12)? else {
        return None;
    };
    let across = f64::from(u16::from_be_bytes([across_high, across_low]));
    let down = f64::from(u16::from_be_bytes([down_high, down_low]));
    match unit {
        1 => density_of(across, down, MM_PER_INCH),
        2 => density_of(across, down, 10.0),
        _ => None,
    }
}

/// GIF89a §27: a trailer byte ends the file (some writers pad with zeros).
fn gif_is_whole(bytes: &[u8]) -> bool {
    bytes.iter().rfind(|byte| **byte != 0) == Some(&b';')
}

/// RIFF: bytes 4 to 8 hold the number of bytes that follow.
fn webp_is_whole(bytes: &[u8]) -> bool {
    let size = bytes.get(4..8).and_then(|size| size.try_into().ok()).map(u32::from_le_bytes);
    size.is_some_and(|size| bytes.len() as u64 >= u64::from(size) + 8)
}

fn density_of(across: f64, down: f64, millimetres: f64) -> Option<Density> {
    (across > 0.0 && down > 0.0)
        .then(|| Density { across: across / millimetres, down: down / millimetres })
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
        let length = (data.len() as u32).to_be_bytes();
        [&length[..], kind, data, &[0; 4]].concat()
    }

    #[test]
    fn png_states_its_resolution() {
        let per_metre = [&11_811_u32.to_be_bytes()[..], &5906_u32.to_be_bytes(), &[1]].concat();
        let file =
            [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"pHYs", &per_metre), &chunk(b"IEND", &[])].concat();
        let found = structure(&file, ImageFormat::Png);
        assert_eq!(found.density, Some(Density { across: 11.811, down: 5.906 }));
        assert!(found.is_whole);
        for end in 0..file.len() - 4 {
            assert!(!structure(&file[..end], ImageFormat::Png).is_whole, "{end}");
        }
    }

    #[test]
    fn jpeg_states_its_resolution() {
        let file = |unit: u8| {
            let jfif =
                [&b"\xFF\xE0\x00\x10JFIF\0\x01\x02"[..], &[unit, 0, 254, 0, 127, 0, 0]].concat();
            [&b"\xFF\xD8"[..], &jfif, b"\xFF\xDA\x00\x02data\xFF\xD9"].concat()
        };
        let density = |unit| structure(&file(unit), ImageFormat::Jpeg).density;
        assert_eq!(density(1), Some(Density { across: 10.0, down: 5.0 }));
        assert_eq!(density(2), Some(Density { across: 25.4, down: 12.7 }));
        assert_eq!(density(0), None);
        let whole = file(1);
        assert!(structure(&whole, ImageFormat::Jpeg).is_whole);
        for end in 0..whole.len() {
            assert!(!structure(&whole[..end], ImageFormat::Jpeg).is_whole, "{end}");
        }
    }

    #[test]
    fn gif_and_webp_end_where_they_say() {
        assert!(gif_is_whole(b"GIF89a...;\0\0") && !gif_is_whole(b"GIF89a..."));
        assert!(webp_is_whole(b"RIFF\x04\0\0\0WEBP") && !webp_is_whole(b"RIFF\x05\0\0\0WEBP"));
        assert!(!webp_is_whole(b"RIFF"));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_have_a_structure(bytes in proptest::collection::vec(0_u8.., 0..256)) {
            for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
                structure(&bytes, format);
            }
        }
    }
}
