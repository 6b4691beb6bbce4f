//! The periods of a project: years, half-years or quarters, dated or counted.
//!
//! A dated timeline starts in a calendar month. A counted one numbers its periods
//! from a construction year, as published tables do: −2, −1, 1, 2 …, with or
//! without a year 0. Runs of different lengths may follow each other, since many
//! tables give quarters while a mine is built and years thereafter.

use std::fmt;

use jiff::civil::Date;
use miette::Diagnostic;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The periods of a project, in order and without gaps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    /// When the first period starts.
    pub first: First,
    /// Runs of equal periods, one after the other.
    pub runs: Vec<Run>,
}

/// Where a timeline starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum First {
    /// On the first day of a calendar month.
    Month {
        /// The calendar year.
        year: i16,
        /// The month, `1..=12`.
        month: i8,
    },
    /// At a numbered year of the project that the calendar does not know.
    Counted {
        /// The number of the first year, such as −2.
        year: i32,
        /// Whether a year 0 stands between −1 and 1.
        has_year_zero: bool,
    },
}

/// Equal periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// How long each is.
    pub step: Step,
    /// How many there are.
    pub count: usize,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Twelve months.
    Year,
    /// Six months.
    HalfYear,
    /// Three months.
    Quarter,
}

impl Step {
    /// How many months it has.
    pub fn months(self) -> i32 {
        match self {
            Self::Year => 12,
            Self::HalfYear => 6,
            Self::Quarter => 3,
        }
    }
}

/// Why a timeline cannot be used.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimelineError {
    /// There is nothing to compute.
    #[error("the timeline has no period")]
    #[diagnostic(code("units::empty-timeline"), help("give at least one run with a count above 0"))]
    Empty,
    /// The start is no month of the calendar.
    #[error("{year}-{month} is no month of the calendar")]
    #[diagnostic(code("units::no-such-month"), help("months run from 1 to 12"))]
    NoSuchMonth {
        /// The year given.
        year: i16,
        /// The month given.
        month: i8,
    },
    /// A counted timeline cannot start in a year it says it does not have.
    #[error("the timeline starts in year 0 and says there is none")]
    #[diagnostic(code("units::no-year-zero"), help("set has_year_zero, or start in another year"))]
    NoYearZero,
    /// Far longer than any mine, and so a slip.
    #[error("{count} periods, of at most {most}")]
    #[diagnostic(code("units::timeline-too-long"), help("check the counts of the runs"))]
    TooLong {
        /// How many were asked for.
        count: usize,
        /// How many there may be.
        most: usize,
    },
}

/// The most periods a timeline may have: 250 years of quarters.
pub const MOST_PERIODS: usize = 1_000;

/// One period of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Months from the start of the timeline to the start of the period.
    pub start_month: i32,
    /// How many months it has.
    pub months: i32,
    /// The year it starts in, of the calendar or of the count.
    pub year: i32,
    /// Which of the year's months it starts in, from 0; of the calendar or of the count.
    pub month_of_year: i32,
    /// How long the period is.
    pub step: Step,
    /// Whether `year` is one of the calendar.
    pub is_dated: bool,
}

impl fmt::Display for Slot {
    /// `2025`, `2025/26` for years that start within a calendar year, `2025H2`,
    /// `2025Q3`, `-2`, `1H1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.step {
            Step::Year if self.is_dated && self.month_of_year != 0 => {
                write!(f, "{}/{:02}", self.year, (self.year + 1).rem_euclid(100))
            }
            Step::Year => write!(f, "{}", self.year),
            Step::HalfYear if self.month_of_year % 6 == 0 => {
                write!(f, "{}H{}", self.year, self.month_of_year / 6 + 1)
            }
            Step::Quarter if self.month_of_year % 3 == 0 => {
                write!(f, "{}Q{}", self.year, self.month_of_year / 3 + 1)
            }
            Step::HalfYear | Step::Quarter => {
                write!(f, "{}-{:02}", self.year, self.month_of_year + 1)
            }
        }
    }
}

impl Timeline {
    /// Equal years from January of a calendar year.
    pub fn years(first: i16, count: usize) -> Self {
        Self {
            first: First::Month { year: first, month: 1 },
            runs: vec![Run { step: Step::Year, count }],
        }
    }

