//! Prices that move from year to year, and what buyers promise whatever the market does.
//!
//! Which process a price follows, a series of ten years does not say. So both are fitted, the
//! case chooses one, and the odds are told under the other too.

use jiff::ToSpan;
use oreproof_case::model::{Correlation, DeckIs, Draws, Motion, PricePath};
use oreproof_reference::{Averaged, Price as Printed};
use oreproof_risk::correlation::{Copula, rank_correlation};
use oreproof_risk::path::{Fit, Fits, Process, UNIT_ROOT_T, fit};
use oreproof_risk::walk::{Asked, Centre, How, NUMBERS, Walks};
use oreproof_shares::Model;
use oreproof_units::{Base, Period, Price, Unit, human};
use serde::Serialize;

use super::measure::Measure;
use super::setup::{Setup, impossible};
use super::way::Way;
use super::{CONFIDENCE, Drawing, Promise, TOLD, origin};
use crate::desk::{Desk, Need, USD, need};
use crate::figure::{Figure, FigureId};
use crate::spread::Spread;

/// Draws that the other processes are told from at most: enough for a percentile to be good to a
/// hundredth of the spread.
const BESIDE: u64 = 1 << 17;

/// Years from the day at which the spread of a price is told.
const YEARS: [f64; 4] = [1.0, 5.0, 10.0, 20.0];

/// A price that moves from year to year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Path {
    /// Its key in the case: `price.copper`.
    pub of: String,
    /// How it moves.
    pub process: &'static str,
    /// Which part of all paths the deck is: `mean` or `median`.
    pub deck_is: &'static str,
    /// What both processes were fitted to, and what that says.
    pub fitted: Option<Fitted>,
    /// Each process as it is drawn; none where nothing says how fast a price returns.
    pub drawn: Vec<Moves>,
    /// Who says so, or none where it is supposed.
    pub source: Option<String>,
}

/// A process as it is drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moves {
    /// The process.
    pub process: Process,
    /// Years from the day, and the factors on the deck that one path in ten lies below and one
    /// in ten above.
    pub spread: Vec<(f64, [f64; 2])>,
}

/// Two processes fitted to monthly means.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fitted {
    /// The first month.
    pub first: Period,
    /// The last month that was known on the day.
    pub last: Period,
    /// The unit of the level.
    pub unit: String,
    /// Who printed the series, by their ids in the tables or the case.
    pub sources: Vec<String>,
    /// The processes of the price itself.
    pub fits: Fits,
    /// Whether a random walk is rejected at one error in twenty.
    pub rejects_wandering: bool,
}

/// How two variables, or the moves of two prices, go together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Together {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// The rank correlation.
    pub rho: f64,
    /// Its standard error, where it was fitted.
    pub error: Option<f64>,
}

/// The odds with all prices moving in one way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Under {
    /// `returning`, `wandering`, or `as chosen`.
    pub process: &'static str,
    /// Whether it is what the case chooses.
    pub is_chosen: bool,
    /// How many draws.
    pub n: u64,
    /// The present value: one draw in ten below, the middle, one in ten above.
    pub npv: FigureId,
    /// The quantiles of [`TOLD`] of the present value, each with its 90 % interval.
    pub quantiles: Vec<oreproof_risk::summary::Estimate>,
    /// The odds that the present value is below nought.
    pub below_nought: FigureId,
    /// What was promised, with the odds that it is reached, in the order of the promises.
    pub reached: Vec<(String, FigureId)>,
}

/// The months of a price, as its series prints them.
struct Months {
    first: Period,
    last: Period,
    unit: Unit,
    sources: Vec<String>,
    means: Vec<f64>,
}

/// Paths and clauses of a project, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Prices {
    /// What the paths are, for those who read of them.
    #[serde(skip)]
    pub told: Vec<Path>,
    #[serde(skip)]
    pub together: Vec<Together>,
    /// The paths; none where no price moves.
    walks: Option<Walks>,
    /// Which price of the model each path is of.
    of: Vec<usize>,
    /// How much each period counts for a path's level.
    #[serde(skip)]
    weights: Vec<Vec<f64>>,
    /// Each process by which all prices could move, where that is another than chosen.
    #[serde(skip)]
    others: Vec<(&'static str, Walks)>,
    clauses: Vec<Clause>,
}

/// A price that a buyer promises, as factors on the deck's.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Clause {
    of: usize,
    floor: Option<Vec<f64>>,
    cap: Option<Vec<f64>>,
    part: f64,
}

