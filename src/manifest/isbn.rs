//! International Standard Book Numbers (ISO 2108).

use super::values::Understood;
use crate::persian::digits::digit_value;

/// The thirteen digits of the ISBN written in `text`, with hyphens and spaces or without, in any
/// digits. An ISBN-10 becomes the ISBN-13 of the same book (prefix 978).
///
/// # Errors
/// What is wrong, and a hint; when only the check digit is wrong, the hint has the right one.
pub(super) fn parse(text: &str) -> Understood<String> {
    let signs = signs(text).ok_or_else(|| not_an_isbn(text))?;
    match signs.len() {
        13 if signs.iter().all(|sign| *sign < 10) => thirteen(text, &signs),
        10 if signs[..9].iter().all(|sign| *sign < 10) => ten(text, &signs),
        _ => Err(not_an_isbn(text)),
    }
}

/// The value of each digit; `X` is 10. `None` when there is anything else than digits, `X`,
/// hyphens and spaces.
fn signs(text: &str) -> Option<Vec<u32>> {
    let text = text.trim().trim_start_matches("ISBN").trim_start_matches([':', ' ']);
    text.chars()
        .filter(|c| !matches!(c, '-' | ' ' | '\u{2010}'..='\u{2013}'))
        .map(|c| if matches!(c, 'X' | 'x') { Some(10) } else { digit_value(c) })
        .collect()
}

fn thirteen(text: &str, digits: &[u32]) -> Understood<String> {
    if digits[..2] != [9, 7] || !matches!(digits[2], 8 | 9) {
        let hint = "an ISBN-13 begins with 978 or 979".to_owned();
        return Err((format!("`{text}` is not an ISBN"), hint));
    }
    let check = check_thirteen(&digits[..12]);
    if check != digits[12] {
        return Err(wrong_check(text, &check.to_string()));
    }
    Ok(digits.iter().map(u32::to_string).collect())
}

fn ten(text: &str, signs: &[u32]) -> Understood<String> {
    // Weights 10 to 1, modulo 11 (ISO 2108:1992).
    let sum: u32 = signs[..9].iter().zip((2..=10).rev()).map(|(sign, weight)| sign * weight).sum();
    let check = (11 - sum % 11) % 11;
    if check != signs[9] {
        return Err(wrong_check(text, if check == 10 { "X" } else { DIGITS[check as usize] }));
    }
    let mut digits = vec![9, 7, 8];
    digits.extend(&signs[..9]);
    digits.push(check_thirteen(&digits));
    Ok(digits.iter().map(u32::to_string).collect())
}

const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// Weights 1 and 3 in turn, modulo 10.
fn check_thirteen(digits: &[u32]) -> u32 {
    let sum: u32 =
        digits.iter().zip([1, 3].iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    (10 - sum % 10) % 10
}

fn wrong_check(text: &str, right: &str) -> (String, String) {
    let mut corrected = text.trim().to_owned();
    corrected.pop();
    corrected.push_str(right);
    let hint = format!("if all other digits are right, it is `{corrected}`");
    (format!("the check digit of the ISBN `{text}` is wrong"), hint)
}

fn not_an_isbn(text: &str) -> (String, String) {
    let hint = "an ISBN has 13 digits (older ones 10), such as `978-600-119-125-1`".to_owned();
    (format!("`{text}` is not an ISBN"), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lengths_and_all_digits_are_read() {
        for text in [
            "978-0-306-40615-7",
            "9780306406157",
            "۹۷۸-۰-۳۰۶-۴۰۶۱۵-۷",
            "0-306-40615-2",
            "ISBN 0306406152",
        ] {
            assert_eq!(parse(text).as_deref(), Ok("9780306406157"), "{text}");
        }
        assert_eq!(parse("0-8044-2957-X").as_deref(), Ok("9780804429573"));
    }

    #[test]
    fn a_wrong_check_digit_is_corrected() {
        let hint = |text| parse(text).unwrap_err().1;
        assert_eq!(
            hint("978-0-306-40615-1"),
            "if all other digits are right, it is `978-0-306-40615-7`"
        );
        assert_eq!(hint("0-8044-2957-3"), "if all other digits are right, it is `0-8044-2957-X`");
        assert_eq!(hint("1234567890123"), "an ISBN-13 begins with 978 or 979");
        assert!(hint("978-600").starts_with("an ISBN has 13 digits"));
        assert!(hint("X780306406157").starts_with("an ISBN has 13 digits"));
        assert!(hint("شابک").starts_with("an ISBN has 13 digits"));
    }

    #[test]
    fn the_example_of_the_hint_is_right() {
        assert!(parse("978-600-119-125-1").is_ok());
    }
}
