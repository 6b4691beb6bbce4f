//! The tasks: what is done to which samples.

use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;

use oreproof_ground::experimental::{Lag, Lags, Measure, Pairs, experimental};
use oreproof_ground::simulate::{Near, Simulation, Spectral, simulate, simulate_spectral};
use oreproof_ground::{
    Angles, Drift, Grid, Kriging, Outcome, Points, Search, Shape, Structure, Support, Variogram,
    Withhold, cross_validate, krige, krige_grid,
};

use crate::Answer;
use crate::holes::composited;
use crate::samples::{EXTENT, read};

/// Work that is ready to be timed.
pub(crate) type Ready = Box<dyn FnOnce() -> Answer<Vec<f64>>>;

type Task = fn(Points) -> Ready;

/// Each task with the samples it is done to.
const TASKS: &[(&str, &str, Task)] = &[
    ("krige-1m", "50k", |points| kriged(points, [100, 100, 100], Support::Point)),
    ("stream-1m", "50k", |points| streamed(points, [100, 100, 100])),
    ("stream-100m", "50k", |points| streamed(points, [500, 500, 400])),
    ("krige-100k", "5k", |points| kriged(points, [50, 50, 40], Support::Point)),
    ("block-100k", "5k", |points| {
        let size = block([50, 50, 40]);
        kriged(points, [50, 50, 40], Support::Block { size, points: [4; 3], azimuth: 0.0 })
    }),
    ("krige-global", "2k", kriged_from_all),
    ("validate-50k", "50k", |points| validated(points, Withhold::Itself)),
    ("validate-holes-50k", "50k", |points| validated(points, Withhold::Hole)),
    ("variogram-50k", "50k", variogram_of),
    ("variogram-5k", "5k", variogram_of),
    ("sgs-flat", "200", |points| simulated(points, [500, 500, 1], 10)),
    ("sgs-deep", "200", |points| simulated(points, [100, 100, 50], 10)),
    ("waves-flat", "200", |_| in_waves(Points::default(), [500, 500, 1])),
    ("waves-deep", "200", |points| in_waves(points, [100, 100, 50])),
    ("composite-babbitt", "200", |_| composited()),
];

pub(crate) fn names() -> String {
    TASKS.iter().map(|&(name, ..)| name).collect::<Vec<_>>().join(", ")
}

pub(crate) fn prepare(task: &str, folder: &Path) -> Answer<Ready> {
    let known = TASKS.iter().find(|&&(name, ..)| name == task);
    let &(_, samples, task) =
        known.ok_or_else(|| format!("no such task; there are {}", names()))?;
    Ok(task(read(folder, samples)?))
}

pub(crate) const ANGLES: Angles = Angles { azimuth: 30.0, dip: 0.0, rake: 0.0 };
const RANGES: [f64; 3] = [400.0, 250.0, 100.0];

/// Of the search: half as far again as the model reaches, so that both are one ball when scaled.
pub(crate) const RADII: [f64; 3] = [600.0, 375.0, 150.0];

fn variogram() -> Answer<Variogram> {
    let structure =
        Structure { shape: Shape::Spherical, sill: 0.9, ranges: RANGES, angles: ANGLES };
    Ok(Variogram::new(0.1, vec![structure])?)
}

fn kriging(support: Support) -> Answer<Kriging> {
    let search = Search {
        radii: RADII,
        angles: ANGLES,
        min_samples: 1,
        max_samples: 24,
        sectors: None,
        max_per_hole: None,
    };
    Ok(Kriging { variogram: variogram()?, search, drift: Drift::Ordinary, support })
}

/// Samples of kriging and the counts of its grid.
pub(crate) const KRIGED: &[(&str, [usize; 3])] = &[("5k", [50, 50, 40]), ("50k", [100, 100, 100])];

pub(crate) fn grid(counts: [usize; 3]) -> Answer<Grid> {
    Ok(Grid::from_corner([0.0; 3], block(counts), counts, 0.0)?)
}

fn block(counts: [usize; 3]) -> [f64; 3] {
    std::array::from_fn(|axis| EXTENT[axis] / counts[axis] as f64)
}

fn kriged(points: Points, counts: [usize; 3], support: Support) -> Ready {
    Box::new(move || {
        let grid = grid(counts)?;
        let targets: Vec<[f64; 3]> =
            (0..grid.len()).map(|idx| grid.centre(grid.position(idx))).collect();
        Ok(flat(&krige(&points, &targets, &kriging(support)?)?))
    })
}

