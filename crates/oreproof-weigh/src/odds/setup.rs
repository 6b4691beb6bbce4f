//! From the case to a project that can be drawn.

use jiff::civil::Date;
use oreproof_case::model::{Draws, FiscalTerms, Project, Sampling as Word, Shape, Variable};
use oreproof_money::Draw;
use oreproof_risk::sample::{Plan, Sampling};
use oreproof_risk::sensitivity::Group;
use oreproof_risk::{Quantile, RiskError};
use oreproof_shares::{Model, Regime};
use oreproof_units::First;

use super::base_rate;
use super::measure::Measure;
use super::prices::Prices;
use super::road::{Held, Ramp, Road, Target};
use super::timeline::Calendar;
use super::way::{Stops, Way};
use crate::desk::{Desk, Need, need};

/// A delay later than all but one draw in so many counts as that late: a model has room for
/// only so many years.
const LATEST: f64 = 1e5;

/// Fans reach as late as the plan as a whole is in all but one draw in so many.
const SHOWN: f64 = 100.0;

/// A project of the case with what is drawn of it.
pub(crate) struct Setup<'c> {
    pub project: &'c Project,
    pub terms: &'c FiscalTerms,
    pub draws: &'c Draws,
    /// What is drawn, by the names that key its random numbers.
    pub names: Vec<String>,
    pub road: Road,
    /// The causes of spread: each variable, step and stop by its name, with its numbers.
    pub causes: Vec<Group>,
    /// The first rate of the choices.
    pub rate: f64,
    /// Where days are counted from; none where the project counts its years alone.
    pub calendar: Option<Calendar>,
}

/// The project of the choices and its terms.
///
/// # Errors
///
/// What is missing.
pub(crate) fn chosen<'c>(desk: &Desk<'c>) -> Result<(&'c Project, &'c FiscalTerms), Need> {
    let case = desk.case;
    let Some(choices) = &case.choices else { return need("the choices of the case") };
    let project = choices
        .project
        .as_ref()
        .and_then(|chosen| case.projects.iter().find(|p| p.id.id == chosen.id));
    let Some(project) = project else { return need("the project, `choices.project`") };
    let of = |id: &str| case.fiscal_terms.iter().find(|terms| terms.id.id == id);
    let chosen = choices.fiscal_terms.as_ref().and_then(|terms| of(&terms.id));
    let first = case.fiscal_terms.iter().find(|terms| terms.project.id == project.id.id);
    match chosen.or(first) {
        Some(terms) => Ok((project, terms)),
        None => need(format!("the fiscal terms of {}", project.name)),
    }
}

impl<'c> Setup<'c> {
    /// The project of the choices as the case states it.
    ///
    /// # Errors
    ///
    /// What is missing or cannot be drawn.
    pub(crate) fn stated(desk: &Desk<'c>) -> Result<Self, Need> {
        let (project, terms) = chosen(desk)?;
        let input = project.model.as_ref().and_then(|model| model.value.as_ref());
        let (Some(input), Some(regime)) = (input, terms.regime.value.as_ref()) else {
            return need(format!("the figures of {} and its fiscal terms", project.name));
        };
        Self::of(desk, project, terms, input, regime, |model| {
            Ok(Held::stated(model.money().priced().len()))
        })
    }

