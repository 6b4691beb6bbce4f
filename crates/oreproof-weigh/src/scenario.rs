//! Scenarios: the case with some things otherwise, by the same stations.

use oreproof_case::Quantity;
use oreproof_case::model::{FiscalTerms, Project, Scenario};
use oreproof_money::{CapitalKind, Draw, Prices};
use oreproof_shares::{Levy, Model, Rate, TakeKind, Terms};
use oreproof_units::{Base, Fraction, Unit};
use serde::Serialize;

use crate::desk::{Desk, Need, PERCENT, USD_PER_TONNE, YEAR, need};
use crate::figure::{Figure, FigureId, Origin};
use crate::odds::Held;
use crate::spread::Spread;

/// What a scenario comes to for the case's project.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// The scenario.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it comes to, or what is missing.
    pub outcome: Result<Figures, Need>,
}

/// Figures of a project under a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Cash after royalty and tax over the life.
    pub after_take: FigureId,
    /// Present value after royalty and tax at the first rate.
    pub npv: FigureId,
    /// The internal rate of return after takes, where there is one.
    pub irr: Option<FigureId>,
    /// What the beneficiary of the choices gets over the life, where it is a party.
    pub beneficiary: Option<FigureId>,
}

/// Tells every scenario of the case for the project and the terms of its choices.
pub fn scenarios(desk: &mut Desk<'_>) -> Vec<Told> {
    let case = desk.case;
    let Some(choices) = &case.choices else { return Vec::new() };
    let project = choices
        .project
        .as_ref()
        .and_then(|chosen| case.projects.iter().find(|p| p.id.id == chosen.id));
    let Some(project) = project else { return Vec::new() };
    let of = |id: &str| case.fiscal_terms.iter().find(|terms| terms.id.id == id);
    let chosen = choices.fiscal_terms.as_ref().and_then(|terms| of(&terms.id));
    let first = case.fiscal_terms.iter().find(|terms| terms.project.id == project.id.id);
    let Some(terms) = chosen.or(first) else { return Vec::new() };
    desk.watch.begins(case.scenarios.len(), "scenarios");
    case.scenarios
        .iter()
        .map(|scenario| {
            desk.watch.done(1);
            let other = scenario.fiscal_terms.as_ref().and_then(|terms| of(&terms.id));
            let outcome = tell(desk, project, other.unwrap_or(terms), scenario);
            Told { id: scenario.id.id.clone(), title: scenario.title.clone(), outcome }
        })
        .collect()
}

fn tell(
    desk: &mut Desk<'_>,
    project: &Project,
    terms: &FiscalTerms,
    scenario: &Scenario,
) -> Result<Figures, Need> {
    let (input, regime) = otherwise(project, terms, scenario)?;
    let fits = |problems: Vec<oreproof_shares::Problem>| {
        let first = problems.first().map(ToString::to_string).unwrap_or_default();
        Need(format!("figures that fit together: {first}"))
    };
    let plain = Model::new(&input, &regime, 0).map_err(fits)?;
    let held = held(desk, &plain, scenario)?;
    let model = match held.delay {
        0 => plain,
        spare => Model::new(&input, &regime, spare).map_err(fits)?,
    };
    let metal = (held.output != 1.0).then(|| vec![held.output; model.money().n_periods()]);
    let draw = Draw {
        prices: Prices::Times(&held.prices),
        delay: held.delay,
        metal: metal.as_deref(),
        operating: held.costs,
        capital: held.capital,
        ..Draw::stated()
    };
    draw.check(model.money()).map_err(|error| Need(format!("a change that fits: {error}")))?;
    let mut ws = model.workspace();
    model.evaluate(&mut ws, &draw);
    let measures = model.measures(&ws);
    let money = Unit::of(Base::Money(input.money.currency));
    let mut add = |name: &str, label: &str, value: f64, unit: Unit| {
        let entries = vec![project.id.id.clone(), terms.id.id.clone(), scenario.id.id.clone()];
        let sources = scenario.source.iter().map(|source| source.id.clone()).collect();
        let origin = Origin::Run { station: "shares".to_owned(), entries, sources };
        let id = FigureId::path(&["scenarios", &scenario.id.id, name]);
        desk.figures.add(Figure::new(
            id,
            format!("{}: {label}", scenario.title),
            Spread::exact(value),
            Some(unit),
            origin,
        ))
    };
    let Some(main) = measures.at.get(1) else { return need("a rate, `choices.discount_rates`") };
    let after_take =
        add("after-take", "cash after royalty and tax", measures.at[0].after_take, money);
    let npv = add("npv", "present value after royalty and tax", main.after_take, money);
    let irr = measures.after_take_irr.quoted();
    let irr = irr.map(|irr| {
        add("irr", "internal rate of return after royalty and tax", 100.0 * irr, PERCENT)
    });
    let wanted = desk.case.choices.as_ref().and_then(|choices| choices.beneficiary.as_ref());
    let at =
        wanted.and_then(|wanted| regime.parties.iter().position(|party| party.id == wanted.id));
    let beneficiary = at.map(|at| {
        let label = format!("what {} gets over the life", regime.parties[at].name);
        let entries = vec![project.id.id.clone(), terms.id.id.clone(), scenario.id.id.clone()];
        let origin = Origin::Run { station: "shares".to_owned(), entries, sources: Vec::new() };
        let id = FigureId::path(&["scenarios", &scenario.id.id, "beneficiary"]);
        let value = Spread::exact(measures.at[0].parties[at]);
        desk.figures.add(Figure::new(
            id,
            format!("{}: {label}", scenario.title),
            value,
            Some(money),
            origin,
        ))
    });
    Ok(Figures { after_take, npv, irr, beneficiary })
}

