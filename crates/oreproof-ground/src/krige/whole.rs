//! Every sample for every target: one system, factorised once.
//!
//! A system of hundreds of samples is too large to be solved anew for each target, and where the
//! search holds them all it need not be. Targets are solved some at a time, so that a row of the
//! factor once read serves all of them.
//!
//! Functions here are inlined always, so that a caller compiled for wide vectors has them too.

use oreproof_risk::on_widest;
use rayon::prelude::*;

use super::system::{Found, System};
use super::{NoEstimate, Outcome};
use crate::covariance::{add, add_block};
use crate::search::Index;
use crate::solve::{LANES, Lanes, SMALLEST_PIVOT};

/// Fewer samples than this are solved target by target.
pub(super) const LEAST: usize = 200;

/// How many right-hand sides go side by side, and how many such panels share a row of the factor.
const WIDTH: usize = 2 * LANES;
const PANELS: usize = 4;

/// One number of each right-hand side.
type Side = [f64; WIDTH];

/// The system of all samples, in the order of the search's slots.
pub(super) struct Whole {
    /// The rows of the factor one after another, the diagonal as its inverse; none if singular.
    factor: Option<Vec<f64>>,
    /// Where samples lie in the ranges of each structure, once for each lane.
    places: Vec<Vec<[Lanes; 3]>>,
    /// The factor's inverse times the values, and times ones where the mean is not known.
    values: Vec<f64>,
    ones: Vec<f64>,
    /// The products of ones with ones and with values.
    of_ones: f64,
    of_values: f64,
}

/// Some targets, with their places in the space of the search.
#[derive(Clone, Copy)]
struct Group<'a> {
    targets: &'a [[f64; 3]],
    places: &'a [[f64; 3]],
}

