//! Sequential indicator simulation: which of some categories, such as rocks or domains, each node
//! of a grid is of.
//!
//! Nodes are visited along a random path as in sequential Gaussian simulation. The odds of each
//! category are kriged from the indicators of the data and of the nodes visited before, about its
//! proportion; what lies outside nought to one is brought back, and the odds are scaled to one:
//!
//! ```text
//! p_k = π_k + Σ weight · (i_k - π_k)
//! ```
//!
//! One variogram serves the indicators of all categories, so that their odds share weights.
//!
//! Source: Deutsch and Journel (1998), *GSLIB*, 2nd edition, section V.3.1 (program `sisim`).

use std::ops::ControlFlow;

use oreproof_risk::Stream;
use rayon::prelude::*;

use super::path::{self, Path};
use super::weights::{Model, Weights};
use super::{Near, Simulated, Simulation, TOGETHER, check, data_index, on_data};
use crate::error::GroundError;
use crate::grid::Grid;
use crate::samples::Points;
use crate::variogram::Variogram;

/// The choices of a simulation of categories.
#[derive(Clone, Debug)]
pub struct Categories {
    /// The proportion of each category; they come to one.
    pub proportions: Vec<f64>,
    /// How likeness falls with distance; only the parts of its sill count.
    pub variogram: Variogram,
    /// Which data and nodes inform a node.
    pub near: Near,
    /// How many coarser grids are simulated first, each with twice the step of the next.
    pub coarse_grids: u32,
    /// How many realisations are made.
    pub n_realisations: usize,
    /// How many realisations share a path and its weights.
    pub per_path: usize,
    /// Another seed is another set of realisations.
    pub seed: u64,
}

/// Simulates categories on a grid and hands each realisation on, in the order of their numbers;
/// `of_point` is the category of each point.
///
/// # Errors
///
/// As [`super::simulate`], and when proportions are not from nought to one or do not come to one,
/// or a point is of no category.
pub fn simulate_categories(
    points: &Points,
    of_point: &[u16],
    grid: &Grid,
    categories: &Categories,
    mut each: impl FnMut(usize, &[u16]) -> ControlFlow<()>,
) -> Result<Simulated, GroundError> {
    check_categories(points, of_point, &categories.proportions)?;
    let Categories { near, coarse_grids, n_realisations, per_path, seed, .. } = *categories;
    let variogram = categories.variogram.clone();
    let simulation =
        Simulation { variogram, mean: 0.0, near, coarse_grids, n_realisations, per_path, seed };
    let sill = check(points, grid, &simulation)?;
    let index = data_index(points, near)?;
    let on_data = on_data(points, grid);
    let mut done = Simulated { n_on_data: on_data.len(), n_repaired: 0 };
    let template = path::template(grid, near)?;
    let model = Model { variogram: &simulation.variogram, sill, near };
    for first in (0..n_realisations).step_by(per_path) {
        let path = Path::new(grid, &simulation, (first / per_path) as u32, &on_data);
        let weights = Weights::new(&path, &template, &index, grid, model);
        done.n_repaired += weights.n_repaired;
        let numbers: Vec<usize> = (first..(first + per_path).min(n_realisations)).collect();
        for together in numbers.chunks(TOGETHER) {
            let fields: Vec<Vec<u16>> = together
                .par_iter()
                .map(|&number| {
                    replay(of_point, grid, categories, &on_data, (&path, &weights), number)
                })
                .collect();
            for (&number, field) in together.iter().zip(&fields) {
                if each(number, field).is_break() {
                    return Err(GroundError::Stopped);
                }
            }
        }
    }
    Ok(done)
}

/// One realisation from the weights of its path.
fn replay(
    of_point: &[u16],
    grid: &Grid,
    categories: &Categories,
    on_data: &[(u32, u32)],
    (path, weights): (&Path, &Weights),
    realisation: usize,
) -> Vec<u16> {
    let stream = Stream::named(categories.seed, "category");
    let proportions = &categories.proportions;
    let mut field = vec![0; grid.len()];
    // Data stand behind the nodes, where the weights look for them.
    field.extend_from_slice(of_point);
    for &(node, datum) in on_data {
        field[node as usize] = of_point[datum as usize];
    }
    let mut odds = proportions.clone();
    for (visit, &node) in path.nodes.iter().enumerate() {
        let (sources, shares) = weights.of(visit);
        let left = 1.0 - shares.iter().sum::<f64>();
        for (odds, proportion) in odds.iter_mut().zip(proportions) {
            *odds = left * proportion;
        }
        for (&source, &share) in sources.iter().zip(shares) {
            odds[usize::from(field[source as usize])] += share;
        }
        let whole: f64 = odds.iter().map(|odds| odds.max(0.0)).sum();
        let mut draw = whole * stream.uniform(realisation as u64, node);
        let drawn = odds.iter().position(|odds| {
            draw -= odds.max(0.0);
            draw < 0.0
        });
        // Rounding may leave a draw at the very end: it is of the last category with any odds.
        let last = || odds.iter().rposition(|&odds| odds > 0.0).unwrap_or(0);
        field[node as usize] = drawn.unwrap_or_else(last) as u16;
    }
    field.truncate(grid.len());
    field
}

