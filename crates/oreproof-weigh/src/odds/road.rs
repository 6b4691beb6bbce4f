//! One draw of a project: from numbers of the unit interval to what the project comes to.

use oreproof_money::discount::weighted_sum;
use oreproof_money::{Draw, Prices};
use oreproof_risk::correlation::Copula;
use oreproof_risk::elementary::exp;
use oreproof_risk::run::Model as Drawn;
use oreproof_risk::walk::How;
use oreproof_risk::{Quantile, on_widest};
use oreproof_shares::{Model, Net, Workspace};
use serde::Serialize;

use super::measure::Measure;
use super::prices::Prices as Moving;
use super::way::{Stops, Way};

/// What a variable moves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Target {
    Price(usize),
    Grade(usize),
    Recovery(usize),
    Capital,
    Costs,
    Delay,
    RampUp,
    LostOutput,
}

/// What holds in every draw beside what is drawn: a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Held {
    /// A factor on each price of the model.
    pub prices: Vec<f64>,
    /// Periods by which production is late.
    pub delay: usize,
    /// The part of output that is left.
    pub output: f64,
    /// A factor on running costs.
    pub costs: f64,
    /// Factors on capital by kind.
    pub capital: [f64; 4],
}

impl Held {
    /// The project as stated.
    pub(crate) fn stated(n_priced: usize) -> Self {
        Self { prices: vec![1.0; n_priced], delay: 0, output: 1.0, costs: 1.0, capital: [1.0; 4] }
    }
}

/// The schedule's own way to its first full rate: where a drawn ramp-up takes hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Ramp {
    /// The first period with output, as stated.
    pub first: usize,
    /// Output of each stated period over the first full rate, from the first on.
    pub stated: Vec<f64>,
}

impl Ramp {
    /// From a row of output over the stated schedule, and the months of its periods.
    pub(crate) fn of(row: &[f64], months: &[i32]) -> Option<Self> {
        let rate = |p: usize| row[p] / f64::from(months[p]);
        let first = row.iter().position(|output| 0.0 < *output)?;
        let full = (first..row.len())
            .find(|p| *p + 1 == row.len() || rate(p + 1) <= rate(*p) * (1.0 + 1e-9))?;
        let stated = (first..row.len()).map(|p| rate(p) / rate(full)).collect();
        Some(Self { first, stated })
    }

    /// The part of each period's stated output that is reached when output rises in a straight
    /// line from nothing to the first full rate within `years`, from `delay` periods later on.
    ///
    /// Where the schedule itself is slower, it stays; what is added later rises in the same way.
    fn reached(&self, years: f64, delay: usize, months: &[i32], into: &mut [f64]) {
        let mut before = 0.0;
        for (k, stated) in self.stated.iter().enumerate() {
            if years <= before {
                break;
            }
            let p = self.first + delay + k;
            let after = before + f64::from(months[p]) / 12.0;
            // Output since the start, in years at full rate.
            let so_far = |t: f64| if t < years { t * t / (2.0 * years) } else { t - years / 2.0 };
            let part = (so_far(after) - so_far(before)) / (after - before);
            let allowed = part * stated.max(1.0);
            if allowed < *stated {
                into[p] *= allowed / stated;
            }
            before = after;
        }
    }
}

/// A project as a model of draws.
#[derive(Clone, Serialize)]
pub(crate) struct Road {
    #[serde(skip)]
    pub model: Model,
    pub held: Held,
    pub variables: Vec<(Target, Quantile)>,
    pub copula: Option<Copula>,
    pub ramp: Option<Ramp>,
    /// What the parties that are the state get, and the beneficiary.
    #[serde(skip)]
    pub state: Option<Net>,
    #[serde(skip)]
    pub beneficiary: Option<Net>,
    /// The discount factor of each period at the first rate.
    pub factors: Vec<f64>,
    /// US dollars for one unit of the model's money.
    pub dollars: f64,
    /// The logarithm of one and the first rate: by what a year's lateness shrinks a value.
    pub log_rate: f64,
    /// The way to the first sale, where the timeline has a calendar.
    pub way: Option<Way>,
    /// What stops output now and then.
    pub stops: Vec<Stops>,
    /// Prices that move from period to period.
    pub prices: Moving,
    /// The ends of the periods in years from the start.
    pub ends: Vec<f64>,
    /// Periods after the last that a plan late as a whole reaches in nearly all draws.
    pub beyond: usize,
}

