//! What an outcome hangs on: tornado bars and Sobol indices.

use rayon::prelude::*;
use serde::Serialize;

use crate::error::RiskError;
use crate::run::{BLOCK, Model};
use crate::sample::{Plan, Sampling};

/// The numbers at which each variable is tried, the others at their middle: from one in ten
/// below to one in ten above, five in all, so that a bend shows.
pub const TRIED: [f64; 5] = [0.1, 0.3, 0.5, 0.7, 0.9];

/// What one variable, or several that belong together, do to an outcome alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// The name of the group.
    pub name: String,
    /// The outcome at each of [`TRIED`].
    pub outcomes: [f64; 5],
}

impl Bar {
    /// From the least to the greatest outcome.
    pub fn swing(&self) -> f64 {
        let least = self.outcomes.iter().copied().fold(f64::INFINITY, f64::min);
        let greatest = self.outcomes.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        greatest - least
    }

    /// Whether the outcome turns back on the way.
    pub fn turns(&self) -> bool {
        let rises = self.outcomes.windows(2).any(|pair| pair[0] < pair[1]);
        let falls = self.outcomes.windows(2).any(|pair| pair[1] < pair[0]);
        rises && falls
    }
}

/// Variables that are looked at together: a price path is one cause, not forty-five.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are called.
    pub name: String,
    /// Which variables, by number.
    pub variables: Vec<usize>,
}

/// The bars of a tornado, the widest first; bars alike stay in the order of the groups.
///
/// Variables of a group are moved together, each to the same share of its own range.
///
/// # Panics
///
/// When a group names a variable that is not there, or the model has no such outcome.
pub fn tornado<M: Model>(
    model: &M,
    n_variables: usize,
    groups: &[Group],
    outcome: usize,
) -> Vec<Bar> {
    let mut space = model.space();
    let mut row = vec![0.0; model.n_outcomes()];
    let mut bars: Vec<Bar> = groups
        .iter()
        .map(|group| {
            let outcomes = TRIED.map(|u| {
                let mut units = vec![0.5; n_variables];
                group.variables.iter().for_each(|&variable| units[variable] = u);
                model.draw(&units, &mut space, &mut row);
                row[outcome]
            });
            Bar { name: group.name.clone(), outcomes }
        })
        .collect();
    bars.sort_by(|a, b| b.swing().total_cmp(&a.swing()));
    bars
}

/// How much of an outcome's variance a group explains.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Index {
    /// The name of the group.
    pub name: String,
    /// Alone: the first-order index.
    pub first: f64,
    /// Alone and with all others: the total index.
    pub total: f64,
    /// Standard errors of the two.
    pub errors: (f64, f64),
}

