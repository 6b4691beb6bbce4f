//! Indicator kriging: how likely a grade is to lie below each of some cut-offs, and what that says
//! of its mean and of what reaches a cut-off.
//!
//! At each cut-off the samples are ones below it and noughts at or above it, and are kriged as a
//! grade is. What comes out is brought into order: shares lie between nought and one, and rise with
//! the cut-off; they are the mean of a correction upwards and one downwards.
//!
//! Between cut-offs the distribution runs straight, beyond them by the tails:
//!
//! ```text
//! mean = Σ (F_k+1 - F_k) · mean of class k        share above z_k = 1 - F_k
//! ```
//!
//! Over blocks, a share is that of the block's points, not the odds of its mean.
//!
//! Source: Deutsch and Journel (1998), *GSLIB*, 2nd edition, sections IV.1.9, V.1.6 and the
//! programs `ik3d` and `postik`.

use serde::{Deserialize, Serialize};

use crate::error::{GroundError, finite};
use crate::explore::{LowerTail, Tails, UpperTail};
use crate::krige::{Kriging, NoEstimate, Outcome, krige};
use crate::samples::Points;

/// A distribution at a target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Local {
    /// The share below each cut-off, in order.
    pub below: Vec<f64>,
    /// The most that a share was moved to bring them into order.
    pub moved: f64,
    /// Samples of the cut-off that used the most.
    pub n_samples: u32,
}

/// The samples' indicators at a cut-off: one below it, nought at or above it.
///
/// # Errors
///
/// When the cut-off is no finite number.
pub fn indicators(points: &Points, cutoff: f64) -> Result<Points, GroundError> {
    finite("cut-off", cutoff)?;
    let values = points.value.iter().map(|&value| f64::from(u8::from(value < cutoff)));
    points.with_values(values.collect())
}

/// Estimates the distribution at every target: `krigings` has one for each cut-off, or a single one
/// for all (median indicator kriging).
///
/// # Errors
///
/// When cut-offs do not rise, there is not a kriging for each, or one cannot be.
pub fn indicator_krige(
    points: &Points,
    targets: &[[f64; 3]],
    cutoffs: &[f64],
    krigings: &[Kriging],
) -> Result<Vec<Result<Local, NoEstimate>>, GroundError> {
    check(cutoffs)?;
    if krigings.len() != 1 && krigings.len() != cutoffs.len() {
        let (what, given) = ("krigings of cut-offs".to_owned(), krigings.len());
        return Err(GroundError::LengthsDiffer { what, given, expected: cutoffs.len() });
    }
    let mut found: Vec<Result<Local, NoEstimate>> =
        vec![
            Ok(Local { below: Vec::with_capacity(cutoffs.len()), moved: 0.0, n_samples: 0 });
            targets.len()
        ];
    for (number, &cutoff) in cutoffs.iter().enumerate() {
        let kriging = &krigings[number.min(krigings.len() - 1)];
        let outcomes = krige(&indicators(points, cutoff)?, targets, kriging)?;
        for (local, outcome) in found.iter_mut().zip(outcomes) {
            add(local, outcome);
        }
    }
    for local in found.iter_mut().flatten() {
        local.moved = bring_into_order(&mut local.below);
    }
    Ok(found)
}

fn add(local: &mut Result<Local, NoEstimate>, outcome: Outcome) {
    match (&mut *local, outcome) {
        (Ok(of), Ok(estimate)) => {
            of.below.push(estimate.value);
            of.n_samples = of.n_samples.max(estimate.n_samples);
        }
        (Ok(_), Err(why)) => *local = Err(why),
        (Err(_), _) => {}
    }
}

fn check(cutoffs: &[f64]) -> Result<(), GroundError> {
    if cutoffs.is_empty() {
        return Err(GroundError::TooFew { what: "cut-offs", given: 0, needed: 1 });
    }
    for &cutoff in cutoffs {
        finite("cut-off", cutoff)?;
    }
    match cutoffs.windows(2).find(|pair| pair[1] <= pair[0]) {
        Some(pair) => Err(GroundError::OutOfRange {
            parameter: "cut-off",
            value: pair[1],
            needs: "above the one before",
        }),
        None => Ok(()),
    }
}

/// Brings shares below rising cut-offs into order; returns the most that one was moved.
pub fn bring_into_order(shares: &mut [f64]) -> f64 {
    let clipped: Vec<f64> = shares.iter().map(|share| share.clamp(0.0, 1.0)).collect();
    let mut upwards = clipped.clone();
    for k in 1..upwards.len() {
        upwards[k] = upwards[k].max(upwards[k - 1]);
    }
    let mut downwards = clipped;
    for k in (1..downwards.len()).rev() {
        downwards[k - 1] = downwards[k - 1].min(downwards[k]);
    }
    let mut most = 0.0;
    for ((share, up), down) in shares.iter_mut().zip(upwards).zip(downwards) {
        let ordered = 0.5 * (up + down);
        most = f64::max(most, (ordered - *share).abs());
        *share = ordered;
    }
    most
}