/// Room for one draw.
pub(crate) struct Room {
    pub ws: Workspace,
    /// Cash after takes, by period.
    pub after: Vec<f64>,
    /// What the state gets, by period.
    pub state: Vec<f64>,
    /// What the beneficiary gets, by period.
    pub beneficiary: Vec<f64>,
    /// By how many years the whole plan is late.
    pub slip: f64,
    /// Whether each variable is moved without those that go together with it.
    pub alone: bool,
    /// Whether stops take what they take on average, and not when they come.
    pub on_average: bool,
    row: Vec<f64>,
    values: Vec<f64>,
    prices: Vec<f64>,
    /// What multiplies each price in each period; empty where all periods are alike.
    by_period: Vec<f64>,
    paths: Vec<f64>,
    grade: Vec<f64>,
    recovery: Vec<f64>,
    metal: Vec<f64>,
    reached: Vec<f64>,
}

impl Road {
    /// Room for draws.
    pub(crate) fn room(&self) -> Room {
        let (money, n) = (self.model.money(), self.model.money().n_periods());
        let metals = money.metals().len();
        let row = || vec![0.0; n];
        Room {
            ws: self.model.workspace(),
            after: row(),
            state: row(),
            beneficiary: row(),
            slip: 0.0,
            alone: false,
            on_average: false,
            row: row(),
            values: vec![0.0; self.variables.len()],
            prices: vec![1.0; money.priced().len()],
            by_period: match self.prices.is_still() {
                true => Vec::new(),
                false => vec![1.0; n * money.priced().len()],
            },
            paths: Vec::new(),
            grade: vec![1.0; metals],
            recovery: vec![1.0; metals],
            metal: vec![1.0; n],
            reached: vec![1.0; n],
        }
    }

    /// Works one draw out; the rows are in the room.
    pub(crate) fn walk(&self, units: &[f64], room: &mut Room) {
        let money = self.model.money();
        let n_variables = self.variables.len();
        let copula = self.copula.as_ref().filter(|_| !room.alone);
        values(&self.variables, copula, &units[..n_variables], &mut room.values);
        let (mut capital, mut costs, mut delay, mut ramp) = (1.0, self.held.costs, 0.0, 0.0);
        let mut kept = self.held.output;
        room.prices.copy_from_slice(&self.held.prices);
        room.grade.fill(1.0);
        room.recovery.fill(1.0);
        for ((target, _), &value) in self.variables.iter().zip(&room.values) {
            match target {
                Target::Price(at) => room.prices[*at] *= value,
                Target::Grade(at) => room.grade[*at] *= value,
                Target::Recovery(at) => room.recovery[*at] *= value,
                Target::Capital => capital *= value,
                Target::Costs => costs *= value,
                Target::Delay => delay += value,
                Target::RampUp => ramp += value,
                Target::LostOutput => kept *= 1.0 - value,
            }
        }
        let months = money.months();
        let steps = self.way.as_ref().map_or(&[][..], |way| &way.steps);
        let (steps, rest) = units[n_variables..].split_at(steps.len());
        let (stops, paths) = rest.split_at(2 * self.stops.len());
        let way = self.way.as_ref().map(|way| way.late(steps)).unwrap_or_default();
        room.slip = way.all;
        let late = (delay + way.production) * 12.0 / f64::from(months[0]);
        let late = (late.round() as usize + self.held.delay).min(money.spare());
        room.metal.fill(1.0);
        for (stop, units) in self.stops.iter().zip(stops.chunks_exact(2)) {
            match room.on_average {
                true => stop.take_mean(units[0], &mut room.metal),
                false => stop.take([units[0], units[1]], &self.ends, &mut room.metal),
            }
        }
        if kept != 1.0 {
            room.metal.iter_mut().for_each(|left| *left *= kept);
        }
        room.reached.fill(1.0);
        if let (Some(own), true) = (&self.ramp, 0.0 < ramp) {
            own.reached(ramp, late, months, &mut room.reached);
        }
        if !room.by_period.is_empty() {
            let (alone, on_average) = (room.alone, room.on_average);
            let how = How { later: room.slip, alone, on_average };
            self.prices.draw(paths, how, &room.prices, &mut room.paths, &mut room.by_period);
        }
        self.evaluate(late, costs, capital, room);
    }

