//! Running a model over draws.
//!
//! A model is a function from the numbers of one draw to its outcomes. Draws are worked on in
//! blocks of a fixed size, whatever the number of threads, and blocks are joined in order.

use rayon::prelude::*;

use crate::error::RiskError;
use crate::sample::{Plan, Sampling};
use crate::summary;

/// Draws in one block: enough to be worth handing to a thread, few enough to stop soon.
pub const BLOCK: u64 = 1024;

/// Outcomes of draws: a column for each outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    /// The first draw.
    pub first: u64,
    /// How many draws.
    pub n_draws: usize,
    /// The columns, in the order of the model's outcomes.
    pub columns: Vec<Vec<f64>>,
}

/// What a model does with one draw.
pub trait Model: Sync {
    /// What a thread needs beside the numbers, made once a block.
    type Space;

    /// How many outcomes it has.
    fn n_outcomes(&self) -> usize;

    /// Makes room to work in.
    fn space(&self) -> Self::Space;

    /// From the numbers of the unit interval, one a variable, to the outcomes.
    fn draw(&self, units: &[f64], space: &mut Self::Space, outcomes: &mut [f64]);
}

/// Runs draws `draws` of a plan; `tick` is told how many were done and says whether to go on.
///
/// Any range gives the same outcomes for the same draws, so that ranges may be run apart and
/// put together. None when it was stopped.
pub fn run<M: Model>(
    model: &M,
    plan: &Plan,
    draws: std::ops::Range<u64>,
    tick: impl Fn(u64) -> bool + Sync,
) -> Option<Outcomes> {
    let n_outcomes = model.n_outcomes();
    let n_blocks = (draws.end - draws.start).div_ceil(BLOCK);
    let blocks: Option<Vec<Vec<f64>>> = (0..n_blocks)
        .into_par_iter()
        .map(|block| {
            let from = draws.start + block * BLOCK;
            let to = (from + BLOCK).min(draws.end);
            let mut space = model.space();
            let mut units = vec![0.0; plan.n_variables()];
            let mut rows = vec![0.0; (to - from) as usize * n_outcomes];
            for (draw, row) in (from..to).zip(rows.chunks_exact_mut(n_outcomes.max(1))) {
                plan.point(draw, &mut units);
                model.draw(&units, &mut space, row);
            }
            tick(to - from).then_some(rows)
        })
        .collect();
    let rows = blocks?;
    let n_draws = (draws.end - draws.start) as usize;
    let column = |at: usize| {
        rows.iter().flat_map(|rows| rows.iter().skip(at).step_by(n_outcomes).copied()).collect()
    };
    Some(Outcomes { first: draws.start, n_draws, columns: (0..n_outcomes).map(column).collect() })
}

/// When to stop drawing: at a number of draws, or earlier, once a mean is known well enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// Draws at most.
    pub at_most: u64,
    /// Which outcome decides.
    pub outcome: usize,
    /// Stop once the standard error of its mean is at most this share of the mean.
    pub relative_error: f64,
}

/// One look at how far a run has settled.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Look {
    /// After how many draws.
    pub n_draws: u64,
    /// The mean so far.
    pub mean: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// Runs until [`Stop`] says enough, looking whenever the number of draws has doubled.
///
/// Only plain sampling can be stopped early: a stratified plan is one for its whole number of
/// draws. The looks show how the mean settled.
///
/// # Errors
///
/// When the plan is not plain, or fewer than two draws are allowed.
pub fn run_until<M: Model>(
    model: &M,
    seed: u64,
    names: &[String],
    stop: Stop,
) -> Result<(Outcomes, Vec<Look>), RiskError> {
    if stop.at_most < 2 {
        return Err(RiskError::TooFew { what: "a mean", given: stop.at_most as usize, needed: 2 });
    }
    let plan = Plan::new(Sampling::Plain, seed, stop.at_most, names)?;
    let mut looks = Vec::new();
    let mut all: Option<Outcomes> = None;
    let mut upto = BLOCK.min(stop.at_most);
    loop {
        let from = all.as_ref().map_or(0, |all| all.n_draws as u64);
        let more = run(model, &plan, from..upto, |_| true).expect("nothing stops it");
        let so_far = match all.take() {
            None => more,
            Some(mut known) => {
                known.n_draws += more.n_draws;
                known.columns.iter_mut().zip(more.columns).for_each(|(a, b)| a.extend(b));
                known
            }
        };
        let (mean, standard_error) = summary::mean(&so_far.columns[stop.outcome]);
        looks.push(Look { n_draws: upto, mean, standard_error });
        let settled = standard_error <= stop.relative_error * mean.abs();
        if settled || upto == stop.at_most {
            return Ok((so_far, looks));
        }
        all = Some(so_far);
        upto = (2 * upto).min(stop.at_most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sum and product of the numbers.
    struct Toy;

    impl Model for Toy {
        type Space = ();

        fn n_outcomes(&self) -> usize {
            2
        }

        fn space(&self) {}

        fn draw(&self, units: &[f64], (): &mut (), outcomes: &mut [f64]) {
            outcomes[0] = units.iter().sum();
            outcomes[1] = units.iter().product();
        }
    }

    fn names() -> Vec<String> {
        ["a", "b", "c"].map(String::from).to_vec()
    }

    fn bits(outcomes: &Outcomes) -> Vec<u64> {
        outcomes.columns.iter().flatten().map(|x| x.to_bits()).collect()
    }

    #[test]
    fn any_number_of_threads_gives_the_same_bits() {
        for sampling in [Sampling::Plain, Sampling::LatinHypercube, Sampling::Sobol] {
            let plan = Plan::new(sampling, 5, 5_000, &names()).unwrap();
            let with = |threads| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                bits(&pool.install(|| run(&Toy, &plan, 0..5_000, |_| true)).unwrap())
            };
            assert_eq!(with(1), with(2), "{sampling:?}");
            assert_eq!(with(1), with(8), "{sampling:?}");
        }
    }

    #[test]
    fn ranges_put_together_are_the_whole() {
        let plan = Plan::new(Sampling::Sobol, 5, 3_000, &names()).unwrap();
        let whole = run(&Toy, &plan, 0..3_000, |_| true).unwrap();
        let parts = [0..700, 700..2_048, 2_048..3_000]
            .map(|range| run(&Toy, &plan, range, |_| true).unwrap());
        let joined: Vec<f64> = parts.iter().flat_map(|part| part.columns[1].clone()).collect();
        assert_eq!(whole.columns[1], joined);
    }

    #[test]
    fn a_run_can_be_stopped() {
        let plan = Plan::new(Sampling::Plain, 5, 5_000, &names()).unwrap();
        assert_eq!(run(&Toy, &plan, 0..5_000, |_| false), None);
    }

    #[test]
    fn a_run_ends_once_its_mean_is_known() {
        let stop = Stop { at_most: 1 << 20, outcome: 0, relative_error: 2e-3 };
        let (outcomes, looks) = run_until(&Toy, 3, &names(), stop).unwrap();
        let last = looks.last().unwrap();
        assert!(last.standard_error <= 2e-3 * last.mean && outcomes.n_draws < 1 << 20);
        assert!((last.mean - 1.5).abs() < 5.0 * last.standard_error);
        let never = Stop { at_most: 3_000, relative_error: 0.0, ..stop };
        assert_eq!(run_until(&Toy, 3, &names(), never).unwrap().0.n_draws, 3_000);
    }
}
