//! Variables that go together.
//!
//! Rank correlations are stated, since they mean the same for any distribution; a Gaussian
//! copula carries them: normal variables with the matching correlation, turned into numbers of
//! the unit interval, then into values by each variable's own quantile.
//!
//! A normal pair of correlation ρ has the rank correlation (6/π) asin(ρ/2).
//! Source: Pearson (1907), *Mathematical Contributions to the Theory of Evolution XVI*.

use libm::{sin, sqrt};
use serde::Serialize;

use crate::error::{RiskError, finite};
use crate::special::normal_quantile;

/// How far a pivot may fall below zero by rounding and still be zero.
const PIVOT_SLACK: f64 = 1e-10;

/// How some variables go together, checked and factored.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Copula {
    n: usize,
    /// The variables that go with another, in order; the rest need no arithmetic.
    bound: Vec<usize>,
    /// The lower triangle of the factor of the bound ones, row after row.
    factor: Vec<f64>,
}

impl Copula {
    /// From rank correlations (Spearman's), a row a variable.
    ///
    /// # Errors
    ///
    /// When the matrix is not square or not symmetric, holds what is no correlation, or asks
    /// for what cannot be.
    pub fn of_ranks(ranks: &[Vec<f64>]) -> Result<Self, RiskError> {
        let normal = |rank: f64| 2.0 * sin(std::f64::consts::PI / 6.0 * rank);
        Self::of_normals(
            &ranks.iter().map(|row| row.iter().map(|&r| normal(r)).collect()).collect::<Vec<_>>(),
        )
    }

    /// From the correlations (Pearson's) of the normal variables themselves.
    ///
    /// # Errors
    ///
    /// As [`Copula::of_ranks`].
    pub fn of_normals(correlations: &[Vec<f64>]) -> Result<Self, RiskError> {
        let n = correlations.len();
        check(correlations)?;
        let goes = |i: &usize| (0..n).any(|j| j != *i && correlations[*i][j] != 0.0);
        let bound: Vec<usize> = (0..n).filter(goes).collect();
        let mut factor = Vec::with_capacity(bound.len() * (bound.len() + 1) / 2);
        let row = |i: usize| i * (i + 1) / 2;
        for (i, &at) in bound.iter().enumerate() {
            for (j, &other) in bound[..=i].iter().enumerate() {
                let known: f64 = (0..j).map(|k| factor[row(i) + k] * factor[row(j) + k]).sum();
                let rest = correlations[at][other] - known;
                let value = if i == j {
                    if rest < -PIVOT_SLACK {
                        return Err(RiskError::ImpossibleCorrelations { at });
                    }
                    sqrt(rest.max(0.0))
                } else if factor[row(j) + j] > 0.0 {
                    rest / factor[row(j) + j]
                } else if rest.abs() <= sqrt(PIVOT_SLACK) {
                    0.0
                } else {
                    return Err(RiskError::ImpossibleCorrelations { at });
                };
                factor.push(value);
            }
        }
        Ok(Self { n, bound, factor })
    }

    /// How many variables.
    pub fn len(&self) -> usize {
        self.n
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// The variables that go with another, in order.
    pub fn bound(&self) -> &[usize] {
        &self.bound
    }

    /// Turns independent standard normal values into correlated ones, in place.
    ///
    /// # Panics
    ///
    /// When there are not as many values as variables.
    pub fn correlate(&self, normals: &mut [f64]) {
        assert_eq!(normals.len(), self.n, "one value a variable");
        for (i, &at) in self.bound.iter().enumerate().rev() {
            let row = &self.factor[i * (i + 1) / 2..][..=i];
            let upto = row.iter().zip(&self.bound);
            normals[at] = upto.map(|(weight, &other)| weight * normals[other]).sum();
        }
    }

    /// The same for a row of values each, in place: the first of all rows go together, then the
    /// second, and so on.
    ///
    /// # Panics
    ///
    /// When there are not as many rows as variables.
    #[inline(always)]
    pub(crate) fn correlate_rows(&self, rows: &mut [f64]) {
        let length = rows.len() / self.n.max(1);
        assert_eq!(rows.len(), length * self.n, "one row a variable");
        for (i, &at) in self.bound.iter().enumerate().rev() {
            let weights = &self.factor[i * (i + 1) / 2..][..=i];
            let (before, row) = rows.split_at_mut(at * length);
            let row = &mut row[..length];
            row.iter_mut().for_each(|slot| *slot *= weights[i]);
            for (weight, &other) in weights.iter().zip(&self.bound[..i]) {
                let other = &before[other * length..][..length];
                row.iter_mut().zip(other).for_each(|(slot, other)| *slot += weight * other);
            }
        }
    }

    /// Turns the independent numbers of the unit interval of [`bound`](Self::bound) variables
    /// into correlated normal scores, in place; the others stay as they are.
    ///
    /// # Panics
    ///
    /// When there are not as many numbers as variables.
    pub fn scores(&self, units: &mut [f64]) {
        for &at in &self.bound {
            units[at] = normal_quantile(units[at]);
        }
        self.correlate(units);
    }
}

/// Spearman's rank correlation of two columns, and its standard error; equal values share the
/// mean of their ranks.
///
/// Source of the error: Bonett and Wright (2000), *Psychometrika* 65(1), by Fisher's z.
///
/// # Errors
///
/// When there are fewer than ten pairs, or not as many of one as of the other.
pub fn rank_correlation(a: &[f64], b: &[f64]) -> Result<(f64, f64), RiskError> {
    const NEEDED: usize = 10;
    let given = a.len().min(b.len());
    if a.len() != b.len() || given < NEEDED {
        return Err(RiskError::TooFew { what: "a correlation", given, needed: NEEDED });
    }
    let (a, b) = (ranks(a), ranks(b));
    let middle = (given as f64 - 1.0) / 2.0;
    let sum = |x: &[f64], y: &[f64]| -> f64 {
        x.iter().zip(y).map(|(x, y)| (x - middle) * (y - middle)).sum()
    };
    let rho = sum(&a, &b) / sqrt(sum(&a, &a) * sum(&b, &b));
    finite("correlation", rho)?;
    let error = (1.0 - rho * rho) * sqrt((1.0 + rho * rho / 2.0) / (given as f64 - 3.0));
    Ok((rho, error))
}

/// The rank of each value among all, from nought.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    for alike in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let first = order.partition_point(|&at| values[at].total_cmp(&values[alike[0]]).is_lt());
        let rank = first as f64 + (alike.len() as f64 - 1.0) / 2.0;
        alike.iter().for_each(|&at| ranks[at] = rank);
    }
    ranks
}