    /// Makes the numbers of variables what they are ranked by as drawn: those that go together
    /// become their scores.
    pub(crate) fn correlate(&self, units: &mut [f64]) {
        if let Some(copula) = &self.copula {
            copula.scores(&mut units[..self.variables.len()]);
        }
    }

    /// How many years after the plan's own the first sale comes in a draw; `space` has a number
    /// for each variable.
    pub(crate) fn late(&self, units: &[f64], space: &mut [f64]) -> f64 {
        let n_variables = self.variables.len();
        values(&self.variables, self.copula.as_ref(), &units[..n_variables], space);
        let delays = self.variables.iter().zip(space.iter());
        let delays = delays.filter(|((target, _), _)| *target == Target::Delay);
        let delay: f64 = delays.map(|(_, value)| value).sum();
        let n_steps = self.way.as_ref().map_or(0, |way| way.steps.len());
        let steps = &units[n_variables..][..n_steps];
        let late = self.way.as_ref().map(|way| way.late(steps)).unwrap_or_default();
        let held: i32 = self.model.money().months()[..self.held.delay].iter().sum();
        late.all + late.production + delay + f64::from(held) / 12.0
    }

    /// What is held in every draw and nothing drawn: the promised line.
    pub(crate) fn stated(&self) -> Room {
        let mut room = self.room();
        room.by_period.clear();
        room.prices.copy_from_slice(&self.held.prices);
        room.metal.fill(self.held.output);
        self.evaluate(self.held.delay, self.held.costs, 1.0, &mut room);
        room
    }

    /// Works out the rows of a draw whose factors lie in the room.
    fn evaluate(&self, delay: usize, operating: f64, capital: f64, room: &mut Room) {
        let road = self;
        on_widest!(evaluate(
            road: &Road,
            delay: usize,
            operating: f64,
            capital: f64,
            room: &mut Room
        ) -> ());
    }

    /// What a party gets over the draw in the room, in US dollars.
    pub(crate) fn party(&self, party: usize, room: &mut Room) -> f64 {
        self.model.party_cash(&room.ws, party, &mut room.row);
        room.row.iter().sum::<f64>() * self.dollars
    }

    /// Whether a measure can be had of this project.
    pub(crate) fn has(&self, measure: Measure) -> bool {
        match measure {
            Measure::Contained => !self.model.money().metals().is_empty() && self.knows_grade(),
            Measure::State => self.state.is_some(),
            Measure::Beneficiary => self.beneficiary.is_some(),
            _ => true,
        }
    }

    /// Whether metal in the feed is known, and not only what is saved.
    fn knows_grade(&self) -> bool {
        let mut ws = self.model.workspace();
        self.model.evaluate(&mut ws, &Draw::stated());
        ws.money.contained.iter().any(|tonnes| 0.0 < *tonnes)
    }

    /// The sum of a measure over the draw in the room, in US dollars.
    #[inline(always)]
    pub(crate) fn measured(&self, measure: Measure, room: &Room) -> f64 {
        let ws = &room.ws.money;
        let sum = |row: &[f64]| row.iter().sum::<f64>();
        let dollars = |sum: f64| sum * self.dollars;
        match measure {
            Measure::Contained => {
                let metals = self.model.money().metals().iter().map(String::as_str);
                dollars(self.worth(&ws.contained, &ws.prices, metals))
            }
            Measure::Recovered => {
                let slots = self.model.money().selling().slots().iter();
                let metals = slots.map(|slot| slot.metal.as_str());
                dollars(self.worth(&ws.recovered, &ws.prices, metals))
            }
            Measure::Payable => dollars(sum(&ws.gross)),
            Measure::Nsr => dollars(sum(&ws.nsr)),
            Measure::Operating => dollars(sum(&ws.nsr) - sum(&ws.opex)),
            Measure::PreTax => dollars(sum(&ws.pre_tax)),
            // Rows of the room are in US dollars already.
            Measure::AfterTake => sum(&room.after),
            // The same sum as the stated measure's, so that no spread gives the stated value.
            Measure::Npv => {
                weighted_sum(&room.after, &self.factors) * exp(-room.slip * self.log_rate)
            }
            Measure::State => sum(&room.state),
            Measure::Beneficiary => sum(&room.beneficiary),
        }
    }

