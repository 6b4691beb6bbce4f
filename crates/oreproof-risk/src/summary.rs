//! What many draws say: means, quantiles and exceedance, each with its sampling error.
//!
//! A quantile counts from below: P10 is the value that one draw in ten lies below, so that
//! P10 ≤ P50 ≤ P90.

use libm::{floor, sqrt};
use serde::Serialize;

use crate::error::{RiskError, odds};
use crate::special::normal_quantile;

/// A quantile with the ends between which it lies with the confidence asked for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The share of draws below it.
    pub p: f64,
    /// The value.
    pub value: f64,
    /// Lower end of the confidence interval.
    pub low: f64,
    /// Upper end of the confidence interval.
    pub high: f64,
}

/// Draws in order of value, ready to be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Sorted {
    values: Vec<f64>,
}

/// Mean of some values and its standard error, added up in their order.
///
/// Of no values the mean is no number; of one, its error is none.
pub fn mean(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    (mean, sqrt(squares / (n - 1.0) / n))
}

impl Sorted {
    /// Puts draws in order.
    ///
    /// # Errors
    ///
    /// When there are none, or one is no number.
    pub fn new(mut values: Vec<f64>) -> Result<Self, RiskError> {
        if values.is_empty() {
            return Err(RiskError::Empty { what: "draws" });
        }
        if let Some(&value) = values.iter().find(|value| value.is_nan()) {
            return Err(RiskError::NotFinite { parameter: "outcome", value });
        }
        values.sort_unstable_by(f64::total_cmp);
        Ok(Self { values })
    }

    /// The values in order.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The value that a share `p` of the draws lies below, by straight lines between draws
    /// (Hyndman and Fan 1996, definition 7), with its interval at `confidence`.
    ///
    /// The interval runs between order statistics, whose ranks are binomial whatever the
    /// distribution (David and Nagaraja 2003, *Order Statistics*, section 7.1).
    ///
    /// # Errors
    ///
    /// When `p` or the confidence lies outside 0 to 1.
    pub fn quantile(&self, p: f64, confidence: f64) -> Result<Estimate, RiskError> {
        let (p, confidence) = (odds("p", p)?, odds("confidence", confidence)?);
        let n = self.values.len() as f64;
        let reach = match confidence {
            0.0 => 0.0,
            1.0 => f64::INFINITY,
            confidence => normal_quantile(0.5 + confidence / 2.0) * sqrt(n * p * (1.0 - p)),
        };
        let rank = |rank: f64| self.values[rank.clamp(0.0, n - 1.0) as usize];
        let value = self.at(p);
        let low = rank(floor(n * p - reach) - 1.0).min(value);
        let high = rank(libm::ceil(n * p + reach)).max(value);
        Ok(Estimate { p, value, low, high })
    }

    fn at(&self, p: f64) -> f64 {
        let place = p * (self.values.len() - 1) as f64;
        let below = floor(place) as usize;
        let above = (below + 1).min(self.values.len() - 1);
        let (low, high) = (self.values[below], self.values[above]);
        if low == high { low } else { low + (place - below as f64) * (high - low) }
    }

    /// The share of draws that reach `x` or more, with its standard error.
    ///
    /// The error is Wilson's half-width at one standard deviation, which is not nought where no
    /// draw or every draw reaches `x` (Brown, Cai and DasGupta 2001, *Statistical Science* 16).
    pub fn exceedance(&self, x: f64) -> (f64, f64) {
        let n = self.values.len() as f64;
        let reach = self.values.len() - self.values.partition_point(|&value| value < x);
        let share = reach as f64 / n;
        let error = sqrt(share * (1.0 - share) / n + 1.0 / (4.0 * n * n)) / (1.0 + 1.0 / n);
        (share, error)
    }

    /// The exceedance curve: `points` values from the least to the greatest, evenly spaced in
    /// share, each with the share of draws that reach it.
    pub fn curve(&self, points: usize) -> Vec<(f64, f64)> {
        let last = points.max(2) - 1;
        (0..=last)
            .map(|at| {
                let below = at as f64 / last as f64;
                (self.at(below), 1.0 - below)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stream::Stream;
    use proptest::prelude::*;

    /// By hand, and R 4's `quantile(c(1, 2, 4, 8), c(.25, .5, .9))`, type 7.
    #[test]
    fn quantiles_are_those_of_the_usual_definition() {
        let sorted = Sorted::new(vec![8.0, 1.0, 4.0, 2.0]).unwrap();
        let got = [0.25, 0.5, 0.9].map(|p| sorted.quantile(p, 0.9).unwrap().value);
        assert_eq!(got[..2], [1.75, 3.0]);
        assert!((got[2] - 6.8).abs() < 1e-12);
        assert_eq!(mean(&[1.0, 2.0, 3.0]).0, 2.0);
    }

    /// Of 400 samples of 500 uniform numbers, the 90 % interval of the P80 holds 0.8 in 90 %,
    /// give or take four standard errors of that share.
    #[test]
    fn intervals_hold_as_often_as_they_say() {
        let stream = Stream::new(13, 1);
        let held = (0..400)
            .filter(|&sample| {
                let values = (0..500).map(|i| stream.uniform(sample, i)).collect();
                let estimate = Sorted::new(values).unwrap().quantile(0.8, 0.9).unwrap();
                estimate.low <= 0.8 && 0.8 <= estimate.high
            })
            .count();
        assert!((held as f64 / 400.0 - 0.9).abs() < 4.0 * (0.09 / 400.0_f64).sqrt(), "{held}");
    }

    #[test]
    fn a_promise_that_no_draw_reaches_is_unlikely_and_not_impossible() {
        let sorted = Sorted::new((0..100).map(f64::from).collect()).unwrap();
        assert_eq!(sorted.exceedance(50.0).0, 0.5);
        let (share, error) = sorted.exceedance(1e6);
        assert!(share == 0.0 && 0.0 < error);
    }

    #[test]
    fn nothing_and_no_number_are_refused() {
        assert!(matches!(Sorted::new(vec![]), Err(RiskError::Empty { .. })));
        assert!(matches!(Sorted::new(vec![f64::NAN]), Err(RiskError::NotFinite { .. })));
    }

    proptest! {
        #[test]
        fn quantiles_rise_and_lie_within_their_intervals(
            values in prop::collection::vec(-1e9..1e9_f64, 1..200), p in 0.0..=1.0_f64, q in 0.0..=1.0_f64,
        ) {
            let sorted = Sorted::new(values).unwrap();
            let (a, b) = (sorted.quantile(p.min(q), 0.9).unwrap(), sorted.quantile(p.max(q), 0.9).unwrap());
            prop_assert!(a.value <= b.value);
            prop_assert!(a.low <= a.value && a.value <= a.high);
        }
    }
}