impl Prices {
    /// The paths and clauses of the case's draws for a model; `factors` discount its periods and
    /// `after` says how many years after the day each has its middle.
    ///
    /// # Errors
    ///
    /// What is missing or cannot be drawn.
    pub(crate) fn of(
        desk: &Desk<'_>,
        draws: &Draws,
        model: &Model,
        factors: &[f64],
        after: &[f64],
    ) -> Result<Self, Need> {
        let mut prices = Self { clauses: clauses(draws, model)?, ..Self::default() };
        if draws.paths.is_empty() {
            return Ok(prices);
        }
        let (together, copula) = together(desk, draws)?;
        let mut asked: [Vec<Asked>; 2] = Default::default();
        for path in &draws.paths {
            let at = priced(model, path.commodity())?;
            let weights = weights(model, path.commodity(), factors);
            let start = start(model, path, after)?;
            let fitted = fitted(desk, path)?;
            let [returning, wandering] = [Motion::Returning, Motion::Wandering].map(|motion| {
                let fits = fitted.as_ref().map(|fitted| &fitted.fits);
                let fit = fits.and_then(|fits| match motion {
                    Motion::Returning => fits.returning.or(Some(fits.wandering)),
                    Motion::Wandering => Some(fits.wandering),
                });
                path.process(motion, fit.map(|fit| fit.process))
            });
            let chosen = match path.process {
                Motion::Returning => returning,
                Motion::Wandering => wandering,
            };
            let Some(chosen) = chosen else {
                return need(format!(
                    "`speed` of the path {}: its months do not return at all",
                    path.of
                ));
            };
            let centre = match path.deck_is {
                DeckIs::Mean => Centre::Mean,
                DeckIs::Median => Centre::Median,
            };
            let ask = |process| Asked { process, centre, start, weights: weights.clone() };
            asked[0].push(ask(returning.unwrap_or(chosen)));
            asked[1].push(ask(wandering.unwrap_or(chosen)));
            let drawn = [returning, wandering].into_iter().flatten();
            prices.told.push(Path {
                of: path.of.clone(),
                process: path.process.word(),
                deck_is: path.deck_is.word(),
                fitted,
                drawn: drawn.map(|process| moves(&ask(process))).collect::<Result<_, _>>()?,
                source: path.source.as_ref().map(|source| source.id.clone()),
            });
            prices.of.push(at);
            prices.weights.push(weights);
        }
        let ready = |asked: &[Asked]| {
            Walks::new(asked, copula.clone(), after).map_err(|error| impossible(&error))
        };
        let chosen: Vec<Asked> = draws
            .paths
            .iter()
            .enumerate()
            .map(|(at, path)| asked[usize::from(path.process == Motion::Wandering)][at].clone())
            .collect();
        for (word, asked) in
            [Motion::Returning, Motion::Wandering].map(Motion::word).into_iter().zip(&asked)
        {
            if *asked != chosen {
                prices.others.push((word, ready(asked)?));
            }
        }
        prices.walks = Some(ready(&chosen)?);
        prices.together = together;
        Ok(prices)
    }

    /// Whether prices are the same in every period.
    pub(crate) fn is_still(&self) -> bool {
        self.walks.is_none() && self.clauses.is_empty()
    }

    /// How many numbers of the unit interval a draw takes.
    pub(crate) fn n_units(&self) -> usize {
        self.walks.as_ref().map_or(0, |walks| NUMBERS * walks.len())
    }

    /// Fills rows of periods, one for each price of the model, from what multiplies every period
    /// alike and the numbers of a draw; `room` takes the paths.
    pub(crate) fn draw(
        &self,
        units: &[f64],
        how: How,
        alike: &[f64],
        room: &mut Vec<f64>,
        rows: &mut [f64],
    ) {
        let n = rows.len() / alike.len().max(1);
        for (row, factor) in rows.chunks_exact_mut(n).zip(alike) {
            row.fill(*factor);
        }
        if let Some(walks) = &self.walks {
            room.resize(n * walks.len(), 0.0);
            walks.draw(units, how, room);
            for (at, path) in self.of.iter().zip(room.chunks_exact(n)) {
                let row = &mut rows[at * n..][..n];
                row.iter_mut().zip(path).for_each(|(factor, path)| *factor *= path);
            }
        }
        for clause in &self.clauses {
            clause.pay(&mut rows[clause.of * n..][..n]);
        }
    }

