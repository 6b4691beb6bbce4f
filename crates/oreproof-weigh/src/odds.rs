//! Odds: the project of the choices drawn many times over.
//!
//! What the case says is not known (`[draws]`) is drawn, each draw goes through the same stations
//! as the stated case, and what comes out are ranges with their sampling error: of the present
//! value, of the cash after royalty and tax, and of what the beneficiary gets. Variables that go
//! together go together by rank. The same case and seed give the same numbers on any number of
//! threads.

use oreproof_case::Quantity;
use oreproof_case::model::{Draws, Sampling as Word, Shape, Variable};
use oreproof_money::discount::weighted_sum;
use oreproof_money::{Draw, Prices};
use oreproof_risk::correlation::Copula;
use oreproof_risk::run::{Model as Drawn, run};
use oreproof_risk::sample::{Plan, Sampling};
use oreproof_risk::sensitivity::{Bar, Group, tornado};
use oreproof_risk::summary::Sorted;
use oreproof_risk::{Distribution, Quantile, RiskError};
use oreproof_shares::{Model, Workspace};
use oreproof_units::{Base, Unit};
use serde::Serialize;

use crate::desk::{Desk, Need, USD, need};
use crate::figure::{Figure, FigureId, Origin};
use crate::spread::Spread;

/// What many draws of the project came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Odds {
    /// The project.
    pub project: String,
    /// How many draws.
    pub n: u64,
    /// Their seed.
    pub seed: u64,
    /// What was drawn, by name.
    pub variables: Vec<String>,
    /// The outcomes.
    pub outcomes: Vec<Range>,
    /// The odds that the present value is below nought.
    pub below_nought: FigureId,
    /// What moves the present value, the most first.
    pub bars: Vec<Bar>,
}

/// An outcome as a range.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Range {
    /// What it is.
    pub label: String,
    /// One draw in ten lies below the low end, one in two below the best, one in ten above the
    /// high end.
    pub figure: FigureId,
    /// Half the width of the 90 % interval of the middle one: the sampling error.
    pub error: f64,
    /// Points of the exceedance curve: value, and the share of draws that reach it.
    pub curve: Vec<(f64, f64)>,
}

/// What a variable moves.
#[derive(Clone, Debug, PartialEq)]
enum Target {
    Price(usize),
    Capital,
    Costs,
    Delay,
    LostOutput,
    Grade(usize),
    Recovery(usize),
}

