//! Simulation by waves: fields drawn at once from their spectrum, then tied to the data.
//!
//! An unconditional field y has the covariance of the model at every lag on the grid. Kriging ties
//! it to the data:
//!
//! ```text
//! field(node) = mean + y(node) + Σ weight · (value - mean - y(datum))
//! ```
//!
//! with the weights of simple kriging from the data near the node, which all realisations share. A
//! datum between nodes has no y on the grid; it is drawn from the normal distribution that simple
//! kriging gives it from the nodes around it.
//!
//! Source: Chilès and Delfiner (2012), *Geostatistics*, 2nd edition, sections 7.3 and 7.5.4.

use std::ops::ControlFlow;

use oreproof_risk::Stream;
use oreproof_risk::special::normal_quantile;
use oreproof_risk::stream::open_unit;
use rayon::prelude::*;
use rustfft::num_complex::Complex64;

use super::embedding::Embedding;
use super::path::{Path, Step, template};
use super::weights::{Around, Model, Solver, Weights};
use super::{Near, Simulated, check_field, data_index, on_data};
use crate::error::GroundError;
use crate::grid::Grid;
use crate::rotation::Rotation;
use crate::samples::Points;
use crate::solve::LANES;
use crate::variogram::Variogram;

/// The choices of a simulation by waves.
#[derive(Clone, Debug)]
pub struct Spectral {
    /// How likeness falls with distance; of normal scores, its sill is one.
    pub variogram: Variogram,
    /// The mean of the field; of normal scores, nought.
    pub mean: f64,
    /// Which data tie a node; and which nodes a datum between nodes is drawn from.
    pub near: Near,
    /// How many realisations are made.
    pub n_realisations: usize,
    /// Another seed is another set of realisations.
    pub seed: u64,
}

/// Simulates the field on a grid and hands each realisation on, in the order of their numbers.
///
/// Without data the realisations are unconditional. With them, a node within 10⁻⁹ of a block of a
/// datum takes its value. The random numbers of a realisation hang on seed and number alone.
///
/// # Errors
///
/// When a choice cannot be, two data lie in one place, the model has no sill or no spectrum on the
/// grid, or `each` stops.
pub fn simulate_spectral(
    points: &Points,
    grid: &Grid,
    spectral: &Spectral,
    mut each: impl FnMut(usize, &[f64]) -> ControlFlow<()>,
) -> Result<Simulated, GroundError> {
    let Spectral { variogram, mean, near, n_realisations, .. } = spectral;
    let sill = check_field(points, grid, variogram, *mean, *near, *n_realisations)?;
    let embedding = Embedding::new(grid, variogram)?;
    let ties = Ties::new(points, grid, spectral, sill)?;
    let (mut waves, mut spare) = (Vec::new(), Vec::new());
    for first in (0..*n_realisations).step_by(2) {
        draw(&embedding, spectral.seed, first / 2, &mut waves);
        embedding.transform.forward(&mut waves, &mut spare);
        // The real and the imaginary part are two fields that know nothing of each other.
        for realisation in first..(first + 2).min(*n_realisations) {
            let mut field = vec![0.0; grid.len()];
            let [nx, ny, _] = grid.counts;
            let [width, height, _] = embedding.sizes;
            field.par_chunks_mut(nx).enumerate().for_each(|(row, field)| {
                let start = width * (row % ny + height * (row / ny));
                for (value, wave) in field.iter_mut().zip(&waves[start..]) {
                    *value = if realisation == first { wave.re } else { wave.im };
                }
            });
            ties.apply(points, spectral, realisation, &mut field);
            if each(realisation, &field).is_break() {
                return Err(GroundError::Stopped);
            }
        }
    }
    Ok(ties.done)
}

/// Draws the waves of two realisations.
pub(super) fn draw(embedding: &Embedding, seed: u64, pair: usize, waves: &mut Vec<Complex64>) {
    let stream = Stream::named(seed, "wave");
    embedding
        .deviation
        .par_iter()
        .enumerate()
        .map(|(wave, &deviation)| {
            let [a, b, c, d] = stream.words(pair as u64, wave as u32);
            let normal = |high: u32, low: u32| {
                normal_quantile(open_unit(u64::from(high) << 32 | u64::from(low)))
            };
            Complex64::new(deviation * normal(a, b), deviation * normal(c, d))
        })
        .collect_into_vec(waves);
}

/// How realisations are tied to the data.
struct Ties {
    /// Nodes on a datum, each with it.
    on_data: Vec<(u32, u32)>,
    /// What each other datum is drawn from, in the order of `between`.
    between: Vec<u32>,
    around: Weights,
    /// What each node is tied to, and the nodes, in order.
    path: Path,
    tied: Weights,
    done: Simulated,
}

