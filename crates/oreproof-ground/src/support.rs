//! Change of support: what blocks are like, from what samples are like.
//!
//! A sample's grade is a function of a standard normal variable, `z = φ(Y)`, and has Hermite
//! coefficients; a block's grade has the same ones, each damped by a power of the support
//! coefficient `r` (the discrete Gaussian model):
//!
//! ```text
//! φ(y) = Σ φ_n H_n(y)        φ_n = Σ_i (z_i - z_{i+1}) H_{n-1}(y_i) g(y_i) / √n      φ_0 = mean
//! φ_r(y) = Σ φ_n r^n H_n(y) = E φ(r y + √(1 - r²) U)
//! block variance = Σ φ_n² r^{2n}
//! ```
//!
//! where the values step from `z_i` to `z_{i+1}` at the score `y_i`, and `H_1 = -y`. The variance
//! of blocks is that of samples times the part that the variogram leaves within blocks, its nugget
//! taken as averaged away; that gives `r`. Grades of blocks are worked out by the second form of
//! `φ_r`, which never falls and stays within the samples, where a cut sum of polynomials would not.
//!
//! Source: Rivoirard (1994), *Introduction to Disjunctive Kriging and Non-Linear Geostatistics*,
//! chapters 6 and 8; Chilès and Delfiner (2012), *Geostatistics*, 2nd edition, section 6.8.

use oreproof_risk::special::{normal_cdf, normal_quantile};
use serde::{Deserialize, Serialize};

use crate::error::{GroundError, finite, positive};
use crate::explore::Distribution;
use crate::krige::{Drift, Kriging, Support, krige, variance_of};
use crate::rotation::Angles;
use crate::samples::Points;
use crate::search::Search;
use crate::variogram::Variogram;

mod panel;

pub use panel::{Conditioned, Panel, SmuGrades, SmuGrid, condition, localised};

/// How many Hermite polynomials are summed. What of the variance lies beyond is counted as if the
/// next one had it all.
const POLYNOMIALS: usize = 200;

/// The scores between which block grades are tabulated, and how many to a unit.
const FAR: f64 = 6.0;
const PER_UNIT: usize = 50;

/// The grades of samples as a function of a standard normal variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Anamorphosis {
    values: Vec<f64>,
    /// The score at which each value gives way to the next.
    cuts: Vec<f64>,
    coefficients: Vec<f64>,
    variance: f64,
}

/// What of some rock reaches a cut-off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Above {
    /// The cut-off.
    pub cutoff: f64,
    /// The part of the tonnage.
    pub share: f64,
    /// Its part times its grade: the metal of a tonne of the whole.
    pub metal: f64,
}

impl Above {
    /// The grade above the cut-off; none where nothing reaches it.
    pub fn grade(&self) -> Option<f64> {
        (0.0 < self.share).then(|| self.metal / self.share)
    }
}

impl Anamorphosis {
    /// The anamorphosis of a distribution of samples, declustered by its weights.
    ///
    /// # Errors
    ///
    /// When the values do not vary.
    pub fn new(distribution: &Distribution) -> Result<Self, GroundError> {
        let variance = positive("variance of the samples", distribution.variance())?;
        let mut below = 0.0;
        let last = distribution.len() - 1;
        let cut = |weight: &f64| {
            below += weight;
            normal_quantile(below / distribution.total())
        };
        let cuts: Vec<f64> = distribution.weights()[..last].iter().map(cut).collect();
        let values = distribution.values().to_vec();
        let mut coefficients = vec![0.0; POLYNOMIALS + 1];
        coefficients[0] = distribution.mean();
        for (pair, &y) in values.windows(2).zip(&cuts) {
            let step = (pair[0] - pair[1]) * density(y);
            if step == 0.0 || !y.is_finite() {
                continue;
            }
            let (mut before, mut hermite) = (0.0, 1.0);
            for (n, coefficient) in (1_u32..).zip(&mut coefficients[1..]) {
                let order = f64::from(n);
                *coefficient += step * hermite / order.sqrt();
                let next = -(y * hermite + (order - 1.0).sqrt() * before) / order.sqrt();
                (before, hermite) = (hermite, next);
            }
        }
        Ok(Self { values, cuts, coefficients, variance })
    }

    /// The Hermite coefficients, from that of order nought, which is the mean.
    pub fn coefficients(&self) -> &[f64] {
        &self.coefficients
    }

    /// The variance of the samples.
    pub fn variance(&self) -> f64 {
        self.variance
    }

