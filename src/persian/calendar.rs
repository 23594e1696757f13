//! Dates as authors write them, in the Jalali (solar Hijri) and the Gregorian calendar.

use std::cmp::Ordering;

use icu_calendar::Date;
use icu_calendar::cal::{Gregorian, Persian};

use super::digits::{DigitStyle, digit_value, parse_number};
use super::letters::comparable;
use super::spaces::without_joiners;

/// A calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Calendar {
    /// Solar Hijri, of Iran and Afghanistan.
    Jalali,
    /// Gregorian.
    Gregorian,
}

/// A date that exists: a day, a month or a whole year.
///
/// Dates of both calendars compare by the days they name; a month or a year stands for its first
/// day and comes before that day itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CivilDate {
    calendar: Calendar,
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
    /// Days since 1 January 1 (Gregorian) of the first day that the date names.
    days: i64,
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It is not written as a date.
    NotADate,
    /// It is written as one, but the calendar has no such day; `explanation` says so in English
    /// with the length of the month.
    NoSuchDay {
        /// For the message: «month 12 of the Jalali year 1400 has 29 days».
        explanation: String,
    },
}

/// Numeric dates with a year below this are Jalali: no Persian text carries a Gregorian date before
/// 1700, and the Jalali year reaches 1700 in 2321.
const FIRST_GREGORIAN_YEAR: i32 = 1700;

/// Month names: Iran, then Afghanistan (signs of the zodiac), then other spellings.
const JALALI_MONTHS: [&[&str]; 12] = [
    &["فروردین", "حمل"],
    &["اردیبهشت", "ثور"],
    &["خرداد", "جوزا"],
    &["تیر", "سرطان"],
    &["مرداد", "اسد", "امرداد"],
    &["شهریور", "سنبله"],
    &["مهر", "میزان"],
    &["آبان", "عقرب"],
    &["آذر", "قوس"],
    &["دی", "جدی"],
    &["بهمن", "دلو"],
    &["اسفند", "حوت"],
];

/// Month names: as in Iran (from French), in Afghanistan (from English), in Arabic, in English.
const GREGORIAN_MONTHS: [&[&str]; 12] = [
    &["ژانویه", "جنوری", "يناير", "january", "jan"],
    &["فوریه", "فبروری", "فبراير", "february", "feb"],
    &["مارس", "مارچ", "march", "mar"],
    &["آوریل", "اپریل", "أبريل", "april", "apr"],
    &["مه", "می", "مى", "مايو", "may"],
    &["ژوئن", "جون", "يونيو", "june", "jun"],
    &["ژوئیه", "جولای", "جولایی", "يوليو", "july", "jul"],
    &["اوت", "آگست", "اگست", "آگوست", "أغسطس", "august", "aug"],
    &["سپتامبر", "سپتمبر", "سبتمبر", "september", "sep", "sept"],
    &["اکتبر", "اکتوبر", "أكتوبر", "october", "oct"],
    &["نوامبر", "نومبر", "نوفمبر", "november", "nov"],
    &["دسامبر", "دسمبر", "ديسمبر", "december", "dec"],
];

/// Whether `word` is the name of a month, written as the tables above have it.
pub fn is_month(word: &str) -> bool {
    let mut names = JALALI_MONTHS.iter().chain(&GREGORIAN_MONTHS).flat_map(|names| names.iter());
    names.any(|name| name.eq_ignore_ascii_case(word))
}

/// Words that may accompany a date and say nothing more.
const FILLERS: &[&str] = &[
    "شنبه",
    "یکشنبه",
    "دوشنبه",
    "سهشنبه",
    "چهارشنبه",
    "پنجشنبه",
    "جمعه",
    "یک",
    "دو",
    "سه",
    "چهار",
    "پنج",
    "سال",
    "ماه",
    "روز",
    "برابر",
    "با",
    "هجری",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "of",
];

/// Words that name the calendar.
const ERAS: &[(&str, Calendar)] = &[
    ("خورشیدی", Calendar::Jalali),
    ("شمسی", Calendar::Jalali),
    ("ه.ش", Calendar::Jalali),
    ("ش", Calendar::Jalali),
    ("میلادی", Calendar::Gregorian),
    ("م", Calendar::Gregorian),
    ("ad", Calendar::Gregorian),
    ("ce", Calendar::Gregorian),
];

