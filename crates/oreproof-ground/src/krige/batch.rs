//! Kriging systems, filled and solved several side by side.

use super::{Drift, Estimate, Kriging, NoEstimate, Outcome, Support};
use crate::error::GroundError;
use crate::grid::Grid;
use crate::samples::Points;
use crate::search::Neighbour;
use crate::solve::{LANES, Lanes, backward, dot, factorise, forward};
use crate::variogram::Shape;

/// What all systems of a run share.
pub(super) struct System<'a> {
    points: &'a Points,
    targets: &'a [[f64; 3]],
    kriging: &'a Kriging,
    /// The points of a block as steps from its centre; one at the centre for a point.
    inside: Vec<[f64; 3]>,
    /// The same for each structure, in its ranges.
    inside_ranges: Vec<Vec<[f64; 3]>>,
    /// What power models are lifted by to be covariances; weights that sum to one do not see it.
    lift: f64,
    /// The covariance of a sample with itself, and of a target with itself.
    at_zero: f64,
    of_target: f64,
    has_duplicates: bool,
    mean: f64,
    /// The degrees of the trend's monomials in each axis.
    monomials: Vec<[u8; 3]>,
    /// What the trend's coordinates are divided by.
    trend_scale: f64,
}

impl<'a> System<'a> {
    pub(super) fn new(
        points: &'a Points,
        targets: &'a [[f64; 3]],
        kriging: &'a Kriging,
    ) -> Result<Self, GroundError> {
        let variogram = &kriging.variogram;
        let bounded = variogram.sill();
        let mean = match kriging.drift {
            Drift::Simple { .. } if bounded.is_none() => {
                let parameter = "sill of a model for simple kriging";
                return Err(GroundError::NotFinite { parameter, value: f64::INFINITY });
            }
            Drift::Simple { mean } => mean,
            _ => 0.0,
        };
        let inside = inside(kriging.support)?;
        let inside_ranges = variogram
            .parts()
            .map(|(_, rotation)| inside.iter().map(|&step| rotation.apply(step)).collect())
            .collect();
        let widest = kriging.search.radii.into_iter().fold(0.0, f64::max);
        let mut lift = 0.0;
        for (structure, rotation) in variogram.parts() {
            if matches!(structure.shape, Shape::Power(_)) {
                for axis in 0..3 {
                    let mut step = [0.0; 3];
                    step[axis] = 2.0 * widest;
                    lift += 4.0 * structure.sill * structure.shape.rise(rotation.squared(step));
                }
            }
        }
        let at_zero = variogram.covariance([0.0; 3]) + lift;
        let of_target = match kriging.support {
            Support::Point => at_zero,
            Support::Block { .. } => {
                let mut sum = 0.0;
                for a in &inside {
                    for b in &inside {
                        let step = std::array::from_fn(|axis| a[axis] - b[axis]);
                        sum += variogram.smooth_covariance(step);
                    }
                }
                sum / (inside.len() * inside.len()) as f64 + lift
            }
        };
        let monomials = monomials(&kriging.drift);
        let has_duplicates = !points.duplicates().is_empty();
        let trend_scale = widest;
        Ok(Self {
            points,
            targets,
            kriging,
            inside,
            inside_ranges,
            lift,
            at_zero,
            of_target,
            has_duplicates,
            mean,
            monomials,
            trend_scale,
        })
    }

    fn n_drift(&self) -> usize {
        match &self.kriging.drift {
            Drift::Simple { .. } => 0,
            Drift::Ordinary => 1,
            Drift::Trend { .. } => 1 + self.monomials.len(),
            Drift::External { at_samples, .. } => 1 + at_samples.len(),
        }
    }

    /// A drift function, counted from 0 for the constant, at a step from the target.
    fn drift_at(&self, which: usize, (sample, target): (usize, usize), step: [f64; 3]) -> f64 {
        match (&self.kriging.drift, which) {
            (_, 0) => 1.0,
            (Drift::External { at_samples, at_targets }, _) => {
                at_samples[which - 1][sample] - at_targets[which - 1][target]
            }
            _ => self.monomial(which - 1, step),
        }
    }