/// First-order and total Sobol indices of each group, from two sets of `n_draws` points.
///
/// Estimators of Saltelli et al. (2010, *Computer Physics Communications* 181, table 2) for the
/// first order and of Jansen (1999, ibid. 117) for the total; standard errors from sixteen
/// batches. The model runs `n_draws · (groups + 2)` times.
///
/// # Errors
///
/// When there are fewer than 64 draws.
///
/// # Panics
///
/// As [`tornado`].
pub fn sobol_indices<M: Model>(
    model: &M,
    sampling: Sampling,
    seed: u64,
    n_draws: u64,
    n_variables: usize,
    groups: &[Group],
    outcome: usize,
) -> Result<Vec<Index>, RiskError> {
    const BATCHES: usize = 16;
    if n_draws < 64 {
        return Err(RiskError::TooFew { what: "indices", given: n_draws as usize, needed: 64 });
    }
    // One plan of twice the variables: the halves are the two independent sets.
    let names: Vec<String> = (0..2 * n_variables).map(|at| format!("sobol/{at}")).collect();
    let plan = Plan::new(sampling, seed, n_draws, &names)?;
    let blocks: Vec<Vec<f64>> = (0..n_draws.div_ceil(BLOCK))
        .into_par_iter()
        .map(|block| {
            let mut space = model.space();
            let mut row = vec![0.0; model.n_outcomes()];
            let mut points = vec![0.0; 2 * n_variables];
            let mut mixed = vec![0.0; n_variables];
            let mut rows = Vec::new();
            for draw in block * BLOCK..((block + 1) * BLOCK).min(n_draws) {
                plan.point(draw, &mut points);
                let (a, b) = points.split_at(n_variables);
                let mut run = |units: &[f64]| {
                    model.draw(units, &mut space, &mut row);
                    row[outcome]
                };
                rows.extend([run(a), run(b)]);
                for group in groups {
                    mixed.copy_from_slice(a);
                    group.variables.iter().for_each(|&variable| mixed[variable] = b[variable]);
                    rows.push(run(&mixed));
                }
            }
            rows
        })
        .collect();
    let rows: Vec<f64> = blocks.concat();
    let width = groups.len() + 2;
    let draws: Vec<&[f64]> = rows.chunks_exact(width).collect();

    let both = 2.0 * draws.len() as f64;
    let mean = draws.iter().map(|row| row[0] + row[1]).sum::<f64>() / both;
    let square = |x: f64| (x - mean) * (x - mean);
    let variance = draws.iter().map(|row| square(row[0]) + square(row[1])).sum::<f64>() / both;
    let indices = groups.iter().enumerate().map(|(at, group)| {
        let of = |draws: &[&[f64]]| {
            let n = draws.len() as f64;
            let (mut first, mut total) = (0.0, 0.0);
            for row in draws {
                let (a, b, mixed) = (row[0], row[1], row[2 + at]);
                first += (b - mean) * (mixed - a);
                total += (a - mixed) * (a - mixed);
            }
            if variance == 0.0 {
                (0.0, 0.0)
            } else {
                (first / n / variance, total / n / variance / 2.0)
            }
        };
        let (first, total) = of(&draws);
        let batches: Vec<(f64, f64)> =
            draws.chunks(draws.len().div_ceil(BATCHES)).map(of).collect();
        let error = |pick: fn(&(f64, f64)) -> f64| {
            crate::summary::mean(&batches.iter().map(pick).collect::<Vec<_>>()).1
        };
        let errors = (error(|pair| pair.0), error(|pair| pair.1));
        Index { name: group.name.clone(), first, total, errors }
    });
    Ok(indices.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    struct Function {
        n: usize,
        of: fn(&[f64]) -> f64,
    }

    impl Model for Function {
        type Space = ();

        fn n_outcomes(&self) -> usize {
            1
        }

        fn space(&self) {}

        fn draw(&self, units: &[f64], (): &mut (), outcomes: &mut [f64]) {
            outcomes[0] = (self.of)(&units[..self.n]);
        }
    }

    fn single(n: usize) -> Vec<Group> {
        (0..n).map(|v| Group { name: format!("x{}", v + 1), variables: vec![v] }).collect()
    }

    /// Ishigami and Homma (1990) with a = 7, b = 0.1; the indices in closed form as in Saltelli
    /// et al. (2008), *Global Sensitivity Analysis: The Primer*, section 4.6.
    #[test]
    fn indices_of_the_ishigami_function_are_the_closed_form() {
        let of = |u: &[f64]| {
            let x = |i: usize| PI * (2.0 * u[i] - 1.0);
            x(0).sin() + 7.0 * x(1).sin().powi(2) + 0.1 * x(2).powi(4) * x(0).sin()
        };
        let (v1, v2) = (0.5 * (1.0 + 0.1 * PI.powi(4) / 5.0).powi(2), 49.0 / 8.0);
        let v13 = 0.01 * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0);
        let whole = v1 + v2 + v13;
        let expected = [(v1, v1 + v13), (v2, v2), (0.0, v13)];
        let got =
            sobol_indices(&Function { n: 3, of }, Sampling::Sobol, 1, 1 << 14, 3, &single(3), 0)
                .unwrap();
        for (index, (first, total)) in got.iter().zip(expected) {
            assert!((index.first - first / whole).abs() < 0.01, "{index:?}");
            assert!((index.total - total / whole).abs() < 0.01, "{index:?}");
        }
    }

    /// Sobol's g-function with a = (0, 1, 4.5, 9): Vᵢ = 1 / (3 (1 + aᵢ)²), and the whole is
    /// Π (1 + Vᵢ) − 1 (The Primer, section 4.6).
    #[test]
    fn indices_of_the_g_function_are_the_closed_form() {
        const A: [f64; 4] = [0.0, 1.0, 4.5, 9.0];
        let of = |u: &[f64]| -> f64 {
            u.iter().zip(A).map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a)).product()
        };
        let parts = A.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
        let whole = parts.iter().map(|v| 1.0 + v).product::<f64>() - 1.0;
        for sampling in [Sampling::Sobol, Sampling::LatinHypercube, Sampling::Plain] {
            let got = sobol_indices(&Function { n: 4, of }, sampling, 1, 1 << 14, 4, &single(4), 0)
                .unwrap();
            for (index, v) in got.iter().zip(parts) {
                let total = v * (whole + 1.0) / (1.0 + v) / whole;
                let slack = |error: f64| 5.0 * error + 0.005;
                assert!(
                    (index.first - v / whole).abs() < slack(index.errors.0),
                    "{sampling:?} {index:?}"
                );
                assert!(
                    (index.total - total).abs() < slack(index.errors.1),
                    "{sampling:?} {index:?}"
                );
            }
        }
    }

    #[test]
    fn a_group_is_one_cause() {
        let of = |u: &[f64]| u[0] + u[1] + u[2];
        let groups = [
            Group { name: "two".into(), variables: vec![0, 1] },
            Group { name: "one".into(), variables: vec![2] },
        ];
        let model = Function { n: 3, of };
        let got = sobol_indices(&model, Sampling::Sobol, 1, 4096, 3, &groups, 0).unwrap();
        assert!((got[0].first - 2.0 / 3.0).abs() < 0.02 && (got[1].total - 1.0 / 3.0).abs() < 0.02);
        let bars = tornado(&model, 3, &groups, 0);
        assert_eq!(bars[0].name, "two");
        assert!((bars[0].swing() - 1.6).abs() < 1e-12 && !bars[0].turns());
    }

    #[test]
    fn a_bend_shows_and_nothing_hangs_on_a_constant() {
        let bend = Function { n: 2, of: |u| (u[0] - 0.5).powi(2) };
        let bars = tornado(&bend, 2, &single(2), 0);
        assert!(bars[0].turns() && bars[1].swing() == 0.0);
        let flat = Function { n: 1, of: |_| 3.0 };
        let got = sobol_indices(&flat, Sampling::Plain, 1, 64, 1, &single(1), 0).unwrap();
        assert_eq!((got[0].first, got[0].total), (0.0, 0.0));
    }
}
