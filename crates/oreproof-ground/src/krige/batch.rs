//! Kriging systems, filled and solved several side by side.
//!
//! Functions here are inlined always, so that a caller compiled for wide vectors has them too.

use super::system::{Found, System};
use super::{NoEstimate, Outcome};
use crate::covariance::{add, add_block};
use crate::search::Neighbour;
use crate::solve::{LANES, Lanes, backward, dot, factorise};

/// The systems of up to [`LANES`] targets, and where they are solved.
pub(super) struct Batch<'a> {
    system: &'a System<'a>,
    used: usize,
    targets: [u32; LANES],
    counts: [usize; LANES],
    /// The slot of each row's sample, and its squared distance in search radii.
    slots: Vec<[u32; LANES]>,
    squared: Vec<Lanes>,
    values: Vec<Lanes>,
    drift: Vec<Vec<Lanes>>,
    /// Where samples and targets lie in the ranges of each structure.
    places: Vec<Vec<[Lanes; 3]>>,
    at: Vec<[Lanes; 3]>,
    /// Rows and systems whose sample lies on a point target, or shares its place with another.
    on_target: Vec<(usize, usize)>,
    sharing: Vec<(usize, usize)>,
    matrix: Vec<Lanes>,
    /// Covariances to the target, values and drift functions, one after another.
    rights: Vec<Lanes>,
    weights: Vec<Lanes>,
    multipliers: Vec<Lanes>,
    drift_matrix: Vec<Lanes>,
    /// When a hole was last counted.
    counted: Vec<u32>,
    count: u32,
}

