//! The one moment that outputs carry, so that the same book has the same bytes on every day.

use std::fmt;

use super::{Code, Diagnostic};

/// Seconds in a day (UTC has no leap seconds as Unix counts).
const SECONDS_PER_DAY: u64 = 86_400;
/// 9999-12-31T23:59:59Z: later years have no form in ISO 8601 as EPUB and PDF use it.
const LATEST: u64 = 253_402_300_799;
/// 1980-01-01T00:00:00Z: the first moment that a ZIP entry can carry.
const ZIP_BEGINNING: u64 = 315_532_800;

/// A moment in UTC, to the second: `SOURCE_DATE_EPOCH`, else the beginning of 1980.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// Year, 1970 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
}

impl Stamp {
    /// The stamp for a value of `SOURCE_DATE_EPOCH`
    /// (<https://reproducible-builds.org/specs/source-date-epoch/>); `None` and the empty text
    /// stand for an unset variable and give 1980-01-01, the first moment that all outputs can carry.
    ///
    /// # Errors
    ///
    /// `ENV-SOURCE-DATE-EPOCH` when it is not a whole number of seconds up to the year 9999.
    pub fn from_epoch(value: Option<&str>) -> Result<Self, Diagnostic> {
        let Some(text) = value.filter(|text| !text.is_empty()) else {
            return Ok(Stamp::from_seconds(ZIP_BEGINNING));
        };
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse() {
            Ok(seconds) if digits && seconds <= LATEST => Ok(Stamp::from_seconds(seconds)),
            _ => Err(Diagnostic::new(
                Code::SourceDateEpoch,
                format!("SOURCE_DATE_EPOCH is `{text}`, not a number of seconds since 1970"),
            )
            .hint("set it to a whole number, for example `git log -1 --format=%ct`, or unset it")),
        }
    }

    /// The moment `seconds` after the beginning of 1970, at most [`LATEST`].
    fn from_seconds(seconds: u64) -> Self {
        let (days, rest) = (seconds / SECONDS_PER_DAY, seconds % SECONDS_PER_DAY);
        let (year, month, day) = civil_from_days(days);
        Stamp {
            year,
            month,
            day,
            hour: (rest / 3600) as u8,
            minute: (rest / 60 % 60) as u8,
            second: (rest % 60) as u8,
        }
    }
}

/// Gregorian date of the day `days` after 1970-01-01 (the usual era arithmetic: years begin in
/// March, so that the leap day is the last of its year; an era is 400 years of 146,097 days).
fn civil_from_days(days: u64) -> (u16, u8, u8) {
    // 719,468 days lie between 0000-03-01 and 1970-01-01.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // Months from March have 31, 30, 31, 30, 31 days again and again: 153 days in five months.
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    (year as u16, month as u8, day as u8)
}

impl fmt::Display for Stamp {
    /// As `dcterms:modified` wants it: `2026-11-20T15:04:05Z` (EPUB 3.3 §5.5.3.2.3).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Stamp { year, month, day, hour, minute, second } = self;
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &str) -> Option<String> {
        Stamp::from_epoch(Some(value)).ok().map(|stamp| stamp.to_string())
    }

    #[test]
    fn moments_that_calendars_get_wrong() {
        for (value, expected) in [
            ("0", "1970-01-01T00:00:00Z"),
            ("", "1980-01-01T00:00:00Z"),
            ("951782399", "2000-02-28T23:59:59Z"),
            ("951782400", "2000-02-29T00:00:00Z"),
            ("951868800", "2000-03-01T00:00:00Z"),
            ("4107542399", "2100-02-28T23:59:59Z"),
            ("4107542400", "2100-03-01T00:00:00Z"),
            ("1795186800", "2026-11-20T15:00:00Z"),
            ("253402300799", "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(shown(value).as_deref(), Some(expected), "{value}");
        }
        assert_eq!(Stamp::from_epoch(None).unwrap().to_string(), "1980-01-01T00:00:00Z");
    }

    #[test]
    fn anything_but_a_number_is_an_error() {
        for value in ["-1", "+1", "1.5", "now", " 1", "۱", "253402300800", "99999999999999999999"]
        {
            assert_eq!(shown(value), None, "{value}");
        }
    }

    fn is_leap(year: u16) -> bool {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    }

    /// Every day of four centuries follows the day before it.
    #[test]
    fn days_follow_one_another() {
        let mut last = Stamp::from_seconds(0);
        for day in 1..146_097 {
            let next = Stamp::from_seconds(day * SECONDS_PER_DAY);
            let length = match last.month {
                2 if is_leap(last.year) => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            let expected = match (last.day == length, last.month) {
                (false, month) => (last.year, month, last.day + 1),
                (true, 12) => (last.year + 1, 1, 1),
                (true, month) => (last.year, month + 1, 1),
            };
            assert_eq!((next.year, next.month, next.day), expected);
            last = next;
        }
    }
}
