//! Normal scores: a grade turned into a standard normal variable and back.
//!
//! The value at cumulative share `p` has the score `Φ⁻¹(p)`; shares and the order of equal values
//! are those of [`Distribution`]. Between the values of the table, back and forth run straight;
//! beyond its ends the tails are a choice:
//!
//! ```text
//! power    z = z_a + (z_b - z_a) · ((p - p_a) / (p_b - p_a))^(1/ω)   ω = 1 is linear
//! hyperbola z = z_n · ((1 - p_n) / (1 - p))^(1/ω)                    upper tail only
//! ```
//!
//! with `p = Φ(y)`, between the bound of the tail and the outermost value.
//!
//! Source: Deutsch and Journel (1998), *GSLIB*, 2nd edition, sections V.1.6 and VI.2.6 (programs
//! `nscore` and `backtr`).

use oreproof_risk::special::{normal_cdf, normal_quantile};
use serde::{Deserialize, Serialize};

use super::distribution::Distribution;
use crate::error::{GroundError, finite, positive};

/// How values run below the least and above the greatest of the table.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tails {
    /// Below.
    pub lower: LowerTail,
    /// Above.
    pub upper: UpperTail,
}

/// Values below the least of the table.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum LowerTail {
    /// They are the least.
    None,
    /// Straight down to a least possible value.
    Linear {
        /// The least there can be.
        least: f64,
    },
    /// Down to a least possible value by a power.
    Power {
        /// The least there can be.
        least: f64,
        /// The power; above 1 values crowd at the least of the table.
        omega: f64,
    },
}

/// Values above the greatest of the table.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum UpperTail {
    /// They are the greatest.
    None,
    /// Straight up to a greatest possible value.
    Linear {
        /// The greatest there can be.
        greatest: f64,
    },
    /// Up to a greatest possible value by a power.
    Power {
        /// The greatest there can be.
        greatest: f64,
        /// The power; below 1 values crowd at the greatest of the table.
        omega: f64,
    },
    /// Along a hyperbola, cut off at a greatest possible value.
    Hyperbolic {
        /// The greatest there can be.
        greatest: f64,
        /// The power; the smaller, the longer the tail. GSLIB takes 1.5 for most grades.
        omega: f64,
    },
}

/// The table between a grade and its normal scores.
#[derive(Clone, Debug, PartialEq)]
pub struct NormalScores {
    /// The values, rising, and the score of each.
    values: Vec<f64>,
    scores: Vec<f64>,
    /// Where each stood among those given.
    order: Vec<usize>,
    n_given: usize,
    tails: Tails,
}

impl NormalScores {
    /// The table of a distribution.
    ///
    /// # Errors
    ///
    /// When a tail's bound lies inside the values, or its power is not above zero.
    pub fn new(distribution: &Distribution, tails: Tails) -> Result<Self, GroundError> {
        check(distribution, &tails)?;
        let scores = distribution.probabilities().iter().map(|&p| normal_quantile(p)).collect();
        let order = distribution.order().to_vec();
        let n_given = order.iter().max().map_or(0, |last| last + 1);
        Ok(Self { values: distribution.values().to_vec(), scores, order, n_given, tails })
    }

    /// The values, rising, each with its score.
    pub fn table(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.values.iter().copied().zip(self.scores.iter().copied())
    }

    /// The score of each value in the order they were given; none for those of no weight.
    pub fn of_given(&self) -> Vec<Option<f64>> {
        let mut scores = vec![None; self.n_given];
        for (&at, &score) in self.order.iter().zip(&self.scores) {
            scores[at] = Some(score);
        }
        scores
    }

    /// The score of any value; outside the table, that of its end.
    ///
    /// Of several equal values in the table the middle score is taken.
    pub fn score(&self, value: f64) -> f64 {
        let first = self.values.partition_point(|&known| known < value);
        let past = self.values.partition_point(|&known| known <= value);
        if first < past {
            return 0.5 * (self.scores[first] + self.scores[past - 1]);
        }
        if first == 0 {
            return self.scores[0];
        }
        if first == self.values.len() {
            return self.scores[first - 1];
        }
        let part = (value - self.values[first - 1]) / (self.values[first] - self.values[first - 1]);
        self.scores[first - 1] + part * (self.scores[first] - self.scores[first - 1])
    }

    /// The value of a score, with the tails.
    pub fn value(&self, score: f64) -> f64 {
        let above = self.scores.partition_point(|&known| known < score);
        if above == 0 {
            return self.below(score);
        }
        if above == self.scores.len() {
            return self.beyond(score);
        }
        let (low, high) = (self.scores[above - 1], self.scores[above]);
        let part = (score - low) / (high - low);
        self.values[above - 1] + part * (self.values[above] - self.values[above - 1])
    }

    fn below(&self, score: f64) -> f64 {
        let least = self.values[0];
        let (bound, omega) = match self.tails.lower {
            LowerTail::None => return least,
            LowerTail::Linear { least } => (least, 1.0),
            LowerTail::Power { least, omega } => (least, omega),
        };
        let part = normal_cdf(score) / normal_cdf(self.scores[0]);
        bound + (least - bound) * power(part.min(1.0), 1.0 / omega)
    }

