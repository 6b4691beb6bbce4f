//! Small symmetric systems, several side by side.
//!
//! A kriging system of two dozen samples is too small for a library of linear algebra, so
//! [`LANES`] of them are solved in step: every number is an array with one entry per system. A
//! system with fewer samples is filled up with rows of the unit matrix, which change no bit of
//! its answer. Sums always run in the same order, and no step is fused.
//!
//! Functions here are inlined always, so that a caller compiled for wide vectors has them too.

#![expect(clippy::needless_range_loop, reason = "rows and lanes index several lists in step")]

/// How many systems go side by side.
pub(crate) const LANES: usize = 4;

/// One number of each system.
pub(crate) type Lanes = [f64; LANES];

/// A pivot this small beside its diagonal says the matrix is singular.
const SMALLEST_PIVOT: f64 = 1e-13;

/// How many rows go through a column at once: their sums do not wait for each other.
const ROWS: usize = 4;

/// Factorises packed lower triangles in place as L Lᵀ; the diagonal is left as its inverse.
///
/// Each right-hand side b, one row of `n` after another, becomes L⁻¹ b on the way. Returns which
/// systems are singular; their numbers mean nothing afterwards.
#[inline(always)]
pub(crate) fn factorise(n: usize, matrix: &mut [Lanes], rights: &mut [Lanes]) -> [bool; LANES] {
    let mut singular = [false; LANES];
    let mut first = 0;
    while first < n {
        let (above, rest) = matrix.split_at_mut(first * (first + 1) / 2);
        if first + ROWS <= n {
            let (a, rest) = rest.split_at_mut(first + 1);
            let (b, rest) = rest.split_at_mut(first + 2);
            let (c, rest) = rest.split_at_mut(first + 3);
            let mut rows = [a, b, c, &mut rest[..first + 4]];
            reduce(first, above, &mut rows);
            close(first, &mut rows, &mut singular);
            first += ROWS;
        } else {
            let mut rows = [&mut rest[..=first]];
            reduce(first, above, &mut rows);
            close(first, &mut rows, &mut singular);
            first += 1;
        }
    }
    let mut rights = rights.chunks_exact_mut(n.max(1));
    loop {
        match [rights.next(), rights.next(), rights.next()] {
            [Some(a), Some(b), Some(c)] => reduce(n, matrix, &mut [a, b, c]),
            [Some(a), Some(b), None] => reduce(n, matrix, &mut [a, b]),
            [Some(a), None, _] => reduce(n, matrix, &mut [a]),
            [None, ..] => return singular,
        }
    }
}

/// Solves for the entries of rows in the columns before `upto`, the factor's rows being known.
#[inline(always)]
fn reduce<const R: usize>(upto: usize, factor: &[Lanes], rows: &mut [&mut [Lanes]; R]) {
    for j in 0..upto {
        let (other, inverse) = row(factor, j);
        let mut sums: [Lanes; R] = std::array::from_fn(|r| rows[r][j]);
        let heads: [&[Lanes]; R] = std::array::from_fn(|r| &rows[r][..j]);
        for k in 0..j {
            for r in 0..R {
                for lane in 0..LANES {
                    sums[r][lane] -= heads[r][k][lane] * other[k][lane];
                }
            }
        }
        for r in 0..R {
            for lane in 0..LANES {
                rows[r][j][lane] = sums[r][lane] * inverse[lane];
            }
        }
    }
}

