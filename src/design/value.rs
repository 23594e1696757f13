//! Values of `design.yaml` that carry units.

use super::model::{
    Align, AsideFrame, DialogueLabel, FamilyUse, FloatPlace, FolioPlace, HeadText, Kashida,
    LatinMarks, LatinScale, ListNumber, NoteNumbering, NotePlace, NumberPlace, OpeningFolio,
    OrnamentPlace, Rgb, RunTogether, TocFront, VerseWidth, Weight,
};
use crate::base::{Em, Length, Size, Spanned};
use crate::manifest::node::{Node, Value};
use crate::manifest::read::{Read, Reader, word};
use crate::manifest::values::Trim;

/// Lengths against which relative ones are measured.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scale {
    /// The type size that `em` means.
    pub size: Length,
    /// The distance of baselines that `line` means.
    pub grid: Length,
}

/// What a value in the file is once the scale is known.
pub(super) trait Resolve {
    /// The value in the design.
    type Value;
    /// The value on `scale`.
    fn resolve(self, scale: Scale) -> Self::Value;
}

/// A length: absolute, in type sizes or in lines.
#[derive(Clone, Copy, Debug)]
pub(super) enum Measure {
    Absolute(Length),
    Em(Em),
    Lines(f64),
}

/// A length that may be negative: an indent that hangs.
pub(super) struct Signed(pub Measure);

impl Measure {
    fn parse(text: &str) -> Option<Measure> {
        if text == "0" {
            return Some(Measure::Absolute(Length::ZERO));
        }
        if let Some(lines) = text.strip_suffix("lines").or_else(|| text.strip_suffix("line")) {
            return lines
                .trim()
                .parse()
                .ok()
                .filter(|lines: &f64| lines.is_finite())
                .map(Measure::Lines);
        }
        Em::parse(text).map(Measure::Em).or_else(|| Length::parse(text).map(Measure::Absolute))
    }

    fn is_negative(self) -> bool {
        match self {
            Measure::Absolute(length) => length < Length::ZERO,
            Measure::Em(em) => em.0 < 0.0,
            Measure::Lines(lines) => lines < 0.0,
        }
    }
}

impl Resolve for Measure {
    type Value = Length;
    fn resolve(self, scale: Scale) -> Length {
        match self {
            Measure::Absolute(length) => length,
            Measure::Em(em) => em.at(scale.size),
            Measure::Lines(lines) => scale.grid * lines,
        }
    }
}

impl Read for Signed {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let text = Spanned::<String>::read(node, name, reader)?;
        let measure = Measure::parse(&text.value);
        if measure.is_none() {
            let message = format!("`{name}` cannot be `{}`", text.value);
            let hint = "write a number and its unit: `pt`, `mm`, `cm`, `in`, `em` or `line`";
            reader.value(text.span, message, hint);
        }
        measure.map(Signed)
    }
}

impl Read for Measure {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let Signed(measure) = Signed::read(node, name, reader)?;
        if measure.is_negative() {
            reader.value(node.span, format!("`{name}` cannot be negative"), "delete the `-`");
            return None;
        }
        Some(measure)
    }
}

/// A length of the page itself, which lines and type sizes are measured against.
pub(super) struct Absolute(Length);

impl Read for Absolute {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let Measure::Absolute(length) = Measure::read(node, name, reader)? else {
            let message = format!("`{name}` cannot be measured in `em` or lines");
            reader.value(node.span, message, "use `pt`, `mm`, `cm` or `in`");
            return None;
        };
        Some(Absolute(length))
    }
}

impl Resolve for Signed {
    type Value = Length;
    fn resolve(self, scale: Scale) -> Length {
        self.0.resolve(scale)
    }
}

impl Read for Em {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let text = Spanned::<String>::read(node, name, reader)?;
        let em = Em::parse(&text.value).filter(|em| em.0 >= 0.0);
        if em.is_none() {
            let message = format!("`{name}` cannot be `{}`", text.value);
            reader.value(text.span, message, "write a number and the unit `em`");
        }
        em
    }
}