    /// A project with these figures and this regime, and what is held in every draw.
    ///
    /// # Errors
    ///
    /// What is missing or cannot be drawn.
    pub(crate) fn of(
        desk: &Desk<'c>,
        project: &'c Project,
        terms: &'c FiscalTerms,
        input: &oreproof_money::Project,
        regime: &Regime,
        held: impl Fn(&Model) -> Result<Held, Need>,
    ) -> Result<Self, Need> {
        let Some(draws) = &desk.case.draws else { return need("what is not known, `[draws]`") };
        let Some(choices) = &desk.case.choices else { return need("the choices of the case") };
        if draws.n < 2 {
            return need("at least two draws, `draws.n`");
        }
        // The figure itself goes onto the desk where the draws are told.
        let mut aside = Desk::new(desk.case, desk.tables, desk.day);
        let rate = aside.exchange(&project.id.id, input)?;
        let dollars = rate.map_or(1.0, |rate| 1.0 / aside.value(&rate).best);
        let refused = |problems: Vec<oreproof_shares::Problem>| {
            let first = problems.first().map(ToString::to_string).unwrap_or_default();
            Need(format!("figures that fit together: {first}"))
        };
        let plain = Model::new(input, regime, 0).map_err(refused)?;
        let held = held(&plain)?;
        let months = plain.money().months().first().copied().unwrap_or(12);
        let mut variables = Vec::new();
        let mut latest = 0.0_f64;
        for variable in &draws.variables {
            let target = target(&plain, &variable.of)?;
            let quantile = quantile(desk, variable)?;
            if target == Target::Delay {
                latest += quantile.at(1.0 - 1.0 / LATEST);
            }
            variables.push((target, quantile));
        }
        let (calendar, way) = way(desk, project, draws, &plain)?;
        latest += way.as_ref().map_or(0.0, |way| way.latest(LATEST));
        let periods = |years: f64| (years * 12.0 / f64::from(months)).ceil().max(0.0) as usize;
        let spare = held.delay + periods(latest);
        let beyond = periods(way.as_ref().map_or(0.0, |way| way.latest_of_all(SHOWN)));
        let mut stops = Vec::new();
        for disruption in &draws.disruptions {
            stops.push(Stops::of(desk, disruption)?);
        }
        let ramp = own_ramp(&plain);
        if ramp.is_none() && variables.iter().any(|(target, _)| *target == Target::RampUp) {
            return need(format!("output of {} for `ramp_up` to slow", project.name));
        }
        let model =
            if spare == 0 { plain } else { Model::new(input, regime, spare).map_err(refused)? };
        let copula =
            draws.copula().map_err(|problem| Need(format!("draws that can be had: {problem}")))?;
        let at = |id: &str| regime.parties.iter().position(|party| party.id == id);
        let state: Vec<usize> = choices.state.iter().filter_map(|party| at(&party.id)).collect();
        let state = (!state.is_empty()).then(|| model.net(&state));
        let beneficiary = choices.beneficiary.as_ref().and_then(|wanted| at(&wanted.id));
        let beneficiary = beneficiary.map(|party| model.net(&[party]));
        let Some(rate) = model.money().project().discounting.rates.first().map(|rate| rate.0)
        else {
            return need("a rate, `choices.discount_rates`");
        };
        let factors = model.money().times().factors(rate);
        let (names, causes) = named(draws, way.as_ref(), &stops);
        let day = calendar.map_or(0.0, |calendar| calendar.years(desk.day));
        let middles = model.money().start_months().iter().zip(model.money().months());
        let after: Vec<f64> = middles
            .map(|(start, months)| (f64::from(*start) + f64::from(*months) / 2.0) / 12.0 - day)
            .collect();
        let prices = Prices::of(desk, draws, &model, &factors, &after)?;
        let months = model.money().months().iter().scan(0, |so_far, months| {
            *so_far += months;
            Some(f64::from(*so_far) / 12.0)
        });
        let ends = months.collect();
        let log_rate = libm::log1p(rate);
        let road = Road {
            model,
            held,
            variables,
            copula,
            ramp,
            state,
            beneficiary,
            factors,
            dollars,
            log_rate,
            way,
            stops,
            prices,
            ends,
            beyond,
        };
        Ok(Self { project, terms, draws, names, road, causes, rate, calendar })
    }

    /// The plan of the case's draws.
    ///
    /// # Errors
    ///
    /// When there are none, or too many variables for the sampling.
    pub(crate) fn plan(&self) -> Result<Plan, Need> {
        let (seed, n) = (self.draws.seed, self.draws.n);
        Plan::new(self.sampling(), seed, n, &self.names).map_err(|error| impossible(&error))
    }

    /// The measures that the project has.
    pub(crate) fn measures(&self) -> Vec<Measure> {
        Measure::ALL.into_iter().filter(|measure| self.road.has(*measure)).collect()
    }

    /// How the draws are laid out.
    pub(crate) fn sampling(&self) -> Sampling {
        match self.draws.sampling {
            Word::Plain => Sampling::Plain,
            Word::LatinHypercube => Sampling::LatinHypercube,
            Word::Sobol => Sampling::Sobol,
        }
    }

