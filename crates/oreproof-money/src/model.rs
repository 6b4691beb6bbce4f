//! A project made ready, and its evaluation.
//!
//! [`Model::new`] checks everything and looks every name up once;
//! [`Model::evaluate`] runs over plain rows and allocates nothing, so that a
//! simulation may call it a million times. The tables people read are built from
//! the same rows.

use oreproof_factors::{CostGroup, Driver, Grid, Indices, Selling, Sold};
use oreproof_units::{Series, quantity};

use crate::discount::Times;
use crate::draw::{Draw, Prices, Workspace};
use crate::inflation::index;
use crate::problem::Problem;
use crate::project::{
    CapitalKind, Line, Production, Project, Spend, WorkingCapital, WorkingCapitalRule,
};
use crate::schedule::{Laid, Layer};

/// A project that has been checked.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) project: Project,
    pub(crate) grid: Grid,
    pub(crate) labels: Vec<String>,
    pub(crate) start_month: Vec<i32>,
    pub(crate) months: Vec<i32>,
    pub(crate) indices: Indices,
    pub(crate) deflate_prices: Vec<f64>,
    pub(crate) selling: Selling,
    pub(crate) laid: Laid,
    /// For each slot, its metal among the metals.
    slot_metal: Vec<usize>,
    metals: Vec<String>,
    pub(crate) costs: Vec<ReadyCost>,
    pub(crate) capital: Vec<ReadyCapital>,
    stated: Stated,
    pub(crate) times: Times,
    factors: Vec<Vec<f64>>,
}

#[derive(Clone, Debug)]
pub(crate) struct ReadyCost {
    pub name: String,
    pub group: CostGroup,
    /// Money for each driver, in stated money and production time.
    rate: Vec<f64>,
    driver: ReadyDriver,
}

#[derive(Clone, Debug)]
enum ReadyDriver {
    Moved,
    Waste,
    Feed,
    Product(usize),
    /// Slots of the metal, and units in a tonne.
    Metal(Vec<usize>, f64),
    /// Years in each period.
    Year(Vec<f64>),
    /// Metal in the feed and price.
    Contained(usize, usize),
    /// The rate is the amount.
    Stated,
}

#[derive(Clone, Debug)]
pub(crate) struct ReadyCapital {
    pub name: String,
    pub kind: CapitalKind,
    moves: bool,
    spend: Vec<f64>,
    is_per_tonne: bool,
}

/// Lines stated in place of computed ones, in stated money.
#[derive(Clone, Debug, Default)]
struct Stated {
    gross: Option<Vec<f64>>,
    /// All selling charges together.
    selling: Option<Vec<f64>>,
    nsr: Option<Vec<f64>>,
    working_capital: Option<Vec<f64>>,
}

impl Model {
    /// Checks a project and makes it ready, with room for production to be
    /// `spare` periods late.
    ///
    /// # Errors
    ///
    /// Every problem found, each with its place.
    pub fn new(project: &Project, spare: usize) -> Result<Self, Vec<Problem>> {
        project.timeline.check().map_err(|source| vec![Problem::Timeline { source }])?;
        let grid = Grid { timeline: project.timeline.clone(), spare };
        let long = project.timeline.extended(spare);
        let mut problems = Vec::new();
        let money = &project.money;
        let mut indexed = |from, to, at: &str| {
            index(from, to, money.inflation.as_ref(), &long, at).unwrap_or_else(|problem| {
                problems.push(problem);
                vec![1.0; grid.len()]
            })
        };
        let prices = indexed(project.prices.basis, money.computed, "prices.basis");
        let charges = indexed(money.stated, money.computed, "money");
        let deflate_prices = prices.iter().map(|index| 1.0 / index).collect();
        let indices = Indices { prices, charges };
        let times =
            Times::new(&project.discounting, &long).map_err(|problem| problems.push(problem));
        for (i, rate) in project.discounting.rates.iter().enumerate() {
            if !(rate.0.is_finite() && rate.0 > -1.0) {
                problems.push(Problem::BadRate {
                    at: format!("discounting.rates[{i}]"),
                    value: rate.0,
                });
            }
        }
        let selling =
            Selling::new(&project.prices, &project.products, &grid, &indices, money.currency)
                .map_err(|found| problems.extend(found.into_iter().map(Problem::from)));
        let (Ok(mut selling), Ok(times)) = (selling, times) else { return Err(problems) };
        let mut layer = Layer {
            grid: &grid,
            selling: &selling,
            products: &project.products,
            problems: &mut problems,
        };
        let laid = layer.lay(&project.production);
        check_carriers(project, &selling, &laid, &mut problems);
        for slot in &laid.payable {
            selling.state_payable(*slot);
        }
        let mut metals = laid.metals.clone();
        for slot in selling.slots() {
            if !metals.contains(&slot.metal) {
                metals.push(slot.metal.clone());
            }
        }
        let slot_metal =
            selling.slots().iter().map(|slot| position(&metals, &slot.metal)).collect();
        let mut maker = Maker {
            project,
            grid: &grid,
            selling: &selling,
            laid: &laid,
            metals: &metals,
            problems,
        };
        let costs = maker.costs();
        let capital = maker.capital();
        let stated = maker.stated();
        maker.rest();
        let problems = maker.problems;
        if !problems.is_empty() {
            return Err(problems);
        }
        let factors = project.discounting.rates.iter().map(|rate| times.factors(rate.0)).collect();
        Ok(Self {
            project: project.clone(),
            labels: long.periods().map(|slot| slot.to_string()).collect(),
            start_month: long.periods().map(|slot| slot.start_month).collect(),
            months: long.periods().map(|slot| slot.months).collect(),
            grid,
            indices,
            deflate_prices,
            selling,
            laid,
            slot_metal,
            metals,
            costs,
            capital,
            stated,
            times,
            factors,
        })
    }

