//! Kriging: simple, ordinary, with a trend or an external drift, at points or over blocks.
//!
//! With covariances C among the samples and b to the target, drift functions F at the samples and
//! f at the target, and C = L Lᵀ:
//!
//! ```text
//! u = L⁻¹ b    G = L⁻¹ F    r = f - Gᵀ u    A = Gᵀ G    m = A⁻¹ r    w = u + G m
//! estimate = w · L⁻¹ z      variance = C(0) - u · u + r · m      weights = L⁻ᵀ w
//! ```
//!
//! Source: Chilès and Delfiner (2012), *Geostatistics*, 2nd edition, sections 3.2 to 3.6.

use std::ops::ControlFlow;
use std::sync::OnceLock;

use oreproof_risk::on_widest;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::{GroundError, finite, positive};
use crate::grid::Grid;
use crate::samples::Points;
use crate::search::{Index, Neighbour, Scratch, Search, Withheld, squared, tiles};
use crate::variogram::Variogram;

mod system;
mod batch;
mod whole;

use batch::Batch;
use system::System;
pub(crate) use system::{inside, variance_of};
use whole::Whole;

/// What is known of the mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Drift {
    /// The mean is known: simple kriging.
    Simple {
        /// The mean.
        mean: f64,
    },
    /// The mean is the same all around a target, and not known: ordinary kriging.
    Ordinary,
    /// The mean is a polynomial of the coordinates: universal kriging.
    Trend {
        /// 1 for a plane, 2 for squares and products as well.
        order: u8,
        /// Along which of east, north and up it changes.
        axes: [bool; 3],
    },
    /// The mean is a straight line in other variables known everywhere.
    External {
        /// For each variable, one value per sample.
        at_samples: Vec<Vec<f64>>,
        /// For each variable, one value per target.
        at_targets: Vec<Vec<f64>>,
    },
}

/// What a target stands for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    /// A point; at a sample it gives the sample back.
    Point,
    /// The mean of a block about the target.
    Block {
        /// Along east, north and up, before the block is turned.
        size: [f64; 3],
        /// How many points stand for the block along each side.
        points: [usize; 3],
        /// How far the block is turned clockwise, in degrees.
        azimuth: f64,
    },
}

/// The choices of an estimator.
#[derive(Clone, Debug)]
pub struct Kriging {
    /// How likeness falls with distance.
    pub variogram: Variogram,
    /// Which samples are used.
    pub search: Search,
    /// What is known of the mean.
    pub drift: Drift,
    /// What a target stands for.
    pub support: Support,
}

/// An estimate and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// In the unit of the variable.
    pub value: f64,
    /// The kriging variance, in its square; not a number of an estimate by distance alone.
    pub variance: f64,
    /// How many samples were used.
    pub n_samples: u32,
    /// From how many holes.
    pub n_holes: u32,
    /// The mean distance of the samples, in search radii.
    pub mean_distance: f64,
    /// The slope of the regression of truth on estimate: 1 is free of conditional bias.
    ///
    /// None where the estimate does not vary.
    pub slope: Option<f64>,
    /// The share of the target's variance that the estimate explains.
    ///
    /// None for a model without a sill.
    pub efficiency: Option<f64>,
    /// The share of negative weights in the sum of their sizes.
    pub negative_share: f64,
    /// The Lagrange multiplier of the constant, such that the variance of ordinary kriging is
    /// `C(0) - Σ weight · covariance - multiplier`.
    pub lagrange: f64,
    /// The sum of the weights: one, but for simple kriging.
    pub weight_sum: f64,
}

/// Why a target has no estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoEstimate {
    /// The search found this many samples, fewer than its minimum.
    TooFewSamples {
        /// How many there were.
        found: u32,
    },
    /// Samples contradict each other: two in one place, or a model too smooth for them.
    SingularSystem,
    /// The samples found do not tell the drift, such as a trend along which none of them differ.
    DriftNotDetermined,
}