    /// The variance of grades with a support coefficient.
    pub fn variance_at(&self, r: f64) -> f64 {
        let (mut sum, mut rest, mut damped) = (0.0, self.variance, 1.0);
        for coefficient in &self.coefficients[1..] {
            damped *= r * r;
            sum += coefficient * coefficient * damped;
            rest -= coefficient * coefficient;
        }
        sum + rest.max(0.0) * damped * r * r
    }

    /// The support coefficient that gives grades this variance.
    ///
    /// # Errors
    ///
    /// When the variance is not above nought, or above that of the samples.
    pub fn coefficient(&self, variance: f64) -> Result<f64, GroundError> {
        let parameter = "variance of blocks";
        positive(parameter, variance)?;
        if self.variance < variance * (1.0 - 1e-12) {
            let needs = "no more than that of the samples";
            return Err(GroundError::OutOfRange { parameter, value: variance, needs });
        }
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if self.variance_at(middle) < variance {
                low = middle;
            } else {
                high = middle;
            }
        }
        Ok(0.5 * (low + high))
    }

    /// The grades of blocks with a support coefficient above nought, at most one.
    pub fn grades(&self, r: f64) -> BlockGrades {
        let spread = (1.0 - r * r).max(1e-12).sqrt();
        let knots = 2 * FAR as usize * PER_UNIT + 1;
        let value = |knot: usize| {
            let at = r * score(knot);
            // Farther than this a step is as good as whole, or as none.
            let first = self.cuts.partition_point(|&cut| cut < at - 8.5 * spread);
            let past = self.cuts.partition_point(|&cut| cut < at + 8.5 * spread);
            let mut value = self.values[first];
            for step in first..past {
                let rise = self.values[step + 1] - self.values[step];
                if rise > 0.0 {
                    value += rise * normal_cdf((at - self.cuts[step]) / spread);
                }
            }
            value
        };
        BlockGrades::new((0..knots).map(value).collect())
    }
}

/// The score of a knot of the table.
fn score(knot: usize) -> f64 {
    knot as f64 / PER_UNIT as f64 - FAR
}

/// The standard normal density.
fn density(y: f64) -> f64 {
    const INVERSE_ROOT_TWO_PI: f64 = 0.398_942_280_401_432_7;
    INVERSE_ROOT_TWO_PI * libm::exp(-0.5 * y * y)
}

/// The grades of blocks as a function of a standard normal variable, straight between knots.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockGrades {
    knots: Vec<f64>,
    /// The metal of what has a higher score than each knot.
    metal: Vec<f64>,
}

impl BlockGrades {
    fn new(knots: Vec<f64>) -> Self {
        let last = knots.len() - 1;
        let mut metal = vec![knots[last] * normal_cdf(-FAR); knots.len()];
        for knot in (0..last).rev() {
            let whole = [score(knot), score(knot + 1)];
            metal[knot] =
                metal[knot + 1] + between(whole, [knots[knot], knots[knot + 1]], whole[0]);
        }
        Self { knots, metal }
    }

    /// The grade at a score.
    pub fn value(&self, score: f64) -> f64 {
        let at = (score + FAR) * PER_UNIT as f64;
        let last = self.knots.len() - 1;
        if at <= 0.0 {
            return self.knots[0];
        }
        if last as f64 <= at {
            return self.knots[last];
        }
        let knot = at as usize;
        let part = at - knot as f64;
        self.knots[knot] + part * (self.knots[knot + 1] - self.knots[knot])
    }

    /// The mean of all blocks: that of the samples.
    pub fn mean(&self) -> f64 {
        self.knots[0] * normal_cdf(-FAR) + self.metal[0]
    }

    /// What reaches a cut-off.
    pub fn above(&self, cutoff: f64) -> Above {
        let first = self.knots.partition_point(|&value| value < cutoff);
        if first == 0 {
            return Above { cutoff, share: 1.0, metal: self.mean() };
        }
        if first == self.knots.len() {
            return Above { cutoff, share: 0.0, metal: 0.0 };
        }
        let ends = [score(first - 1), score(first)];
        let values = [self.knots[first - 1], self.knots[first]];
        let from = ends[0] + (cutoff - values[0]) / (values[1] - values[0]) * (ends[1] - ends[0]);
        let metal = self.metal[first] + between(ends, values, from);
        Above { cutoff, share: normal_cdf(-from), metal }
    }
}

/// The metal between a score and the upper end of a straight piece.
fn between([low, high]: [f64; 2], [at_low, at_high]: [f64; 2], from: f64) -> f64 {
    let slope = (at_high - at_low) / (high - low);
    // Upper tails, where both ends lie above the middle, keep their digits.
    let share = if from > 0.0 {
        normal_cdf(-from) - normal_cdf(-high)
    } else {
        normal_cdf(high) - normal_cdf(from)
    };
    (at_low - slope * low) * share + slope * (density(from) - density(high))
}