    /// The weighted mean of a path's factors at each share of its level.
    pub(crate) fn level(&self, path: usize, p: f64) -> f64 {
        let Some(walks) = &self.walks else { return 1.0 };
        let mut units = vec![0.5; self.n_units()];
        units[NUMBERS * path] = p;
        let n = self.weights[path].len();
        let mut rows = vec![0.0; n * walks.len()];
        walks.draw(&units, How { alone: true, on_average: true, later: 0.0 }, &mut rows);
        let row = &rows[path * n..][..n];
        let weight: f64 = self.weights[path].iter().sum();
        row.iter().zip(&self.weights[path]).map(|(f, w)| f * w).sum::<f64>() / weight
    }

    /// The same without a clause of the case, by its place among them.
    pub(crate) fn without(&self, clause: usize) -> Self {
        let mut prices = self.clone();
        prices.clauses.remove(clause);
        prices
    }
}

impl Clause {
    /// Turns factors of the market into factors of what is paid.
    fn pay(&self, row: &mut [f64]) {
        for (p, factor) in row.iter_mut().enumerate() {
            let mut paid = *factor;
            if let Some(cap) = &self.cap {
                paid = paid.min(cap[p]);
            }
            if let Some(floor) = &self.floor {
                paid = paid.max(floor[p]);
            }
            *factor += self.part * (paid - *factor);
        }
    }
}

impl Path {
    /// What the months say of both processes, in a sentence; none where nothing is fitted.
    pub fn verdict(&self) -> Option<String> {
        let Fitted { first, last, fits, rejects_wandering, .. } = self.fitted.as_ref()?;
        let n = fits.wandering.n_steps + 1;
        let t = fits.unit_root_t;
        let likelihood = match &fits.returning {
            Some(returning) => format!(
                "the logarithm of the likelihood is {:.1} when it returns and {:.1} when it wanders",
                returning.log_likelihood, fits.wandering.log_likelihood
            ),
            None => "fitted to return, it does not".to_owned(),
        };
        let decides = match rejects_wandering {
            true => "a random walk is rejected at one error in twenty",
            false => "a random walk is not rejected: these months do not decide",
        };
        Some(format!(
            "{}, {n} monthly means from {first} to {last}: {likelihood}; {decides} (t = {t:.2}, where {UNIT_ROOT_T} would).",
            self.of
        ))
    }

    /// The fit of one of its processes, where there is one and it is what is drawn.
    pub fn fit(&self, moves: &Moves) -> Option<&Fit> {
        let fits = &self.fitted.as_ref()?.fits;
        match moves.process {
            Process::Returning { .. } => fits.returning.as_ref(),
            Process::Wandering { .. } => Some(&fits.wandering),
        }
    }
}

impl Moves {
    /// The word of the process.
    pub fn word(&self) -> &'static str {
        match self.process {
            Process::Returning { .. } => Motion::Returning.word(),
            Process::Wandering { .. } => Motion::Wandering.word(),
        }
    }

    /// Its volatility, with the standard error of a fit that it is from.
    pub fn volatility(&self, fit: Option<&Fit>) -> String {
        let fitted = fit.map(|fit| (fit.process.volatility(), fit.errors.volatility()));
        with_error(self.process.volatility(), fitted)
    }

    /// How fast it returns, in words; none where it does not.
    pub fn speed(&self, fit: Option<&Fit>) -> Option<String> {
        let Process::Returning { speed, .. } = self.process else { return None };
        let fitted = fit.and_then(|fit| match (fit.process, fit.errors) {
            (Process::Returning { speed, .. }, Process::Returning { speed: error, .. }) => {
                Some((speed, error))
            }
            _ => None,
        });
        let half = std::f64::consts::LN_2 / speed;
        Some(format!("{}, half the way in {half:.1} years", with_error(speed, fitted)))
    }
}

impl Fitted {
    /// The level that a fitted process returns to, in words; the deck is put in its place.
    pub fn level(&self) -> Option<String> {
        let fit = self.fits.returning.as_ref()?;
        let (Process::Returning { level, .. }, Process::Returning { level: error, .. }) =
            (fit.process, fit.errors)
        else {
            return None;
        };
        Some(format!("{} ± {} {}", human::number(level), human::number(error), self.unit))
    }
}