/// What became of a target.
pub type Outcome = Result<Estimate, NoEstimate>;

/// Estimates the variable at every target, in the order of the targets.
///
/// # Errors
///
/// When a choice cannot be, a target is not finite, or simple kriging meets a model without sill.
pub fn krige(
    points: &Points,
    targets: &[[f64; 3]],
    kriging: &Kriging,
) -> Result<Vec<Outcome>, GroundError> {
    krige_without(points, targets, kriging, None)
}

pub(crate) fn krige_without(
    points: &Points,
    targets: &[[f64; 3]],
    kriging: &Kriging,
    withheld: Option<Withheld<'_>>,
) -> Result<Vec<Outcome>, GroundError> {
    for coordinate in targets.iter().flatten() {
        finite("coordinate of a target", *coordinate)?;
    }
    let ready = Ready::new(points, targets.len(), kriging, withheld)?;
    let mut outcomes = vec![NOT_YET; targets.len()];
    for (chunk, (targets, outcomes)) in
        targets.chunks(CHUNK).zip(outcomes.chunks_mut(CHUNK)).enumerate()
    {
        ready.estimate(chunk * CHUNK, targets, outcomes);
    }
    Ok(outcomes)
}

/// Estimates the variable at the centres of a grid and hands the blocks on in their order, some at
/// a time: with the number of the first, their centres and what became of them.
///
/// What is held at once does not grow with the grid.
///
/// # Errors
///
/// When a choice cannot be, simple kriging meets a model without sill, or `each` stops.
pub fn krige_grid(
    points: &Points,
    grid: &Grid,
    kriging: &Kriging,
    mut each: impl FnMut(usize, &[[f64; 3]], &[Outcome]) -> ControlFlow<()>,
) -> Result<(), GroundError> {
    let ready = Ready::new(points, grid.len(), kriging, None)?;
    let most = CHUNK.min(grid.len());
    let (mut centres, mut outcomes) = (Vec::with_capacity(most), Vec::with_capacity(most));
    for first in (0..grid.len()).step_by(CHUNK) {
        let blocks = first..(first + CHUNK).min(grid.len());
        centres.clear();
        centres.extend(blocks.map(|block| grid.centre(grid.position(block))));
        outcomes.clear();
        outcomes.resize(centres.len(), NOT_YET);
        ready.estimate(first, &centres, &mut outcomes);
        if each(first, &centres, &outcomes).is_break() {
            return Err(GroundError::Stopped);
        }
    }
    Ok(())
}

const NOT_YET: Outcome = Err(NoEstimate::TooFewSamples { found: 0 });

/// How many targets are tiled together: many enough to keep workers busy, few enough that what
/// is known of them but their estimates takes little memory.
const CHUNK: usize = 1 << 17;

/// How many tiles a worker takes at a time.
const TILES_PER_RUN: usize = 64;

/// All that estimation needs but targets.
struct Ready<'a> {
    index: Index<'a>,
    system: System<'a>,
    withheld: Option<Withheld<'a>>,
    /// The system of all samples, once targets are met that reach them all.
    whole: OnceLock<Whole>,
}

impl<'a> Ready<'a> {
    fn new(
        points: &'a Points,
        n_targets: usize,
        kriging: &'a Kriging,
        withheld: Option<Withheld<'a>>,
    ) -> Result<Self, GroundError> {
        check_drift(&kriging.drift, points.len(), n_targets)?;
        check_support(&kriging.support)?;
        let index = Index::new(points, kriging.search)?;
        let system = System::new(points, index.order(), kriging)?;
        Ok(Self { index, system, withheld, whole: OnceLock::new() })
    }

