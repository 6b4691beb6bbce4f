//! What all kriging systems of a run share.

use super::{Drift, Estimate, Kriging, Support};
use crate::error::GroundError;
use crate::grid::Grid;
use crate::rotation::Rotation;
use crate::samples::Points;
use crate::variogram::{Shape, Variogram};

/// What all systems of a run share.
pub(super) struct System<'a> {
    pub(super) points: &'a Points,
    kriging: &'a Kriging,
    /// One part for each structure.
    ///
    /// Lists of samples are in the order of the search's slots.
    pub(super) parts: Vec<Part>,
    pub(super) nugget: f64,
    /// Whether a target is a point, which may lie on a sample.
    pub(super) is_point: bool,
    /// Where places are measured from, so that large coordinates lose no digits.
    origin: [f64; 3],
    /// The points of a block as steps from its centre; one at the centre for a point.
    inside: Vec<[f64; 3]>,
    /// What power models are lifted by to be covariances; weights that sum to one do not see it.
    pub(super) lift: f64,
    /// The covariance of a sample with itself, and of a target with itself.
    pub(super) at_zero: f64,
    pub(super) of_target: f64,
    /// The value of each sample, less the mean.
    pub(super) value: Vec<f64>,
    /// The first sample in the place of each; none where samples share no place.
    pub(super) first_there: Option<Vec<u32>>,
    /// The hole of each sample, counted without gaps, and how many there are.
    pub(super) hole: Vec<u32>,
    pub(super) n_holes: usize,
    pub(super) mean: f64,
    /// The degrees of the trend's monomials in each axis.
    monomials: Vec<[u8; 3]>,
    /// What the trend's coordinates are divided by.
    trend_scale: f64,
}

/// A structure of the variogram and where samples lie in its ranges.
pub(super) struct Part {
    pub(super) shape: Shape,
    pub(super) sill: f64,
    rotation: Rotation,
    pub(super) samples: Vec<[f64; 3]>,
    /// The points of a block as steps from its centre.
    pub(super) inside: Vec<[f64; 3]>,
}

/// What has been worked out for a target, from which its estimate is made.
#[derive(Default)]
pub(super) struct Found {
    /// Less the mean.
    pub(super) value: f64,
    /// What the samples explain of the variance, and what not knowing the mean adds.
    pub(super) explained: f64,
    pub(super) gain: f64,
    /// The covariance of the estimate with the truth, and its variance.
    pub(super) with_truth: f64,
    pub(super) spread: f64,
    /// Of the constant.
    pub(super) multiplier: f64,
    pub(super) n_samples: usize,
    pub(super) n_holes: u32,
    /// Sums over the samples: distances, sizes of negative weights, sizes of weights, weights.
    pub(super) distance: f64,
    pub(super) negative: f64,
    pub(super) total: f64,
    pub(super) sum: f64,
}

impl<'a> System<'a> {
    pub(super) fn new(
        points: &'a Points,
        order: &[u32],
        kriging: &'a Kriging,
    ) -> Result<Self, GroundError> {
        let variogram = &kriging.variogram;
        let bounded = variogram.sill();
        let mean = match kriging.drift {
            Drift::Simple { .. } if bounded.is_none() => {
                let parameter = "sill of a model for simple kriging";
                return Err(GroundError::NotFinite { parameter, value: f64::INFINITY });
            }
            Drift::Simple { mean } => mean,
            _ => 0.0,
        };
        let inside = inside(kriging.support)?;
        let n = points.len().max(1) as f64;
        let origin = [&points.x, &points.y, &points.z].map(|along| along.iter().sum::<f64>() / n);
        let parts = variogram.parts().map(|(structure, &rotation)| Part {
            shape: structure.shape,
            sill: structure.sill,
            rotation,
            samples: order
                .iter()
                .map(|&idx| part_of(rotation, points.at(idx as usize), origin))
                .collect(),
            inside: inside.iter().map(|&step| rotation.apply(step)).collect(),
        });
        let widest = kriging.search.radii.into_iter().fold(0.0, f64::max);
        let mut lift = 0.0;
        for (structure, rotation) in variogram.parts() {
            if matches!(structure.shape, Shape::Power(_)) {
                for axis in 0..3 {
                    let mut step = [0.0; 3];
                    step[axis] = 2.0 * widest;
                    lift += 4.0 * structure.sill * structure.shape.rise(rotation.squared(step));
                }
            }
        }
        let at_zero = variogram.covariance([0.0; 3]) + lift;
        let of_target = match kriging.support {
            Support::Point => at_zero,
            Support::Block { .. } => mean_covariance(variogram, &inside) + lift,
        };
        let monomials = monomials(&kriging.drift);
        let duplicates = points.duplicates();
        let first_there = (!duplicates.is_empty()).then(|| {
            let mut first: Vec<u32> = (0..points.len() as u32).collect();
            for (later, earlier) in duplicates {
                first[later] = earlier as u32;
            }
            order.iter().map(|&sample| first[sample as usize]).collect()
        });
        let mut holes = points.hole_idx.clone();
        holes.sort_unstable();
        holes.dedup();
        let rank = |hole| holes.binary_search(hole).map_or(0, |rank| rank as u32);
        Ok(Self {
            points,
            kriging,
            parts: parts.collect(),
            nugget: variogram.nugget(),
            is_point: matches!(kriging.support, Support::Point),
            origin,
            inside,
            lift,
            at_zero,
            of_target,
            value: order.iter().map(|&idx| points.value[idx as usize] - mean).collect(),
            first_there,
            hole: order.iter().map(|&idx| rank(&points.hole_idx[idx as usize])).collect(),
            n_holes: holes.len(),
            mean,
            monomials,
            trend_scale: widest,
        })
    }

