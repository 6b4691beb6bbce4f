//! Laws of simulation by waves: fields have the model's variogram in every direction, data are
//! honoured, and what has no spectrum is refused.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod made;

use std::ops::ControlFlow;

use made::{LEVEL, data, semivariance, spread_about_the_kriged};
use oreproof_ground::simulate::{Near, Simulated, Spectral, simulate_spectral};
use oreproof_ground::{Angles, Grid, GroundError, Points, Shape, Structure, Variogram};
use proptest::prelude::*;

fn choices(variogram: Variogram, n_realisations: usize) -> Spectral {
    let near = Near { radii: [14.0; 3], angles: LEVEL, max_data: 12, max_nodes: 24 };
    Spectral { variogram, mean: 0.0, near, n_realisations, seed: 20_262 }
}

fn model(nugget: f64, shape: Shape, ranges: [f64; 3], angles: Angles) -> Variogram {
    Variogram::new(nugget, vec![Structure { shape, sill: 1.0 - nugget, ranges, angles }]).unwrap()
}

fn fields(points: &Points, grid: &Grid, choices: &Spectral) -> (Vec<Vec<f64>>, Simulated) {
    let mut fields = Vec::new();
    let done = simulate_spectral(points, grid, choices, |number, field| {
        assert_eq!(number, fields.len());
        fields.push(field.to_vec());
        ControlFlow::Continue(())
    });
    (fields, done.unwrap())
}

/// On grids whose sides differ, flat and deep, turned and dipping, bounded models and one that
/// only approaches its sill: within four standard errors as the realisations tell them.
#[test]
fn fields_have_the_variogram_of_the_model() {
    let dipping = Angles { azimuth: 35.0, dip: -20.0, rake: 10.0 };
    let flat = Grid::from_first_centre([0.0; 3], [1.0; 3], [61, 37, 1], 0.0).unwrap();
    let deep = Grid::from_first_centre([5.0; 3], [1.0, 1.0, 0.5], [24, 18, 15], 25.0).unwrap();
    let cases = [
        (flat, model(0.1, Shape::Spherical, [9.0, 5.0, 5.0], Angles { azimuth: 60.0, ..LEVEL })),
        (flat, model(0.0, Shape::Exponential, [9.0; 3], LEVEL)),
        (deep, model(0.2, Shape::Spherical, [8.0, 5.0, 3.0], dipping)),
        (deep, model(0.1, Shape::Gaussian, [6.0, 6.0, 3.0], dipping)),
    ];
    let n = 60;
    for (number, (grid, variogram)) in cases.into_iter().enumerate() {
        let (fields, _) = fields(&Points::default(), &grid, &choices(variogram.clone(), n));
        let up = usize::from(1 < grid.counts[2]);
        for step in [[1, 0, 0], [0, 1, 0], [4, 0, 0], [3, 3, 0], [2, 1, 2 * up], [0, 6, up]] {
            let each: Vec<f64> = fields.iter().map(|one| semivariance(one, &grid, step)).collect();
            let mean = each.iter().sum::<f64>() / n as f64;
            let spread = each.iter().map(|one| (one - mean).powi(2)).sum::<f64>();
            let along = std::array::from_fn(|axis| step[axis] as f64 * grid.block_size[axis]);
            let expected = variogram.semivariance(grid.turned(along));
            let slack = 4.0 * (spread / (n * (n - 1)) as f64).sqrt();
            assert!(slack < 0.2 * expected, "case {number}, {step:?}: too slack to fail");
            assert!((mean - expected).abs() < slack, "case {number}, {step:?}: {mean}, {expected}");
        }
    }
}

