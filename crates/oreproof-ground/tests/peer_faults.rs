//! Faults met in other programs, each with a case that shows them: our answer is compared with
//! one worked out here by the plainest means.
//!
//! That tables of validation in three dimensions are written, and large variances whole, is
//! tested where they are written: `oreproof-cli/tests/peer_faults.rs`.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use std::ops::ControlFlow;

use oreproof_ground::simulate::{Near, Simulation, Spectral, simulate, simulate_spectral};
use oreproof_ground::{
    Angles, Drift, Grid, GroundError, Kriging, NoEstimate, Points, Rotation, Search, SectorCut,
    Sectors, Shape, Structure, Support, Variogram, Withhold, cross_validate, krige,
};

const LEVEL: Angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };
const DIPPING: Angles = Angles { azimuth: 60.0, dip: -25.0, rake: 15.0 };

/// Numbers from nought to one that look random and are always the same.
fn numbers() -> impl FnMut() -> f64 {
    let mut state = 20_261_127_u64;
    move || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// So many points in a cube of 100.
fn scattered(n: usize) -> Points {
    let mut next = numbers();
    let mut along = || (0..n).map(|_| 100.0 * next()).collect::<Vec<f64>>();
    let places = [along(), along(), along()];
    let values = places[0].iter().zip(&places[2]).map(|(x, z)| (x / 20.0).sin() + z / 50.0);
    let values = values.collect();
    Points::new(places, values, (0..n as u32).map(|sample| sample / 10).collect()).unwrap()
}

fn targets(n: usize) -> Vec<[f64; 3]> {
    let mut next = numbers();
    // Not at the samples, which begin with the same numbers.
    next();
    (0..n).map(|_| [next(), next(), next()].map(|along| 3.0 + 94.0 * along)).collect()
}

fn variogram(nugget: f64, shape: Shape, ranges: [f64; 3], angles: Angles) -> Variogram {
    let structure = Structure { shape, sill: 1.0 - nugget, ranges, angles };
    Variogram::new(nugget, vec![structure]).unwrap()
}

fn search(radii: [f64; 3], angles: Angles, min_samples: usize, max_samples: usize) -> Search {
    Search { radii, angles, min_samples, max_samples, sectors: None, max_per_hole: None }
}

fn ordinary(variogram: Variogram, search: Search) -> Kriging {
    Kriging { variogram, search, drift: Drift::Ordinary, support: Support::Point }
}

/// The samples within the radii, nearest first, by looking at them all.
fn nearest(points: &Points, at: [f64; 3], search: &Search) -> Vec<usize> {
    let ellipsoid = Rotation::new(search.angles, search.radii).unwrap();
    let mut found: Vec<(f64, usize)> = (0..points.len())
        .map(|idx| (ellipsoid.squared(step(at, points.at(idx))), idx))
        .filter(|&(squared, _)| squared <= 1.0)
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, idx)| idx).collect()
}

/// Half the mean squared difference of the blocks of a field this step apart.
fn semivariance(field: &[f64], grid: &Grid, step: [usize; 3]) -> f64 {
    let pairs = (0..grid.len()).filter_map(|block| {
        let at = grid.position(block);
        let other: [usize; 3] = std::array::from_fn(|axis| at[axis] + step[axis]);
        let is_there = (0..3).all(|axis| other[axis] < grid.counts[axis]);
        is_there.then(|| (field[block] - field[grid.index(other)]).powi(2))
    });
    let (sum, n) = pairs.fold((0.0, 0.0), |(sum, n), squared| (sum + squared, n + 1.0));
    0.5 * sum / n
}

fn step(from: [f64; 3], to: [f64; 3]) -> [f64; 3] {
    std::array::from_fn(|axis| to[axis] - from[axis])
}