impl Whole {
    pub(super) fn new(system: &System<'_>) -> Self {
        on_widest!(factorised(system: &System<'_>) -> Whole)
    }

    /// Estimates at targets all of which reach all samples.
    pub(super) fn estimate(
        &self,
        system: &System<'_>,
        index: &Index<'_>,
        (targets, places): (&[[f64; 3]], &[[f64; 3]]),
        outcomes: &mut [Outcome],
    ) {
        let size = WIDTH * PANELS;
        let groups = targets.par_chunks(size).zip(places.par_chunks(size));
        let new_panels = || vec![vec![[0.0; WIDTH]; self.values.len()]; PANELS];
        groups.zip(outcomes.par_chunks_mut(size)).for_each_init(
            new_panels,
            |panels, ((targets, places), outcomes)| {
                let (whole, group) = (self, Group { targets, places });
                let found = on_widest!(estimate_group(
                    whole: &Whole,
                    system: &System<'_>,
                    index: &Index<'_>,
                    group: Group<'_>,
                    panels: &mut [Vec<Side>]
                ) -> Vec<Outcome>);
                outcomes.copy_from_slice(&found);
            },
        );
    }

    /// Covariances of the first samples to what lies at a place in each structure's ranges.
    #[inline(always)]
    fn fill(
        &self,
        system: &System<'_>,
        is_point: bool,
        place: impl Fn(usize, usize) -> [f64; 3],
        panel: &mut [Side],
    ) {
        let mut column = vec![[0.0; LANES]; panel.len()];
        for half in 0..WIDTH / LANES {
            column.fill([system.lift; LANES]);
            for (which, (part, samples)) in system.parts.iter().zip(&self.places).enumerate() {
                let targets: [[f64; 3]; LANES] =
                    std::array::from_fn(|lane| place(which, half * LANES + lane));
                let at: [Lanes; 3] = std::array::from_fn(|axis| targets.map(|target| target[axis]));
                let samples = &samples[..panel.len()];
                if is_point {
                    add(part.shape, part.sill, &at, samples, &mut column);
                } else {
                    add_block(part.shape, part.sill, (&at, &part.inside), samples, &mut column);
                }
            }
            for (side, lanes) in panel.iter_mut().zip(&column) {
                side[half * LANES..][..LANES].copy_from_slice(lanes);
            }
        }
    }
}

/// Factorises the system; rows are solved for [`WIDTH`] at a time, as if they were targets.
#[inline(always)]
fn factorised(system: &System<'_>) -> Whole {
    let n = system.value.len();
    let broadcast = |place: &[f64; 3]| place.map(|along| [along; LANES]);
    let places = system.parts.iter().map(|part| part.samples.iter().map(broadcast).collect());
    let mut whole = Whole {
        factor: None,
        places: places.collect(),
        values: system.value.clone(),
        ones: vec![1.0; n],
        of_ones: 0.0,
        of_values: 0.0,
    };
    let mut factor: Vec<f64> = Vec::with_capacity(n * (n + 1) / 2);
    for first in (0..n).step_by(WIDTH) {
        let end = (first + WIDTH).min(n);
        let mut panels = [vec![[0.0; WIDTH]; end]];
        let sample =
            |which: usize, column: usize| system.parts[which].samples[(first + column).min(n - 1)];
        whole.fill(system, true, sample, &mut panels[0]);
        if let Some(first_there) = &system.first_there {
            for (row, side) in panels[0].iter_mut().enumerate() {
                for (column, covariance) in (first..end).zip(side) {
                    if first_there[row] == first_there[column] {
                        *covariance += system.nugget;
                    }
                }
            }
        }
        for row in first..end {
            panels[0][row][row - first] = system.at_zero;
        }
        forward(&factor, first, &mut panels);
        let panel = &panels[0];
        for row in first..end {
            let at = row - first;
            factor.extend(panel[..first].iter().map(|side| side[at]));
            let start = row * (row + 1) / 2;
            for column in first..=row {
                let other = column * (column + 1) / 2;
                let mut sum = panel[column][at];
                for k in 0..column {
                    sum -= factor[start + k] * factor[other + k];
                }
                if column < row {
                    factor.push(sum * factor[other + column]);
                } else if SMALLEST_PIVOT * system.at_zero < sum {
                    factor.push(1.0 / sum.sqrt());
                } else {
                    return whole;
                }
            }
        }
    }
    let mut panels = [whole.values.iter().map(|&value| [value; WIDTH]).collect::<Vec<Side>>()];
    for side in &mut panels[0] {
        side[1] = 1.0;
    }
    forward(&factor, n, &mut panels);
    whole.values = panels[0].iter().map(|side| side[0]).collect();
    if 0 < system.n_drift() {
        whole.ones = panels[0].iter().map(|side| side[1]).collect();
        whole.of_ones = whole.ones.iter().map(|one| one * one).sum();
        whole.of_values = whole.ones.iter().zip(&whole.values).map(|(a, b)| a * b).sum();
    } else {
        whole.ones.fill(0.0);
    }
    whole.factor = Some(factor);
    whole
}

#[inline(always)]
fn estimate_group(
    whole: &Whole,
    system: &System<'_>,
    index: &Index<'_>,
    group: Group<'_>,
    panels: &mut [Vec<Side>],
) -> Vec<Outcome> {
    let Some(factor) = &whole.factor else {
        return vec![Err(NoEstimate::SingularSystem); group.targets.len()];
    };
    let n = whole.values.len();
    for (panel, targets) in panels.iter_mut().zip(group.targets.chunks(WIDTH)) {
        let place = |which: usize, column: usize| {
            system.place(&system.parts[which], targets[column.min(targets.len() - 1)])
        };
        whole.fill(system, system.is_point, place, panel);
        if system.is_point && 0.0 < system.nugget {
            for (side, &sample) in panel.iter_mut().zip(index.order()) {
                let at = index.at(sample);
                for (covariance, target) in side.iter_mut().zip(targets) {
                    *covariance += if *target == at { system.nugget } else { 0.0 };
                }
            }
        }
    }
    let used = group.targets.len().div_ceil(WIDTH);
    let panels = &mut panels[..used];
    forward(factor, n, panels);
    let mut known = [(Sums::default(), [0.0; WIDTH]); PANELS];
    for (panel, (sums, multiplier)) in panels.iter_mut().zip(&mut known) {
        for ((side, one), value) in panel.iter().zip(&whole.ones).zip(&whole.values) {
            for (column, u) in side.iter().enumerate() {
                sums.explained[column] += u * u;
                sums.with_ones[column] += u * one;
                sums.with_values[column] += u * value;
            }
        }
        if 0.0 < whole.of_ones {
            *multiplier = sums.with_ones.map(|with_ones| (1.0 - with_ones) / whole.of_ones);
            for (side, one) in panel.iter_mut().zip(&whole.ones) {
                for (u, multiplier) in side.iter_mut().zip(&*multiplier) {
                    *u += one * multiplier;
                }
            }
        }
    }
    backward(factor, n, panels);
    let estimate = |at: usize| {
        let (panel, column) = (&panels[at / WIDTH], at % WIDTH);
        let (sums, multiplier) = &known[at / WIDTH];
        let multiplier = multiplier[column];
        let (explained, with_ones) = (sums.explained[column], sums.with_ones[column]);
        let mut found = Found {
            value: sums.with_values[column] + multiplier * whole.of_values,
            explained,
            gain: multiplier * (1.0 - with_ones),
            with_truth: explained + multiplier * with_ones,
            spread: explained + multiplier * (2.0 * with_ones + multiplier * whole.of_ones),
            multiplier,
            n_samples: n,
            n_holes: system.n_holes as u32,
            distance: index.distance_to_all(group.places[at]),
            ..Found::default()
        };
        for side in panel {
            let weight = side[column];
            found.negative += (-weight).max(0.0);
            found.total += weight.abs();
            found.sum += weight;
        }
        Ok(system.estimate(&found))
    };
    (0..group.targets.len()).map(estimate).collect()
}

/// Products of the solved right-hand sides.
#[derive(Clone, Copy, Default)]
struct Sums {
    explained: Side,
    with_ones: Side,
    with_values: Side,
}

/// Solves L u = b in place for the rows before `upto`.
#[inline(always)]
fn forward(factor: &[f64], upto: usize, panels: &mut [Vec<Side>]) {
    let mut first = 0;
    while first + 4 <= upto {
        let [a, b, c, d] = [0, 1, 2, 3].map(|step| row(factor, first + step));
        for panel in &mut *panels {
            let (known, left) = panel.split_at_mut(first);
            let (mut sum_a, mut sum_b, mut sum_c, mut sum_d) = (left[0], left[1], left[2], left[3]);
            for ((((known, a), b), c), d) in known.iter().zip(a).zip(b).zip(c).zip(d) {
                take(&mut sum_a, known, *a);
                take(&mut sum_b, known, *b);
                take(&mut sum_c, known, *c);
                take(&mut sum_d, known, *d);
            }
            sum_a = times(&sum_a, a[first]);
            take(&mut sum_b, &sum_a, b[first]);
            sum_b = times(&sum_b, b[first + 1]);
            take(&mut sum_c, &sum_a, c[first]);
            take(&mut sum_c, &sum_b, c[first + 1]);
            sum_c = times(&sum_c, c[first + 2]);
            take(&mut sum_d, &sum_a, d[first]);
            take(&mut sum_d, &sum_b, d[first + 1]);
            take(&mut sum_d, &sum_c, d[first + 2]);
            sum_d = times(&sum_d, d[first + 3]);
            left[..4].copy_from_slice(&[sum_a, sum_b, sum_c, sum_d]);
        }
        first += 4;
    }
    for last in first..upto {
        let row = row(factor, last);
        for panel in &mut *panels {
            let (known, left) = panel.split_at_mut(last);
            for (known, a) in known.iter().zip(row) {
                take(&mut left[0], known, *a);
            }
            left[0] = times(&left[0], row[last]);
        }
    }
}

/// Solves Lᵀ x = y in place.
#[inline(always)]
fn backward(factor: &[f64], n: usize, panels: &mut [Vec<Side>]) {
    let mut end = n;
    while 4 <= end {
        let first = end - 4;
        let [a, b, c, d] = [0, 1, 2, 3].map(|step| row(factor, first + step));
        for panel in &mut *panels {
            let (left, found) = panel[..end].split_at_mut(first);
            let x_d = times(&found[3], d[first + 3]);
            take(&mut found[2], &x_d, d[first + 2]);
            let x_c = times(&found[2], c[first + 2]);
            take(&mut found[1], &x_d, d[first + 1]);
            take(&mut found[1], &x_c, c[first + 1]);
            let x_b = times(&found[1], b[first + 1]);
            take(&mut found[0], &x_d, d[first]);
            take(&mut found[0], &x_c, c[first]);
            take(&mut found[0], &x_b, b[first]);
            let x_a = times(&found[0], a[first]);
            found.copy_from_slice(&[x_a, x_b, x_c, x_d]);
            for ((((left, a), b), c), d) in left.iter_mut().zip(a).zip(b).zip(c).zip(d) {
                let mut sum = *left;
                take(&mut sum, &x_d, *d);
                take(&mut sum, &x_c, *c);
                take(&mut sum, &x_b, *b);
                take(&mut sum, &x_a, *a);
                *left = sum;
            }
        }
        end = first;
    }
    for last in (0..end).rev() {
        let row = row(factor, last);
        for panel in &mut *panels {
            let (left, found) = panel.split_at_mut(last);
            found[0] = times(&found[0], row[last]);
            for (left, a) in left.iter_mut().zip(row) {
                take(left, &found[0], *a);
            }
        }
    }
}

/// A row of a packed factor, up to the inverse of its diagonal.
#[inline(always)]
fn row(factor: &[f64], row: usize) -> &[f64] {
    &factor[row * (row + 1) / 2..][..=row]
}

#[inline(always)]
fn take(sum: &mut Side, known: &Side, factor: f64) {
    for column in 0..WIDTH {
        sum[column] -= known[column] * factor;
    }
}

#[inline(always)]
fn times(side: &Side, factor: f64) -> Side {
    side.map(|number| number * factor)
}