impl CivilDate {
    /// Reads a date: `1398-12-11`, `۱۳۹۸/۱۲/۱۱`, `2020-03-04`, `04/03/2020` (day first),
    /// «۱۱ اسفند ۱۳۹۸», «۱۱ اسفند \[حوت\] ۱۳۹۸», «چهارشنبه ۴ مارچ ۲۰۲۰», `March 4, 2020`,
    /// «اسفند ۱۳۹۸», `1398`. A Gregorian date after a Jalali one in the same text («… برابر با …»)
    /// is passed over.
    ///
    /// # Errors
    /// When the text is not written as a date, or the calendar has no such day.
    pub fn parse(text: &str) -> Result<CivilDate, DateError> {
        let words = words(text);
        let written = match words.as_slice() {
            [Word::Numbers(numbers)] => from_numbers(numbers),
            [Word::Numbers(numbers), Word::Era(calendar)] => {
                from_numbers(numbers).map(|date| Written { calendar: *calendar, ..date })
            }
            _ => from_words(&words),
        };
        written.ok_or(DateError::NotADate)?.check()
    }

    /// Its calendar.
    pub const fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// Its year in its own calendar.
    pub const fn year(&self) -> i32 {
        self.year
    }

    /// Its month, from 1.
    pub const fn month(&self) -> Option<u8> {
        self.month
    }

    /// Its day of the month, from 1.
    pub const fn day(&self) -> Option<u8> {
        self.day
    }

    /// The number of the first day that it names, counted from 1 January 1 (Gregorian).
    pub const fn first_day(&self) -> i64 {
        self.days
    }

    /// The number of the last day that it names: that of the month or year, when it is one.
    pub fn last_day(&self) -> i64 {
        let written = |year, month| Written { calendar: self.calendar, year, month, day: None };
        let next = match (self.month, self.day) {
            (_, Some(_)) => return self.days,
            (Some(month @ ..12), None) => written(self.year, Some(i32::from(month) + 1)),
            (_, None) => written(self.year + 1, None),
        };
        next.first_day(1).map_or(self.days, |next| next - 1)
    }

    /// The same day in `calendar`; a month or a year of the other one becomes its first day.
    #[must_use]
    pub fn to_calendar(&self, calendar: Calendar) -> CivilDate {
        let (year, month, day) = match (self.calendar, calendar) {
            (from, to) if from == to => return *self,
            (_, Calendar::Gregorian) => self.gregorian(),
            (_, Calendar::Jalali) => match self.jalali() {
                Some(date) => date,
                None => return *self,
            },
        };
        CivilDate { calendar, year, month: Some(month), day: Some(day), days: self.days }
    }

    fn jalali(&self) -> Option<(i32, u8, u8)> {
        let (year, month, day) = self.gregorian();
        let date = Date::try_new_gregorian(year, month, day).ok()?.to_calendar(Persian::new());
        Some((date.era_year().year, date.month().ordinal, date.day_of_month().0))
    }

    /// The date in the digits of its own calendar: `1398-12-11`, `2020-03`, `1398`.
    pub fn numeric(&self) -> String {
        let parts = [self.month, self.day].into_iter().flatten().map(|part| format!("-{part:02}"));
        format!("{:04}{}", self.year, parts.collect::<String>())
    }

    /// The day it names (its first day, for a month or a year) in the Gregorian calendar: year,
    /// month, day.
    pub fn gregorian(&self) -> (i32, u8, u8) {
        let month = self.month.unwrap_or(1);
        let day = self.day.unwrap_or(1);
        let date = match self.calendar {
            Calendar::Gregorian => return (self.year, month, day),
            Calendar::Jalali => Date::try_new_persian(self.year, month, day),
        };
        date.map_or((self.year, month, day), |date| {
            let date = date.to_calendar(Gregorian);
            (date.era_year().year, date.month().ordinal, date.day_of_month().0)
        })
    }