/// Ordinary kriging from these samples and no others, by Gauss elimination with pivots.
fn kriged_by_hand(points: &Points, at: [f64; 3], model: &Variogram, from: &[usize]) -> f64 {
    let n = from.len();
    let mut rows: Vec<Vec<f64>> = from
        .iter()
        .map(|&a| {
            let to = |&b: &usize| model.covariance(step(points.at(a), points.at(b)));
            let mut row: Vec<f64> = from.iter().map(to).collect();
            row.extend([1.0, model.covariance(step(points.at(a), at))]);
            row
        })
        .collect();
    let mut last = vec![1.0; n];
    last.extend([0.0, 1.0]);
    rows.push(last);
    for column in 0..=n {
        let pivot = (column..=n)
            .max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()))
            .unwrap();
        rows.swap(column, pivot);
        let top = rows[column].clone();
        for row in rows.iter_mut().skip(column + 1) {
            let share = row[column] / top[column];
            row.iter_mut().zip(&top).for_each(|(to, of)| *to -= share * of);
        }
    }
    let mut weights = vec![0.0; n + 1];
    for row in (0..=n).rev() {
        let known: f64 = (row + 1..=n).map(|column| rows[row][column] * weights[column]).sum();
        weights[row] = (rows[row][n + 1] - known) / rows[row][row];
    }
    from.iter().zip(&weights).map(|(&sample, weight)| weight * points.value[sample]).sum()
}

/// Every target has the samples that lie within the ellipsoid, and just those.
#[track_caller]
fn assert_searched(search: Search) {
    let points = scattered(600);
    let targets = targets(200);
    let kriging = ordinary(variogram(0.1, Shape::Spherical, [60.0, 40.0, 25.0], DIPPING), search);
    let outcomes = krige(&points, &targets, &kriging).unwrap();
    let mut n_few = 0;
    for (&target, outcome) in targets.iter().zip(outcomes) {
        let mut from = nearest(&points, target, &search);
        n_few += usize::from(from.len() < search.max_samples);
        from.truncate(search.max_samples);
        if from.len() < search.min_samples {
            assert_eq!(outcome, Err(NoEstimate::TooFewSamples { found: from.len() as u32 }));
            continue;
        }
        let estimate = outcome.unwrap();
        assert_eq!(estimate.n_samples as usize, from.len());
        let by_hand = kriged_by_hand(&points, target, &kriging.variogram, &from);
        assert!((estimate.value - by_hand).abs() < 1e-9, "{}, {by_hand}", estimate.value);
    }
    assert!(20 < n_few, "the radii hardly ever bind: a test of nothing");
}

/// gstlearn with its ball tree takes the nearest in plain distance.
#[test]
fn the_ellipsoid_is_searched_and_not_a_ball() {
    assert_searched(search([40.0, 20.0, 8.0], DIPPING, 1, 12));
}

/// gstlearn with its ball tree goes beyond the radius where too few samples lie in it; PyKrige in
/// three dimensions has no radius.
#[test]
fn nothing_beyond_the_radius_is_used() {
    assert_searched(search([14.0; 3], LEVEL, 3, 12));
}

/// geostat-rs searches a ball in three dimensions whatever the anisotropy; and an ellipsoid that
/// lies otherwise finds other samples.
#[test]
fn how_the_ellipsoid_lies_matters() {
    let points = scattered(600);
    let targets = targets(50);
    let model = variogram(0.1, Shape::Spherical, [60.0, 40.0, 25.0], DIPPING);
    let by = |angles| {
        let kriging = ordinary(model.clone(), search([40.0, 12.0, 6.0], angles, 1, 6));
        krige(&points, &targets, &kriging).unwrap()
    };
    let (dipping, level) = (by(DIPPING), by(LEVEL));
    let differ = dipping.iter().zip(&level).filter(|(a, b)| a != b).count();
    assert!(45 < differ, "{differ}");
}