/// A parameter, with its standard error where it is the fitted one.
fn with_error(value: f64, fitted: Option<(f64, f64)>) -> String {
    match fitted {
        Some((known, error)) if known == value => format!("{value:.3} ± {error:.3}"),
        _ => format!("{value:.3}"),
    }
}

/// The odds under each process by which all prices could move, as chosen first.
///
/// # Errors
///
/// What cannot be drawn.
pub(crate) fn under(
    desk: &mut Desk<'_>,
    setup: &Setup<'_>,
    drawn: &Drawing,
    promises: &[Promise],
) -> Result<Vec<Under>, Need> {
    let Some(first) = setup.draws.paths.first() else { return Ok(Vec::new()) };
    let is_one = setup.draws.paths.iter().all(|path| path.process == first.process);
    let word = if is_one { first.process.word() } else { "as chosen" };
    let mut under = vec![told(desk, setup, word, true, drawn, promises)?];
    for (word, walks) in &setup.road.prices.others {
        let mut road = setup.road.clone();
        road.prices.walks = Some(walks.clone());
        let mut measures: Vec<Measure> = promises.iter().map(|promise| promise.measure).collect();
        measures.push(Measure::Npv);
        measures.sort_unstable();
        measures.dedup();
        let drawn = Drawing::by(setup, &road, measures, setup.draws.n.min(BESIDE), desk.watch)?;
        under.push(told(desk, setup, word, false, &drawn, promises)?);
    }
    Ok(under)
}

/// What draws under one process come to.
fn told(
    desk: &mut Desk<'_>,
    setup: &Setup<'_>,
    process: &'static str,
    is_chosen: bool,
    drawn: &Drawing,
    promises: &[Promise],
) -> Result<Under, Need> {
    let project = setup.project.id.id.as_str();
    let add = |desk: &mut Desk<'_>, last: &[&str], label: &str, value, unit| {
        let mut path = vec!["odds", project, "process", process];
        path.extend(last);
        let label = format!("{}, prices {process}: {label}", setup.project.name);
        let figure = Figure::new(FigureId::path(&path), label, value, unit, origin(setup));
        desk.figures.add(figure)
    };
    let npv = drawn.sorted(Measure::Npv).expect("it was drawn")?;
    let at = |p: f64| npv.quantile(p, CONFIDENCE).map_err(|error| impossible(&error));
    let spread = Spread { low: at(0.1)?.value, best: at(0.5)?.value, high: at(0.9)?.value };
    let label = "present value, one in ten below, the middle, one in ten above";
    let figure = add(desk, &["npv"], label, spread, Some(USD));
    let share = Spread::exact(1.0 - npv.exceedance(0.0).0);
    let below_nought =
        add(desk, &["below-nought"], "odds of a present value below nought", share, None);
    let (low, high) = setup.road.way.as_ref().map_or((1.0, 1.0), Way::odds);
    let mut reached = Vec::new();
    for promise in promises {
        let sorted = drawn.sorted(promise.measure).expect("it was drawn")?;
        let (share, _) = sorted.exceedance(desk.value(&promise.promised).best);
        let odds = [low, f64::midpoint(low, high), high].map(|odds| odds * share);
        let spread = Spread { low: odds[0], best: odds[1], high: odds[2] };
        let measure = promise.measure;
        let label = format!("odds that {} reaches what {} says", measure.label(), promise.of);
        let figure = add(desk, &["reached", &promise.of, measure.word()], &label, spread, None);
        reached.push((promise.of.clone(), figure));
    }
    Ok(Under {
        process,
        is_chosen,
        n: drawn.outcomes.n_draws as u64,
        npv: figure,
        quantiles: TOLD.into_iter().map(at).collect::<Result<_, _>>()?,
        below_nought,
        reached,
    })
}

/// How far one process takes a price.
fn moves(asked: &Asked) -> Result<Moves, Need> {
    let Asked { process, centre, .. } = *asked;
    let asked = Asked { process, centre, weights: vec![1.0; YEARS.len()], start: 1.0 };
    let walks = Walks::new(&[asked], None, &YEARS).map_err(|error| impossible(&error))?;
    let [low, high] = [0.1, 0.9].map(|p| walks.quantiles(0, p));
    let spread = YEARS.into_iter().zip(low.into_iter().zip(high));
    Ok(Moves { process, spread: spread.map(|(year, (low, high))| (year, [low, high])).collect() })
}

