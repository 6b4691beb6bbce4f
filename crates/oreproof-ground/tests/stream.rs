//! Blocks handed out a few at a time are those of one piece, in order and to the bit.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use std::ops::ControlFlow;

use oreproof_ground::{
    Angles, Drift, Grid, GroundError, Kriging, Points, Search, Shape, Structure, Support,
    Variogram, krige, krige_grid,
};

const LEVEL: Angles = Angles { azimuth: 20.0, dip: 0.0, rake: 0.0 };

fn kriging() -> Kriging {
    let structure =
        Structure { shape: Shape::Spherical, sill: 0.8, ranges: [60.0, 40.0, 20.0], angles: LEVEL };
    let search = Search {
        radii: [70.0, 50.0, 25.0],
        angles: LEVEL,
        min_samples: 4,
        max_samples: 6,
        sectors: None,
        max_per_hole: None,
    };
    let variogram = Variogram::new(0.2, vec![structure]).unwrap();
    Kriging { variogram, search, drift: Drift::Ordinary, support: Support::Point }
}

/// Thirty steep holes over a square of 300 m, none in one corner.
fn points() -> Points {
    let mut columns: [Vec<f64>; 4] = Default::default();
    let mut holes = Vec::new();
    for hole in 0..30_u32 {
        let (east, north) = (f64::from(hole * 37 % 250), f64::from(hole * 89 % 230));
        for row in 0..10 {
            let at = [east + f64::from(row), north, -10.0 * f64::from(row)];
            for (column, along) in columns.iter_mut().zip(at) {
                column.push(along);
            }
            columns[3].push(f64::from((hole * 7 + row * 3) % 11));
            holes.push(hole);
        }
    }
    let [x, y, z, value] = columns;
    Points::new([x, y, z], value, holes).unwrap()
}

#[test]
fn a_stream_is_the_whole_in_pieces() {
    // More blocks than are held at once, on one and on several threads.
    let grid =
        Grid::from_corner([0.0, 0.0, -100.0], [3.0, 3.0, 2.0], [100, 100, 50], 10.0).unwrap();
    let targets: Vec<_> = (0..grid.len()).map(|block| grid.centre(grid.position(block))).collect();
    let whole = krige(&points(), &targets, &kriging()).unwrap();
    assert!(whole.iter().any(Result::is_err) && whole.iter().any(Result::is_ok));
    for threads in [1, 2, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut next = 0;
        let mut pieces = 0;
        pool.install(|| {
            krige_grid(&points(), &grid, &kriging(), |first, centres, outcomes| {
                assert_eq!(first, next);
                assert_eq!(centres, &targets[first..first + centres.len()]);
                for (one, other) in outcomes.iter().zip(&whole[first..]) {
                    assert_eq!(one.map(|e| e.value.to_bits()), other.map(|e| e.value.to_bits()));
                    assert_eq!(one, other);
                }
                (next, pieces) = (first + outcomes.len(), pieces + 1);
                ControlFlow::Continue(())
            })
        })
        .unwrap();
        assert_eq!(next, grid.len());
        assert!(1 < pieces);
    }
}

#[test]
fn a_stream_can_be_stopped() {
    let grid = Grid::from_corner([0.0; 3], [10.0; 3], [5, 5, 5], 0.0).unwrap();
    let found = krige_grid(&points(), &grid, &kriging(), |_, _, _| ControlFlow::Break(()));
    assert_eq!(found, Err(GroundError::Stopped));
}
