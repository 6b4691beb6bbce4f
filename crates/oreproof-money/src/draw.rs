//! One draw of what is uncertain, and the room a model computes it in.

use miette::Diagnostic;
use oreproof_factors::N_CHARGES;
use thiserror::Error;

use crate::model::Model;

/// What differs from the stated project in one evaluation.
///
/// [`Draw::stated`] changes nothing. Rows are as long as the model's periods,
/// spare ones included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Draw<'a> {
    /// What becomes of prices.
    pub prices: Prices<'a>,
    /// Periods by which production is late.
    pub delay: usize,
    /// The part of feed, and all it drives, that is reached in each period.
    pub throughput: Option<&'a [f64]>,
    /// The part of metal that is reached in each period, at unchanged cost.
    pub metal: Option<&'a [f64]>,
    /// Grade over stated grade, for each of [`Model::metals`].
    pub grade: Option<&'a [f64]>,
    /// Recovery over stated recovery, for each of [`Model::metals`].
    pub recovery: Option<&'a [f64]>,
    /// Running cost over stated cost.
    pub operating: f64,
    /// Capital over stated capital: initial, expansion, sustaining, closure.
    pub capital: [f64; 4],
}

/// What becomes of prices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Prices<'a> {
    /// They are the deck's.
    Deck,
    /// Each of [`Model::priced`] is multiplied by a number.
    Times(&'a [f64]),
    /// Each of [`Model::priced`] has a row of periods to multiply by.
    TimesByPeriod(&'a [f64]),
    /// Each of [`Model::priced`] has a row of prices per tonne, in the deck's money.
    Paths(&'a [f64]),
}

impl Draw<'_> {
    /// The project as stated.
    pub const fn stated() -> Self {
        Self {
            prices: Prices::Deck,
            delay: 0,
            throughput: None,
            metal: None,
            grade: None,
            recovery: None,
            operating: 1.0,
            capital: [1.0; 4],
        }
    }
}

/// Why a draw does not fit a model.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum DrawError {
    /// A row has another length than the model wants.
    #[error("{what}: {found} numbers, {expected} wanted")]
    #[diagnostic(code("money::draw-length"), help("ask the model for its counts"))]
    Length {
        /// Which row.
        what: &'static str,
        /// How many were wanted.
        expected: usize,
        /// How many were given.
        found: usize,
    },
    /// Production would run past the last period.
    #[error("a delay of {delay} periods, and {spare} spare ones")]
    #[diagnostic(code("money::delay"), help("build the model with more spare periods"))]
    Delay {
        /// The delay asked for.
        delay: usize,
        /// The most there is room for.
        spare: usize,
    },
}

impl Draw<'_> {
    /// Whether the draw fits a model; to be asked once, not for each draw.
    ///
    /// # Errors
    ///
    /// When a row is too short or too long, or the delay has no room.
    pub fn check(&self, model: &Model) -> Result<(), DrawError> {
        let (n, m, k) = (model.n_periods(), model.metals().len(), model.priced().len());
        let prices = match self.prices {
            Prices::Deck => None,
            Prices::Times(row) => Some((k, row.len())),
            Prices::TimesByPeriod(row) | Prices::Paths(row) => Some((k * n, row.len())),
        };
        let rows = [
            ("prices", prices),
            ("throughput", self.throughput.map(|row| (n, row.len()))),
            ("metal", self.metal.map(|row| (n, row.len()))),
            ("grade", self.grade.map(|row| (m, row.len()))),
            ("recovery", self.recovery.map(|row| (m, row.len()))),
        ];
        for (what, lengths) in rows {
            if let Some((expected, found)) = lengths.filter(|(expected, found)| expected != found) {
                return Err(DrawError::Length { what, expected, found });
            }
        }
        match self.delay <= model.spare() {
            true => Ok(()),
            false => Err(DrawError::Delay { delay: self.delay, spare: model.spare() }),
        }
    }
}

/// The rows of one evaluation, used again and again.
///
/// Every row has one number for each period.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// Tonnes fed.
    pub feed: Vec<f64>,
    /// Tonnes of waste.
    pub waste: Vec<f64>,
    /// Prices per tonne, by priced metal.
    pub prices: Vec<f64>,
    /// Tonnes contained in the feed, by metal.
    pub contained: Vec<f64>,
    /// Tonnes recovered, by slot.
    pub recovered: Vec<f64>,
    /// Tonnes payable, by slot.
    pub payable: Vec<f64>,
    /// Payable value, by slot.
    pub revenue: Vec<f64>,
    /// Tonnes of product, by product.
    pub mass: Vec<f64>,
    /// Selling charges by kind.
    pub charges: Vec<f64>,
    /// Payable value.
    pub gross: Vec<f64>,
    /// Selling charges.
    pub selling: Vec<f64>,
    /// Payable value less selling charges.
    pub nsr: Vec<f64>,
    /// Running costs, one row each.
    pub costs: Vec<f64>,
    /// Running costs together.
    pub opex: Vec<f64>,
    /// Capital, one row each.
    pub capital: Vec<f64>,
    /// Capital together.
    pub capex: Vec<f64>,
    /// Money newly tied up.
    pub working_capital: Vec<f64>,
    /// Cash before royalty and tax.
    pub pre_tax: Vec<f64>,
    /// The first and last periods with production.
    pub production: Option<(usize, usize)>,
}

impl Workspace {
    pub(crate) fn new(model: &Model) -> Self {
        let n = model.n_periods();
        let rows = |count: usize| vec![0.0; count * n];
        let slots = model.selling.slots().len();
        Self {
            feed: rows(1),
            waste: rows(1),
            prices: rows(model.priced().len()),
            contained: rows(model.metals().len()),
            recovered: rows(slots),
            payable: rows(slots),
            revenue: rows(slots),
            mass: rows(model.selling.n_products()),
            charges: rows(N_CHARGES),
            gross: rows(1),
            selling: rows(1),
            nsr: rows(1),
            costs: rows(model.costs.len()),
            opex: rows(1),
            capital: rows(model.capital.len()),
            capex: rows(1),
            working_capital: rows(1),
            pre_tax: rows(1),
            production: None,
        }
    }
}