/// Which price of the model is that of a commodity.
fn priced(model: &Model, commodity: &str) -> Result<usize, Need> {
    let at = model.money().priced().iter().position(|priced| priced == commodity);
    at.ok_or_else(|| Need(format!("a price of {commodity} in the project")))
}

/// What each period earns by a commodity, discounted: how much it counts for the level of a path.
fn weights(model: &Model, commodity: &str, factors: &[f64]) -> Vec<f64> {
    let money = model.money();
    let n = money.n_periods();
    let mut ws = money.workspace();
    money.evaluate(&mut ws, &oreproof_money::Draw::stated());
    let mut weights = vec![0.0; n];
    for (slot, row) in money.selling().slots().iter().zip(ws.revenue.chunks_exact(n)) {
        if slot.metal == commodity {
            weights.iter_mut().zip(row).for_each(|(sum, revenue)| *sum += revenue);
        }
    }
    match weights.iter().any(|earned| 0.0 < *earned) {
        true => weights.iter().zip(factors).map(|(earned, factor)| earned * factor).collect(),
        // An oxide is sold in a basket, whose parts are not kept apart.
        false => factors.to_vec(),
    }
}

/// A commodity's price in each period, per tonne, in the deck's own money and its unit.
fn deck(model: &Model, commodity: &str) -> Option<(Vec<f64>, Unit)> {
    let money = model.money();
    let series = money.project().prices.prices.get(commodity)?;
    let currency = series.values().first()?.currency;
    let row = money.grid().hold(series, Price::per_tonne, "prices", &mut Vec::new());
    Some((row, Unit::per(Base::Money(currency), Base::Tonne)))
}

/// Where a path starts, over the deck.
fn start(model: &Model, path: &PricePath, after: &[f64]) -> Result<f64, Need> {
    let Some(start) = &path.start else { return Ok(1.0) };
    let Some((deck, unit)) = deck(model, path.commodity()) else {
        return need(format!("a price of {} in the deck", path.commodity()));
    };
    let Ok(Some(start)) = start.value_in(unit) else {
        return need(format!("`start` of {} in {unit}, the money of the deck", path.of));
    };
    let first = after.partition_point(|years| *years <= 0.0).min(deck.len() - 1);
    Ok(start / deck[first])
}

/// What buyers promise, over the deck.
fn clauses(draws: &Draws, model: &Model) -> Result<Vec<Clause>, Need> {
    let mut clauses = Vec::new();
    for clause in &draws.price_clauses {
        let of = priced(model, clause.commodity())?;
        let Some((deck, unit)) = deck(model, clause.commodity()) else {
            return need(format!("a price of {} in the deck", clause.commodity()));
        };
        let over = |price: &Option<oreproof_case::Quantity<oreproof_case::quantity::Price>>| {
            let Some(price) = price else { return Ok(None) };
            match price.value_in(unit) {
                Ok(Some(price)) => Ok(Some(deck.iter().map(|deck| price / deck).collect())),
                _ => need(format!("{} of {} in {unit}", price.written, clause.name)),
            }
        };
        let (floor, cap): (Option<Vec<f64>>, Option<Vec<f64>>) =
            (over(&clause.floor)?, over(&clause.cap)?);
        let bites = floor.iter().flatten().any(|floor| 1.0 < *floor)
            || cap.iter().flatten().any(|cap| *cap < 1.0);
        if bites {
            return need(format!(
                "a deck that {} leaves as it is: what is paid at the stated prices is the deck's",
                clause.name
            ));
        }
        let part =
            clause.part().map_err(|problem| Need(format!("a part that can be: {problem}")))?;
        clauses.push(Clause { of, floor, cap, part });
    }
    Ok(clauses)
}

/// The fits of a path, where it asks for them.
fn fitted(desk: &Desk<'_>, path: &PricePath) -> Result<Option<Fitted>, Need> {
    let Some(during) = path.fitted else { return Ok(None) };
    let months = months(desk, path.commodity(), during)?;
    let fits = fit(&months.means, 1.0 / 12.0).map_err(|error| impossible(&error))?.of_means();
    let Months { first, last, sources, .. } = months;
    let unit = months.unit.to_string();
    let rejects_wandering = fits.unit_root_t < UNIT_ROOT_T;
    Ok(Some(Fitted { first, last, unit, sources, fits, rejects_wandering }))
}