    /// Tonnes of metals at their prices; a metal without a price counts for nothing.
    fn worth<'m>(
        &self,
        tonnes: &[f64],
        prices: &[f64],
        metals: impl Iterator<Item = &'m str>,
    ) -> f64 {
        let money = self.model.money();
        let n = money.n_periods();
        let of = |metal: &str| money.priced().iter().position(|priced| priced == metal);
        let rows = metals.zip(tonnes.chunks(n)).filter_map(|(metal, row)| Some((of(metal)?, row)));
        let dot = |(at, row): (usize, &[f64])| {
            row.iter().zip(&prices[at * n..][..n]).map(|(t, price)| t * price).sum::<f64>()
        };
        rows.map(dot).sum()
    }
}

/// The value of each variable from its number of the unit interval, together with those that go
/// together where there is a copula.
fn values(
    variables: &[(Target, Quantile)],
    copula: Option<&Copula>,
    units: &[f64],
    values: &mut [f64],
) {
    values.copy_from_slice(units);
    let mut bound = &[][..];
    if let Some(copula) = copula {
        copula.scores(values);
        bound = copula.bound();
    }
    for (at, ((_, quantile), value)) in variables.iter().zip(values).enumerate() {
        *value = match bound.split_first() {
            Some((first, rest)) if *first == at => {
                bound = rest;
                quantile.at_score(*value)
            }
            _ => quantile.at(*value),
        };
    }
}

#[inline(always)]
fn evaluate(road: &Road, delay: usize, operating: f64, capital: f64, room: &mut Room) {
    let some = |row: &[f64]| row.iter().any(|factor| *factor != 1.0);
    let [initial, expansion, sustaining, closure] = road.held.capital;
    let draw = Draw {
        prices: match room.by_period.is_empty() {
            true => Prices::Times(&room.prices),
            false => Prices::TimesByPeriod(&room.by_period),
        },
        delay,
        throughput: some(&room.reached).then_some(room.reached.as_slice()),
        metal: some(&room.metal).then_some(room.metal.as_slice()),
        grade: some(&room.grade).then_some(room.grade.as_slice()),
        recovery: some(&room.recovery).then_some(room.recovery.as_slice()),
        operating,
        capital: [capital * initial, capital * expansion, sustaining, closure],
    };
    road.model.evaluate(&mut room.ws, &draw);
    road.model.after_take_into(&room.ws, &mut room.after);
    for (net, row) in [(&road.state, &mut room.state), (&road.beneficiary, &mut room.beneficiary)] {
        if let Some(net) = net {
            road.model.net_cash(&room.ws, net, row);
        }
    }
    if road.dollars != 1.0 {
        for row in [&mut room.after, &mut room.state, &mut room.beneficiary] {
            row.iter_mut().for_each(|cash| *cash *= road.dollars);
        }
    }
}

/// The road with the measures that are asked of each draw.
pub(crate) struct Measured<'r> {
    pub road: &'r Road,
    pub measures: &'r [Measure],
}

impl Drawn for Measured<'_> {
    type Space = Room;

    fn n_outcomes(&self) -> usize {
        self.measures.len()
    }

    fn space(&self) -> Room {
        self.road.room()
    }

    fn draw(&self, units: &[f64], room: &mut Room, outcomes: &mut [f64]) {
        self.road.walk(units, room);
        let (road, measures, room) = (self.road, self.measures, &*room);
        on_widest!(measure(
            road: &Road,
            measures: &[Measure],
            room: &Room,
            outcomes: &mut [f64]
        ) -> ());
    }
}

#[inline(always)]
fn measure(road: &Road, measures: &[Measure], room: &Room, outcomes: &mut [f64]) {
    for (measure, outcome) in measures.iter().zip(outcomes) {
        *outcome = road.measured(*measure, room);
    }
}
