//! Names as they are matched: two spellings of one name give one key.

use icu_normalizer::DecomposingNormalizer;

use super::digits::digit_value;
use super::letters::comparable;
use super::spaces::is_joiner;

/// The key of a name, tag or title: what people write differently and mean alike is the same.
///
/// Arabic and Persian codes of «ی» and «ک», marks and tatweel, hamza on its bearers («أ», «ؤ», «ئ»,
/// «ۀ»), «ة» and «ه», spaces, half-spaces and none («علی رضا», «علی‌رضا», «علیرضا»), capital letters
/// and the families of digits make no difference. For comparing only, never for output.
pub fn name_key(name: &str) -> String {
    // The compatibility form parts hamza and madda from their letters and resolves the
    // presentation forms that texts from PDFs contain.
    let parted = DecomposingNormalizer::new_nfkd().normalize(name);
    let is_part = |c: &char| !c.is_whitespace() && !is_joiner(*c) && *c != HAMZA;
    comparable(&parted).chars().filter(is_part).map(fold).collect()
}

/// Hamza alone on the line.
const HAMZA: char = '\u{0621}';

fn fold(c: char) -> char {
    match c {
        // «ة»; «ە», what is left of «ۀ».
        '\u{0629}' | '\u{06D5}' => 'ه',
        _ => digit_value(c).and_then(|value| char::from_digit(value, 10)).unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name() {
        for spellings in [
            &["علی‌رضا", "علي رضا", "علیرضا", "عَلیرضـا"][..],
            &["مؤمنی", "مومنی", "مومني"],
            &["رئیس", "ریيس"],
            &["أحمد", "احمد"],
            &["خانۀ", "خانه", "خانهٔ"],
            &["فاطمة", "فاطمه"],
            &["علاء", "علا"],
            &["دههٔ ۶۰", "دهه 60"],
            &["Marx", "marx"],
        ] {
            for spelling in spellings {
                assert_eq!(name_key(spelling), name_key(spellings[0]), "{spelling}");
            }
        }
        assert_ne!(name_key("کمال"), name_key("جمال"));
    }
}
