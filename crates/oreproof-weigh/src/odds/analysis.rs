//! The odds station alone, as a risk analyst asks it: what the spread hangs on, and whether
//! enough was drawn.

use oreproof_risk::run::{Look, Stop, run_until};
use oreproof_risk::sample::Sampling;
use oreproof_risk::sensitivity::{Bar, Index, sobol_indices};
use oreproof_risk::summary::mean;
use serde::Serialize;

use super::measure::Measure;
use super::road::Measured;
use super::setup::{Setup, impossible};
use super::{Alone, Drawing, Odds, bars, told};
use crate::desk::{Desk, Need, need};

/// What is asked beside the odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// Which measure the tornado and the indices are of, and which decides when to stop.
    pub of: Measure,
    /// Points of each of the two sets that the indices rest on; none for no indices.
    pub index_draws: Option<u64>,
    /// Stop once the standard error of the mean is at most this share of it.
    pub until: Option<f64>,
}

/// A risk analysis.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Analysis {
    /// The odds.
    pub odds: Odds,
    /// Which measure the rest is of.
    pub of: Measure,
    /// What moves it, the most first.
    pub bars: Vec<Bar>,
    /// How much of its variance each variable explains, the greatest total first.
    pub indices: Vec<Index>,
    /// Points of each of the two sets that the indices rest on.
    pub index_draws: u64,
    /// How its mean settled.
    pub convergence: Convergence,
}

/// How a mean settled.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Convergence {
    /// The mean and its standard error after so many draws, doubled from look to look.
    ///
    /// The error is that of plain draws; stratified ones lie nearer.
    pub looks: Vec<Look>,
    /// The share of the mean that its standard error was to come down to, where one was asked.
    pub until: Option<f64>,
    /// Whether that was reached before the draws were used up.
    pub settled: Option<bool>,
}

/// Analyses the project of the choices.
///
/// # Errors
///
/// What is missing or cannot be drawn, and when drawing is to stop early without plain draws.
pub fn analyse(desk: &mut Desk<'_>, asked: &Asked) -> Result<Analysis, Need> {
    let setup = Setup::stated(desk)?;
    if !setup.road.has(asked.of) {
        return need(format!("{} of {}", asked.of.label(), setup.project.name));
    }
    let (drawn, convergence) = match asked.until {
        Some(share) => until(&setup, asked.of, share)?,
        None => {
            let drawn = Drawing::of(&setup)?;
            let column = drawn.column(asked.of).expect("the project has it");
            let looks = looks(column);
            (drawn, Convergence { looks, until: None, settled: None })
        }
    };
    let odds = told(desk, &setup, &drawn)?;
    let mut indices = Vec::new();
    if let Some(n) = asked.index_draws {
        let measures = [asked.of];
        let of = Measured { road: &setup.road, measures: &measures };
        let alone = Alone { of, on_average: false };
        let seed = setup.draws.seed;
        // Points that fill the cube evenly settle soonest, however the draws are laid out.
        let n_units = setup.names.len();
        indices = sobol_indices(&alone, Sampling::Sobol, seed, n, n_units, &setup.causes, 0)
            .map_err(|error| impossible(&error))?;
        indices.sort_by(|a, b| b.total.total_cmp(&a.total));
    }
    let index_draws = asked.index_draws.unwrap_or(0);
    let bars = bars(&setup, asked.of);
    Ok(Analysis { odds, of: asked.of, bars, indices, index_draws, convergence })
}

/// Draws until the mean of a measure is known well enough.
fn until(setup: &Setup<'_>, of: Measure, share: f64) -> Result<(Drawing, Convergence), Need> {
    if setup.sampling() != Sampling::Plain {
        return need(
            "plain draws to stop early (`--sampling plain`): a stratified plan is one for all its draws",
        );
    }
    let measures = setup.measures();
    let outcome = measures.iter().position(|known| *known == of).expect("the project has it");
    let model = Measured { road: &setup.road, measures: &measures };
    let stop = Stop { at_most: setup.draws.n, outcome, relative_error: share };
    let (outcomes, looks) = run_until(&model, setup.draws.seed, &setup.names, stop)
        .map_err(|error| impossible(&error))?;
    let last = looks.last();
    let settled = last.is_some_and(|look| look.standard_error <= share * look.mean.abs());
    let convergence = Convergence { looks, until: Some(share), settled: Some(settled) };
    Ok((Drawing { measures, outcomes }, convergence))
}

/// The mean and its error after 64 draws, 128 and so on, and after all.
fn looks(column: &[f64]) -> Vec<Look> {
    let mut looks = Vec::new();
    let mut n = 64.min(column.len());
    while 2 <= n {
        let (mean, standard_error) = mean(&column[..n]);
        looks.push(Look { n_draws: n as u64, mean, standard_error });
        if n == column.len() {
            break;
        }
        n = (2 * n).min(column.len());
    }
    looks
}
