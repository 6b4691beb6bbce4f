//! Uniform conditioning: what selective mining units in an estimated panel are like, and where
//! in it they may lie.
//!
//! With `Y_V` the score of the panel's estimate, whose grades have the coefficient `S`, and `Y_v`
//! that of a unit, whose grades have the coefficient `r`:
//!
//! ```text
//! φ_S(Y_V) = estimate of the panel        Y_v | Y_V ~ N(ρ Y_V, 1 - ρ²)        ρ = S / r
//! ```
//!
//! so that the mean of a panel's units is its estimate. Localisation deals their grades out: the
//! units of a panel, in the order of what kriging says of each, take the rising grades of equal
//! parts of that distribution.
//!
//! Source: Rivoirard (1994), chapter 8; Abzalov (2006), *Localised Uniform Conditioning*,
//! Mathematical Geology 38(4), 393–411.

use oreproof_risk::special::normal_quantile;
use rayon::prelude::*;

use super::{Above, Anamorphosis, BlockGrades, FAR};
use crate::error::{GroundError, positive};
use crate::grid::Grid;

/// A panel as it was estimated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Panel {
    /// Its estimate.
    pub estimate: f64,
    /// The variance of such an estimate, which is less than that of panels: the smoothing.
    pub variance: f64,
}

/// The units of a panel, their estimate being known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conditioned {
    /// The mean and standard deviation of the units' scores.
    mean: f64,
    deviation: f64,
    /// What grades are multiplied by to keep the panel's estimate: one, but for a panel beyond all
    /// that the samples let one expect.
    scale: f64,
}

impl Conditioned {
    /// Whether the panel lies beyond what its distribution can give, so that grades were scaled to
    /// its estimate.
    pub fn is_scaled(&self) -> bool {
        self.scale != 1.0
    }
}

/// The grades of selective mining units, and how many are in a panel.
#[derive(Clone, Debug)]
pub struct SmuGrades<'a> {
    anamorphosis: &'a Anamorphosis,
    r: f64,
    grades: BlockGrades,
    n_smus: usize,
    /// Scores that each stand for the same part of a normal distribution, rising.
    nodes: Vec<f64>,
}

/// A panel's units are stood for by at least so many scores.
const NODES: usize = 200;

impl<'a> SmuGrades<'a> {
    /// Units with this support coefficient, so many to a panel.
    ///
    /// # Errors
    ///
    /// When there is no unit in a panel.
    pub fn new(anamorphosis: &'a Anamorphosis, r: f64, n_smus: usize) -> Result<Self, GroundError> {
        if n_smus == 0 {
            return Err(GroundError::TooFew { what: "units in a panel", given: 0, needed: 1 });
        }
        let n = n_smus * NODES.div_ceil(n_smus);
        let nodes = (0..n).map(|node| normal_quantile((node as f64 + 0.5) / n as f64)).collect();
        Ok(Self { anamorphosis, r, grades: anamorphosis.grades(r), n_smus, nodes })
    }

    /// All units, wherever they are.
    pub fn all(&self) -> &BlockGrades {
        &self.grades
    }

    /// The units of a panel.
    pub fn given(&self, panel: Panel) -> Conditioned {
        let most = self.anamorphosis.variance_at(self.r);
        let ratio = if panel.variance < most {
            // An estimate that does not vary tells the units nothing.
            self.anamorphosis.coefficient(panel.variance).unwrap_or(0.0) / self.r
        } else {
            1.0
        };
        let deviation = (1.0 - ratio * ratio).max(0.0).sqrt();
        let of = |score: f64| {
            let given = Conditioned { mean: ratio * score, deviation, scale: 1.0 };
            (given, self.mean(&given))
        };
        let missed = |score: f64| {
            let (given, mean) = of(score);
            (given, mean - panel.estimate)
        };
        let (mut low, mut high) = (-FAR, FAR);
        let (mut at_low, mut at_high) = (missed(low).1, missed(high).1);
        if 0.0 <= at_low || at_high <= 0.0 {
            let given = of(if 0.0 <= at_low { low } else { high });
            let scale = if given.1 == 0.0 { 1.0 } else { panel.estimate / given.1 };
            return Conditioned { scale, ..given.0 };
        }
        // False position; an end that stays is made to count half (the Illinois rule).
        let (mut given, mut last) = (of(0.0).0, 0.0);
        for _ in 0..80 {
            let middle = (low * at_high - high * at_low) / (at_high - at_low);
            let (found, off) = missed(middle);
            given = found;
            if off.abs() <= 1e-12 * panel.estimate.abs() || high - low < 1e-12 {
                break;
            }
            if off < 0.0 {
                (low, at_low) = (middle, off);
                at_high *= if last < 0.0 { 0.5 } else { 1.0 };
            } else {
                (high, at_high) = (middle, off);
                at_low *= if 0.0 < last { 0.5 } else { 1.0 };
            }
            last = off;
        }
        given
    }

