//! The distribution of a grade, with weights.
//!
//! Values in rising order, those that are equal in the order given, stand at the middle of their
//! step of cumulative weight:
//!
//! ```text
//! p_i = (w_1 + … + w_{i-1} + w_i / 2) / (w_1 + … + w_n)
//! ```
//!
//! and quantiles run straight between them. Moments divide by the sum of the weights, as weights
//! count rock and not samples.
//!
//! Source: Deutsch and Journel (1998), *GSLIB*, 2nd edition, section VI.2; Isaaks and Srivastava
//! (1989), *An Introduction to Applied Geostatistics*, chapter 2.

use crate::error::{GroundError, finite, positive};

/// Values in rising order with their weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    values: Vec<f64>,
    weights: Vec<f64>,
    /// The middle of each value's step.
    middles: Vec<f64>,
    total: f64,
    /// Where each value stood among those given.
    order: Vec<usize>,
}

/// A bin of a histogram, from its lower bound up to but without its upper one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Its lower bound.
    pub from: f64,
    /// Its upper bound.
    pub to: f64,
    /// How many values.
    pub n: usize,
    /// Their share of the weight.
    pub share: f64,
}

impl Distribution {
    /// A distribution of values that count alike.
    ///
    /// # Errors
    ///
    /// When there is none, or one is no finite number.
    pub fn of(values: &[f64]) -> Result<Self, GroundError> {
        Self::weighted(values, &vec![1.0; values.len()])
    }