/// A plane of 100 by 100 points through the collars.
pub(crate) fn plane() -> Answer<Grid> {
    let [east, north, up] = EXTENT;
    let size = [east / 100.0, north / 100.0, 1.0];
    Ok(Grid::from_corner([0.0, 0.0, up - 0.5], size, [100, 100, 1], 0.0)?)
}

/// Every target from every sample.
fn kriged_from_all(points: Points) -> Ready {
    Box::new(move || {
        let grid = plane()?;
        let targets: Vec<[f64; 3]> =
            (0..grid.len()).map(|idx| grid.centre(grid.position(idx))).collect();
        let mut kriging = kriging(Support::Point)?;
        kriging.search.radii = kriging.search.radii.map(|radius| 100.0 * radius);
        kriging.search.max_samples = points.len();
        Ok(flat(&krige(&points, &targets, &kriging)?))
    })
}

/// Blocks as lines of text, to nowhere; answers how many had an estimate and what they sum to.
fn streamed(points: Points, counts: [usize; 3]) -> Ready {
    Box::new(move || {
        let grid = grid(counts)?;
        let mut sink = std::io::BufWriter::new(std::io::sink());
        let (mut count, mut sum) = (0.0, 0.0);
        let mut written = Ok(());
        krige_grid(&points, &grid, &kriging(Support::Point)?, |_, centres, outcomes| {
            for ([x, y, z], outcome) in centres.iter().zip(outcomes) {
                let Ok(found) = outcome else { continue };
                let line = writeln!(sink, "{x},{y},{z},{},{}", found.value, found.variance);
                written = line;
                if written.is_err() {
                    return ControlFlow::Break(());
                }
                count += 1.0;
                sum += found.value;
            }
            ControlFlow::Continue(())
        })?;
        written?;
        Ok(vec![count, sum])
    })
}

fn validated(points: Points, withhold: Withhold) -> Ready {
    Box::new(move || Ok(flat(&cross_validate(&points, &kriging(Support::Point)?, &withhold)?)))
}

/// Estimates, then variances; what has none is not a number.
fn flat(outcomes: &[Outcome]) -> Vec<f64> {
    let values = outcomes.iter().map(|outcome| outcome.map_or(f64::NAN, |found| found.value));
    let variances = outcomes.iter().map(|outcome| outcome.map_or(f64::NAN, |found| found.variance));
    values.chain(variances).collect()
}

/// Distance, semivariance and pairs of each lag.
fn variogram_of(points: Points) -> Ready {
    Box::new(move || {
        let lags = Lags { width: 20.0, count: 20 };
        let found = experimental(&points, &lags, &Pairs::All, Measure::Semivariogram)?;
        let numbers = |lag: &Lag| [lag.distance, lag.value, lag.pairs as f64];
        Ok(found.iter().flatten().flat_map(numbers).collect())
    })
}

const NEAR: Near = Near { radii: RANGES, angles: ANGLES, max_data: 12, max_nodes: 12 };

/// Nodes of 10 by 10 by 5 m, so that the range is forty, twenty-five and twenty nodes.
fn simulated(points: Points, counts: [usize; 3], n_realisations: usize) -> Ready {
    Box::new(move || {
        let grid = Grid::from_corner([0.0; 3], [10.0, 10.0, 5.0], counts, 0.0)?;
        let simulation = Simulation {
            variogram: variogram()?,
            mean: 1.5,
            near: NEAR,
            coarse_grids: 3,
            n_realisations,
            per_path: 10,
            seed: 1,
        };
        let mut fields = Vec::new();
        simulate(&points, &grid, &simulation, |_, field| {
            fields.extend_from_slice(field);
            ControlFlow::Continue(())
        })?;
        Ok(fields)
    })
}

/// The same nodes, ten realisations.
fn in_waves(points: Points, counts: [usize; 3]) -> Ready {
    Box::new(move || {
        let grid = Grid::from_corner([0.0; 3], [10.0, 10.0, 5.0], counts, 0.0)?;
        let spectral = Spectral {
            variogram: variogram()?,
            mean: 1.5,
            near: NEAR,
            n_realisations: 10,
            seed: 1,
        };
        let mut fields = Vec::new();
        simulate_spectral(&points, &grid, &spectral, |_, field| {
            fields.extend_from_slice(field);
            ControlFlow::Continue(())
        })?;
        Ok(fields)
    })
}