    /// What of a panel's units reaches a cut-off.
    pub fn above(&self, given: &Conditioned, cutoff: f64) -> Above {
        let first = self.nodes.partition_point(|&node| self.value(given, node) < cutoff);
        let n = self.nodes.len() as f64;
        let sum: f64 = self.nodes[first..].iter().map(|&node| self.value(given, node)).sum();
        Above { cutoff, share: (self.nodes.len() - first) as f64 / n, metal: sum / n }
    }

    /// The grades of a panel's units, rising: the means of equal parts of their distribution.
    pub fn rising(&self, given: &Conditioned) -> Vec<f64> {
        let of_unit = self.nodes.chunks_exact(self.nodes.len() / self.n_smus);
        let mean = |nodes: &[f64]| {
            nodes.iter().map(|&node| self.value(given, node)).sum::<f64>() / nodes.len() as f64
        };
        of_unit.map(mean).collect()
    }

    fn mean(&self, given: &Conditioned) -> f64 {
        self.nodes.iter().map(|&node| self.value(given, node)).sum::<f64>()
            / self.nodes.len() as f64
    }

    fn value(&self, given: &Conditioned, node: f64) -> f64 {
        given.scale * self.grades.value(given.mean + given.deviation * node)
    }
}

/// A grid of panels cut into units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SmuGrid {
    /// The grid of the units.
    pub grid: Grid,
    /// How many units a panel has along each axis.
    pub per_panel: [usize; 3],
}

impl SmuGrid {
    /// Cuts the panels of a grid.
    ///
    /// # Errors
    ///
    /// When a panel is no whole number of units along an axis.
    pub fn new(panels: &Grid, size: [f64; 3]) -> Result<Self, GroundError> {
        let parameter = "size of a selective mining unit";
        let mut per_panel = [1; 3];
        for axis in 0..3 {
            let count = panels.block_size[axis] / positive(parameter, size[axis])?;
            per_panel[axis] = count.round() as usize;
            if count < 0.5 || (count - count.round()).abs() > 1e-6 || count > 1e4 {
                let needs = "a whole part of the size of a block";
                return Err(GroundError::OutOfRange { parameter, value: size[axis], needs });
            }
        }
        let back =
            panels.turned(std::array::from_fn(|axis| 0.5 * (size[axis] - panels.block_size[axis])));
        let first = std::array::from_fn(|axis| panels.first_centre[axis] + back[axis]);
        let counts = std::array::from_fn(|axis| panels.counts[axis] * per_panel[axis]);
        let grid = Grid::from_first_centre(first, size, counts, panels.azimuth)?;
        Ok(Self { grid, per_panel })
    }

    /// How many units a panel has.
    pub fn n_smus(&self) -> usize {
        self.per_panel.iter().product()
    }

    /// The numbers of the units in a panel at this place of its grid.
    pub fn units(&self, panel: [usize; 3]) -> impl Iterator<Item = usize> + '_ {
        let [nx, ny, _] = self.per_panel;
        (0..self.n_smus()).map(move |unit| {
            let within = [unit % nx, unit / nx % ny, unit / (nx * ny)];
            self.grid.index(std::array::from_fn(|axis| {
                panel[axis] * self.per_panel[axis] + within[axis]
            }))
        })
    }
}

/// The units of each of some panels.
pub fn condition(smus: &SmuGrades<'_>, panels: &[Panel]) -> Vec<Conditioned> {
    panels.par_iter().map(|&panel| smus.given(panel)).collect()
}

/// Deals rising grades out to units in the order of what each is thought to be; those of which
/// nothing is known come first.
pub fn localised(rising: &[f64], thought: &[Option<f64>]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..thought.len()).collect();
    let key = |unit: usize| thought[unit].unwrap_or(f64::NEG_INFINITY);
    order.sort_by(|&a, &b| key(a).total_cmp(&key(b)));
    let mut grades = vec![0.0; thought.len()];
    for (&unit, &grade) in order.iter().zip(rising) {
        grades[unit] = grade;
    }
    grades
}
