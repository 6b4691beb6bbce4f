//! What in a project its author should mend.

use miette::Diagnostic;
use oreproof_units::{SeriesError, TimelineError};
use thiserror::Error;

use crate::project::Line;

/// Something in a project that cannot be computed with.
///
/// `at` is the place as a path of keys, such as `capital[2].spend`.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    /// Prices, terms or costs.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Factors(#[from] oreproof_factors::Problem),
    /// The periods.
    #[error("timeline: {source}")]
    #[diagnostic(
        code("money::timeline"),
        help("mend the timeline first; nothing else is checked without it")
    )]
    Timeline {
        /// Why.
        source: TimelineError,
    },
    /// A series does not cover the project's periods.
    #[error("{at}: {source}")]
    #[diagnostic(code("money::series"), help("cover every period of the timeline"))]
    Series {
        /// Where.
        at: String,
        /// Why.
        source: SeriesError,
    },
    /// No period has this label.
    #[error("{at}: no period is labelled {label:?}; they run from {first:?} to {last:?}")]
    #[diagnostic(
        code("money::no-such-period"),
        help("write a label as the table of periods prints it")
    )]
    NoSuchPeriod {
        /// Where.
        at: String,
        /// The label.
        label: String,
        /// The first period's.
        first: String,
        /// The last period's.
        last: String,
    },
    /// No product has this name.
    #[error("{at}: no product is called {product:?}")]
    #[diagnostic(
        code("money::no-such-product"),
        help("add the product, or spell it as it is there")
    )]
    NoSuchProduct {
        /// Where.
        at: String,
        /// The name.
        product: String,
    },
    /// No production has this metal.
    #[error("{at}: nothing produces {metal:?}")]
    #[diagnostic(
        code("money::no-such-metal"),
        help("add the metal to the production, or spell it as it is there")
    )]
    NoSuchMetal {
        /// Where.
        at: String,
        /// The metal.
        metal: String,
    },
    /// A unit of mass cannot be read.
    #[error("{at}: {unit:?} is no unit of mass")]
    #[diagnostic(code("money::no-mass"), help("write t, kt, kg, lb, Mlb, ozt, koz or mtu"))]
    NotAMass {
        /// Where.
        at: String,
        /// What was written.
        unit: String,
    },
    /// A phase still has ore when the timeline ends.
    #[error("{at}: {left} t are left when the timeline ends")]
    #[diagnostic(
        code("money::ore-left"),
        help("lengthen the timeline, raise the throughput or lower the ore")
    )]
    OreLeft {
        /// Where.
        at: String,
        /// Tonnes not fed.
        left: f64,
    },
    /// Figures of grade or cost per tonne need a feed.
    #[error("{at}: needs the feed, which is not stated")]
    #[diagnostic(code("money::no-feed"), help("state the feed, or the recovered metal itself"))]
    NoFeed {
        /// Where.
        at: String,
    },
    /// The feed gives more metal than it holds.
    #[error("{at}: recoveries of {metal} add to {sum}")]
    #[diagnostic(
        code("money::recovery-over-one"),
        help("the parts of one metal that go into products add to at most 1")
    )]
    RecoveryOverOne {
        /// Where.
        at: String,
        /// The metal.
        metal: String,
        /// Their sum.
        sum: f64,
    },
    /// A line is stated twice.
    #[error("the line {line:?} is stated twice")]
    #[diagnostic(code("money::line-twice"), help("add the figures, or remove one"))]
    LineTwice {
        /// Which.
        line: Line,
    },
    /// A carrier's payable mass does not say how much concentrate there is.
    #[error("{at}: a concentrate's carrier must be stated as recovered, not as payable")]
    #[diagnostic(
        code("money::carrier-payable"),
        help("state the recovered mass; the terms find the payable part")
    )]
    CarrierPayable {
        /// Where.
        at: String,
    },
    /// Two price bases differ and no inflation links them.
    #[error("{at}: {from} must become {to}, and no inflation is stated")]
    #[diagnostic(code("money::no-inflation"), help("state inflation, or one basis throughout"))]
    NoInflation {
        /// Where.
        at: String,
        /// The basis it is in.
        from: String,
        /// The basis wanted.
        to: String,
    },
    /// Inflation is not known for a year it is needed for.
    #[error("inflation: no value for {year}")]
    #[diagnostic(
        code("money::inflation-year"),
        help("give inflation by year from the price year on, or one rate")
    )]
    InflationYear {
        /// The year.
        year: i32,
    },
    /// A rate of discount, inflation or interest makes money vanish.
    #[error("{at}: expected a rate above -1, found {value}")]
    #[diagnostic(code("money::bad-rate"), help("write 8 % as 0.08"))]
    BadRate {
        /// Where.
        at: String,
        /// What was found.
        value: f64,
    },
    /// A calendar date on a timeline without dates.
    #[error("discounting.at: a date, but the timeline has none")]
    #[diagnostic(code("money::no-dates"), help("use `start_of` with a period's label"))]
    NoDates,
    /// Money before the moment of valuation, and no word on what becomes of it.
    #[error("discounting: period {label:?} lies before the moment of valuation")]
    #[diagnostic(code("money::past"), help("say `past = \"sunk\"` or `past = \"compounded\"`"))]
    PastUnstated {
        /// The first such period.
        label: String,
    },
    /// A figure that is no finite number.
    #[error("{at}: expected a finite number, found {value}")]
    #[diagnostic(code("money::not-finite"), help("mend the figure"))]
    NotFinite {
        /// Where.
        at: String,
        /// What was found.
        value: f64,
    },
    /// A figure below nought where that has no meaning.
    #[error("{at}: expected 0 or more, found {value}")]
    #[diagnostic(
        code("money::negative"),
        help("costs and capital are positive where money goes out")
    )]
    Negative {
        /// Where.
        at: String,
        /// What was found.
        value: f64,
    },
    /// Nothing earns anything.
    #[error("the project has neither products nor a stated revenue")]
    #[diagnostic(
        code("money::no-revenue"),
        help("add products with terms, or state gross revenue or NSR")
    )]
    NoRevenue,
}
