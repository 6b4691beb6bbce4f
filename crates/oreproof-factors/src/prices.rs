//! Price decks: what is paid for each metal, and when.

use std::collections::BTreeMap;

use oreproof_units::{Currency, Price, PriceBasis, Series};
use serde::{Deserialize, Serialize};

/// The prices of a case.
///
/// A price is that of the pure metal or oxide on its market; what a buyer pays of
/// it is in the selling terms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceDeck {
    /// Whether the deck counts inflation.
    pub basis: PriceBasis,
    /// The price of each metal or oxide, by the name the products use.
    pub prices: BTreeMap<String, Series<Price>>,
    /// Exchange rates for prices in another currency than the project's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exchange: Vec<Exchange>,
}

/// How much of the project's money one unit of another currency is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// The currency exchanged.
    pub from: Currency,
    /// Units of the project's money for one unit of it.
    pub rate: Series<f64>,
}
