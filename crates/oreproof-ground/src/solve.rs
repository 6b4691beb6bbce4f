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
pub(crate) const SMALLEST_PIVOT: f64 = 1e-13;

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
            let d = &mut rest[..first + 4];
            reduce_four(first, above, a, b, c, d);
            close_four(first, a, b, c, d, &mut singular);
            first += ROWS;
        } else {
            let row = &mut rest[..=first];
            reduce_one(first, above, row);
            close_one(first, row, &mut singular);
            first += 1;
        }
    }
    let mut rights = rights.chunks_exact_mut(n.max(1));
    loop {
        match [rights.next(), rights.next(), rights.next()] {
            [Some(a), Some(b), Some(c)] => reduce_three(n, matrix, a, b, c),
            [Some(a), Some(b), None] => {
                reduce_one(n, matrix, a);
                reduce_one(n, matrix, b);
            }
            [Some(a), None, _] => reduce_one(n, matrix, a),
            [None, ..] => return singular,
        }
    }
}

/// Solves for the entries of some rows in the columns before `upto`, the factor's rows being known.
///
/// Columns go in pairs, so that a number once loaded serves two sums. Rows are named, not counted:
/// only then does a compiler keep their sums in wide registers.
macro_rules! reduce {
    ($name:ident($($row:ident $one:ident $two:ident),+)) => {
        #[inline(always)]
        fn $name(upto: usize, factor: &[Lanes], $($row: &mut [Lanes]),+) {
            $(let $row = &mut $row[..upto];)+
            let mut j = 0;
            while j + 1 < upto {
                let (first, first_inverse) = row(factor, j);
                let (second, second_inverse) = row(factor, j + 1);
                $(let (mut $one, mut $two) = ($row[j], $row[j + 1]);)+
                {
                    let (first, second) = (&first[..j], &second[..j]);
                    $(let $row = &$row[..j];)+
                    for k in 0..j {
                        $(
                            take(&mut $one, &$row[k], &first[k]);
                            take(&mut $two, &$row[k], &second[k]);
                        )+
                    }
                }
                $(
                    $one = times(&$one, &first_inverse);
                    take(&mut $two, &$one, &second[j]);
                    $row[j] = $one;
                    $row[j + 1] = times(&$two, &second_inverse);
                )+
                j += 2;
            }
            if j < upto {
                let (last, inverse) = row(factor, j);
                $(
                    let mut $one = $row[j];
                    for (known, other) in $row[..j].iter().zip(last) {
                        take(&mut $one, known, other);
                    }
                    $row[j] = times(&$one, &inverse);
                )+
            }
        }
    };
}

reduce!(reduce_one(a a_one a_two));
reduce!(reduce_three(a a_one a_two, b b_one b_two, c c_one c_two));
reduce!(reduce_four(a a_one a_two, b b_one b_two, c c_one c_two, d d_one d_two));

/// Finds the pivot of a row.
#[inline(always)]
fn close_one(from: usize, a: &mut [Lanes], singular: &mut [bool; LANES]) {
    let mut pivot = a[from];
    for known in &a[..from] {
        take(&mut pivot, known, known);
    }
    a[from] = inverse_root(&pivot, &a[from], singular);
}