    fn beyond(&self, score: f64) -> f64 {
        let last = self.values.len() - 1;
        let (greatest, end) = (self.values[last], self.scores[last]);
        if score <= end {
            return greatest;
        }
        // What is left above, without the digits that one minus a share near one would lose.
        let (left, left_at_end) = (normal_cdf(-score), normal_cdf(-end));
        let (bound, omega) = match self.tails.upper {
            UpperTail::None => return greatest,
            UpperTail::Linear { greatest } => (greatest, 1.0),
            UpperTail::Power { greatest, omega } => (greatest, omega),
            UpperTail::Hyperbolic { greatest: bound, omega } => {
                return (greatest * power(left_at_end / left, 1.0 / omega)).min(bound);
            }
        };
        let part = (left_at_end - left) / left_at_end;
        greatest + (bound - greatest) * power(part.clamp(0.0, 1.0), 1.0 / omega)
    }
}

/// A power that is exact where it is one.
fn power(base: f64, exponent: f64) -> f64 {
    if exponent == 1.0 { base } else { libm::pow(base, exponent) }
}

fn check(distribution: &Distribution, tails: &Tails) -> Result<(), GroundError> {
    let (lower, omega_below) = match tails.lower {
        LowerTail::None => (None, 1.0),
        LowerTail::Linear { least } => (Some(least), 1.0),
        LowerTail::Power { least, omega } => (Some(least), omega),
    };
    let (upper, omega_above) = match tails.upper {
        UpperTail::None => (None, 1.0),
        UpperTail::Linear { greatest } => (Some(greatest), 1.0),
        UpperTail::Power { greatest, omega } | UpperTail::Hyperbolic { greatest, omega } => {
            (Some(greatest), omega)
        }
    };
    positive("power of the lower tail", omega_below)?;
    positive("power of the upper tail", omega_above)?;
    if let Some(value) = lower.map(|least| finite("least value", least)).transpose()?
        && distribution.min() < value
    {
        let (parameter, needs) = ("least value", "no more than every value there is");
        return Err(GroundError::OutOfRange { parameter, value, needs });
    }
    if let Some(value) = upper.map(|most| finite("greatest value", most)).transpose()?
        && value < distribution.max()
    {
        let (parameter, needs) = ("greatest value", "no less than every value there is");
        return Err(GroundError::OutOfRange { parameter, value, needs });
    }
    if matches!(tails.upper, UpperTail::Hyperbolic { .. }) {
        positive("greatest of the values under a hyperbolic tail", distribution.max())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TAILS: Tails = Tails {
        lower: LowerTail::Linear { least: 0.0 },
        upper: UpperTail::Hyperbolic { greatest: 100.0, omega: 1.5 },
    };

    fn scores(values: &[f64], tails: Tails) -> NormalScores {
        NormalScores::new(&Distribution::of(values).unwrap(), tails).unwrap()
    }

    /// By hand: the upper quarter of one value at 4 halves where the hyperbola has grown by the
    /// power 1/ω of two.
    #[test]
    fn tails_by_hand() {
        let table = scores(&[4.0, 2.0], TAILS);
        let at = |share: f64| normal_quantile(share);
        assert!((table.value(at(0.125)) - 1.0).abs() < 1e-12);
        assert!((table.value(at(0.875)) - 4.0 * libm::pow(2.0, 1.0 / 1.5)).abs() < 1e-12);
        assert_eq!(table.value(9.0), 100.0);
        let linear = Tails { upper: UpperTail::Linear { greatest: 8.0 }, ..TAILS };
        assert!((scores(&[4.0, 2.0], linear).value(at(0.875)) - 6.0).abs() < 1e-12);
        let none = Tails { lower: LowerTail::None, upper: UpperTail::None };
        assert_eq!(scores(&[4.0, 2.0], none).value(9.0), 4.0);
        assert_eq!(scores(&[4.0, 2.0], none).value(-9.0), 2.0);
    }

    #[test]
    fn bounds_inside_the_values_are_refused() {
        let values = Distribution::of(&[1.0, 5.0]).unwrap();
        let bad = [
            Tails { lower: LowerTail::Linear { least: 2.0 }, ..TAILS },
            Tails { upper: UpperTail::Linear { greatest: 4.0 }, ..TAILS },
            Tails { upper: UpperTail::Power { greatest: 9.0, omega: 0.0 }, ..TAILS },
            Tails { upper: UpperTail::Linear { greatest: f64::NAN }, ..TAILS },
        ];
        for tails in bad {
            assert!(NormalScores::new(&values, tails).is_err(), "{tails:?}");
        }
    }

    proptest! {
        #[test]
        fn values_come_back_from_their_scores(
            values in proptest::collection::vec(0.0..50.0f64, 2..50), score in -6.0..6.0f64,
        ) {
            let table = scores(&values, TAILS);
            for (value, score) in table.table() {
                prop_assert!((table.value(score) - value).abs() < 1e-12);
            }
            let (low, high) = (table.value(score), table.value(score + 0.01));
            prop_assert!(low <= high && (0.0..=100.0).contains(&low));
            let given = table.of_given();
            prop_assert!(given.iter().all(Option::is_some) && given.len() == values.len());
            // Inside the table, a value leads back to its score.
            let is_inside = values.iter().any(|v| *v < low) && values.iter().any(|v| low < *v);
            prop_assert!(!is_inside || (table.score(low) - score).abs() < 1e-9);
        }
    }
}