    /// The date by ISO 8601: `2020-03-01`, or `2020-03`, `2020` for a Gregorian month or year. A
    /// Jalali month or year has no Gregorian equal; its first day is given.
    pub fn iso(&self) -> String {
        let (year, month, day) = self.gregorian();
        match (self.calendar, self.month, self.day) {
            (Calendar::Gregorian, None, _) => format!("{year:04}"),
            (Calendar::Gregorian, Some(_), None) => format!("{year:04}-{month:02}"),
            _ => format!("{year:04}-{month:02}-{day:02}"),
        }
    }

    /// The date in Persian words and the given digits: «۱۱ اسفند ۱۳۹۸», «۴ مارس ۲۰۲۰».
    pub fn persian(&self, digits: DigitStyle) -> String {
        let names = match self.calendar {
            Calendar::Jalali => &JALALI_MONTHS,
            Calendar::Gregorian => &GREGORIAN_MONTHS,
        };
        let day = self.day.map(|day| digits.write(usize::from(day)));
        let month = self.month.map(|month| names[usize::from(month) - 1][0].to_owned());
        let year = digits.convert(&self.year.to_string());
        [day, month, Some(year)].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

impl Ord for CivilDate {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |date: &CivilDate| (date.days, date.month, date.day, date.calendar);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for CivilDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A date as written, not yet looked up in its calendar.
#[derive(Clone, Copy)]
struct Written {
    calendar: Calendar,
    year: i32,
    month: Option<i32>,
    day: Option<i32>,
}

impl Written {
    /// The date, if the calendar has it.
    fn check(self) -> Result<CivilDate, DateError> {
        let Written { calendar, year, month, day } = self;
        let days = self
            .first_day(day.unwrap_or(1))
            .ok_or_else(|| DateError::NoSuchDay { explanation: self.explain() })?;
        // The calendar has the day, so both numbers are small.
        let small = |number: i32| number as u8;
        Ok(CivilDate { calendar, year, month: month.map(small), day: day.map(small), days })
    }

    /// The number of day `day` of the month (of the first month, for a year alone).
    fn first_day(self, day: i32) -> Option<i64> {
        let month = u8::try_from(self.month.unwrap_or(1)).ok()?;
        let day = u8::try_from(day).ok()?;
        if self.year < 1 {
            return None;
        }
        let days = match self.calendar {
            Calendar::Jalali => Date::try_new_persian(self.year, month, day).ok()?.to_rata_die(),
            Calendar::Gregorian => {
                Date::try_new_gregorian(self.year, month, day).ok()?.to_rata_die()
            }
        };
        Some(days.to_i64_date())
    }

    /// Why the calendar does not have it.
    fn explain(self) -> String {
        let Written { calendar, year, month, .. } = self;
        let month = month.unwrap_or(1);
        let length = (28..=31).rev().find(|day| self.first_day(*day).is_some());
        match length {
            Some(days) => format!("month {month} of the {calendar:?} year {year} has {days} days"),
            None => format!("the {calendar:?} calendar has no month {month} in the year {year}"),
        }
    }
}

/// A word of a date.
#[derive(Clone, Debug, PartialEq)]
enum Word {
    /// Numbers parted by `-`, `/` or `.`: `1398-12-11`, or one alone.
    Numbers(Vec<i32>),
    /// A month's name.
    Month(Calendar, u8),
    /// A calendar's name.
    Era(Calendar),
    /// Nothing that a date may contain.
    Unknown,
}

/// The words of a text that say something about a date. What stands in brackets (the month's other
/// name) is passed over when it is a month; a bracketed number is not.
fn words(text: &str) -> Vec<Word> {
    let parts = |c: char| c.is_whitespace() || matches!(c, ',' | '،' | '[' | ']' | '(' | ')' | '؛');
    let mut words: Vec<Word> = Vec::new();
    for raw in text.split(parts) {
        let word = without_joiners(&comparable(raw));
        if word.is_empty() || FILLERS.contains(&word.as_str()) {
            continue;
        }
        let read = word_of(&word);
        // The other name of the same month: «اسفند [حوت]».
        if matches!(read, Word::Month(..)) && words.last() == Some(&read) {
            continue;
        }
        words.push(read);
    }
    words
}

fn word_of(word: &str) -> Word {
    if let Some((_, calendar)) = ERAS.iter().find(|(name, _)| *name == word.trim_end_matches('.')) {
        return Word::Era(*calendar);
    }
    if let Some(numbers) = numbers(word) {
        return Word::Numbers(numbers);
    }
    let in_calendar = |names: &[&[&str]; 12], calendar| {
        names
            .iter()
            .position(|names| names.iter().any(|name| comparable(name) == word))
            .map(|at| Word::Month(calendar, at as u8 + 1))
    };
    in_calendar(&JALALI_MONTHS, Calendar::Jalali)
        .or_else(|| in_calendar(&GREGORIAN_MONTHS, Calendar::Gregorian))
        .unwrap_or(Word::Unknown)
}

/// `1398-12-11`, `۱۳۹۸/۱۲/۱۱`, `4.3.2020`, `11`, and English `4th`.
fn numbers(word: &str) -> Option<Vec<i32>> {
    let word = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|suffix| word.strip_suffix(suffix))
        .filter(|stem| stem.chars().all(|c| digit_value(c).is_some()))
        .unwrap_or(word);
    word.split(['-', '/', '.', '\u{2013}', '\u{060D}'])
        .map(|number| parse_number(number).and_then(|number| i32::try_from(number).ok()))
        .collect()
}

/// A numeric date: the year has four digits (more than 31) and stands first or last.
fn from_numbers(numbers: &[i32]) -> Option<Written> {
    let (year, month, day) = match *numbers {
        [year] if year > 31 => (year, None, None),
        [year, month] | [month, year] if year > 31 => (year, Some(month), None),
        [year, month, day] | [day, month, year] if year > 31 => (year, Some(month), Some(day)),
        _ => return None,
    };
    Some(Written { calendar: calendar_of(year), year, month, day })
}

fn calendar_of(year: i32) -> Calendar {
    if year < FIRST_GREGORIAN_YEAR { Calendar::Jalali } else { Calendar::Gregorian }
}

/// A date with the month's name: day month year, month day year, month year.
fn from_words(words: &[Word]) -> Option<Written> {
    let one = |word: &Word| match word {
        Word::Numbers(numbers) if numbers.len() == 1 => Some(numbers[0]),
        _ => None,
    };
    let (calendar, month, day, year, rest) = match words {
        [Word::Month(calendar, month), day, year, rest @ ..]
            if one(day).is_some() && one(year).is_some() =>
        {
            (calendar, month, one(day), one(year)?, rest)
        }
        [Word::Month(calendar, month), year, rest @ ..] => {
            (calendar, month, None, one(year)?, rest)
        }
        [day, Word::Month(calendar, month), year, rest @ ..] => {
            (calendar, month, Some(one(day)?), one(year)?, rest)
        }
        _ => return None,
    };
    let date = Written { calendar: *calendar, year, month: Some(i32::from(*month)), day };
    let consistent = match rest {
        [] => true,
        [Word::Era(era)] => era == calendar,
        // The same day in the other calendar; it must be a date itself.
        [Word::Era(era), other @ ..] => era == calendar && from_words(other).is_some(),
        other => from_words(other).is_some(),
    };
    consistent.then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> String {
        match CivilDate::parse(text) {
            Ok(date) => date.iso(),
            Err(DateError::NotADate) => "not a date".to_owned(),
            Err(DateError::NoSuchDay { explanation }) => explanation,
        }
    }

    #[test]
    fn dates_as_authors_write_them() {
        let expected = [
            ("1398-12-11", "2020-03-01"),
            ("۱۳۹۸/۱۲/۱۱", "2020-03-01"),
            ("۱۱/۱۲/۱۳۹۸", "2020-03-01"),
            ("۱۱ اسفند ۱۳۹۸", "2020-03-01"),
            ("۱۱ اسفند [حوت] ۱۳۹۸", "2020-03-01"),
            ("یک‌شنبه، ۱۱ اسفند ماه ۱۳۹۸ هجری شمسی", "2020-03-01"),
            ("١١ حوت ١٣٩٨", "2020-03-01"),
            ("۱۱ حوت ۱۳۹۸ برابر با ۱ مارچ ۲۰۲۰ میلادی", "2020-03-01"),
            ("2020-03-04", "2020-03-04"),
            ("۰۴ مارچ ۲۰۲۰", "2020-03-04"),
            ("۴ مارس ۲۰۲۰", "2020-03-04"),
            ("04/03/2020", "2020-03-04"),
            ("March 4th, 2020", "2020-03-04"),
            ("4 March 2020", "2020-03-04"),
            ("١٤ مايو ٢٠٢٠", "2020-05-14"),
            ("۱ فروردین ۱۴۰۴", "2025-03-21"),
            ("۳۰ اسفند ۱۴۰۳", "2025-03-20"),
            ("۱۳۵۷", "1978-03-21"),
            ("اسفند ۱۳۹۸", "2020-02-20"),
            ("2020-03", "2020-03"),
            ("2020", "2020"),
            ("۱۳۵۷ شمسی", "1978-03-21"),
        ];
        for (text, day) in expected {
            assert_eq!(iso(text), day, "{text}");
        }
    }

    #[test]
    fn days_that_no_calendar_has() {
        assert_eq!(iso("۳۱ اسفند ۱۴۰۰"), "month 12 of the Jalali year 1400 has 29 days");
        assert_eq!(iso("1399-12-30"), "2021-03-20");
        assert_eq!(iso("1400-12-30"), "month 12 of the Jalali year 1400 has 29 days");
        assert_eq!(iso("2021-02-29"), "month 2 of the Gregorian year 2021 has 28 days");
        assert_eq!(iso("1400-13-01"), "the Jalali calendar has no month 13 in the year 1400");
        assert_eq!(iso("1400-300-01"), "the Jalali calendar has no month 300 in the year 1400");
    }

    #[test]
    fn what_is_no_date() {
        for text in ["", "بهار", "۱۲", "۱۱ اسفند", "پیش از ۱۳۹۸", "۱۱ اسفند ۱۳۹۸ تهران", "1-2-3-4"]
        {
            assert_eq!(iso(text), "not a date", "{text}");
        }
    }

    #[test]
    fn dates_of_both_calendars_compare() {
        let mut dates: Vec<CivilDate> = ["2020-03-02", "1398-12-11", "۱۳۹۸", "1398-01-01", "2019"]
            .iter()
            .map(|text| CivilDate::parse(text).unwrap())
            .collect();
        dates.sort();
        let years: Vec<(i32, Option<u8>)> = dates.iter().map(|d| (d.year(), d.day())).collect();
        assert_eq!(
            years,
            [(2019, None), (1398, None), (1398, Some(1)), (1398, Some(11)), (2020, Some(2))]
        );
    }

    #[test]
    fn a_year_or_month_has_all_its_days() {
        let days = |text| {
            let date = CivilDate::parse(text).unwrap();
            date.last_day() - date.first_day() + 1
        };
        let expected = [("1399", 366), ("1400", 365), ("1400-12", 29), ("1399-12", 30)];
        for (text, length) in expected.into_iter().chain([("2020-02", 29), ("1400-01-01", 1)]) {
            assert_eq!(days(text), length, "{text}");
        }
    }

    #[test]
    fn a_day_has_a_name_in_both_calendars() {
        let both = |text| {
            let date = CivilDate::parse(text).unwrap();
            [Calendar::Jalali, Calendar::Gregorian].map(|it| date.to_calendar(it).numeric())
        };
        assert_eq!(both("۰۴ مارچ ۲۰۲۰"), ["1398-12-14", "2020-03-04"]);
        assert_eq!(both("۱۱ اسفند ۱۳۹۸"), ["1398-12-11", "2020-03-01"]);
        assert_eq!(both("۳۰ اسفند ۱۴۰۳"), ["1403-12-30", "2025-03-20"]);
        assert_eq!(both("1398"), ["1398", "2019-03-21"]);
    }

    #[test]
    fn dates_are_written_in_persian() {
        let write = |text| CivilDate::parse(text).unwrap().persian(DigitStyle::Persian);
        assert_eq!(write("1398-12-11"), "۱۱ اسفند ۱۳۹۸");
        assert_eq!(write("2020-03"), "مارس ۲۰۲۰");
        assert_eq!(write("1404"), "۱۴۰۴");
    }
}