    /// A distribution of values with their weights; what weighs nothing is left out.
    ///
    /// # Errors
    ///
    /// When there is none, the lists differ in length, a number is not finite, or a weight is
    /// below zero.
    pub fn weighted(values: &[f64], weights: &[f64]) -> Result<Self, GroundError> {
        if values.len() != weights.len() {
            let (given, expected) = (weights.len(), values.len());
            return Err(GroundError::LengthsDiffer { what: "weights".to_owned(), given, expected });
        }
        for (&value, &weight) in values.iter().zip(weights) {
            finite("value", value)?;
            if finite("weight", weight)? < 0.0 {
                let needs = "0 or more";
                return Err(GroundError::OutOfRange { parameter: "weight", value: weight, needs });
            }
        }
        let mut order: Vec<usize> = (0..values.len()).filter(|&idx| 0.0 < weights[idx]).collect();
        if order.is_empty() {
            return Err(GroundError::TooFew { what: "values with a weight", given: 0, needed: 1 });
        }
        order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
        let total: f64 = order.iter().map(|&idx| weights[idx]).sum();
        let mut below = 0.0;
        let mut middles = Vec::with_capacity(order.len());
        for &idx in &order {
            middles.push((below + 0.5 * weights[idx]) / total);
            below += weights[idx];
        }
        let pick = |list: &[f64]| order.iter().map(|&idx| list[idx]).collect();
        Ok(Self { values: pick(values), weights: pick(weights), middles, total, order })
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// A distribution has at least one value.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The values, rising.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The weight of each value.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The cumulative share at the middle of each value's step: what a probability plot draws.
    pub fn probabilities(&self) -> &[f64] {
        &self.middles
    }

    /// Where each value stood among those given.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The sum of the weights.
    pub fn total(&self) -> f64 {
        self.total
    }

    /// The least value.
    pub fn min(&self) -> f64 {
        self.values[0]
    }

    /// The greatest value.
    pub fn max(&self) -> f64 {
        self.values[self.values.len() - 1]
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        self.mean_of(|value| value)
    }

    /// The variance about the mean, in the square of the values' unit.
    pub fn variance(&self) -> f64 {
        let mean = self.mean();
        self.mean_of(|value| (value - mean) * (value - mean))
    }

    /// The standard deviation.
    pub fn standard_deviation(&self) -> f64 {
        self.variance().sqrt()
    }

    /// Standard deviation over mean; none where the mean is not above zero.
    pub fn coefficient_of_variation(&self) -> Option<f64> {
        let mean = self.mean();
        (0.0 < mean).then(|| self.standard_deviation() / mean)
    }

    /// The third moment about the mean over the cube of the standard deviation; none where all
    /// values are the same.
    pub fn skewness(&self) -> Option<f64> {
        let (mean, deviation) = (self.mean(), self.standard_deviation());
        (0.0 < deviation).then(|| self.mean_of(|value| ((value - mean) / deviation).powi(3)))
    }

    /// The value below which a share of the weight lies, from 0 to 1.
    pub fn quantile(&self, share: f64) -> f64 {
        let above = self.middles.partition_point(|&middle| middle < share);
        match (above.checked_sub(1), self.middles.get(above)) {
            (None, _) => self.min(),
            (_, None) => self.max(),
            (Some(below), Some(&upper)) => {
                let lower = self.middles[below];
                let part = (share - lower) / (upper - lower);
                self.values[below] + part * (self.values[above] - self.values[below])
            }
        }
    }

    /// The share of the weight at or above a cut-off, and its mean; no mean where nothing is.
    pub fn above(&self, cutoff: f64) -> (f64, Option<f64>) {
        let first = self.values.partition_point(|&value| value < cutoff);
        let weight: f64 = self.weights[first..].iter().sum();
        let pairs = self.values[first..].iter().zip(&self.weights[first..]);
        let sum: f64 = pairs.map(|(value, weight)| value * weight).sum();
        (weight / self.total, (0.0 < weight).then(|| sum / weight))
    }

    /// A histogram of bins of one width; the bounds are whole multiples of it.
    ///
    /// # Errors
    ///
    /// When the width is not above zero, or makes more than a million bins.
    pub fn histogram(&self, width: f64) -> Result<Vec<Bin>, GroundError> {
        positive("bin width", width)?;
        let (first, last) = ((self.min() / width).floor(), (self.max() / width).floor());
        if 1e6 < last - first {
            let needs = "wide enough for a million bins";
            return Err(GroundError::OutOfRange { parameter: "bin width", value: width, needs });
        }
        let bounds: Vec<f64> =
            (0..=(last - first) as usize + 1).map(|nth| (first + nth as f64) * width).collect();
        Ok(self.binned(&bounds))
    }

    /// A histogram of bins with equal steps of the logarithm, a whole number to each decade; the
    /// second figure is how many values are not above zero, which have no logarithm.
    ///
    /// # Errors
    ///
    /// When no value is above zero, or there are no steps.
    pub fn log_histogram(&self, per_decade: usize) -> Result<(Vec<Bin>, usize), GroundError> {
        positive("bins of a decade", per_decade as f64)?;
        let n_not_above = self.values.partition_point(|&value| value <= 0.0);
        let Some(&least) = self.values.get(n_not_above) else {
            return Err(GroundError::TooFew { what: "values above zero", given: 0, needed: 1 });
        };
        let steps = per_decade as f64;
        let bound = |nth: f64| libm::pow(10.0, nth / steps);
        let mut first = (steps * libm::log10(least)).floor();
        // The logarithm of a bound may round to either side of it.
        while least < bound(first) {
            first -= 1.0;
        }
        let mut bounds = vec![bound(first)];
        while bounds[bounds.len() - 1] <= self.max() {
            bounds.push(bound(first + bounds.len() as f64));
        }
        Ok((self.binned(&bounds), n_not_above))
    }

    fn binned(&self, bounds: &[f64]) -> Vec<Bin> {
        let place = |bound: f64| self.values.partition_point(|&value| value < bound);
        let bin = |pair: &[f64]| {
            let (start, end) = (place(pair[0]), place(pair[1]));
            let weight: f64 = self.weights[start..end].iter().sum();
            Bin { from: pair[0], to: pair[1], n: end - start, share: weight / self.total }
        };
        bounds.windows(2).map(bin).collect()
    }

    fn mean_of(&self, of: impl Fn(f64) -> f64) -> f64 {
        let pairs = self.values.iter().zip(&self.weights);
        pairs.map(|(&value, &weight)| of(value) * weight).sum::<f64>() / self.total
    }
}

/// Equal quantiles of two distributions, `n` of them evenly through the middle: a Q–Q plot.
pub fn quantile_pairs(a: &Distribution, b: &Distribution, n: usize) -> Vec<[f64; 2]> {
    let share = |nth: usize| (nth as f64 + 0.5) / n as f64;
    (0..n).map(|nth| [a.quantile(share(nth)), b.quantile(share(nth))]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// By hand: 1, 2, 3, 6 have mean 3 and variance (4 + 1 + 0 + 9) / 4.
    #[test]
    fn moments_and_quantiles_by_hand() {
        let all = Distribution::of(&[3.0, 1.0, 6.0, 2.0]).unwrap();
        assert_eq!((all.mean(), all.variance()), (3.0, 3.5));
        assert_eq!(all.order(), [1, 3, 0, 2]);
        assert_eq!(all.quantile(0.5), 2.5);
        assert_eq!((all.quantile(0.0), all.quantile(1.0)), (1.0, 6.0));
        assert_eq!(all.above(2.0), (0.75, Some(11.0 / 3.0)));
        assert_eq!(all.above(7.0), (0.0, None));
        let bins = all.histogram(2.0).unwrap();
        let counts: Vec<usize> = bins.iter().map(|bin| bin.n).collect();
        assert_eq!((bins[0].from, counts), (0.0, vec![1, 2, 0, 1]));
    }

    #[test]
    fn a_weight_of_two_is_the_value_twice() {
        let twice = Distribution::of(&[1.0, 1.0, 4.0]).unwrap();
        let weighted = Distribution::weighted(&[4.0, 1.0, 9.0], &[1.0, 2.0, 0.0]).unwrap();
        assert_eq!(weighted.len(), 2);
        assert_eq!((twice.mean(), twice.variance()), (weighted.mean(), weighted.variance()));
    }

    #[test]
    fn logarithmic_bins_hold_what_is_above_zero() {
        let all = Distribution::of(&[0.0, 0.01, 0.1, 1.0, 5.0, 10.0]).unwrap();
        let (bins, n_not_above) = all.log_histogram(1).unwrap();
        assert_eq!(n_not_above, 1);
        assert_eq!(bins.iter().map(|bin| bin.n).collect::<Vec<_>>(), [1, 1, 2, 1]);
        assert!(Distribution::of(&[0.0]).unwrap().log_histogram(4).is_err());
    }

    #[test]
    fn what_is_no_distribution_is_refused() {
        assert!(Distribution::of(&[]).is_err());
        assert!(Distribution::of(&[f64::NAN]).is_err());
        assert!(Distribution::weighted(&[1.0], &[-1.0]).is_err());
        assert!(Distribution::weighted(&[1.0], &[0.0]).is_err());
        assert!(Distribution::weighted(&[1.0], &[]).is_err());
        assert!(Distribution::of(&[0.0, 1.0]).unwrap().histogram(1e-9).is_err());
    }

    proptest! {
        #[test]
        fn quantiles_rise_and_bins_hold_everything(
            pairs in proptest::collection::vec((-5.0..50.0f64, 0.1..3.0f64), 1..60),
            width in 0.5..9.0f64,
        ) {
            let (values, weights): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            let all = Distribution::weighted(&values, &weights).unwrap();
            let quantiles: Vec<f64> = (0..=20).map(|n| all.quantile(f64::from(n) / 20.0)).collect();
            prop_assert!(quantiles.is_sorted());
            let bins = all.histogram(width).unwrap();
            prop_assert_eq!(bins.iter().map(|bin| bin.n).sum::<usize>(), values.len());
            prop_assert!((bins.iter().map(|bin| bin.share).sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(quantile_pairs(&all, &all, 9).iter().all(|pair| pair[0] == pair[1]));
        }
    }
}