    /// A drift function at the target: its mean over the block.
    fn drift_of_target(&self, which: usize) -> f64 {
        match (&self.kriging.drift, which) {
            (_, 0) => 1.0,
            (Drift::External { .. }, _) => 0.0,
            _ => {
                let sum = self.inside.iter().map(|&step| self.monomial(which - 1, step));
                sum.sum::<f64>() / self.inside.len() as f64
            }
        }
    }

    fn monomial(&self, which: usize, step: [f64; 3]) -> f64 {
        let mut product = 1.0;
        for (power, along) in self.monomials[which].iter().zip(step) {
            for _ in 0..*power {
                product *= along / self.trend_scale;
            }
        }
        product
    }
}

/// The systems of up to [`LANES`] targets, and where they are solved.
pub(super) struct Batch<'a> {
    system: &'a System<'a>,
    targets: Vec<usize>,
    chosen: Vec<Vec<Neighbour>>,
    steps: Vec<[Lanes; 3]>,
    ranges: Vec<[Lanes; 3]>,
    matrix: Vec<Lanes>,
    right: Vec<Lanes>,
    values: Vec<Lanes>,
    drift: Vec<Vec<Lanes>>,
    weights: Vec<Lanes>,
    holes: Vec<u32>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        Self {
            system,
            targets: Vec::with_capacity(LANES),
            chosen: vec![Vec::new(); LANES],
            steps: Vec::new(),
            ranges: Vec::new(),
            matrix: Vec::new(),
            right: Vec::new(),
            values: Vec::new(),
            drift: vec![Vec::new(); system.n_drift()],
            weights: Vec::new(),
            holes: Vec::new(),
        }
    }

    /// Adds a target, and solves when there is no more room.
    pub(super) fn add(
        &mut self,
        target: usize,
        chosen: &[Neighbour],
        found: &mut Vec<(u32, Outcome)>,
    ) {
        let lane = self.targets.len();
        self.chosen[lane].clear();
        self.chosen[lane].extend_from_slice(chosen);
        self.targets.push(target);
        if self.targets.len() == LANES {
            self.solve(found);
        }
    }

    /// Solves what has been added.
    pub(super) fn solve(&mut self, found: &mut Vec<(u32, Outcome)>) {
        let used = self.targets.len();
        if used == 0 {
            return;
        }
        for lane in used..LANES {
            self.chosen[lane].clear();
        }
        let n = self.chosen.iter().map(Vec::len).max().unwrap_or(0);
        self.place(n);
        self.fill(n);
        let singular = factorise(n, &mut self.matrix);
        forward(n, &self.matrix, &mut self.right);
        forward(n, &self.matrix, &mut self.values);
        for column in &mut self.drift {
            forward(n, &self.matrix, column);
        }
        let (multipliers, gain, undetermined) = self.drift_part();
        self.weights.clone_from(&self.right);
        for (column, multiplier) in self.drift.iter().zip(&multipliers) {
            for (weight, drift) in self.weights.iter_mut().zip(column) {
                for lane in 0..LANES {
                    weight[lane] += drift[lane] * multiplier[lane];
                }
            }
        }
        let estimate = dot(&self.weights, &self.values);
        let explained = dot(&self.right, &self.right);
        let with_truth = dot(&self.weights, &self.right);
        let spread = dot(&self.weights, &self.weights);
        backward(n, &self.matrix, &mut self.weights);
        for lane in 0..used {
            let outcome = if singular[lane] {
                Err(NoEstimate::SingularSystem)
            } else if undetermined[lane] {
                Err(NoEstimate::DriftNotDetermined)
            } else {
                let system = self.system;
                let variance = (system.of_target - explained[lane] + gain[lane]).max(0.0);
                let lagrange = multipliers.first().map_or(0.0, |multiplier| -multiplier[lane]);
                let bounded = system.lift == 0.0;
                let slope = with_truth[lane] / spread[lane];
                let efficiency = (system.of_target - variance) / system.of_target;
                Ok(Estimate {
                    value: system.mean + estimate[lane],
                    variance,
                    slope: (bounded && slope.is_finite()).then_some(slope),
                    efficiency: (bounded && efficiency.is_finite()).then_some(efficiency),
                    lagrange,
                    ..self.describe(lane)
                })
            };
            found.push((self.targets[lane] as u32, outcome));
        }
        self.targets.clear();
    }

    /// What can be said of a system from its samples and weights alone.
    fn describe(&mut self, lane: usize) -> Estimate {
        let chosen = &self.chosen[lane];
        let (mut distance, mut negative, mut total, mut weight_sum) = (0.0, 0.0, 0.0, 0.0);
        self.holes.clear();
        for (row, neighbour) in chosen.iter().enumerate() {
            let weight = self.weights[row][lane];
            distance += neighbour.squared.sqrt();
            negative += (-weight).max(0.0);
            total += weight.abs();
            weight_sum += weight;
            let hole = self.system.points.hole_idx[neighbour.sample];
            if !self.holes.contains(&hole) {
                self.holes.push(hole);
            }
        }
        Estimate {
            value: 0.0,
            variance: 0.0,
            n_samples: chosen.len() as u32,
            n_holes: self.holes.len() as u32,
            mean_distance: distance / chosen.len() as f64,
            slope: None,
            efficiency: None,
            negative_share: if total == 0.0 { 0.0 } else { negative / total },
            lagrange: 0.0,
            weight_sum,
        }
    }

    /// Steps from target to sample, values and drift functions; rows to fill up are zero.
    fn place(&mut self, n: usize) {
        let system = self.system;
        self.steps.clear();
        self.steps.resize(n, [[0.0; LANES]; 3]);
        self.values.clear();
        self.values.resize(n, [0.0; LANES]);
        for column in &mut self.drift {
            column.clear();
            column.resize(n, [0.0; LANES]);
        }
        for (lane, &target) in self.targets.iter().enumerate() {
            let at = system.targets[target];
            for (row, neighbour) in self.chosen[lane].iter().enumerate() {
                let from = system.points.at(neighbour.sample);
                let step: [f64; 3] = std::array::from_fn(|axis| from[axis] - at[axis]);
                for (lanes, along) in self.steps[row].iter_mut().zip(step) {
                    lanes[lane] = along;
                }
                self.values[row][lane] = system.points.value[neighbour.sample] - system.mean;
                for (which, column) in self.drift.iter_mut().enumerate() {
                    column[row][lane] = system.drift_at(which, (neighbour.sample, target), step);
                }
            }
        }
    }

    /// Covariances among the samples and to the target.
    fn fill(&mut self, n: usize) {
        let system = self.system;
        let variogram = &system.kriging.variogram;
        self.matrix.clear();
        self.matrix.resize(n * (n + 1) / 2, [system.lift; LANES]);
        self.right.clear();
        self.right.resize(n, [0.0; LANES]);
        for ((structure, rotation), inside) in variogram.parts().zip(&system.inside_ranges) {
            self.ranges.clear();
            self.ranges.extend(self.steps.iter().map(|step| {
                let mut place = [[0.0; LANES]; 3];
                for lane in 0..LANES {
                    let [x, y, z] = rotation.apply([step[0][lane], step[1][lane], step[2][lane]]);
                    (place[0][lane], place[1][lane], place[2][lane]) = (x, y, z);
                }
                place
            }));
            let (shape, sill) = (structure.shape, structure.sill);
            for i in 0..n {
                let row = &mut self.matrix[i * (i + 1) / 2..][..i];
                let a = &self.ranges[i];
                for (covariance, b) in row.iter_mut().zip(&self.ranges) {
                    add(shape, sill, &squared(a, b), covariance);
                }
                for point in inside {
                    let b = point.map(|c| [c; LANES]);
                    add(shape, sill, &squared(a, &b), &mut self.right[i]);
                }
            }
        }
        let share = 1.0 / system.inside.len() as f64;
        for covariance in self.right.iter_mut().flatten() {
            *covariance = *covariance * share + system.lift;
        }
        self.at_zero_distance(n);
        for lane in 0..LANES {
            for row in 0..n {
                let start = row * (row + 1) / 2;
                let is_sample = row < self.chosen[lane].len();
                if !is_sample {
                    self.right[row][lane] = 0.0;
                    for covariance in &mut self.matrix[start..start + row] {
                        covariance[lane] = 0.0;
                    }
                }
                self.matrix[start + row][lane] = if is_sample { system.at_zero } else { 1.0 };
            }
        }
    }

    /// The nugget is shared by two samples in one place, and by a sample and a point target there.
    fn at_zero_distance(&mut self, n: usize) {
        let nugget = self.system.kriging.variogram.nugget();
        let is_point = matches!(self.system.kriging.support, Support::Point);
        for i in 0..n {
            let [x, y, z] = self.steps[i];
            for lane in 0..LANES {
                if is_point && x[lane] == 0.0 && y[lane] == 0.0 && z[lane] == 0.0 {
                    self.right[i][lane] += nugget;
                }
            }
            if !self.system.has_duplicates {
                continue;
            }
            for j in 0..i {
                let [other_x, other_y, other_z] = self.steps[j];
                let covariance = &mut self.matrix[i * (i + 1) / 2 + j];
                for (lane, covariance) in covariance.iter_mut().enumerate() {
                    if x[lane] == other_x[lane]
                        && y[lane] == other_y[lane]
                        && z[lane] == other_z[lane]
                    {
                        *covariance += nugget;
                    }
                }
            }
        }
    }

    /// The multipliers of the drift functions, what they add to the variance, and which systems
    /// do not determine them.
    fn drift_part(&self) -> (Vec<Lanes>, Lanes, [bool; LANES]) {
        let p = self.drift.len();
        if p == 0 {
            return (Vec::new(), [0.0; LANES], [false; LANES]);
        }
        let mut matrix = Vec::with_capacity(p * (p + 1) / 2);
        let mut residual = Vec::with_capacity(p);
        for (i, column) in self.drift.iter().enumerate() {
            matrix.extend(self.drift[..=i].iter().map(|other| dot(column, other)));
            let explained = dot(column, &self.right);
            let at_target = self.system.drift_of_target(i);
            residual.push(explained.map(|part| at_target - part));
        }
        let undetermined = factorise(p, &mut matrix);
        forward(p, &matrix, &mut residual);
        let gain = dot(&residual, &residual);
        backward(p, &matrix, &mut residual);
        (residual, gain, undetermined)
    }
}