/// A share, from 0 to 1.
pub(super) struct Share(f64);

impl Read for Share {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let share = match &node.value {
            Value::Number(text) => text.parse().ok().filter(|share| (0.0..=1.0).contains(share)),
            _ => None,
        };
        if share.is_none() {
            reader.value(
                node.span,
                format!("`{name}` should be a share"),
                "write a number from 0 to 1",
            );
        }
        share.map(Share)
    }
}

/// Smallest and largest scale of Latin words: beyond them they would be another text.
const LATIN_SCALES: std::ops::RangeInclusive<f64> = 0.5..=1.5;

impl Read for LatinScale {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let scale = match &node.value {
            Value::Text(text) if text == "x-height" => Some(LatinScale::XHeight),
            Value::Number(text) => text
                .parse()
                .ok()
                .filter(|share| LATIN_SCALES.contains(share))
                .map(LatinScale::Share),
            _ => None,
        };
        if scale.is_none() {
            reader.value(
                node.span,
                format!("`{name}` should be a scale"),
                "write a number from 0.5 to 1.5, or `x-height`",
            );
        }
        scale
    }
}

/// A distance up or down, in `em`.
pub(super) struct Shift(Em);

/// Furthest that words are raised or lowered: half the type size.
const FURTHEST_SHIFT: f64 = 0.5;

impl Read for Shift {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let text = Spanned::<String>::read(node, name, reader)?;
        let em = if text.value == "0" { Some(Em(0.0)) } else { Em::parse(&text.value) };
        let em = em.filter(|em| em.0.abs() <= FURTHEST_SHIFT);
        if em.is_none() {
            let message = format!("`{name}` cannot be `{}`", text.value);
            reader.value(text.span, message, "write a number from -0.5 to 0.5 and the unit `em`");
        }
        em.map(Shift)
    }
}

/// A small whole number.
pub(super) struct Count<const MOST: usize>(usize);

impl<const MOST: usize> Read for Count<MOST> {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let count = Spanned::<u64>::read(node, name, reader)?.value as usize;
        if count > MOST {
            reader.value(
                node.span,
                format!("`{name}` cannot be {count}"),
                format!("the most is {MOST}"),
            );
            return None;
        }
        Some(Count(count))
    }
}

/// Characters as they are, blanks included.
pub(super) struct Characters(String);

impl Read for Characters {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Text(text) | Value::Number(text) => Some(Characters(text.clone())),
            _ => {
                reader.wrong_type(node, name, "a text", "write it between \"…\"");
                None
            }
        }
    }
}

impl Read for Rgb {
    fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
        let hint = "write `\"#rrggbb\"`; without the quotation marks `#` begins a comment";
        if node.is_null() {
            reader.wrong_type(node, name, "a colour", hint);
            return None;
        }
        let text = Spanned::<String>::read(node, name, reader)?;
        let colour = rgb(&text.value);
        if colour.is_none() {
            reader.value(text.span, format!("`{}` is not a colour", text.value), hint);
        }
        colour
    }
}

/// Reads `#rrggbb`.
fn rgb(text: &str) -> Option<Rgb> {
    let digits = text
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some(Rgb { red: part(0)?, green: part(2)?, blue: part(4)? })
}

/// Declares the words of an enumeration of the model.
macro_rules! words {
    ($type:ident { $( $word:literal $variant:ident, )+ }) => {
        impl Read for $type {
            fn read(node: &Node, name: &str, reader: &mut Reader) -> Option<Self> {
                const WORDS: &[(&str, $type)] = &[ $( ($word, $type::$variant), )+ ];
                word(node, name, WORDS, &[], reader)
            }
        }
        as_written!($type);
    };
}

/// Types whose values do not depend on the scale.
macro_rules! as_written {
    ($type:ty) => {
        impl Resolve for $type {
            type Value = $type;
            fn resolve(self, _: Scale) -> $type {
                self
            }
        }
    };
    ($type:ty as $value:ty, $map:expr) => {
        impl Resolve for $type {
            type Value = $value;
            fn resolve(self, _: Scale) -> $value {
                let map: fn($type) -> $value = $map;
                map(self)
            }
        }
    };
}

