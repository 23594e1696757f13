//! Dates by the names of their months.

use crate::persian::{Calendar, CivilDate, DigitStyle};

/// How a language says a date.
#[derive(Debug)]
pub(super) enum Dates {
    /// Both calendars have names: «۲ مهر ۱۴۰۱», «۱۲ مه ۲۰۲۴».
    Persian,
    /// The civil calendar; an Iranian day is said in it.
    Civil {
        /// Names of the months, January first.
        months: &'static [&'static str; 12],
        /// Day, month and year, in this order.
        day: &'static str,
        /// Month and year.
        month: &'static str,
    },
}

impl Dates {
    /// `date` in words; what is not a date as written, in these digits.
    pub fn say(&self, date: &str, digits: DigitStyle) -> String {
        let Ok(parsed) = CivilDate::parse(date) else { return digits.convert(date) };
        match self {
            Dates::Persian => parsed.persian(digits),
            Dates::Civil { months, day, month } => {
                let civil = match (parsed.calendar(), parsed.day()) {
                    // An Iranian month or year lies in two of the other calendar.
                    (Calendar::Jalali, None) => return digits.convert(date),
                    (Calendar::Jalali, Some(_)) => parsed.to_calendar(Calendar::Gregorian),
                    (Calendar::Gregorian, _) => parsed,
                };
                let year = digits.convert(&civil.year().to_string());
                let name = civil.month().map(|month| months[usize::from(month) - 1]);
                match (civil.day(), name) {
                    (Some(number), Some(name)) => {
                        super::fill(day, &[&digits.write(number.into()), name, &year])
                    }
                    (None, Some(name)) => super::fill(month, &[name, &year]),
                    _ => year,
                }
            }
        }
    }
}