/// The means of the classes between cut-offs, and beyond them by the tails.
#[derive(Clone, Debug, PartialEq)]
pub struct Classes {
    means: Vec<f64>,
}

impl Classes {
    /// Those of some cut-offs.
    ///
    /// # Errors
    ///
    /// When cut-offs do not rise, a tail's bound lies inside them, or its power is not above nought.
    pub fn new(cutoffs: &[f64], tails: &Tails) -> Result<Self, GroundError> {
        check(cutoffs)?;
        let (first, last) = (cutoffs[0], cutoffs[cutoffs.len() - 1]);
        let mut means = vec![lower_mean(first, tails.lower)?];
        means.extend(cutoffs.windows(2).map(|pair| 0.5 * (pair[0] + pair[1])));
        means.push(upper_mean(last, tails.upper)?);
        Ok(Self { means })
    }

    /// The mean of a distribution: the E-type estimate.
    pub fn mean(&self, below: &[f64]) -> f64 {
        self.shares(below).zip(&self.means).map(|(share, mean)| share * mean).sum()
    }

    /// The share at or above a cut-off, by its number, and its mean; no mean where nothing is.
    pub fn above(&self, below: &[f64], cutoff: usize) -> (f64, Option<f64>) {
        let share = 1.0 - below[cutoff];
        let classes = self.shares(below).zip(&self.means).skip(cutoff + 1);
        let metal: f64 = classes.map(|(share, mean)| share * mean).sum();
        (share, (0.0 < share).then(|| metal / share))
    }

    fn shares<'a>(&self, below: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        let upper = below.iter().copied().chain([1.0]);
        upper.zip([0.0].into_iter().chain(below.iter().copied())).map(|(to, from)| to - from)
    }
}

fn power(omega: f64) -> Result<f64, GroundError> {
    crate::error::positive("power of a tail", omega)
}

fn lower_mean(first: f64, tail: LowerTail) -> Result<f64, GroundError> {
    let (least, omega) = match tail {
        LowerTail::None => return Ok(first),
        LowerTail::Linear { least } => (least, 1.0),
        LowerTail::Power { least, omega } => (least, power(omega)?),
    };
    if first < finite("least value", least)? {
        let needs = "no more than the first cut-off";
        return Err(GroundError::OutOfRange { parameter: "least value", value: least, needs });
    }
    Ok(least + (first - least) * omega / (1.0 + omega))
}

