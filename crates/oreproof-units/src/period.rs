//! Days, months, years and the intervals between them, written as EDTF does.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::parse::ParseError;

/// A day, or any longer stretch of the calendar, by its first and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day, inclusive.
    pub last: Date,
}

impl Period {
    /// One day.
    pub fn day(date: Date) -> Self {
        Self { first: date, last: date }
    }

    /// A calendar month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self { first, last: first.last_of_month() })
    }

    /// A calendar year.
    pub fn year(year: i16) -> Option<Self> {
        Some(Self { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? })
    }

    /// A quarter of a calendar year, `1..=4`.
    pub fn quarter(year: i16, quarter: i8) -> Option<Self> {
        let last_month = quarter.checked_mul(3)?;
        let first = Self::month(year, last_month.checked_sub(2)?)?.first;
        Some(Self { first, last: Self::month(year, last_month)?.last })
    }

    /// A half of a calendar year, `1..=2`.
    pub fn half(year: i16, half: i8) -> Option<Self> {
        let last_month = half.checked_mul(6)?;
        let first = Self::month(year, last_month.checked_sub(5)?)?.first;
        Some(Self { first, last: Self::month(year, last_month)?.last })
    }

    /// The twelve months up to the end of month `last_month` of `year`.
    ///
    /// A financial year is named after the calendar year it ends in: FY2024 of a
    /// company whose year closes in June is `financial_year(2024, 6)`.
    pub fn financial_year(year: i16, last_month: i8) -> Option<Self> {
        let last = Self::month(year, last_month)?.last;
        let first = match last_month {
            12 => Self::month(year, 1)?,
            month => Self::month(year.checked_sub(1)?, month + 1)?,
        };
        Some(Self { first: first.first, last })
    }

    /// From the first day of one period to the last day of another.
    pub fn span(from: Self, to: Self) -> Self {
        Self { first: from.first, last: to.last }
    }

    /// How many months it covers, counting both ends; a single day counts one.
    pub fn months(&self) -> i32 {
        let years = i32::from(self.last.year()) - i32::from(self.first.year());
        12 * years + i32::from(self.last.month()) - i32::from(self.first.month()) + 1
    }

    /// Whether it is a single day.
    pub fn is_day(&self) -> bool {
        self.first == self.last
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first, self.last);
        let starts_month = first.day() == 1;
        let ends_month = last == last.last_of_month();
        if self.is_day() {
            write!(f, "{first}")
        } else if !(starts_month && ends_month) {
            write!(f, "{first}/{last}")
        } else if first.month() == 1 && last.month() == 12 {
            match first.year() == last.year() {
                true => write!(f, "{:04}", first.year()),
                false => write!(f, "{:04}/{:04}", first.year(), last.year()),
            }
        } else if (first.year(), first.month()) == (last.year(), last.month()) {
            write!(f, "{:04}-{:02}", first.year(), first.month())
        } else {
            let (y0, m0, y1, m1) = (first.year(), first.month(), last.year(), last.month());
            write!(f, "{y0:04}-{m0:02}/{y1:04}-{m1:02}")
        }
    }
}

impl FromStr for Period {
    type Err = ParseError;

    /// Reads a day, a month, a year, or two of them with a slash between, as
    /// EDTF level 0 writes them. A period that ends before it starts is refused.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let refused = || ParseError::NotAPeriod { text: text.to_owned() };
        let read = match text.split_once('/') {
            None => stretch(text),
            Some((from, to)) => {
                stretch(from).zip(stretch(to)).map(|(from, to)| Self::span(from, to))
            }
        };
        read.filter(|period| period.first <= period.last).ok_or_else(refused)
    }
}

/// One day, month or year with its digits in full: `2025-09-25`, `2025-09`, `2025`.
fn stretch(text: &str) -> Option<Period> {
    let digits = |part: &str, n| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let (year, rest) = parts.split_first().filter(|(year, _)| digits(year, 4))?;
    let year = year.parse().ok()?;
    match rest {
        [] => Period::year(year),
        [month] if digits(month, 2) => Period::month(year, month.parse().ok()?),
        [month, day] if digits(month, 2) && digits(day, 2) => {
            let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
            Some(Period::day(date))
        }
        _ => None,
    }
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn edtf_reads_and_prints_alike() {
        for text in [
            "2025-09-25",
            "2025-09",
            "2025",
            "2024-07/2024-09",
            "1970/2003",
            "2024-02-10/2024-03-31",
        ] {
            assert_eq!(period(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "",
            "25",
            "2025-13",
            "2025-02-30",
            "2025-9",
            "2025/",
            "/2025",
            "2026/2025",
            "-2025",
            "２０２５",
        ] {
            assert!(matches!(text.parse::<Period>(), Err(ParseError::NotAPeriod { .. })), "{text}");
        }
    }

    #[test]
    fn halves_quarters_and_financial_years_have_their_months() {
        assert_eq!(Period::half(2024, 1).unwrap(), period("2024-01/2024-06"));
        assert_eq!(Period::half(2024, 2).unwrap(), period("2024-07/2024-12"));
        assert_eq!(Period::half(2024, 3), None);
        assert_eq!(Period::half(2024, 0), None);
        assert_eq!(Period::quarter(2024, 3).unwrap(), period("2024-07/2024-09"));
        assert_eq!(Period::quarter(2024, 5), None);
        assert_eq!(Period::financial_year(2024, 6).unwrap(), period("2023-07/2024-06"));
        assert_eq!(Period::financial_year(2024, 12).unwrap(), period("2024"));
        assert_eq!(Period::financial_year(2024, 13), None);
    }

    #[test]
    fn no_number_breaks_the_constructors() {
        for year in [i16::MIN, -1, 0, 9999, i16::MAX] {
            for part in [i8::MIN, -1, 0, 1, 2, 4, 12, 13, 43, i8::MAX] {
                let _ = (Period::half(year, part), Period::quarter(year, part));
                let _ = (Period::month(year, part), Period::financial_year(year, part));
            }
        }
    }

    fn any_date() -> impl Strategy<Value = Date> {
        (0_i16..=9999, 1_i8..=12, 1_i8..=31).prop_filter_map("no such day", |(y, m, d)| {
            // The ends of months and years are where printing could go wrong.
            Date::new(y, m, d).or_else(|_| Date::new(y, m, 1).map(Date::last_of_month)).ok()
        })
    }

    proptest! {
        #[test]
        fn every_period_reads_back_as_printed(a in any_date(), b in any_date()) {
            let stretch = Period { first: a.min(b), last: a.max(b) };
            prop_assert_eq!(stretch.to_string().parse(), Ok(stretch));
        }

        #[test]
        fn whole_months_read_back_as_printed(y in 0_i16..9999, m in 1_i8..=12, n in 1_i8..=12) {
            let stretch = Period::span(Period::month(y, m).unwrap(), Period::month(y + 1, n).unwrap());
            prop_assert_eq!(stretch.to_string().parse(), Ok(stretch));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "[0-9/-]{0,12}|\\PC{0,12}") {
            let _ = text.parse::<Period>();
        }
    }
}