    /// The project it was built from.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The label of each period, spare ones included.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// How many periods there are, spare ones included.
    pub fn n_periods(&self) -> usize {
        self.labels.len()
    }

    /// How many periods production may be late.
    pub fn spare(&self) -> usize {
        self.grid.spare
    }

    /// The periods as stated series are read on them.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The metals that have a draw of grade and recovery.
    pub fn metals(&self) -> &[String] {
        &self.metals
    }

    /// The metals and oxides that have a draw of price.
    pub fn priced(&self) -> &[String] {
        self.selling.priced()
    }

    /// The selling terms.
    pub fn selling(&self) -> &Selling {
        &self.selling
    }

    /// Months from the start of the timeline to the start of each period.
    pub fn start_months(&self) -> &[i32] {
        &self.start_month
    }

    /// Months in each period.
    pub fn months(&self) -> &[i32] {
        &self.months
    }

    /// When each period's money stands.
    pub fn times(&self) -> &Times {
        &self.times
    }

    /// What turns stated money into computed money.
    pub fn indices(&self) -> &Indices {
        &self.indices
    }

    /// What turns computed prices back into the deck's money.
    pub fn deflate_prices(&self) -> &[f64] {
        &self.deflate_prices
    }

    /// The discount factors of each rate of the project.
    pub fn factors(&self) -> &[Vec<f64>] {
        &self.factors
    }

    /// The sums of capital: name and kind of each row of [`Workspace::capital`].
    pub fn capital(&self) -> impl Iterator<Item = (&str, CapitalKind)> {
        self.capital.iter().map(|capital| (capital.name.as_str(), capital.kind))
    }

    /// The running costs: name and group of each row of [`Workspace::costs`].
    pub fn costs(&self) -> impl Iterator<Item = (&str, CostGroup)> {
        self.costs.iter().map(|cost| (cost.name.as_str(), cost.group))
    }

    /// Whether payable value is known apart from what the buyer takes off.
    pub fn has_gross(&self) -> bool {
        self.stated.gross.is_some()
            || self.stated.nsr.is_none()
            || !self.project.products.is_empty()
    }

    /// Whether tonnes of feed are known.
    pub fn has_feed(&self) -> bool {
        self.laid.feed.is_some()
    }

    /// The slots of the metal that unit costs are quoted for; every slot where none is named.
    pub fn main_slots(&self) -> Vec<usize> {
        let main = self.project.unit_of_cost.as_ref();
        let is_main = |metal: &str| main.is_none_or(|main| main.metal == metal);
        let slots = self.selling.slots().iter().enumerate();
        slots.filter(|(_, slot)| is_main(&slot.metal)).map(|(idx, _)| idx).collect()
    }

    /// Room for evaluations, to be kept and used again.
    pub fn workspace(&self) -> Workspace {
        Workspace::new(self)
    }

