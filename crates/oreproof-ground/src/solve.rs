//! Small symmetric systems, several side by side.
//!
//! A kriging system of two dozen samples is too small for a library of linear algebra, so
//! [`LANES`] of them are solved in step: every number is an array with one entry per system. A
//! system with fewer samples is filled up with rows of the unit matrix, which change no bit of
//! its answer. Sums always run in the same order, and no step is fused.

/// How many systems go side by side.
pub(crate) const LANES: usize = 4;

/// One number of each system.
pub(crate) type Lanes = [f64; LANES];

/// A pivot this small beside its diagonal says the matrix is singular.
const SMALLEST_PIVOT: f64 = 1e-13;

/// Factorises packed lower triangles in place as L Lᵀ; the diagonal is left as its inverse.
///
/// Returns which systems are singular; their numbers mean nothing afterwards.
pub(crate) fn factorise(n: usize, matrix: &mut [Lanes]) -> [bool; LANES] {
    let mut singular = [false; LANES];
    for i in 0..n {
        let (above, rest) = matrix.split_at_mut(i * (i + 1) / 2);
        let row = &mut rest[..=i];
        let diagonal = row[i];
        for j in 0..i {
            let start = j * (j + 1) / 2;
            let other = &above[start..=start + j];
            let mut sum = row[j];
            for (a, b) in row[..j].iter().zip(other) {
                for lane in 0..LANES {
                    sum[lane] -= a[lane] * b[lane];
                }
            }
            for lane in 0..LANES {
                sum[lane] *= other[j][lane];
            }
            row[j] = sum;
        }
        let mut pivot = diagonal;
        for a in &row[..i] {
            for lane in 0..LANES {
                pivot[lane] -= a[lane] * a[lane];
            }
        }
        for lane in 0..LANES {
            let good = SMALLEST_PIVOT * diagonal[lane] < pivot[lane];
            singular[lane] |= !good;
            row[i][lane] = if good { 1.0 / pivot[lane].sqrt() } else { 1.0 };
        }
    }
    singular
}

/// Solves L y = b in place.
pub(crate) fn forward(n: usize, factor: &[Lanes], right: &mut [Lanes]) {
    for i in 0..n {
        let row = &factor[i * (i + 1) / 2..][..=i];
        let mut sum = right[i];
        for (a, b) in row[..i].iter().zip(&*right) {
            for lane in 0..LANES {
                sum[lane] -= a[lane] * b[lane];
            }
        }
        for lane in 0..LANES {
            sum[lane] *= row[i][lane];
        }
        right[i] = sum;
    }
}

/// Solves Lᵀ x = y in place.
pub(crate) fn backward(n: usize, factor: &[Lanes], right: &mut [Lanes]) {
    for i in (0..n).rev() {
        let row = &factor[i * (i + 1) / 2..][..=i];
        let mut found = right[i];
        for lane in 0..LANES {
            found[lane] *= row[i][lane];
        }
        right[i] = found;
        for (a, b) in row[..i].iter().zip(&mut *right) {
            for lane in 0..LANES {
                b[lane] -= a[lane] * found[lane];
            }
        }
    }
}

/// The inner product of each system.
pub(crate) fn dot(a: &[Lanes], b: &[Lanes]) -> Lanes {
    let mut sum = [0.0; LANES];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..LANES {
            sum[lane] += a[lane] * b[lane];
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// L = [[2, 0], [1, 3]]: the matrix is [[4, 2], [2, 10]] and (1, 1) solves (6, 12).
    #[test]
    fn a_system_worked_by_hand() {
        let mut matrix = [[4.0; LANES], [2.0; LANES], [10.0; LANES]];
        assert_eq!(factorise(2, &mut matrix), [false; LANES]);
        let mut right = [[6.0; LANES], [12.0; LANES]];
        forward(2, &matrix, &mut right);
        assert!((right[0][0] - 3.0).abs() < 1e-15 && (right[1][0] - 3.0).abs() < 1e-15);
        backward(2, &matrix, &mut right);
        assert!(right.iter().flatten().all(|x| (x - 1.0).abs() < 1e-15));
    }

    #[test]
    fn a_singular_system_is_told_from_its_neighbours() {
        let mut matrix = [[1.0; LANES], [0.5; LANES], [1.0; LANES]];
        matrix[1][2] = 1.0;
        assert_eq!(factorise(2, &mut matrix), [false, false, true, false]);
    }
}
