//! What in a regime its author should mend.

use miette::Diagnostic;
use oreproof_units::SeriesError;
use thiserror::Error;

/// Something in a regime that cannot be computed with.
///
/// `at` is the place as a path of keys, such as `instruments[2].terms`.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    /// The project itself.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Money(#[from] oreproof_money::Problem),
    /// A series does not cover the project's periods.
    #[error("{at}: {source}")]
    #[diagnostic(code("shares::series"), help("cover every period of the timeline"))]
    Series {
        /// Where.
        at: String,
        /// Why.
        source: SeriesError,
    },
    /// Nobody has this id.
    #[error("{at}: no party is called {party:?}")]
    #[diagnostic(
        code("shares::no-such-party"),
        help("add the party, or spell its id as it is there")
    )]
    NoSuchParty {
        /// Where.
        at: String,
        /// The id.
        party: String,
    },
    /// Two things have one id.
    #[error("{at}: {id:?} is there twice")]
    #[diagnostic(code("shares::same-id"), help("give each its own id"))]
    SameId {
        /// Where.
        at: String,
        /// The id.
        id: String,
    },
    /// No earlier instrument of the right sort has this id.
    #[error("{at}: no instrument before this one is {wanted} called {id:?}")]
    #[diagnostic(
        code("shares::no-such-instrument"),
        help("list it before the instrument that uses it")
    )]
    NoSuchInstrument {
        /// Where.
        at: String,
        /// The id.
        id: String,
        /// What sort is wanted.
        wanted: &'static str,
    },
    /// A part of a whole lies outside nought to one.
    #[error("{at}: expected a part from 0 to 1, found {value}")]
    #[diagnostic(code("shares::not-a-part"), help("write 5 % as 0.05"))]
    NotAPart {
        /// Where.
        at: String,
        /// What was found.
        value: f64,
    },
    /// A figure below nought where that has no meaning.
    #[error("{at}: expected 0 or more, found {value}")]
    #[diagnostic(code("shares::negative"), help("a stated line may hold refunds if it says so"))]
    Negative {
        /// Where.
        at: String,
        /// What was found.
        value: f64,
    },
    /// The shares of the owners do not add to one.
    #[error("the holdings add to {sum}, not to 1")]
    #[diagnostic(code("shares::not-whole"), help("name every owner; write 25 % as 0.25"))]
    NotWhole {
        /// Their sum.
        sum: f64,
    },
    /// A holding is carried by others and nobody pays.
    #[error("{at}: carried by others, and no holding pays its own calls")]
    #[diagnostic(
        code("shares::no-funder"),
        help("name the party that funds it, or let a holding be paid")
    )]
    NoFunder {
        /// Where.
        at: String,
    },
    /// No period has this label.
    #[error("{at}: no period is labelled {label:?}")]
    #[diagnostic(
        code("shares::no-such-period"),
        help("write a label as the table of periods prints it")
    )]
    NoSuchPeriod {
        /// Where.
        at: String,
        /// The label.
        label: String,
    },
    /// Nothing produces this metal.
    #[error("{at}: nothing produces or prices {metal:?}")]
    #[diagnostic(code("shares::no-such-metal"), help("spell the metal as the project does"))]
    NoSuchMetal {
        /// Where.
        at: String,
        /// The metal.
        metal: String,
    },
    /// A base that the project does not know.
    #[error("{at}: the project does not know {base}")]
    #[diagnostic(code("shares::no-base"), help("state it in the project, or use another base"))]
    NoBase {
        /// Where.
        at: String,
        /// Which.
        base: &'static str,
    },
    /// A rate of a kind that its base has not.
    #[error("{at}: {found} does not fit the base")]
    #[diagnostic(
        code("shares::rate-and-base"),
        help("a mass, a tonne or a year takes a specific rate; money takes a part")
    )]
    RateAndBase {
        /// Where.
        at: String,
        /// What was found.
        found: &'static str,
    },
    /// Brackets must rise.
    #[error("{at}: brackets must rise, and there must be one")]
    #[diagnostic(code("shares::brackets"), help("list them from the lowest up"))]
    Brackets {
        /// Where.
        at: String,
    },
    /// A debt is still owed when the timeline ends.
    #[error("{at}: grace and tenor of {years} years, and the timeline has {life}")]
    #[diagnostic(code("shares::debt-outlives"), help("shorten the tenor or lengthen the timeline"))]
    DebtOutlives {
        /// Where.
        at: String,
        /// Grace and tenor.
        years: f64,
        /// Years from the first drawing to the end.
        life: f64,
    },
    /// No capital has this name.
    #[error("{at}: no capital is called {name:?}")]
    #[diagnostic(code("shares::no-such-capital"), help("spell it as the project does"))]
    NoSuchCapital {
        /// Where.
        at: String,
        /// The name.
        name: String,
    },
}
