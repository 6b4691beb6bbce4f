//! What hangs on figures that nobody says: the answer with each of them halved and doubled.

use oreproof_case::draws::Supposed;
use oreproof_risk::run::run;
use oreproof_risk::summary::Sorted;
use serde::Serialize;

use super::measure::Measure;
use super::road::Measured;
use super::setup::{Setup, impossible};
use crate::desk::{Desk, Need};

/// Draws that a line rests on: both sides have the same random numbers, so that a difference is
/// known far better than either side.
const DRAWS: u64 = 2048;

/// A figure that is supposed, and what hangs on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hangs {
    /// The variable, the price, the step or the stop.
    pub of: String,
    /// The key of the figure in the case.
    pub key: &'static str,
    /// The figure as written.
    pub written: String,
    /// The answer with the figure at half, as it is, and at twice; none where it cannot be so.
    pub answers: [Option<Answer>; 3],
}

/// The middle of the draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// The middle present value, in US dollars.
    pub npv: f64,
    /// The odds of a mine, in the middle of what is said.
    pub mine: f64,
    /// The middle of the years from the plan's first sale to the first sale drawn.
    pub late: f64,
}

/// What hangs on each figure of the case's draws that is supposed.
///
/// # Errors
///
/// What cannot be drawn as stated.
pub(crate) fn hangs(desk: &Desk<'_>, setup: &Setup<'_>) -> Result<Vec<Hangs>, Need> {
    let supposed = setup.draws.supposed();
    if supposed.is_empty() {
        return Ok(Vec::new());
    }
    let stated = answer(setup)?;
    let otherwise = |supposed: &Supposed, times: f64| -> Option<Answer> {
        let mut case = desk.case.clone();
        case.draws = Some(setup.draws.with_supposed(supposed, times));
        let desk = Desk::new(&case, desk.tables, desk.day);
        answer(&Setup::stated(&desk).ok()?).ok()
    };
    let hangs = supposed.into_iter().map(|supposed| {
        let answers = [otherwise(&supposed, 0.5), Some(stated), otherwise(&supposed, 2.0)];
        let Supposed { of, key, written } = supposed;
        Hangs { of, key, written, answers }
    });
    Ok(hangs.collect())
}

fn answer(setup: &Setup<'_>) -> Result<Answer, Need> {
    let measures = [Measure::Npv];
    let model = Measured { road: &setup.road, measures: &measures };
    let (plan, n) = (setup.plan()?, setup.draws.n.min(DRAWS));
    let drawn = run(&model, &plan, 0..n, |_| true).expect("nothing stops it");
    let middle = |column: Vec<f64>| -> Result<f64, Need> {
        let sorted = Sorted::new(column).map_err(|error| impossible(&error))?;
        sorted.quantile(0.5, 0.0).map(|q| q.value).map_err(|error| impossible(&error))
    };
    let npv = middle(drawn.columns.into_iter().next().expect("one measure is asked"))?;
    let mut units = vec![0.0; setup.names.len()];
    let mut space = vec![0.0; setup.road.variables.len()];
    let late = (0..n).map(|draw| {
        plan.point(draw, &mut units);
        setup.road.late(&units, &mut space)
    });
    let late = middle(late.collect())?;
    let (low, high) = setup.road.way.as_ref().map_or((1.0, 1.0), super::way::Way::odds);
    Ok(Answer { npv, mine: f64::midpoint(low, high), late })
}