    /// Computes every row of `ws` for one draw; allocates nothing.
    ///
    /// The draw must fit the model, as [`Draw::check`] says.
    #[inline(always)]
    pub fn evaluate(&self, ws: &mut Workspace, draw: &Draw<'_>) {
        self.produce(ws, draw);
        self.price(ws, draw);
        self.sell(ws);
        self.run(ws, draw);
        self.build(ws, draw);
        self.tie_up(ws, draw);
        for p in 0..self.n_periods() {
            ws.pre_tax[p] = ws.nsr[p] - ws.opex[p] - ws.capex[p] - ws.working_capital[p];
        }
    }

    /// The present value of a row at the project's rate of position `rate`.
    pub fn present_value(&self, row: &[f64], rate: usize) -> f64 {
        let factors = &self.factors[rate];
        let mut parts = [0.0_f64; 4];
        let (rows, weights) = (row.chunks_exact(4), factors.chunks_exact(4));
        let rest: f64 = rows.remainder().iter().zip(weights.remainder()).map(|(c, f)| c * f).sum();
        for (row, weights) in rows.zip(weights) {
            for i in 0..4 {
                parts[i] += row[i] * weights[i];
            }
        }
        (parts[0] + parts[1]) + (parts[2] + parts[3]) + rest
    }

    #[inline(always)]
    fn produce(&self, ws: &mut Workspace, draw: &Draw<'_>) {
        let n = self.n_periods();
        match &self.laid.feed {
            Some(feed) => late(feed, &mut ws.feed, draw.delay),
            None => ws.feed.fill(0.0),
        }
        late(&self.laid.waste, &mut ws.waste, draw.delay);
        for (from, to) in self.laid.contained.chunks(n).zip(ws.contained.chunks_mut(n)) {
            late(from, to, draw.delay);
        }
        for (from, to) in self.laid.recovered.chunks(n).zip(ws.recovered.chunks_mut(n)) {
            late(from, to, draw.delay);
        }
        if let Some(reached) = draw.throughput {
            let rows = [&mut ws.feed, &mut ws.waste, &mut ws.contained, &mut ws.recovered];
            for row in rows.into_iter().flat_map(|rows| rows.chunks_mut(n)) {
                times(row, reached);
            }
        }
        if let Some(reached) = draw.metal {
            ws.recovered.chunks_mut(n).for_each(|row| times(row, reached));
        }
        for (factors, is_grade) in [(draw.grade, true), (draw.recovery, false)] {
            let Some(factors) = factors else { continue };
            for (slot, row) in ws.recovered.chunks_mut(n).enumerate() {
                let factor = factors[self.slot_metal[slot]];
                row.iter_mut().for_each(|v| *v *= factor);
            }
            if is_grade {
                for (row, factor) in ws.contained.chunks_mut(n).zip(factors) {
                    row.iter_mut().for_each(|v| *v *= factor);
                }
            }
        }
    }

    #[inline(always)]
    fn price(&self, ws: &mut Workspace, draw: &Draw<'_>) {
        let n = self.n_periods();
        ws.prices.copy_from_slice(self.selling.prices());
        match draw.prices {
            Prices::Deck => {}
            Prices::Times(factors) => {
                for (row, factor) in ws.prices.chunks_mut(n).zip(factors) {
                    row.iter_mut().for_each(|price| *price *= factor);
                }
            }
            Prices::TimesByPeriod(factors) => times(&mut ws.prices, factors),
            Prices::Paths(paths) => {
                for (row, path) in ws.prices.chunks_mut(n).zip(paths.chunks(n)) {
                    for p in 0..n {
                        row[p] = path[p] * self.indices.prices[p];
                    }
                }
            }
        }
    }

    #[inline(always)]
    fn sell(&self, ws: &mut Workspace) {
        let n = self.n_periods();
        let mut sold = Sold {
            mass: &mut ws.mass,
            payable: &mut ws.payable,
            revenue: &mut ws.revenue,
            charges: &mut ws.charges,
        };
        self.selling.sell(0..n, &ws.recovered, &ws.prices, &mut sold);
        add_up(&ws.revenue, &mut ws.gross);
        add_up(&ws.charges, &mut ws.selling);
    }