/// Draws the project of the choices as often as the case says.
///
/// # Errors
///
/// What is missing or cannot be drawn.
pub fn odds(desk: &mut Desk<'_>) -> Result<Odds, Need> {
    let case = desk.case;
    let Some(draws) = &case.draws else { return need("what is not known, `[draws]`") };
    let Some(choices) = &case.choices else { return need("the choices of the case") };
    let project = choices
        .project
        .as_ref()
        .and_then(|chosen| case.projects.iter().find(|p| p.id.id == chosen.id));
    let Some(project) = project else { return need("the project, `choices.project`") };
    let of = |id: &str| case.fiscal_terms.iter().find(|terms| terms.id.id == id);
    let chosen = choices.fiscal_terms.as_ref().and_then(|terms| of(&terms.id));
    let first = case.fiscal_terms.iter().find(|terms| terms.project.id == project.id.id);
    let Some(terms) = chosen.or(first) else {
        return need(format!("the fiscal terms of {}", project.name));
    };
    let input = project.model.as_ref().and_then(|model| model.value.as_ref());
    let (Some(input), Some(regime)) = (input, terms.regime.value.as_ref()) else {
        return need(format!("the figures of {} and its fiscal terms", project.name));
    };
    let refused = |problems: Vec<oreproof_shares::Problem>| {
        let first = problems.first().map(ToString::to_string).unwrap_or_default();
        Need(format!("figures that fit together: {first}"))
    };
    let plain = Model::new(input, regime, 0).map_err(refused)?;
    let months = plain.money().months().first().copied().unwrap_or(12);
    let mut variables = Vec::new();
    let mut latest = 0.0_f64;
    for variable in &draws.variables {
        let target = target(&plain, &variable.of)?;
        let quantile =
            distribution(variable)?.prepare().map_err(|error| cannot(variable, &error))?;
        if target == Target::Delay {
            latest = latest.max(quantile.at(1.0 - 1e-9));
        }
        if matches!(target, Target::Delay | Target::LostOutput) && quantile.least() < 0.0 {
            return need(format!("{} that is never below nought", variable.of));
        }
        variables.push((target, quantile));
    }
    let spare = (latest * 12.0 / f64::from(months)).ceil().max(0.0) as usize;
    let model =
        if spare == 0 { plain } else { Model::new(input, regime, spare).map_err(refused)? };
    let names: Vec<String> = draws.variables.iter().map(|variable| variable.of.clone()).collect();
    let copula = copula(draws)?;
    let party = choices
        .beneficiary
        .as_ref()
        .and_then(|wanted| regime.parties.iter().position(|p| p.id == wanted.id));
    let Some(rate) = model.money().project().discounting.rates.first() else {
        return need("a rate, `choices.discount_rates`");
    };
    let factors = model.money().times().factors(rate.0);
    let road = Road { model: &model, variables: &variables, copula, months, party, factors };
    let sampling = match draws.sampling {
        Word::Plain => Sampling::Plain,
        Word::LatinHypercube => Sampling::LatinHypercube,
        Word::Sobol => Sampling::Sobol,
    };
    let impossible = |error: RiskError| Need(format!("draws that can be had: {error}"));
    let plan = Plan::new(sampling, draws.seed, draws.n, &names).map_err(impossible)?;
    let outcomes = run(&road, &plan, 0..draws.n, |_| true).expect("nothing stops it");

    let entries = vec![project.id.id.clone(), terms.id.id.clone()];
    let sources: Vec<String> =
        draws.variables.iter().filter_map(|v| v.source.as_ref()).map(|s| s.id.clone()).collect();
    let origin = || Origin::Run {
        station: "risk".to_owned(),
        entries: entries.clone(),
        sources: sources.clone(),
    };
    let mut ranges = Vec::new();
    let labels = [
        ("npv", "present value after royalty and tax"),
        ("after-take", "cash after royalty and tax over the life"),
        ("beneficiary", "what the beneficiary gets over the life"),
    ];
    let mut below = None;
    for ((name, label), column) in labels.iter().zip(outcomes.columns) {
        if *name == "beneficiary" && party.is_none() {
            continue;
        }
        let sorted = Sorted::new(column).map_err(impossible)?;
        let at = |p: f64| sorted.quantile(p, 0.9).map_err(impossible);
        let (low, middle, high) = (at(0.1)?, at(0.5)?, at(0.9)?);
        let spread = Spread { low: low.value, best: middle.value, high: high.value };
        let id = FigureId::path(&["odds", &project.id.id, name]);
        let figure = Figure::new(
            id,
            format!("{}: {label}, one in ten below, the middle, one in ten above", project.name),
            spread,
            Some(USD),
            origin(),
        );
        let figure = desk.figures.add(figure);
        if *name == "npv" {
            let share = 1.0 - sorted.exceedance(0.0).0;
            let id = FigureId::path(&["odds", &project.id.id, "below-nought"]);
            let label = format!("{}: odds of a present value below nought", project.name);
            below = Some(desk.figures.add(Figure::new(
                id,
                label,
                Spread::exact(share),
                None,
                origin(),
            )));
        }
        ranges.push(Range {
            label: (*label).to_owned(),
            figure,
            error: (middle.high - middle.low) / 2.0,
            curve: sorted.curve(101),
        });
    }
    let groups: Vec<Group> = names
        .iter()
        .enumerate()
        .map(|(at, name)| Group { name: name.clone(), variables: vec![at] })
        .collect();
    let alone = Road { copula: None, ..road };
    Ok(Odds {
        project: project.id.id.clone(),
        n: draws.n,
        seed: draws.seed,
        variables: names.clone(),
        outcomes: ranges,
        below_nought: below.expect("the present value is the first outcome"),
        bars: tornado(&alone, names.len(), &groups, 0),
    })
}