/// Over many realisations, the mean and spread of each node are those of simple kriging, next to
/// data on nodes and between them.
#[test]
fn realisations_spread_about_the_kriged_field() {
    let grid = Grid::from_first_centre([0.0; 3], [1.0; 3], [14, 13, 1], 0.0).unwrap();
    let n = 3000;
    let choices = choices(model(0.1, Shape::Spherical, [8.0; 3], LEVEL), n);
    let (fields, done) = fields(&data(), &grid, &choices);
    assert_eq!(done, Simulated { n_on_data: 4, n_repaired: 0 });
    spread_about_the_kriged(&fields, &grid, &choices.variogram, 14.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Exactly, bit for bit, wherever a datum lies on a node.
    #[test]
    fn data_are_honoured(
        nodes in prop::collection::btree_map(0_usize..240, -3.0..3.0_f64, 1..20),
        azimuth in 0.0..360.0_f64,
        seed in any::<u64>(),
    ) {
        let grid =
            Grid::from_first_centre([500.0, 20.0, -3.0], [2.0, 3.0, 1.0], [10, 8, 3], azimuth)
                .unwrap();
        let centres: Vec<[f64; 3]> =
            nodes.keys().map(|&node| grid.centre(grid.position(node))).collect();
        let columns = [0, 1, 2].map(|axis| centres.iter().map(|at| at[axis]).collect());
        let holes = (0..nodes.len() as u32).collect();
        let points = Points::new(columns, nodes.values().copied().collect(), holes).unwrap();
        let mut choices = choices(model(0.05, Shape::Spherical, [8.0, 6.0, 3.0], LEVEL), 3);
        choices.seed = seed;
        let (fields, done) = fields(&points, &grid, &choices);
        prop_assert_eq!(done.n_on_data, nodes.len());
        for (field, (&node, &value)) in fields.iter().flat_map(|f| nodes.iter().map(move |n| (f, n))) {
            prop_assert_eq!(field[node].to_bits(), value.to_bits());
        }
    }
}

#[test]
fn the_same_bits_on_any_number_of_threads_and_of_realisations() {
    let grid = Grid::from_first_centre([0.0; 3], [1.0, 1.0, 0.5], [30, 20, 12], 15.0).unwrap();
    let run = |threads: usize, n: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let choices = choices(model(0.1, Shape::Spherical, [7.0, 5.0, 3.0], LEVEL), n);
        pool.install(|| fields(&data(), &grid, &choices).0)
    };
    let bits = |field: &Vec<f64>| field.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    let alone = run(1, 5);
    for (threads, n) in [(2, 5), (8, 5), (2, 3)] {
        for (one, other) in alone.iter().zip(&run(threads, n)) {
            assert_eq!(bits(one), bits(other), "{threads} threads, {n} realisations");
        }
    }
}

/// A cosine is a model along one direction only, and a power model has no variance at all.
#[test]
fn what_has_no_spectrum_is_refused() {
    let go = |_: usize, _: &[f64]| ControlFlow::Continue(());
    let grid = Grid::from_first_centre([0.0; 3], [1.0; 3], [20, 20, 1], 0.0).unwrap();
    let refused = |variogram: Variogram| {
        simulate_spectral(&Points::default(), &grid, &choices(variogram, 1), go).unwrap_err()
    };
    let error = refused(model(0.0, Shape::HoleEffect, [7.0; 3], LEVEL));
    assert!(matches!(error, GroundError::NotEmbeddable { share } if share < 0.0), "{error}");
    let error = refused(model(0.0, Shape::Power(1.5), [7.0; 3], LEVEL));
    assert!(matches!(error, GroundError::NotFinite { .. }), "{error}");
    let stop = |_: usize, _: &[f64]| ControlFlow::Break(());
    let choices = choices(model(0.0, Shape::Spherical, [7.0; 3], LEVEL), 1);
    let found = simulate_spectral(&Points::default(), &grid, &choices, stop);
    assert_eq!(found, Err(GroundError::Stopped));
}

/// A model that is all nugget has a spectrum too, on any grid.
#[test]
fn a_nugget_alone_is_white_noise() {
    for counts in [[24, 21, 1], [7, 5, 3], [1, 1, 9]] {
        let grid = Grid::from_first_centre([0.0; 3], [1.0; 3], counts, 0.0).unwrap();
        let of = choices(Variogram::new(2.0, vec![]).unwrap(), 200);
        let (fields, _) = fields(&Points::default(), &grid, &of);
        let n = (200 * grid.len()) as f64;
        let variance = fields.iter().flatten().map(|value| value * value).sum::<f64>() / n;
        // Five standard errors of the variance of as many independent numbers.
        assert!((variance / 2.0 - 1.0).abs() < 5.0 * (2.0 / n).sqrt(), "{counts:?}: {variance}");
    }
}
