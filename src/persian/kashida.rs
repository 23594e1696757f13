//! Where a word may be lengthened by a kashida, and where best.
//!
//! The order of places is that of Microsoft's justification of 1999 («Kashida justification», text
//! services of Internet Explorer 5.5), less the places that Iranian calligraphers refuse (after ک and
//! ل, before the deep letters, before a final ی). Letters count by their shape (the Unicode property
//! `Joining_Group`), so the letters of Urdu, Kurdish and Pashto go with those of Persian.

use icu_properties::props::JoiningGroup;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

use super::letters::{Joining, TATWEEL, is_arabic_letter, is_mark, joining};

/// Shapes of letters (UAX #44).
const SHAPES: CodePointMapDataBorrowed<'static, JoiningGroup> =
    CodePointMapData::<JoiningGroup>::new();

/// Fewest letters of a word that is lengthened: «از» and «که» would fall apart.
const FEWEST_LETTERS: usize = 3;

/// Most letters: what is longer is no word.
const MOST_LETTERS: usize = 40;

/// A place between two joined letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Byte of the word before which the kashida goes: that of the letter after it, so that the
    /// vowel marks of the letter before it stay with that letter.
    pub at: usize,
    /// How good the place is: 1 the best, 6 the last, [`LAST_RESORT`] only for lines that would be
    /// loose whatever else is done.
    pub priority: u8,
}

/// Before a final ه or ة in a run of two letters («خانه»). A line of prose should not need it, but
/// it is less of a blemish than spaces twice as wide as theirs.
pub const LAST_RESORT: u8 = 7;

/// The places of `word`, the best first; of equal ones first that nearest the word's end.
///
/// None in a word with digits or letters of another script.
pub fn places(word: &str) -> Vec<Place> {
    let foreign = |c: char| c.is_alphanumeric() && !is_arabic_letter(c) && !is_mark(c);
    // Tatweels count as letters in Unicode; what an author typed makes no word longer.
    let letters = word.chars().filter(|c| is_arabic_letter(*c) && *c != TATWEEL).count();
    if !(FEWEST_LETTERS..=MOST_LETTERS).contains(&letters) || word.chars().any(foreign) {
        return Vec::new();
    }
    let mut places: Vec<Place> = runs(word).iter().flat_map(|run| run_places(run)).collect();
    places.sort_by_key(|place| (place.priority, std::cmp::Reverse(place.at)));
    places
}

/// A character of a joined run: a letter, a tatweel or a joiner.
#[derive(Clone, Copy, Debug)]
struct Link {
    at: usize,
    c: char,
}

impl Link {
    fn shape(self) -> JoiningGroup {
        SHAPES.get(self.c)
    }

    fn is_letter(self) -> bool {
        joining(self.c) != Joining::Causing
    }
}

/// The stretches of letters that are joined to one another. Vowel marks are passed over.
fn runs(word: &str) -> Vec<Vec<Link>> {
    let mut runs = Vec::new();
    let mut run: Vec<Link> = Vec::new();
    for (at, c) in word.char_indices() {
        match joining(c) {
            Joining::Transparent => {}
            Joining::Dual | Joining::Causing => run.push(Link { at, c }),
            Joining::Right => {
                run.push(Link { at, c });
                runs.push(std::mem::take(&mut run));
            }
            Joining::None => runs.push(std::mem::take(&mut run)),
        }
    }
    runs.push(run);
    runs
}

fn run_places(run: &[Link]) -> Vec<Place> {
    let place = |(index, pair): (usize, &[Link])| {
        let is_last = index + 2 == run.len();
        let priority = priority(pair[0], pair[1], index, is_last)?;
        let priority = match priority {
            3 if run.len() < 3 && is_heh(pair[1].shape()) => LAST_RESORT,
            3.. if run.len() < 3 => return None,
            priority => priority,
        };
        Some(Place { at: pair[1].at, priority })
    };
    run.windows(2).enumerate().filter_map(place).collect()
}

/// The priority of a place between two neighbours in a run, `before` being number `index` in it;
/// `is_last` when `after` ends the run and so has its final form. `None` where there is no place.
fn priority(before: Link, after: Link, index: usize, is_last: bool) -> Option<u8> {
    if before.c == TATWEEL {
        return (index > 0 && after.is_letter()).then_some(1);
    }
    if !before.is_letter() || !after.is_letter() || is_refused(before, after, is_last) {
        return None;
    }
    match (before.shape(), after.shape()) {
        (JoiningGroup::Seen | JoiningGroup::Sad, _) => Some(2),
        _ if !is_last => None,
        (_, shape) if is_heh(shape) || shape == JoiningGroup::Dal => Some(3),
        (_, JoiningGroup::Alef | JoiningGroup::Tah | JoiningGroup::Lam) => Some(4),
        (_, shape) if is_kaf(shape) => Some(4),
        (shape, JoiningGroup::Reh) if index > 0 && is_tooth(shape) => Some(5),
        _ => Some(6),
    }
}