/// The project as a model of draws.
struct Road<'m> {
    model: &'m Model,
    variables: &'m [(Target, Quantile)],
    copula: Option<Copula>,
    months: i32,
    party: Option<usize>,
    /// The discount factor of each period at the first rate.
    factors: Vec<f64>,
}

/// Room for one block of draws.
struct Room {
    ws: Workspace,
    units: Vec<f64>,
    prices: Vec<f64>,
    grade: Vec<f64>,
    recovery: Vec<f64>,
    metal: Vec<f64>,
    cash: Vec<f64>,
}

impl Drawn for Road<'_> {
    type Space = Room;

    fn n_outcomes(&self) -> usize {
        3
    }

    fn space(&self) -> Room {
        let (money, n) = (self.model.money(), self.model.money().n_periods());
        let metals = money.metals().len();
        Room {
            ws: self.model.workspace(),
            units: vec![0.0; self.variables.len()],
            prices: vec![1.0; money.priced().len()],
            grade: vec![1.0; metals],
            recovery: vec![1.0; metals],
            metal: vec![1.0; n],
            cash: vec![0.0; n],
        }
    }

    fn draw(&self, units: &[f64], room: &mut Room, outcomes: &mut [f64]) {
        room.units.copy_from_slice(units);
        if let Some(copula) = &self.copula {
            copula.correlate_units(&mut room.units);
        }
        let (mut capital, mut costs, mut delay, mut kept) = (1.0, 1.0, 0.0, 1.0);
        room.prices.fill(1.0);
        room.grade.fill(1.0);
        room.recovery.fill(1.0);
        for ((target, quantile), unit) in self.variables.iter().zip(&room.units) {
            let value = quantile.at(*unit);
            match target {
                Target::Price(at) => room.prices[*at] *= value,
                Target::Grade(at) => room.grade[*at] *= value,
                Target::Recovery(at) => room.recovery[*at] *= value,
                Target::Capital => capital *= value,
                Target::Costs => costs *= value,
                Target::Delay => delay += value,
                Target::LostOutput => kept *= 1.0 - value,
            }
        }
        room.metal.fill(kept);
        let money = self.model.money();
        let some = |row: &'_ [f64]| row.iter().any(|factor| *factor != 1.0);
        let draw = Draw {
            prices: Prices::Times(&room.prices),
            delay: ((delay * 12.0 / f64::from(self.months)).round() as usize).min(money.spare()),
            metal: some(&room.metal).then_some(room.metal.as_slice()),
            grade: some(&room.grade).then_some(room.grade.as_slice()),
            recovery: some(&room.recovery).then_some(room.recovery.as_slice()),
            operating: costs,
            capital: [capital, capital, 1.0, 1.0],
            ..Draw::stated()
        };
        self.model.evaluate(&mut room.ws, &draw);
        let after = self.model.after_take(&room.ws);
        // The same sum as the stated measure's, so that no spread gives the stated value exactly.
        outcomes[0] = weighted_sum(&after, &self.factors);
        outcomes[1] = after.iter().sum();
        outcomes[2] = match self.party {
            Some(party) => {
                self.model.party_cash(&room.ws, party, &mut room.cash);
                room.cash.iter().sum()
            }
            None => 0.0,
        };
    }
}

fn cannot(variable: &Variable, error: &RiskError) -> Need {
    Need(format!("a distribution of {} that can be drawn: {error}", variable.of))
}

/// What a variable's name moves.
fn target(model: &Model, of: &str) -> Result<Target, Need> {
    let money = model.money();
    let find = |list: &[String], name: &str, what: &str| {
        list.iter()
            .position(|known| known == name)
            .ok_or_else(|| Need(format!("a {what} of {name} in the project")))
    };
    Ok(match of.split_once('.') {
        Some(("price", metal)) => Target::Price(find(money.priced(), metal, "price")?),
        Some(("grade", metal)) => Target::Grade(find(money.metals(), metal, "grade")?),
        Some(("recovery", metal)) => Target::Recovery(find(money.metals(), metal, "recovery")?),
        None if of == "capital" => Target::Capital,
        None if of == "costs" => Target::Costs,
        None if of == "delay" => Target::Delay,
        None if of == "lost_output" => Target::LostOutput,
        _ => return need(format!("a variable that can be drawn, not {of}")),
    })
}

