//! Things that happen or do not: steps of a road with odds and durations, and disruptions.

use libm::{exp, sqrt};
use serde::{Deserialize, Serialize};

use crate::distribution::{Distribution, Quantile};
use crate::error::{RiskError, finite, not_negative, odds, positive};

/// A step of a road: it is passed or it is the last, and passing takes time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// What it is called.
    pub name: String,
    /// The odds of passing, from 0 to 1.
    pub odds: f64,
    /// How long passing takes, in years.
    pub years: Distribution,
}

/// A road of steps, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Gates {
    steps: Vec<(f64, Quantile)>,
}

/// How far a road was gone in one draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passage {
    /// How many steps were passed.
    pub passed: usize,
    /// How long they took together, in years.
    pub years: f64,
}

impl Gates {
    /// The road of these steps, in order.
    ///
    /// # Errors
    ///
    /// When odds lie outside 0 to 1, or a duration can be below zero.
    pub fn new(gates: &[Gate]) -> Result<Self, RiskError> {
        let step = |gate: &Gate| {
            let years = gate.years.prepare()?;
            if years.least() < 0.0 {
                let (parameter, value) = ("years", years.least());
                return Err(RiskError::OutOfRange { parameter, value, needs: "0 or more" });
            }
            Ok((odds("odds", gate.odds)?, years))
        };
        Ok(Self { steps: gates.iter().map(step).collect::<Result<_, _>>()? })
    }

    /// How many numbers of the unit interval one passage takes: two a step.
    pub fn n_units(&self) -> usize {
        2 * self.steps.len()
    }

    /// How many steps there are.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Walks the road: of each two numbers, the first decides and the second takes time.
    ///
    /// # Panics
    ///
    /// When there are not [`n_units`](Self::n_units) numbers.
    pub fn walk(&self, units: &[f64]) -> Passage {
        assert_eq!(units.len(), self.n_units(), "two numbers a step");
        let mut passage = Passage { passed: 0, years: 0.0 };
        for ((odds, years), pair) in self.steps.iter().zip(units.chunks_exact(2)) {
            if *odds <= pair[0] && *odds < 1.0 {
                break;
            }
            passage.passed += 1;
            passage.years += years.at(pair[1]);
        }
        passage
    }

    /// The odds of passing them all.
    pub fn odds(&self) -> f64 {
        self.steps.iter().map(|(odds, _)| odds).product()
    }
}

/// What is known of how often something strikes: a count over a time, and what was thought
/// before counting.
///
/// The rate has a gamma distribution, and counts given the rate are Poisson.
/// Source: Gelman et al. (2013), *Bayesian Data Analysis*, third edition, section 2.6.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// How many were counted.
    pub events: f64,
    /// Over how many years.
    pub years: f64,
    /// What was thought before, as a count; ½ is Jeffreys' prior. Above 0.
    pub prior_events: f64,
    /// What was thought before, as years of watching; 0 says nothing was known.
    pub prior_years: f64,
}

/// A rate of events, ready to draw from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Rate {
    per_year: Quantile,
}

impl Record {
    /// The rate that the record leaves.
    ///
    /// # Errors
    ///
    /// When a count or a time is below zero, or nothing at all was watched.
    pub fn rate(&self) -> Result<Rate, RiskError> {
        let shape =
            not_negative("events", self.events)? + positive("prior_events", self.prior_events)?;
        let years =
            not_negative("years", self.years)? + not_negative("prior_years", self.prior_years)?;
        if years == 0.0 {
            return Err(RiskError::Empty { what: "years watched" });
        }
        let per_year = Distribution::Gamma { shape, scale: 1.0 / years }.prepare()?;
        Ok(Rate { per_year })
    }
}

impl Rate {
    /// Events per year that lie below with chance `u`.
    pub fn at(&self, u: f64) -> f64 {
        self.per_year.at(u)
    }

    /// Mean of the rate.
    pub fn mean(&self) -> f64 {
        self.per_year.mean()
    }

    /// Variance of the rate.
    pub fn variance(&self) -> f64 {
        self.per_year.variance()
    }
}

/// How many events of a mean number happen, by inverting the Poisson distribution.
///
/// `mean` is 0 or more; above 500 the normal approximation with Cornish and Fisher's first
/// correction takes over, whose error is below one event in 10⁴ draws there.
pub fn poisson(u: f64, mean: f64) -> f64 {
    if 500.0 < mean {
        let z = crate::special::normal_quantile(u);
        return libm::floor(mean + sqrt(mean) * z + (z * z - 1.0) / 6.0 + 0.5).max(0.0);
    }
    let mut chance = exp(-mean);
    let (mut below, mut count) = (chance, 0.0);
    while below < u && count < 2_000.0 {
        count += 1.0;
        chance *= mean / count;
        below += chance;
    }
    count
}

