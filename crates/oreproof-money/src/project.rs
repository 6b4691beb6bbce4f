//! A project as a case states it: when, what is fed, what it costs, how it is valued.

use std::collections::BTreeMap;

use jiff::civil::Date;
use oreproof_factors::{Cost, CostGroup, Modifying, PriceDeck, Product, Recovery};
use oreproof_units::{
    Amounts, Base, Cash, Currency, Fraction, Grade, PriceBasis, Series, Timeline, Tonnes,
};
use serde::{Deserialize, Serialize};

/// A project: mine, plant or trader.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// Its name.
    pub name: String,
    /// Its periods.
    pub timeline: Timeline,
    /// What its amounts of money are amounts of.
    pub money: MoneyTerms,
    /// Where the feed comes from.
    pub supply: Supply,
    /// What is fed and recovered, and when.
    pub production: Production,
    /// What metals fetch.
    pub prices: PriceDeck,
    /// What is sold; empty where revenue is a stated line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<Product>,
    /// Running costs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub costs: Vec<Cost>,
    /// Capital.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub capital: Vec<Capital>,
    /// Money tied up in the business; absent where none is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_capital: Option<WorkingCapital>,
    /// Lines of a published table that stand in place of computed ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stated: Vec<StatedLine>,
    /// How later money is weighed against earlier.
    pub discounting: Discounting,
    /// The metal that unit costs are quoted for, the others being by-products.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_of_cost: Option<UnitOfCost>,
}

/// What a project's amounts of money are amounts of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoneyTerms {
    /// The currency of every amount.
    pub currency: Currency,
    /// Whether costs, capital and stated lines count inflation.
    pub stated: PriceBasis,
    /// Whether the cash flow, its taxes and its discounting do. Taxes are levied on
    /// nominal money, so real figures with depreciation are best computed nominal.
    pub computed: PriceBasis,
    /// The inflation of each year over the one before; needed when any two bases differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inflation: Option<Series<Fraction>>,
}

/// Where the feed comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Supply {
    /// Ore from the ground.
    Mine,
    /// Tailings treated again.
    Tailings,
    /// Spent batteries or black mass.
    Batteries,
    /// Scrap.
    Scrap,
    /// Bought concentrate, sold on.
    Trade,
}

/// What is fed and recovered, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Production {
    /// Phases with a throughput, added up where they overlap.
    Phases(Vec<Phase>),
    /// Figures for each period.
    Stated(StatedProduction),
    /// None: every line of money is stated.
    Unstated,
}

/// A stretch of production at one throughput.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Its name.
    pub name: String,
    /// The label of the period in which it starts, such as `2029` or `-1`.
    pub start: String,
    /// Tonnes of feed in a full year.
    pub throughput: Tonnes,
    /// The part of full throughput in each of the first periods; full thereafter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ramp_up: Vec<Fraction>,
    /// When it ends.
    pub end: End,
    /// Tonnes of waste for each tonne of feed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strip_ratio: Option<Series<f64>>,
    /// Head grades; in place where `modifying` is given.
    pub grades: BTreeMap<String, Series<Grade>>,
    /// What mining does to the ore, when tonnes and grades are those in place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modifying: Option<Modifying>,
    /// What the plant saves, metal by metal and product by product.
    pub recoveries: Vec<Recovery>,
}

/// When a phase ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// When this much has been fed (or mined in place, with modifying factors); the
    /// last period may be a part of one.
    Ore(Tonnes),
    /// With the period of this label.
    With(String),
}

/// Figures of production for each period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedProduction {
    /// Feed; needed for costs per tonne and for grades.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feed: Option<Amounts>,
    /// Waste.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waste: Option<Amounts>,
    /// Metals, one entry for each product a metal goes into.
    pub metals: Vec<StatedMetal>,
}

/// A metal in a product, period by period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedMetal {
    /// Which metal.
    pub metal: String,
    /// In which product.
    pub product: String,
    /// How much.
    pub amount: Amount,
}

