//! From real money to nominal and back.
//!
//! The index of year `y` over base year `b` is the product of `1 + inflation` over
//! the years after `b` up to `y`; real money times the index is nominal money.
//! Periods within a year share its index. Where two bases are the same nothing is
//! multiplied, so that a project in one kind of money is computed exactly as stated.

use oreproof_units::{Fraction, PriceBasis, Series, Timeline};

use crate::problem::Problem;

/// What turns money of one basis into money of another, period by period.
///
/// # Errors
///
/// When the bases differ and inflation is missing, or is not known for a year.
pub fn index(
    from: PriceBasis,
    to: PriceBasis,
    inflation: Option<&Series<Fraction>>,
    timeline: &Timeline,
    at: &str,
) -> Result<Vec<f64>, Problem> {
    if from == to {
        return Ok(vec![1.0; timeline.len()]);
    }
    let name = |basis| match basis {
        PriceBasis::Real { year } => format!("real money of {year}"),
        PriceBasis::Nominal => "nominal money".to_owned(),
    };
    let inflation = inflation.ok_or_else(|| Problem::NoInflation {
        at: at.to_owned(),
        from: name(from),
        to: name(to),
    })?;
    let rates = Rates { inflation, timeline };
    timeline
        .periods()
        .map(|slot| {
            let up = |basis| match basis {
                PriceBasis::Real { year } => rates.index(year, slot.year),
                PriceBasis::Nominal => Ok(1.0),
            };
            Ok(up(from)? / up(to)?)
        })
        .collect()
}

struct Rates<'a> {
    inflation: &'a Series<Fraction>,
    timeline: &'a Timeline,
}

impl Rates<'_> {
    /// Nominal money of `year` for one of `base`.
    fn index(&self, base: i32, year: i32) -> Result<f64, Problem> {
        let (first, last) = (base.min(year), base.max(year));
        let mut index = 1.0;
        for year in first + 1..=last {
            index *= 1.0 + self.of(year)?;
        }
        Ok(if year >= base { index } else { 1.0 / index })
    }

    fn of(&self, year: i32) -> Result<f64, Problem> {
        let found = match self.inflation {
            Series::Flat(rate) => Some(*rate),
            Series::ByYear(by) => {
                let after = by.years.last_key_value().is_none_or(|(last, _)| *last < year);
                by.years.get(&year).copied().or(by.then.filter(|_| after))
            }
            Series::ByPeriod(rates) => {
                let period = self.timeline.periods().position(|slot| slot.year == year);
                period.and_then(|p| rates.get(p)).or(rates.last()).copied()
            }
        };
        match found {
            Some(rate) if rate.0 > -1.0 && rate.0.is_finite() => Ok(rate.0),
            Some(rate) => Err(Problem::BadRate { at: "money.inflation".into(), value: rate.0 }),
            None => Err(Problem::InflationYear { year }),
        }
    }
}