/// Where no kashida stands, whatever the word.
fn is_refused(before: Link, after: Link, is_last: bool) -> bool {
    let (first, second) = (before.shape(), after.shape());
    let after_them = first == JoiningGroup::Lam || is_kaf(first);
    let before_them = matches!(
        second,
        JoiningGroup::Hah | JoiningGroup::Sad | JoiningGroup::Ain | JoiningGroup::Waw
    );
    let before_final = matches!(second, JoiningGroup::Feh | JoiningGroup::Qaf) || is_yeh(second);
    after_them || before_them || (is_last && before_final)
}

/// ک گ and their kin.
fn is_kaf(shape: JoiningGroup) -> bool {
    matches!(shape, JoiningGroup::Kaf | JoiningGroup::Gaf | JoiningGroup::SwashKaf)
}

/// ه ة and their kin.
fn is_heh(shape: JoiningGroup) -> bool {
    matches!(
        shape,
        JoiningGroup::Heh
            | JoiningGroup::HehGoal
            | JoiningGroup::KnottedHeh
            | JoiningGroup::TehMarbuta
            | JoiningGroup::TehMarbutaGoal
    )
}

/// ی and its kin, with the flat one of Urdu.
fn is_yeh(shape: JoiningGroup) -> bool {
    matches!(
        shape,
        JoiningGroup::Yeh
            | JoiningGroup::FarsiYeh
            | JoiningGroup::YehWithTail
            | JoiningGroup::YehBarree
    )
}

/// What is one tooth between its neighbours: ب پ ت ث ن ی ئ.
fn is_tooth(shape: JoiningGroup) -> bool {
    is_yeh(shape) || matches!(shape, JoiningGroup::Beh | JoiningGroup::Noon | JoiningGroup::Nya)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word with its places shown as priorities, best place first in `order`.
    fn shown(word: &str) -> String {
        let mut shown = word.to_owned();
        let mut places = places(word);
        places.sort_by_key(|place| std::cmp::Reverse(place.at));
        for place in places {
            shown.insert_str(place.at, &place.priority.to_string());
        }
        shown
    }

    /// The rows of the table (typography.md §4): what a row is about, and words with the priority of
    /// every place at that place.
    const TABLE: &[(&str, &[&str])] = &[
        ("1: a tatweel that the author typed", &["کتـ1اب", "خــ1وب", "هنگـ1ام"]),
        (
            "2: after initial or medial س ش ص ض",
            &["س2لام", "مس2ت", "نش2س2ت", "رض2ا", "مص2در", "س2ت6م"],
        ),
        ("3: before final ه ة د ذ", &["هم3ه", "بی3د", "لحظ3ة", "نمی3ذ", "مدرس2ه", "نتیج3هٔ"]),
        (
            "4: before final ا آ ط ظ ل ک گ",
            &["کت4اب", "محی4ط", "حف4ظ", "عق4ل", "نم4ک", "تفن4گ", "تم4ك", "نیم4آب"],
        ),
        ("5: medial ب پ ت ث ن ی ئ before final ر ز ژ", &["خب5ر", "تی5ز", "منی5ژه", "بئ5ر"]),
        ("6: before any other final letter", &["ش2ه6ر", "فه6م", "چم6ن", "مکت6ب", "نف6س"]),
        ("never after ل ک گ", &["بلکه", "گلن4ار", "قلم", "علم", "ش2کم", "الله"]),
        ("never before ج چ ح خ", &["تاریخ", "مهیج", "مبح6ث"]),
        ("never before ص ض ع غ و", &["مخصوص", "مریض", "جمیع", "تیغ3ه", "هموطن", "بهبود"]),
        ("never before final ف ق ی", &["تخفیف", "رفیق", "زمینی", "کتنے"]),
        ("words under three letters", &["شب", "سر", "از", "ـ"]),
        ("two-letter runs, but for س ش ص ض", &["برنا", "اس2د", "باران", "مادر"]),
        ("7: last resort, a final ه or ة after one letter", &["خان7ه", "دوچرخ7ه", "ذرّة", "برن7ة"]),
        ("across ZWNJ", &["می\u{200C}بین6م", "خان7ه\u{200C}ها", "پی6ش\u{200C}بینی"]),
        ("between a letter and its haraka", &["مُحَمَّ3د", "سِ2تَ4ا"]),
        ("other scripts and digits", &["Windows", "۱۲۳", "کتاب۲", "ABCستاد", "+۵٪", ""]),
        ("signs beside the word do no harm", &["«کت4اب»،", "(س2لام)!"]),
        ("letters of the neighbours", &["بہ6ت", "کوردس2ت4ان", "ښ2اری"]),
    ];

    #[test]
    fn every_row_of_the_table() {
        let is_priority = |c: char| ('1'..='7').contains(&c);
        let shown_again = |expected: &str| {
            shown(&expected.chars().filter(|c| !is_priority(*c)).collect::<String>())
        };
        for (row, words) in TABLE {
            let found: Vec<String> = words.iter().map(|word| shown_again(word)).collect();
            assert_eq!(&found, words, "{row}");
        }
    }

    #[test]
    fn the_best_place_comes_first() {
        let order = |word| places(word).iter().map(|place| place.priority).collect::<Vec<_>>();
        assert_eq!(order("شهر"), [2, 6]);
        let equal = places("نشست");
        assert!(equal[0].priority == equal[1].priority && equal[0].at > equal[1].at);
    }
}