/// gstlearn 1.11.1 draws fields of half the variance where the sides of a grid differ.
#[test]
fn waves_on_unequal_sides_have_the_variance_of_the_model() {
    let model = variogram(0.0, Shape::Spherical, [12.0; 3], LEVEL);
    let flat = Grid::from_first_centre([0.0; 3], [1.0; 3], [128, 64, 1], 0.0).unwrap();
    let deep = Grid::from_first_centre([0.0; 3], [1.0; 3], [60, 60, 40], 0.0).unwrap();
    let near = Near { radii: [12.0; 3], angles: LEVEL, max_data: 12, max_nodes: 16 };
    for (grid, n) in [(flat, 60), (deep, 6)] {
        let choices =
            Spectral { variogram: model.clone(), mean: 0.0, near, n_realisations: n, seed: 11 };
        let (mut variance, mut first) = (0.0, 0.0);
        let done = simulate_spectral(&Points::default(), &grid, &choices, |_, field| {
            // The mean is known, so the mean square is the variance and has no bias.
            let squares = field.iter().map(|value| value * value).sum::<f64>();
            variance += squares / (grid.len() * n) as f64;
            first += semivariance(field, &grid, [1, 0, 0]) / n as f64;
            ControlFlow::Continue(())
        });
        done.unwrap();
        let expected = model.semivariance([1.0, 0.0, 0.0]);
        assert!((variance - 1.0).abs() < 0.05, "{:?}: variance {variance}", grid.counts);
        assert!((first / expected - 1.0).abs() < 0.03, "{:?}: {first}, {expected}", grid.counts);
    }
}

/// PyKrige kriges each sample from all earlier ones when it is set up, which takes hours at ten
/// thousand, and geostat-rs writes no table of a validation in three dimensions: here each of
/// twelve thousand is left out and estimated.
#[test]
fn leaving_out_in_three_dimensions_estimates_every_sample() {
    let kriging = ordinary(
        variogram(0.1, Shape::Spherical, [30.0; 3], LEVEL),
        search([30.0; 3], DIPPING, 1, 8),
    );
    let points = scattered(12_000);
    let outcomes = cross_validate(&points, &kriging, &Withhold::Itself).unwrap();
    assert_eq!(outcomes.len(), 12_000);
    assert!(outcomes.iter().all(Result::is_ok));
}

/// gstlearn jitters a second set of points in each block, and geostatspy leaves most pairs out.
/// Far from all samples the variance of simple kriging is that of the block itself: the mean of
/// covariances between all pairs of its points, where the nugget is shared only by a point with
/// itself and of no volume.
#[test]
fn the_variance_of_a_block_is_that_of_its_points() {
    let model = variogram(0.3, Shape::Exponential, [20.0, 12.0, 6.0], DIPPING);
    let points = Points::new([vec![0.0], vec![0.0], vec![900.0]], vec![4.0], vec![0]).unwrap();
    let (size, counts) = ([10.0, 8.0, 5.0], [4, 3, 2]);
    let kriging = Kriging {
        variogram: model.clone(),
        search: search([2000.0; 3], LEVEL, 1, 4),
        drift: Drift::Simple { mean: 1.0 },
        support: Support::Block { size, points: counts, azimuth: 0.0 },
    };
    let of = || krige(&points, &[[0.0; 3]], &kriging).unwrap()[0].unwrap().variance;
    let mut inside = Vec::new();
    for (i, j, k) in (0..24).map(|number| (number % 4, number / 4 % 3, number / 12)) {
        let at = [i, j, k];
        inside.push(std::array::from_fn::<f64, 3, _>(|axis| {
            size[axis] * ((at[axis] as f64 + 0.5) / counts[axis] as f64 - 0.5)
        }));
    }
    let mut sum = 0.0;
    for &a in &inside {
        for &b in &inside {
            let all = model.covariance(step(a, b));
            sum += if a == b { all - model.nugget() } else { all };
        }
    }
    let expected = sum / (24.0 * 24.0);
    assert!((of() / expected - 1.0).abs() < 1e-12, "{}, {expected}", of());
    assert_eq!(of().to_bits(), of().to_bits());
}

/// gstlearn reaches 95 % of the sill at the range by the logarithm of 20, where GSLIB takes 3.
#[test]
fn a_range_is_where_gslib_has_it() {
    let exponential = variogram(0.0, Shape::Exponential, [10.0; 3], LEVEL);
    let gaussian = variogram(0.0, Shape::Gaussian, [10.0; 3], LEVEL);
    for model in [exponential, gaussian] {
        let at_range = model.semivariance([10.0, 0.0, 0.0]);
        assert!((at_range - 0.950_212_931_632_136).abs() < 1e-14, "{at_range}");
    }
}