fn check(matrix: &[Vec<f64>]) -> Result<(), RiskError> {
    let n = matrix.len();
    for (a, row) in matrix.iter().enumerate() {
        if row.len() != n {
            return Err(RiskError::MatrixSize { rows: row.len(), n_variables: n });
        }
        for (b, &value) in row.iter().enumerate() {
            finite("correlation", value)?;
            if !(-1.0..=1.0).contains(&value) && 1e-12 < value.abs() - 1.0 {
                let needs = "from -1 to 1";
                return Err(RiskError::OutOfRange { parameter: "correlation", value, needs });
            }
            let mirrored = if a == b { 1.0 } else { matrix[b].get(a).copied().unwrap_or(f64::NAN) };
            if 1e-12 < (value - mirrored).abs() {
                return Err(RiskError::NotSymmetric { a, b, value, mirrored });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stream::Stream;

    #[test]
    fn draws_have_the_rank_correlations_asked_for() {
        let asked = vec![vec![1.0, 0.7, -0.3], vec![0.7, 1.0, 0.1], vec![-0.3, 0.1, 1.0]];
        let copula = Copula::of_ranks(&asked).unwrap();
        let n = 20_000;
        let mut columns = vec![Vec::new(); 3];
        for draw in 0..n {
            let mut units: Vec<f64> = (0..3).map(|v| Stream::new(5, v).uniform(draw, 0)).collect();
            copula.scores(&mut units);
            columns.iter_mut().zip(units).for_each(|(column, u)| column.push(u));
        }
        for a in 0..3 {
            for b in 0..a {
                let (got, _) = rank_correlation(&columns[a], &columns[b]).unwrap();
                // Four standard errors of a rank correlation, 1/√n.
                assert!((got - asked[a][b]).abs() < 4.0 / (n as f64).sqrt(), "{a} {b}: {got}");
            }
        }
    }

    /// IQ and hours of television of ten people: 1 − 6·194/(10·99) = −29/165, the worked example
    /// of the rank coefficient in Kendall's tradition; and one with ties by hand: ranks 0, 1½, 1½,
    /// 3, … against 0 to 9.
    #[test]
    fn rank_correlations_are_those_of_the_textbook() {
        let iq = [106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0];
        let hours = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
        let (rho, error) = rank_correlation(&iq, &hours).unwrap();
        assert!((rho + 29.0 / 165.0).abs() < 1e-12, "{rho}");
        assert!((0.3..0.45).contains(&error), "{error}");
        let ties = [0.0, 1.0, 1.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0];
        let whole: Vec<f64> = (0..10).map(f64::from).collect();
        let (rho, _) = rank_correlation(&ties, &whole).unwrap();
        // Squares of the ranks fall from 82.5 to 82; so does the cross sum.
        assert!((rho - 82.0 / (82.5_f64 * 82.0).sqrt()).abs() < 1e-12, "{rho}");
        assert!(rank_correlation(&ties[..5], &whole[..5]).is_err());
    }

    #[test]
    fn what_cannot_be_correlated_is_refused() {
        let contrary = vec![vec![1.0, 0.9, -0.9], vec![0.9, 1.0, 0.9], vec![-0.9, 0.9, 1.0]];
        assert_eq!(Copula::of_ranks(&contrary), Err(RiskError::ImpossibleCorrelations { at: 2 }));
        let lopsided = vec![vec![1.0, 0.5], vec![0.4, 1.0]];
        assert!(matches!(Copula::of_normals(&lopsided), Err(RiskError::NotSymmetric { .. })));
        let beyond = vec![vec![1.0, 1.5], vec![1.5, 1.0]];
        assert!(matches!(Copula::of_normals(&beyond), Err(RiskError::OutOfRange { .. })));
        let ragged = vec![vec![1.0], vec![0.0, 1.0]];
        assert!(matches!(Copula::of_normals(&ragged), Err(RiskError::MatrixSize { .. })));
    }

    /// By hand: of three variables the first and the last go together by one half.
    #[test]
    fn a_variable_that_goes_alone_stays_as_it_is() {
        let asked = vec![vec![1.0, 0.0, 0.5], vec![0.0, 1.0, 0.0], vec![0.5, 0.0, 1.0]];
        let copula = Copula::of_normals(&asked).unwrap();
        let mut units = [0.9, 0.123, 0.5];
        copula.scores(&mut units);
        assert_eq!((copula.bound(), units[1]), (&[0, 2][..], 0.123));
        assert_eq!(units[2], 0.5 * units[0]);
    }

    #[test]
    fn full_correlation_is_the_same_variable() {
        let same = vec![vec![1.0, 1.0, 0.2], vec![1.0, 1.0, 0.2], vec![0.2, 0.2, 1.0]];
        let mut normals = [0.3, -1.7, 0.9];
        Copula::of_normals(&same).unwrap().correlate(&mut normals);
        assert_eq!(normals[0], normals[1]);
    }
}
