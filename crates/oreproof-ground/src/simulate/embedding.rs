//! A grid wrapped round on itself, on which a covariance has a spectrum.
//!
//! Covariances on a grid that closes into a ring along every axis are diagonal in waves. The ring
//! is long enough that no two nodes of the grid are nearer the other way round, or else so far
//! apart that their covariance is nought. Where all waves have a variance of nought or more,
//! fields drawn wave by wave have the covariance of the model, at every lag on the grid.
//!
//! Source: Dietrich and Newsam (1997), *SIAM Journal on Scientific Computing* 18, 1088–1107.

use rayon::prelude::*;
use rustfft::num_complex::Complex64;

use super::transform::{Transform, quick_size};
use crate::error::GroundError;
use crate::grid::Grid;
use crate::variogram::{Shape, Variogram};

/// The ring and the waves on it.
pub(super) struct Embedding {
    pub(super) sizes: [usize; 3],
    pub(super) transform: Transform,
    /// The standard deviation of each wave, over the root of how many there are.
    pub(super) deviation: Vec<f64>,
}

/// Correlations below this are taken as nought where a ring closes.
const FAR: f64 = 1e-9;

/// Variances this small beside the sum of all, and below nought, are rounding.
const ROUNDING: f64 = 1e-12;

/// A ring of more nodes than this is not tried.
const MOST: usize = 1 << 28;

/// How often a ring is made longer.
const TRIES: usize = 4;

impl Embedding {
    /// The shortest ring that serves, of a few tried.
    ///
    /// # Errors
    ///
    /// When some wave still has a variance below nought: the model is not valid in so many
    /// dimensions, or its range is too long for the grid.
    pub(super) fn new(grid: &Grid, variogram: &Variogram) -> Result<Self, GroundError> {
        let reach = reach(grid, variogram);
        let mut lengths: [usize; 3] = std::array::from_fn(|axis| {
            let last = grid.counts[axis] - 1;
            // Twice the grid is always long enough for its own lags.
            (last + reach[axis].min(last)).max(1)
        });
        let mut share = 0.0;
        for _ in 0..TRIES {
            let sizes: [usize; 3] = std::array::from_fn(|axis| {
                if grid.counts[axis] == 1 { 1 } else { quick_size(lengths[axis]) }
            });
            if sizes.iter().try_fold(1_usize, |all, &n| all.checked_mul(n)).is_none_or(|n| MOST < n)
            {
                break;
            }
            match Self::of(grid, variogram, sizes) {
                Ok(embedding) => return Ok(embedding),
                Err(worst) => share = worst,
            }
            for axis in 0..3 {
                // Twice the reach is enough for any valid model, and a ring need not be longer.
                let enough = (grid.counts[axis] - 1 + reach[axis]).max(2 * reach[axis]);
                lengths[axis] = (sizes[axis] + sizes[axis] / 2 + 1).min(enough.max(sizes[axis]));
            }
        }
        Err(GroundError::NotEmbeddable { share })
    }

    /// The waves on a ring of this size, or the lowest variance as a share of the sum of all.
    fn of(grid: &Grid, variogram: &Variogram, sizes: [usize; 3]) -> Result<Self, f64> {
        let count: usize = sizes.iter().product();
        let mut waves: Vec<Complex64> = (0..count)
            .into_par_iter()
            .map(|node| Complex64::new(covariance(grid, variogram, sizes, node), 0.0))
            .collect();
        let transform = Transform::new(sizes);
        transform.forward(&mut waves, &mut Vec::new());
        // The waves sum to as many times the sill as there are.
        let whole = variogram.covariance([0.0; 3]) * count as f64;
        let lowest = waves.iter().map(|wave| wave.re).fold(f64::INFINITY, f64::min) / whole;
        if lowest < -ROUNDING {
            return Err(lowest);
        }
        let deviation = waves.iter().map(|wave| (wave.re.max(0.0) / count as f64).sqrt()).collect();
        Ok(Self { sizes, transform, deviation })
    }
}

/// The covariance of the first node of a ring with another, the short way round.
fn covariance(grid: &Grid, variogram: &Variogram, sizes: [usize; 3], node: usize) -> f64 {
    let position = [node % sizes[0], node / sizes[0] % sizes[1], node / (sizes[0] * sizes[1])];
    let mut steps: [f64; 3] = [0.0; 3];
    let mut halfway = [false; 3];
    for axis in 0..3 {
        let (at, size) = (position[axis], sizes[axis]);
        let blocks = if size < 2 * at { at as f64 - size as f64 } else { at as f64 };
        steps[axis] = blocks * grid.block_size[axis];
        halfway[axis] = at != 0 && 2 * at == size;
    }
    // Halfway round both ways are as short; the mean keeps the ring alike in both directions.
    let (mut sum, mut ways) = (0.0, 0.0);
    for way in 0..8_u8 {
        let backward: [bool; 3] = std::array::from_fn(|axis| way & (1 << axis) != 0);
        if (0..3).any(|axis| backward[axis] && !halfway[axis]) {
            continue;
        }
        let step: [f64; 3] =
            std::array::from_fn(|axis| if backward[axis] { -steps[axis] } else { steps[axis] });
        sum += variogram.covariance(grid.turned(step));
        ways += 1.0;
    }
    sum / ways
}

/// How many blocks along each axis of the grid the covariance reaches.
fn reach(grid: &Grid, variogram: &Variogram) -> [usize; 3] {
    // A nugget alone reaches nowhere, and the ring must still hold the grid.
    let mut reach = [1; 3];
    for (structure, rotation) in variogram.parts() {
        let ranges = match structure.shape {
            Shape::Spherical | Shape::Cubic => 1.0,
            Shape::Exponential => -libm::log(FAR) / 3.0,
            Shape::Gaussian => (-libm::log(FAR) / 3.0).sqrt(),
            Shape::Matern(matern) => matern.falls_to(FAR),
            // These do not die out within any length that could be stored.
            Shape::Power(_) | Shape::HoleEffect | Shape::CardinalSine => f64::INFINITY,
        };
        for (axis, reach) in reach.iter_mut().enumerate() {
            let mut along = [0.0; 3];
            along[axis] = 1.0;
            let along = grid.turned(along);
            // How far the ellipsoid of the ranges reaches along the axis.
            let squared: f64 = rotation
                .axes()
                .iter()
                .zip(structure.ranges)
                .map(|(unit, range)| {
                    let cosine: f64 = unit.iter().zip(along).map(|(a, b)| a * b).sum();
                    (range * cosine) * (range * cosine)
                })
                .sum();
            let blocks = (ranges * squared.sqrt() / grid.block_size[axis]).ceil() + 1.0;
            *reach = (*reach).max(blocks.min(1e9) as usize);
        }
    }
    reach
}