/// The project and the terms with the scenario's settings in place of their own.
///
/// # Errors
///
/// What is missing or does not fit.
pub(crate) fn otherwise(
    project: &Project,
    terms: &FiscalTerms,
    scenario: &Scenario,
) -> Result<(oreproof_money::Project, oreproof_shares::Regime), Need> {
    let refused =
        |problem: Box<oreproof_case::Problem>| Need(format!("settings that fit: {problem}"));
    let Some(input) = project.with(&scenario.set).map_err(refused)? else {
        return need(format!("the figures of {}", project.name));
    };
    let Some(mut regime) = terms.with(&scenario.set).map_err(refused)? else {
        return need(format!("the fiscal terms {}", terms.title));
    };
    if let Some(royalty) = &scenario.royalty {
        let rate = part(royalty)?;
        let levies = regime.instruments.iter_mut().filter_map(|entry| match &mut entry.terms {
            Terms::Levy(levy) if levy.kind == TakeKind::Royalty => Some(levy),
            _ => None,
        });
        let Ok([levy]) = <[&mut Levy; 1]>::try_from(levies.collect::<Vec<_>>()) else {
            return need(format!(
                "one royalty in {}, whose rate `royalty` takes the place of",
                terms.title
            ));
        };
        levy.rate = Rate::Part(Fraction(rate).into());
    }
    Ok((input, regime))
}

/// What a scenario holds otherwise in the figures of a model.
///
/// # Errors
///
/// What is missing or does not fit.
pub(crate) fn held(desk: &Desk<'_>, model: &Model, scenario: &Scenario) -> Result<Held, Need> {
    let mut capital = [1.0; 4];
    if let Some(change) = &scenario.capital {
        capital[CapitalKind::Initial as usize] *= 1.0 + part(change)?;
    }
    for change in &scenario.capital_of {
        let Some((_, kind)) = model.money().capital().find(|(name, _)| *name == change.name) else {
            return need(format!("a sum of capital called {}", change.name));
        };
        if model.money().capital().any(|(name, other)| other == kind && name != change.name) {
            return need(format!("{} as the only capital of its kind", change.name));
        }
        let Some(factor) = capital.get_mut(kind as usize) else {
            return need(format!("capital that is spent; {} is what is fetched", change.name));
        };
        *factor *= 1.0 + part(&change.change)?;
    }
    Ok(Held {
        prices: prices(desk, model, scenario)?,
        delay: delay(model, scenario)?,
        output: 1.0 - scenario.lost_output.as_ref().map_or(Ok(0.0), part)?,
        costs: 1.0 + scenario.costs.as_ref().map_or(Ok(0.0), part)?,
        capital,
    })
}

/// A change as a part of one.
fn part<M>(change: &Quantity<M>) -> Result<f64, Need> {
    match change.value_in(PERCENT) {
        Ok(Some(points)) => Ok(points / 100.0),
        _ => need(format!("a change in per cent, not {}", change.written)),
    }
}

/// By how many periods production is late.
fn delay(model: &Model, scenario: &Scenario) -> Result<usize, Need> {
    let Some(delay) = &scenario.delay else { return Ok(0) };
    let Ok(Some(years)) = delay.value_in(YEAR) else {
        return need(format!("a delay in years, not {}", delay.written));
    };
    let length = f64::from(model.money().months().first().copied().unwrap_or(12)) / 12.0;
    let periods = years / length;
    match periods.fract() == 0.0 && 0.0 <= periods {
        true => Ok(periods as usize),
        false => need(format!("a delay of whole periods, not {}", delay.written)),
    }
}

/// By what each price of the model is multiplied.
fn prices(desk: &Desk<'_>, model: &Model, scenario: &Scenario) -> Result<Vec<f64>, Need> {
    let selling = model.money().selling();
    let n = model.money().n_periods();
    let all = scenario.prices.as_ref().map_or(Ok(0.0), part)?;
    let mut factors = vec![1.0 + all; selling.priced().len()];
    let mut change = |commodity: &str, by: f64| -> Result<(), Need> {
        match selling.priced().iter().position(|priced| priced == commodity) {
            Some(at) => {
                factors[at] *= by;
                Ok(())
            }
            None => need(format!("a price of {commodity} in the project")),
        }
    };
    let stated = |commodity: &str| -> Option<f64> {
        let at = selling.priced().iter().position(|priced| priced == commodity)?;
        selling.deck_prices().get(at * n).copied()
    };
    for price in &scenario.price_of {
        if let Some(by) = &price.change {
            change(&price.commodity, 1.0 + part(by)?)?;
        }
        if let (Some(new), Some(old)) = (&price.price, stated(&price.commodity)) {
            let Ok(Some(new)) = new.value_in(USD_PER_TONNE) else {
                return need(format!("a price of {} by mass in US dollars", price.commodity));
            };
            change(&price.commodity, new / old)?;
        }
    }
    if let Some(wanted) = &scenario.price_deck {
        let Some(deck) = desk.case.price_decks.iter().find(|deck| deck.id.id == wanted.id) else {
            return need(format!("a price deck called {}", wanted.id));
        };
        for line in &deck.prices {
            let Some(old) = stated(&line.commodity) else { continue };
            let Some(price) = &line.price else {
                return need(format!(
                    "the price of {} in {} as a figure",
                    line.commodity, deck.title
                ));
            };
            let Ok(Some(new)) = price.best_in(USD_PER_TONNE) else {
                return need(format!("a price of {} by mass in US dollars", line.commodity));
            };
            change(&line.commodity, new / old)?;
        }
    }
    Ok(factors)
}