/// The monthly means of a commodity that were known on the day, none left out: of the reference
/// tables, or of the case where they have none.
fn months(desk: &Desk<'_>, commodity: &str, during: Period) -> Result<Months, Need> {
    let is_month =
        |period: &Period| Some(*period) == Period::month(period.first.year(), period.first.month());
    let within = |period: &Period| {
        is_month(period)
            && during.first <= period.first
            && period.last <= during.last
            && period.last < desk.day
    };
    let known = desk.tables.prices_of(commodity).filter(|row| row.basis == Averaged::Month);
    let known = known.filter(|row| within(&row.period));
    let mean = |row: &Printed| f64::midpoint(row.low, row.high);
    let mut rows: Vec<(Period, f64, Unit, String)> =
        known.map(|row| (row.period, mean(row), row.unit, row.source.id().to_owned())).collect();
    if rows.is_empty() {
        for row in &desk.case.prices {
            let unit = row.price.first().value.unit;
            if row.commodity == commodity
                && within(&row.date)
                && let Ok(Some(mean)) = row.price.best_in(unit)
            {
                let source = row.source.as_ref().map(|s| s.id.clone()).unwrap_or_default();
                rows.push((row.date, mean, unit, source));
            }
        }
    }
    rows.sort_by_key(|row| row.0);
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return need(format!("monthly prices of {commodity} in {during}, known on {}", desk.day));
    };
    let unit = first.2;
    for pair in rows.windows(2) {
        let next = pair[0].0.last.checked_add(1.day()).ok();
        if next != Some(pair[1].0.first) {
            return need(format!("one price of {commodity} for each month after {}", pair[0].0));
        }
    }
    if rows.iter().any(|row| row.2 != unit) {
        return need(format!("monthly prices of {commodity} in one unit"));
    }
    let mut sources: Vec<String> = rows.iter().map(|row| row.3.clone()).collect();
    sources.dedup();
    let (first, last) = (first.0, last.0);
    let means = rows.into_iter().map(|row| row.1).collect();
    Ok(Months { first, last, unit, sources, means })
}

/// How the paths go together, stated or from the months that they have in common.
fn together(desk: &Desk<'_>, draws: &Draws) -> Result<(Vec<Together>, Option<Copula>), Need> {
    let names: Vec<&str> = draws.paths.iter().map(|path| path.of.as_str()).collect();
    let of = |name: &str| draws.paths.iter().find(|path| path.of == name);
    let mut together = Vec::new();
    for link in &draws.correlations {
        let (Some(a), Some(b)) = (of(&link.a), of(&link.b)) else { continue };
        let (rho, error) = match (link.rho, link.fitted) {
            (Some(rho), _) => (rho, None),
            (None, Some(during)) => {
                let (rho, error) = rank(desk, a, b, during)?;
                (rho, Some(error))
            }
            (None, None) => return need(format!("`rho` of {} and {}", link.a, link.b)),
        };
        let (a, b) = (link.a.clone(), link.b.clone());
        together.push(Together { a, b, rho, error });
    }
    let rho = |link: &Correlation| {
        let known = together.iter().find(|known| known.a == link.a && known.b == link.b);
        known.map_or(0.0, |known| known.rho)
    };
    let copula = draws.copula_of(&names, &rho);
    let copula = copula.map_err(|problem| Need(format!("paths that can be had: {problem}")))?;
    Ok((together, copula))
}

/// The rank correlation of the monthly moves of two prices, and its standard error.
fn rank(desk: &Desk<'_>, a: &PricePath, b: &PricePath, during: Period) -> Result<(f64, f64), Need> {
    let [a, b] = [months(desk, a.commodity(), during)?, months(desk, b.commodity(), during)?];
    // Both are without gaps, so that they differ in their ends alone.
    let moves = |of: &Months, other: &Months| -> Vec<f64> {
        let before = i32::max(0, months_between(of.first, other.first)) as usize;
        let after = i32::max(0, months_between(other.last, of.last)) as usize;
        let kept = of.means.len().saturating_sub(before + after);
        let means = of.means.iter().skip(before).take(kept);
        let logs: Vec<f64> = means.map(|mean| libm::log(*mean)).collect();
        logs.windows(2).map(|pair| pair[1] - pair[0]).collect()
    };
    rank_correlation(&moves(&a, &b), &moves(&b, &a)).map_err(|error| impossible(&error))
}

fn months_between(a: Period, b: Period) -> i32 {
    let months = |day: jiff::civil::Date| 12 * i32::from(day.year()) + i32::from(day.month());
    months(b.first) - months(a.first)
}