    /// Estimates at targets, the first of which has this number.
    fn estimate(&self, first: usize, targets: &[[f64; 3]], outcomes: &mut [Outcome]) {
        let places: Vec<[f64; 3]> = targets.par_iter().map(|&at| self.index.place(at)).collect();
        if self.withheld.is_none()
            && self.system.mean_is_one()
            && whole::LEAST <= self.system.value.len()
            && places.iter().all(|&place| self.index.reaches_all(place))
        {
            let whole = self.whole.get_or_init(|| Whole::new(&self.system));
            return whole.estimate(&self.system, &self.index, (targets, &places), outcomes);
        }
        let (order, starts) = tiles(&places, 8.0);
        // Each worker takes runs of whole tiles; nothing is summed across targets.
        let runs: Vec<&[usize]> = (0..starts.len() - 1)
            .step_by(TILES_PER_RUN)
            .map(|first| &starts[first..=(first + TILES_PER_RUN).min(starts.len() - 1)])
            .collect();
        // What a tile reads lies together.
        let sorted = |all: &[[f64; 3]]| -> Vec<[f64; 3]> {
            order.iter().map(|&target| all[target as usize]).collect()
        };
        let (targets, places) = (&sorted(targets)[..], &sorted(&places)[..]);
        let order = &order[..];
        let ready = self;
        let run = |starts: &&[usize]| {
            let run = Run { first, targets, places, order, starts };
            on_widest!(estimate_run(ready: &Ready<'_>, run: Run<'_>) -> Vec<(u32, Outcome)>)
        };
        let parts: Vec<Vec<(u32, Outcome)>> = runs.par_iter().map(run).collect();
        for (target, outcome) in parts.into_iter().flatten() {
            outcomes[target as usize] = outcome;
        }
    }
}

/// Some tiles of targets.
#[derive(Clone, Copy)]
struct Run<'a> {
    /// The number of the first target.
    first: usize,
    /// The targets by tile.
    targets: &'a [[f64; 3]],
    /// The same in the space of the search.
    places: &'a [[f64; 3]],
    /// How the targets are numbered from the first on, and where tiles start.
    order: &'a [u32],
    starts: &'a [usize],
}

#[inline(always)]
fn estimate_run(ready: &Ready<'_>, run: Run<'_>) -> Vec<(u32, Outcome)> {
    let Ready { index, system, withheld, .. } = ready;
    let mut found = Vec::with_capacity(run.starts[run.starts.len() - 1] - run.starts[0]);
    let mut scratch = Scratch::default();
    let mut chosen: Vec<Neighbour> = Vec::new();
    let mut batch = Batch::new(system);
    for tile in run.starts.windows(2) {
        let (centre, radius) = ball(&run.places[tile[0]..tile[1]]);
        index.gather(centre, radius, *withheld, &mut scratch);
        for (&member, &at) in run.order[tile[0]..tile[1]].iter().zip(&run.targets[tile[0]..tile[1]])
        {
            let target = run.first + member as usize;
            index.choose((target, at), *withheld, &mut scratch, &mut chosen);
            if chosen.len() < system.min_samples() {
                let few = NoEstimate::TooFewSamples { found: chosen.len() as u32 };
                found.push((member, Err(few)));
            } else if batch.add((member, target, at), &chosen) {
                batch.solve(&mut found);
            }
        }
    }
    batch.solve(&mut found);
    found
}

/// A ball in search space that holds these targets.
pub(crate) fn ball(places: &[[f64; 3]]) -> ([f64; 3], f64) {
    let mut centre = [0.0; 3];
    for place in places {
        for axis in 0..3 {
            centre[axis] += place[axis];
        }
    }
    let centre = centre.map(|sum| sum / places.len() as f64);
    let squared = places.iter().map(|&place| squared(place, centre)).fold(0.0, f64::max);
    (centre, squared.sqrt())
}