    /// Where a target lies in the ranges of a structure.
    #[inline(always)]
    pub(super) fn place(&self, part: &Part, target: [f64; 3]) -> [f64; 3] {
        part_of(part.rotation, target, self.origin)
    }

    #[inline(always)]
    pub(super) fn estimate(&self, found: &Found) -> Estimate {
        let variance = (self.of_target - found.explained + found.gain).max(0.0);
        let bounded = self.lift == 0.0;
        let slope = found.with_truth / found.spread;
        let efficiency = (self.of_target - variance) / self.of_target;
        Estimate {
            value: self.mean + found.value,
            variance,
            n_samples: found.n_samples as u32,
            n_holes: found.n_holes,
            mean_distance: found.distance / found.n_samples as f64,
            slope: (bounded && slope.is_finite()).then_some(slope),
            efficiency: (bounded && efficiency.is_finite()).then_some(efficiency),
            negative_share: if found.total == 0.0 { 0.0 } else { found.negative / found.total },
            lagrange: -found.multiplier,
            weight_sum: found.sum,
        }
    }

    pub(super) fn min_samples(&self) -> usize {
        self.kriging.search.min_samples
    }

    /// Whether the mean is the same everywhere, known or not.
    pub(super) fn mean_is_one(&self) -> bool {
        matches!(self.kriging.drift, Drift::Simple { .. } | Drift::Ordinary)
    }

    pub(super) fn n_drift(&self) -> usize {
        match &self.kriging.drift {
            Drift::Simple { .. } => 0,
            Drift::Ordinary => 1,
            Drift::Trend { .. } => 1 + self.monomials.len(),
            Drift::External { at_samples, .. } => 1 + at_samples.len(),
        }
    }

    /// A drift function, counted from 0 for the constant, at a step from the target.
    pub(super) fn drift_at(
        &self,
        which: usize,
        (sample, target): (usize, usize),
        step: [f64; 3],
    ) -> f64 {
        match (&self.kriging.drift, which) {
            (_, 0) => 1.0,
            (Drift::External { at_samples, at_targets }, _) => {
                at_samples[which - 1][sample] - at_targets[which - 1][target]
            }
            _ => self.monomial(which - 1, step),
        }
    }

    /// A drift function at the target: its mean over the block.
    pub(super) fn drift_of_target(&self, which: usize) -> f64 {
        match (&self.kriging.drift, which) {
            (_, 0) => 1.0,
            (Drift::External { .. }, _) => 0.0,
            _ => {
                let sum = self.inside.iter().map(|&step| self.monomial(which - 1, step));
                sum.sum::<f64>() / self.inside.len() as f64
            }
        }
    }

    fn monomial(&self, which: usize, step: [f64; 3]) -> f64 {
        let mut product = 1.0;
        for (power, along) in self.monomials[which].iter().zip(step) {
            for _ in 0..*power {
                product *= along / self.trend_scale;
            }
        }
        product
    }
}

/// The variance of a target: what a block keeps of it, with the nugget averaged away.
pub(crate) fn variance_of(variogram: &Variogram, support: Support) -> Result<f64, GroundError> {
    match support {
        Support::Point => Ok(variogram.covariance([0.0; 3])),
        Support::Block { .. } => {
            super::check_support(&support)?;
            Ok(mean_covariance(variogram, &inside(support)?))
        }
    }
}

/// The mean covariance of the points of a block with each other.
fn mean_covariance(variogram: &Variogram, inside: &[[f64; 3]]) -> f64 {
    let mut sum = 0.0;
    for a in inside {
        for b in inside {
            let step = std::array::from_fn(|axis| a[axis] - b[axis]);
            sum += variogram.smooth_covariance(step);
        }
    }
    sum / (inside.len() * inside.len()) as f64
}

#[inline(always)]
fn part_of(rotation: Rotation, at: [f64; 3], origin: [f64; 3]) -> [f64; 3] {
    rotation.apply([at[0] - origin[0], at[1] - origin[1], at[2] - origin[2]])
}

pub(crate) fn inside(support: Support) -> Result<Vec<[f64; 3]>, GroundError> {
    let Support::Block { size, points, azimuth } = support else { return Ok(vec![[0.0; 3]]) };
    let step: [f64; 3] = std::array::from_fn(|axis| size[axis] / points[axis] as f64);
    let first = std::array::from_fn(|axis| 0.5 * (step[axis] - size[axis]));
    let grid = Grid::from_first_centre([0.0; 3], step, points, azimuth)?;
    let corner = grid.turned(first);
    let grid = Grid { first_centre: corner, ..grid };
    Ok((0..grid.len()).map(|index| grid.centre(grid.position(index))).collect())
}

fn monomials(drift: &Drift) -> Vec<[u8; 3]> {
    let Drift::Trend { order, axes } = drift else { return Vec::new() };
    let mut found = Vec::new();
    for degree in 1..=*order {
        for x in (0..=degree).rev() {
            for y in (0..=degree - x).rev() {
                let powers = [x, y, degree - x - y];
                if powers.iter().zip(axes).all(|(&power, &along)| power == 0 || along) {
                    found.push(powers);
                }
            }
        }
    }
    found
}
