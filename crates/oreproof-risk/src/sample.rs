//! Plans of points: which number of the unit interval each variable gets in each draw.
//!
//! Any point can be had on its own, so that draws can be dealt out in ranges: nothing is drawn
//! in order, and nothing is kept.

mod sobol;

use serde::{Deserialize, Serialize};

use crate::error::RiskError;
use crate::stream::{Stream, open_unit};

pub use sobol::MAX_DIMENSIONS;

/// How the points are laid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sampling {
    /// Each number by chance.
    Plain,
    /// Each variable gets each of `n` strata once.
    ///
    /// Source: McKay, Beckman and Conover (1979), *Technometrics* 21(2).
    LatinHypercube,
    /// Sobol points, scrambled so that their error can be told.
    ///
    /// Source: Owen (1995); Joe and Kuo (2008); Burley (2020), *JCGT* 9(4), for the scrambling
    /// by a hash.
    Sobol,
}

/// A plan of points for some draws of some variables.
#[derive(Clone, Debug)]
pub struct Plan {
    sampling: Sampling,
    n_draws: u64,
    variables: Vec<Variable>,
}

#[derive(Clone, Debug)]
struct Variable {
    stream: Stream,
    /// Where the plan scrambles or shuffles, by what.
    salt: u32,
}

impl Plan {
    /// A plan of `n_draws` points for the variables of these names.
    ///
    /// # Errors
    ///
    /// When there are no draws, or more variables than Sobol points have dimensions.
    pub fn new(
        sampling: Sampling,
        seed: u64,
        n_draws: u64,
        names: &[String],
    ) -> Result<Self, RiskError> {
        if n_draws == 0 {
            return Err(RiskError::Empty { what: "draws" });
        }
        if sampling == Sampling::Sobol && MAX_DIMENSIONS < names.len() {
            let (needed, available) = (names.len(), MAX_DIMENSIONS);
            return Err(RiskError::TooManyDimensions { needed, available });
        }
        let variable = |name: &String| {
            let stream = Stream::named(seed, name);
            Variable { stream, salt: stream.words(u64::MAX, u32::MAX)[0] }
        };
        Ok(Self { sampling, n_draws, variables: names.iter().map(variable).collect() })
    }

    /// How many draws.
    pub fn n_draws(&self) -> u64 {
        self.n_draws
    }

    /// How many variables.
    pub fn n_variables(&self) -> usize {
        self.variables.len()
    }

    /// The numbers of one draw, one for each variable, above 0 and below 1.
    ///
    /// # Panics
    ///
    /// When `point` is not as long as there are variables.
    pub fn point(&self, draw: u64, point: &mut [f64]) {
        assert_eq!(point.len(), self.variables.len(), "one number a variable");
        for (dimension, (slot, variable)) in point.iter_mut().zip(&self.variables).enumerate() {
            *slot = match self.sampling {
                Sampling::Plain => variable.stream.uniform(draw, 0),
                Sampling::LatinHypercube => {
                    let stratum = shuffled(draw, self.n_draws, variable.salt);
                    (stratum as f64 + variable.stream.uniform(draw, 0)) / self.n_draws as f64
                }
                Sampling::Sobol => {
                    let bits = sobol::scrambled(draw as u32, dimension, variable.salt);
                    // What lies within the cell of 2⁻³² is filled by chance.
                    let [_, _, fill, _] = variable.stream.words(draw, 0);
                    open_unit(u64::from(bits) << 32 | u64::from(fill))
                }
            };
        }
    }
}

/// Where `at` comes to stand when `0..n` are shuffled: a cipher of few rounds over the next
/// power of four, walked until it lands inside.
///
/// Source: Black and Rogaway (2002), *Ciphers with arbitrary finite domains*, CT-RSA.
fn shuffled(at: u64, n: u64, salt: u32) -> u64 {
    let half = (u64::BITS - (n.max(2) - 1).leading_zeros()).div_ceil(2);
    let mask = (1_u64 << half) - 1;
    let mut at = at % n;
    loop {
        let (mut left, mut right) = (at >> half, at & mask);
        for round in 0..6_u32 {
            let mixed = sobol::hash(right as u32 ^ (right >> 32) as u32, salt.wrapping_add(round));
            (left, right) = (right, left ^ (u64::from(mixed) & mask));
        }
        at = left << half | right;
        if at < n {
            return at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(n: usize) -> Vec<String> {
        (0..n).map(|i| format!("v{i}")).collect()
    }

    fn column(plan: &Plan, dimension: usize) -> Vec<f64> {
        let mut point = vec![0.0; plan.n_variables()];
        let at = |draw| {
            plan.point(draw, &mut point);
            point[dimension]
        };
        (0..plan.n_draws()).map(at).collect()
    }

    #[test]
    fn a_shuffle_is_one() {
        for n in [1, 2, 5, 64, 1000, 4097] {
            let mut seen: Vec<u64> = (0..n).map(|at| shuffled(at, n, 9)).collect();
            seen.sort_unstable();
            assert!(seen.into_iter().eq(0..n), "{n}");
        }
    }

    #[test]
    fn each_stratum_is_drawn_once() {
        for (sampling, n) in [(Sampling::LatinHypercube, 1000), (Sampling::Sobol, 1024)] {
            let plan = Plan::new(sampling, 3, n, &names(40)).unwrap();
            for dimension in [0, 1, 17, 39] {
                let mut strata: Vec<u64> =
                    column(&plan, dimension).iter().map(|u| (u * n as f64) as u64).collect();
                strata.sort_unstable();
                assert!(strata.into_iter().eq(0..n), "{sampling:?}, dimension {dimension}");
            }
        }
    }

    /// A (0, m, 2) net has one point in each of its elementary boxes (Niederreiter 1992).
    #[test]
    fn the_first_two_sobol_dimensions_are_a_net() {
        let plan = Plan::new(Sampling::Sobol, 11, 256, &names(2)).unwrap();
        let (x, y) = (column(&plan, 0), column(&plan, 1));
        for split in 0..=8_u32 {
            let (across, up) = (f64::from(1 << split), f64::from(1 << (8 - split)));
            let mut boxes: Vec<u32> = x
                .iter()
                .zip(&y)
                .map(|(x, y)| (x * across) as u32 * up as u32 + (y * up) as u32)
                .collect();
            boxes.sort_unstable();
            assert!(boxes.into_iter().eq(0..256), "boxes of {across} by {up}");
        }
    }

    #[test]
    fn another_variable_moves_no_other() {
        for sampling in [Sampling::Plain, Sampling::LatinHypercube] {
            let few = Plan::new(sampling, 3, 100, &names(2)).unwrap();
            let more = Plan::new(sampling, 3, 100, &names(5)).unwrap();
            assert_eq!(column(&few, 1), column(&more, 1));
        }
    }

    #[test]
    fn too_many_dimensions_are_refused() {
        let plan = Plan::new(Sampling::Sobol, 1, 10, &names(MAX_DIMENSIONS + 1));
        assert!(matches!(plan, Err(RiskError::TooManyDimensions { .. })));
        assert!(matches!(Plan::new(Sampling::Plain, 1, 0, &[]), Err(RiskError::Empty { .. })));
    }
}