pub(crate) fn check_support(support: &Support) -> Result<(), GroundError> {
    let Support::Block { size, points, azimuth } = support else { return Ok(()) };
    finite("azimuth of a block", *azimuth)?;
    for &side in size {
        positive("block size", side)?;
    }
    match points.iter().find(|&&count| count == 0) {
        Some(_) => Err(GroundError::TooFew { what: "points in a block", given: 0, needed: 1 }),
        None => Ok(()),
    }
}

fn check_drift(drift: &Drift, n_samples: usize, n_targets: usize) -> Result<(), GroundError> {
    match drift {
        Drift::Simple { mean } => finite("mean", *mean).map(drop),
        Drift::Ordinary => Ok(()),
        Drift::Trend { order, .. } if (1..=2).contains(order) => Ok(()),
        Drift::Trend { order, .. } => {
            let value = f64::from(*order);
            Err(GroundError::OutOfRange { parameter: "order of the trend", value, needs: "1 or 2" })
        }
        Drift::External { at_samples, at_targets } => {
            same_length("drift variables at targets", at_targets.len(), at_samples.len())?;
            for (samples, targets) in at_samples.iter().zip(at_targets) {
                same_length("drift at samples", samples.len(), n_samples)?;
                same_length("drift at targets", targets.len(), n_targets)?;
                for &value in samples.iter().chain(targets) {
                    finite("external drift", value)?;
                }
            }
            Ok(())
        }
    }
}

