//! Fourier transforms of fields on a grid.
//!
//! Lines along the fastest axis are transformed in parallel, then the axes change places, three
//! times over. The transform is built without the instructions that a machine may lack, so its
//! bits are the same on any machine with the same sines.

use std::sync::Arc;

use rayon::prelude::*;
use rustfft::num_complex::Complex64;
use rustfft::{Fft, FftPlanner};

/// The transform of grids of one size.
pub(super) struct Transform {
    sizes: [usize; 3],
    along: [Arc<dyn Fft<f64>>; 3],
}

/// A worker takes about this many numbers at a time.
const PER_RUN: usize = 1 << 14;

/// Axes change places in squares of this side, so that both sides of one stay in the cache.
const SQUARE: usize = 16;

impl Transform {
    pub(super) fn new(sizes: [usize; 3]) -> Self {
        let mut planner = FftPlanner::new();
        Self { sizes, along: sizes.map(|size| planner.plan_fft_forward(size)) }
    }

    /// Transforms a field, whose first axis is the fastest, in place; not scaled.
    pub(super) fn forward(&self, field: &mut Vec<Complex64>, spare: &mut Vec<Complex64>) {
        spare.resize(field.len(), Complex64::default());
        for (along, &size) in self.along.iter().zip(&self.sizes) {
            if 1 < size {
                let lines = (PER_RUN / size).max(1);
                field.par_chunks_mut(lines * size).for_each_init(
                    || vec![Complex64::default(); along.get_inplace_scratch_len()],
                    |scratch, lines| along.process_with_scratch(lines, scratch),
                );
            }
            if size < field.len() {
                turn(field, spare, size);
                std::mem::swap(field, spare);
            }
        }
    }
}

/// Makes the fastest axis the slowest.
fn turn(from: &[Complex64], to: &mut [Complex64], size: usize) {
    let rows = from.len() / size;
    to.par_chunks_mut(rows * SQUARE).enumerate().for_each(|(block, to)| {
        let first = block * SQUARE;
        for start in (0..rows).step_by(SQUARE) {
            for (column, to) in to.chunks_exact_mut(rows).enumerate() {
                let end = (start + SQUARE).min(rows);
                for (row, to) in (start..end).zip(&mut to[start..end]) {
                    *to = from[row * size + first + column];
                }
            }
        }
    });
}

/// The least size of at least `least` that has no prime factor above five: quick to transform.
pub(super) fn quick_size(least: usize) -> usize {
    let is_quick = |&size: &usize| {
        let mut left = size;
        for prime in [2, 3, 5] {
            while left.is_multiple_of(prime) {
                left /= prime;
            }
        }
        left == 1
    };
    (least.max(1)..).find(is_quick).unwrap_or(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against the sum that defines the transform, on a grid of three different sides.
    #[test]
    fn it_is_the_transform() {
        let sizes = [5, 3, 4];
        let at = |i: usize, j: usize, k: usize| i + 5 * (j + 3 * k);
        let field: Vec<Complex64> =
            (0..60).map(|n| Complex64::new(libm::sin(n as f64), (n % 7) as f64)).collect();
        let mut found = field.clone();
        Transform::new(sizes).forward(&mut found, &mut Vec::new());
        for (a, b, c) in [(0, 0, 0), (1, 0, 0), (2, 1, 3), (4, 2, 2)] {
            let mut sum = Complex64::default();
            for (i, j, k) in (0..60).map(|n| (n % 5, n / 5 % 3, n / 15)) {
                let turns = (a * i) as f64 / 5.0 + (b * j) as f64 / 3.0 + (c * k) as f64 / 4.0;
                sum += field[at(i, j, k)] * Complex64::cis(-std::f64::consts::TAU * turns);
            }
            assert!((found[at(a, b, c)] - sum).norm() < 1e-12, "{a} {b} {c}");
        }
    }

    #[test]
    fn quick_sizes_have_small_factors() {
        assert_eq!([1, 7, 11, 541].map(quick_size), [1, 8, 12, 576]);
    }
}