fn upper_mean(last: f64, tail: UpperTail) -> Result<f64, GroundError> {
    let (greatest, omega) = match tail {
        UpperTail::None => return Ok(last),
        UpperTail::Linear { greatest } => (greatest, 1.0),
        UpperTail::Power { greatest, omega } | UpperTail::Hyperbolic { greatest, omega } => {
            (greatest, power(omega)?)
        }
    };
    if finite("greatest value", greatest)? < last {
        let (parameter, needs) = ("greatest value", "no less than the last cut-off");
        return Err(GroundError::OutOfRange { parameter, value: greatest, needs });
    }
    if !matches!(tail, UpperTail::Hyperbolic { .. }) {
        return Ok(last + (greatest - last) * omega / (1.0 + omega));
    }
    crate::error::positive("last cut-off under a hyperbolic tail", last)?;
    // The part of the tail that would go beyond the greatest value lies on it.
    let cut = libm::pow(last / greatest, omega);
    let rest = if omega == 1.0 {
        -libm::log(cut)
    } else {
        (1.0 - libm::pow(cut, 1.0 - 1.0 / omega)) / (1.0 - 1.0 / omega)
    };
    Ok(last * rest + greatest * cut)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::krige::{Drift, Support};
    use crate::rotation::Angles;
    use crate::search::Search;
    use crate::variogram::{Shape, Structure, Variogram};

    const TAILS: Tails = Tails {
        lower: LowerTail::Linear { least: 0.0 },
        upper: UpperTail::Linear { greatest: 10.0 },
    };

    /// By hand: up 0.3 0.5 0.5 1, down 0.3 0.4 0.4 1.
    #[test]
    fn order_by_hand() {
        let mut shares = vec![0.3, 0.5, 0.4, 1.1];
        assert!((bring_into_order(&mut shares) - 0.1).abs() < 1e-12);
        for (found, expected) in shares.iter().zip([0.3, 0.45, 0.45, 1.0]) {
            assert!((found - expected).abs() < 1e-12);
        }
    }

    /// By hand: classes 0–1, 1–3 and 3–10 with means 0.5, 2 and 6.5.
    #[test]
    fn means_by_hand() {
        let classes = Classes::new(&[1.0, 3.0], &TAILS).unwrap();
        let below = [0.2, 0.6];
        assert!((classes.mean(&below) - (0.1 + 0.8 + 2.6)).abs() < 1e-12);
        let (share, grade) = classes.above(&below, 0);
        assert!((share - 0.8).abs() < 1e-12 && (grade.unwrap() - 3.4 / 0.8).abs() < 1e-12);
        assert_eq!(classes.above(&[0.5, 1.0], 1), (0.0, None));
    }

    /// The mean of a hyperbola is its integral, summed up in small steps.
    #[test]
    fn tails_have_the_mean_of_their_curve() {
        for omega in [1.0, 1.5, 3.0] {
            let tail = UpperTail::Hyperbolic { greatest: 40.0, omega };
            let n = 400_000;
            let value = |k: i32| {
                let left = 1.0 - (f64::from(k) + 0.5) / f64::from(n);
                (5.0 * libm::pow(left, -1.0 / omega)).min(40.0)
            };
            let summed = (0..n).map(value).sum::<f64>() / f64::from(n);
            assert!((upper_mean(5.0, tail).unwrap() - summed).abs() < 1e-4, "{omega}");
        }
        assert_eq!(lower_mean(3.0, LowerTail::Power { least: 1.0, omega: 3.0 }).unwrap(), 2.5);
        for bad in [
            Tails { lower: LowerTail::Linear { least: 2.0 }, ..TAILS },
            Tails { upper: UpperTail::Linear { greatest: 2.0 }, ..TAILS },
            Tails { upper: UpperTail::Power { greatest: 20.0, omega: 0.0 }, ..TAILS },
        ] {
            assert!(Classes::new(&[1.0, 3.0], &bad).is_err(), "{bad:?}");
        }
        assert!(Classes::new(&[3.0, 3.0], &TAILS).is_err());
        assert!(Classes::new(&[], &TAILS).is_err());
    }

    fn kriging() -> Kriging {
        let angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };
        let structure = Structure { shape: Shape::Spherical, sill: 0.2, ranges: [40.0; 3], angles };
        Kriging {
            variogram: Variogram::new(0.05, vec![structure]).unwrap(),
            search: Search {
                radii: [60.0; 3],
                angles,
                min_samples: 2,
                max_samples: 12,
                sectors: None,
                max_per_hole: None,
            },
            drift: Drift::Ordinary,
            support: Support::Point,
        }
    }

    #[test]
    fn a_sample_is_known_at_its_place() {
        let x: Vec<f64> = (0..20).map(|n| f64::from(n) * 5.0).collect();
        let values: Vec<f64> = (0..20).map(|n| f64::from((n * 7) % 10)).collect();
        let n = x.len();
        let points = Points::new([x, vec![0.0; n], vec![0.0; n]], values, vec![0; n]).unwrap();
        let cutoffs = [2.0, 5.0, 7.0];
        let at: Vec<[f64; 3]> = (0..n).map(|idx| points.at(idx)).collect();
        let found = indicator_krige(&points, &at, &cutoffs, &[kriging()]).unwrap();
        for (local, value) in found.iter().zip(&points.value) {
            let local = local.as_ref().unwrap();
            for (share, cutoff) in local.below.iter().zip(cutoffs) {
                let expected = f64::from(u8::from(*value < cutoff));
                assert!((share - expected).abs() < 1e-9);
            }
        }
        let far = indicator_krige(&points, &[[1e6, 0.0, 0.0]], &cutoffs, &[kriging()]).unwrap();
        assert!(matches!(far[0], Err(NoEstimate::TooFewSamples { found: 0 })));
        let two = [kriging(), kriging()];
        assert!(indicator_krige(&points, &at, &cutoffs, &two).is_err());
    }

    proptest! {
        #[test]
        fn shares_come_into_order(mut shares in proptest::collection::vec(-0.3..1.3f64, 1..9)) {
            let before = shares.clone();
            let moved = bring_into_order(&mut shares);
            prop_assert!(shares.is_sorted() && shares.iter().all(|s| (0.0..=1.0).contains(s)));
            let most = shares.iter().zip(&before).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            prop_assert!((most - moved).abs() < 1e-12);
            let again = bring_into_order(&mut shares.clone());
            prop_assert_eq!(again, 0.0);
        }
    }
}