/// The grids that geostat-rs simulates from Python are flat: here the vertical range is honoured.
#[test]
fn sequential_simulation_has_three_dimensions() {
    let model = variogram(0.0, Shape::Spherical, [10.0, 10.0, 4.0], LEVEL);
    let grid = Grid::from_first_centre([0.0; 3], [1.0; 3], [24, 24, 16], 0.0).unwrap();
    let near = Near { radii: [10.0, 10.0, 4.0], angles: LEVEL, max_data: 4, max_nodes: 24 };
    let choices = Simulation {
        variogram: model.clone(),
        mean: 0.0,
        near,
        coarse_grids: 2,
        n_realisations: 20,
        per_path: 1,
        seed: 5,
    };
    let mut sums = [0.0; 2];
    let steps = [[1, 0, 0], [0, 0, 1]];
    let done = simulate(&Points::default(), &grid, &choices, |_, field| {
        for (sum, step) in sums.iter_mut().zip(steps) {
            *sum += semivariance(field, &grid, step) / 20.0;
        }
        ControlFlow::Continue(())
    });
    done.unwrap();
    for (found, step) in sums.into_iter().zip(steps) {
        let expected = model.semivariance(step.map(|along| along as f64));
        assert!((found / expected - 1.0).abs() < 0.1, "{step:?}: {found}, {expected}");
    }
    assert!(2.0 * sums[0] < sums[1], "{sums:?}");
}

/// kt3d counts octants along east, north and up however the ellipsoid lies.
#[test]
fn octants_follow_the_ellipsoid() {
    let angles = Angles { azimuth: 45.0, dip: 0.0, rake: 0.0 };
    // Four samples north-east, on both sides of the major axis: one octant of the coordinates,
    // two of the ellipsoid; and one far away to the south-west.
    let x = vec![5.0, 6.0, 7.0, 8.0, -20.0];
    let y = vec![6.0, 5.0, 8.0, 7.0, -21.0];
    let points = Points::new([x, y, vec![1.0; 5]], vec![1.0; 5], vec![0; 5]).unwrap();
    let n = |cut| {
        let sectors = Some(Sectors { cut, most: 1 });
        let search = Search { sectors, ..search([50.0; 3], angles, 1, 8) };
        let kriging = ordinary(variogram(0.1, Shape::Spherical, [60.0; 3], LEVEL), search);
        krige(&points, &[[0.0; 3]], &kriging).unwrap()[0].unwrap().n_samples
    };
    assert_eq!(n(SectorCut::CoordinateOctants), 2);
    assert_eq!(n(SectorCut::Octants), 3);
    assert_eq!(n(SectorCut::Quadrants), 3);
}

/// geostatspy stops in the middle where two samples share a place: here it is told before any
/// work, with what to do, and one sample a place runs.
#[test]
fn samples_in_one_place_are_told_before_a_simulation() {
    let place = || vec![2.0, 2.0, 7.0];
    let points = Points::new([place(), place(), vec![0.0; 3]], vec![0.5, -0.5, 1.0], vec![0, 1, 2]);
    let points = points.unwrap();
    assert_eq!(points.duplicates(), [(1, 0)]);
    let grid = Grid::from_first_centre([0.0; 3], [1.0; 3], [10, 10, 1], 0.0).unwrap();
    let near = Near { radii: [9.0; 3], angles: LEVEL, max_data: 8, max_nodes: 8 };
    let variogram = variogram(0.1, Shape::Spherical, [8.0; 3], LEVEL);
    let choices = Simulation {
        variogram,
        mean: 0.0,
        near,
        coarse_grids: 1,
        n_realisations: 1,
        per_path: 1,
        seed: 1,
    };
    let go = |_: usize, field: &[f64]| {
        assert!(field.iter().all(|value| value.is_finite()));
        ControlFlow::Continue(())
    };
    let refused = simulate(&points, &grid, &choices, go);
    assert!(matches!(refused, Err(GroundError::NotPositiveDefinite { row: 1, .. })));
    let [x, y, z] = [&points.x, &points.y, &points.z].map(|along| along[1..].to_vec());
    let joined = Points::new([x, y, z], vec![0.0, 1.0], vec![0, 1]).unwrap();
    simulate(&joined, &grid, &choices, go).unwrap();
}
