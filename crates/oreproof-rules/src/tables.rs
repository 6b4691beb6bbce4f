//! Reference tables that some rules need. An empty table makes them say what they lack.

use jiff::civil::Date;
use oreproof_units::Unit;

/// The tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    /// Dated prices.
    pub prices: Vec<PriceRow>,
    /// Critical-minerals lists with the days on which they held.
    pub lists: Vec<ListRow>,
}

/// The range of a price over a stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceRow {
    /// The commodity's plain name.
    pub commodity: String,
    /// The form of the product it is the price of: `metal`, `concentrate`, `ore`, `oxide`, `carbonate`.
    pub form: String,
    /// What it is a price per, with its currency.
    pub unit: Unit,
    /// First day it refers to.
    pub first: Date,
    /// Last day it refers to.
    pub last: Date,
    /// Lowest price of that time.
    pub low: f64,
    /// Highest price of that time.
    pub high: f64,
    /// Where it was read.
    pub source: String,
}

/// One issue of an official list of critical minerals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// Who keeps it.
    pub issuer: String,
    /// Its name and year.
    pub title: String,
    /// `draft` or `final`.
    pub status: String,
    /// The day from which it held (or was open for comment, for a draft).
    pub from: Date,
    /// The day before the next took its place.
    pub to: Option<Date>,
    /// How many entries it has.
    pub entries: u32,
    /// Its entries, by plain names, where the table gives them.
    pub members: Vec<String>,
    /// Where it was read.
    pub source: String,
}
