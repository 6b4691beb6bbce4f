//! Top cuts: what a few rich samples carry, and what capping them takes away.
//!
//! Source of the decile analysis: Parrish (1997), *Geologist's Gordian knot: to cut or not to
//! cut*, Mining Engineering 49(4); of the look for a break: Babakhani (2014), *Geostatistical
//! Modeling in Presence of Extreme Values*, MSc thesis, University of Alberta.

use super::distribution::Distribution;
use crate::error::{GroundError, finite};

/// What is left where values above a cap are taken as the cap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Capped {
    /// The cap, in the unit of the values.
    pub cap: f64,
    /// How many values are above it.
    pub n_above: usize,
    /// Their share of the weight.
    pub share_above: f64,
    /// The mean of what is left.
    pub mean: f64,
    /// Its standard deviation over its mean; none where the mean is not above zero.
    pub coefficient_of_variation: Option<f64>,
    /// The share of the metal that the cap takes away; none where there is no metal.
    pub metal_lost: Option<f64>,
}

/// A tenth of the weight, the poorest first; or a hundredth of the richest tenth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decile {
    /// The shares of the weight from which and up to which it goes.
    pub from: f64,
    /// The end of it.
    pub to: f64,
    /// The mean grade in it.
    pub mean: f64,
    /// Its share of all the metal; none where there is none.
    pub metal: Option<f64>,
}

/// What each cap would do, in the order they are given.
///
/// # Errors
///
/// When a cap is no finite number.
pub fn caps(distribution: &Distribution, caps: &[f64]) -> Result<Vec<Capped>, GroundError> {
    let plain = distribution.mean();
    caps.iter()
        .map(|&cap| {
            finite("cap", cap)?;
            let first = distribution.values().partition_point(|&value| value <= cap);
            let weight: f64 = distribution.weights()[first..].iter().sum();
            let values: Vec<f64> = distribution.values().iter().map(|v| v.min(cap)).collect();
            let capped = Distribution::weighted(&values, distribution.weights())?;
            let mean = capped.mean();
            Ok(Capped {
                cap,
                n_above: distribution.len() - first,
                share_above: weight / distribution.total(),
                mean,
                coefficient_of_variation: capped.coefficient_of_variation(),
                metal_lost: (0.0 < plain).then(|| (plain - mean) / plain),
            })
        })
        .collect()
}

/// The metal in each tenth of the weight, and in each hundredth of the richest tenth.
///
/// Where the richest tenth has more than twice the metal of the one before, or over two fifths of
/// it all, or its richest hundredth over a tenth, Parrish advises to cut.
pub fn deciles(distribution: &Distribution) -> (Vec<Decile>, Vec<Decile>) {
    let tenths =
        (0..10).map(|nth| part(distribution, f64::from(nth) / 10.0, f64::from(nth + 1) / 10.0));
    let hundredths =
        (90..100).map(|nth| part(distribution, f64::from(nth) / 100.0, f64::from(nth + 1) / 100.0));
    (tenths.collect(), hundredths.collect())
}

/// The mean of a part of the weight; a value whose weight lies across a bound is shared.
fn part(distribution: &Distribution, from: f64, to: f64) -> Decile {
    let total = distribution.total();
    let (mut below, mut sum) = (0.0, 0.0);
    for (&value, &weight) in distribution.values().iter().zip(distribution.weights()) {
        let inside = (below + weight).min(to * total) - below.max(from * total);
        sum += value * inside.max(0.0);
        below += weight;
    }
    let metal = distribution.mean() * total;
    let mean = sum / ((to - from) * total);
    Decile { from, to, mean, metal: (0.0 < metal).then(|| sum / metal) }
}

/// The first value, from `share` of the weight upwards, which is more than `ratio` times the one
/// before it: where the rich end of a distribution falls apart.
///
/// # Errors
///
/// When the ratio is not above one.
pub fn first_break(
    distribution: &Distribution,
    share: f64,
    ratio: f64,
) -> Result<Option<f64>, GroundError> {
    if finite("ratio of a break", ratio)? <= 1.0 {
        let (parameter, needs) = ("ratio of a break", "above 1");
        return Err(GroundError::OutOfRange { parameter, value: ratio, needs });
    }
    let first = distribution.probabilities().partition_point(|&p| p < share).max(1);
    let values = distribution.values();
    let breaks = |at: &usize| 0.0 < values[at - 1] && ratio * values[at - 1] < values[*at];
    Ok((first..values.len()).find(breaks).map(|at| values[at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ten() -> Distribution {
        Distribution::of(&[1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 10.0]).unwrap()
    }

    /// By hand: capping 10 at 4 leaves 14 of 20 parts of metal.
    #[test]
    fn caps_by_hand() {
        let found = caps(&ten(), &[10.0, 4.0]).unwrap();
        assert_eq!((found[0].n_above, found[0].metal_lost), (0, Some(0.0)));
        assert_eq!((found[1].n_above, found[1].share_above), (1, 0.1));
        assert!((found[1].mean - 1.4).abs() < 1e-15);
        assert!((found[1].metal_lost.unwrap() - 0.3).abs() < 1e-15);
        assert!(caps(&ten(), &[f64::NAN]).is_err());
    }

    #[test]
    fn the_richest_tenth_holds_half_the_metal() {
        let (tenths, hundredths) = deciles(&ten());
        assert!((tenths[9].metal.unwrap() - 0.5).abs() < 1e-12);
        assert!((tenths[8].mean - 2.0).abs() < 1e-12);
        assert!((tenths.iter().filter_map(|d| d.metal).sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(hundredths.iter().all(|part| (part.mean - 10.0).abs() < 1e-9));
    }

    #[test]
    fn a_distribution_falls_apart_at_its_first_break() {
        assert_eq!(first_break(&ten(), 0.8, 3.0).unwrap(), Some(10.0));
        assert_eq!(first_break(&ten(), 0.8, 1.5).unwrap(), Some(2.0));
        assert_eq!(first_break(&ten(), 0.8, 6.0).unwrap(), None);
        assert!(first_break(&ten(), 0.8, 1.0).is_err());
    }
}
