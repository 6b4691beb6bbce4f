//! Discounting: what money at one time is worth at another.
//!
//! With yearly rate `r` and a period whose money stands `t` years after the moment
//! of valuation, the factor is `(1 + r)^-t`. Where in its period the money stands
//! is the convention: its start, its middle or its end. Each step from one
//! convention to the next divides a present value of equal periods by
//! `(1 + r)^½` per year of period.
//!
//! Sums are compensated (Neumaier 1974), so that a long table loses no digit.

use jiff::civil::Date;
use oreproof_units::Timeline;

use crate::problem::Problem;
use crate::project::{Convention, Discounting, Moment, Past};

/// When the money of each period stands, and what counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Times {
    /// Years after the moment of valuation.
    pub years: Vec<f64>,
    /// Half-months after the start of the timeline, whole numbers for exact roots.
    pub half_months: Vec<u32>,
    /// Whether the period's money counts at all.
    pub counts: Vec<bool>,
}

impl Times {
    /// Places every period of `timeline`, which may be longer than the project's.
    ///
    /// # Errors
    ///
    /// When the moment cannot be placed, or money lies before it and nothing says
    /// what becomes of it.
    pub fn new(discounting: &Discounting, timeline: &Timeline) -> Result<Self, Problem> {
        let at = moment(&discounting.at, timeline)?;
        let mut times = Self { years: Vec::new(), half_months: Vec::new(), counts: Vec::new() };
        for slot in timeline.periods() {
            let half_months = 2 * slot.start_month
                + slot.months
                    * match discounting.convention {
                        Convention::FirstUndiscounted => 0,
                        Convention::MidPeriod => 1,
                        Convention::EndOfPeriod => 2,
                    };
            let years = (f64::from(half_months) / 2.0 - at) / 12.0;
            let counts = match (years < 0.0, discounting.past) {
                (true, None) => return Err(Problem::PastUnstated { label: slot.to_string() }),
                (true, Some(Past::Sunk)) => false,
                _ => true,
            };
            times.years.push(years);
            times.half_months.push(half_months.unsigned_abs());
            times.counts.push(counts);
        }
        Ok(times)
    }

    /// The factor of each period at a yearly rate.
    pub fn factors(&self, rate: f64) -> Vec<f64> {
        let factor = |(&years, &counts): (&f64, &bool)| {
            if counts { libm::pow(1.0 + rate, -years) } else { 0.0 }
        };
        self.years.iter().zip(&self.counts).map(factor).collect()
    }
}

/// The present value of a row of cash at a yearly rate.
///
/// # Examples
///
/// ```
/// # use oreproof_money::{Convention, Discounting, Moment, Times, npv};
/// # use oreproof_units::Timeline;
/// let timeline = Timeline::counted(0, true, 3);
/// let discounting = Discounting {
///     convention: Convention::EndOfPeriod,
///     at: Moment::StartOf("0".into()),
///     past: None,
///     rates: vec![],
/// };
/// let times = Times::new(&discounting, &timeline).unwrap();
/// assert_eq!(format!("{:.4}", npv(&[-100.0, 60.0, 60.0], &times, 0.1)), "3.7566");
/// ```
pub fn npv(cash: &[f64], times: &Times, rate: f64) -> f64 {
    weighted_sum(cash, &times.factors(rate))
}

/// The sum of products, with the rounding of sums carried along.
pub fn weighted_sum(values: &[f64], weights: &[f64]) -> f64 {
    sum(values.iter().zip(weights).map(|(value, weight)| value * weight))
}

/// The sum of numbers, with the rounding carried along.
pub fn sum(numbers: impl Iterator<Item = f64>) -> f64 {
    let (mut total, mut lost) = (0.0_f64, 0.0_f64);
    for number in numbers {
        let next = total + number;
        lost += if total.abs() >= number.abs() {
            (total - next) + number
        } else {
            (number - next) + total
        };
        total = next;
    }
    total + lost
}

/// Months from the start of the timeline to a moment.
fn moment(at: &Moment, timeline: &Timeline) -> Result<f64, Problem> {
    match at {
        Moment::StartOf(label) => {
            let slot = timeline.periods().find(|slot| slot.to_string() == *label);
            slot.map(|slot| f64::from(slot.start_month))
                .ok_or_else(|| no_such_period("discounting.at", label, timeline))
        }
        Moment::Date(date) => {
            let start = timeline.start().ok_or(Problem::NoDates)?;
            Ok(months(*date) - months(start))
        }
    }
}

/// Months since the year nought, with the day as a part of its month.
fn months(date: Date) -> f64 {
    let whole = 12 * i32::from(date.year()) + i32::from(date.month()) - 1;
    f64::from(whole) + f64::from(date.day() - 1) / f64::from(date.days_in_month())
}

/// The problem of a label that no period has.
pub fn no_such_period(at: &str, label: &str, timeline: &Timeline) -> Problem {
    let label_of = |slot: Option<oreproof_units::timeline::Slot>| {
        slot.map(|slot| slot.to_string()).unwrap_or_default()
    };
    Problem::NoSuchPeriod {
        at: at.to_owned(),
        label: label.to_owned(),
        first: label_of(timeline.periods().next()),
        last: label_of(timeline.periods().last()),
    }
}
