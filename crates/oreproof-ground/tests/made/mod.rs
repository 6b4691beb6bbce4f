//! What the laws of both simulators share: five data, and how fields spread about the kriged one.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use oreproof_ground::{Angles, Drift, Grid, Kriging, Points, Search, Support, Variogram, krige};

pub const LEVEL: Angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };

/// Four data on nodes and one between.
pub fn data() -> Points {
    let x = vec![2.0, 9.0, 4.0, 11.0, 6.5];
    let y = vec![3.0, 2.0, 10.0, 9.0, 6.25];
    Points::new([x, y, vec![0.0; 5]], vec![1.2, -0.7, 0.4, -1.9, 2.1], (0..5).collect()).unwrap()
}

/// Half the mean squared difference of nodes this many blocks apart.
pub fn semivariance(field: &[f64], grid: &Grid, step: [usize; 3]) -> f64 {
    let (mut sum, mut n_pairs) = (0.0, 0.0);
    for node in 0..grid.len() {
        let at = grid.position(node);
        let other: [usize; 3] = std::array::from_fn(|axis| at[axis] + step[axis]);
        if (0..3).all(|axis| other[axis] < grid.counts[axis]) {
            sum += 0.5 * (field[node] - field[grid.index(other)]).powi(2);
            n_pairs += 1.0;
        }
    }
    sum / n_pairs
}

/// The mean and spread of each node over many fields are those of simple kriging, within five
/// standard errors of a mean and of a variance.
#[track_caller]
pub fn spread_about_the_kriged(
    fields: &[Vec<f64>],
    grid: &Grid,
    variogram: &Variogram,
    radius: f64,
) {
    let n = fields.len() as f64;
    let targets: Vec<_> = (0..grid.len()).map(|node| grid.centre(grid.position(node))).collect();
    let search = Search {
        radii: [radius; 3],
        angles: LEVEL,
        min_samples: 1,
        max_samples: 12,
        sectors: None,
        max_per_hole: None,
    };
    let drift = Drift::Simple { mean: 0.0 };
    let kriging = Kriging { variogram: variogram.clone(), search, drift, support: Support::Point };
    let kriged = krige(&data(), &targets, &kriging).unwrap();
    for (node, kriged) in kriged.iter().enumerate() {
        let kriged = kriged.unwrap();
        let mean = fields.iter().map(|field| field[node]).sum::<f64>() / n;
        let spread = fields.iter().map(|f| (f[node] - mean).powi(2)).sum::<f64>() / n;
        let off = 5.0 * (kriged.variance / n).sqrt() + 1e-12;
        assert!((mean - kriged.value).abs() < off, "node {node}: {mean}, {}", kriged.value);
        let off = 5.0 * kriged.variance * (2.0 / n).sqrt() + 1e-12;
        assert!((spread - kriged.variance).abs() < off, "node {node}: {spread}, {kriged:?}");
    }
}