/// The part of the variance of points that blocks keep.
///
/// # Errors
///
/// When the support cannot be, or the model has no sill.
pub fn kept_part(variogram: &Variogram, support: Support) -> Result<f64, GroundError> {
    let sill = variogram.sill().ok_or(GroundError::NotFinite {
        parameter: "sill of a model for a change of support",
        value: f64::INFINITY,
    })?;
    Ok(variance_of(variogram, support)? / sill)
}

/// The part of the variance of points that estimates of blocks keep when they are selected: by
/// simple kriging from samples `spacing` apart, in the middle of the block or evenly about it, as
/// far as one beyond it on each side.
///
/// Blocks are sent to mill or dump by what is then thought of them, not by what they are; of such
/// estimates the mean of the truth is the estimate itself, so that what is recovered is what blocks
/// of this smaller variance would give (the information effect).
///
/// # Errors
///
/// When a spacing is not above nought, there would be more than 1000 samples, or the model has no
/// sill.
pub fn informed_part(
    variogram: &Variogram,
    support: Support,
    spacing: [f64; 3],
) -> Result<f64, GroundError> {
    let Support::Block { size, azimuth, .. } = support else {
        return kept_part(variogram, support);
    };
    let mut counts = [1; 3];
    for axis in 0..3 {
        positive("spacing of later samples", spacing[axis])?;
        counts[axis] = (size[axis] / spacing[axis]).round().clamp(1.0, 1e3) as usize + 2;
    }
    let n: usize = counts.iter().product();
    if n > 1000 {
        let (parameter, value) = ("number of later samples about a block", n as f64);
        return Err(GroundError::OutOfRange { parameter, value, needs: "1000 or fewer" });
    }
    let grid = crate::grid::Grid::from_first_centre([0.0; 3], spacing, counts, azimuth)?;
    let middle: [f64; 3] =
        grid.turned(std::array::from_fn(|axis| 0.5 * (counts[axis] - 1) as f64 * spacing[axis]));
    let at: Vec<[f64; 3]> = (0..n).map(|index| grid.centre(grid.position(index))).collect();
    let axis = |axis: usize| at.iter().map(|place| place[axis] - middle[axis]).collect();
    let points = Points::new([axis(0), axis(1), axis(2)], vec![0.0; n], (0..n as u32).collect())?;
    let far = spacing.iter().zip(counts).map(|(step, count)| step * count as f64).sum();
    let search = Search {
        radii: [far; 3],
        angles: Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 },
        min_samples: 1,
        max_samples: n,
        sectors: None,
        max_per_hole: None,
    };
    let kept = kept_part(variogram, support)?;
    let drift = Drift::Simple { mean: 0.0 };
    let kriging = Kriging { variogram: variogram.clone(), search, drift, support };
    let outcome = krige(&points, &[[0.0; 3]], &kriging)?;
    let variance = outcome[0].as_ref().map_or(0.0, |found| found.variance);
    Ok((kept - variance / variogram.sill().unwrap_or(1.0)).max(0.0))
}