    /// Replaces what is stated, finds the life of production, and adds running costs.
    #[inline(always)]
    fn run(&self, ws: &mut Workspace, draw: &Draw<'_>) {
        let n = self.n_periods();
        let charges = &self.indices.charges;
        let put = |stated: &Option<Vec<f64>>, row: &mut [f64]| {
            if let Some(stated) = stated {
                late(stated, row, draw.delay);
                times(row, charges);
            }
            stated.is_some()
        };
        let knows_gross =
            put(&self.stated.gross, &mut ws.gross) || !self.project.products.is_empty();
        put(&self.stated.selling, &mut ws.selling);
        if put(&self.stated.nsr, &mut ws.nsr) {
            for p in 0..n {
                if knows_gross {
                    ws.selling[p] = ws.gross[p] - ws.nsr[p];
                } else {
                    ws.gross[p] = ws.nsr[p] + ws.selling[p];
                }
            }
        } else {
            for p in 0..n {
                ws.nsr[p] = ws.gross[p] - ws.selling[p];
            }
        }
        let runs = |row: &[f64]| {
            let first = row.iter().position(|value| *value > 0.0)?;
            Some((first, row.iter().rposition(|value| *value > 0.0)?))
        };
        let sold = match self.laid.feed.is_none() && ws.recovered.is_empty() {
            true => runs(&ws.nsr),
            false => None,
        };
        let rows = ws.recovered.chunks(n).map(runs).chain([runs(&ws.feed), sold]).flatten();
        ws.production = rows.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        for (cost, row) in self.costs.iter().zip(ws.costs.chunks_mut(n)) {
            late(&cost.rate, row, draw.delay);
            let factor = draw.operating;
            match &cost.driver {
                ReadyDriver::Moved => {
                    for p in 0..n {
                        row[p] *= charges[p] * (ws.feed[p] + ws.waste[p]) * factor;
                    }
                }
                ReadyDriver::Waste => by(row, charges, &ws.waste, factor),
                ReadyDriver::Feed => by(row, charges, &ws.feed, factor),
                ReadyDriver::Product(product) => {
                    by(row, charges, &ws.mass[product * n..(product + 1) * n], factor);
                }
                ReadyDriver::Metal(slots, units) => {
                    for p in 0..n {
                        let mass: f64 = slots.iter().map(|slot| ws.recovered[slot * n + p]).sum();
                        row[p] *= charges[p] * mass * units * factor;
                    }
                }
                ReadyDriver::Year(years) => {
                    let (first, last) = ws.production.unwrap_or((n, n));
                    for p in 0..n {
                        let runs = first <= p && p <= last;
                        row[p] = if runs { row[p] * charges[p] * years[p] * factor } else { 0.0 };
                    }
                }
                ReadyDriver::Contained(metal, price) => {
                    let contained = &ws.contained[metal * n..(metal + 1) * n];
                    by(row, contained, &ws.prices[price * n..(price + 1) * n], factor);
                }
                ReadyDriver::Stated => scale(row, charges, factor),
            }
        }
        add_up(&ws.costs, &mut ws.opex);
    }

    #[inline(always)]
    fn build(&self, ws: &mut Workspace, draw: &Draw<'_>) {
        let n = self.n_periods();
        for (capital, row) in self.capital.iter().zip(ws.capital.chunks_mut(n)) {
            late(&capital.spend, row, if capital.moves { draw.delay } else { 0 });
            let factor = match capital.kind {
                CapitalKind::Salvage => -1.0,
                kind => draw.capital[kind as usize],
            };
            scale(row, &self.indices.charges, factor);
            if capital.is_per_tonne {
                times(row, &ws.feed);
            }
        }
        add_up(&ws.capital, &mut ws.capex);
    }

    #[inline(always)]
    fn tie_up(&self, ws: &mut Workspace, draw: &Draw<'_>) {
        let n = self.n_periods();
        ws.working_capital.fill(0.0);
        if let Some(stated) = &self.stated.working_capital {
            late(stated, &mut ws.working_capital, draw.delay);
            times(&mut ws.working_capital, &self.indices.charges);
            return;
        }
        let Some(WorkingCapital { rule, released_at_end }) = self.project.working_capital else {
            return;
        };
        let Some(last) = (0..n).rev().find(|p| ws.nsr[*p] != 0.0 || ws.opex[*p] != 0.0) else {
            return;
        };
        let mut tied = 0.0;
        for p in 0..=last {
            let a_year = 12.0 / f64::from(self.months[p]);
            let (sales, costs) = (ws.nsr[p] * a_year, ws.opex[p] * a_year);
            let wanted = match rule {
                WorkingCapitalRule::Days { receivables, stock, payables, year } => {
                    (receivables * sales + (stock - payables) * costs) / year
                }
                WorkingCapitalRule::PartOfRevenue(part) => part.0 * sales,
                WorkingCapitalRule::PartOfCosts(part) => part.0 * costs,
            };
            let wanted = if p == last && released_at_end { 0.0 } else { wanted };
            ws.working_capital[p] = wanted - tied;
            tied = wanted;
        }
    }
}