fn check_categories(
    points: &Points,
    of_point: &[u16],
    proportions: &[f64],
) -> Result<(), GroundError> {
    if of_point.len() != points.len() {
        let (what, given) = ("categories of points".to_owned(), of_point.len());
        return Err(GroundError::LengthsDiffer { what, given, expected: points.len() });
    }
    let parameter = "proportion of a category";
    for &value in proportions {
        if !(0.0..=1.0).contains(&value) {
            return Err(GroundError::OutOfRange { parameter, value, needs: "from 0 to 1" });
        }
    }
    let value: f64 = proportions.iter().sum();
    if (value - 1.0).abs() > 1e-9 {
        let parameter = "sum of the proportions of categories";
        return Err(GroundError::OutOfRange { parameter, value, needs: "1" });
    }
    match of_point.iter().find(|&&of| proportions.len() <= usize::from(of)) {
        Some(&of) => {
            let (parameter, needs) = ("category of a point", "one that has a proportion");
            Err(GroundError::OutOfRange { parameter, value: f64::from(of), needs })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rotation::Angles;
    use crate::variogram::{Shape, Structure};

    const ANGLES: Angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };

    fn categories(proportions: Vec<f64>) -> Categories {
        let structure =
            Structure { shape: Shape::Exponential, sill: 1.0, ranges: [8.0; 3], angles: ANGLES };
        Categories {
            proportions,
            variogram: Variogram::new(0.0, vec![structure]).unwrap(),
            near: Near { radii: [12.0; 3], angles: ANGLES, max_data: 8, max_nodes: 16 },
            coarse_grids: 2,
            n_realisations: 20,
            per_path: 4,
            seed: 7,
        }
    }

    #[test]
    fn proportions_and_likeness_are_those_asked_for() {
        let grid = Grid::from_first_centre([0.0; 3], [1.0; 3], [60, 60, 1], 0.0).unwrap();
        let choices = categories(vec![0.6, 0.3, 0.1]);
        let (mut shares, mut changes) = ([0.0; 3], 0.0);
        let none = Points::default();
        simulate_categories(&none, &[], &grid, &choices, |_, field| {
            for &of in field {
                shares[usize::from(of)] += 1.0 / (20.0 * 3600.0);
            }
            let unlike = (0..3600).filter(|at| at % 60 > 3 && field[*at] != field[at - 4]);
            changes += unlike.count() as f64 / (20.0 * 56.0 * 60.0);
            ControlFlow::Continue(())
        })
        .unwrap();
        for (share, expected) in shares.iter().zip(&choices.proportions) {
            assert!((share - expected).abs() < 0.04, "{shares:?}");
        }
        // Two nodes apart by h differ as often as Σ π (1 - π) times the rise of the model at h.
        let whole: f64 = choices.proportions.iter().map(|p| p * (1.0 - p)).sum();
        let expected = whole * choices.variogram.semivariance([4.0, 0.0, 0.0]);
        assert!((changes / expected - 1.0).abs() < 0.08, "{changes}, {expected}");
    }

    #[test]
    fn data_are_kept_and_what_cannot_be_is_refused() {
        let grid = Grid::from_first_centre([0.0; 3], [1.0; 3], [20, 20, 1], 0.0).unwrap();
        let at = vec![3.0, 12.0, 18.0];
        let points =
            Points::new([at.clone(), at, vec![0.0; 3]], vec![0.0; 3], vec![0, 1, 2]).unwrap();
        let choices = categories(vec![0.5, 0.5]);
        let of_point = [1, 0, 1];
        let mut seen = 0;
        let kept = |_: usize, field: &[u16]| {
            for (at, of) in [3, 12, 18].into_iter().zip(of_point) {
                assert_eq!(field[at * 20 + at], of);
            }
            seen += 1;
            ControlFlow::Continue(())
        };
        let done = simulate_categories(&points, &of_point, &grid, &choices, kept).unwrap();
        assert_eq!((done.n_on_data, seen), (3, 20));
        let go =
            |of_point: &[u16], proportions: Vec<f64>| {
                let choices = categories(proportions);
                simulate_categories(&points, of_point, &grid, &choices, |_, _| {
                    ControlFlow::Continue(())
                })
            };
        assert!(go(&of_point[..2], vec![0.5, 0.5]).is_err());
        assert!(go(&of_point, vec![0.5, 0.4]).is_err());
        assert!(go(&of_point, vec![1.5, -0.5]).is_err());
        assert!(go(&of_point, vec![1.0]).is_err());
    }
}