/// The affine correction: sample grades drawn towards their mean, so that they keep this part of
/// their variance and the shape of their histogram.
///
/// # Errors
///
/// When the part is outside nought to one.
pub fn affine(distribution: &Distribution, part: f64, cutoff: f64) -> Result<Above, GroundError> {
    if !(0.0..=1.0).contains(&finite("part of the variance", part)?) {
        let parameter = "part of the variance";
        return Err(GroundError::OutOfRange { parameter, value: part, needs: "from 0 to 1" });
    }
    let (mean, shrink) = (distribution.mean(), part.sqrt());
    if shrink == 0.0 {
        let share = if cutoff <= mean { 1.0 } else { 0.0 };
        return Ok(Above { cutoff, share, metal: share * mean });
    }
    let (share, above) = distribution.above(mean + (cutoff - mean) / shrink);
    let metal = share * above.map_or(0.0, |above| mean + shrink * (above - mean));
    Ok(Above { cutoff, share, metal })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::variogram::{Shape, Structure};

    /// Lognormal classes of equal weight: with their means for values, the coefficients are those
    /// of the closed form but for what varies within a class.
    fn lognormal(log_deviation: f64, n: usize) -> Distribution {
        let cut = |class: usize| match class {
            0 => -30.0,
            class if class == n => 30.0,
            class => normal_quantile(class as f64 / n as f64),
        };
        let below = |y: f64| normal_cdf(y - log_deviation);
        let value = |class: usize| n as f64 * (below(cut(class + 1)) - below(cut(class)));
        Distribution::of(&(0..n).map(value).collect::<Vec<_>>()).unwrap()
    }

    /// Of exp(s Y - s²/2): φ_n = (-s)^n / √n!, and blocks have the variance exp(s² r²) - 1.
    #[test]
    fn a_lognormal_grade_has_its_closed_form() {
        let s: f64 = 0.6;
        let found = Anamorphosis::new(&lognormal(s, 20_000)).unwrap();
        let mut expected = 1.0;
        // Higher orders hang on the tail, which the last class has the mean of.
        for (n, coefficient) in found.coefficients().iter().enumerate().take(4) {
            assert!((coefficient - expected).abs() < 5e-4, "{n}: {coefficient}, {expected}");
            expected *= -s / (n as f64 + 1.0).sqrt();
        }
        for r in [0.3_f64, 0.6, 0.8, 0.95] {
            let variance = libm::expm1(s * s * r * r);
            let coefficient = found.coefficient(variance).unwrap();
            assert!((coefficient - r).abs() < 3e-4, "{r}: {coefficient}");
            // Blocks are lognormal too: above z, T = Φ(-y) and Q = Φ(s r - y).
            let grades = found.grades(coefficient);
            for cutoff in [0.5, 1.0, 1.6, 2.5] {
                let y = libm::log(cutoff) / (s * r) + 0.5 * s * r;
                let above = grades.above(cutoff);
                assert!((above.share - normal_cdf(-y)).abs() < 3e-4, "{r}, {cutoff}: {above:?}");
                assert!((above.metal - normal_cdf(s * r - y)).abs() < 5e-4, "{above:?}");
            }
        }
    }

    #[test]
    fn an_outlier_stays_within_the_samples() {
        let mut values = vec![1.0; 99];
        values.push(1_000.0);
        let found = Anamorphosis::new(&Distribution::of(&values).unwrap()).unwrap();
        for r in [0.05, 0.5, 0.9, 0.999, 1.0] {
            let grades = found.grades(r);
            assert!((0..=120).map(|y| grades.value(f64::from(y) * 0.1 - 6.0)).is_sorted());
            assert!(grades.value(-9.0) >= 1.0 && grades.value(9.0) <= 1_000.0);
        }
        assert!(Anamorphosis::new(&Distribution::of(&[2.0, 2.0]).unwrap()).is_err());
        assert!(found.coefficient(2.0 * found.variance()).is_err());
        assert!(found.coefficient(0.0).is_err());
    }

    fn spherical(nugget: f64, range: f64) -> Variogram {
        let angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };
        let sill = 1.0 - nugget;
        let structure = Structure { shape: Shape::Spherical, sill, ranges: [range; 3], angles };
        Variogram::new(nugget, vec![structure]).unwrap()
    }

    fn block(size: f64) -> Support {
        Support::Block { size: [size; 3], points: [4; 3], azimuth: 0.0 }
    }

    #[test]
    fn what_blocks_keep_falls_with_size_nugget_and_poor_information() {
        let model = spherical(0.2, 50.0);
        let kept = |size| kept_part(&model, block(size)).unwrap();
        assert_eq!(kept_part(&model, Support::Point).unwrap(), 1.0);
        // A block of next to no size loses the nugget and nothing else.
        assert!((kept(1e-6) - 0.8).abs() < 1e-6);
        assert!(kept(10.0) < 0.8 && kept(20.0) < kept(10.0));
        let informed = |spacing| informed_part(&model, block(10.0), [spacing; 3]).unwrap();
        assert!(informed(40.0) < informed(10.0) && informed(10.0) < informed(5.0));
        assert!(informed(2.5) < kept(10.0));
        assert!(informed_part(&model, block(10.0), [0.5; 3]).is_err());
        assert!(informed_part(&model, block(10.0), [0.0; 3]).is_err());
    }

    #[test]
    fn units_of_panels_are_all_units_together() {
        // Panels' estimates as likely as they are: their units make up the whole again.
        let samples = Anamorphosis::new(&lognormal(0.8, 2_000)).unwrap();
        let (r, of_panel) = (0.8, 0.5);
        let units = SmuGrades::new(&samples, r, 8).unwrap();
        let estimates = samples.grades(of_panel);
        let (n, variance) = (400, samples.variance_at(of_panel));
        let mut sums = [[0.0; 2]; 3];
        let cutoffs = [0.5, 1.0, 2.0];
        for panel in 0..n {
            let score = normal_quantile((f64::from(panel) + 0.5) / f64::from(n));
            let estimate = estimates.value(score);
            let given = units.given(Panel { estimate, variance });
            assert!(!given.is_scaled());
            let rising = units.rising(&given);
            assert!(rising.is_sorted());
            assert!((rising.iter().sum::<f64>() / 8.0 / estimate - 1.0).abs() < 1e-9);
            for (sum, cutoff) in sums.iter_mut().zip(cutoffs) {
                let above = units.above(&given, cutoff);
                sum[0] += above.share / f64::from(n);
                sum[1] += above.metal / f64::from(n);
            }
        }
        for (sum, cutoff) in sums.iter().zip(cutoffs) {
            let all = units.all().above(cutoff);
            assert!((sum[0] - all.share).abs() < 2e-3, "{cutoff}: {sum:?}, {all:?}");
            assert!((sum[1] - all.metal).abs() < 3e-3, "{cutoff}: {sum:?}, {all:?}");
        }
        // No panel of these samples is so rich; its units keep its estimate all the same.
        let beyond = units.given(Panel { estimate: 1e3, variance });
        assert!(beyond.is_scaled());
        assert!((units.above(&beyond, 0.0).metal / 1e3 - 1.0).abs() < 1e-9);
    }

    #[test]
    fn units_lie_in_their_panel_and_take_grades_in_order() {
        let panels =
            crate::Grid::from_corner([5.0, 7.0, 0.0], [10.0, 10.0, 5.0], [3, 2, 2], 30.0).unwrap();
        let cut = SmuGrid::new(&panels, [5.0, 2.5, 5.0]).unwrap();
        assert_eq!((cut.per_panel, cut.n_smus()), ([2, 4, 1], 8));
        let mut seen = vec![0; cut.grid.len()];
        for panel in 0..panels.len() {
            let position = panels.position(panel);
            for unit in cut.units(position) {
                seen[unit] += 1;
                let centre = cut.grid.centre(cut.grid.position(unit));
                assert_eq!(panels.holding(centre), Some(position));
            }
        }
        assert!(seen.iter().all(|&n| n == 1));
        assert!(SmuGrid::new(&panels, [3.0, 5.0, 5.0]).is_err());
        assert!(SmuGrid::new(&panels, [20.0, 5.0, 5.0]).is_err());
        let thought = [Some(3.0), None, Some(1.0), Some(2.0)];
        assert_eq!(localised(&[1.0, 2.0, 3.0, 4.0], &thought), [4.0, 1.0, 2.0, 3.0]);
    }

    #[test]
    fn affine_blocks_by_hand() {
        // A quarter of the variance halves the distance from the mean: 1, 2, 3, 6 about 3.
        let all = Distribution::of(&[1.0, 2.0, 3.0, 6.0]).unwrap();
        let above = affine(&all, 0.25, 2.5).unwrap();
        assert_eq!((above.share, above.grade()), (0.75, Some(10.0 / 3.0)));
        assert_eq!(affine(&all, 0.0, 3.0).unwrap().share, 1.0);
        assert!(affine(&all, 1.5, 3.0).is_err());
    }

    proptest! {
        #[test]
        fn metal_is_the_mean_and_falls_with_the_cutoff(
            pairs in proptest::collection::vec((0.0..20.0f64, 0.1..3.0f64), 3..60),
            r in 0.05..1.0f64,
        ) {
            let (values, weights): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            let samples = Distribution::weighted(&values, &weights).unwrap();
            prop_assume!(samples.variance() > 1e-3);
            let found = Anamorphosis::new(&samples).unwrap();
            prop_assert!((found.variance_at(1.0) / samples.variance() - 1.0).abs() < 1e-9);
            let back = found.coefficient(found.variance_at(r)).unwrap();
            prop_assert!((back - r).abs() < 1e-6);
            let grades = found.grades(r);
            // The table runs straight between its knots.
            prop_assert!((grades.mean() - samples.mean()).abs() < 0.03 * samples.standard_deviation());
            let curve: Vec<Above> = (0..42).map(|n| grades.above(f64::from(n) * 0.5)).collect();
            for pair in curve.windows(2) {
                prop_assert!(pair[1].share <= pair[0].share && pair[1].metal <= pair[0].metal + 1e-9);
                let lost = pair[0].metal - pair[1].metal;
                let cut = pair[0].share - pair[1].share;
                prop_assert!(pair[0].cutoff * cut <= lost + 1e-6 && lost <= pair[1].cutoff * cut + 1e-6);
            }
        }
    }
}