fn same_length(what: &str, given: usize, expected: usize) -> Result<(), GroundError> {
    if given == expected {
        return Ok(());
    }
    Err(GroundError::LengthsDiffer { what: what.to_owned(), given, expected })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rotation::Angles;
    use crate::variogram::{Shape, Structure};

    /// Where a limit per hole that never bites keeps the search from holding all samples for
    /// certain, each target has a system of its own.
    #[test]
    fn one_system_for_all_targets_answers_as_one_for_each() {
        let at = |number: u32, prime: u32| f64::from(number.wrapping_mul(prime) >> 8) / 167_772.16;
        let axis = |prime| (1..=211).map(|number| at(number, prime)).collect::<Vec<f64>>();
        let places = [axis(0x9E37_79B1), axis(0x85EB_CA77), axis(0xC2B2_AE3D)];
        let points = Points::new(places, axis(0x27D4_EB2F), vec![7; 211]).unwrap();
        let angles = Angles { azimuth: 40.0, dip: -25.0, rake: 10.0 };
        let structure =
            Structure { shape: Shape::Spherical, sill: 0.9, ranges: [80.0, 50.0, 30.0], angles };
        let variogram = Variogram::new(0.1, vec![structure]).unwrap();
        let search = Search {
            radii: [500.0; 3],
            angles,
            min_samples: 2,
            max_samples: 211,
            sectors: None,
            max_per_hole: None,
        };
        let mut targets: Vec<[f64; 3]> = (1..=45)
            .map(|n| [at(n, 0x1656_67B1), at(n, 0xD3A2_646D), at(n, 0xFD70_46C5)])
            .collect();
        targets.push(points.at(5));
        let block = Support::Block { size: [8.0, 8.0, 4.0], points: [2, 2, 1], azimuth: 20.0 };
        for (drift, support) in [
            (Drift::Ordinary, Support::Point),
            (Drift::Simple { mean: 40.0 }, Support::Point),
            (Drift::Ordinary, block),
        ] {
            let whole = Kriging { variogram: variogram.clone(), search, drift, support };
            let mut each = whole.clone();
            each.search.max_per_hole = Some(211);
            let whole = krige(&points, &targets, &whole).unwrap();
            let each = krige(&points, &targets, &each).unwrap();
            for (whole, each) in whole.iter().zip(&each) {
                let (whole, each) = (whole.unwrap(), each.unwrap());
                let numbers = |of: Estimate| {
                    let slope = of.slope.unwrap_or(-1.0);
                    let shares = [of.negative_share, of.lagrange, of.weight_sum, slope];
                    let counts = [f64::from(of.n_samples), f64::from(of.n_holes)];
                    [of.value, of.variance, of.mean_distance]
                        .into_iter()
                        .chain(shares)
                        .chain(counts)
                };
                for (a, b) in numbers(whole).zip(numbers(each)) {
                    assert!((a - b).abs() <= 1e-10 * (1.0 + b.abs()), "{whole:?}, {each:?}");
                }
            }
        }
    }

    /// Samples in one place make the system of all singular, as they make each one's.
    #[test]
    fn one_system_for_all_targets_can_be_singular() {
        let line: Vec<f64> = (0..200).map(|n| f64::from(n.max(1))).collect();
        let places = [line.clone(), vec![0.0; 200], vec![0.0; 200]];
        let points = Points::new(places, line, vec![0; 200]).unwrap();
        let angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };
        let structure = Structure { shape: Shape::Spherical, sill: 1.0, ranges: [90.0; 3], angles };
        let kriging = Kriging {
            variogram: Variogram::new(0.1, vec![structure]).unwrap(),
            search: Search {
                radii: [1e3; 3],
                angles,
                min_samples: 1,
                max_samples: 200,
                sectors: None,
                max_per_hole: None,
            },
            drift: Drift::Ordinary,
            support: Support::Point,
        };
        let found = krige(&points, &[[3.5, 0.0, 0.0]], &kriging).unwrap();
        assert_eq!(found, [Err(NoEstimate::SingularSystem)]);
    }

    /// On a machine without AVX2 both are the same code.
    #[test]
    fn wide_vectors_change_no_bit() {
        let at = |number: u32, prime: u32| f64::from(number.wrapping_mul(prime) >> 8) / 167_772.16;
        let axis = |prime| (1..=400).map(|number| at(number, prime)).collect::<Vec<f64>>();
        let places = [axis(0x9E37_79B1), axis(0x85EB_CA77), axis(0xC2B2_AE3D)];
        let holes = (0..400).map(|number| number / 8).collect();
        let points = Points::new(places, axis(0x27D4_EB2F), holes).unwrap();
        let angles = Angles { azimuth: 40.0, dip: -25.0, rake: 10.0 };
        let structure = |shape, ranges| Structure { shape, sill: 0.45, ranges, angles };
        let structures = vec![
            structure(Shape::Spherical, [40.0, 25.0, 10.0]),
            structure(Shape::Exponential, [60.0, 60.0, 30.0]),
        ];
        let kriging = Kriging {
            variogram: Variogram::new(0.1, structures).unwrap(),
            search: Search {
                radii: [50.0, 40.0, 30.0],
                angles,
                min_samples: 2,
                max_samples: 17,
                sectors: None,
                max_per_hole: Some(5),
            },
            drift: Drift::Ordinary,
            support: Support::Point,
        };
        let ready = Ready::new(&points, 1_000, &kriging, None).unwrap();
        let targets: Vec<[f64; 3]> = (1..=1_000)
            .map(|n| [at(n, 0x1656_67B1), at(n, 0xD3A2_646D), at(n, 0xFD70_46C5)])
            .collect();
        let places: Vec<[f64; 3]> = targets.iter().map(|&at| ready.index.place(at)).collect();
        let (order, starts) = tiles(&places, 8.0);
        let sorted = |all: &[[f64; 3]]| -> Vec<[f64; 3]> {
            order.iter().map(|&target| all[target as usize]).collect()
        };
        let (targets, places) = (&sorted(&targets)[..], &sorted(&places)[..]);
        let run = Run { first: 0, targets, places, order: &order, starts: &starts };
        let ready = &ready;
        let widest =
            on_widest!(estimate_run(ready: &Ready<'_>, run: Run<'_>) -> Vec<(u32, Outcome)>);
        assert!(widest.iter().filter(|(_, outcome)| outcome.is_ok()).count() > 900);
        assert_eq!(widest, estimate_run(ready, run));
    }
}
