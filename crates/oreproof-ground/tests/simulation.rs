//! Laws of simulation: data are honoured, realisations are as rough as the model and spread about
//! the kriged field, and no number hangs on the number of threads.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod made;

use std::ops::ControlFlow;

use made::{LEVEL, data, semivariance, spread_about_the_kriged};
use oreproof_ground::simulate::{Near, Simulated, Simulation, simulate};
use oreproof_ground::{Grid, GroundError, Points, Shape, Structure, Variogram};

fn choices(n_realisations: usize, per_path: usize) -> Simulation {
    let structure =
        Structure { shape: Shape::Spherical, sill: 0.9, ranges: [8.0; 3], angles: LEVEL };
    Simulation {
        variogram: Variogram::new(0.1, vec![structure]).unwrap(),
        mean: 0.0,
        near: Near { radii: [12.0; 3], angles: LEVEL, max_data: 12, max_nodes: 16 },
        coarse_grids: 2,
        n_realisations,
        per_path,
        seed: 20_261,
    }
}

fn plane(side: usize) -> Grid {
    Grid::from_first_centre([0.0; 3], [1.0; 3], [side, side, 1], 0.0).unwrap()
}

fn fields(points: &Points, grid: &Grid, choices: &Simulation) -> (Vec<Vec<f64>>, Simulated) {
    let mut fields = Vec::new();
    let done = simulate(points, grid, choices, |number, field| {
        assert_eq!(number, fields.len());
        fields.push(field.to_vec());
        ControlFlow::Continue(())
    });
    (fields, done.unwrap())
}

#[test]
fn data_are_honoured() {
    let grid = plane(14);
    for per_path in [1, 10] {
        let (fields, done) = fields(&data(), &grid, &choices(10, per_path));
        assert_eq!(done, Simulated { n_on_data: 4, n_repaired: 0 });
        for field in &fields {
            for datum in 0..4 {
                let node = grid.index(grid.holding(data().at(datum)).unwrap());
                assert_eq!(field[node], data().value[datum]);
            }
        }
        assert!(fields[0] != fields[1]);
    }
}

/// Over many realisations, the mean and spread of each node are those of simple kriging.
#[test]
fn realisations_spread_about_the_kriged_field() {
    let grid = plane(6);
    let n = 4000;
    let mut choices = choices(n, 50);
    // All nodes inform each other, so that the simulation is exact.
    choices.near.max_nodes = 36;
    let (fields, _) = fields(&data(), &grid, &choices);
    spread_about_the_kriged(&fields, &grid, &choices.variogram, 12.0);
}

/// Without data, the semivariance of realisations is the model's, within four standard errors
/// as the realisations themselves tell them, and one part in a hundred for the neighbourhood.
#[test]
fn realisations_are_as_rough_as_the_model() {
    let (grid, n) = (plane(40), 100.0);
    for per_path in [1, 50] {
        let mut choices = choices(100, per_path);
        // With 16 the semivariance at 6 steps, near the range, is 7 % low.
        choices.near.max_nodes = 48;
        let (fields, _) = fields(&Points::default(), &grid, &choices);
        for lag in [1, 3, 6] {
            let each: Vec<f64> =
                fields.iter().map(|field| semivariance(field, &grid, [lag, 0, 0])).collect();
            let mean = each.iter().sum::<f64>() / n;
            let spread = each.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / (n - 1.0);
            let model = choices.variogram.semivariance([lag as f64, 0.0, 0.0]);
            let slack = 4.0 * (spread / n).sqrt() + 0.01 * model;
            assert!(slack < 0.1 * model, "lag {lag}: a test too slack to fail");
            assert!(
                (mean - model).abs() < slack,
                "{per_path}, lag {lag}: {mean}, {model}, {slack}"
            );
        }
    }
}

#[test]
fn the_same_bits_on_any_number_of_threads() {
    let grid = Grid::from_first_centre([0.0; 3], [1.0, 1.0, 0.5], [30, 20, 12], 15.0).unwrap();
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| fields(&data(), &grid, &choices(6, 2)).0)
    };
    let alone = run(1);
    for threads in [2, 8] {
        let bits = |all: &[Vec<f64>]| all.iter().flatten().map(|v| v.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&alone), bits(&run(threads)), "{threads} threads");
    }
}

/// A Gaussian model without nugget on a fine grid is close to singular: counted, and finite.
#[test]
fn singular_systems_are_mended_and_counted() {
    let structure =
        Structure { shape: Shape::Gaussian, sill: 1.0, ranges: [60.0; 3], angles: LEVEL };
    let mut choices = choices(1, 1);
    choices.variogram = Variogram::new(0.0, vec![structure]).unwrap();
    let (fields, done) = fields(&Points::default(), &plane(20), &choices);
    assert!(0 < done.n_repaired);
    assert!(fields[0].iter().all(|value| value.is_finite() && value.abs() < 6.0));
}

#[test]
fn what_cannot_be_simulated_is_refused() {
    let go = |_: usize, _: &[f64]| ControlFlow::Continue(());
    let twice = Points::new([vec![1.0; 2], vec![1.0; 2], vec![1.0; 2]], vec![0.0, 1.0], vec![0, 1]);
    let found = simulate(&twice.unwrap(), &plane(4), &choices(1, 1), go);
    assert!(matches!(found, Err(GroundError::NotPositiveDefinite { row: 1, .. })));
    let found = simulate(&data(), &plane(4), &choices(0, 1), go);
    assert!(matches!(found, Err(GroundError::TooFew { .. })));
    let found = simulate(&data(), &plane(4), &choices(3, 1), |_, _| ControlFlow::Break(()));
    assert_eq!(found, Err(GroundError::Stopped));
}
