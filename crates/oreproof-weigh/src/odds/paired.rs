//! Differences, draw by draw: what a scenario, a clause or a delay changes, and how sure that is.
//!
//! Both sides are drawn with the same random numbers, so that what they share cancels and the
//! difference is known far better than either side.

use oreproof_risk::run::run;
use oreproof_risk::sample::{Plan, Sampling};
use oreproof_risk::summary::{Estimate, Sorted, mean};
use serde::Serialize;

use super::measure::Measure;
use super::road::{Held, Measured};
use super::setup::{Setup, chosen, impossible};
use super::{CONFIDENCE, OUTCOMES};
use crate::desk::{Desk, Need, need};
use crate::scenario::{held, otherwise};

/// What differs from the case as stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Variant {
    /// A scenario of the case less the case.
    Scenario,
    /// The case with a clause of its fiscal terms, or a price that a buyer promises, less the case
    /// without it.
    Clause,
    /// The case with production later less the case.
    Delay,
    /// Another case less the case.
    Case,
}

/// What one variant changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paired {
    /// What differs.
    pub variant: Variant,
    /// The scenario, the instrument, the delay, or the other case.
    pub of: String,
    /// What it is called.
    pub title: String,
    /// The differences, or what is missing.
    pub outcome: Result<Vec<Difference>, Need>,
}

/// A difference over all draws, in US dollars.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// Of what.
    pub measure: Measure,
    /// Its mean and standard error, pair by pair.
    pub mean: [f64; 2],
    /// The standard error that the mean would have if the sides were drawn apart.
    pub error_apart: f64,
    /// P10, P50 and P90 of the difference, each with its 90 % interval.
    pub quantiles: [Estimate; 3],
    /// The share of draws in which it is above nought.
    pub above_nought: f64,
}

/// What every scenario of the case, every clause of its terms and each delay in years changes.
///
/// # Errors
///
/// What is missing for the case itself to be drawn.
pub fn variants(desk: &Desk<'_>, delays: &[f64]) -> Result<Vec<Paired>, Need> {
    let (project, terms) = chosen(desk)?;
    let base = Setup::stated(desk)?;
    let plan = base.plan()?;
    let stated = Drawn::of(&base, &plan);
    let mut paired = Vec::new();
    for scenario in &desk.case.scenarios {
        let other = scenario.fiscal_terms.as_ref();
        let other = other.and_then(|id| desk.case.fiscal_terms.iter().find(|t| t.id.id == id.id));
        let terms = other.unwrap_or(terms);
        let setup = otherwise(project, terms, scenario).and_then(|(input, regime)| {
            let hold = |model: &_| held(desk, model, scenario);
            Setup::of(desk, project, terms, &input, &regime, hold)
        });
        let outcome = setup.and_then(|setup| differences(&Drawn::of(&setup, &plan), &stated));
        let (of, title) = (scenario.id.id.clone(), scenario.title.clone());
        paired.push(Paired { variant: Variant::Scenario, of, title, outcome });
    }
    let input = project.model.as_ref().and_then(|model| model.value.as_ref());
    let (Some(input), Some(regime)) = (input, terms.regime.value.as_ref()) else {
        return need(format!("the figures of {} and its fiscal terms", project.name));
    };
    let as_stated = |model: &oreproof_shares::Model| Ok(Held::stated(model.money().priced().len()));
    for clause in &regime.instruments {
        let less = regime.without(&clause.id);
        let setup = Setup::of(desk, project, terms, input, &less, as_stated);
        let outcome = setup.and_then(|setup| differences(&stated, &Drawn::of(&setup, &plan)));
        let (of, title) = (clause.id.clone(), clause.name.clone());
        paired.push(Paired { variant: Variant::Clause, of, title, outcome });
    }
    for (idx, clause) in base.draws.price_clauses.iter().enumerate() {
        let mut setup = Setup::stated(desk)?;
        setup.road.prices = setup.road.prices.without(idx);
        let outcome = differences(&stated, &Drawn::of(&setup, &plan));
        let title = clause.name.clone();
        paired.push(Paired { variant: Variant::Clause, of: title.clone(), title, outcome });
    }
    for years in delays {
        let hold = |model: &oreproof_shares::Model| {
            let length = f64::from(model.money().months()[0]) / 12.0;
            let periods = years / length;
            match periods.fract() == 0.0 && 0.0 <= periods {
                true => Ok(Held { delay: periods as usize, ..as_stated(model)? }),
                false => need(format!("a delay of whole periods, not {years} years")),
            }
        };
        let setup = Setup::of(desk, project, terms, input, regime, hold);
        let outcome = setup.and_then(|setup| differences(&Drawn::of(&setup, &plan), &stated));
        let title = format!("Production {years} years later");
        paired.push(Paired { variant: Variant::Delay, of: years.to_string(), title, outcome });
    }
    Ok(paired)
}

/// What another case changes: its project less that of the first, with the first one's draws.
///
/// # Errors
///
/// What is missing for either to be drawn.
pub fn between(a: &Desk<'_>, b: &Desk<'_>) -> Result<Paired, Need> {
    let (one, other) = (Setup::stated(a)?, Setup::stated(b)?);
    // Sobol points are keyed by the place of a variable, and not by its name.
    if one.sampling() == Sampling::Sobol && one.names != other.names {
        return need("the same variables in both, or another `sampling` than sobol");
    }
    let (seed, n) = (one.draws.seed, one.draws.n);
    let plan = |setup: &Setup<'_>| {
        let plan = Plan::new(one.sampling(), seed, n, &setup.names);
        plan.map_err(|error| impossible(&error))
    };
    let first = Drawn::of(&one, &plan(&one)?);
    let second = Drawn::of(&other, &plan(&other)?);
    let (of, title) = (other.project.id.id.clone(), other.project.name.clone());
    let outcome = differences(&second, &first);
    Ok(Paired { variant: Variant::Case, of, title, outcome })
}

/// The draws of a setup by measure.
struct Drawn {
    columns: Vec<(Measure, Vec<f64>)>,
}

impl Drawn {
    fn of(setup: &Setup<'_>, plan: &Plan) -> Self {
        let measures: Vec<Measure> =
            OUTCOMES.into_iter().filter(|measure| setup.road.has(*measure)).collect();
        let model = Measured { road: &setup.road, measures: &measures };
        let drawn = run(&model, plan, 0..plan.n_draws(), |_| true).expect("nothing stops it");
        Self { columns: measures.into_iter().zip(drawn.columns).collect() }
    }
}

/// What is left of `a` when `b` is taken off, draw by draw.
fn differences(a: &Drawn, b: &Drawn) -> Result<Vec<Difference>, Need> {
    let mut all = Vec::new();
    for (measure, a) in &a.columns {
        let Some((_, b)) = b.columns.iter().find(|(known, _)| known == measure) else { continue };
        let apart = [a, b].map(|column| mean(column).1);
        let column: Vec<f64> = a.iter().zip(b).map(|(a, b)| a - b).collect();
        let (middle, error) = mean(&column);
        let above = column.iter().filter(|difference| 0.0 < **difference).count();
        let above_nought = above as f64 / column.len() as f64;
        let sorted = Sorted::new(column).map_err(|error| impossible(&error))?;
        let at = |p: f64| sorted.quantile(p, CONFIDENCE).map_err(|error| impossible(&error));
        all.push(Difference {
            measure: *measure,
            mean: [middle, error],
            error_apart: libm::hypot(apart[0], apart[1]),
            quantiles: [at(0.1)?, at(0.5)?, at(0.9)?],
            above_nought,
        });
    }
    Ok(all)
}