/// How much metal, and counted where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Amount {
    /// From feed, head grade and recovery.
    Fed {
        /// Head grade.
        grade: Series<Grade>,
        /// The part saved in the product.
        recovery: Series<Fraction>,
    },
    /// Recovered in the product.
    Recovered {
        /// The unit of the figures, such as `t`, `kt`, `koz` or `Mlb`.
        unit: String,
        /// The figures.
        values: Series<f64>,
    },
    /// Already payable: the selling terms' payable part is not applied again.
    Payable {
        /// The unit of the figures.
        unit: String,
        /// The figures.
        values: Series<f64>,
    },
}

/// A sum of capital.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capital {
    /// Its name, by which depreciation may choose it.
    pub name: String,
    /// What it is for.
    pub kind: CapitalKind,
    /// How much, and when.
    pub spend: Spend,
    /// Whether it waits when production is late. Building a mine usually does not;
    /// sustaining it does.
    pub moves_with_production: bool,
}

/// What capital is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapitalKind {
    /// To first production.
    Initial,
    /// To a larger one.
    Expansion,
    /// To keep it.
    Sustaining,
    /// To close it.
    Closure,
    /// What plant and land fetch when they are sold: above nought where money comes in. Written
    /// off where a rule names it, it takes from what is left to write off.
    Salvage,
}

/// How much capital, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spend {
    /// Amounts by period.
    Amounts(Amounts),
    /// Money for each tonne of feed.
    PerTonneFeed(Series<Cash>),
}

/// Money tied up in the business.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkingCapital {
    /// How much is tied up.
    pub rule: WorkingCapitalRule,
    /// Whether what is left comes back in the last period with any revenue or cost.
    pub released_at_end: bool,
}

/// How much money is tied up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WorkingCapitalRule {
    /// By days of the year's flows.
    Days {
        /// Days until sales are paid.
        receivables: f64,
        /// Days of running cost lying in stock.
        stock: f64,
        /// Days until running costs are paid.
        payables: f64,
        /// Days that the year counts: 360 or 365.
        year: f64,
    },
    /// As a part of the year's revenue after selling charges.
    PartOfRevenue(Fraction),
    /// As a part of the year's running costs.
    PartOfCosts(Fraction),
}

/// A line of a published table that stands in place of a computed one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedLine {
    /// Which line.
    pub line: Line,
    /// Its name as printed, where a line may occur several times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its figures; costs and capital are positive where money goes out.
    pub amounts: Amounts,
}

/// The lines that a published table may state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// Payable value at market prices, before selling charges.
    GrossRevenue,
    /// Treatment, refining, freight and penalties; may occur several times.
    SellingCharges,
    /// Gross revenue less selling charges.
    Nsr,
    /// A running cost; may occur several times.
    OperatingCost(CostGroup),
    /// Money newly tied up; negative when it comes back.
    WorkingCapitalChange,
}

/// How later money is weighed against earlier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discounting {
    /// Where in its period a period's money stands.
    pub convention: Convention,
    /// The moment that present values are values at.
    pub at: Moment,
    /// What becomes of money before that moment; needed only when there is any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub past: Option<Past>,
    /// The yearly rates at which present values are wanted.
    pub rates: Vec<Fraction>,
}

/// Where in its period a period's money stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Convention {
    /// At its start: seen from there, the first period is not discounted.
    FirstUndiscounted,
    /// In its middle.
    MidPeriod,
    /// At its end.
    EndOfPeriod,
}

/// A moment in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// The start of a day of the calendar.
    Date(Date),
    /// The start of the period of this label.
    StartOf(String),
}

/// What becomes of money before the moment of valuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Past {
    /// It is spent and does not count.
    Sunk,
    /// It counts, with interest.
    Compounded,
}

/// The metal that unit costs are quoted for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitOfCost {
    /// Which metal.
    pub metal: String,
    /// For how much of it.
    pub unit: Base,
}