words!(Align { "justify" Justify, "start" Start, "center" Center, "end" End, });
words!(FamilyUse { "body" Body, "heading" Heading, "code" Code, });
words!(Weight { "regular" Regular, "bold" Bold, });
words!(TocFront { "all" All, "after" After, "none" None, });
words!(Kashida { "off" Off, "low" Low, "normal" Normal, "full" Full, });
words!(AsideFrame { "rules" Rules, "box" Box, "none" None, });
words!(DialogueLabel { "run-in" RunIn, "hanging" Hanging, });
words!(ListNumber {
    "digits" Digits,
    "alphabetic" Alphabetic,
    "abjad" Abjad,
    "latin" Latin,
});
as_written!(Vec<ListNumber>);
as_written!(Count<16> as usize, |count| count.0);
words!(VerseWidth { "poem" Poem, "book" Book, });
words!(NoteNumbering { "page" Page, "chapter" Chapter, "book" Book, });
words!(NotePlace { "foot" Foot, "chapter" Chapter, });
words!(LatinMarks { "book" Book, "note" Note, "own" Own, });
words!(RunTogether { "none" None, "latin" Latin, "all" All, });
words!(NumberPlace { "margin" Margin, "gap" Gap, });
words!(FloatPlace { "here" Here, "top" Top, "page" Page, });
words!(HeadText {
    "chapter" Chapter, "part" Part, "section" Section, "author" Author, "book" Book,
});
words!(OrnamentPlace { "above" Above, "below" Below, "none" None, });
words!(OpeningFolio { "none" None, "single" Single, "foot-center" FootCenter, });
words!(FolioPlace { "head-outer" HeadOuter, "foot-outer" FootOuter, "foot-center" FootCenter, });
as_written!(Absolute as Length, |length| length.0);
as_written!(Trim as Size, |trim| trim.0.value);
as_written!(Em);
as_written!(LatinScale);
as_written!(Shift as Em, |shift| shift.0);
as_written!(Rgb);
as_written!(Spanned<bool> as bool, |flag| flag.value);
as_written!(Spanned<String> as String, |text| text.value);
as_written!(Option<Spanned<String>> as Option<String>, |text| text.map(|text| text.value));
as_written!(Vec<Spanned<String>> as Vec<String>, |list| list.into_iter().map(|text| text.value).collect());
as_written!(Characters as String, |text| text.0);
as_written!(Vec<Characters> as Vec<String>, |list| list.into_iter().map(|text| text.0).collect());
as_written!(Share as f64, |share| share.0);
as_written!(Count<5> as usize, |count| count.0);
as_written!(Count<100> as usize, |count| count.0);
as_written!(Count<3> as usize, |count| count.0.max(1));
as_written!(Count<6> as u8, |count| count.0 as u8);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_unit_has_its_measure() {
        let scale = Scale { size: Length::pt(10.0), grid: Length::pt(17.0) };
        let length =
            |text: &str| Measure::parse(text).map(|measure| measure.resolve(scale).to_pt());
        assert_eq!(length("1.5em"), Some(15.0));
        assert_eq!(length("2 lines"), Some(34.0));
        assert_eq!(length("0.5line"), Some(8.5));
        assert_eq!(length("25.4mm"), Some(72.0));
        assert_eq!(length("0"), Some(0.0));
        for text in ["14", "lines", "em", "1.5ex", "infline", ""] {
            assert_eq!(length(text), None, "{text}");
        }
    }

    #[test]
    fn colours_have_six_digits() {
        assert_eq!(rgb("#0a10FF"), Some(Rgb { red: 10, green: 16, blue: 255 }));
        for text in ["0a10ff", "#0a10f", "#0a10fg", "#abc", "#+1+1+1", "#۱۲۳"] {
            assert_eq!(rgb(text), None, "{text}");
        }
    }
}
