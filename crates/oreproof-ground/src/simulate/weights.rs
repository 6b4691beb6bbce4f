//! The simple kriging weights of every node of a path.

use oreproof_risk::on_widest;
use rayon::prelude::*;

use super::Near;
use super::path::{Path, Step};
use crate::covariance::add;
use crate::grid::Grid;
use crate::search::{Index, Neighbour, Scratch};
use crate::solve::{LANES, Lanes, backward, dot, factorise};
use crate::variogram::Variogram;

/// Weights by visit, one list after another.
#[derive(Default)]
pub(super) struct Weights {
    starts: Vec<usize>,
    /// A node, or the number of nodes more than a datum.
    sources: Vec<u32>,
    shares: Vec<f64>,
    /// The square root of the kriging variance of each visit.
    pub(super) deviation: Vec<f64>,
    pub(super) n_repaired: usize,
}

/// What weights hang on beside places.
#[derive(Clone, Copy)]
pub(super) struct Model<'a> {
    pub(super) variogram: &'a Variogram,
    pub(super) sill: f64,
    pub(super) near: Near,
}

/// Visits whose systems are solved by one worker in a go.
const PER_RUN: usize = 4096;

impl Weights {
    /// Of no visits.
    pub(super) fn empty() -> Self {
        Self { starts: vec![0], ..Self::default() }
    }

    pub(super) fn new(
        path: &Path,
        template: &[Step],
        index: &Index<'_>,
        grid: &Grid,
        model: Model<'_>,
    ) -> Self {
        let visits: Vec<usize> = (0..path.nodes.len()).collect();
        let surroundings = Surroundings { path, template, index, grid, model };
        let parts: Vec<Self> = visits
            .par_chunks(PER_RUN)
            .map(|run| {
                let around = &surroundings;
                on_widest!(solve_run(around: &Surroundings<'_>, run: &[usize]) -> Weights)
            })
            .collect();
        let mut all = Self::empty();
        for part in parts {
            let before = all.sources.len();
            all.starts.extend(part.starts.iter().map(|end| before + end));
            all.sources.extend(part.sources);
            all.shares.extend(part.shares);
            all.deviation.extend(part.deviation);
            all.n_repaired += part.n_repaired;
        }
        all
    }

    /// The sources and their weights at a visit.
    pub(super) fn of(&self, visit: usize) -> (&[u32], &[f64]) {
        let range = self.starts[visit]..self.starts[visit + 1];
        (&self.sources[range.clone()], &self.shares[range])
    }

    /// Solves for these neighbours; where they are singular, for the nearer half.
    #[inline(always)]
    pub(super) fn take(
        &mut self,
        solver: &mut Solver<'_>,
        around: &mut [Vec<Around>],
        used: usize,
    ) {
        let mut singular = solver.solve(around);
        let mut repaired = [false; LANES];
        while singular.iter().any(|&is| is) {
            for ((neighbours, mended), is_singular) in
                around.iter_mut().zip(&mut repaired).zip(singular)
            {
                if is_singular {
                    neighbours.truncate(neighbours.len() / 2);
                    *mended = true;
                }
            }
            singular = solver.solve(around);
        }
        for (lane, neighbours) in around.iter().enumerate().take(used) {
            for (row, neighbour) in neighbours.iter().enumerate() {
                self.sources.push(neighbour.source);
                self.shares.push(solver.right[row][lane]);
            }
            self.starts.push(self.sources.len());
            self.deviation.push(solver.variance[lane].max(0.0).sqrt());
            self.n_repaired += usize::from(repaired[lane]);
        }
    }
}

/// The weights of some visits.
#[inline(always)]
fn solve_run(surroundings: &Surroundings<'_>, run: &[usize]) -> Weights {
    let mut part = Weights::default();
    let mut scratch = Scratch::default();
    let mut chosen = Vec::new();
    let mut around = vec![Vec::new(); LANES];
    let mut solver = Solver::new(surroundings.model);
    for visits in run.chunks(LANES) {
        for (lane, neighbours) in around.iter_mut().enumerate() {
            neighbours.clear();
            if let Some(&visit) = visits.get(lane) {
                surroundings.of(visit, &mut scratch, &mut chosen, neighbours);
            }
        }
        part.take(&mut solver, &mut around, visits.len());
    }
    part
}

/// A datum or node near the node that is visited.
#[derive(Clone, Copy)]
pub(super) struct Around {
    pub(super) source: u32,
    pub(super) along: [f64; 3],
    pub(super) squared: f64,
}

/// Where neighbours are looked for.
struct Surroundings<'a> {
    path: &'a Path,
    template: &'a [Step],
    index: &'a Index<'a>,
    grid: &'a Grid,
    model: Model<'a>,
}

impl Surroundings<'_> {
    /// The data and earlier nodes near a visit, nearest first.
    #[inline(always)]
    fn of(
        &self,
        visit: usize,
        scratch: &mut Scratch,
        chosen: &mut Vec<Neighbour>,
        around: &mut Vec<Around>,
    ) {
        let node = self.path.nodes[visit] as usize;
        let position = self.grid.position(node);
        let centre = self.grid.centre(position);
        self.index.gather(self.index.place(centre), 0.0, None, scratch);
        self.index.choose((node, centre), None, scratch, chosen);
        around.extend(chosen.iter().map(|found| {
            let at = self.index.at(found.sample);
            let along = std::array::from_fn(|axis| at[axis] - centre[axis]);
            let source = self.grid.len() as u32 + found.sample;
            Around { source, along, squared: found.squared }
        }));
        let mut left = self.model.near.max_nodes;
        let counts = self.grid.counts;
        for step in self.template {
            let [i, j, k] = std::array::from_fn(|axis| {
                // A step below the first block wraps round to far above the last.
                position[axis].wrapping_add_signed(step.blocks[axis] as isize)
            });
            if counts[0] <= i || counts[1] <= j || counts[2] <= k {
                continue;
            }
            let other = i + counts[0] * (j + counts[1] * k);
            if (self.path.visit[other] as usize) < visit {
                let (source, along, squared) = (other as u32, step.along, step.squared);
                around.push(Around { source, along, squared });
                left -= 1;
                if left == 0 {
                    break;
                }
            }
        }
        around.sort_by(|a, b| a.squared.total_cmp(&b.squared));
    }
}

