//! Unit costs, each with what it is a cost of.

use oreproof_units::{Base, Series};
use serde::{Deserialize, Serialize};

/// A running cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Its name in the case.
    pub name: String,
    /// Which group it is shown and counted in.
    pub group: CostGroup,
    /// What it is counted by.
    pub per: Driver,
    /// Money for each of those; for [`Driver::ContainedValue`] a part of that value.
    pub rate: Series<f64>,
}

/// The groups of running costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostGroup {
    /// Getting the ore out.
    Mining,
    /// Treating it.
    Processing,
    /// Running the site.
    GeneralAndAdmin,
    /// Selling, beyond what the selling terms deduct.
    Selling,
    /// Buying feed or concentrate.
    Purchase,
    /// Putting the land right as mining goes on.
    Reclamation,
    /// Anything else.
    Other,
}

/// What a cost is counted by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Driver {
    /// A tonne of rock moved, ore and waste.
    TonneMoved,
    /// A tonne of waste moved.
    TonneWaste,
    /// A tonne of feed: ore milled, tailings, scrap, or concentrate bought.
    TonneFeed,
    /// A dry tonne of a concentrate.
    TonneProduct(String),
    /// A mass of recovered metal, over all products.
    Metal {
        /// Which metal.
        metal: String,
        /// The mass the rate is quoted for.
        unit: Base,
    },
    /// A year in which anything is fed.
    Year,
    /// The market value of a metal contained in the feed; the rate is the part
    /// paid for it. Scrap, black mass and a trader's concentrate are bought so.
    ContainedValue(String),
}