/// Solves for the entries of rows, one below another, from column `from` on, and their pivots.
#[inline(always)]
fn close<const R: usize>(from: usize, rows: &mut [&mut [Lanes]; R], singular: &mut [bool; LANES]) {
    // First what the columns before take away, for all pairs of rows at once.
    let mut sums = [[[0.0; LANES]; R]; R];
    for (r, row) in rows.iter().enumerate() {
        sums[r][..=r].copy_from_slice(&row[from..=from + r]);
    }
    let diagonals: [Lanes; R] = std::array::from_fn(|r| sums[r][r]);
    let heads: [&[Lanes]; R] = std::array::from_fn(|r| &rows[r][..from]);
    for k in 0..from {
        for r in 0..R {
            for c in 0..=r {
                for lane in 0..LANES {
                    sums[r][c][lane] -= heads[r][k][lane] * heads[c][k][lane];
                }
            }
        }
    }
    for r in 0..R {
        for c in 0..r {
            for k in 0..c {
                for lane in 0..LANES {
                    sums[r][c][lane] -= sums[r][k][lane] * sums[c][k][lane];
                }
            }
            for lane in 0..LANES {
                sums[r][c][lane] *= sums[c][c][lane];
                sums[r][r][lane] -= sums[r][c][lane] * sums[r][c][lane];
            }
        }
        for lane in 0..LANES {
            let pivot = sums[r][r][lane];
            let good = SMALLEST_PIVOT * diagonals[r][lane] < pivot;
            singular[lane] |= !good;
            sums[r][r][lane] = if good { 1.0 / pivot.sqrt() } else { 1.0 };
        }
    }
    for (r, row) in rows.iter_mut().enumerate() {
        row[from..=from + r].copy_from_slice(&sums[r][..=r]);
    }
}

/// A row of a factor, and the inverse of its diagonal.
#[inline(always)]
fn row(factor: &[Lanes], i: usize) -> (&[Lanes], Lanes) {
    let row = &factor[i * (i + 1) / 2..][..=i];
    (&row[..i], row[i])
}

/// Solves Lᵀ x = y in place.
#[inline(always)]
pub(crate) fn backward(n: usize, factor: &[Lanes], right: &mut [Lanes]) {
    for i in (0..n).rev() {
        let (row, inverse) = row(factor, i);
        let mut found = right[i];
        for lane in 0..LANES {
            found[lane] *= inverse[lane];
        }
        right[i] = found;
        for (a, b) in row.iter().zip(&mut *right) {
            for lane in 0..LANES {
                b[lane] -= a[lane] * found[lane];
            }
        }
    }
}

/// The inner product of each system.
#[inline(always)]
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
        let mut right = [[6.0; LANES], [12.0; LANES]];
        assert_eq!(factorise(2, &mut matrix, &mut right), [false; LANES]);
        assert!((right[0][0] - 3.0).abs() < 1e-15 && (right[1][0] - 3.0).abs() < 1e-15);
        backward(2, &matrix, &mut right);
        assert!(right.iter().flatten().all(|x| (x - 1.0).abs() < 1e-15));
    }

    #[test]
    fn a_singular_system_is_told_from_its_neighbours() {
        let mut matrix = [[1.0; LANES], [0.5; LANES], [1.0; LANES]];
        matrix[1][2] = 1.0;
        assert_eq!(factorise(2, &mut matrix, &mut []), [false, false, true, false]);
    }

    /// Rows taken together and one by one: seven rows, four right-hand sides, each of which is a
    /// row of the matrix and so is solved by a unit vector.
    #[test]
    fn every_row_of_a_matrix_is_solved_by_its_unit_vector() {
        let n = 7;
        let entry = |i: usize, j: usize| {
            1.0 / (1.0 + i.abs_diff(j) as f64) + if i == j { 0.5 } else { 0.0 }
        };
        let mut matrix = Vec::new();
        for i in 0..n {
            matrix.extend((0..=i).map(|j| [entry(i, j); LANES]));
        }
        let rows = [0, 2, 5, 6];
        let mut rights: Vec<Lanes> =
            rows.iter().flat_map(|&i| (0..n).map(move |j| [entry(i, j); LANES])).collect();
        assert_eq!(factorise(n, &mut matrix, &mut rights), [false; LANES]);
        for (&i, right) in rows.iter().zip(rights.chunks_exact_mut(n)) {
            backward(n, &matrix, right);
            for (j, found) in right.iter().enumerate() {
                let expected = if i == j { 1.0 } else { 0.0 };
                assert!(found.iter().all(|x| (x - expected).abs() < 1e-13), "{i}, {j}");
            }
        }
    }
}
