//! What in prices, terms, recoveries or costs its author should mend.

use miette::Diagnostic;
use oreproof_units::{Currency, SeriesError};
use thiserror::Error;

/// Something in the factors of a case that cannot be computed with.
///
/// `at` is the place as a path of keys, such as `products[0].terms.moisture`.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    /// A series does not cover the project's periods.
    #[error("{at}: {source}")]
    #[diagnostic(code("factors::series"), help("cover every period of the timeline"))]
    Series {
        /// Where.
        at: String,
        /// Why.
        source: SeriesError,
    },
    /// A part of a whole lies outside nought to one.
    #[error("{at}: expected a part from 0 to 1, found {value}")]
    #[diagnostic(code("factors::not-a-part"), help("write 5 % as 0.05"))]
    NotAPart {
        /// Where.
        at: String,
        /// What was found.
        value: f64,
    },
    /// A quantity that divides or measures must be above nought.
    #[error("{at}: expected a number above 0, found {value}")]
    #[diagnostic(code("factors::not-positive"), help("give a finite number above 0"))]
    NotPositive {
        /// Where.
        at: String,
        /// What was found.
        value: f64,
    },
    /// A quantity that cannot be below nought is.
    #[error("{at}: expected 0 or more, found {value}")]
    #[diagnostic(code("factors::negative"), help("give a finite number of 0 or more"))]
    Negative {
        /// Where.
        at: String,
        /// What was found.
        value: f64,
    },
    /// The price deck does not name something that is sold.
    #[error("{at}: the price deck has no price for {metal:?}")]
    #[diagnostic(
        code("factors::no-price"),
        help("add it to the deck, or spell it as the deck does")
    )]
    NoPrice {
        /// Where.
        at: String,
        /// What is sold.
        metal: String,
    },
    /// A price is in another currency than the project, and no rate is given.
    #[error("{at}: price in {found}, project in {project}, and no exchange rate")]
    #[diagnostic(
        code("factors::no-exchange"),
        help("add `exchange` from {found} to the price deck")
    )]
    NoExchange {
        /// Where.
        at: String,
        /// The price's currency.
        found: Currency,
        /// The project's.
        project: Currency,
    },
    /// The oxides of a basket add to more than the whole.
    #[error("{at}: the shares of the basket add to {sum}")]
    #[diagnostic(
        code("factors::basket-over-one"),
        help("shares are parts of total oxide and add to at most 1")
    )]
    BasketOverOne {
        /// Where.
        at: String,
        /// Their sum.
        sum: f64,
    },
    /// Two products have one name.
    #[error("two products are called {name:?}")]
    #[diagnostic(code("factors::same-product"), help("give each product its own name"))]
    SameProduct {
        /// The name.
        name: String,
    },
    /// The steps of a pay scale must rise.
    #[error("{at}: steps must rise")]
    #[diagnostic(
        code("factors::steps-not-rising"),
        help("list the steps from the lowest grade up")
    )]
    StepsNotRising {
        /// Where.
        at: String,
    },
    /// A metal goes into a product that does not pay for it.
    #[error("{at}: product {product:?} has no terms for {metal:?}")]
    #[diagnostic(
        code("factors::no-terms"),
        help("add the metal to the product's terms, with nothing payable if need be")
    )]
    NoTerms {
        /// Where.
        at: String,
        /// The product.
        product: String,
        /// The metal.
        metal: String,
    },
}