/// What part of a period is left when `count` outages take `years_lost` of each of its `years`.
///
/// Outages do not overlap so much as to take more than the whole.
///
/// # Errors
///
/// When a number is not finite, or the period has no length.
pub fn available(count: f64, years_lost: f64, years: f64) -> Result<f64, RiskError> {
    let lost = not_negative("count", count)?
        * not_negative("years_lost", finite("years_lost", years_lost)?)?;
    Ok((1.0 - lost / positive("years", years)?).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stream::Stream;

    fn road() -> Vec<Gate> {
        let years = |median| Distribution::Lognormal { median, sigma: 0.4, shift: 0.0 };
        vec![
            Gate { name: "licence".into(), odds: 0.6, years: years(2.0) },
            Gate { name: "study".into(), odds: 0.5, years: years(3.0) },
            Gate { name: "finance".into(), odds: 0.8, years: years(1.8) },
        ]
    }

    #[test]
    fn roads_are_gone_as_often_and_as_long_as_stated() {
        let gates = Gates::new(&road()).unwrap();
        let n = 40_000_u64;
        let stream = Stream::new(2, 3);
        let walks: Vec<Passage> = (0..n)
            .map(|draw| {
                let units: Vec<f64> = (0..6).map(|i| stream.uniform(draw, i)).collect();
                gates.walk(&units)
            })
            .collect();
        let whole: Vec<f64> = walks.iter().filter(|w| w.passed == 3).map(|w| w.years).collect();
        let share = whole.len() as f64 / n as f64;
        assert!((share - gates.odds()).abs() < 5.0 * (0.24 * 0.76 / n as f64).sqrt(), "{share}");
        // Mean of a lognormal: median · e^(σ²/2).
        let expected = (2.0 + 3.0 + 1.8) * (0.08_f64).exp();
        let mean = whole.iter().sum::<f64>() / whole.len() as f64;
        assert!((mean - expected).abs() < 0.1, "{mean} is not {expected}");
    }

    #[test]
    fn sure_steps_are_always_passed_and_impossible_ones_never() {
        let mut sure = road();
        sure.iter_mut().for_each(|gate| gate.odds = 1.0);
        assert_eq!(Gates::new(&sure).unwrap().walk(&[0.999_999; 6]).passed, 3);
        sure[1].odds = 0.0;
        assert_eq!(Gates::new(&sure).unwrap().walk(&[1e-9; 6]).passed, 1);
    }

    #[test]
    fn impossible_odds_and_times_are_refused() {
        let mut gates = road();
        gates[0].odds = 1.2;
        assert!(matches!(Gates::new(&gates), Err(RiskError::OutOfRange { parameter: "odds", .. })));
        gates[0] = Gate { years: Distribution::Normal { mean: 1.0, sd: 1.0 }, ..road()[0].clone() };
        assert!(matches!(
            Gates::new(&gates),
            Err(RiskError::OutOfRange { parameter: "years", .. })
        ));
        let nothing = Record { events: 0.0, years: 0.0, prior_events: 0.5, prior_years: 0.0 };
        assert!(matches!(nothing.rate(), Err(RiskError::Empty { .. })));
    }

    /// A gamma–Poisson count has the mean α/β·t and the variance of the negative binomial,
    /// α/β·t (1 + t/β) (Gelman et al., appendix A).
    #[test]
    fn counts_have_the_moments_of_the_negative_binomial() {
        let record = Record { events: 14.0, years: 4.0, prior_events: 0.5, prior_years: 0.0 };
        let rate = record.rate().unwrap();
        let (stream, n) = (Stream::new(6, 1), 40_000_u64);
        let counts: Vec<f64> = (0..n)
            .map(|draw| poisson(stream.uniform(draw, 1), rate.at(stream.uniform(draw, 0))))
            .collect();
        let (mean, variance) = (14.5 / 4.0, 14.5 / 4.0 * 1.25);
        let got = counts.iter().sum::<f64>() / n as f64;
        assert!((got - mean).abs() < 5.0 * (variance / n as f64).sqrt(), "{got}");
        let spread = counts.iter().map(|c| (c - got) * (c - got)).sum::<f64>() / n as f64;
        assert!((spread / variance - 1.0).abs() < 0.05, "{spread}");
    }

    #[test]
    fn many_events_have_the_mean_and_spread_of_their_rate() {
        let (stream, n) = (Stream::new(9, 1), 20_000_u64);
        let counts: Vec<f64> = (0..n).map(|draw| poisson(stream.uniform(draw, 0), 900.0)).collect();
        let mean = counts.iter().sum::<f64>() / n as f64;
        assert!((mean - 900.0).abs() < 5.0 * (900.0 / n as f64).sqrt(), "{mean}");
    }

    #[test]
    fn outages_take_no_more_than_there_is() {
        assert_eq!(available(2.0, 0.1, 1.0), Ok(0.8));
        assert_eq!(available(20.0, 0.1, 1.0), Ok(0.0));
        assert!(available(-1.0, 0.1, 1.0).is_err());
    }
}