/// A variable as a distribution of plain numbers: shares as parts of one, times in years.
fn distribution(variable: &Variable) -> Result<Distribution, Need> {
    let plain = |quantity: &Quantity| -> Option<f64> {
        let value = quantity.amount.middle()?;
        match quantity.unit {
            unit if unit == Unit::of(Base::Percent) => Some(value / 100.0),
            unit if unit == Unit::of(Base::Count) => Some(value),
            _ => quantity.value_in(Unit::of(Base::Year)).ok().flatten(),
        }
    };
    let get = |name: &str, quantity: &Option<Quantity>| {
        quantity
            .as_ref()
            .and_then(plain)
            .ok_or_else(|| Need(format!("`{name}` of the variable {}", variable.of)))
    };
    let absolute = matches!(variable.of.as_str(), "delay" | "lost_output");
    if !absolute && !variable.relative {
        return need(format!(
            "{} as a multiple of the case's own value, `relative = true`",
            variable.of
        ));
    }
    let of = match variable.shape {
        Shape::Normal => Distribution::Normal {
            mean: get("mean", &variable.mean)?,
            sd: get("sd", &variable.sd)?,
        },
        Shape::Lognormal => {
            let Some(sigma) = variable.sigma else {
                return need(format!("`sigma` of the variable {}", variable.of));
            };
            Distribution::Lognormal { median: get("median", &variable.median)?, sigma, shift: 0.0 }
        }
        Shape::Triangular => Distribution::Triangular {
            low: get("low", &variable.low)?,
            mode: get("mode", &variable.mode)?,
            high: get("high", &variable.high)?,
        },
        Shape::Pert => Distribution::Pert {
            low: get("low", &variable.low)?,
            mode: get("mode", &variable.mode)?,
            high: get("high", &variable.high)?,
        },
        Shape::Uniform => Distribution::Uniform {
            low: get("low", &variable.low)?,
            high: get("high", &variable.high)?,
        },
        Shape::Discrete | Shape::Empirical => {
            let values: Option<Vec<f64>> = variable.values.iter().map(plain).collect();
            let Some(values) = values else {
                return need(format!("`values` of the variable {}", variable.of));
            };
            let sum: f64 = variable.weights.iter().sum();
            match variable.shape {
                Shape::Discrete => Distribution::Discrete {
                    values,
                    odds: variable.weights.iter().map(|w| w / sum).collect(),
                },
                _ => Distribution::Empirical { values },
            }
        }
    };
    let cut = matches!(variable.shape, Shape::Normal | Shape::Lognormal);
    let (low, high) =
        (variable.low.as_ref().and_then(plain), variable.high.as_ref().and_then(plain));
    Ok(match (cut, low, high) {
        (true, Some(_), _) | (true, _, Some(_)) => Distribution::Truncated {
            of: Box::new(of),
            low: low.unwrap_or(f64::NEG_INFINITY),
            high: high.unwrap_or(f64::INFINITY),
        },
        _ => of,
    })
}

/// How the variables go together; none where each goes alone.
fn copula(draws: &Draws) -> Result<Option<Copula>, Need> {
    if draws.correlations.is_empty() {
        return Ok(None);
    }
    let n = draws.variables.len();
    let mut ranks: Vec<Vec<f64>> =
        (0..n).map(|a| (0..n).map(|b| if a == b { 1.0 } else { 0.0 }).collect()).collect();
    let at = |name: &str| {
        draws
            .variables
            .iter()
            .position(|variable| variable.of == name)
            .ok_or_else(|| Need(format!("a variable called {name}")))
    };
    for correlation in &draws.correlations {
        let (a, b) = (at(&correlation.a)?, at(&correlation.b)?);
        ranks[a][b] = correlation.rho;
        ranks[b][a] = correlation.rho;
    }
    let copula = Copula::of_ranks(&ranks)
        .map_err(|error| Need(format!("correlations that can hold at once: {error}")))?;
    Ok(Some(copula))
}