    /// Equal years counted from a number, with or without a year 0.
    pub fn counted(first: i32, has_year_zero: bool, count: usize) -> Self {
        Self {
            first: First::Counted { year: first, has_year_zero },
            runs: vec![Run { step: Step::Year, count }],
        }
    }

    /// How many periods there are.
    pub fn len(&self) -> usize {
        self.runs.iter().map(|run| run.count).fold(0, usize::saturating_add)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is wrong with it, if anything is.
    ///
    /// # Errors
    ///
    /// When it has no period or too many, or starts at no month or year there is.
    pub fn check(&self) -> Result<(), TimelineError> {
        match (self.first, self.len()) {
            (_, 0) => Err(TimelineError::Empty),
            (_, count) if count > MOST_PERIODS => {
                Err(TimelineError::TooLong { count, most: MOST_PERIODS })
            }
            (First::Month { year, month }, _) if Date::new(year, month, 1).is_err() => {
                Err(TimelineError::NoSuchMonth { year, month })
            }
            (First::Counted { year: 0, has_year_zero: false }, _) => Err(TimelineError::NoYearZero),
            _ => Ok(()),
        }
    }

    /// The day it starts, where it has dates.
    pub fn start(&self) -> Option<Date> {
        match self.first {
            First::Month { year, month } => Date::new(year, month, 1).ok(),
            First::Counted { .. } => None,
        }
    }

    /// The periods, in order.
    pub fn periods(&self) -> impl Iterator<Item = Slot> + '_ {
        let mut start_month = 0;
        let steps = self.runs.iter().flat_map(|run| std::iter::repeat_n(run.step, run.count));
        steps.map(move |step| {
            let (year, month_of_year, is_dated) = self.year_of(start_month);
            let months = step.months();
            let slot = Slot { start_month, months, year, month_of_year, step, is_dated };
            start_month += months;
            slot
        })
    }

    /// The period with a label, as [`Slot`] prints it.
    pub fn position(&self, label: &str) -> Option<usize> {
        self.periods().position(|slot| slot.to_string() == label)
    }

    /// The same timeline with `count` more periods of its last length.
    #[must_use]
    pub fn extended(&self, count: usize) -> Self {
        let mut longer = self.clone();
        if let Some(last) = longer.runs.last_mut() {
            last.count += count;
        }
        longer
    }

    fn year_of(&self, start_month: i32) -> (i32, i32, bool) {
        match self.first {
            First::Month { year, month } => {
                let months = 12 * i32::from(year) + i32::from(month) - 1 + start_month;
                (months.div_euclid(12), months.rem_euclid(12), true)
            }
            First::Counted { year, has_year_zero } => {
                let counted = year + start_month / 12;
                let skipped = i32::from(!has_year_zero && year < 0 && counted >= 0);
                (counted + skipped, start_month % 12, false)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(timeline: &Timeline) -> String {
        timeline.periods().map(|slot| slot.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn periods_are_labelled_as_tables_label_them() {
        assert_eq!(labels(&Timeline::years(2025, 3)), "2025 2026 2027");
        assert_eq!(labels(&Timeline::counted(-2, false, 4)), "-2 -1 1 2");
        assert_eq!(labels(&Timeline::counted(-2, true, 4)), "-2 -1 0 1");
        let mixed = Timeline {
            first: First::Month { year: 2025, month: 7 },
            runs: vec![
                Run { step: Step::Quarter, count: 2 },
                Run { step: Step::HalfYear, count: 1 },
                Run { step: Step::Year, count: 1 },
            ],
        };
        assert_eq!(labels(&mixed), "2025Q3 2025Q4 2026H1 2026/27");
        assert_eq!(mixed.position("2026H1"), Some(2));
    }

    #[test]
    fn a_timeline_that_cannot_be_is_refused() {
        assert_eq!(Timeline::years(2025, 0).check(), Err(TimelineError::Empty));
        assert_eq!(Timeline::counted(0, false, 3).check(), Err(TimelineError::NoYearZero));
        let month = First::Month { year: 2025, month: 13 };
        let timeline = Timeline { first: month, ..Timeline::years(2025, 1) };
        assert!(matches!(timeline.check(), Err(TimelineError::NoSuchMonth { .. })));
        assert!(Timeline::years(2025, 1_001).check().is_err());
    }
}