    /// Who says how the variables are spread.
    pub(crate) fn sources(&self) -> Vec<String> {
        let variables = self.draws.variables.iter().filter_map(|v| v.source.as_ref());
        let gates = self.draws.gates.iter().filter_map(|gate| gate.source.as_ref());
        let stops = self.draws.disruptions.iter().filter_map(|stop| stop.source.as_ref());
        let paths = self.draws.paths.iter().filter_map(|path| path.source.as_ref());
        let clauses = self.draws.price_clauses.iter().filter_map(|clause| clause.source.as_ref());
        let all = variables.chain(gates).chain(stops).chain(paths).chain(clauses);
        all.map(|source| source.id.clone()).collect()
    }
}

/// What cannot be drawn, as a need.
pub(crate) fn impossible(error: &RiskError) -> Need {
    Need(format!("draws that can be had: {error}"))
}

fn quantile(desk: &Desk<'_>, variable: &Variable) -> Result<Quantile, Need> {
    let refused = |problem: Box<oreproof_case::Problem>| {
        Need(format!("a distribution of {} that can be drawn: {problem}", variable.of))
    };
    match (variable.shape, &variable.base_rate) {
        (Shape::BaseRate, Some(rate)) => {
            let of = base_rate::distribution(desk.tables, rate, variable.sigma)?;
            let cut = variable.cut(of).map_err(refused)?;
            variable.ready(&cut).map_err(refused)
        }
        _ => variable.prepare().map_err(refused),
    }
}

/// The names of the numbers that a draw takes, and the causes that they belong to.
fn named(draws: &Draws, way: Option<&Way>, stops: &[Stops]) -> (Vec<String>, Vec<Group>) {
    let mut names: Vec<String> = Vec::new();
    let mut causes = Vec::new();
    let mut add = |name: &str, numbers: &[String]| {
        let variables = (names.len()..names.len() + numbers.len()).collect();
        causes.push(Group { name: name.to_owned(), variables });
        names.extend_from_slice(numbers);
    };
    for variable in &draws.variables {
        add(&variable.of, std::slice::from_ref(&variable.of));
    }
    for step in way.iter().flat_map(|way| &way.steps) {
        add(&step.name, &[format!("gate/{}", step.name)]);
    }
    for stop in stops {
        let number = |what: &str| format!("disruption/{}/{what}", stop.name);
        add(&stop.name, &[number("rate"), number("when")]);
    }
    for path in &draws.paths {
        add(&path.of, &[path.of.clone(), format!("{}/years", path.of)]);
    }
    (names, causes)
}

/// The way of a project whose timeline has a calendar.
fn way(
    desk: &Desk<'_>,
    project: &Project,
    draws: &Draws,
    plain: &Model,
) -> Result<(Option<Calendar>, Option<Way>), Need> {
    let money = plain.money();
    let mut ws = money.workspace();
    money.evaluate(&mut ws, &Draw::stated());
    let First::Month { year, month } = money.project().timeline.first else {
        return match draws.gates.is_empty() {
            true => Ok((None, None)),
            false => need(format!("a calendar in the timeline of {}, for its gates", project.name)),
        };
    };
    let Ok(start) = Date::new(year, month, 1) else { return need("a first month that there is") };
    let Some((first, _)) = ws.production else {
        return need(format!("output of {}", project.name));
    };
    let calendar = Calendar { start };
    let at = |p: usize| f64::from(money.start_months()[p]) / 12.0;
    let built = ws.capex.iter().position(|capital| 0.0 < *capital).unwrap_or(first).min(first);
    let mut names = vec![project.id.id.as_str()];
    names.extend(project.sites.iter().map(|site| site.id.as_str()));
    let times = (calendar.years(desk.day).max(0.0), at(built), at(first));
    let way = Way::of(desk, draws, &names, times, &|period| calendar.end(period))?;
    Ok((Some(calendar), Some(way)))
}

/// The stated schedule's own way to its first full rate.
fn own_ramp(model: &Model) -> Option<Ramp> {
    let money = model.money();
    let mut ws = money.workspace();
    money.evaluate(&mut ws, &Draw::stated());
    let n = money.n_periods();
    let row = match money.has_feed() {
        true => &ws.feed,
        false => ws.recovered.get(..n)?,
    };
    Ramp::of(row, money.months())
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
        None if of == "ramp_up" => Target::RampUp,
        None if of == "lost_output" => Target::LostOutput,
        _ => return need(format!("a variable that can be drawn, not {of}")),
    })
}
