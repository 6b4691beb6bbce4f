//! Gates and disruptions of a case, as what the risk station draws.

use oreproof_risk::event::{Rate, Record};
use oreproof_risk::{Distribution, Quantile, RiskError};
use oreproof_units::{Base, Unit};

use crate::case::Case;
use crate::draws::cannot;
use crate::model::{Disruption, Gate, Incident};
use crate::place::Places;
use crate::problem::Problem;
use crate::quantity::{Duration, Quantity, Share};

/// Days in a year, on average.
const DAYS: f64 = 365.25;

/// A time in years; clock time in years of 365¼ days.
fn years(quantity: &Quantity<Duration>) -> Option<f64> {
    let days = || quantity.value_in(Unit::of(Base::Day)).ok().flatten().map(|days| days / DAYS);
    quantity.value_in(Unit::of(Base::Year)).ok().flatten().or_else(days)
}

/// A share as a part of one.
fn part(quantity: &Quantity<Share>) -> Option<f64> {
    quantity.value_in(Unit::of(Base::Percent)).ok().flatten().map(|percent| percent / 100.0)
}

/// A share that lies from 0 to 1.
pub(super) fn odds(
    key: &'static str,
    share: &Quantity<Share>,
    at: &Places,
) -> Result<f64, Box<Problem>> {
    let value = part(share).unwrap_or(f64::NAN);
    match (0.0..=1.0).contains(&value) {
        true => Ok(value),
        false => {
            let error = RiskError::OutOfRange { parameter: key, value, needs: "from 0 to 1" };
            Err(Box::new(cannot(&error, at.of(key).clone())))
        }
    }
}

/// A lognormal time of a median, made ready.
fn lognormal(median: f64, sigma: f64, at: &Places) -> Result<Quantile, Box<Problem>> {
    Distribution::Lognormal { median, sigma, shift: 0.0 }.prepare().map_err(|error| {
        let key = match error {
            RiskError::OutOfRange { parameter, .. } | RiskError::NotFinite { parameter, .. } => {
                parameter
            }
            _ => "median",
        };
        Box::new(cannot(&error, at.of(key).clone()))
    })
}

impl Gate {
    /// The odds of passing that the case states; none where a base rate gives them.
    ///
    /// # Errors
    ///
    /// When they lie outside 0 to 100 %.
    pub fn stated_odds(&self) -> Result<Option<f64>, Box<Problem>> {
        self.odds.as_ref().map(|share| odds("odds", share, &self.at)).transpose()
    }

    /// How long passing takes, in years: from the median that the case states, or from `mean`,
    /// the base rate that it names.
    ///
    /// # Errors
    ///
    /// When the time or its spread is not what it can be.
    pub fn time(&self, mean: Option<f64>) -> Result<Quantile, Box<Problem>> {
        let stated = self.median.as_ref().and_then(years);
        // The mean of a lognormal is its median times e to half the square of sigma.
        let half = self.sigma * self.sigma / 2.0;
        let median = stated.or(mean.map(|mean| mean / libm::exp(half))).unwrap_or(f64::NAN);
        lognormal(median, self.sigma, &self.at)
    }

    /// How long the plan gives it, in years.
    pub fn planned(&self) -> Option<f64> {
        self.plan.as_ref().and_then(years)
    }
}

impl Disruption {
    /// The incidents of the case that count.
    pub fn incidents<'c>(&'c self, case: &'c Case) -> impl Iterator<Item = &'c Incident> {
        let same = |wanted: &Option<String>, found: &Option<String>| {
            wanted.is_none() || wanted.as_deref() == found.as_deref()
        };
        case.incidents.iter().filter(move |incident| {
            let site = self.site.as_ref().map(|site| site.id.as_str());
            same(&self.province, &incident.province)
                && same(&self.sector, &incident.sector)
                && (site.is_none() || site == incident.site.as_ref().map(|site| site.id.as_str()))
                && self.watched.first <= incident.date.first
                && incident.date.last <= self.watched.last
        })
    }

    /// How often such incidents happen, by the record and what was thought before.
    ///
    /// # Errors
    ///
    /// When no incident counts, or what was thought before is not what it can be.
    pub fn rate(&self, case: &Case) -> Result<Rate, Box<Problem>> {
        let n = self.incidents(case).count();
        if n == 0 {
            let at = self.at.whole.clone();
            return Err(Box::new(Problem::EmptyRecord { name: self.name.clone(), at }));
        }
        let days = self.watched.first.until(self.watched.last).map_or(0, |span| span.get_days());
        let record = Record {
            events: n as f64,
            years: (f64::from(days) + 1.0) / DAYS,
            prior_events: self.prior_events,
            prior_years: self.prior_years,
        };
        record.rate().map_err(|error| {
            let key = match error {
                RiskError::OutOfRange { parameter, .. } => parameter,
                _ => "watched",
            };
            Box::new(cannot(&error, self.at.of(key).clone()))
        })
    }

    /// The part of incidents that stops the project.
    ///
    /// # Errors
    ///
    /// When it lies outside 0 to 100 %.
    pub fn part(&self) -> Result<f64, Box<Problem>> {
        odds("part", &self.part, &self.at)
    }

    /// How long a stop lasts, in years.
    ///
    /// # Errors
    ///
    /// When the time or its spread is not what it can be.
    pub fn outage(&self) -> Result<Quantile, Box<Problem>> {
        lognormal(years(&self.median).unwrap_or(f64::NAN), self.sigma, &self.at)
    }
}

/// Tells what is wrong with a gate.
pub(super) fn gate(gate: &Gate, problems: &mut Vec<Problem>) {
    let pairs = [("odds", "odds_rate"), ("median", "years_rate")];
    for (stated, rate) in pairs {
        if gate.at.has(stated) == gate.at.has(rate) {
            let (name, at) = (gate.name.clone(), gate.at.whole.clone());
            problems.push(Problem::GateIncomplete { name, stated, rate, at });
        }
    }
    problems.extend(gate.stated_odds().err().map(|problem| *problem));
    // A mean of 1 stands for a base rate that the case does not hold.
    if gate.at.has("median") || gate.at.has("years_rate") {
        problems.extend(gate.time(Some(1.0)).err().map(|problem| *problem));
    }
}

/// Tells what is wrong with a disruption.
pub(super) fn disruption(case: &Case, disruption: &Disruption, problems: &mut Vec<Problem>) {
    problems.extend(disruption.rate(case).err().map(|problem| *problem));
    problems.extend(disruption.part().err().map(|problem| *problem));
    problems.extend(disruption.outage().err().map(|problem| *problem));
}
