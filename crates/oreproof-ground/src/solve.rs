//! Small symmetric systems, several side by side.
//!
//! A kriging system of two dozen samples is too small for a library of linear algebra, so
//! [`LANES`] of them are solved in step: every number is an array with one entry per system. A
//! system with fewer samples is filled up with rows of the unit matrix, which change no bit of
//! its answer. Sums always run in the same order, and no step is fused.
//!
//! Functions here are inlined always, so that a caller compiled for wide vectors has them too.

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
            reduce(first, above, [a, b, c, &mut rest[..first + 4]]);
        } else {
            reduce(first, above, [&mut rest[..=first]]);
        }
        let last = if first + ROWS <= n { first + ROWS } else { first + 1 };
        for i in first..last {
            let (above, rest) = matrix.split_at_mut(i * (i + 1) / 2);
            let row = &mut rest[..=i];
            close(first, above, row, &mut singular);
        }
        first = last;
    }
    let mut rights = rights.chunks_exact_mut(n.max(1));
    loop {
        match [rights.next(), rights.next(), rights.next()] {
            [Some(a), Some(b), Some(c)] => reduce(n, matrix, [a, b, c]),
            [Some(a), Some(b), None] => reduce(n, matrix, [a, b]),
            [Some(a), None, _] => reduce(n, matrix, [a]),
            [None, ..] => return singular,
        }
    }
}

/// Solves for the entries of rows in the columns before `upto`, the factor's rows being known.
#[inline(always)]
fn reduce<const R: usize>(upto: usize, factor: &[Lanes], rows: [&mut [Lanes]; R]) {
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

/// Solves for the entries of one row from column `from` on, and its pivot.
#[inline(always)]
fn close(from: usize, above: &[Lanes], row_i: &mut [Lanes], singular: &mut [bool; LANES]) {
    let i = row_i.len() - 1;
    for j in from..i {
        let (other, inverse) = row(above, j);
        let mut sum = row_i[j];
        for (a, b) in row_i[..j].iter().zip(other) {
            for lane in 0..LANES {
                sum[lane] -= a[lane] * b[lane];
            }
        }
        for lane in 0..LANES {
            row_i[j][lane] = sum[lane] * inverse[lane];
        }
    }
    let diagonal = row_i[i];
    let mut pivot = diagonal;
    for a in &row_i[..i] {
        for lane in 0..LANES {
            pivot[lane] -= a[lane] * a[lane];
        }
    }
    for lane in 0..LANES {
        let good = SMALLEST_PIVOT * diagonal[lane] < pivot[lane];
        singular[lane] |= !good;
        row_i[i][lane] = if good { 1.0 / pivot[lane].sqrt() } else { 1.0 };
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