impl Ties {
    fn new(
        points: &Points,
        grid: &Grid,
        spectral: &Spectral,
        sill: f64,
    ) -> Result<Self, GroundError> {
        let model = Model { variogram: &spectral.variogram, sill, near: spectral.near };
        let on_data = on_data(points, grid);
        let mut is_on = vec![false; points.len()];
        for &(_, datum) in &on_data {
            is_on[datum as usize] = true;
        }
        let between: Vec<u32> =
            (0..points.len() as u32).filter(|&datum| !is_on[datum as usize]).collect();
        let around = draws(points, grid, &between, model)?;
        let path = Path::in_order(grid, &on_data);
        let index = data_index(points, spectral.near)?;
        // No step leads to a node: weights are of data alone.
        let tied = match points.is_empty() {
            true => Weights::default(),
            false => Weights::new(&path, &[], &index, grid, model),
        };
        let n_repaired = around.n_repaired + tied.n_repaired;
        let done = Simulated { n_on_data: on_data.len(), n_repaired };
        Ok(Self { on_data, between, around, path, tied, done })
    }

    /// Ties an unconditional field to the data and adds the mean.
    fn apply(&self, points: &Points, spectral: &Spectral, realisation: usize, field: &mut [f64]) {
        let nodes = field.len();
        if !points.is_empty() {
            let off = self.off(points, spectral, realisation, field);
            let mut at = 0;
            for (node, value) in field.iter_mut().enumerate() {
                if self.path.nodes.get(at) != Some(&(node as u32)) {
                    continue;
                }
                let (sources, shares) = self.tied.of(at);
                for (&source, &share) in sources.iter().zip(shares) {
                    *value += share * off[source as usize - nodes];
                }
                at += 1;
            }
        }
        for value in &mut *field {
            *value += spectral.mean;
        }
        for &(node, datum) in &self.on_data {
            field[node as usize] = points.value[datum as usize];
        }
    }

    /// How far each datum is off the unconditional field.
    fn off(
        &self,
        points: &Points,
        spectral: &Spectral,
        realisation: usize,
        field: &[f64],
    ) -> Vec<f64> {
        let stream = Stream::named(spectral.seed, "datum");
        // The field at the data stands behind the nodes, where the weights look for it.
        let mut at_data = vec![0.0; points.len()];
        for &(node, datum) in &self.on_data {
            at_data[datum as usize] = field[node as usize];
        }
        for (row, &datum) in self.between.iter().enumerate() {
            let (sources, shares) = self.around.of(row);
            let known = |source: u32| match field.get(source as usize) {
                Some(&value) => value,
                None => at_data[source as usize - field.len()],
            };
            let sum: f64 =
                sources.iter().zip(shares).map(|(&source, &share)| share * known(source)).sum();
            let normal = normal_quantile(stream.uniform(realisation as u64, datum));
            at_data[datum as usize] = sum + self.around.deviation[row] * normal;
        }
        at_data
            .iter()
            .zip(&points.value)
            .map(|(drawn, value)| value - spectral.mean - drawn)
            .collect()
    }
}

/// What data between nodes are drawn from: the nodes around each, and those of them before it.
fn draws(
    points: &Points,
    grid: &Grid,
    between: &[u32],
    model: Model<'_>,
) -> Result<Weights, GroundError> {
    let rotation = Rotation::new(model.near.angles, model.near.radii)?;
    let steps = match between.is_empty() {
        true => Vec::new(),
        false => template(grid, model.near)?,
    };
    let found: Vec<Vec<Around>> = between
        .par_iter()
        .enumerate()
        .map(|(row, &datum)| {
            let at = points.at(datum as usize);
            let mut around = nodes_around(grid, &steps, at, model.near.max_nodes, &rotation);
            for &other in &between[..row] {
                let from = points.at(other as usize);
                let along = std::array::from_fn(|axis| from[axis] - at[axis]);
                let squared = rotation.squared(along);
                if squared <= 1.0 {
                    around.push(Around { source: grid.len() as u32 + other, along, squared });
                }
            }
            around.sort_by(|a, b| a.squared.total_cmp(&b.squared));
            around.truncate(model.near.max_nodes);
            around
        })
        .collect();
    let mut weights = Weights::empty();
    let mut solver = Solver::new(model);
    for chunk in found.chunks(LANES) {
        let mut around = chunk.to_vec();
        around.resize(LANES, Vec::new());
        weights.take(&mut solver, &mut around, chunk.len());
    }
    Ok(weights)
}

/// The nearest nodes of the grid to a place, with some to spare.
fn nodes_around(
    grid: &Grid,
    steps: &[Step],
    at: [f64; 3],
    most: usize,
    rotation: &Rotation,
) -> Vec<Around> {
    let nearest = grid.nearest(at);
    let mut around = Vec::new();
    // Steps are sorted from the nearest node, not from the place itself: twice as many, and sorted
    // anew, hold the nearest.
    let whole = Step { blocks: [0; 3], along: [0.0; 3], squared: 0.0 };
    for step in std::iter::once(&whole).chain(steps) {
        let position: [usize; 3] = std::array::from_fn(|axis| {
            nearest[axis].wrapping_add_signed(step.blocks[axis] as isize)
        });
        if (0..3).any(|axis| grid.counts[axis] <= position[axis]) {
            continue;
        }
        let centre = grid.centre(position);
        let along = std::array::from_fn(|axis| centre[axis] - at[axis]);
        let squared = rotation.squared(along);
        if squared <= 1.0 {
            around.push(Around { source: grid.index(position) as u32, along, squared });
        }
        if around.len() == 2 * most {
            break;
        }
    }
    around
}