/// Copies a row, `delay` periods later.
#[inline(always)]
fn late(from: &[f64], to: &mut [f64], delay: usize) {
    let (before, after) = to.split_at_mut(delay.min(from.len()));
    before.fill(0.0);
    let kept = after.len();
    after.copy_from_slice(&from[..kept]);
}

#[inline(always)]
fn times(row: &mut [f64], factors: &[f64]) {
    row.iter_mut().zip(factors).for_each(|(value, factor)| *value *= factor);
}

#[inline(always)]
fn scale(row: &mut [f64], index: &[f64], factor: f64) {
    row.iter_mut().zip(index).for_each(|(value, index)| *value *= index * factor);
}

#[inline(always)]
fn by(row: &mut [f64], index: &[f64], driver: &[f64], factor: f64) {
    for ((value, index), driver) in row.iter_mut().zip(index).zip(driver) {
        *value *= index * driver * factor;
    }
}

/// The sum of several rows.
#[inline(always)]
fn add_up(rows: &[f64], total: &mut [f64]) {
    total.fill(0.0);
    for row in rows.chunks(total.len().max(1)) {
        total.iter_mut().zip(row).for_each(|(total, value)| *total += value);
    }
}

fn position(names: &[String], name: &str) -> usize {
    names.iter().position(|known| known == name).unwrap_or(0)
}

fn check_carriers(project: &Project, selling: &Selling, laid: &Laid, problems: &mut Vec<Problem>) {
    for slot in &laid.payable {
        let slot = &selling.slots()[*slot];
        let product = &project.products[slot.product];
        if let oreproof_factors::Terms::Concentrate(terms) = &product.terms
            && terms.carrier == slot.metal
        {
            problems
                .push(Problem::CarrierPayable { at: format!("production.stated, {}", slot.metal) });
        }
    }
}

struct Maker<'a> {
    project: &'a Project,
    grid: &'a Grid,
    selling: &'a Selling,
    laid: &'a Laid,
    metals: &'a [String],
    problems: Vec<Problem>,
}

