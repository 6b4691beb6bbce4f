//! The odds station alone, as a risk analyst asks it: what the spread hangs on, and whether
//! enough was drawn.

use oreproof_risk::correlation::rank_correlation;
use oreproof_risk::run::{Look, Model as Drawn, Stop, run, run_until};
use oreproof_risk::sample::{Plan, Sampling};
use oreproof_risk::sensitivity::{Bar, Index, sobol_indices};
use oreproof_risk::summary::{Sorted, mean};
use serde::Serialize;

use super::measure::Measure;
use super::road::{Measured, Room};
use super::setup::{Setup, impossible};
use super::{Alone, Drawing, OUTCOMES, Odds, bars, told};
use crate::desk::{Desk, Need, need};

/// Draws that rank correlations rest on at most: their error is then below one in a hundred.
const RANKED: usize = 1 << 14;

/// What is asked beside the odds.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Which measure the tornado and the indices are of, and which decides when to stop.
    pub of: Measure,
    /// Points of each of the two sets that the indices rest on; none for no indices.
    pub index_draws: Option<u64>,
    /// Stop once the standard error of the mean is at most this share of it.
    pub until: Option<f64>,
    /// Hold an input to a part of its range.
    pub stress: Option<Stress>,
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
    /// How its rank goes with that of each variable over the draws, the most first.
    pub ranks: Vec<Rank>,
    /// The outcomes with one input held to a part of its range, where that was asked.
    pub stressed: Option<Stressed>,
    /// How its mean settled.
    pub convergence: Convergence,
}

/// How the rank of an outcome goes with that of a variable: what it shares with others that go
/// together with it counts for it too.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rank {
    /// The variable, the step, the stop or the path; of a stop its rate, of a path its level.
    pub name: String,
    /// The rank correlation.
    pub rho: f64,
    /// Its standard error.
    pub error: f64,
}

/// An input that is held to a part of its range.
#[derive(Clone, Debug, PartialEq)]
pub struct Stress {
    /// Which: a key of [`Odds::inputs`].
    pub of: String,
    /// From which share of its draws.
    pub low: f64,
    /// To which.
    pub high: f64,
}

/// What an input comes to when it is held to a part of its range.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stressed {
    /// Which.
    pub of: String,
    /// From which share of its draws.
    pub low: f64,
    /// To which.
    pub high: f64,
    /// P10, P50 and P90 of each outcome as drawn, then as stressed.
    pub outcomes: Vec<(Measure, [f64; 3], [f64; 3])>,
    /// The odds of a present value below nought, as drawn, then as stressed.
    pub below_nought: [f64; 2],
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
            let drawn = Drawing::of(&setup, desk.watch)?;
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
    let ranks = ranks(&setup, drawn.column(asked.of).expect("the project has it"))?;
    let stressed = match &asked.stress {
        Some(stress) => Some(stressed(&setup, &drawn, stress)?),
        None => None,
    };
    Ok(Analysis { odds, of: asked.of, bars, indices, index_draws, ranks, stressed, convergence })
}

/// How an outcome's rank goes with that of each cause over its draws.
fn ranks(setup: &Setup<'_>, outcome: &[f64]) -> Result<Vec<Rank>, Need> {
    let n = outcome.len() as u64;
    let plan = Plan::new(setup.sampling(), setup.draws.seed, n, &setup.names)
        .map_err(|error| impossible(&error))?;
    let outcome = &outcome[..outcome.len().min(RANKED)];
    let mut columns = vec![Vec::with_capacity(outcome.len()); setup.causes.len()];
    let mut units = vec![0.0; setup.names.len()];
    for draw in 0..outcome.len() as u64 {
        plan.point(draw, &mut units);
        setup.road.correlate(&mut units);
        for (column, cause) in columns.iter_mut().zip(&setup.causes) {
            column.push(units[cause.variables[0]]);
        }
    }
    let mut ranks = Vec::new();
    for (column, cause) in columns.iter().zip(&setup.causes) {
        // What never moves the outcome, or too few draws, have no rank correlation.
        let Ok((rho, error)) = rank_correlation(column, outcome) else { continue };
        ranks.push(Rank { name: cause.name.clone(), rho, error });
    }
    ranks.sort_by(|a, b| b.rho.abs().total_cmp(&a.rho.abs()));
    Ok(ranks)
}

/// The outcomes with an input held to a part of its range, beside those as drawn.
fn stressed(setup: &Setup<'_>, drawn: &Drawing, stress: &Stress) -> Result<Stressed, Need> {
    let Some(cause) = setup.causes.iter().find(|cause| cause.name == stress.of) else {
        let known: Vec<&str> = setup.causes.iter().map(|cause| cause.name.as_str()).collect();
        return need(format!("an input that is drawn: one of {}", known.join(", ")));
    };
    let measures: Vec<Measure> =
        OUTCOMES.into_iter().filter(|measure| setup.road.has(*measure)).collect();
    let of = Measured { road: &setup.road, measures: &measures };
    let held = Pressed { of, at: cause.variables[0], low: stress.low, high: stress.high };
    let n = drawn.outcomes.n_draws as u64;
    let plan = Plan::new(setup.sampling(), setup.draws.seed, n, &setup.names)
        .map_err(|error| impossible(&error))?;
    let pressed = run(&held, &plan, 0..n, |_| true).expect("nothing stops it");
    let mut outcomes = Vec::new();
    let mut below_nought = [0.0; 2];
    for (measure, column) in measures.iter().zip(pressed.columns) {
        let after = Sorted::new(column).map_err(|error| impossible(&error))?;
        let before = drawn.sorted(*measure).expect("the project has it")?;
        let told = |sorted: &Sorted| -> Result<[f64; 3], Need> {
            let at = |p| sorted.quantile(p, 0.0).map(|q| q.value);
            let at = |p| at(p).map_err(|error| impossible(&error));
            Ok([at(0.1)?, at(0.5)?, at(0.9)?])
        };
        if *measure == Measure::Npv {
            below_nought = [&before, &after].map(|sorted| 1.0 - sorted.exceedance(0.0).0);
        }
        outcomes.push((*measure, told(&before)?, told(&after)?));
    }
    let Stress { of, low, high } = stress.clone();
    Ok(Stressed { of, low, high, outcomes, below_nought })
}

/// The road with one of its numbers pressed into a part of the unit interval.
struct Pressed<'r> {
    of: Measured<'r>,
    at: usize,
    low: f64,
    high: f64,
}

impl Drawn for Pressed<'_> {
    type Space = (Room, Vec<f64>);

    fn n_outcomes(&self) -> usize {
        self.of.n_outcomes()
    }

    fn space(&self) -> Self::Space {
        (self.of.space(), Vec::new())
    }

    fn draw(&self, units: &[f64], (room, pressed): &mut Self::Space, outcomes: &mut [f64]) {
        pressed.clear();
        pressed.extend_from_slice(units);
        pressed[self.at] = self.low + (self.high - self.low) * units[self.at];
        self.of.draw(pressed, room, outcomes);
    }
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
