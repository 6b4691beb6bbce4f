//! Experimental variograms of the Walker Lake samples, in the convention of gstat and GSTools.

use oreproof_ground::Points;
use oreproof_ground::experimental::{Direction, Lags, Measure, Pairs, experimental};

use crate::shared;

fn walker() -> Option<Points> {
    let data = shared::geoeas("walker_lake/walker.dat")?;
    let [x, y, v] = ["Xlocation", "Ylocation", "V"].map(|name| data.numbers(name));
    let n = x.len();
    Some(Points::new([x, y, vec![0.0; n]], v, (0..n as u32).collect()).unwrap())
}

#[test]
fn all_pairs_agree() {
    let Some(points) = walker() else { return };
    let expected = shared::table("expected/walker_v_variogram_omni.csv").unwrap();
    let [distance, gamma, pairs] =
        ["distance", "gamma", "pairs"].map(|name| expected.numbers(name));
    let lags = Lags { width: 10.0, count: distance.len() };
    let found = experimental(&points, &lags, &Pairs::All, Measure::Semivariogram).unwrap();
    for (row, lag) in found.iter().enumerate() {
        let lag = lag.unwrap();
        assert_eq!(lag.pairs as f64, pairs[row], "lag {row}");
        assert!((lag.distance / distance[row] - 1.0).abs() < 1e-11, "lag {row}");
        assert!((lag.value / gamma[row] - 1.0).abs() < 1e-11, "lag {row}");
    }
}

#[test]
fn directions_agree() {
    let Some(points) = walker() else { return };
    let expected = shared::table("expected/walker_v_variogram_directional.csv").unwrap();
    let [azimuth, number, distance, gamma, pairs] =
        ["azimuth", "lag", "distance", "gamma", "pairs"].map(|name| expected.numbers(name));
    let count = number.iter().copied().fold(0.0, f64::max) as usize;
    for row in 0..azimuth.len() {
        let direction = Direction {
            azimuth: azimuth[row],
            dip: 0.0,
            tolerance: 22.5,
            bandwidth: None,
            height: None,
        };
        let lags = Lags { width: 10.0, count };
        let pair = Pairs::Along(direction);
        let found = experimental(&points, &lags, &pair, Measure::Semivariogram).unwrap();
        let lag = found[number[row] as usize - 1].unwrap();
        assert_eq!(lag.pairs as f64, pairs[row], "azimuth {}, lag {}", azimuth[row], number[row]);
        assert!((lag.distance / distance[row] - 1.0).abs() < 1e-11, "row {row}");
        assert!((lag.value / gamma[row] - 1.0).abs() < 1e-11, "row {row}");
    }
}