impl Maker<'_> {
    fn hold<T: Copy>(
        &mut self,
        series: &Series<T>,
        number: impl Fn(T) -> f64,
        at: &str,
    ) -> Vec<f64> {
        let mut found = Vec::new();
        let row = self.grid.hold(series, number, at, &mut found);
        self.problems.extend(found.into_iter().map(Problem::from));
        if let Some(value) = row.iter().find(|v| !v.is_finite()) {
            self.problems.push(Problem::NotFinite { at: at.to_owned(), value: *value });
        }
        row
    }

    /// Amounts, with nothing in the spare periods.
    fn amounts(&mut self, amounts: &oreproof_units::Amounts, at: &str) -> Vec<f64> {
        let mut row = self.hold(&amounts.values, |value| value * amounts.scale.factor(), at);
        row[self.grid.timeline.len()..].fill(0.0);
        row
    }

    fn needs_feed(&mut self, at: &str) {
        if self.laid.feed.is_none() {
            self.problems.push(Problem::NoFeed { at: at.to_owned() });
        }
    }

    fn costs(&mut self) -> Vec<ReadyCost> {
        let mut ready = Vec::new();
        let project = self.project;
        for (i, cost) in project.costs.iter().enumerate() {
            let at = format!("costs[{i}]");
            let rate = self.hold(&cost.rate, |rate| rate, &format!("{at}.rate"));
            let driver = self.driver(&cost.per, &format!("{at}.per"));
            ready.push(ReadyCost { name: cost.name.clone(), group: cost.group, rate, driver });
        }
        for (i, line) in project.stated.iter().enumerate() {
            if let Line::OperatingCost(group) = line.line {
                let rate = self.amounts(&line.amounts, &format!("stated[{i}].amounts"));
                let name = line.name.clone().unwrap_or_else(|| "operating cost".into());
                ready.push(ReadyCost { name, group, rate, driver: ReadyDriver::Stated });
            }
        }
        ready
    }

    fn driver(&mut self, driver: &Driver, at: &str) -> ReadyDriver {
        match driver {
            Driver::TonneMoved | Driver::TonneWaste | Driver::TonneFeed => {
                self.needs_feed(at);
                match driver {
                    Driver::TonneMoved => ReadyDriver::Moved,
                    Driver::TonneWaste => ReadyDriver::Waste,
                    _ => ReadyDriver::Feed,
                }
            }
            Driver::TonneProduct(product) => {
                let idx = self.project.products.iter().position(|p| p.name == *product);
                ReadyDriver::Product(idx.unwrap_or_else(|| {
                    let product = product.clone();
                    self.problems.push(Problem::NoSuchProduct { at: at.to_owned(), product });
                    0
                }))
            }
            Driver::Metal { metal, unit } => {
                let slots: Vec<usize> = self
                    .selling
                    .slots()
                    .iter()
                    .enumerate()
                    .filter(|(_, slot)| slot.metal == *metal)
                    .map(|(idx, _)| idx)
                    .collect();
                if slots.is_empty() {
                    self.problems
                        .push(Problem::NoSuchMetal { at: at.to_owned(), metal: metal.clone() });
                }
                if !unit.is_mass() || *unit == oreproof_units::Base::Ton {
                    self.problems
                        .push(Problem::NotAMass { at: at.to_owned(), unit: unit.symbol().into() });
                }
                ReadyDriver::Metal(slots, quantity::masses_per_tonne(*unit))
            }
            Driver::Year => {
                let long = self.grid.timeline.extended(self.grid.spare);
                ReadyDriver::Year(
                    long.periods().map(|slot| f64::from(slot.months) / 12.0).collect(),
                )
            }
            Driver::ContainedValue(metal) => {
                let in_feed = self.laid.metals.iter().position(|known| known == metal);
                let price = self.selling.priced().iter().position(|known| known == metal);
                match (in_feed, price) {
                    (Some(row), Some(price)) => {
                        debug_assert_eq!(self.metals[row], *metal);
                        ReadyDriver::Contained(row, price)
                    }
                    _ => {
                        self.problems
                            .push(Problem::NoSuchMetal { at: at.to_owned(), metal: metal.clone() });
                        ReadyDriver::Stated
                    }
                }
            }
        }
    }

    fn capital(&mut self) -> Vec<ReadyCapital> {
        let mut ready = Vec::new();
        let project = self.project;
        for (i, capital) in project.capital.iter().enumerate() {
            let at = format!("capital[{i}].spend");
            let (spend, is_per_tonne) = match &capital.spend {
                Spend::Amounts(amounts) => (self.amounts(amounts, &at), false),
                Spend::PerTonneFeed(rate) => {
                    self.needs_feed(&at);
                    (self.hold(rate, |rate| rate.0, &at), true)
                }
            };
            let (name, kind) = (capital.name.clone(), capital.kind);
            ready.push(ReadyCapital {
                name,
                kind,
                moves: capital.moves_with_production,
                spend,
                is_per_tonne,
            });
        }
        ready
    }

    fn stated(&mut self) -> Stated {
        let mut stated = Stated::default();
        let project = self.project;
        for (i, line) in project.stated.iter().enumerate() {
            let place = match line.line {
                Line::GrossRevenue => &mut stated.gross,
                Line::SellingCharges => &mut stated.selling,
                Line::Nsr => &mut stated.nsr,
                Line::WorkingCapitalChange => &mut stated.working_capital,
                Line::OperatingCost(_) => continue,
            };
            let amounts = self.amounts(&line.amounts, &format!("stated[{i}].amounts"));
            match place {
                Some(sum) if line.line == Line::SellingCharges => {
                    sum.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
                }
                Some(_) => self.problems.push(Problem::LineTwice { line: line.line }),
                None => *place = Some(amounts),
            }
        }
        stated
    }

    /// What no row needs but a result would miss.
    fn rest(&mut self) {
        let has_revenue =
            |line: &crate::project::StatedLine| matches!(line.line, Line::GrossRevenue | Line::Nsr);
        let project = self.project;
        if project.products.is_empty() && !project.stated.iter().any(has_revenue) {
            self.problems.push(Problem::NoRevenue);
        }
        if let Some(unit) = &project.unit_of_cost
            && (matches!(project.production, Production::Unstated)
                || !self.selling.slots().iter().any(|slot| slot.metal == unit.metal))
        {
            let metal = unit.metal.clone();
            self.problems.push(Problem::NoSuchMetal { at: "unit_of_cost".into(), metal });
        }
        if let Some(WorkingCapital {
            rule: WorkingCapitalRule::Days { receivables, stock, payables, year },
            ..
        }) = project.working_capital
        {
            for value in [receivables, stock, payables, year] {
                if !(value.is_finite() && value >= 0.0) || year == 0.0 {
                    self.problems
                        .push(Problem::Negative { at: "working_capital.rule.days".into(), value });
                }
            }
        }
    }
}