impl<'a> Batch<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        Self {
            system,
            used: 0,
            targets: [0; LANES],
            counts: [0; LANES],
            slots: Vec::new(),
            squared: Vec::new(),
            values: Vec::new(),
            drift: vec![Vec::new(); system.n_drift()],
            places: vec![Vec::new(); system.parts.len()],
            at: vec![[[0.0; LANES]; 3]; system.parts.len()],
            on_target: Vec::new(),
            sharing: Vec::new(),
            matrix: Vec::new(),
            rights: Vec::new(),
            weights: Vec::new(),
            multipliers: Vec::new(),
            drift_matrix: Vec::new(),
            counted: vec![0; system.n_holes],
            count: 0,
        }
    }

    /// Adds a target: its place among those of the run, its number and where it lies. Says whether
    /// there is no more room.
    #[inline(always)]
    pub(super) fn add(
        &mut self,
        (member, target, at): (u32, usize, [f64; 3]),
        chosen: &[Neighbour],
    ) -> bool {
        // A compiler sees from this that the lane is one of them.
        let (system, lane) = (self.system, self.used % LANES);
        if self.slots.len() < chosen.len() {
            self.grow(chosen.len());
        }
        self.targets[lane] = member;
        self.counts[lane] = chosen.len();
        let rows = self.slots.iter_mut().zip(&mut self.squared).zip(&mut self.values);
        for (((slot, squared), value), neighbour) in rows.zip(chosen) {
            slot[lane] = neighbour.slot;
            squared[lane] = neighbour.squared;
            value[lane] = system.value[neighbour.slot as usize];
        }
        for ((part, places), at_lanes) in
            system.parts.iter().zip(&mut self.places).zip(&mut self.at)
        {
            let place = system.place(part, at);
            for axis in 0..3 {
                at_lanes[axis][lane] = place[axis];
            }
            for (into, neighbour) in places.iter_mut().zip(chosen) {
                let place = part.samples[neighbour.slot as usize];
                for axis in 0..3 {
                    into[axis][lane] = place[axis];
                }
            }
        }
        if 1 < self.drift.len() {
            self.add_drift((target, at), chosen);
        }
        if system.is_point && 0.0 < system.nugget {
            for (row, neighbour) in chosen.iter().enumerate() {
                if neighbour.squared == 0.0 && system.points.at(neighbour.sample as usize) == at {
                    self.on_target.push((row, lane));
                }
            }
        }
        if let Some(first_there) = &system.first_there {
            self.add_sharing(first_there, chosen);
        }
        self.used += 1;
        self.used == LANES
    }

    #[cold]
    fn grow(&mut self, n: usize) {
        self.slots.resize(n, [0; LANES]);
        self.squared.resize(n, [0.0; LANES]);
        self.values.resize(n, [0.0; LANES]);
        for column in &mut self.drift {
            column.resize(n, [1.0; LANES]);
        }
        for places in &mut self.places {
            places.resize(n, [[0.0; LANES]; 3]);
        }
    }

    /// Drift functions after the constant.
    fn add_drift(&mut self, (target, at): (usize, [f64; 3]), chosen: &[Neighbour]) {
        let (system, lane) = (self.system, self.used);
        for (row, neighbour) in chosen.iter().enumerate() {
            let from = system.points.at(neighbour.sample as usize);
            let step: [f64; 3] = std::array::from_fn(|axis| from[axis] - at[axis]);
            for (which, column) in self.drift.iter_mut().enumerate().skip(1) {
                column[row][lane] =
                    system.drift_at(which, (neighbour.sample as usize, target), step);
            }
        }
    }

    /// Rows whose place is shared, in the order of rows.
    fn add_sharing(&mut self, first_there: &[u32], chosen: &[Neighbour]) {
        for row in 0..chosen.len() {
            let first = |row: usize| first_there[chosen[row].slot as usize];
            if (0..chosen.len()).any(|other| other != row && first(other) == first(row)) {
                self.sharing.push((row, self.used));
            }
        }
    }

    /// Solves what has been added.
    #[inline(always)]
    pub(super) fn solve(&mut self, found: &mut Vec<(u32, Outcome)>) {
        if self.used == 0 {
            return;
        }
        for lane in self.used..LANES {
            self.counts[lane] = 0;
        }
        let n = self.counts.into_iter().max().unwrap_or(0);
        self.fill(n);
        let singular = factorise(n, &mut self.matrix[..n * (n + 1) / 2], &mut self.rights);
        let (gain, undetermined) = self.drift_part(n);
        let (right, rest) = self.rights.split_at(n);
        let (values, drift) = rest.split_at(n);
        self.weights.clear();
        self.weights.extend_from_slice(right);
        for (column, multiplier) in drift.chunks_exact(n).zip(&self.multipliers) {
            for (weight, drift) in self.weights.iter_mut().zip(column) {
                for lane in 0..LANES {
                    weight[lane] += drift[lane] * multiplier[lane];
                }
            }
        }
        let estimate = dot(&self.weights, values);
        let explained = dot(right, right);
        let with_truth = dot(&self.weights, right);
        let spread = dot(&self.weights, &self.weights);
        backward(n, &self.matrix, &mut self.weights);
        let shares = self.shares(n);
        for lane in 0..self.used {
            let outcome = if singular[lane] {
                Err(NoEstimate::SingularSystem)
            } else if undetermined[lane] {
                Err(NoEstimate::DriftNotDetermined)
            } else {
                Ok(self.system.estimate(&Found {
                    value: estimate[lane],
                    explained: explained[lane],
                    gain: gain[lane],
                    with_truth: with_truth[lane],
                    spread: spread[lane],
                    multiplier: self.multipliers.first().map_or(0.0, |multiplier| multiplier[lane]),
                    n_samples: self.counts[lane],
                    n_holes: self.n_holes(lane),
                    distance: shares.distance[lane],
                    negative: shares.negative[lane],
                    total: shares.total[lane],
                    sum: shares.sum[lane],
                }))
            };
            found.push((self.targets[lane], outcome));
        }
        self.used = 0;
    }

    /// Covariances among the samples and to the target; rows to fill up are those of a unit matrix.
    #[inline(always)]
    fn fill(&mut self, n: usize) {
        let system = self.system;
        let needed = n * (n + 1) / 2;
        if self.matrix.len() < needed {
            self.matrix.resize(needed, [0.0; LANES]);
        }
        self.matrix[..needed].fill([system.lift; LANES]);
        self.rights.clear();
        self.rights.resize(n, [0.0; LANES]);
        self.rights.extend_from_slice(&self.values[..n]);
        for column in &self.drift {
            self.rights.extend_from_slice(&column[..n]);
        }
        let right = &mut self.rights[..n];
        for ((part, places), at) in system.parts.iter().zip(&self.places).zip(&self.at) {
            let places = &places[..n];
            for (i, place) in places.iter().enumerate() {
                let row = &mut self.matrix[i * (i + 1) / 2..][..i];
                add(part.shape, part.sill, place, &places[..i], row);
            }
            if system.is_point {
                add(part.shape, part.sill, at, places, right);
            } else {
                add_block(part.shape, part.sill, (at, &part.inside), places, right);
            }
        }
        if system.lift != 0.0 {
            for covariance in right.iter_mut().flatten() {
                *covariance += system.lift;
            }
        }
        for (row, lane) in self.on_target.drain(..) {
            right[row][lane] += system.nugget;
        }
        for (at, &(i, lane)) in self.sharing.iter().enumerate() {
            for &(j, _) in self.sharing[..at].iter().filter(|&&(_, other)| other == lane) {
                // Both share a place; with each other they do if it is the same.
                let first = |row: usize| {
                    let slot = self.slots[row][lane] as usize;
                    system.first_there.as_ref().map(|first_there| first_there[slot])
                };
                if first(i) == first(j) {
                    self.matrix[i * (i + 1) / 2 + j][lane] += system.nugget;
                }
            }
        }
        self.sharing.clear();
        for row in 0..n {
            self.matrix[row * (row + 1) / 2 + row] = [system.at_zero; LANES];
        }
        for lane in 0..LANES {
            for row in self.counts[lane]..n {
                let start = row * (row + 1) / 2;
                for covariance in &mut self.matrix[start..start + row] {
                    covariance[lane] = 0.0;
                }
                self.matrix[start + row][lane] = 1.0;
                for right in self.rights[row..].iter_mut().step_by(n) {
                    right[lane] = 0.0;
                }
            }
        }
    }

    /// Leaves the multipliers of the drift functions; returns what they add to the variance, and
    /// which systems do not determine them.
    #[inline(always)]
    fn drift_part(&mut self, n: usize) -> (Lanes, [bool; LANES]) {
        let p = self.drift.len();
        let (right, rest) = self.rights.split_at(n);
        let drift = &rest[n..];
        self.multipliers.clear();
        self.drift_matrix.clear();
        for (i, column) in drift.chunks_exact(n).enumerate() {
            let others = drift.chunks_exact(n).take(i + 1);
            self.drift_matrix.extend(others.map(|other| dot(column, other)));
            let explained = dot(column, right);
            let at_target = self.system.drift_of_target(i);
            let mut left = [at_target; LANES];
            for lane in 0..LANES {
                left[lane] -= explained[lane];
            }
            self.multipliers.push(left);
        }
        let undetermined = factorise(p, &mut self.drift_matrix, &mut self.multipliers);
        let gain = dot(&self.multipliers, &self.multipliers);
        backward(p, &self.drift_matrix, &mut self.multipliers);
        (gain, undetermined)
    }

    #[inline(always)]
    fn shares(&self, n: usize) -> Shares {
        let mut shares = Shares::default();
        for (weight, squared) in self.weights.iter().zip(&self.squared[..n]) {
            for lane in 0..LANES {
                shares.negative[lane] += (-weight[lane]).max(0.0);
                shares.total[lane] += weight[lane].abs();
                shares.sum[lane] += weight[lane];
                shares.distance[lane] += squared[lane].sqrt();
            }
        }
        for lane in 0..self.used {
            if self.counts[lane] < n {
                let of_lane = self.squared[..self.counts[lane]].iter();
                shares.distance[lane] = of_lane.map(|squared| squared[lane].sqrt()).sum();
            }
        }
        shares
    }

    /// From how many holes a system's samples come.
    #[inline(always)]
    fn n_holes(&mut self, lane: usize) -> u32 {
        self.count += 1;
        let mut n_holes = 0;
        for slot in &self.slots[..self.counts[lane]] {
            let counted = &mut self.counted[self.system.hole[slot[lane] as usize] as usize];
            n_holes += u32::from(*counted != self.count);
            *counted = self.count;
        }
        n_holes
    }
}

/// Sums over the samples of each system.
#[derive(Default)]
struct Shares {
    negative: Lanes,
    total: Lanes,
    sum: Lanes,
    distance: Lanes,
}