#[inline]
pub(crate) fn squared(a: &[Lanes; 3], b: &[Lanes; 3]) -> Lanes {
    let mut squared = [0.0; LANES];
    for lane in 0..LANES {
        let (x, y, z) = (a[0][lane] - b[0][lane], a[1][lane] - b[1][lane], a[2][lane] - b[2][lane]);
        squared[lane] = x * x + y * y + z * z;
    }
    squared
}

/// Adds a structure's covariance at squared distances in its ranges.
#[inline]
pub(crate) fn add(shape: Shape, sill: f64, squared: &Lanes, into: &mut Lanes) {
    // The shape is chosen outside the loop over lanes, so that each loop runs side by side.
    macro_rules! each {
        ($shape:expr) => {
            for lane in 0..LANES {
                into[lane] += sill * $shape.correlation(squared[lane]);
            }
        };
    }
    match shape {
        Shape::Spherical => each!(Shape::Spherical),
        Shape::Exponential => each!(Shape::Exponential),
        Shape::Gaussian => each!(Shape::Gaussian),
        Shape::Cubic => each!(Shape::Cubic),
        other => each!(other),
    }
}

fn inside(support: Support) -> Result<Vec<[f64; 3]>, GroundError> {
    let Support::Block { size, points, azimuth } = support else { return Ok(vec![[0.0; 3]]) };
    let step: [f64; 3] = std::array::from_fn(|axis| size[axis] / points[axis] as f64);
    let first = std::array::from_fn(|axis| 0.5 * (step[axis] - size[axis]));
    let grid = Grid::from_first_centre([0.0; 3], step, points, azimuth)?;
    let corner = grid.turned(first);
    let grid = Grid { first_centre: corner, ..grid };
    Ok((0..grid.len()).map(|index| grid.centre(grid.position(index))).collect())
}

fn monomials(drift: &Drift) -> Vec<[u8; 3]> {
    let Drift::Trend { order, axes } = drift else { return Vec::new() };
    let mut found = Vec::new();
    for degree in 1..=*order {
        for x in (0..=degree).rev() {
            for y in (0..=degree - x).rev() {
                let powers = [x, y, degree - x - y];
                if powers.iter().zip(axes).all(|(&power, &along)| power == 0 || along) {
                    found.push(powers);
                }
            }
        }
    }
    found
}