/// Where systems are filled and solved, side by side.
pub(super) struct Solver<'a> {
    model: Model<'a>,
    ranges: Vec<[Lanes; 3]>,
    matrix: Vec<Lanes>,
    /// Covariances to the node, then weights.
    right: Vec<Lanes>,
    variance: Lanes,
}

impl<'a> Solver<'a> {
    pub(super) fn new(model: Model<'a>) -> Self {
        let (ranges, matrix, right) = (Vec::new(), Vec::new(), Vec::new());
        Self { model, ranges, matrix, right, variance: [0.0; LANES] }
    }

    /// Leaves the weights and variances; returns which systems are singular.
    #[inline(always)]
    fn solve(&mut self, around: &[Vec<Around>]) -> [bool; LANES] {
        let n = around.iter().map(Vec::len).max().unwrap_or(0);
        self.fill(n, around);
        let singular = factorise(n, &mut self.matrix, &mut self.right);
        let explained = dot(&self.right, &self.right);
        self.variance = explained.map(|part| self.model.sill - part);
        backward(n, &self.matrix, &mut self.right);
        singular
    }

    #[inline(always)]
    fn fill(&mut self, n: usize, around: &[Vec<Around>]) {
        self.matrix.clear();
        self.matrix.resize(n * (n + 1) / 2, [0.0; LANES]);
        self.right.clear();
        self.right.resize(n, [0.0; LANES]);
        for (structure, rotation) in self.model.variogram.parts() {
            self.ranges.clear();
            self.ranges.resize(n, [[0.0; LANES]; 3]);
            for (lane, neighbours) in around.iter().enumerate() {
                for (place, neighbour) in self.ranges.iter_mut().zip(neighbours) {
                    let [x, y, z] = rotation.apply(neighbour.along);
                    (place[0][lane], place[1][lane], place[2][lane]) = (x, y, z);
                }
            }
            let (shape, sill) = (structure.shape, structure.sill);
            let here = [[0.0; LANES]; 3];
            for i in 0..n {
                let row = &mut self.matrix[i * (i + 1) / 2..][..i];
                add(shape, sill, &self.ranges[i], &self.ranges[..i], row);
            }
            add(shape, sill, &here, &self.ranges, &mut self.right);
        }
        for (lane, neighbours) in around.iter().enumerate() {
            for row in 0..n {
                let start = row * (row + 1) / 2;
                let is_filled = row < neighbours.len();
                if !is_filled {
                    self.right[row][lane] = 0.0;
                    for covariance in &mut self.matrix[start..start + row] {
                        covariance[lane] = 0.0;
                    }
                }
                self.matrix[start + row][lane] = if is_filled { self.model.sill } else { 1.0 };
            }
        }
    }
}