/// Solves for the entries of four rows, one below another, from column `from` on.
#[inline(always)]
fn close_four(
    from: usize,
    a: &mut [Lanes],
    b: &mut [Lanes],
    c: &mut [Lanes],
    d: &mut [Lanes],
    singular: &mut [bool; LANES],
) {
    let (a, b, c, d) =
        (&mut a[..=from], &mut b[..from + 2], &mut c[..from + 3], &mut d[..from + 4]);
    let (mut aa, mut ba, mut bb) = (a[from], b[from], b[from + 1]);
    let (mut ca, mut cb, mut cc) = (c[from], c[from + 1], c[from + 2]);
    let (mut da, mut db, mut dc, mut dd) = (d[from], d[from + 1], d[from + 2], d[from + 3]);
    let diagonals = [aa, bb, cc, dd];
    // What the columns before take away, for all pairs of rows at once.
    for (((a, b), c), d) in a[..from].iter().zip(&b[..from]).zip(&c[..from]).zip(&d[..from]) {
        take(&mut aa, a, a);
        take(&mut ba, b, a);
        take(&mut bb, b, b);
        take(&mut ca, c, a);
        take(&mut cb, c, b);
        take(&mut cc, c, c);
        take(&mut da, d, a);
        take(&mut db, d, b);
        take(&mut dc, d, c);
        take(&mut dd, d, d);
    }
    aa = inverse_root(&aa, &diagonals[0], singular);
    (ba, ca, da) = (times(&ba, &aa), times(&ca, &aa), times(&da, &aa));
    take(&mut bb, &ba, &ba);
    take(&mut cb, &ca, &ba);
    take(&mut db, &da, &ba);
    bb = inverse_root(&bb, &diagonals[1], singular);
    (cb, db) = (times(&cb, &bb), times(&db, &bb));
    take(&mut cc, &ca, &ca);
    take(&mut cc, &cb, &cb);
    take(&mut dc, &da, &ca);
    take(&mut dc, &db, &cb);
    cc = inverse_root(&cc, &diagonals[2], singular);
    dc = times(&dc, &cc);
    take(&mut dd, &da, &da);
    take(&mut dd, &db, &db);
    take(&mut dd, &dc, &dc);
    dd = inverse_root(&dd, &diagonals[3], singular);
    a[from] = aa;
    b[from..].copy_from_slice(&[ba, bb]);
    c[from..].copy_from_slice(&[ca, cb, cc]);
    d[from..].copy_from_slice(&[da, db, dc, dd]);
}

#[inline(always)]
fn take(sum: &mut Lanes, a: &Lanes, b: &Lanes) {
    for lane in 0..LANES {
        sum[lane] -= a[lane] * b[lane];
    }
}

#[inline(always)]
fn times(a: &Lanes, b: &Lanes) -> Lanes {
    let mut product = *a;
    for lane in 0..LANES {
        product[lane] *= b[lane];
    }
    product
}

/// One over the root of a pivot; one where it says that the system is singular.
#[inline(always)]
fn inverse_root(pivot: &Lanes, diagonal: &Lanes, singular: &mut [bool; LANES]) -> Lanes {
    let mut inverse = [1.0; LANES];
    for lane in 0..LANES {
        let good = SMALLEST_PIVOT * diagonal[lane] < pivot[lane];
        singular[lane] |= !good;
        let pivot = if good { pivot[lane] } else { 1.0 };
        inverse[lane] = 1.0 / pivot.sqrt();
    }
    inverse
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
    let mut end = n;
    // Four rows at a time, so that what is left of the right-hand side is stored a quarter as often.
    while ROWS <= end {
        let first = end - ROWS;
        let (a, a_inverse) = row(factor, first);
        let (b, b_inverse) = row(factor, first + 1);
        let (c, c_inverse) = row(factor, first + 2);
        let (d, d_inverse) = row(factor, first + 3);
        let (left, found) = right[..end].split_at_mut(first);
        let x_d = times(&found[3], &d_inverse);
        take(&mut found[2], &d[first + 2], &x_d);
        let x_c = times(&found[2], &c_inverse);
        take(&mut found[1], &d[first + 1], &x_d);
        take(&mut found[1], &c[first + 1], &x_c);
        let x_b = times(&found[1], &b_inverse);
        take(&mut found[0], &d[first], &x_d);
        take(&mut found[0], &c[first], &x_c);
        take(&mut found[0], &b[first], &x_b);
        let x_a = times(&found[0], &a_inverse);
        found.copy_from_slice(&[x_a, x_b, x_c, x_d]);
        for ((((left, a), b), c), d) in left.iter_mut().zip(a).zip(b).zip(c).zip(d) {
            take(left, d, &x_d);
            take(left, c, &x_c);
            take(left, b, &x_b);
            take(left, a, &x_a);
        }
        end = first;
    }
    for i in (0..end).rev() {
        let (row, inverse) = row(factor, i);
        let found = times(&right[i], &inverse);
        right[i] = found;
        for (left, a) in right.iter_mut().zip(row) {
            take(left, a, &found);
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
