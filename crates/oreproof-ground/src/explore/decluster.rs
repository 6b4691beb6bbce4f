//! Cell declustering: less weight where holes crowd together.
//!
//! A sample weighs one over the number of samples in its cell, so that each occupied cell counts
//! once. The answer hangs on where cells start; the mean over several origins, moved along the
//! diagonal of a cell, settles that:
//!
//! ```text
//! w_i = n · mean over origins of 1 / (samples in the cell of i · occupied cells)
//! ```
//!
//! The first origin is the least coordinate of the samples. Weights have a mean of one.
//!
//! Source: Deutsch (1989), *DECLUS: a FORTRAN 77 program for determining optimum spatial
//! declustering weights*, Computers & Geosciences 15(3).

use std::collections::HashMap;

use rayon::prelude::*;

use crate::error::{GroundError, positive};
use crate::samples::Points;

/// How cells are laid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clusters {
    /// The size of a cell east, north and up, in the unit of the coordinates.
    pub cell: [f64; 3],
    /// Over how many origins the weights are averaged.
    pub n_origins: usize,
}

/// The declustered mean by the size of the cells.
#[derive(Clone, Debug, PartialEq)]
pub struct CellCurve {
    /// Each size with its declustered mean.
    pub means: Vec<(f64, f64)>,
    /// The plain mean.
    pub plain: f64,
    /// Which size gives the least mean: right where holes crowd in rich ground.
    pub least: usize,
    /// Which size gives the greatest mean: right where holes crowd in poor ground.
    pub greatest: usize,
}

/// The weight of each point.
///
/// # Errors
///
/// When a size is not above zero, or there is no point or no origin.
pub fn cell_weights(points: &Points, clusters: &Clusters) -> Result<Vec<f64>, GroundError> {
    for size in clusters.cell {
        positive("cell size", size)?;
    }
    for (what, given) in [("points", points.len()), ("origins", clusters.n_origins)] {
        if given == 0 {
            return Err(GroundError::TooFew { what, given, needed: 1 });
        }
    }
    let axes = [&points.x, &points.y, &points.z];
    let least = axes.map(|axis| axis.iter().copied().fold(f64::INFINITY, f64::min));
    let mut weights = vec![0.0; points.len()];
    let mut cells = vec![0_u32; points.len()];
    let mut counts: Vec<u32> = Vec::new();
    for origin in 0..clusters.n_origins {
        let moved = origin as f64 / clusters.n_origins as f64;
        let mut numbers: HashMap<[i64; 3], u32> = HashMap::with_capacity(points.len());
        counts.clear();
        for (idx, cell) in cells.iter_mut().enumerate() {
            let place = std::array::from_fn(|axis| {
                let size = clusters.cell[axis];
                ((axes[axis][idx] - least[axis] + moved * size) / size).floor() as i64
            });
            let next = numbers.len() as u32;
            *cell = *numbers.entry(place).or_insert(next);
            if *cell == next && counts.len() == next as usize {
                counts.push(0);
            }
            counts[*cell as usize] += 1;
        }
        let n_occupied = counts.len() as f64;
        for (weight, &cell) in weights.iter_mut().zip(&cells) {
            *weight += 1.0 / (f64::from(counts[cell as usize]) * n_occupied);
        }
    }
    let scale = points.len() as f64 / clusters.n_origins as f64;
    Ok(weights.into_iter().map(|weight| weight * scale).collect())
}

/// The declustered mean for each size of cell; `shape` is the size along each axis relative to it.
///
/// # Errors
///
/// As [`cell_weights`], and when there is no size.
pub fn declustering_curve(
    points: &Points,
    sizes: &[f64],
    shape: [f64; 3],
    n_origins: usize,
) -> Result<CellCurve, GroundError> {
    if sizes.is_empty() {
        return Err(GroundError::TooFew { what: "cell sizes", given: 0, needed: 1 });
    }
    let mean = |&size: &f64| {
        let clusters = Clusters { cell: shape.map(|of| of * size), n_origins };
        let weights = cell_weights(points, &clusters)?;
        let sum: f64 =
            weights.iter().zip(&points.value).map(|(weight, value)| weight * value).sum();
        Ok((size, sum / points.len() as f64))
    };
    let means: Result<Vec<(f64, f64)>, GroundError> = sizes.par_iter().map(mean).collect();
    let means = means?;
    let by_mean = |a: &usize, b: &usize| means[*a].1.total_cmp(&means[*b].1).then(a.cmp(b));
    let least = (0..means.len()).min_by(by_mean).unwrap_or_default();
    // Of equal means the smaller size, which comes first, is taken.
    let by_mean = |a: &usize, b: &usize| means[*a].1.total_cmp(&means[*b].1).then(b.cmp(a));
    let greatest = (0..means.len()).max_by(by_mean).unwrap_or_default();
    let plain = points.value.iter().sum::<f64>() / points.len() as f64;
    Ok(CellCurve { means, plain, least, greatest })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points(at: &[[f64; 3]], value: &[f64]) -> Points {
        let axis = |axis: usize| at.iter().map(|place| place[axis]).collect();
        Points::new([axis(0), axis(1), axis(2)], value.to_vec(), vec![0; at.len()]).unwrap()
    }

    /// By hand: three samples share a cell, one is alone; each cell counts for two.
    #[test]
    fn each_cell_counts_once() {
        let at = [[0.0; 3], [1.0, 0.0, 0.0], [2.0, 0.0, 0.0], [15.0, 0.0, 0.0]];
        let points = points(&at, &[3.0, 3.0, 3.0, 1.0]);
        let clusters = Clusters { cell: [10.0; 3], n_origins: 1 };
        let weights = cell_weights(&points, &clusters).unwrap();
        for (found, expected) in weights.iter().zip([2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0, 2.0]) {
            assert!((found - expected).abs() < 1e-15);
        }
        let curve = declustering_curve(&points, &[1e-3, 10.0, 1e3], [1.0; 3], 4).unwrap();
        assert_eq!((curve.least, curve.greatest, curve.plain), (1, 0, 2.5));
        assert!((curve.means[0].1 - 2.5).abs() < 1e-12 && (curve.means[2].1 - 2.5).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn weights_have_a_mean_of_one_wherever_the_holes_are(
            at in proptest::collection::vec(proptest::array::uniform3(-50.0..50.0f64), 1..40),
            size in 1.0..80.0f64, n_origins in 1..6_usize,
        ) {
            let clusters = Clusters { cell: [size, 2.0 * size, 0.5 * size], n_origins };
            let value = vec![1.0; at.len()];
            let weights = cell_weights(&points(&at, &value), &clusters).unwrap();
            prop_assert!((weights.iter().sum::<f64>() / at.len() as f64 - 1.0).abs() < 1e-12);
            let backwards: Vec<[f64; 3]> = at.iter().rev().copied().collect();
            let mut again = cell_weights(&points(&backwards, &value), &clusters).unwrap();
            again.reverse();
            prop_assert_eq!(weights, again);
        }
    }
}
